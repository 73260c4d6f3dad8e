/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../base/support.h"

#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/loop.h"

static int setup(void **state)
{
	struct loop *loop;

	assert_int_equal(loop_new(&loop), 0);
	*state = loop;
	return 0;
}

static int teardown(void **state)
{
	*state = loop_free(*state);
	return 0;
}

struct end {
	struct loop_io io;
	struct loop *loop;
	struct end *other;
	int calls;
};

static void on_kill_other(struct loop_io *io, uint32_t events)
{
	struct end *end = container_of(io, struct end, io);

	(void)events;
	end->calls++;
	loop_io_remove(end->loop, &end->other->io);
	loop_io_remove(end->loop, io);
}

static void what_was_removed_is_not_called_even_in_the_same_round(void **state)
{
	struct loop *loop = *state;
	struct end ends[2] = {{.loop = loop}, {.loop = loop}};
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	for (int i = 0; i < 2; i++) {
		ends[i].other = &ends[1 - i];
		assert_int_equal(
			loop_io_add(loop, &ends[i].io, pair[i], EPOLLIN, on_kill_other), 0);
		assert_int_equal(write(pair[i], "x", 1), 1);
	}
	assert_int_equal(loop_run_once(loop, 100), 0);
	assert_int_equal(ends[0].calls + ends[1].calls, 1);
	assert_int_equal(loop_run_once(loop, 0), 0);
	assert_int_equal(ends[0].calls + ends[1].calls, 1);
	close(pair[0]);
	close(pair[1]);
}

struct counter_task {
	struct task task;
	struct loop *loop;
	int runs;
	bool again;
};

static void on_task(struct task *task)
{
	struct counter_task *counter = container_of(task, struct counter_task, task);

	counter->runs++;
	if (counter->again) {
		loop_defer(counter->loop, task);
	}
}

static void a_task_runs_once_a_round_however_often_it_was_deferred(void **state)
{
	struct loop *loop = *state;
	struct counter_task counter = {.loop = loop};

	task_init(&counter.task, on_task);
	loop_defer(loop, &counter.task);
	loop_defer(loop, &counter.task);
	assert_int_equal(loop_run_once(loop, 0), 0);
	assert_int_equal(counter.runs, 1);
	counter.again = true;
	loop_defer(loop, &counter.task);
	assert_int_equal(loop_run_once(loop, -1), 0);
	assert_int_equal(loop_run_once(loop, -1), 0); /* does not sleep: work is waiting */
	assert_int_equal(counter.runs, 3);
	loop_cancel(&counter.task);
	assert_int_equal(loop_run_once(loop, 0), 0);
	assert_int_equal(counter.runs, 3);
}

struct alarm {
	struct timer timer;
	uint64_t at_ns;
};

static void on_alarm(struct timer *timer)
{
	container_of(timer, struct alarm, timer)->at_ns = clock_now_ns();
}

static void a_timer_is_never_early_and_hardly_late(void **state)
{
	struct loop *loop = *state;
	uint64_t worst = 0;

	for (int i = 0; i < 30; i++) {
		struct alarm alarm = {0};
		uint64_t began;

		timer_init(&alarm.timer, on_alarm);
		assert_int_equal(loop_run_once(loop, 0), 0);
		began = loop_now_ns(loop);
		loop_timer_start(loop, &alarm.timer, 20);
		while (!alarm.at_ns) {
			assert_int_equal(loop_run_once(loop, -1), 0);
		}
		assert_true(alarm.at_ns - began >= 20000000);
		worst = MAX_OF(worst, alarm.at_ns - began - 20000000);
	}
	print_message("# latest: %llu us\n", (unsigned long long)worst / 1000);
}

static uint64_t seen_token;

static void on_token(void *context, uint64_t token, uint32_t events)
{
	(void)context;
	(void)events;
	seen_token = token;
}

static void tokens_keep_their_63_bits(void **state)
{
	struct loop *loop = *state;
	uint64_t token = UINT64_C(0x7FFFFFFF12345678);
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	loop_set_token_receiver(loop, on_token, NULL);
	assert_int_equal(loop_add_token(loop, pair[0], token, EPOLLIN), 0);
	assert_int_equal(write(pair[1], "x", 1), 1);
	assert_int_equal(loop_run_once(loop, 100), 0);
	assert_true(seen_token == token);
	loop_remove_token(loop, pair[0]);
	close(pair[0]);
	close(pair[1]);
}

static void on_stop(struct timer *timer)
{
	(void)timer;
}

static void an_idle_loop_sleeps_as_long_as_it_may(void **state)
{
	struct loop *loop = *state;
	struct timer timer;
	uint64_t began = clock_now_ns();

	timer_init(&timer, on_stop);
	loop_timer_start(loop, &timer, 60000);
	assert_int_equal(loop_run_once(loop, 30), 0);
	assert_true(clock_now_ns() - began >= 29000000);
	loop_timer_stop(loop, &timer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_was_removed_is_not_called_even_in_the_same_round, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_task_runs_once_a_round_however_often_it_was_deferred, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_timer_is_never_early_and_hardly_late, setup, teardown),
		cmocka_unit_test_setup_teardown(tokens_keep_their_63_bits, setup, teardown),
		cmocka_unit_test_setup_teardown(
			an_idle_loop_sleeps_as_long_as_it_may, setup, teardown),
	};

	return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
