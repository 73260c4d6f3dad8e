# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said about a config.php that is wrong, and about one that cannot be read."""

import os
import shutil
import subprocess
import tempfile

import pytest

from config_support import COMPLETE, Config, run
from support import nowhere, push_server


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


@pytest.mark.parametrize("written", [
    "'Geh'eimGeheim'", "'Geh'!eimGeheim$'", '"Geh"eimGeheim"', "eimGeheim", "12eimGeheim", "'Geh' eimGeheim",
])
def test_a_password_without_proper_quotes_is_not_told(config, written):
    path = config.mysql(replace=[("'TopSecret1'", written)])
    error = config.fail()
    assert error.startswith("Error: Error while parsing nextcloud config.php: ")
    assert f"{path}:7" in error and "'dbpassword' => " in error
    assert "eimGeheim" not in error and "Geh" not in error


def test_a_constant_with_a_secret_name_elsewhere_is_named(config):
    config.mysql(replace=[("'db.example.com'", "DB_HOST_OF_OURS")])
    assert "'dbhost' depends on the constant DB_HOST_OF_OURS" in config.fail()


def test_a_line_of_a_megabyte_is_shown_in_no_time(config):
    """What stands before the spot is looked at once, its tabs and secrets too."""
    config.write("<?php $CONFIG = [" + "'password' => 'x',\t" * 50000 + " ; ")
    before = os.times()
    error = config.fail()
    after = os.times()
    assert "unexpected ';'" in error and len(error) < 2000
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < 12, spent  # it was 19; 5 with the sanitizers, 0.05 without


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
def test_a_file_that_may_not_be_read_names_both_users():
    # Neither the tests' folder nor the program's need be open to others.
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        binary = shutil.copy(push_server(), folder)
        config = Config(folder)
        config.mysql()
        os.chmod(config.path, 0o640)
        process = subprocess.run([binary, config.path], env={}, cwd=nowhere(), text=True, user=65534,
                                 group=65534, extra_groups=[], capture_output=True, check=False)
    assert process.returncode == 1
    assert "Permission denied" in process.stderr
    assert "(uid 65534)" in process.stderr and "'root' (uid 0)" in process.stderr
    assert "0640" in process.stderr


@pytest.mark.parametrize("question", ["is_readable($file)", "file_exists($file)", "is_file($folder . '/pw')",
                                      "is_readable($folder . '/open') && is_dir($folder)"])
def test_what_only_the_web_server_may_see_is_not_taken_to_be_missing(question):
    """A file that PHP reads as another user: without it, the configuration falls back to a default."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        binary = shutil.copy(push_server(), folder)
        config = Config(folder)
        config.mysql(replace=[("<?php", f"<?php $folder = '{folder}/closed'; $file = '{folder}/closed/pw';"),
                              ("'TopSecret1'", f"({question}) ? 'one' : 'other'")])
        os.mkdir(f"{folder}/closed", 0o711 if "$file" in question and "is_" in question else 0o700)
        with open(f"{folder}/closed/pw", "w", encoding="ascii") as file:
            os.chmod(file.fileno(), 0o600)
        process = subprocess.run([binary, "check", config.path], env={}, cwd=nowhere(), text=True, user=65534,
                                 group=65534, extra_groups=[], capture_output=True, check=False)
    assert process.returncode == 1
    assert "'dbpassword' depends on " in process.stderr and "which cannot be answered here" in process.stderr


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
    with subprocess.Popen([push_server(), config.path], env={}, cwd=nowhere(), stderr=slave,
                          stdout=subprocess.DEVNULL) as process:
        os.close(slave)
        text = os.read(master, 65536).decode()
        process.wait()
    os.close(master)
    assert "\033[1;31mError:\033[0m" in text
    assert "\033[1;31m^" in text
