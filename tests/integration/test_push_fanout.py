# SPDX-License-Identifier: AGPL-3.0-or-later
"""One event for many sessions: those that are due at the same time are sent as one list, and
whatever happens to a session in the 100 ms before has to be the same as for a single one."""
import asyncio
import time

import pytest

from pushserver import Raw, World

USERS = [f"user{number}" for number in range(30)]
STORAGE = 500


def mount_all(world):
    with world.database.open() as db:
        for user in USERS:
            world.database.mount_in(db, user, STORAGE, "__groupfolders/1")


@pytest.fixture
def fresh():
    """A world whose server the test starts by itself."""
    with World(users=USERS, start=False) as own:
        mount_all(own)
        yield own


@pytest.fixture(scope="module", params=[1, 3], ids=["1 worker", "3 workers"])
def world(request):
    with World(users=USERS, args=("--workers", str(request.param), "--max-debounce-time", "1"),
               log="warn") as shared:
        mount_all(shared)
        yield shared


@pytest.fixture
def crowd(world):
    """Logs in many at once, and out again in the end."""
    clients = []

    async def login(users, **options):
        new = [await world.login_token(user, **options) for user in users]
        clients.extend(new)
        return new
    yield login
    clients.clear()


def upload(world, file_id=7, path="__groupfolders/1/a"):
    world.publish("notify_storage_update", {"storage": STORAGE, "path": path, "file_id": file_id})


async def close(clients):
    await asyncio.gather(*(client.close() for client in clients))


async def test_everybody_hears_once_and_after_100_ms(world, crowd):
    clients = await crowd(USERS)
    began = time.monotonic()
    upload(world)
    assert await asyncio.gather(*(client.receive(5) for client in clients)) == [
        "notify_file"] * len(clients)
    assert 0.1 <= time.monotonic() - began < 1
    await asyncio.gather(*(client.silent(0.4) for client in clients))
    await close(clients)


async def test_ids_go_to_those_who_asked_and_to_all_sessions_of_a_user(world, crowd):
    plain = await crowd(USERS[:10])
    wanting = await crowd(USERS[5:15], ids=True)
    second = await crowd(USERS[:5])
    upload(world, 2**40)
    assert {await client.receive(5) for client in plain + second} == {"notify_file"}
    assert {await client.receive(5) for client in wanting} == {f"notify_file_id [{2**40}]"}
    await close(plain + wanting + second)


async def test_without_a_file_id_nobody_gets_one(world, crowd):
    wanting = await crowd(USERS[:6], ids=True)
    world.publish("notify_storage_update",
                  {"storage": STORAGE, "path": "__groupfolders/1", "file_id": None})
    assert {await client.receive(5) for client in wanting} == {"notify_file"}
    await close(wanting)


async def test_more_of_the_same_merges(world, crowd):
    clients = await crowd(USERS[:12], ids=True)
    for number in (3, 1, 2, 3):
        upload(world, number)
        await asyncio.sleep(0.02)
    assert {await client.receive(5) for client in clients} == {"notify_file_id [1,2,3]"}
    await asyncio.gather(*(client.silent(0.3) for client in clients))
    await close(clients)


async def test_something_else_meanwhile_is_not_lost_and_goes_its_own_way(world, crowd):
    clients = await crowd(USERS[:8])
    upload(world)
    await asyncio.sleep(0.03)
    world.publish("notify_activity", {"user": USERS[0]})
    world.publish("notify_notification", {"user": USERS[1]})
    world.custom(USERS[2], "now")
    assert await clients[2].receive(5) == "now"
    assert sorted([await clients[0].receive(5), await clients[0].receive(5)]) == [
        "notify_activity", "notify_file"]
    assert sorted([await clients[1].receive(5), await clients[1].receive(5)]) == [
        "notify_file", "notify_notification"]
    assert {await client.receive(5) for client in clients[2:]} == {"notify_file"}
    await asyncio.gather(*(client.silent(0.3) for client in clients))
    await close(clients)


async def test_a_second_event_waits_for_the_window(world, crowd):
    clients = await crowd(USERS[:10], ids=True)
    upload(world, 1)
    assert {await client.receive(5) for client in clients} == {"notify_file_id [1]"}
    began = time.monotonic()
    late = await crowd(USERS[10:14], ids=True)
    upload(world, 2)
    assert {await client.receive(5) for client in late} == {"notify_file_id [2]"}
    assert {await client.receive(5) for client in clients} == {"notify_file_id [2]"}
    assert time.monotonic() - began >= 0.3  # the window of the first ten: 0.5 … 1.5 s
    await close(clients + late)


async def test_who_leaves_in_between_takes_nothing_along(world, crowd):
    clients = await crowd(USERS[:20])
    upload(world)
    await asyncio.sleep(0.02)
    await close(clients[::2])
    # Their connections' places are taken by others, for whom nothing has happened.
    others = await crowd([USERS[25]] * 5)
    assert {await client.receive(5) for client in clients[1::2]} == {"notify_file"}
    await asyncio.gather(*(client.silent(0.3) for client in others))
    await close(clients[1::2] + others)


async def test_lists_a_little_apart_each_keep_their_time(world, crowd):
    groups = [await crowd(USERS[first:first + 5]) for first in (0, 5, 10)]
    with world.database.open() as db:
        for number, first in enumerate((0, 5, 10)):
            for user in USERS[first:first + 5]:
                world.database.mount_in(db, user, 900 + number, "")
    began = time.monotonic()
    for number in range(3):
        world.publish("notify_storage_update",
                      {"storage": 900 + number, "path": "x", "file_id": 1})
        await asyncio.sleep(0.04)
    for number, clients in enumerate(groups):
        assert {await client.receive(5) for client in clients} == {"notify_file"}
        assert time.monotonic() - began >= 0.1 + number * 0.04
        await close(clients)


async def test_many_fan_outs_at_once_all_arrive(world, crowd):
    """Half of the users and then the other half, 150 times each."""
    clients = await crowd(USERS[:6], ids=True)
    with world.database.open() as db:
        for number in range(300):
            for user in USERS[number % 2 * 6:][:6]:
                world.database.mount_in(db, user, 1000 + number, "")
    others = await crowd(USERS[6:12], ids=True)
    pipe = world.redis.pipeline(transaction=False)
    for number in range(300):
        pipe.publish("notify_storage_update", '{"storage": %d, "path": "x", "file_id": %d}' % (
            1000 + number, number + 1))
    pipe.execute()
    seen = [set() for _ in clients + others]
    deadline = time.monotonic() + 20
    want = [set(range(1, 301, 2))] * 6 + [set(range(2, 301, 2))] * 6
    while seen != want and time.monotonic() < deadline:
        for ids, client in zip(seen, clients + others):
            if ids != want[0] and ids != want[-1]:
                text = await client.receive(10)
                ids.update(int(number) for number in text[len("notify_file_id ["):-1].split(","))
    assert seen == want
    await close(clients + others)


async def test_a_reader_that_is_too_slow_hears_when_it_reads_again(fresh):
    fresh.start(unix=True, log="warn", args=("--max-debounce-time", "1"))
    clients = [await fresh.login_token(user) for user in USERS[:8]]
    with Raw(fresh.daemon) as slow:
        slow.login(fresh, USERS[9])
        # Ten times what a Unix socket holds, within our own limit.
        for number in range(4):
            fresh.custom(USERS[9], "big", "x" * (1 << 19))
        upload(fresh)
        assert {await client.receive(5) for client in clients} == {"notify_file"}
        texts = []
        while "notify_file" not in texts:
            texts.append(slow.read_text())
        assert len(texts) == 5
    await close(clients)


async def test_a_server_that_ends_before_the_time_ends_cleanly(fresh):
    daemon = fresh.start(log="warn")
    clients = [await fresh.login_token(user) for user in USERS[:8]]
    upload(fresh)
    await asyncio.sleep(0.03)
    assert daemon.stop() == 0
    await close(clients)
