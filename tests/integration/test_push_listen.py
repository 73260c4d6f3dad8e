# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the server listens, and whose the sockets are (wire.md §7)."""
import fcntl
import grp
import os
import pwd
import re
import socket
import stat
import subprocess

import pytest

from pushserver import Daemon, read_all
from support import free_port, nowhere, push_server, wait_for
from test_push_sandbox import end_traced


def can_connect(address, port):
    try:
        socket.create_connection((address, port), 3).close()
        return True
    except OSError:
        return False


@pytest.mark.parametrize("bind, reached, closed", [
    ("127.0.0.1", "127.0.0.1", ("::1", "127.0.0.2")), ("::1", "::1", ("127.0.0.1",)),
    ("0.0.0.0", "127.0.0.2", ("::1",)),
])
def test_one_address_and_no_other_for_clients_and_metrics(fresh, bind, reached, closed):
    fresh.start(environ={"BIND": bind}, wait=False)
    daemon = fresh.daemon
    for port in (daemon.port, daemon.metrics_port):
        wait_for(lambda p=port: can_connect(reached, p), "listening", 5)
        for address in closed:
            assert not can_connect(address, port), (address, port)


def test_a_socket_path_takes_the_place_of_any_port(fresh):
    ports = [free_port() for _ in range(2)]
    fresh.start(unix=True, environ={"PORT": str(ports[0])}, args=("--port", str(ports[1]), "--bind", "127.0.0.1"))
    assert fresh.daemon.get("/readyz")[0] == 200
    assert not [port for port in ports if can_connect("127.0.0.1", port)]


@pytest.mark.slow  # no leak can be looked for under a tracer
def test_where_there_is_no_ipv6_it_listens_on_ipv4(fresh):
    """strace lets the kernel say what it says where IPv6 was turned off at boot."""
    trace = os.path.join(fresh.folder, "trace")
    refuse = ("strace", "-qq", "-o", trace, "-e", "trace=socket", "-e",
              "inject=socket:error=EAFNOSUPPORT:when=1..3+2", "--")  # every other one is for IPv4
    fresh.start(environ={"BIND": None}, wait=False, wrapper=refuse)
    for port in (fresh.daemon.port, fresh.daemon.metrics_port):
        wait_for(lambda p=port: can_connect("127.0.0.1", p), "listening", 10)
    assert end_traced(fresh.daemon) == 0
    with open(trace, encoding="ascii") as file:
        refused = re.findall(r"socket\((\w+), .*INJECTED", file.read())
    assert refused == ["AF_INET6", "AF_INET6"], refused


@pytest.mark.better
def test_owner_and_group_of_the_sockets(fresh):
    """Names and numbers; for the metrics as well. Only root may give a file away."""
    root = os.geteuid() == 0
    owner = pwd.getpwnam("www-data") if root else pwd.getpwuid(os.geteuid())
    group = grp.getgrnam("nogroup") if root else grp.getgrgid(os.getgroups()[0])
    metrics = os.path.join(fresh.folder, "metrics.sock")
    for user, own in ((owner.pw_name, group.gr_name), (owner.pw_uid, group.gr_gid)):
        fresh.start(unix=True, environ={"SOCKET_OWNER": str(user), "SOCKET_GROUP": str(own),
                                        "METRICS_SOCKET_PATH": metrics})
        for path in (fresh.daemon.socket_path, metrics):
            status = os.stat(path)
            assert (status.st_uid, status.st_gid) == (owner.pw_uid, group.gr_gid)
            assert stat.S_IMODE(status.st_mode) == 0o660
        fresh.daemon.stop()


@pytest.mark.better
@pytest.mark.parametrize("option", ["--socket-owner", "--socket-group"])
def test_who_is_not_there_cannot_own_a_socket(fresh, option):
    path = os.path.join(fresh.folder, "push.sock")
    result = subprocess.run([push_server(), "--socket-path", path, option, "nobody-of-that-name"],
                            env=fresh.environ(), capture_output=True, text=True, timeout=20,
                            cwd=nowhere(), check=False)
    assert result.returncode == 1
    assert option in result.stderr and "nobody-of-that-name" in result.stderr
    assert not os.path.exists(path)


def activated(world, names, sockets, **environ):
    """The server, started with these listening sockets as systemd does it."""
    script = ('export LISTEN_PID=$$ LISTEN_FDS=$# LISTEN_FDNAMES="$NAMES"; n=3; '
              'for fd; do eval "exec $n<&$fd"; n=$((n + 1)); done; exec "$PUSH_SERVER"')
    log = os.path.join(world.folder, "activated.log")
    with open(log, "wb") as file:
        process = subprocess.Popen(
            ["/bin/bash", "-c", script, "sh", *[str(s.fileno()) for s in sockets]],
            env={**world.environ(), "NAMES": names, "PUSH_SERVER": push_server(), "LOG": "info", **environ},
            pass_fds=[s.fileno() for s in sockets], cwd=nowhere(), stdout=file, stderr=file)
    return process, log


def listening(path=None):
    """Descriptors 3 and 4 are given away by the shell above: ours are higher."""
    sock = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    sock.bind(path or ("127.0.0.1", free_port()))
    sock.listen()
    number = fcntl.fcntl(sock.fileno(), fcntl.F_DUPFD_CLOEXEC, 50)
    sock.close()
    return socket.socket(fileno=number)


@pytest.mark.better
def test_the_init_system_may_hold_the_metrics_socket_too(fresh):
    metrics, main = listening(), listening()
    process, log = activated(fresh, "metrics:main", [metrics, main])
    daemon = Daemon.__new__(Daemon)
    daemon.socket_path, daemon.port = None, main.getsockname()[1]
    daemon.metrics_port = metrics.getsockname()[1]
    try:
        wait_for(lambda: daemon.get("/readyz")[0] == 200, "ready")
        assert daemon.metric("active_connection_count") == 0
        with open(log, encoding="utf-8") as file:
            assert f"is listening on port {daemon.port}" in file.read()
    finally:
        process.terminate()
        assert process.wait(6) == 0
        main.close()
        metrics.close()


@pytest.mark.better
def test_a_socket_file_of_the_init_system_stays(fresh):
    """Whoever connects while the server restarts waits in systemd's socket, found by its file."""
    path = os.path.join(fresh.folder, "push.sock")
    held = listening(path)
    process, _ = activated(fresh, "main", [held], SOCKET_PATH=path)
    daemon = Daemon.__new__(Daemon)
    daemon.socket_path = path
    try:
        wait_for(lambda: daemon.get("/readyz")[0] == 200, "ready")
    finally:
        process.terminate()
        assert process.wait(6) == 0
    assert os.path.exists(path)
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.settimeout(10)
        waiting.connect(path)
        waiting.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        process, _ = activated(fresh, "main", [held], SOCKET_PATH=path)
        try:
            assert read_all(waiting).startswith(b"HTTP/1.1 ")
        finally:
            process.terminate()
            assert process.wait(6) == 0
    held.close()


def test_no_socket_file_is_left_when_the_start_fails(fresh):
    path = os.path.join(fresh.folder, "push.sock")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = subprocess.run(
            [push_server(), "--socket-path", path, "--bind", "127.0.0.1", "--metrics-port",
             str(other.getsockname()[1])], env=fresh.environ(), capture_output=True, text=True,
            timeout=20, cwd=nowhere(), check=False)
    assert result.returncode == 1 and "cannot listen" in result.stderr
    assert not os.path.exists(path)
