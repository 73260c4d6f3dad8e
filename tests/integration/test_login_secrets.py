# SPDX-License-Identifier: AGPL-3.0-or-later
"""No credential stays in the memory of the process once the login is over."""
import base64
import secrets
import time

import pytest

from certificates import make_ca, make_cert
from login_support import Probe
from nextcloud_standin import Standin


def memory(pid):
    """All writable memory of a child."""
    parts = []
    with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/mem", "rb") as mem:
        for line in maps:
            addresses, rights = line.split()[:2]
            begin, end = (int(address, 16) for address in addresses.split("-"))
            if "w" not in rights or end - begin > 1 << 30:
                continue
            try:
                mem.seek(begin)
                parts.append(mem.read(end - begin))
            except OSError:
                pass
    return b"\n".join(parts)


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certs")
    ca = make_ca(folder)
    return ca, make_cert(folder, ca, "good")


@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("outcome", ["user", "refused", "failed", "cancelled"])
def test_credentials_are_wiped_after_use(pair, tls, outcome):
    password = secrets.token_hex(30)
    encoded = base64.b64encode(f"alice:{password}".encode())[12:-4]
    ca, (cert, key) = pair
    options = {"cert": cert, "key": key} if tls else {}
    with Standin({"alice": password}, **options) as nc, Probe(nc.url, ca=ca[0]) as probe:
        if outcome == "failed":
            nc.fault("/uid", status=404)
        elif outcome == "refused":
            nc.add_user("alice", "another")
        else:
            nc.fault("/uid", delay=0.5)
        number = probe.login("alice", password)
        if outcome == "cancelled":
            probe.wait_stats(lambda s: s["checking"] == 1)
            assert password.encode() in memory(probe.process.pid)
            time.sleep(0.2)
            probe.send("cancel", number)
        else:
            assert probe.wait(number)[0] == outcome
        # The probe's own input buffer is overwritten by a long command.
        probe.get("x" * 4000, timeout_ms=2000)
        probe.stats()
        left = memory(probe.process.pid)
    assert len(left) > 500000
    assert password.encode() not in left
    assert encoded not in left
