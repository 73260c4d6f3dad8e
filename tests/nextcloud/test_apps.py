# SPDX-License-Identifier: AGPL-3.0-or-later
"""What other apps rely on."""

import json

import pytest

QUEUE = "\\OCP\\Server::get(\\OCA\\NotifyPush\\Queue\\IQueue::class)"
SESSIONS = "\\OCP\\Server::get(\\OCA\\NotifyPush\\IAnonymousSessionManager::class)"


def test_custom_messages_arrive_at_once_and_in_order(cloud, alice, bob, client):
    hers, his = client(alice), client(bob)
    cloud.php(
        f"""
        $queue = {QUEUE};
        for ($i = 0; $i < 50; $i++) {{
            $queue->push('notify_custom', ['user' => 'alice', 'message' => 'step', 'body' => ['n' => $i, 't' => 'ä/😀']]);
        }}
        $queue->push('notify_custom', ['user' => 'alice', 'message' => 'bare']);
        $queue->push('notify_custom', ['user' => 'alice', 'message' => 'null_body', 'body' => null]);
        $queue->push('notify_custom', ['message' => 'for nobody']);
        """
    )
    steps = [json.loads(hers.wait_for("step").split(" ", 1)[1]) for _ in range(50)]
    assert steps == [{"n": n, "t": "ä/😀"} for n in range(50)]
    assert hers.wait_for("bare") == "bare"
    assert hers.wait_for("null_body") == "null_body"
    hers.silence(0.3)
    his.silence(0.1)


def test_the_queue_is_found_by_every_way_in_use(cloud):
    printed = cloud.php(
        f"""
        class Wants {{ public function __construct(public ?\\OCA\\NotifyPush\\Queue\\IQueue $queue) {{}} }}
        $ways = [
            {QUEUE},
            \\OC::$server->get(\\OCA\\NotifyPush\\Queue\\IQueue::class),
            \\OC::$server->get(\\Psr\\Container\\ContainerInterface::class)->get('OCA\\NotifyPush\\Queue\\IQueue'),
            \\OCP\\Server::get(Wants::class)->queue,
        ];
        foreach ($ways as $queue) {{ echo get_class($queue), $queue === $ways[0] ? '=' : '!'; }}
        echo get_class($ways[0]->getConnection());
        """
    )
    assert printed == "OCA\\NotifyPush\\Queue\\RedisQueue=" * 4 + "Redis"


def test_an_anonymous_session_hears_what_is_sent_to_it_and_nothing_else(cloud, alice, client):
    made = json.loads(
        cloud.php(
            f"""
            $session = {SESSIONS}->createSession('dav', 60);
            echo json_encode([$session->getId(), $session->getToken(), $session->getExpiration()]);
            """
        )
    )
    session, token, _ = made
    body = f"token={token}"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = cloud.request("POST", "/index.php/apps/notify_push/anon_pre_auth", None, body, headers)
    assert answer.status == 200, answer.text
    one = client("", answer.text)
    cloud.occ("notification:generate", "alice", "hello")
    cloud.php(f"{SESSIONS}->send('{session}', 'dav:async_request', ['status' => 201]);")
    assert one.wait_for("dav:async_request") == 'dav:async_request {"status":201}'
    one.silence(1.0)
    printed = cloud.php(f"echo {SESSIONS}->validateToken('{token}');")
    assert printed == session


@pytest.mark.parametrize("body", ["token=a.1.b", "token[]=a", ""])
def test_an_anonymous_token_that_is_forged_opens_nothing(cloud, body):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = cloud.request("POST", "/index.php/apps/notify_push/anon_pre_auth", None, body, headers)
    assert answer.status == 401
    assert not [line for line in cloud.log() if line["level"] >= 3 and "anonPreAuth" in line["message"]]


def test_guessing_is_slowed_down(cloud):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    path = "/index.php/apps/notify_push/anon_pre_auth"
    statuses = [cloud.request("POST", path, None, "token=a.1.b", headers).status for _ in range(32)]
    assert 429 in statuses
    assert set(statuses) == {401, 429}
