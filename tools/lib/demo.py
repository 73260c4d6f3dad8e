# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo: a private Redis, a database with Nextcloud's two tables, a stand-in for Nextcloud, the
push server, and either a page to click on or one run of everything. Called by tools/demo."""
import argparse
import http.server
import json
import os
import pathlib
import queue
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "integration"))
from nextcloud_standin import Standin  # noqa: E402

USERS = ("alice", "bob")
FOLDER, HOME = 11, {"alice": 1, "bob": 2}


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Stage:
    """Everything that runs for the demo, in one temporary folder."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="notify_push-demo-")
        self.processes = []
        self.nextcloud = None
        self.file_id = 100
        self.shared = False

    def path(self, name):
        return os.path.join(self.folder, name)

    def spawn(self, argv, **options):
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def wait_for(self, condition, what):
        end = time.monotonic() + 15
        while time.monotonic() < end:
            try:
                if condition():
                    return
            except OSError:
                pass
            time.sleep(0.02)
        raise SystemExit(f"demo: {what} does not answer; see {self.folder}")

    def start(self):
        self.start_redis()
        self.make_database()
        self.nextcloud = Standin(users={user: f"{user}-password" for user in USERS},
                                 redis_url=f"unix://{self.path('redis.sock')}")
        self.nextcloud.__enter__()
        print(f"  nextcloud     {self.nextcloud.url} (a stand-in)")
        self.start_push()

    def start_redis(self):
        with open(self.path("redis.log"), "wb") as log:
            self.spawn(["redis-server", "--port", "0", "--unixsocket", self.path("redis.sock"),
                        "--save", "", "--dir", self.folder], stdout=log, stderr=log)

        def answers():
            with socket.socket(socket.AF_UNIX) as sock:
                sock.connect(self.path("redis.sock"))
                sock.sendall(b"PING\r\n")
                return sock.recv(10).startswith(b"+PONG")
        self.wait_for(answers, "redis-server")
        print(f"  redis         {self.path('redis.sock')}")

    def make_database(self):
        with sqlite3.connect(self.path("nextcloud.db")) as db:
            db.executescript("""
                CREATE TABLE oc_mounts (id INTEGER PRIMARY KEY, storage_id BIGINT, root_id BIGINT,
                  user_id VARCHAR(64), mount_point VARCHAR(4000));
                CREATE TABLE oc_filecache (fileid INTEGER PRIMARY KEY, storage BIGINT,
                  path VARCHAR(4000));
                INSERT INTO oc_filecache VALUES (1, 1, ''), (2, 2, ''), (11, 1, 'files/Team');
                INSERT INTO oc_mounts (storage_id, root_id, user_id, mount_point) VALUES
                  (1, 1, 'alice', '/alice/'), (2, 2, 'bob', '/bob/');""")
        print(f"  database      {self.path('nextcloud.db')} (SQLite, two tables)")

    def start_push(self):
        self.port = free_port()
        environ = {"PATH": os.environ.get("PATH", ""), "BIND": "127.0.0.1", "PORT": str(self.port),
                   "DATABASE_URL": f"sqlite://{self.path('nextcloud.db')}",
                   "REDIS_URL": f"redis+unix://{self.path('redis.sock')}",
                   "NEXTCLOUD_URL": self.nextcloud.url}
        with open(self.path("push.log"), "wb") as log:
            self.spawn([str(TOP / "build/src/daemon/notify_push")], env=environ, cwd=self.folder,
                       stdout=log, stderr=log)

        def answers():
            with socket.create_connection(("127.0.0.1", self.port), 2) as sock:
                sock.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return b" 200 " in sock.recv(100)
        self.wait_for(answers, "the push server")
        print(f"  push server   ws://127.0.0.1:{self.port}/ws")

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(7)
            except subprocess.TimeoutExpired:
                process.kill()
        if self.nextcloud:
            self.nextcloud.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # What happens in a Nextcloud, and what its app then says through Redis.

    def publish(self, channel, payload):
        self.nextcloud.redis.publish(channel, json.dumps(payload))

    def upload(self, user):
        self.file_id += 1
        path = f"files/{'Team/' if user == 'alice' else ''}report-{self.file_id}.pdf"
        for file_id in (self.file_id, FOLDER if user == "alice" else HOME[user]):
            self.publish("notify_storage_update",
                         {"storage": HOME[user], "path": path, "file_id": file_id})
        return f"{user} uploads {path}"

    def share(self, user):
        other = USERS[1 - USERS.index(user)]
        if user == "alice" and not self.shared:
            with sqlite3.connect(self.path("nextcloud.db")) as db:
                db.execute("INSERT INTO oc_mounts (storage_id, root_id, user_id, mount_point) "
                           "VALUES (1, 11, 'bob', '/bob/files/Team/')")
            self.shared = True
        self.publish("notify_user_share_created", {"user": other})
        return f"{user} shares a folder with {other}"

    def activity(self, user):
        self.publish("notify_activity", {"user": user})
        return f"something for {user}'s activity stream"

    def notify(self, user):
        self.publish("notify_notification", {"user": user})
        return f"{user} gets a notification"

    def custom(self, user):
        self.publish("notify_custom", {"user": user, "message": "deck_card_update",
                                       "body": {"card": self.file_id, "column": "Done"}})
        return f"an app has news for {user}"


ACTS = ("upload", "share", "activity", "notify", "custom")


class Page(http.server.BaseHTTPRequestHandler):
    """One page, one file; POST /act/<what>/<user> lets something happen."""

    stage = None

    def log_message(self, *args):
        pass

    def reply(self, status, body, kind="application/json"):
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path.split("?")[0] == "/":
            page = (pathlib.Path(__file__).parent / "demo.html").read_text(encoding="utf-8")
            self.reply(200, page.replace("@PORT@", str(self.stage.port)), "text/html; charset=utf-8")
        else:
            self.reply(404, "{}")

    def do_POST(self):
        parts = self.path.strip("/").split("/")
        if len(parts) == 2 and parts[0] == "token" and parts[1] in USERS:
            token = os.urandom(16).hex()
            self.stage.publish("notify_pre_auth", {"user": parts[1], "token": token})
            self.reply(200, json.dumps({"token": token}))
        elif len(parts) == 3 and parts[0] == "act" and parts[1] in ACTS and parts[2] in USERS:
            when = time.time()
            what = getattr(self.stage, parts[1])(parts[2])
            self.reply(200, json.dumps({"when": when * 1000, "what": what}))
        else:
            self.reply(404, "{}")


def serve(stage, port):
    Page.stage = stage
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Page)
    except OSError as error:
        raise SystemExit(f"demo: port {port} cannot be used ({error.strerror}); try --port N") from None
    server.daemon_threads = True
    print(f"\nOpen http://127.0.0.1:{server.server_port}/ in a browser. Ctrl-C ends everything.",
          flush=True)
    try:
        server.serve_forever(0.2)
    finally:
        server.server_close()


class Listener:
    """The terminal client of one user, read line by line."""

    def __init__(self, stage, user):
        self.user = user
        self.queue = queue.Queue()
        environ = {**os.environ, "NOTIFY_PUSH_PASSWORD": f"{user}-password"}
        self.process = stage.spawn(
            [str(TOP / "build/client/test_client"), "--json", "--listen-ids",
             f"ws://127.0.0.1:{stage.port}/ws", user], env=environ, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self.read, daemon=True).start()
        if self.next(10)[1] != "authenticated":
            raise SystemExit(f"demo: {user} could not log in")

    def read(self):
        for line in self.process.stdout:
            entry = json.loads(line)
            if entry["type"] == "message":
                body = entry.get("body")
                text = entry["message"] + ("" if body is None else " " + json.dumps(
                    body, separators=(",", ":")))
                self.queue.put((time.time(), text))

    def next(self, seconds):
        try:
            return self.queue.get(timeout=seconds)
        except queue.Empty:
            return None, None


def once(stage):
    """One of each kind of event; prints what arrived and after how long."""
    listeners = {user: Listener(stage, user) for user in USERS}
    program = [  # what happens, who, and who shall hear what
        ("upload", "alice", {"alice": "notify_file_id ["}),
        ("share", "alice", {"bob": "notify_file"}),
        ("activity", "bob", {"bob": "notify_activity"}),
        ("notify", "alice", {"alice": "notify_notification"}),
        ("custom", "bob", {"bob": "deck_card_update {"}),
        ("upload", "alice", {"alice": "notify_file_id [", "bob": "notify_file_id ["}),
    ]
    arrived = expected = 0
    print()
    for act, user, hears in program:
        began = time.time()
        print(getattr(stage, act)(user))
        for listener, text in hears.items():
            expected += 1
            when, got = listeners[listener].next(12)
            good = got is not None and got.startswith(text)
            arrived += good
            after = f"after {(when - began) * 1000:7.1f} ms" if when else "nothing within 12 s"
            print(f"  {'✓' if good else '✗'} {listener:6} {after}  {got or ''}"
                  f"{'' if good else f'  (expected {text})'}")
        if act == "share":
            time.sleep(0.3)  # the push server reads bob's mounts meanwhile
    print(f"demo: {arrived} of {expected} messages arrived")
    return 0 if arrived == expected else 1


def main():
    parser = argparse.ArgumentParser(prog="tools/demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="no page: one of each event, then end")
    parser.add_argument("--port", type=int, default=8090, help="of the page; default 8090")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    stage = Stage()
    try:
        print("Starting, all of it on this machine only:")
        stage.start()
        if arguments.once:
            return once(stage)
        serve(stage, arguments.port)
    except KeyboardInterrupt:
        print("\nEnding.")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stage.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
