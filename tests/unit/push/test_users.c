/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../base/support.h"

#include "base/hash.h"
#include "push/users.h"

static int setup(void **state)
{
	static struct users users;

	users_init(&users);
	*state = &users;
	return 0;
}

static int teardown(void **state)
{
	users_deinit(*state);
	return 0;
}

static struct str name_of(char text[16], uint32_t number)
{
	return str_make(text, (size_t)snprintf(text, 16, "user%u", number));
}

static void names_become_indices_and_back(void **state)
{
	struct users *users = *state;
	char text[16];

	for (uint32_t i = 0; i < 5000; i++) {
		uint32_t index = users_intern(users, name_of(text, i), false);

		assert_int_equal(index, i);
		assert_str_equal(users_name(users, index), name_of(text, i));
		assert_int_equal(users_intern(users, name_of(text, i), false), index);
	}
	assert_int_equal(users_find(users, STR_LIT("user4999"), false), 4999);
	assert_int_equal(users_find(users, STR_LIT("user5000"), false), USERS_NONE);
	assert_int_equal(users_find(users, STR_NULL, false), USERS_NONE);
	assert_int_equal(users_intern(users, STR_NULL, false), USERS_NONE);
}

static void anonymous_sessions_are_a_namespace_apart(void **state)
{
	struct users *users = *state;
	uint32_t user = users_intern(users, STR_LIT("alice"), false);
	uint32_t session = users_intern(users, STR_LIT("alice"), true);

	assert_int_not_equal(user, session);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), user);
	assert_int_equal(users_find(users, STR_LIT("alice"), true), session);
	assert_str_equal(users_name(users, session), STR_LIT("alice"));
}

static void sessions_are_counted_by_worker(void **state)
{
	struct users *users = *state;
	uint32_t alice = users_intern(users, STR_LIT("alice"), false);
	const struct user *user;

	for (int i = 0; i < 3; i++) {
		assert_true(users_open_session(users, alice, 2));
	}
	assert_true(users_open_session(users, alice, 63));
	user = users_get(users, alice);
	assert_int_equal(user->sessions, 4);
	assert_true(user->workers == (UINT64_C(1) << 2 | UINT64_C(1) << 63));
	assert_int_equal(users->active_users, 1);
	assert_int_equal(users->active_sessions, 4);
	users_close_session(users, alice, 2);
	users_close_session(users, alice, 63);
	assert_true(user->workers == UINT64_C(1) << 2);
	users_close_session(users, alice, 2);
	assert_true(user->workers == UINT64_C(1) << 2);
	users_close_session(users, alice, 2);
	assert_true(user->workers == 0);
	assert_int_equal(users->active_users, 0);
	assert_int_equal(users->active_sessions, 0);
}

static void an_index_is_free_only_after_an_epoch(void **state)
{
	struct users *users = *state;
	uint32_t alice = users_intern(users, STR_LIT("alice"), false);

	assert_true(users_open_session(users, alice, 0));
	users_close_session(users, alice, 0);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), alice);
	assert_int_not_equal(users_intern(users, STR_LIT("bob"), false), alice);
	assert_true(users_begin_epoch(users));
	assert_false(users_begin_epoch(users)); /* one at a time */
	assert_int_not_equal(users_intern(users, STR_LIT("carol"), false), alice);
	users_end_epoch(users);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), USERS_NONE);
	assert_int_equal(users_intern(users, STR_LIT("dave"), false), alice);
	assert_str_equal(users_name(users, alice), STR_LIT("dave"));
}

static void whoever_comes_back_in_time_stays(void **state)
{
	struct users *users = *state;
	uint32_t alice = users_intern(users, STR_LIT("alice"), false);

	assert_true(users_open_session(users, alice, 0));
	users_close_session(users, alice, 0);
	assert_true(users_begin_epoch(users));
	assert_true(users_open_session(users, alice, 0));
	users_end_epoch(users);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), alice);
	users_close_session(users, alice, 0);
	users_add_row(users, alice);
	assert_true(users_begin_epoch(users));
	users_end_epoch(users);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), alice); /* a row holds it */
	users_drop_row(users, alice);
	assert_true(users_begin_epoch(users));
	users_end_epoch(users);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), USERS_NONE);
}

/* What was said during its second life may still be under way when the first epoch ends. */
static void a_second_life_needs_an_epoch_of_its_own(void **state)
{
	struct users *users = *state;
	uint32_t alice = users_intern(users, STR_LIT("alice"), false);

	assert_true(users_open_session(users, alice, 0));
	users_close_session(users, alice, 0);
	assert_true(users_begin_epoch(users));
	assert_true(users_open_session(users, alice, 0));
	users_close_session(users, alice, 0);
	users_end_epoch(users);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), alice);
	assert_int_not_equal(users_intern(users, STR_LIT("bob"), false), alice);
	assert_true(users_begin_epoch(users));
	users_end_epoch(users);
	assert_int_equal(users_find(users, STR_LIT("alice"), false), USERS_NONE);
	assert_int_equal(users_intern(users, STR_LIT("carol"), false), alice);
}

static void nobody_waits_twice_for_the_same_epoch(void **state)
{
	struct users *users = *state;
	uint32_t alice = users_intern(users, STR_LIT("alice"), false);

	for (int i = 0; i < 1000; i++) {
		assert_true(users_open_session(users, alice, 0));
		users_close_session(users, alice, 0);
	}
	assert_int_equal(users->limbo_count[0], 1);
	assert_true(users_begin_epoch(users));
	users_end_epoch(users);
	assert_false(users_begin_epoch(users));
	assert_int_equal(users_find(users, STR_LIT("alice"), false), USERS_NONE);
}

static void many_come_and_go_and_the_table_stays_whole(void **state)
{
	static uint32_t sessions[997];
	struct users *users = *state;
	uint32_t random = 5;
	char text[16];

	memset(sessions, 0, sizeof(sessions));
	for (int i = 0; i < 60000; i++) {
		uint32_t number;
		uint32_t index;

		random = random * 1664525U + 1013904223U;
		number = (random >> 8) % ARRAY_SIZE(sessions);
		index = users_intern(users, name_of(text, number), false);
		if (sessions[number] && random >> 31) {
			users_close_session(users, index, number % 3);
			sessions[number]--;
		} else {
			assert_true(users_open_session(users, index, number % 3));
			sessions[number]++;
		}
		assert_int_equal(users_get(users, index)->sessions, sessions[number]);
		if (i % 50 == 0 && users_begin_epoch(users)) {
			users_end_epoch(users);
		}
	}
	for (uint32_t number = 0; number < ARRAY_SIZE(sessions); number++) {
		uint32_t index = users_find(users, name_of(text, number), false);

		if (sessions[number]) {
			assert_int_not_equal(index, USERS_NONE);
			assert_int_equal(users_get(users, index)->sessions, sessions[number]);
		}
	}
	assert_true(users->high <= ARRAY_SIZE(sessions) + 60);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_become_indices_and_back),
		TEST(anonymous_sessions_are_a_namespace_apart),
		TEST(sessions_are_counted_by_worker),
		TEST(an_index_is_free_only_after_an_epoch),
		TEST(whoever_comes_back_in_time_stays),
		TEST(a_second_life_needs_an_epoch_of_its_own),
		TEST(nobody_waits_twice_for_the_same_epoch),
		TEST(many_come_and_go_and_the_table_stays_whole),
	};

	hash_init();
	return cmocka_run_group_tests_name("users", tests, NULL, NULL);
}
