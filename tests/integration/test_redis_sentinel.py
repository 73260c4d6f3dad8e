# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis Sentinel: discovery, fail-over while events flow, sentinels that are dead or know nothing."""

import threading
import time

import pytest
import redis

from redisservers import Probe, Sentinels
from support import free_port


@pytest.fixture(scope="module")
def group():
    group = Sentinels(password="Xylo-1", sentinel_password="Sent-3")
    yield group
    group.stop()


def probe_of(group, *nodes, master="mymaster", password="Xylo-1", sentinel_password="Sent-3"):
    return Probe("--mode", "sentinel", "--master", master, *(nodes or group.nodes()),
                 password=password, sentinel_password=sentinel_password)


def test_the_master_is_found(group):
    with probe_of(group) as probe:
        probe.ready()
        assert probe.stats()["server"] == group.current().node()
        assert probe.ask("set test-token x") == ("ok", "OK")
        assert group.current().client().get("test-token") == "x"


def test_dead_sentinels_are_skipped(group):
    dead = ["--node", f"127.0.0.1:{free_port()}"] * 3
    with probe_of(group, *dead, "--node", group.sentinels[2].node()) as probe:
        probe.expect("^up first$", 5)
        assert not probe.logged("^down|ERROR")


def test_when_all_sentinels_are_dead_it_says_so(group):
    dead = [word for _ in range(3) for word in ("--node", f"127.0.0.1:{free_port()}")]
    with probe_of(group, *dead) as probe:
        probe.expect("^down .*connection refused")
        assert len(probe.logged("ERROR")) == 1


def test_a_name_that_the_sentinels_do_not_know(group):
    with probe_of(group, master="nobody") as probe:
        probe.expect("^down .*does not know the master's name")


@pytest.mark.parametrize("options, text", [
    ({"sentinel_password": None}, "asks for a password"),
    ({"sentinel_password": "Zebu-2"}, "password .* is wrong"),
    ({"password": "Zebu-2"}, "password .* is wrong"),
])
def test_wrong_credentials_are_named(group, options, text):
    with probe_of(group, **options) as probe:
        probe.expect("^down .*" + text)
        time.sleep(0.5)
        assert not probe.logged("Zebu-2|Xylo-1|Sent-3")


def test_a_switch_of_a_living_master_is_followed(group):
    """An administrator's fail-over: the old master lives on as a replica."""
    with probe_of(group) as probe:
        probe.ready()
        old = group.current()
        group.sentinels[0].client().execute_command("SENTINEL", "FAILOVER", "mymaster")
        probe.expect("the sentinels made .* the master", 15)
        probe.expect("^up gap$", 5)
        new = group.current()
        assert new is not old
        assert probe.ask("set test-token switched") == ("ok", "OK")
        assert new.client().get("test-token") == "switched"
        assert new.client().publish("notify_custom", "x") == 1
        probe.expect("^message notify_custom 1 x")


def test_fail_over_while_events_flow(group):
    """Nothing is lost after the subscription stands again, and only then is the gap told."""
    old = group.current()
    stop = threading.Event()
    published = []

    def publish():
        number = 0
        while not stop.is_set():
            try:
                if group.current().client(socket_timeout=0.2).publish("notify_custom", number):
                    published.append(number)
            except redis.exceptions.RedisError:
                pass
            number += 1
            time.sleep(0.01)

    with probe_of(group) as probe:
        probe.ready()
        publisher = threading.Thread(target=publish)
        publisher.start()
        probe.expect("^message notify_custom")
        old.kill()
        probe.expect("^down")
        probe.expect("^up gap$", 15)
        took = probe.took
        probe.expect("^message notify_custom")
        stop.set()
        publisher.join()
        assert probe.ask("set test-token after") == ("ok", "OK")
        new = group.current()
        assert new is not old
        assert probe.stats()["server"] == new.node()
        got = [int(line.split()[-1]) for line in probe.logged("^message")]
        resumed = [number for number in published if number >= max(got) - 2]
        assert set(resumed) & set(got)
        print(f"away for {took:.2f} s")


def test_the_sentinel_that_is_listened_to_dies(group):
    """The subscription does not care, and another sentinel is asked."""
    with probe_of(group) as probe:
        probe.ready()
        at = probe.logged("listening to the sentinel at")[-1].split(":")[-1]
        sentinel = next(s for s in group.sentinels if str(s.port) == at)
        sentinel.kill()
        probe.expect("listening to the sentinel at", 5)
        assert not probe.logged("^down")
