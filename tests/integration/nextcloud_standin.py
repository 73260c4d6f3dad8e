# SPDX-License-Identifier: AGPL-3.0-or-later
"""A stand-in for Nextcloud: the few routes that the push server and its clients use.

It answers as Nextcloud with the notify_push app does: Basic authentication whose user id may differ
from the login name, trusted proxies and X-Forwarded-For, trusted domains, maintenance mode, the test
routes behind a token, pre-auth tokens published through Redis, capabilities. It records every
request, and it can be told to misbehave.

In a test:      with Standin(users={"alice": "secret"}) as nc: ... nc.url, nc.requests, nc.fault(...)
On its own:     nextcloud_standin.py --port 8080 --redis redis://127.0.0.1/0 --user alice:secret
"""
import argparse
import base64
import contextlib
import http.server
import ipaddress
import json
import os
import secrets
import socket
import ssl
import string
import struct
import sys
import threading
import time
from dataclasses import dataclass, field

import redis

try:
    import pytest
except ImportError:  # the demo needs no fixtures
    pytest = None

APP = "/index.php/apps/notify_push"
THROTTLE_LIMIT = 10


@dataclass
class Request:
    """What one request was, and when."""

    method: str
    path: str
    headers: list  # (name, value), as received
    peer: str
    connection: int
    user: str = None  # of Basic credentials, as sent
    password: str = None
    client: str = None  # the address after the trusted proxies
    status: int = 0
    began: float = 0.0
    ended: float = 0.0

    def header(self, name):
        """All values of a header, or an empty list."""
        return [v for n, v in self.headers if n.lower() == name.lower()]


@dataclass
class Fault:
    """Misbehaviour for requests whose path contains `path`, `times` times (None = always)."""

    path: str = ""
    times: int = None
    skip: int = 0
    delay: float = 0.0  # seconds before anything else
    status: int = None
    headers: dict = field(default_factory=dict)
    body: bytes = b""
    action: str = None  # close, reset, hang, garbage, cut

    def matches(self, path):
        return self.path in path


@dataclass
class Account:
    password: str
    uid: str
    enabled: bool = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024
    allow_reuse_address = True

    def __init__(self, address, standin, family):
        self.address_family = family
        self.standin = standin
        super().__init__(address, Handler)

    def server_bind(self):
        # Without HTTPServer's look-up of the host's name.
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        http.server.socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def finish_request(self, request, client_address):
        """Runs in the thread of the connection, so a slow TLS handshake delays nobody."""
        standin = self.standin
        with standin.lock:
            standin.connections += 1
        if standin.tls:
            request.settimeout(20)
            try:
                request = standin.tls.wrap_socket(request, server_side=True)
            except (OSError, ssl.SSLError) as error:
                standin.tls_errors.append(str(error))
                return
        with contextlib.suppress(OSError):
            super().finish_request(request, client_address)
        if standin.tls:
            with contextlib.suppress(OSError):
                request.close()

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "Standin"
    timeout = 120
    counter = 0

    def setup(self):
        super().setup()
        Handler.counter += 1
        self.connection_number = Handler.counter

    def log_message(self, *args):
        pass

    def reply(self, status, body=b"", headers=None, content_type="text/plain; charset=utf-8"):
        body = body.encode() if isinstance(body, str) else body
        self.record.status = status
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        standin = self.server.standin
        self.record = Request(
            self.command, self.path, self.headers.items(), self.client_address[0],
            self.connection_number, began=time.monotonic())
        self.read_credentials()
        self.record.client = standin.client_address(self.record)
        length = int(self.headers.get("Content-Length") or 0)
        self.form = self.rfile.read(min(length, 65536))
        standin.begin(self.record)
        try:
            if not self.misbehave(standin.take_fault(self.path)):
                self.route(standin)
        finally:
            standin.end(self.record)

    do_GET = do_POST = do_HEAD = do_PUT = handle_any

    def read_credentials(self):
        value = self.headers.get("Authorization") or ""
        if value.lower().startswith("basic "):
            with contextlib.suppress(ValueError):
                text = base64.b64decode(value[6:], validate=True).decode("utf-8", "surrogateescape")
                self.record.user, _, self.record.password = text.partition(":")

    def misbehave(self, fault):
        if not fault:
            return False
        if fault.delay:
            self.server.standin.stopping.wait(fault.delay)
        if fault.action == "hang":
            self.server.standin.stopping.wait(300)
            self.close_connection = True
        elif fault.action == "close":
            self.close_connection = True
        elif fault.action == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        elif fault.action == "garbage":
            self.wfile.write(b"\x00\xff this is no HTTP\r\n\r\n")
            self.close_connection = True
        elif fault.action == "cut":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nalice")
            self.close_connection = True
        elif fault.action == "endless_header":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            with contextlib.suppress(OSError):
                for i in range(20000):
                    self.wfile.write(b"X-Filler-%d: %s\r\n" % (i, b"x" * 60))
            self.close_connection = True
        elif fault.status is not None:
            self.reply(fault.status, fault.body, fault.headers)
        else:
            return False
        return True

    def route(self, standin):
        path = self.path.partition("?")[0]
        base = standin.base_path.rstrip("/")
        path = path[len(base):] if base and path.startswith(base + "/") else path
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        if standin.trusted_domains is not None and host not in standin.trusted_domains:
            self.reply(400, "<a href='https://docs.example.org/?to=admin-trusted-domains'>"
                       "Access through untrusted domain</a>", content_type="text/html")
        elif standin.maintenance and path != "/status.php":
            self.reply(503, "maintenance", {"X-Nextcloud-Maintenance-Mode": "1",
                                            "Retry-After": "120"})
        else:
            routes = {
                "/status.php": self.status, APP + "/uid": self.uid,
                APP + "/pre_auth": self.pre_auth, APP + "/anon_pre_auth": self.anon_pre_auth,
                APP + "/test/cookie": self.test_cookie, APP + "/test/remote": self.test_remote,
                APP + "/test/version": self.test_version,
                "/ocs/v2.php/cloud/capabilities": self.capabilities,
            }
            routes.get(path, self.not_found)(standin)

    def not_found(self, _standin):
        self.reply(404, "not found")

    def status(self, standin):
        self.reply(200, json.dumps({
            "installed": True, "maintenance": standin.maintenance, "needsDbUpgrade": False,
            "version": "32.0.1.2", "versionstring": "32.0.1", "edition": "",
            "productname": "Nextcloud"}), content_type="application/json")

    def login(self, standin):
        """The user id, or None after a refusal was sent."""
        client = self.record.client
        if standin.throttle and standin.failures.get(client, 0) >= THROTTLE_LIMIT:
            self.reply(429, "too many requests")
            return None
        account = standin.users.get(self.record.user)
        if account and account.enabled and account.password == self.record.password:
            return account.uid
        with standin.lock:
            standin.failures[client] = standin.failures.get(client, 0) + 1
        self.reply(401, '{"message":"Current user is not logged in"}', {
            "WWW-Authenticate": 'Basic realm="Authorisation Required"'}, "application/json")
        return None

    def uid(self, standin):
        uid = self.login(standin)
        if uid is not None:
            self.reply(200, uid)

    def publish_token(self, standin, who):
        token = "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(32))
        standin.publish("notify_pre_auth", {**who, "token": token}, standin.pre_auth_delay)
        self.reply(200, token)

    def pre_auth(self, standin):
        if self.command != "POST":
            self.reply(405)
            return
        uid = self.login(standin)
        if uid is not None:
            self.publish_token(standin, {"user": uid})

    def anon_pre_auth(self, standin):
        token = self.form.decode("utf-8", "replace").partition("token=")[2]
        session = standin.sessions.get(token)
        if session is None:
            self.reply(401)
        else:
            self.publish_token(standin, {"session": session})

    def has_token(self, standin):
        token = standin.test_token()
        if token and self.headers.get("token") == token:
            return True
        self.reply(403, "")
        return False

    def test_cookie(self, standin):
        if self.has_token(standin):
            self.reply(200, str(standin.cookie))

    def test_remote(self, standin):
        if self.has_token(standin):
            forwarded = self.headers.get("X-Forwarded-For") or ""
            standin.set("notify_push_forwarded_header", forwarded)
            standin.set("notify_push_remote", self.record.peer)
            self.reply(200, self.record.client)

    def test_version(self, standin):
        standin.set("notify_push_app_version", standin.app_version)
        self.reply(200, "")

    def capabilities(self, standin):
        entry = None
        if standin.base_endpoint:
            base = standin.base_endpoint.rstrip("/")
            entry = {"type": ["files", "activities", "notifications"], "endpoints": {
                "websocket": "ws" + base[4:] + "/ws",
                "pre_auth": standin.url + APP.lstrip("/") + "/pre_auth"}}
            if self.record.user is None:
                entry = {"endpoints": {"websocket": "ws" + base[4:] + "/ws"}}
        data = {"version": {"major": 32, "minor": 0, "micro": 1, "string": "32.0.1"},
                "capabilities": {**({"notify_push": entry} if entry else {})}}
        meta = {"status": "ok", "statuscode": 200, "message": "OK"}
        self.reply(200, json.dumps({"ocs": {"meta": meta, "data": data}}),
                   content_type="application/json")


class Standin:
    """One server. All attributes may be changed while it runs."""

    def __init__(self, users=None, host="127.0.0.1", port=0, redis_url=None, cert=None, key=None,
                 base_path="/", base_endpoint=None, prefix="", trusted_proxies=None,
                 app_version="1.4.100"):
        self.users = {}
        for name, account in (users or {}).items():
            self.add_user(name, account) if isinstance(account, str) else self.add_user(
                name, *account)
        self.base_path = base_path
        self.base_endpoint = base_endpoint
        self.prefix = prefix
        self.app_version = app_version
        self.trusted_proxies = [
            ipaddress.ip_network(p) for p in (trusted_proxies or ["127.0.0.1", "::1"])]
        self.trusted_domains = None  # None = all
        self.maintenance = False
        self.throttle = False
        self.cookie = 0
        self.token = None  # without Redis
        self.sessions = {}  # anonymous token -> session id
        self.pre_auth_delay = 0.0
        self.redis = redis.from_url(redis_url) if redis_url else None
        self.tls = None
        if cert:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(cert, key)
        self.tls_errors = []
        self.lock = threading.Lock()
        self.requests = []
        self.faults = []
        self.failures = {}
        self.connections = 0
        self.active = 0
        self.peak = 0
        self.active_by_client = {}
        self.peak_by_client = {}
        self.stopping = threading.Event()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.server = Server((host, port), self, family)
        self.host = host
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self):
        scheme = "https" if self.tls else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}{self.base_path}"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()

    def add_user(self, name, password, uid=None):
        self.users[name] = Account(password, uid or name)

    # Faults

    def fault(self, path="", **what):
        """See Fault. Returns it; the first one that matches counts."""
        fault = Fault(path, **what)
        with self.lock:
            self.faults.append(fault)
        return fault

    def heal(self):
        with self.lock:
            self.faults.clear()
        self.maintenance = False

    def take_fault(self, path):
        with self.lock:
            for fault in self.faults:
                if not fault.matches(path) or fault.times == 0:
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    # Records

    def begin(self, record):
        client = record.header("X-Forwarded-For") and record.header("X-Forwarded-For")[0]
        with self.lock:
            self.requests.append(record)
            self.active += 1
            self.peak = max(self.peak, self.active)
            count = self.active_by_client.get(client or "", 0) + 1
            self.active_by_client[client or ""] = count
            self.peak_by_client[client or ""] = max(self.peak_by_client.get(client or "", 0), count)

    def end(self, record):
        client = record.header("X-Forwarded-For") and record.header("X-Forwarded-For")[0]
        record.ended = time.monotonic()
        with self.lock:
            self.active -= 1
            self.active_by_client[client or ""] -= 1

    def client_address(self, record):
        """The rightmost forwarded address that is no trusted proxy, if the peer is one."""
        if not self.is_trusted(record.peer):
            return record.peer
        hops = ",".join(record.header("X-Forwarded-For")).split(",")
        for hop in reversed([h.strip() for h in hops]):
            with contextlib.suppress(ValueError):
                if not self.is_trusted(str(ipaddress.ip_address(hop))):
                    return hop
        return record.peer

    def is_trusted(self, address):
        ip = ipaddress.ip_address(address)
        return any(ip in network for network in self.trusted_proxies)

    # Redis

    def publish(self, channel, message, delay=0.0):
        text = json.dumps(message)
        if not self.redis:
            return
        if delay:
            threading.Timer(
                delay, self.redis.publish, (self.prefix + channel, text)).start()
        else:
            self.redis.publish(self.prefix + channel, text)

    def set(self, key, value):
        if self.redis:
            self.redis.set(self.prefix + key, value)

    def test_token(self):
        if self.redis:
            value = self.redis.get(self.prefix + "test-token")
            return value.decode() if value else None
        return self.token


if pytest:
    @pytest.fixture
    def standin():
        users = {"alice": "secret", "al@example.org": ("secret", "alice"), "bob": "b0b"}
        with Standin(users=users) as nc:
            yield nc


def parse_arguments(arguments):
    env = os.environ.get
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", default=env("STANDIN_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(env("STANDIN_PORT", "0")))
    parser.add_argument("--redis", default=env("STANDIN_REDIS"))
    parser.add_argument("--prefix", default=env("STANDIN_PREFIX", ""))
    parser.add_argument("--cert", default=env("STANDIN_CERT"))
    parser.add_argument("--key", default=env("STANDIN_KEY"))
    parser.add_argument("--base-path", default=env("STANDIN_BASE_PATH", "/"))
    parser.add_argument("--base-endpoint", default=env("STANDIN_BASE_ENDPOINT"))
    parser.add_argument("--app-version", default=env("STANDIN_APP_VERSION", "1.4.100"))
    parser.add_argument("--user", action="append", help="login:password[:uid], repeatable",
                        default=(env("STANDIN_USERS") or "").split() or None)
    parser.add_argument("--any-user", action="store_true", default=env("STANDIN_ANY_USER") == "1",
                        help="every login name is good with the password 'password'")
    parser.add_argument("--trusted-proxy", action="append", default=None)
    parser.add_argument("--trusted-domain", action="append", default=None)
    parser.add_argument("--throttle", action="store_true", default=env("STANDIN_THROTTLE") == "1")
    parser.add_argument("--maintenance", action="store_true",
                        default=env("STANDIN_MAINTENANCE") == "1")
    parser.add_argument("--fault", action="append", default=(env("STANDIN_FAULTS") or "").split(),
                        help="name=value,...: fields of a fault, such as path=/uid,status=503,times=3")
    return parser.parse_args(arguments)


def parse_fault(text):
    fields = dict(part.split("=", 1) for part in text.split(","))
    kinds = {"times": int, "skip": int, "status": int, "delay": float}
    fault = {name: kinds.get(name, str)(value) for name, value in fields.items()
             if name not in ("location", "retry_after")}
    headers = {"Location": fields.get("location"), "Retry-After": fields.get("retry_after")}
    fault["headers"] = {name: value for name, value in headers.items() if value}
    return fault


class AnyUser(dict):
    """Every login name exists, with the same password."""

    def get(self, name, default=None):
        return super().get(name) or (Account("password", name) if name else default)


def main():
    args = parse_arguments(sys.argv[1:])
    users = {}
    for entry in args.user or []:
        name, password, uid = (entry.split(":") + [None])[:3]
        users[name] = (password, uid)
    nc = Standin(users, args.host, args.port, args.redis, args.cert, args.key, args.base_path,
                 args.base_endpoint, args.prefix, args.trusted_proxy, args.app_version)
    if args.any_user:
        nc.users = AnyUser(nc.users)
    nc.trusted_domains = args.trusted_domain
    nc.throttle = args.throttle
    nc.maintenance = args.maintenance
    for text in args.fault:
        nc.fault(**parse_fault(text))
    print(f"listening on {nc.url}", flush=True)
    with nc, contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()


if __name__ == "__main__":
    main()
