/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Connections and the two questions, the same for every kind of database. SQL is text here, with
 * numbers in decimal and names in hexadecimal, so nothing that a user chose is ever parsed by a
 * server as anything but a constant; prepared statements would bring no more than that, and cost a
 * round trip, or fail behind poolers that give each statement another session.
 *
 * A connection that was idle may have died unnoticed (time-outs, restarts, fail-over). So a query
 * on an old link that fails as unreachable is repeated once on a new one; on a new link it is not,
 * since then the server is really in trouble and the caller's pause is the better answer.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "store/backend.h"

/* More text than any query of ours has, a full batch of the two-step lookup included. */
#define MAX_SQL_BYTES ((size_t)64 << 10)

/* oc_mounts.user_id is a varchar(64); nobody with a longer name can have a row. */
#define MAX_USER_BYTES 1024U

const struct store_server *store_server_at(const struct store *store, size_t server)
{
	return server == STORE_MAIN ? &store->options.server : &store->options.shards[server - 1];
}

int store_buf_result(const struct buf *buf)
{
	int r = buf_status(buf);

	return r == -EMSGSIZE ? STORE_E_TOO_BIG : r;
}

void store_append_text(struct buf *sql, const struct store_backend *backend, struct str text)
{
	static const char digits[] = "0123456789ABCDEF";

	buf_append_cstr(sql, backend->text_open);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		buf_append_byte(sql, digits[c >> 4]);
		buf_append_byte(sql, digits[c & 15]);
	}
	buf_append_cstr(sql, backend->text_close);
}

static bool must_close(int r)
{
	return r < 0 || r == STORE_E_UNREACHABLE || r == STORE_E_TIMEOUT || r == STORE_E_TOO_BIG;
}

static void close_link(struct store_conn *conn, size_t server)
{
	if (conn->links[server]) {
		conn->links[server]->backend->close(conn->links[server]);
		conn->links[server] = NULL;
	}
}

static int open_link(struct store_conn *conn, size_t server)
{
	const struct store *store = conn->store;
	struct buf why = BUF_NULL;
	int r;

	r = store->backend->connect(
		&store->options, store_server_at(store, server), &conn->links[server], &why);
	if (r) {
		store_describe_failure(&conn->error, store, server, "connect to", r, buf_str(&why));
	}
	buf_deinit(&why);
	return r;
}

static int query_once(struct store_conn *conn, size_t server, const char *sql, unsigned int columns,
	struct store_sink *sink, bool *ret_was_open)
{
	struct buf why = BUF_NULL;
	int r;

	*ret_was_open = conn->links[server] != NULL;
	if (!*ret_was_open) {
		r = open_link(conn, server);
		if (r) {
			return r;
		}
	}
	sink->restart(sink);
	r = conn->links[server]->backend->query(conn->links[server], sql, columns, sink, &why);
	if (r) {
		store_describe_failure(
			&conn->error, conn->store, server, "query", r, buf_str(&why));
	}
	if (must_close(r)) {
		close_link(conn, server);
	}
	buf_deinit(&why);
	return r;
}

int store_conn_query(
	struct store_conn *conn, size_t server, unsigned int columns, struct store_sink *sink)
{
	const char *sql = buf_cstr(&conn->sql);
	bool was_open;
	int r;

	if (!sql) {
		return -ENOMEM;
	}
	r = query_once(conn, server, sql, columns, sink, &was_open);
	if (r == STORE_E_UNREACHABLE && was_open) {
		r = query_once(conn, server, sql, columns, sink, &was_open);
	}
	return r;
}

int store_connect(const struct store *store, struct store_conn **ret_conn, struct buf *ret_error)
{
	size_t count = 1 + store->options.shard_count;
	struct store_conn *conn = calloc(1, sizeof(*conn));
	int r;

	buf_clear(ret_error);
	if (!conn) {
		return -ENOMEM;
	}
	conn->store = store;
	conn->sql.limit = MAX_SQL_BYTES;
	conn->links = calloc(count, sizeof(struct store_link *));
	r = conn->links ? open_link(conn, STORE_MAIN) : -ENOMEM;
	if (r) {
		buf_append_str(ret_error, buf_str(&conn->error));
		store_conn_free(conn);
		return r;
	}
	*ret_conn = conn;
	return 0;
}

struct store_conn *store_conn_free(struct store_conn *conn)
{
	if (!conn) {
		return NULL;
	}
	for (size_t i = 0; conn->links && i <= conn->store->options.shard_count; i++) {
		close_link(conn, i);
	}
	free(conn->links);
	buf_deinit(&conn->error);
	buf_deinit(&conn->sql);
	free(conn);
	return NULL;
}

struct str store_conn_error(const struct store_conn *conn)
{
	return buf_str(&conn->error);
}

struct rows_sink {
	struct store_sink sink;
	struct store_rows *rows;
};

static int rows_sink_row(struct store_sink *sink, const struct str *columns)
{
	struct rows_sink *self = container_of(sink, struct rows_sink, sink);

	if (columns[0].ptr) {
		store_rows_add(self->rows, columns[0], columns[1]);
	}
	return store_buf_result(&self->rows->packed);
}

static void rows_sink_restart(struct store_sink *sink)
{
	struct rows_sink *self = container_of(sink, struct rows_sink, sink);

	buf_clear(&self->rows->packed);
	self->rows->count = 0;
}

static int joined_users(struct store_conn *conn, uint64_t storage, struct store_rows *rows)
{
	const struct store *store = conn->store;
	struct rows_sink sink = {{rows_sink_row, rows_sink_restart}, rows};

	buf_appendf(&conn->sql,
		"SELECT m.user_id, f.path FROM %s m INNER JOIN %s f ON m.root_id = f.fileid "
		"WHERE m.storage_id = %" PRIu64,
		store->mounts, store->filecache, storage);
	return store_conn_query(conn, STORE_MAIN, 2, &sink.sink);
}

struct mounts_sink {
	struct store_sink sink;
	struct store_mounts *mounts;
	struct str user;
};

static int mounts_sink_row(struct store_sink *sink, const struct str *columns)
{
	struct mounts_sink *self = container_of(sink, struct mounts_sink, sink);
	uint64_t storage;

	if (str_equals(columns[0], self->user) && str_to_u64(columns[1], &storage)) {
		store_mounts_add(self->mounts, storage, columns[2]);
	}
	return store_buf_result(&self->mounts->packed);
}

static void mounts_sink_restart(struct store_sink *sink)
{
	struct mounts_sink *self = container_of(sink, struct mounts_sink, sink);

	buf_clear(&self->mounts->packed);
	self->mounts->count = 0;
}

static int joined_mounts(struct store_conn *conn, struct str user, struct store_mounts *mounts)
{
	const struct store *store = conn->store;
	struct mounts_sink sink = {{mounts_sink_row, mounts_sink_restart}, mounts, user};

	buf_appendf(&conn->sql,
		"SELECT m.user_id, m.storage_id, f.path FROM %s m INNER JOIN %s f "
		"ON m.root_id = f.fileid WHERE m.user_id = ",
		store->mounts, store->filecache);
	store_append_text(&conn->sql, store->backend, user);
	return store_conn_query(conn, STORE_MAIN, 3, &sink.sink);
}

static void start_call(struct store_conn *conn)
{
	buf_clear(&conn->error);
	buf_clear(&conn->sql);
}

int store_storage_users(struct store_conn *conn, uint64_t storage, struct store_rows *ret_rows)
{
	int r;

	start_call(conn);
	buf_clear(&ret_rows->packed);
	ret_rows->count = 0;
	if (storage > INT64_MAX) {
		return 0;
	}
	ret_rows->packed.limit = conn->store->options.max_result_bytes;
	r = conn->store->options.shard_count ? store_sharded_users(conn, storage, ret_rows)
					     : joined_users(conn, storage, ret_rows);
	if (r) {
		store_rows_deinit(ret_rows);
	}
	return r;
}

int store_user_mounts(struct store_conn *conn, struct str user, struct store_mounts *ret_mounts)
{
	int r;

	start_call(conn);
	buf_clear(&ret_mounts->packed);
	ret_mounts->count = 0;
	if (user.len == 0 || !str_is_utf8(user) || str_find_byte(user, '\0') >= 0 ||
		user.len > MAX_USER_BYTES) {
		return 0;
	}
	ret_mounts->packed.limit = conn->store->options.max_result_bytes;
	r = conn->store->options.shard_count ? store_sharded_mounts(conn, user, ret_mounts)
					     : joined_mounts(conn, user, ret_mounts);
	if (r) {
		store_mounts_deinit(ret_mounts);
	}
	return r;
}

int store_ping(struct store_conn *conn)
{
	const struct store_options *options = &conn->store->options;
	struct store_rows none = STORE_ROWS_NULL;
	struct rows_sink sink = {{rows_sink_row, rows_sink_restart}, &none};
	bool main_has_files = options->shard_count == 0 || options->from_shard_key > 0;
	int r = 0;

	for (size_t server = main_has_files ? 0 : 1; server <= options->shard_count && r == 0;
		server++) {
		start_call(conn);
		buf_appendf(&conn->sql, "SELECT fileid, path FROM %s WHERE fileid = 0",
			conn->store->filecache);
		r = store_conn_query(conn, server, 2, &sink.sink);
	}
	if (r == 0) {
		start_call(conn);
		buf_appendf(&conn->sql, "SELECT user_id, root_id FROM %s WHERE storage_id = 0",
			conn->store->mounts);
		r = store_conn_query(conn, STORE_MAIN, 2, &sink.sink);
	}
	store_rows_deinit(&none);
	return r;
}
