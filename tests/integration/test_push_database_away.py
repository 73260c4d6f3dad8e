# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens while the database fails is made up for when it is back (wire.md §5)."""
import time

import pytest

from pushserver import wait_for

pytestmark = pytest.mark.better


def take_away(world):
    with world.database.open() as db:
        db.execute("ALTER TABLE oc_mounts RENAME TO oc_elsewhere")


def give_back(world):
    with world.database.open() as db:
        db.execute("ALTER TABLE oc_elsewhere RENAME TO oc_mounts")


def update(world, storage, file_id):
    world.publish("notify_storage_update",
                  {"storage": storage, "path": "files/x", "file_id": file_id})


async def test_a_share_during_an_outage_counts_after_it(fresh):
    """The rows that are cached do not know the new sharee, and are good for minutes."""
    fresh.start(environ={"DEBOUNCE_DISABLE": "1"})
    alice = await fresh.login("alice", ids=True)
    bob = await fresh.login("bob", ids=True)
    update(fresh, 1, 7)
    assert await alice.receive() == "notify_file_id [7]"
    take_away(fresh)
    began = time.monotonic()
    fresh.publish("notify_user_share_created", {"user": "bob"})
    assert await bob.receive() == "notify_file"
    wait_for(lambda: fresh.daemon.logged("a query failed"), "noticed")
    time.sleep(5.5)  # the reads of his mounts after 0, 1 and 5 s have failed
    give_back(fresh)
    fresh.database.mount("bob", 1, "files/x")
    wait_for(lambda: fresh.daemon.logged("database: back after"), "back")
    assert await bob.receive() == "notify_file"
    while "notify_file_id [8]" not in (got := await bob.receive_all(0.3)):
        assert time.monotonic() - began < 25, f"not by the read after 30 s: {got}"
        update(fresh, 1, 8)
    await alice.close()
    await bob.close()


async def test_an_event_on_stale_rows_reaches_the_new_sharee_without_another_event(fresh):
    """Storages without any rows are asked again after 5 s; here that read fails at first."""
    fresh.start(environ={"DEBOUNCE_DISABLE": "1"})
    bob = await fresh.login("bob", ids=True)
    update(fresh, 77, 1)
    wait_for(lambda: fresh.daemon.metric("mapping_query_count") == 1, "read")
    time.sleep(5.2)
    take_away(fresh)
    update(fresh, 77, 2)
    wait_for(lambda: fresh.daemon.logged("a query failed"), "noticed")
    give_back(fresh)
    fresh.database.mount("bob", 77, "files/x")
    assert await bob.receive(8) == "notify_file_id [2]"
    assert not fresh.daemon.logged("told to look again")
    await bob.close()
