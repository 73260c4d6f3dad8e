# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process: listeners, signals, systemd, exit status (wire.md §7)."""
import asyncio
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import time

import pytest

from pushserver import Daemon, Raw, frame, read_all
from servicemanager import Manager
from support import free_port, nowhere, push_server, wait_for


def run(*args, environ=None, timeout=20):
    return subprocess.run([push_server(), *args], env=environ or {}, capture_output=True, text=True,
                          timeout=timeout, cwd=nowhere())


def test_the_version_is_one_line():
    result = run("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("notify_push ") and result.stdout.count("\n") == 1


@pytest.mark.parametrize("args, named", [
    (["--port", "x"], "--port"), (["--port", "70000"], "--port"), (["--nonsense"], "--nonsense"),
    (["--socket-permissions", "0999"], "--socket-permissions"),
    (["--redis-url", "ftp://x"], "--redis-url"), (["--bind", "localhost"], "--bind"),
    (["--log-level", "notify_push=loud"], "--log-level"), (["--workers", "0"], "--workers"),
    (["--nextcloud-url", "nonsense"], "--nextcloud-url"), (["--metrics-port"], "--metrics-port"),
    (["--database-url", "oracle://x"], "--database-url"),
])
@pytest.mark.better
def test_a_wrong_option_is_one_clear_message(fresh, args, named):
    result = run(*args, environ=fresh.environ())
    assert result.returncode in (1, 2)
    assert named in result.stderr
    assert result.stdout == ""


@pytest.mark.better
def test_the_tls_listener_is_refused_in_clear_words(fresh, tmp_path):
    for name in ("cert", "key"):
        (tmp_path / name).write_text("x")
    result = run("--tls-cert", str(tmp_path / "cert"), "--tls-key", str(tmp_path / "key"),
                 environ=fresh.environ())
    assert result.returncode == 1 and "--tls-cert" in result.stderr


def test_it_starts_without_path_or_home(fresh):
    fresh.start(environ={"PATH": None, "HOME": None})


async def test_a_unix_socket_with_permissions(fresh):
    fresh.start(unix=True, environ={"SOCKET_PERMISSIONS": "0606"})
    assert stat.S_IMODE(os.stat(fresh.daemon.socket_path).st_mode) == 0o606
    client = await fresh.login("alice")
    fresh.custom("alice", "hi")
    assert await client.receive() == "hi"
    assert [r for r in fresh.nextcloud.requests if r.path.endswith("/uid")][-1].header(
        "X-Forwarded-For") == [""]
    await client.close()
    assert fresh.daemon.stop() == 0
    assert not os.path.exists(fresh.daemon.socket_path)


def test_a_dead_socket_file_is_replaced_and_a_live_one_is_an_error(fresh):
    path = os.path.join(fresh.folder, "push.sock")
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(path)
    dead.close()
    fresh.start(unix=True)
    result = run("--socket-path", path, environ=fresh.environ())
    assert result.returncode == 1 and path in result.stderr
    assert fresh.daemon.get("/test/cookie")[0] in (200, 400)


@pytest.mark.better
def test_a_start_that_fails_leaves_no_socket_file_behind(fresh):
    path = os.path.join(fresh.folder, "push.sock")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("--socket-path", path, "--metrics-port", port, "--bind", "127.0.0.1",
                     environ=fresh.environ())
    assert result.returncode == 1 and port in result.stderr
    assert not os.path.exists(path)


def test_a_port_in_use_is_an_error(fresh):
    fresh.start()
    result = run("--port", str(fresh.daemon.port), "--bind", "127.0.0.1", environ=fresh.environ())
    assert result.returncode == 1 and str(fresh.daemon.port) in result.stderr


@pytest.mark.parametrize("bind", [None, "::"])
def test_it_listens_on_both_families_by_default(fresh, bind):
    fresh.start(environ={"BIND": bind})
    for address in ("127.0.0.1", "::1"):
        socket.create_connection((address, fresh.daemon.port), 3).close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_shutdown_closes_sessions_with_1012_and_exits_0(fresh, number):
    fresh.start()
    clients = [await fresh.login_token(u) for u in ("alice", "bob", "carol")]
    began = time.monotonic()
    fresh.daemon.signal(number)
    codes = await asyncio.gather(*[client.closed() for client in clients])
    assert [code for code, _ in codes] == [1012] * 3
    assert fresh.daemon.process.wait(6) == 0
    assert time.monotonic() - began < 5.5
    assert "shutdown signal received, shutting down" in fresh.daemon.log()


def test_without_sessions_shutdown_takes_no_time(fresh):
    fresh.start()
    began = time.monotonic()
    fresh.daemon.signal(signal.SIGTERM)
    assert fresh.daemon.process.wait(5) == 0
    assert time.monotonic() - began < 1.0


@pytest.mark.better
async def test_a_client_that_does_not_answer_cannot_hold_the_shutdown(fresh):
    from pushserver import Raw
    fresh.start()
    raws = [Raw(fresh.daemon).login(fresh) for _ in range(3)]
    began = time.monotonic()
    fresh.daemon.signal(signal.SIGTERM)
    assert fresh.daemon.process.wait(8) == 0
    assert time.monotonic() - began < 6
    for raw in raws:
        raw.sock.close()


async def test_a_second_signal_ends_it_at_once(fresh):
    from pushserver import Raw
    fresh.start()
    raw = Raw(fresh.daemon).login(fresh)
    fresh.daemon.signal(signal.SIGTERM)
    time.sleep(0.3)
    assert fresh.daemon.process.poll() is None
    fresh.daemon.signal(signal.SIGTERM)
    fresh.daemon.process.wait(1)
    raw.sock.close()


async def test_max_connection_time_even_under_traffic(fresh):
    fresh.start(environ={"MAX_CONNECTION_TIME": "3"})
    client = await fresh.login_token("alice")
    began = time.monotonic()

    async def chatter():
        while True:
            await client.send("noise")
            fresh.custom("alice", "x")
            await asyncio.sleep(0.1)

    task = asyncio.create_task(chatter())
    code, _ = await client.closed(8)
    task.cancel()
    assert code == 1000
    assert 2.5 < time.monotonic() - began < 5


@pytest.mark.better
def test_systemd_hears_ready_watchdog_and_stopping(fresh):
    manager = Manager(fresh.folder)
    fresh.redis_server.stop()
    fresh.start(environ={"NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "400000"}, wait=False)
    fresh.daemon.wait_listening()
    time.sleep(0.5)
    assert not manager.heard("READY=1")
    fresh.redis_server.start()
    wait_for(lambda: manager.heard("READY=1"), "READY=1")
    manager.lines.clear()
    time.sleep(1)
    manager.heard("")
    assert 3 <= manager.lines.count("WATCHDOG=1") <= 6
    fresh.daemon.signal(signal.SIGTERM)
    fresh.daemon.process.wait(5)
    assert manager.heard("STOPPING=1")


@pytest.mark.better
def test_socket_activation(fresh):
    listener = socket.socket()
    port = free_port()
    listener.bind(("127.0.0.1", port))
    listener.listen()
    # What systemd does: descriptor 3, and the pid of the process that will run.
    script = 'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@" 3<&"$FD"'
    os.set_inheritable(listener.fileno(), True)
    daemon = Daemon.__new__(Daemon)
    process = subprocess.Popen(["/bin/bash", "-c", script, "sh", push_server()],
                               env={**fresh.environ(), "FD": str(listener.fileno()), "PORT": "1"},
                               pass_fds=[listener.fileno()], cwd=nowhere(),
                               stdout=subprocess.DEVNULL)
    listener.close()
    try:
        daemon.port, daemon.socket_path = port, None
        wait_for(lambda: daemon.get("/readyz")[0] == 200, "ready")
    finally:
        process.terminate()
        assert process.wait(6) == 0


@pytest.mark.better
def test_healthcheck_asks_the_running_server(fresh):
    fresh.start()
    environ = {"PORT": str(fresh.daemon.port), "BIND": "127.0.0.1"}
    assert run("healthcheck", environ=environ).returncode == 0
    fresh.daemon.stop()
    result = run("healthcheck", environ=environ)
    assert result.returncode == 1 and result.stderr


@pytest.mark.better
def test_check_tries_every_link(fresh):
    result = run("check", environ=fresh.environ())
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("✓") == 5
    fresh.nextcloud.trusted_proxies = []
    fresh.redis_server.kill()
    result = run("check", environ=fresh.environ())
    fresh.redis_server.start()
    assert result.returncode == 1
    assert "✗ redis" in result.stdout
    result = run("check", environ=fresh.environ())
    assert "✗ trusted proxy" in result.stdout and "trusted_proxies" in result.stdout


@pytest.mark.better
@pytest.mark.parametrize("answer", [b"'; touch pwned; '", b"\x1b]0;title\x07 10.0.0.1"])
def test_check_advises_nothing_that_a_stranger_wrote(fresh, answer):
    """What answers in Nextcloud's place ends in a command to be pasted, and on a terminal."""
    fresh.nextcloud.fault("/test/remote", status=200, body=answer)
    result = run("check", environ=fresh.environ())
    assert result.returncode == 1
    assert "✗ trusted proxy" in result.stdout
    assert "pwned" not in result.stdout and "--value" not in result.stdout
    assert "\x1b" not in result.stdout


def test_no_secret_shows_in_the_process_list_or_the_log(fresh):
    environ = fresh.environ()
    url = environ["REDIS_URL"] + "?pass=hush-hush"
    fresh.start(args=("--redis-url", url), wait=False, log="trace")
    fresh.daemon.wait_listening()
    time.sleep(0.5)
    with open(f"/proc/{fresh.daemon.process.pid}/cmdline", "rb") as file:
        assert b"hush-hush" not in file.read()
    assert "hush-hush" not in fresh.daemon.log()


def test_the_limit_of_open_files_is_raised(fresh):
    fresh.start(wrapper=("prlimit", "--nofile=256:4096", "--"))
    with open(f"/proc/{fresh.daemon.process.pid}/limits", encoding="ascii") as file:
        line = [line for line in file if line.startswith("Max open files")][0]
    assert line.split()[3] == "4096"


def ask_a_stuck_database(world):
    """Somebody else holds the database locked; the connection with the question, and the lock."""
    token = world.token()
    lock = sqlite3.connect(world.database.path, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    sock = world.daemon.connect()
    sock.sendall(f"GET /test/mapping/1 HTTP/1.1\r\nHost: x\r\ntoken: {token}\r\n\r\n".encode())
    time.sleep(0.5)
    return sock, lock


@pytest.mark.better
def test_a_stuck_database_does_not_hold_up_the_end(fresh):
    fresh.start()
    sock, lock = ask_a_stuck_database(fresh)
    began = time.monotonic()
    assert fresh.daemon.stop() == 0
    assert time.monotonic() - began < 2
    sock.close()
    lock.close()


def test_an_answer_that_comes_with_the_end_does_not_crash_it(fresh):
    fresh.start()
    sock, lock = ask_a_stuck_database(fresh)
    fresh.daemon.signal(signal.SIGTERM)
    time.sleep(0.1)
    lock.close()
    assert fresh.daemon.process.wait(5) == 0
    sock.close()


@pytest.mark.better
async def test_a_reset_does_not_hold_up_the_end(fresh):
    fresh.start()
    client = await fresh.login("alice")
    with Raw(fresh.daemon) as slow:
        for text in ("bob", "bob-password"):
            slow.send(frame(text))
        wait_for(lambda: fresh.daemon.metric("active_connection_count") == 2, "two sessions")
        fresh.daemon.signal(signal.SIGTERM)
        assert (await client.closed())[0] == 1012
        fresh.publish("notify_signal", '"reset"')
        await asyncio.sleep(0.3)
    start = time.monotonic()
    assert fresh.daemon.process.wait(10) == 0
    assert time.monotonic() - start < 1.5


def test_the_metrics_socket_goes_before_the_port_and_is_removed(fresh):
    path = os.path.join(fresh.folder, "metrics.sock")
    fresh.start(environ={"METRICS_SOCKET_PATH": path})
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o660
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(5)
        sock.connect(path)
        sock.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert b"\nactive_connection_count 0\n" in read_all(sock)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", fresh.daemon.metrics_port), 3)
    assert fresh.daemon.stop() == 0
    assert not os.path.exists(path)


async def test_sighup_ends_nothing(fresh):
    fresh.start()
    client = await fresh.login("alice")
    fresh.daemon.signal(signal.SIGHUP)
    wait_for(lambda: "SIGHUP" in fresh.daemon.log(), "a line on SIGHUP")
    fresh.custom("alice", "still here")
    assert await client.receive() == "still here"
    await client.close()
