# SPDX-License-Identifier: AGPL-3.0-or-later
"""The wire of a MySQL server, for what MariaDB cannot do: caching_sha2_password, and malice.

Debian has no MySQL. This speaks just enough of the protocol (dev.mysql.com, "Client/Server Protocol",
"Caching_sha2_password information") to check a password in MySQL 8's way: the fast way by a hash, the
full way in the clear under TLS and on a Unix socket, else through the server's RSA key.
"""

import hashlib
import os
import socket
import subprocess
import threading

NONCE = b"0123456789abcdefghij"
CLIENT_SSL = 0x0800
PLUGINS = 0x00080000
CAPABILITIES = 0x0008 | 0x0200 | 0x8000 | PLUGINS  # with a database, 4.1, secure, plugins
OK = b"\0\0\0\x02\0\0\0"
END_OF_ROWS = b"\xfe\0\0\x02\0"


def xor(left, right):
    return bytes(a ^ b for a, b in zip(left, right))


class Peer:
    """One client: packets of three bytes of length and a number."""

    def __init__(self, connection):
        self.connection = connection
        self.connection.settimeout(5)
        self.number = 0

    def send(self, payload):
        self.connection.sendall(len(payload).to_bytes(3, "little") + bytes([self.number]) + payload)
        self.number = (self.number + 1) % 256

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            more = self.connection.recv(size - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data

    def receive(self):
        head = self._exactly(4)
        self.number = (head[3] + 1) % 256
        return self._exactly(int.from_bytes(head[:3], "little"))

    def greet(self, plugin, tls=None, capabilities=CAPABILITIES):
        """The client's answer. With TLS, a server's context, the client has to use it."""
        capabilities |= CLIENT_SSL if tls else 0
        self.send(b"\x0a8.0.30\0" + bytes(4) + NONCE[:8] + b"\0"
                  + (capabilities & 0xffff).to_bytes(2, "little") + b"\x2d\x02\0"
                  + (capabilities >> 16).to_bytes(2, "little")
                  + bytes([len(NONCE) + 1 if plugin else 0]) + bytes(10)
                  + NONCE[8:] + b"\0" + (plugin + b"\0" if plugin else b""))
        answer = self.receive()
        if tls:
            if len(answer) != 32:
                raise ConnectionError
            self.connection = tls.wrap_socket(self.connection, server_side=True)
            answer = self.receive()
        return answer

    def switch(self, plugin):
        """Asks for another plugin; its first answer."""
        self.send(b"\xfe" + plugin + b"\0" + NONCE + b"\0")
        return self.receive()

    def deny(self, text):
        self.send(b"\xff" + (1045).to_bytes(2, "little") + b"#28000" + text)

    def answer_nothing(self, columns):
        """An answer of no rows."""
        self.send(bytes([columns]))
        for _ in range(columns):
            self.send(b"\x03def\0\0\0\x01c\x01c\x0c\x2d\0\xff\0\0\0\xfd\0\0\0\0\0")
        self.send(END_OF_ROWS)
        self.send(END_OF_ROWS)


class Standin(threading.Thread):
    """Serves one client after the other until closed."""

    def __init__(self, path=None):
        super().__init__(daemon=True)
        if path:
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(path)
            os.chmod(path, 0o777)
            self.listener.listen()
        else:
            self.listener = socket.create_server(("127.0.0.1", 0))
            self.port = self.listener.getsockname()[1]
        self.local = path is not None
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                try:
                    self.serve(Peer(connection))
                except OSError:
                    pass

    def serve(self, peer):
        raise NotImplementedError

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class Sha2Server(Standin):
    """Lets in who knows the password; the first time the full way, then the fast one if FAST."""

    def __init__(self, password, folder, fast=False, path=None, tls=None):
        self.password = password.encode()
        self.tls = tls
        self.fast = fast
        self.ways = []  # how clients came in
        self.key = os.path.join(folder, "rsa.key")
        if not os.path.exists(self.key):
            subprocess.run(["openssl", "genrsa", "-out", self.key, "2048"], check=True,
                           stderr=subprocess.DEVNULL)
        self.public_key = subprocess.run(["openssl", "rsa", "-in", self.key, "-pubout"], check=True,
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        super().__init__(path)

    def _expected_scramble(self):
        once = hashlib.sha256(self.password).digest()
        twice = hashlib.sha256(once).digest()
        return xor(once, hashlib.sha256(twice + NONCE).digest())

    def _full(self, peer):
        peer.send(b"\x01\x04")
        answer = peer.receive()
        if answer != b"\x02":
            self.ways.append("clear")
            return answer == self.password + b"\0"
        self.ways.append("rsa")
        peer.send(b"\x01" + self.public_key)
        plain = subprocess.run(
            ["openssl", "pkeyutl", "-decrypt", "-inkey", self.key, "-pkeyopt",
             "rsa_padding_mode:oaep"], input=peer.receive(), stdout=subprocess.PIPE, check=True).stdout
        return xor(plain, NONCE * 20) == self.password + b"\0"

    def _check(self, peer):
        hello = peer.greet(b"caching_sha2_password", self.tls)
        scramble = hello[32:].split(b"\0", 1)[1]
        scramble = scramble[1:1 + scramble[0]]
        if b"caching_sha2_password\0" not in hello:
            scramble = peer.switch(b"caching_sha2_password")
            scramble = b"" if scramble == b"\0" else scramble
        if not self.password or not scramble:
            self.ways.append("empty")
            return scramble == self.password
        if scramble == self._expected_scramble() and self.fast:
            self.ways.append("fast")
            peer.send(b"\x01\x03")
            return True
        return self._full(peer)

    def serve(self, peer):
        if not self._check(peer):
            peer.deny(b"Access denied")
            return
        peer.send(OK)
        while (command := peer.receive())[0] == 3:
            if b"SELECT" in command:
                peer.answer_nothing(2)
            else:
                peer.send(OK)


class FileThief(Standin):
    """Answers the first SELECT with a request for a file (LOCAL INFILE)."""

    def __init__(self, path):
        self.path = path.encode()
        self.asked = False
        self.stolen = b""
        super().__init__()

    def serve(self, peer):
        peer.greet(b"mysql_native_password")
        peer.send(OK)
        while b"SELECT" not in peer.receive():
            peer.send(OK)
        peer.send(b"\xfb" + self.path)
        self.asked = True
        self.stolen += peer.receive()


class Switcher(Standin):
    """Answers every login with a request to use PLUGIN, and keeps all that it is told."""

    def __init__(self, plugin, greeting=b"mysql_native_password", path=None):
        self.plugin = plugin.encode()
        self.greeting = greeting
        self.heard = b""
        super().__init__(path)

    def serve(self, peer):
        peer.greet(self.greeting)
        self.heard += peer.switch(self.plugin)
        for _ in range(2):
            peer.send(b"\x04Password: ")
            self.heard += peer.receive()


class OldServer(Standin):
    """Claims to be from before TLS and plugins, and keeps what it is told."""

    def __init__(self):
        self.heard = b""
        super().__init__()

    def serve(self, peer):
        self.heard += peer.greet(b"", capabilities=CAPABILITIES & ~PLUGINS)
