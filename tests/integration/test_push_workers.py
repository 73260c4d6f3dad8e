# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several worker threads: the same service, private tables of open files, no races."""
import asyncio
import json
import os
import signal

import pytest

from pushserver import Raw
from test_push_login import storm
from support import wait_for

pytestmark = [pytest.mark.better, pytest.mark.workers]


def spread(world):
    """Threads named worker/N."""
    base = f"/proc/{world.daemon.process.pid}/task"
    names = []
    for task in os.listdir(base):
        with open(f"{base}/{task}/comm", encoding="ascii") as file:
            names.append(file.read().strip())
    return sorted(name for name in names if name.startswith("worker/"))


async def test_events_reach_sessions_on_every_worker(fresh):
    fresh.start(environ={"WORKERS": "4"})
    assert spread(fresh) == ["worker/0", "worker/1", "worker/2", "worker/3"]
    clients = [await fresh.login_token("alice", ids=True) for _ in range(40)]
    fresh.custom("alice", "all")
    assert [await c.receive() for c in clients] == ["all"] * 40
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 3})
    assert [await c.receive() for c in clients] == ["notify_file_id [3]"] * 40
    for client in clients:
        await client.close()
    wait_for(lambda: fresh.daemon.metric("active_connection_count") == 0, "all gone")
    assert fresh.daemon.metric("active_user_count") == 0


async def test_logins_and_log_outs_of_the_same_users_cross(fresh):
    fresh.start(environ={"WORKERS": "3"}, log="warn")
    await storm(fresh, 10, 12, 40)
    wait_for(lambda: fresh.daemon.metric("active_connection_count") == 0, "all gone")


async def test_custom_events_keep_their_order_on_every_worker(fresh):
    fresh.start(environ={"WORKERS": "3"}, log="warn")
    clients = [await fresh.login_token("alice") for _ in range(6)]
    pipe = fresh.redis.pipeline(transaction=False)
    for number in range(3000):
        pipe.publish("notify_custom", json.dumps({"user": "alice", "message": "m", "body": number}))
    pipe.execute()
    for client in clients:
        assert [await client.receive() for _ in range(3000)] == [f"m {n}" for n in range(3000)]
        await client.close()


async def test_shutdown_and_reset_reach_all_workers(fresh):
    fresh.start(environ={"WORKERS": "3"})
    clients = [await fresh.login_token("alice") for _ in range(12)]
    fresh.publish("notify_signal", '"reset"')
    assert {(await c.closed())[0] for c in clients} == {1000}
    clients = [await fresh.login_token("bob") for _ in range(12)]
    fresh.daemon.signal(signal.SIGTERM)
    assert {code for code, _ in await asyncio.gather(*[c.closed() for c in clients])} == {1012}
    assert fresh.daemon.process.wait(6) == 0


def test_a_closed_connection_is_closed_for_the_peer_too(fresh):
    """No copy of a descriptor stays behind in another table: the FIN arrives."""
    fresh.start(environ={"WORKERS": "3"})
    for _ in range(12):
        with Raw(fresh.daemon, timeout=3) as raw:
            raw.login(fresh)
            raw.sock.shutdown(1)
            while raw.read_frame() is not None:
                pass


def test_the_process_ends_although_redis_and_database_are_in_use(fresh):
    fresh.start(environ={"WORKERS": "2"})
    for number in range(50):
        fresh.publish("notify_storage_update", {"storage": number, "path": "x", "file_id": 1})
    fresh.daemon.signal(signal.SIGTERM)
    assert fresh.daemon.process.wait(6) == 0


@pytest.mark.patient
async def test_redis_comes_back_with_several_workers(fresh):
    fresh.start(environ={"WORKERS": "3"})
    clients = [await fresh.login_token("alice") for _ in range(9)]
    fresh.redis_server.kill()
    fresh.redis_server.start()
    fresh.redis = fresh.redis_server.client()
    for client in clients:
        assert set(await client.receive_all(4)) >= {"notify_file", "notify_activity"}
        await client.close()
