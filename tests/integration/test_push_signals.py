# SPDX-License-Identifier: AGPL-3.0-or-later
"""`catch_up`: Nextcloud lost events on its own way to Redis, and the server makes up for them."""
import asyncio
import time

import pytest
from support import wait_for

pytestmark = pytest.mark.better

ALL = {"notify_file", "notify_activity", "notify_notification"}
PAUSE = 5


def ask(world):
    world.publish("notify_signal", '"catch_up"')


def catch_ups(world):
    return world.daemon.metric("notify_push_catch_ups_total")


async def heard(client):
    """The three messages of a catch-up, and when the first came."""
    first = await client.receive(20)
    when = time.monotonic()
    return when, {first, await client.receive(20), await client.receive(20)}


@pytest.mark.parametrize("workers", [1, 2])
async def test_catch_up_reaches_every_session_smeared(fresh, workers):
    fresh.start(environ={"WORKERS": str(workers)}, log="info")
    clients = [await fresh.login_token(("alice", "bob", "carol")[n % 3], ids=n % 2 == 1)
               for n in range(60)]
    ask(fresh)
    answers = await asyncio.gather(*[heard(client) for client in clients])
    assert all(messages == ALL for _, messages in answers)
    when = [moment for moment, _ in answers]
    assert max(when) - min(when) > 0.5
    assert catch_ups(fresh) == 1
    assert len(fresh.daemon.logged("INFO .*catch_up: .*")) == 1
    assert not fresh.daemon.logged("WARN .*notify_signal")
    for client in clients:
        await client.close()


async def test_two_at_once_are_one_now_and_one_after_the_pause(fresh):
    fresh.start(log="info")
    client = await fresh.login_token("alice")
    asked = time.monotonic()
    for _ in range(3):
        ask(fresh)
    assert (await heard(client))[1] == ALL
    assert time.monotonic() - asked < PAUSE
    assert catch_ups(fresh) == 1
    again, messages = await heard(client)
    assert messages == ALL
    assert again - asked >= PAUSE - 0.1
    assert catch_ups(fresh) == 2
    # What was done late makes the next one wait, too.
    ask(fresh)
    await asyncio.sleep(1)
    assert catch_ups(fresh) == 2
    wait_for(lambda: catch_ups(fresh) == 3, "the third one", PAUSE + 3)
    await asyncio.sleep(PAUSE + 0.5)
    assert catch_ups(fresh) == 3
    assert len(fresh.daemon.logged("INFO .*catch_up: .*")) == 3
    ask(fresh)
    wait_for(lambda: catch_ups(fresh) == 4, "one after a quiet time comes at once", 1)
    await client.close()


@pytest.mark.parametrize("how", ["asked", "gap"])
async def test_a_share_that_was_lost_counts_afterwards(fresh, how):
    """Who sees a storage is kept for minutes; the event that says that it changed is among the lost."""
    fresh.start()
    alice, bob = await fresh.login_token("alice"), await fresh.login_token("bob")
    update = {"storage": 1, "path": "files/x", "file_id": 5}
    fresh.publish("notify_storage_update", update)
    assert await alice.receive() == "notify_file"
    fresh.database.mount("bob", 1, "files")
    if how == "asked":
        ask(fresh)
    else:
        fresh.redis_server.kill()
        fresh.redis_server.start()
        fresh.redis = fresh.redis_server.client()
    assert (await heard(bob))[1] == ALL
    await bob.silent(1)
    fresh.publish("notify_storage_update", update)
    assert await bob.receive() == "notify_file"
    await alice.close()
    await bob.close()


async def test_it_ends_well_while_one_waits(fresh):
    fresh.start()
    ask(fresh)
    ask(fresh)
    wait_for(lambda: catch_ups(fresh) == 1, "the first one", 5)
    assert fresh.daemon.stop() == 0
