# SPDX-License-Identifier: AGPL-3.0-or-later
"""RFC 6455 as a table: what a logged-in client sends, and how the server takes it.

The server echoes nothing, so a case is judged by the close code, by pongs, and by survival: after it a
custom event must arrive (or the connection be closed with that code).
"""
import struct

import pytest

from pushserver import Raw, frame

ALIVE = "alive"
F = frame


def close(code, reason=b""):
    return F(struct.pack(">H", code) + reason, opcode=8)


CASES = {
    # 1: framing
    "text 0": (F(""), ALIVE), "text 125": (F("*" * 125), ALIVE), "text 126": (F("*" * 126), ALIVE),
    "text 127": (F("*" * 127), ALIVE), "text 128": (F("*" * 128), ALIVE),
    "text 4096": (F("*" * 4096), ALIVE), "text 4097": (F("*" * 4097), 1009),
    "text 65535": (F("*" * 65535), 1009), "text 65536": (F("*" * 65536), 1009),
    "text of 2^63-1": (F("", length=2**63 - 1, form=64), 1009),
    "text with the top length bit": (F("", length=2**63, form=64), 1002),
    "length not minimal, 16 bit": (F("abc", form=16), 1002),
    "length not minimal, 64 bit": (F("abc", form=64), 1002),
    "binary 0": (F(b"", opcode=2), ALIVE), "binary 4096": (F(b"\xfe" * 4096, opcode=2), ALIVE),
    "binary 4097": (F(b"\xfe" * 4097, opcode=2), 1009),
    "not masked": (F("abc", mask=None), 1002), "a mask of zeros": (F("x", mask=b"\0\0\0\0"), ALIVE),
    # 2: pings and pongs
    "pong, unsolicited": (F(b"x", opcode=10), ALIVE), "pong, empty": (F(b"", opcode=10), ALIVE),
    "pong 125": (F(b"x" * 125, opcode=10), ALIVE), "pong 126": (F(b"x" * 126, opcode=10), 1002),
    "ping 126": (F(b"x" * 126, opcode=9), 1002), "ping, fragmented": (F(b"x", 9, fin=False), 1002),
    "pong, fragmented": (F(b"x", 10, fin=False), 1002),
    # 3: reserved bits
    "rsv 1": (F("x", rsv=4), 1002), "rsv 2": (F("x", rsv=2), 1002), "rsv 3": (F("x", rsv=1), 1002),
    "rsv on a ping": (F("x", opcode=9, rsv=7), 1002), "rsv on a close": (F("", opcode=8, rsv=1), 1002),
    # 4: opcodes
    **{f"opcode {n}": (F("x", opcode=n), 1002) for n in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)},
    # 5: fragmentation
    "two fragments": (F("a", fin=False) + F("b", 0), ALIVE),
    "many fragments": (F("a", fin=False) + F("b", 0, fin=False) * 500 + F("c", 0), ALIVE),
    "empty fragments": (F("", fin=False) + F("", 0, fin=False) * 50 + F("", 0), ALIVE),
    "fragments above 4096": (F("a" * 4000, fin=False) + F("b" * 97, 0), 1009),
    "continuation of nothing": (F("x", 0), 1002),
    "continuation of nothing, not final": (F("x", 0, fin=False), 1002),
    "text inside a text": (F("a", fin=False) + F("b"), 1002),
    "continuation after the end": (F("a", fin=False) + F("b", 0) + F("c", 0), 1002),
    "pong between fragments": (F("a", fin=False) + F("x", 10) + F("b", 0), ALIVE),
    # 6: UTF-8
    "utf-8": (F("κόσμε 😀"), ALIVE), "utf-8, cut by a frame": (
        F("κ".encode()[:1], fin=False) + F("κ".encode()[1:], 0), ALIVE),
    "utf-8, cut off": (F("κ".encode()[:1]), 1007), "utf-8, lone continuation": (F(b"\x80"), 1007),
    "utf-8, overlong": (F(b"\xc0\xaf"), 1007), "utf-8, surrogate": (F(b"\xed\xa0\x80"), 1007),
    "utf-8, above the end": (F(b"\xf4\x90\x80\x80"), 1007), "utf-8, five bytes": (
        F(b"\xf8\x88\x80\x80\x80"), 1007), "utf-8, 0xff": (F(b"ok\xff"), 1007),
    "utf-8, bad in the second fragment": (F("ok", fin=False) + F(b"\xff", 0), 1007),
    "utf-8, max": (F(b"\xf4\x8f\xbf\xbf"), ALIVE), "no utf-8 in binary": (F(b"\xff\xfe", 2), ALIVE),
    # 7: closing
    "close, empty": (F(b"", 8), 1005), "close, one byte": (F(b"x", 8), 1002),
    "close 1000": (close(1000), 1000), "close with reason": (close(1000, b"bye"), 1000),
    "close, longest": (close(1000, b"x" * 123), 1000),
    "close, too long": (F(struct.pack(">H", 1000) + b"x" * 124, 8), 1002),
    "close, bad utf-8": (close(1000, b"\xff"), 1007), "close, fragmented": (F(b"", 8, fin=False), 1002),
    "close, then a ping": (close(1000) + F("x", 9), 1000),
    **{f"close {n}": (close(n), n) for n in (1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000,
                                              3999, 4000, 4999)},
    **{f"close {n}": (close(n), 1002) for n in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000,
                                                 65535)},
}


def survives(world, raw):
    world.custom("alice", "alive")
    assert raw.read_text() == "alive"


def judge(world, raw, expected):
    if expected == ALIVE:
        survives(world, raw)
    else:
        assert raw.close_code() == expected
        assert raw.read_frame() is None


@pytest.mark.parametrize("name", CASES)
def test_whole(world, name):
    data, expected = CASES[name]
    with Raw(world.daemon) as raw:
        raw.login(world)
        raw.send(data)
        judge(world, raw, expected)


@pytest.mark.parametrize("name", [n for n in CASES if len(CASES[n][0]) < 600])
def test_byte_by_byte(world, name):
    data, expected = CASES[name]
    with Raw(world.daemon) as raw:
        raw.login(world)
        try:
            for byte in data:
                raw.send(bytes([byte]))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it closed before the last byte
        judge(world, raw, expected)


@pytest.mark.parametrize("payload", [b"", b"x", b"\xff\x00", b"p" * 125])
def test_a_ping_is_answered_with_its_payload(world, payload):
    with Raw(world.daemon) as raw:
        raw.login(world)
        raw.send(frame(payload, opcode=9))
        assert raw.read_frame() == (10, payload)
        for piece in frame(payload, opcode=9):
            raw.send(bytes([piece]))
        assert raw.read_frame() == (10, payload)
        survives(world, raw)


def test_pings_between_fragments_are_answered_at_once(world):
    with Raw(world.daemon) as raw:
        raw.login(world)
        raw.send(frame("li", fin=False) + frame(b"1", opcode=9))
        assert raw.read_frame() == (10, b"1")
        raw.send(frame("sten notify_file_id", opcode=0))
        world.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 3})
        assert raw.read_text() == "notify_file_id [3]"


def test_a_hundred_pings_in_one_segment(world):
    with Raw(world.daemon) as raw:
        raw.login(world)
        raw.send(b"".join(frame(str(n), opcode=9) for n in range(100)))
        assert [raw.read_frame() for _ in range(100)] == [(10, str(n).encode()) for n in range(100)]


@pytest.mark.parametrize("data, expected", [
    (frame("x" * 4097), 1009), (frame("alice", mask=None), 1002), (frame(b"\xff"), 1007),
    (frame("x", opcode=3), 1002), (frame("x", rsv=4), 1002), (frame(b"", opcode=8), 1005),
])
def test_before_the_login(world, data, expected):
    with Raw(world.daemon) as raw:
        raw.send(data)
        judge(world, raw, expected)


def test_a_login_frame_of_4096_bytes_is_taken(world):
    with Raw(world.daemon) as raw:
        raw.send(frame("u" * 4096) + frame("p" * 4096))
        assert raw.read_text() == "err: Invalid credentials"
