# SPDX-License-Identifier: AGPL-3.0-or-later
"""The store against a real MariaDB: every way in, every TLS switch right and wrong, and failures."""

import os
import signal
import socket
import ssl
import time

import pytest

from dbservers import ME, MariaDb, certificates, inserts, mariadb, scratch, suspend, tables
from mysql_standin import FileThief, OldServer, Sha2Server, Switcher
from storeprobe import Probe, ProbeError, refused
from support import free_port

NAMES = ["alice", "Alice", "jürgen", "o'neil\\", 'q"`;--', "名前", "trail ", "trail"]
MOUNTS = [(1, 10, "alice"), (1, 11, "jürgen"), (2, 12, "alice"), (3, 404, "alice"),
          (9223372036854775807, 9223372036854775806, "alice")]
MOUNTS += [(7, 13, name) for name in NAMES]
FILES = [(10, 1, ""), (11, 1, None), (12, 2, "files/Größe 💾"), (13, 7, "files/x"),
         (9223372036854775806, 5, "files")]
PASSWORDS = ["", "@:/?#%", "pä$$wörd €", "a'b\"c\\d`", " blank ", "%41+&=;", "x" * 79]


@pytest.fixture(scope="module")
def server():
    server = mariadb()
    server.create_database("nc")
    server.sql(tables("mysql") + inserts("mysql", MOUNTS, FILES), "nc")
    server.sql("CREATE USER nc IDENTIFIED BY 'pw'; GRANT SELECT ON nc.* TO nc")
    yield server
    server.use_certificate("localhost")


def options(server, **changes):
    chosen = {"kind": "mysql", "host": "localhost", "port": server.port, "user": "nc",
              "password": "pw", "name": "nc", **changes}
    return {key: value for key, value in chosen.items() if value is not None}


def over_socket(server, **changes):
    return options(server, host=None, port=None, socket=server.socket, **changes)


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


def test_a_collation_without_case_does_not_mix_names(server):
    server.create_database("nocase")
    server.sql(tables("mysql").replace("utf8mb4_bin", "utf8mb4_general_ci")
               + inserts("mysql", [(1, 10, "alice"), (2, 10, "ALICE")], FILES), "nocase")
    server.sql("GRANT SELECT ON nocase.* TO nc")
    with Probe(**over_socket(server, name="nocase")) as probe:
        assert probe.mounts("alice") == [(1, "")]


# MariaDB's ed25519 lets nobody in with an empty password.
WAYS_IN = [(plugin, number) for plugin in ("mysql_native_password", "ed25519")
           for number in range(len(PASSWORDS)) if PASSWORDS[number] or plugin != "ed25519"]


@pytest.mark.parametrize("plugin,number", WAYS_IN)
def test_passwords_of_any_bytes_arrive_unchanged(server, plugin, number):
    password, user = PASSWORDS[number], f"{plugin[:2]}{number}"
    escaped = password.replace("\\", "\\\\").replace("'", "\\'")
    server.sql(f"CREATE OR REPLACE USER {user} IDENTIFIED VIA {plugin} USING PASSWORD('{escaped}');"
               f"GRANT SELECT ON nc.* TO {user}")
    with Probe(**options(server, user=user, password=password)) as probe:
        probe.ping()
    error = refused(**options(server, user=user, password=password + "x"))
    assert error.code == "AUTH"
    assert not password.strip() or password not in error.text


def test_the_operating_system_vouches_for_its_user_on_a_socket(server):
    me = "nobody" if os.geteuid() == 0 else ME
    server.sql("".join(f"CREATE USER {name}@localhost IDENTIFIED VIA unix_socket;"
                       f"GRANT SELECT ON nc.* TO {name}@localhost;" for name in (me, "stranger")))
    chosen = over_socket(server, password=None, run_as=me)
    with Probe(**{**chosen, "user": me}) as probe:
        probe.ping()
    assert refused(**{**chosen, "user": "stranger"}).code == "AUTH"


def test_a_password_in_the_clear_needs_a_verified_line(server):
    server.sql("CREATE OR REPLACE USER pam IDENTIFIED VIA pam; GRANT SELECT ON nc.* TO pam")
    server.use_certificate("localhost")
    plain = refused(**options(server, user="pam", tls="disable"))
    unverified = refused(**options(server, user="pam", tls="require"))
    assert (plain.code, unverified.code) == ("AUTH", "AUTH")
    assert "not allowed" in plain.text and plain.text == unverified.text
    verified = refused(**options(server, user="pam", tls="verify-full",
                                 ca=certificates().path("ca.pem")))
    assert "Access denied" in verified.text  # was asked, but PAM knows no such user
    assert "Access denied" not in plain.text


TLS = [
    # certificate, host, mode, authority, comes about
    ("localhost", "localhost", "default", None, True),
    ("localhost", "localhost", "disable", None, True),
    ("localhost", "localhost", "require", None, True),
    ("stranger", "localhost", "require", None, True),
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


@pytest.fixture(scope="module")
def tls_users(server):
    server.sql("CREATE USER tlsonly IDENTIFIED BY 'pw' REQUIRE SSL; GRANT SELECT ON nc.* TO tlsonly;"
               "CREATE USER certuser IDENTIFIED BY 'pw' REQUIRE X509;"
               "GRANT SELECT ON nc.* TO certuser")
    return server


@pytest.mark.parametrize("certificate,host,mode,authority,works", TLS)
def test_tls(tls_users, certificate, host, mode, authority, works):
    tls_users.use_certificate(certificate)
    chosen = options(tls_users, host=host, tls=mode,
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
def test_without_an_authority_the_systems_are_trusted(tls_users, mode):
    tls_users.use_certificate("localhost")
    for authority, works in (("ca", True), ("other-ca", False)):
        chosen = options(tls_users, tls=mode,
                         env={"SSL_CERT_FILE": certificates().path(authority + ".pem")})
        if works:
            with Probe(**chosen) as probe:
                probe.ping()
        else:
            assert refused(**chosen).code == "TLS"


def test_a_client_certificate_is_shown(tls_users):
    tls_users.use_certificate("localhost")
    mine = {"cert": certificates().path("client.pem"), "key": certificates().path("client.key")}
    chosen = options(tls_users, user="certuser", tls="verify-full", ca=certificates().path("ca.pem"))
    with Probe(**chosen, **mine) as probe:
        probe.ping()
    assert refused(**chosen).code == "AUTH"
    stranger = {"cert": certificates().path("stranger.pem"),
                "key": certificates().path("stranger.key")}
    assert refused(**chosen, **stranger).code in ("TLS", "UNREACHABLE", "AUTH")


def test_tls_is_not_used_on_sockets(tls_users):
    ca = certificates().path("other-ca.pem")
    with Probe(**over_socket(tls_users, tls="verify-full", ca=ca)) as probe:
        probe.ping()


def test_a_server_that_demands_tls_gets_it_by_default(tls_users):
    tls_users.use_certificate("stranger")
    tls_users.sql("SET GLOBAL require_secure_transport = ON")
    try:
        with Probe(**options(tls_users)) as probe:
            probe.ping()
        # MariaDB words it as it likes: "Access denied", or that the transport is insecure.
        assert refused(**options(tls_users, tls="disable")).code in ("AUTH", "TLS")
    finally:
        tls_users.sql("SET GLOBAL require_secure_transport = OFF")


def test_a_server_without_tls_is_refused_when_tls_was_asked_for():
    server = MariaDb(tls=False)
    server.create_database("nc")
    server.sql(tables("mysql"), "nc")
    server.sql("CREATE USER nc IDENTIFIED BY 'pw'; GRANT SELECT ON nc.* TO nc")
    ca = certificates().path("ca.pem")
    for mode in ("require", "verify-ca", "verify-full"):
        assert refused(**options(server, tls=mode, ca=ca)).code == "TLS"
    for mode in ("default", "disable"):
        with Probe(**options(server, tls=mode)) as probe:
            probe.ping()
    server.stop()


def test_tls_that_cannot_be_had_is_done_without_only_when_nobody_asked_for_it():
    """The server offers a version that OpenSSL refuses today; PHP would not have tried at all."""
    server = MariaDb(extra=["--tls-version=TLSv1.1"])
    server.create_database("nc")
    server.sql(tables("mysql"), "nc")
    server.sql("CREATE USER nc IDENTIFIED BY 'pw'; GRANT SELECT ON nc.* TO nc")
    for mode in ("require", "verify-ca", "verify-full"):
        assert refused(**options(server, tls=mode, ca=certificates().path("ca.pem"))).code == "TLS"
    with Probe(**options(server)) as probe:
        probe.ping()
    server.stop()


def test_localhost_without_tcp_means_the_well_known_socket(server):
    known = "/tmp/mysql.sock"
    for other in (known, "/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock"):
        if os.path.exists(other):
            pytest.skip(other + " belongs to somebody")
    closed = free_port()
    assert refused(**options(server, port=closed)).code == "UNREACHABLE"
    os.symlink(server.socket, known)
    try:
        for host in ("localhost", None):
            with Probe(**options(server, host=host, port=closed)) as probe:
                probe.ping()
            assert refused(**options(server, host=host, port=closed, password="x")).code == "AUTH"
        for changes in ({"host": "127.0.0.1"}, {"tls": "require"}):
            assert refused(**options(server, **{"port": closed, **changes})).code == "UNREACHABLE"
    finally:
        os.unlink(known)


@pytest.mark.parametrize("prefix", ["", "we`ird-\"ä ", "NC_"])
def test_any_table_prefix_works(server, prefix):
    name = "p" + prefix.encode().hex()
    server.create_database(name)
    server.sql(tables("mysql", prefix) + inserts("mysql", [(1, 10, "bob")], FILES, prefix), name)
    server.sql(f"GRANT SELECT ON {name}.* TO nc")
    with Probe(**over_socket(server, name=name, prefix=prefix)) as probe:
        probe.ping()
        assert probe.users(1) == [("bob", "")]
        assert probe.mounts("bob") == [(1, "")]


def test_failures_say_what_and_where(server):
    server.sql("CREATE USER blind IDENTIFIED BY 'pw'; GRANT SELECT ON nc.oc_mounts TO blind;"
               "CREATE USER any IDENTIFIED BY 'pw'; GRANT SELECT ON *.* TO any")
    port = free_port()
    cases = [
        ({"password": "secret%"}, "AUTH", ["nc", str(server.port), "dbpassword"]),
        ({"port": port}, "UNREACHABLE", [f"localhost:{port}", "running"]),
        ({"host": "nowhere.invalid"}, "UNREACHABLE", ["nowhere.invalid"]),
        ({"user": "any", "name": "nix"}, "NO_DATABASE", ["nix", "dbname"]),
        ({"prefix": "oc1_"}, "NO_TABLE", ["oc1_filecache", "dbtableprefix"]),
        ({"user": "blind"}, "DENIED", ["filecache", "SELECT"]),
    ]
    for changes, code, words in cases:
        error = refused(**options(server, **changes))
        assert error.code == code
        for word in words:
            assert word in error.text
        assert "secret%" not in error.text
    gone = refused(**options(server, host=None, port=None, socket="/nowhere/sock"))
    assert gone.code == "UNREACHABLE" and "/nowhere/sock" in gone.text


@pytest.mark.parametrize("host", ["localhost=x", "a;b"])
def test_a_host_that_the_library_would_take_for_options_is_refused(server, host):
    assert refused(**options(server, host=host)).code == "EINVAL"


def test_option_files_are_not_read(server):
    home = os.path.join(scratch(), "home")
    os.makedirs(home, exist_ok=True)
    with open(os.path.join(home, ".my.cnf"), "w", encoding="ascii") as file:
        file.write("[client]\nuser=wrong\npassword=wrong\nport=1\nssl-verify-server-cert\n"
                   "[client-server]\nport=1\n")
    with Probe(**options(server, env={"HOME": home, "MYSQL_HOME": home})) as probe:
        probe.ping()


@pytest.mark.parametrize("tls", ["default", "disable"])
def test_a_killed_session_is_replaced_unnoticed(server, tls):
    with Probe(**options(server, tls=tls)) as probe:
        probe.ping()
        ids = server.sql("SELECT id FROM information_schema.processlist WHERE user = 'nc'")
        server.sql("".join(f"KILL {number};" for number in ids.split()))
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
    blocker = server.session()
    blocker.stdin.write("LOCK TABLES nc.oc_mounts WRITE; SELECT 'locked';\n")
    blocker.stdin.flush()
    assert "locked" in blocker.stdout.readline()
    try:
        with Probe(**options(server, statement_ms=400)) as probe:
            start = time.monotonic()
            with pytest.raises(ProbeError) as caught:
                probe.users(1)
            assert caught.value.code == "TIMEOUT"
            assert 0.35 < time.monotonic() - start < 5
            blocker.communicate("UNLOCK TABLES;\n")
            assert probe.users(1) == [("alice", ""), ("jürgen", "")]
    finally:
        blocker.kill()
        blocker.wait()


@pytest.mark.parametrize("tls", ["default", "disable"])
def test_a_server_that_stops_in_the_middle_is_given_up(server, tls):
    with Probe(**options(server, statement_ms=500, tls=tls)) as probe:
        suspend(server.process.pid)
        try:
            start = time.monotonic()
            with pytest.raises(ProbeError) as caught:
                probe.users(1)
            assert caught.value.code == "TIMEOUT"
            assert time.monotonic() - start < 8
        finally:
            server.signal(signal.SIGCONT)
        assert probe.users(1) == [("alice", ""), ("jürgen", "")]


def test_a_mute_server_does_not_hold_the_connection_up():
    with socket.create_server(("127.0.0.1", 0)) as mute:
        start = time.monotonic()
        error = refused(kind="mysql", host="127.0.0.1", port=mute.getsockname()[1], user="nc",
                        name="nc", connect_ms=1000, statement_ms=500)
        assert error.code in ("TIMEOUT", "UNREACHABLE")
        assert time.monotonic() - start < 8


def test_what_others_commit_is_seen_even_when_the_server_turns_autocommit_off(server):
    server.sql("SET GLOBAL init_connect = 'SET autocommit = 0'")
    try:
        with Probe(**options(server)) as probe:
            assert probe.mounts("late") == []
            server.sql(inserts("mysql", [(1, 10, "late")]), "nc")
            assert probe.mounts("late") == [(1, "")]
    finally:
        server.sql("SET GLOBAL init_connect = ''; DELETE FROM nc.oc_mounts WHERE user_id = 'late'")


def test_sessions_cannot_write(server):
    """A view whose reading writes: only a session that is read-only is kept from it."""
    server.create_database("trap")
    server.sql(tables("mysql"), "trap")
    server.sql("RENAME TABLE oc_mounts TO real_mounts;\nDELIMITER //\n"
               "CREATE FUNCTION trap() RETURNS BIGINT BEGIN"
               " INSERT INTO oc_filecache VALUES (1, 1, ''); RETURN 1; END//\n", "trap")
    server.sql("CREATE VIEW oc_mounts AS SELECT 1 AS storage_id, trap() AS root_id, 'x' AS user_id;"
               "GRANT SELECT, EXECUTE ON trap.* TO nc", "trap")
    with Probe(**over_socket(server, name="trap")) as probe:
        with pytest.raises(ProbeError) as caught:
            probe.users(1)
        assert "READ ONLY" in caught.value.text
    assert server.sql("SELECT COUNT(*) FROM oc_filecache", "trap") == "0"


def test_an_answer_over_the_limit_is_cut_off_and_the_connection_goes_on(server):
    with Probe(**options(server, max_bytes=12)) as probe:
        with pytest.raises(ProbeError) as caught:
            probe.users(7)
        assert caught.value.code == "TOO_BIG"
        assert probe.users(999) == []


def test_a_server_gets_no_files_of_ours():
    path = os.path.join(scratch(), "precious")
    with open(path, "w", encoding="ascii") as file:
        file.write("precious content")
    with FileThief(path) as thief:
        error = refused(kind="mysql", host="127.0.0.1", port=thief.port, user="nc", name="nc")
    assert thief.asked
    assert error.code == "UNREACHABLE"
    assert b"precious" not in thief.stolen


@pytest.mark.parametrize("password", PASSWORDS[:4])
@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("tls", ["default", "disable"])
def test_caching_sha2_password_without_tls(password, fast, tls):
    """Never in the clear. (Connector/C would, when asked for TLS that the server does not have.)"""
    with Sha2Server(password, scratch(), fast) as sha2:
        chosen = {"kind": "mysql", "host": "127.0.0.1", "port": sha2.port, "user": "nc",
                  "name": "nc", "tls": tls}
        with Probe(**chosen, password=password) as probe:
            probe.ping()
        assert refused(**chosen, password=password + "x").code == "AUTH"
    first = "empty" if not password else "fast" if fast else "rsa"
    assert sha2.ways == [first, "empty" if not password else "rsa"]


@pytest.mark.parametrize("password", ["", "pä@:/?#%"])
@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("tls", ["default", "require", "verify-ca", "verify-full"])
def test_caching_sha2_password_over_tls(password, fast, tls):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates().path("addresses.pem"),
                            certificates().path("addresses.key"))
    with Sha2Server(password, scratch(), fast, tls=context) as sha2:
        chosen = {"kind": "mysql", "host": "127.0.0.1", "port": sha2.port, "user": "nc",
                  "name": "nc", "tls": tls, "ca": certificates().path("ca.pem")}
        with Probe(**chosen, password=password) as probe:
            probe.ping()
        assert refused(**chosen, password=password + "x").code == "AUTH"
    first = "empty" if not password else "fast" if fast else "clear"
    assert sha2.ways == [first, "empty" if not password else "clear"]


@pytest.mark.parametrize("plugin", ["mysql_clear_password", "dialog", "sha256_password",
                                    "mysql_old_password", "../../etc/x"])
@pytest.mark.parametrize("first", [False, True])
def test_no_server_talks_us_into_saying_the_password(plugin, first):
    with Switcher(plugin, plugin.encode() if first else b"mysql_native_password") as switcher:
        error = refused(kind="mysql", host="127.0.0.1", port=switcher.port, user="nc", name="nc",
                        password="geheim")
    assert error.code == "AUTH" and "not allowed" in error.text
    assert switcher.heard == b""


def test_on_a_socket_the_password_may_be_said():
    path = os.path.join(scratch(), "clear.sock")
    with Switcher("mysql_clear_password", path=path) as switcher:
        refused(kind="mysql", socket=path, user="nc", name="nc", password="geheim")
    assert b"geheim" in switcher.heard


@pytest.mark.parametrize("tls", ["require", "verify-ca", "verify-full"])
def test_a_password_does_not_leave_without_the_tls_that_was_asked_for(tls):
    with Sha2Server("pw", scratch()) as sha2:
        error = refused(kind="mysql", host="127.0.0.1", port=sha2.port, user="nc", name="nc",
                        password="pw", tls=tls, ca=certificates().path("ca.pem"))
        assert error.code == "TLS"
    assert sha2.ways == []
    with OldServer() as old:
        error = refused(kind="mysql", host="127.0.0.1", port=old.port, user="nc", name="nc",
                        password="pw", tls=tls, ca=certificates().path("ca.pem"))
        assert error.code == "TLS"
    assert old.heard == b""


def test_caching_sha2_password_on_a_socket():
    path = os.path.join(scratch(), "sha2.sock")
    with Sha2Server("pä@:/?#%", scratch(), path=path) as sha2:
        chosen = {"kind": "mysql", "socket": path, "user": "nc", "name": "nc"}
        with Probe(**chosen, password="pä@:/?#%") as probe:
            probe.ping()
        assert refused(**chosen, password="x").code == "AUTH"
    assert sha2.ways == ["clear", "clear"]
