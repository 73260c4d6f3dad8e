# SPDX-License-Identifier: AGPL-3.0-or-later
"""The terminal client: logging in, printing what comes, knowing when it is done."""
import asyncio
import datetime
import re
import signal
import time

import pytest

from client_support import STAMP, Pusher, finish, run, sends, start


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
