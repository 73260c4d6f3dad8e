# SPDX-License-Identifier: AGPL-3.0-or-later
"""The terminal client over Unix sockets and TLS."""
import ssl

import pytest

import certificates
from client_support import Pusher, run, sends
from nextcloud_standin import Standin


async def test_a_unix_socket_can_be_the_way(tmp_path):
    path = str(tmp_path / "push.sock")
    async with Pusher(sends("a"), path=path) as pusher:
        got = await run("ws://localhost/ws", "u", "p", "--unix-socket", path, "--expect", "a",
                        "--timeout", 10)
    assert got.status == 0
    assert pusher.headers[0]["Host"] == "localhost"
    got = await run("ws://localhost/ws", "u", "p", "--unix-socket", tmp_path / "none")
    assert got.status == 1
    assert "No such file or directory" in got.err


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    ca = certificates.make_ca(folder)
    good = certificates.make_cert(folder, ca, "good")
    other = certificates.make_cert(folder, ca, "other", names=("DNS:other.example",))

    def context(pair):
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(*pair)
        return made

    return {"ca": ca[0], "good": context(good), "other": context(other), "pair": good}


async def test_tls_with_an_authority_that_is_trusted(tls):
    async with Pusher(sends("a"), ssl=tls["good"]) as pusher:
        for url in (pusher.url, pusher.url.replace("localhost", "127.0.0.1")):
            got = await run(url, "u", "p", "--ca-file", tls["ca"], "--expect", "a", "--timeout", 10)
            assert got.status == 0, got.err


async def test_tls_refuses_a_stranger_and_a_wrong_name(tls):
    async with Pusher(sends("a"), ssl=tls["good"]) as pusher:
        got = await run(pusher.url, "u", "p", "--follow", "--timeout", 10)
        assert got.status == 1
        assert "certificate is not to be trusted" in got.err and "again" not in got.err
    async with Pusher(sends("a"), ssl=tls["other"]) as pusher:
        for url in (pusher.url, pusher.url.replace("localhost", "127.0.0.1")):
            got = await run(url, "u", "p", "--ca-file", tls["ca"], "--timeout", 10)
            assert got.status == 1
            assert "mismatch" in got.err
        assert pusher.logins == []
        got = await run(pusher.url, "u", "p", "--insecure", "--expect", "a", "--timeout", 10)
        assert got.status == 0


async def test_a_ca_file_that_cannot_be_read_is_explained(tls):
    async with Pusher(ssl=tls["good"]) as pusher:
        got = await run(pusher.url, "u", "p", "--ca-file", "/nonexistent", "--timeout", 10)
    assert got.status == 1
    assert "cannot prepare TLS with /nonexistent" in got.err


async def test_the_nextcloud_may_use_tls(tls):
    async with Pusher(sends("a"), ssl=tls["good"]) as pusher:
        with Standin(users={"alice": "pw"}, cert=tls["pair"][0], key=tls["pair"][1]) as nextcloud:
            nextcloud.base_endpoint = f"https://localhost:{pusher.port}/push"
            got = await run(nextcloud.url, "alice", "pw", "--timeout", 5)
            assert got.status == 1
            got = await run(nextcloud.url, "alice", "pw", "--ca-file", tls["ca"], "--expect", "a",
                            "--timeout", 10)
            assert got.status == 0, got.err
            got = await run(nextcloud.url, "alice", "pw", "--insecure", "--expect", "a", "--timeout", 10)
            assert got.status == 0, got.err
