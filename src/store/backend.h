/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the parts of the store share: the table of functions that each kind of database fills in,
 * and how the two-query lookup reaches the servers. Private to src/store.
 */
#ifndef STORE_BACKEND_H
#define STORE_BACKEND_H

#include "base/arena.h"
#include "store/store.h"

#define STORE_MAX_SHARDS 255U

/* Of any query of ours. */
#define STORE_MAX_COLUMNS 3U

/* Takes the rows of one query. */
struct store_sink {
	/* One row; a column that is NULL is STR_NULL, the views die with the call. Not 0 stops. */
	int (*row)(struct store_sink *sink, const struct str *columns);

	/* The query starts over: forget what came. */
	void (*restart)(struct store_sink *sink);
};

struct store_backend;

/* One session with one server; the back-end's own struct embeds it. */
struct store_link {
	const struct store_backend *backend;
};

struct store_backend {
	const char *name;
	uint16_t default_port;
	char identifier_quote;

	/* A text constant is written as TEXT_OPEN, its bytes in hexadecimal, TEXT_CLOSE. */
	const char *text_open;
	const char *text_close;

	/* SERVER is one of the options' own. On failure *why says the cause, not the place. */
	NODISCARD int (*connect)(const struct store_options *options,
		const struct store_server *server, struct store_link **ret_link, struct buf *why);

	/*
	 * Runs one SELECT of COLUMNS columns and feeds the sink. What the sink returned comes back.
	 * After STORE_E_UNREACHABLE, _TIMEOUT, _TOO_BIG and -errno the link is good for close only.
	 */
	NODISCARD int (*query)(struct store_link *link, const char *sql, unsigned int columns,
		struct store_sink *sink, struct buf *why);

	void (*close)(struct store_link *link);
};

extern const struct store_backend store_sqlite;
extern const struct store_backend store_mysql;
extern const struct store_backend store_pgsql;

struct store {
	struct store_options options; /* strings and arrays live in the arena */
	struct arena arena;
	const struct store_backend *backend;
	const char *mounts; /* quoted table names */
	const char *filecache;
};

struct store_conn {
	const struct store *store;
	struct buf error;
	struct buf sql;            /* of the query under way */
	struct store_link **links; /* [0] main, [n + 1] shard n; NULL = not open */
};

#define STORE_MAIN 0U

/* SERVER is STORE_MAIN or 1 + the shard's number. NULL for SQLite's main. */
const struct store_server *store_server_at(const struct store *store, size_t server);

/*
 * Runs conn->sql on that server, opening the link when needed, and once more when it was found
 * dead. On failure conn->error is complete.
 */
NODISCARD int store_conn_query(
	struct store_conn *conn, size_t server, unsigned int columns, struct store_sink *sink);

/* Maps the state of a buffer with a limit to 0, STORE_E_TOO_BIG or -ENOMEM. */
NODISCARD int store_buf_result(const struct buf *buf);

/* Where a storage's filecache rows are: STORE_MAIN or 1 + the shard's number. */
size_t store_shard_of(const struct store_options *options, uint64_t storage);

/* The lookups in two steps, for stores with shards. */
NODISCARD int store_sharded_users(
	struct store_conn *conn, uint64_t storage, struct store_rows *rows);
NODISCARD int store_sharded_mounts(
	struct store_conn *conn, struct str user, struct store_mounts *mounts);

/* A user's name as an SQL constant. */
void store_append_text(struct buf *sql, const struct store_backend *backend, struct str text);

/* The system's file of certificate authorities ($SSL_CERT_FILE, or where distributions have it), or
   NULL. */
const char *store_system_ca(void);

/* rows.c */
void store_rows_add(struct store_rows *rows, struct str user, struct str path);
void store_mounts_add(struct store_mounts *mounts, uint64_t storage, struct str path);

/*
 * failure.c: the line for a human, into *line (replaced): what was tried where, as whom, WHY, and a
 * hint for CODE. Control bytes of WHY become blanks, its length is bounded.
 */
void store_describe_failure(struct buf *line, const struct store *store, size_t server,
	const char *action, int code, struct str why);

/* "host:port", "[v6]:port", a socket, a file, or "the default server". */
void store_append_place(struct buf *line, const struct store *store, size_t server);

#endif
