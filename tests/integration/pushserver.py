# SPDX-License-Identifier: AGPL-3.0-or-later
"""The push server under test, with everything around it, and clients to judge it by.

The binary is $PUSH_DAEMON (any `notify_push`), else the one that the build made. Clients are Debian's
python3-websockets, which knows nothing of ours, and a raw socket for what no library would send.
"""
import asyncio
import base64
import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import websockets

from nextcloud_standin import Standin
from redisservers import Server as Redis
from support import free_port, push_server, wait_for


class Database:
    """An SQLite database with Nextcloud's two tables, and what is mounted where."""

    def __init__(self, folder, prefix="oc_"):
        self.path = os.path.join(folder, "nextcloud.db")
        self.prefix = prefix
        self.next_file = 1000
        with self.open() as db:
            db.execute(f"CREATE TABLE {prefix}mounts (id INTEGER PRIMARY KEY, storage_id BIGINT, "
                       "root_id BIGINT, user_id VARCHAR(64), mount_point VARCHAR(4000))")
            db.execute(f"CREATE TABLE {prefix}filecache (fileid INTEGER PRIMARY KEY, "
                       "storage BIGINT, path VARCHAR(4000))")

    @contextlib.contextmanager
    def open(self):
        db = sqlite3.connect(self.path, timeout=10)
        try:
            with db:
                yield db
        finally:
            db.close()

    def mount(self, user, storage, path="", mount_point="/"):
        with self.open() as db:
            return self.mount_in(db, user, storage, path, mount_point)

    def mount_in(self, db, user, storage, path="", mount_point="/"):
        self.next_file += 1
        db.execute(f"INSERT INTO {self.prefix}filecache VALUES (?, ?, ?)",
                   (self.next_file, storage, path))
        db.execute(f"INSERT INTO {self.prefix}mounts (storage_id, root_id, user_id, mount_point) "
                   "VALUES (?, ?, ?, ?)", (storage, self.next_file, user, mount_point))

    def unmount(self, user, storage):
        with self.open() as db:
            db.execute(f"DELETE FROM {self.prefix}mounts WHERE user_id = ? AND storage_id = ?",
                       (user, storage))


class Daemon:
    """One running push server."""

    def __init__(self, folder, environ=None, args=(), config=None, log="debug", wait=True,
                 unix=False, binary=None, wrapper=()):
        self.folder = folder
        self.port = None if unix else free_port()
        self.metrics_port = free_port()
        self.socket_path = os.path.join(folder, "push.sock") if unix else None
        self.log_path = os.path.join(folder, f"push-{secrets.token_hex(3)}.log")
        env = {"PATH": os.environ.get("PATH", ""), "LOG": log,
               "METRICS_PORT": str(self.metrics_port)}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS",
                     "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"):
            if name in os.environ:
                env[name] = os.environ[name]
        if unix:
            env["SOCKET_PATH"] = self.socket_path
        else:
            env["PORT"] = str(self.port)
            env["BIND"] = "127.0.0.1"
        env.update(environ or {})
        argv = [*wrapper, binary or push_server(), *args]
        if config:
            argv.append(config)
        with open(self.log_path, "wb") as log_file:
            self.process = subprocess.Popen(argv, env={k: v for k, v in env.items() if v is not None},
                                            stdout=log_file, stderr=subprocess.STDOUT, cwd=folder)
        if wait:
            self.wait_ready()

    # Life

    def wait_ready(self, seconds=15):
        def ready():
            if self.process.poll() is not None:
                raise AssertionError(f"it ended with {self.process.returncode}:\n{self.log()}")
            try:
                return self.get("/test/cookie", timeout=2)[0] in (200, 400, 403)
            except OSError:
                return False
        wait_for(ready, "ready", seconds)

    def wait_listening(self, seconds=15):
        def listening():
            if self.process.poll() is not None:
                raise AssertionError(f"it ended with {self.process.returncode}:\n{self.log()}")
            try:
                self.connect().close()
                return True
            except OSError:
                return False
        wait_for(listening, "listening", seconds)

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def logged(self, pattern):
        return re.findall(pattern, self.log())

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self, seconds=10):
        """SIGTERM; the exit status. A sanitizer's complaint fails the test."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"no end after SIGTERM:\n{self.log()[-3000:]}") from None
        log = self.log()
        for sign in ("ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "runtime error:",
                     "WARNING: ThreadSanitizer", "Assertion"):
            if sign in log:
                raise AssertionError(log[log.index(sign):][:6000])
        return self.process.returncode

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def memory(self, field="RssAnon"):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(rf"^{field}:\s+(\d+) kB", status.read(), re.M).group(1)) * 1024

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    # HTTP

    def connect(self, timeout=5):
        if self.socket_path:
            sock = socket.socket(socket.AF_UNIX)
            sock.settimeout(timeout)
            sock.connect(self.socket_path)
            return sock
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def request(self, text, timeout=5):
        """Sends raw bytes, returns all that comes until the server closes."""
        with self.connect(timeout) as sock:
            sock.sendall(text)
            return read_all(sock)

    def get(self, path, headers=None, method="GET", timeout=12, body=None):
        """(status, text) of a plain request."""
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        answer = self.request(("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode(), timeout)
        head, _, text = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 "):
            raise ConnectionError(f"no answer: {answer[:100]!r}")
        return int(head.split()[1]), text.decode()

    def metrics(self):
        url = f"http://127.0.0.1:{self.metrics_port}/metrics"
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode()

    def metric(self, name, labels=""):
        found = re.search(rf"^{name}{re.escape(labels)} (\S+)$", self.metrics(), re.M)
        return float(found.group(1)) if found else None

    # Clients

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}/ws"

    async def open(self, path="/ws", **options):
        options.setdefault("ping_interval", None)
        options.setdefault("max_size", None)
        options.setdefault("open_timeout", 10)
        if self.socket_path:
            return await websockets.unix_connect(self.socket_path, f"ws://localhost{path}", **options)
        return await websockets.connect(f"ws://127.0.0.1:{self.port}{path}", **options)


class World:
    """Redis, Nextcloud, database, push server; taken down in the end."""

    def __init__(self, users=("alice", "bob", "carol"), start=True, standin=None, **daemon):
        self.folder = tempfile.mkdtemp(prefix="push-test-")
        os.chmod(self.folder, 0o755)
        self.redis_server = Redis(port=None).start()
        self.redis = self.redis_server.client()
        self.nextcloud = Standin(users={user: f"{user}-password" for user in users},
                                 redis_url=f"unix://{self.redis_server.socket}", **(standin or {}))
        self.nextcloud.__enter__()
        self.database = Database(self.folder)
        for number, user in enumerate(users, 1):
            self.database.mount(user, number, "")
        self.daemons = []
        self.daemon = self.start(**daemon) if start else None

    def environ(self):
        return {"DATABASE_URL": f"sqlite://{self.database.path}",
                "REDIS_URL": f"redis+unix://{self.redis_server.socket}",
                "NEXTCLOUD_URL": self.nextcloud.url}

    def start(self, environ=None, **daemon):
        daemon = Daemon(self.folder, {**self.environ(), **(environ or {})}, **daemon)
        self.daemons.append(daemon)
        self.daemon = daemon
        return daemon

    def close(self):
        try:
            for daemon in self.daemons:
                daemon.stop()
        finally:
            for daemon in self.daemons:
                daemon.kill()
            self.nextcloud.stop()
            self.redis_server.stop()
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind:
            for daemon in self.daemons:
                print(f"--- log of {daemon.log_path}\n{daemon.log()[-8000:]}")
                daemon.kill()
        self.close()

    # Events

    def publish(self, channel, payload):
        """As the app does it: JSON on a channel. How many heard it."""
        return self.redis.publish(channel, payload if isinstance(payload, (str, bytes))
                                  else json.dumps(payload))

    def custom(self, user, message, *body):
        return self.publish("notify_custom", {"user": user, "message": message,
                                              **({"body": body[0]} if body else {})})

    def token(self):
        token = secrets.token_hex(16)
        self.redis.set("test-token", token)
        return token

    # Sessions

    async def login(self, user, password=None, ids=False, **options):
        """By name and password; returns the client after `authenticated`."""
        client = Client(await self.daemon.open(**options))
        await client.send(user)
        await client.send(password or f"{user}-password")
        if ids:
            await client.send("listen notify_file_id")
        assert await client.receive() == "authenticated"
        return client

    async def login_token(self, user, ids=False, key="user", **options):
        """By a pre-auth token that was announced before."""
        client = Client(await self.daemon.open(**options))
        token = secrets.token_hex(16)
        self.publish("notify_pre_auth", {key: user, "token": token})
        await client.send("")
        await client.send(token)
        if ids:
            await client.send("listen notify_file_id")
        assert await client.receive() == "authenticated"
        return client


class Client:
    """A WebSocket of python3-websockets with the few verbs that tests need."""

    def __init__(self, socket_):
        self.socket = socket_

    async def send(self, text):
        await self.socket.send(text)

    async def receive(self, seconds=10):
        return await asyncio.wait_for(self.socket.recv(), seconds)

    async def receive_all(self, seconds):
        """Everything that comes within that time."""
        got = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                got.append(await self.receive(left))
            except asyncio.TimeoutError:
                break
        return got

    async def silent(self, seconds=0.5):
        try:
            text = await self.receive(seconds)
        except asyncio.TimeoutError:
            return
        raise AssertionError(f"unexpected: {text!r}")

    async def closed(self, seconds=10):
        """Waits for the end; (code, reason), 1006 for an end without a Close frame."""
        try:
            while True:
                await self.receive(seconds)
        except websockets.ConnectionClosed as end:
            return (end.rcvd.code, end.rcvd.reason) if end.rcvd else (1006, "")

    async def close(self):
        await self.socket.close()


def read_all(sock):
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := sock.recv(65536):
            data += piece
    return data


def handshake(path="/ws", extra=()):
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: Upgrade",
             "Upgrade: websocket", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", *extra]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def frame(payload, opcode=1, fin=True, mask=b"\x01\x02\x03\x04", rsv=0, length=None, form=None):
    """One frame as a client sends it; every part can be made wrong."""
    if isinstance(payload, str):
        payload = payload.encode()
    size = len(payload) if length is None else length
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    bit = 0x80 if mask else 0
    if form == 64 or (form is None and size > 65535):
        head += bytes([bit | 127]) + struct.pack(">Q", size)
    elif form == 16 or (form is None and size > 125):
        head += bytes([bit | 126]) + struct.pack(">H", size)
    else:
        head += bytes([bit | size])
    if mask:
        payload = bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
        head += mask
    return head + payload


class Raw:
    """A WebSocket on a bare socket: sends any bytes, reads frames one by one."""

    def __init__(self, daemon, path="/ws", extra=(), timeout=5, upgrade=True):
        self.sock = daemon.connect(timeout)
        self.buffer = b""
        if upgrade:
            self.sock.sendall(handshake(path, extra))
            self.head = self.read_head()
            assert self.head.startswith("HTTP/1.1 101 "), self.head

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def read_head(self):
        while b"\r\n\r\n" not in self.buffer:
            piece = self.sock.recv(65536)
            if not piece:
                break
            self.buffer += piece
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        return head.decode("latin-1")

    def send(self, data):
        self.sock.sendall(data)

    def _need(self, count):
        while len(self.buffer) < count:
            piece = self.sock.recv(65536)
            if not piece:
                raise EOFError
            self.buffer += piece

    def read_frame(self):
        """(opcode, payload), or None when TCP ended in order."""
        try:
            self._need(2)
        except (EOFError, ConnectionResetError):
            return None
        opcode = self.buffer[0] & 15
        size, offset = self.buffer[1] & 127, 2
        assert not self.buffer[1] & 128, "a server must not mask"
        assert not self.buffer[0] & 0x70, "no extension was negotiated"
        if size == 126:
            self._need(4)
            size, offset = struct.unpack(">H", self.buffer[2:4])[0], 4
        elif size == 127:
            self._need(10)
            size, offset = struct.unpack(">Q", self.buffer[2:10])[0], 10
        self._need(offset + size)
        payload = self.buffer[offset:offset + size]
        self.buffer = self.buffer[offset + size:]
        return opcode, payload

    def read_text(self):
        """The next text, control frames passed over; None at the end."""
        while (got := self.read_frame()) is not None:
            if got[0] == 1:
                return got[1].decode()
        return None

    def login(self, world, user="alice"):
        self.send(frame(user) + frame(f"{user}-password"))
        assert self.read_text() == "authenticated"
        return self

    def close_code(self):
        """The code of the Close frame that comes, 1005 for an empty one, None for TCP alone."""
        while (got := self.read_frame()) is not None:
            if got[0] == 8:
                return struct.unpack(">H", got[1][:2])[0] if got[1] else 1005
        return None
