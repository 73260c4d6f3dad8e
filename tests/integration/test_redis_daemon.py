# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole push server over a cluster, sentinels, TLS and a user with few rights: a session gets
its events before and after a fail-over, and is told to look again after the gap."""

import asyncio
import contextlib
import json

import pytest

from dbservers import certificates
from pushserver import Client
from redisservers import ACL_RULES, Cluster, Sentinels, Server
from support import wait_for

PEM = certificates().path


async def gets_an_event(client, text, server):
    """SERVER tells where to publish: on a loaded machine a master may be deposed at any moment."""
    for _ in range(3):
        server().client().publish("notify_custom", json.dumps({"user": "alice", "message": text}))
        with contextlib.suppress(asyncio.TimeoutError):
            while (got := await client.receive(4)) != text:
                assert got.startswith("notify_")  # of the gap
            return
    raise AssertionError(f"{text!r} never came")


async def is_told_of_the_gap(client):
    """File, activity and notification events, smeared."""
    got = await client.receive_all(4)
    for kind in ("notify_file", "notify_activity", "notify_notification"):
        assert kind in got


@pytest.mark.better
async def test_a_cluster_loses_the_node_with_the_subscription(fresh):
    cluster = Cluster()
    words = [word for server in cluster.masters
             for word in ("--redis-url", f"redis://{server.node()}")]
    daemon = fresh.start(environ={"REDIS_URL": None}, args=words)
    victim = cluster.with_subscription()[0]
    other = next(s for s in cluster.masters if s is not victim)
    fresh.redis = other.client()
    client = await fresh.login_token("alice")
    await gets_an_event(client, "before", lambda: other)
    victim.kill()
    await asyncio.to_thread(wait_for, lambda: len(cluster.with_subscription()) == 1,
                            "another node has the subscription", 10)
    await is_told_of_the_gap(client)
    await gets_an_event(client, "after", lambda: other)
    assert daemon.get("/readyz")[0] == 200
    await client.close()
    daemon.stop()
    cluster.stop()


@pytest.mark.better
async def test_sentinels_make_another_server_the_master(fresh):
    group = Sentinels(password="Xylo-1", sentinel_password=None)
    hosts = ",".join(sentinel.node() for sentinel in group.sentinels)
    daemon = fresh.start(environ={
        "REDIS_URL": f"redis+sentinel://:Xylo-1@{hosts}/mymaster"})
    old = group.current()
    fresh.redis = old.client()
    client = await fresh.login_token("alice")
    await gets_an_event(client, "before", group.current)
    old.kill()
    await asyncio.to_thread(wait_for, lambda: group.current() is not old, "the fail-over", 15)
    await asyncio.to_thread(wait_for, lambda: group.current().subscribed(), "the subscription", 10)
    await is_told_of_the_gap(client)
    await gets_an_event(client, "after", group.current)
    assert not daemon.logged("Xylo-1")
    await client.close()
    daemon.stop()
    group.stop()


async def test_tls_with_a_client_certificate_a_user_and_a_prefix(fresh):
    server = Server(port=None, unix=False, tls=True, client_certificates=True, password="Admin-9")
    server.start()
    rules = ACL_RULES.replace("notify_*", "one:notify_*").replace("~notify_push_*", "~one:notify_push_*") \
        .replace("~test-token", "~one:test-token")
    server.client().execute_command("ACL", "SETUSER", "push", "reset", "on", ">Xylo-1", *rules.split())
    daemon = fresh.start(environ={
        "REDIS_URL": f"rediss://push:Xylo-1@{server.node()}", "REDIS_TLS_CA": PEM("ca.pem"),
        "REDIS_TLS_CERT": PEM("client.pem"), "REDIS_TLS_KEY": PEM("client.key"),
        "CHANNEL_PREFIX": "one:"})
    admin = server.client()
    await asyncio.to_thread(wait_for, lambda: admin.get("one:notify_push_heartbeat"), "the heartbeat")
    admin.publish("one:notify_query", '"metrics"')
    await asyncio.to_thread(wait_for, lambda: admin.get("one:notify_push_metrics"), "the metrics")
    admin.publish("one:notify_pre_auth", '{"user":"alice","token":"t"}')
    client = Client(await daemon.open())
    await client.send("")
    await client.send("t")
    assert await client.receive() == "authenticated"
    admin.publish("one:notify_custom", '{"user":"alice","message":"hello"}')
    assert await client.receive() == "hello"
    assert not [entry for entry in admin.acl_log() if entry["username"] == "push"]
    assert not daemon.logged("Xylo-1")
    await client.close()
    daemon.stop()
    server.stop()


async def test_redis_comes_late_goes_and_comes_back(fresh):
    """Nothing crashes without Redis; /readyz tells, and its log says it once."""
    server = Server(port=None, unix=False)
    daemon = fresh.start(environ={"REDIS_URL": f"redis://{server.node()}"}, wait=False)
    await asyncio.to_thread(daemon.wait_listening)
    assert daemon.get("/readyz")[0] == 503
    server.start()
    await asyncio.to_thread(wait_for, lambda: daemon.get("/readyz")[0] == 200, "ready", 7)
    fresh.redis = server.client()
    client = await fresh.login_token("alice")
    server.kill()
    await asyncio.to_thread(wait_for, lambda: daemon.get("/readyz")[0] == 503, "not ready")
    server.start()
    await asyncio.to_thread(wait_for, lambda: daemon.get("/readyz")[0] == 200, "ready again", 7)
    await is_told_of_the_gap(client)
    await gets_an_event(client, "after", lambda: server)
    assert len(daemon.logged("ERROR .*redis.*cannot subscribe")) == 1
    assert len(daemon.logged("ERROR .*redis.*subscription was lost")) == 1
    await client.close()
    daemon.stop()
    server.stop()
