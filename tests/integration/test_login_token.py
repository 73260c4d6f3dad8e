# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pre-auth tokens: before, after and instead of a password."""
import time

import pytest

from login_support import Probe, probe
from nextcloud_standin import standin

pytestmark = pytest.mark.serial

INVALID = "err: Invalid credentials"
TOKEN = "abcdefghijklmnopqrstuvwxyz012345"


def test_a_token_logs_in_without_a_name_and_without_nextcloud(standin, probe):
    probe.send("token", TOKEN, "alice", "user")
    outcome, name, took = probe.try_login("", TOKEN)
    assert (outcome, name) == ("user", "alice") and took < 400
    assert standin.requests == []


def test_a_token_counts_whatever_the_name(standin, probe):
    probe.send("token", TOKEN, "alice", "user")
    assert probe.try_login("mallory", TOKEN)[:2] == ("user", "alice")
    assert standin.requests == []


def test_a_token_is_good_once(probe):
    probe.send("token", TOKEN, "alice", "user")
    assert probe.try_login("", TOKEN)[0] == "user"
    outcome, text, took = probe.try_login("", TOKEN)
    assert (outcome, text) == ("refused", INVALID) and 480 <= took < 3000


def test_a_token_of_an_anonymous_session(probe):
    probe.send("token", TOKEN, "talk:abc", "session")
    assert probe.try_login("", TOKEN)[:2] == ("session", "talk:abc")


def test_a_late_token_is_waited_for(standin, probe):
    number = probe.login("", TOKEN)
    time.sleep(0.3)
    probe.send("token", TOKEN, "alice", "user")
    outcome, name, took = probe.wait(number)
    assert (outcome, name) == ("user", "alice") and 200 <= took < 2000
    assert standin.requests == []


def test_a_late_token_beats_a_refusal(standin, probe):
    number = probe.login("somebody", TOKEN)
    time.sleep(0.3)
    assert len(standin.requests) == 1 and standin.requests[0].status == 401
    probe.send("token", TOKEN, "alice", "user")
    assert probe.wait(number)[:2] == ("user", "alice")


def test_a_late_token_ends_the_request(standin, probe):
    standin.fault("/uid", delay=3.0)
    number = probe.login("somebody", TOKEN)
    probe.wait_stats(lambda s: s["checking"] == 1)
    probe.send("token", TOKEN, "alice", "user")
    assert probe.wait(number)[:2] == ("user", "alice")
    assert probe.stats()["checking"] == 0


def test_one_late_token_lets_one_in(probe):
    first, second = probe.login("", TOKEN), probe.login("", TOKEN)
    time.sleep(0.1)
    probe.send("token", TOKEN, "alice", "user")
    assert probe.wait(first)[:2] == ("user", "alice")
    assert probe.wait(second)[:2] == ("refused", INVALID)


def test_good_passwords_are_not_delayed(probe):
    outcome, _, took = probe.try_login("alice", "secret")
    assert outcome == "user" and took < 450


def test_nothing_at_all_is_refused(standin, probe):
    assert probe.try_login("", "")[:2] == ("refused", INVALID)
    assert probe.try_login(" ", " ")[:2] == ("refused", INVALID)
    assert standin.requests == []


def test_malformed_announcements_are_refused(probe):
    probe.send("token", "", "alice", "user")
    assert probe.other("token")[1] == "invalid"
    probe.send("token", TOKEN, "", "user")
    assert probe.other("token")[1] == "invalid"
    probe.send("token", "x" * 4097, "alice", "user")
    assert probe.other("token")[1] == "invalid"


def test_a_thousand_tokens(standin):
    with Probe(standin.url) as probe:
        for i in range(1000):
            probe.send("token", f"token-{i}", f"user{i}", "user")
        probe.send("flood", 0, 1000, "", "token-%", "192.0.2.1")
        answers = probe.wait_count(1000)
        assert sorted(a[1] for a in answers) == sorted(f"user{i}" for i in range(1000))
