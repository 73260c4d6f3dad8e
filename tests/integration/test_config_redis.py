# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Redis keys of config.php."""

import pytest



def redis(config, php, **more):
    """A config.php whose Redis keys are PHP alone."""
    config.write("<?php\n$CONFIG = [\n" + php + "\n'dbtype' => 'mysql', 'dbuser' => 'u',"
                 " 'dbhost' => 'db', 'overwrite.cli.url' => 'https://c/'];\n")
    return config.dump(**more)


@pytest.mark.parametrize("php, nodes, tls", [
    ("'host' => 'r'", "r:6379", False),
    ("'host' => 'r', 'port' => 6380", "r:6380", False),
    ("'host' => 'r', 'port' => '6380'", "r:6380", False),
    ("'host' => 'r:6381'", "r:6381", False),
    ("'host' => 'r:6381', 'port' => 6380", "r:6380", False),
    ("'host' => 'r', 'port' => 0", "r:6379", False),
    ("'host' => 'r', 'port' => ''", "r:6379", False),
    ("'port' => 6380", "127.0.0.1:6380", False),
    ("'host' => 'localhost'", "127.0.0.1:6379", False),
    ("'host' => '::1'", "[::1]:6379", False),
    ("'host' => '[::1]:1'", "[::1]:1", False),
    ("'host' => '/run/redis.sock', 'port' => 0", "/run/redis.sock", False),
    ("'host' => '/run/redis.sock', 'port' => 6379", "/run/redis.sock", False),
    ("'host' => 'unix:///run/redis.sock'", "/run/redis.sock", False),
    ("'host' => 'tcp://r', 'port' => 1", "r:1", False),
    ("'host' => 'redis://r:7'", "r:7", False),
    ("'host' => 'tls://r', 'port' => 6380", "r:6380", True),
    ("'host' => 'ssl://r'", "r:6379", True),
    ("'host' => 'rediss://r:6380'", "r:6380", True),
    ("'host' => 'tls://localhost'", "localhost:6379", True),
    ("'host' => 'r', 'ssl_context' => []", "r:6379", True),
    ("'host' => 'r', 'ssl_context' => ['verify_peer' => true]", "r:6379", True),
    ("'host' => 'tcp://r', 'ssl_context' => ['verify_peer' => true]", "r:6379", False),
    ("'host' => 'r', 'ssl_context' => false", "r:6379", False),
])
def test_all_forms_of_a_single_server(config, php, nodes, tls):
    result = redis(config, f"'redis' => [{php}],")
    assert result.values["redis kind"] == "single"
    assert result.values["redis nodes"] == nodes
    assert result.values["redis tls"] == ("true" if tls else "false")


@pytest.mark.parametrize("host", ["a b", "[::1", "r:99999", "r:x", "http://r", "a:b:c",
                                  "redis://:TopSecret@r"])
def test_wrong_hosts_are_shown(config, host):
    config.mysql(replace=[("redis.example.com", host)])
    error = config.fail()
    assert "'redis.host' is " in error and "REDIS_URL" in error
    assert "10 |     'host' =>" in error


def test_login_and_database(config):
    result = redis(config, "'redis' => ['host' => 'r', 'user' => 'u', 'password' => 'p',"
                           " 'dbindex' => 3],")
    assert (result.values["redis user"], result.values["redis password"],
            result.values["redis database"]) == ("u", "p", "3")
    result = redis(config, "'redis' => ['password' => 12345, 'dbindex' => '4'],")
    assert result.values["redis password"] == "12345"
    assert result.values["redis database"] == "4"
    result = redis(config, "'redis' => ['user' => 'u', 'password' => ''],")
    assert result.values["redis user"] == "none"
    assert result.values["redis password"] == "none"
    assert any("redis.user" in warning for warning in result.warnings)
    result = redis(config, "'redis' => ['password' => '@:/?#%', 'dbindex' => ''],")
    assert result.values["redis password"] == "@:/?#%"


def test_wrong_types_are_told_and_ignored(config):
    result = redis(config, "'redis' => ['host' => 'r', 'port' => [], 'dbindex' => 'one',"
                           " 'password' => ['u', 'p']],")
    assert result.values["redis nodes"] == "r:6379"
    for name in ("port", "dbindex", "password"):
        assert any(f"'redis.{name}' is ignored" in warning for warning in result.warnings)
    config.mysql(replace=[("'port' => 6379", "'dbindex' => -1")])
    assert "no number of a database" in config.fail()


def test_tls_context(config):
    result = redis(config, "'redis' => ['host' => 'tls://r', 'ssl_context' => ["
                           "'local_cert' => '/c', 'local_pk' => '/k', 'cafile' => '/a',"
                           "'capath' => '/d', 'peer_name' => 'n'] ],")
    expected = {"cert": "/c", "key": "/k", "ca": "/a", "ca directory": "/d", "peer name": "n",
                "verify peer": "true", "verify hostname": "true"}
    for name, value in expected.items():
        assert (name, result.values["redis tls " + name]) == (name, value)
    result = redis(config, "'redis' => ['host' => 'r', 'ssl_context' => ["
                           "'verify_peer' => false, 'verify_peer_name' => 0]],")
    assert result.values["redis tls verify peer"] == "false"
    assert result.values["redis tls verify hostname"] == "false"
    result = redis(config, "'redis' => ['host' => 'r', 'ssl_context' => ["
                           "'allow_self_signed' => true]],")
    assert result.values["redis tls verify peer"] == "false"
    # With a CA file the certificate is expected in there.
    result = redis(config, "'redis' => ['host' => 'r', 'ssl_context' => ["
                           "'allow_self_signed' => true, 'cafile' => '/a']],")
    assert result.values["redis tls verify peer"] == "true"
    result = redis(config, "'redis' => ['host' => 'r', 'ssl_context' => ['local_cert' => '/c']],")
    assert result.values["redis tls key"] == "/c"


def test_cluster_wins_over_single(config):
    result = redis(config, "'redis' => ['host' => 'r'], 'redis.cluster' => ['seeds' => ["
                           "'a:7001', 'tls://b:7002', 5 => '[::1]:7003', 'c'], 'password' => 'p',"
                           "'user' => 'u', 'failover_mode' => \\RedisCluster::FAILOVER_ERROR],")
    assert result.values["redis kind"] == "cluster"
    assert result.values["redis nodes"] == "a:7001, b:7002, [::1]:7003, c:6379"
    assert result.values["redis tls"] == "true"
    assert result.values["redis user"] == "u"
    assert result.values["redis password"] == "p"


def test_seeds_that_are_not_known_are_told(config):
    result = redis(config, "'redis.cluster' => ['seeds' => [...explode(',', exec('x')), 'one' => 'known:7000']],")
    assert result.values["redis nodes"] == "known:7000"
    assert any("'redis.cluster.seeds' may list more" in line and "exec()" in line for line in result.warnings)


@pytest.mark.parametrize("cluster", ["['seeds' => []]", "[]", "['seeds' => 'a']", "'x'", "null"])
def test_a_cluster_without_seeds_is_not_one(config, cluster):
    result = redis(config, f"'redis' => ['host' => 'r'], 'redis.cluster' => {cluster},")
    assert result.values["redis kind"] == "single"
    assert result.values["redis nodes"] == "r:6379"
    if cluster not in ("null", "[]"):
        assert any("redis.cluster" in warning for warning in result.warnings)


def test_a_redis_of_its_own_wins_over_both(config):
    rest = "'redis' => ['host' => 'r', 'password' => 'p'], 'redis.cluster' => ['seeds' => ['a']],"
    result = redis(config, rest + "'notify_push_redis' => ['host' => 'own', 'port' => 7],")
    assert result.values["redis kind"] == "single"
    assert result.values["redis nodes"] == "own:7"
    assert result.values["redis password"] == "none"
    result = redis(config, rest + "'notify_push_redis' => ['seeds' => ['x', 'y']],")
    assert result.values["redis kind"] == "cluster"
    assert result.values["redis nodes"] == "x:6379, y:6379"
    for nothing in ("[]", "null", "''", "false"):
        result = redis(config, rest + f"'notify_push_redis' => {nothing},")
        assert result.values["redis nodes"] == "a:6379"


def test_nothing_means_the_local_server_with_a_warning(config):
    result = redis(config, "")
    assert result.values["redis nodes"] == "127.0.0.1:6379"
    assert any("127.0.0.1:6379 is assumed" in warning for warning in result.warnings)


def test_the_url_replaces_all_of_it(config):
    config.mysql(replace=[("'port' => 6379", "'password' => exec('x')")])
    result = config.dump(env={"REDIS_URL": "redis+unix:///run/r?db=2"})
    assert result.values["redis nodes"] == "/run/r"
    assert result.values["redis database"] == "2"
    error = config.fail()
    assert "'redis.password' depends on exec()" in error


def test_prefix_of_channels(config):
    result = redis(config, "'notify_push_prefix' => 'nc1:', 'redis' => ['host' => 'r'],")
    assert result.values["channel prefix"] == "nc1:"
    result = config.dump(env={"CHANNEL_PREFIX": "other:"})
    assert result.values["channel prefix"] == "other:"
