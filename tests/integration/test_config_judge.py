# SPDX-License-Identifier: AGPL-3.0-or-later
"""The settings that come out of every sample, by the built-in reader and by a real php."""

import os
import shutil

import pytest

from config_support import Config, run
from support import TOP

PHP = "/usr/bin/php"
CORPUS = TOP / "tests" / "corpus" / "config"
SAMPLES = sorted(path.name for path in CORPUS.glob("*.php"))
ENV = {"REDIS_HOST": "cache", "REDIS_HOST_PORT": "7", "REDIS_HOST_PASSWORD": "pw",
       "MYSQL_HOST": "my", "MYSQL_USER": "u", "POSTGRES_HOST": "pg", "POSTGRES_USER": "pu",
       "POSTGRES_DB": "pd", "POSTGRES_PASSWORD": "pp"}
# What php cannot finish in any time worth waiting for.
ENDLESS = {"include-cycle.php"}


def test_there_are_samples():
    assert len(SAMPLES) >= 150


@pytest.mark.slow
@pytest.mark.parametrize("sample", [name for name in SAMPLES if name not in ENDLESS])
def test_the_settings_are_those_that_php_gives(tmp_path, sample):
    """The sample stands as a fragment over a complete config.php."""
    config = Config(tmp_path)
    config.mysql()
    shutil.copy(CORPUS / sample, os.path.join(config.folder, "x.config.php"))
    arguments = [config.path, "--glob-config", "--dump-config", "--show-secrets"]
    ours = run(*arguments, env=ENV)
    judge = run(*arguments, "--php", PHP, env=ENV)
    assert ours.status in (0, 1) and judge.status in (0, 1), (ours.err, judge.err)
    if judge.status == 0 and ours.status == 0:
        assert ours.values == judge.values
    elif judge.status == 0:
        # The only excuse is a value that may not be computed here.
        assert "depends on" in ours.err, ours.err
    elif ours.status == 0:
        # Nextcloud itself stops at such a file; nothing is taken from it then, or a warning says.
        assert "--php" in judge.err
