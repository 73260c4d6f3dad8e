# SPDX-License-Identifier: AGPL-3.0-or-later
"""dbsharding: mounts on the main server, filecache rows by storage id on others, no join possible."""

import pytest

from dbservers import Postgres, inserts, mariadb, postgres, tables
from storeprobe import Probe, ProbeError
from support import free_port

FROM = 100  # storages below stay on the main server
MOUNTS = [(5, 50, "alice"), (5, 51, "bob"), (102, 1020, "alice"), (102, 1020, "bob"),
          (102, 1021, "carol"), (102, 1999, "dave"), (102, -1, "erin"), (103, 1030, "alice"),
          (104, 1040, "o'neil\\")]
PLACES = {
    "main": [(50, 5, ""), (51, 5, None), (1030, 103, "wrong server")],
    "s0": [(1020, 102, "files"), (1021, 102, ""), (1040, 104, "ü")],
    "s1": [(1030, 103, "files/x"), (50, 5, "wrong server")],
}


@pytest.fixture(scope="module", params=[mariadb, postgres], ids=["mysql", "pgsql"])
def server(request):
    server = request.param()
    for place, files in PLACES.items():
        name = "shard_" + place
        server.create_database(name)
        server.sql(tables(server.kind)
                   + inserts(server.kind, MOUNTS if place == "main" else (), files), name)
    if server.kind == "mysql":
        server.sql("CREATE USER sharder IDENTIFIED BY 'pw';"
                   "GRANT SELECT ON `shard\\_%`.* TO sharder")
    else:
        server.sql("CREATE USER sharder PASSWORD 'pw'")
        for place in PLACES:
            server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO sharder", "shard_" + place)
    return server


def options(server, **changes):
    return {"kind": server.kind, "host": "127.0.0.1", "port": server.port, "user": "sharder",
            "password": "pw", "name": "shard_main", "from_shard_key": FROM,
            "shards": [{"name": "shard_s0"}, {"name": "shard_s1"}], **changes}


def test_each_storage_is_looked_up_where_it_lives(server):
    with Probe(**options(server)) as probe:
        probe.ping()
        assert probe.users(5) == [("alice", ""), ("bob", "")]
        assert probe.users(102) == [("alice", "files"), ("bob", "files"), ("carol", "")]
        assert probe.users(103) == [("alice", "files/x")]
        assert probe.users(104) == [("o'neil\\", "ü")]
        assert probe.users(999) == []
        assert probe.mounts("alice") == [(5, ""), (102, "files"), (103, "files/x")]
        assert probe.mounts("dave") == []
        assert probe.mounts("erin") == []
        assert probe.mounts("o'neil\\") == [(104, "ü")]


def test_without_a_first_key_everything_is_on_shards(server):
    with Probe(**options(server, from_shard_key=0)) as probe:
        assert probe.users(5) == [("alice", "wrong server")]  # 5 % 2 = 1
        assert probe.users(102) == [("alice", "files"), ("bob", "files"), ("carol", "")]


def test_more_roots_than_fit_a_query_come_in_batches(server):
    main, files = [], []
    for number in range(2500):
        root = number * 7919 % 1250  # each twice, in no order
        main.append((200, 10**18 + root, f"user{number}"))
        if number < 1250 and root % 2 == 0:
            files.append((10**18 + root, 200, f"root {root}"))
    server.sql(inserts(server.kind, main), "shard_main")
    server.sql(inserts(server.kind, (), files), "shard_s0")
    with Probe(**options(server)) as probe:
        expected = sorted((user, f"root {root - 10**18}") for _, root, user in main
                          if root % 2 == 0)
        assert len(expected) == 1250 and probe.users(200) == expected


def test_a_shard_that_is_away_is_named_and_the_others_go_on(server):
    away = [{"name": "shard_s0"}, {"name": "shard_s1", "port": free_port()}]
    with Probe(**options(server, shards=away)) as probe:
        assert len(probe.users(102)) == 3
        with pytest.raises(ProbeError) as caught:
            probe.users(103)
        assert caught.value.code == "UNREACHABLE" and "shard 1" in caught.value.text
        with pytest.raises(ProbeError):
            probe.ping()
        assert len(probe.users(102)) == 3


def test_a_killed_session_with_a_shard_is_replaced_unnoticed(server):
    with Probe(**options(server)) as probe:
        for _ in range(2):
            assert len(probe.users(102)) == 3
            assert len(probe.users(103)) == 1
            if isinstance(server, Postgres):
                server.sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                           " WHERE usename = 'sharder'")
            else:
                ids = server.sql("SELECT id FROM information_schema.processlist"
                                 " WHERE user = 'sharder'")
                server.sql("".join(f"KILL {number};" for number in ids.split()))


@pytest.mark.parametrize("limit", [16, 40, 60])
def test_the_limit_holds_here_too(server, limit):
    with Probe(**options(server, max_bytes=limit)) as probe:
        with pytest.raises(ProbeError) as caught:
            probe.users(102)
        assert caught.value.code == "TOO_BIG"
        assert probe.users(999) == []
