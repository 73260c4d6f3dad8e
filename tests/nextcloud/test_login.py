# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may listen."""

import re

import pytest

PRE_AUTH = "/index.php/apps/notify_push/pre_auth"
UID = "/index.php/apps/notify_push/uid"


def test_by_password_and_by_e_mail_and_in_capitals(cloud, alice, client):
    cloud.occ("user:setting", "alice", "settings", "email", "alice@example.org")
    for name in ("alice", "ALICE", "alice@example.org"):
        assert cloud.request("GET", UID, (name, alice[1])).text == "alice"
        one = client(name, alice[1])
        cloud.occ("notification:generate", "alice", "hello")
        one.wait_for("notify_notification")
        one.close()


def test_by_app_password(cloud, alice, client):
    answer = cloud.ocs("GET", "core/getapppassword", alice)
    token = answer.json()["ocs"]["data"]["apppassword"]
    client("alice", token)


def test_by_a_token_for_one_login(cloud, alice, client):
    answer = cloud.request("POST", PRE_AUTH, alice)
    assert answer.status == 200
    assert re.fullmatch("[A-Za-z0-9]{32}", answer.text)
    one = client("", answer.text)
    cloud.occ("notification:generate", "alice", "hello")
    one.wait_for("notify_notification")
    client("", answer.text, expect="err: Invalid credentials")


@pytest.mark.parametrize("password", ["wrong", "", "x" * 300], ids=["wrong", "empty", "long"])
def test_a_wrong_password_is_refused(cloud, alice, client, password):
    client("alice", password, expect="err: Invalid credentials")


def test_a_disabled_user_is_refused(cloud, client):
    user = cloud.add_user("leaver")
    cloud.occ("user:disable", "leaver")
    client(user, expect="err: Invalid credentials")


def test_nobody_is_handed_a_token_without_logging_in(cloud):
    assert cloud.request("POST", PRE_AUTH).status == 401
    assert cloud.request("GET", UID).status == 401


def test_the_test_routes_are_closed(cloud):
    for route in ("cookie", "remote"):
        answer = cloud.request("GET", "/index.php/apps/notify_push/test/" + route, headers={"token": "guess"})
        assert (answer.status, answer.text) == (403, "")
    assert cloud.request("GET", "/index.php/apps/notify_push/test/version").status == 200


def test_the_versions_meet(cloud):
    keys = cloud.push_redis.client()
    assert keys.get("notify_push_app_version") == "1.4.100"
