# SPDX-License-Identifier: AGPL-3.0-or-later
"""From storage and path to users, over a real SQLite database (wire.md §5)."""
import asyncio
import os
import time

import pytest
from support import wait_for


BIG = 2**63 - 1


@pytest.fixture(scope="module", autouse=True)
def mounts(world):
    world.database.mount("bob", 50, "files/shared")
    world.database.mount("alice", 51, None)
    world.database.mount("alice", 52, "files/a")
    world.database.mount("bob", 52, "files/ab")
    world.database.mount("alice", BIG, "")
    with world.database.open() as db:
        for number in range(300):
            world.database.mount_in(db, f"user{number}", 60, "__groupfolders/1")


async def hears(client, expected):
    if expected:
        assert (await client.receive(5)).startswith("notify_file")
    else:
        await client.silent(0.4)


@pytest.mark.parametrize("path, hit", [
    ("files/shared", True), ("files/shared/x", True), ("files/sharedx", False), ("files", False),
    ("", False), ("files/share", False), ("files/shared/", True),
])
async def test_a_root_matches_itself_and_what_is_below(world, path, hit):
    client = await world.login_token("bob", ids=True)
    world.publish("notify_storage_update", {"storage": 50, "path": path, "file_id": 5})
    await hears(client, hit)
    await client.close()


@pytest.mark.better
async def test_a_root_ends_at_a_slash(world):
    alice, bob = await world.login_token("alice"), await world.login_token("bob")
    world.publish("notify_storage_update", {"storage": 52, "path": "files/ab/x", "file_id": 5})
    await hears(bob, True)
    await hears(alice, False)
    await alice.close()
    await bob.close()


@pytest.mark.parametrize("path", ["", "anything", "files/ä/😀"])
async def test_a_root_that_is_null_is_the_whole_storage(world, path):
    client = await world.login_token("alice")
    world.publish("notify_storage_update", {"storage": 51, "path": path, "file_id": 5})
    await hears(client, True)
    await client.close()


async def test_an_unknown_storage_concerns_nobody(world):
    client = await world.login_token("alice")
    world.publish("notify_storage_update", {"storage": 999, "path": "files/x", "file_id": 5})
    await client.silent(0.4)
    await client.close()


@pytest.mark.better
@pytest.mark.parametrize("file_id", [0, 1, 2**32, BIG, 2**64 - 1])
async def test_numbers_of_64_bits(world, file_id):
    client = await world.login_token("alice", ids=True)
    world.publish("notify_storage_update", {"storage": BIG, "path": "x", "file_id": file_id})
    assert await client.receive(5) == f"notify_file_id [{file_id}]"
    await client.close()


async def test_without_a_file_id_there_is_none(world):
    client = await world.login_token("alice", ids=True)
    world.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": None})
    assert await client.receive() == "notify_file"
    await client.close()


async def test_a_group_folder_reaches_everybody_who_is_online(world):
    clients = [await world.login_token(f"user{n}", ids=True) for n in range(40)]
    world.publish("notify_storage_update",
                  {"storage": 60, "path": "__groupfolders/1/plan.md", "file_id": 8})
    assert [await c.receive(5) for c in clients] == ["notify_file_id [8]"] * 40
    for client in clients:
        await client.close()


@pytest.mark.better
async def test_a_thousand_events_on_a_cold_storage_are_one_query(fresh):
    fresh.database.mount("alice", 77, "")
    fresh.start()
    client = await fresh.login_token("alice", ids=True)
    before = fresh.daemon.metric("mapping_query_count")
    pipe = fresh.redis.pipeline(transaction=False)
    for number in range(1000):
        pipe.publish("notify_storage_update",
                     f'{{"storage":77,"path":"x/{number}","file_id":{number}}}')
    pipe.execute()
    ids = set()
    while len(ids) < 1000:
        text = await client.receive()
        assert text.startswith("notify_file_id ["), text
        ids.update(int(n) for n in text[16:-1].split(","))
    assert fresh.daemon.metric("mapping_query_count") - before == 1
    await client.close()


@pytest.mark.better
async def test_a_new_share_is_read_afresh(fresh):
    """A cached storage is corrected for the user, at once or when the row is written late."""
    fresh.start(environ={"DEBOUNCE_DISABLE": "1"})
    alice = await fresh.login_token("alice")
    bob = await fresh.login_token("bob", ids=True)
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/p/x", "file_id": 1})
    assert await alice.receive() == "notify_file"  # storage 1 is cached now
    fresh.publish("notify_user_share_created", {"user": "bob"})
    assert await bob.receive() == "notify_file"
    await asyncio.sleep(0.3)
    fresh.database.mount("bob", 1, "files/p")  # late, as older servers do it
    assert await bob.receive(5) == "notify_file"  # he has appeared
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/p/y", "file_id": 2})
    assert await bob.receive() == "notify_file_id [2]"
    fresh.database.unmount("bob", 1)
    fresh.publish("notify_user_share_created", {"user": "bob"})
    assert await bob.receive() == "notify_file"
    await asyncio.sleep(0.5)
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/p/z", "file_id": 3})
    await bob.silent(0.5)
    await alice.close()
    await bob.close()


def test_mapping_of_the_self_test_asks_afresh(world):
    token = {"token": world.token()}
    assert world.daemon.get("/test/mapping/70", token) == (200, "0")
    world.database.mount("alice", 70, "")
    world.database.mount("bob", 70, None)
    world.database.mount("carol", 70, "files/x")
    assert world.daemon.get("/test/mapping/70", token) == (200, "2")


@pytest.mark.better
async def test_the_database_may_come_late(fresh):
    os.rename(fresh.database.path, fresh.database.path + ".away")
    fresh.start()
    client = await fresh.login_token("alice", ids=True)
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 9})
    await client.silent(1)
    os.rename(fresh.database.path + ".away", fresh.database.path)
    assert await client.receive(8) == "notify_file_id [9]"
    assert len(fresh.daemon.logged("WARN .*database: a query failed")) == 1
    await client.close()


@pytest.mark.better
@pytest.mark.patient
@pytest.mark.slow
async def test_events_that_waited_too_long_are_made_up_for(fresh):
    os.rename(fresh.database.path, fresh.database.path + ".away")
    fresh.start()
    client = await fresh.login_token("alice", ids=True)
    bystander = await fresh.login_token("bob")
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 9})
    wait_for(lambda: fresh.daemon.metric("notify_push_events_missed_total") == 1, "missed", 15)
    os.rename(fresh.database.path + ".away", fresh.database.path)
    for one in (client, bystander):
        got = set(await one.receive_all(6))
        assert got == {"notify_file", "notify_activity", "notify_notification"}
    began = time.monotonic()
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 10})
    assert await client.receive(3) == "notify_file_id [10]"
    assert time.monotonic() - began < 3
    await client.close()
    await bystander.close()
