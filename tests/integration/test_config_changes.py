# SPDX-License-Identifier: AGPL-3.0-or-later
"""A config.php that is being written, and one that changes while the server runs."""

import fcntl
import os
import select
import subprocess
import threading
import time

import pytest

from config_support import MYSQL
from support import nowhere, program


def finish(path, text, delay, lock):
    """Truncates PATH, waits, writes TEXT: as Nextcloud does, with or without its lock."""
    file = open(path, "r+b")
    if lock:
        fcntl.flock(file, fcntl.LOCK_EX)
    file.truncate(0)
    ready = threading.Event()

    def work():
        ready.set()
        time.sleep(delay)
        file.write(text)
        file.close()

    thread = threading.Thread(target=work)
    thread.start()
    ready.wait()
    return thread


@pytest.mark.parametrize("lock", [True, False])
def test_an_empty_file_is_read_again(config, lock):
    config.mysql()
    thread = finish(config.path, (MYSQL % "").encode(), 0.4, lock)
    result = config.dump()
    thread.join()
    assert result.values["database host"] == "db.example.com"
    assert result.warnings == []


def test_a_file_cut_short_is_read_again(config):
    text = (MYSQL % "").encode()
    config.write(text[:150])

    def complete():
        time.sleep(0.4)
        config.write(text)

    thread = threading.Thread(target=complete)
    thread.start()
    result = config.dump()
    thread.join()
    assert result.values["database host"] == "db.example.com"


def test_an_old_broken_file_is_not_waited_for(config):
    config.write((MYSQL % "").encode()[:150])
    os.utime(config.path, (1000000000, 1000000000))
    started = time.monotonic()
    config.fail()
    assert time.monotonic() - started < 0.7


def text_so_far(descriptor):
    text = b""
    while select.select([descriptor], [], [], 0)[0]:
        more = os.read(descriptor, 65536)
        if not more:
            break
        text += more
    return text.decode()


def watch(config, *changes, arguments=()):
    """Starts, makes the changes 0.3 s apart, returns the notices after each."""
    env = {"CONFIG_PROBE_WATCH": "60"}
    notices = []
    with subprocess.Popen([program("config_probe"), config.path, *arguments], env=env, cwd=nowhere(), bufsize=0,
                          stdout=subprocess.PIPE) as process:
        try:
            while process.stdout.readline() != b"run\n":
                pass
            for change in changes:
                time.sleep(0.1)
                change()
                time.sleep(0.5)
                notices.append(text_so_far(process.stdout.fileno()))
        finally:
            process.kill()
    return notices


def test_a_change_that_matters_is_told_once(config):
    path = config.mysql()
    text = MYSQL % ""
    notices = watch(
        config,
        lambda: os.utime(path),
        lambda: config.write(text.replace("'redis' =>", "'other' => 1, 'redis' =>")),
        lambda: config.write(text.replace("TopSecret1", "TopSecret2")),
        lambda: os.utime(path),
        lambda: config.write(text.replace("TopSecret1", "TopSecret2")
                             .replace("db.example.com", "db2")),
        lambda: config.write(text[:100]),
        lambda: config.write(text),
        lambda: os.unlink(path),
    )
    assert not notices[0] and not notices[1]
    assert notices[2] == (f"notice: {path} was changed since the start: database password "
                          f"({path}:7); restart to take it over\n")
    assert not notices[3]
    assert f"database host ({path}:4), database password" in notices[4]
    assert notices[4].count("\n") == 1
    assert not notices[5] and not notices[6] and not notices[7]


def test_a_new_fragment_is_noticed(config):
    config.mysql()
    notices = watch(config,
                    lambda: config.write("<?php $CONFIG = ['dbname' => 'new'];", "n.config.php"),
                    arguments=["--glob-config"])
    assert "database name" in notices[0] and "n.config.php:1" in notices[0]


def test_a_look_at_changes_waits_for_nobody(config):
    """Somebody holds the lock of an empty file: the server has better things to do than wait."""
    config.mysql()

    def lock_it():
        file = open(config.path, "r+b")
        fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        config.held = file

    env = {"CONFIG_PROBE_WATCH": "1"}
    with subprocess.Popen([program("config_probe"), config.path], env=env, cwd=nowhere(), bufsize=0,
                          stdout=subprocess.PIPE) as process:
        while process.stdout.readline() != b"run\n":
            pass
        lock_it()
        text = process.stdout.read().decode()
    config.held.close()
    assert "notice" not in text
    slowest = int(text.split("slowest: ")[1].split(" ")[0])
    assert slowest < 300


def test_with_php_any_change_is_told_without_running_it(config, tmp_path):
    config.mysql()
    log = tmp_path / "runs"
    wrapper = tmp_path / "php"
    wrapper.write_text(f"#!/bin/sh\necho run >>{log}\nexec /usr/bin/php \"$@\"\n")
    wrapper.chmod(0o755)
    notices = watch(config, lambda: os.utime(config.path), arguments=["--php", str(wrapper)])
    assert "was changed since the start" in notices[0]
    assert log.read_text() == "run\n"
