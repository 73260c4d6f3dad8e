/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "login_world.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/hash.h"
#include "base/log.h"

struct world world;
unsigned calloc_fails_at;

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
	if (calloc_fails_at > 0 && --calloc_fails_at == 0) {
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

void answer(struct nextcloud_call *call, unsigned status, const char *body)
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

struct nextcloud_call *call_of(const char *user)
{
	for (unsigned i = 0; i < CALLS_MAX; i++) {
		if (world.calls[i].fn && strcmp(world.calls[i].user, user) == 0) {
			return &world.calls[i];
		}
	}
	return NULL;
}

struct nextcloud_call *any_call(void)
{
	for (unsigned i = 0; i < CALLS_MAX; i++) {
		if (world.calls[i].fn) {
			return &world.calls[i];
		}
	}
	return NULL;
}

void on_login(void *context, uint64_t cookie, const struct login_result *result)
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

struct job *start(const char *user, const char *password, const char *address)
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

void turn(int wait_ms)
{
	assert_int_equal(loop_run_once(world.loop, wait_ms), 0);
}

void turn_for(uint64_t ms)
{
	uint64_t until_ms = clock_now_ms() + ms;

	do {
		turn(1);
	} while (clock_now_ms() <= until_ms);
}

struct login_options options_of(unsigned concurrency, unsigned per_address)
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

void open_world(struct login_options options)
{
	struct job *jobs = world.jobs;

	world = (struct world){.jobs = jobs};
	assert_int_equal(loop_new(&world.loop), 0);
	assert_int_equal(pre_auth_new(world.loop, &world.pre_auth), 0);
	assert_int_equal(login_new(world.loop, NULL, world.pre_auth, &options, &world.login), 0);
}

void close_world(void)
{
	login_free(world.login);
	assert_int_equal(world.under_way, 0);
	assert_int_equal(pre_auth_waiting(world.pre_auth), 0);
	pre_auth_free(world.pre_auth);
	loop_free(world.loop);
}

void assert_at_rest(void)
{
	const struct login_stats *stats = login_stats(world.login);

	assert_int_equal(stats->waiting, 0);
	assert_int_equal(stats->queued, 0);
	assert_int_equal(stats->checking, 0);
	assert_int_equal(stats->held, 0);
	assert_int_equal(stats->bytes, 0);
	assert_int_equal(world.under_way, 0);
}

void prepare_world(void)
{
	hash_init();
	(void)!log_spec_set(STR_LIT("off"));
	world.jobs = calloc(JOBS_MAX, sizeof(*world.jobs));
	assert_non_null(world.jobs);
}

int finish_world(int failed)
{
	free(world.jobs);
	return failed;
}
