/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the storage map holds, in memory and in number, and what happens beyond. */
#include "storage_bench.h"

#include "base/hash.h"

static void too_many_remembered_events_become_anything_may_have_changed(void **state)
{
	(void)state;
	log_in("alice");
	for (uint64_t i = 1; i <= 10001; i++) {
		event(5, "elsewhere", i);
	}
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", "files/a"}}));
	assert_int_equal(bench.delivered, 1);
	assert_false(bench.last_had_id);
}

static void the_cache_is_bounded_and_counts_its_references(void **state)
{
	(void)state;
	for (uint64_t storage = 1; storage <= 2000; storage++) {
		event(storage, "x", 1);
		storage_map_rows(bench.map, storage,
			rows(1, (const char *const[][2]){{"alice", "some/root"}}));
	}
	assert_true(storage_map_bytes(bench.map) <= (size_t)64 * 1024);
	assert_true(counter_get(&storage_map_get_stats(bench.map)->evicted) > 1000);
	assert_int_equal(users_get(&bench.users, 0)->rows, storage_map_count(bench.map));
}

/* Sanitizers have a heap of their own. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
static size_t memory_in_use(void)
{
	FILE *file = fopen("/proc/self/smaps_rollup", "re");
	char line[256];
	size_t kib = 0;

	assert_non_null(file);
	while (kib == 0 && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "Anonymous:", 10) == 0) {
			kib = strtoul(line + 10, NULL, 10);
		}
	}
	(void)fclose(file);
	assert_true(kib > 0);
	return kib * 1024;
}

static void what_the_cache_takes_is_what_it_says(void **state)
{
	size_t before;
	size_t taken;

	(void)state;
	limit_cache((size_t)64 << 20);
	before = memory_in_use();
	for (uint64_t storage = 1; storage <= 30000; storage++) {
		event(storage, "x", 1);
		storage_map_rows(bench.map, storage,
			rows(1, (const char *const[][2]){{"alice", "some/root"}}));
	}
	assert_int_equal(storage_map_count(bench.map), 30000);
	taken = memory_in_use() - before;
	assert_in_range(storage_map_bytes(bench.map), taken - taken / 16, taken + taken / 16);
}

/* A home has one row with an empty root: its cost decides how many fit. */
static void a_home_takes_less_than_130_bytes(void **state)
{
	(void)state;
	limit_cache((size_t)64 << 20);
	for (uint64_t storage = 1; storage <= 12000; storage++) {
		event(storage, "x", 1);
		storage_map_rows(
			bench.map, storage, rows(1, (const char *const[][2]){{"alice", ""}}));
	}
	assert_in_range(storage_map_bytes(bench.map), 12000 * 112, 12000 * 130);
}
#endif

/* Nothing can be evicted while the database is away: not the newcomer either. */
static void a_newcomer_survives_a_cache_full_of_busy_entries(void **state)
{
	uint32_t alice = log_in("alice");

	(void)state;
	for (uint64_t storage = 1; storage <= 2000; storage++) {
		event(storage, "x", storage);
	}
	assert_int_equal(bench.reads, 2000);
	assert_true(storage_map_bytes(bench.map) > (size_t)64 * 1024);
	storage_map_rows(bench.map, 2000, rows(1, (const char *const[][2]){{"alice", ""}}));
	assert_int_equal(bench.delivered, 1);
	assert_int_equal(bench.last_user, alice);
	assert_int_equal(bench.last_id, 2000);
}

static void the_sum_of_what_waits_is_bounded_and_nothing_is_lost(void **state)
{
	static char path[1000];

	(void)state;
	log_in("alice");
	memset(path, 'p', sizeof(path) - 1);
	for (uint64_t storage = 1; storage <= 100; storage++) {
		for (uint64_t id = 1; id <= 50; id++) {
			event(storage, path, id);
			assert_true(storage_map_remembered_bytes(bench.map) <= (size_t)1 << 20);
		}
	}
	assert_true(storage_map_remembered_bytes(bench.map) > (size_t)1 << 19);
	storage_map_rows(bench.map, 1, rows(1, (const char *const[][2]){{"alice", ""}}));
	assert_int_equal(bench.delivered, 50);
	assert_true(bench.last_had_id);
	storage_map_rows(bench.map, 100, rows(1, (const char *const[][2]){{"alice", "else"}}));
	assert_int_equal(bench.delivered, 51); /* anything may have changed */
	assert_false(bench.last_had_id);
	pass_time(2200);
	assert_int_equal(bench.missed, 98 * 50);
	assert_int_equal(storage_map_remembered_bytes(bench.map), 0);
}

static void the_number_of_storages_that_wait_is_bounded(void **state)
{
	(void)state;
	for (uint64_t storage = 1; storage <= 2600; storage++) {
		event(storage, "x", 1);
	}
	assert_int_equal(bench.reads, 2500);
	assert_int_equal(bench.missed, 100);
	event(1, "x", 2); /* who waits already may go on */
	assert_int_equal(bench.missed, 100);
	storage_map_rows(bench.map, 1, rows(1, (const char *const[][2]){{"alice", ""}}));
	event(3000, "x", 1);
	assert_int_equal(bench.missed, 100);
	assert_int_equal(bench.reads, 2501);
}

static void the_number_of_walks_that_wait_is_bounded(void **state)
{
	(void)state;
	log_in("alice");
	event(5, "x", 1);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", ""}}));
	bench.no_room = true;
	for (uint64_t id = 1; id <= 10100; id++) {
		event(5, "x", id);
	}
	assert_int_equal(bench.missed, 100);
	bench.no_room = false;
	pass_time(30);
	assert_int_equal(bench.delivered, 1 + 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORAGE_TEST(too_many_remembered_events_become_anything_may_have_changed),
		STORAGE_TEST(the_cache_is_bounded_and_counts_its_references),
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
		STORAGE_TEST(what_the_cache_takes_is_what_it_says),
		STORAGE_TEST(a_home_takes_less_than_130_bytes),
#endif
		STORAGE_TEST(a_newcomer_survives_a_cache_full_of_busy_entries),
		STORAGE_TEST(the_sum_of_what_waits_is_bounded_and_nothing_is_lost),
		STORAGE_TEST(the_number_of_storages_that_wait_is_bounded),
		STORAGE_TEST(the_number_of_walks_that_wait_is_bounded),
	};

	hash_init();
	return cmocka_run_group_tests_name("storage_bounds", tests, NULL, NULL);
}
