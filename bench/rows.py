# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of the table: one function a figure.

A row gets a Bench (below: options and the rig that is up) and returns what it measured. Rows that
need the same rig follow each other, so that 19,000 clients are opened once for all of them.
"""
import asyncio
import dataclasses
import os
import re
import subprocess
import tempfile
import time
import typing

from rig import OWN_STORAGE, Load, Rig, burn
from redisservers import Server as Redis

ROWS = []
CALLGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=callgrind.out.%p")


@dataclasses.dataclass
class Row:
    name: str
    figure: str
    how: str
    unit: str
    budget: typing.Optional[float]
    aim: typing.Optional[float]
    run: typing.Callable
    reference: str = ""
    more_is_better: bool = False
    quick: bool = True
    on_demand: bool = False

    def verdict(self, value):
        if self.budget is None:
            return ""
        if self.more_is_better:
            return "✓✓" if value >= self.aim else "✓" if value >= self.budget else "✗"
        return "✓✓" if value <= self.aim else "✓" if value <= self.budget else "✗"


def row(name, figure, how, unit, budget=None, aim=None, **options):
    def note(function):
        ROWS.append(Row(name, figure, how, unit, budget, aim, function, **options))
        return function
    return note


class Bench:
    """Options of this run, and the rig that is up (one at a time)."""

    def __init__(self, binary, load, quick):
        self.binary = binary
        self.load = load
        self.quick = quick
        self.key = None
        self.rig = None
        self.start_memory = None
        self.opened = None
        self.multitude = None

    def clients(self):
        return 2000 if self.quick else 19000

    def get(self, clients, **options):
        """The rig with so many clients, taken over from the row before if it is the same."""
        key = (clients, repr(sorted(options.items())))
        if key != self.key:
            self.close()
            self.rig = Rig(self.binary, self.load, **options)
            self.start_memory = self.rig.daemon.memory()
            self.opened = self.rig.open(clients) if clients else None
            self.key = key
        return self.rig

    def close(self):
        if self.rig:
            self.rig.close()
        self.rig = None
        self.key = None


# --- the floor: what the kernel alone takes here ---

def floor(bench, *words):
    bench.close()
    program = os.path.join(os.path.dirname(bench.load), "floor")
    return float(subprocess.run([program, *map(str, words)], check=True, capture_output=True,
                                text=True, timeout=60).stdout)


@row("floor-hop", "the kernel alone: one hop to a process that sleeps, p50", "bench/floor.c: PUBLISH → "
     "frame is three of them", "µs")
def floor_hop(bench):
    return floor(bench, "hop", 500 if bench.quick else 2000)


@row("floor-tcp", "the kernel alone: one send() of such a frame, TCP", "bench/floor.c: a loop over "
     "as many sockets, best of 10", "µs")
def floor_tcp(bench):
    return floor(bench, "tcp", bench.clients())


@row("floor-unix", "… Unix socket", "the same", "µs")
def floor_unix(bench):
    return floor(bench, "unix", bench.clients())


@row("floor-logins", "the kernel alone: logins", "bench/floor_logins.c: the system calls of a login and nothing "
     "else, the same generator; best of 3", "/s")
def floor_logins(bench):
    bench.close()
    return max(logins_of_floor(bench) for _ in range(3))


def logins_of_floor(bench):
    program = os.path.join(os.path.dirname(bench.load), "floor_logins")
    redis = Redis().start()
    server = subprocess.Popen([program], stdout=subprocess.PIPE, text=True)
    load = Load(bench.load, server.stdout.readline().strip(), redis.socket, 19500)
    try:
        answer = load.do("open", 0, bench.clients())
    finally:
        load.stop()
        server.kill()
        server.communicate()
        redis.stop()
    if answer["open"] < bench.clients():
        raise RuntimeError(f"only {answer['open']} clients got in")
    return bench.clients() / answer["seconds"]


# --- without a client ---

@row("binary", "stripped binary", "size after strip", "KB", 400, 300)
def binary_size(bench):
    with tempfile.NamedTemporaryFile() as copy:
        subprocess.run(["strip", "-o", copy.name, bench.binary], check=True)
        return os.path.getsize(copy.name) / 1000


@row("start", "start to listening", "exec → connect() succeeds, best of 10", "ms", 20, 10)
def start_time(bench):
    rig = bench.get(0)
    best = None
    for _ in range(3 if bench.quick else 10):
        began = time.perf_counter()
        daemon = rig.world.start(binary=bench.binary, wait=False, log="warn")
        while True:
            try:
                daemon.connect().close()
                break
            except OSError:
                if time.perf_counter() - began > 10:
                    raise
                time.sleep(0.0002)
        took = (time.perf_counter() - began) * 1000
        best = min(best or took, took)
        daemon.kill()
    rig.world.daemon = rig.daemon
    return best


@row("memory", "private memory at start", "RssAnon, no connections", "MB", 2.5, 1.5)
def memory_at_start(bench):
    bench.get(0)
    time.sleep(1)
    return bench.rig.daemon.memory() / 1e6


# --- one client, or a few ---

@row("latency", "PUBLISH → frame, custom event, 1 client: p50", "one at a time, Redis on a Unix "
     "socket, best of 5 × 2,000", "µs", 120, 80, reference="~190 + Redis")
def latency_p50(bench):
    rig = bench.get(1)
    runs = [rig.load.do("latency", 500 if bench.quick else 2000) for _ in range(5)]
    bench.latency = min(runs, key=lambda run: run["p99_us"])
    return min(run["p50_us"] for run in runs)


@row("latency99", "… p99", "the same runs, the best of them", "µs", 250, 150,
     reference="~320 + Redis")
def latency_p99(bench):
    if not hasattr(bench, "latency"):
        latency_p50(bench)
    return bench.latency["p99_us"]


@row("offline", "event for a user who is offline", "daemon CPU / event, pipelined publisher, "
     "best of 3", "µs", 3, 1)
def offline(bench):
    rig = bench.get(1)
    count = 50000 if bench.quick else 200000
    best = []
    for _ in range(3):
        before = rig.cpu()
        rig.load.do("offline", count)
        best.append((rig.cpu() - before) / count * 1e6)
    return min(best)


def lone(bench, burning):
    rig = bench.get(300, environ={"MAX_DEBOUNCE_TIME": "15"}, most=19500 + burning)
    helpers = burn(2 * burning)
    try:
        count = 60 if bench.quick else 250
        answer = rig.load.do("lone", OWN_STORAGE, count, 10)
    finally:
        for helper in helpers:
            helper.kill()
            helper.wait()
    if answer["samples"] != count:
        raise RuntimeError(f"{count - answer['samples']} of {count} never came")
    return answer["p99_us"] / 1000


@row("lone", "lone notify_file, default debounce: p99", "250 clients, one event each",
     "ms", 110, 105, reference="501")
def lone_p99(bench):
    return lone(bench, False)


@row("lone-busy", "… while two processes burn both cores", "the same", "ms", 110, 105,
     reference="501")
def lone_busy(bench):
    return lone(bench, True)


@row("stream", "steady stream every 300 ms: worst delay", "wire.md §1: one client, window ≤ 1.5 s, "
     "so ≤ 1,700 ms", "ms", 1700, 1700, reference="unbounded")
def stream(bench):
    rig = bench.get(0)

    async def run():
        client = await rig.world.login_token("user000001")
        waits_since = None
        worst = 0

        async def listen():
            nonlocal waits_since, worst
            while True:
                await client.receive(30)
                if waits_since:
                    worst = max(worst, time.monotonic() - waits_since)
                    waits_since = None

        task = asyncio.ensure_future(listen())
        for i in range(20 if bench.quick else 60):
            rig.world.publish("notify_storage_update", {
                "storage": OWN_STORAGE + 1, "path": "files/a", "file_id": i})
            waits_since = waits_since or time.monotonic()
            await asyncio.sleep(0.3)
        while waits_since:
            await asyncio.sleep(0.01)
        task.cancel()
        await client.close()
        return worst * 1000
    return asyncio.run(run())


@row("burst", "burst of 100 ids in 1 ms: ids lost", "one pipeline of PUBLISH, ids collected from "
     "the frames", "", 0, 0, reference="44+")
def burst(bench):
    rig = bench.get(0)

    async def run():
        client = await rig.world.login_token("user000002", ids=True)
        await asyncio.sleep(0.1)
        with rig.world.redis.pipeline(transaction=False) as pipeline:
            for i in range(100):
                pipeline.publish("notify_storage_update", f'{{"storage":{OWN_STORAGE + 2},'
                                 f'"path":"files/{i}","file_id":{5000 + i}}}')
            pipeline.execute()
        texts = await client.receive_all(4)
        await client.close()
        if "notify_file" in texts:
            return 0  # "something changed": the client looks at everything
        ids = {int(i) for text in texts for i in re.findall(r"\d+", text)}
        return 100 - len(ids & set(range(5000, 5100)))
    return asyncio.run(run())


@row("cold", "1,000 events on one cold storage: queries", "mapping_query_count, one pipeline of "
     "PUBLISH", "", 1, 1, reference="≤ 1,000")
def cold_storage(bench):
    rig = bench.get(0)

    async def run():
        storage = OWN_STORAGE + 700
        client = await rig.world.login_token("user000700")
        await asyncio.sleep(0.1)
        before = rig.daemon.metric("mapping_query_count")
        with rig.world.redis.pipeline(transaction=False) as pipeline:
            for i in range(1000):
                pipeline.publish("notify_storage_update",
                                 f'{{"storage":{storage},"path":"files/a","file_id":{i}}}')
            pipeline.execute()
        await client.receive(5)
        await client.close()
        return rig.daemon.metric("mapping_query_count") - before
    return asyncio.run(run())


# --- a crowd, over TCP, then over a Unix socket ---

@row("rss", "RSS per idle connection", "ΔRssAnon / 19,000 logged in, distinct users of 10 letters",
     "B", 256, 106, reference="≥ 14,700")
def rss(bench):
    rig = bench.get(bench.clients())
    time.sleep(2)
    return (rig.daemon.memory() - bench.start_memory) / bench.clients()


@row("logins", "logins with pre-auth token", "opening the crowd: connect, upgrade, PUBLISH of the "
     "token, login; all on 2 cores", "/s", 20000, 25000, reference="~10,000", more_is_better=True)
def logins(bench):
    bench.get(bench.clients())
    return bench.clients() / bench.opened["seconds"]


def surplus_turns(trace):
    """Wake-ups of epoll that found no client: neither an event nor anything sent after it."""
    surplus = total = 0
    quiet = False
    for line in trace.splitlines():
        found = re.search(r"epoll_p?wait2?\(.* = (-?\d+)", line) or \
            re.search(r"epoll_p?wait2? resumed.* = (-?\d+)", line)
        if found:
            surplus += quiet
            quiet = int(found.group(1)) == 0
            total += 1
        elif re.search(r"(sendto|sendmsg|writev?|recvfrom|futex)\(", line):
            quiet = False
    return surplus, total


@row("wakes", "idle wake-ups, 1 worker", "strace of the idle crowd: turns of the loop that neither "
     "read nor wrote", "/s", 5, 2, reference="~910 + 840 futex")
def wakes(bench):
    rig = bench.get(bench.clients())
    seconds = 5 if bench.quick else 10
    rig.load.start("hold", seconds + 3)
    surplus, _ = surplus_turns(rig.trace(seconds))
    rig.load.finish()
    return surplus / seconds


@row("cpu", "idle CPU", "pings on, 30 s", "% of a core", 2, 1, reference="15.7")
def idle_cpu(bench):
    rig = bench.get(bench.clients())
    seconds = 5 if bench.quick else 30
    before = rig.cpu()
    answer = rig.load.do("hold", seconds)
    if answer["lost"]:
        raise RuntimeError(f"{answer['lost']} clients were lost")
    return (rig.cpu() - before) / answer["seconds"] * 100


@row("syscalls", "syscalls per message, fan-out 1 → all", "strace -c over 3 events / frames, less "
     "those of the pings meanwhile", "", 1.1, 1.02, reference="1 + epoll + futex")
def syscalls(bench):
    rig = bench.get(bench.clients())
    rig.fanout()
    calls = rig.net_of_idling(rig.syscalls, lambda: [rig.fanout() for _ in range(3)])
    return calls / (3 * bench.clients())


def fanout_cpu(bench, unix):
    rig = bench.get(bench.clients(), **({"unix": True} if unix else {}))
    rig.fanout()
    best = []
    for _ in range(2 if bench.quick else 10):
        before = rig.cpu()
        answer = rig.fanout()
        best.append((rig.cpu() - before) / answer["frames"] * 1e6)
    return min(best)


@row("fanout-tcp", "fan-out, one event to all: server CPU per frame, TCP", "schedstat / frames, "
     "best of 10", "µs", 9, 8, reference="~10–17")
def fanout_tcp(bench):
    return fanout_cpu(bench, False)


@row("fanout-unix", "… Unix socket", "the same", "µs", 3, 2.5)
def fanout_unix(bench):
    return fanout_cpu(bench, True)


# --- all at once: some 5 GB of the kernel's memory and two million open files ---

@dataclasses.dataclass
class Multitude:
    """What a crowd from many processes, held for a minute, says of the server."""
    held: int
    memory: float     # bytes each
    cpu: float        # percent of a core, while they only answer pings


def multitude(bench):
    if bench.multitude:
        return bench.multitude
    bench.close()
    wanted = int(os.environ.get("BENCH_CONNECTIONS", "1000000"))
    each, seconds = 19000, 60
    bench.rig = rig = Rig(bench.binary, bench.load, unix=True, args=("--workers", "64"))
    before = rig.daemon.memory()
    loads = [rig.load] + [rig.add_load(19500) for _ in range((wanted - 1) // each)]
    for number, load in enumerate(loads):
        load.do("open", number * each, min(each, wanted - number * each))
    memory, cpu = rig.daemon.memory() - before, rig.cpu()
    for load in loads:
        load.start("hold", seconds)
    held = sum(load.finish()["open"] for load in loads)
    bench.multitude = Multitude(held, memory / held, (rig.cpu() - cpu) / seconds * 100)
    return bench.multitude


@row("million", "connections in one process", "Unix socket, 64 workers, clients from 53 processes, all "
     "held to the end with their pings (60 s)", "", 200000, 1000000, reference="< 20,000",
     more_is_better=True, on_demand=True)
def million(bench):
    return multitude(bench).held


@row("million-memory", "… RSS per connection", "ΔRssAnon when all are logged in", "B", 256, 106,
     on_demand=True)
def million_memory(bench):
    return multitude(bench).memory


@row("million-cpu", "… CPU of the server", "schedstat over the 60 s", "% of a core", on_demand=True)
def million_cpu(bench):
    return multitude(bench).cpu


# --- instructions ---

@row("instructions", "user instructions per message, fan-out 1 → all", "callgrind, 1,000 clients, 5 "
     "events, default debounce, less those of the pings meanwhile", "", 250, 120,
     reference="~3,600", quick=False)
def fanout_instructions(bench):
    rig = bench.get(1000, wrapper=CALLGRIND)
    rig.fanout()
    count = rig.net_of_idling(rig.instructions, lambda: [rig.fanout() for _ in range(5)])
    return count / 5000


@row("custom", "user instructions per distinct custom event (PUBLISH → frame)", "callgrind, 1,000 "
     "clients, difference of 20,000 and 10,000 events", "", 4000, 2000, quick=False)
def custom_instructions(bench):
    rig = bench.get(1000, wrapper=CALLGRIND)
    rig.load.do("flood", 2000)
    few = rig.instructions(lambda: rig.load.do("flood", 10000))
    many = rig.instructions(lambda: rig.load.do("flood", 20000))
    return (many - few) / 10000
