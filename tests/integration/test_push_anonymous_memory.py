# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever form it has: what clients that are not logged in make the server keep is bounded."""
import contextlib
import resource

import pytest

from pushserver import frame, handshake, wait_for

pytestmark = [pytest.mark.better, pytest.mark.slow]  # the address sanitizer keeps freed memory

MIB = 1 << 20


@contextlib.contextmanager
def crowd(daemon, count, data):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    socks = []
    try:
        for _ in range(count):
            socks.append(daemon.connect())
            with contextlib.suppress(OSError):
                socks[-1].sendall(data)
        yield
    finally:
        for sock in socks:
            sock.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def connections(daemon):
    """How many the kernel counts that the server has not closed."""
    open_states, port = ("01", "08"), f":{daemon.port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table]
    return sum(row[1].endswith(port) and row[3] in open_states for row in rows)


async def test_login_frames_that_never_end(fresh):
    """A user name and nearly a password each, which is 8 KiB to keep."""
    fresh.start(log="off")
    before = fresh.daemon.memory()
    unfinished = handshake() + frame("u" * 4090) + frame("x" * 4090)[:-1]
    with crowd(fresh.daemon, 12000, unfinished):
        assert fresh.daemon.memory() - before < 80 * MIB
        assert fresh.daemon.metric("notify_push_shed_total") > 1000
        alice = await fresh.login("alice")
        await alice.close()
    wait_for(lambda: connections(fresh.daemon) == 0, "gone")
    shed = fresh.daemon.metric("notify_push_shed_total")
    with crowd(fresh.daemon, 4000, unfinished):
        assert fresh.daemon.metric("notify_push_shed_total") == shed, "all was given back"


def test_long_requests_that_wait_for_redis(fresh):
    """The path is copied to where the answer is made, and so is the token."""
    fresh.start(log="off")
    before = fresh.daemon.memory()
    request = (f"GET /test/mapping/{'1' * 30000} HTTP/1.1\r\nHost: x\r\n"
               f"token: {'t' * 30000}\r\n\r\n").encode()
    fresh.redis_server.freeze()
    try:
        with crowd(fresh.daemon, 1000, request):
            assert fresh.daemon.memory() - before < 20 * MIB
    finally:
        fresh.redis_server.thaw()
