# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs the terminal client, and is a push server to it (python3-websockets)."""
import asyncio
import contextlib
import json
import os
import re
import subprocess

import websockets

from support import program

STAMP = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}  "


class Run:
    """One run of the client."""

    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err

    @property
    def messages(self):
        """The lines of stdout without their times."""
        return [re.sub("^" + STAMP, "", line) for line in self.out.splitlines()]

    @property
    def objects(self):
        return [json.loads(line) for line in self.out.splitlines()]


def environment(extra=None):
    env = {"PATH": os.environ.get("PATH", ""), "TZ": "UTC", **(extra or {})}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "SSL_CERT_FILE"):
        if name in os.environ:
            env.setdefault(name, os.environ[name])
    return env


async def start(*arguments, env=None):
    return await asyncio.create_subprocess_exec(
        program("test_client"), *map(str, arguments), env=environment(env), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


async def finish(process, seconds=20):
    try:
        out, err = await asyncio.wait_for(process.communicate(), seconds)
    except asyncio.TimeoutError:
        process.kill()
        raise
    return Run(process.returncode, out.decode(), err.decode())


async def run(*arguments, env=None):
    return await finish(await start(*arguments, env=env))


class Pusher:
    """A push server of its own: logs in whoever comes, then does what the test wants."""

    def __init__(self, behave=None, login=True, **options):
        self.behave = behave
        self.login = login
        self.options = options
        self.logins = []
        self.headers = []
        self.closes = []

    async def handle(self, socket, _path=None):
        self.headers.append(socket.request_headers)
        if self.login:
            user, password = await socket.recv(), await socket.recv()
            self.logins.append((user, password))
            await socket.send("authenticated")
        if self.behave:
            await self.behave(socket)
        with contextlib.suppress(websockets.ConnectionClosed):
            await socket.wait_closed()
        self.closes.append(socket.close_code)

    async def __aenter__(self):
        if "path" in self.options:
            self.server = await websockets.unix_serve(self.handle, ping_interval=None, **self.options)
        else:
            self.server = await websockets.serve(self.handle, "127.0.0.1", 0, ping_interval=None,
                                                 **self.options)
            self.port = self.server.sockets[0].getsockname()[1]
        return self

    @property
    def url(self):
        scheme = "wss" if self.options.get("ssl") else "ws"
        return f"{scheme}://localhost:{self.port}/push/ws?x=1"

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()


def sends(*messages):
    async def behave(socket):
        for message in messages:
            await socket.send(message)
    return behave
