# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all tests share: the programs of one build folder, free ports, waiting, a place to run in.

The build folder is $PUSH_BUILD, else the one with the newest push server. $PUSH_DAEMON names another
`notify_push` to be judged, even one that is not ours.
"""
import atexit
import functools
import os
import pathlib
import shutil
import socket
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]

PLACES = {
    "notify_push": "src/daemon",
    "test_client": "client",
    "config_probe": "tests/unit/config",
    "login_probe": "tests/unit/push",
    "php_dump": "tests/unit/php",
    "redis_probe": "tests/unit/peer",
    "store_probe": "tests/unit/store",
}


def build_folder():
    if os.environ.get("PUSH_BUILD"):
        return pathlib.Path(os.environ["PUSH_BUILD"])
    built = TOP.glob("build*/src/daemon/notify_push")
    newest = max(built, key=lambda path: path.stat().st_mtime, default=None)
    if newest is None:
        raise FileNotFoundError("nothing is built: run meson and ninja, or set PUSH_BUILD")
    return newest.parents[2]


def program(name):
    """The path of a program of this project."""
    path = build_folder() / PLACES[name] / name
    if not path.exists():
        raise FileNotFoundError(f"{path}: run ninja")
    return str(path)


@functools.lru_cache(maxsize=None)
def program_for_anybody(name):
    """A copy that other users can start, too: the way to the project may be closed to them."""
    folder = tempfile.mkdtemp(prefix="notify_push-programs-")
    os.chmod(folder, 0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return shutil.copy(program(name), folder)


def push_server():
    return os.environ.get("PUSH_DAEMON") or program("notify_push")


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def wait_for(condition, what, seconds=20.0):
    """The first true value of the condition."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError(f"still not after {seconds} s: {what}")


@functools.lru_cache(maxsize=None)
def nowhere():
    """A folder to run programs in that look around: nothing is in it but an empty .env, so that none
    above it is found. Anybody may enter."""
    path = tempfile.mkdtemp(prefix="notify_push-nowhere-")
    os.chmod(path, 0o755)
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    pathlib.Path(path, ".env").touch(0o644)
    return path
