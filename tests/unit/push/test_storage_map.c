/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "storage_bench.h"

#include "base/hash.h"

#define MANY 9000U

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
	mount_rows_begin(&builder, storage_map_rows_pool(bench.map));
	for (unsigned i = 0; i < MANY; i++) {
		(void)snprintf(name, sizeof(name), "user%u", i);
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
		mount_rows_unref(other, storage_map_rows_pool(bench.map));
	}
	mount_rows_unref(first, storage_map_rows_pool(bench.map));
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
	mount_rows_unref(first, storage_map_rows_pool(bench.map));
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

static void many_events_for_many_rows_are_one_walk(void **state)
{
	struct mount_rows_builder builder;
	char name[16];

	(void)state;
	mount_rows_begin(&builder, storage_map_rows_pool(bench.map));
	for (unsigned i = 0; i < MANY; i++) {
		(void)snprintf(name, sizeof(name), "user%u", i);
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

/* The second share from the same owner, say: files in it changed while only the first was known. */
static void a_further_root_in_a_storage_that_a_user_sees_already_is_news(void **state)
{
	uint32_t bob = log_in("bob");
	const struct storage_map_mount mounts[] = {{5, STR_INIT("a")}, {5, STR_INIT("b")}};

	(void)state;
	event(5, "a/x", 1);
	storage_map_rows(bench.map, 5, rows(1, (const char *const[][2]){{"bob", "a"}}));
	bench.delivered = 0;
	event(5, "b/x", 2);
	assert_int_equal(bench.delivered, 0);
	storage_map_mounts(bench.map, bob, mounts, 2);
	assert_int_equal(bench.delivered, 1);
	assert_int_equal(bench.last_user, bob);
	assert_false(bench.last_had_id);
	storage_map_mounts(bench.map, bob, mounts, 1); /* what goes is none */
	storage_map_mounts(bench.map, bob, mounts, 1);
	assert_int_equal(bench.delivered, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORAGE_TEST(roots_match_at_a_boundary_only),
		STORAGE_TEST(one_read_serves_all_that_wait),
		STORAGE_TEST(stale_rows_serve_and_new_ones_get_what_they_missed),
		STORAGE_TEST(a_failed_read_is_tried_again_and_stale_rows_go_on_serving),
		STORAGE_TEST(events_wait_so_long_and_are_missed_then),
		STORAGE_TEST(a_long_walk_is_sliced_and_waits_for_room),
		STORAGE_TEST(rows_are_equal_if_all_pairs_are),
		STORAGE_TEST(a_refresh_without_news_leaves_the_rows_where_they_are),
		STORAGE_TEST(stale_rows_are_read_again_without_a_further_event),
		STORAGE_TEST(stale_rows_that_stay_so_too_long_are_a_matter_for_the_catch_up),
		STORAGE_TEST(many_events_for_many_rows_are_one_walk),
		STORAGE_TEST(a_users_mounts_correct_what_is_cached),
		STORAGE_TEST(a_further_root_in_a_storage_that_a_user_sees_already_is_news),
	};

	hash_init();
	return cmocka_run_group_tests_name("storage_map", tests, NULL, NULL);
}
