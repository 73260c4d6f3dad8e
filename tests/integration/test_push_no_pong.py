# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever answers no ping and says nothing is gone."""
import time

import pytest

from pushserver import Raw

pytestmark = [pytest.mark.patient, pytest.mark.slow]


def test_a_peer_that_answers_no_ping_is_closed(fresh):
    fresh.start()
    with Raw(fresh.daemon, timeout=70) as raw:
        raw.login(fresh)
        began = time.monotonic()
        while raw.read_frame() is not None:
            pass
        assert time.monotonic() - began < 65
    assert fresh.daemon.metric("notify_push_ping_timeouts_total") == 1
