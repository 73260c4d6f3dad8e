# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program is replaced while it runs (an update of the app)."""
import os
import re
import shutil
import signal

import pytest

from pushserver import Raw
from servicemanager import Manager
from support import push_server, wait_for

pytestmark = [pytest.mark.better, pytest.mark.patient, pytest.mark.slow]


async def test_a_replaced_binary_is_started_in_our_place(fresh):
    binary = os.path.join(fresh.folder, "notify_push")
    shutil.copy2(push_server(), binary)
    manager = Manager(fresh.folder)
    fresh.start(binary=binary, unix=True, environ={"NOTIFY_SOCKET": manager.path})
    wait_for(lambda: manager.heard("READY=1"), "READY=1")
    client = await fresh.login("alice")

    with open(binary + ".new", "w", encoding="ascii") as file:
        file.write("no program at all\n")
    os.chmod(binary + ".new", 0o755)
    os.rename(binary + ".new", binary)
    wait_for(lambda: fresh.daemon.logged("WARN .*was replaced, but the new one does not run"),
             "the complaint", 50)
    fresh.custom("alice", "still the old one")
    assert await client.receive() == "still the old one"

    shutil.copy2(push_server(), binary + ".new")
    os.rename(binary + ".new", binary)
    assert (await client.closed(60))[0] == 1012
    # The socket stays open: whoever connects now waits a moment, and is not refused.
    again = await fresh.login("alice")
    fresh.custom("alice", "the new one")
    assert await again.receive() == "the new one"
    assert fresh.daemon.process.poll() is None
    assert len(fresh.daemon.logged("is listening on")) == 2
    await again.close()
    # After STOPPING=1 systemd would kill the new one when TimeoutStopSec= is over.
    assert manager.heard("RELOADING=1") and not manager.heard("STOPPING=1")
    assert any(re.fullmatch(r"MONOTONIC_USEC=\d+", line) for line in manager.lines)
    wait_for(lambda: manager.heard("READY=1") and manager.lines.count("READY=1") == 2, "READY=1")
    assert manager.lines.index("RELOADING=1") < manager.lines.index("READY=1", 1)
    # The file is still ours, and so it goes with us.
    assert fresh.daemon.stop() == 0
    assert not os.path.exists(fresh.daemon.socket_path)


def test_who_is_told_to_stop_while_making_way_stops(fresh):
    binary = os.path.join(fresh.folder, "notify_push")
    shutil.copy2(push_server(), binary)
    manager = Manager(fresh.folder)
    fresh.start(binary=binary, environ={"NOTIFY_SOCKET": manager.path})
    with Raw(fresh.daemon, timeout=60) as silent:
        silent.login(fresh)
        shutil.copy2(push_server(), binary + ".new")
        os.rename(binary + ".new", binary)
        assert silent.close_code() == 1012  # and this client does not answer it
        fresh.daemon.signal(signal.SIGTERM)
        assert fresh.daemon.process.wait(5) == 0
    assert manager.heard("STOPPING=1")
    assert len(fresh.daemon.logged("is listening on")) == 1
