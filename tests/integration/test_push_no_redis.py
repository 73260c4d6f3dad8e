# SPDX-License-Identifier: AGPL-3.0-or-later
"""Without its Redis the server cannot judge a token, and does not blame the token for it."""
import pytest

pytestmark = pytest.mark.better

def assert_names_redis(status, text):
    # Not 503, by which a proxy says that there is no push server: the app tells these apart.
    assert status == 500
    assert "cannot reach its Redis" in text


@pytest.mark.parametrize("fate", ["kill", "freeze"])
def test_the_cause_is_said_and_no_verdict_on_the_token(fresh, fate):
    fresh.start()
    token = {"token": fresh.token()}
    assert fresh.daemon.get("/test/cookie", token) == (200, "0")
    getattr(fresh.redis_server, fate)()
    try:
        assert_names_redis(*fresh.daemon.get("/test/cookie", token))
        assert_names_redis(*fresh.daemon.get("/test/version", token, method="POST", body=""))
    finally:
        if fate == "freeze":
            fresh.redis_server.thaw()
    assert token["token"] not in fresh.daemon.log()


def test_a_redis_without_the_token_is_a_matter_of_the_token(fresh):
    fresh.start()
    fresh.redis.delete("test-token")
    assert fresh.daemon.get("/test/cookie", {"token": "any"})[0] == 403
