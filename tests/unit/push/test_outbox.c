/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../base/support.h"

#include "base/blob.h"
#include "push/message.h"
#include "push/outbox.h"

struct bench {
	struct loop *loop;
	struct wake wake;
	struct outbox outbox;
	int wakes;
};

static void on_wake(void *context)
{
	((struct bench *)context)->wakes++;
}

static unsigned dropped;

static void drop(const struct message *message)
{
	dropped++;
	if (message->type == MSG_CUSTOM) {
		blob_unref(message->pointer);
	}
}

static int setup(void **state)
{
	static struct bench bench;

	memset(&bench, 0, sizeof(bench));
	assert_int_equal(loop_new(&bench.loop), 0);
	assert_int_equal(wake_init(&bench.wake, true, on_wake, &bench), 0);
	assert_int_equal(wake_attach(&bench.wake, bench.loop), 0);
	assert_int_equal(outbox_init(&bench.outbox, bench.loop, &bench.wake, drop), 0);
	*state = &bench;
	return 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;

	outbox_deinit(&bench->outbox);
	wake_detach(&bench->wake);
	loop_free(bench->loop);
	return 0;
}

static void send_number(struct bench *bench, uint8_t type, uint32_t a)
{
	struct message message = {.type = type, .a = a, .bits = 1};

	outbox_send(&bench->outbox, &message);
}

static void order_is_kept_across_a_full_ring(void **state)
{
	struct bench *bench = *state;
	struct message message;
	uint32_t next = 0;

	for (uint32_t i = 0; i < 3 * OUTBOX_RING; i++) {
		send_number(bench, MSG_LOGIN_OK, i);
	}
	assert_int_equal(outbox_room(&bench->outbox), 0);
	while (next < 3 * OUTBOX_RING) {
		while (ring_pop(&bench->outbox.ring, &message)) {
			assert_int_equal(message.a, next);
			next++;
		}
		assert_int_equal(loop_run_once(bench->loop, 10), 0);
	}
	assert_int_equal(outbox_room(&bench->outbox), OUTBOX_RING);
	assert_true(bench->wakes > 0);
}

static void built_in_events_merge_and_come_after_the_login(void **state)
{
	struct bench *bench = *state;
	struct message message;
	unsigned events = 0;
	bool logged_in = false;

	for (uint32_t i = 0; i < OUTBOX_RING; i++) {
		send_number(bench, MSG_ECHO, i);
	}
	send_number(bench, MSG_LOGIN_OK, 7);
	for (int i = 0; i < 1000; i++) {
		send_number(bench, MSG_EVENT, 7);
		send_number(bench, MSG_EVENT, 8);
	}
	for (int round = 0; round < 20; round++) {
		while (ring_pop(&bench->outbox.ring, &message)) {
			logged_in |= message.type == MSG_LOGIN_OK;
			if (message.type == MSG_EVENT) {
				assert_true(logged_in);
				assert_int_equal(message.bits, 1);
				assert_int_equal(
					message.small, 0); /* ids are lost, the event is not */
				events++;
			}
		}
		assert_int_equal(loop_run_once(bench->loop, 5), 0);
	}
	assert_int_equal(events, 2);
	assert_int_equal(counter_get(&bench->outbox.merges), 2000);
}

/* Index 7 is given to somebody else while an event for its former owner is still held up. */
static void what_merged_for_a_former_owner_stays_ahead_of_the_login(void **state)
{
	struct bench *bench = *state;
	struct message message;
	unsigned events = 0;
	unsigned logins = 0;

	for (uint32_t i = 0; i < OUTBOX_RING; i++) {
		send_number(bench, MSG_ECHO, i);
	}
	send_number(bench, MSG_EVENT, 7);
	send_number(bench, MSG_LOGIN_OK, 7);
	for (int round = 0; round < 20; round++) {
		while (ring_pop(&bench->outbox.ring, &message)) {
			logins += message.type == MSG_LOGIN_OK;
			if (message.type == MSG_EVENT) {
				assert_int_equal(logins, 0);
				assert_int_equal(message.a, 7);
				events++;
			}
		}
		assert_int_equal(loop_run_once(bench->loop, 5), 0);
	}
	assert_int_equal(events, 1);
	assert_int_equal(logins, 1);
}

/* Of the bound, with what it costs to keep. */
#define EIGHTH (OUTBOX_CUSTOM_BYTES / 8 - 64)

static void past_the_bound_the_users_sessions_are_cut(void **state)
{
	struct bench *bench = *state;
	struct message message;
	size_t frames = 0;
	unsigned cuts = 0;

	for (uint32_t i = 0; i < OUTBOX_RING; i++) {
		send_number(bench, MSG_ECHO, i);
	}
	for (int i = 0; i < 20; i++) {
		struct message custom = {.type = MSG_CUSTOM, .a = 5, .pointer = blob_new(EIGHTH)};

		assert_non_null(custom.pointer);
		outbox_send(&bench->outbox, &custom);
	}
	for (int round = 0; round < 20; round++) {
		while (ring_pop(&bench->outbox.ring, &message)) {
			if (message.type == MSG_CUSTOM) {
				assert_int_equal(cuts, 0);
				blob_unref(message.pointer);
				frames++;
			} else if (message.type == MSG_CUT_USER) {
				assert_int_equal(message.a, 5);
				cuts++;
			}
		}
		assert_int_equal(loop_run_once(bench->loop, 5), 0);
	}
	assert_int_equal(frames, 8);
	assert_int_equal(cuts, 1);
	assert_int_equal(bench->outbox.custom_bytes, 0);
}

/* What a message costs besides its text counts, too, or tiny ones would take gigabytes. */
static void the_bound_holds_for_tiny_messages(void **state)
{
	struct bench *bench = *state;
	struct blob *frame = blob_from_str(STR_LIT("x"));
	const size_t most = OUTBOX_CUSTOM_BYTES / (sizeof(struct message) + sizeof(*frame));

	for (uint32_t i = 0; i < OUTBOX_RING; i++) {
		send_number(bench, MSG_ECHO, i);
	}
	for (size_t i = 0; i < 2 * most && counter_get(&bench->outbox.cuts) == 0; i++) {
		struct message custom = {.type = MSG_CUSTOM, .a = 5, .pointer = blob_ref(frame)};

		outbox_send(&bench->outbox, &custom);
	}
	assert_in_range(bench->outbox.spill_count, most / 2, most);
	outbox_deinit(&bench->outbox);
	blob_unref(frame);
	assert_int_equal(outbox_init(&bench->outbox, bench->loop, &bench->wake, drop), 0);
}

static void what_waits_is_released_in_the_end(void **state)
{
	struct bench *bench = *state;

	for (uint32_t i = 0; i < OUTBOX_RING + 10; i++) {
		struct message custom = {.type = MSG_CUSTOM, .a = 5, .pointer = blob_new(10)};

		outbox_send(&bench->outbox, &custom); /* the leak checker is the judge */
	}
	assert_int_equal(bench->outbox.spill_count, 10);
	dropped = 0;
	outbox_deinit(&bench->outbox);
	assert_int_equal(dropped, OUTBOX_RING + 10);
	assert_int_equal(outbox_init(&bench->outbox, bench->loop, &bench->wake, drop), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(order_is_kept_across_a_full_ring),
		TEST(built_in_events_merge_and_come_after_the_login),
		TEST(what_merged_for_a_former_owner_stays_ahead_of_the_login),
		TEST(past_the_bound_the_users_sessions_are_cut),
		TEST(the_bound_holds_for_tiny_messages),
		TEST(what_waits_is_released_in_the_end),
	};

	return cmocka_run_group_tests_name("outbox", tests, NULL, NULL);
}
