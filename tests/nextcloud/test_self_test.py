# SPDX-License-Identifier: AGPL-3.0-or-later
"""occ notify_push:self-test, with each link broken in turn: it has to name that one, and what mends it."""

import re
import shlex

import pytest


def self_test(cloud):
    printed = cloud.occ("notify_push:self-test", ok=False)
    print(printed)
    return printed


def failures(printed):
    return [line.strip()[2:] for line in printed.splitlines() if line.strip().startswith("✗")]


def obey(cloud, printed):
    """Do what the report says: its lines for occ, as they are."""
    lines = re.findall(r"^ +occ (config:system:set .*)$", printed, re.MULTILINE)
    assert lines
    for line in lines:
        cloud.occ(*shlex.split(line))


@pytest.fixture
def daemon(cloud):
    """Restarts the push server with another environment, and with its own afterwards."""

    def restart(**environment):
        cloud.daemon.stop()
        cloud.daemon.start(**environment)

    yield restart
    restart()


def test_everything_is_right(cloud):
    printed = cloud.occ("notify_push:self-test")
    print(printed)
    assert printed.count("✓") == 10
    assert failures(printed) == []


def test_several_at_once_do_not_disturb_each_other(cloud):
    runs = [cloud.start_occ("notify_push:self-test") for _ in range(3)]
    for run in runs:
        printed, _ = run.communicate(timeout=120)
        print(printed)
        assert run.returncode == 0
        assert failures(printed) == []


def test_the_server_is_dead(cloud, daemon):
    cloud.daemon.stop()
    printed = self_test(cloud)
    assert failures(printed) == ["nginx cannot reach the push server"]
    assert "✓ Redis" in printed


def test_redis_is_down(cloud, daemon):
    cloud.push_redis.stop()
    try:
        assert failures(self_test(cloud)) == ["Redis cannot be used"]
    finally:
        cloud.push_redis.start()


def test_the_server_has_another_redis(cloud, daemon):
    daemon(REDIS_URL="unix:" + cloud.redis.socket)
    assert failures(self_test(cloud)) == [
        "The push server uses another Redis, or another database of it, than Nextcloud"
    ]


def test_the_server_has_a_redis_that_is_not_there(cloud, daemon):
    daemon(REDIS_URL="unix:" + cloud.folder + "/nowhere.sock")
    printed = self_test(cloud)
    assert failures(printed) == ["The push server has no connection to its Redis"]
    assert "✓ The push server answers" in printed, "it is there all the same"
    assert f"notify_push check {cloud.config}" in printed


def test_the_proxy_is_not_trusted(cloud):
    cloud.occ("config:system:delete", "trusted_proxies")
    try:
        printed = self_test(cloud)
        assert failures(printed) == ["Nextcloud takes 127.0.0.1 for the address of every client"]
        obey(cloud, printed)
        assert failures(self_test(cloud)) == []
    finally:
        cloud.occ("config:system:delete", "trusted_proxies")
        cloud.occ("config:system:set", "trusted_proxies", "0", "--value=127.0.0.1")


def test_the_name_is_not_trusted(cloud, daemon):
    name = f"127.0.0.2:{cloud.port}"
    daemon(NEXTCLOUD_URL="http://" + name)
    try:
        printed = self_test(cloud)
        assert failures(printed) == [name + " is not a trusted domain of Nextcloud"]
        obey(cloud, printed)
        assert failures(self_test(cloud)) == []
    finally:
        cloud.occ("config:system:delete", "trusted_domains", "2")


def test_the_server_looks_at_other_tables(cloud, daemon):
    daemon(DATABASE_PREFIX="wrong_")
    printed = self_test(cloud)
    assert failures(printed) == ["The push server does not see the database of Nextcloud"]
    assert "it counts 0 users, Nextcloud counts" in printed
    assert "wrong_mounts" in cloud.daemon.output(), "its log says why"


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("http://127.0.0.1:9", "The push server cannot reach Nextcloud"),
        ("{}/cloud", "What the push server takes for Nextcloud is something else"),
    ],
)
def test_the_server_looks_for_nextcloud_elsewhere(cloud, daemon, url, failure):
    daemon(NEXTCLOUD_URL=url.format(cloud.url))
    printed = self_test(cloud)
    assert failures(printed) == [failure]
    assert "NEXTCLOUD_URL=" + cloud.url in printed


def test_the_proxy_drops_the_upgrade(cloud):
    kept = cloud.nginx.text
    changed = kept.replace("proxy_set_header Upgrade $http_upgrade;", "")
    changed = changed.replace('proxy_set_header Connection "Upgrade";', "")
    assert changed != kept
    cloud.nginx.become(changed)
    try:
        printed = self_test(cloud)
        assert failures(printed) == ['nginx does not pass the headers "Upgrade" and "Connection" on']
        assert "proxy_set_header Upgrade $http_upgrade;" in printed
    finally:
        cloud.nginx.become(kept)


@pytest.mark.parametrize(
    ("address", "failure"),
    [
        ("{}/pusch", "nginx does not forward /pusch/ to the push server"),
        ("http://127.0.0.1:9/push", "No connection to 127.0.0.1"),
        ("http://nowhere.invalid/push", "The name nowhere.invalid cannot be resolved on this machine"),
    ],
)
def test_the_address_is_wrong(cloud, address, failure):
    kept = cloud.occ("config:app:get", "notify_push", "base_endpoint").strip()
    cloud.occ("config:app:set", "notify_push", "base_endpoint", "--value=" + address.format(cloud.url))
    try:
        assert failures(self_test(cloud)) == [failure]
    finally:
        cloud.occ("config:app:set", "notify_push", "base_endpoint", "--value=" + kept)


@pytest.mark.parametrize("addresses", ["/push", "{0}/push/ http://nowhere.invalid/push"])
def test_a_path_or_one_of_several_addresses(cloud, addresses):
    kept = cloud.occ("config:app:get", "notify_push", "base_endpoint").strip()
    cloud.occ("config:app:set", "notify_push", "base_endpoint", "--value=" + addresses.format(cloud.url))
    try:
        assert failures(self_test(cloud)) == []
    finally:
        cloud.occ("config:app:set", "notify_push", "base_endpoint", "--value=" + kept)
