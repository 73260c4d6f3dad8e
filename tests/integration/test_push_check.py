# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `check` says of each link and advises, and whom `healthcheck` asks (wire.md §7)."""
import os
import subprocess

import pytest

from support import nowhere, push_server

pytestmark = pytest.mark.better


def run(*words, **environ):
    return subprocess.run([push_server(), *words], env=environ, capture_output=True, text=True, timeout=60,
                          cwd=nowhere(), check=False)


def check(world, **environ):
    """(status, what it says by link, with the advice behind it)."""
    result = run("check", **{**world.environ(), **environ})
    links = {}
    for line in result.stdout.splitlines():
        if line[0] in "✓✗":
            name, _, text = line[2:].partition(": ")
            links[name] = line[0] + " " + text
        else:
            links[name] += "\n" + line
    assert list(links) == ["configuration", "database", "redis", "nextcloud", "trusted proxy"], result.stdout
    return result.returncode, links


def faults(links):
    return [name for name, text in links.items() if text[0] == "✗"]


def test_a_table_that_is_not_there(fresh):
    for table in ("mounts", "filecache"):
        with fresh.database.open() as db:
            db.execute(f"ALTER TABLE oc_{table} RENAME TO away")
        status, links = check(fresh)
        assert status == 1 and faults(links) == ["database"]
        assert f"oc_{table}" in links["database"]
        with fresh.database.open() as db:
            db.execute(f"ALTER TABLE away RENAME TO oc_{table}")
    assert check(fresh)[0] == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_sqlite_on_a_file_system_that_is_read_only_for_us(fresh):
    """As a hardened unit makes it: it is not the user that is wrong."""
    with fresh.database.open() as db:
        db.execute("PRAGMA journal_mode = WAL")
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'

    def line():
        result = subprocess.run(["unshare", "-m", "/bin/sh", "-c", script, fresh.folder, push_server(), "check"],
                                env={"PATH": os.environ["PATH"], **fresh.environ()}, capture_output=True,
                                text=True, timeout=60, cwd=nowhere(), check=False)
        return next(line for line in result.stdout.splitlines() if line[2:].startswith("database: "))

    assert line()[0] == "✗" and "the file system is read-only" in line() and "user that owns" not in line()
    with fresh.database.open() as db:  # as while PHP works
        db.execute("SELECT * FROM oc_mounts").fetchall()
        assert line()[0] == "✓"


def test_without_redis_the_rest_is_tried(fresh):
    fresh.redis_server.kill()
    status, links = check(fresh)
    assert status == 1 and faults(links) == ["redis", "trusted proxy"]
    assert "REDIS_URL" in links["redis"] and "not tried" in links["trusted proxy"]
    fresh.redis_server.start()


def test_a_nextcloud_that_is_none_or_cannot_be_reached(fresh):
    status, links = check(fresh, NEXTCLOUD_URL="http://127.0.0.1:1")
    assert status == 1 and faults(links) == ["nextcloud", "trusted proxy"]
    for option in ("--nextcloud-url", "--nextcloud-connect", "--nextcloud-ca", "--allow-self-signed"):
        assert option in links["nextcloud"]
    fresh.nextcloud.fault("/status.php", status=200, body=b"<html>It works!</html>")
    status, links = check(fresh)
    assert status == 1 and faults(links) == ["nextcloud"]
    assert "not like a Nextcloud" in links["nextcloud"] and "is the path right" in links["nextcloud"]


def test_maintenance_is_called_by_its_name(fresh):
    fresh.nextcloud.maintenance = True
    status, links = check(fresh)
    assert status == 1 and "is in maintenance mode" in links["nextcloud"]


def test_an_app_that_is_not_enabled(fresh):
    fresh.nextcloud.fault("/test/remote", status=404)
    status, links = check(fresh)
    assert status == 1 and faults(links) == ["trusted proxy"]
    assert "occ app:enable notify_push" in links["trusted proxy"]


def test_the_line_that_makes_nextcloud_trust_us(fresh):
    fresh.nextcloud.trusted_proxies = []
    status, links = check(fresh)
    assert status == 1 and faults(links) == ["trusted proxy"]
    assert links["trusted proxy"].splitlines()[-1].strip() == (
        "→ occ config:system:set trusted_proxies 10 --value='127.0.0.1'")


def test_nothing_of_the_trial_stays(fresh):
    assert check(fresh)[0] == 0
    assert 0 < fresh.redis.ttl("test-token") <= 60
    written_by_the_app = {"notify_push_remote", "notify_push_forwarded_header"}
    assert set(fresh.redis.keys("*")) - written_by_the_app == {"test-token"}


@pytest.mark.parametrize("bind", ["127.0.0.1", "::1", "0.0.0.0", "::", None])
def test_healthcheck_finds_the_server_by_the_same_settings(fresh, bind):
    fresh.start(environ={"BIND": bind}, wait=False)
    fresh.daemon.wait_listening() if bind != "::1" else None
    environ = {"PORT": str(fresh.daemon.port), **({"BIND": bind} if bind else {})}
    for _ in range(50):  # until it is ready
        if (result := run("healthcheck", **environ)).returncode == 0:
            break
    assert result.returncode == 0, result.stderr
    assert result.stdout == result.stderr == ""


def test_healthcheck_over_a_socket_and_of_a_server_without_redis(fresh):
    fresh.start(unix=True)
    path = fresh.daemon.socket_path
    assert run("healthcheck", SOCKET_PATH=path).returncode == 0
    assert run("healthcheck", "--socket-path", path).returncode == 0
    fresh.redis_server.kill()
    for _ in range(100):
        if (result := run("healthcheck", SOCKET_PATH=path)).returncode:
            break
    assert result.returncode == 1
    assert "not ready" in result.stderr and "redis: down" in result.stderr
    fresh.redis_server.start()


def test_healthcheck_of_nobody_says_where_it_looked(fresh):
    result = run("healthcheck", SOCKET_PATH=fresh.folder + "/none")
    assert result.returncode == 1 and fresh.folder + "/none" in result.stderr
