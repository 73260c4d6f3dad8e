# SPDX-License-Identifier: AGPL-3.0-or-later
"""A crowd of clients that mean ill or do not care, in a process of its own.

hostile_crowd.py PORT KIND COUNT [TOKEN…]: says `ready` when all of them stand, goes on until killed.
Kinds: half-open (a handshake that never ends), byte (a request, one byte a second), huge (frames that
claim 2^62 bytes), fragments (a message in endless tiny pieces), stopped (logs in with the tokens,
and never reads).
"""
import asyncio
import os
import resource
import socket
import sys

from pushserver import frame, handshake


def connect(port, data, size=None):
    sock = socket.socket()
    if size:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, size)
    sock.connect(("127.0.0.1", port))
    sock.setblocking(False)
    send(sock, data)
    return sock


def send(sock, data):
    """False when the server has had enough."""
    try:
        sock.send(data)
        return True
    except BlockingIOError:
        return True
    except OSError:
        return False


async def half_open(port, count, _):
    socks = [connect(port, b"GET /ws HT" if n % 2 else handshake()) for n in range(count)]
    print("ready", flush=True)
    while True:  # they are dropped after 15 s: there are always as many
        await asyncio.sleep(0.05)
        for index in range(0, count, 250):
            if not send(socks[index], b""):
                socks[index].close()
                socks[index] = connect(port, b"GET /ws HT")


async def one_byte(port, count, _):
    request = handshake(extra=["X-Filler: " + "x" * 4000])
    socks = [connect(port, request[:1]) for _ in range(count)]
    print("ready", flush=True)
    at = 1
    while True:
        for index, sock in enumerate(socks):
            if not send(sock, request[at:at + 1]):
                sock.close()
                socks[index] = connect(port, request[:at + 1])
            if index % 50 == 0:
                await asyncio.sleep(50 / count)
        at += 1


async def huge(port, count, _):
    print("ready", flush=True)
    body = os.urandom(20000)
    while True:
        for _ in range(count):
            sock = connect(port, handshake())
            send(sock, frame("", length=2**62, form=64) + body)
            await asyncio.sleep(0.005)
            sock.close()


async def fragments(port, count, _):
    def fresh():
        return connect(port, handshake() + frame("u", fin=False))
    socks = [fresh() for _ in range(count)]
    print("ready", flush=True)
    piece = frame("", opcode=0, fin=False) + frame("x", opcode=0, fin=False)
    while True:
        for index, sock in enumerate(socks):
            if not send(sock, piece):
                sock.close()
                socks[index] = fresh()
            if index % 20 == 0:
                await asyncio.sleep(0.005)


async def stopped(port, _, tokens):
    socks = [connect(port, handshake() + frame("") + frame(token), size=4096) for token in tokens]
    await asyncio.sleep(1)
    print("ready", flush=True)
    while socks:
        await asyncio.sleep(1)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    KINDS = {"half-open": half_open, "byte": one_byte, "huge": huge, "fragments": fragments,
             "stopped": stopped}
    asyncio.run(KINDS[sys.argv[2]](int(sys.argv[1]), int(sys.argv[3]), sys.argv[4:]))
