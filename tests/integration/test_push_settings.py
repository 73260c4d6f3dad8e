# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each setting reaches the part that it is for: said to the whole server, seen from outside.

How values are read is test_config_*'s business, what a part does with them that of its own tests;
here is the way in between.
"""
import asyncio
import subprocess
import time

import pytest

from certificates import make_ca, make_cert
from nextcloud_standin import Standin
from pushserver import Client
from support import nowhere, push_server

INVALID_CERTIFICATE = "err: Error while sending authentication request to nextcloud:"


def check(world, config=None, **environ):
    """`notify_push check`: whether each link works, by its name."""
    environ = {name: value for name, value in {**world.environ(), **environ}.items() if value}
    words = [push_server(), "check", *([config] if config else [])]
    result = subprocess.run(words, env=environ, capture_output=True, text=True,
                            timeout=60, cwd=nowhere(), check=False)
    rows = [line.split(": ")[0] for line in result.stdout.splitlines() if line[0] in "✓✗"]
    assert rows, result.stderr
    return {row[2:]: row[0] == "✓" for row in rows}


def asked_for_uid(nextcloud):
    return [request for request in nextcloud.requests if request.path.endswith("/uid")]


# --- Nextcloud ---

@pytest.mark.better
@pytest.mark.parametrize("told", [None, "Friend of the firewall/2"])
async def test_nextcloud_hears_who_asks(fresh, told):
    fresh.start(environ={"USER_AGENT": told})
    await (await fresh.login("alice")).close()
    version = subprocess.run([push_server(), "--version"], capture_output=True, text=True,
                             check=True).stdout.split()[1]
    assert asked_for_uid(fresh.nextcloud)[0].header("User-Agent") == [told or f"notify_push/{version}"]


@pytest.mark.better
async def test_it_connects_where_it_is_told_and_keeps_the_name(fresh):
    fresh.start(environ={"NEXTCLOUD_URL": "http://cloud.example.org",
                         "NEXTCLOUD_CONNECT": f"127.0.0.1:{fresh.nextcloud.port}"})
    await (await fresh.login("alice")).close()
    assert asked_for_uid(fresh.nextcloud)[0].header("Host") == ["cloud.example.org"]


@pytest.fixture(name="certs", scope="module")
def fixture_certs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certs")
    authority = make_ca(folder)
    return authority[0], make_cert(folder, authority, "good")


@pytest.mark.better
@pytest.mark.parametrize("name, value, good", [
    ("NEXTCLOUD_CA", "ca", True), ("NEXTCLOUD_CA", None, False), ("ALLOW_SELF_SIGNED", "true", True),
    ("ALLOW_SELF_SIGNED", "false", False)])
async def test_whose_certificate_nextcloud_may_have(fresh, certs, name, value, good):
    authority, (cert, key) = certs
    with Standin({"alice": "alice-password"}, cert=cert, key=key) as nextcloud:
        fresh.start(environ={"NEXTCLOUD_URL": nextcloud.url,
                             name: str(authority) if value == "ca" else value})
        client = Client(await fresh.daemon.open())
        await client.send("alice")
        await client.send("alice-password")
        answer = await client.receive()
        await client.close()
        assert answer == "authenticated" if good else answer.startswith(INVALID_CERTIFICATE)


# --- limits ---

@pytest.mark.better
async def test_a_user_has_as_many_sessions_as_allowed(fresh):
    fresh.start(environ={"USER_CONNECTION_LIMIT": "2"})
    clients = [await fresh.login("alice") for _ in range(2)]
    one_more = Client(await fresh.daemon.open())
    await one_more.send("alice")
    await one_more.send("alice-password")
    assert await one_more.receive() == "err: Connection limit exceeded for user"
    clients.append(await fresh.login("bob"))
    for client in clients:
        await client.close()


@pytest.mark.better
@pytest.mark.parametrize("told, at_a_time, seconds", [("2", 2, 0.5), (None, 16, 2)])
async def test_so_many_logins_are_checked_at_a_time(fresh, told, at_a_time, seconds):
    fresh.start(environ={"LOGIN_CONCURRENCY": told})
    fresh.nextcloud.fault("/uid", delay=seconds)

    async def log_in(number):
        headers = [("X-Forwarded-For", f"203.0.113.{number}")]  # no address gets more than four
        await (await fresh.login("alice", extra_headers=headers)).close()

    fresh.nextcloud.peak = 0
    await asyncio.gather(*[log_in(number) for number in range(at_a_time + 6)])
    assert fresh.nextcloud.peak == at_a_time


@pytest.mark.serial
@pytest.mark.parametrize("told, least, most", [("1", 0.5, 1.5), (None, 2.0, 6.0)])
async def test_messages_are_held_together_so_long_at_most(fresh, told, least, most):
    """45 connections make a window of 4 s, times a random factor from 0.5 to 1.5."""
    fresh.start(environ={"MAX_DEBOUNCE_TIME": told})
    clients = [await fresh.login_token(("alice", "bob", "carol")[n % 3]) for n in range(45)]

    async def pause(client):
        assert await client.receive() == "notify_activity"
        began = time.monotonic()
        assert await client.receive() == "notify_activity"
        return time.monotonic() - began

    pauses = [asyncio.create_task(pause(client)) for client in clients[::3]]
    for _ in range(2):
        fresh.publish("notify_activity", {"user": "alice"})
        await asyncio.sleep(0.3)
    pauses = sorted(await asyncio.gather(*pauses))
    assert least - 0.01 <= pauses[0] and pauses[-1] <= most + 0.3, pauses
    assert pauses[-1] - pauses[0] > 0.1  # each session has a factor of its own
    for client in clients:
        await client.close()


# --- tables ---

@pytest.mark.parametrize("prefix", ["nc_", ""])
async def test_the_tables_have_the_prefix(fresh, prefix):
    with fresh.database.open() as db:
        for table in ("mounts", "filecache"):
            db.execute(f"ALTER TABLE oc_{table} RENAME TO {prefix}{table}")
    # An empty variable counts as unset; the option does not.
    fresh.start(args=("--database-prefix", prefix))
    client = await fresh.login("alice", ids=True)
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 7})
    assert await client.receive() == "notify_file_id [7]"
    await client.close()
