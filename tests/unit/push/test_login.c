/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose turn it is, and which logins share a check. */
#include "login_world.h"

#include <stdio.h>

#include "base/clock.h"

static void addresses_take_turns(void **state)
{
	(void)state;
	open_world(options_of(1, 1));
	for (unsigned i = 0; i < 4; i++) {
		char password[16];

		(void)snprintf(password, sizeof(password), "%u", i);
		start("a", password, "192.0.2.1");
		if (i < 2) {
			start("b", password, "192.0.2.2");
		}
	}
	start("c", "0", "192.0.2.3");
	turn(0);
	while (any_call()) {
		answer(any_call(), 200, "someone");
		turn(0);
	}
	assert_string_equal(world.order, "abcabaa");
	assert_int_equal(world.peak, 1);
	assert_at_rest();
	close_world();
}

static void an_address_never_gets_more_than_its_share(void **state)
{
	char name[16];

	(void)state;
	open_world(options_of(6, 2));
	for (unsigned i = 0; i < 20; i++) {
		(void)snprintf(name, sizeof(name), "a%u", i);
		start(name, "x", "2001:db8::1");
		(void)snprintf(name, sizeof(name), "b%u", i);
		start(name, "x", "2001:db8:0:0:ffff::1"); /* the same /64 */
	}
	turn(0);
	assert_int_equal(world.under_way, 2);
	start("c", "x", "2001:db8:0:1::1");
	turn(0);
	assert_int_equal(world.under_way, 3);
	assert_non_null(call_of("c"));
	answer(call_of("a0"), 200, "a0");
	turn(0);
	assert_int_equal(world.under_way, 3);
	close_world();
}

static void an_unknown_address_has_no_limit_of_its_own(void **state)
{
	char name[16];

	(void)state;
	open_world(options_of(6, 2));
	for (unsigned i = 0; i < 10; i++) {
		(void)snprintf(name, sizeof(name), "a%u", i);
		start(name, "x", "");
	}
	turn(0);
	assert_int_equal(world.under_way, 6);
	close_world();
}

static void identical_ones_share_a_check_also_while_queued_and_held(void **state)
{
	struct job *first, *second, *third, *other;

	(void)state;
	open_world(options_of(1, 1));
	first = start("a", "x", "192.0.2.1");
	second = start("a", "x", "192.0.2.1"); /* queued */
	other = start("a", "y", "192.0.2.1");
	turn(0);
	answer(call_of("a"), 500, ""); /* held */
	third = start("a", "x", "192.0.2.1");
	assert_int_equal(login_stats(world.login)->coalesced, 2);
	turn_for(10);
	answer(call_of("a"), 401, "");
	turn_for(10);
	answer(call_of("a"), 200, "alice");
	turn_for(25);
	assert_int_equal(first->outcome + second->outcome + third->outcome + other->outcome,
		LOGIN_USER * 3 + LOGIN_REFUSED);
	assert_int_equal(first->answers + second->answers + third->answers + other->answers, 4);
	assert_int_equal(world.asked, 3);
	assert_at_rest();
	close_world();
}

/* The digests of all requests agree in as many bytes as a table's hash has. */
static void a_short_hash_in_common_is_not_enough(void **state)
{
	struct job *alice, *mallory;

	(void)state;
	open_world(options_of(4, 4));
	world.short_digests = true;
	alice = start("alice", "secret", "");
	mallory = start("alice", "guess", "");
	turn(0);
	assert_int_equal(world.under_way, 2);
	answer(call_of("alice"), 200, "alice");
	answer(call_of("alice"), 401, "");
	turn_for(25);
	assert_int_equal(alice->outcome, LOGIN_USER);
	assert_int_equal(mallory->outcome, LOGIN_REFUSED);
	close_world();
}

/* "a" + "b.c" and "a.b" + "c" with eight NUL bytes at each dot. */
static void what_is_put_together_differently_is_not_merged(void **state)
{
	static const char bytes[] = "a\0\0\0\0\0\0\0\0b\0\0\0\0\0\0\0\0c";
	struct login_job *one, *other;
	struct login_request request = {.fn = on_login, .context = &world};

	(void)state;
	open_world(options_of(4, 4));
	request.user = str_make(bytes, 1);
	request.password = str_make(bytes + 9, 10);
	assert_int_equal(login_start(world.login, &request, &one), 0);
	request.user = str_make(bytes, 10);
	request.password = str_make(bytes + 18, 1);
	assert_int_equal(login_start(world.login, &request, &other), 0);
	assert_int_equal(login_stats(world.login)->coalesced, 0);
	close_world();
}

static void a_retry_goes_before_those_who_came_later(void **state)
{
	(void)state;
	open_world(options_of(1, 1));
	start("a", "x", "192.0.2.1");
	start("b", "x", "192.0.2.1");
	start("c", "x", "192.0.2.1");
	turn(0);
	answer(call_of("a"), 500, "");
	turn_for(15); /* b has the slot now, a waits for it */
	answer(call_of("b"), 200, "b");
	turn(0);
	assert_string_equal(world.order, "aba");
	close_world();
}

static void one_who_joins_late_is_held_as_long_as_the_others(void **state)
{
	struct job *first, *late;
	uint64_t began_ms;

	(void)state;
	open_world(options_of(1, 1));
	first = start("a", "x", "192.0.2.1");
	turn(0);
	answer(call_of("a"), 500, "");
	turn_for(100);
	late = start("a", "x", "192.0.2.1");
	began_ms = clock_now_ms();
	while (late->answers == 0 && clock_now_ms() < began_ms + 1000) {
		turn(5);
		if (any_call()) {
			answer(any_call(), 500, "");
		}
	}
	assert_int_equal(first->answers, 1);
	assert_int_equal(late->outcome, LOGIN_FAILED);
	assert_int_equal(late->answers, 1);
	assert_true(clock_now_ms() - began_ms >= 190);
	assert_at_rest();
	close_world();
}

static void a_merged_check_ends_with_its_last_job(void **state)
{
	struct job *first, *second;

	(void)state;
	open_world(options_of(1, 1));
	first = start("a", "x", "192.0.2.1");
	second = start("a", "x", "192.0.2.1");
	turn(0);
	login_cancel(first->handle);
	assert_int_equal(world.under_way, 1);
	login_cancel(second->handle);
	assert_at_rest();
	assert_int_equal(first->answers + second->answers, 0);
	close_world();
}

static void callbacks_may_start_and_cancel_others(void **state)
{
	struct job *jobs[4];

	(void)state;
	open_world(options_of(4, 4));
	for (unsigned i = 0; i < 4; i++) {
		jobs[i] = start("a", "x", "192.0.2.1");
	}
	turn(0);
	world.meddle = true;
	answer(call_of("a"), 200, "alice");
	assert_int_equal(jobs[0]->answers, 1);
	assert_int_equal(jobs[1]->answers, 0);
	assert_int_equal(jobs[2]->answers, 1);
	assert_int_equal(jobs[3]->answers, 1);
	turn(0);
	assert_non_null(call_of("meddler"));
	world.meddle = true;
	answer(call_of("meddler"), 401, "");
	turn_for(25);
	answer(call_of("meddler"), 404, "");
	assert_at_rest();
	close_world();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_take_turns),
		cmocka_unit_test(an_address_never_gets_more_than_its_share),
		cmocka_unit_test(an_unknown_address_has_no_limit_of_its_own),
		cmocka_unit_test(identical_ones_share_a_check_also_while_queued_and_held),
		cmocka_unit_test(a_short_hash_in_common_is_not_enough),
		cmocka_unit_test(what_is_put_together_differently_is_not_merged),
		cmocka_unit_test(a_retry_goes_before_those_who_came_later),
		cmocka_unit_test(one_who_joins_late_is_held_as_long_as_the_others),
		cmocka_unit_test(a_merged_check_ends_with_its_last_job),
		cmocka_unit_test(callbacks_may_start_and_cancel_others),
	};

	return RUN_LOGIN_TESTS(tests);
}
