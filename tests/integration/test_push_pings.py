# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pings come about every thirty seconds (wire.md §1)."""
import time

import pytest

from pushserver import Raw, frame

pytestmark = [pytest.mark.patient, pytest.mark.slow]


def test_the_server_pings_about_every_30_s_with_four_bytes(fresh):
    fresh.start()
    with Raw(fresh.daemon, timeout=40) as raw:
        raw.login(fresh)
        opcode, payload = raw.read_frame()
        assert opcode == 9 and len(payload) == 4 and payload != b"\0\0\0\0"
        raw.send(frame(payload, opcode=10))
        began = time.monotonic()
        opcode, _ = raw.read_frame()
        assert opcode == 9 and 25 < time.monotonic() - began < 35
