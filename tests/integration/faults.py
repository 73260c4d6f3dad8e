# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fault script: takes away and brings back Redis, the database and Nextcloud in a random order
with a fixed seed, under load, and judges the push server after each.

On its own:  faults.py --sessions 10000 --seconds 600 --seed 4
"""
import argparse
import asyncio
import json
import random
import re
import shutil
import tempfile
import time

from faultlinks import DatabaseLink, Namespace, NextcloudLink, RedisLink
from faultload import CUSTOM, Bus, Churn, Ledger, Load, open_sessions
from pushserver import Daemon

# Seconds that each fault lasts: one is drawn. A ping finds a silent Redis after 15 to 30 s, so the
# longer ones are noticed and the shorter ones must be got over without a word lost.
LENGTHS = {
    ("redis", "kill"): (1, 4, 8), ("redis", "stop"): (5, 34), ("redis", "half-open"): (6, 36),
    ("redis", "slow"): (10,), ("redis", "full disk"): (34,),
    ("database", "kill"): (3, 13), ("database", "stop"): (4, 14), ("database", "half-open"): (5, 15),
    ("database", "slow"): (12,), ("database", "full disk"): (8,),
    ("nextcloud", "kill"): (4, 12), ("nextcloud", "stop"): (5, 12),
    ("nextcloud", "half-open"): (6, 14), ("nextcloud", "slow"): (8,),
}
BRIEF = {key: min(lengths) for key, lengths in LENGTHS.items()}


def plan(seed, seconds):
    """(link, way, length) until SECONDS are filled, about 6 s of recovery and judging included."""
    rng = random.Random(seed)
    brief = seconds < 300
    left, chosen, pool = seconds, [], []
    while left > 0:
        if not pool:
            pool = list(LENGTHS)
            rng.shuffle(pool)
        if brief:  # no long waits, and the links take turns
            pool = [key for key in pool if BRIEF[key] < 20]
            last = chosen[-1][0] if chosen else ""
            key = next((key for key in pool if key[0] != last), pool[0] if pool else None)
            if key is None:
                continue
            pool.remove(key)
            length = BRIEF[key]
        else:
            key = pool.pop()
            length = rng.choice(LENGTHS[key])
        chosen.append((*key, length))
        left -= length + 6
    return chosen


class Trial:
    """The whole arrangement, and its judge."""

    # Default debounce of the daemon, but at most 1 s × 1.5: a built-in event leaves within 1.7 s.
    BOUND = 1.7
    # When memory has to be back: what waited for the fault's end has a few seconds, and free memory
    # goes back to the system every ten.
    MEMORY_BACK = 15

    def __init__(self, sessions, rate=500, slack=2.5):
        self.count = sessions
        self.rate = rate
        self.slack = slack  # for a loaded machine
        self.folder = tempfile.mkdtemp(prefix="faults-")
        self.closers = []
        self.report = []
        self.failures = []
        self.daemon = None
        self.cached = None  # the cache of storages before the first fault

    def set_up(self):
        nets = []
        for subnet in (1, 2, 3):
            nets.append(Namespace(subnet))
            self.closers.append(nets[-1].delete)
        self.redis = RedisLink(nets[0])
        self.closers.append(self.redis.close)
        self.database = DatabaseLink(nets[1])
        self.closers.append(self.database.close)
        self.nextcloud = NextcloudLink(nets[2], self.redis.server.socket)
        self.closers.append(self.nextcloud.close)
        self.links = {link.name: link for link in (self.redis, self.database, self.nextcloud)}
        self.daemon = Daemon(self.folder, {
            "DATABASE_URL": self.database.url, "REDIS_URL": f"redis://{nets[0].address}:6379",
            "NEXTCLOUD_URL": self.nextcloud.url, "MAX_DEBOUNCE_TIME": "1"}, log="info")

    def close(self):
        try:
            if self.daemon:
                self.daemon.stop()
        finally:
            for close in reversed(self.closers):
                close()
            shutil.rmtree(self.folder, ignore_errors=True)

    # What the daemon says of itself

    def metrics(self):
        text = self.daemon.metrics()
        return {name: float(value)
                for name, value in re.findall(r"^(notify_push_\w+|\w+) ([\d.e+]+)$", text, re.M)}

    def memory(self):
        """Anonymous memory in bytes, without what the cache of storages says that it has taken in
        since the beginning: each fault brings storages that nobody had asked for."""
        cached = int(self.metrics()["notify_push_storage_bytes"])
        if self.cached is None:
            self.cached = cached
        return self.daemon.memory() - (cached - self.cached)

    def log_from(self, offset):
        with open(self.daemon.log_path, encoding="utf-8", errors="replace") as file:
            file.seek(offset)
            lines = file.read().splitlines()
        return [line for line in lines if "has logged in" not in line]

    def log_size(self):
        with open(self.daemon.log_path, "rb") as file:
            return file.seek(0, 2)

    async def ask(self, function, *arguments):
        return await asyncio.to_thread(function, *arguments)

    # The run

    async def run(self, faults):
        self.ledger = Ledger()
        self.bus = Bus(self.redis.server.socket)
        while not self.bus.ready():
            await asyncio.sleep(0.05)
        self.load = Load(self.ledger, self.bus, self.rate, cold_storages=12000)
        await self.ask(self.database.mount, self.load.storages(self.count))
        began = time.monotonic()
        await open_sessions(self.ledger, self.bus, self.daemon.port, self.count)
        self.say(f"{self.count} sessions logged in within {time.monotonic() - began:.1f} s")
        self.churn = Churn(self.ledger, self.daemon.port, 4)
        tasks = [asyncio.create_task(self.load.go_on()), asyncio.create_task(self.churn.go_on())]
        try:
            await self.warm_up()
            for link, way, length in faults:
                await self.one_fault(link, way, length)
            await self.last_look(tasks[1])
        finally:
            for task in tasks:
                task.cancel()
            self.bus.close()

    async def warm_up(self):
        """All homes cached, every buffer grown: what comes later is to be compared with this."""
        self.churn.rate = 40
        began = time.monotonic()
        for number, session in enumerate(self.ledger.sessions, 1):
            self.load.file(1000 + session.index, [session])
            if number % 20 == 0:
                await asyncio.sleep(0.02)
            while not self.bus.ready():
                await asyncio.sleep(0.02)
        await asyncio.sleep(max(began + 20 - time.monotonic(), 0))
        self.churn.rate = 4
        await asyncio.sleep(5)
        self.check_ledger("quiet", None)
        self.baseline = await self.ask(self.memory)
        self.say(f"at rest {self.baseline / 1e6:.2f} MB, {self.cached / 1e6:.2f} MB of it the cache "
                 "of storages")

    async def one_fault(self, name, way, length):
        link = self.links[name]
        label = f"{name} {way}"
        before, log_at = await self.ask(self.metrics), self.log_size()
        began = time.monotonic()
        self.load.where = label
        self.load.cold_rate = 20 if name == "database" else 2
        await self.ask(link.begin, way)
        await asyncio.sleep(length)
        await self.ask(link.end, way)
        self.load.where, self.load.cold_rate = "after", 2
        healed = time.monotonic()
        recovered = await self.recover(healed)
        after = await self.ask(self.metrics)
        gaps = after["notify_push_redis_reconnects_total"] - \
            before["notify_push_redis_reconnects_total"]
        self.check_ledger(label, (began, recovered) if gaps else None)
        if gaps:
            self.check_catch_up(label, recovered)
        if gaps and (name != "redis" or way == "full disk"):
            self.fail(f"{label}: the subscription was given up without need")
        self.check_log(label, self.log_from(log_at))
        memory = await self.memory_back(label)
        self.load.where = ""
        waits = self.ledger.latency.pop(label, [])
        waits.sort()
        p99 = f", custom p99 {waits[int(len(waits) * 0.99)] * 1e3:.1f} ms" if waits else ""
        missed = after["notify_push_events_missed_total"] - before["notify_push_events_missed_total"]
        ups = after["notify_push_catch_ups_total"] - before["notify_push_catch_ups_total"]
        self.say(f"{label} for {length} s: in order after {recovered - healed:.1f} s; "
                 f"{gaps:.0f} gap(s), {missed:.0f} missed, {ups:.0f} catch-up(s), "
                 f"{memory / self.baseline * 100 - 100:+.1f} % memory{p99}")
        if name != "redis" and waits and waits[int(len(waits) * 0.99)] > 0.5:
            self.fail(f"{label}: custom messages waited, p99 {waits[int(len(waits) * 0.99)]:.2f} s")

    async def recover(self, healed, seconds=50):
        """Until the links are up and nobody is owed anything old. When that was."""
        up = None
        while time.monotonic() - healed < seconds:
            await asyncio.sleep(0.25)
            if up is None:
                now = await self.ask(self.metrics)
                if now["notify_push_redis_up"] and now["notify_push_database_up"]:
                    up = time.monotonic()
                continue
            old = [event for event in self.ledger.overdue(self.BOUND + self.slack)
                   if event.kind != CUSTOM]
            if time.monotonic() - up > self.BOUND + self.slack and not old:
                return up
        self.fail(f"not in order {seconds} s after: up {up is not None}, "
                  f"{len(self.ledger.overdue(5))} events owed")
        return up or time.monotonic()

    # Judgement

    def say(self, text):
        self.report.append(text)
        print(text, flush=True)

    def fail(self, text):
        self.failures.append(text)
        print("FAILED:", text, flush=True)

    def check_ledger(self, label, gap):
        """Everything came, or a catch-up made up for it; and nobody was thrown out."""
        overdue = self.ledger.overdue(self.BOUND + self.slack)
        bad = []
        for event in overdue:
            in_gap = gap and gap[0] - 1 <= event.time <= gap[1] + 0.5
            if not (event.kind == CUSTOM and in_gap and min(event.session.last) >= event.time):
                bad.append(event)
        self.ledger.strike(overdue)
        if bad:
            some = [(e.kind, e.where, e.session.index, round(time.monotonic() - e.time, 1))
                    for e in bad[:5]]
            self.fail(f"{label}: {len(bad)} events neither came nor were made up for: {some}")
        for text in self.ledger.complaints:
            self.fail(f"{label}: {text}")
        self.ledger.complaints.clear()

    def check_catch_up(self, label, since):
        """After a gap each session hears all three kinds, whether it is owed something or not."""
        left_out = [s for s in self.ledger.sessions if min(s.last) < since - 2]
        if left_out:
            self.fail(f"{label}: {len(left_out)} sessions were not told to look again")

    def check_log(self, label, lines):
        """What happened is said once. The causes may differ, so some lines an outage are right."""
        loud = [line for line in lines if re.search(r" (WARN|ERROR) ", line)]
        shapes = {}
        for line in loud:
            shape = re.sub(r"\d+(\.\d+)?", "#", line)
            shapes[shape] = shapes.get(shape, 0) + 1
        for shape, times in shapes.items():
            if times > 2:
                self.fail(f"{label}: said {times} times: {shape}")
        if len(loud) > 8:
            self.fail(f"{label}: {len(loud)} lines: {loud[:12]}")
        self.report.extend("    " + re.sub(r"^\S+ ", "", line) for line in lines)

    async def memory_back(self, label):
        memory = 0
        for _ in range(self.MEMORY_BACK * 4):
            memory = await self.ask(self.memory)
            if memory <= self.baseline * 1.1:
                return memory
            await asyncio.sleep(0.25)
        self.fail(f"{label}: {memory / 1e6:.2f} MB instead of {self.baseline / 1e6:.2f}")
        return memory

    async def last_look(self, churn_task):
        churn_task.cancel()
        await asyncio.sleep(4)
        self.check_ledger("at the end", None)
        quiet = sorted(self.ledger.latency[""])
        waits = sorted(self.churn.waits)
        if self.load.sent < self.rate:
            self.fail("there was no load to speak of")
        self.say(f"{self.load.sent} events published, {self.bus.taken} taken by Redis, "
                 f"{self.bus.unheard} while nobody listened, {self.bus.voided} void; "
                 f"{self.churn.accepted} visitors by password, the slowest waited {waits[-1]:.1f} s; "
                 f"{self.ledger.closings} sessions closed")
        self.say(f"custom messages without a fault: p50 {quiet[len(quiet) // 2] * 1e3:.1f} ms, "
                 f"p99 {quiet[int(len(quiet) * 0.99)] * 1e3:.1f} ms of {len(quiet)}")


def hold(sessions, faults, rate=500):
    """Runs it all; the trial, with .failures and .report. FAULTS as from plan()."""
    trial = Trial(sessions, rate)
    try:
        trial.set_up()
        asyncio.run(trial.run(faults))
    finally:
        trial.close()
    return trial


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=10000)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--plan", action="store_true", help="print the faults, do nothing")
    parser.add_argument("--only", metavar="LINK:WAY:SECONDS", action="append",
                        help="these faults instead")
    options = parser.parse_args()
    faults = plan(options.seed, options.seconds)
    if options.only:
        faults = [(link, way, int(length)) for link, way, length in
                  (word.split(":") for word in options.only)]
    if options.plan:
        print(json.dumps(faults, indent=0))
        return
    trial = hold(options.sessions, faults, options.rate)
    print("\n--- report\n" + "\n".join(trial.report))
    print("\n".join(["--- failures", *trial.failures] if trial.failures else ["no failures"]))


if __name__ == "__main__":
    main()
