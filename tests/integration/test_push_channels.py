# SPDX-License-Identifier: AGPL-3.0-or-later
"""The eleven channels of wire.md §4, each from a real PUBLISH to what a client sees."""
import asyncio
import json
import statistics
import time

import pytest
from support import wait_for



async def test_activity_and_notification(world):
    alice, bob = await world.login("alice"), await world.login("bob")
    world.publish("notify_activity", {"user": "alice"})
    assert await alice.receive() == "notify_activity"
    world.publish("notify_notification", {"user": "alice"})
    assert await alice.receive() == "notify_notification"
    await bob.silent(0.3)
    await alice.close()
    await bob.close()


@pytest.mark.parametrize("channel, payload", [
    ("notify_group_membership_update", {"user": "alice", "group": "staff"}),
    ("notify_user_share_created", {"user": "alice"}),
])
async def test_group_and_share_events_are_file_events_without_ids(world, channel, payload):
    client = await world.login_token("alice", ids=True)
    world.publish(channel, payload)
    assert await client.receive() == "notify_file"
    await client.close()


@pytest.mark.parametrize("body, text", [
    (None, "msg"), ({"a": [1, 2, {"b": None}]}, 'msg {"a":[1,2,{"b":null}]}'), ("x y", 'msg "x y"'),
    (5, "msg 5"), ([], "msg []"), (False, "msg false"), (0, "msg 0"), ("", 'msg ""'),
])
async def test_custom_bodies_are_compact_json(world, body, text):
    client = await world.login_token("alice")
    world.publish("notify_custom", json.dumps({"user": "alice", "message": "msg", "body": body},
                                              indent=3))
    assert await client.receive() == text
    await client.close()


async def test_a_custom_event_without_body(world):
    client = await world.login_token("alice")
    world.custom("alice", "taskprocessing:task_update")
    assert await client.receive() == "taskprocessing:task_update"
    await client.close()


async def test_json_escapes_in_names_and_messages(world):
    client = await world.login_token("ünïcødé/😀")
    world.publish("notify_custom", r'{"user":"\u00fcn\u00efc\u00f8d\u00e9\/\ud83d\ude00",'
                                   r'"message":"\u0061\/\ud83d\ude00"}')
    assert await client.receive() == "a/😀"
    await client.close()


async def test_custom_events_keep_their_order_and_lose_nothing(world):
    client = await world.login_token("alice")
    pipe = world.redis.pipeline(transaction=False)
    for i in range(3000):
        pipe.publish("notify_custom", json.dumps({"user": "alice", "message": "m", "body": i}))
    pipe.execute()
    assert [await client.receive() for _ in range(3000)] == [f"m {i}" for i in range(3000)]
    await client.close()


@pytest.mark.better
async def test_a_body_above_1_mib_is_refused_and_logged(world):
    client = await world.login_token("alice")
    world.custom("alice", "just", "x" * (1024 * 1024 - 2))
    assert len(await client.receive()) == 1024 * 1024 + 5
    world.custom("alice", "big", "x" * (1024 * 1024))
    world.custom("alice", "after")
    assert await client.receive() == "after"
    assert world.daemon.logged(r"ERROR .*notify_custom")
    await client.close()


async def test_to_all_sessions_of_a_user(world):
    clients = [await world.login_token("bob") for _ in range(5)]
    world.custom("bob", "all")
    assert [await c.receive() for c in clients] == ["all"] * 5
    for client in clients:
        await client.close()


def test_the_cookie_is_kept(world):
    token = world.token()
    for value in (1, 4294967295):
        world.publish("notify_test_cookie", str(value))
        wait_for(lambda: world.daemon.get("/test/cookie", {"token": token}) == (200, str(value)),
                 "the cookie")


@pytest.mark.parametrize("channel, payload", [
    ("notify_storage_update", "{"), ("notify_storage_update", '{"storage":"1","path":"x"}'),
    ("notify_storage_update", '{"path":"x"}'), ("notify_storage_update", "[]"),
    ("notify_storage_update", '{"storage":-1,"path":"x"}'), ("notify_activity", '{"user":5}'),
    ("notify_activity", "null"), ("notify_activity", '{"user":"alice"} x'),
    ("notify_activity", b'{"user":"\xff"}'), ("notify_custom", '{"user":"alice"}'),
    ("notify_custom", '{"user":"alice","message":["x"]}'), ("notify_test_cookie", '"x"'),
    ("notify_test_cookie", ""), ("notify_pre_auth", '{"user":"alice"}'), ("notify_config", "7"),
    ("notify_query", "{}"), ("notify_signal", '"unknown"'), ("notify_custom", "[" * 5000),
])
async def test_a_malformed_payload_is_a_warning_and_nothing_more(world, channel, payload):
    client = await world.login_token("alice")
    before = len(world.daemon.logged(f"WARN .*{channel}"))
    world.publish(channel, payload)
    world.custom("alice", "still here")
    assert await client.receive() == "still here"
    assert len(world.daemon.logged(f"WARN .*{channel}")) == before + 1
    await client.close()


async def test_unknown_fields_are_ignored(world):
    client = await world.login_token("alice")
    world.publish("notify_activity", {"user": "alice", "extra": {"deep": [1]}, "body": 3})
    assert await client.receive() == "notify_activity"
    await client.close()


async def test_the_log_level_at_run_time_and_back(fresh):
    fresh.start(log="warn")
    client = await fresh.login_token("alice")
    assert not fresh.daemon.logged(" DEBUG ")
    fresh.publish("notify_config", {"log_spec": "debug"})
    fresh.custom("alice", "one")
    await client.receive()
    assert fresh.daemon.logged(" DEBUG ")
    fresh.publish("notify_config", '"log_restore"')
    fresh.custom("alice", "two")
    await client.receive()
    quiet = len(fresh.daemon.logged(" DEBUG "))
    fresh.custom("alice", "three")
    await client.receive()
    assert len(fresh.daemon.logged(" DEBUG ")) == quiet
    fresh.publish("notify_config", {"log_spec": "notify_push=nonsense"})
    fresh.custom("alice", "four")
    await client.receive()
    assert fresh.daemon.logged("WARN .*nonsense")
    await client.close()


async def test_metrics_are_written_for_the_app(world):
    client = await world.login_token("alice")
    world.custom("alice", "counted")
    await client.receive()
    world.redis.delete("notify_push_metrics")
    began = time.monotonic()
    world.publish("notify_query", '"metrics"')
    text = wait_for(lambda: world.redis.get("notify_push_metrics"), "metrics", 2)
    assert time.monotonic() - began < 0.1
    values = json.loads(text)
    for key in ("active_connection_count", "active_user_count", "total_connection_count",
                "mapping_query_count", "events_received", "messages_sent", "messages_sent_file",
                "messages_sent_activity", "messages_sent_notification", "messages_sent_custom"):
        assert isinstance(values[key], int), key
    assert values["active_connection_count"] >= 1
    assert values["messages_sent_custom"] >= 1
    await client.close()


@pytest.mark.serial
def test_metrics_are_written_within_10_ms(world):
    took = []
    for _ in range(20):
        world.redis.delete("notify_push_metrics")
        began = time.perf_counter()
        world.publish("notify_query", '"metrics"')
        while not world.redis.exists("notify_push_metrics"):
            assert time.perf_counter() - began < 2
        took.append(time.perf_counter() - began)
    assert statistics.median(took) < 0.010, took


async def test_reset_closes_all_sessions_with_1000(world):
    clients = [await world.login_token(user) for user in ("alice", "bob", "carol")]
    world.publish("notify_signal", '"reset"')
    codes = await asyncio.gather(*[client.closed() for client in clients])
    assert [code for code, _ in codes] == [1000] * 3
    again = await world.login_token("alice")
    await again.close()


@pytest.mark.better
def test_the_heartbeat_tells_that_a_server_is_alive(world):
    beat = json.loads(world.redis.get("notify_push_heartbeat"))
    assert beat["protocol"] == "1.4"
    assert beat["version"].startswith("1.4.")
    assert isinstance(beat["connections"], int)
    assert abs(beat["started"] - time.time()) < 600
    assert 0 < world.redis.ttl("notify_push_heartbeat") <= 60


@pytest.mark.better
async def test_a_prefix_keeps_several_nextclouds_apart(fresh):
    fresh.start(environ={"CHANNEL_PREFIX": "cloud1:"})
    fresh.publish("cloud1:notify_pre_auth", {"user": "alice", "token": "prefixed-token"})
    from pushserver import Client
    client = Client(await fresh.daemon.open())
    await client.send("")
    await client.send("prefixed-token")
    assert await client.receive() == "authenticated"
    fresh.publish("notify_custom", {"user": "alice", "message": "foreign"})
    fresh.publish("cloud1:notify_custom", {"user": "alice", "message": "ours"})
    assert await client.receive() == "ours"
    assert fresh.redis.exists("cloud1:notify_push_heartbeat")
    await client.close()
