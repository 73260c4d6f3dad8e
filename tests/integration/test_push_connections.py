# SPDX-License-Identifier: AGPL-3.0-or-later
"""notify_query "connections": who is connected, for the administrator's tools."""

import json
from support import wait_for


KEY = "notify_push_connections"


def ask(world, what):
    world.redis.delete(KEY)
    world.publish("notify_query", json.dumps(what))
    return json.loads(wait_for(lambda: world.redis.get(KEY), KEY, 2))


async def test_who_has_how_many(fresh):
    fresh.start()
    alice = [await fresh.login_token("alice") for _ in range(2)]
    bob = await fresh.login_token("Bób \"the\" builder")
    assert ask(fresh, "connections") == {
        "active_connection_count": 3, "active_user_count": 2,
        "users": [{"user": "alice", "connections": 2}, {"user": "Bób \"the\" builder", "connections": 1}]}
    assert ask(fresh, "connections alice") == {"user": "alice", "connections": 2}
    assert ask(fresh, "connections Bób \"the\" builder")["connections"] == 1
    assert ask(fresh, "connections nobody") == {"user": "nobody", "connections": 0}
    await alice[0].close()
    wait_for(lambda: ask(fresh, "connections alice")["connections"] == 1, "one fewer", 5)
    await alice[1].close()
    await bob.close()


def test_the_answer_is_gone_soon(fresh):
    fresh.start()
    ask(fresh, "connections")
    assert 0 < fresh.redis.ttl(KEY) <= 10


async def test_several_workers_count_together(fresh):
    fresh.start({"WORKERS": "3"})
    clients = [await fresh.login_token("alice") for _ in range(12)]
    assert ask(fresh, "connections alice") == {"user": "alice", "connections": 12}
    for client in clients:
        await client.close()


def test_other_words_are_refused_with_a_warning(fresh):
    fresh.start()
    fresh.publish("notify_query", '"connectionsalice"')
    wait_for(lambda: fresh.daemon.logged("WARN .*notify_query: 'connectionsalice' is unknown"), "a warning", 5)


def test_asking_for_somebody_leaves_no_name_in_the_log(fresh):
    fresh.start()
    ask(fresh, "connections Somebody")
    assert fresh.daemon.logged("notify_query")
    assert not fresh.daemon.logged("Somebody")
