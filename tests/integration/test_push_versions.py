# SPDX-License-Identifier: AGPL-3.0-or-later
"""The server and Nextcloud's app tell each other their versions, and that they are alive (wire.md §3, §4)."""
import asyncio
import json
import time

import pytest

from support import wait_for

ASKED = "/index.php/apps/notify_push/test/version"


def asked(world):
    return [request for request in world.nextcloud.requests if request.path == ASKED]


@pytest.mark.parametrize("version, differs", [
    ("1.4.0", False), ("1.4.99999", False), ("1.3.9", True), ("1.40.1", True), ("2.4.1", True), ("x", True)])
def test_another_level_of_the_app_is_one_warning(fresh, version, differs):
    fresh.redis.set("notify_push_app_version", "1.0.0 of long ago")
    fresh.nextcloud.app_version = version
    fresh.start()
    wait_for(lambda: fresh.redis.get("notify_push_app_version") == version, "the app's version", 5)
    found = r"WARN .*app notify_push is version (\S+);" if differs else r"INFO .*app notify_push is version (\S+)"
    assert wait_for(lambda: fresh.daemon.logged(found), "a line about it", 5) == [version]
    assert bool(fresh.daemon.logged(" WARN ")) == differs
    assert len(asked(fresh)) == 1


def test_the_version_of_long_ago_does_not_count(fresh):
    """The key is deleted before Nextcloud is asked, so what stands there afterwards is an answer."""
    fresh.redis.set("notify_push_app_version", "1.0.0")
    fresh.nextcloud.fault(ASKED, status=200, body=b"1.4.0")  # answers, and writes no key
    fresh.start()
    wait_for(lambda: asked(fresh), "Nextcloud is asked", 5)
    wait_for(lambda: fresh.daemon.logged("app's version is not known"), "a line about it", 5)
    assert not fresh.redis.exists("notify_push_app_version")
    assert not fresh.daemon.logged(" WARN ")


def test_a_nextcloud_that_hangs_delays_nobody(fresh):
    fresh.nextcloud.fault(ASKED, action="hang")
    began = time.monotonic()
    fresh.start()
    assert fresh.daemon.get("/readyz")[0] == 200
    assert time.monotonic() - began < 3
    wait_for(lambda: asked(fresh), "Nextcloud is asked", 5)


@pytest.mark.better
@pytest.mark.patient
@pytest.mark.slow
async def test_the_heartbeat_goes_on(fresh):
    fresh.start()
    client = await fresh.login("alice")
    first = json.loads(wait_for(lambda: fresh.redis.get("notify_push_heartbeat"), "a heartbeat"))
    for which in ("the second", "the third"):
        fresh.redis.delete("notify_push_heartbeat")
        began = time.monotonic()
        # In a thread: the client has to answer pings meanwhile.
        text = await asyncio.to_thread(wait_for, lambda: fresh.redis.get("notify_push_heartbeat"), which, 25)
        beat = json.loads(text)
        assert time.monotonic() - began < 21
        assert beat == {**first, "connections": 1}
        assert fresh.redis.ttl("notify_push_heartbeat") in (59, 60)
    await client.close()
    assert fresh.daemon.stop() == 0
