# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database keys of config.php, NC_* variables over them, and what they turn into."""

import os

import pytest



def database(config, php, *arguments, env=None):
    """A config.php whose database keys are PHP alone."""
    config.write("<?php\n$CONFIG = [\n" + php +
                 "\n'redis' => ['host' => 'r'], 'overwrite.cli.url' => 'https://c/'];\n")
    return config.dump(*arguments, env=env)


def test_all_values_come_with_their_line(config):
    path = config.mysql()
    result = config.dump()
    expected = {"database kind": ("mysql", 3), "database host": ("db.example.com", 4),
                "database name": ("nextcloud", 5), "database user": ("nc", 6),
                "database password": ("TopSecret1", 7),
                "nextcloud url": ("https://cloud.example.com/", 8),
                "redis nodes": ("redis.example.com:6379", 9)}
    for name, (value, line) in expected.items():
        assert result.values[name] == value
        assert result.origins[name] == f"{path}:{line}"
    assert result.values["database port"] == "3306"
    assert result.values["database tls"] == "default"
    assert result.values["database prefix"] == "oc_"
    assert result.warnings == []


@pytest.mark.parametrize("dbtype, kind, port", [("mysql", "mysql", "3306"),
                                                ("pgsql", "pgsql", "default")])
@pytest.mark.parametrize("dbhost, host, own_port, socket", [
    ("db", "db", None, "none"),
    ("db:3307", "db", "3307", "none"),
    ("127.0.0.1", "127.0.0.1", None, "none"),
    ("[::1]", "::1", None, "none"),
    ("[::1]:3307", "::1", "3307", "none"),
    ("::1", "::1", None, "none"),
    ("/run/my", "none", None, "/run/my"),
    ("localhost:/run/my", "localhost", None, "/run/my"),
    (":/run/my", "none", None, "/run/my"),
])
def test_all_forms_of_dbhost(config, dbtype, kind, port, dbhost, host, own_port, socket):
    result = database(config, f"'dbtype' => '{dbtype}', 'dbuser' => 'u', 'dbhost' => '{dbhost}',")
    assert result.values["database kind"] == kind
    assert result.values["database host"] == host
    assert result.values["database port"] == (own_port or port)
    assert result.values["database socket"] == socket
    assert result.values["database tls"] == ("default" if socket == "none" else "disable")


def test_a_bad_dbhost_is_shown(config):
    config.mysql(replace=[("db.example.com", "db:330x")])
    error = config.fail()
    assert "'dbhost' is 'db:330x', whose end is neither a port" in error
    assert "4 |   'dbhost' => 'db:330x'," in error
    assert "DATABASE_URL" in error


@pytest.mark.parametrize("socket, folder, port", [
    ("/run/postgresql", "/run/postgresql", "default"),
    ("/run/postgresql/.s.PGSQL.5433", "/run/postgresql", "5433"),
    ("/tmp/.s.PGSQL", "/tmp", "default"),
])
def test_postgresql_takes_the_folder_of_a_socket(config, socket, folder, port):
    result = database(config, f"'dbtype' => 'pgsql', 'dbuser' => 'u', 'dbhost' => '{socket}',")
    assert result.values["database socket"] == folder
    assert result.values["database port"] == port


def test_localhost_of_postgresql_is_tcp(config):
    result = database(config, "'dbtype' => 'pgsql', 'dbuser' => 'u', 'dbhost' => 'localhost',")
    assert result.values["database host"] == "localhost"
    assert result.values["database socket"] == "none"


def test_no_dbhost_leaves_the_place_to_the_library(config):
    for php in ("'dbtype' => 'pgsql', 'dbuser' => 'u',",
                "'dbtype' => 'pgsql', 'dbuser' => 'u', 'dbhost' => '',"):
        result = database(config, php)
        assert result.values["database host"] == "none"
        assert result.values["database socket"] == "none"


GUESSES = ["/var/run/mysqld/mysqld.sock", "/tmp/mysql.sock", "/run/mysql/mysql.sock",
           "/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock"]


@pytest.mark.parametrize("dbhost", ["'dbhost' => 'localhost',", "'dbhost' => '',", ""])
def test_localhost_of_mysql_is_a_socket_when_there_is_one(config, dbhost):
    import socket
    result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u'," + dbhost)
    if not any(os.path.exists(path) for path in GUESSES):
        assert result.values["database socket"] == "none"
        assert result.values["database host"] == "localhost"
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("/tmp/mysql.sock")
            try:
                result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u'," + dbhost)
            finally:
                os.unlink("/tmp/mysql.sock")
    assert result.values["database socket"] in GUESSES
    assert result.values["database tls"] == "disable"


def test_a_port_makes_localhost_tcp(config):
    result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u', 'dbhost' => 'localhost:3306',")
    assert result.values["database socket"] == "none"
    assert result.values["database port"] == "3306"


@pytest.mark.parametrize("php, port, warns", [
    ("'dbhost' => 'db', 'dbport' => 3307,", "3307", False),
    ("'dbhost' => 'db:3308', 'dbport' => 3307,", "3308", False),
    ("'dbhost' => 'db', 'dbport' => '3307',", "3306", True),
    ("'dbhost' => 'db', 'dbport' => '',", "3306", False),
    ("'dbhost' => 'db', 'dbport' => null,", "3306", False),
    ("'dbhost' => 'db', 'dbport' => 0,", "3306", True),
    ("'dbhost' => 'db', 'dbport' => 65536,", "3306", True),
    ("'dbhost' => 'db', 'dbport' => -1,", "3306", True),
    ("'dbhost' => 'db', 'dbport' => [1],", "3306", True),
])
def test_dbport(config, php, port, warns):
    result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u'," + php)
    assert result.values["database port"] == port
    assert any("dbport" in warning for warning in result.warnings) == warns


def test_name_prefix_and_password_have_the_defaults_of_nextcloud(config):
    result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u',")
    assert result.values["database name"] == "owncloud"
    assert result.values["database prefix"] == "oc_"
    assert result.values["database password"] == "none"
    result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u', 'dbpassword' => '',"
                              "'dbtableprefix' => '',")
    assert result.values["database password"] == "(empty)"
    assert result.values["database prefix"] == "(empty)"


@pytest.mark.parametrize("value, shown", [
    ("'@:/?#%\\'\\\\'", "@:/?#%'\\"), ('"\\u{e4}\\x41"', "\u00e4A"), ("12345", "12345"),
    ("'  blanks '", "blanks")])
def test_odd_passwords_arrive_unchanged(config, value, shown):
    result = database(config, f"'dbtype' => 'mysql', 'dbuser' => 'u', 'dbpassword' => {value},")
    assert result.values["database password"] == shown


def test_mysql_needs_a_user_and_postgresql_does_not(config):
    config.mysql(replace=[("  'dbuser' => 'nc',\n", "")])
    assert "invalid database configuration: no username set" in config.fail()
    assert database(config, "'dbtype' => 'pgsql',").values["database user"] == "none"


def test_unsupported_types_are_shown(config):
    config.mysql(replace=[("'mysql'", "'oci'")])
    error = config.fail()
    assert "invalid database configuration: unsupported database type 'oci'" in error
    assert "3 |   'dbtype' => 'oci'," in error


# ---- SQLite ----

@pytest.mark.parametrize("dbtype", ["sqlite", "sqlite3"])
def test_sqlite_lies_in_the_data_directory(config, dbtype):
    result = database(config, f"'dbtype' => '{dbtype}', 'datadirectory' => '/srv/data',")
    assert result.values["database path"] == "/srv/data/owncloud.db"
    result = database(config, f"'dbtype' => '{dbtype}', 'datadirectory' => '/srv/data',"
                              "'dbname' => 'nc',")
    assert result.values["database path"] == "/srv/data/nc.db"
    result = database(config, f"'dbtype' => '{dbtype}',")
    assert os.path.normpath(result.values["database path"]) == config.root + "/data/owncloud.db"


def test_no_dbtype_is_sqlite_only_when_the_file_is_there(config):
    config.mysql(replace=[("  'dbtype' => 'mysql',\n", "")])
    error = config.fail()
    assert "no 'dbtype' in the configuration" in error and "no data directory" in error
    assert f"files read: {config.path}" in error
    assert "--glob-config" not in error
    config.write("<?php $CONFIG = ['dbtype' => 'pgsql'];", "db.config.php")
    assert "try --glob-config" in config.fail()
    assert config.dump("--glob-config").values["database kind"] == "pgsql"
    os.makedirs(config.root + "/data")
    with open(config.root + "/data/nextcloud.db", "wb"):
        pass
    assert config.dump().values["database kind"] == "sqlite"


# ---- TLS ----

@pytest.mark.parametrize("options, mode", [
    ("1009 => '%(ca)s'", "verify-full"),
    ("PDO::MYSQL_ATTR_SSL_CA => '%(ca)s'", "verify-full"),
    ("\\PDO::MYSQL_ATTR_SSL_CA => '%(ca)s'", "verify-full"),
    ("\\Pdo\\Mysql::ATTR_SSL_CA => '%(ca)s'", "verify-full"),
    ("'PDO::MYSQL_ATTR_SSL_CA' => '%(ca)s'", "verify-full"),
    ("1009 => '%(ca)s', 1014 => false", "verify-ca"),
    ("1009 => '%(ca)s', 1014 => 0", "verify-ca"),
    ("1009 => '%(ca)s', PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT => true", "verify-full"),
    ("1009 => '%(ca)s', 1014 => 1", "verify-full"),
    ("1007 => '%(ca)s', 1008 => '%(ca)s'", "require"),
    ("1007 => '%(ca)s', 1008 => '%(ca)s', 1009 => '%(ca)s'", "verify-full"),
    ("1009 => ''", "default"),
    ("1014 => false", "default"),
    ("1002 => 'SET NAMES utf8'", "default"),
    ("", "default"),
])
def test_driver_options_of_mysql(config, options, mode, tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_text("x")
    result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u', 'dbhost' => 'db',"
                              "'dbdriveroptions' => [" + options % {"ca": ca} + "],")
    assert result.values["database tls"] == mode
    assert result.values["database tls ca"] == (
        str(ca) if "CA" in options or "1009 => '%" in options else "none")
    assert result.values["database tls key"] == (str(ca) if "1007" in options else "none")


def test_an_address_is_not_looked_for_in_the_certificate_unless_asked(config):
    base = "'dbtype' => 'mysql', 'dbuser' => 'u', 'dbhost' => '10.0.0.1', 'dbdriveroptions' => ["
    assert database(config, base + "1009 => '/ca'],").values["database tls"] == "verify-ca"
    result = database(config, base + "1009 => '/ca', 1014 => true],")
    assert result.values["database tls"] == "verify-full"
    assert any("'/ca' cannot be read" in warning for warning in result.warnings)


def test_tls_is_never_used_on_a_socket(config):
    result = database(config, "'dbtype' => 'mysql', 'dbuser' => 'u', 'dbhost' => '/run/x',"
                              "'dbdriveroptions' => [1009 => '/etc/passwd'],")
    assert result.values["database tls"] == "disable"


@pytest.mark.parametrize("mode, shown", [
    ("disable", "disable"), ("allow", "default"), ("prefer", "default"), ("require", "require"),
    ("verify-ca", "verify-ca"), ("verify-full", "verify-full"), ("", "default")])
def test_pgsql_ssl(config, mode, shown):
    result = database(config, "'dbtype' => 'pgsql', 'dbuser' => 'u', 'dbhost' => 'db', 'pgsql_ssl'"
                              f" => ['mode' => '{mode}', 'rootcert' => '/a', 'cert' => '/b',"
                              " 'key' => '/c', 'crl' => '/d'],")
    assert result.values["database tls"] == shown
    for name, value in (("ca", "/a"), ("cert", "/b"), ("key", "/c"), ("crl", "/d")):
        assert result.values["database tls " + name] == value


def test_a_wrong_pgsql_mode_is_shown(config):
    config.mysql("  'pgsql_ssl' => ['mode' => 'full'],\n", replace=[("'mysql'", "'pgsql'")])
    error = config.fail()
    assert "'pgsql_ssl.mode' is 'full', which is no sslmode" in error
    assert "^" in error


# ---- Sharding ----

def test_sharding_lays_shards_over_the_main_server(config):
    result = database(config, """
'dbtype' => 'pgsql', 'dbhost' => 'main', 'dbuser' => 'u', 'dbpassword' => 'p',
'dbsharding' => ['filecache' => ['from_shard_key' => 100, 'shards' => [
  ['host' => 's1', 'port' => 5001, 'password' => 'x'], ['host' => 's2:5002'], ['port' => 7],
]]],""")
    assert result.values["database sharding"] == \
        "filecache over s1:5001, s2:5002, main:7 from storage 100 on"
    result = database(config, "'dbtype' => 'pgsql', 'dbuser' => 'u', 'dbsharding' => [],")
    assert result.values["database sharding"] == "none"


def test_other_mappers_and_empty_lists_are_refused(config):
    text = "  'dbsharding' => ['filecache' => ['shards' => [%s], 'mapper' => %s]],\n"
    config.mysql(text % ("[]", "'OC\\\\DB\\\\HashShardMapper'"))
    assert "the shard mapper" in config.fail()
    config.mysql(text % ("", "null"))
    assert "must list 1 to 255 shards" in config.fail()
    config.mysql(text % ("['host' => 's']", "\\OC\\DB\\RoundRobinShardMapper::class"))
    assert config.dump().values["database sharding"] == "filecache over s:3306"


# ---- NC_* ----

def test_nc_variables_come_between_file_and_environment(config):
    config.mysql()
    env = {"NC_dbhost": "nchost:3309", "NC_dbpassword": "ncpw", "NC_dbport": "1",
           "NC_overwrite.cli.url": "https://nc/", "NC_dbtableprefix": "nc_",
           "NC_notify_push_prefix": "p:"}
    result = config.dump(env=env)
    assert result.values["database host"] == "nchost"
    assert result.origins["database host"] == "NC_dbhost in the environment"
    assert result.values["database port"] == "3309"
    assert result.values["database password"] == "ncpw"
    assert result.values["nextcloud url"] == "https://nc/"
    assert result.values["database prefix"] == "nc_"
    assert result.values["channel prefix"] == "p:"
    result = config.dump(env={**env, "NEXTCLOUD_URL": "https://env/", "DATABASE_PREFIX": "e_"})
    assert result.values["nextcloud url"] == "https://env/"
    assert result.values["database prefix"] == "e_"
    # An empty one overrides too; the names are exact.
    result = config.dump(env={"NC_dbpassword": "", "NC_DBHOST": "x"})
    assert result.values["database password"] == "(empty)"
    assert result.values["database host"] == "db.example.com"


def test_a_number_in_a_variable_is_a_port(config):
    config.mysql()
    assert config.dump(env={"NC_dbport": "3311"}).values["database port"] == "3311"
