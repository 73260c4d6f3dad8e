/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Read-only SQL: who sees a storage, and which storages a user sees.
 *
 * A store is a description (where, who, how); a connection is one session with the server, or with
 * the main server and the shards of Nextcloud's "dbsharding". Calls block, for at most about the
 * time-outs given; so they belong on threads that may wait.
 *
 * Threads: a store is immutable after store_new() and is shared freely; a connection belongs to one
 * thread at a time. The process must ignore SIGPIPE (OpenSSL below libmariadb writes plainly).
 *
 * Returns: 0, -errno (out of memory, bad options), or one of STORE_E_*. Passwords never appear in
 * an error text.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/buf.h"

enum {
	STORE_E_UNREACHABLE =
		1,           /* no server, connection lost, it is shutting down; try again later */
	STORE_E_TLS,         /* no TLS, a certificate that does not verify, an unreadable file */
	STORE_E_AUTH,        /* user, password or method refused */
	STORE_E_NO_DATABASE, /* the server has no such database; SQLite: no such file */
	STORE_E_NO_TABLE,    /* mounts or filecache is missing: wrong database or prefix? */
	STORE_E_DENIED,      /* the user may not read them; SQLite: file permissions */
	STORE_E_TIMEOUT,     /* connecting or the query took too long */
	STORE_E_TOO_BIG,     /* the answer passes max_result_bytes */
	STORE_E_OTHER,
};

enum store_kind {
	STORE_SQLITE,
	STORE_MYSQL, /* MySQL and MariaDB */
	STORE_PGSQL,
};

enum store_tls_mode {
	STORE_TLS_DEFAULT, /* TLS if the server offers it, unverified; PostgreSQL: also PGSSLMODE */
	STORE_TLS_DISABLE,
	STORE_TLS_REQUIRE,     /* encrypted, peer not verified */
	STORE_TLS_VERIFY_CA,   /* chain verified, name not */
	STORE_TLS_VERIFY_FULL, /* both; a host that is an address must be in the certificate too */
};

/* Names of PEM files, or NULL. Not used on Unix sockets. */
struct store_tls {
	enum store_tls_mode mode;
	const char *ca;   /* NULL: the system's authorities; PostgreSQL: ~/.postgresql/root.crt or
			     PGSSLROOTCERT before them */
	const char *cert; /* both or none */
	const char *key;
	const char *crl;
};

/*
 * One server. A socket beats a host. A NULL field means what the server's own client library makes
 * of it: PostgreSQL looks at PGHOST, PGUSER, .pgpass and the like. MySQL without host and socket,
 * or with "localhost" where TCP is refused and TLS was not asked for, tries the well-known sockets.
 */
struct store_server {
	const char *host;   /* name or bare address, no brackets */
	uint16_t port;      /* 0 = 3306 or 5432 */
	const char *socket; /* MySQL: the file; PostgreSQL: the directory */
	const char *user;
	const char *password;
	const char *name; /* of the database */
};

/* Passed to libpq as it is ("application_name", "options"); wins over what we would set. */
struct store_parameter {
	const char *name;
	const char *value;
};

struct store_options {
	enum store_kind kind;
	struct store_server server; /* not for SQLite */
	struct store_tls tls;       /* for all servers */
	const char *path;           /* SQLite: the file; opened read-write, never created */
	bool read_only;             /* SQLite: open it read-only */
	const char *prefix;         /* of the tables; NULL = "oc_" */

	const struct store_parameter *parameters; /* PostgreSQL only */
	size_t parameter_count;

	/*
	 * dbsharding: filecache rows of storage S live in shards[S % shard_count], but on the main
	 * server when S < from_shard_key. Not for SQLite.
	 */
	const struct store_server *shards;
	size_t shard_count; /* 0 = not sharded; at most 255 */
	uint64_t from_shard_key;

	uint32_t connect_timeout_ms;   /* 0 = 5,000 */
	uint32_t statement_timeout_ms; /* 0 = 10,000 */
	size_t max_result_bytes;       /* 0 = 256 MiB */
};

struct store;
struct store_conn;

/*
 * Copies the options (passwords are wiped by store_free) and connects nowhere. -EINVAL when a
 * required field is missing or one has an impossible value; -ENOMEM.
 * The first call of a process is to happen before other threads start.
 */
NODISCARD int store_new(const struct store_options *options, struct store **ret_store);

/* All its connections must be gone. Returns NULL. */
struct store *store_free(struct store *store);

/*
 * Opens a session with the main server (shards follow when they are needed). On failure *ret_error
 * is filled (replaced) with a line for a human: place, user, cause, what to do.
 */
NODISCARD int store_connect(
	const struct store *store, struct store_conn **ret_conn, struct buf *ret_error);

/* Closes. Returns NULL. */
struct store_conn *store_conn_free(struct store_conn *conn);

/* Why the last call on this connection failed, as one line; valid until the next call. */
struct str store_conn_error(const struct store_conn *conn);

/*
 * Rows, packed one behind the other in one buffer; the caller owns it. Views point into the buffer
 * and live as long as it does. Start as STORE_ROWS_NULL, a query replaces what is in it and leaves
 * it empty on failure.
 */
struct store_rows {
	struct buf packed;
	size_t count;
};

struct store_mounts {
	struct buf packed;
	size_t count;
};

#define STORE_ROWS_NULL   ((struct store_rows){0})
#define STORE_MOUNTS_NULL ((struct store_mounts){0})

struct store_row {
	struct str user;
	struct str path; /* of the root within the storage; "" = all of it */
};

struct store_mount {
	uint64_t storage;
	struct str path;
};

void store_rows_deinit(struct store_rows *rows);
void store_mounts_deinit(struct store_mounts *mounts);

/*
 * Walks: *cursor starts at 0 and is to be handed back unchanged; false at the end. A walk may be
 * interrupted and resumed as long as the rows are unchanged.
 */
NODISCARD bool store_rows_next(
	const struct store_rows *rows, size_t *cursor, struct store_row *ret_row);
NODISCARD bool store_mounts_next(
	const struct store_mounts *mounts, size_t *cursor, struct store_mount *ret_mount);

/*
 * Who has STORAGE mounted, and at which root; in no order, duplicates are possible. An unknown
 * storage gives no rows. A connection found dead is opened again and the query repeated, once; if
 * that fails the next call tries again.
 */
NODISCARD int store_storage_users(
	struct store_conn *conn, uint64_t storage, struct store_rows *ret_rows);

/* What USER has mounted. The name is compared byte by byte; one that is no UTF-8 has no mounts. */
NODISCARD int store_user_mounts(
	struct store_conn *conn, struct str user, struct store_mounts *ret_mounts);

/* Whether both queries would work: server, tables and rights, on the shards too. */
NODISCARD int store_ping(struct store_conn *conn);

/* "mysql", "pgsql", "sqlite" */
const char *store_kind_name(enum store_kind kind);

#endif
