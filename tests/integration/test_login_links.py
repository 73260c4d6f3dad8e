# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ways to Nextcloud: redirects, TLS, private authorities, IPv6, proxies, connect addresses, DNS."""
import shutil
import subprocess
import time

import pytest

from certificates import make_ca, make_cert
from forward_proxy import ForwardProxy
from login_support import Probe, probe
from nextcloud_standin import Standin, standin

FAILURE = "err: Error while sending authentication request to nextcloud: "
USERS = {"alice": "secret"}


@pytest.fixture(scope="module")
def certs(tmp_path_factory):
    """An authority, and certificates for the right and the wrong names."""
    class Certs:
        folder = tmp_path_factory.mktemp("certs")
        ca = make_ca(folder)
        good = make_cert(folder, ca, "good")
        cloud = make_cert(folder, ca, "cloud", ["DNS:cloud.example.org"])
        wrong_name = make_cert(folder, ca, "wrong", ["DNS:other.example.org"])
        self_signed = make_ca(folder, "selfsigned")
        strange = make_ca(folder, "strange")
        directory = folder / "hashed"
    Certs.directory.mkdir()
    shutil.copy(Certs.ca[0], Certs.directory / "ca.pem")
    subprocess.run(["openssl", "rehash", str(Certs.directory)], check=True, capture_output=True)
    return Certs


@pytest.fixture
def tls(certs):
    with Standin(USERS, cert=certs.good[0], key=certs.good[1]) as nc:
        yield nc


def ask(url, env=None, hold_ms=5000, **options):
    with Probe(url, env=env, hold_ms=hold_ms, backoff_min_ms=100, **options) as running:
        return running.try_login("alice", "secret")


# Redirects

def test_ten_redirects_are_followed_and_the_eleventh_is_not(standin, probe):
    target = standin.url + "index.php/apps/notify_push/uid"
    standin.fault("/uid", status=302, headers={"Location": target}, times=10)
    assert probe.try_login("alice", "secret")[:2] == ("user", "alice")
    standin.fault("/uid", status=307, headers={"Location": target}, times=11)
    outcome, text, took = probe.try_login("alice", "secret")
    assert (outcome, text) == ("failed", FAILURE + "too many redirects") and took < 2000


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_relative_redirects_keep_everything(standin, probe, status):
    standin.token = "token"
    standin.fault("/first", status=status, times=1,
                  headers={"Location": "/index.php/apps/notify_push/test/remote"})
    assert probe.get("first", "token", "192.0.2.4")[:3] == ("ok", 200, "192.0.2.4")


def test_credentials_follow_from_http_to_https_on_the_same_host(certs, standin, tls):
    standin.fault("/uid", status=301,
                  headers={"Location": tls.url + "index.php/apps/notify_push/uid"})
    assert ask(standin.url, ca=certs.ca[0])[:2] == ("user", "alice")
    assert tls.requests[0].password == "secret"


def test_secrets_never_follow_to_another_host(standin):
    with Standin(USERS, host="127.0.0.2") as other:
        path = "index.php/apps/notify_push/uid"
        standin.fault("/uid", status=302, headers={"Location": other.url + path})
        outcome, text, _ = ask(standin.url)
        assert outcome == "failed"
        assert text.startswith(FAILURE + "redirected to") and text.endswith(f"127.0.0.2:{other.port}")
        assert other.requests[0].header("Authorization") == []
        standin.fault("/x", status=302, headers={"Location": other.url + path})
        with Probe(standin.url) as probe:
            probe.get("x", "the-token")
        assert other.requests[1].header("token") == []


def test_nobody_is_let_in_by_whom_was_not_shown_the_password(standin):
    """A page that says 200 to everybody, such as a provider's "back soon"."""
    with Standin(USERS, host="127.0.0.2") as other:
        other.fault("/soon", status=200, body=b"alice")
        standin.fault("/uid", status=302, headers={"Location": other.url + "soon"})
        outcome, text, _ = ask(standin.url)
        assert outcome == "failed"
        assert text.startswith(FAILURE + "redirected to") and text.endswith(f"127.0.0.2:{other.port}")


def test_secrets_never_follow_to_another_port_nor_down_to_http(certs, standin, tls):
    path = "index.php/apps/notify_push/uid"
    with Standin(USERS) as other:
        standin.fault("/uid", status=302, headers={"Location": other.url + path})
        assert ask(standin.url)[0] == "failed"
        tls.fault("/uid", status=302, headers={"Location": other.url + path})
        assert ask(tls.url, ca=certs.ca[0])[0] == "failed"
        assert [r.header("Authorization") for r in other.requests] == [[], []]


def test_secrets_stay_away_after_a_detour(standin):
    path = "index.php/apps/notify_push/uid"
    with Standin(USERS, host="127.0.0.2") as other:
        standin.fault("/uid", status=302, headers={"Location": other.url + path}, times=1)
        other.fault("/uid", status=302, headers={"Location": standin.url + path})
        assert ask(standin.url)[0] == "failed"
    assert [r.user for r in standin.requests] == ["alice", None]


@pytest.mark.parametrize("location", [
    "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/_", "http://a:b@127.0.0.1/",
    "http://[::1", "dict://127.0.0.1/"])
def test_redirects_out_of_http_are_errors(standin, probe, location):
    standin.fault("/uid", status=302, headers={"Location": location})
    outcome, text, took = probe.try_login("alice", "secret")
    assert outcome == "failed" and text.startswith(FAILURE) and took < 2000
    assert "root:" not in text


# TLS

def test_an_unknown_authority_is_an_error_at_once(tls):
    outcome, text, took = ask(tls.url)
    assert outcome == "failed" and "certificate" in text and took < 2500
    assert tls.requests == []


def test_a_private_authority(certs, tls):
    assert ask(tls.url, ca=certs.ca[0])[:2] == ("user", "alice")
    assert ask(tls.url, ca=certs.strange[0])[0] == "failed"
    outcome, text, _ = ask(tls.url, ca=certs.folder / "missing.pem")
    assert outcome == "failed" and len(tls.requests) == 1


def test_the_store_of_the_environment(certs, tls):
    assert ask(tls.url, env={"SSL_CERT_FILE": str(certs.ca[0])})[:2] == ("user", "alice")
    assert ask(tls.url, env={"SSL_CERT_FILE": str(certs.strange[0])})[0] == "failed"
    assert ask(tls.url, env={"SSL_CERT_DIR": str(certs.directory)})[:2] == ("user", "alice")
    assert ask(tls.url, env={"SSL_CERT_DIR": "/nonexistent"})[0] == "failed"


def test_self_signed_only_when_allowed(certs):
    with Standin(USERS, cert=certs.self_signed[0], key=certs.self_signed[1]) as nc:
        assert ask(nc.url)[0] == "failed"
        assert ask(nc.url, self_signed=1)[:2] == ("user", "alice")


def test_the_wrong_host_name_is_an_error_unless_allowed(certs):
    with Standin(USERS, cert=certs.wrong_name[0], key=certs.wrong_name[1]) as nc:
        outcome, text, took = ask(nc.url, ca=certs.ca[0])
        assert outcome == "failed" and took < 2500
        assert ask(nc.url, self_signed=1)[0] == "user"


# Connect address, IPv6, proxies

def test_connect_goes_there_while_names_stay_those_of_the_url(certs):
    with Standin(USERS, cert=certs.cloud[0], key=certs.cloud[1]) as nc:
        nc.trusted_domains = ["cloud.example.org"]
        options = {"ca": certs.ca[0], "connect_host": "127.0.0.1", "connect_port": nc.port}
        assert ask("https://cloud.example.org/", **options)[:2] == ("user", "alice")
        assert nc.requests[0].header("Host") == ["cloud.example.org"]
        assert ask("https://wrong.example.org/", **options)[0] == "failed"
        assert ask(f"https://cloud.example.org:{nc.port}", ca=certs.ca[0],
                   connect_host="127.0.0.1")[:2] == ("user", "alice")


def test_connect_also_counts_after_a_redirect(certs):
    with Standin(USERS) as plain, Standin(
            USERS, cert=certs.cloud[0], key=certs.cloud[1]) as secure:
        plain.fault("/uid", status=301, headers={
            "Location": f"https://cloud.example.org:{secure.port}/index.php/apps/notify_push/uid"})
        assert ask("http://cloud.example.org/", ca=certs.ca[0], connect_host="127.0.0.1",
                   connect_port=plain.port)[:2] == ("user", "alice")


def test_connect_over_ipv6_and_past_a_proxy():
    with Standin(USERS, host="::1") as nc, ForwardProxy() as proxy:
        assert ask("http://cloud.example.org/", env={"http_proxy": proxy.url},
                   connect_host="::1", connect_port=nc.port)[:2] == ("user", "alice")
        assert proxy.seen == []


def test_ipv6(certs):
    with Standin(USERS, host="::1") as nc:
        assert nc.url.startswith("http://[::1]:")
        assert ask(nc.url)[:2] == ("user", "alice")
    with Standin(USERS, host="::1", cert=certs.good[0], key=certs.good[1]) as nc:
        assert ask(nc.url, ca=certs.ca[0])[:2] == ("user", "alice")


def test_localhost_is_found_on_either_family():
    for host in ("127.0.0.1", "::1"):
        with Standin(USERS, host=host) as nc:
            assert ask(f"http://localhost:{nc.port}")[:2] == ("user", "alice")


def test_an_http_proxy(standin):
    with ForwardProxy() as proxy:
        assert ask(standin.url, env={"http_proxy": proxy.url})[:2] == ("user", "alice")
        assert proxy.seen[0][:2] == ("GET", standin.url + "index.php/apps/notify_push/uid")
        assert ask(standin.url, env={"http_proxy": proxy.url, "no_proxy": "127.0.0.1"})[0] == "user"
        assert len(proxy.seen) == 1


def test_a_proxy_for_https_learns_no_secrets(certs, tls):
    with ForwardProxy() as proxy:
        assert ask(tls.url, env={"https_proxy": proxy.url}, ca=certs.ca[0])[:2] == (
            "user", "alice")
        method, target, headers = proxy.seen[0]
        assert (method, target) == ("CONNECT", f"127.0.0.1:{tls.port}")
        assert not {"authorization", "x-forwarded-for"} & {name.lower() for name in headers}


def test_a_proxy_that_refuses_or_is_away(certs, standin, tls):
    with ForwardProxy() as proxy:
        proxy.refuse = True
        for nc in (standin, tls):
            assert ask(nc.url, env={"http_proxy": proxy.url, "https_proxy": proxy.url},
                       ca=certs.ca[0], hold_ms=300)[0] == "failed"
        url = proxy.url
    outcome, text, took = ask(standin.url, env={"http_proxy": url}, hold_ms=300)
    assert outcome == "failed" and took >= 280  # held, then given up


def test_the_password_of_a_proxy_is_nobodys_business(standin):
    for url in ("foo://me:geheim@127.0.0.1:9", "http://me:geheim@127.0.0.1:99999",
                "http://me:geheim@[::1", "http://me:geheim@127.0.0.1:9"):
        with Probe(standin.url, env={"http_proxy": url}, hold_ms=200, log="trace") as probe:
            outcome, text, _ = probe.try_login("alice", "secret")
            assert outcome == "failed"
            assert "geheim" not in text + "\n".join(probe.log)


# Names

SLOW_DNS = """
#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>
int getaddrinfo(const char *n, const char *s, const struct addrinfo *h, struct addrinfo **r)
{
    (void)n, (void)s, (void)h, (void)r;
    sleep(4);
    return EAI_AGAIN;
}
"""


@pytest.fixture(scope="module")
def slow_dns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dns")
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(SLOW_DNS)
    subprocess.run(["cc", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", str(library), str(source)],
                   check=True)
    return str(library)


def test_a_name_server_that_is_silent_stalls_nothing(slow_dns):
    with Probe("http://cloud.invalid/", preload=slow_dns, check_timeout_ms=300, hold_ms=1000,
               backoff_min_ms=100) as probe:
        first, second = probe.login("alice", "secret"), probe.login("bob", "secret")
        time.sleep(0.15)
        probe.send("cancel", second)
        outcome, text, took = probe.wait(first)
        assert outcome == "failed" and "timed out" in text.lower() and took < 3000
        assert probe.stats()["stall_ms"] < 1000


def test_an_unknown_name_is_temporary():
    outcome, text, took = ask("http://cloud.invalid/", hold_ms=300)
    assert outcome == "failed" and "resolve" in text.lower() and took >= 280
