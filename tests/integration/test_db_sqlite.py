# SPDX-License-Identifier: AGPL-3.0-or-later
"""The store on SQLite files while another process writes them, under the right and the wrong user."""

import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import time

import pytest

from dbservers import inserts, scratch, tables
from storeprobe import Probe, ProbeError, refused

AS_ROOT = os.geteuid() == 0
MOUNTS = [(1, 10, "alice"), (1, 11, "jürgen"), (2, 12, "alice"), (3, 404, "alice"),
          (9223372036854775807, 9223372036854775806, "alice"), (7, 13, "o'neil\\"), (7, 13, "Alice")]
FILES = [(10, 1, ""), (11, 1, None), (12, 2, "files/Größe 💾"), (13, 7, "files/x"),
         (9223372036854775806, 5, "files")]


def fill(path, mode="WAL", prefix="oc_"):
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.executescript(tables("sqlite", prefix)
                                 + inserts("sqlite", MOUNTS, FILES, prefix))
    connection.close()


@pytest.fixture
def folder():
    path = tempfile.mkdtemp(prefix="sqlite-", dir=scratch())
    os.chmod(path, 0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture(params=["WAL", "DELETE"])
def database(folder, request):
    path = os.path.join(folder, "owncloud.db")
    fill(path, request.param)
    return path


def test_both_questions_are_answered(database):
    with Probe(kind="sqlite", path=database) as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]
        assert probe.users(2) == [("alice", "files/Größe 💾")]
        assert probe.users(3) == []
        assert probe.users(9223372036854775807) == [("alice", "files")]
        assert probe.users(2**64 - 1) == []
        assert probe.mounts("alice") == [(1, ""), (2, "files/Größe 💾"),
                                         (9223372036854775807, "files")]
        assert probe.mounts("Alice") == [(7, "files/x")]
        assert probe.mounts("o'neil\\") == [(7, "files/x")]
        assert probe.mounts(b"\xff") == []
        probe.ping()


def test_what_another_process_commits_is_seen_while_it_writes(database):
    """A second process commits all the time; no read fails, each sees whole transactions only."""
    code = ("import sqlite3, sys, time\n"
            "db = sqlite3.connect(sys.argv[1], timeout=10, isolation_level=None)\n"
            "for i in range(10**9):\n"
            "    db.execute('BEGIN IMMEDIATE')\n"
            "    for j in (1, 2):\n"
            "        db.execute(\"INSERT INTO oc_mounts (storage_id, root_id, user_id, mount_point)"
            " VALUES (50, 10, ?, '')\", (f'u{i}-{j}',))\n"
            "    db.execute('COMMIT')\n"
            "    time.sleep(0.002)\n")
    writer = subprocess.Popen(["/usr/bin/python3", "-c", code, database])
    seen = []
    try:
        with Probe(kind="sqlite", path=database) as probe:
            deadline = time.monotonic() + 15
            while len(set(seen)) < 50 and time.monotonic() < deadline:
                seen.append(len(probe.users(50)))
    finally:
        assert writer.poll() is None, "the writer was disturbed"
        writer.kill()
        writer.wait()
    assert all(count % 2 == 0 for count in seen)
    assert seen == sorted(seen) and len(set(seen)) >= 50


def test_a_file_locked_by_a_writer_is_not_waited_for_longer_than_told(folder):
    path = os.path.join(folder, "x.db")
    fill(path, "DELETE")
    with Probe(kind="sqlite", path=path, statement_ms=300) as probe:
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        with pytest.raises(ProbeError) as caught:
            probe.users(1)
        assert caught.value.code == "TIMEOUT"
        assert 0.2 < time.monotonic() - start < 5
        blocker.execute("ROLLBACK")
        blocker.close()
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]


def test_a_slow_query_is_stopped(folder):
    path = os.path.join(folder, "x.db")
    with sqlite3.connect(path) as connection:
        connection.executescript("""
            CREATE TABLE oc_filecache (fileid, storage, path);
            CREATE VIEW oc_mounts AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                SELECT i AS storage_id, i AS root_id, 'x' AS user_id FROM n;
            INSERT INTO oc_filecache VALUES (1, 0, '');""")
    connection.close()
    with Probe(kind="sqlite", path=path, statement_ms=300) as probe:
        start = time.monotonic()
        with pytest.raises(ProbeError) as caught:
            probe.users(1)
        assert caught.value.code == "TIMEOUT"
        assert 0.25 < time.monotonic() - start < 5


@pytest.mark.parametrize("name", ["a b?c#d%41&e=f.db", "größe 💾.db", "q'\"`;.db", "mode=memory.db"])
def test_any_file_name_works(folder, name):
    path = os.path.join(folder, name)
    fill(path)
    with Probe(kind="sqlite", path=path) as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]
    assert sorted(os.listdir(folder)) == [name]


@pytest.mark.parametrize("prefix", ["", 'we`ird-"ä ', "NC_"])
def test_any_table_prefix_works(folder, prefix):
    path = os.path.join(folder, "x.db")
    fill(path, prefix=prefix)
    with Probe(kind="sqlite", path=path, prefix=prefix) as probe:
        probe.ping()
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]


def test_failures_say_what_and_where(folder):
    missing = os.path.join(folder, "none.db")
    error = refused(kind="sqlite", path=missing)
    assert error.code == "NO_DATABASE"
    assert missing in error.text and "datadirectory" in error.text
    assert os.listdir(folder) == []

    assert refused(kind="sqlite", path=folder).code == "NO_DATABASE"
    assert refused(kind="sqlite", path=":memory:").code == "EINVAL"
    assert refused(kind="sqlite", path="").code == "EINVAL"

    empty = os.path.join(folder, "empty.db")
    open(empty, "wb").close()
    error = refused(kind="sqlite", path=empty)
    assert error.code == "NO_TABLE" and "oc_filecache" in error.text

    other = os.path.join(folder, "other.db")
    with open(other, "wb") as file:
        file.write(b"not a database at all " * 100)
    error = refused(kind="sqlite", path=other)
    assert error.code == "OTHER" and "not a database" in error.text


def test_a_file_restored_from_a_backup_is_noticed(database):
    with Probe(kind="sqlite", path=database) as probe:
        assert probe.users(60) == []
        for suffix in ("-wal", "-shm"):
            if os.path.exists(database + suffix):
                os.unlink(database + suffix)
        fill(database + ".new")
        with sqlite3.connect(database + ".new") as connection:
            connection.executescript(inserts("sqlite", [(60, 10, "restored")]))
        connection.close()
        os.rename(database + ".new", database)
        assert probe.users(60) == [("restored", "")]
        os.rename(database, database + ".gone")
        with pytest.raises(ProbeError) as caught:
            probe.users(60)
        assert caught.value.code == "NO_DATABASE"
        os.rename(database + ".gone", database)
        assert probe.users(60) == [("restored", "")]


def test_nothing_is_written(database):
    """SQLite has no SELECT that writes; so the file itself tells, and what lies beside it."""
    with open(database, "rb") as file:
        before = file.read()
    with Probe(kind="sqlite", path=database) as probe:
        probe.ping()
        probe.users(1)
    with open(database, "rb") as file:
        assert file.read() == before
    assert sorted(os.listdir(os.path.dirname(database))) == [os.path.basename(database)]


def test_an_answer_over_the_limit_is_cut_off_and_the_connection_goes_on(database):
    with Probe(kind="sqlite", path=database, max_bytes=12) as probe:
        with pytest.raises(ProbeError) as caught:
            probe.users(7)
        assert caught.value.code == "TOO_BIG"
        assert probe.users(999) == []


def test_read_only_reads_beside_a_writer(database):
    writer = sqlite3.connect(database)
    writer.execute("SELECT * FROM oc_mounts").fetchall()
    with Probe(kind="sqlite", path=database, read_only=1) as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]
        writer.executescript(inserts("sqlite", [(1, 10, "late")]))
        assert probe.users(1) == [("alice", ""), ("jürgen", ""), ("late", "")]
    writer.close()


needs_root = pytest.mark.skipif(not AS_ROOT, reason="changes users, needs root")


def give(path, user):
    entry = pwd.getpwnam(user)
    os.chown(path, entry.pw_uid, entry.pw_gid)


@needs_root
@pytest.mark.parametrize("reader", ["root", "www-data"])
def test_the_files_beside_a_wal_database_belong_to_the_web_server(folder, reader):
    """Whoever opens first makes -wal and -shm: PHP must be able to write them afterwards."""
    path = os.path.join(folder, "x.db")
    fill(path)
    for item in (folder, path):
        give(item, "www-data")
    with Probe(kind="sqlite", path=path, run_as=reader) as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]
        assert {os.stat(path + suffix).st_uid for suffix in ("-wal", "-shm")} \
            == {pwd.getpwnam("www-data").pw_uid}
        code = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); " \
               "d.execute(\"INSERT INTO oc_filecache VALUES (77, 1, '')\"); d.commit()"
        subprocess.run(["/usr/bin/python3", "-c", code, path], check=True, user="www-data",
                       group="www-data", extra_groups=[])


@needs_root
def test_another_user_creates_nothing_and_is_told_what_to_do(folder):
    path = os.path.join(folder, "x.db")
    fill(path)
    for item in (folder, path):
        give(item, "www-data")
    os.chmod(folder, 0o777)
    os.chmod(path, 0o666)
    error = refused(kind="sqlite", path=path, run_as="nobody")
    assert error.code == "DENIED"
    assert str(pwd.getpwnam("www-data").pw_uid) in error.text and "run this process" in error.text
    assert os.listdir(folder) == ["x.db"]

    # While the web server has it open, reading works, and still nothing is ours.
    with Probe(kind="sqlite", path=path, run_as="www-data") as owner:
        owner.ping()
        with Probe(kind="sqlite", path=path, run_as="nobody") as probe:
            assert probe.users(1) == [("alice", ""), ("jürgen", "")]
        owner.ping()
    assert os.listdir(folder) == ["x.db"]


@needs_root
def test_a_file_that_may_not_be_read_is_reported_as_such(folder):
    path = os.path.join(folder, "x.db")
    fill(path, "DELETE")
    os.chmod(path, 0o600)
    error = refused(kind="sqlite", path=path, run_as="nobody")
    assert error.code == "DENIED" and path in error.text
    os.chmod(folder, 0o700)
    error = refused(kind="sqlite", path=path, run_as="nobody")
    assert error.code == "DENIED" and "Permission denied" in error.text


@needs_root
def test_in_rollback_mode_another_user_may_read(folder):
    path = os.path.join(folder, "x.db")
    fill(path, "DELETE")
    with Probe(kind="sqlite", path=path, run_as="nobody") as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]


@needs_root
def test_a_file_system_without_write_access_falls_back_to_reading(folder):
    path = os.path.join(folder, "x.db")
    fill(path, "DELETE")
    give(path, "nobody")
    os.chmod(path, 0o444)
    with Probe(kind="sqlite", path=path, run_as="nobody") as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]
