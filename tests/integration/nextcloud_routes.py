# SPDX-License-Identifier: AGPL-3.0-or-later
"""The HTTP of the stand-in for Nextcloud: its server, its routes, and how they misbehave."""
import base64
import contextlib
import http.server
import json
import secrets
import socket
import ssl
import string
import struct
import sys
import time
from dataclasses import dataclass, field

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
