# SPDX-License-Identifier: AGPL-3.0-or-later
"""A single Redis: sockets, logins, commands, messages, outages. Against real servers."""

import json
import socket
import threading
import time

import pytest

from redisservers import CHANNELS, Probe, Server
from support import wait_for


@pytest.fixture(scope="module")
def server():
    server = Server(port=None).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def secured():
    server = Server(port=None, password="Xylo-1").start()
    yield server
    server.stop()


@pytest.mark.parametrize("way", ["socket", "tcp", "name"])
def test_it_subscribes_and_keeps_keys(server, way):
    node = {"socket": server.socket, "tcp": server.node(), "name": f"localhost:{server.port}"}[way]
    with Probe("--node", node) as probe:
        probe.expect("^up first$")
        for channel in CHANNELS:
            assert server.client().publish(channel, f"on {channel}") == 1
            probe.expect(f"^message {channel} {len(channel) + 3} on {channel}$")
        assert probe.ask("set greeting hello there") == ("ok", "OK")
        assert server.client().get("greeting") == "hello there"
        assert probe.ask("get greeting") == ("ok", "hello there")
        assert probe.ask("del greeting") == ("ok", "1")
        assert probe.ask("get greeting") == ("missing", "")
        assert probe.ask("setex heartbeat 60 x") == ("ok", "OK")
        assert 50 < server.client().ttl("heartbeat") <= 60


def test_an_ipv6_address():
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError as error:
        pytest.skip(f"no IPv6 here: {error}")
    own = Server(port=None, unix=False, address="::1").start()
    with Probe("--node", own.node()) as probe:
        probe.ready()
        assert probe.stats()["server"] == f"[::1]:{own.port}"
        assert probe.ask("set over v6") == ("ok", "OK")
    own.stop()


def test_the_prefix_comes_before_channels_and_keys(server):
    client = server.client()
    with Probe("--node", server.socket, "--prefix", "one:") as one, \
            Probe("--node", server.socket, "--prefix", "two:") as two:
        one.ready()
        two.ready()
        client.publish("one:notify_custom", "first")
        client.publish("two:notify_custom", "second")
        client.publish("notify_custom", "nobody's")
        one.expect("^message notify_custom 5 first$")
        two.expect("^message notify_custom 6 second$")
        one.silent("^message", 0.1)
        two.silent("^message", 0.1)
        one.ask("set key 1")
        two.ask("set key 2")
        assert (client.get("one:key"), client.get("two:key"), client.get("key")) == ("1", "2", None)


def test_the_database_is_selected(server):
    with Probe("--node", server.socket, "--db", 3) as probe:
        probe.ready()
        probe.ask("set where three")
        assert server.client(db=3).get("where") == "three"
        assert server.client().get("where") is None


def test_a_database_that_does_not_exist_is_named(server):
    with Probe("--node", server.socket, "--db", 99) as probe:
        probe.expect("^down .*no database of this number")


def test_a_password_is_sent(secured):
    with Probe("--node", secured.socket, password="Xylo-1") as probe:
        probe.ready()
        assert probe.ask("set a b") == ("ok", "OK")


@pytest.mark.parametrize("password, code", [("Zebu-2", "WRONGPASS"), (None, "NOAUTH")])
def test_a_wrong_or_missing_password_is_said_once_and_never_shown(secured, password, code):
    with Probe("--node", secured.socket, password=password) as probe:
        probe.expect(f"^down .*{code}")
        time.sleep(1)
        assert len(probe.logged("ERROR|WARN")) == 1
        assert len(probe.logged("^down")) == 1
        assert int(probe.stats()["failed_attempts"]) >= 3
        assert not probe.logged("Zebu-2|Xylo-1")


def test_a_user_unknown_to_the_server_falls_back_to_the_password(secured):
    """config.md: where two arguments are refused, the password is tried alone."""
    with Probe("--node", secured.socket, "--user", "nextcloud", password="Xylo-1") as probe:
        probe.ready()


def test_a_password_that_nobody_asked_for_does_no_harm(server):
    with Probe("--node", server.socket, password="needless") as probe:
        probe.ready()


def test_a_name_that_does_not_resolve_is_named(server):
    with Probe("--node", "no-such-host.invalid:6379") as probe:
        probe.expect("^down no-such-host.invalid:6379: the name cannot be resolved")


def test_nothing_listens_yet_and_then_it_does():
    server = Server(port=None, unix=False)
    with Probe("--node", server.node()) as probe:
        probe.expect("^down .*connection refused")
        time.sleep(0.5)
        server.start()
        probe.expect("^up first$", 6)
        assert probe.logged(r"WARN .*subscribed at .* after [0-9.]+ s")
        assert len(probe.logged("ERROR")) == 1
    server.stop()


def test_after_a_restart_it_is_back_and_tells_of_the_gap(server):
    own = Server(port=None).start()
    with Probe("--node", own.node()) as probe:
        probe.ready()
        own.kill()
        probe.expect("^down .*closed by the server|^down .*reset")
        assert probe.stats()["subscribed"] == "0"
        probe.send("get early")
        own.start()
        probe.expect("^up gap$", 6)
        wait_for(lambda: probe.logged("^get early: missing"), "the early command's answer")
        assert own.client().publish("notify_custom", "again") == 1
        probe.expect("^message notify_custom 5 again$")
        assert probe.stats()["reconnects"] == "1"
        assert len(probe.logged("WARN .*subscribed")) == 1
    own.stop()


def test_a_killed_subscription_is_back_within_a_second(server):
    with Probe("--node", server.socket) as probe:
        probe.ready()
        server.client().client_kill_filter(_type="pubsub")
        probe.expect("^down")
        probe.expect("^up gap$", 1)
        assert probe.took < 0.5


def test_commands_survive_a_killed_connection(server):
    with Probe("--node", server.socket) as probe:
        probe.ready()
        server.client().client_kill_filter(_type="normal", skipme=True)
        assert probe.ask("set after kill") == ("ok", "OK")
        assert not probe.logged("WARN|ERROR")


def test_a_frozen_server_fails_commands_within_five_seconds():
    own = Server(port=None).start()
    with Probe("--node", own.socket) as probe:
        probe.ready()
        own.freeze()
        begin = time.monotonic()
        result, text = probe.ask("get x", 8)
        assert result == "failed" and "within 5 s" in text
        assert 4.5 < time.monotonic() - begin < 5.5
        own.thaw()
        assert probe.ask("get x", 8)[0] == "missing"
    own.stop()


def test_a_large_message_passes_and_a_huge_one_is_skipped(server):
    with Probe("--node", server.socket) as probe:
        probe.ready()
        client = server.client()
        client.publish("notify_custom", "a" * 4000000)
        probe.expect("^message notify_custom 4000000 a")
        client.publish("notify_custom", "b" * 20000000)
        client.publish("notify_custom", "after")
        probe.expect("skipped a message of more than 4 MiB")
        probe.expect("^message notify_custom 5 after$")
        stats = probe.stats()
        assert (stats["oversized"], stats["messages"], stats["reconnects"]) == ("1", "2", "0")


def test_a_huge_value_fails_its_command_only(server):
    server.client().set("huge", "v" * 9000000)
    server.client().set("small", "v")
    with Probe("--node", server.socket) as probe:
        probe.ready()
        probe.send("get huge\nget small")
        probe.expect("^get huge: failed .*larger than 4 MiB")
        probe.expect("^get small: ok 1 v$")
        assert not probe.logged("no connection")


def test_a_burst_arrives_whole_and_in_order(server):
    with Probe("--node", server.socket) as probe:
        probe.ready()
        pipe = server.client().pipeline(transaction=False)
        for number in range(20000):
            pipe.publish("notify_activity", json.dumps({"user": f"user{number}"}))
        assert set(pipe.execute()) == {1}
        for number in range(20000):
            line = probe.expect("^message ")
            assert line.string.endswith(f'{{"user": "user{number}"}}')


def test_protected_mode_and_full_servers_are_named(server):
    own = Server(port=None, config=["maxclients 1"]).start()
    with Probe("--node", own.node()) as probe:
        probe.expect("maxclients")
    own.stop()


def test_a_server_that_loads_is_waited_for():
    own = Server(port=None, config=["key-load-delay 400", "rdbcompression no"]).start()
    pipe = own.client().pipeline(transaction=False)
    for number in range(3000):
        pipe.set(f"k{number}", "x" * 1000)
    pipe.execute()
    own.client().save()
    own.kill()
    own.launch()
    with Probe("--node", own.socket) as probe:
        probe.expect("^down .*still loading", 5)
        probe.expect("^up first$", 10)
        assert len(probe.logged("still loading.*trying again in")) >= 1
    own.stop()


def test_a_replica_that_takes_no_writes_is_left_and_tried_again(server):
    """Behind one name another server may become the master: hosted services fail over so."""
    replica = Server(port=None, config=[f"replicaof 127.0.0.1 {server.port}"]).start()
    with Probe("--node", replica.socket) as probe:
        probe.ready()
        probe.send("set promoted yes")
        probe.expect("ERROR .*is a replica and takes no writes")
        probe.silent("^set promoted", 0.5)
        replica.client().execute_command("REPLICAOF", "NO", "ONE")
        probe.expect("^set promoted yes: ok")
        assert replica.client().get("promoted") == "yes"
        assert len(probe.logged("ERROR")) == len(probe.logged("WARN .*takes writes again")) == 1
    replica.stop()


def test_what_is_not_redis_is_recognised():
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            peer.close()

    threading.Thread(target=serve, daemon=True).start()
    with Probe("--node", f"127.0.0.1:{listener.getsockname()[1]}") as probe:
        probe.expect("^down .*sent what is not Redis' protocol")
    listener.close()
