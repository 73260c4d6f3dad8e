# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nextcloud is slow, throttles, fails or is away: what is held, for how long, and what is not."""
import socket
import time

import pytest

from login_support import Probe, probe
from nextcloud_standin import Standin, standin

pytestmark = pytest.mark.serial

FAILURE = "err: Error while sending authentication request to nextcloud: "


def test_temporary_failures_are_held_until_nextcloud_is_back(standin):
    with Probe(standin.url, backoff_min_ms=50) as probe:
        for status in (429, 500, 502, 503, 504):
            standin.fault("/uid", status=status, times=2)
            before = len(standin.requests)
            assert probe.try_login("alice", "secret")[:2] == ("user", "alice")
            assert len(standin.requests) == before + 3
        assert probe.stats()["retries"] == 10


def test_the_pauses_grow(standin):
    standin.fault("/uid", status=500, times=4)
    with Probe(standin.url, backoff_min_ms=100, backoff_max_ms=400) as probe:
        assert probe.try_login("alice", "secret")[0] == "user"
    began = [request.began for request in standin.requests]
    pauses = [later - earlier for earlier, later in zip(began, began[1:])]
    for pause, expected in zip(pauses, (0.1, 0.2, 0.4, 0.4)):
        assert expected - 0.02 <= pause < expected * 1.25 + 0.3


def test_the_default_pause_is_half_a_second(standin, probe):
    standin.fault("/uid", status=503, times=1)
    outcome, _, took = probe.try_login("alice", "secret")
    assert outcome == "user" and 480 <= took < 2000


def test_retry_after_is_honoured(standin):
    standin.fault("/uid", status=429, times=1, headers={"Retry-After": "2"})
    with Probe(standin.url, backoff_min_ms=10) as probe:
        outcome, _, took = probe.try_login("alice", "secret")
    assert outcome == "user" and 1980 <= took < 4500


def test_retry_after_is_not_honoured_beyond_reason(standin):
    standin.fault("/uid", status=503, headers={"Retry-After": "86400"})
    with Probe(standin.url, backoff_min_ms=10, hold_ms=1000) as probe:
        outcome, text, took = probe.try_login("alice", "secret")
    assert (outcome, text.startswith(FAILURE + "HTTP 503")) == ("failed", True)
    assert 980 <= took < 3000


def test_holding_ends_with_the_last_error(standin):
    standin.fault("/uid", status=502)
    with Probe(standin.url, backoff_min_ms=50, hold_ms=800, log="warn") as probe:
        outcome, text, took = probe.try_login("alice", "secret")
        assert probe.stats()["waiting"] == 0
        log = "\n".join(probe.log)
    assert outcome == "failed" and text.startswith(FAILURE + "HTTP 502")
    assert 780 <= took < 3000
    assert "nextcloud is away: HTTP 502" in log


def test_connection_refused_is_temporary():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with Probe(f"http://127.0.0.1:{unused.getsockname()[1]}", backoff_min_ms=50,
                   hold_ms=500) as probe:
            outcome, text, took = probe.try_login("alice", "secret")
            assert probe.stats()["checks"] >= 3
    assert outcome == "failed" and 480 <= took < 2000
    assert text.startswith(FAILURE) and "connect" in text.lower()


def test_nextcloud_starts_while_a_login_is_held():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with Probe(f"http://127.0.0.1:{port}", backoff_min_ms=50) as probe:
        number = probe.login("alice", "secret")
        time.sleep(0.3)
        assert not probe.has_answer(number)
        with Standin({"alice": "secret"}, port=port):
            assert probe.wait(number)[:2] == ("user", "alice")


@pytest.mark.parametrize("action", ["close", "reset", "cut"])
def test_a_broken_connection_is_temporary(standin, action):
    standin.fault("/uid", action=action, times=2)
    with Probe(standin.url, backoff_min_ms=50) as probe:
        assert probe.try_login("alice", "secret")[:2] == ("user", "alice")


def test_an_answer_that_is_no_http_fails_at_once(standin, probe):
    standin.fault("/uid", action="garbage")
    outcome, text, took = probe.try_login("alice", "secret")
    assert outcome == "failed" and text.startswith(FAILURE) and took < 5000


def test_a_slow_nextcloud_is_waited_for(standin, probe):
    standin.fault("/uid", delay=2.0, times=1)
    outcome, name, took = probe.try_login("alice", "secret")
    assert (outcome, name) == ("user", "alice") and 1980 <= took < 5000
    assert len(standin.requests) == 1


def test_a_silent_nextcloud_is_timed_out_and_tried_again(standin):
    standin.fault("/uid", action="hang", times=1)
    with Probe(standin.url, check_timeout_ms=400, backoff_min_ms=50) as probe:
        outcome, _, took = probe.try_login("alice", "secret")
    assert outcome == "user" and 380 <= took < 3000


def test_maintenance_mode_is_held(standin):
    standin.maintenance = True
    with Probe(standin.url, backoff_min_ms=50, backoff_max_ms=100) as probe:
        number = probe.login("alice", "secret")
        probe.wait_stats(lambda s: s["held"] == 1)
        standin.maintenance = False
        # The stand-in asks for 120 s, as Nextcloud does.
        time.sleep(0.5)
        assert not probe.has_answer(number)
        probe.send("cancel", number)
        assert probe.wait_stats(lambda s: s["waiting"] == 0)["cancelled"] == 1


def test_a_throttled_address_does_not_hold_up_others(standin):
    standin.throttle = True
    with Probe(standin.url, hold_ms=1000) as probe:
        for i in range(10):
            probe.login("alice", f"wrong{i}", chain="203.0.113.5")
        probe.wait_count(10)
        held = probe.login("alice", "secret", chain="203.0.113.5")
        outcome, name, took = probe.try_login("alice", "secret", chain="203.0.113.6")
        assert (outcome, name) == ("user", "alice") and took < 800
        outcome, text, _ = probe.wait(held)
        assert outcome == "failed" and "HTTP 429" in text


def test_too_large_answers_are_refused(standin, probe):
    standin.fault("/huge", status=200, body=b"x" * 65536, times=1)
    assert probe.get("huge")[0::4] == ("ok", 65536)
    standin.fault("/huge", status=200, body=b"x" * 65537, times=1)
    assert probe.get("huge")[:3] == ("failed", 0, "the answer is too large")
    standin.fault("/huge", action="endless_header", times=1)
    assert probe.get("huge")[:3] == ("failed", 0, "the answer is too large")


def test_requests_time_out(standin, probe):
    standin.fault("/slow", action="hang")
    began = time.monotonic()
    kind, _, text, temporary, _ = probe.get("slow", timeout_ms=300)
    assert (kind, temporary) == ("failed", True) and "timed out" in text.lower()
    assert 0.3 <= time.monotonic() - began < 3


def test_a_cancelled_login_ends_its_request(standin, probe):
    standin.fault("/uid", delay=5.0)
    number = probe.login("alice", "secret")
    probe.wait_stats(lambda s: s["checking"] == 1)
    probe.send("cancel", number)
    stats = probe.wait_stats(lambda s: s["checking"] == 0)
    assert stats["waiting"] == 0 and stats["bytes"] == 0 and stats["cancelled"] == 1


def test_final_failures_do_not_flood_the_log(standin):
    standin.fault("/uid", status=404)
    with Probe(standin.url, log="warn") as probe:
        for i in range(50):
            probe.login(f"user{i}", "secret")
        assert {a[0] for a in probe.wait_count(50)} == {"failed"}
        assert len(probe.log) == 1 and "HTTP 404" in probe.log[0]
