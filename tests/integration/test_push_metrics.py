# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each counter of /metrics counts what its name says, and nothing that refers to one is wrong."""
import json
import re
import subprocess
import time

import pytest

from pushserver import Raw, frame, handshake
from support import TOP, wait_for

pytestmark = pytest.mark.better


class Counters:
    """What has changed since the last look."""

    def __init__(self, daemon):
        self.daemon = daemon
        self.seen = self.read()

    def read(self):
        return {name: float(value) for name, value in
                re.findall(r"^(\w+(?:\{[^}]*\})?) (\S+)$", self.daemon.metrics(), re.M)}

    def changed(self):
        before, self.seen = self.seen, self.read()
        return {name: value - before[name] for name, value in self.seen.items()
                if value != before[name] and not name.startswith(("process_", "notify_push_database_seconds"))
                and "_bucket{" not in name and not name.endswith("_sum")}


@pytest.fixture(name="counters")
def fixture_counters(world):
    wait_for(lambda: world.daemon.metric("active_connection_count") == 0, "nobody is there")
    wait_for(lambda: world.daemon.metric("notify_push_open_sockets") <= 1, "nothing is open")
    return Counters(world.daemon)


def waits_for(counters, expected):
    """The counters change by EXPECTED, at least; the metrics' own connections count among others."""
    total = {}

    def come():
        for name, by in counters.changed().items():
            total[name] = total.get(name, 0) + by
        return all(total.get(name) == by for name, by in expected.items())
    try:
        wait_for(come, "the counters", 5)
    except AssertionError:
        assert {name: total.get(name) for name in expected} == expected
    return total


async def test_logins_by_outcome(world, counters):
    def outcome(name):
        return f'notify_push_logins_total{{outcome="{name}"}}'

    client = await world.login("alice")
    total = waits_for(counters, {outcome("accepted"): 1, "notify_push_login_checks_total": 1,
                                 "notify_push_login_seconds_count": 1, "total_connection_count": 1})
    assert outcome("refused") not in total and outcome("failed") not in total
    token = await world.login_token("session-1", key="session")
    waits_for(counters, {outcome("accepted_anonymous"): 1})
    for user, status, name in (("bob", None, "refused"), ("carol", 404, "failed")):
        if status:
            world.nextcloud.fault("/uid", status=status)
        with Raw(world.daemon) as raw:
            raw.send(frame(user) + frame("wrong"))
            assert raw.read_text().startswith("err: ")
        waits_for(counters, {outcome(name): 1})
        world.nextcloud.heal()
    world.nextcloud.fault("/uid", status=503, times=1)
    again = await world.login("bob")
    waits_for(counters, {"notify_push_login_retries_total": 1, outcome("accepted"): 1})
    for one in (client, token, again):
        await one.close()


def test_what_is_malformed(world, counters):
    for sent, name in (
            (b"nonsense\r\n\r\n", "notify_push_bad_requests_total"),
            (handshake().replace(b"Version: 13", b"Version: 12"), "notify_push_bad_requests_total"),
            (handshake() + b"\xff\xff\xff\xff", "notify_push_protocol_errors_total")):
        world.daemon.request(sent)
        waits_for(counters, {name: 1})


@pytest.mark.patient
@pytest.mark.slow
def test_who_never_logs_in(world, counters):
    with Raw(world.daemon, timeout=25) as raw:
        assert raw.read_text() == "Authentication timeout"
    waits_for(counters, {"notify_push_login_timeouts_total": 1})


async def test_events_messages_and_look_ups(world, counters):
    def channel(name):
        return f'notify_push_events_total{{channel="{name}"}}'

    client = await world.login("alice")
    counters.changed()
    world.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 7})
    assert await client.receive() == "notify_file"
    waits_for(counters, {channel("notify_storage_update"): 1, "event_count_total": 1, "message_count_total": 1,
                         'message_count_total{type="file"}': 1, "mapping_query_count": 1,
                         'notify_push_storage_lookups_total{result="miss"}': 1, "notify_push_storages": 1,
                         "notify_push_builtin_lateness_seconds_count": 1})
    assert counters.seen["notify_push_database_seconds_total"] > 0
    assert counters.seen["notify_push_storage_bytes"] > 0
    world.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 7})
    world.publish("notify_activity", {"user": "alice"})
    world.publish("notify_notification", {"user": "alice"})
    world.custom("alice", "hello")
    world.publish("notify_custom", "nonsense")
    assert {await client.receive() for _ in range(4)} == {
        "hello", "notify_activity", "notify_notification", "notify_file"}
    total = waits_for(counters, {
        'notify_push_storage_lookups_total{result="hit"}': 1, channel("notify_activity"): 1,
        channel("notify_notification"): 1, channel("notify_custom"): 1, "event_count_total": 5,
        "notify_push_events_malformed_total": 1, 'message_count_total{type="custom"}': 1,
        "notify_push_custom_delivery_seconds_count": 1, "message_count_total": 4})
    assert "mapping_query_count" not in total  # the rows were still there
    await client.close()


def test_connections_and_the_process(world, counters):
    with world.daemon.connect():
        waits_for(counters, {"notify_push_open_sockets": 1})
    now = counters.read()
    assert now["notify_push_accepted_total"] >= 1 and now["notify_push_workers"] == 1
    assert now["notify_push_redis_up"] == now["notify_push_database_up"] == 1
    assert abs(now["process_start_time_seconds"] - time.time()) < 3600
    assert now["process_resident_memory_bytes"] == pytest.approx(world.daemon.memory("VmRSS"), rel=0.2)
    assert now["process_cpu_seconds_total"] == pytest.approx(world.daemon.cpu_seconds(), abs=0.2)
    assert 5 < now["process_open_fds"] < 60 < now["process_max_fds"]
    version = json.loads(world.redis.get("notify_push_heartbeat"))["version"]
    assert now[f'notify_push_build_info{{version="{version}"}}'] == 1


async def test_a_failing_database(fresh):
    fresh.start()
    counters = Counters(fresh.daemon)
    with fresh.database.open() as db:
        db.execute("ALTER TABLE oc_mounts RENAME TO away")
    client = await fresh.login("alice")
    counters.changed()
    fresh.publish("notify_storage_update", {"storage": 1, "path": "files/a", "file_id": 7})
    wait_for(lambda: counters.read()["notify_push_database_failures_total"] >= 1, "a failure", 5)
    assert counters.read()["notify_push_database_up"] == 0
    status, text = fresh.daemon.get("/healthz")
    assert status == 503 and "database: down" in text and "redis: ok" in text
    assert fresh.daemon.get("/readyz")[0] == 200
    with fresh.database.open() as db:
        db.execute("ALTER TABLE away RENAME TO oc_mounts")
    assert await client.receive() == "notify_file"
    wait_for(lambda: counters.read()["notify_push_database_up"] == 1, "up again", 5)
    await client.close()


# What refers to metrics refers to some that exist.

WORDS = re.compile(r"\b(?:notify_push_\w+?"
                   r"(?:_total|_seconds|_bucket|_count|_up|_queue|_waiting|_queued|_sockets|_workers)"
                   r"|process_\w+|(?:active|total|mapping|event|message)_\w*count(?:_total)?)\b")


@pytest.mark.parametrize("path", ["docs/operations.md", "packaging/prometheus/notify_push.rules.yml",
                                  "packaging/grafana/notify_push.json"])
def test_every_metric_that_is_named_exists(world, path):
    exists = set(re.findall(r"^(?:# TYPE )?(\w+)(?:\{[^}]*\})? ", world.daemon.metrics(), re.M))
    named = set(WORDS.findall((TOP / path).read_text(encoding="utf-8")))
    assert len(named) >= 8 and named <= exists, named - exists


def test_the_rules_are_what_prometheus_reads():
    run = subprocess.run(["promtool", "check", "rules", TOP / "packaging/prometheus/notify_push.rules.yml"],
                         capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_each_alert_is_explained():
    rules = (TOP / "packaging/prometheus/notify_push.rules.yml").read_text(encoding="utf-8")
    alerts = re.findall(r"- alert: (\w+)", rules)
    operations = (TOP / "docs/operations.md").read_text(encoding="utf-8")
    assert len(alerts) > 8 and re.findall(r"^\| (NotifyPush\w+) \|", operations, re.M) == alerts


def test_the_queries_of_the_dashboard_are_what_prometheus_reads(tmp_path):
    dashboard = json.loads((TOP / "packaging/grafana/notify_push.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    rules = {"groups": [{"name": "dashboard", "rules": [
        {"record": f"query:{number}", "expr": query.replace("$instance", ".*").replace("$__rate_interval", "5m")}
        for number, query in enumerate(queries)]}]}
    (tmp_path / "rules.yml").write_text(json.dumps(rules))  # JSON is YAML
    run = subprocess.run(["promtool", "check", "rules", tmp_path / "rules.yml"], capture_output=True, text=True,
                         check=False)
    assert len(queries) > 10 and run.returncode == 0, run.stdout + run.stderr
