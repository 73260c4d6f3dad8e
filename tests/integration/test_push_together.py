# SPDX-License-Identifier: AGPL-3.0-or-later
"""A custom message and something else in the very same round of the server's loop: while the one
waits to be handed to the kernel, the other must be neither forgotten nor taken for a jam."""
import contextlib
import json
import time

import pytest

from pushserver import Raw, frame


async def test_a_built_in_event_right_before_a_custom_message_is_not_forgotten(fresh):
    fresh.start(environ={"DEBOUNCE_DISABLE": "1"})
    client = await fresh.login("alice")
    for number in range(50):
        pipe = fresh.redis.pipeline(transaction=False)
        pipe.publish("notify_activity", '{"user":"alice"}')
        pipe.publish("notify_custom", json.dumps({"user": "alice", "message": f"m{number}"}))
        pipe.execute()
        assert {await client.receive(2), await client.receive(2)} == {"notify_activity", f"m{number}"}
    await client.close()


@pytest.mark.patient
@pytest.mark.slow
def test_a_custom_message_when_a_ping_is_due_does_not_end_the_session(fresh):
    """Messages come in each round for so long that each session's ping falls into one of them."""
    fresh.start(log="error")
    clients = [Raw(fresh.daemon).login(fresh) for _ in range(10)]
    pipe = fresh.redis.pipeline(transaction=False)
    for client in clients:
        client.sock.setblocking(False)
    end = time.monotonic() + 33
    while time.monotonic() < end:
        for _ in range(20):
            pipe.publish("notify_custom", '{"user":"alice","message":"m"}')
        pipe.execute()
        for number, client in enumerate(clients):
            with contextlib.suppress(BlockingIOError):
                data = client.sock.recv(1 << 16)
                assert data, f"session {number} was closed"
                if b"\x89\x04" in data:
                    client.sock.send(frame("", 10))
    assert fresh.daemon.metric("notify_push_ping_timeouts_total") == 0
    for client in clients:
        client.sock.close()
