/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The storage map with the database and the sessions played by the test, time by a real loop. */
#include "../base/support.h"

#include <malloc.h>

#include "base/hash.h"
#include "push/storage_map.h"

#define MANY 9000U

static struct {
	struct loop *loop;
	struct users users;
	struct storage_map *map;
	unsigned reads;
	uint64_t last_read;
	uint64_t missed;
	unsigned delivered;
	uint32_t last_user;
	uint64_t last_id;
	bool last_had_id;
	bool no_room;
} bench;

static void read_storage(void *owner, uint64_t storage)
{
	(void)owner;
	bench.reads++;
	bench.last_read = storage;
}

static void deliver(void *owner, const uint32_t *users, uint32_t count, const uint64_t *file_id)
{
	(void)owner;
	bench.last_had_id = file_id != NULL;
	bench.last_id = file_id ? *file_id : 0;
	for (uint32_t i = 0; i < count; i++) {
		if (users_get(&bench.users, users[i])->sessions > 0) {
			bench.delivered++;
			bench.last_user = users[i];
		}
	}
}

static bool has_room(void *owner, uint32_t events)
{
	(void)owner;
	(void)events;
	return !bench.no_room;
}

static void missed(void *owner, uint64_t events)
{
	(void)owner;
	bench.missed += events;
}

static const struct storage_map_handler handler = {read_storage, deliver, has_room, missed};

static int setup(void **state)
{
	struct storage_map_options options = {.handler = &handler,
		.users = &bench.users,
		.max_bytes = 64 * 1024,
		.life_min_ms = 40,
		.life_max_ms = 40,
		.empty_life_ms = 5,
		.wait_ms = 1500,
		.retry_ms = 20,
		.max_remembered = (size_t)1 << 20,
		.max_waiting = 2500};

	(void)state;
	memset(&bench, 0, sizeof(bench));
	users_init(&bench.users);
	assert_int_equal(loop_new(&bench.loop), 0);
	assert_int_equal(storage_map_new(bench.loop, &options, &bench.map), 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	storage_map_free(bench.map);
	users_deinit(&bench.users);
	loop_free(bench.loop);
	return 0;
}

static uint32_t log_in(const char *name)
{
	uint32_t user = users_intern(&bench.users, str_from_cstr(name), false);

	assert_true(users_open_session(&bench.users, user, 0));
	return user;
}

static struct mount_rows *rows(size_t count, const char *const pairs[][2])
{
	struct mount_rows_builder builder;
	struct mount_rows *made;

	mount_rows_begin(&builder, &bench.users);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(mount_rows_add(&builder, str_from_cstr(pairs[i][0]),
					 str_from_cstr(pairs[i][1])),
			0);
	}
	made = mount_rows_finish(&builder);
	assert_non_null(made);
	return made;
}

static void event(uint64_t storage, const char *path, uint64_t id)
{
	storage_map_event(bench.map, storage, str_from_cstr(path), id ? &id : NULL);
}

static void pass_time(unsigned ms)
{
	uint64_t end;

	assert_int_equal(loop_run_once(bench.loop, 0), 0);
	for (end = loop_now_ms(bench.loop) + ms; loop_now_ms(bench.loop) < end;) {
		assert_int_equal(
			loop_run_once(bench.loop, (int)(end - loop_now_ms(bench.loop))), 0);
	}
}

static void roots_match_at_a_boundary_only(void **state)
{
	(void)state;
	assert_true(mount_root_matches(STR_NULL, STR_NULL));
	assert_true(mount_root_matches(STR_NULL, STR_LIT("x")));
	assert_true(mount_root_matches(STR_LIT("a/b"), STR_LIT("a/b")));
	assert_true(mount_root_matches(STR_LIT("a/b"), STR_LIT("a/b/c")));
	assert_false(mount_root_matches(STR_LIT("a/b"), STR_LIT("a/bc")));
	assert_false(mount_root_matches(STR_LIT("a/b"), STR_LIT("a")));
	assert_false(mount_root_matches(STR_LIT("a/b"), STR_NULL));
}

static void one_read_serves_all_that_wait(void **state)
{
	uint32_t alice = log_in("alice");

	(void)state;
	for (uint64_t id = 1; id <= 1000; id++) {
		event(5, "files/x", id);
	}
	assert_int_equal(bench.reads, 1);
	assert_int_equal(bench.delivered, 0);
	storage_map_rows(bench.map, 5,
		rows(3, (const char *const[][2]){
				{"alice", ""}, {"bob", ""}, {"alice", "files/x"}}));
	assert_int_equal(bench.delivered, 1000); /* bob is offline, alice hears it once */
	assert_int_equal(bench.last_user, alice);
	assert_int_equal(bench.last_id, 1000);
	event(5, "files/y", 7);
	assert_int_equal(bench.reads, 1);
	assert_int_equal(bench.delivered, 1001);
}

static void stale_rows_serve_and_new_ones_get_what_they_missed(void **state)
{
	uint32_t bob = log_in("bob");

	(void)state;
	log_in("alice");
	event(5, "x", 1);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", ""}}));
	assert_int_equal(bench.delivered, 1);
	pass_time(60);
	event(5, "x", 2); /* stale: served, and a read begins */
	event(5, "x", 3);
	assert_int_equal(bench.reads, 2);
	assert_int_equal(bench.delivered, 3);
	storage_map_rows(
		bench.map, 5, rows(2, (const char *const[][2]){{"alice", ""}, {"bob", ""}}));
	assert_int_equal(bench.delivered, 5); /* both for bob */
	assert_int_equal(bench.last_user, bob);
}

static void a_failed_read_is_tried_again_and_stale_rows_go_on_serving(void **state)
{
	(void)state;
	log_in("alice");
	log_in("bob");
	event(5, "x", 1);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", ""}}));
	pass_time(60);
	event(5, "x", 2);
	storage_map_rows_failed(bench.map, 5);
	event(5, "x", 3);
	assert_int_equal(bench.reads, 2); /* not at once */
	assert_int_equal(bench.delivered, 3);
	pass_time(30);
	event(5, "x", 4);
	assert_int_equal(bench.reads, 3);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"bob", ""}}));
	assert_int_equal(bench.delivered, 4 + 3); /* 2, 3 and 4 for bob */
}

static void events_wait_so_long_and_are_missed_then(void **state)
{
	(void)state;
	log_in("alice");
	event(5, "x", 1);
	event(5, "x", 2);
	storage_map_rows_failed(bench.map, 5);
	pass_time(1100);
	assert_true(bench.reads >= 2);
	assert_int_equal(bench.missed, 0);
	storage_map_rows_failed(bench.map, 5);
	pass_time(1100);
	assert_int_equal(bench.missed, 2);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", ""}}));
	assert_int_equal(bench.delivered, 0);
}

static void a_long_walk_is_sliced_and_waits_for_room(void **state)
{
	struct mount_rows_builder builder;
	char name[16];

	(void)state;
	mount_rows_begin(&builder, &bench.users);
	for (unsigned i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "user%u", i);
		log_in(name);
		assert_int_equal(mount_rows_add(&builder, str_from_cstr(name), STR_LIT("g")), 0);
	}
	event(5, "g/x", 1);
	bench.no_room = true;
	storage_map_rows(bench.map, 5, mount_rows_finish(&builder));
	pass_time(20);
	assert_int_equal(bench.delivered, 0);
	bench.no_room = false;
	assert_int_equal(loop_run_once(bench.loop, 5), 0);
	assert_in_range(bench.delivered, 1, MANY - 1);
	pass_time(50);
	assert_int_equal(bench.delivered, MANY);
	event(5, "gx", 1);
	pass_time(20);
	assert_int_equal(bench.delivered, MANY);
}

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
	assert_true(storage_map_bytes(bench.map) <= 64 * 1024);
	assert_true(counter_get(&storage_map_get_stats(bench.map)->evicted) > 1000);
	assert_int_equal(users_get(&bench.users, 0)->rows, storage_map_count(bench.map));
}

/* Sanitizers have a heap of their own. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
static size_t heap_in_use(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

static void what_the_cache_takes_is_what_it_says(void **state)
{
	size_t before = heap_in_use();
	size_t taken;

	(void)state;
	for (uint64_t storage = 1; storage <= 250; storage++) {
		event(storage, "x", 1);
		storage_map_rows(bench.map, storage,
			rows(1, (const char *const[][2]){{"alice", "some/root"}}));
	}
	assert_int_equal(storage_map_count(bench.map), 250);
	taken = heap_in_use() - before;
	assert_in_range(storage_map_bytes(bench.map), taken - taken / 16, taken + taken / 16);
}
#endif

static void rows_are_equal_if_all_pairs_are(void **state)
{
	struct mount_rows *first = rows(2, (const char *const[][2]){{"alice", "a"}, {"bob", "b"}});
	const struct {
		const char *pairs[3][2];
		size_t count;
		bool equal;
	} others[] = {
		{{{"alice", "a"}, {"bob", "b"}}, 2, true},
		{{{"alice", "a"}, {"bob", "c"}}, 2, false},
		{{{"alice", "a"}, {"bob", "a"}}, 2, false},
		{{{"alice", "a"}, {"carol", "b"}}, 2, false},
		{{{"alice", "a"}}, 1, false},
		{{{"alice", "a"}, {"bob", "b"}, {"bob", "a"}}, 3, false},
		{{{"alice", "ab"}, {"bob", ""}}, 2, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
		struct mount_rows *other =
			rows(others[i].count, (const char *const(*)[2])others[i].pairs);

		assert_int_equal(mount_rows_equal(first, other), others[i].equal);
		mount_rows_unref(other, &bench.users);
	}
	mount_rows_unref(first, &bench.users);
}

/* Each storage is read again every few minutes; nothing may move or be lost when nothing is new. */
static void a_refresh_without_news_leaves_the_rows_where_they_are(void **state)
{
	const char *const pairs[][2] = {{"alice", ""}};
	uint32_t alice = log_in("alice");
	struct mount_rows *first = mount_rows_ref(rows(1, pairs));

	(void)state;
	event(5, "x", 1);
	storage_map_rows(bench.map, 5, first);
	assert_int_equal(first->refs, 2);
	pass_time(60);
	event(5, "x", 2);
	assert_int_equal(bench.reads, 2);
	storage_map_rows(bench.map, 5, rows(1, pairs));
	assert_int_equal(first->refs, 2);
	assert_int_equal(users_get(&bench.users, alice)->rows, 1);
	assert_int_equal(bench.delivered, 2);
	event(5, "x", 3);
	assert_int_equal(bench.reads, 2); /* fresh again */
	assert_int_equal(bench.delivered, 3);
	mount_rows_unref(first, &bench.users);
}

/* Nothing can be evicted while the database is away: not the newcomer either. */
static void a_newcomer_survives_a_cache_full_of_busy_entries(void **state)
{
	uint32_t alice = log_in("alice");

	(void)state;
	for (uint64_t storage = 1; storage <= 2000; storage++) {
		event(storage, "x", storage);
	}
	assert_int_equal(bench.reads, 2000);
	assert_true(storage_map_bytes(bench.map) > 64 * 1024);
	storage_map_rows(bench.map, 2000, rows(1, (const char *const[][2]){{"alice", ""}}));
	assert_int_equal(bench.delivered, 1);
	assert_int_equal(bench.last_user, alice);
	assert_int_equal(bench.last_id, 2000);
}

/* Nothing else happens there, and still somebody is new: he must not wait for the next event. */
static void stale_rows_are_read_again_without_a_further_event(void **state)
{
	uint32_t bob = log_in("bob");

	(void)state;
	log_in("alice");
	event(5, "x", 1);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", ""}}));
	pass_time(60);
	event(5, "x", 2);
	storage_map_rows_failed(bench.map, 5);
	assert_int_equal(bench.reads, 2);
	pass_time(1100);
	assert_int_equal(bench.reads, 3);
	storage_map_rows(
		bench.map, 5, rows(2, (const char *const[][2]){{"alice", ""}, {"bob", ""}}));
	assert_int_equal(bench.delivered, 3);
	assert_int_equal(bench.last_user, bob);
	assert_int_equal(bench.missed, 0);
	pass_time(1100);
	assert_int_equal(bench.reads, 3);
}

static void stale_rows_that_stay_so_too_long_are_a_matter_for_the_catch_up(void **state)
{
	(void)state;
	log_in("alice");
	event(5, "x", 1);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", ""}}));
	pass_time(60);
	event(5, "x", 2);
	storage_map_rows_failed(bench.map, 5);
	pass_time(1100);
	assert_int_equal(bench.missed, 0);
	storage_map_rows_failed(bench.map, 5);
	pass_time(1100);
	assert_int_equal(bench.missed, 1);
	assert_int_equal(bench.delivered, 2);
	assert_int_equal(storage_map_remembered_bytes(bench.map), 0);
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

static void many_events_for_many_rows_are_one_walk(void **state)
{
	struct mount_rows_builder builder;
	char name[16];

	(void)state;
	mount_rows_begin(&builder, &bench.users);
	for (unsigned i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "user%u", i);
		log_in(name);
		assert_int_equal(mount_rows_add(&builder, str_from_cstr(name), STR_LIT("g")), 0);
	}
	for (uint64_t id = 1; id <= 2000; id++) {
		event(5, "g/x", id);
	}
	storage_map_rows(bench.map, 5, mount_rows_finish(&builder));
	pass_time(50);
	assert_int_equal(bench.delivered, MANY);
	assert_false(bench.last_had_id);
}

static void a_users_mounts_correct_what_is_cached(void **state)
{
	uint32_t bob = log_in("bob");
	const struct storage_map_mount mounts[] = {{5, STR_INIT("b")}, {6, STR_INIT("")}};

	(void)state;
	event(5, "b/x", 1);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"alice", ""}}));
	event(7, "x", 1);
	storage_map_rows(bench.map, 7, rows(1, (const char *const[][2]){{"bob", ""}}));
	bench.delivered = 0;
	storage_map_mounts(bench.map, bob, mounts, 2);
	assert_int_equal(bench.delivered, 1); /* he has appeared in 5: look again */
	assert_false(bench.last_had_id);
	event(5, "b/y", 2);
	assert_int_equal(bench.delivered, 2);
	assert_int_equal(bench.last_user, bob);
	event(7, "x", 2); /* and is gone from 7 */
	assert_int_equal(bench.delivered, 2);
	storage_map_mounts(bench.map, bob, mounts, 2);
	assert_int_equal(bench.delivered, 2); /* nothing new */
	assert_int_equal(counter_get(&storage_map_get_stats(bench.map)->corrected), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(roots_match_at_a_boundary_only),
		TEST(one_read_serves_all_that_wait),
		TEST(stale_rows_serve_and_new_ones_get_what_they_missed),
		TEST(a_failed_read_is_tried_again_and_stale_rows_go_on_serving),
		TEST(events_wait_so_long_and_are_missed_then),
		TEST(a_long_walk_is_sliced_and_waits_for_room),
		TEST(too_many_remembered_events_become_anything_may_have_changed),
		TEST(the_cache_is_bounded_and_counts_its_references),
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
		TEST(what_the_cache_takes_is_what_it_says),
#endif
		TEST(rows_are_equal_if_all_pairs_are),
		TEST(a_refresh_without_news_leaves_the_rows_where_they_are),
		TEST(a_newcomer_survives_a_cache_full_of_busy_entries),
		TEST(stale_rows_are_read_again_without_a_further_event),
		TEST(stale_rows_that_stay_so_too_long_are_a_matter_for_the_catch_up),
		TEST(the_sum_of_what_waits_is_bounded_and_nothing_is_lost),
		TEST(the_number_of_storages_that_wait_is_bounded),
		TEST(the_number_of_walks_that_wait_is_bounded),
		TEST(many_events_for_many_rows_are_one_walk),
		TEST(a_users_mounts_correct_what_is_cached),
	};

	hash_init();
	return cmocka_run_group_tests_name("storage_map", tests, NULL, NULL);
}
