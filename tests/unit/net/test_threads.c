/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where threads meet: rings, wakes, jobs. Also run under the thread sanitizer. */
#include "../base/support.h"

#include <pthread.h>
#include <unistd.h>

#include "net/jobs.h"
#include "net/ring.h"
#include "net/wake.h"

#define MESSAGES 200000U

struct pipe_end {
	struct ring ring;
	struct wake wake;
	struct loop *loop;
	uint32_t next;
};

static void on_wake(void *context)
{
	struct pipe_end *end = context;
	struct message message;

	while (ring_pop(&end->ring, &message)) {
		assert_int_equal(message.a, end->next);
		assert_true(message.number == (uint64_t)end->next * 3);
		end->next++;
	}
	if (end->next == MESSAGES) {
		loop_stop(end->loop);
	}
}

static void *writer(void *context)
{
	struct pipe_end *end = context;

	for (uint32_t i = 0; i < MESSAGES; i++) {
		struct message message = {.a = i, .number = (uint64_t)i * 3};

		while (!ring_push(&end->ring, &message)) {
			wake_signal(&end->wake);
			usleep(10);
		}
		wake_signal(&end->wake);
	}
	return NULL;
}

static void a_ring_between_threads_keeps_order_and_loses_nothing(void **state)
{
	struct pipe_end end = {0};
	pthread_t thread;

	(void)state;
	assert_int_equal(loop_new(&end.loop), 0);
	assert_int_equal(ring_init(&end.ring, 64), 0);
	assert_int_equal(wake_init(&end.wake, false, on_wake, &end), 0);
	assert_int_equal(wake_attach(&end.wake, end.loop), 0);
	assert_int_equal(pthread_create(&thread, NULL, writer, &end), 0);
	assert_int_equal(loop_run(end.loop), 0);
	pthread_join(thread, NULL);
	assert_int_equal(end.next, MESSAGES);
	wake_detach(&end.wake);
	wake_deinit(&end.wake);
	ring_deinit(&end.ring);
	loop_free(end.loop);
}

#define EXCHANGES 100000U

/*
 * Two threads, each with a ring and a wake of its own, play ball: whoever has got both messages of
 * a turn sends two back, the second a moment later, so that it meets the receiver at any point of
 * its waking up. A wake that gets lost ends the game.
 */
struct player {
	struct ring ring;
	struct wake wake;
	struct loop *loop;
	struct player *other;
	struct timer patience;
	uint32_t got;
	uint32_t random;
	bool gave_up;
};

static void on_impatience(struct timer *timer)
{
	struct player *player = container_of(timer, struct player, patience);

	player->gave_up = true;
	loop_stop(player->loop);
}

static void throw(struct player * player)
{
	struct message message = {.a = player->got};

	for (int i = 0; i < 2; i++) {
		(void)ring_push(&player->other->ring, &message);
		wake_signal(&player->other->wake);
		player->random = player->random * 1664525U + 1013904223U;
		for (uint32_t wait = player->random >> 22; wait > 0 && i == 0; wait--) {
			__asm__ volatile("" ::: "memory");
		}
	}
}

static void on_ball(void *context)
{
	struct player *player = context;
	struct message message;

	while (ring_pop(&player->ring, &message)) {
		player->got++;
		if (player->got % 2 == 0 && player->got <= EXCHANGES) {
			throw(player);
		}
	}
	if (player->got >= EXCHANGES) {
		loop_stop(player->loop);
	}
}

static void *play(void *context)
{
	struct player *player = context;

	loop_timer_start(player->loop, &player->patience, 20000);
	if (loop_run(player->loop) < 0) {
		player->gave_up = true;
	}
	return NULL;
}

static void player_init(struct player *player, struct player *other)
{
	*player = (struct player){.other = other, .random = (uint32_t)(uintptr_t)player};
	timer_init(&player->patience, on_impatience);
	assert_int_equal(loop_new(&player->loop), 0);
	assert_int_equal(ring_init(&player->ring, 4), 0);
	assert_int_equal(wake_init(&player->wake, false, on_ball, player), 0);
	assert_int_equal(wake_attach(&player->wake, player->loop), 0);
}

static void player_deinit(struct player *player)
{
	loop_timer_stop(player->loop, &player->patience);
	wake_detach(&player->wake);
	wake_deinit(&player->wake);
	ring_deinit(&player->ring);
	loop_free(player->loop);
}

static void no_wake_is_lost_however_the_threads_meet(void **state)
{
	struct player players[2];
	pthread_t thread;

	(void)state;
	player_init(&players[0], &players[1]);
	player_init(&players[1], &players[0]);
	throw(&players[0]);
	assert_int_equal(pthread_create(&thread, NULL, play, &players[1]), 0);
	(void)play(&players[0]);
	pthread_join(thread, NULL);
	for (size_t i = 0; i < 2; i++) {
		assert_false(players[i].gave_up);
		/* Who comes last throws once more, and the other may still be there. */
		assert_in_range(players[i].got, EXCHANGES, EXCHANGES + 2);
		player_deinit(&players[i]);
	}
}

static void a_full_ring_says_so_and_an_empty_one_too(void **state)
{
	struct ring ring;
	struct message message = {.a = 1};

	(void)state;
	assert_int_equal(ring_init(&ring, 4), 0);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 4; i++) {
			assert_true(ring_push(&ring, &message));
		}
		assert_false(ring_push(&ring, &message));
		assert_int_equal(ring_count(&ring), 4);
		for (int i = 0; i < 4; i++) {
			assert_true(ring_pop(&ring, &message));
		}
		assert_false(ring_pop(&ring, &message));
	}
	ring_deinit(&ring);
}

static void count(void *context)
{
	++*(int *)context;
}

static void within_one_thread_a_wake_needs_no_descriptor(void **state)
{
	struct loop *loop;
	struct wake wake;
	int calls = 0;

	(void)state;
	assert_int_equal(loop_new(&loop), 0);
	assert_int_equal(wake_init(&wake, true, count, &calls), 0);
	assert_int_equal(wake.fd, -1);
	assert_int_equal(wake_attach(&wake, loop), 0);
	wake_signal(&wake);
	wake_signal(&wake);
	assert_int_equal(loop_run_once(loop, -1), 0);
	assert_int_equal(calls, 1);
	wake_detach(&wake);
	loop_free(loop);
}

struct sum_job {
	struct job job;
	struct loop *loop;
	int number;
	int result;
	int *left;
	bool cancelled;
};

static int threads_ended;

static void on_thread_exit(void *data)
{
	free(data);
	__atomic_add_fetch(&threads_ended, 1, __ATOMIC_RELAXED);
}

static void run_sum(struct job *job, void **thread_data)
{
	struct sum_job *sum = container_of(job, struct sum_job, job);

	if (!*thread_data) {
		*thread_data = malloc(1);
	}
	usleep(200);
	sum->result = sum->number * 2;
}

static void sum_done(struct job *job, bool cancelled)
{
	struct sum_job *sum = container_of(job, struct sum_job, job);

	sum->cancelled = cancelled;
	if (--*sum->left == 0) {
		loop_stop(sum->loop);
	}
}

static void jobs_run_elsewhere_and_end_here(void **state)
{
	static struct sum_job sums[100];
	struct jobs_options options = {3, on_thread_exit};
	struct jobs *jobs;
	struct loop *loop;
	int left = 100;

	(void)state;
	threads_ended = 0;
	assert_int_equal(loop_new(&loop), 0);
	assert_int_equal(jobs_new(loop, &options, &jobs), 0);
	for (int i = 0; i < 100; i++) {
		sums[i] = (struct sum_job){
			{.run = run_sum, .done = sum_done}, loop, i, 0, &left, true};
		jobs_submit(jobs, &sums[i].job);
	}
	assert_int_equal(loop_run(loop), 0);
	for (int i = 0; i < 100; i++) {
		assert_int_equal(sums[i].result, 2 * i);
		assert_false(sums[i].cancelled);
	}
	jobs_free(jobs);
	assert_in_range(threads_ended, 1, 3);
	loop_free(loop);
}

static void what_never_ran_is_cancelled_exactly_once(void **state)
{
	static struct sum_job sums[50];
	struct jobs_options options = {1, on_thread_exit};
	struct jobs *jobs;
	struct loop *loop;
	int left = 50;
	int cancelled = 0;

	(void)state;
	assert_int_equal(loop_new(&loop), 0);
	assert_int_equal(jobs_new(loop, &options, &jobs), 0);
	for (int i = 0; i < 50; i++) {
		sums[i] = (struct sum_job){
			{.run = run_sum, .done = sum_done}, loop, i, 0, &left, false};
		jobs_submit(jobs, &sums[i].job);
	}
	jobs_free(jobs);
	assert_int_equal(left, 0);
	for (int i = 0; i < 50; i++) {
		cancelled += sums[i].cancelled;
	}
	assert_in_range(cancelled, 1, 50);
	loop_free(loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ring_between_threads_keeps_order_and_loses_nothing),
		cmocka_unit_test(no_wake_is_lost_however_the_threads_meet),
		cmocka_unit_test(a_full_ring_says_so_and_an_empty_one_too),
		cmocka_unit_test(within_one_thread_a_wake_needs_no_descriptor),
		cmocka_unit_test(jobs_run_elsewhere_and_end_here),
		cmocka_unit_test(what_never_ran_is_cancelled_exactly_once),
	};

	return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
