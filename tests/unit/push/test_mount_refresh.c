/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../base/support.h"

#include "push/mount_refresh.h"

static struct {
	struct loop *loop;
	struct mount_refresh *refresh;
	unsigned reads;
	unsigned expired;
	char last[32];
	bool answers_at_once;
} bench;

static void read_user(void *owner, struct str user)
{
	(void)owner;
	bench.reads++;
	(void)snprintf(bench.last, sizeof(bench.last), "%.*s", STR_ARG(user));
	if (bench.answers_at_once) {
		mount_refresh_read(bench.refresh, user);
	}
}

static void expire(void *owner)
{
	(void)owner;
	bench.expired++;
}

static int setup(void **state)
{
	static const struct mount_refresh_options options = {read_user, expire, NULL};

	(void)state;
	memset(&bench, 0, sizeof(bench));
	assert_int_equal(loop_new(&bench.loop), 0);
	assert_int_equal(mount_refresh_new(bench.loop, &options, &bench.refresh), 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	mount_refresh_free(bench.refresh);
	loop_free(bench.loop);
	return 0;
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

static void changed(const char *user)
{
	mount_refresh_user(bench.refresh, str_from_cstr(user));
}

static void has_been_read(const char *user)
{
	mount_refresh_read(bench.refresh, str_from_cstr(user));
}

static void a_user_is_read_at_once_and_again_a_second_later(void **state)
{
	(void)state;
	bench.answers_at_once = true;
	changed("alice");
	changed("alice");
	assert_int_equal(bench.reads, 0);
	pass_time(50);
	assert_int_equal(bench.reads, 1); /* a burst is one read */
	assert_string_equal(bench.last, "alice");
	pass_time(1100);
	assert_int_equal(bench.reads, 2);
	assert_int_equal(bench.expired, 0);
}

/* Two at once could end in either order, and the older rows would stay. */
static void a_user_is_not_read_twice_at_a_time(void **state)
{
	(void)state;
	changed("alice");
	pass_time(50);
	assert_int_equal(bench.reads, 1);
	changed("alice");
	changed("bob");
	pass_time(50);
	assert_int_equal(bench.reads, 2); /* bob's */
	assert_string_equal(bench.last, "bob");
	pass_time(1100);
	assert_int_equal(bench.reads, 2);
	has_been_read("alice");
	assert_int_equal(bench.reads, 3); /* what has become due meanwhile, as one */
	assert_string_equal(bench.last, "alice");
	has_been_read("alice");
	assert_int_equal(bench.reads, 3);
	has_been_read("bob");
	assert_int_equal(bench.reads, 4);
	has_been_read("carol"); /* nobody has asked */
	assert_int_equal(bench.reads, 4);
}

static void nobody_has_a_nul_in_his_name(void **state)
{
	(void)state;
	mount_refresh_user(bench.refresh, STR_LIT("ali\0ce"));
	pass_time(50);
	assert_int_equal(bench.reads, 0);
	assert_int_equal(bench.expired, 0);
}

static void too_many_users_expire_everything(void **state)
{
	char name[16];

	(void)state;
	bench.answers_at_once = true;
	for (unsigned i = 0; i < MOUNT_REFRESH_MAX; i++) {
		(void)snprintf(name, sizeof(name), "user%u", i);
		changed(name);
	}
	pass_time(50);
	assert_int_equal(bench.reads, MOUNT_REFRESH_MAX);
	assert_int_equal(bench.expired, 0);
	changed("one more");
	pass_time(50);
	assert_int_equal(bench.reads, MOUNT_REFRESH_MAX);
	assert_int_equal(bench.expired, 1);
}

#define REFRESH_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		REFRESH_TEST(a_user_is_read_at_once_and_again_a_second_later),
		REFRESH_TEST(a_user_is_not_read_twice_at_a_time),
		REFRESH_TEST(nobody_has_a_nul_in_his_name),
		REFRESH_TEST(too_many_users_expire_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
