# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small forward proxy: CONNECT tunnels and absolute URLs. Records what it was asked for."""
import contextlib
import http.client
import http.server
import select
import socket
import threading
from urllib.parse import urlsplit


class ForwardProxy(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen = []  # (method, target, headers)
        self.refuse = False
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def note(self):
        self.server.seen.append((self.command, self.path, dict(self.headers.items())))
        if self.server.refuse:
            self.send_error(407)
        return not self.server.refuse

    def do_GET(self):
        if not self.note():
            return
        target = urlsplit(self.path)
        upstream = http.client.HTTPConnection(target.hostname, target.port or 80, timeout=10)
        headers = {n: v for n, v in self.headers.items() if n.lower() != "proxy-connection"}
        upstream.request("GET", target.path, headers=headers)
        answer = upstream.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self):
        if not self.note():
            return
        host, _, port = self.path.rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), 10) as upstream:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            pairs = {self.connection: upstream, upstream: self.connection}
            with contextlib.suppress(OSError):
                while True:
                    for readable in select.select(list(pairs), [], [], 10)[0]:
                        data = readable.recv(65536)
                        if not data:
                            return
                        pairs[readable].sendall(data)
