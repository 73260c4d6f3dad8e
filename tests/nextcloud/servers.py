# SPDX-License-Identifier: AGPL-3.0-or-later
"""The programs around a Nextcloud: Redis, PHP-FPM, nginx and the push server, each in a folder of its own.

Everything listens on loopback or on a Unix socket below the folder, belongs to this process, and ends with it.
"""

import os
import shutil
import signal
import socket
import subprocess
import time

import redis


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(what, condition, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    raise TimeoutError(what)


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), 0.2).close()
        return True
    except OSError:
        return False


class Process:
    """A child whose output goes to a file."""

    def __init__(self, command, log, **options):
        self.log = log
        with open(log, "ab") as output:
            self.child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **options
            )

    def stop(self, how=signal.SIGTERM):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGCONT)
            self.child.send_signal(how)
            try:
                self.child.wait(10)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()

    def output(self):
        with open(self.log, errors="replace") as output:
            return output.read()


class Redis(Process):
    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.socket = os.path.join(folder, name + ".sock")
        self.start()

    def start(self):
        command = ["redis-server", "--port", "0", "--unixsocket", self.socket, "--save", "", "--dir", self.folder]
        super().__init__(command, os.path.join(self.folder, self.name + ".log"))
        wait_until("redis", lambda: os.path.exists(self.socket))
        wait_until("redis", self.answers)

    def answers(self):
        try:
            return self.client().ping()
        except redis.ConnectionError:
            return False

    def client(self):
        return redis.Redis(unix_socket_path=self.socket, decode_responses=True)

    def freeze(self):
        self.child.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.child.send_signal(signal.SIGCONT)


FPM = """[global]
error_log = {folder}/fpm.log
daemonize = no
[www]
{owner}
listen = {socket}
pm = static
pm.max_children = 4
catch_workers_output = yes
clear_env = no
php_admin_value[memory_limit] = 512M
php_admin_value[error_log] = {folder}/php.log
php_admin_value[sys_temp_dir] = {temporary}
"""


class Fpm(Process):
    def __init__(self, folder, temporary):
        self.socket = os.path.join(folder, "fpm.sock")
        is_root = os.geteuid() == 0
        owner = "user = root\ngroup = root" if is_root else ""
        config = os.path.join(folder, "fpm.conf")
        with open(config, "w") as out:
            out.write(FPM.format(folder=folder, owner=owner, socket=self.socket, temporary=temporary))
        program = shutil.which("php-fpm8.2") or shutil.which("php-fpm")
        command = [program, "-F", "-y", config] + (["-R"] if is_root else [])
        super().__init__(command, os.path.join(folder, "fpm.out"))
        wait_until("php-fpm", lambda: os.path.exists(self.socket))


NGINX = """daemon off;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log warn;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log {folder}/nginx-access.log;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    client_max_body_size 512m;
    server {{
        listen 127.0.0.1:{port};
        listen 127.0.0.2:{port};
        root {root};
        index index.php;
        location ^~ /push/ {{
            proxy_pass http://127.0.0.1:{push}/;
            proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "Upgrade";
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }}
        location ~ \\.php(?:$|/) {{
            fastcgi_split_path_info ^(.+?\\.php)(/.*)$;
            set $path_info $fastcgi_path_info;
            try_files $fastcgi_script_name =404;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param REQUEST_URI $request_uri;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param SCRIPT_NAME $fastcgi_script_name;
            fastcgi_param DOCUMENT_URI $document_uri;
            fastcgi_param DOCUMENT_ROOT $document_root;
            fastcgi_param SERVER_PROTOCOL $server_protocol;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param REMOTE_PORT $remote_port;
            fastcgi_param SERVER_ADDR $server_addr;
            fastcgi_param SERVER_PORT $server_port;
            fastcgi_param SERVER_NAME $server_name;
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_param PATH_INFO $path_info;
            fastcgi_param modHeadersAvailable true;
            fastcgi_pass unix:{fpm};
            fastcgi_read_timeout 120s;
        }}
        location / {{ try_files $uri $uri/ /index.php$request_uri; }}
    }}
}}
"""


class Nginx(Process):
    def __init__(self, folder, port, root, fpm, push):
        self.config = os.path.join(folder, "nginx.conf")
        user = "user root;" if os.geteuid() == 0 else ""
        self.text = NGINX.format(folder=folder, port=port, root=root, fpm=fpm, push=push, user=user)
        self.write(self.text)
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        super().__init__([program, "-p", folder, "-c", self.config], os.path.join(folder, "nginx.out"))
        wait_until("nginx", lambda: accepts(port))

    def write(self, text):
        with open(self.config, "w") as out:
            out.write(text)

    def become(self, text):
        """Go on with another configuration, once the worker of the former one has gone."""
        children = f"/proc/{self.child.pid}/task/{self.child.pid}/children"
        with open(children) as now:
            former = set(now.read().split())
        self.write(text)
        self.child.send_signal(signal.SIGHUP)

        def is_replaced():
            with open(children) as now:
                workers = set(now.read().split())
            return workers and not workers & former

        wait_until("nginx", is_replaced)


class Daemon(Process):
    """The push server, on the config.php of the instance."""

    def __init__(self, binary, folder, port, config):
        self.binary, self.folder, self.port, self.config = binary, folder, port, config
        self.start()

    def start(self, **more):
        child = getattr(self, "child", None)
        assert child is None or child.poll() is not None, "the former push server still runs"
        environment = {"PORT": str(self.port), "BIND": "127.0.0.1", "LOG": "notify_push=debug", "NO_ANSI": "true"}
        environment.update(more)
        log = os.path.join(self.folder, "push.log")
        super().__init__([self.binary, self.config], log, cwd=self.folder, env=environment)
        wait_until("push server", lambda: self.child.poll() is not None or accepts(self.port))
        if self.child.poll() is not None:
            raise RuntimeError("the push server does not start:\n" + self.output())
