# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many logins at once: caps, fairness between addresses, merging, outages."""
import os
import time

import pytest

from login_support import Probe, probe
from nextcloud_standin import AnyUser, Standin, standin

pytestmark = pytest.mark.serial

FAILURE = "err: Error while sending authentication request to nextcloud: "


def test_a_storm_is_served_within_the_caps(standin):
    standin.users = AnyUser()
    standin.fault("/uid", delay=0.01)
    with Probe(standin.url) as probe:
        # "%" is the number of the login: everybody has an address of his own.
        probe.send("flood", 0, 1500, "user%", "password", "2001:db8:%::1")
        answers = probe.wait_count(1500)
        stats = probe.stats()
    assert sorted(a[1] for a in answers) == sorted(f"user{i}" for i in range(1500))
    assert standin.peak == 16
    assert len(standin.requests) == 1500 and stats["checks"] == 1500
    assert standin.connections <= 16 + 1
    assert stats["bytes"] == 0 and stats["waiting"] == 0


def test_of_a_storms_connections_only_a_few_are_kept(standin):
    """Each costs Nextcloud a process that waits."""
    def connections():
        folder = f"/proc/{probe.process.pid}/fd/"
        links = [os.readlink(folder + fd) for fd in os.listdir(folder)]
        return sum(link.startswith("socket:") for link in links)

    standin.users = AnyUser()
    standin.fault("/uid", delay=0.01)
    with Probe(standin.url) as probe:
        probe.send("flood", 0, 200, "user%", "password", "2001:db8:%::1")
        probe.wait_count(200)
        assert connections() >= 16
        probe.next_id = 200
        for number in range(20):
            probe.try_login(f"later{number}", "password")
        assert connections() <= 4 + 2  # libcurl talks to itself through a pair
    assert standin.connections <= 16 + 1


def test_one_address_gets_four_slots(standin):
    standin.users = AnyUser()
    standin.fault("/uid", delay=0.02)
    with Probe(standin.url) as probe:
        probe.send("flood", 0, 200, "user%", "password", "192.0.2.1")
        probe.wait_count(200)
    assert standin.peak == 4


def test_an_ipv6_client_is_its_64(standin):
    standin.users = AnyUser()
    standin.fault("/uid", delay=0.02)
    with Probe(standin.url) as probe:
        probe.send("flood", 0, 100, "user%", "password", "2001:db8:1:2::%")
        probe.wait_count(100)
    assert standin.peak == 4


def test_unknown_addresses_share_all_slots(standin):
    standin.users = AnyUser()
    standin.fault("/uid", delay=0.02)
    with Probe(standin.url) as probe:
        probe.send("flood", 0, 100, "user%", "password", "")
        probe.wait_count(100)
    assert standin.peak == 16


def test_caps_are_configurable(standin):
    standin.users = AnyUser()
    standin.fault("/uid", delay=0.02)
    with Probe(standin.url, concurrency=3, per_address=2) as probe:
        probe.send("flood", 0, 30, "user%", "password", "192.0.2.1")
        probe.wait_count(30)
        assert standin.peak == 2
        probe.send("flood", 100, 30, "user%", "password", "192.0.2.%")
        probe.wait_count(60)
    assert standin.peak == 3


def test_a_flood_from_one_address_delays_nobody_else(standin):
    standin.users = AnyUser()
    standin.fault("/uid", delay=0.05)
    with Probe(standin.url) as probe:
        probe.next_id = 10000
        probe.send("flood", 0, 2000, "user%", "wrong", "203.0.113.66")
        for i in range(20):
            outcome, name, took = probe.try_login(f"good{i}", "password", chain=f"192.0.2.{i}")
            assert (outcome, name) == ("user", f"good{i}")
            assert took < 1000  # in a line with the others it would be 25 s
        assert probe.stats()["queued"] > 1500


def test_many_addresses_take_turns(standin):
    """Three addresses with 100, 10 and 1 logins: the small ones are done long before the big one."""
    standin.users = AnyUser()
    standin.fault("/uid", delay=0.01)
    with Probe(standin.url, concurrency=1) as probe:
        probe.send("flood", 0, 100, "a%", "password", "192.0.2.1")
        probe.send("flood", 100, 10, "b%", "password", "192.0.2.2")
        probe.send("flood", 110, 1, "c%", "password", "192.0.2.3")
        probe.wait_count(111)
    order = [r.user[0] for r in standin.requests]
    assert order.index("c") <= 4
    assert max(i for i, name in enumerate(order) if name == "b") <= 24


def test_identical_checks_are_one_request(standin, probe):
    standin.fault("/uid", delay=0.3)
    numbers = [probe.login("alice", "secret") for _ in range(50)]
    assert {probe.wait(n)[:2] for n in numbers} == {("user", "alice")}
    assert len(standin.requests) == 1
    assert probe.stats()["coalesced"] == 49


def test_nothing_is_remembered_after_the_answer(standin, probe):
    for password, outcome in (("secret", "user"), ("wrong", "refused"), ("secret", "user")):
        assert probe.try_login("alice", password)[0] == outcome
        assert probe.try_login("alice", password)[0] == outcome
    assert len(standin.requests) == 6


def test_what_differs_at_all_is_not_merged(standin, probe):
    standin.fault("/uid", delay=0.2)
    numbers = [
        probe.login("alice", "secret"), probe.login("alice", "secretx"),
        probe.login("alices", "ecret"), probe.login("Alice", "secret"),
        probe.login("alice", "secret", chain="192.0.2.2", address="192.0.2.1"),
        probe.login("alice", "secret", chain="192.0.2.1", address="192.0.2.2"),
    ]
    outcomes = [probe.wait(n)[0] for n in numbers]
    assert outcomes == ["user", "refused", "refused", "refused", "user", "user"]
    assert len(standin.requests) == 6


def test_the_first_of_a_merged_check_may_leave(standin, probe):
    standin.fault("/uid", delay=0.3)
    first, second = probe.login("alice", "secret"), probe.login("alice", "secret")
    probe.wait_stats(lambda s: s["checking"] == 1)
    probe.send("cancel", first)
    assert probe.wait(second)[:2] == ("user", "alice")
    assert not probe.has_answer(first)
    assert len(standin.requests) == 1


def test_a_retry_gives_its_slot_back(standin):
    standin.fault("/uid", status=500, times=1)
    with Probe(standin.url, concurrency=1, backoff_min_ms=1000) as probe:
        held = probe.login("alice", "secret")
        probe.wait_stats(lambda s: s["held"] == 1)
        outcome, _, took = probe.try_login("bob", "b0b")
        assert outcome == "user" and took < 900
        assert not probe.has_answer(held)
        assert probe.wait(held)[:2] == ("user", "alice")


def test_waiting_logins_are_bounded_in_memory(standin):
    standin.fault("/uid", delay=1.0)
    with Probe(standin.url, bytes_max=100000) as probe:
        probe.send("flood", 0, 1000, "user%", "wrong", "192.0.2.1")
        probe.other("flood")
        stats = probe.stats()
        assert stats["bytes"] <= 100000 and 100 < stats["waiting"] < 400
        refused = [a for a in probe.answers.values() if a[0] == "error"]
        assert len(refused) == 1000 - stats["waiting"]
        for number in range(1000):
            probe.send("cancel", number)
        assert probe.wait_stats(lambda s: s["waiting"] == 0)["bytes"] == 0


def test_an_outage_is_felt_out_by_one_and_then_over_for_all(standin):
    standin.users = AnyUser()
    standin.maintenance = True
    with Probe(standin.url, log="info", backoff_min_ms=100, backoff_max_ms=500) as probe:
        probe.send("flood", 0, 1000, "user%", "password", "2001:db8:%::1")
        probe.other("flood")
        time.sleep(3)
        during = len(standin.requests)
        assert during <= 16 + 6  # those under way at first, then pauses of 0.25, 0.5, 1, 2 s
        assert standin.peak <= 16
        standin.maintenance = False
        began = time.monotonic()
        answers = probe.wait_count(1000 - 30, timeout=10)
        assert time.monotonic() - began < 6
        assert {a[0] for a in answers} == {"user"}
        log = "\n".join(probe.log)
        assert log.count("nextcloud is away: HTTP 503") == 1
        assert log.count("nextcloud answers again") == 1
        for number in range(1000):
            probe.send("cancel", number)  # the tried ones wait as long as they were asked to


def test_an_outage_ends_for_those_who_never_got_a_try(standin):
    standin.users = AnyUser()
    standin.fault("/uid", status=502)
    with Probe(standin.url, log="warn", hold_ms=1500, backoff_min_ms=100) as probe:
        probe.send("flood", 0, 500, "user%", "password", "2001:db8:%::1")
        answers = probe.wait_count(500)
        assert {a[0] for a in answers} == {"failed"}
        assert all(a[1].startswith(FAILURE + "HTTP 502") for a in answers)
        assert all(1200 <= a[2] < 8000 for a in answers)
        assert len(standin.requests) < 60
        assert len(probe.log) == 1


def test_a_hundred_thousand_cost_each_the_same():
    """Ten times as many queued logins take ten times as long, not a hundred times."""
    with Standin() as nc:
        nc.fault("/uid", action="hang")
        with Probe(nc.url, bytes_max=1 << 30) as probe:
            probe.send("flood", 0, 10000, "user%", "password", "2001:db8:%::1")
            small = int(probe.other("flood", 30)[1]) / 10000
            probe.send("flood", 10000, 90000, "user%", "password", "2001:db8:1:%::1")
            large = int(probe.other("flood", 60)[1]) / 90000
            assert probe.stats()["waiting"] == 100000
            began = time.monotonic()
            for number in range(100000):
                probe.send("cancel", number)
            assert probe.wait_stats(lambda s: s["waiting"] == 0, 30)["bytes"] == 0
            leaving = (time.monotonic() - began) / 100000
    print(f"start {small:.0f} ns, {large:.0f} ns; cancel {leaving * 1e9:.0f} ns")
    assert large < small * 4 and large < 500e3
    assert leaving < 1e-3
