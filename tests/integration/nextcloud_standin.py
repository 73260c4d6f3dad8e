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
import contextlib
import ipaddress
import json
import os
import socket
import ssl
import sys
import threading
import time
from dataclasses import dataclass

import redis

from nextcloud_routes import Fault, Server

try:
    import pytest
except ImportError:  # the demo needs no fixtures
    pytest = None


@dataclass
class Account:
    password: str
    uid: str
    enabled: bool = True


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
