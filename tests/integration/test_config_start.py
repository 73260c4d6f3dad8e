# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole server from a config.php: started with nothing else, and told about changes."""

import os
import subprocess
import urllib.request

import pytest

from pushserver import World
from support import nowhere, push_server, wait_for

PORT = 7867  # the default, since nothing says another


@pytest.fixture(name="started")
def fixture_started():
    """A Nextcloud folder, and `notify_push config.php` with an empty environment over it."""
    with World(start=False) as world:
        root = os.path.join(world.folder, "nextcloud")
        os.makedirs(root + "/config")
        os.makedirs(root + "/data")
        os.rename(world.database.path, root + "/data/nextcloud.db")
        world.database.path = root + "/data/nextcloud.db"
        world.config = root + "/config/config.php"
        with open(world.config, "w", encoding="utf-8") as file:
            file.write(f"""<?php
$CONFIG = array (
  'dbtype' => 'sqlite3',
  'dbname' => 'nextcloud',
  'datadirectory' => OC::$SERVERROOT . '/data',
  'overwrite.cli.url' => '{world.nextcloud.url}',
  'memcache.local' => '\\\\OC\\\\Memcache\\\\APCu',
  'redis' => array (
    'host' => '{world.redis_server.socket}',
    'port' => 0,
  ),
  'logout_url' => exec('hostname'),
);
""")
        world.log_path = os.path.join(world.folder, "log")
        with open(world.log_path, "wb") as log:
            # Another test of this machine may hold the port for a while.
            wait_for(port_is_free, "port 7867 is free", 60)
            process = subprocess.Popen([push_server(), world.config], env={}, cwd=nowhere(), stdout=log,
                                       stderr=subprocess.STDOUT)
        try:
            wait_for(lambda: ready() or process.poll() is not None, "ready", 15)
            assert process.poll() is None, log_of(world)
            yield world
            process.terminate()
            assert process.wait(10) == 0
        finally:
            process.kill()


def log_of(world):
    with open(world.log_path, encoding="utf-8") as file:
        return file.read()


def port_is_free():
    import socket
    with socket.socket(socket.AF_INET6) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(("::", PORT))
        except OSError:
            return False
    return True


def ready():
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/test/cookie", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


async def test_config_php_is_all_that_it_needs(started):
    import websockets
    async with websockets.connect(f"ws://127.0.0.1:{PORT}/ws") as socket:
        await socket.send("alice")
        await socket.send("alice-password")
        assert await socket.recv() == "authenticated"
        started.custom("alice", "hello", {"a": 1})
        assert await socket.recv() == 'hello {"a":1}'
        # Storage 1 is alice's, by the database that config.php names.
        started.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 7})
        assert await socket.recv() == "notify_file"


def test_a_change_of_config_php_is_one_line_of_notice(started):
    with open(started.config, encoding="utf-8") as file:
        text = file.read()
    for prefix in ("other_", "other_"):
        with open(started.config, "w", encoding="utf-8") as file:
            file.write(text.replace("'logout_url'", f"'dbtableprefix' => '{prefix}', 'logout_url'"))
    wait_for(lambda: "was changed since the start" in log_of(started), "notice", 25)
    assert log_of(started).count("was changed since the start") == 1
    assert "database prefix" in log_of(started)
