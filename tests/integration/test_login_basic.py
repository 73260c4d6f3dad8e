# SPDX-License-Identifier: AGPL-3.0-or-later
"""Logins that Nextcloud answers at once, and what the requests look like."""
import base64

from login_support import Probe, probe
from nextcloud_standin import Standin, standin

INVALID = "err: Invalid credentials"
FAILURE = "err: Error while sending authentication request to nextcloud: "


def test_good_credentials_give_the_user_id(standin, probe):
    assert probe.try_login("alice", "secret")[:2] == ("user", "alice")


def test_the_user_id_is_nextclouds_not_the_login_name(standin, probe):
    assert probe.try_login("al@example.org", "secret")[:2] == ("user", "alice")


def test_a_wrong_password_is_refused(standin, probe):
    outcome, text, took = probe.try_login("alice", "wrong")
    assert (outcome, text) == ("refused", INVALID)
    assert 480 <= took < 3000  # a token might have come


def test_credentials_are_trimmed(standin, probe):
    assert probe.try_login("  alice ", " secret \r")[:2] == ("user", "alice")
    assert standin.requests[0].user == "alice"
    assert standin.requests[0].password == "secret"


def test_the_request_is_a_get_with_basic_credentials_and_one_chain(standin, probe):
    probe.try_login("alice", "secret", chain="198.51.100.7, 10.0.0.1", address="198.51.100.7")
    request = standin.requests[0]
    assert (request.method, request.path) == ("GET", "/index.php/apps/notify_push/uid")
    assert request.header("X-Forwarded-For") == ["198.51.100.7, 10.0.0.1"]
    expected = base64.b64encode(b"alice:secret").decode()
    assert request.header("Authorization") == [f"Basic {expected}"]
    assert request.header("token") == []
    assert request.client == "198.51.100.7" or request.client == "10.0.0.1"


def test_the_chain_is_sent_even_when_empty(standin, probe):
    assert probe.try_login("alice", "secret", chain="")[0] == "user"
    assert standin.requests[0].header("X-Forwarded-For") == [""]


def test_names_and_passwords_in_any_script_with_colons_and_quotes(standin, probe):
    for password in ("pässwörd", "a:b:c", "x\"y'z\\", "密码🔑", "p" * 4000):
        standin.add_user("jürgen", password)
        assert probe.try_login("jürgen", password)[:2] == ("user", "jürgen")


def test_a_user_agent_is_sent_when_given():
    with Standin({"alice": "secret"}) as nc:
        with Probe(nc.url, user_agent="notify_push/1.4.100") as probe:
            probe.try_login("alice", "secret")
        assert nc.requests[0].header("User-Agent") == ["notify_push/1.4.100"]
        with Probe(nc.url) as probe:
            probe.try_login("alice", "secret")
        assert nc.requests[1].header("User-Agent") == []


def test_a_folder_in_the_url_is_kept():
    for suffix in ("", "/"):
        with Standin({"alice": "secret"}, base_path="/cloud/") as nc:
            with Probe(nc.url.rstrip("/") + suffix) as probe:
                assert probe.try_login("alice", "secret")[0] == "user"
            assert nc.requests[0].path == "/cloud/index.php/apps/notify_push/uid"


def test_connections_are_kept(standin, probe):
    for _ in range(20):
        assert probe.try_login("alice", "secret")[0] == "user"
    assert standin.connections == 1


def test_client_errors_are_final_at_once(standin, probe):
    for status in (400, 403, 404, 418):
        standin.fault("/uid", status=status, times=1)
        outcome, text, took = probe.try_login("alice", "secret")
        assert (outcome, text.startswith(FAILURE)) == ("failed", True)
        assert f"HTTP {status}" in text
        assert took < 5000
    assert len(standin.requests) == 4


def test_an_untrusted_domain_is_called_by_its_name(standin, probe):
    standin.trusted_domains = ["cloud.example.org"]
    outcome, text, _ = probe.try_login("alice", "secret")
    assert outcome == "failed"
    assert text.startswith(FAILURE + "HTTP 400: 127.0.0.1:")
    assert "trusted domain" in text


def test_an_answer_that_is_no_user_id_is_an_error(standin, probe):
    for body in (b"", b"<!DOCTYPE html><title>Log in</title>", b"a" * 256, b"two\nlines",
                 b"bad \xff utf-8"):
        standin.fault("/uid", status=200, body=body, times=1)
        outcome, text, _ = probe.try_login("alice", "secret")
        assert (outcome, text) == ("failed", FAILURE + "the answer is no user id")


def test_a_stray_newline_around_the_user_id_does_no_harm(standin, probe):
    standin.fault("/uid", status=200, body=b"\nalice\n", times=1)
    assert probe.try_login("alice", "secret")[:2] == ("user", "alice")


def test_refusals_are_one_line_at_warn_with_the_address_and_without_the_name(standin):
    with Probe(standin.url, log="warn") as probe:
        probe.try_login("alice", "geheim", chain="203.0.113.9")
        probe.try_login("", "geheim", chain="203.0.113.10")
        lines = list(probe.log)
    assert len(lines) == 2
    assert lines[0].endswith(
        "notify_push::auth: login refused: invalid credentials, client 203.0.113.9")
    assert lines[1].endswith("client 203.0.113.10")
    assert "alice" not in "".join(lines) and "geheim" not in "".join(lines)


def test_the_name_is_told_at_info_and_secrets_never(standin):
    with Probe(standin.url, log="trace") as probe:
        probe.try_login("alice", "geheim", chain="203.0.113.9")
        probe.send("token", "t0ken-t0ken-t0ken-t0ken-t0ken-32", "alice", "user")
        assert probe.try_login("", "t0ken-t0ken-t0ken-t0ken-t0ken-32")[0] == "user"
        standin.fault("/uid", status=404)
        assert probe.try_login("alice", "secret")[0] == "failed"
        log = "\n".join(probe.log)
    assert 'user "alice"' in log
    for secret in ("geheim", "t0ken", "secret", base64.b64encode(b"alice:geheim").decode()):
        assert secret not in log


def test_a_name_cannot_forge_a_log_line(standin):
    with Probe(standin.url, log="info") as probe:
        probe.try_login("eve\x1b[31m\x0b2026 WARN", "x")
        log = "\n".join(probe.log)
    assert "\x1b" not in log and "\x0b" not in log


def test_the_wrong_header_values_are_refused_before_anything_is_sent(standin, probe):
    probe.send("get", "index.php/x", "to\rken", "", 0)
    assert probe.other("get")[1] == "invalid"
    probe.send("get", "index.php/x", "", "1.2.3.4\x00", 0)
    assert probe.other("get")[1] == "invalid"
    assert standin.requests == []


def test_the_test_routes(standin, probe):
    standin.token = "secret-token"
    standin.cookie = 4711
    path = "index.php/apps/notify_push/test/"
    assert probe.get(path + "cookie", "secret-token")[:3] == ("ok", 200, "4711")
    assert probe.get(path + "cookie", "wrong")[:2] == ("status", 403)
    assert probe.get(path + "remote", "secret-token", "192.0.2.77")[:3] == (
        "ok", 200, "192.0.2.77")
    assert probe.get(path + "version")[:2] == ("ok", 200)
