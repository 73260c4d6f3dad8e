# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the log looks like: to a person, to the journal, to fail2ban (wire.md §7, docs/operations.md)."""
import os
import pty
import re
import socket
import struct
import subprocess

import pytest

from pushserver import Raw, frame
from support import TOP, free_port, nowhere, push_server, wait_for


def refused(world, address="203.0.113.9", user="mallory"):
    with Raw(world.daemon, extra=[f"X-Forwarded-For: {address}"]) as raw:
        raw.send(frame(user) + frame("a-guess"))
        assert raw.read_text() == "err: Invalid credentials"


def test_a_line_has_time_level_target_and_message(fresh):
    fresh.start(log="warn")
    refused(fresh)
    line = fresh.daemon.log().splitlines()[-1]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARN  notify_push::auth: login refused: "
                        r"invalid credentials, client 203\.0\.113\.9", line), line


@pytest.mark.better
def test_the_journal_gets_the_priority_instead_of_the_time(fresh):
    """A shell tells, as systemd does, which file standard output is."""
    script = 'JOURNAL_STREAM=$(stat -L -c %d:%i /proc/$$/fd/1) exec "$@"'
    fresh.start(wrapper=("/bin/sh", "-c", script, "sh"), log="info")
    refused(fresh)
    lines = fresh.daemon.log().splitlines()
    assert "<4>WARN  notify_push::auth: login refused: invalid credentials, client 203.0.113.9" in lines
    assert '<6>INFO  notify_push::auth: login refused: user "mallory", client 203.0.113.9' in lines
    assert all(re.match(r"<[3-7]>[A-Z]+ +notify_push(::\w+)?: ", line) for line in lines), lines


@pytest.mark.better
def test_another_journal_is_none(fresh):
    fresh.start(environ={"JOURNAL_STREAM": "1:2"}, log="info")
    assert not re.search(r"^<\d>", fresh.daemon.log(), re.M)


@pytest.mark.parametrize("environ, coloured", [
    ({}, True), ({"NO_ANSI": "true"}, False), ({"NO_ANSI": "false"}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_on_a_terminal(fresh, environ, coloured):
    ours, theirs = pty.openpty()
    process = subprocess.Popen([push_server(), "--bind", "127.0.0.1", "--port", str(free_port())], stdout=theirs,
                               env={**fresh.environ(), "LOG": "info", **environ}, cwd=nowhere())
    os.close(theirs)
    try:
        line = os.read(ours, 4096)
        assert b"is listening on" in line
        assert (b"\x1b[" in line) == coloured
    finally:
        process.terminate()
        process.wait(10)
        os.close(ours)


def test_no_name_forges_a_line(fresh):
    fresh.start(log="info")
    refused(fresh, user="x\n2026-01-01T00:00:00.000Z WARN  notify_push::auth: login refused: invalid "
                        "credentials, client 192.0.2.66")
    assert not [line for line in fresh.daemon.log().splitlines() if "192.0.2.66" in line
                and line.startswith("2026-01-01T00")]


@pytest.mark.better
@pytest.mark.parametrize("address", ["203.0.113.9", "2001:db8::7"])
def test_the_filter_for_fail2ban_finds_the_address(fresh, address):
    """As docs/operations.md gives it, on a file and on the journal; on other lines it is silent."""
    guide = (TOP / "docs" / "operations.md").read_text(encoding="utf-8")
    [expression] = re.findall(r"^ +failregex = (.*)$", guide, re.M)
    expression = re.compile(expression.replace("<HOST>", r"(?P<host>[0-9a-f:.]+)"))
    fresh.start(log="info")
    # A name of any length, so that the line might be cut off right behind somebody else's address.
    forged = "WARN  notify_push::auth: login refused: invalid credentials, client 192.0.2.66"
    for size in (0, *range(1930, 1960)):
        refused(fresh, address, user="x" * size + forged)
    lines = fresh.daemon.log().splitlines()
    assert not [line for line in lines if line.endswith("192.0.2.66")]
    for start in ("", " ", " cloud notify_push[4711]: "):  # fail2ban takes the time off before it looks
        found = [expression.match(re.sub(r"^\S+Z ?", start, line)) for line in lines]
        assert {match.group("host") for match in found if match} == {address}


async def test_clients_that_come_and_go_are_no_news(fresh):
    """A thousand of them a minute, on a phone's network, would bury what matters."""
    fresh.start(log="warn")
    client = await fresh.login("alice")
    for leave in ("close", "reset", "half a frame", "nothing", "half a handshake"):
        with Raw(fresh.daemon, upgrade=leave != "half a handshake") as raw:
            if leave in ("close", "reset", "half a frame"):
                raw.login(fresh, "bob")
            if leave == "close":
                raw.send(frame(b"\x03\xe8", opcode=8))
            elif leave == "reset":
                raw.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            elif leave == "half a frame":
                raw.send(frame("hello")[:4])
            elif leave == "half a handshake":
                raw.send(b"GET /ws HTTP/1.1\r\nHo")
    wait_for(lambda: fresh.daemon.metric("active_connection_count") == 1, "only one is left")
    await client.close()
    assert fresh.daemon.log() == ""


@pytest.mark.better
async def test_what_is_sent_to_whom_can_be_watched(fresh):
    fresh.database.mount("bob", 9, "")
    fresh.start(log="notify_push::send=debug")
    alice, bob = await fresh.login("alice"), await fresh.login("bob")
    fresh.publish("notify_storage_update", {"storage": 9, "path": "files/a", "file_id": 7})
    fresh.custom("alice", "deck_card_update", {"secret": "body"})
    fresh.publish("notify_activity", {"user": "alice"})
    assert {await alice.receive(), await alice.receive()} == {"deck_card_update {\"secret\":\"body\"}",
                                                             "notify_activity"}
    assert await bob.receive() == "notify_file"
    lines = [line.split(" ", 1)[1] for line in fresh.daemon.log().splitlines()]
    assert sorted(lines) == [
        "DEBUG notify_push::send: 'alice', 1 session(s): deck_card_update",
        "DEBUG notify_push::send: 'alice', 1 session(s): notify_activity",
        "DEBUG notify_push::send: 'bob', 1 session(s): notify_file"]
    await alice.close()
    await bob.close()
