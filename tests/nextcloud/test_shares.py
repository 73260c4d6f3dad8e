# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whoever gains or loses a share hears of it, by whatever kind of share."""

import pytest

USER, GROUP, TEAM = 0, 1, 7
TOLD = "notify_user_share_created"


def delete_share(cloud, user, share):
    answer = cloud.ocs("DELETE", "apps/files_sharing/api/v1/shares/" + share, user)
    assert answer.status == 200, answer.text


@pytest.fixture(scope="module")
def folder(cloud, alice):
    cloud.dav("MKCOL", alice, "shared")
    return "shared"


def test_with_a_user(cloud, alice, bob, carol, folder, client, wire):
    hers, his, others = client(alice), client(bob), client(carol)
    wire.heard()
    share = cloud.share(alice, folder, USER, "bob")
    his.wait_for("notify_file")
    assert wire.told(TOLD) == ["bob"]
    cloud.dav("PROPFIND", bob, "")
    his.settle()
    hers.settle()

    cloud.dav("PUT", alice, folder + "/new.txt", b"1")
    his.wait_for("notify_file")
    hers.wait_for("notify_file")

    his.settle()
    delete_share(cloud, alice, share)
    his.wait_for("notify_file")
    others.silence(0.5)


def test_whoever_leaves_hears_of_it_elsewhere(cloud, alice, bob, folder, wire):
    share = cloud.share(alice, folder, USER, "bob")
    wire.heard()
    delete_share(cloud, bob, share)
    assert wire.told(TOLD) == ["bob"]


def test_permissions(cloud, alice, bob, folder, wire):
    share = cloud.share(alice, folder, USER, "bob")
    wire.heard()
    answer = cloud.ocs("PUT", "apps/files_sharing/api/v1/shares/" + share, alice, permissions=1)
    assert answer.status == 200, answer.text
    assert wire.told(TOLD) == ["bob"]
    delete_share(cloud, alice, share)


def test_the_recipient_may_move_it(cloud, alice, bob, folder, wire):
    share = cloud.share(alice, folder, USER, "bob")
    cloud.dav("PROPFIND", bob, "")
    wire.heard()
    cloud.move(bob, folder, "moved-by-bob")
    cloud.dav("PROPFIND", bob, "moved-by-bob")
    assert "bob" in wire.told(TOLD)
    delete_share(cloud, alice, share)


def test_with_a_group_that_grows_shrinks_and_goes(cloud, alice, bob, carol, folder, client, wire):
    cloud.occ("group:add", "crew")
    cloud.occ("group:adduser", "crew", "bob")
    assert ("notify_group_membership_update", {"user": "bob", "group": "crew"}) in wire.heard()
    share = cloud.share(alice, folder, GROUP, "crew")
    assert wire.told(TOLD) == ["bob"]

    hers = client(carol)
    cloud.occ("group:adduser", "crew", "carol")
    hers.wait_for("notify_file")
    cloud.dav("PROPFIND", carol, "")
    hers.settle()
    cloud.dav("PUT", alice, folder + "/for-the-crew.txt", b"1")
    hers.wait_for("notify_file")

    hers.settle()
    cloud.occ("group:removeuser", "crew", "carol")
    hers.wait_for("notify_file")

    wire.heard()
    delete_share(cloud, alice, share)
    assert wire.told(TOLD) == ["bob"]
    cloud.share(alice, folder, GROUP, "crew")
    cloud.occ("group:adduser", "crew", "carol")
    wire.heard()
    hers.settle()
    cloud.occ("group:delete", "crew")
    assert sorted(wire.told(TOLD)) == ["bob", "carol"]
    hers.wait_for("notify_file")


def test_one_member_leaves_a_group_share(cloud, alice, bob, carol, folder, wire):
    cloud.occ("group:add", "pair")
    cloud.occ("group:adduser", "pair", "bob")
    cloud.occ("group:adduser", "pair", "carol")
    share = cloud.share(alice, folder, GROUP, "pair")
    cloud.dav("PROPFIND", bob, "")
    cloud.dav("PROPFIND", carol, "")
    wire.heard()
    delete_share(cloud, bob, share)
    assert wire.told(TOLD) == ["bob"]
    cloud.occ("group:delete", "pair")


def test_with_a_team_that_grows_and_shrinks(cloud, alice, bob, carol, folder, wire):
    answer = cloud.ocs("POST", "apps/circles/circles", alice, name="A team", personal=False, local=True)
    assert answer.status == 200, answer.text
    team = answer.json()["ocs"]["data"]["id"]
    answer = cloud.ocs("POST", f"apps/circles/circles/{team}/members", alice, userId="bob", type=1)
    assert answer.status == 200, answer.text
    wire.heard()
    share = cloud.share(alice, folder, TEAM, team)
    assert "bob" in wire.told(TOLD)
    answer = cloud.ocs("POST", f"apps/circles/circles/{team}/members", alice, userId="carol", type=1)
    assert answer.status == 200, answer.text
    assert "carol" in wire.told(TOLD)
    members = cloud.ocs("GET", f"apps/circles/circles/{team}/members", alice).json()["ocs"]["data"]
    carols = [member["id"] for member in members if member["userId"] == "carol"]
    answer = cloud.ocs("DELETE", f"apps/circles/circles/{team}/members/{carols[0]}", alice)
    assert answer.status == 200, answer.text
    assert "carol" in wire.told(TOLD)
    delete_share(cloud, alice, share)
    told = wire.told(TOLD)
    assert "bob" in told and "carol" not in told


def test_of_a_user_who_is_deleted(cloud, bob, carol, wire):
    leaver = cloud.add_user("sharer")
    cloud.dav("MKCOL", leaver, "legacy")
    cloud.share(leaver, "legacy", USER, "bob")
    cloud.occ("group:add", "heirs")
    cloud.occ("group:adduser", "heirs", "carol")
    cloud.share(leaver, "legacy", GROUP, "heirs")
    wire.heard()
    cloud.occ("user:delete", "sharer")
    assert {"bob", "carol"} <= set(wire.told(TOLD))
    cloud.occ("group:delete", "heirs")


def test_a_large_group_hears_in_pages(cloud, alice, folder, wire):
    cloud.php(
        """
        $group = \\OCP\\Server::get(\\OCP\\IGroupManager::class)->createGroup('everybody');
        $database = \\OCP\\Server::get(\\OCP\\IDBConnection::class);
        $database->beginTransaction();
        for ($i = 0; $i < 1203; $i++) {
            $query = $database->getQueryBuilder();
            $query->insert('group_user')->values([
                'gid' => $query->createNamedParameter('everybody'),
                'uid' => $query->createNamedParameter("member$i"),
            ])->executeStatement();
        }
        $database->commit();
        """
    )
    wire.heard()
    share = cloud.share(alice, folder, GROUP, "everybody")
    told = wire.told(TOLD)
    assert len(told) == len(set(told)) == 1203
    wire.heard()
    delete_share(cloud, alice, share)
    assert len(set(wire.told(TOLD))) == 1203


def test_with_a_link_concerns_nobody(cloud, alice, folder, wire):
    share = cloud.share(alice, folder, 3, "")
    delete_share(cloud, alice, share)
    assert wire.told(TOLD) == []
