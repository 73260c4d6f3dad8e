# SPDX-License-Identifier: AGPL-3.0-or-later
"""A host has the client library of its own database, and perhaps no other: the binary needs none to
start, and says what is missing."""
import os
import subprocess

import pytest

from pushserver import wait_for
from support import push_server

pytestmark = pytest.mark.better

LIBRARIES = {"sqlite": ("libsqlite3.so.0", "libsqlite3-0"), "mysql": ("libmariadb.so.3", "libmariadb3"),
             "pgsql": ("libpq.so.5", "libpq5")}


def broken(folder, file):
    """A search path with FILE in it, which is no library."""
    path = os.path.join(folder, "libraries")
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, file), "wb") as library:
        library.write(b"no library")
    return path


def test_the_binary_asks_the_linker_for_no_database():
    headers = subprocess.run(["readelf", "-d", push_server()], check=True, capture_output=True,
                             text=True).stdout
    assert "libcurl.so.4" in headers
    for file, _ in LIBRARIES.values():
        assert file.split(".so")[0] not in headers


@pytest.mark.parametrize("kind", LIBRARIES)
def test_check_names_the_library_and_its_package(fresh, kind):
    file, package = LIBRARIES[kind]
    url = {"sqlite": fresh.environ()["DATABASE_URL"]}.get(kind, f"{kind}://nc:secret@127.0.0.1:1/nc")
    environ = {**fresh.environ(), "DATABASE_URL": url.replace("pgsql:", "postgresql:"),
               "LD_LIBRARY_PATH": broken(fresh.folder, file)}
    done = subprocess.run([push_server(), "check"], env=environ, capture_output=True, text=True,
                          timeout=60, cwd=fresh.folder, check=False)
    assert done.returncode == 1
    assert f"{file}: file too short" in done.stdout, done.stdout
    assert f"Debian's package is {package}" in done.stdout
    assert "secret" not in done.stdout + done.stderr


async def test_it_starts_without_and_goes_on_when_the_library_is_there(fresh):
    file, package = LIBRARIES["sqlite"]
    path = broken(fresh.folder, file)
    fresh.start(environ={"LD_LIBRARY_PATH": path, "DEBOUNCE_DISABLE": "1"})
    alice = await fresh.login("alice")
    fresh.publish("notify_storage_update", {"storage": 1, "path": "a"})
    wait_for(lambda: fresh.daemon.logged(f"WARN .*{package}"), "it says what is missing")
    fresh.publish("notify_activity", {"user": "alice"})
    assert await alice.receive() == "notify_activity"
    os.unlink(os.path.join(path, file))
    assert await alice.receive() == "notify_file"  # the event that has waited, or a catch-up
    assert fresh.daemon.logged("database: back after")
    assert len(fresh.daemon.logged(package)) == 1  # said once
    await alice.close()
