# SPDX-License-Identifier: AGPL-3.0-or-later
"""config.php and its fragments: which are read, in which order, and what they may look like."""

import os
import random
import subprocess

from config_support import MYSQL, run


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
