# SPDX-License-Identifier: AGPL-3.0-or-later
"""config.php and its fragments: which are read, in which order, and what a broken one does."""

import fcntl
import os
import random
import select
import subprocess
import threading
import time

import pytest

from config_support import COMPLETE, MYSQL, Config, find_program, run


@pytest.fixture(name="config")
def fixture_config(tmp_path):
    return Config(tmp_path)


def hosts(config, names):
    """Fragments that each say dbhost and one key of their own."""
    for name in names:
        config.write(f"<?php $CONFIG = ['dbhost' => '{name[:-11]}'];", name)


# ---- Fragments ----

def test_fragments_are_read_only_when_asked_for(config):
    config.mysql()
    hosts(config, ["x.config.php"])
    assert config.dump().values["database host"] == "db.example.com"
    result = config.dump("--glob-config")
    assert result.values["database host"] == "x"
    assert result.origins["database host"] == f"{config.folder}/x.config.php:1"


def test_the_last_one_in_natural_order_wins(config):
    config.mysql()
    hosts(config, ["a2.config.php", "a10.config.php", "Z.config.php", ".zz.config.php"])
    config.write("<?php $CONFIG = ['dbhost' => 'no'];", "zz.config.php.bak")
    config.write("<?php $CONFIG = ['dbhost' => 'no'];", "zzconfig.php")
    result = config.dump("--glob-config")
    assert result.values["database host"] == "a10"
    reads = [line[8:] for line in result.out.splitlines() if line.startswith("# read: ")]
    assert [os.path.basename(path) for path in reads] == [
        "config.php", "Z.config.php", "a2.config.php", "a10.config.php"]


def test_php_itself_sorts_as_we_do(config):
    """Random names, hidden traps included: PHP's glob() and natsort() are the judge."""
    rng = random.Random(7)
    names = set()
    while len(names) < 300:
        length = rng.randint(1, 9)
        names.add("".join(rng.choice("0001239aAbB-_. z") for _ in range(length)).strip(".")
                  + ".config.php")
    for name in names:
        config.write("<?php", name)
    config.mysql()
    script = ("$f = glob($argv[1] . '/*.config.php'); natsort($f);"
              "echo implode(\"\\n\", $f);")
    php = subprocess.run(["php", "-r", script, "--", config.folder], capture_output=True,
                         text=True, check=True).stdout.split("\n")
    result = config.dump("--glob-config")
    ours = [line[8:] for line in result.out.splitlines() if line.startswith("# read: ")][1:]
    assert len(php) > 250
    assert ours == php


def test_a_bare_name_has_fragments_too(config):
    config.mysql()
    hosts(config, ["x.config.php"])
    result = config.dump  # the path is replaced below
    result = run("config.php", "--glob-config", "--dump-config", cwd=config.folder)
    assert result.status == 0, result.err
    assert result.values["database host"] == "x"


def test_merging_is_shallow(config):
    config.mysql(replace=[("'port' => 6379", "'port' => 7000, 'password' => 'p'")])
    config.write("<?php $CONFIG = ['redis' => ['host' => 'other']];", "r.config.php")
    result = config.dump("--glob-config")
    assert result.values["redis nodes"] == "other:6379"
    assert result.values["redis password"] == "none"


def test_variables_live_on_but_config_does_not(config):
    config.mysql()
    config.write("<?php $name = 'kept'; $CONFIG = ['x' => 1];", "a.config.php")
    config.write("<?php if (isset($CONFIG)) { $CONFIG['dbhost'] = 'bad'; }"
                 "$CONFIG['dbhost'] = $name;", "b.config.php")
    assert config.dump("--glob-config").values["database host"] == "kept"


def test_fragments_without_settings_are_fine(config):
    config.mysql()
    config.write("<?php if (getenv('NOT_SET')) { $CONFIG = ['dbhost' => 'x']; }", "a.config.php")
    config.write("<?php $CONFIG = 'text';", "b.config.php")
    config.write("", "c.config.php")
    result = config.dump("--glob-config")
    assert result.values["database host"] == "db.example.com"


def test_a_null_takes_a_value_away(config):
    config.mysql()
    config.write("<?php $CONFIG = ['dbname' => null];", "a.config.php")
    assert config.dump("--glob-config").values["database name"] == "owncloud"


def test_a_broken_fragment_is_told_only_when_it_matters(config):
    config.mysql()
    path = config.write("<?php $CONFIG = ['dbhost' => ;", "a.config.php")
    result = config.dump("--glob-config")
    assert result.values["database host"] == "db.example.com"
    assert any(path in warning for warning in result.warnings)
    config.mysql(replace=[("  'dbuser' => 'nc',\n", "")])
    error = config.fail("--glob-config")
    assert "Error while parsing nextcloud config.php" in error and path in error
    assert "no username set" in error


# ---- What real files look like ----

DOCKER_REDIS = """<?php
if (getenv('REDIS_HOST')) {
  $CONFIG = array(
    'memcache.distributed' => '\\OC\\Memcache\\Redis',
    'redis' => array(
      'host' => getenv('REDIS_HOST'),
      'password' => getenv('REDIS_HOST_PASSWORD_FILE')
        ? trim(file_get_contents(getenv('REDIS_HOST_PASSWORD_FILE')))
        : (string) getenv('REDIS_HOST_PASSWORD'),
    ),
  );
  if (getenv('REDIS_HOST_PORT') !== false) {
    $CONFIG['redis']['port'] = (int) getenv('REDIS_HOST_PORT');
  } elseif (getenv('REDIS_HOST')[0] != '/') {
    $CONFIG['redis']['port'] = 6379;
  }
}
"""


def test_the_shape_of_the_official_image(config, tmp_path):
    config.mysql(replace=[("  'redis' => array (\n    'host' => 'redis.example.com',\n"
                           "    'port' => 6379,\n  ),\n", "")])
    config.write(DOCKER_REDIS, "redis.config.php")
    secret = tmp_path / "secret"
    secret.write_text(" filepw\n")
    result = config.dump("--glob-config", env={"REDIS_HOST": "cache", "REDIS_HOST_PORT": "7"})
    assert result.values["redis nodes"] == "cache:7"
    assert result.values["redis password"] == "none"
    result = config.dump("--glob-config", env={"REDIS_HOST": "/run/r",
                                               "REDIS_HOST_PASSWORD_FILE": str(secret)})
    assert result.values["redis nodes"] == "/run/r"
    assert result.values["redis password"] == "filepw"
    # Without the variable the key hangs on it: say so instead of assuming 127.0.0.1.
    error = config.fail("--glob-config")
    assert "No redis server is configured" in error
    assert "REDIS_HOST" in error and "redis.config.php:2" in error


def test_unknown_values_matter_only_where_they_are_used(config):
    config.mysql("  'logout_url' => exec('x') . '/y',\n  'objectstore' => new Foo(),\n"
                 "  'apps_paths' => [['path' => OC::$SERVERROOT . '/apps']],\n"
                 "  'bytes' => 60 * 60 * 24, 'mode' => 0640,\n"
                 "  'x' => \\Memcached::OPT_TCP_NODELAY,\n")
    assert config.dump().values["database host"] == "db.example.com"


def test_what_stops_a_file_leaves_what_was_set(config):
    config.write(MYSQL % "" + "if (!file_exists('/nonexistent')) {"
                 " throw new \\RuntimeException('no file'); }\n$CONFIG['version'] = 'later';\n")
    result = config.dump()
    assert result.values["database host"] == "db.example.com"
    assert any("the file stopped here" in warning for warning in result.warnings)
    # What the rest would have set is not known, whatever it was before.
    config.write(MYSQL % "" + "exit(1);\n$CONFIG['dbhost'] = 'later';\n")
    error = config.fail()
    assert "'dbhost' depends on the rest of the file" in error and ":14:1" in error


def test_crlf_bom_and_closing_tags(config):
    config.write("\ufeff" + (MYSQL % "").replace("\n", "\r\n") + "?>\r\n")
    result = config.dump()
    assert result.values["database host"] == "db.example.com"
    assert any("outside of <?php" in warning for warning in result.warnings)


# ---- Errors ----

def test_an_unknown_value_is_shown_with_its_place_and_the_way_out(config):
    path = config.mysql(replace=[("'TopSecret1'", "trim(exec('cat /run/pw')) . 'TopSecret2'")])
    error = config.fail()
    lines = error.splitlines()
    assert lines[0].startswith("Error: Error while parsing nextcloud config.php: "
                               "'dbpassword' depends on exec()")
    assert f"{path}:7:" in lines[1]
    assert any(line.startswith("5 | ") for line in lines)
    shown = next(line for line in lines if line.startswith("7 | "))
    assert "'dbpassword' => trim(exec('********'))" in shown
    caret = lines[lines.index(shown) + 1]
    assert caret.index("^") == shown.index("exec")
    assert any(line.startswith("9 | ") for line in lines)
    assert "set DATABASE_URL (--database-url)" in error and "--php" in error


def test_a_syntax_error_is_shown_with_two_lines_around_it(config):
    path = config.mysql(replace=[("'db.example.com',", "'db.example.com' ;")])
    error = config.fail()
    assert error.startswith("Error: Error while parsing nextcloud config.php: ")
    assert f"{path}:4:" in error
    for line in ("2 | $CONFIG = array (", "3 |   'dbtype' => 'mysql',", "  'dbname' => 'nextcloud'",
                 "6 |   'dbuser' => 'nc',"):
        assert line in error
    assert "7 |" not in error
    assert "php -l" in error


def test_a_broken_file_is_a_warning_when_nothing_depends_on_it(config):
    config.write("<?php $CONFIG = [;")
    result = config.dump(env=COMPLETE)
    assert result.values["redis nodes"] == "redis:6379"
    assert any("Error while parsing" in warning and "oc_" in warning
               for warning in result.warnings)
    for key in COMPLETE:
        env = {name: value for name, value in COMPLETE.items() if name != key}
        assert "Error while parsing nextcloud config.php" in config.fail(env=env)


@pytest.mark.parametrize("text, part", [
    ("<?php $x = 1;", "$CONFIG not found in file"),
    ("<?php $CONFIG = 5;", "$CONFIG is not an array"),
    ("just text", "$CONFIG not found in file"),
])
def test_a_file_that_is_no_config_is_told(config, text, part):
    config.write(text)
    os.utime(config.path, (1, 1))
    error = config.fail()
    assert "Provided config file doesn't seem to be a nextcloud config file" in error
    assert part in error
    assert "--glob-config" not in error
    config.write("<?php $CONFIG = [];", "x.config.php")
    assert "try --glob-config" in config.fail()


def test_missing_folder_and_device_files_are_told(config):
    error = config.fail()
    assert f"Failed to read config file '{config.path}': No such file or directory" in error
    assert "it is not a regular file" in run("/dev/null").err
    assert "it is not a regular file" in run(config.folder).err


def test_a_file_above_4_mib_is_refused(config):
    config.write("<?php " + " " * (4 << 20))
    assert "it is larger than 4 MiB" in config.fail()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_that_may_not_be_read_names_both_users(config):
    config.mysql()
    os.chmod(config.path, 0o640)
    os.chmod(config.root, 0o755)
    parent = config.root
    while parent != "/":
        os.chmod(parent, os.stat(parent).st_mode | 0o055)
        parent = os.path.dirname(parent)

    def drop():
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

    process = subprocess.run([find_program(), config.path], env={}, cwd="/", text=True,
                             capture_output=True, preexec_fn=drop, check=False)
    assert process.returncode == 1
    assert "Permission denied" in process.stderr
    assert "(uid 65534)" in process.stderr and "'root' (uid 0)" in process.stderr
    assert "0640" in process.stderr


def test_the_environment_that_php_has_is_asked_for(config):
    config.mysql(replace=[("'nc'", "getenv('MYSQL_USER')")])
    assert config.dump(env={"MYSQL_USER": "me"}).values["database user"] == "me"
    error = config.fail()
    assert "no username set" in error
    assert "MYSQL_USER" in error


def test_colours_only_on_a_terminal(config):
    config.mysql(replace=[("'TopSecret1'", "exec('x')")])
    assert "\033" not in config.fail()
    master, slave = os.openpty()
    with subprocess.Popen([find_program(), config.path], env={}, cwd="/", stderr=slave,
                          stdout=subprocess.DEVNULL) as process:
        os.close(slave)
        text = os.read(master, 65536).decode()
        process.wait()
    os.close(master)
    assert "\033[1;31mError:\033[0m" in text
    assert "\033[1;31m^" in text


# ---- A file that is being written ----

def finish(path, text, delay, lock):
    """Truncates PATH, waits, writes TEXT: as Nextcloud does, with or without its lock."""
    file = open(path, "r+b")
    if lock:
        fcntl.flock(file, fcntl.LOCK_EX)
    file.truncate(0)
    ready = threading.Event()

    def work():
        ready.set()
        time.sleep(delay)
        file.write(text)
        file.close()

    thread = threading.Thread(target=work)
    thread.start()
    ready.wait()
    return thread


@pytest.mark.parametrize("lock", [True, False])
def test_an_empty_file_is_read_again(config, lock):
    config.mysql()
    thread = finish(config.path, (MYSQL % "").encode(), 0.4, lock)
    result = config.dump()
    thread.join()
    assert result.values["database host"] == "db.example.com"
    assert result.warnings == []


def test_a_file_cut_short_is_read_again(config):
    text = (MYSQL % "").encode()
    config.write(text[:150])

    def complete():
        time.sleep(0.4)
        config.write(text)

    thread = threading.Thread(target=complete)
    thread.start()
    result = config.dump()
    thread.join()
    assert result.values["database host"] == "db.example.com"


def test_an_old_broken_file_is_not_waited_for(config):
    config.write((MYSQL % "").encode()[:150])
    os.utime(config.path, (1000000000, 1000000000))
    started = time.monotonic()
    config.fail()
    assert time.monotonic() - started < 0.7


# ---- Changes while running ----

def text_so_far(descriptor):
    text = b""
    while select.select([descriptor], [], [], 0)[0]:
        more = os.read(descriptor, 65536)
        if not more:
            break
        text += more
    return text.decode()


def watch(config, *changes, arguments=()):
    """Starts, makes the changes 0.3 s apart, returns the notices after each."""
    env = {"CONFIG_PROBE_WATCH": "60"}
    notices = []
    with subprocess.Popen([find_program(), config.path, *arguments], env=env, cwd="/", bufsize=0,
                          stdout=subprocess.PIPE) as process:
        try:
            while process.stdout.readline() != b"run\n":
                pass
            for change in changes:
                time.sleep(0.1)
                change()
                time.sleep(0.5)
                notices.append(text_so_far(process.stdout.fileno()))
        finally:
            process.kill()
    return notices


@pytest.mark.skipif("PUSH_DAEMON" in os.environ, reason="needs the probe")
def test_a_change_that_matters_is_told_once(config):
    path = config.mysql()
    text = MYSQL % ""
    notices = watch(
        config,
        lambda: os.utime(path),
        lambda: config.write(text.replace("'redis' =>", "'other' => 1, 'redis' =>")),
        lambda: config.write(text.replace("TopSecret1", "TopSecret2")),
        lambda: os.utime(path),
        lambda: config.write(text.replace("TopSecret1", "TopSecret2")
                             .replace("db.example.com", "db2")),
        lambda: config.write(text[:100]),
        lambda: config.write(text),
        lambda: os.unlink(path),
    )
    assert not notices[0] and not notices[1]
    assert notices[2] == (f"notice: {path} was changed since the start: database password "
                          f"({path}:7); restart to take it over\n")
    assert not notices[3]
    assert f"database host ({path}:4), database password" in notices[4]
    assert notices[4].count("\n") == 1
    assert not notices[5] and not notices[6] and not notices[7]


@pytest.mark.skipif("PUSH_DAEMON" in os.environ, reason="needs the probe")
def test_a_new_fragment_is_noticed(config):
    config.mysql()
    notices = watch(config,
                    lambda: config.write("<?php $CONFIG = ['dbname' => 'new'];", "n.config.php"),
                    arguments=["--glob-config"])
    assert "database name" in notices[0] and "n.config.php:1" in notices[0]


# ---- --php ----

PHP = "/usr/bin/php"


def test_a_real_php_may_evaluate_the_file(config):
    path = config.mysql(replace=[("'TopSecret1'", "trim(shell_exec('echo fromshell'))")])
    assert "depends on shell_exec()" in config.fail()
    result = config.dump("--php", PHP)
    assert result.values["database password"] == "fromshell"
    assert result.origins["database password"] == path
    assert result.values["redis nodes"] == "redis.example.com:6379"


def test_php_sees_fragments_environment_and_server_root(config):
    config.mysql(replace=[("'nextcloud'", "OC::$SERVERROOT . getenv('ADDED')")])
    config.write("<?php echo 'noise'; $CONFIG['dbhost'] = str_rot13('qo');", "a.config.php")
    result = config.dump("--php", PHP, "--glob-config", env={"ADDED": "/x"})
    assert result.values["database name"] == config.root + "/x"
    assert result.values["database host"] == "db"


@pytest.mark.parametrize("arguments", [[], ["--php", PHP]])
@pytest.mark.parametrize("name", ["config.php", "./config.php", "../config/./config.php"])
def test_the_server_root_is_found_by_name(config, tmp_path, arguments, name):
    """The config folder may be a link: Nextcloud's root is where the link stands."""
    elsewhere = tmp_path / "elsewhere" / "nc"
    elsewhere.mkdir(parents=True)
    os.rmdir(config.folder)
    os.symlink(elsewhere, config.folder)
    config.mysql(replace=[("'nextcloud'", "OC::$SERVERROOT . '|' . __DIR__")])
    assert config.dump(*arguments).values["database name"] == f"{config.root}|{elsewhere}"
    expected = config.root + "|" + config.folder
    if "/config/" not in name:
        # The working directory itself has no links in its name.
        os.unlink(config.folder)
        os.rename(elsewhere, config.folder)
        result = run(name, "--dump-config", *arguments, cwd=config.folder)
        assert result.status == 0, result.err
        assert result.values["database name"] == expected


def test_values_survive_the_way_through_php(config):
    config.mysql("  'f' => 1.5, 'n' => null, 'b' => true, 'i' => -9223372036854775807 - 1,\n",
                 replace=[("'TopSecret1'", "\"q'\\\\\\n\\x01\\xc3\\xa4\\$x\"")])
    direct = config.dump()
    by_php = config.dump("--php", PHP)
    assert direct.values == by_php.values


@pytest.mark.parametrize("text, part", [
    ("<?php $CONFIG = [;", "Parse error"),
    ("<?php exit(3);", "status"),
    ("<?php $CONFIG = ['dbpassword' => 'TopSecret' TopSecret];", "Parse error"),
    ("<?php throw new Exception('x');", "Uncaught Exception"),
])
def test_a_php_that_fails_is_told(config, text, part):
    config.write(text)
    error = config.fail("--php", PHP)
    assert "--php /usr/bin/php: " in error and part in error


def test_a_php_that_is_none_or_hangs_is_told(config, tmp_path):
    config.mysql()
    assert "cannot be run: No such file or directory" in config.fail("--php", "/nonexistent/php")
    assert "before the configuration was complete" in config.fail("--php", "/bin/true")
    script = tmp_path / "hang"
    script.write_text("#!/bin/sh\nexec sleep 60\n")
    script.chmod(0o755)
    started = time.monotonic()
    assert "no answer within 10 s" in config.fail("--php", str(script))
    assert 9.5 < time.monotonic() - started < 15


@pytest.mark.skipif("PUSH_DAEMON" in os.environ, reason="needs the probe")
def test_with_php_any_change_is_told_without_running_it(config, tmp_path):
    config.mysql()
    log = tmp_path / "runs"
    wrapper = tmp_path / "php"
    wrapper.write_text(f"#!/bin/sh\necho run >>{log}\nexec {PHP} \"$@\"\n")
    wrapper.chmod(0o755)
    notices = watch(config, lambda: os.utime(config.path), arguments=["--php", str(wrapper)])
    assert "was changed since the start" in notices[0]
    assert log.read_text() == "run\n"


@pytest.mark.skipif("PUSH_DAEMON" in os.environ, reason="needs the probe")
def test_a_look_at_changes_waits_for_nobody(config):
    """Somebody holds the lock of an empty file: the server has better things to do than wait."""
    config.mysql()

    def lock_it():
        file = open(config.path, "r+b")
        fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        config.held = file

    env = {"CONFIG_PROBE_WATCH": "1"}
    with subprocess.Popen([find_program(), config.path], env=env, cwd="/", bufsize=0,
                          stdout=subprocess.PIPE) as process:
        while process.stdout.readline() != b"run\n":
            pass
        lock_it()
        text = process.stdout.read().decode()
    config.held.close()
    assert "notice" not in text
    slowest = int(text.split("slowest: ")[1].split(" ")[0])
    assert slowest < 300
