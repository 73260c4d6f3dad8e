# SPDX-License-Identifier: AGPL-3.0-or-later
"""A client of the push server: an independent WebSocket implementation behind plain calls."""

import asyncio
import queue
import threading
import time

import websockets


class Client:
    """Logs in when it is made; what it hears is in order."""

    def __init__(self, url, user, password, listen=(), expect="authenticated"):
        self.heard = queue.Queue()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.socket = self._call(self._open(url))
        self._call(self.socket.send(user))
        self._call(self.socket.send(password))
        self.answer = self._call(self.socket.recv())
        assert self.answer == expect, self.answer
        for name in listen:
            self._call(self.socket.send("listen " + name))
        self.reader = asyncio.run_coroutine_threadsafe(self._read(), self.loop)

    def _call(self, what):
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(20)

    async def _open(self, url):
        return await websockets.connect(url, max_size=None, ping_interval=None)

    async def _read(self):
        try:
            async for message in self.socket:
                self.heard.put((time.monotonic(), message))
        except websockets.ConnectionClosed:
            pass
        self.heard.put((time.monotonic(), None))

    def wait_for(self, match, seconds=10.0):
        """The first message that fits: equal, or beginning with it and a blank; None is the end of the connection."""
        end = time.monotonic() + seconds
        others = []
        while True:
            try:
                _, message = self.heard.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {match!r} in {seconds} s; heard {others}") from None
            if message == match or (message and match and message.startswith(match + " ")):
                return message
            others.append(message)

    def ids(self, expected, seconds=10.0):
        """Waits until the ids of all messages together hold the expected ones; a message without ids is a failure."""
        found, end = set(), time.monotonic() + seconds
        while not set(expected) <= found:
            message = self.wait_for("notify_file_id", end - time.monotonic())
            found |= set(map(int, message.split(" ", 1)[1].strip("[]").split(",")))
        return found

    def next(self, seconds=10.0):
        """The next message, whatever it is."""
        return self.heard.get(timeout=seconds)[1]

    def silence(self, seconds=1.0):
        """Asserts that nothing comes."""
        end = time.monotonic() + seconds
        while True:
            try:
                _, message = self.heard.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                return
            raise AssertionError(f"heard {message!r}")

    def settle(self, seconds=1.5):
        """Forgets what has come, once nothing more comes."""
        while True:
            try:
                self.heard.get(timeout=seconds)
            except queue.Empty:
                return

    def close(self):
        if self.loop.is_running():
            try:
                self._call(self.socket.close())
            finally:
                self.loop.call_soon_threadsafe(self.loop.stop)
                self.thread.join(5)
