# SPDX-License-Identifier: AGPL-3.0-or-later
"""How distributions and containers start the push server: their command lines and environments, and what
has to come out of them. A drop-in replacement runs unchanged in all of these."""
import pytest

from config_support import COMPLETE, MYSQL, run

OF_CONFIG_PHP = {"database kind": "mysql", "database host": "db.example.com", "database user": "nc",
                 "redis nodes": "redis.example.com:6379", "nextcloud url": "https://cloud.example.com/"}

# name: (words before config.php, or None where there is none; environment; what comes of it)
DEPLOYMENTS = {
    "aio": (["--port", "7867"], {"BIND": "0.0.0.0", "RUST_LOG": "warn"},
            {**OF_CONFIG_PHP, "port": "7867", "bind": "0.0.0.0", "log level": "warn"}),
    "nextcloud-helm": (None, {"PORT": "7867", "METRICS_PORT": "9867", "REDIS_URL": "redis://:pw@redis:6379",
                              "DATABASE_URL": "postgres://nc:pw@db:5432/nextcloud", "DATABASE_PREFIX": "oc_",
                              "NEXTCLOUD_URL": "http://nextcloud:8080"},
                       {"metrics port": "9867", "redis nodes": "redis:6379", "database kind": "pgsql",
                        "database port": "5432", "nextcloud url": "http://nextcloud:8080/"}),
    # The user of the URL stands where a host is expected: the folder of the socket wins, and the operating system
    # vouches for the user.
    "nixos with postgresql": ([], {"NEXTCLOUD_URL": "https://cloud.example.com", "LOG": "error",
                                   "SOCKET_PATH": "/run/nextcloud-notify_push/sock", "DATABASE_PREFIX": "oc_",
                                   "DATABASE_URL": "postgresql://nextcloud/nextcloud?host=/run/postgresql"},
                              {"socket path": "/run/nextcloud-notify_push/sock", "log level": "error",
                               "database kind": "pgsql", "database socket": "/run/postgresql",
                               "database user": "none", "database name": "nextcloud", "database password": "none",
                               "redis nodes": "redis.example.com:6379"}),
    "nixos with mysql": ([], {"NEXTCLOUD_URL": "http://localhost", "SOCKET_PATH": "/run/nextcloud-notify_push/sock",
                              "DATABASE_URL":
                                  "mysql://nextcloud@localhost/nextcloud?socket=/run/mysqld/mysqld.sock"},
                         {"database kind": "mysql", "database socket": "/run/mysqld/mysqld.sock",
                          "database user": "nextcloud"}),
    "yunohost": ([], {"SOCKET_PATH": "/var/run/nextcloud/notify-push.sock", "ALLOW_SELF_SIGNED": "true"},
                 {**OF_CONFIG_PHP, "socket path": "/var/run/nextcloud/notify-push.sock",
                  "allow self signed": "true"}),
    "snap, older": (None, {"DATABASE_URL": "mysql://nextcloud:pw@localhost/nextcloud?socket=/tmp/sockets/mysql.sock",
                           "REDIS_URL": "redis+unix:///tmp/sockets/redis.sock",
                           "SOCKET_PATH": "/tmp/sockets/notify_push.sock", "NEXTCLOUD_URL": "http://localhost:80"},
                    {"database socket": "/tmp/sockets/mysql.sock", "redis nodes": "/tmp/sockets/redis.sock",
                     "nextcloud url": "http://localhost:80/"}),
    "linuxserver": ([], {"NEXTCLOUD_URL": "https://localhost", "ALLOW_SELF_SIGNED": "true"},
                    {**OF_CONFIG_PHP, "nextcloud url": "https://localhost/", "allow self signed": "true"}),
    # All in one pod: localhost with a port is TCP, although sockets of that name may be about.
    "ns8": (None, {"DATABASE_URL": "mysql://nextcloud:nextcloud@localhost:3306/nextcloud", "DATABASE_PREFIX": "oc_",
                   "REDIS_URL": "redis://localhost:6379", "NEXTCLOUD_URL": "http://127.0.0.1",
                   "ALLOW_SELF_SIGNED": "true"},
            {"database host": "localhost", "database port": "3306", "database socket": "none",
             "redis nodes": "localhost:6379"}),
    "systemli": ([], {"BIND": "127.0.0.1", "PORT": "7867", "METRICS_PORT": "9867", "MAX_CONNECTION_TIME": "3600",
                      "NEXTCLOUD_URL": "https://cloud.example.com", "ALLOW_SELF_SIGNED": "false"},
                 {**OF_CONFIG_PHP, "metrics port": "9867", "max connection time": "3600",
                  "allow self signed": "false"}),
    "nextcloudpi": (["--allow-self-signed"], {"PORT": "7867", "NEXTCLOUD_URL": "https://localhost"},
                    {**OF_CONFIG_PHP, "nextcloud url": "https://localhost/", "allow self signed": "true"}),
    "nextcloud vm": ([], {"PORT": "7867"}, {**OF_CONFIG_PHP, "port": "7867"}),
    "the image of upstream": (None, COMPLETE, {"port": "7867", "bind": ":: or else 0.0.0.0"}),
}


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_it_runs_unchanged(name, tmp_path):
    words, environ, expected = DEPLOYMENTS[name]
    (tmp_path / "config.php").write_text(MYSQL % "")
    words = [] if words is None else [*words, str(tmp_path / "config.php")]
    result = run(*words, "--dump-config", env=environ)
    assert result.status == 0, result.err
    assert result.warnings == []
    assert {key: result.values[key] for key in expected} == expected
