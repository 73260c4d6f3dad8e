# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program is replaced while it runs (an update of the app)."""
import os
import shutil

import pytest

from support import push_server, wait_for

pytestmark = [pytest.mark.better, pytest.mark.patient, pytest.mark.slow]


async def test_a_replaced_binary_is_started_in_our_place(fresh):
    binary = os.path.join(fresh.folder, "notify_push")
    shutil.copy2(push_server(), binary)
    fresh.start(binary=binary)
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
