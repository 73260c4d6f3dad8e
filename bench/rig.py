# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a measurement stands on: Redis, SQLite, a push server, the load generator, and instruments.

The servers are those of the integration tests (tests/integration/pushserver.py), so a second binary
is driven in exactly the same way as the first.
"""
import contextlib
import glob
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "tests" / "integration"))

from pushserver import World, wait_for  # noqa: E402  (the path above)

CROWDS = (1000, 2000, 19000)  # storage N is seen by the first N users, for these N
OWN_STORAGE = 1000000         # + number: seen by one user alone


def raise_limits():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def load_binary(build):
    path = TOP / build / "bench" / "load"
    if not path.exists():
        raise SystemExit(f"{path} is missing: run ninja -C {build}")
    return str(path)


class Load:
    """The generator (bench/load.c): one command, one answer."""

    def __init__(self, binary, server, redis_socket, most):
        self.process = subprocess.Popen([binary, str(server), redis_socket, str(most)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()

    def finish(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the load generator ended with {self.process.wait()}")
        return json.loads(line)

    def do(self, *words):
        self.start(*words)
        return self.finish()

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Rig:
    """A running server and its load."""

    def __init__(self, binary, load, unix=False, environ=None, wrapper=(), args=(), most=19500):
        self.world = World(users=(), start=False)
        self.loads = []
        try:
            self.fill_database()
            environ = {"MAX_DEBOUNCE_TIME": "1", **(environ or {})}
            self.daemon = self.world.start(environ=environ, binary=binary, unix=unix, log="warn",
                                           wrapper=wrapper, args=args, wait=not wrapper)
            if wrapper:
                self.daemon.wait_ready(60)
            self.load_path = load
            self.load = self.add_load(most)
        except BaseException:
            self.close()
            raise

    def add_load(self, most):
        load = Load(self.load_path, self.daemon.socket_path or self.daemon.port,
                    self.world.redis_server.socket, most)
        self.loads.append(load)
        return load

    def fill_database(self):
        database = self.world.database
        with database.open() as db:
            db.execute(f"INSERT INTO {database.prefix}filecache VALUES (1, 1, '')")
            rows = [(crowd, 1, f"user{i:06}", "/") for crowd in CROWDS for i in range(crowd)]
            rows += [(OWN_STORAGE + i, 1, f"user{i:06}", "/") for i in range(1000)]
            db.executemany(f"INSERT INTO {database.prefix}mounts (storage_id, root_id, user_id, "
                           "mount_point) VALUES (?, ?, ?, ?)", rows)
            db.execute(f"CREATE INDEX by_storage ON {database.prefix}mounts (storage_id)")
            db.execute(f"CREATE INDEX by_user ON {database.prefix}mounts (user_id)")

    def close(self):
        for load in self.loads:
            load.stop()
        for daemon in self.world.daemons:
            daemon.kill()
        with contextlib.suppress(Exception):
            self.world.close()

    @property
    def pid(self):
        return self.daemon.process.pid

    def open(self, count):
        """Opens COUNT clients; the answer of the generator."""
        self.clients = count
        answer = self.load.do("open", 0, count)
        if answer["open"] < count:
            raise RuntimeError(f"only {answer['open']} of {count} clients got in:\n"
                               + self.daemon.log()[-500:])
        return answer

    def fanout(self):
        """One event for all; they wait out their debounce first, so each gets one frame."""
        time.sleep(1.8)
        answer = self.load.do("fanout", self.clients, self.clients)
        if answer["frames"] != self.clients:
            raise RuntimeError(f"{answer['frames']} frames instead of {self.clients}")
        return answer

    def net_of_idling(self, measure, action):
        """What the action took beyond the pings and pongs of the same time without it."""
        took = 0

        def timed():
            nonlocal took
            began = time.monotonic()
            action()
            took = time.monotonic() - began
        total = measure(timed)
        seconds = int(took) + 1
        return total - took / seconds * measure(lambda: self.load.do("hold", seconds))

    # Instruments

    def cpu(self):
        """Seconds on a core so far, all threads, to the nanosecond."""
        total = 0
        for path in glob.glob(f"/proc/{self.pid}/task/*/schedstat"):
            with open(path, encoding="ascii") as file:
                total += int(file.read().split()[0])
        return total / 1e9

    def trace(self, seconds_or_action, *options):
        """The output of strace over an action (a function) or for some seconds."""
        path = os.path.join(self.world.folder, "trace")
        tracer = subprocess.Popen(["strace", "-f", *options, "-o", path, "-p", str(self.pid)],
                                  stderr=subprocess.PIPE, text=True)
        tracer.stderr.readline()  # "attached"
        try:
            if callable(seconds_or_action):
                seconds_or_action()
            else:
                time.sleep(seconds_or_action)
        finally:
            tracer.send_signal(signal.SIGINT)
            tracer.wait()
            tracer.stderr.close()
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def syscalls(self, action):
        """How many during the action."""
        found = re.search(r"^100\.00 +\S+ +\S+ +(\d+) .*total$", self.trace(action, "-c"), re.M)
        return int(found.group(1))

    def instructions(self, action):
        """User instructions during the action; the server must run under callgrind."""
        pid = str(self.pid)
        folder = self.world.folder

        def dump():
            before = set(glob.glob(f"{folder}/callgrind.out.*"))
            subprocess.run(["callgrind_control", "--dump", pid], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return wait_for(lambda: set(glob.glob(f"{folder}/callgrind.out.*")) - before,
                            "callgrind dumps", 60)

        dump()
        action()
        total = 0
        for path in dump():
            with open(path, encoding="ascii", errors="replace") as file:
                for found in re.findall(r"^(?:summary|totals): (\d+)", file.read(), re.M)[:1]:
                    total += int(found)
        return total


def burn(count):
    """COUNT processes that do nothing as fast as they can; to be killed."""
    return [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
