# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thousands of clients and hundreds of events a second, and a ledger of what is owed to whom.

The clients are lean: an asyncio protocol each, with a parser for what a server may send. The ledger
knows for each event whose it is, whether Redis took it, and what covers it: an exact file id, a
later message of its kind, the very custom message, in order. What Redis did not confirm is void:
it may come or not.
"""
import asyncio
import base64
import collections
import json
import os
import random
import struct
import time

MASK = b"\0\0\0\0"  # allowed, and cheap
HEAD = (b"GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
        base64.b64encode(os.urandom(16)) + b"\r\n")

FILE, ACTIVITY, NOTIFICATION, CUSTOM = range(4)
KINDS = {b"notify_file": FILE, b"notify_activity": ACTIVITY, b"notify_notification": NOTIFICATION}


def text_frame(text):
    text = text.encode()
    assert len(text) < 126
    return bytes([0x81, 0x80 | len(text)]) + MASK + text


class Event:
    __slots__ = ("session", "kind", "number", "time", "state", "where")
    SENT, TAKEN, DONE, VOID, LOST = range(5)

    def __init__(self, session, kind, number, where):
        self.session = session
        self.kind = kind
        self.number = number  # file id, or of the custom message
        self.time = time.monotonic()
        self.state = Event.SENT
        self.where = where  # the fault under way, or ""


class Session(asyncio.Protocol):
    """One client. `login` is a future: None for `authenticated`, else what came instead."""

    __slots__ = ("ledger", "index", "ids", "greeting", "buffer", "upgraded", "login", "transport",
                 "owed", "customs", "last", "leaving")

    def __init__(self, ledger, index, ids, greeting):
        self.ledger = ledger
        self.index = index
        self.ids = ids
        self.greeting = greeting
        self.buffer = b""
        self.upgraded = False
        self.login = asyncio.get_running_loop().create_future()
        self.transport = None
        self.owed = ([], [], [])
        self.customs = collections.deque()
        self.last = [0.0, 0.0, 0.0]
        self.leaving = False

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.greeting)
        self.greeting = None

    def connection_lost(self, exc):
        if not self.login.done():
            self.login.set_result("the connection ended")
        elif not self.leaving and self.login.result() is None:
            self.ledger.closed(self, repr(exc) if exc else "in order")

    def leave(self):
        self.leaving = True
        self.transport.abort()

    def data_received(self, data):
        data = self.buffer + data if self.buffer else data
        if not self.upgraded:
            head, end, rest = data.partition(b"\r\n\r\n")
            if not end:
                self.buffer = data
                return
            if not head.startswith(b"HTTP/1.1 101 "):
                self.login.set_result(head[:60].decode())
                self.leave()
                return
            self.upgraded, data = True, rest
        at = 0
        while len(data) - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                if len(data) - at < 4:
                    break
                size, start = struct.unpack_from(">H", data, at + 2)[0], at + 4
            assert size != 127
            if len(data) < start + size:
                break
            self.take(data[at] & 15, data[start:start + size])
            at = start + size
        self.buffer = data[at:]

    def take(self, opcode, payload):
        if opcode == 9:
            self.transport.write(bytes([0x8A, 0x80 | len(payload)]) + MASK + payload)
        elif opcode == 8:
            self.ledger.note(f"session {self.index}: Close frame {payload[:2].hex()}")
        elif opcode == 1 and not self.login.done():
            self.login.set_result(None if payload == b"authenticated" else payload.decode())
        elif opcode == 1:
            self.ledger.heard(self, payload)


class Bus(asyncio.Protocol):
    """PUBLISH, pipelined, each answer brought together with its events."""

    def __init__(self, path):
        self.path = path
        self.transport = None
        self.waiting = collections.deque()
        self.buffer = b""
        self.taken = self.unheard = self.voided = 0
        self.task = asyncio.create_task(self.keep_connected())

    async def keep_connected(self):
        loop = asyncio.get_running_loop()
        while True:
            if self.transport is None:
                try:
                    await loop.create_unix_connection(lambda: self, self.path)
                except OSError:
                    pass
            await asyncio.sleep(0.05)

    def connection_made(self, transport):
        self.buffer = b""
        self.transport = transport

    def connection_lost(self, exc):
        self.transport = None
        for events in self.waiting:
            self.voided += 1
            for event in events:
                if event.state == Event.SENT:
                    event.state = Event.VOID
        self.waiting.clear()

    def data_received(self, data):
        lines = (self.buffer + data).split(b"\r\n")
        self.buffer = lines.pop()
        now = time.monotonic()
        for line in lines:
            events = self.waiting.popleft()
            if not line.startswith(b":"):  # LOADING, while Redis starts
                self.voided += 1
            elif line == b":0":
                self.unheard += 1
            else:
                self.taken += 1
            for event in events:
                if event.state == Event.SENT:
                    event.state = Event.TAKEN if line.startswith(b":") else Event.VOID
                    event.time = now

    def ready(self):
        return self.transport is not None and len(self.waiting) < 200

    def publish(self, channel, payload, events=()):
        text = json.dumps(payload).encode() if not isinstance(payload, bytes) else payload
        self.transport.write(b"*3\r\n$7\r\nPUBLISH\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (
            len(channel), channel, len(text), text))
        self.waiting.append(events)

    async def flushed(self):
        while self.waiting:
            await asyncio.sleep(0.01)

    def close(self):
        self.task.cancel()
        if self.transport:
            self.transport.abort()


class Ledger:
    """Who is owed what."""

    def __init__(self):
        self.sessions = []
        self.events = collections.deque()
        self.complaints = []
        self.closings = 0
        self.latency = collections.defaultdict(list)  # of custom messages, by fault
        self.covered = 0

    def note(self, text):
        if len(self.complaints) < 200:
            self.complaints.append(text)

    def closed(self, session, how):
        self.closings += 1
        self.note(f"session {session.index} was closed: {how}")

    def owe(self, session, kind, number, where):
        event = Event(session, kind, number, where)
        (session.customs if kind == CUSTOM else session.owed[kind]).append(event)
        self.events.append(event)
        return event

    def heard(self, session, payload):
        name, _, body = payload.partition(b" ")
        now = time.monotonic()
        if name == b"tick":
            self.heard_custom(session, int(body), now)
        elif name == b"notify_file_id":
            if not session.ids:
                self.note(f"session {session.index} did not ask for ids")
            ids = set(json.loads(body))
            session.last[FILE] = now
            owed = session.owed[FILE]
            for event in owed:
                if event.number in ids:
                    event.state = Event.DONE
            owed[:] = [event for event in owed if event.state != Event.DONE]
        elif name in KINDS and not body:
            kind = KINDS[name]
            session.last[kind] = now
            for event in session.owed[kind]:
                event.state = Event.DONE
            session.owed[kind].clear()
        else:
            self.note(f"session {session.index}: unexpected {payload[:60]!r}")

    def heard_custom(self, session, number, now):
        if not any(event.number == number for event in session.customs):
            self.note(f"session {session.index}: custom message {number} twice or out of order")
            return
        while (event := session.customs.popleft()).number != number:
            if event.state == Event.TAKEN or event.state == Event.SENT:
                event.state = Event.LOST
        if event.state == Event.TAKEN:
            self.latency[event.where].append(now - event.time)
        event.state = Event.DONE

    def overdue(self, age):
        """Events that Redis took AGE seconds ago or more, and that nothing has covered."""
        limit = time.monotonic() - age
        while self.events and self.events[0].state in (Event.DONE, Event.VOID):
            self.events.popleft()
            self.covered += 1
        return [event for event in self.events
                if event.state in (Event.TAKEN, Event.LOST) and event.time < limit]

    def strike(self, events):
        """What was judged is not judged again."""
        for event in events:
            event.state = Event.VOID
            queue = event.session.customs if event.kind == CUSTOM else event.session.owed[event.kind]
            if event in queue:
                queue.remove(event)


class Load:
    """Events at a steady rate: files by id, activities, notifications, custom messages."""

    GROUPS, MEMBERS = 20, 100

    def __init__(self, ledger, bus, rate, cold_storages):
        self.ledger = ledger
        self.bus = bus
        self.rate = rate
        self.rng = random.Random(7)
        self.number = 0
        self.cold_storages = cold_storages
        self.next_cold = 0
        self.cold_rate = 2
        self.where = ""
        self.paused = 0
        self.sent = 0

    def storages(self, count):
        """(storage, user) of all mounts: a home each, some shared, and some that nobody asks for
        until the database is in trouble."""
        rows = [(1000 + i, f"u{i}") for i in range(count)]
        rows += [(500000 + g, f"u{(g * self.MEMBERS + m) % count}")
                 for g in range(self.GROUPS) for m in range(self.MEMBERS)]
        return rows + [(1000000 + i, f"u{i % count}") for i in range(self.cold_storages)]

    def file(self, storage, sessions):
        self.number += 1
        events = [self.ledger.owe(session, FILE, self.number, self.where) for session in sessions]
        self.bus.publish(b"notify_storage_update",
                         b'{"storage":%d,"path":"files/a","file_id":%d}' % (storage, self.number),
                         events)

    def one(self):
        sessions = self.ledger.sessions
        session = self.rng.choice(sessions)
        user = b"u%d" % session.index
        dice = self.rng.random()
        if dice < 0.45:
            self.file(1000 + session.index, [session])
        elif dice < 0.6:
            self.bus.publish(b"notify_activity", b'{"user":"%s"}' % user,
                             [self.ledger.owe(session, ACTIVITY, 0, self.where)])
        elif dice < 0.75:
            self.bus.publish(b"notify_notification", b'{"user":"%s"}' % user,
                             [self.ledger.owe(session, NOTIFICATION, 0, self.where)])
        elif dice < 0.999:
            self.number += 1
            self.bus.publish(b"notify_custom",
                             b'{"user":"%s","message":"tick","body":%d}' % (user, self.number),
                             [self.ledger.owe(session, CUSTOM, self.number, self.where)])
        else:
            group = self.rng.randrange(self.GROUPS)
            members = [sessions[(group * self.MEMBERS + m) % len(sessions)]
                       for m in range(self.MEMBERS)]
            self.file(500000 + group, members)
        self.sent += 1

    def cold(self):
        if self.next_cold < self.cold_storages:
            sessions = self.ledger.sessions
            self.file(1000000 + self.next_cold, [sessions[self.next_cold % len(sessions)]])
            self.next_cold += 1

    async def go_on(self):
        due = cold_due = 0.0
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.02)
            now = time.monotonic()
            passed, last = min(now - last, 0.5), now
            if not self.bus.ready():
                self.paused += 1
                continue
            due += passed * self.rate
            cold_due += passed * self.cold_rate
            while due >= 1:
                self.one()
                due -= 1
            while cold_due >= 1:
                self.cold()
                cold_due -= 1


async def open_sessions(ledger, bus, port, count):
    """COUNT users with a session each, logged in by tokens."""
    loop = asyncio.get_running_loop()
    for first in range(0, count, 200):
        batch = []
        tokens = []
        for index in range(first, min(first + 200, count)):
            tokens.append(base64.b16encode(os.urandom(16)).decode())
            bus.publish(b"notify_pre_auth", {"user": f"u{index}", "token": tokens[-1]})
        await bus.flushed()
        for index, token in enumerate(tokens, first):
            ids = index % 2 == 0
            greeting = HEAD + b"\r\n" + text_frame("") + text_frame(token)
            greeting += text_frame("listen notify_file_id") if ids else b""
            session = Session(ledger, index, ids, greeting)
            await loop.create_connection(lambda s=session: s, "127.0.0.1", port)
            batch.append(session)
        for session in batch:
            answer = await asyncio.wait_for(session.login, 20)
            assert answer is None, answer
        ledger.sessions += batch


class Churn:
    """People who come by password, stay some seconds, and go: RATE a second."""

    def __init__(self, ledger, port, rate):
        self.ledger = ledger
        self.port = port
        self.rate = rate
        self.accepted = 0
        self.waits = []
        self.tasks = set()

    async def go_on(self):
        number = 0
        while True:
            await asyncio.sleep(1 / self.rate)
            number += 1
            task = asyncio.create_task(self.visit(number))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def visit(self, number):
        ledger = Ledger()  # their events are nobody's business
        ledger.note = lambda text: None
        address = b"192.0.2.%d" % (number % 200 + 1)
        greeting = (HEAD + b"X-Forwarded-For: " + address + b"\r\n\r\n" +
                    text_frame(f"visitor{number}") + text_frame("password"))
        began = time.monotonic()
        session = Session(ledger, number, False, greeting)
        try:
            await asyncio.get_running_loop().create_connection(
                lambda: session, "127.0.0.1", self.port)
            answer = await asyncio.wait_for(session.login, 75)
        except (OSError, asyncio.TimeoutError) as error:
            answer = repr(error)
        waited = time.monotonic() - began
        if answer is None:
            self.accepted += 1
            self.waits.append(waited)
        else:
            self.ledger.note(f"visitor {number} after {waited:.1f} s: {answer}")
        await asyncio.sleep(3)
        if session.transport:
            session.leave()
