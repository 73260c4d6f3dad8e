# SPDX-License-Identifier: AGPL-3.0-or-later
"""The administrator's commands, on the real thing."""

import json
import os
import re
import shutil
import stat
import time

import pytest


@pytest.fixture
def bundled(cloud):
    """The push server where a package would have it."""
    machine = {"x86_64": "x86_64", "aarch64": "aarch64"}.get(os.uname().machine, "armv7")
    folder = os.path.join(cloud.root, "apps/notify_push/bin")
    os.makedirs(os.path.join(folder, machine))
    program = os.path.join(folder, machine, "notify_push")
    shutil.copy(cloud.daemon.binary, program)
    yield program
    shutil.rmtree(folder)


def test_setup_with_an_address(cloud):
    cloud.occ("config:app:delete", "notify_push", "base_endpoint")
    printed = cloud.occ("notify_push:setup", cloud.url + "/push")
    print(printed)
    assert cloud.occ("config:app:get", "notify_push", "base_endpoint").strip() == cloud.url + "/push"


def test_the_wizard_alone_while_the_server_is_started_by_somebody_else(cloud, bundled):
    cloud.occ("config:app:delete", "notify_push", "base_endpoint")
    cloud.occ("config:system:delete", "trusted_proxies")
    cloud.daemon.stop()
    arguments = ["--yes", "--no-interaction", "--service=plain", f"--listen=127.0.0.1:{cloud.push_port}"]
    wizard = cloud.start_occ("notify_push:setup", "--proxy=nginx", "--wait=90", *arguments)
    printed = ""
    try:
        # What it prints is what the administrator does.
        for line in wizard.stdout:
            printed += line
            is_running = cloud.daemon.child.poll() is None
            if str(cloud.push_port) in line and cloud.config in line and not is_running:
                cloud.daemon.start()
        assert wizard.wait(120) == 0, printed
    finally:
        print(printed)
        wizard.kill()
        if cloud.daemon.child.poll() is not None:
            cloud.daemon.start()
    assert "Trying it out" in printed
    assert bundled in printed
    assert cloud.occ("config:app:get", "notify_push", "base_endpoint").strip() == cloud.url + "/push"
    assert "127.0.0.1" in cloud.occ("config:system:get", "trusted_proxies"), "what was missing has been added"


def test_metrics(cloud, alice, client):
    client(alice)
    metrics = json.loads(cloud.occ("notify_push:metrics", "--output=json"))
    assert metrics["active_connection_count"] == 1
    assert metrics["active_user_count"] == 1
    assert "Active" in cloud.occ("notify_push:metrics").title()


def test_metrics_tell_how_long_delivery_takes(cloud, alice, client):
    one = client(alice)
    cloud.push_redis.client().publish("notify_custom", json.dumps({"user": alice[0], "message": "hello"}))
    one.wait_for("hello")
    metrics = json.loads(cloud.occ("notify_push:metrics", "--output=json"))
    assert metrics["custom_delivery_count"] >= 1
    assert 0 < metrics["custom_delivery_us_p50"] <= metrics["custom_delivery_us_p99"] < 1_000_000
    printed = cloud.occ("notify_push:metrics")
    assert re.search(r"^App messages, from receipt to sending: half of them within [\d.]+ ms, 99 % within [\d.]+ ms$", printed, re.M)


def test_who_is_connected(cloud, alice, bob, client):
    client(alice), client(alice), client(bob)
    assert cloud.occ("notify_push:connections", "ALICE").strip() == "alice: 2 connections"
    listed = json.loads(cloud.occ("notify_push:connections", "--output=json"))
    assert listed["active_connection_count"] == 3
    assert listed["users"] == [{"user": "alice", "connections": 2}, {"user": "bob", "connections": 1}]
    assert cloud.occ("notify_push:connections").splitlines()[0] == "3 connections of 2 users"
    assert "no connection" in cloud.occ("notify_push:connections", "admin")
    assert "There is no such user" in cloud.occ("notify_push:connections", "nobody", ok=False)
    assert not cloud.push_redis.client().ttl("notify_push_connections") > 10, "the answer does not stay"


def test_log_and_restore(cloud):
    def lines_of(work):
        before = len(cloud.daemon.output())
        work()
        cloud.push_redis.client().publish("notify_activity", '{"user":"nobody"}')
        time.sleep(0.3)
        return cloud.daemon.output()[before:]

    assert "notify_activity" not in lines_of(lambda: cloud.occ("notify_push:log", "error"))
    assert "nobody" in lines_of(lambda: cloud.occ("notify_push:log", "trace"))
    assert "nobody" not in lines_of(lambda: cloud.occ("notify_push:log", "--restore")), "error again"
    cloud.occ("notify_push:log", "--restore")


def test_reset_closes_every_session(cloud, alice, client):
    one = client(alice)
    cloud.occ("notify_push:reset")
    assert one.wait_for(None, 15) is None


def test_setup_checks(cloud):
    printed = cloud.occ("setupchecks", ok=False)
    assert "Client Push" in printed, printed


def test_an_update_makes_the_program_runnable_again(cloud, bundled):
    os.chmod(bundled, 0o644)
    cloud.occ("config:app:set", "notify_push", "installed_version", "--value=1.4.0")
    printed = cloud.occ("upgrade", "-v")
    print(printed)
    assert stat.S_IMODE(os.stat(bundled).st_mode) == 0o755
    assert "ready to run" in printed


def test_the_log_has_no_complaints(cloud):
    """Runs last of its file: nothing before it may have left an error of ours."""
    bad = [line for line in cloud.log() if line["app"] == "notify_push" and line["level"] >= 3]
    assert bad == [], [line["message"] for line in bad]
