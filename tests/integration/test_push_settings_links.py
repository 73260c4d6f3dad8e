# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings of Redis and of the databases reach the link: judged by `notify_push check`, which uses the
links as the server does, and by the whole server where something has to come of it."""
import os
import shutil
import subprocess

import pytest

from dbservers import certificates, inserts, mariadb, postgres, tables
from redisservers import Sentinels, Server
from support import wait_for
from test_push_settings import check

PEM = certificates().path

pytestmark = pytest.mark.patient


# --- Redis ---

@pytest.fixture(name="redis_tls", scope="module", params=["addresses", "localhost"])
def fixture_redis_tls(request):
    """A server at 127.0.0.1 whose certificate is for that address, and one for another name."""
    server = Server(port=None, unix=False, tls=True, certificate=request.param).start()
    yield server, request.param == "addresses"
    server.stop()


@pytest.mark.parametrize("environ, right_name, other_name", [
    ({}, False, False),
    ({"REDIS_TLS_CA": "ca.pem"}, True, False),
    ({"REDIS_TLS_CA": "other-ca.pem"}, False, False),
    ({"REDIS_TLS_CA": "ca.pem", "REDIS_TLS_DONT_VALIDATE_HOSTNAME": "1"}, True, True),
    ({"REDIS_TLS_CA": "other-ca.pem", "REDIS_TLS_DONT_VALIDATE_HOSTNAME": "1"}, False, False),
    ({"REDIS_TLS_INSECURE": "true"}, True, True),
])
def test_whose_certificate_redis_may_have(fresh, redis_tls, environ, right_name, other_name):
    server, is_right = redis_tls
    environ = {name: PEM(value) if value.endswith(".pem") else value
               for name, value in environ.items()}
    links = check(fresh, REDIS_URL=f"rediss://{server.node()}", **environ)
    assert links["redis"] == (right_name if is_right else other_name)


@pytest.mark.better
@pytest.mark.parametrize("context, right_name, other_name", [
    ("'cafile' => '{ca}'", True, False), ("'capath' => '{directory}'", True, False),
    ("'cafile' => '{ca}', 'peer_name' => 'localhost'", False, True),
    ("'cafile' => '{ca}', 'verify_peer_name' => false", True, True), ("'verify_peer' => false", True, True),
])
def test_the_ssl_context_of_config_php(fresh, redis_tls, tmp_path, context, right_name, other_name):
    server, is_right = redis_tls
    (tmp_path / "hashed").mkdir()
    shutil.copy(PEM("ca.pem"), tmp_path / "hashed" / "ca.pem")
    subprocess.run(["openssl", "rehash", str(tmp_path / "hashed")], check=True, capture_output=True)
    context = context.format(ca=PEM("ca.pem"), directory=tmp_path / "hashed")
    config = tmp_path / "config.php"
    config.write_text(f"<?php $CONFIG = ['redis' => ['host' => 'tls://127.0.0.1', 'port' => {server.port},"
                      f" 'ssl_context' => [{context}]]];\n")
    links = check(fresh, config=str(config), REDIS_URL=None)
    assert links["redis"] == (right_name if is_right else other_name)


def test_the_database_of_redis_and_its_password(fresh):
    server = Server(port=None, unix=False, password="Xylo-1").start()
    links = check(fresh, REDIS_URL=f"redis://:Xylo-1@{server.node()}/3")
    # The trial of the trusted proxy leaves a token there; Nextcloud looks for it elsewhere.
    assert links["redis"] and server.client(db=3).get("test-token")
    assert not check(fresh, REDIS_URL=f"redis://:wrong@{server.node()}")["redis"]
    server.stop()


@pytest.mark.better
def test_sentinels_may_have_a_password_of_their_own(fresh):
    group = Sentinels(password="Xylo-1", sentinel_password="Zeta-2")
    hosts = ",".join(sentinel.node() for sentinel in group.sentinels)
    for query, good in (("?sentinel_pass=Zeta-2", True), ("?sentinel_pass=wrong", False), ("", False)):
        assert check(fresh, REDIS_URL=f"redis+sentinel://:Xylo-1@{hosts}/mymaster{query}")["redis"] == good
    group.stop()


# --- databases ---

PASSWORD = "p@ss/w:rd%41?#"
ENCODED = "p%40ss%2Fw%3Ard%2541%3F%23"


@pytest.fixture(name="database", scope="module", params=[mariadb, postgres], ids=["mysql", "pgsql"])
def fixture_database(request):
    """A server with storage 5 in one database; storages 102 and 103 lie on two shards."""
    server = request.param()
    mounts = [(5, 50, "alice"), (102, 1020, "alice"), (103, 1030, "bob")]
    files = {"whole": [(50, 5, "files")], "whole_s0": [(1020, 102, "")], "whole_s1": [(1030, 103, "")]}
    if server.kind == "mysql":
        server.sql(f"CREATE USER pusher IDENTIFIED BY '{PASSWORD}' REQUIRE X509;"
                   f"CREATE USER plain IDENTIFIED BY '{PASSWORD}';"
                   "GRANT SELECT ON `whole%`.* TO pusher; GRANT SELECT ON `whole%`.* TO plain")
    else:
        server.sql(f"CREATE USER pusher PASSWORD '{PASSWORD}'; CREATE USER plain PASSWORD '{PASSWORD}'")
        server.hba("hostssl all pusher all scram-sha-256 clientcert=verify-ca\nhost all pusher all reject")
    for name, rows in files.items():
        server.create_database(name)
        server.sql(tables(server.kind) + inserts(server.kind, mounts if name == "whole" else (), rows), name)
        if server.kind == "pgsql":
            server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO pusher, plain", name)
    yield server
    if server.kind == "pgsql":
        server.hba("")


def url_of(server, user, parameters=""):
    scheme = {"mysql": "mysql", "pgsql": "postgresql"}[server.kind]
    return f"{scheme}://{user}:{ENCODED}@127.0.0.1:{server.port}/whole{parameters}"


def tls_of(server, authority, with_certificate):
    names = {"mysql": ("ssl-mode=verify_ca", "ssl-ca", "ssl-cert", "ssl-key"),
             "pgsql": ("sslmode=verify-ca", "sslrootcert", "sslcert", "sslkey")}[server.kind]
    text = f"?{names[0]}&{names[1]}={PEM(authority)}"
    if with_certificate:
        text += f"&{names[2]}={PEM('client.pem')}&{names[3]}={PEM('client.key')}"
    return text


@pytest.mark.parametrize("authority, with_certificate, good", [
    ("ca.pem", True, True), ("ca.pem", False, False), ("other-ca.pem", True, False)])
def test_tls_to_the_database(fresh, database, authority, with_certificate, good):
    url = url_of(database, "pusher", tls_of(database, authority, with_certificate))
    assert check(fresh, DATABASE_URL=url)["database"] == good


def revocation_list(folder, *names):
    """By the authority of certificates(), of those of its certificates."""
    (folder / "index").touch()
    (folder / "conf").write_text(f"[ca]\ndefault_ca=d\n[d]\ndatabase={folder}/index\ndefault_md=sha256\n"
                                 "default_crl_days=2\n")
    base = ["openssl", "ca", "-config", str(folder / "conf"), "-cert", PEM("ca.pem"), "-keyfile", PEM("ca.key")]
    for name in names:
        subprocess.run([*base, "-revoke", PEM(name + ".pem")], check=True, capture_output=True)
    subprocess.run([*base, "-gencrl", "-out", str(folder / "crl.pem")], check=True, capture_output=True)
    return folder / "crl.pem"


def test_a_certificate_of_postgresql_may_be_revoked(fresh, database, tmp_path):
    if database.kind != "pgsql":
        pytest.skip("MySQL has no such setting")
    for revoked, good in (([], True), (["localhost"], False)):
        parameters = tls_of(database, "ca.pem", True) + f"&sslcrl={revocation_list(tmp_path, *revoked)}"
        assert check(fresh, DATABASE_URL=url_of(database, "pusher", parameters))["database"] == good


def test_the_socket_of_the_database(fresh, database):
    place = {"mysql": f"mysql://plain:{ENCODED}@localhost/whole?socket={database.socket}",
             "pgsql": f"postgresql://plain:{ENCODED}@/whole?host={database.socket}&port={database.port}"}
    assert check(fresh, DATABASE_URL=place[database.kind])["database"]
    wrong = place[database.kind].replace(ENCODED, "wrong")
    assert not check(fresh, DATABASE_URL=wrong)["database"]


async def test_events_through_the_database(fresh, database):
    more = "?application_name=the+pusher" if database.kind == "pgsql" else ""
    fresh.start(environ={"DATABASE_URL": url_of(database, "plain", more)})
    client = await fresh.login("alice", ids=True)
    fresh.publish("notify_storage_update", {"storage": 5, "path": "filesystem", "file_id": 6})
    fresh.publish("notify_storage_update", {"storage": 5, "path": "files/a", "file_id": 7})
    assert await client.receive() == "notify_file_id [7]"
    if more:
        assert "the pusher" in database.sql("SELECT application_name FROM pg_stat_activity")
    await client.close()


@pytest.mark.better
async def test_events_through_shards(fresh, database, tmp_path):
    """filecache on two shards, but for storages below 100."""
    config = tmp_path / "config.php"
    config.write_text(f"""<?php $CONFIG = [
  'dbtype' => '{database.kind}', 'dbhost' => '127.0.0.1:{database.port}', 'dbname' => 'whole',
  'dbuser' => 'plain', 'dbpassword' => '{PASSWORD}',
  'dbsharding' => ['filecache' => ['table' => 'filecache', 'shards' => [
      ['port' => {database.port}, 'dbname' => 'whole_s0'], ['port' => {database.port}, 'dbname' => 'whole_s1'],
    ], 'from_shard_key' => 100, 'from_primary_key' => 0]],
];
""")
    os.chmod(config, 0o644)
    fresh.start(config=str(config), environ={"DATABASE_URL": None})
    alice, bob = await fresh.login("alice", ids=True), await fresh.login("bob", ids=True)
    for storage, path in ((5, "files/a"), (102, "b"), (103, "c")):
        fresh.publish("notify_storage_update", {"storage": storage, "path": path, "file_id": storage})
    ids = set()
    while ids != {"5", "102"}:  # one message, or two when a shard took its time
        text = await alice.receive()
        assert text.startswith("notify_file_id ["), text
        ids |= set(text[16:-1].split(","))
    assert await bob.receive() == "notify_file_id [103]"
    await alice.close()
    await bob.close()


@pytest.mark.better
async def test_three_connections_at_most_and_nobody_waits_for_them(fresh, database):
    fresh.start(environ={"DATABASE_URL": url_of(database, "plain")})
    client = await fresh.login("alice", ids=True)
    count = {"mysql": "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'plain'",
             "pgsql": "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'plain'"}[database.kind]
    lock, unlock = {"mysql": ("USE whole; LOCK TABLES oc_mounts WRITE;", "UNLOCK TABLES;"),
                    "pgsql": ("BEGIN; LOCK TABLE oc_mounts IN ACCESS EXCLUSIVE MODE;", "COMMIT;")}[database.kind]
    session = database.session() if database.kind == "mysql" else database.session("whole")
    session.stdin.write(lock + "SELECT 'locked';\n")
    session.stdin.flush()
    assert session.stdout.readline() == "locked\n"
    try:
        for storage in (*range(200, 230), 5):
            fresh.publish("notify_storage_update", {"storage": storage, "path": "files/a", "file_id": storage})
        wait_for(lambda: int(database.sql(count)) == 3, "three connections", 5)
        fresh.custom("alice", "meanwhile")
        assert await client.receive(1) == "meanwhile"
        assert int(database.sql(count)) == 3
    finally:
        session.communicate(unlock + "\n", timeout=10)
    assert await client.receive() == "notify_file_id [5]"
    await client.close()
