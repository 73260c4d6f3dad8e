# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults under load: Redis, MariaDB and Nextcloud go away and come back in a random order with a
fixed seed, while thousands of sessions get hundreds of events a second (faults.py). After each:
every event came or was made up for by a catch-up, nobody was thrown out, memory is back within
10 %, and the log said what happened once. Needs root, for network namespaces.
"""
import os
import shutil

import pytest

from faults import hold, plan

pytestmark = [
    pytest.mark.better,
    pytest.mark.serial,
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("nft") or not shutil.which("tc"),
                       reason="needs root, nft and tc"),
]


def judge(trial):
    assert not trial.failures, "\n".join(["", *trial.failures, "", *trial.report])


@pytest.mark.timeout(500)
def test_two_minutes_of_faults_with_three_thousand_sessions():
    judge(hold(3000, plan(seed=4, seconds=120)))


@pytest.mark.soak
@pytest.mark.timeout(400)
def test_long_silences_of_redis_and_a_full_disk():
    """What a ping has to find out takes 15 to 30 s: too long for the mixture above."""
    judge(hold(1000, [("redis", "half-open", 36), ("redis", "full disk", 34)]))


@pytest.mark.soak
@pytest.mark.timeout(1500)
def test_ten_minutes_of_faults_with_ten_thousand_sessions():
    judge(hold(10000, plan(seed=4, seconds=600)))
