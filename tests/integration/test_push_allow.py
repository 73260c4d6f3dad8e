# SPDX-License-Identifier: AGPL-3.0-or-later
"""A 405 names the methods that are right (RFC 9110, 15.5.6), whatever the path looks like."""
import re

import pytest


def allowed(world, method, path):
    answer = world.daemon.request(
        f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()).decode()
    assert answer.startswith("HTTP/1.1 405 "), answer
    return re.search(r"\r\nAllow: (.*)\r\n", answer).group(1)


@pytest.mark.better
@pytest.mark.parametrize("prefix", ["", "/push"])
@pytest.mark.parametrize("suffix", ["", "/", "?x"])
def test_the_right_methods_are_named(world, prefix, suffix):
    assert allowed(world, "GET", f"{prefix}/test/version{suffix}") == "POST"
    assert allowed(world, "POST", f"{prefix}/test/cookie{suffix}") == "GET, HEAD"
    assert allowed(world, "DELETE", f"{prefix}/test/mapping/1{suffix}") == "GET, HEAD"
