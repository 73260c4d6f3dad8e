# SPDX-License-Identifier: AGPL-3.0-or-later
"""Logins as wire.md §1 tells: by password, by token, pipelined, refused, limited."""
import asyncio
import time

import pytest
import websockets

from pushserver import Client, Raw, frame, handshake

INVALID = "err: Invalid credentials"


async def test_a_password_opens_a_session(world):
    client = await world.login("alice")
    world.custom("alice", "hello")
    assert await client.receive() == "hello"
    await client.close()


async def test_a_token_opens_a_session_without_asking_nextcloud(world):
    before = len(world.nextcloud.requests)
    client = await world.login_token("alice")
    world.custom("alice", "hello")
    assert await client.receive() == "hello"
    assert len(world.nextcloud.requests) == before
    await client.close()


async def test_the_user_id_of_nextcloud_counts_not_the_login_name(world):
    world.nextcloud.add_user("alice@example.org", "mail-password", "alice")
    client = await world.login("alice@example.org", "mail-password")
    world.custom("alice", "hello")
    assert await client.receive() == "hello"
    await client.close()


@pytest.mark.parametrize("path", ["/ws", "/push/ws", "/ws?x=1"])
async def test_every_path_of_the_endpoint_works(world, path):
    client = await world.login("alice", path=path)
    await client.close()


async def test_names_and_passwords_are_trimmed(world):
    client = Client(await world.daemon.open())
    await client.send("  alice\n")
    await client.send("\talice-password \r\n")
    assert await client.receive() == "authenticated"
    await client.close()


def test_three_frames_in_one_segment_with_the_handshake(world):
    with Raw(world.daemon, upgrade=False) as raw:
        raw.send(handshake() + frame("alice") + frame("alice-password") +
                 frame("listen notify_file_id"))
        assert raw.read_head().startswith("HTTP/1.1 101 ")
        assert raw.read_text() == "authenticated"
        world.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 4})
        assert raw.read_text() == "notify_file_id [4]"


def test_a_login_byte_by_byte(world):
    with Raw(world.daemon, upgrade=False) as raw:
        for byte in handshake() + frame("alice") + frame("alice-password"):
            raw.send(bytes([byte]))
        assert raw.read_head().startswith("HTTP/1.1 101 ")
        assert raw.read_text() == "authenticated"


def test_a_fragmented_login_with_a_ping_inside(world):
    with Raw(world.daemon) as raw:
        raw.send(frame("al", fin=False) + frame("x", opcode=9) + frame("ice", opcode=0))
        assert raw.read_frame() == (10, b"x")
        raw.send(frame("alice-password"))
        assert raw.read_text() == "authenticated"


@pytest.mark.parametrize("user, password", [("alice", "wrong"), ("nobody", "x"), ("", "unknown")])
def test_wrong_credentials_are_refused_and_dropped_without_a_close_frame(world, user, password):
    with Raw(world.daemon) as raw:
        raw.send(frame(user) + frame(password))
        assert raw.read_frame() == (1, INVALID.encode())
        assert raw.read_frame() is None


def test_a_binary_login_frame_is_refused(world):
    with Raw(world.daemon) as raw:
        raw.send(frame("alice", opcode=2))
        assert raw.read_frame() == (1, b"err: Invalid authentication message")
        assert raw.read_frame() is None


@pytest.mark.parametrize("status", [403, 404])
def test_another_status_of_nextcloud_is_an_error(world, status):
    with_fault = world.nextcloud.fault("/uid", status=status)
    try:
        with Raw(world.daemon) as raw:
            raw.send(frame("alice") + frame("alice-password"))
            text = raw.read_text()
            assert text.startswith("err: Error while sending authentication request to nextcloud:")
            assert str(status) in text
            assert raw.read_frame() is None
    finally:
        world.nextcloud.heal()
    assert with_fault


@pytest.mark.better
async def test_a_login_is_held_while_nextcloud_fails_for_a_while(world):
    world.nextcloud.fault("/uid", status=503, times=2)
    began = time.monotonic()
    client = await world.login("alice")
    assert time.monotonic() - began > 0.5
    await client.close()
    world.nextcloud.heal()


async def test_a_token_is_good_once(world):
    token = "0123456789abcdef0123456789abcdef"
    world.publish("notify_pre_auth", {"user": "alice", "token": token})
    for expected in ("authenticated", INVALID):
        client = Client(await world.daemon.open())
        await client.send("")
        await client.send(token)
        assert await client.receive() == expected


@pytest.mark.better
async def test_a_token_may_come_up_to_half_a_second_late(world):
    client = Client(await world.daemon.open())
    await client.send("")
    await client.send("a-token-that-comes-late")
    await asyncio.sleep(0.25)
    world.publish("notify_pre_auth", {"user": "bob", "token": "a-token-that-comes-late"})
    assert await client.receive() == "authenticated"
    await client.close()


@pytest.mark.slow
def test_without_a_login_the_connection_times_out_after_15_s(world):
    with Raw(world.daemon, timeout=25) as raw:
        began = time.monotonic()
        raw.send(frame("alice"))
        assert raw.read_frame() == (1, b"Authentication timeout")
        assert raw.read_frame() is None
        assert 14 < time.monotonic() - began < 18


@pytest.mark.better
@pytest.mark.slow
def test_a_half_open_handshake_is_dropped_after_15_s(world):
    with world.daemon.connect(25) as sock:
        began = time.monotonic()
        sock.sendall(b"GET /ws HTTP/1.1\r\nHost: x\r\n")
        assert sock.recv(100) == b""
        assert 14 < time.monotonic() - began < 18


@pytest.mark.better
async def test_the_65th_session_of_a_user_is_refused_before_authenticated(world):
    clients = [await world.login_token("carol") for _ in range(64)]
    one_more = Client(await world.daemon.open())
    world.publish("notify_pre_auth", {"user": "carol", "token": "one-too-many"})
    await one_more.send("")
    await one_more.send("one-too-many")
    assert await one_more.receive() == "err: Connection limit exceeded for user"
    assert (await one_more.closed())[0] == 1006
    await clients.pop().close()
    await asyncio.sleep(0.2)
    clients.append(await world.login_token("carol"))
    for client in clients:
        await client.close()


@pytest.mark.better
async def test_an_anonymous_session_hears_its_custom_events_and_nothing_else(world):
    session = "talk:0123456789abcdefghijABCDEFGHIJ01"
    client = await world.login_token(session, key="session")
    world.publish("notify_custom", {"session": session, "message": "for-you", "body": 1})
    assert await client.receive() == "for-you 1"
    world.publish("notify_activity", {"session": session})
    world.publish("notify_notification", {"user": session})
    world.custom(session, "for a user of that name")
    await client.silent(1.5)
    await client.close()


async def test_a_user_of_the_same_name_is_somebody_else(world):
    client = await world.login_token("alice")
    world.publish("notify_custom", {"session": "alice", "message": "no"})
    await client.silent(0.3)
    await client.close()


async def test_an_event_without_a_name_is_dropped_quietly(world):
    warned = len(world.daemon.logged(" WARN "))
    world.publish("notify_custom", {"message": "for nobody"})
    client = await world.login("alice")
    assert len(world.daemon.logged(" WARN ")) == warned
    await client.close()


async def storm(world, seconds_each, workers, count):
    """Logins and log-outs of the same users crossing, each followed by an event at once."""
    async def one(user, number):
        for i in range(count):
            client = await world.login_token(user)
            world.custom(user, f"{number}-{i}")
            while True:
                if await client.receive(seconds_each) == f"{number}-{i}":
                    break
            await client.close()

    await asyncio.gather(*[one(("alice", "bob", "carol")[n % 3], n) for n in range(workers)])


@pytest.mark.slow
async def test_an_event_right_after_authenticated_always_arrives(world):
    await storm(world, 10, 20, 500)


async def test_an_event_right_after_authenticated_always_arrives_short_form(world):
    await storm(world, 10, 12, 25)


async def test_origins_are_welcome_and_extensions_are_declined(world):
    client = await world.daemon.open(origin="https://cloud.example.org", compression="deflate",
                                     subprotocols=["chat"])
    assert client.response_headers["Access-Control-Allow-Origin"] == "https://cloud.example.org"
    assert "Sec-WebSocket-Extensions" not in client.response_headers
    assert client.subprotocol is None
    await client.close()


async def test_the_chain_of_addresses_reaches_nextcloud(world):
    socket_ = await world.daemon.open(extra_headers=[("X-Forwarded-For", "198.51.100.7, 10.0.0.1:80"),
                                                     ("X-Forwarded-For", "[2001:db8::1]:443")])
    await socket_.send("alice")
    await socket_.send("alice-password")
    assert await asyncio.wait_for(socket_.recv(), 5) == "authenticated"
    asked = [r for r in world.nextcloud.requests if r.path.endswith("/uid")][-1]
    assert asked.header("X-Forwarded-For") == ["198.51.100.7, 10.0.0.1, 2001:db8::1, 127.0.0.1"]
    await socket_.close()


@pytest.mark.parametrize("headers, chain", [
    ([("X-Real-IP", "198.51.100.8")], "198.51.100.8, 127.0.0.1"),
    ([("Forwarded", 'for="[2001:db8::2]:4711";proto=https, for=10.0.0.2')], "2001:db8::2, 10.0.0.2, 127.0.0.1"),
    ([("Forwarded", "for=10.0.0.2"), ("X-Real-IP", "198.51.100.8"), ("X-Forwarded-For", "198.51.100.9")],
     "198.51.100.9, 127.0.0.1"),
    ([], "127.0.0.1"),
])
async def test_other_headers_that_name_the_client(world, headers, chain):
    socket_ = await world.daemon.open(extra_headers=headers)
    await socket_.send("alice")
    await socket_.send("alice-password")
    assert await asyncio.wait_for(socket_.recv(), 5) == "authenticated"
    asked = [r for r in world.nextcloud.requests if r.path.endswith("/uid")][-1]
    assert asked.header("X-Forwarded-For") == [chain]
    await socket_.close()


def test_a_refused_login_names_the_address_and_no_secret(world):
    with Raw(world.daemon, extra=["X-Forwarded-For: 203.0.113.9"]) as raw:
        raw.send(frame("mallory") + frame("very-secret-guess"))
        assert raw.read_text() == INVALID
    lines = [line for line in world.daemon.log().splitlines()
             if " WARN " in line and "203.0.113.9" in line]
    assert lines and "mallory" not in lines[-1]
    assert "very-secret-guess" not in world.daemon.log()


async def test_websockets_of_debian_agree_that_the_end_is_no_close(world):
    socket_ = await world.daemon.open()
    await socket_.send("alice")
    await socket_.send("wrong")
    assert await socket_.recv() == INVALID
    with pytest.raises(websockets.ConnectionClosedError):
        await asyncio.wait_for(socket_.recv(), 5)
