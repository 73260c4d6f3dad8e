/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Late tokens, outages, lack of memory, crowds, and everything at once. */
#include "login_world.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/random.h"

static void a_refusal_waits_for_a_late_token(void **state)
{
	struct pre_auth_owner owner = {STR_INIT("alice"), false};
	struct job *lucky, *other;

	(void)state;
	open_world(options_of(4, 4));
	lucky = start("a", "token", "192.0.2.1");
	other = start("b", "x", "192.0.2.1");
	turn(0);
	answer(call_of("a"), 401, "");
	answer(call_of("b"), 401, "");
	assert_int_equal(lucky->answers + other->answers, 0);
	assert_int_equal(
		pre_auth_add(world.pre_auth, loop_now_ms(world.loop), STR_LIT("token"), owner), 0);
	assert_int_equal(lucky->outcome, LOGIN_USER);
	assert_string_equal(lucky->name, "alice");
	turn_for(25);
	assert_int_equal(other->answers, 1);
	assert_int_equal(other->outcome, LOGIN_REFUSED);
	assert_at_rest();
	close_world();
}

static void a_request_that_cannot_be_made_fails(void **state)
{
	struct job *job;

	(void)state;
	open_world(options_of(4, 4));
	world.refuse_calls = true;
	job = start("a", "x", "192.0.2.1");
	assert_int_equal(job->answers, 0);
	turn(0);
	assert_int_equal(job->outcome, LOGIN_FAILED);
	assert_at_rest();
	close_world();
}

static void memory_may_be_out_at_any_point(void **state)
{
	struct login_request request = {
		.user = STR_LIT("a"), .password = STR_LIT("x"), .fn = on_login, .context = &world};
	struct login_job *job;
	unsigned failures = 0;

	(void)state;
	open_world(options_of(4, 4));
	for (unsigned n = 1;; n++) {
		int r;

		calloc_fails_at = n;
		r = login_start(world.login, &request, &job);
		if (r == 0) {
			break;
		}
		assert_int_equal(r, -ENOMEM);
		assert_null(job);
		assert_at_rest();
		failures++;
	}
	calloc_fails_at = 0;
	assert_true(failures >= 3);
	login_cancel(job);
	assert_at_rest();
	close_world();
}

static void an_outage_lets_one_at_a_time_through(void **state)
{
	char name[16];
	struct job *last = NULL;

	(void)state;
	open_world(options_of(8, 8));
	for (unsigned i = 0; i < 50; i++) {
		(void)snprintf(name, sizeof(name), "a%u", i);
		last = start(name, "x", "");
	}
	turn(0);
	assert_int_equal(world.under_way, 8);
	while (any_call()) {
		answer(any_call(), 0, "");
	}
	turn_for(30);
	assert_int_equal(world.under_way, 0);
	turn_for(300); /* longer than hold_ms: everybody was told */
	assert_int_equal(last->outcome, LOGIN_FAILED);
	assert_int_equal(login_stats(world.login)->outcomes[LOGIN_FAILED], 50);
	last = start("b", "x", "");
	turn_for(10);
	assert_int_equal(world.under_way, 1);
	(void)start("c", "x", "");
	turn_for(10);
	assert_int_equal(world.under_way, 1);
	answer(call_of("b"), 200, "b");
	turn(0);
	assert_int_equal(last->outcome, LOGIN_USER);
	assert_non_null(call_of("c"));
	close_world();
}

/* Nanoseconds for each of COUNT logins to be queued, answered and forgotten. */
static uint64_t cost(unsigned count, const char *address_format)
{
	uint64_t began_ns = clock_now_ns();

	world.jobs_used = 0;
	for (unsigned i = 0; i < count; i++) {
		char name[16], address[32];

		(void)snprintf(name, sizeof(name), "u%u", i);
		(void)snprintf(address, sizeof(address), "%s%x", address_format, i);
		start(name, "x", address_format[0] == '1' ? "10.0.0.1" : address);
	}
	turn(0);
	while (any_call()) {
		answer(any_call(), 200, "someone");
		turn(0);
	}
	return (clock_now_ns() - began_ns) / count;
}

static void a_hundred_thousand_queued_logins_cost_each_the_same(void **state)
{
	static const char *const addresses[] = {"1", "text-"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(addresses); i++) {
		uint64_t small, large;

		open_world((struct login_options){.bytes_max = SIZE_MAX});
		(void)cost(1000, addresses[i]);
		small = cost(1000, addresses[i]);
		large = cost(JOBS_MAX, addresses[i]);
		/* With a scan, each would cost a hundred times as much. */
		assert_true(large < small * 20);
		assert_at_rest();
		close_world();
	}
}

static void do_something(struct rng *rng)
{
	static const unsigned statuses[] = {200, 200, 200, 401, 404, 429, 500, 503, 0};
	static const char *const addresses[] = {"", "192.0.2.1", "192.0.2.2", "2001:db8::1"};
	struct pre_auth_owner owner = {STR_INIT("alice"), rng_below(rng, 2) == 0};
	char name[16], password[16];
	struct job *job;

	(void)snprintf(name, sizeof(name), "u%u", rng_below(rng, 6));
	(void)snprintf(password, sizeof(password), "p%u", rng_below(rng, 3));
	switch (rng_below(rng, 8)) {
	case 0:
	case 1:
	case 2:
		start(rng_below(rng, 5) ? name : "", password, addresses[rng_below(rng, 4)]);
		break;
	case 3:
		job = world.jobs_used ? &world.jobs[rng_below(rng, world.jobs_used)] : NULL;
		if (job && job->handle) {
			login_cancel(job->handle);
			*job = (struct job){.answers = 1}; /* none may come any more */
		}
		break;
	case 4:
	case 5:
		if (any_call()) {
			answer(any_call(), statuses[rng_below(rng, ARRAY_SIZE(statuses))], "alice");
		}
		break;
	case 6:
		assert_int_equal(pre_auth_add(world.pre_auth, loop_now_ms(world.loop),
					 str_from_cstr(password), owner),
			0);
		break;
	default:
		world.meddle = rng_below(rng, 4) == 0;
		turn(rng_below(rng, 4) == 0 ? 1 : 0);
	}
}

static void whatever_happens_everybody_gets_one_answer(void **state)
{
	struct rng rng;
	unsigned unanswered = 0;

	(void)state;
	rng_init(&rng);
	open_world(options_of(4, 2));
	for (unsigned i = 0; i < 30000; i++) {
		do_something(&rng);
		assert_true(world.under_way <= 4);
		assert_true(login_stats(world.login)->checking == world.under_way);
	}
	world.meddle = false;
	for (unsigned i = 0; i < 1000 && login_stats(world.login)->waiting > 0; i++) {
		turn_for(2);
		while (any_call()) {
			answer(any_call(), 200, "alice");
		}
	}
	for (uint32_t i = 0; i < world.jobs_used; i++) {
		unanswered += world.jobs[i].answers == 0 && world.jobs[i].handle;
	}
	assert_int_equal(unanswered, 0);
	assert_at_rest();
	close_world();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_waits_for_a_late_token),
		cmocka_unit_test(a_request_that_cannot_be_made_fails),
		cmocka_unit_test(memory_may_be_out_at_any_point),
		cmocka_unit_test(an_outage_lets_one_at_a_time_through),
		cmocka_unit_test(a_hundred_thousand_queued_logins_cost_each_the_same),
		cmocka_unit_test(whatever_happens_everybody_gets_one_answer),
	};

	return RUN_LOGIN_TESTS(tests);
}
