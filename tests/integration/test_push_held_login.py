# SPDX-License-Identifier: AGPL-3.0-or-later
"""A login that is held while Nextcloud fails is pinged: proxies cut what is silent (wire.md §1)."""
import time

import pytest

from pushserver import Raw, frame

pytestmark = [pytest.mark.better, pytest.mark.patient, pytest.mark.slow]


def test_a_held_login_is_pinged_and_then_let_in(fresh):
    fresh.start()
    fresh.nextcloud.fault("/uid", status=503)
    with Raw(fresh.daemon, timeout=50) as raw:
        began = time.monotonic()
        raw.send(frame("alice") + frame("alice-password"))
        opcode, payload = raw.read_frame()
        assert opcode == 9 and time.monotonic() - began < 46
        raw.send(frame(payload, opcode=10))
        fresh.nextcloud.heal()
        assert raw.read_text() == "authenticated"
        assert time.monotonic() - began < 60
