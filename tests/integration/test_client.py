# SPDX-License-Identifier: AGPL-3.0-or-later
"""The terminal client, judged by python3-websockets as the server and by the real push server.

The binary is $TEST_CLIENT, else that of the build folder $PUSH_BUILD, else the newest there is.
"""
import asyncio
import contextlib
import datetime
import json
import os
import pathlib
import pty
import re
import signal
import ssl
import subprocess
import termios
import time

import pytest
import websockets

import certificates
from nextcloud_standin import Standin

TOP = pathlib.Path(__file__).resolve().parents[2]
STAMP = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}  "


def client_path():
    if os.environ.get("TEST_CLIENT"):
        return os.environ["TEST_CLIENT"]
    builds = [pathlib.Path(os.environ["PUSH_BUILD"])] if "PUSH_BUILD" in os.environ \
        else TOP.glob("build*")
    found = sorted((path for build in builds for path in build.glob("client/test_client")),
                   key=os.path.getmtime)
    if not found:
        raise FileNotFoundError("no test_client: run meson and ninja, or set TEST_CLIENT")
    return str(found[-1])


class Run:
    """One run of the client."""

    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err

    @property
    def messages(self):
        """The lines of stdout without their times."""
        return [re.sub("^" + STAMP, "", line) for line in self.out.splitlines()]

    @property
    def objects(self):
        return [json.loads(line) for line in self.out.splitlines()]


def environment(extra=None):
    env = {"PATH": os.environ.get("PATH", ""), "TZ": "UTC", **(extra or {})}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "SSL_CERT_FILE"):
        if name in os.environ:
            env.setdefault(name, os.environ[name])
    return env


async def start(*arguments, env=None):
    return await asyncio.create_subprocess_exec(
        client_path(), *map(str, arguments), env=environment(env), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


async def finish(process, seconds=20):
    try:
        out, err = await asyncio.wait_for(process.communicate(), seconds)
    except asyncio.TimeoutError:
        process.kill()
        raise
    return Run(process.returncode, out.decode(), err.decode())


async def run(*arguments, env=None):
    return await finish(await start(*arguments, env=env))


class Pusher:
    """A push server of its own: logs in whoever comes, then does what the test wants."""

    def __init__(self, behave=None, login=True, **options):
        self.behave = behave
        self.login = login
        self.options = options
        self.logins = []
        self.headers = []
        self.closes = []

    async def handle(self, socket, _path=None):
        self.headers.append(socket.request_headers)
        if self.login:
            user, password = await socket.recv(), await socket.recv()
            self.logins.append((user, password))
            await socket.send("authenticated")
        if self.behave:
            await self.behave(socket)
        with contextlib.suppress(websockets.ConnectionClosed):
            await socket.wait_closed()
        self.closes.append(socket.close_code)

    async def __aenter__(self):
        if "path" in self.options:
            self.server = await websockets.unix_serve(self.handle, ping_interval=None, **self.options)
        else:
            self.server = await websockets.serve(self.handle, "127.0.0.1", 0, ping_interval=None,
                                                 **self.options)
            self.port = self.server.sockets[0].getsockname()[1]
        return self

    @property
    def url(self):
        scheme = "wss" if self.options.get("ssl") else "ws"
        return f"{scheme}://localhost:{self.port}/push/ws?x=1"

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()


def sends(*messages):
    async def behave(socket):
        for message in messages:
            await socket.send(message)
    return behave


# Logging in and printing


async def test_it_logs_in_and_prints_each_message_with_its_time():
    async with Pusher(sends("notify_file", "notify_file_id [1,2]", "custom {\"a\": 1}")) as pusher:
        got = await run(pusher.url, "alice", "s3cret", "--expect", "custom", "--timeout", 10)
    assert got.status == 0
    assert got.messages == ["authenticated", "notify_file", "notify_file_id [1,2]", "custom {\"a\": 1}"]
    assert all(re.match(STAMP, line) for line in got.out.splitlines())
    assert pusher.logins == [("alice", "s3cret")]
    stamp = datetime.datetime.strptime(got.out[:23], "%Y-%m-%d %H:%M:%S.%f")
    assert abs((datetime.datetime.utcnow() - stamp).total_seconds()) < 20
    assert "s3cret" not in got.out + got.err
    assert pusher.headers[0]["User-Agent"].startswith("notify_push-test_client/")


async def test_json_is_one_object_a_line():
    text = "odd \x1b[31m \"quoted\" ü"
    async with Pusher(sends("notify_file", "notify_file_id [1, 2]", text, "end")) as pusher:
        got = await run(pusher.url, "alice", "pw", "--json", "--expect", "end", "--timeout", 10)
    assert got.status == 0
    objects = [o for o in got.objects if o["type"] == "message"]
    assert [(o["message"], o.get("body")) for o in objects] == [
        ("authenticated", None), ("notify_file", None), ("notify_file_id", [1, 2]), (text, None),
        ("end", None)]
    for o in got.objects:
        datetime.datetime.strptime(o["time"], "%Y-%m-%dT%H:%M:%S.%fZ")
    assert [o["text"] for o in got.objects if o["type"] == "status"] == [
        f"connecting to {pusher.url}", "connected"]
    assert got.err == ""


async def test_what_a_server_sends_cannot_control_the_terminal():
    async with Pusher(sends("a\x1b]0;b\x07\n\u009b31m\x7f ü", "end")) as pusher:
        got = await run(pusher.url, "alice", "pw", "--expect", "end", "--timeout", 10)
    assert got.messages[1] == r"a\x1b]0;b\x07\x0a\xc2\x9b31m\x7f ü"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\x80-\x9f]", got.out)
    async with Pusher(sends(b"\x9b31m\xc3", "end")) as pusher:
        got = await run(pusher.url, "alice", "pw", "--expect", "end", "--timeout", 10)
    assert got.messages[1] == r"\x9b31m\xc3"


async def test_listen_ids_asks_for_ids():
    asked = []

    async def behave(socket):
        asked.append(await socket.recv())
        await socket.send("notify_file_id [18446744073709551615]")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "alice", "pw", "--listen-ids", "--expect", "notify_file_id",
                        "--timeout", 10)
    assert (got.status, asked) == (0, ["listen notify_file_id"])


async def test_no_extension_is_offered_and_fragments_and_big_messages_arrive():
    big = "x" * 300_000

    async def behave(socket):
        await socket.send(["frag", "men", "", "ted ü"])
        await socket.ping(b"1234")
        await socket.send(big)
        await socket.send("end")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "alice", "pw", "--expect", "end", "--timeout", 10)
    assert got.messages[1:] == ["fragmented ü", big, "end"]
    assert "Sec-WebSocket-Extensions" not in pusher.headers[0]


async def test_pings_are_answered():
    answered = []

    async def behave(socket):
        for payload in (b"", b"1234", b"p" * 125):
            waiter = await socket.ping(payload)
            await asyncio.wait_for(waiter, 5)
            answered.append(payload)
        await socket.send("end")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "alice", "pw", "--expect", "end", "--timeout", 10)
    assert got.status == 0
    assert len(answered) == 3


async def test_it_says_goodbye_when_it_leaves():
    async with Pusher(sends("end")) as pusher:
        await run(pusher.url, "alice", "pw", "--expect", "end", "--timeout", 10)
        for _ in range(100):
            if pusher.closes:
                break
            await asyncio.sleep(0.02)
    assert pusher.closes == [1000]


# Expectations, time, signals


async def test_every_expectation_must_come_as_often_as_it_is_named():
    async with Pusher(sends("a", "b {}", "a")) as pusher:
        got = await run(pusher.url, "u", "p", "--expect", "a", "--expect", "b", "--expect", "a",
                        "--timeout", 10)
        assert (got.status, got.messages) == (0, ["authenticated", "a", "b {}", "a"])
        got = await run(pusher.url, "u", "p", "--expect", "a", "--expect", "c", "--timeout", 0.5)
        assert got.status == 1
        assert "c did not come" in got.err and "a did not come" not in got.err


async def test_a_longer_name_is_not_the_expected_one():
    async with Pusher(sends("notify_file_id [1]", "notify_filex")) as pusher:
        got = await run(pusher.url, "u", "p", "--expect", "notify_file", "--timeout", 0.5)
    assert got.status == 1


async def test_without_expectations_the_time_out_is_a_good_end():
    async with Pusher(sends("a")) as pusher:
        began = time.monotonic()
        got = await run(pusher.url, "u", "p", "--timeout", 0.7)
    assert got.status == 0
    assert 0.6 < time.monotonic() - began < 5
    assert got.messages == ["authenticated", "a"]


async def test_the_time_out_without_a_login_is_a_bad_end():
    async with Pusher(login=False) as pusher:
        got = await run(pusher.url, "u", "p", "--timeout", 0.5)
    assert got.status == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("expect", [[], ["--expect", "never"]])
async def test_a_signal_ends_it_politely(number, expect):
    async with Pusher(sends("a")) as pusher:
        process = await start(pusher.url, "u", "p", *expect)
        while b"a\n" not in await process.stdout.readline():
            pass
        process.send_signal(number)
        got = await finish(process)
        await asyncio.sleep(0.1)
        assert pusher.closes == [1000]
    assert got.status == (1 if expect else 0)


# Refusals and losses


async def refuse(*texts):
    async def behave(socket):
        await socket.recv()
        await socket.recv()
        for text in texts:
            await socket.send(text)
        socket.transport.abort() if not texts else socket.transport.close()

    async with Pusher(behave, login=False) as pusher:
        return await run(pusher.url, "u", "p", "--follow", "--timeout", 1.5)


async def test_a_refused_login_is_not_tried_again():
    got = await refuse("err: Invalid credentials")
    assert got.status == 1
    assert got.messages == ["err: Invalid credentials"]
    assert "refuses the login" in got.err and "again" not in got.err


async def test_a_failing_nextcloud_behind_the_server_is_tried_again():
    got = await refuse("err: Error while sending authentication request to nextcloud: 503")
    assert got.status == 1
    assert len(got.messages) == 2
    assert "trying again in 1." in got.err


async def test_without_follow_the_end_of_the_connection_is_the_end():
    async def behave(socket):
        await socket.send("a")
        await socket.close(1012, "restart ü")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "u", "p", "--expect", "b")
    assert got.status == 1
    assert "code 1012, restart ü" in got.err and "b did not come" in got.err


async def test_follow_comes_back_after_a_loss_and_a_goodbye():
    count = 0

    async def behave(socket):
        nonlocal count
        count += 1
        if count == 1:
            socket.transport.abort()
        elif count == 2:
            await socket.close(1001)
        else:
            await socket.send("third")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "u", "p", "--follow", "--expect", "third", "--timeout", 20)
    assert got.status == 0
    assert got.messages == ["authenticated"] * 3 + ["third"]
    # A login that works begins the back-off anew.
    assert len(re.findall(r"trying again in 1\.\d s", got.err)) == 2
    assert len(pusher.logins) == 3


async def test_follow_waits_for_a_server_that_is_not_there():
    got = await run("ws://127.0.0.1:9/ws", "u", "p", "--follow", "--timeout", 2.5)
    assert got.status == 1
    assert "cannot connect to 127.0.0.1 port 9: Connection refused" in got.err
    assert re.search(r"trying again in 1\.\d s", got.err)
    assert re.search(r"trying again in 2\.\d s", got.err)


async def serve_raw(answer):
    """A server that answers any request with these bytes."""
    async def handle(reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    return server, f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/ws"


@pytest.mark.parametrize("answer, words", [
    (b"HTTP/1.1 404 Not Found\r\nContent-Length: 8\r\n\r\nno such\n", "404 Not Found (no such)"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "refused the upgrade: 200 OK"),
    (b"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
     "Sec-WebSocket-Accept is missing or wrong"),
    (b"SSH-2.0-x\r\n\r\n", "not HTTP"),
    (b"", "closed it without a goodbye"),
])
async def test_a_failed_upgrade_is_explained(answer, words):
    server, url = await serve_raw(answer)
    got = await run(url, "u", "p", "--timeout", 5)
    server.close()
    assert got.status == 1
    assert words in got.err


async def test_a_server_that_breaks_the_protocol_is_left():
    async def behave(socket):
        socket.transport.write(b"\xc1\x00")

    async with Pusher(behave) as pusher:
        got = await run(pusher.url, "u", "p", "--timeout", 5)
    assert got.status == 1
    assert "broke the protocol of WebSocket (1002)" in got.err


async def test_bad_addresses_are_explained():
    for url, words in (("wss://", "is of no use"), ("ws://[::1/ws", "its host is malformed"),
                       ("ws://h:99999/", "its port"), ("gopher://h/", "cannot ask the Nextcloud")):
        got = await run(url, "u", "p", "--timeout", 5)
        assert got.status == 1
        assert words in got.err


# Unix sockets and TLS


async def test_a_unix_socket_can_be_the_way(tmp_path):
    path = str(tmp_path / "push.sock")
    async with Pusher(sends("a"), path=path) as pusher:
        got = await run("ws://localhost/ws", "u", "p", "--unix-socket", path, "--expect", "a",
                        "--timeout", 10)
    assert got.status == 0
    assert pusher.headers[0]["Host"] == "localhost"
    got = await run("ws://localhost/ws", "u", "p", "--unix-socket", tmp_path / "none")
    assert got.status == 1
    assert "No such file or directory" in got.err


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    ca = certificates.make_ca(folder)
    good = certificates.make_cert(folder, ca, "good")
    other = certificates.make_cert(folder, ca, "other", names=("DNS:other.example",))

    def context(pair):
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(*pair)
        return made

    return {"ca": ca[0], "good": context(good), "other": context(other), "pair": good}


async def test_tls_with_an_authority_that_is_trusted(tls):
    async with Pusher(sends("a"), ssl=tls["good"]) as pusher:
        for url in (pusher.url, pusher.url.replace("localhost", "127.0.0.1")):
            got = await run(url, "u", "p", "--ca-file", tls["ca"], "--expect", "a", "--timeout", 10)
            assert got.status == 0, got.err


async def test_tls_refuses_a_stranger_and_a_wrong_name(tls):
    async with Pusher(sends("a"), ssl=tls["good"]) as pusher:
        got = await run(pusher.url, "u", "p", "--follow", "--timeout", 10)
        assert got.status == 1
        assert "certificate is not to be trusted" in got.err and "again" not in got.err
    async with Pusher(sends("a"), ssl=tls["other"]) as pusher:
        for url in (pusher.url, pusher.url.replace("localhost", "127.0.0.1")):
            got = await run(url, "u", "p", "--ca-file", tls["ca"], "--timeout", 10)
            assert got.status == 1
            assert "mismatch" in got.err
        assert pusher.logins == []
        got = await run(pusher.url, "u", "p", "--insecure", "--expect", "a", "--timeout", 10)
        assert got.status == 0


async def test_a_ca_file_that_cannot_be_read_is_explained(tls):
    async with Pusher(ssl=tls["good"]) as pusher:
        got = await run(pusher.url, "u", "p", "--ca-file", "/nonexistent", "--timeout", 10)
    assert got.status == 1
    assert "cannot prepare TLS with /nonexistent" in got.err


# The command line


async def test_mistakes_on_the_command_line_end_with_2():
    for arguments in ([], ["ws://h"], ["ws://h", "u", "p", "x"], ["--nonsense"],
                      ["--timeout", "0", "ws://h", "u", "p"],
                      ["--timeout", "1x", "ws://h", "u", "p"], ["--expect"]):
        got = await run(*arguments)
        assert got.status == 2, arguments
        assert "test_client --help" in got.err
        assert got.out == ""


async def test_help_and_version():
    got = await run("--help")
    assert got.status == 0 and got.err == ""
    for option in ("pre-auth", "listen-ids", "follow", "expect", "timeout", "json", "unix-socket",
                   "ca-file", "insecure"):
        assert f"--{option}" in got.out
    got = await run("--version")
    assert re.fullmatch(r"test_client \d+\.\d+\.\d+\n", got.out)


async def test_the_password_may_come_from_the_environment():
    async with Pusher(sends("a")) as pusher:
        got = await run(pusher.url, "u", "--expect", "a", "--timeout", 10,
                        env={"NOTIFY_PUSH_PASSWORD": "from env"})
        assert got.status == 0
        got = await run(pusher.url, "u", "given", "--expect", "a", "--timeout", 10,
                        env={"NOTIFY_PUSH_PASSWORD": "from env"})
        assert got.status == 0
    assert pusher.logins == [("u", "from env"), ("u", "given")]


async def test_the_password_vanishes_from_the_process_list():
    async with Pusher(sends("a")) as pusher:
        for arguments, env in ((["hunter2hunter2"], {}), ([], {"NOTIFY_PUSH_PASSWORD": "hunter2hunter2"})):
            process = await start(pusher.url, "alice", *arguments, env=env)
            while b"a\n" not in await process.stdout.readline():
                pass
            shown = pathlib.Path(f"/proc/{process.pid}/cmdline").read_bytes()
            shown += pathlib.Path(f"/proc/{process.pid}/environ").read_bytes()
            process.terminate()
            await process.communicate()
            assert b"alice" in shown
            assert b"hunter2" not in shown
    assert pusher.logins == [("alice", "hunter2hunter2")] * 2


class Terminal:
    """The client on a terminal of its own, of which the test keeps both ends open."""

    async def start(self, *arguments):
        self.shown = b""
        self.fd, self.far_end = pty.openpty()
        self.process = await asyncio.create_subprocess_exec(
            "setsid", "--ctty", client_path(), *arguments, env=environment({"TERM": "xterm"}),
            stdin=self.far_end, stdout=self.far_end, stderr=self.far_end)
        asyncio.get_running_loop().add_reader(self.fd, self.read)
        return self

    def read(self):
        self.shown += os.read(self.fd, 1024)

    async def read_until(self, text):
        end = time.monotonic() + 20
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            await asyncio.sleep(0.01)

    async def finish(self):
        """The exit status, negative for a signal; and whether the echo is on."""
        status = await asyncio.wait_for(self.process.wait(), 20)
        await asyncio.sleep(0.1)
        echo = bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)
        asyncio.get_running_loop().remove_reader(self.fd)
        os.close(self.fd)
        os.close(self.far_end)
        return status, echo


async def test_it_asks_for_a_missing_password_without_echo():
    async with Pusher(sends("a")) as pusher:
        terminal = await Terminal().start(pusher.url, "u", "--expect", "a", "--timeout", "10")
        await terminal.read_until(b"Password: ")
        os.write(terminal.fd, b"typed secret\n")
        assert await terminal.finish() == (0, True)
    assert pusher.logins == [("u", "typed secret")]
    assert b"typed secret" not in terminal.shown
    assert b"\x1b[1ma\x1b[0m" in terminal.shown  # on a terminal the name is bold


async def test_the_prompt_can_be_left_and_the_echo_comes_back():
    async with Pusher() as pusher:
        terminal = await Terminal().start(pusher.url, "u")
        await terminal.read_until(b"Password: ")
        assert not termios.tcgetattr(terminal.fd)[3] & termios.ECHO
        os.write(terminal.fd, b"secr\x03")
        assert await terminal.finish() == (-signal.SIGINT, True)
    assert pusher.logins == []
    assert b"secr" not in terminal.shown


async def test_without_a_terminal_the_password_is_read_from_stdin():
    async with Pusher(sends("a")) as pusher:
        for text, status in ((b"piped secret\n", 0), (b"", 2)):
            process = await asyncio.create_subprocess_exec(
                client_path(), pusher.url, "u", "--expect", "a", "--timeout", "10",
                env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, start_new_session=True)
            out, err = await asyncio.wait_for(process.communicate(text), 20)
            assert process.returncode == status
            assert b"secret" not in out + err
    assert pusher.logins == [("u", "piped secret")]


# Through a Nextcloud


async def test_the_capabilities_name_the_endpoint():
    async with Pusher(sends("a")) as pusher:
        with Standin(users={"alice": "pw:ä"}) as nextcloud:
            nextcloud.base_endpoint = f"http://localhost:{pusher.port}/push"
            for url in (nextcloud.url, nextcloud.url.rstrip("/")):
                got = await run(url, "alice", "pw:ä", "--expect", "a", "--timeout", 10)
                assert got.status == 0, got.err
    assert pusher.logins == [("alice", "pw:ä")] * 2
    request = nextcloud.requests[0]
    assert request.path == "/ocs/v2.php/cloud/capabilities?format=json"
    assert request.header("OCS-APIRequest") == ["true"]
    assert (request.user, request.password) == ("alice", "pw:ä")


async def test_pre_auth_logs_in_with_a_token_of_nextcloud():
    async with Pusher(sends("a")) as pusher:
        with Standin(users={"alice": "pw"}) as nextcloud:
            nextcloud.base_endpoint = f"http://localhost:{pusher.port}/push"
            got = await run(nextcloud.url, "alice", "pw", "--pre-auth", "--expect", "a", "--timeout", 10)
            assert got.status == 0, got.err
            assert [(r.method, r.path) for r in nextcloud.requests][1:] == [
                ("POST", "/index.php/apps/notify_push/pre_auth")]
    user, token = pusher.logins[0]
    assert user == "" and re.fullmatch("[A-Za-z0-9]{32}", token)
    assert token not in got.out + got.err


async def test_a_token_can_be_given_with_the_url_of_the_push_server():
    async with Pusher(sends("a")) as pusher:
        await run(pusher.url, "", "t0ken", "--expect", "a", "--timeout", 10)
        await run(pusher.url, "alice", "t0ken", "--pre-auth", "--expect", "a", "--timeout", 10)
    assert pusher.logins == [("", "t0ken"), ("", "t0ken")]


async def test_a_nextcloud_without_push_is_explained():
    with Standin(users={"alice": "pw"}) as nextcloud:
        got = await run(nextcloud.url, "alice", "pw", "--follow", "--timeout", 10)
        assert got.status == 1
        assert "occ notify_push:setup" in got.err
        nextcloud.fault("capabilities", status=401)
        got = await run(nextcloud.url, "alice", "pw", "--follow", "--timeout", 10)
        assert got.status == 1
        assert "refuses the user name or password" in got.err


async def test_a_nextcloud_in_trouble_is_tried_again_with_follow():
    async with Pusher(sends("a")) as pusher:
        with Standin(users={"alice": "pw"}) as nextcloud:
            nextcloud.base_endpoint = f"http://localhost:{pusher.port}/push"
            nextcloud.fault("capabilities", status=503, times=1)
            got = await run(nextcloud.url, "alice", "pw", "--follow", "--expect", "a", "--timeout", 10)
    assert got.status == 0
    assert "the Nextcloud answers 503" in got.err


async def test_the_nextcloud_may_use_tls(tls):
    async with Pusher(sends("a"), ssl=tls["good"]) as pusher:
        with Standin(users={"alice": "pw"}, cert=tls["pair"][0], key=tls["pair"][1]) as nextcloud:
            nextcloud.base_endpoint = f"https://localhost:{pusher.port}/push"
            got = await run(nextcloud.url, "alice", "pw", "--timeout", 5)
            assert got.status == 1
            got = await run(nextcloud.url, "alice", "pw", "--ca-file", tls["ca"], "--expect", "a",
                            "--timeout", 10)
            assert got.status == 0, got.err
            got = await run(nextcloud.url, "alice", "pw", "--insecure", "--expect", "a", "--timeout", 10)
            assert got.status == 0, got.err


# With the real push server


async def test_the_real_push_server(world):
    world.nextcloud.base_endpoint = f"http://127.0.0.1:{world.daemon.port}"
    for extra in ([], ["--pre-auth"]):
        process = await start(world.nextcloud.url, "alice", "alice-password", "--json", "--listen-ids",
                              "--expect", "notify_file_id", "--expect", "hello", "--timeout", 10, *extra)
        while b"authenticated" not in await process.stdout.readline():
            pass
        world.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 2**64 - 1})
        world.custom("alice", "hello", {"a": [1, "ü"]})
        got = await finish(process)
        assert got.status == 0, got.err
        bodies = {o["message"]: o.get("body") for o in got.objects if o["type"] == "message"}
        assert bodies == {"notify_file_id": [2**64 - 1], "hello": {"a": [1, "ü"]}}


async def test_the_real_push_server_refuses_wrong_passwords(world):
    got = await run(world.daemon.url, "alice", "wrong", "--timeout", 10)
    assert got.status == 1
    assert got.messages == ["err: Invalid credentials"]


# The manual page and the completions


def complete(*words):
    """What bash completes for the last of the words."""
    script = (f". '{TOP}/packaging/completion/test_client.bash'; compopt() {{ :; }};"
              "COMP_WORDS=(test_client \"$@\"); COMP_CWORD=$#; _test_client;"
              "printf '%s\\n' \"${COMPREPLY[@]}\"")
    done = subprocess.run(["bash", "-c", script, "bash", *words], cwd="/", text=True,
                          capture_output=True, check=True)
    assert done.stderr == ""
    return set(done.stdout.split())


async def test_page_and_completions_know_every_option():
    text = (await run("--help")).out
    options = dict(re.findall(r"^ +--([a-z-]+)( [A-Z])?", text, re.M))
    assert len(options) == 11
    page = (TOP / "man" / "test_client.1").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\.It Fl -([a-z-]+)( Ar)?", page, re.M))
    assert {n: bool(a) for n, a in rows.items()} == {n: bool(a) for n, a in options.items()}
    folder = TOP / "packaging" / "completion"
    fish = (folder / "test_client.fish").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^complete -c test_client -l ([a-z-]+)( -[xr])?", fish, re.M))
    assert {n: bool(a) for n, a in rows.items()} == {n: bool(a) for n, a in options.items()}
    zsh = (folder / "_test_client").read_text(encoding="utf-8")
    rows = dict(re.findall(r"--([a-z-]+)\[[^]]*\](:?)", zsh))
    assert {n: bool(a) for n, a in rows.items()} == {n: bool(a) for n, a in options.items()}
    assert complete("--") == {f"--{name}" for name in options}


def test_bash_completes_messages_and_files():
    assert complete("--expect", "notify_file") == {"notify_file", "notify_file_id"}
    assert complete("--ca-file", "/etc/host") >= {"/etc/hosts", "/etc/hostname"}
    assert complete("--timeout", "") == set()
    assert complete("ws") == set()
