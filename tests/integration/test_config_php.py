# SPDX-License-Identifier: AGPL-3.0-or-later
"""--php: a real php evaluates config.php."""

import os
import time

import pytest

from config_support import run

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
