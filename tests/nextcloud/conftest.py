# SPDX-License-Identifier: AGPL-3.0-or-later
"""One Nextcloud for all tests, with the push server beside it."""

import glob
import json
import os
import shutil
import tempfile
import time

import pytest

from client import Client
from instance import Nextcloud

HERE = os.path.dirname(os.path.abspath(__file__))


def the_daemon():
    binary = os.environ.get("PUSH_DAEMON")
    if binary is None:
        built = glob.glob(os.path.join(HERE, "../../build*/src/daemon/notify_push"))
        binary = max(built, key=os.path.getmtime, default=None)
    if binary is None or not os.path.exists(binary):
        pytest.exit("there is no push server: build it, or name it in PUSH_DAEMON", 2)
    return os.path.abspath(binary)


@pytest.fixture(scope="session")
def cloud():
    tree = os.environ.get("NEXTCLOUD_ROOT")
    if not tree:
        pytest.exit("NEXTCLOUD_ROOT does not name a Nextcloud server tree", 2)
    folder = tempfile.mkdtemp(prefix="notify_push_nextcloud_")
    instance = None
    try:
        instance = Nextcloud(tree, folder)
        instance.start_daemon(the_daemon())
        yield instance
    finally:
        if instance is not None:
            instance.stop()
        if os.environ.get("KEEP"):
            print("kept:", folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """What failed comes with what the two sides said while it ran: the app in Nextcloud's log, and the push server."""
    report = (yield).get_result()
    instance = getattr(item, "funcargs", {}).get("cloud")
    if report.when == "call" and report.failed and instance is not None:
        lines = [f"{line['time']} {line['level']} {line['message']}" for line in instance.log()[-20:]]
        report.sections.append(("Nextcloud's log, of this app", "\n".join(lines)))
        report.sections.append(("the push server", "\n".join(instance.daemon.output().splitlines()[-80:])))


@pytest.fixture(scope="session")
def alice(cloud):
    return seen(cloud, cloud.add_user("alice"))


@pytest.fixture(scope="session")
def bob(cloud):
    return seen(cloud, cloud.add_user("bob"))


@pytest.fixture(scope="session")
def carol(cloud):
    return seen(cloud, cloud.add_user("carol"))


def seen(cloud, user):
    """Somebody who has been here before, so that no first steps mix with the test's."""
    cloud.dav("PROPFIND", user, "")
    return user


@pytest.fixture
def client(cloud):
    """Makes clients, and closes them. The window of debouncing is over for each before it is handed out."""
    made = []

    def make(user, password=None, **options):
        name, secret = user if isinstance(user, tuple) else (user, password)
        one = Client(cloud.websocket, name, secret, **options)
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


class Wire:
    """What goes through the push server's Redis."""

    def __init__(self, cloud):
        self.subscription = cloud.push_redis.client().pubsub()
        self.subscription.psubscribe("notify_*")
        self.subscription.get_message(timeout=5)

    def heard(self, seconds=0.5):
        """Channels and decoded payloads, until nothing has come for a while."""
        heard, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            message = self.subscription.get_message(timeout=0.05)
            if message and message["type"] == "pmessage":
                heard.append((message["channel"], json.loads(message["data"])))
                end = time.monotonic() + seconds
        return heard

    def told(self, channel, seconds=0.5):
        """The users in the messages of one channel."""
        return [payload["user"] for name, payload in self.heard(seconds) if name == channel]


@pytest.fixture
def wire(cloud):
    one = Wire(cloud)
    yield one
    one.subscription.close()
