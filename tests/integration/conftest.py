# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fixtures of the whole suite. Tests written as coroutines are run each in a loop of its own."""
import asyncio
import inspect
import itertools
import os
import signal
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))

from config_support import Config  # noqa: E402
from pushserver import World  # noqa: E402


# A shell that starts the tests in the background ignores SIGINT, and so would all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items):
    """Files that wait long are begun early, each beside one that is busy: so all are done together."""
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    patient = [own for own in files.values() if any(i.get_closest_marker("patient") for i in own)]
    busy = [own for own in files.values() if own not in patient]
    items[:] = [item for pair in itertools.zip_longest(patient, busy, fillvalue=())
                for own in pair for item in own]


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if inspect.iscoroutinefunction(pyfuncitem.obj):
        arguments = {name: pyfuncitem.funcargs[name]
                     for name in pyfuncitem._fixtureinfo.argnames}
        asyncio.run(pyfuncitem.obj(**arguments))
        return True
    return None


@pytest.fixture(scope="module")
def world():
    """A push server with Redis, SQLite and a stand-in for Nextcloud, shared by a file's tests."""
    with World() as shared:
        yield shared


@pytest.fixture
def fresh():
    """The same for one test alone, which starts the server itself: fresh.start(...)."""
    with World(start=False) as own:
        yield own


@pytest.fixture
def config(tmp_path):
    """A Nextcloud folder with nothing in it yet."""
    return Config(tmp_path)
