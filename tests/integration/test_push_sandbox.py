# SPDX-License-Identifier: AGPL-3.0-or-later
"""Units in the field let the kernel kill whoever makes certain system calls
(SystemCallFilter=~@privileged ~@resources): the server must not make them on its usual ways."""
import os
import re
import signal

import pytest

# Of the two groups of systemd.exec(5), what a server could come upon by a library of its own.
FORBIDDEN = ("chown,fchown,lchown,fchownat,setuid,setgid,setreuid,setregid,setresuid,setresgid,setgroups,"
             "setfsuid,setfsgid,capset,chroot,mount,umount2,pivot_root,quotactl,clock_settime,settimeofday,"
             "adjtimex,ioprio_set,mbind,migrate_pages,move_pages,sched_setaffinity,sched_setattr,"
             "sched_setparam,sched_setscheduler,set_mempolicy,setpriority,setrlimit")


def end_traced(daemon):
    """The tracer does not hand signals on: its child is the server."""
    tracer = daemon.process.pid
    with open(f"/proc/{tracer}/task/{tracer}/children", encoding="ascii") as file:
        os.kill(int(file.read().split()[0]), signal.SIGTERM)
    return daemon.process.wait(10)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
async def test_nothing_that_a_hardened_unit_forbids(fresh, workers):
    trace = os.path.join(fresh.folder, "trace")
    # listen is there to see that anything is seen at all.
    fresh.start(unix=True, environ={"WORKERS": workers, "METRICS_PORT": None},
                wrapper=("strace", "-f", "-qq", "--seccomp-bpf", "-o", trace, "-e",
                         f"trace=listen,{FORBIDDEN}", "-e", "signal=none", "--"))
    client = await fresh.login("alice", ids=True)
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 7})
    assert await client.receive() == "notify_file_id [7]"
    await client.close()
    assert end_traced(fresh.daemon) == 0
    with open(trace, encoding="utf-8") as file:
        calls = re.findall(r"^\d+ +(\w+)\(", file.read(), re.M)
    assert calls == ["listen"], calls
