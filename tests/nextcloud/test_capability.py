# SPDX-License-Identifier: AGPL-3.0-or-later
"""What clients are told about the push server."""


def test_what_a_user_and_a_stranger_see(cloud, alice):
    seen = cloud.capability(alice)
    assert seen["type"] == ["files", "activities", "notifications"]
    assert seen["endpoints"] == {
        "websocket": cloud.websocket,
        "pre_auth": cloud.url + "/index.php/apps/notify_push/pre_auth",
        "anon_pre_auth": cloud.url + "/index.php/apps/notify_push/anon_pre_auth",
    }
    assert cloud.capability() == {
        "endpoints": {name: seen["endpoints"][name] for name in ("websocket", "anon_pre_auth")}
    }


def test_pages_may_open_the_socket(cloud, alice):
    answer = cloud.request("GET", "/index.php/login")
    policy = answer.headers["Content-Security-Policy"]
    assert f"ws://127.0.0.1:{cloud.port}" in policy.split("connect-src")[1].split(";")[0]


def test_withdrawn_when_the_server_is_dead_and_known_to_show_life(cloud, alice):
    keys = cloud.push_redis.client()
    cloud.daemon.stop()
    try:
        keys.delete("notify_push_heartbeat")
        cloud.occ("config:app:delete", "notify_push", "heartbeat_seen")
        assert "websocket" in cloud.capability(alice)["endpoints"], "another server may never show life"
        cloud.php(
            "\\OCP\\Server::get(\\OCA\\NotifyPush\\Heartbeat::class)->record(true);"
            "\\OCP\\Server::get(\\OCP\\IAppConfig::class)->clearCache();"
        )
        assert cloud.capability(alice) is None
        assert cloud.capability() is None
    finally:
        cloud.daemon.start()
    assert "websocket" in cloud.capability(alice)["endpoints"]


def test_not_before_it_is_set_up(cloud, alice):
    endpoint = cloud.url + "/push"
    cloud.occ("config:app:delete", "notify_push", "base_endpoint")
    try:
        assert cloud.capability(alice) is None
    finally:
        cloud.occ("config:app:set", "notify_push", "base_endpoint", "--value=" + endpoint)


def test_one_address_for_each_name(cloud, alice):
    other = f"http://elsewhere.example.org/push,{cloud.url}/push/"
    cloud.occ("config:app:set", "notify_push", "base_endpoint", "--value=" + other)
    try:
        assert cloud.capability(alice)["endpoints"]["websocket"] == cloud.websocket
        cloud.occ("config:app:set", "notify_push", "base_endpoint", "--value=/push")
        assert cloud.capability(alice)["endpoints"]["websocket"] == cloud.websocket
    finally:
        cloud.occ("config:app:set", "notify_push", "base_endpoint", f"--value={cloud.url}/push")
