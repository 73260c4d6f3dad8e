#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A push server to test the self-test against: it works, and can be told to break in many ways.

Usage: push_server.py REDIS_SOCKET FAULTS_FILE [--unix PATH] [--tls CERT KEY] [--nextcloud URL]

It prints the port that it listens on, and ends when its standard input does. FAULTS_FILE is JSON
and read anew for every request:

  answers     {path: [status, content type, body, {header: value}]}  given instead of the real one
  slow        seconds before every answer
  deaf        true: nothing that comes from Redis counts
  version     what it claims to be
  heartbeat   false: none is written
  nextcloud   {path: text} instead of asking Nextcloud; "{cookie}" becomes the last cookie
  mapping     how many users it counts
  metrics     {name: number} that it counts besides
  connections {user: number}; with "guests" more of them
  handshake   "accept", "upgrade", "extension", "silent" or a status: a broken WebSocket handshake
  login       the answer to every login
  drop        how many custom messages are lost
  reference   true: as release 1.4.0 of the other implementation behaves towards the app
  pings       true: a ping goes before every message, in fragments of the message itself
"""
import argparse
import asyncio
import base64
import hashlib
import json
import ssl
import sys
import urllib.request

import redis.asyncio

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
CHANNELS = ("notify_test_cookie", "notify_pre_auth", "notify_custom", "notify_query", "notify_signal",
            "notify_config")


def frame(opcode, payload, final=True):
    size = len(payload)
    head = bytes([(0x80 if final else 0) | opcode])
    if size < 126:
        return head + bytes([size]) + payload
    if size < 65536:
        return head + b"\x7e" + size.to_bytes(2, "big") + payload
    return head + b"\x7f" + size.to_bytes(8, "big") + payload


async def read_frame(reader):
    head = await reader.readexactly(2)
    size = head[1] & 0x7F
    if size == 126:
        size = int.from_bytes(await reader.readexactly(2), "big")
    elif size == 127:
        size = int.from_bytes(await reader.readexactly(8), "big")
    if not head[1] & 0x80:
        raise ConnectionError("a client has to mask")
    mask = await reader.readexactly(4)
    payload = await reader.readexactly(size)
    return head[0] & 0x0F, bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


class PushServer:
    def __init__(self, options):
        self.options = options
        self.redis = redis.asyncio.Redis(unix_socket_path=options.redis)
        self.cookie = 0
        self.tokens = {}
        self.sessions = []
        self.dropped = 0

    def fault(self, name, default=None):
        with open(self.options.faults) as file:
            faults = json.load(file)
        if faults.get("reference"):
            faults = {"version": "1.4.0", "heartbeat": False, **faults}
        return faults.get(name, default)

    async def follow_redis(self, ready):
        subscription = self.redis.pubsub()
        await subscription.subscribe(*CHANNELS)
        ready.set()
        async for message in subscription.listen():
            if message["type"] == "message" and not self.fault("deaf"):
                await self.take(message["channel"].decode(), json.loads(message["data"]))

    async def take(self, channel, event):
        if channel == "notify_test_cookie":
            self.cookie = event
        elif channel == "notify_pre_auth":
            self.tokens[event["token"]] = event["user"]
        elif channel == "notify_query":
            if event.startswith("connections"):
                await self.tell_connections(event.partition(" ")[2])
                return
            await self.redis.set("notify_push_metrics", json.dumps({
                "active_connection_count": len(self.sessions), "active_user_count": 1,
                "total_connection_count": 12, "mapping_query_count": 3, "events_received": 40,
                "messages_sent": 10, "messages_sent_file": 4, "messages_sent_activity": 3,
                "messages_sent_notification": 2, "messages_sent_custom": 1, "logins_refused": 2,
                **self.fault("metrics", {})}))
        elif channel == "notify_custom":
            if self.dropped < self.fault("drop", 0):
                self.dropped += 1
                return
            text = event["message"]
            if event.get("body") is not None:
                text += " " + json.dumps(event["body"], separators=(",", ":"))
            for user, writer in self.sessions:
                if user == event["user"]:
                    self.send(writer, text.encode())
        elif channel in ("notify_config", "notify_signal"):
            await self.redis.set("last_" + channel, json.dumps(event))

    async def tell_connections(self, user):
        known = self.fault("connections", {})
        answer = {"user": user, "connections": known.get(user, 0)} if user else {
            "active_connection_count": sum(known.values()), "active_user_count": len(known) + self.fault("guests", 0),
            "users": [{"user": name, "connections": number} for name, number in known.items()]}
        if not self.fault("reference"):
            await self.redis.set("notify_push_connections", json.dumps(answer))

    def send(self, writer, text):
        if self.fault("pings"):
            half = len(text) // 2
            writer.write(frame(9, b"life") + frame(1, text[:half], False) + frame(9, b"") + frame(0, text[half:]))
        else:
            writer.write(frame(1, text))

    async def beat(self):
        while True:
            if self.fault("heartbeat", True):
                await self.redis.set("notify_push_heartbeat", json.dumps({
                    "version": self.fault("version", "1.4.100"), "protocol": "1.4", "started": 1790000000,
                    "connections": len(self.sessions)}), ex=60)
            else:
                await self.redis.delete("notify_push_heartbeat")
            await asyncio.sleep(0.1)

    async def serve(self, reader, writer):
        try:
            while await self.serve_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.sessions = [session for session in self.sessions if session[1] is not writer]
            writer.close()

    async def serve_one(self, reader, writer):
        first = await reader.readexactly(1)
        if first == b"\x16":
            # A TLS client at a plain port: answer in plain text, as most servers do.
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return False
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = {}
        for line in head[1:]:
            if line:
                name, value = line.split(":", 1)
                headers[name.lower()] = value.strip()
        path = path[5:] if path.startswith("/push/") else path
        wants = "upgrade" in headers.get("connection", "").lower() and headers.get("upgrade", "").lower() == "websocket"
        if wants and path == "/ws":
            await self.web_socket(reader, writer, headers)
            return False
        await asyncio.sleep(self.fault("slow", 0))
        answer = self.fault("answers", {}).get(path)
        if answer is None:
            status, text = await self.answer(method, path, headers)
            answer = [status, "text/plain; charset=utf-8", text, {}]
        status, kind, text, more = answer
        body = text.encode()
        lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in dict(more).items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return True

    async def answer(self, method, path, headers):
        token = headers.get("token")
        known = await self.redis.get("test-token")
        if token is None:
            return 400, "Missing request header \"token\""
        if known is None and self.fault("reference"):
            return 500, "Unhandled rejection: no token"
        if known is None or token != known.decode():
            return 403, "wrong token"
        if path == "/test/cookie":
            return 200, str(self.cookie)
        if path.startswith("/test/mapping/"):
            return 200, str(self.fault("mapping", 0))
        if path == "/test/version" and method == "POST":
            await self.redis.set("notify_push_version", self.fault("version", "1.4.100"))
            return 200, "set"
        if path == "/test/reverse_cookie":
            return 200, await self.ask_nextcloud(path, "test/cookie", {"token": token})
        if path.startswith("/test/remote/"):
            address = path[len("/test/remote/"):]
            return 200, await self.ask_nextcloud(path, "test/remote", {"token": token, "X-Forwarded-For": address})
        return 404, "nothing here"

    async def ask_nextcloud(self, path, route, headers):
        texts = self.fault("nextcloud", {})
        if path in texts:
            return texts[path].replace("{cookie}", str(self.cookie))
        if self.options.nextcloud is None:
            return str(self.cookie) if route == "test/cookie" else headers["X-Forwarded-For"]
        url = f"{self.options.nextcloud}/index.php/apps/notify_push/{route}"
        try:
            asked = urllib.request.Request(url, headers=headers)
            return (await asyncio.to_thread(urllib.request.urlopen, asked, timeout=10)).read().decode()
        except OSError as error:
            return str(error)

    async def web_socket(self, reader, writer, headers):
        await self.redis.set("last_forwarded_for", headers.get("x-forwarded-for", ""))
        broken = self.fault("handshake")
        if broken == "silent":
            await asyncio.sleep(60)
        if isinstance(broken, int):
            writer.write(f"HTTP/1.1 {broken} No\r\nServer: nginx\r\nContent-Length: 4\r\n\r\nnope".encode())
            return
        key = headers["sec-websocket-key"].encode()
        accept = base64.b64encode(hashlib.sha1(key + (b"x" if broken == "accept" else GUID)).digest()).decode()
        lines = ["HTTP/1.1 101 Switching Protocols", "Connection: keep-alive, Upgrade", f"Sec-WebSocket-Accept: {accept}"]
        lines += [] if broken == "upgrade" else ["Upgrade: WebSocket"]
        lines += ["Sec-WebSocket-Extensions: permessage-deflate"] if broken == "extension" else []
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n")
        user = (await read_frame(reader))[1]
        token = (await read_frame(reader))[1].decode()
        assert user == b"", user
        answer = self.fault("login") or ("authenticated" if token in self.tokens else "err: Invalid credentials")
        if answer == "authenticated" and not self.fault("reference"):
            self.sessions.append((self.tokens.pop(token), writer))
        self.send(writer, answer.encode())
        if answer == "authenticated" and self.fault("reference"):
            # It says so a moment before it means it.
            await asyncio.sleep(0.05)
            self.sessions.append((self.tokens.pop(token), writer))
        if answer != "authenticated":
            return
        while (await read_frame(reader))[0] != 8:
            pass


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("redis")
    parser.add_argument("faults")
    parser.add_argument("--unix")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--nextcloud")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    push = PushServer(options)
    ready = asyncio.Event()
    tasks = [asyncio.create_task(push.follow_redis(ready)), asyncio.create_task(push.beat())]
    await ready.wait()
    context = None
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
    if options.unix:
        await asyncio.start_unix_server(push.serve, options.unix)
        print(options.unix, flush=True)
    else:
        server = await asyncio.start_server(push.serve, "127.0.0.1", options.port, ssl=context)
        print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for task in tasks:
        task.cancel()


asyncio.run(main())
