# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis Cluster, three masters with a replica each: seeds, redirections, fail-over."""

import time

import pytest

from redisservers import Cluster, Probe
from support import free_port, wait_for

KEYS = ["test-token", "notify_push_version", "notify_push_app_version", "notify_push_metrics",
        "notify_push_heartbeat"]


@pytest.fixture(scope="module")
def cluster():
    cluster = Cluster()
    yield cluster
    cluster.stop()


def probe_of(*servers, **options):
    words = [word for server in servers
             for word in ("--node", server if isinstance(server, str) else server.node())]
    return Probe("--mode", "cluster", *words, **options)


@pytest.mark.parametrize("index", range(6))
def test_any_seed_serves_subscription_and_keys(cluster, index):
    """Master or replica: MOVED leads to the keys, and every node hears every message."""
    with probe_of(cluster.servers[index]) as probe:
        probe.expect("^up first$")
        for key in KEYS:
            assert probe.ask(f"set {key} value-of-{key}") == ("ok", "OK")
            assert cluster.master_of(key).client().get(key) == f"value-of-{key}"
        for key in KEYS:
            assert probe.ask(f"get {key}") == ("ok", f"value-of-{key}")
            assert probe.ask(f"del {key}") == ("ok", "1")
        for server in cluster.servers:
            server.client().publish("notify_custom", f"from {server.port}")
            probe.expect(f"^message notify_custom .* from {server.port}$")


def test_dead_seeds_are_skipped(cluster):
    dead = [f"127.0.0.1:{free_port()}" for _ in range(3)]
    for _ in range(3):  # the order is drawn anew each time
        with probe_of(*dead, cluster.masters[1]) as probe:
            probe.expect("^up first$", 5)
            assert not probe.logged("^down|ERROR")
            assert probe.ask("set test-token x") == ("ok", "OK")


def test_when_all_seeds_are_dead_it_says_so():
    dead = [f"127.0.0.1:{free_port()}" for _ in range(3)]
    with probe_of(*dead) as probe:
        probe.expect("^down .*connection refused")
        for node in dead:
            assert len(probe.logged(f"(WARN|ERROR) .*cannot subscribe: {node}")) == 1
        assert len(probe.logged("ERROR")) == 1


def test_the_seeds_are_shuffled(cluster):
    servers = set()
    for _ in range(8):
        with probe_of(*cluster.servers) as probe:
            probe.expect("^up first$")
            servers.add(probe.stats()["server"])
    assert len(servers) > 1  # all the same: once in 280,000 runs


def test_the_database_number_is_ignored(cluster):
    with Probe("--mode", "cluster", "--node", cluster.masters[0].node(), "--db", 5) as probe:
        probe.expect("^up first$")
        assert probe.ask("set test-token x") == ("ok", "OK")


def test_ask_is_followed_while_a_slot_moves(cluster):
    key = "notify_push_metrics"
    source = cluster.master_of(key)
    target = next(server for server in cluster.masters if server is not source)
    slot = source.client().execute_command("CLUSTER", "KEYSLOT", key)
    with probe_of(source) as probe:
        probe.ready()
        assert probe.ask(f"set {key} before") == ("ok", "OK")
        source.client().delete(key)
        target.client().execute_command(
            "CLUSTER", "SETSLOT", slot, "IMPORTING", cluster.ids[source])
        source.client().execute_command(
            "CLUSTER", "SETSLOT", slot, "MIGRATING", cluster.ids[target])
        # The key is not at the source: ASK, and then only with ASKING does the target obey.
        assert probe.ask(f"set {key} during") == ("ok", "OK")
        assert probe.ask(f"get {key}") == ("ok", "during")
        for server in (target, source):
            server.client().execute_command("CLUSTER", "SETSLOT", slot, "NODE", cluster.ids[target])
        assert cluster.master_of(key) is target
        assert probe.ask(f"get {key}") == ("ok", "during")  # MOVED now
        assert probe.ask(f"del {key}") == ("ok", "1")


@pytest.mark.slow
def test_a_node_that_left_the_cluster_is_left():
    """It lives and answers pings, but nobody talks to it any more."""
    own = Cluster()
    lonely = own.replicas[0]
    with probe_of(lonely) as probe:
        probe.ready()
        assert probe.ask("set test-token x") == ("ok", "OK")  # another node is known by now
        for server in own.servers:
            if server is not lonely:
                server.client().execute_command("CLUSTER", "FORGET", own.ids[lonely])
        lonely.client().execute_command("CLUSTER", "RESET")
        probe.expect(f"^down {lonely.node()}: this node is cut off from its cluster", 17)
        probe.expect("^up gap$", 3)
        own.masters[0].client().publish("notify_custom", "heard")
        probe.expect("^message notify_custom 5 heard$")
    own.stop()


def test_the_node_with_the_subscription_dies(cluster):
    """Last, since it leaves the cluster with five nodes: one seed, the others were learnt."""
    victim = cluster.masters[0]
    with probe_of(victim) as probe:
        probe.ready()
        for key in KEYS:
            assert probe.ask(f"set {key} kept")[0] == "ok"
        assert cluster.with_subscription() == [victim]
        victim.kill()
        probe.expect("^down")
        probe.expect("^up gap$", 5)
        assert cluster.masters[1].client().publish("notify_custom", "alive") >= 0
        probe.expect("^message notify_custom 5 alive$")
        wait_for(lambda: cluster.replicas[0].client().role()[0] == "master", "the fail-over")
        time.sleep(0.3)
        for key in KEYS:
            assert probe.ask(f"set {key} again") == ("ok", "OK"), "\n".join(probe.lines)
        assert len(probe.logged("ERROR")) <= 3


def test_a_frozen_node_with_the_slot_costs_a_command_at_most_five_seconds(cluster):
    victim = cluster.masters[2]
    key = next(f"key{n}" for n in range(100) if cluster.master_of(f"key{n}") is victim)
    with probe_of(cluster.masters[1]) as probe:
        probe.ready()
        assert probe.ask(f"set {key} 1")[0] == "ok"
        victim.freeze()
        probe.send(f"set {key} 2")
        wait_for(lambda: cluster.replicas[2].client().role()[0] == "master", "the fail-over")
        probe.expect(rf"^set {key} 2: failed", 6)
        assert probe.ask(f"set {key} 3")[0] == "ok"
        victim.thaw()
