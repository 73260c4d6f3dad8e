# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real database servers for tests: MariaDB, PostgreSQL, pgbouncer, each in a temporary folder.

Nothing of the system's own servers is touched: data, sockets and certificates live under one folder
in the temporary directory, ports are free ones on the loopback. Servers start when a test first asks
for them, serve the whole run, and end with it. As root they run as their Debian users.

    mariadb(), postgres(), certificates()   the shared instances
    MariaDb(...), Postgres(...)             instances of one's own
"""

import atexit
import functools
import getpass
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from support import free_port, wait_for

ME = getpass.getuser()


@functools.lru_cache(maxsize=None)
def scratch():
    """The folder that everything is in; servers under other users may look into it."""
    path = tempfile.mkdtemp(prefix="notify_push-db-")
    os.chmod(path, 0o755)
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def suspend(pid):
    """Stops the process, all threads of it; SIGCONT lets it go on."""
    os.kill(pid, signal.SIGSTOP)

    def stopped():
        states = []
        for path in glob.glob(f"/proc/{pid}/task/*/stat"):
            with open(path, encoding="utf-8") as file:
                states.append(file.read().rsplit(")", 1)[1].split()[0])
        return set(states) == {"T"}

    wait_for(stopped, "the process stops")


def account(name):
    """Keywords for subprocess, to run as the Debian user NAME where that is possible and needed."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(name)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


class Server:
    """A daemon in the foreground, with a folder of its own that belongs to its user."""

    def __init__(self, name, user):
        self.user = user
        self.folder = tempfile.mkdtemp(prefix=name + "-", dir=scratch())
        os.chmod(self.folder, 0o755)
        self.own(self.folder)
        self.log = open(os.path.join(self.folder, "log"), "wb")
        self.process = None
        atexit.register(self.stop)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def own(self, path):
        if os.geteuid() == 0:
            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def run(self, *argv, **kwargs):
        return subprocess.run(argv, check=True, stdout=self.log, stderr=self.log,
                              cwd=self.folder, **account(self.user), **kwargs)

    def spawn(self, argv):
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log, cwd=self.folder, **account(self.user))

    def must_run(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.path('log')}: the server ended")
        return True

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None


class Certificates:
    """Made by openssl: an authority, servers with the right and the wrong names, a client."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="tls-", dir=scratch())
        os.chmod(self.folder, 0o755)
        self._authority("ca")
        self._authority("other-ca")
        self._sign("localhost", "ca", "server", "DNS:localhost")
        self._sign("addresses", "ca", "server", "IP:127.0.0.1,IP:::1")
        self._sign("elsewhere", "ca", "server", "DNS:db.example.com")
        self._sign("stranger", "other-ca", "server", "DNS:localhost,IP:127.0.0.1")
        self._sign("client", "ca", "certuser", "DNS:client")

    def _openssl(self, *argv):
        subprocess.run(("openssl",) + argv, check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _authority(self, name):
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                      "-nodes", "-keyout", name + ".key", "-out", name + ".pem", "-days", "2",
                      "-subj", "/CN=test " + name)

    def _sign(self, name, authority, common_name, names):
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                      "-nodes", "-keyout", name + ".key", "-out", name + ".pem", "-days", "2",
                      "-CA", authority + ".pem", "-CAkey", authority + ".key",
                      "-subj", "/CN=" + common_name, "-addext", "subjectAltName=" + names,
                      "-addext", "basicConstraints=critical,CA:FALSE")

    def path(self, name):
        return os.path.join(self.folder, name)

    def install(self, name, server, certificate, key):
        """Copies the pair NAME to where SERVER reads it."""
        for source, target in ((name + ".pem", certificate), (name + ".key", key)):
            shutil.copyfile(self.path(source), target + ".new")
            os.chmod(target + ".new", 0o600)
            server.own(target + ".new")
            os.rename(target + ".new", target)


@functools.lru_cache(maxsize=None)
def certificates():
    return Certificates()


class MariaDb(Server):
    kind = "mysql"

    def __init__(self, tls=True, extra=()):
        super().__init__("mariadb", "mysql")
        self.port = free_port()
        self.socket = self.path("sock")
        self.tls = tls
        self.extra = extra
        self.run("mariadb-install-db", "--no-defaults", "--datadir=" + self.path("data"),
                 "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
                 "--innodb-log-file-size=4M", "--innodb-flush-log-at-trx-commit=0")
        if tls:
            self.use_certificate("localhost", reload=False)
        self.start()

    def start(self):
        argv = ["mariadbd", "--no-defaults", "--datadir=" + self.path("data"),
                "--socket=" + self.socket, "--pid-file=" + self.path("pid"),
                f"--port={self.port}", "--bind-address=127.0.0.1,::1",
                "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=4M",
                "--innodb-flush-log-at-trx-commit=0", "--performance-schema=off",
                "--plugin-load-add=auth_ed25519", "--plugin-load-add=auth_pam",
                "--character-set-server=utf8mb4", "--plugin-maturity=unknown"]
        if self.tls:
            argv += ["--ssl-ca=" + certificates().path("ca.pem"),
                     "--ssl-cert=" + self.path("cert.pem"), "--ssl-key=" + self.path("key.pem")]
        self.spawn(argv + list(self.extra))
        wait_for(lambda: self.must_run() and self._answers(), "mariadbd starts")

    def _answers(self):
        return subprocess.run(self._client("-e", "SELECT 1"), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0

    def _client(self, *argv):
        return ("mariadb", "--no-defaults", "--skip-ssl", "--socket=" + self.socket, "--user=root", "--batch",
                "--skip-column-names", "--default-character-set=utf8mb4") + argv

    def sql(self, text, database=""):
        done = subprocess.run(self._client(database) if database else self._client(),
                              input=text.encode(), check=True, stdout=subprocess.PIPE)
        return done.stdout.decode().strip()

    def session(self):
        """A client that keeps its session: lines written to its stdin are obeyed."""
        return subprocess.Popen(self._client("--unbuffered", "--skip-reconnect"),
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def use_certificate(self, name, reload=True):
        certificates().install(name, self, self.path("cert.pem"), self.path("key.pem"))
        if reload:
            self.sql("FLUSH SSL")

    def create_database(self, name):
        self.sql(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")


@functools.lru_cache(maxsize=None)
def mariadb():
    return MariaDb()


class Postgres(Server):
    kind = "pgsql"

    # The superuser comes in by the socket; what others need, tests put before the last line.
    HBA = "local all postgres trust\n{rules}\nlocal all all scram-sha-256\n" \
          "host all all all scram-sha-256\n"

    def __init__(self):
        super().__init__("postgres", "postgres")
        self.port = free_port()
        self.socket = self.folder
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.run(os.path.join(self.bin, "initdb"), "-D", self.path("data"), "-U", "postgres",
                 "--encoding=UTF8", "--locale=C", "--no-sync", "--auth=trust")
        self.use_certificate("localhost", reload=False)
        self.hba("", reload=False)
        self.configure()
        self.start()

    def configure(self):
        settings = {"listen_addresses": "127.0.0.1,::1", "port": self.port, "fsync": "off",
                    "unix_socket_directories": self.folder, "ssl": "on",
                    "ssl_ca_file": certificates().path("ca.pem"), "shared_buffers": "16MB",
                    "ssl_cert_file": self.path("cert.pem"), "ssl_key_file": self.path("key.pem"),
                    "autovacuum": "off"}
        with open(self.path("data", "postgresql.conf"), "a", encoding="ascii") as file:
            file.writelines(f"{key} = '{value}'\n" for key, value in settings.items())

    def start(self):
        self.spawn([os.path.join(self.bin, "postgres"), "-D", self.path("data")])
        wait_for(lambda: self.must_run() and self._answers(), "postgres starts")

    def _client(self, *argv):
        return ("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.socket,
                "-p", str(self.port), "-U", "postgres") + argv

    def _answers(self):
        return subprocess.run(self._client("-c", "SELECT 1"), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0

    def sql(self, text, database="postgres"):
        done = subprocess.run(self._client("-d", database), input=text.encode(), check=True,
                              stdout=subprocess.PIPE, env={**os.environ, "PGCLIENTENCODING": "UTF8"})
        return done.stdout.decode().strip()

    def session(self, database="postgres"):
        return subprocess.Popen(self._client("-d", database), stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)

    def reload(self):
        """Obeyed by sessions that start afterwards."""
        before = self.sql("SELECT pg_conf_load_time()")
        self.sql("SELECT pg_reload_conf()")
        wait_for(lambda: self.sql("SELECT pg_conf_load_time()") != before, "postgres reloads")

    def use_certificate(self, name, reload=True):
        certificates().install(name, self, self.path("cert.pem"), self.path("key.pem"))
        if reload:
            self.reload()

    def hba(self, rules, reload=True):
        path = self.path("data", "pg_hba.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.HBA.format(rules=rules))
        self.own(path)
        if reload:
            self.reload()

    def create_database(self, name):
        self.sql(f'CREATE DATABASE "{name}"')

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(2)  # "fast": sessions are cut off
        super().stop()


@functools.lru_cache(maxsize=None)
def postgres():
    return Postgres()


class PgBouncer(Server):
    """In front of POSTGRES, one session with it for all clients, handed over by transaction."""

    def __init__(self, server, user, password):
        super().__init__("pgbouncer", "postgres")
        self.port = free_port()
        with open(self.path("users"), "w", encoding="utf-8") as file:
            file.write(f'"{user}" "{password}"\n')
        with open(self.path("ini"), "w", encoding="utf-8") as file:
            file.write("[databases]\n"
                       f"* = host={server.socket} port={server.port}\n"
                       "[pgbouncer]\nlisten_addr = 127.0.0.1\nunix_socket_dir =\n"
                       f"listen_port = {self.port}\nauth_type = scram-sha-256\n"
                       f"auth_file = {self.path('users')}\npool_mode = transaction\n"
                       "default_pool_size = 1\n")
        self.spawn(["pgbouncer", self.path("ini")])
        wait_for(lambda: self.must_run() and self._answers(), "pgbouncer starts")

    def _answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


# What Nextcloud 31 creates, less the columns that nobody asks for.
TABLES = {
    "mysql": """
        CREATE TABLE {q}{prefix}mounts{q} (id BIGINT AUTO_INCREMENT PRIMARY KEY, storage_id BIGINT NOT NULL,
            root_id BIGINT NOT NULL, user_id VARCHAR(64) NOT NULL, mount_point VARCHAR(4000) NOT NULL,
            INDEX {q}{prefix}mounts_storage{q} (storage_id), INDEX {q}{prefix}mounts_user{q} (user_id))
            COLLATE utf8mb4_bin;
        CREATE TABLE {q}{prefix}filecache{q} (fileid BIGINT PRIMARY KEY, storage BIGINT NOT NULL,
            path VARCHAR(4000)) COLLATE utf8mb4_bin;
        """,
    "pgsql": """
        CREATE TABLE {q}{prefix}mounts{q} (id BIGSERIAL PRIMARY KEY, storage_id BIGINT NOT NULL,
            root_id BIGINT NOT NULL, user_id VARCHAR(64) NOT NULL, mount_point VARCHAR(4000) NOT NULL);
        CREATE INDEX {q}{prefix}mounts_storage{q} ON {q}{prefix}mounts{q} (storage_id);
        CREATE INDEX {q}{prefix}mounts_user{q} ON {q}{prefix}mounts{q} (user_id);
        CREATE TABLE {q}{prefix}filecache{q} (fileid BIGINT PRIMARY KEY, storage BIGINT NOT NULL,
            path VARCHAR(4000));
        """,
    "sqlite": """
        CREATE TABLE {q}{prefix}mounts{q} (id INTEGER PRIMARY KEY AUTOINCREMENT, storage_id BIGINT NOT NULL,
            root_id BIGINT NOT NULL, user_id VARCHAR(64) NOT NULL, mount_point VARCHAR(4000) NOT NULL);
        CREATE INDEX {q}{prefix}mounts_storage{q} ON {q}{prefix}mounts{q} (storage_id);
        CREATE INDEX {q}{prefix}mounts_user{q} ON {q}{prefix}mounts{q} (user_id);
        CREATE TABLE {q}{prefix}filecache{q} (fileid BIGINT PRIMARY KEY, storage BIGINT NOT NULL,
            path VARCHAR(4000));
        """,
}
QUOTES = {"mysql": "`", "pgsql": '"', "sqlite": '"'}


def tables(kind, prefix="oc_"):
    """SQL that creates the two tables; a quote within the prefix is doubled."""
    quote = QUOTES[kind]
    return TABLES[kind].format(q=quote, prefix=prefix.replace(quote, quote * 2))


def literal(kind, value):
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    if kind == "mysql":
        value = value.replace("\\", "\\\\")
    return "'" + value.replace("'", "''") + "'"


def inserts(kind, mounts=(), files=(), prefix="oc_"):
    """SQL for rows: mounts are (storage, root, user), files are (fileid, storage, path)."""
    quote = QUOTES[kind]
    prefix = prefix.replace(quote, quote * 2)
    text = ""
    for storage, root, user in mounts:
        text += (f"INSERT INTO {quote}{prefix}mounts{quote} (storage_id, root_id, user_id, mount_point)"
                 f" VALUES ({storage}, {root}, {literal(kind, user)}, '/x/');\n")
    for row in files:
        text += (f"INSERT INTO {quote}{prefix}filecache{quote} (fileid, storage, path)"
                 f" VALUES ({', '.join(literal(kind, value) for value in row)});\n")
    return text
