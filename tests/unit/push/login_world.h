/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A login service whose Nextcloud is the test: nextcloud_get() and nextcloud_cancel() are diverted
 * by the linker (--wrap), so that each test says when and what Nextcloud answers; the real client
 * is tried by tests/integration/test_login_*.py. One world at a time.
 */
#ifndef TEST_PUSH_LOGIN_WORLD_H
#define TEST_PUSH_LOGIN_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

extern struct world world;
/* The so-manieth calloc() from now on fails, and no other; 0: none does. */
extern unsigned calloc_fails_at;

/* At most so many checks at once, in all and for one address; times are short. */
struct login_options options_of(unsigned concurrency, unsigned per_address);
void open_world(struct login_options options);
void close_world(void);
void assert_at_rest(void);

/* Starts a login, which ends in its struct job. */
struct job *start(const char *user, const char *password, const char *address);
/* The login_fn of all jobs; its context is the world, its cookie the job's number. */
void on_login(void *context, uint64_t cookie, const struct login_result *result);

/* The call for a user, any call, or NULL. */
struct nextcloud_call *call_of(const char *user);
struct nextcloud_call *any_call(void);
void answer(struct nextcloud_call *call, unsigned status, const char *body);

void turn(int wait_ms);
/* Turns the loop for at least so long. */
void turn_for(uint64_t ms);

/* Runs a group of tests; the result is that of cmocka. */
#define RUN_LOGIN_TESTS(tests)                                                                     \
	(prepare_world(), finish_world(cmocka_run_group_tests(tests, NULL, NULL)))
void prepare_world(void);
int finish_world(int failed);

#endif
