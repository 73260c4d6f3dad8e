/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Due lists against what they promise, on a real loop and its clock. */
#include "../base/support.h"

#include "push/due_lists.h"

#define MANY 500U

struct thing {
	struct due_link link;
	uint64_t due_ms;
	uint64_t came_ms;
	bool waits;
};

static struct {
	struct loop *loop;
	struct due_lists lists;
	struct thing things[MANY];
	unsigned wakes;
	unsigned early; /* came out before they were due, and were added again */
	uint32_t waiting;
} bench;

static void take_all(struct timer *timer)
{
	struct due_link *link;

	(void)timer;
	bench.wakes++;
	while ((link = due_take(&bench.lists))) {
		struct thing *thing = container_of(link, struct thing, link);
		uint64_t now = loop_now_ms(bench.loop);

		assert_false(due_is_listed(link));
		assert_true(thing->waits);
		if (thing->due_ms > now) {
			bench.early++;
			due_add(&bench.lists, link, thing->due_ms);
		} else {
			thing->came_ms = now;
			thing->waits = false;
			bench.waiting--;
		}
	}
}

static int setup(void **state)
{
	(void)state;
	memset(&bench, 0, sizeof(bench));
	assert_int_equal(loop_new(&bench.loop), 0);
	due_lists_init(&bench.lists, bench.loop, take_all);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	due_lists_deinit(&bench.lists);
	bench.loop = loop_free(bench.loop);
	return 0;
}

static void add(struct thing *thing, uint64_t due_ms)
{
	thing->due_ms = due_ms;
	thing->waits = true;
	bench.waiting++;
	due_add(&bench.lists, &thing->link, due_ms);
}

static void run_until_all_came(void)
{
	while (bench.waiting > 0) {
		assert_int_equal(loop_run_once(bench.loop, 3000), 0);
	}
	assert_int_equal(bench.lists.count, 0);
	assert_false(bench.lists.timer.armed);
}

static void all_come_in_time_and_none_is_early(void **state)
{
	uint64_t now = loop_now_ms(bench.loop);

	(void)state;
	for (unsigned i = 0; i < MANY; i++) {
		add(&bench.things[i], now + (i * 7919U) % 300);
	}
	run_until_all_came();
	for (unsigned i = 0; i < MANY; i++) {
		assert_in_range(bench.things[i].came_ms, bench.things[i].due_ms,
			bench.things[i].due_ms + 250); /* a busy machine */
	}
	assert_int_equal(bench.early, 0);
}

static void what_is_due_far_ahead_comes_out_in_between(void **state)
{
	uint64_t now = loop_now_ms(bench.loop);

	(void)state;
	add(&bench.things[0], now + UINT64_C(2) * DUE_LISTS + 100);
	add(&bench.things[1], now + 5);
	run_until_all_came();
	assert_in_range(bench.early, 2, 3);
	assert_true(bench.things[0].came_ms >= bench.things[0].due_ms);
	assert_true(bench.things[1].came_ms < bench.things[0].came_ms);
}

static void the_past_is_now(void **state)
{
	uint64_t now = loop_now_ms(bench.loop);

	(void)state;
	add(&bench.things[0], now > 50 ? now - 50 : 0);
	add(&bench.things[1], now);
	assert_int_equal(loop_run_once(bench.loop, 1000), 0);
	assert_int_equal(loop_run_once(bench.loop, 0), 0);
	assert_int_equal(bench.waiting, 0);
}

static void an_earlier_one_sets_the_timer_anew(void **state)
{
	uint64_t now = loop_now_ms(bench.loop);

	(void)state;
	add(&bench.things[0], now + 500);
	add(&bench.things[1], now + 10);
	while (bench.things[1].waits) {
		assert_int_equal(loop_run_once(bench.loop, 3000), 0);
	}
	assert_true(bench.things[0].waits);
	assert_true(loop_now_ms(bench.loop) < now + 400);
	run_until_all_came();
	assert_int_equal(bench.wakes, 2);
}

static void what_is_removed_does_not_come(void **state)
{
	uint64_t now = loop_now_ms(bench.loop);

	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		add(&bench.things[i], now + 20); /* all in one list: its first, middle and last */
	}
	for (unsigned i = 0; i < 6; i += 2) {
		due_remove(&bench.lists, &bench.things[i].link);
		due_remove(&bench.lists, &bench.things[i].link); /* once more is harmless */
		bench.things[i].waits = false;
		bench.waiting--;
	}
	assert_int_equal(bench.lists.count, 3);
	run_until_all_came();
}

static void after_a_long_rest_the_lists_start_from_now(void **state)
{
	(void)state;
	add(&bench.things[0], loop_now_ms(bench.loop) + 1);
	run_until_all_came();
	for (int i = 0; i < 3; i++) {
		/* Two turns of the lists with nothing in them. */
		assert_int_equal(loop_run_once(bench.loop, (int)DUE_LISTS * 2 / 3), 0);
	}
	add(&bench.things[1], loop_now_ms(bench.loop) + 30);
	run_until_all_came();
	assert_true(bench.things[1].came_ms >= bench.things[1].due_ms);
	assert_true(bench.things[1].came_ms < bench.things[1].due_ms + 250);
	assert_int_equal(bench.early, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_come_in_time_and_none_is_early),
		TEST(what_is_due_far_ahead_comes_out_in_between),
		TEST(the_past_is_now),
		TEST(an_earlier_one_sets_the_timer_anew),
		TEST(what_is_removed_does_not_come),
		TEST(after_a_long_rest_the_lists_start_from_now),
	};

	return cmocka_run_group_tests_name("due_lists", tests, NULL, NULL);
}
