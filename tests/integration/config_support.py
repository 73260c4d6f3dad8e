# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs the settings of notify_push: as the server itself has them, or in tests/tools/config_probe.c,
which ends where the server would start."""

import os
import subprocess

from support import nowhere, program, push_server

# What a start needs when no config.php says it.
COMPLETE = {
    "DATABASE_URL": "mysql://nc:dbsecret@db/nextcloud",
    "REDIS_URL": "redis://:redissecret@redis",
    "NEXTCLOUD_URL": "https://cloud.example.com",
}

# A config.php that says everything that a start needs; more keys come before it.
MYSQL = """<?php
$CONFIG = array (
  'dbtype' => 'mysql',
  'dbhost' => 'db.example.com',
  'dbname' => 'nextcloud',
  'dbuser' => 'nc',
  'dbpassword' => 'TopSecret1',
  'overwrite.cli.url' => 'https://cloud.example.com',
  'redis' => array (
    'host' => 'redis.example.com',
    'port' => 6379,
  ),
%s);
"""


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr
        self.values = {}
        self.origins = {}
        self.warnings = []
        for line in self.out.splitlines():
            if line.startswith("# warning: "):
                self.warnings.append(line[11:])
            elif " = " in line:
                name, rest = line.split(" = ", 1)
                value, origin = rest.rsplit("  # ", 1)
                self.values[name.strip()] = value.strip()
                self.origins[name.strip()] = origin


def run(*arguments, env=None, cwd=None, timeout=20, binary=None):
    """The environment is ENV and nothing else, and the working directory is as good as empty."""
    process = subprocess.run([binary or push_server(), *arguments], env=env or {},
                             cwd=cwd or nowhere(), text=True,
                             stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout,
                             check=False)
    return Result(process)


def dump(*arguments, env=None, **more):
    """The settings, secrets shown; must succeed."""
    result = run(*arguments, "--dump-config", "--show-secrets", env=env, **more)
    assert result.status == 0, result.err
    return result


def probe(*arguments, **more):
    """The same, but what would start the server or ask it only says so."""
    return run(*arguments, binary=program("config_probe"), **more)


class Config:
    """A Nextcloud folder with config/config.php."""

    def __init__(self, folder):
        self.root = str(folder)
        self.folder = os.path.join(self.root, "config")
        self.path = os.path.join(self.folder, "config.php")
        os.makedirs(self.folder, exist_ok=True)

    def write(self, text, name="config.php"):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def mysql(self, more="", replace=()):
        """MYSQL with MORE elements, and with some texts replaced."""
        text = MYSQL % more
        for old, new in replace:
            assert old in text
            text = text.replace(old, new)
        return self.write(text)

    def dump(self, *arguments, env=None, **more):
        return dump(self.path, *arguments, env=env, **more)

    def fail(self, *arguments, env=None, status=1, **more):
        result = run(self.path, *arguments, env=env, **more)
        assert result.status == status, (result.status, result.out, result.err)
        assert "TopSecret" not in result.err
        return result.err
