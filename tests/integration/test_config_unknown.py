# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cannot be known, and odd values: told with the setting, the place and the way out."""

import socket
import time

import pytest

from config_support import COMPLETE, dump, run


@pytest.mark.parametrize("key, php, name, way_out", [
    ("'dbtype' => 'mysql'", "'dbtype' => exec('x')", "dbtype", "DATABASE_URL"),
    ("'dbhost' => 'db.example.com'", "'dbhost' => exec('x') . ':1'", "dbhost", "DATABASE_URL"),
    ("'dbname' => 'nextcloud'", "'dbname' => new Foo()", "dbname", "DATABASE_URL"),
    ("'dbuser' => 'nc'", "'dbuser' => Foo::bar()", "dbuser", "DATABASE_URL"),
    ("'dbname' => 'nextcloud'", "'dbname' => 'n', 'dbport' => exec('x')", "dbport",
     "DATABASE_URL"),
    ("'dbname' => 'nextcloud'", "'dbname' => 'n', 'dbtableprefix' => exec('x')", "dbtableprefix",
     "DATABASE_PREFIX"),
    ("'dbname' => 'nextcloud'", "'dbname' => 'n', 'dbdriveroptions' => exec('x')",
     "dbdriveroptions", "DATABASE_URL"),
    ("'dbname' => 'nextcloud'", "'dbname' => 'n', 'dbdriveroptions' => [1009 => '/etc/passwd',"
     " 1014 => exec('x')]", "dbdriveroptions.1014", "DATABASE_URL"),
    ("'dbname' => 'nextcloud'", "'dbname' => 'n', 'notify_push_prefix' => exec('x')",
     "notify_push_prefix", "CHANNEL_PREFIX"),
    ("'https://cloud.example.com'", "exec('x')", "overwrite.cli.url", "NEXTCLOUD_URL"),
    ("'redis.example.com'", "exec('x')", "redis.host", "REDIS_URL"),
    ("6379", "exec('x')", "redis.port", "REDIS_URL"),
    ("6379", "6379, 'dbindex' => exec('x')", "redis.dbindex", "REDIS_URL"),
    ("6379", "6379, 'ssl_context' => ['verify_peer' => exec('x')]",
     "redis.ssl_context.verify_peer", "REDIS_URL"),
])
def test_every_needed_value_that_is_unknown_is_an_error(config, key, php, name, way_out):
    config.mysql(replace=[(key, php)])
    error = config.fail()
    assert f"'{name}' depends on " in error.splitlines()[0]
    assert way_out in error and "--php" in error
    assert "^ here" in error


def test_an_array_with_unknown_parts_is_known_only_where_it_says_so(config):
    config.mysql(replace=[("array (\n    'host' => 'redis.example.com',\n    'port' => 6379,\n  )",
                           "array_merge(some_function(), ['host' => 'r', 'port' => 1])")])
    error = config.fail()
    assert "'redis." in error and "some_function()" in error


def test_a_fragment_that_may_set_anything_leaves_what_is_known(config):
    """Nextcloud writes merged values into config.php, so what stands there is likely right."""
    config.mysql()
    config.write("<?php $CONFIG = some_function();", "a.config.php")
    result = config.dump("--glob-config")
    assert result.values["database host"] == "db.example.com"
    assert any("may set 'dbhost' too, but that depends on some_function()" in warning
               for warning in result.warnings)
    config.mysql(replace=[("  'dbuser' => 'nc',\n", "")])
    error = config.fail("--glob-config")
    assert "no username set" in error
    assert "'dbuser' may be set there, but that depends on some_function()" in error
    assert "a.config.php:1:" in error


def test_a_login_that_hangs_on_a_missing_variable_is_told(config):
    text = "if (getenv('DB_PW')) { $CONFIG['dbpassword'] = getenv('DB_PW'); }\n"
    config.mysql(replace=[("  'dbpassword' => 'TopSecret1',\n", "")])
    with open(config.path, "a", encoding="utf-8") as file:
        file.write(text)
    result = config.dump()
    assert result.values["database password"] == "none"
    assert any("environment variable DB_PW, which is not set" in warning
               for warning in result.warnings)
    assert config.dump(env={"DB_PW": "x"}).values["database password"] == "x"
    config.mysql(replace=[("'TopSecret1'", "getenv('DB_PW') ?: 'fallback'")])
    result = config.dump()
    assert result.values["database password"] == "fallback"
    assert any("'dbpassword' was made without the environment variable DB_PW" in warning
               for warning in result.warnings)
    assert config.dump(env={"DB_PW": "x"}).warnings == []


def test_the_world_that_a_file_may_see(config, tmp_path):
    (tmp_path / "name").write_text("fromfile")
    config.mysql(replace=[("'nextcloud'", f"file_exists('{tmp_path}/name') && is_file('/etc') === "
                           f"false ? file_get_contents('{tmp_path}/name') : 'no'"),
                          ("'nc'", "substr(gethostname(), 0, 99)"),
                          ("'TopSecret1'", "implode(',', array_keys(getenv()))"),
                          ("'db.example.com'", "basename(__DIR__) . basename(__FILE__, '.php')")])
    result = config.dump(env={"AB": "1", "CD": "2"})
    assert result.values["database name"] == "fromfile"
    assert result.values["database user"] == socket.gethostname()
    assert result.values["database password"] == "AB,CD"
    assert result.values["database host"] == "configconfig"


@pytest.mark.parametrize("source", ["<?php while (true) { }", "<?php function f() { f(); } f();",
                                    "<?php $CONFIG = " + "[" * 100000 + ";",
                                    "<?php $x = 'a'; for (;;) { $x .= $x; }"])
def test_an_endless_file_is_an_error_and_not_the_end(config, source):
    config.mysql()
    config.write(source, "z.config.php")
    started = time.monotonic()
    error = config.fail("--glob-config")
    assert "z.config.php" in error
    assert time.monotonic() - started < 10
    result = config.dump("--glob-config", env=COMPLETE)
    assert any("z.config.php" in warning for warning in result.warnings)


@pytest.mark.parametrize("old, new, part", [
    ("'nextcloud'", "\"a\\0b\"", "'dbname' holds a NUL byte"),
    ("'https://cloud.example.com'", "'cloud.example.com'",
     "'overwrite.cli.url' is 'cloud.example.com', which is no URL"),
    ("'https://cloud.example.com'", "'https://u:TopSecret@c/'", "must hold no user name"),
    ("'https://cloud.example.com'", "''", "No nextcloud server is configured"),
    ("'https://cloud.example.com'", "['x']", "No nextcloud server is configured"),
    ("'nc'", "''", "no username set"),
    ("'nc'", "['x']", "no username set"),
    ("'mysql'", "['x']", "no 'dbtype' in the configuration"),
    ("'nextcloud'", "'n', 'dbsharding' => ['filecache' => ['shards' => ['x']]]",
     "'dbsharding.filecache.shards.0' is not an array"),
    ("'nextcloud'", "'n', 'dbsharding' => ['filecache' => ['shards' => [['host' => 'a b']]]]",
     "which is no host"),
    ("'nextcloud'", "'n', 'dbsharding' => ['filecache' => ['shards' => [['port' => 70000]]]]",
     "is no port"),
    ("'mysql'", "'sqlite', 'dbsharding' => ['filecache' => ['shards' => [[]]]]",
     "needs MySQL or PostgreSQL"),
])
def test_values_that_make_no_sense_are_errors(config, old, new, part):
    config.mysql(replace=[(old, new)])
    assert part in config.fail()


@pytest.mark.parametrize("old, new, part", [
    ("6379", "70000", "'redis.port' is ignored: 70000 is no port"),
    ("'nextcloud'", "'n', 'dbdriveroptions' => [1010 => '/etc/ssl/certs']",
     "MYSQL_ATTR_SSL_CAPATH is ignored"),
    ("'nextcloud'", "'n', 'dbdriveroptions' => 1.5", "'dbdriveroptions' is ignored"),
    ("'nextcloud'", "'n', 'notify_push_redis' => 'redis://x'", "'notify_push_redis' is ignored"),
    ("'nextcloud'", "'n', 'dbport' => true", "'dbport' is ignored: it is of type bool"),
    ("'TopSecret1'", "['TopSecret']", "'dbpassword' is ignored: it is of type array"),
])
def test_values_that_are_ignored_are_warnings(config, old, new, part):
    config.mysql(replace=[(old, new)])
    result = config.dump()
    assert any(part in warning for warning in result.warnings), result.warnings
    assert not any("TopSecret" in warning for warning in result.warnings)


def test_what_cannot_be_read_beside_the_file_is_told(tmp_path):
    path = str(tmp_path / "nowhere" / "config.php")
    result = dump(path, "--glob-config", env=COMPLETE)
    assert any("cannot look for *.config.php" in warning for warning in result.warnings)
    (tmp_path / ".env").write_text("#" * 70000)
    result = dump(env=COMPLETE, cwd=tmp_path)
    assert any(".env is not read" in warning for warning in result.warnings)


def test_a_php_that_floods_or_dies_is_told(config, tmp_path):
    config.mysql()
    script = tmp_path / "php"
    script.write_text("#!/bin/sh\nhead -c 5000000 /dev/zero >&3\n")
    script.chmod(0o755)
    assert "the configuration is larger than 4 MiB" in config.fail("--php", str(script))
    script.write_text("#!/bin/sh\nkill -9 $$\n")
    assert "killed by signal 9" in config.fail("--php", str(script))


def test_letters_are_no_words():
    result = run("-hxyzzy")
    assert result.status == 2 and "single letter" in result.err
