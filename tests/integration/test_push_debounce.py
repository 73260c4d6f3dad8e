# SPDX-License-Identifier: AGPL-3.0-or-later
"""When built-in messages leave (wire.md §1, "Debounce"), against a clock."""
import asyncio
import multiprocessing
import statistics
import time

import pytest

from pushserver import World

SAMPLES = 200


@pytest.fixture(scope="module")
def world():
    users = [f"user{n}" for n in range(SAMPLES)]
    with World(users=users, log="warn") as shared:
        yield shared


def burn(until):
    while time.monotonic() < until:
        pass


async def lone_events(world):
    """How long a lone first notify_file takes, for each of many fresh sessions, 25 ms apart."""
    clients = [await world.login_token(f"user{number}") for number in range(SAMPLES)]

    async def lone_event(number, client):
        await asyncio.sleep(0.5 + number * 0.025)
        began = time.perf_counter()
        world.publish("notify_user_share_created", {"user": f"user{number}"})
        assert await client.receive() == "notify_file"
        return (time.perf_counter() - began) * 1000

    delays = await asyncio.gather(*(lone_event(*pair) for pair in enumerate(clients)))
    for client in clients:
        await client.close()
    return sorted(delays)


def report(what, delays, record_property):
    p50, p99 = statistics.median(delays), delays[int(len(delays) * 0.99) - 1]
    print(f"{what}: {len(delays)} samples, min {delays[0]:.1f}, p50 {p50:.1f}, p99 {p99:.1f} ms")
    record_property(what, f"p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    return p99


@pytest.mark.better
@pytest.mark.serial
@pytest.mark.slow
async def test_a_lone_first_event_leaves_after_100_to_105_ms(world, record_property):
    delays = await lone_events(world)
    p99 = report("lone notify_file", delays, record_property)
    assert delays[0] >= 100
    assert statistics.median(delays) <= 105
    assert p99 <= 125  # 110 is the goal; whoever else is at work on this machine is in the figure


@pytest.mark.better
@pytest.mark.serial
@pytest.mark.slow
async def test_a_lone_first_event_under_cpu_load(world, record_property):
    until = time.monotonic() + 60
    burners = [multiprocessing.Process(target=burn, args=(until,), daemon=True) for _ in range(2)]
    for burner in burners:
        burner.start()
    try:
        delays = await lone_events(world)
    finally:
        for burner in burners:
            burner.kill()
    p99 = report("lone notify_file under load", delays, record_property)
    assert delays[0] >= 100
    assert statistics.median(delays) <= 110
    assert p99 <= 250  # this process, too, has to share two cores with two burners


async def test_events_close_together_are_one_message(world):
    client = await world.login_token("user0", ids=True)
    for number in range(5):
        world.publish("notify_storage_update",
                      {"storage": 1, "path": "files/x", "file_id": 5 - number % 3})
        await asyncio.sleep(0.01)
    assert await client.receive() == "notify_file_id [3,4,5]"
    await client.silent(0.3)
    await client.close()


async def test_an_unknown_id_absorbs_the_known_ones(world):
    client = await world.login_token("user0", ids=True)
    world.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 5})
    world.publish("notify_user_share_created", {"user": "user0"})
    world.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 6})
    assert await client.receive() == "notify_file"
    await client.close()


async def test_a_client_that_did_not_ask_gets_no_ids(world):
    client = await world.login_token("user0")
    world.publish("notify_storage_update", {"storage": 1, "path": "files/x", "file_id": 5})
    assert await client.receive() == "notify_file"
    await client.close()


@pytest.mark.better
async def test_a_burst_of_a_hundred_ids_loses_none(world):
    client = await world.login_token("user0", ids=True)
    pipe = world.redis.pipeline(transaction=False)
    for number in range(100):
        pipe.publish("notify_storage_update",
                     f'{{"storage":1,"path":"files/{number}","file_id":{number}}}')
    pipe.execute()
    assert await client.receive() == f"notify_file_id [{','.join(map(str, range(100)))}]"
    await client.close()


@pytest.mark.better
@pytest.mark.parametrize("count, text", [
    (1000, f"notify_file_id [{','.join(map(str, range(1000)))}]"), (1001, "notify_file")])
async def test_past_a_thousand_ids_a_message_degrades(world, count, text):
    client = await world.login_token("user0", ids=True)
    pipe = world.redis.pipeline(transaction=False)
    for number in range(count):
        pipe.publish("notify_storage_update",
                     f'{{"storage":1,"path":"files/{number}","file_id":{number}}}')
    pipe.execute()
    assert await client.receive() == text
    await client.close()


@pytest.mark.better
@pytest.mark.serial
async def test_a_steady_stream_is_not_starved(world):
    """Every 50 ms for 8 s: due at the latest max(100 ms, window) + 100 ms after the first pending."""
    client = await world.login_token("user0")
    got, stop = [], time.monotonic() + 8

    async def publish():
        while time.monotonic() < stop:
            world.publish("notify_user_share_created", {"user": "user0"})
            await asyncio.sleep(0.05)

    async def listen():
        while time.monotonic() < stop + 1:
            try:
                await client.receive(1)
                got.append(time.monotonic())
            except asyncio.TimeoutError:
                pass

    await asyncio.gather(publish(), listen())
    gaps = [b - a for a, b in zip(got, got[1:])]
    assert len(got) >= 4
    assert max(gaps) <= 1.5 + 0.1 + 0.15, gaps  # the window is 0.5 … 1.5 s with few connections
    await client.close()


async def test_the_second_message_waits_for_the_window(world):
    client = await world.login_token("user0")
    world.publish("notify_notification", {"user": "user0"})
    await client.receive()
    began = time.monotonic()
    await asyncio.sleep(0.2)
    world.publish("notify_notification", {"user": "user0"})
    await client.receive()
    assert 0.9 < time.monotonic() - began < 1.3  # notifications: exactly 1 s
    await client.close()


async def test_kinds_do_not_wait_for_each_other(world):
    client = await world.login_token("user0")
    world.publish("notify_notification", {"user": "user0"})
    assert await client.receive() == "notify_notification"
    began = time.monotonic()
    world.publish("notify_activity", {"user": "user0"})
    assert await client.receive() == "notify_activity"
    assert time.monotonic() - began < 0.2
    await client.close()


async def test_with_debounce_disable_every_event_goes_out_at_once(fresh):
    fresh.start(environ={"DEBOUNCE_DISABLE": "1"})
    client = await fresh.login_token("alice")
    for _ in range(5):
        began = time.monotonic()
        fresh.publish("notify_activity", {"user": "alice"})
        assert await client.receive() == "notify_activity"
        assert time.monotonic() - began < 0.06
    await client.close()
