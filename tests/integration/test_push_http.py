# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain requests: test routes, health, metrics, and everything malformed (wire.md §2, §6)."""
import shutil
import socket
import subprocess
import time

import pytest

from pushserver import handshake, read_all
from support import push_server

TESTS = ["/test/reverse_cookie", "/test/mapping/1", "/test/remote/1.2.3.4"]


@pytest.mark.parametrize("path", TESTS)
def test_a_test_route_wants_the_token(world, path):
    world.token()
    assert world.daemon.get(path)[0] == 400
    assert world.daemon.get(path, {"token": "wrong"})[0] in (403, 500)
    assert world.daemon.get(path, {"token": ""})[0] in (403, 500)
    world.redis.delete("test-token")
    assert world.daemon.get(path, {"token": "any"})[0] in (403, 500)
    world.redis.set("test-token", "")
    assert world.daemon.get(path, {"token": ""})[0] in (403, 500)


@pytest.mark.parametrize("path, method", [("/test/cookie", "GET"), ("/test/version", "POST")])
def test_the_others_want_the_right_one_as_well(world, path, method):
    """But for the cookie without any, which tells life, see below."""
    world.token()
    world.redis.delete("notify_push_version")
    for header in ({"token": "wrong"}, {"token": ""}):
        assert world.daemon.get(path, header, method=method)[0] in (403, 500)
    world.redis.delete("test-token")
    assert world.daemon.get(path, {"token": "any"}, method=method)[0] in (403, 500)
    if method == "POST":
        assert world.daemon.get(path, method=method)[0] == 400
    assert world.redis.get("notify_push_version") is None


def test_the_reverse_cookie_comes_from_nextcloud(world):
    world.nextcloud.cookie = 4711
    token = {"token": world.token()}
    assert world.daemon.get("/test/reverse_cookie", token) == (200, "4711")
    assert world.daemon.get("/push/test/reverse_cookie/?x=1", token) == (200, "4711")


def test_an_untrusted_domain_is_named(world):
    world.nextcloud.trusted_domains = ["cloud.example.org"]
    try:
        status, text = world.daemon.get("/test/reverse_cookie", {"token": world.token()})
        host = world.nextcloud.url.split("/")[2]
        assert (status, text) == (
            200, f"{host} is not configured as a trusted domain for the nextcloud server")
    finally:
        world.nextcloud.trusted_domains = None


def test_an_error_of_nextcloud_is_the_text(world):
    world.nextcloud.fault("/test/cookie", status=500)
    try:
        status, text = world.daemon.get("/test/reverse_cookie", {"token": world.token()})
        assert status == 200 and "500" in text
    finally:
        world.nextcloud.heal()


@pytest.mark.parametrize("address", ["203.0.113.5", "2001:db8::5"])
def test_the_remote_address_as_nextcloud_sees_it(world, address):
    token = {"token": world.token()}
    assert world.daemon.get(f"/test/remote/{address}", token) == (200, address)


@pytest.mark.parametrize("junk", ["x", "1.2.3.4,5.6.7.8", "1.2.3.4%0d%0aX-Evil:1", "%00"])
def test_only_an_address_goes_into_the_header(world, junk):
    assert world.daemon.get(f"/test/remote/{junk}", {"token": world.token()})[0] == 400


def test_the_version_is_set_before_the_answer(world):
    token = {"token": world.token()}
    world.redis.delete("notify_push_version")
    assert world.daemon.get("/test/version", token, method="POST", body="") == (200, "set")
    own = subprocess.run([push_server(), "--version"], capture_output=True, text=True, check=True).stdout
    assert own == f"notify_push {world.redis.get('notify_push_version')}\n"
    assert own.count(".") == 2 and own.startswith("notify_push 1.4.")  # the app cuts at the last dot


def test_a_version_that_cannot_be_set_is_an_error(world):
    token = {"token": world.token()}
    world.redis.config_set("min-replicas-to-write", 1)  # there are none: Redis refuses to write
    try:
        assert world.daemon.get("/test/version", token, method="POST", body="") == (200, "error")
    finally:
        world.redis.config_set("min-replicas-to-write", 0)
    assert world.daemon.logged("WARN .*the version could not be written to Redis")


def test_a_mapping_that_cannot_be_read_is_nobody_and_logged(fresh):
    fresh.start()
    token = {"token": fresh.token()}
    assert fresh.daemon.get("/test/mapping/1", token) == (200, "1")
    with fresh.database.open() as db:
        db.execute("ALTER TABLE oc_mounts RENAME TO away")
    assert fresh.daemon.get("/test/mapping/1", token) == (200, "0")
    assert fresh.daemon.logged("WARN .*database: .*oc_mounts")


@pytest.mark.better
def test_the_cookie_without_a_token_tells_life(world):
    assert world.daemon.get("/test/cookie") == (200, "0")


@pytest.mark.better
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/push/healthz", "/push/readyz/"])
def test_health(world, path):
    status, text = world.daemon.get(path)
    assert status == 200
    assert "redis: ok" in text and "database: ok" in text


@pytest.mark.parametrize("path, method, status", [
    ("/", "GET", 404), ("/nothing", "GET", 404), ("/test", "GET", 404), ("/test/mapping", "GET", 404),
    ("/test/mapping/1/2", "GET", 404), ("/pushy/readyz", "GET", 404), ("/metrics", "GET", 404),
    ("/test/cookie", "POST", 405), ("/test/version", "GET", 405), ("/healthz", "DELETE", 405),
    ("/test/cookie", "HEAD", 200), ("/ws", "GET", 400),
])
def test_paths_and_methods(world, path, method, status):
    assert world.daemon.get(path, method=method)[0] == status


def test_a_head_request_gets_no_body(world):
    answer = world.daemon.request(b"HEAD /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.endswith(b"\r\n\r\n") and b"Content-Length: " in answer


@pytest.mark.parametrize("request_, status", [
    (b"nonsense\r\n\r\n", 400), (b"GET / HTTP/2.0\r\n\r\n", 505), (b"GET  / HTTP/1.1\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400), (b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nA: \x00\r\n\r\n", 400), (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
    (b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
])
def test_malformed_requests(world, request_, status):
    answer = world.daemon.request(request_)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer[:100]


def test_heads_up_to_64_kib_are_taken_and_longer_ones_refused(world):
    def head(size):
        start = b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: "
        return start + b"c" * (size - len(start) - 4) + b"\r\n\r\n"
    assert world.daemon.request(head(65536)).startswith(b"HTTP/1.1 200 ")
    assert world.daemon.request(head(65537)).startswith(b"HTTP/1.1 431 ")


def test_requests_one_behind_the_other_on_one_connection(world):
    with world.daemon.connect() as sock:
        sock.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n" * 20 +
                     b"POST /readyz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                     b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answers = read_all(sock)
    assert answers.count(b"HTTP/1.1 200 ") == 20
    assert answers.count(b"HTTP/1.1 405 ") == 1
    assert answers.count(b"HTTP/1.1 404 ") == 1


@pytest.mark.parametrize("change, status", [
    (("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 12"), 426),
    (("Sec-WebSocket-Version: 13", "X: 1"), 426), (("Upgrade: websocket", "Upgrade: h2c"), 400),
    (("Connection: Upgrade", "Connection: close"), 400), (("GET /ws", "POST /ws"), 405),
    (("Sec-WebSocket-Key: ", "Sec-WebSocket-Key: x"), 400),
    (("Sec-WebSocket-Key: ", "X-Key: "), 400), (("HTTP/1.1", "HTTP/1.0"), 400),
])
def test_a_wrong_upgrade_is_refused(world, change, status):
    request_ = handshake().decode().replace(*change, 1).encode()
    answer = world.daemon.request(request_)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer[:100]
    if status == 426:
        assert b"Sec-WebSocket-Version: 13" in answer


def test_a_health_probe_that_only_connects_is_no_more_than_debug(world):
    before = len(world.daemon.logged(" (WARN|ERROR|INFO) "))
    for _ in range(5):
        world.daemon.connect().close()
    time.sleep(0.2)
    assert len(world.daemon.logged(" (WARN|ERROR|INFO) ")) == before


@pytest.mark.better
def test_metrics_are_what_promtool_likes(world):
    assert shutil.which("promtool")
    text = world.daemon.metrics()
    run = subprocess.run(["promtool", "check", "metrics"], input=text, text=True,
                         capture_output=True, timeout=30)
    complaints = [line for line in (run.stdout + run.stderr).splitlines()
                  if line.split(" ")[0].startswith("notify_push") or "error" in line.lower()]
    assert complaints == [] and run.returncode in (0, 3), run.stderr


async def test_the_known_metrics_count(world):
    metric = world.daemon.metric
    before = {name: metric(name) for name in ("event_count_total", "message_count_total",
                                              "total_connection_count")}
    custom = metric("message_count_total", '{type="custom"}')
    client = await world.login("alice")
    assert metric("active_connection_count") == 1
    assert metric("active_user_count") == 1
    world.custom("alice", "x")
    await client.receive()
    world.publish("notify_activity", "malformed")
    assert metric("total_connection_count") == before["total_connection_count"] + 1
    assert metric("message_count_total") == before["message_count_total"] + 1
    assert metric("message_count_total", '{type="custom"}') == custom + 1
    assert metric("event_count_total") == before["event_count_total"] + 2
    await client.close()
    time.sleep(0.2)
    assert metric("active_connection_count") == 0


def test_the_metrics_listener_answers_nothing_else(world):
    def ask(path):
        with socket.create_connection(("127.0.0.1", world.daemon.metrics_port)) as sock:
            sock.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            return int(read_all(sock).split()[1])
    assert ask("/metrics") == 200
    assert ask("/ws") == 404
    assert ask("/test/cookie") == 404
    assert ask("/readyz") == 404
