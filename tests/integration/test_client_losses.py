# SPDX-License-Identifier: AGPL-3.0-or-later
"""The terminal client: refusals, losses and coming back."""
import asyncio
import contextlib
import re

import pytest

from client_support import Pusher, run


async def refuse(*texts):
    async def behave(socket):
        await socket.recv()
        await socket.recv()
        for text in texts:
            await socket.send(text)
        socket.transport.abort() if not texts else socket.transport.close()

    async with Pusher(behave, login=False) as pusher:
        return await run(pusher.url, "u", "p", "--follow", "--timeout", 1.5)


async def test_a_refused_login_is_not_tried_again():
    got = await refuse("err: Invalid credentials")
    assert got.status == 1
    assert got.messages == ["err: Invalid credentials"]
    assert "refuses the login" in got.err and "again" not in got.err


async def test_a_failing_nextcloud_behind_the_server_is_tried_again():
    got = await refuse("err: Error while sending authentication request to nextcloud: 503")
    assert got.status == 1
    assert len(got.messages) == 2
    assert "trying again in 1." in got.err


async def test_without_follow_the_end_of_the_connection_is_the_end():
    async def behave(socket):
        await socket.send("a")
        await socket.close(1012, "restart ü")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "u", "p", "--expect", "b")
    assert got.status == 1
    assert "code 1012, restart ü" in got.err and "b did not come" in got.err


async def test_follow_comes_back_after_a_loss_and_a_goodbye():
    count = 0

    async def behave(socket):
        nonlocal count
        count += 1
        if count == 1:
            socket.transport.abort()
        elif count == 2:
            await socket.close(1001)
        else:
            await socket.send("third")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "u", "p", "--follow", "--expect", "third", "--timeout", 20)
    assert got.status == 0
    assert got.messages == ["authenticated"] * 3 + ["third"]
    # A login that works begins the back-off anew.
    assert len(re.findall(r"trying again in 1\.\d s", got.err)) == 2
    assert len(pusher.logins) == 3


async def test_follow_waits_for_a_server_that_is_not_there():
    got = await run("ws://127.0.0.1:9/ws", "u", "p", "--follow", "--timeout", 2.5)
    assert got.status == 1
    assert "cannot connect to 127.0.0.1 port 9: Connection refused" in got.err
    assert re.search(r"trying again in 1\.\d s", got.err)
    assert re.search(r"trying again in 2\.\d s", got.err)


async def serve_raw(answer):
    """A server that answers any request with these bytes."""
    async def handle(reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    return server, f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/ws"


@pytest.mark.parametrize("answer, words", [
    (b"HTTP/1.1 404 Not Found\r\nContent-Length: 8\r\n\r\nno such\n", "404 Not Found (no such)"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "refused the upgrade: 200 OK"),
    (b"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
     "Sec-WebSocket-Accept is missing or wrong"),
    (b"SSH-2.0-x\r\n\r\n", "not HTTP"),
    (b"", "closed it without a goodbye"),
])
async def test_a_failed_upgrade_is_explained(answer, words):
    server, url = await serve_raw(answer)
    got = await run(url, "u", "p", "--timeout", 5)
    server.close()
    assert got.status == 1
    assert words in got.err


async def test_a_server_that_breaks_the_protocol_is_left():
    async def behave(socket):
        socket.transport.write(b"\xc1\x00")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "u", "p", "--timeout", 5)
    assert got.status == 1
    assert "broke the protocol of WebSocket (1002)" in got.err


async def test_bad_addresses_are_explained():
    for url, words in (("wss://", "is of no use"), ("ws://[::1/ws", "its host is malformed"),
                       ("ws://h:99999/", "its port"), ("gopher://h/", "cannot ask the Nextcloud")):
        got = await run(url, "u", "p", "--timeout", 5)
        assert got.status == 1
        assert words in got.err
