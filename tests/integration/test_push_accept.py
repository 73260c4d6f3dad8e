# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who takes a connection in: fairly among workers, and without ever spinning when nobody can."""
import contextlib
import os
import resource
import signal
import socket
import time

import pytest

from pushserver import handshake, read_all, wait_for
from support import push_server

pytestmark = [pytest.mark.better, pytest.mark.workers]

TABLE = 512  # open files of a worker; it calls itself full at 352 connections


def is_socket(path):
    """False as well when it was closed in this moment."""
    with contextlib.suppress(FileNotFoundError):
        return os.readlink(path).startswith("socket:")
    return False


def held(daemon):
    """How many sockets each worker's own table of open files holds."""
    base = f"/proc/{daemon.process.pid}/task"
    counts = {}
    for task in os.listdir(base):
        with open(f"{base}/{task}/comm", encoding="ascii") as file:
            name = file.read().strip()
        if name.startswith("worker/"):
            counts[name] = sum(is_socket(f"{base}/{task}/fd/{fd}")
                               for fd in os.listdir(f"{base}/{task}/fd"))
    return counts


def connect(daemon, count, pause=0.0, data=b""):
    socks = []
    for _ in range(count):
        sock = socket.create_connection(("127.0.0.1", daemon.port), 5)
        with contextlib.suppress(OSError):
            sock.sendall(data)
        socks.append(sock)
        if pause:
            time.sleep(pause)
    return socks


def close(socks):
    for sock in socks:
        sock.close()


def busy(daemon, seconds=2.0):
    """The share of a core that the server uses."""
    before = daemon.cpu_seconds()
    time.sleep(seconds)
    return (daemon.cpu_seconds() - before) / seconds


def has_tables_of_its_own():
    """Built for the thread sanitizer the workers share one (src/daemon/worker_thread.c)."""
    with open(push_server(), "rb") as file:
        return b"__tsan_init" not in file.read()


@pytest.mark.skipif(not has_tables_of_its_own(), reason="whose a descriptor is cannot be seen")
@pytest.mark.parametrize("pause", [0, 0.001])
def test_no_worker_gets_much_more_than_its_share(fresh, pause):
    fresh.start(environ={"WORKERS": "4"}, log="warn")
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] > 2000
    socks = connect(fresh.daemon, 800, pause, handshake())
    wait_for(lambda: sum(held(fresh.daemon).values()) >= 800, "all taken in")
    shares = held(fresh.daemon)
    close(socks)
    assert len(shares) == 4 and max(shares.values()) <= 1.5 * 800 / 4, shares


def test_full_workers_are_idle_and_serve_again_when_clients_go(fresh):
    fresh.start(environ={"WORKERS": "2"}, log="warn",
                wrapper=("prlimit", f"--nofile={TABLE}:{TABLE}"))
    socks = connect(fresh.daemon, 1100)
    shares = held(fresh.daemon)
    assert min(shares.values()) >= 300, shares
    assert busy(fresh.daemon) < 0.1
    more = connect(fresh.daemon, 20, data=b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert all(read_all(sock).startswith(b"HTTP/1.1 503 ") for sock in more)
    close(socks + more)
    wait_for(lambda: max(held(fresh.daemon).values()) < 20, "all gone")
    socks = connect(fresh.daemon, 60, 0.002, handshake())
    assert all(sock.recv(13) == b"HTTP/1.1 101 " for sock in socks)
    assert min(held(fresh.daemon).values()) >= 20, "both listen again"
    close(socks)


def test_a_refusal_is_not_destroyed_by_a_reset(fresh):
    """The request is there already when the connection is accepted, and is read before the close."""
    fresh.start(log="warn", wrapper=("prlimit", "--nofile=200:200"))
    crowd = connect(fresh.daemon, 220)
    fresh.daemon.signal(signal.SIGSTOP)
    refused = connect(fresh.daemon, 10, data=b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
    fresh.daemon.signal(signal.SIGCONT)
    for sock in refused:
        assert sock.recv(1000).startswith(b"HTTP/1.1 503 ")
        assert sock.recv(1000) == b"", "an end, not a reset"
    close(crowd + refused)


async def test_a_crowd_leaves_the_hub_the_descriptors_that_it_needs(fresh):
    """Redis restarts while clients take every descriptor that they can get."""
    fresh.start(environ={"DEBOUNCE_DISABLE": "1"}, log="warn",
                wrapper=("prlimit", "--nofile=200:200"))
    alice = await fresh.login("alice")
    crowd = connect(fresh.daemon, 220)
    fresh.redis_server.kill()
    time.sleep(0.3)
    crowd += connect(fresh.daemon, 20)
    fresh.redis_server.start()
    fresh.redis = fresh.redis_server.client()
    wait_for(lambda: fresh.daemon.logged("subscribed at .* after"), "subscribed again", 8)
    fresh.publish("notify_activity", {"user": "alice"})
    assert "notify_activity" in await alice.receive_all(1)
    close(crowd)
    await alice.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_without_even_the_reserve_clients_wait_and_nobody_spins(fresh, workers):
    fresh.start(environ={"WORKERS": str(workers)}, log="warn")
    pid = fresh.daemon.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, before[1]))
    socks = connect(fresh.daemon, 10, data=b"GET /readyz HTTP/1.1\r\nHost: x\r\n"
                                           b"Connection: close\r\n\r\n")
    assert busy(fresh.daemon) < 0.1
    resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
    assert all(read_all(sock).startswith(b"HTTP/1.1 200 ") for sock in socks)
    assert len(fresh.daemon.logged("cannot accept connections")) == workers
    close(socks)


def test_the_reserve_comes_back_after_a_rest(fresh):
    """Having been robbed of it once, the server still says 503 the next time."""
    fresh.start(log="warn")
    pid = fresh.daemon.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    request = b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n"
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, before[1]))
    waiting = connect(fresh.daemon, 1, data=request)
    time.sleep(0.3)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
    assert waiting[0].recv(13) == b"HTTP/1.1 200 "
    used = max(int(fd) for fd in os.listdir(f"/proc/{pid}/fd")) + 1
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (used, before[1]))
    socks = connect(fresh.daemon, 30, data=request)
    wait_for(lambda: read_all(socks[-1]).startswith(b"HTTP/1.1 503 "), "refused", 3)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
    close(waiting + socks)
