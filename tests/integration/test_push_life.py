# SPDX-License-Identifier: AGPL-3.0-or-later
"""What counts as life of a session that answers no ping."""
import contextlib
import time

import pytest

from pushserver import Raw, frame

pytestmark = [pytest.mark.patient, pytest.mark.slow]


def test_frames_of_the_client_are_life_and_those_of_the_server_are_not(fresh):
    """Neither answers a ping: one sends text now and then, the other only gets messages."""
    fresh.start()
    with Raw(fresh.daemon) as talker, Raw(fresh.daemon) as deaf:
        talker.login(fresh, "alice")
        deaf.login(fresh, "bob")
        deaf.sock.settimeout(0.5)
        began = time.monotonic()
        ended = None
        while time.monotonic() - began < 70:
            talker.send(frame("anything"))
            fresh.custom("bob", "message")
            time.sleep(1)
            with contextlib.suppress(TimeoutError):
                while not ended:
                    if deaf.read_frame() is None:
                        ended = time.monotonic() - began
        assert ended and 20 < ended < 65
        fresh.custom("alice", "last")
        assert talker.read_text() == "last"
    assert fresh.daemon.metric("notify_push_ping_timeouts_total") == 1
