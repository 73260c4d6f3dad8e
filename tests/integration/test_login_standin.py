# SPDX-License-Identifier: AGPL-3.0-or-later
"""The stand-in for Nextcloud behaves as the tests and the demo take for granted."""
import base64
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from nextcloud_standin import Standin
from redisservers import Server as Redis

APP = "index.php/apps/notify_push/"


@pytest.fixture(scope="module")
def redis_url():
    server = Redis()
    server.start()
    yield f"unix://{server.socket}"
    server.stop()


def ask(url, user=None, password="", method="GET", data=None, headers=None):
    request = urllib.request.Request(url, data, headers or {}, method=method)
    if user is not None:
        value = base64.b64encode(f"{user}:{password}".encode()).decode()
        request.add_header("Authorization", "Basic " + value)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_pre_auth_publishes_what_it_answers(redis_url):
    with Standin({"al": ("secret", "alice")}, redis_url=redis_url, prefix="nc1_") as nc:
        channel = nc.redis.pubsub(ignore_subscribe_messages=True)
        channel.subscribe("nc1_notify_pre_auth")
        channel.get_message(timeout=2)
        status, token = ask(nc.url + APP + "pre_auth", "al", "secret", "POST")
        assert status == 200 and len(token) == 32 and token.isalnum()
        message = json.loads(channel.get_message(timeout=2)["data"])
        assert message == {"user": "alice", "token": token}
        assert ask(nc.url + APP + "pre_auth", "al", "wrong", "POST")[0] == 401
        nc.sessions["anonymous"] = "talk:1"
        status, token = ask(nc.url + APP + "anon_pre_auth", method="POST", data=b"token=anonymous")
        message = json.loads(channel.get_message(timeout=2)["data"])
        assert message == {"session": "talk:1", "token": token}
        channel.close()


def test_the_test_routes_use_redis(redis_url):
    with Standin(redis_url=redis_url, trusted_proxies=["127.0.0.1", "10.0.0.0/8"]) as nc:
        nc.redis.set("test-token", "t")
        nc.cookie = 77
        assert ask(nc.url + APP + "test/cookie")[0] == 403
        assert ask(nc.url + APP + "test/cookie", headers={"token": "t"}) == (200, "77")
        headers = {"token": "t", "X-Forwarded-For": "6.6.6.6, 192.0.2.9, 10.1.2.3"}
        assert ask(nc.url + APP + "test/remote", headers=headers) == (200, "192.0.2.9")
        assert nc.redis.get("notify_push_forwarded_header") == headers["X-Forwarded-For"].encode()
        assert nc.redis.get("notify_push_remote") == b"127.0.0.1"
        assert ask(nc.url + APP + "test/version")[0] == 200
        assert nc.redis.get("notify_push_app_version") == b"1.4.100"
        nc.redis.delete("test-token")
        assert ask(nc.url + APP + "test/cookie", headers={"token": ""})[0] == 403


def test_capabilities_and_status():
    with Standin({"alice": "secret"}, base_endpoint="https://cloud.example.org/push/") as nc:
        url = nc.url + "ocs/v2.php/cloud/capabilities?format=json"
        entry = json.loads(ask(url, "alice", "secret")[1])["ocs"]["data"]["capabilities"]
        assert entry["notify_push"]["endpoints"] == {
            "websocket": "wss://cloud.example.org/push/ws", "pre_auth": nc.url + APP + "pre_auth"}
        nc.maintenance = True
        assert json.loads(ask(nc.url + "status.php")[1])["maintenance"] is True
        assert ask(url)[0] == 503


def test_an_untrusted_peer_cannot_forge_its_address():
    with Standin({"alice": "secret"}, trusted_proxies=["10.0.0.1"]) as nc:
        ask(nc.url + APP + "uid", "alice", "secret", headers={"X-Forwarded-For": "6.6.6.6"})
        assert nc.requests[0].client == "127.0.0.1"


def test_it_runs_as_a_program_with_faults_from_the_environment(redis_url):
    script = os.path.join(os.path.dirname(__file__), "nextcloud_standin.py")
    env = {**os.environ, "STANDIN_FAULTS": "path=/uid,status=503,times=1",
           "STANDIN_REDIS": redis_url}
    with subprocess.Popen([sys.executable, script, "--user", "alice:secret:Alice", "--any-user"],
                          stdout=subprocess.PIPE, text=True, env=env) as process:
        try:
            url = process.stdout.readline().split()[-1]
            assert ask(url + APP + "uid", "alice", "secret")[0] == 503
            assert ask(url + APP + "uid", "alice", "secret") == (200, "Alice")
            assert ask(url + APP + "uid", "whoever", "password") == (200, "whoever")
            assert ask(url + APP + "uid", "whoever", "wrong")[0] == 401
        finally:
            process.terminate()
