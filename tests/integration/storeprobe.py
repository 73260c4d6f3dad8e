# SPDX-License-Identifier: AGPL-3.0-or-later
"""One connection of src/store, in a process of its own (tests/tools/store_probe.c)."""

import functools
import os
import subprocess

from dbservers import account, scratch
from support import program, program_for_anybody


@functools.lru_cache(maxsize=None)
def is_sanitized():
    """Whether the probe was built with AddressSanitizer, whose own memory drowns everything else."""
    with open(program("store_probe"), "rb") as file:
        return b"__asan_init" in file.read()


class ProbeError(Exception):
    """A failure of the store: its code and its words."""

    def __init__(self, line):
        _, self.code, self.text = (line.split(" ", 2) + [""])[:3]
        super().__init__(line)


class Probe:
    """One connection of the store, held by a process of its own. Options as store_probe.c has them."""

    def __init__(self, password=None, run_as=None, env=None, shards=(), **options):
        probe = program_for_anybody("store_probe") if run_as else program("store_probe")
        argv = [probe] + [f"{key}={value}" for key, value in options.items()]
        for shard in shards:
            argv += ["shard="] + [f"shard_{key}={value}" for key, value in shard.items()]
        environment = {"PATH": os.environ["PATH"], "HOME": scratch(), **(env or {})}
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        if password is not None:
            environment["STORE_PROBE_PASSWORD"] = password
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=environment,
                                        **(account(run_as) if run_as else {}))
        try:
            line = self._line()
            if line != "connected":
                raise ProbeError(line)
        except Exception:
            self.close()
            raise

    def _line(self):
        line = self.process.stdout.readline().decode("utf-8", "surrogateescape")
        if not line:
            raise RuntimeError("store_probe ended: " + self.process.stderr.read().decode())
        return line.rstrip("\n")

    def _ask(self, command):
        self.process.stdin.write(command.encode() + b"\n")
        self.process.stdin.flush()
        rows = []
        while True:
            line = self._line()
            if line.startswith("error "):
                raise ProbeError(line)
            fields = line.split(" ")
            if fields[0] == "ok":
                return rows, [int(field) for field in fields[1:]]
            rows.append(fields[1:])

    @staticmethod
    def _text(field):
        return "" if field == "-" else bytes.fromhex(field).decode("utf-8", "surrogateescape")

    def users(self, storage):
        rows, (count, _) = self._ask(f"users {storage}")
        assert count == len(rows)
        return sorted((self._text(user), self._text(path)) for user, path in rows)

    def mounts(self, user):
        name = user if isinstance(user, bytes) else user.encode()
        rows, (count, _) = self._ask("mounts " + name.hex())
        assert count == len(rows)
        return sorted((int(storage), self._text(path)) for storage, path in rows)

    def count(self, storage):
        """Rows, packed bytes, microseconds."""
        return tuple(self._ask(f"count {storage}")[1])

    def ping(self):
        self._ask("ping")

    def peak_memory(self):
        """Bytes of resident memory at most so far."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        raise RuntimeError("no VmHWM")

    def close(self):
        self.process.stdin.close()
        status = self.process.wait(20)
        self.errors = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        return status

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        status = self.close()
        if exception[0] is None:
            assert status == 0 and self.errors == "", self.errors


def refused(**options):
    """The ProbeError of a connection that must not come about."""
    try:
        with Probe(**options) as probe:
            probe.ping()
    except ProbeError as error:
        return error
    raise AssertionError("the connection came about")
