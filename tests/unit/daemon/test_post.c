/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What nobody will read any more is freed, and no secret stays behind in the heap. */
#include "../base/support.h"

#include <malloc.h>

#include "base/blob.h"
#include "daemon/post.h"
#include "peer/ws_server.h"
#include "push/message.h"
#include "push/outbox.h"

#define SECRET "correct horse battery staple"

void __real_free(void *ptr);
void __wrap_free(void *ptr);

static bool watching;
static unsigned freed;
static unsigned leaked;

void __wrap_free(void *ptr)
{
	if (watching && ptr) {
		freed++;
		leaked += memmem(ptr, malloc_usable_size(ptr), SECRET, strlen(SECRET)) != NULL;
	}
	__real_free(ptr);
}

static void on_wake(void *context)
{
	(void)context;
}

static void *a_login(void)
{
	struct ws_login *login = calloc(1, sizeof(*login));

	assert_non_null(login);
	buf_append_cstr(&login->user, "alice");
	buf_append_cstr(&login->password, SECRET);
	return login;
}

static void *an_ask(void)
{
	struct ask *ask = calloc(1, sizeof(*ask));

	assert_non_null(ask);
	buf_append_cstr(&ask->path, "/test/version");
	buf_append_cstr(&ask->token, SECRET);
	return ask;
}

/* In the ring and behind it; the leak checker judges as well. */
static void queues_end_without_a_trace_of_a_secret(void **state)
{
	struct loop *loop = NULL;
	struct wake wake;
	struct outbox outbox;

	(void)state;
	assert_int_equal(loop_new(&loop), 0);
	assert_int_equal(wake_init(&wake, true, on_wake, NULL), 0);
	assert_int_equal(wake_attach(&wake, loop), 0);
	assert_int_equal(outbox_init(&outbox, loop, &wake, post_drop), 0);
	for (unsigned i = 0; i < OUTBOX_RING + 10; i++) {
		struct message message = {.type = i % 2 ? MSG_LOGIN : MSG_REQUEST};

		message.pointer = i % 2 ? a_login() : an_ask();
		outbox_send(&outbox, &message);
	}
	assert_int_equal(outbox.spill_count, 10);
	watching = true;
	outbox_deinit(&outbox);
	watching = false;
	assert_true(freed >= 3 * (OUTBOX_RING + 10));
	assert_int_equal(leaked, 0);
	wake_detach(&wake);
	loop_free(loop);
}

static void answers_are_released_and_numbers_are_left_alone(void **state)
{
	static const uint8_t with_blob[] = {MSG_CUSTOM, MSG_LOGIN_NO, MSG_ANSWER};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(with_blob); i++) {
		struct message message = {.type = with_blob[i]};

		post_drop(&message); /* an answer may have no text */
		message.pointer = blob_from_str(STR_LIT("text"));
		freed = 0;
		watching = true;
		post_drop(&message);
		watching = false;
		assert_int_equal(freed, 1);
	}
	for (unsigned type = MSG_EVENT; type <= MSG_ALL_CLOSED; type++) {
		struct message message = {.type = (uint8_t)type, .number = 12345};

		if (type != MSG_CUSTOM && type != MSG_LOGIN_NO && type != MSG_ANSWER &&
			type != MSG_LOGIN && type != MSG_REQUEST && type != MSG_EVENTS) {
			post_drop(&message);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(queues_end_without_a_trace_of_a_secret),
		cmocka_unit_test(answers_are_released_and_numbers_are_left_alone),
	};

	return cmocka_run_group_tests_name("post", tests, NULL, NULL);
}
