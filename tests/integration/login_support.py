# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs tests/tools/login_probe.c: the login service of the push server on its own."""
import os
import queue
import subprocess
import threading
import time

import pytest
from support import program



class Probe:
    """One running probe. Answers are collected by a thread: login(...) then wait(id)."""

    def __init__(self, url, env=None, preload=None, **options):
        arguments = [program("login_probe"), f"url={url}", *(f"{k}={v}" for k, v in options.items())]
        clean = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()
                 and k not in ("SSL_CERT_FILE", "SSL_CERT_DIR")}
        clean.update(env or {})
        if preload:
            clean["LD_PRELOAD"] = preload
            clean["ASAN_OPTIONS"] = "verify_asan_link_order=0:detect_leaks=0"
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean)
        self.answers = {}
        self.others = {kind: queue.Queue() for kind in ("stats", "get", "flood", "token")}
        self.log = []
        self.changed = threading.Condition()
        self.next_id = 1
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        code = self.process.wait(20)
        self.reader.join(10)
        self.process.stdout.close()
        assert code == 0, f"the probe ended with {code}"

    def read(self):
        for line in self.process.stdout:
            fields = line.rstrip("\n").split("\t")
            if fields[0] in self.others:
                self.others[fields[0]].put(fields)
                continue
            with self.changed:
                if fields[0].isdigit() and len(fields) == 4:
                    self.answers[int(fields[0])] = (fields[1], fields[2], int(fields[3]))
                else:
                    self.log.append(line.rstrip("\n"))
                self.changed.notify_all()

    def send(self, *fields):
        self.process.stdin.write("\t".join(str(f) for f in fields) + "\n")
        self.process.stdin.flush()

    def login(self, user, password, chain="192.0.2.1", address=None):
        number = self.next_id
        self.next_id += 1
        self.send("login", number, user, password, chain, chain if address is None else address)
        return number

    def wait(self, number, timeout=10):
        """(outcome, name or text, milliseconds) of one login."""
        with self.changed:
            assert self.changed.wait_for(lambda: number in self.answers, timeout), "no answer"
            return self.answers[number]

    def wait_count(self, count, timeout=30):
        with self.changed:
            done = self.changed.wait_for(lambda: len(self.answers) >= count, timeout)
            assert done, f"{len(self.answers)} of {count} answers"
            return list(self.answers.values())

    def has_answer(self, number):
        with self.changed:
            return number in self.answers

    def try_login(self, *arguments, timeout=10, **named):
        return self.wait(self.login(*arguments, **named), timeout)

    def other(self, kind, timeout=15):
        return self.others[kind].get(timeout=timeout)

    def get(self, path, token="", forwarded="", timeout_ms=0):
        """(kind, status, body or error, temporary, length)"""
        self.send("get", path, token, forwarded, timeout_ms)
        _, kind, status, text, temporary, length = self.other("get")
        return kind, int(status), text, temporary == "temporary", int(length)

    def stats(self):
        self.send("stats")
        pairs = (pair.split("=") for pair in self.other("stats")[1].split())
        return {name: int(value) for name, value in pairs}

    def wait_stats(self, condition, timeout=10):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            stats = self.stats()
            if condition(stats):
                return stats
            time.sleep(0.02)
        raise AssertionError(f"never came to be: {stats}")


@pytest.fixture
def probe(standin):
    with Probe(standin.url, log="debug") as running:
        yield running
