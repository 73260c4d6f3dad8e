# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis over TLS: every switch tried right and wrong."""

import shutil
import subprocess
import threading

import pytest

from dbservers import certificates, scratch
from redisservers import Cluster, Probe, Server

PEM = certificates().path


@pytest.fixture(scope="module")
def addresses():
    """A certificate for 127.0.0.1."""
    server = Server(port=None, unix=False, tls=True).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def localhost():
    """A certificate for the name localhost only."""
    server = Server(port=None, unix=False, tls=True, certificate="localhost").start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def stranger():
    """A certificate for the right names by an unknown authority."""
    server = Server(port=None, unix=False, tls=True, certificate="stranger").start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def mutual():
    """Asks clients for a certificate."""
    server = Server(port=None, unix=False, tls=True, client_certificates=True).start()
    yield server
    server.stop()


def works(probe):
    probe.ready()
    assert probe.ask("set over tls") == ("ok", "OK")
    assert probe.ask("get over") == ("ok", "tls")


def test_an_authority_and_a_matching_address(addresses):
    with Probe("--node", addresses.node(), "--tls", "--ca", PEM("ca.pem")) as probe:
        works(probe)
        addresses.client().publish("notify_custom", "x" * 3000000)
        probe.expect("^message notify_custom 3000000 x")


def test_a_matching_name(localhost):
    with Probe("--node", f"localhost:{localhost.port}", "--tls", "--ca", PEM("ca.pem")) as probe:
        works(probe)


def test_another_authority_is_not_trusted(addresses):
    with Probe("--node", addresses.node(), "--tls", "--ca", PEM("other-ca.pem")) as probe:
        probe.expect("^down .*certificate is not accepted: .*issuer certificate"
                     "|^down .*certificate is not accepted: self.signed")


def test_the_systems_authorities_do_not_know_it(addresses):
    with Probe("--node", addresses.node(), "--tls") as probe:
        probe.expect("^down .*certificate is not accepted")


def test_a_name_that_is_not_in_the_certificate(localhost):
    with Probe("--node", localhost.node(), "--tls", "--ca", PEM("ca.pem")) as probe:
        probe.expect("^down .*certificate is not accepted: .*(IP address|hostname) mismatch")


def test_the_hostname_switch_accepts_another_name(localhost):
    with Probe("--node", localhost.node(), "--tls", "--ca", PEM("ca.pem"),
               "--any-hostname") as probe:
        works(probe)


def test_the_hostname_switch_still_wants_a_known_authority(stranger):
    with Probe("--node", stranger.node(), "--tls", "--ca", PEM("ca.pem"),
               "--any-hostname") as probe:
        probe.expect("^down .*certificate is not accepted")


def test_a_name_to_expect_instead(localhost):
    with Probe("--node", localhost.node(), "--tls", "--ca", PEM("ca.pem"),
               "--peer-name", "localhost") as probe:
        works(probe)
    with Probe("--node", localhost.node(), "--tls", "--ca", PEM("ca.pem"),
               "--peer-name", "elsewhere.example") as probe:
        probe.expect("^down .*certificate is not accepted: .*hostname mismatch")


def test_the_verification_switch_accepts_everything(stranger):
    with Probe("--node", stranger.node(), "--tls", "--insecure") as probe:
        works(probe)


def test_an_unknown_authority_is_refused_else(stranger):
    with Probe("--node", stranger.node(), "--tls", "--ca", PEM("ca.pem")) as probe:
        probe.expect("^down .*certificate is not accepted")


def test_a_directory_of_authorities(addresses):
    folder = scratch() + "/hashed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PEM("."), folder, ignore=lambda _, names: set(names) - {"ca.pem"})
    subprocess.run(["openssl", "rehash", folder], check=True, stdout=subprocess.DEVNULL)
    with Probe("--node", addresses.node(), "--tls", "--ca-directory", folder) as probe:
        works(probe)


def test_a_client_certificate_opens_the_door(mutual):
    with Probe("--node", mutual.node(), "--tls", "--ca", PEM("ca.pem"),
               "--cert", PEM("client.pem"), "--key", PEM("client.key")) as probe:
        works(probe)


def test_without_a_client_certificate_it_stays_shut(mutual):
    with Probe("--node", mutual.node(), "--tls", "--ca", PEM("ca.pem")) as probe:
        probe.expect("^down .*TLS: .*certificate required")


def test_a_client_certificate_by_a_stranger_is_refused(mutual):
    with Probe("--node", mutual.node(), "--tls", "--ca", PEM("ca.pem"),
               "--cert", PEM("stranger.pem"), "--key", PEM("stranger.key")) as probe:
        probe.expect("^down .*TLS: .*alert unknown ca")


@pytest.mark.parametrize("option, path, text", [
    ("--ca", "/nonexistent/ca.pem", "authorities in /nonexistent/ca.pem: No such file"),
    ("--ca", "/etc/hostname", "authorities in /etc/hostname"),
    ("--cert", "/nonexistent/cert.pem", "client certificate /nonexistent/cert.pem: No such file"),
    ("--key", "/nonexistent/key.pem", "client key /nonexistent/key.pem: No such file"),
    ("--key", PEM("stranger.key"), "client key .*stranger.key: key values mismatch"),
], ids=["no ca", "no pem", "no cert", "no key", "another key"])  # paths differ from run to run
def test_files_of_ours_that_are_wrong_are_named(mutual, option, path, text):
    files = {"--ca": PEM("ca.pem"), "--cert": PEM("client.pem"), "--key": PEM("client.key"),
             option: path}
    words = [word for pair in files.items() for word in pair]
    with Probe("--node", mutual.node(), "--tls", *words) as probe:
        probe.expect("^down .*TLS: cannot use the " + text)


def test_a_file_that_appears_later_counts(addresses):
    late = scratch() + "/late.pem"
    with Probe("--node", addresses.node(), "--tls", "--ca", late) as probe:
        probe.expect("^down .*No such file")
        shutil.copy(PEM("ca.pem"), late)
        probe.expect("^up first$", 6)


def test_tls_towards_a_plain_server_and_plain_towards_tls(addresses):
    plain = Server(port=None, unix=False).start()
    with Probe("--node", plain.node(), "--tls", "--ca", PEM("ca.pem")) as probe:
        # Redis takes the greeting for the begin of a command and waits for its end.
        probe.expect("^down .*(does not speak TLS|is this a TLS port)", 7)
    with Probe("--node", addresses.node()) as probe:
        probe.expect("^down .*(closed|reset) by the server|^down .*not Redis' protocol")
    plain.stop()


def test_a_burst_over_tls_arrives_whole(addresses):
    with Probe("--node", addresses.node(), "--tls", "--ca", PEM("ca.pem")) as probe:
        probe.ready()
        pipe = addresses.client().pipeline(transaction=False)
        for number in range(5000):
            pipe.publish("notify_custom", f"{number} " + "x" * 1000)
        threading.Thread(target=pipe.execute, daemon=True).start()
        for number in range(5000):
            assert f" {number} xxx" in probe.expect("^message ", 10).string


def test_a_cluster_over_tls():
    cluster = Cluster(tls=True, client_certificates=True)
    with Probe("--mode", "cluster", "--node", cluster.replicas[0].node(), "--tls",
               "--ca", PEM("ca.pem"), "--cert", PEM("client.pem"), "--key", PEM("client.key")
               ) as probe:
        probe.expect("^up first$")
        for key in ("test-token", "notify_push_metrics", "notify_push_heartbeat"):
            assert probe.ask(f"set {key} x") == ("ok", "OK")
    cluster.stop()
