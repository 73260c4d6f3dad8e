# SPDX-License-Identifier: AGPL-3.0-or-later
"""Units in the field let the kernel kill whoever makes certain system calls
(SystemCallFilter=~@privileged ~@resources): the server must not make them on its usual ways."""
import asyncio
import os
import re
import signal
import subprocess

import pytest

from support import TOP

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


def system_calls_of(group):
    """Of a group of systemd, those that it includes too."""
    lines = subprocess.run(["systemd-analyze", "syscall-filter", group], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    names = [line.strip() for line in lines[1:] if line.strip() and not line.strip().startswith("#")]
    return {call for name in names for call in (system_calls_of(name) if name[0] == "@" else {name})}


@pytest.mark.slow
async def test_our_own_unit_lets_it_do_all_it_does(fresh):
    unit = (TOP / "packaging/systemd/notify_push.service").read_text(encoding="utf-8")
    allowed = system_calls_of("@default")
    for group in re.findall(r"^SystemCallFilter=(.*)$", unit, re.M):
        allowed = allowed - system_calls_of(group[1:]) if group[0] == "~" else allowed | system_calls_of(group)
    trace = os.path.join(fresh.folder, "trace")
    fresh.start(environ={"WORKERS": "2"}, wrapper=("strace", "-f", "-qq", "-o", trace, "-e", "signal=none", "--"))
    client = await fresh.login("alice", ids=True)
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 7})
    assert await client.receive() == "notify_file_id [7]"
    assert fresh.daemon.get("/test/reverse_cookie", {"token": fresh.token()})[0] == 200
    fresh.daemon.metrics()
    await asyncio.sleep(11)  # what it does now and then
    await client.close()
    assert end_traced(fresh.daemon) == 0
    with open(trace, encoding="utf-8") as file:
        calls = set(re.findall(r"^\d+ +(\w+)\(", file.read(), re.M))
    assert {"epoll_wait", "accept4", "execve"} <= calls <= allowed, calls - allowed
