# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many sessions that are closed together do not all come back in the same second (wire.md §1)."""
import asyncio
import signal
import time

import pytest

pytestmark = [pytest.mark.better, pytest.mark.serial]

CROWD = 300  # spread over 2 ms each


async def closings(clients):
    """(code, when) of each."""
    async def closing(client):
        code, _ = await client.closed(10)
        return code, time.monotonic()
    return await asyncio.gather(*[closing(client) for client in clients])


@pytest.mark.parametrize("how", ["reset", "shutdown"])
async def test_a_crowd_is_closed_one_after_the_other(fresh, how):
    fresh.start(log="warn")
    clients = [await fresh.login_token(f"user{number}") for number in range(CROWD)]
    began = time.monotonic()
    if how == "reset":
        fresh.publish("notify_signal", '"reset"')
    else:
        fresh.daemon.signal(signal.SIGTERM)
    ends = await closings(clients)
    # Let it end by itself: a second signal would meet the leak check of a sanitizer.
    assert how == "reset" or fresh.daemon.process.wait(20) == 0
    assert {code for code, _ in ends} == {1000 if how == "reset" else 1012}
    ends = sorted(when - began for _, when in ends)
    assert ends[-1] - ends[0] > CROWD * 0.002 * 0.7 and ends[-1] < 3, (ends[0], ends[-1])
    # Evenly: no quarter of the time has more than half of them.
    quarter = (ends[-1] - ends[0]) / 4
    for number in range(4):
        start = ends[0] + number * quarter
        assert sum(start <= end <= start + quarter for end in ends) < CROWD / 2


@pytest.mark.slow
async def test_lifetimes_end_at_different_times(fresh):
    fresh.start(environ={"MAX_CONNECTION_TIME": "20"}, log="warn")
    clients = [await fresh.login_token(f"user{number}") for number in range(60)]
    began = time.monotonic()
    ends = await asyncio.gather(*[lives(client) for client in clients])
    assert {code for code, _ in ends} == {1000}
    ends = sorted(when - began for _, when in ends)
    assert 18 < ends[0] and ends[-1] < 24 and ends[-1] - ends[0] > 0.9, ends


async def lives(client):
    code, _ = await client.closed(40)
    return code, time.monotonic()
