/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A client is told, or cut, whatever the login it sent runs into. */
#include "../base/support.h"

#include "base/blob.h"
#include "daemon/hub.h"
#include "daemon/post.h"
#include "push/message.h"

extern unsigned memory_fails_at; /* failing_memory.c */
struct blob *__real_blob_from_str(struct str s);
struct blob *__wrap_blob_from_str(struct str s);

static bool no_blobs;

struct blob *__wrap_blob_from_str(struct str s)
{
	return no_blobs ? NULL : __real_blob_from_str(s);
}

struct bench {
	struct hub hub;
	struct hub_worker worker;
	struct wake wake;
};

static void on_wake(void *context)
{
	(void)context;
}

static int setup(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct login_options options = {.concurrency = 1};

	assert_non_null(bench);
	assert_int_equal(loop_new(&bench->hub.loop), 0);
	assert_int_equal(pre_auth_new(bench->hub.loop, &bench->hub.pre_auth), 0);
	/* Nextcloud is asked at the end of a round, and there is none. */
	assert_int_equal(
		login_new(bench->hub.loop, NULL, bench->hub.pre_auth, &options, &bench->hub.login),
		0);
	assert_int_equal(wake_init(&bench->wake, true, on_wake, bench), 0);
	assert_int_equal(wake_attach(&bench->wake, bench->hub.loop), 0);
	assert_int_equal(
		outbox_init(&bench->worker.to_worker, bench->hub.loop, &bench->wake, post_drop), 0);
	bench->worker.hub = &bench->hub;
	*state = bench;
	return 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;

	login_free(bench->hub.login);
	pre_auth_free(bench->hub.pre_auth);
	hub_logins_forget(&bench->worker);
	outbox_deinit(&bench->worker.to_worker);
	wake_detach(&bench->wake);
	loop_free(bench->hub.loop);
	free(bench);
	return 0;
}

static struct message a_login(uint32_t connection)
{
	struct ws_login *login = calloc(1, sizeof(*login));

	assert_non_null(login);
	buf_append_cstr(&login->user, "alice");
	buf_append_cstr(&login->password, "secret");
	return (struct message){.type = MSG_LOGIN, .b = connection, .c = 1, .pointer = login};
}

/* True when the client was answered; else it has to be waiting. */
static bool is_answered(struct bench *bench, uint32_t connection, bool with_text)
{
	struct message message;

	if (!ring_pop(&bench->worker.to_worker.ring, &message)) {
		return false;
	}
	assert_int_equal(message.type, MSG_LOGIN_NO);
	assert_int_equal(message.b, connection);
	assert_int_equal(message.c, 1);
	assert_int_equal(message.pointer != NULL, with_text);
	post_drop(&message);
	assert_false(ring_pop(&bench->worker.to_worker.ring, &message));
	return true;
}

static void each_failing_allocation_is_answered(void **state)
{
	struct bench *bench = *state;
	unsigned answered = 0;

	for (unsigned n = 1; n <= 30; n++) {
		struct message message = a_login(n);
		size_t before = bench->worker.logins.count;

		memory_fails_at = n;
		hub_login_start(&bench->worker, &message);
		memory_fails_at = 0;
		if (is_answered(bench, n, true)) {
			answered++;
			assert_int_equal(bench->worker.logins.count, before);
		} else {
			assert_int_equal(bench->worker.logins.count, before + 1);
		}
	}
	assert_in_range(answered, 3, 29);
}

static void without_memory_for_a_word_the_client_is_cut(void **state)
{
	struct bench *bench = *state;
	struct message message = a_login(5);

	memory_fails_at = 1;
	no_blobs = true;
	hub_login_start(&bench->worker, &message);
	no_blobs = false;
	memory_fails_at = 0;
	assert_true(is_answered(bench, 5, false));
	assert_int_equal(bench->worker.logins.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_failing_allocation_is_answered),
		TEST(without_memory_for_a_word_the_client_is_cut),
	};

	return cmocka_run_group_tests_name("logins", tests, NULL, NULL);
}
