# SPDX-License-Identifier: AGPL-3.0-or-later
"""Command line, environment and .env: what wins, what is refused, with which status."""

import os
import re
import subprocess

import pytest

from config_support import COMPLETE, Config, dump, probe, run
from support import nowhere, program

# option, variable, name in the dump, two different values and how they are shown
SETTINGS = [
    ("--database-prefix", "DATABASE_PREFIX", "database prefix", "nc_", "x_"),
    ("--nextcloud-url", "NEXTCLOUD_URL", "nextcloud url", "https://a.example/", "http://b/nc/"),
    ("--nextcloud-connect", "NEXTCLOUD_CONNECT", "nextcloud connect", "web", "10.0.0.1"),
    ("--port", "PORT", "port", "1", "65535"),
    ("--bind", "BIND", "bind", "127.0.0.1", "::1"),
    ("--socket-path", "SOCKET_PATH", "socket path", "/run/a.sock", "/run/b.sock"),
    ("--socket-permissions", "SOCKET_PERMISSIONS", "socket permissions", "0600", "0666"),
    ("--socket-owner", "SOCKET_OWNER", "socket owner", "www-data", "33"),
    ("--socket-group", "SOCKET_GROUP", "socket group", "www-data", "33"),
    ("--metrics-port", "METRICS_PORT", "metrics port", "9867", "9868"),
    ("--metrics-socket-path", "METRICS_SOCKET_PATH", "metrics socket path", "/run/m", "/run/n"),
    ("--user-agent", "USER_AGENT", "user agent", "push/1", "Some Thing"),
    ("--log-level", "LOG", "log level", "debug", "notify_push=info,notify_push::send=trace"),
    ("--max-debounce-time", "MAX_DEBOUNCE_TIME", "max debounce time", "1", "3600"),
    ("--max-connection-time", "MAX_CONNECTION_TIME", "max connection time", "10", "4294967295"),
    ("--user-connection-limit", "USER_CONNECTION_LIMIT", "user connection limit", "1", "100"),
    ("--login-concurrency", "LOGIN_CONCURRENCY", "login concurrency", "1", "64"),
    ("--workers", "WORKERS", "workers", "1", "64"),
    ("--channel-prefix", "CHANNEL_PREFIX", "channel prefix", "nc1:", "nc2:"),
]


@pytest.mark.parametrize("option, variable, name, one, two", SETTINGS)
def test_option_beats_variable(option, variable, name, one, two):
    env = {**COMPLETE, variable: one}
    result = dump(env=env)
    assert result.values[name] == one
    assert result.origins[name] == variable + " in the environment"
    for arguments in ([option, two], [f"{option}={two}"]):
        result = dump(*arguments, env=env)
        assert result.values[name] == two
        assert result.origins[name] == option


def test_defaults_are_those_of_the_contract():
    result = dump(env=COMPLETE)
    expected = {"port": "7867", "bind": ":: or else 0.0.0.0", "socket permissions": "0660",
                "metrics port": "off", "max debounce time": "15", "log level": "warn",
                "max connection time": "unlimited", "user connection limit": "64",
                "login concurrency": "16", "workers": "1", "database prefix": "oc_",
                "channel prefix": "(empty)", "allow self signed": "false",
                "debounce disable": "false", "colours": "on a terminal"}
    for name, value in expected.items():
        assert (name, result.values[name]) == (name, value)
        assert result.origins[name] == "default"
    assert re.fullmatch(r"notify_push/1\.4\.\d+", result.values["user agent"])


def test_urls_fill_all_that_is_needed():
    result = dump(env=COMPLETE)
    assert result.values["database kind"] == "mysql"
    assert result.values["database password"] == "dbsecret"
    assert result.values["redis nodes"] == "redis:6379"
    assert result.values["redis password"] == "redissecret"
    assert result.values["nextcloud url"] == "https://cloud.example.com/"


def test_secrets_are_masked_unless_asked_for():
    result = run("--dump-config", env=COMPLETE)
    assert result.status == 0
    assert "secret" not in result.out
    assert result.values["database password"] == "********"


@pytest.mark.parametrize("letter, name", [("-p", "port"), ("-m", "metrics port")])
def test_short_options_take_their_value_in_three_ways(letter, name):
    for arguments in ([letter, "99"], [letter + "99"], [letter + "=99"]):
        assert dump(*arguments, env=COMPLETE).values[name] == "99"


def test_the_last_of_two_counts():
    assert dump("--port", "1", "-p2", env=COMPLETE).values["port"] == "2"


@pytest.mark.parametrize("option, variable, name, on", [
    ("--allow-self-signed", "ALLOW_SELF_SIGNED", "allow self signed", "true"),
    ("--no-ansi", "NO_ANSI", "colours", "never"),
])
def test_flags(option, variable, name, on):
    off = dump(env=COMPLETE).values[name]
    assert off != on
    assert dump(option, env=COMPLETE).values[name] == on
    for value in ("true", "1", "TRUE", "yes", "on"):
        assert dump(env={**COMPLETE, variable: value}).values[name] == on
    for value in ("false", "0", "no", "off", ""):
        assert dump(env={**COMPLETE, variable: value}).values[name] == off
    result = run(env={**COMPLETE, variable: "maybe"})
    assert result.status == 1
    assert variable in result.err and "neither true nor false" in result.err


def test_no_color_and_debounce_disable_take_any_text():
    assert dump(env={**COMPLETE, "NO_COLOR": "0"}).values["colours"] == "never"
    assert dump(env={**COMPLETE, "NO_COLOR": ""}).values["colours"] == "on a terminal"
    assert dump(env={**COMPLETE, "DEBOUNCE_DISABLE": "0"}).values["debounce disable"] == "true"
    assert dump(env={**COMPLETE, "DEBOUNCE_DISABLE": ""}).values["debounce disable"] == "false"


def test_an_empty_variable_is_unset():
    env = {**COMPLETE, "PORT": "", "LOG": "", "BIND": "", "SOCKET_PATH": ""}
    result = dump(env=env)
    assert result.values["port"] == "7867"
    assert result.origins["port"] == "default"
    assert result.values["socket path"] == "none"


def test_log_comes_before_rust_log_and_a_strange_rust_log_is_ignored():
    assert dump(env={**COMPLETE, "RUST_LOG": "info"}).values["log level"] == "info"
    env = {**COMPLETE, "RUST_LOG": "info", "LOG": "debug"}
    assert dump(env=env).values["log level"] == "debug"
    result = dump(env={**COMPLETE, "RUST_LOG": "a[b]=x/y"})
    assert result.values["log level"] == "warn"
    assert any("RUST_LOG" in warning for warning in result.warnings)
    result = run(env={**COMPLETE, "LOG": "a=b=c"})
    assert result.status == 1 and "LOG" in result.err


@pytest.mark.parametrize("value, bare", [("[::1]", "::1"), ("0.0.0.0", "0.0.0.0"), ("::", "::")])
def test_bind_takes_addresses(value, bare):
    assert dump("--bind", value, env=COMPLETE).values["bind"] == bare


@pytest.mark.parametrize("value, shown", [
    ("web", "web"), ("web:8080", "web port 8080"), ("[::1]:80", "::1 port 80"),
    ("10.1.2.3:1", "10.1.2.3 port 1")])
def test_connect_takes_host_and_port(value, shown):
    assert dump("--nextcloud-connect", value,
                env=COMPLETE).values["nextcloud connect"] == shown


def test_workers_auto_is_the_number_of_cores():
    workers = dump("--workers", "auto", env=COMPLETE).values["workers"]
    assert int(workers) == min(len(os.sched_getaffinity(0)), 64)


@pytest.mark.parametrize("option, variable, values", [
    ("--port", "PORT", ["x", "-1", "65536", "1.5", " 1"]),
    ("--metrics-port", "METRICS_PORT", ["x", "65536"]),
    ("--bind", "BIND", ["localhost", "1.2.3", "[127.0.0.1"]),
    ("--socket-permissions", "SOCKET_PERMISSIONS", ["8", "rw", "1777777", "0999"]),
    ("--socket-path", "SOCKET_PATH", ["/" + 107 * "x"]),
    ("--max-debounce-time", "MAX_DEBOUNCE_TIME", ["-1", "3601", "1s"]),
    ("--user-connection-limit", "USER_CONNECTION_LIMIT", ["0", "many"]),
    ("--login-concurrency", "LOGIN_CONCURRENCY", ["0", "1025"]),
    ("--workers", "WORKERS", ["0", "65", "all"]),
    ("--log-level", "LOG", ["a=loud", "a==", "=debug", ""]),
    ("--nextcloud-url", "NEXTCLOUD_URL",
     ["cloud.example.com", "ftp://x", "https://", "https://a b/", "https://x/?q", "https://u@x/"]),
    ("--nextcloud-connect", "NEXTCLOUD_CONNECT", ["a:b", ":80", "/run/x", "h:0"]),
    ("--nextcloud-ca", "NEXTCLOUD_CA", ["/nonexistent/ca.pem"]),
    ("--user-agent", "USER_AGENT", ["a\nb"]),
    ("--database-url", "DATABASE_URL", ["db", "oci://x/y"]),
    ("--redis-url", "REDIS_URL", ["redis", "http://x"]),
])
def test_wrong_values_name_their_source(option, variable, values):
    for value in values:
        result = run(f"{option}={value}", env=COMPLETE)
        assert result.status == 2, (value, result.out, result.err)
        assert result.err.startswith(f"Error: {option}: "), result.err
        if value:
            result = run(env={**COMPLETE, variable: value})
            assert result.status == 1, (value, result.out, result.err)
            assert variable in result.err.splitlines()[0]


def test_a_wrong_value_that_loses_is_not_looked_at():
    assert dump("--port", "1", env={**COMPLETE, "PORT": "x"}).values["port"] == "1"


@pytest.mark.parametrize("arguments, part", [
    (["--prot", "1"], "did you mean '--port'"),
    (["--glob_config"], "did you mean '--glob-config'"),
    (["--port"], "a value is required for '--port <PORT>'"),
    (["--port", "--bind", "::"], "a value is required for '--port <PORT>'"),
    (["-x"], "unexpected argument '-x'"),
    (["-port", "1"], "is not a port"),
    (["--dump-config=maybe"], "takes no value"),
    (["a.php", "b.php"], "--glob-config"),
    ([""], "empty"),
])
def test_syntax_errors_have_status_2(arguments, part):
    result = run(*arguments, env=COMPLETE)
    assert result.status == 2
    assert part in result.err
    assert result.out == ""


def test_the_value_of_an_unknown_option_is_not_repeated():
    result = run("--databse-url=mysql://u:TopSecret@h/n")
    assert result.status == 2
    assert "TopSecret" not in result.err
    assert "did you mean '--database-url'" in result.err


def test_help_and_version_need_nothing_else():
    result = run("--version", "--port", "x", env={"PORT": "x"})
    assert result.status == 0
    assert re.fullmatch(r"notify_push 1\.4\.\d+\n", result.out)
    for flag in ("--help", "-h"):
        result = run(flag)
        assert result.status == 0 and result.err == ""
        for option, variable, *_ in SETTINGS:
            assert option in result.out and variable in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_subcommands_are_the_first_word_only():
    assert probe("check", env=COMPLETE).out == "check\n"
    assert probe("--port", "1", "check", env=COMPLETE).out == "check\n"
    assert probe("healthcheck", env={"PORT": "1"}).out == "healthcheck\n"
    assert probe("healthcheck", env={"PORT": "x"}).status == 1
    # A file of that name is meant by the second word, or by a path.
    assert "Failed to read config file 'check'" in probe("check", "check").err
    assert "Failed to read config file './check'" in probe("./check").err
    assert "Failed to read config file 'check'" in probe("--", "check").err


def test_what_is_missing_is_named_all_at_once():
    result = run()
    assert result.status == 1
    for text in ("No database server is configured", "No redis server is configured",
                 "No nextcloud server is configured", "DATABASE_URL", "--redis-url"):
        assert text in result.err


def test_tls_of_the_listener_needs_both_files(tmp_path):
    cert = tmp_path / "cert.pem"
    cert.write_text("x")
    result = run("--tls-cert", str(cert), env=COMPLETE)
    assert result.status == 2 and "--tls-key" in result.err
    result = run(env={**COMPLETE, "TLS_KEY": str(cert)})
    assert result.status == 1 and "--tls-cert" in result.err
    result = dump("--tls-cert", str(cert), "--tls-key", str(cert), env=COMPLETE)
    assert result.values["tls cert"] == str(cert)
    result = dump("--tls-cert", str(cert), "--tls-key", str(cert), "--socket-path", "/run/x",
                  env=COMPLETE)
    assert any("not used on the Unix socket" in warning for warning in result.warnings)
    result = run("--tls-cert", str(cert), "--tls-key", "/nonexistent", env=COMPLETE)
    assert result.status == 2 and "No such file" in result.err


# ---- Redis: flags go with the flag, variables with the variable ----

def without(key):
    return {name: value for name, value in COMPLETE.items() if name != key}


def test_redis_switches_go_with_the_url_of_their_source(tmp_path):
    ca = tmp_path / "ca.pem"
    ca.write_text("x")
    base = without("REDIS_URL")
    env = {**base, "REDIS_URL": "rediss://r", "REDIS_TLS_CA": str(ca), "REDIS_TLS_INSECURE": "1",
           "REDIS_TLS_DONT_VALIDATE_HOSTNAME": "true", "REDIS_TLS_CERT": str(ca),
           "REDIS_TLS_KEY": str(ca)}
    result = dump(env=env)
    assert result.values["redis tls"] == "true"
    assert result.values["redis tls ca"] == str(ca)
    assert result.values["redis tls cert"] == str(ca)
    assert result.values["redis tls verify peer"] == "false"
    assert result.values["redis tls verify hostname"] == "false"
    assert result.origins["redis tls ca"] == "REDIS_TLS_CA in the environment"
    # The flag's URL wins, and brings its own switches.
    result = dump("--redis-url", "rediss://s", env=env)
    assert result.values["redis nodes"] == "s:6379"
    assert result.values["redis tls verify peer"] == "true"
    assert result.values["redis tls ca"] == "system store"
    assert any("REDIS_TLS_CA has no effect without REDIS_URL" in w for w in result.warnings)
    result = dump("--redis-url", "rediss://s", "--redis-tls-insecure",
                  "--redis-tls-dont-validate-hostname", "--redis-tls-ca", str(ca), env=base)
    assert result.values["redis tls verify peer"] == "false"
    assert result.values["redis tls ca"] == str(ca)


def test_redis_switches_need_tls():
    result = dump("--redis-url", "redis://s", "--redis-tls-insecure", env=without("REDIS_URL"))
    assert result.values["redis tls"] == "false"
    assert any("is not rediss://" in warning for warning in result.warnings)


def test_redis_certificate_needs_its_key(tmp_path):
    cert = tmp_path / "cert.pem"
    cert.write_text("x")
    result = run("--redis-url", "rediss://s", "--redis-tls-cert", str(cert),
                 env=without("REDIS_URL"))
    assert result.status == 2 and "key" in result.err


def test_redis_numbers_as_booleans():
    base = {**COMPLETE, "REDIS_URL": "rediss://r"}
    assert dump(env={**base, "REDIS_TLS_INSECURE": "0"}).values["redis tls verify peer"] == "true"
    result = run(env={**base, "REDIS_TLS_INSECURE": "2"})
    assert result.status == 1 and "REDIS_TLS_INSECURE" in result.err


def test_redis_urls_collect_to_a_cluster():
    result = dump("--redis-url", "rediss://u:p@a", "--redis-url=redis://b:7", env=COMPLETE)
    assert result.values["redis kind"] == "cluster"
    assert result.values["redis nodes"] == "a:6379, b:7"
    assert result.values["redis tls"] == "true"
    assert result.values["redis user"] == "u"


# ---- .env ----

def test_dotenv_of_the_nearest_folder_fills_gaps(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / ".env").write_text("PORT=5\nBIND=::1\nDATABASE_URL=mysql://u:dot@h/n\n"
                                   "REDIS_URL=redis://dotredis\nNEXTCLOUD_URL='https://dot/'\n")
    result = dump(cwd=deep)
    assert result.values["port"] == "5"
    assert result.values["nextcloud url"] == "https://dot/"
    assert result.values["database password"] == "dot"
    result = dump("--bind", "127.0.0.1", env={"PORT": "6"}, cwd=deep)
    assert result.values["port"] == "6"
    assert result.values["bind"] == "127.0.0.1"
    (deep / ".env").write_text("PORT=7\n")
    result = dump(env=COMPLETE, cwd=deep)
    assert result.values["port"] == "7"
    assert result.values["bind"] == ":: or else 0.0.0.0"


def test_a_broken_dotenv_is_a_warning(tmp_path):
    (tmp_path / ".env").write_text("PORT=5\nTopSecret nonsense\nBIND=::1\n")
    result = dump(env=COMPLETE, cwd=tmp_path)
    assert result.values["port"] == "5" and result.values["bind"] == "::1"
    assert any(".env:2" in warning for warning in result.warnings)
    assert "TopSecret" not in result.out


# ---- Secrets ----

def test_secrets_leave_the_process_list():
    arguments = ["--database-url", "mysql://u:TopSecret@h/n", "--redis-url=redis://:TopSecret@r",
                 "--nextcloud-url", "https://x/"]
    env = {"CONFIG_PROBE_WATCH": "3"}
    with subprocess.Popen([program("config_probe"), *arguments], env=env, cwd=nowhere(),
                          stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout.readline() == b"run\n"
            with open(f"/proc/{process.pid}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        finally:
            process.kill()
    assert b"TopSecret" not in b" ".join(words)
    assert b"--database-url" in words and b"https://x/" in words


def test_config_file_is_not_needed_for_the_rest(tmp_path):
    """A config.php that does not exist is a warning when all is said elsewhere."""
    config = Config(tmp_path)
    result = config.dump(env=COMPLETE)
    assert result.values["redis nodes"] == "redis:6379"
    assert any("Failed to read config file" in warning for warning in result.warnings)
