# SPDX-License-Identifier: AGPL-3.0-or-later
"""A network that drops packets without a word: the ping finds out, and commands do not wait for it.

Redis runs in a network namespace of its own behind a pair of virtual interfaces; a rule there drops
everything, so neither side ever sees a FIN or RST. Needs root.
"""

import os
import subprocess
import time

import pytest

from redisservers import Probe, Server

NAME = f"np{os.getpid()}"
OURS, THEIRS = "10.213.77.1", "10.213.77.2"


def run(*argv):
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def remote():
    try:
        run("ip", "netns", "add", NAME)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no network namespaces here: {error}")
    try:
        run("ip", "link", "add", NAME, "type", "veth", "peer", "name", "there", "netns", NAME)
        run("ip", "addr", "add", OURS + "/30", "dev", NAME)
        run("ip", "link", "set", NAME, "up")
        run("ip", "-n", NAME, "addr", "add", THEIRS + "/30", "dev", "there")
        run("ip", "-n", NAME, "link", "set", "there", "up")
        server = Server(port=6379, unix=False, address=THEIRS, config=["protected-mode no"],
                        prefix=("ip", "netns", "exec", NAME)).start()
        yield server
        server.stop()
    finally:
        run("ip", "netns", "del", NAME)


def drop(remote):
    run(*remote.prefix, "nft", "add", "table", "inet", "silence")
    for hook in ("input", "output"):
        run(*remote.prefix, "nft", "add", "chain", "inet", "silence", hook,
            f"{{ type filter hook {hook} priority 0; policy drop; }}")


def pass_again(remote):
    run(*remote.prefix, "nft", "delete", "table", "inet", "silence")


@pytest.mark.patient
@pytest.mark.slow
def test_a_silent_network_is_noticed_within_thirty_seconds(remote):
    with Probe("--node", remote.node()) as probe:
        probe.ready()
        drop(remote)
        begin = time.monotonic()
        result, text = probe.ask("get x", 7)
        assert result == "failed" and "within 5 s" in text
        probe.expect("^down .*no answer to a ping within 15 s", 32)
        took = time.monotonic() - begin
        assert 14 < took < 31
        # What follows are attempts that time out.
        probe.expect("no answer to the connection in time", 8)
        pass_again(remote)
        probe.expect("^up gap$", 12)
        remote.client().publish("notify_custom", "again")
        probe.expect("^message notify_custom 5 again$")
        print(f"noticed after {took:.1f} s")
