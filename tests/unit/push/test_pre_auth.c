/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/hash.h"
#include "push/pre_auth.h"

static const struct pre_auth_owner alice = {STR_INIT("alice"), false};
static const struct pre_auth_owner talk = {STR_INIT("talk:1"), true};

static int setup(void **state)
{
	struct pre_auth *table;

	assert_int_equal(pre_auth_new(NULL, &table), 0);
	*state = table;
	return 0;
}

static int teardown(void **state)
{
	*state = pre_auth_free(*state);
	return 0;
}

static void assert_taken(
	struct pre_auth *table, uint64_t now_ms, struct str token, const struct pre_auth_owner *by)
{
	struct pre_auth_owner owner;

	assert_true(pre_auth_take(table, now_ms, token, &owner));
	assert_true(str_equals(owner.name, by->name));
	assert_int_equal(owner.is_session, by->is_session);
}

static void assert_unknown(struct pre_auth *table, uint64_t now_ms, struct str token)
{
	struct pre_auth_owner owner;

	assert_false(pre_auth_take(table, now_ms, token, &owner));
}

static struct str number_token(char text[32], uint32_t number)
{
	int len = snprintf(text, 32, "token-%u", number);

	return str_make(text, (size_t)len);
}

static void a_token_is_good_once(void **state)
{
	struct pre_auth *table = *state;

	assert_int_equal(pre_auth_add(table, 0, STR_LIT("one"), alice), 0);
	assert_int_equal(pre_auth_add(table, 0, STR_LIT("two"), talk), 0);
	assert_unknown(table, 0, STR_LIT("three"));
	assert_unknown(table, 0, STR_LIT("on"));
	assert_unknown(table, 0, STR_LIT("one "));
	assert_unknown(table, 0, STR_NULL);
	assert_taken(table, 0, STR_LIT("two"), &talk);
	assert_unknown(table, 0, STR_LIT("two"));
	assert_taken(table, 0, STR_LIT("one"), &alice);
	assert_int_equal(pre_auth_count(table), 0);
}

static void a_token_lives_for_fifteen_seconds(void **state)
{
	struct pre_auth *table = *state;

	assert_int_equal(pre_auth_add(table, 1000, STR_LIT("a"), alice), 0);
	assert_int_equal(pre_auth_add(table, 1000, STR_LIT("b"), alice), 0);
	assert_taken(table, 15999, STR_LIT("a"), &alice);
	assert_unknown(table, 16000, STR_LIT("b"));
	assert_int_equal(pre_auth_count(table), 0);
}

static void announcing_again_replaces_owner_and_time(void **state)
{
	struct pre_auth *table = *state;

	assert_int_equal(pre_auth_add(table, 0, STR_LIT("a"), alice), 0);
	assert_int_equal(pre_auth_add(table, 10000, STR_LIT("a"), talk), 0);
	assert_int_equal(pre_auth_count(table), 1);
	assert_taken(table, 24999, STR_LIT("a"), &talk);
	assert_unknown(table, 24999, STR_LIT("a"));
}

static void empty_and_overlong_ones_are_refused(void **state)
{
	static const char long_text[PRE_AUTH_TOKEN_MAX + 1] = {'x'};
	struct pre_auth_owner long_name = {{long_text, PRE_AUTH_NAME_MAX + 1}, false};
	struct pre_auth *table = *state;

	assert_int_equal(pre_auth_add(table, 0, STR_NULL, alice), -EINVAL);
	assert_int_equal(pre_auth_add(table, 0, STR_LIT("a"), (struct pre_auth_owner){0}), -EINVAL);
	assert_int_equal(pre_auth_add(table, 0, str_make(long_text, PRE_AUTH_TOKEN_MAX + 1), alice),
		-EINVAL);
	assert_int_equal(pre_auth_add(table, 0, STR_LIT("a"), long_name), -EINVAL);
	assert_int_equal(pre_auth_count(table), 0);
	long_name.name.len--;
	assert_int_equal(
		pre_auth_add(table, 0, str_make(long_text, PRE_AUTH_TOKEN_MAX), long_name), 0);
	assert_taken(table, 0, str_make(long_text, PRE_AUTH_TOKEN_MAX), &long_name);
}

static void when_it_is_full_the_oldest_goes(void **state)
{
	struct pre_auth *table = *state;
	char text[32];

	for (uint32_t i = 0; i <= PRE_AUTH_COUNT_MAX; i++) {
		assert_int_equal(pre_auth_add(table, 0, number_token(text, i), alice), 0);
	}
	assert_int_equal(pre_auth_count(table), PRE_AUTH_COUNT_MAX);
	assert_unknown(table, 0, number_token(text, 0));
	assert_taken(table, 0, number_token(text, 1), &alice);
	assert_taken(table, 0, number_token(text, PRE_AUTH_COUNT_MAX), &alice);
}

static void its_bytes_are_bounded_too(void **state)
{
	struct pre_auth *table = *state;
	char *text = calloc(1, PRE_AUTH_TOKEN_MAX);

	assert_non_null(text);
	for (uint32_t i = 0; i < 2 * PRE_AUTH_BYTES_MAX / PRE_AUTH_TOKEN_MAX; i++) {
		memcpy(text, &i, sizeof(i));
		assert_int_equal(
			pre_auth_add(table, 0, str_make(text, PRE_AUTH_TOKEN_MAX), alice), 0);
		assert_true(pre_auth_count(table) * PRE_AUTH_TOKEN_MAX < PRE_AUTH_BYTES_MAX);
	}
	assert_true(pre_auth_count(table) > PRE_AUTH_BYTES_MAX / PRE_AUTH_TOKEN_MAX / 2);
	assert_taken(table, 0, str_make(text, PRE_AUTH_TOKEN_MAX), &alice);
	free(text);
}

struct waiter {
	struct pre_auth_waiter waiter;
	char name[16];
	bool is_session;
	unsigned calls;
};

static void on_token(struct pre_auth_waiter *waiter, const struct pre_auth_owner *owner)
{
	struct waiter *w = container_of(waiter, struct waiter, waiter);

	(void)snprintf(w->name, sizeof(w->name), "%.*s", STR_ARG(owner->name));
	w->is_session = owner->is_session;
	w->calls++;
}

static void a_waiter_gets_the_token_and_nobody_else(void **state)
{
	struct waiter first = {0}, other = {0};
	struct pre_auth *table = *state;

	assert_int_equal(pre_auth_wait(table, &first.waiter, STR_LIT("a"), on_token), 0);
	assert_int_equal(pre_auth_wait(table, &other.waiter, STR_LIT("b"), on_token), 0);
	assert_int_equal(pre_auth_waiting(table), 2);
	assert_int_equal(pre_auth_add(table, 0, STR_LIT("a"), talk), 0);
	assert_int_equal(first.calls, 1);
	assert_string_equal(first.name, "talk:1");
	assert_true(first.is_session);
	assert_false(first.waiter.waiting);
	assert_int_equal(other.calls, 0);
	assert_unknown(table, 0, STR_LIT("a"));
	pre_auth_unwait(table, &first.waiter);
	pre_auth_unwait(table, &other.waiter);
	assert_int_equal(pre_auth_waiting(table), 0);
	assert_int_equal(pre_auth_add(table, 0, STR_LIT("b"), alice), 0);
	assert_int_equal(other.calls, 0);
	assert_taken(table, 0, STR_LIT("b"), &alice);
}

static void waiters_for_one_token_are_served_in_order(void **state)
{
	struct waiter waiters[5] = {0};
	struct pre_auth *table = *state;

	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(
			pre_auth_wait(table, &waiters[i].waiter, STR_LIT("a"), on_token), 0);
	}
	pre_auth_unwait(table, &waiters[0].waiter); /* the head */
	pre_auth_unwait(table, &waiters[2].waiter);
	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(pre_auth_add(table, 0, STR_LIT("a"), alice), 0);
	}
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(waiters[i].calls, i == 0 || i == 2 ? 0 : 1);
	}
	assert_int_equal(pre_auth_waiting(table), 0);
	assert_int_equal(pre_auth_count(table), 0);
}

static void an_unwait_of_a_zeroed_waiter_is_harmless(void **state)
{
	struct waiter waiter = {0};

	pre_auth_unwait(*state, &waiter.waiter);
}

/* Nanoseconds for COUNT waiters, all for the same token, to come and go. */
static uint64_t crowd(struct pre_auth *table, size_t count)
{
	struct waiter *waiters = calloc(count, sizeof(*waiters));
	uint64_t began_ns = clock_now_ns();
	uint64_t took_ns;

	assert_non_null(waiters);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(
			pre_auth_wait(table, &waiters[i].waiter, STR_LIT("same"), on_token), 0);
	}
	for (size_t i = 0; i < count; i++) {
		pre_auth_unwait(table, &waiters[i].waiter);
	}
	took_ns = clock_now_ns() - began_ns;
	free(waiters);
	return took_ns;
}

/* With a scan, fifty times as many would take 2,500 times as long. */
static void a_crowd_that_waits_for_one_token_costs_each_the_same(void **state)
{
	uint64_t small, large;

	(void)crowd(*state, 100000);
	small = crowd(*state, 2000);
	large = crowd(*state, 100000);
	assert_true(large < small * 600);
}

static void the_loop_sweeps_what_has_expired(void **state)
{
	struct pre_auth *table;
	struct loop *loop;

	(void)state;
	assert_int_equal(loop_new(&loop), 0);
	assert_int_equal(pre_auth_new(loop, &table), 0);
	/* Announced long ago, as far as the table knows. */
	assert_int_equal(
		pre_auth_add(table, loop_now_ms(loop) - PRE_AUTH_LIFE_MS + 20, STR_LIT("a"), alice),
		0);
	assert_int_equal(pre_auth_add(table, loop_now_ms(loop), STR_LIT("b"), alice), 0);
	for (unsigned i = 0; i < 100 && pre_auth_count(table) > 1; i++) {
		assert_int_equal(loop_run_once(loop, 10), 0);
	}
	assert_int_equal(pre_auth_count(table), 1);
	assert_taken(table, loop_now_ms(loop), STR_LIT("b"), &alice);
	pre_auth_free(table);
	loop_free(loop);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_token_is_good_once),
		TEST(a_token_lives_for_fifteen_seconds),
		TEST(announcing_again_replaces_owner_and_time),
		TEST(empty_and_overlong_ones_are_refused),
		TEST(when_it_is_full_the_oldest_goes),
		TEST(its_bytes_are_bounded_too),
		TEST(a_waiter_gets_the_token_and_nobody_else),
		TEST(waiters_for_one_token_are_served_in_order),
		TEST(an_unwait_of_a_zeroed_waiter_is_harmless),
		TEST(a_crowd_that_waits_for_one_token_costs_each_the_same),
		cmocka_unit_test(the_loop_sweeps_what_has_expired),
	};
#undef TEST

	hash_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
