# SPDX-License-Identifier: AGPL-3.0-or-later
"""systemd's end of the notify socket."""
import os
import socket


class Manager:
    def __init__(self, folder):
        self.path = os.path.join(folder, "notify")
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.sock.bind(self.path)
        self.sock.settimeout(0.05)
        self.lines = []

    def heard(self, line):
        """Has this line come, since the lines were last cleared?"""
        try:
            while True:
                self.lines += self.sock.recv(4096).decode().splitlines()
        except TimeoutError:
            pass
        return line in self.lines
