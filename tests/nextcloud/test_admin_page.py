# SPDX-License-Identifier: AGPL-3.0-or-later
"""The administration page inside the real Nextcloud, in Chromium; and who may ask what it asks."""

import json
import os
import subprocess

import pytest

BROWSER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../browser")


def look(cloud, name, password):
    if not os.path.isdir(os.path.join(BROWSER, "node_modules/playwright-core")):
        pytest.skip("tests/browser/run has not installed its packages")
    result = subprocess.run(
        ["node", "real-admin.mjs", cloud.url, name, password],
        cwd=BROWSER, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def boss(cloud):
    user = cloud.add_user("boss")
    cloud.occ("group:adduser", "admin", user[0])
    return user


def test_the_page_shows_every_link_and_lets_a_message_arrive(cloud, boss):
    cloud.occ("notify_push:setup", cloud.url + "/push")
    seen = look(cloud, *boss)
    print(seen)
    assert seen["isThere"]
    assert seen["state"] == "The push server is running."
    assert seen["run"] == "All links work."
    # The address is this machine's, and says so.
    assert seen["hops"].pop("endpoint") == "hint"
    assert len(seen["hops"]) == 10
    assert set(seen["hops"].values()) == {"pass"}
    assert "after it was asked for" in seen["arrival"]
    assert "Messages sent" in seen["numbers"]
    assert seen["who"] == "boss is not connected."
    assert cloud.url + "/push" in seen["facts"]


def test_the_page_is_not_for_everybody(cloud, alice):
    assert not look(cloud, *alice)["isThere"]


@pytest.mark.parametrize("method, route", [("GET", "status"), ("POST", "self-test"), ("POST", "message"), ("POST", "connections")])
def test_its_routes_are_for_administrators_with_a_request_token(cloud, alice, boss, method, route):
    path = "/index.php/apps/notify_push/admin/" + route
    ocs = {"OCS-APIRequest": "true"}
    assert cloud.request(method, path).status in (302, 303, 401, 412)
    assert cloud.request(method, path, alice, headers=ocs).status == 403
    assert cloud.request(method, path, boss).status == 412
    assert cloud.request(method, path, boss, headers=ocs).status == (400 if route == "message" else 200)


def test_the_page_may_be_given_to_others(cloud, carol):
    cloud.occ("group:add", "push-managers")
    cloud.occ("group:adduser", "push-managers", carol[0])
    setting = "OCA\\NotifyPush\\Settings\\Admin"
    try:
        cloud.occ("admin-delegation:add", setting, "push-managers")
        answer = cloud.request("GET", "/index.php/apps/notify_push/admin/status", carol, headers={"OCS-APIRequest": "true"})
        assert answer.status == 200
        assert answer.json()["redis"] is True
    finally:
        cloud.occ("admin-delegation:remove", setting, "push-managers", ok=False)


def overview(cloud):
    checks = json.loads(cloud.occ("setupchecks", "--output=json", ok=False))
    found = [check for group in checks.values() for check in group.values() if check["name"] == "Client Push"]
    assert len(found) == 1
    return found[0]


def test_the_overview_knows_client_push(cloud):
    # Other checks would wait for the internet.
    cloud.occ("config:system:set", "has_internet_connection", "--type=boolean", "--value=false")
    assert overview(cloud)["severity"] == "success"
    cloud.daemon.stop()
    cloud.push_redis.client().delete("notify_push_heartbeat")
    try:
        check = overview(cloud)
        assert check["severity"] == "error", check
        assert "is not running" in check["description"]
    finally:
        cloud.daemon.start()
        cloud.occ("config:system:delete", "has_internet_connection")
