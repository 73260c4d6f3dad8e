/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The questions, asked of an SQLite file; also in two steps, with the same file as main server and
 * shards: SQLite is never sharded in life, but nothing else answers within a process.
 */
#include "support.h"

#include <errno.h>

#include "store/backend.h"

static const char tables[] =
	"CREATE TABLE oc_mounts (storage_id BIGINT, root_id BIGINT, user_id VARCHAR(64));"
	"CREATE TABLE oc_filecache (fileid INTEGER PRIMARY KEY, path VARCHAR(4000));"
	"INSERT INTO oc_mounts VALUES (1, 10, 'alice'), (1, 11, 'bob'), (1, 99, 'nobody'),"
	" (1, -1, 'unscanned'), (2, 11, 'alice'), (1, 10, NULL), (NULL, 10, 'alice'),"
	" (-5, 10, 'alice');"
	"INSERT INTO oc_filecache VALUES (10, 'files'), (11, NULL);";

struct setup {
	char *path;
	struct store *store;
	struct store_conn *conn;
	struct store_server shards[2];
};

static void setup_init(struct setup *setup, size_t shards, size_t max_bytes)
{
	struct store_options options = {.kind = STORE_SQLITE, .max_result_bytes = max_bytes};
	struct buf error = BUF_NULL;

	*setup = (struct setup){.path = database_new(tables)};
	options.path = setup->path;
	assert_int_equal(store_new(&options, &setup->store), 0);
	setup->store->options.shards = setup->shards;
	setup->store->options.shard_count = shards;
	assert_int_equal(store_connect(setup->store, &setup->conn, &error), 0);
	buf_deinit(&error);
}

static void setup_deinit(struct setup *setup)
{
	assert_null(store_conn_free(setup->conn));
	store_free(setup->store);
	database_drop(setup->path);
}

static void assert_alice_and_bob(const struct store_rows *rows)
{
	bool alice = false, bob = false;
	struct store_row row;
	size_t cursor = 0;

	assert_int_equal(rows->count, 2);
	while (store_rows_next(rows, &cursor, &row)) {
		if (str_equals(row.user, STR_LIT("alice"))) {
			assert_str(row.path, "files");
			alice = true;
		} else {
			assert_str(row.user, "bob");
			assert_str(row.path, "");
			bob = true;
		}
	}
	assert_true(alice && bob);
}

static void assert_mounts_of_alice(const struct store_mounts *mounts)
{
	bool one = false, two = false;
	struct store_mount mount;
	size_t cursor = 0;

	assert_int_equal(mounts->count, 2);
	while (store_mounts_next(mounts, &cursor, &mount)) {
		assert_str(mount.path, mount.storage == 1 ? "files" : "");
		one = one || mount.storage == 1;
		two = two || mount.storage == 2;
	}
	assert_true(one && two);
}

static void both_questions_have_the_same_answers_joined_and_sharded(void **state)
{
	(void)state;
	for (size_t shards = 0; shards <= 2; shards++) {
		struct store_mounts mounts = STORE_MOUNTS_NULL;
		struct store_rows rows = STORE_ROWS_NULL;
		struct setup setup;

		setup_init(&setup, shards, 0);
		assert_int_equal(store_ping(setup.conn), 0);
		for (int again = 0; again < 2; again++) {
			assert_int_equal(store_storage_users(setup.conn, 1, &rows), 0);
			assert_alice_and_bob(&rows);
			assert_int_equal(
				store_user_mounts(setup.conn, STR_LIT("alice"), &mounts), 0);
			assert_mounts_of_alice(&mounts);
		}
		assert_int_equal(store_storage_users(setup.conn, 3, &rows), 0);
		assert_int_equal(rows.count, 0);
		assert_int_equal(store_storage_users(setup.conn, UINT64_MAX, &rows), 0);
		assert_int_equal(rows.count, 0);
		assert_int_equal(store_user_mounts(setup.conn, STR_NULL, &mounts), 0);
		assert_int_equal(mounts.count, 0);
		store_rows_deinit(&rows);
		store_mounts_deinit(&mounts);
		setup_deinit(&setup);
	}
}

/* 5 + 5 bytes of alice, 3 of bob, two lengths each. */
static void the_limit_of_an_answer_is_exact(void **state)
{
	(void)state;
	for (size_t limit = 16; limit <= 17; limit++) {
		struct store_rows rows = STORE_ROWS_NULL;
		struct setup setup;
		int r;

		setup_init(&setup, 0, limit);
		r = store_storage_users(setup.conn, 1, &rows);
		if (limit == 17) {
			assert_int_equal(r, 0);
			assert_int_equal(rows.packed.len, 17);
		} else {
			assert_int_equal(r, STORE_E_TOO_BIG);
			assert_int_equal(rows.count, 0);
			assert_true(str_find(store_conn_error(setup.conn), STR_LIT("larger")) > 0);
			assert_int_equal(store_storage_users(setup.conn, 2, &rows), 0);
			assert_int_equal(rows.count, 1);
		}
		store_rows_deinit(&rows);
		setup_deinit(&setup);
	}
}

static void any_allocation_may_fail_and_the_next_call_works(void **state)
{
	(void)state;
	for (size_t shards = 0; shards <= 2; shards += 2) {
		struct store_mounts mounts = STORE_MOUNTS_NULL;
		struct store_rows rows = STORE_ROWS_NULL;
		unsigned int n = 0;
		struct setup setup;
		int r;

		setup_init(&setup, shards, 0);
		do {
			fail_malloc_at(++n);
			r = store_storage_users(setup.conn, 1, &rows);
			if (r == 0) {
				r = store_user_mounts(setup.conn, STR_LIT("alice"), &mounts);
			}
			assert_true(r == 0 || r == -ENOMEM || r == STORE_E_TOO_BIG);
			fail_malloc_at(0);
			assert_int_equal(store_storage_users(setup.conn, 1, &rows), 0);
			assert_alice_and_bob(&rows);
			store_rows_deinit(&rows);
			store_mounts_deinit(&mounts);
			store_conn_free(setup.conn);
			assert_int_equal(store_connect(setup.store, &setup.conn, &rows.packed), 0);
			store_rows_deinit(&rows);
		} while (r);
		assert_true(n > 3);
		setup_deinit(&setup);
	}
}

static void connecting_survives_any_failing_allocation(void **state)
{
	struct buf error = BUF_NULL;
	struct store_conn *conn;
	unsigned int n = 0;
	struct setup setup;
	int r;

	(void)state;
	setup_init(&setup, 0, 0);
	do {
		fail_malloc_at(++n);
		r = store_connect(setup.store, &conn, &error);
		assert_true(r == 0 || r == -ENOMEM);
	} while (r);
	fail_malloc_at(0);
	assert_true(n > 3);
	store_conn_free(conn);
	buf_deinit(&error);
	setup_deinit(&setup);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_questions_have_the_same_answers_joined_and_sharded),
		cmocka_unit_test(the_limit_of_an_answer_is_exact),
		cmocka_unit_test(any_allocation_may_fail_and_the_next_call_works),
		cmocka_unit_test(connecting_survives_any_failing_allocation),
	};

	return cmocka_run_group_tests_name("lookup", tests, NULL, NULL);
}
