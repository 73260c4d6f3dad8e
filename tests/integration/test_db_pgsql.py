# SPDX-License-Identifier: AGPL-3.0-or-later
"""The store against a real PostgreSQL: every way in, every TLS switch right and wrong, a pooler,
and failures."""

import os
import signal
import socket
import subprocess
import time

import pytest

from dbservers import (ME, PgBouncer, certificates, inserts, literal, postgres, scratch, suspend,
                       tables)
from storeprobe import Probe, ProbeError, refused
from support import free_port

NAMES = ["alice", "Alice", "jürgen", "o'neil\\", 'q"`;--', "名前", "trail ", "trail"]
MOUNTS = [(1, 10, "alice"), (1, 11, "jürgen"), (2, 12, "alice"), (3, 404, "alice"),
          (9223372036854775807, 9223372036854775806, "alice")]
MOUNTS += [(7, 13, name) for name in NAMES]
FILES = [(10, 1, ""), (11, 1, None), (12, 2, "files/Größe 💾"), (13, 7, "files/x"),
         (9223372036854775806, 5, "files")]
PASSWORDS = ["", "@:/?#%", "pä$$wörd €", "a'b\"c\\d`", " blank ", "host=x user=y", "x" * 90]
PEER = "nobody" if os.geteuid() == 0 else ME
HBA = f"""
local all {PEER} peer
local all stranger peer
host all trusted all trust
host all old all md5
host all clear all password
host all kept all reject
hostssl all tlsonly all scram-sha-256
host all tlsonly all reject
hostssl all certuser all cert
"""


def grant(server, user, password, database="nc"):
    server.sql(f"CREATE USER {user} PASSWORD {literal('pgsql', password)}")
    server.sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}", database)


@pytest.fixture(scope="module")
def server():
    server = postgres()
    server.create_database("nc")
    server.sql(tables("pgsql") + inserts("pgsql", MOUNTS, FILES), "nc")
    for user in ("nc", PEER, "stranger", "trusted", "clear", "kept", "tlsonly", "certuser"):
        grant(server, user, "pw")
    server.sql("SET password_encryption = md5; CREATE USER old PASSWORD 'pw'")
    server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO old", "nc")
    server.hba(HBA)
    yield server
    server.use_certificate("localhost")


def options(server, **changes):
    chosen = {"kind": "pgsql", "host": "localhost", "port": server.port, "user": "nc",
              "password": "pw", "name": "nc", **changes}
    return {key: value for key, value in chosen.items() if value is not None}


def over_socket(server, **changes):
    return options(server, host=None, socket=server.socket, **changes)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_both_questions_are_answered_over_tcp(server, host):
    with Probe(**options(server, host=host)) as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]
        assert probe.users(2) == [("alice", "files/Größe 💾")]
        assert probe.users(3) == []  # its root is nowhere
        assert probe.users(999) == []
        assert probe.users(9223372036854775807) == [("alice", "files")]
        assert probe.users(2**64 - 1) == []
        assert probe.mounts("alice") == [(1, ""), (2, "files/Größe 💾"), (7, "files/x"),
                                         (9223372036854775807, "files")]
        probe.ping()


def test_it_connects_over_a_unix_socket(server):
    with Probe(**over_socket(server)) as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_compared_byte_by_byte(server, name):
    with Probe(**over_socket(server)) as probe:
        assert (7, "files/x") in probe.mounts(name)
        assert sum(user == name for user, _ in probe.users(7)) == 1
        for other in (b"\xff", b"nobody", name.encode() + b"\xcc\x81", b"' OR 1=1 -- "):
            assert probe.mounts(other) == []


@pytest.mark.parametrize("number", range(len(PASSWORDS)))
def test_passwords_of_any_bytes_arrive_unchanged(server, number):
    password, user = PASSWORDS[number], f"scram{number}"
    grant(server, user, password)
    assert password == "" or server.sql(
        f"SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = '{user}'") == "t"
    if password == "":
        # PostgreSQL lets nobody in with one.
        error = refused(**options(server, user=user, password=""))
        assert error.code == "AUTH" and "password" in error.text
        return
    with Probe(**options(server, user=user, password=password)) as probe:
        probe.ping()
    error = refused(**options(server, user=user, password=password + "x"))
    assert error.code == "AUTH"
    assert not password.strip() or password not in error.text


@pytest.mark.parametrize("user,password", [("old", "pw"), ("clear", "pw"), ("trusted", None)])
def test_other_methods(server, user, password):
    with Probe(**options(server, user=user, password=password)) as probe:
        probe.ping()
    if password:
        assert refused(**options(server, user=user, password="wrong")).code == "AUTH"


def test_the_operating_system_vouches_for_its_user_on_a_socket(server):
    run_as = PEER if os.geteuid() == 0 else None
    with Probe(**over_socket(server, user=PEER, password=None, run_as=run_as)) as probe:
        probe.ping()
    # Without a user the name is the process's own.
    with Probe(**over_socket(server, user=None, password=None, run_as=run_as)) as probe:
        probe.ping()
    error = refused(**over_socket(server, user="stranger", password=None, run_as=run_as))
    assert error.code == "AUTH" and "stranger" in error.text


def test_the_password_file_and_the_environment_count_where_nothing_is_set(server):
    path = os.path.join(scratch(), "pgpass")
    with open(path, "w", encoding="ascii") as file:
        file.write(f"*:{server.port}:nc:nc:pw\n")
    os.chmod(path, 0o600)
    chosen = options(server, password=None)
    assert refused(**chosen).code == "AUTH"
    with Probe(**chosen, env={"PGPASSFILE": path}) as probe:
        probe.ping()
    everything = {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": "nc",
                  "PGPASSWORD": "pw", "PGDATABASE": "nc"}
    with Probe(kind="pgsql", env=everything) as probe:
        probe.ping()


TLS = [
    # certificate, host, mode, authority, comes about
    ("localhost", "localhost", "default", None, True),
    ("localhost", "localhost", "disable", None, True),
    ("localhost", "localhost", "require", None, True),
    ("stranger", "localhost", "require", None, True),
    ("stranger", "localhost", "require", "ca", True),
    ("stranger", "127.0.0.1", "default", None, True),
    ("localhost", "localhost", "verify-ca", "ca", True),
    ("elsewhere", "localhost", "verify-ca", "ca", True),
    ("elsewhere", "127.0.0.1", "verify-ca", "ca", True),
    ("stranger", "localhost", "verify-ca", "ca", False),
    ("localhost", "localhost", "verify-ca", "other-ca", False),
    ("localhost", "localhost", "verify-ca", None, False),
    ("localhost", "localhost", "verify-full", "ca", True),
    ("elsewhere", "localhost", "verify-full", "ca", False),
    ("stranger", "localhost", "verify-full", "ca", False),
    ("localhost", "localhost", "verify-full", None, False),
    ("localhost", "127.0.0.1", "verify-full", "ca", False),
    ("addresses", "127.0.0.1", "verify-full", "ca", True),
    ("addresses", "::1", "verify-full", "ca", True),
    ("addresses", "localhost", "verify-full", "ca", False),
    ("localhost", "localhost", "verify-full", "missing", False),
]


@pytest.mark.parametrize("certificate,host,mode,authority,works", TLS)
def test_tls(server, certificate, host, mode, authority, works):
    server.use_certificate(certificate)
    chosen = options(server, host=host, tls=mode,
                     ca=certificates().path(authority + ".pem") if authority else None)
    if not works:
        assert refused(**chosen).code == "TLS"
        return
    with Probe(**chosen) as probe:
        probe.ping()
    # The server lets this one in over TLS only: what it says is the proof.
    chosen["user"] = "tlsonly"
    if mode == "disable":
        assert refused(**chosen).code == "AUTH"
    else:
        with Probe(**chosen) as probe:
            probe.ping()


@pytest.mark.parametrize("mode", ["verify-ca", "verify-full"])
def test_without_an_authority_the_systems_are_trusted(server, mode):
    server.use_certificate("localhost")
    for authority, works in (("ca", True), ("other-ca", False)):
        chosen = options(server, tls=mode,
                         env={"SSL_CERT_FILE": certificates().path(authority + ".pem")})
        if works:
            with Probe(**chosen) as probe:
                probe.ping()
        else:
            assert refused(**chosen).code == "TLS"


def test_a_client_certificate_is_shown(server):
    server.use_certificate("localhost")
    chosen = options(server, user="certuser", password=None, tls="verify-full",
                     ca=certificates().path("ca.pem"))
    with Probe(**chosen, cert=certificates().path("client.pem"),
               key=certificates().path("client.key")) as probe:
        probe.ping()
    assert refused(**chosen).code == "AUTH"
    assert refused(**chosen, cert=certificates().path("stranger.pem"),
                   key=certificates().path("stranger.key")).code in ("TLS", "AUTH", "UNREACHABLE")


def test_tls_is_not_used_on_sockets(server):
    ca = certificates().path("other-ca.pem")
    with Probe(**over_socket(server, tls="verify-full", ca=ca)) as probe:
        probe.ping()


def test_a_server_without_tls_is_refused_when_tls_was_asked_for(server):
    server.sql("ALTER SYSTEM SET ssl = off")
    server.reload()
    ca = certificates().path("ca.pem")
    try:
        for mode in ("require", "verify-ca", "verify-full"):
            assert refused(**options(server, tls=mode, ca=ca)).code == "TLS"
        for mode in ("default", "disable"):
            with Probe(**options(server, tls=mode)) as probe:
                probe.ping()
    finally:
        server.sql("ALTER SYSTEM RESET ssl")
        server.reload()


@pytest.mark.parametrize("prefix", ["", 'we`ird-"ä ', "NC_"])
def test_any_table_prefix_works(server, prefix):
    name = "p" + prefix.encode().hex()
    server.create_database(name)
    server.sql(tables("pgsql", prefix) + inserts("pgsql", [(1, 10, "bob")], FILES, prefix), name)
    server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO nc", name)
    with Probe(**over_socket(server, name=name, prefix=prefix)) as probe:
        probe.ping()
        assert probe.users(1) == [("bob", "")]
        assert probe.mounts("bob") == [(1, "")]


def test_the_search_path_of_the_user_counts(server):
    server.create_database("elsewhere")
    server.sql("CREATE SCHEMA hidden; SET search_path = hidden;" + tables("pgsql")
               + inserts("pgsql", [(1, 10, "carol")], FILES), "elsewhere")
    grant(server, "pathfinder", "pw")
    server.sql("GRANT USAGE ON SCHEMA hidden TO pathfinder;"
               "GRANT SELECT ON ALL TABLES IN SCHEMA hidden TO pathfinder;"
               "ALTER USER pathfinder SET search_path = hidden", "elsewhere")
    with Probe(**options(server, name="elsewhere", user="pathfinder")) as probe:
        assert probe.users(1) == [("carol", "")]


def test_parameters_are_passed_on(server):
    with Probe(**options(server), parameter="application_name:a b'c") as probe:
        probe.ping()
        names = "SELECT application_name FROM pg_stat_activity WHERE usename = 'nc'"
        assert server.sql(names) == "a b'c"
    with Probe(**options(server)) as probe:
        probe.ping()
        assert server.sql(names) == "notify_push"


def test_a_database_name_is_never_a_connection_string(server):
    error = refused(**options(server, name="host=127.0.0.1 dbname=nc"))
    assert error.code == "NO_DATABASE"


def test_failures_say_what_and_where(server):
    server.sql("CREATE USER blind PASSWORD 'pw'; GRANT CONNECT ON DATABASE nc TO blind")
    server.sql("GRANT SELECT ON oc_mounts TO blind", "nc")
    port = free_port()
    cases = [
        ({"password": "secret%"}, "AUTH", ["nc", str(server.port), "dbpassword"]),
        ({"user": "kept"}, "AUTH", ["kept", "pg_hba.conf"]),
        ({"port": port}, "UNREACHABLE", [f"localhost:{port}", "running"]),
        ({"host": "nowhere.invalid"}, "UNREACHABLE", ["nowhere.invalid"]),
        ({"name": "nix"}, "NO_DATABASE", ["nix", "dbname"]),
        ({"prefix": "oc1_"}, "NO_TABLE", ["oc1_filecache", "dbtableprefix"]),
        ({"user": "blind"}, "DENIED", ["filecache", "SELECT"]),
    ]
    for changes, code, words in cases:
        error = refused(**options(server, **changes))
        assert error.code == code
        for word in words:
            assert word in error.text
        assert "secret%" not in error.text and "LOCATION" not in error.text
    gone = refused(**options(server, host=None, socket="/nowhere"))
    assert gone.code == "UNREACHABLE" and "/nowhere" in gone.text


@pytest.mark.parametrize("tls", ["default", "disable"])
def test_a_killed_session_is_replaced_unnoticed(server, tls):
    with Probe(**options(server, tls=tls)) as probe:
        probe.ping()
        killed = server.sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                            " WHERE usename = 'nc'")
        assert killed == "t"
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]


def test_a_restarted_server_is_found_again(server):
    with Probe(**options(server)) as tcp, Probe(**over_socket(server)) as local:
        server.stop()
        try:
            for probe in (tcp, local):
                for _ in range(2):
                    with pytest.raises(ProbeError) as caught:
                        probe.users(1)
                    assert caught.value.code == "UNREACHABLE"
        finally:
            server.start()
        for probe in (tcp, local):
            assert probe.users(1) == [("alice", ""), ("jürgen", "")]


def test_a_locked_table_is_not_waited_for_longer_than_told(server):
    blocker = server.session("nc")
    blocker.stdin.write("BEGIN; LOCK TABLE oc_mounts IN ACCESS EXCLUSIVE MODE; SELECT 'locked';\n")
    blocker.stdin.flush()
    assert "locked" in blocker.stdout.readline()
    try:
        with Probe(**options(server, statement_ms=400)) as probe:
            start = time.monotonic()
            with pytest.raises(ProbeError) as caught:
                probe.users(1)
            assert caught.value.code == "TIMEOUT" and "statement timeout" in caught.value.text
            assert 0.35 < time.monotonic() - start < 5
            blocker.communicate("ROLLBACK;\n")
            assert probe.users(1) == [("alice", ""), ("jürgen", "")]
    finally:
        blocker.kill()
        blocker.wait()


@pytest.mark.parametrize("tls", ["default", "disable"])
def test_a_server_that_stops_in_the_middle_is_given_up(server, tls):
    with Probe(**options(server, statement_ms=300, tls=tls)) as probe:
        probe.ping()
        pid = int(server.sql("SELECT pid FROM pg_stat_activity WHERE usename = 'nc'"))
        suspend(pid)
        try:
            start = time.monotonic()
            with pytest.raises(ProbeError) as caught:
                probe.users(1)
            assert caught.value.code == "TIMEOUT"
            assert 1.2 < time.monotonic() - start < 5
        finally:
            os.kill(pid, signal.SIGCONT)
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]


def test_a_mute_server_does_not_hold_the_connection_up():
    with socket.create_server(("127.0.0.1", 0)) as mute:
        start = time.monotonic()
        error = refused(kind="pgsql", host="127.0.0.1", port=mute.getsockname()[1], user="nc",
                        name="nc", connect_ms=500)
        assert error.code == "TIMEOUT"
        assert time.monotonic() - start < 5


def test_sessions_cannot_write(server):
    """A view whose reading writes: only a transaction that is read-only is kept from it."""
    server.create_database("trap")
    server.sql(tables("pgsql") + """
        ALTER TABLE oc_mounts RENAME TO real_mounts;
        CREATE FUNCTION trap() RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER AS
            'BEGIN INSERT INTO oc_filecache VALUES (1, 1, ''''); RETURN 1; END';
        CREATE VIEW oc_mounts AS SELECT 1 AS storage_id, trap() AS root_id, 'x' AS user_id;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO nc;""", "trap")
    with Probe(**over_socket(server, name="trap")) as probe:
        with pytest.raises(ProbeError) as caught:
            probe.users(1)
        assert "read-only" in caught.value.text
    assert server.sql("SELECT COUNT(*) FROM oc_filecache", "trap") == "0"


def test_an_answer_over_the_limit_is_cut_off_and_the_connection_goes_on(server):
    with Probe(**options(server, max_bytes=12)) as probe:
        with pytest.raises(ProbeError) as caught:
            probe.users(7)
        assert caught.value.code == "TOO_BIG"
        assert probe.users(999) == []


def test_nothing_is_left_behind_in_a_pooled_session(server):
    """All clients of this pooler share one session: what we set must not reach the others."""
    pooler = PgBouncer(server, "nc", "pw")
    with Probe(**options(server, host="127.0.0.1", port=pooler.port, statement_ms=1234)) as probe:
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]
        assert probe.mounts("jürgen") == [(1, ""), (7, "files/x")]
        with Probe(**options(server, host="127.0.0.1", port=pooler.port, prefix="oc1_")) as other:
            with pytest.raises(ProbeError) as caught:
                other.users(1)
            assert caught.value.code == "NO_TABLE"
        assert probe.users(2) == [("alice", "files/Größe 💾")]
        shown = pooled_settings(pooler)
    assert shown == ["off", "off", "0"]
    pooler.stop()


def pooled_settings(pooler):
    done = subprocess.run(
        ["psql", "-X", "-A", "-t", "-h", "127.0.0.1", "-p", str(pooler.port), "-U", "nc", "nc"],
        input="SHOW transaction_read_only;\nSHOW default_transaction_read_only;\n"
              "SHOW statement_timeout;\n",
        stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "PGPASSWORD": "pw"})
    return done.stdout.split()
