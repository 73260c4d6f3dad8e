/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../base/support.h"

#include "push/connections.h"

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

static void connect_times(struct users *users, const char *name, bool anonymous, unsigned times)
{
	uint32_t index = users_intern(users, str_from_cstr(name), anonymous);

	for (unsigned i = 0; i < times; i++) {
		assert_true(users_open_session(users, index, i % 3));
	}
}

static void assert_list(const struct users *users, const char *expected)
{
	struct buf out = BUF_NULL;

	connections_write_list(users, &out);
	assert_str_equal(buf_str(&out), str_from_cstr(expected));
	buf_deinit(&out);
}

static void assert_user(const struct users *users, const char *name, const char *expected)
{
	struct buf out = BUF_NULL;

	connections_write_user(users, str_from_cstr(name), &out);
	assert_str_equal(buf_str(&out), str_from_cstr(expected));
	buf_deinit(&out);
}

static void nobody_is_an_empty_list(void **state)
{
	assert_list(*state, "{\"active_connection_count\":0,\"active_user_count\":0,\"users\":[]}");
	assert_user(*state, "alice", "{\"user\":\"alice\",\"connections\":0}");
}

static void the_most_connected_come_first_and_anonymous_ones_only_count(void **state)
{
	struct users *users = *state;

	connect_times(users, "alice", false, 1);
	connect_times(users, "bob", false, 5);
	connect_times(users, "gone", false, 0);
	connect_times(users, "deck:x", true, 7);
	connect_times(users, "carol", false, 1);
	connect_times(users, "dave", false, 2);
	assert_list(users, "{\"active_connection_count\":16,\"active_user_count\":5,\"users\":["
			   "{\"user\":\"bob\",\"connections\":5},"
			   "{\"user\":\"dave\",\"connections\":2},"
			   "{\"user\":\"alice\",\"connections\":1},"
			   "{\"user\":\"carol\",\"connections\":1}]}");
	assert_user(users, "bob", "{\"user\":\"bob\",\"connections\":5}");
	assert_user(users, "gone", "{\"user\":\"gone\",\"connections\":0}");
	assert_user(users, "deck:x", "{\"user\":\"deck:x\",\"connections\":0}");
}

static void a_session_that_closed_is_not_shown(void **state)
{
	struct users *users = *state;

	connect_times(users, "alice", false, 2);
	users_close_session(users, users_find(users, STR_LIT("alice"), false), 0);
	assert_user(users, "alice", "{\"user\":\"alice\",\"connections\":1}");
	users_close_session(users, users_find(users, STR_LIT("alice"), false), 1);
	assert_list(users, "{\"active_connection_count\":0,\"active_user_count\":0,\"users\":[]}");
}

static void names_are_escaped(void **state)
{
	connect_times(*state, "a\"b\\\n", false, 1);
	assert_user(*state, "a\"b\\\n", "{\"user\":\"a\\\"b\\\\\\n\",\"connections\":1}");
}

static unsigned count_of(struct str text, struct str what)
{
	unsigned count = 0;

	for (size_t i = 0; i + what.len <= text.len; i++) {
		count += memcmp(text.ptr + i, what.ptr, what.len) == 0;
	}
	return count;
}

static void a_crowd_is_cut_to_its_most_connected(void **state)
{
	struct users *users = *state;
	struct buf out = BUF_NULL;
	char name[16];

	/* 0 to 249, each with one or two; the busiest comes last. */
	for (unsigned i = 0; i < 250; i++) {
		(void)snprintf(name, sizeof(name), "user%u", i);
		connect_times(users, name, false, i % 5 == 0 ? 2 : 1);
	}
	connect_times(users, "busy", false, 9);
	connections_write_list(users, &out);
	assert_int_equal(count_of(buf_str(&out), STR_LIT("\"user\":")), CONNECTIONS_LISTED);
	assert_int_equal(count_of(buf_str(&out), STR_LIT("\"connections\":9}")), 1);
	assert_int_equal(count_of(buf_str(&out), STR_LIT("\"connections\":2}")), 50);
	assert_int_equal(count_of(buf_str(&out), STR_LIT("\"connections\":1}")), 49);
	assert_int_equal(count_of(buf_str(&out), STR_LIT("[{\"user\":\"busy\",\"connections\":9},"
							 "{\"user\":\"user0\",\"connections\":2},"
							 "{\"user\":\"user5\"")),
		1);
	buf_deinit(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nobody_is_an_empty_list, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_most_connected_come_first_and_anonymous_ones_only_count, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			a_session_that_closed_is_not_shown, setup, teardown),
		cmocka_unit_test_setup_teardown(names_are_escaped, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_crowd_is_cut_to_its_most_connected, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
