# SPDX-License-Identifier: AGPL-3.0-or-later
"""A Redis that stays away does not fail the unit: after 30 s it is ready without, and says so (wire.md §7)."""
import time

import pytest

from servicemanager import Manager
from support import wait_for

pytestmark = [pytest.mark.better, pytest.mark.patient, pytest.mark.slow]


def test_ready_after_half_a_minute_without_redis(fresh):
    manager = Manager(fresh.folder)
    fresh.redis_server.stop()
    began = time.monotonic()
    fresh.start(environ={"NOTIFY_SOCKET": manager.path}, wait=False, log="warn")
    wait_for(lambda: manager.heard("READY=1"), "READY=1", 40)
    assert 29 < time.monotonic() - began < 33
    assert manager.heard("STATUS=waiting for Redis")
    assert len(fresh.daemon.logged("WARN .*Redis cannot be subscribed to for 30 s")) == 1
    assert fresh.daemon.get("/readyz")[0] == 503
    fresh.redis_server.start()
    wait_for(lambda: fresh.daemon.get("/readyz")[0] == 200, "ready", 10)
    wait_for(lambda: manager.heard("STATUS=0 session(s) of 0 user(s), 0 event(s)"), "the status", 5)
    assert manager.lines.count("READY=1") == 1
