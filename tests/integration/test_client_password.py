# SPDX-License-Identifier: AGPL-3.0-or-later
"""The terminal client: the ways of a password, none of them for others to see."""
import asyncio
import os
import pathlib
import pty
import signal
import subprocess
import termios
import time

from client_support import Pusher, environment, run, sends, start
from support import program


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
            "setsid", "--ctty", program("test_client"), *arguments, env=environment({"TERM": "xterm"}),
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
                program("test_client"), pusher.url, "u", "--expect", "a", "--timeout", "10",
                env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, start_new_session=True)
            out, err = await asyncio.wait_for(process.communicate(text), 20)
            assert process.returncode == status
            assert b"secret" not in out + err
    assert pusher.logins == [("u", "piped secret")]
