# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis users with rights of their own: the documented rules suffice, and each one is needed."""

import re

import pytest

from redisservers import ACL_RULES, CHANNELS, Cluster, Probe, Sentinels, Server
from support import TOP

KEYS = ["test-token", "notify_push_version", "notify_push_app_version", "notify_push_metrics",
        "notify_push_heartbeat"]


@pytest.fixture(scope="module")
def server():
    server = Server(port=None, password="Admin-9").start()
    yield server
    server.stop()


def grant(server, user, rules, password="Xylo-1"):
    server.client().execute_command("ACL", "SETUSER", user, "reset", "on", ">" + password,
                                    *rules.split())


def use_everything(probe):
    probe.expect("^up first$")
    for key in KEYS:
        assert probe.ask(f"setex {key} 60 x") == ("ok", "OK")
        assert probe.ask(f"set {key} y") == ("ok", "OK")
        assert probe.ask(f"get {key}") == ("ok", "y")
        assert probe.ask(f"del {key}") == ("ok", "1")


def test_the_rules_are_the_documented_ones():
    with open(TOP / "docs" / "redis.md", encoding="utf-8") as file:
        text = re.sub(r"[\s\\]+", " ", file.read())
    assert ACL_RULES in text


def test_the_documented_rules_suffice(server):
    grant(server, "push", ACL_RULES)
    with Probe("--node", server.socket, "--user", "push", "--db", 2, password="Xylo-1") as probe:
        use_everything(probe)
        for channel in CHANNELS:
            assert server.client().publish(channel, "x") == 1
            probe.expect(f"^message {channel} 1 x$")
    assert not [entry for entry in server.client().acl_log()
                if entry["username"] == "push"]


@pytest.mark.parametrize("missing", ["+ping", "+select", "+subscribe", "&notify_*"])
def test_without_one_of_them_there_is_no_subscription(server, missing):
    rules = ACL_RULES.replace(missing, "")
    grant(server, "less", rules)
    with Probe("--node", server.socket, "--user", "less", "--db", 2, password="Xylo-1") as probe:
        probe.expect("^down .*lacks a permission.*ACL.*NOPERM")
        assert len(probe.logged("ERROR")) == 1


@pytest.mark.parametrize("missing, command", [
    ("+get", "get test-token"), ("+set", "set notify_push_version 1"),
    ("+del", "del notify_push_app_version"), ("~notify_push_*", "set notify_push_metrics 1"),
    ("~test-token", "get test-token"),
])
def test_without_one_of_them_a_command_is_refused(server, missing, command):
    grant(server, "less", ACL_RULES.replace(missing, ""))
    with Probe("--node", server.socket, "--user", "less", password="Xylo-1") as probe:
        probe.expect("^up first$")
        for _ in range(3):
            result, text = probe.ask(command)
            assert result == "failed" and "lacks a permission" in text
        assert len(probe.logged("ERROR .*refused a command")) == 1
        assert not probe.logged("^down")


def test_a_wrong_password_of_a_user(server):
    grant(server, "push", ACL_RULES)
    with Probe("--node", server.socket, "--user", "push", password="Zebu-2") as probe:
        probe.expect("^down .*user.* is wrong.*WRONGPASS")
        assert not probe.logged("Zebu-2")


def test_a_user_that_is_off(server):
    grant(server, "push", ACL_RULES)
    server.client().execute_command("ACL", "SETUSER", "push", "off")
    with Probe("--node", server.socket, "--user", "push", password="Xylo-1") as probe:
        probe.expect("^down .*WRONGPASS")


def test_a_prefix_needs_it_in_the_rules(server):
    grant(server, "push", ACL_RULES.replace("notify_*", "one:notify_*")
          .replace("~notify_push_*", "~one:notify_push_*").replace("~test", "~one:test"))
    with Probe("--node", server.socket, "--user", "push", "--prefix", "one:",
               password="Xylo-1") as probe:
        use_everything(probe)
    with Probe("--node", server.socket, "--user", "push", "--prefix", "two:",
               password="Xylo-1") as probe:
        probe.expect("^down .*NOPERM")


def test_a_user_that_is_deleted_meanwhile(server):
    grant(server, "gone", ACL_RULES)
    with Probe("--node", server.socket, "--user", "gone", password="Xylo-1") as probe:
        probe.ready()
        server.client().execute_command("ACL", "DELUSER", "gone")
        probe.expect("^down .*closed by the server")
        probe.expect("cannot subscribe|WRONGPASS")
        grant(server, "gone", ACL_RULES)
        probe.expect("^up gap$", 6)


def test_the_rules_for_a_cluster():
    cluster = Cluster()
    for one in cluster.servers:
        grant(one, "push", ACL_RULES + " +asking +cluster|info")
    with Probe("--mode", "cluster", "--node", cluster.masters[0].node(), "--user", "push",
               password="Xylo-1") as probe:
        use_everything(probe)
    cluster.stop()


def test_the_rules_with_sentinels():
    group = Sentinels()
    for one in group.servers:
        grant(one, "push", ACL_RULES + " +role")
    for one in group.sentinels:
        grant(one, "push", "&+switch-master -@all +auth +ping +subscribe "
                           "+sentinel|get-master-addr-by-name", "Sent-3")
    with Probe("--mode", "sentinel", "--master", "mymaster", *group.nodes(), "--user", "push",
               "--sentinel-user", "push", password="Xylo-1", sentinel_password="Sent-3") as probe:
        use_everything(probe)
    group.stop()
