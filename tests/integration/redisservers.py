# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real Redis servers for tests: single, with TLS, with ACLs, a cluster, a set with sentinels.

Everything lives in temporary folders, on Unix sockets and free loopback ports, and ends with the
test run. The classes serve the tests of the whole daemon as well; Probe drives the Redis client
alone (tests/tools/redis_probe.c).

    Server(...)         one redis-server
    Cluster()           three masters, three replicas
    Sentinels()         a master, two replicas, three sentinels
    Probe("--node", …)  the client; expect() reads what it says, send() gives it commands
"""

import atexit
import os
import queue
import re
import signal
import subprocess
import tempfile
import threading
import time

import redis

from dbservers import certificates, scratch
from support import free_port, program, wait_for

# What the daemon needs, as docs/redis.md tells administrators.
ACL_RULES = ("resetchannels &notify_* resetkeys ~notify_push_* ~test-token "
             "-@all +auth +ping +select +subscribe +get +set +del")

CHANNELS = ["notify_storage_update", "notify_group_membership_update", "notify_user_share_created",
            "notify_test_cookie", "notify_activity", "notify_notification", "notify_pre_auth",
            "notify_custom", "notify_config", "notify_query", "notify_signal"]


class Server:
    """One redis-server (or redis-sentinel). It can be stopped, frozen, and started again."""

    binary = "redis-server"

    def __init__(self, port=0, unix=True, tls=False, address="127.0.0.1", prefix=(), password=None,
                 config=(), client_certificates=False, certificate="addresses"):
        self.folder = tempfile.mkdtemp(prefix="redis-", dir=scratch())
        self.port = free_port() if port is None else port
        self.address = address
        self.tls = tls
        self.password = password
        self.prefix = list(prefix)
        self.socket = self.path("socket") if unix else None
        self.process = None
        lines = [f"dir {self.folder}", 'save ""', "appendonly no", "loglevel notice"]
        lines += [f"bind {address}", "tcp-backlog 511"]
        if tls:
            self.port = self.port or free_port()
            pem = certificates().path
            lines += [f"tls-port {self.port}", "port 0", f"tls-ca-cert-file {pem('ca.pem')}",
                      f"tls-cert-file {pem(certificate + '.pem')}",
                      f"tls-key-file {pem(certificate + '.key')}",
                      f"tls-auth-clients {'yes' if client_certificates else 'no'}",
                      "tls-replication yes", "tls-cluster yes"]
        else:
            lines += [f"port {self.port}"]
        if self.socket:
            lines += [f"unixsocket {self.socket}", "unixsocketperm 777"]
        if password:
            lines += [f"requirepass {password}", f"masterauth {password}"]
        lines += config
        with open(self.path("conf"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        atexit.register(self.stop)

    def path(self, name):
        return os.path.join(self.folder, name)

    def node(self):
        return f"{self.address}:{self.port}"

    def launch(self):
        with open(self.path("log"), "ab") as log:
            self.process = subprocess.Popen(self.prefix + [self.binary, self.path("conf")],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        return self

    def start(self):
        self.launch()
        wait_for(self.answers, f"{self.path('log')}: the server starts")
        return self

    def answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.path('log')}: the server ended")
        try:
            return self.client().ping()
        except (redis.exceptions.ConnectionError, redis.exceptions.BusyLoadingError):
            return False

    def client(self, **options):
        options = {"password": self.password, "socket_timeout": 5, "decode_responses": True,
                   **options}
        if self.socket and not self.prefix:
            return redis.Redis(unix_socket_path=self.socket, **options)
        if self.tls:
            pem = certificates().path
            options.update(ssl=True, ssl_cert_reqs="none", ssl_certfile=pem("client.pem"),
                           ssl_keyfile=pem("client.key"))
        return redis.Redis(host=self.address, port=self.port, **options)

    def subscribed(self, channel="notify_custom"):
        return self.client().pubsub_numsub(channel)[0][1]

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process = None


class Cluster:
    """Three masters with a replica each. Fails over after about a second."""

    def __init__(self, **options):
        config = ["cluster-enabled yes", "cluster-node-timeout 600", "cluster-replica-validity-factor 0",
                  "repl-diskless-sync-delay 0", "cluster-allow-replica-migration no"]
        self.servers = [Server(port=self._port(), unix=True, config=config, **options).launch()
                        for _ in range(6)]
        for server in self.servers:
            wait_for(server.answers, "a cluster's server starts")
        self.masters, self.replicas = self.servers[:3], self.servers[3:]
        first = self.masters[0]
        for index, server in enumerate(self.servers):
            server.client().execute_command("CLUSTER", "SET-CONFIG-EPOCH", index + 1)
            server.client().execute_command("CLUSTER", "MEET", "127.0.0.1", first.port)
        for index, server in enumerate(self.masters):
            low, high = index * 16384 // 3, (index + 1) * 16384 // 3
            server.client().execute_command("CLUSTER", "ADDSLOTSRANGE", low, high - 1)
        self.ids = {server: server.client().execute_command("CLUSTER", "MYID")
                    for server in self.servers}
        for master, replica in zip(self.masters, self.replicas):
            wait_for(lambda m=master, r=replica: self._knows(r, m), "the nodes meet")
            replica.client().execute_command("CLUSTER", "REPLICATE", self.ids[master])
        for server in self.servers:
            wait_for(lambda s=server: self._is_whole(s), "the cluster is whole")
        for replica in self.replicas:
            wait_for(lambda r=replica: r.client().info("replication")["master_link_status"] == "up",
                       "the replicas are in step")

    @staticmethod
    def _port():
        while True:
            port = free_port()
            if port < 55000:  # the bus is 10,000 above
                return port

    def _knows(self, server, other):
        return any(self.ids[other] in line and "handshake" not in line
                   for line in self._nodes(server))

    @staticmethod
    def _nodes(server):
        text = server.client().execute_command("CLUSTER", "NODES")
        if isinstance(text, dict):
            return [f"{info['node_id']} {info['flags']}" for info in text.values()]
        return text.splitlines()

    def _is_whole(self, server):
        info = server.client().execute_command("CLUSTER", "INFO")
        nodes = self._nodes(server)
        return ("cluster_state:ok" in str(info) and len(nodes) == 6 and
                sum("slave" in line for line in nodes) == 3)

    def master_of(self, key):
        """The living server that takes commands for KEY: the others redirect."""
        for server in self.servers:
            try:
                if server.process:
                    server.client().get(key)
                    return server
            except redis.exceptions.ResponseError:
                pass
        raise LookupError(key)

    def with_subscription(self):
        """The servers that hold a subscription."""
        return [server for server in self.servers if server.process and server.subscribed()]

    def stop(self):
        for server in self.servers:
            server.stop()


class Sentinel(Server):
    binary = "redis-sentinel"


class Sentinels:
    """A master, two replicas, three sentinels that fail over after a second."""

    def __init__(self, password=None, sentinel_password=None):
        self.password = password
        self.servers = [Server(port=free_port(), password=password,
                               config=["repl-diskless-sync-delay 0", "repl-ping-replica-period 1"]
                               ).start() for _ in range(3)]
        self.master = self.servers[0]
        for server in self.servers[1:]:
            server.client().execute_command("REPLICAOF", "127.0.0.1", self.master.port)
        for server in self.servers[1:]:
            wait_for(lambda s=server: s.client().info("replication")["master_link_status"] == "up",
                       "the replicas are in step")
        config = [f"sentinel monitor mymaster 127.0.0.1 {self.master.port} 2",
                  "sentinel down-after-milliseconds mymaster 1000",
                  "sentinel failover-timeout mymaster 1000"]
        if password:
            config += [f"sentinel auth-pass mymaster {password}"]
        if sentinel_password:
            config += [f"requirepass {sentinel_password}",
                       f"sentinel sentinel-pass {sentinel_password}"]
        self.sentinels = []
        for _ in range(3):
            sentinel = Sentinel(port=free_port(), unix=False, config=config)
            sentinel.password = sentinel_password
            self.sentinels.append(sentinel.launch())
        for sentinel in self.sentinels:
            wait_for(sentinel.answers, "the sentinels start")
            wait_for(lambda s=sentinel: self._sees_all(s), "the sentinels see all")

    @staticmethod
    def _sees_all(sentinel):
        state = sentinel.client().sentinel_master("mymaster")
        return state["num-other-sentinels"] == 2 and state["num-slaves"] == 2

    def current(self):
        """The server that the first living sentinel takes for the master."""
        sentinel = next(s for s in self.sentinels if s.process)
        port = int(sentinel.client().sentinel_get_master_addr_by_name("mymaster")[1])
        return next(server for server in self.servers if server.port == port)

    def nodes(self):
        return [word for sentinel in self.sentinels for word in ("--node", sentinel.node())]

    def stop(self):
        for server in self.sentinels + self.servers:
            server.stop()


class Probe:
    """The Redis client in a process of its own."""

    def __init__(self, *options, password=None, sentinel_password=None, log="debug", prefix=()):
        environment = {key: value for key, value in os.environ.items()
                       if key == "PATH" or key.endswith("SAN_OPTIONS")}
        if password is not None:
            environment["PROBE_PASSWORD"] = password
        if sentinel_password is not None:
            environment["PROBE_SENTINEL_PASSWORD"] = sentinel_password
        self.lines = []
        self.queue = queue.Queue()
        self.process = subprocess.Popen(
            list(prefix) + [program("redis_probe"), "--log", log] + [str(option) for option in options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=environment, text=True, bufsize=1)
        threading.Thread(target=self._read, daemon=True).start()
        self.took = 0.0

    def _read(self):
        for line in self.process.stdout:
            self.queue.put(line.rstrip("\n"))
        self.queue.put(None)

    def send(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def expect(self, pattern, seconds=5):
        """The match of the next line that has PATTERN; lines before it are kept in .lines."""
        begin = time.monotonic()
        while True:
            left = begin + seconds - time.monotonic()
            try:
                line = self.queue.get(timeout=max(left, 0.001))
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(f"no line like {pattern!r} within {seconds} s; lines so far:\n" +
                                     "\n".join(self.lines[-40:]))
            self.lines.append(line)
            match = re.search(pattern, line)
            if match:
                self.took = time.monotonic() - begin
                return match

    def silent(self, pattern, seconds):
        """No line like PATTERN comes within SECONDS."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.queue.get(timeout=max(end - time.monotonic(), 0.001))
            except queue.Empty:
                return
            assert line is not None, "the probe ended"
            self.lines.append(line)
            assert not re.search(pattern, line), line

    def ask(self, line, seconds=6):
        """(result, text) of a command."""
        self.send(line)
        match = self.expect("^" + re.escape(line[:60]) + r": (ok|missing|failed) \d+ ?(.*)$", seconds)
        return match.group(1), match.group(2)

    def stats(self):
        self.send("stats")
        text = self.expect(r"^stats (.*)$").group(1)
        return dict(re.findall(r"(\w+)=(\S*)", text))

    def ready(self):
        """Subscribed and ready for commands."""
        self.expect("^up ")
        wait_for(lambda: self.stats()["ready"] == "1", "a connection for commands")
        return self

    def drain(self):
        while True:
            try:
                line = self.queue.get_nowait()
            except queue.Empty:
                return
            if line is not None:
                self.lines.append(line)

    def logged(self, pattern):
        """The lines so far that have PATTERN."""
        self.drain()
        return [line for line in self.lines if re.search(pattern, line)]

    def close(self):
        """Ends it in order; a leak or a fault (sanitizers) shows as its status."""
        if self.process.poll() is None:
            try:
                self.send("quit")
            except BrokenPipeError:
                pass
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise
        status = self.process.returncode
        self.process.stdin.close()
        time.sleep(0.02)
        self.drain()
        assert status == 0, f"the probe ended with {status}:\n" + "\n".join(self.lines[-60:])

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.close()
        else:
            self.process.kill()
            self.process.wait()
