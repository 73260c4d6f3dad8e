# SPDX-License-Identifier: AGPL-3.0-or-later
"""The terminal client through a Nextcloud, and with the real push server."""
import re

from client_support import Pusher, finish, run, sends, start
from nextcloud_standin import Standin


async def test_the_capabilities_name_the_endpoint():
    async with Pusher(sends("a")) as pusher:
        with Standin(users={"alice": "pw:ä"}) as nextcloud:
            nextcloud.base_endpoint = f"http://localhost:{pusher.port}/push"
            for url in (nextcloud.url, nextcloud.url.rstrip("/")):
                got = await run(url, "alice", "pw:ä", "--expect", "a", "--timeout", 10)
                assert got.status == 0, got.err
    assert pusher.logins == [("alice", "pw:ä")] * 2
    request = nextcloud.requests[0]
    assert request.path == "/ocs/v2.php/cloud/capabilities?format=json"
    assert request.header("OCS-APIRequest") == ["true"]
    assert (request.user, request.password) == ("alice", "pw:ä")


async def test_pre_auth_logs_in_with_a_token_of_nextcloud():
    async with Pusher(sends("a")) as pusher:
        with Standin(users={"alice": "pw"}) as nextcloud:
            nextcloud.base_endpoint = f"http://localhost:{pusher.port}/push"
            got = await run(nextcloud.url, "alice", "pw", "--pre-auth", "--expect", "a", "--timeout", 10)
            assert got.status == 0, got.err
            assert [(r.method, r.path) for r in nextcloud.requests][1:] == [
                ("POST", "/index.php/apps/notify_push/pre_auth")]
    user, token = pusher.logins[0]
    assert user == "" and re.fullmatch("[A-Za-z0-9]{32}", token)
    assert token not in got.out + got.err


async def test_a_token_can_be_given_with_the_url_of_the_push_server():
    async with Pusher(sends("a")) as pusher:
        await run(pusher.url, "", "t0ken", "--expect", "a", "--timeout", 10)
        await run(pusher.url, "alice", "t0ken", "--pre-auth", "--expect", "a", "--timeout", 10)
    assert pusher.logins == [("", "t0ken"), ("", "t0ken")]


async def test_a_nextcloud_without_push_is_explained():
    with Standin(users={"alice": "pw"}) as nextcloud:
        got = await run(nextcloud.url, "alice", "pw", "--follow", "--timeout", 10)
        assert got.status == 1
        assert "occ notify_push:setup" in got.err
        nextcloud.fault("capabilities", status=401)
        got = await run(nextcloud.url, "alice", "pw", "--follow", "--timeout", 10)
        assert got.status == 1
        assert "refuses the user name or password" in got.err


async def test_a_nextcloud_in_trouble_is_tried_again_with_follow():
    async with Pusher(sends("a")) as pusher:
        with Standin(users={"alice": "pw"}) as nextcloud:
            nextcloud.base_endpoint = f"http://localhost:{pusher.port}/push"
            nextcloud.fault("capabilities", status=503, times=1)
            got = await run(nextcloud.url, "alice", "pw", "--follow", "--expect", "a", "--timeout", 10)
    assert got.status == 0
    assert "the Nextcloud answers 503" in got.err


async def test_the_real_push_server(world):
    world.nextcloud.base_endpoint = f"http://127.0.0.1:{world.daemon.port}"
    for extra in ([], ["--pre-auth"]):
        process = await start(world.nextcloud.url, "alice", "alice-password", "--json", "--listen-ids",
                              "--expect", "notify_file_id", "--expect", "hello", "--timeout", 10, *extra)
        while b"authenticated" not in await process.stdout.readline():
            pass
        world.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 2**64 - 1})
        world.custom("alice", "hello", {"a": [1, "ü"]})
        got = await finish(process)
        assert got.status == 0, got.err
        bodies = {o["message"]: o.get("body") for o in got.objects if o["type"] == "message"}
        assert bodies == {"notify_file_id": [2**64 - 1], "hello": {"a": [1, "ü"]}}


async def test_the_real_push_server_refuses_wrong_passwords(world):
    got = await run(world.daemon.url, "alice", "wrong", "--timeout", 10)
    assert got.status == 1
    assert got.messages == ["err: Invalid credentials"]
