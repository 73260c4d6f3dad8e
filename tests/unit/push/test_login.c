/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Scheduling, merging and life times of logins. nextcloud_get() and nextcloud_cancel() are diverted
 * by the linker (--wrap), so that each test says when and what Nextcloud answers; the real client
 * is tried by tests/integration/test_login_*.py.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"
#include "push/login.h"

#define JOBS_MAX  100000U
#define CALLS_MAX 64U

/* A request that waits for an answer. */
struct nextcloud_call {
	nextcloud_fn *fn; /* NULL = free */
	void *context;
	char user[32];
	char chain[32];
};

struct job {
	struct login_job *handle;
	unsigned answers;
	enum login_outcome outcome;
	char name[32];
};

struct world {
	struct loop *loop;
	struct pre_auth *pre_auth;
	struct login *login;
	struct nextcloud_call calls[CALLS_MAX];
	unsigned under_way;
	unsigned peak;
	unsigned asked;
	char order[256]; /* first letters of the users, as they were asked for */
	bool refuse_calls;
	bool short_digests;
	bool meddle; /* callbacks cancel the next job and start another */
	uint32_t jobs_used;
	struct job *jobs;
};

static struct world world;
static unsigned malloc_fails_at;

/* NOLINTBEGIN(bugprone-reserved-identifier): the names are the linker's. */
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void __real_crypto_hmac_sha256(
	struct str key, struct str input, unsigned char ret_mac[SHA256_SIZE]);
void __wrap_crypto_hmac_sha256(
	struct str key, struct str input, unsigned char ret_mac[SHA256_SIZE]);
int __wrap_nextcloud_get(struct nextcloud *nc, const struct nextcloud_request *request,
	nextcloud_fn *fn, void *context, struct nextcloud_call **ret_call);
void __wrap_nextcloud_cancel(struct nextcloud_call *call);
/* NOLINTEND(bugprone-reserved-identifier) */

void *__wrap_calloc(size_t count, size_t size)
{
	if (malloc_fails_at > 0 && --malloc_fails_at == 0) {
		return NULL;
	}
	return __real_calloc(count, size);
}

void __wrap_crypto_hmac_sha256(struct str key, struct str input, unsigned char ret_mac[SHA256_SIZE])
{
	__real_crypto_hmac_sha256(key, input, ret_mac);
	if (world.short_digests) {
		memset(ret_mac, 0, sizeof(uint64_t));
	}
}

static void copy(char to[32], struct str text)
{
	(void)snprintf(to, 32, "%.*s", STR_ARG(text));
}

int __wrap_nextcloud_get(struct nextcloud *nc, const struct nextcloud_request *request,
	nextcloud_fn *fn, void *context, struct nextcloud_call **ret_call)
{
	struct nextcloud_call *call = world.calls;

	(void)nc;
	if (world.refuse_calls) {
		return -ENOMEM;
	}
	while (call->fn) {
		call++;
		assert_true(call < world.calls + CALLS_MAX);
	}
	call->fn = fn;
	call->context = context;
	copy(call->user, request->user);
	copy(call->chain, request->forwarded_for);
	if (world.asked < sizeof(world.order) - 1) {
		world.order[world.asked] = call->user[0];
	}
	world.asked++;
	world.under_way++;
	world.peak = MAX_OF(world.peak, world.under_way);
	*ret_call = call;
	return 0;
}

void __wrap_nextcloud_cancel(struct nextcloud_call *call)
{
	if (call) {
		assert_non_null(call->fn);
		call->fn = NULL;
		world.under_way--;
	}
}

static void answer(struct nextcloud_call *call, unsigned status, const char *body)
{
	struct nextcloud_result result = {
		.kind = status == 200 ? NEXTCLOUD_OK
				      : (status == 0 ? NEXTCLOUD_FAILED : NEXTCLOUD_STATUS),
		.status = status,
		.body = str_from_cstr(body),
		.error = status == 200 ? STR_NULL : STR_LIT("it failed"),
		.temporary = status == 0 || status == 429 || status >= 500,
	};
	nextcloud_fn *fn = call->fn;

	assert_non_null(fn);
	call->fn = NULL;
	world.under_way--;
	fn(call->context, &result);
}

/* The call for a user, or NULL. */
static struct nextcloud_call *call_of(const char *user)
{
	for (unsigned i = 0; i < CALLS_MAX; i++) {
		if (world.calls[i].fn && strcmp(world.calls[i].user, user) == 0) {
			return &world.calls[i];
		}
	}
	return NULL;
}

static struct nextcloud_call *any_call(void)
{
	for (unsigned i = 0; i < CALLS_MAX; i++) {
		if (world.calls[i].fn) {
			return &world.calls[i];
		}
	}
	return NULL;
}

static struct job *start(const char *user, const char *password, const char *address);

static void on_login(void *context, uint64_t cookie, const struct login_result *result)
{
	struct job *job = &world.jobs[cookie];

	assert_ptr_equal(context, &world);
	assert_int_equal(job->answers++, 0);
	job->handle = NULL;
	job->outcome = result->outcome;
	copy(job->name, result->name.len > 0 ? result->name : result->text);
	if (result->outcome == LOGIN_REFUSED || result->outcome == LOGIN_FAILED) {
		assert_true(str_has_prefix(result->text, STR_LIT("err: ")));
	}
	if (world.meddle) {
		world.meddle = false;
		if (cookie + 1 < world.jobs_used) {
			login_cancel(world.jobs[cookie + 1].handle);
			world.jobs[cookie + 1].handle = NULL;
		}
		(void)start("meddler", "x", "192.0.2.250");
	}
}

static struct job *start(const char *user, const char *password, const char *address)
{
	struct job *job = &world.jobs[world.jobs_used];
	struct login_request request = {
		.user = str_from_cstr(user),
		.password = str_from_cstr(password),
		.chain = str_from_cstr(address),
		.address = str_from_cstr(address),
		.fn = on_login,
		.context = &world,
		.cookie = world.jobs_used,
	};

	assert_true(world.jobs_used < JOBS_MAX);
	world.jobs_used++;
	*job = (struct job){0};
	assert_int_equal(login_start(world.login, &request, &job->handle), 0);
	return job;
}

static void turn(int wait_ms)
{
	assert_int_equal(loop_run_once(world.loop, wait_ms), 0);
}

/* Turns the loop for at least so long. */
static void turn_for(uint64_t ms)
{
	uint64_t until_ms = clock_now_ms() + ms;

	do {
		turn(1);
	} while (clock_now_ms() <= until_ms);
}

static struct login_options options_of(unsigned concurrency, unsigned per_address)
{
	return (struct login_options){
		.concurrency = concurrency,
		.per_address = per_address,
		.hold_ms = 200,
		.token_wait_ms = 20,
		.backoff_min_ms = 5,
		.backoff_max_ms = 20,
	};
}

static void open_world(struct login_options options)
{
	struct job *jobs = world.jobs;

	world = (struct world){.jobs = jobs};
	assert_int_equal(loop_new(&world.loop), 0);
	assert_int_equal(pre_auth_new(world.loop, &world.pre_auth), 0);
	assert_int_equal(login_new(world.loop, NULL, world.pre_auth, &options, &world.login), 0);
}

static void close_world(void)
{
	login_free(world.login);
	assert_int_equal(world.under_way, 0);
	assert_int_equal(pre_auth_waiting(world.pre_auth), 0);
	pre_auth_free(world.pre_auth);
	loop_free(world.loop);
}

static void assert_at_rest(void)
{
	const struct login_stats *stats = login_stats(world.login);

	assert_int_equal(stats->waiting, 0);
	assert_int_equal(stats->queued, 0);
	assert_int_equal(stats->checking, 0);
	assert_int_equal(stats->held, 0);
	assert_int_equal(stats->bytes, 0);
	assert_int_equal(world.under_way, 0);
}

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

		malloc_fails_at = n;
		r = login_start(world.login, &request, &job);
		if (r == 0) {
			break;
		}
		assert_int_equal(r, -ENOMEM);
		assert_null(job);
		assert_at_rest();
		failures++;
	}
	malloc_fails_at = 0;
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
		cmocka_unit_test(a_refusal_waits_for_a_late_token),
		cmocka_unit_test(a_request_that_cannot_be_made_fails),
		cmocka_unit_test(memory_may_be_out_at_any_point),
		cmocka_unit_test(an_outage_lets_one_at_a_time_through),
		cmocka_unit_test(a_hundred_thousand_queued_logins_cost_each_the_same),
		cmocka_unit_test(whatever_happens_everybody_gets_one_answer),
	};
	int failed;

	hash_init();
	(void)!log_spec_set(STR_LIT("off"));
	world.jobs = calloc(JOBS_MAX, sizeof(*world.jobs));
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(world.jobs);
	return failed;
}
