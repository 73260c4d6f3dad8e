# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis away: at start, in the middle, frozen. The server comes back and makes up for the gap."""
import asyncio
import time

import pytest
from support import wait_for


ALL = {"notify_file", "notify_activity", "notify_notification"}


def subscribed(world, count=1):
    return wait_for(lambda: world.redis_server.subscribed() == count, "subscribed", 20)


async def test_redis_away_at_start(fresh):
    fresh.redis_server.stop()
    fresh.start(wait=False)
    fresh.daemon.wait_listening()
    assert fresh.daemon.get("/readyz")[0] == 503
    assert fresh.daemon.get("/test/cookie")[0] == 503
    await asyncio.sleep(1)
    assert len(fresh.daemon.logged(" (WARN|ERROR) .*redis")) <= 2
    fresh.redis_server.start()
    fresh.daemon.wait_ready()
    wait_for(lambda: fresh.daemon.get("/readyz")[0] == 200, "ready", 10)
    client = await fresh.login_token("alice")
    fresh.custom("alice", "hello")
    assert await client.receive() == "hello"
    await client.close()


@pytest.mark.better
async def test_redis_killed_and_restarted_every_session_catches_up(fresh):
    fresh.start()
    alice, bob = await fresh.login_token("alice"), await fresh.login_token("bob", ids=True)
    fresh.redis_server.kill()
    await asyncio.sleep(0.5)
    fresh.redis_server.start()
    fresh.redis = fresh.redis_server.client()
    subscribed(fresh)
    for client in (alice, bob):
        assert set(await client.receive_all(5)) == ALL
    fresh.custom("alice", "hello again")
    assert await alice.receive() == "hello again"
    lines = fresh.daemon.logged(" (?:WARN|ERROR) .*redis.*")
    assert 1 <= len(lines) <= 4, lines
    assert fresh.daemon.metric("notify_push_redis_reconnects_total") == 1
    await alice.close()
    await bob.close()


@pytest.mark.better
async def test_logins_by_password_work_while_redis_is_away(fresh):
    fresh.start()
    fresh.redis_server.kill()
    client = await fresh.login("alice")
    await client.close()
    fresh.redis_server.start()


@pytest.mark.better
@pytest.mark.patient
@pytest.mark.slow
async def test_a_frozen_redis_is_noticed_within_half_a_minute(fresh):
    fresh.start()
    client = await fresh.login_token("alice")
    fresh.redis_server.freeze()
    began = time.monotonic()
    wait_for(lambda: fresh.daemon.get("/readyz")[0] == 503, "noticed", 40)
    assert time.monotonic() - began < 33
    fresh.redis_server.thaw()
    wait_for(lambda: fresh.daemon.get("/readyz")[0] == 200, "back", 15)
    assert ALL <= set(await client.receive_all(5))
    await client.close()


async def test_a_catch_up_is_smeared(fresh):
    """Not all sessions hear it at the same moment."""
    fresh.start()
    clients = [await fresh.login_token(("alice", "bob", "carol")[n % 3]) for n in range(60)]
    fresh.redis_server.kill()
    fresh.redis_server.start()
    fresh.redis = fresh.redis_server.client()
    when = await asyncio.gather(*[first(client) for client in clients])
    assert max(when) - min(when) > 0.5
    for client in clients:
        await client.close()


async def first(client):
    await client.receive(20)
    return time.monotonic()


@pytest.mark.better
async def test_who_logged_in_before_the_first_subscription_catches_up(fresh):
    fresh.redis_server.stop()
    fresh.start(wait=False)
    fresh.daemon.wait_listening()
    client = await fresh.login("alice")
    fresh.redis_server.start()
    assert {await client.receive(20) for _ in range(3)} == ALL
    await client.silent(1.5)
    await client.close()


@pytest.mark.better
async def test_an_anonymous_session_has_nothing_to_catch_up_with(fresh):
    fresh.start()
    alice = await fresh.login_token("alice")
    nobody = await fresh.login_token("session-1", key="session")
    fresh.redis_server.kill()
    fresh.redis_server.start()
    assert {await alice.receive(20) for _ in range(3)} == ALL
    await nobody.silent(2)
    fresh.publish("notify_custom", {"session": "session-1", "message": "still here"})
    assert await nobody.receive() == "still here"
    await alice.close()
    await nobody.close()
