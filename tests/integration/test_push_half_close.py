# SPDX-License-Identifier: AGPL-3.0-or-later
"""A client that shuts its side down behind a plain request gets the answer all the same (nc -N)."""
import socket
import time

import pytest

from pushserver import Raw, frame, read_all
from support import wait_for

pytestmark = pytest.mark.better

CLOSE = "Connection: close\r\n"


def half_closed(daemon, *requests, timeout=8):
    """Sends the requests, shuts down the sending side; all that comes back."""
    with daemon.connect(timeout) as sock:
        sock.sendall("".join(requests).encode())
        sock.shutdown(socket.SHUT_WR)
        return read_all(sock)


def get(path, token=None, extra=""):
    return (f"GET {path} HTTP/1.1\r\nHost: x\r\n{extra}" + (f"token: {token}\r\n" if token else "")
            + "\r\n")


@pytest.mark.parametrize("unix", [False, True])
@pytest.mark.parametrize("extra", ["", CLOSE])
def test_an_answer_that_needs_a_far_end_still_comes(fresh, unix, extra):
    fresh.start(unix=unix)
    fresh.nextcloud.cookie = 4711
    fresh.nextcloud.fault("/test/cookie", delay=0.5)
    answer = half_closed(fresh.daemon, get("/test/reverse_cookie", fresh.token(), extra))
    assert answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"\r\n\r\n4711")


def test_all_pipelined_requests_are_answered(fresh):
    fresh.start()
    fresh.nextcloud.fault("/test/cookie", delay=0.2)
    one = get("/test/reverse_cookie", fresh.token())
    answer = half_closed(fresh.daemon, one, one, get("/readyz"), one)
    assert answer.count(b"HTTP/1.1 200 ") == 4


def test_waiting_for_the_answer_costs_nothing(fresh):
    """The end of a client that nobody reads from is not reported again and again."""
    fresh.start()
    fresh.nextcloud.fault("/test/cookie", delay=2)
    with fresh.daemon.connect() as sock:
        sock.sendall(get("/test/reverse_cookie", fresh.token()).encode())
        sock.shutdown(socket.SHUT_WR)
        time.sleep(0.3)
        before = fresh.daemon.cpu_seconds()
        time.sleep(1.2)
        assert fresh.daemon.cpu_seconds() - before <= 0.05
        assert read_all(sock).startswith(b"HTTP/1.1 200 ")


def test_a_long_answer_reaches_a_slow_reader_to_the_end(fresh):
    """More than the sockets hold is still waiting here when the end of the client is noticed."""
    fresh.start()
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.settimeout(10)
    sock.connect(("127.0.0.1", fresh.daemon.metrics_port))
    count = 600
    with sock:
        sock.sendall((get("/metrics") * (count - 1) + get("/metrics", extra=CLOSE)).encode())
        sock.shutdown(socket.SHUT_WR)
        time.sleep(0.5)
        assert read_all(sock).count(b"HTTP/1.1 200 ") == count


def connections(daemon):
    """How many connections the process has not closed, whatever their clients did."""
    established, close_wait, port = "01", "08", f":{daemon.port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table]
    return sum(row[1].endswith(port) and row[3] in (established, close_wait) for row in rows)


def test_a_client_that_is_gone_for_good_is_let_go(fresh):
    fresh.start()
    fresh.nextcloud.fault("/test/cookie", delay=0.5)
    request = get("/test/reverse_cookie", fresh.token()).encode()
    for _ in range(20):
        with fresh.daemon.connect() as sock:
            sock.sendall(request)
    wait_for(lambda: sum("/test/cookie" in r.path for r in fresh.nextcloud.requests) == 20, "asked")
    wait_for(lambda: connections(fresh.daemon) == 0, "let go", 8)


def test_a_websocket_whose_client_leaves_during_the_check_is_noticed_at_once(fresh):
    fresh.start()
    fresh.nextcloud.fault("/uid", delay=3)
    with Raw(fresh.daemon) as raw:
        raw.send(frame("alice") + frame("alice-password"))
        wait_for(lambda: fresh.nextcloud.active == 1, "the check is under way")
        assert connections(fresh.daemon) == 1
    wait_for(lambda: connections(fresh.daemon) == 0, "noticed", 1)
