# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redis, MariaDB and Nextcloud's stand-in, each in a network namespace of its own, and what can
happen to them: killed, stopped, unreachable without a word, slow, with a full disk. Needs root.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import dbservers
from redisservers import Server as Redis
from support import wait_for

HERE = os.path.dirname(os.path.abspath(__file__))


def run(*argv, check=True):
    done = subprocess.run(argv, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if check and done.returncode:
        print(f"{' '.join(argv)}: {done.stderr.decode(errors='replace').strip()}", file=sys.stderr)
        done.check_returncode()
    return done


class Namespace:
    """A network of two: we are .1, whoever runs inside is .2. NUMBER (1 to 3) tells several of a
    process apart, its id those of other processes."""

    def __init__(self, number):
        subnet = os.getpid() % 60 * 4 + number
        self.name = f"nf{os.getpid()}x{subnet}"
        self.ours, self.address = f"10.214.{subnet}.1", f"10.214.{subnet}.2"
        self.prefix = ("ip", "netns", "exec", self.name)
        self.has_netem = True
        run("ip", "netns", "add", self.name)
        try:
            run("ip", "link", "add", self.name, "type", "veth", "peer", "name", "there",
                "netns", self.name)
            run("ip", "addr", "add", self.ours + "/30", "dev", self.name)
            run("ip", "link", "set", self.name, "up")
            run("ip", "-n", self.name, "addr", "add", self.address + "/30", "dev", "there")
            run("ip", "-n", self.name, "link", "set", "there", "up")
            run("ip", "-n", self.name, "link", "set", "lo", "up")
        except subprocess.CalledProcessError:
            self.delete()
            raise

    def delete(self):
        # A namespace goes some time after its name, and takes its links along only then.
        run("ip", "link", "del", self.name, check=False)
        run("ip", "netns", "del", self.name, check=False)

    def drop(self):
        """Packets vanish in both directions: nobody sees a FIN or RST."""
        run(*self.prefix, "nft", "add", "table", "inet", "silence")
        for hook in ("input", "output"):
            run(*self.prefix, "nft", "add", "chain", "inet", "silence", hook,
                f"{{ type filter hook {hook} priority 0; policy drop; }}")

    def undrop(self):
        run(*self.prefix, "nft", "delete", "table", "inet", "silence")

    def slow(self):
        """300 ms there and back with jitter and losses; where the kernel lacks netem, 160 kbit/s
        each way and one packet in twelve lost, whose repetition takes as long."""
        ends = ((("tc",), self.name), ((*self.prefix, "tc"), "there"))
        self.has_netem = True
        for tc, device in ends:
            try:
                run(*tc, "qdisc", "add", "dev", device, "root", "netem", "delay", "150ms", "40ms",
                    "loss", "2%")
            except subprocess.CalledProcessError:
                self.has_netem = False
                run(*tc, "qdisc", "add", "dev", device, "root", "tbf", "rate", "160kbit",
                    "burst", "8k", "latency", "800ms")
        if not self.has_netem:
            run(*self.prefix, "nft", "add", "table", "inet", "loss")
            for hook in ("input", "output"):
                run(*self.prefix, "nft", "add", "chain", "inet", "loss", hook,
                    f"{{ type filter hook {hook} priority 0; }}")
                run(*self.prefix, "nft", "add", "rule", "inet", "loss", hook,
                    "numgen", "random", "mod", "12", "<", "1", "drop")

    def unslow(self):
        run("tc", "qdisc", "del", "dev", self.name, "root")
        run(*self.prefix, "tc", "qdisc", "del", "dev", "there", "root")
        if not self.has_netem:
            run(*self.prefix, "nft", "delete", "table", "inet", "loss")


class SmallDisk:
    """A tmpfs that can be filled to the last byte."""

    def __init__(self, folder, size, owner=None):
        self.folder = folder
        self.ballast = os.path.join(folder, "ballast")
        run("mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "notify_push-test", folder)
        if owner:
            shutil.chown(folder, owner, owner)

    def fill(self):
        with open(self.ballast, "wb", buffering=0) as file:
            try:
                for piece in (1 << 20, 4096, 1):
                    try:
                        while file.write(b"x" * piece):
                            pass
                    except OSError:
                        continue
            finally:
                os.chmod(self.ballast, 0o600)

    def empty(self):
        os.unlink(self.ballast)

    def unmount(self):
        run("umount", "-l", self.folder, check=False)


class Link:
    """What the faults have in common: the process, and the network before it."""

    name = ""
    ways = ("kill", "stop", "half-open", "slow")

    def __init__(self, net):
        self.net = net

    def begin(self, way):
        {"kill": self.kill, "stop": self.stop, "half-open": self.net.drop,
         "slow": self.net.slow, "full disk": self.fill}[way]()

    def end(self, way):
        {"kill": self.start, "stop": self.go_on, "half-open": self.net.undrop,
         "slow": self.net.unslow, "full disk": self.unfill}[way]()

    def kill(self):
        self.process().kill()
        self.process().wait()

    def stop(self):
        dbservers.suspend(self.process().pid)

    def go_on(self):
        os.kill(self.process().pid, signal.SIGCONT)

    def fill(self):
        raise NotImplementedError

    unfill = fill


class RedisLink(Link):
    """Persistence on, so that a full disk matters: Redis refuses writes then, and answers a PING
    with MISCONF."""

    name = "redis"
    ways = Link.ways + ("full disk",)

    def __init__(self, net):
        super().__init__(net)
        self.folder = tempfile.mkdtemp(prefix="faults-redis-")
        os.chmod(self.folder, 0o755)
        self.disk = SmallDisk(self.folder, "8m")
        self.server = Redis(port=6379, unix=True, address=net.address, prefix=net.prefix,
                            config=["protected-mode no", f"dir {self.folder}", "save 3600 1"])
        self.start()

    def process(self):
        return self.server.process

    def client(self):
        import redis
        return redis.Redis(unix_socket_path=self.server.socket, socket_timeout=10)

    def start(self):
        self.server.launch()
        wait_for(self.answers, "redis-server starts")

    def answers(self):
        import redis
        try:
            return self.client().ping()
        except redis.exceptions.RedisError:
            return False

    def fill(self):
        """Fill the disk, and let Redis find out that it cannot save."""
        self.disk.fill()
        self.client().set("ballast", "x" * 20000)
        self.client().bgsave()
        wait_for(
            lambda: self.client().info("persistence")["rdb_last_bgsave_status"] == "err",
            "Redis notices that its disk is full")

    def unfill(self):
        self.disk.empty()
        self.client().bgsave()
        wait_for(
            lambda: self.client().info("persistence")["rdb_last_bgsave_status"] == "ok",
            "Redis saves again")

    def close(self):
        self.server.stop()
        self.disk.unmount()
        shutil.rmtree(self.folder, ignore_errors=True)


class FaultyMariaDb(dbservers.MariaDb):
    """In a namespace, its data on a small disk."""

    def __init__(self, net):
        self.net = net
        self.disk = None
        try:
            super().__init__(tls=False)
        except Exception:
            if self.disk:
                self.disk.unmount()
            raise

    def run(self, *argv, **kwargs):
        if self.disk is None:
            os.mkdir(self.path("data"))
            self.own(self.path("data"))
            self.disk = SmallDisk(self.path("data"), "256m", "mysql")
        return super().run(*argv, **kwargs)

    def start(self):
        argv = [*self.net.prefix, "mariadbd", "--no-defaults", "--user=mysql",
                "--datadir=" + self.path("data"), "--socket=" + self.socket,
                "--pid-file=" + self.path("pid"), "--port=3306",
                "--bind-address=" + self.net.address, "--skip-name-resolve",
                "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=4M",
                "--innodb-flush-log-at-trx-commit=0", "--performance-schema=off"]
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log, cwd=self.folder)
        wait_for(lambda: self.must_run() and self._answers(), "mariadbd starts", 40)


class DatabaseLink(Link):
    name = "database"
    ways = Link.ways + ("full disk",)

    def __init__(self, net):
        super().__init__(net)
        self.server = FaultyMariaDb(net)
        self.server.sql("CREATE DATABASE nc CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"
                        "CREATE USER nc@'%' IDENTIFIED BY 'Xylo-1'; GRANT SELECT ON nc.* TO nc@'%'")
        self.server.sql(dbservers.tables("mysql"), "nc")
        self.url = f"mysql://nc:Xylo-1@{net.address}:3306/nc"

    def mount(self, rows):
        """ROWS of (storage, user), each mounted at its top."""
        self.server.sql(
            "START TRANSACTION;" +
            "".join("INSERT INTO oc_mounts (storage_id, root_id, user_id, mount_point) VALUES " +
                    ",".join(f"({storage},{storage},'{user}','/')" for storage, user in part) + ";"
                    for part in pieces(rows, 2000)) +
            "".join("INSERT IGNORE INTO oc_filecache VALUES " +
                    ",".join(f"({storage},{storage},'')" for storage, _ in part) + ";"
                    for part in pieces(rows, 2000)) + "COMMIT;", "nc")

    def process(self):
        return self.server.process

    def start(self):
        self.server.start()

    def fill(self):
        self.server.disk.fill()

    def unfill(self):
        self.server.disk.empty()

    def close(self):
        self.server.stop()
        self.server.disk.unmount()


def pieces(rows, size):
    return [rows[i:i + size] for i in range(0, len(rows), size)]


class NextcloudLink(Link):
    name = "nextcloud"

    def __init__(self, net, redis_socket):
        super().__init__(net)
        self.redis_socket = redis_socket
        self.url = f"http://{net.address}:8080/"
        self._process = None
        self.start()

    def process(self):
        return self._process

    def start(self):
        self._process = subprocess.Popen(
            [*self.net.prefix, sys.executable, os.path.join(HERE, "nextcloud_standin.py"),
             "--host", self.net.address, "--port", "8080", "--any-user",
             "--redis", f"unix://{self.redis_socket}"], stdout=subprocess.PIPE, text=True)
        assert "listening" in self._process.stdout.readline()

    def close(self):
        if self._process.poll() is None:
            self.go_on()
            self._process.kill()
            self._process.wait()
