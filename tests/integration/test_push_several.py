# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several push servers on one Redis: it does not matter which of them a client reaches (docs/deployment.md)."""
import json

import pytest

from pushserver import Client
from support import wait_for


@pytest.fixture(name="pair")
def fixture_pair(fresh):
    fresh.database.mount("bob", 9, "files/shared")
    fresh.database.mount("alice", 9, "files/shared")
    return fresh.start(), fresh.start()


async def by_token(daemon, token):
    client = Client(await daemon.open())
    await client.send("")
    await client.send(token)
    await client.send("listen notify_file_id")
    return client, await client.receive()


async def test_events_and_tokens_reach_all_of_them(fresh, pair):
    fresh.publish("notify_pre_auth", {"user": "alice", "token": "one-token"})
    clients = []
    for daemon in pair:
        client, answer = await by_token(daemon, "one-token")
        assert answer == "authenticated"
        clients.append(client)
        assert (await by_token(daemon, "one-token"))[1] == "err: Invalid credentials"
    fresh.publish("notify_storage_update", {"storage": 9, "path": "files/shared/a", "file_id": 7})
    fresh.custom("alice", "hello", 1)
    for client in clients:
        assert {await client.receive(), await client.receive()} == {"notify_file_id [7]", "hello 1"}
        await client.close()


async def test_the_others_go_on_when_one_ends(fresh, pair):
    first, second = pair
    staying, _ = await stay(fresh, second)
    leaving, _ = await stay(fresh, first)
    assert first.stop() == 0
    assert (await leaving.closed())[0] == 1012
    back, answer = await stay(fresh, second)
    assert answer == "authenticated"
    fresh.custom("alice", "still here")
    assert [await client.receive() for client in (staying, back)] == ["still here"] * 2
    assert second.get("/readyz")[0] == 200
    # What stands in Redis for the app is what the living one writes.
    fresh.publish("notify_query", '"metrics"')
    values = json.loads(wait_for(lambda: fresh.redis.get("notify_push_metrics"), "metrics", 3))
    assert values["active_connection_count"] == 2
    for client in (staying, back):
        await client.close()


async def stay(world, daemon):
    """A session of alice by password at one of them."""
    client = Client(await daemon.open())
    await client.send("alice")
    await client.send("alice-password")
    return client, await client.receive()
