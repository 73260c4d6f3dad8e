# SPDX-License-Identifier: AGPL-3.0-or-later
"""The watchdog of systemd is fed only while every thread makes progress (wire.md §7)."""
import contextlib
import os
import subprocess
import time

import pytest

from servicemanager import Manager
from support import wait_for


@contextlib.contextmanager
def hung(thread, seconds):
    """Keeps a thread from returning to its loop: a tracer holds it before it may wait."""
    tracer = subprocess.Popen(
        ["strace", "-qq", "-o", "/dev/null", "-p", str(thread), "-e", "trace=epoll_wait", "-e",
         f"inject=epoll_wait:delay_enter={int(seconds * 1e6)}"], stderr=subprocess.PIPE)
    try:
        yield
    finally:
        tracer.terminate()
        tracer.wait(seconds + 10)
        tracer.stderr.close()


def threads_in_epoll(daemon):
    """The hub first: its thread is the process. Threads for SQL wait elsewhere."""
    folder = f"/proc/{daemon.process.pid}/task"

    def waits(thread):
        with open(f"{folder}/{thread}/syscall", encoding="ascii") as file:
            return file.read().split()[0] == "232"
    return [int(thread) for thread in sorted(os.listdir(folder), key=int) if waits(thread)]


def fed(manager, seconds):
    manager.heard("")
    manager.lines.clear()
    time.sleep(seconds)
    manager.heard("")
    return manager.lines.count("WATCHDOG=1")


@pytest.mark.better
@pytest.mark.slow
@pytest.mark.serial
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="knows the number of one system call")
@pytest.mark.parametrize("who", ["hub", "worker"])
def test_a_thread_that_hangs_is_noticed(fresh, who):
    manager = Manager(fresh.folder)
    fresh.start(environ={"NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "300000", "WORKERS": "2"})
    wait_for(lambda: manager.heard("READY=1"), "READY=1")
    threads = wait_for(lambda: len(found := threads_in_epoll(fresh.daemon)) == 3 and found, "three loops")
    assert threads[0] == fresh.daemon.process.pid
    assert fed(manager, 1) >= 4
    with hung(threads[0] if who == "hub" else threads[2], 4):
        time.sleep(0.7)  # until the tracer holds it, and what was on its way is back
        assert fed(manager, 2) == 0
    wait_for(lambda: fed(manager, 1) >= 4, "fed again")
