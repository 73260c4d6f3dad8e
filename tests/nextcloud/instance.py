# SPDX-License-Identifier: AGPL-3.0-or-later
"""A Nextcloud of its own for the tests: installed from a server tree into a temporary folder."""

import base64
import glob
import http.client
import itertools
import json
import os
import shutil
import subprocess
import time

from servers import Daemon, Fpm, Nginx, Redis, free_port

HERE = os.path.dirname(os.path.abspath(__file__))
APP = os.path.join(HERE, "..", "..", "app")
ADMIN = ("admin", "admin-Passw0rd-of-the-test")


class Answer:
    def __init__(self, response, seconds):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        self.seconds = seconds

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body)


class Nextcloud:
    def __init__(self, tree, folder):
        self.folder = folder
        self.root = os.path.join(folder, "nextcloud")
        self.temporary = os.path.join(folder, "tmp")
        os.mkdir(self.temporary)
        self.port, self.push_port = free_port(), free_port()
        self.daemon = None
        self.scripts = itertools.count()
        self._copy(tree)
        self.redis = Redis(folder, "redis")
        self.push_redis = Redis(folder, "push-redis")
        self._install()
        self.fpm = Fpm(folder, self.temporary)
        self.nginx = Nginx(folder, self.port, self.root, self.fpm.socket, self.push_port)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def websocket(self):
        return f"ws://127.0.0.1:{self.port}/push/ws"

    @property
    def config(self):
        return os.path.join(self.root, "config", "config.php")

    def start_daemon(self, binary):
        self.daemon = Daemon(binary, self.folder, self.push_port, self.config)

    def stop(self):
        for process in (self.daemon, self.nginx, self.fpm, self.push_redis, self.redis):
            if process is not None:
                process.stop()

    def _occ(self, arguments):
        return ["php", "-d", "memory_limit=512M", "-d", "sys_temp_dir=" + self.temporary, "occ", *arguments]

    def start_occ(self, *arguments):
        return subprocess.Popen(
            self._occ(arguments),
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def occ(self, *arguments, ok=True, environment=None):
        result = subprocess.run(
            self._occ(arguments),
            cwd=self.root,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=180,
        )
        if ok and result.returncode != 0:
            raise AssertionError(f"occ {' '.join(arguments)}: {result.returncode}\n{result.stdout}")
        return result.stdout

    def add_user(self, name, password=None):
        password = password or name + "-Passw0rd-of-the-test"
        self.occ("user:add", "--password-from-env", name, environment={"OC_PASS": password})
        return name, password

    def request(self, method, path, user=None, body=None, headers=None, timeout=60):
        headers = dict(headers or {})
        if user:
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(user).encode()).decode()
        started = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        connection.request(method, path, body, headers)
        answer = Answer(connection.getresponse(), time.monotonic() - started)
        connection.close()
        return answer

    def dav(self, method, user, path, body=None, headers=None):
        answer = self.request(method, f"/remote.php/dav/files/{user[0]}/{path}", user, body, headers)
        assert answer.status < 300, f"{method} {path}: {answer.status} {answer.text[:500]}"
        return answer

    def move(self, user, source, target):
        destination = f"{self.url}/remote.php/dav/files/{user[0]}/{target}"
        return self.dav("MOVE", user, source, headers={"Destination": destination})

    def ocs(self, method, endpoint, user=None, **fields):
        headers = {"OCS-APIRequest": "true", "Accept": "application/json", "Content-Type": "application/json"}
        body = json.dumps(fields) if fields else None
        return self.request(method, "/ocs/v2.php/" + endpoint, user, body, headers)

    def share(self, user, path, kind, recipient, **fields):
        answer = self.ocs(
            "POST",
            "apps/files_sharing/api/v1/shares",
            user,
            path="/" + path,
            shareType=kind,
            shareWith=recipient,
            **fields,
        )
        assert answer.status == 200, answer.text
        return answer.json()["ocs"]["data"]["id"]

    def capability(self, user=None):
        data = self.ocs("GET", "cloud/capabilities", user).json()["ocs"]["data"]
        return data["capabilities"].get("notify_push")

    def start_php(self, code):
        """Start PHP inside the instance, as an app would."""
        script = os.path.join(self.root, f"test-script-{next(self.scripts)}.php")
        with open(script, "w") as out:
            out.write("<?php\nrequire_once __DIR__ . '/lib/base.php';\n\\OC_App::loadApps();\n" + code)
        return subprocess.Popen(
            ["php", "-d", "sys_temp_dir=" + self.temporary, script],
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def php(self, code):
        """Run PHP inside the instance; returns what it prints."""
        process = self.start_php(code)
        try:
            printed, _ = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        assert process.returncode == 0, printed
        return printed

    def log(self):
        """What this app, or anything that names it, wrote to Nextcloud's log."""
        lines = []
        path = os.path.join(self.folder, "data", "nextcloud.log")
        if os.path.exists(path):
            with open(path) as log:
                lines = [json.loads(line) for line in log]
        return [line for line in lines if "notify_push" in json.dumps(line)]

    def _copy(self, tree):
        shutil.copytree(tree, self.root, symlinks=True, ignore=shutil.ignore_patterns("*.map", "config.php"))
        if not glob.glob(os.path.join(self.root, "apps/password_policy/lists/list-10.php")):
            shutil.rmtree(os.path.join(self.root, "apps/password_policy"), ignore_errors=True)
        fonts = os.path.join(self.root, "core/fonts")
        os.makedirs(fonts, exist_ok=True)
        for weight, substitute in (("Regular", "DejaVuSans.ttf"), ("Bold", "DejaVuSans-Bold.ttf")):
            font = os.path.join(fonts, f"NotoSans-{weight}.ttf")
            if not os.path.exists(font):
                shutil.copy("/usr/share/fonts/truetype/dejavu/" + substitute, font)
        shutil.rmtree(os.path.join(self.root, "core/skeleton"), ignore_errors=True)
        os.makedirs(os.path.join(self.root, "core/skeleton"))
        shutil.copytree(APP, os.path.join(self.root, "apps/notify_push"), ignore=shutil.ignore_patterns("tests"))

    def _install(self):
        data = os.path.join(self.folder, "data")
        self.occ(
            "maintenance:install",
            "--database=sqlite",
            "--data-dir=" + data,
            "--admin-user=" + ADMIN[0],
            "--admin-pass=" + ADMIN[1],
        )
        settings = {
            "redis": {"host": self.redis.socket, "port": 0},
            "notify_push_redis": {"host": self.push_redis.socket, "port": 0},
            "memcache.distributed": "\\OC\\Memcache\\Redis",
            "memcache.locking": "\\OC\\Memcache\\Redis",
            "overwrite.cli.url": self.url,
            "trusted_proxies": ["127.0.0.1"],
            "tempdirectory": self.temporary,
            "auth.bruteforce.protection.testing": True,
            "has_internet_connection": False,
            "updatechecker": False,
            "appstoreenabled": False,
            "loglevel": 1,
        }
        arguments = json.dumps({"system": settings})
        path = os.path.join(self.folder, "settings.json")
        with open(path, "w") as out:
            out.write(arguments)
        self.occ("config:import", path)
        self.occ("config:system:set", "trusted_domains", "1", f"--value=127.0.0.1:{self.port}")
        self.occ("app:enable", "notify_push")
        self.occ("config:app:set", "notify_push", "base_endpoint", "--value=" + self.url + "/push")
