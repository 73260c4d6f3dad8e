/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nextcloud's "dbsharding": mounts stay on the main server, filecache rows are spread over others
 * by storage id, so no server can join the two. The join is done here in two steps: the mounts
 * first, sorted by server and root; then, server by server and in batches, the paths of the roots.
 * A mount whose root is nowhere is dropped, as an inner join would.
 *
 * Texts gather in one buffer, mounts refer to them by offset. Each of the two buffers may become as
 * large as the answer may.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "store/backend.h"

/* Root ids in one query; so many of 20 digits fit the limit of the SQL text. */
#define BATCH 1000U

/* A text in join.texts. */
struct span {
	size_t at;
	size_t len;
};

struct mount {
	size_t server; /* where the root's row is to be found */
	uint64_t root;
	uint64_t storage;
	struct span user;
	struct span path;
	bool found;
};

struct join {
	struct store_sink sink;
	struct store_conn *conn;
	struct buf mounts; /* an array of struct mount */
	struct buf texts;
	struct str only_user; /* not NULL: mounts of other users are skipped */

	/* The batch under way: its mounts, and what texts held before it. */
	struct mount *batch;
	size_t batch_len;
	size_t texts_before;
};

size_t store_shard_of(const struct store_options *options, uint64_t storage)
{
	if (options->shard_count == 0 || storage < options->from_shard_key) {
		return STORE_MAIN;
	}
	return 1 + (size_t)(storage % options->shard_count);
}

static struct mount *join_mounts(struct join *join, size_t *ret_count)
{
	*ret_count = join->mounts.len / sizeof(struct mount);
	return (struct mount *)(void *)join->mounts.ptr;
}

static struct span keep_text(struct join *join, struct str text)
{
	struct span span = {join->texts.len, text.len};

	buf_append_str(&join->texts, text);
	return span;
}

static struct str span_text(const struct join *join, struct span span)
{
	return span.len ? str_make(join->texts.ptr + span.at, span.len) : STR_NULL;
}

static int keep_result(const struct join *join)
{
	int r = store_buf_result(&join->mounts);

	return r ? r : store_buf_result(&join->texts);
}

/* Step one: user_id, storage_id, root_id. */
static int take_mount(struct store_sink *sink, const struct str *columns)
{
	struct join *join = container_of(sink, struct join, sink);
	struct mount mount = {0};

	if (join->only_user.ptr && !str_equals(columns[0], join->only_user)) {
		return 0;
	}
	if (!columns[0].ptr || !str_to_u64(columns[1], &mount.storage) ||
		!str_to_u64(columns[2], &mount.root)) {
		return 0; /* root -1: not scanned yet */
	}
	mount.server = store_shard_of(&join->conn->store->options, mount.storage);
	mount.user = keep_text(join, columns[0]);
	buf_append(&join->mounts, &mount, sizeof(mount));
	return keep_result(join);
}

static void forget_mounts(struct store_sink *sink)
{
	struct join *join = container_of(sink, struct join, sink);

	buf_clear(&join->mounts);
	buf_clear(&join->texts);
}

static int compare_mounts(const void *left, const void *right)
{
	const struct mount *a = left, *b = right;

	if (a->server != b->server) {
		return a->server < b->server ? -1 : 1;
	}
	return a->root == b->root ? 0 : a->root < b->root ? -1 : 1;
}

/* The first mount of the batch with this root or a greater one. */
static size_t batch_search(const struct join *join, uint64_t root)
{
	size_t low = 0, high = join->batch_len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (join->batch[middle].root < root) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/* Step two: fileid, path. */
static int take_path(struct store_sink *sink, const struct str *columns)
{
	struct join *join = container_of(sink, struct join, sink);
	struct span path;
	uint64_t root;

	if (!str_to_u64(columns[0], &root)) {
		return 0;
	}
	path = keep_text(join, columns[1]);
	for (size_t i = batch_search(join, root);
		i < join->batch_len && join->batch[i].root == root; i++) {
		join->batch[i].path = path;
		join->batch[i].found = true;
	}
	return keep_result(join);
}

static void forget_paths(struct store_sink *sink)
{
	struct join *join = container_of(sink, struct join, sink);

	join->texts.len = join->texts_before;
	for (size_t i = 0; i < join->batch_len; i++) {
		join->batch[i].found = false;
	}
}

/* Takes mounts of one server from MOUNTS until there are BATCH different roots. */
static void start_batch(struct join *join, struct mount *mounts, size_t count, struct buf *sql)
{
	size_t roots = 0, i;

	buf_clear(sql);
	buf_appendf(
		sql, "SELECT fileid, path FROM %s WHERE fileid IN (", join->conn->store->filecache);
	for (i = 0; i < count && mounts[i].server == mounts[0].server; i++) {
		if (i > 0 && mounts[i].root == mounts[i - 1].root) {
			continue;
		}
		if (roots == BATCH) {
			break;
		}
		if (roots++ > 0) {
			buf_append_byte(sql, ',');
		}
		buf_append_u64(sql, mounts[i].root);
	}
	buf_append_byte(sql, ')');
	join->batch = mounts;
	join->batch_len = i;
	join->texts_before = join->texts.len;
}

static int read_paths(struct join *join)
{
	size_t count;
	struct mount *mounts = join_mounts(join, &count);

	if (count > 1) {
		qsort(mounts, count, sizeof(*mounts), compare_mounts);
	}
	join->sink = (struct store_sink){take_path, forget_paths};
	for (size_t done = 0; done < count; done += join->batch_len) {
		int r;

		start_batch(join, mounts + done, count - done, &join->conn->sql);
		r = store_conn_query(join->conn, mounts[done].server, 2, &join->sink);
		if (r) {
			return r;
		}
	}
	return 0;
}

/* Both steps; conn->sql asks for the mounts. Needs join_deinit() also when it fails. */
static int join_run(struct join *join, struct store_conn *conn, struct str only_user)
{
	int r;

	*join = (struct join){.conn = conn, .only_user = only_user};
	join->mounts.limit = conn->store->options.max_result_bytes;
	join->texts.limit = conn->store->options.max_result_bytes;
	join->sink = (struct store_sink){take_mount, forget_mounts};
	r = store_conn_query(conn, STORE_MAIN, 3, &join->sink);
	return r ? r : read_paths(join);
}

static void join_deinit(struct join *join)
{
	buf_deinit(&join->mounts);
	buf_deinit(&join->texts);
}

int store_sharded_users(struct store_conn *conn, uint64_t storage, struct store_rows *rows)
{
	const struct mount *mounts;
	struct join join;
	size_t count;
	int r;

	buf_appendf(&conn->sql,
		"SELECT user_id, storage_id, root_id FROM %s WHERE storage_id = %" PRIu64,
		conn->store->mounts, storage);
	r = join_run(&join, conn, STR_NULL);
	mounts = join_mounts(&join, &count);
	for (size_t i = 0; r == 0 && i < count; i++) {
		if (mounts[i].found) {
			store_rows_add(rows, span_text(&join, mounts[i].user),
				span_text(&join, mounts[i].path));
		}
	}
	join_deinit(&join);
	return r ? r : store_buf_result(&rows->packed);
}

int store_sharded_mounts(struct store_conn *conn, struct str user, struct store_mounts *ret_mounts)
{
	const struct mount *mounts;
	struct join join;
	size_t count;
	int r;

	buf_appendf(&conn->sql, "SELECT user_id, storage_id, root_id FROM %s WHERE user_id = ",
		conn->store->mounts);
	store_append_text(&conn->sql, conn->store->backend, user);
	r = join_run(&join, conn, user);
	mounts = join_mounts(&join, &count);
	for (size_t i = 0; r == 0 && i < count; i++) {
		if (mounts[i].found) {
			store_mounts_add(
				ret_mounts, mounts[i].storage, span_text(&join, mounts[i].path));
		}
	}
	join_deinit(&join);
	return r ? r : store_buf_result(&ret_mounts->packed);
}
