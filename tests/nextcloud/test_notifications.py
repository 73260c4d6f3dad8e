# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notifications and activities."""


def test_made_and_dismissed(cloud, bob, client):
    his = client(bob)
    cloud.occ("notification:generate", "bob", "hello")
    his.wait_for("notify_notification")
    his.settle()
    listed = cloud.ocs("GET", "apps/notifications/api/v2/notifications", bob).json()["ocs"]["data"]
    assert listed
    cloud.ocs("DELETE", f"apps/notifications/api/v2/notifications/{listed[0]['notification_id']}", bob)
    his.wait_for("notify_notification")


def test_done_with_for_everybody_who_has_it(cloud, alice, bob, wire):
    cloud.php(
        """
        $manager = \\OCP\\Server::get(\\OCP\\Notification\\IManager::class);
        foreach (['alice', 'bob'] as $user) {
            $manager->notify($manager->createNotification()->setApp('admin_notifications')->setUser($user)
                ->setDateTime(new \\DateTime())->setObject('test', '0')->setSubject('cli', ['x']));
        }
        """
    )
    assert set(wire.told("notify_notification")) == {"alice", "bob"}
    cloud.php(
        """
        $manager = \\OCP\\Server::get(\\OCP\\Notification\\IManager::class);
        $manager->markProcessed($manager->createNotification()->setApp('admin_notifications')->setObject('test', '0'));
        """
    )
    assert set(wire.told("notify_notification")) == {"alice", "bob"}


def test_activity(cloud, bob, client):
    his = client(bob)
    cloud.php(
        """
        $manager = \\OCP\\Server::get(\\OCP\\Activity\\IManager::class);
        $manager->publish($manager->generateEvent()->setApp('test')->setType('test')->setAffectedUser('bob')
            ->setSubject('something'));
        """
    )
    his.wait_for("notify_activity")


def test_a_user_whose_id_is_a_number(cloud, client):
    user = cloud.add_user("12345")
    one = client(user)
    one.settle()
    cloud.occ("notification:generate", "12345", "hello")
    one.wait_for("notify_notification")
