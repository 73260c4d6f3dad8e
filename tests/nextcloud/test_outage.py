# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nextcloud works on, and as fast as ever, whatever happens to the push server's Redis."""

import glob
import json
import os
import statistics

import pytest

from servers import wait_until

UPLOADS = 8


def uploads(cloud, user, name):
    seconds = []
    for number in range(UPLOADS):
        answer = cloud.dav("PUT", user, f"{name}{number}.txt", b"content")
        assert answer.status == 201
        seconds.append(answer.seconds)
    return seconds


def pushes(cloud):
    """What a push and the next one cost inside Nextcloud, in seconds."""
    return json.loads(
        cloud.php(
            """
            $queue = \\OCP\\Server::get(\\OCA\\NotifyPush\\Queue\\IQueue::class);
            for ($i = 0; $i < 2; $i++) {
                $started = hrtime(true);
                $queue->push('notify_activity', ['user' => 'nobody']);
                $prices[] = (hrtime(true) - $started) / 1e9;
            }
            echo json_encode($prices);
            """
        )
    )


def warnings(cloud):
    return [line for line in cloud.log() if "cannot be reached" in line["message"]]


@pytest.fixture
def usual(cloud, alice):
    uploads(cloud, alice, "warm-up-")
    seconds = uploads(cloud, alice, "usual-")
    for kind in ("warm-up-", "usual-"):
        for number in range(UPLOADS):
            cloud.dav("DELETE", alice, f"{kind}{number}.txt")
    return seconds


@pytest.mark.parametrize("how", ["stopped", "frozen"])
def test_no_request_fails_or_slows(cloud, alice, bob, usual, how, client):
    listener = client(alice)
    before = len(warnings(cloud))
    cloud.push_redis.freeze() if how == "frozen" else cloud.push_redis.stop()
    try:
        prices = pushes(cloud)
        print(f"{how}: a push costs {prices[0] * 1000:.1f} ms, the next one {prices[1] * 1000:.1f} ms")
        during = uploads(cloud, alice, how)
        assert cloud.request("POST", "/index.php/apps/notify_push/pre_auth", alice).status == 200
        cloud.share(alice, f"{how}0.txt", 0, "bob")
        cloud.occ("notification:generate", "bob", "hello")
        assert "Nextcloud" in cloud.occ("--version")
        cloud.add_user("born-when-" + how)
        cloud.occ("user:delete", "born-when-" + how)
    finally:
        cloud.push_redis.thaw() if how == "frozen" else cloud.push_redis.start()
    for name, seconds in (("usual", usual), (how, during)):
        print(f"{name}: median {statistics.median(seconds) * 1000:.0f} ms, worst {max(seconds) * 1000:.0f} ms")
    # The rest of the machine makes single requests slower than this; the price itself is measured apart.
    assert min(during) < statistics.median(usual) + 0.1
    assert prices[0] < 0.1, "of the one who finds out"
    assert prices[1] < 0.02, "of everybody after that"
    assert len(warnings(cloud)) - before <= 2, "a line a minute"

    # Back: what happens now arrives again, at a client that has been there all the time.
    wait_until("the push server's subscription", lambda: subscribed(cloud), 20)
    listener.settle(3)
    cloud.dav("PUT", alice, f"after-{how}.txt", b"1")
    listener.wait_for("notify_file")


def test_what_could_not_be_published_is_made_up_for(cloud, alice, bob, client):
    """The push server's own connection never breaks; only Nextcloud holds back for two seconds."""
    listener = client(alice)
    before = miss_an_upload(cloud, alice, listener)
    listener.silence(2.5)
    assert asked(cloud) == before

    # Somebody else does something that is none of Alice's business.
    cloud.dav("PUT", bob, "of-bob.txt", b"1")
    heard = {listener.next(10) for _ in range(3)}
    assert heard == {"notify_file", "notify_activity", "notify_notification"}
    assert not reminders(cloud)
    cloud.dav("PUT", bob, "of-bob-again.txt", b"1")
    listener.silence(2)
    assert asked(cloud) == before + 1


def miss_an_upload(cloud, user, listener):
    """How often the push server had been asked before."""
    for number in range(5):
        listener.settle(3)
        before = asked(cloud)
        cloud.push_redis.freeze()
        try:
            assert pushes(cloud)[0] > 0.02, "somebody found out, so that everybody holds back"
        finally:
            cloud.push_redis.thaw()
        cloud.dav("PUT", user, f"unheard-{number}.txt", b"1")
        # Gone when the upload was so slow that the two seconds were over.
        if reminders(cloud):
            return before
    raise AssertionError("no upload was in time")


def reminders(cloud):
    return glob.glob(os.path.join(cloud.temporary, "notify_push_*.missed*"))


def asked(cloud):
    return cloud.daemon.output().count("INFO  notify_push::receive: catch_up: ")


def subscribed(cloud):
    return dict(cloud.push_redis.client().pubsub_numsub("notify_storage_update"))["notify_storage_update"] > 0


def test_without_any_redis_configured_there_is_no_queue(cloud, alice):
    saved = {name: cloud.occ("config:system:get", "--output=json", name) for name in ("notify_push_redis", "redis")}
    assert all(saved.values())
    printed = cloud.php(
        """
        $config = \\OCP\\Server::get(\\OC\\SystemConfig::class);
        $cache = new \\ReflectionProperty(\\OC\\Config::class, 'cache');
        $inner = new \\ReflectionProperty(\\OC\\SystemConfig::class, 'config');
        $values = $cache->getValue($inner->getValue($config));
        unset($values['notify_push_redis'], $values['redis']);
        $cache->setValue($inner->getValue($config), $values);
        $queue = \\OCP\\Server::get(\\OCA\\NotifyPush\\Queue\\IQueue::class);
        echo get_class($queue);
        $queue->push('notify_custom', ['user' => 'a', 'message' => 'b']);
        """
    )
    assert printed == "OCA\\NotifyPush\\Queue\\NullQueue"
