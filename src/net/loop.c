/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A round: sleep in epoll_wait until the next deadline, hand out the ready descriptors, run the
 * timers that are due, run the deferred tasks. Deferred work comes last so that everything that one
 * round brought is answered with as few system calls as possible.
 */
#include "net/loop.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"

#define ROUND_EVENTS 256
#define TOKEN_BIT    (UINT64_C(1) << 63)

struct loop {
	int epoll_fd;
	bool stopping;
	int event_count; /* of this round */
	int event_at;
	uint64_t now_ns;
	uint64_t now_ms;
	loop_token_fn *token_fn;
	void *token_context;
	struct list tasks;
	struct wheel wheel;
	struct epoll_event events[ROUND_EVENTS];
};

static void look_at_clock(struct loop *loop)
{
	loop->now_ns = clock_now_ns();
	loop->now_ms = loop->now_ns / 1000000;
}

int loop_new(struct loop **ret_loop)
{
	struct loop *loop = calloc(1, sizeof(*loop));

	if (!loop) {
		return -ENOMEM;
	}
	loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (loop->epoll_fd < 0) {
		int r = -errno;

		free(loop);
		return r;
	}
	look_at_clock(loop);
	list_init(&loop->tasks);
	wheel_init(&loop->wheel, loop_now_ms(loop));
	*ret_loop = loop;
	return 0;
}

struct loop *loop_free(struct loop *loop)
{
	if (loop) {
		close(loop->epoll_fd);
		free(loop);
	}
	return NULL;
}

uint64_t loop_now_ns(const struct loop *loop)
{
	return loop->now_ns;
}

uint64_t loop_now_ms(const struct loop *loop)
{
	return loop->now_ms;
}

void loop_stop(struct loop *loop)
{
	loop->stopping = true;
}

static int control(struct loop *loop, int op, int fd, uint64_t data, uint32_t events)
{
	struct epoll_event event = {.events = events, .data.u64 = data};

	return epoll_ctl(loop->epoll_fd, op, fd, &event) < 0 ? -errno : 0;
}

int loop_io_add(struct loop *loop, struct loop_io *io, int fd, uint32_t events, loop_io_fn *fn)
{
	int r = control(loop, EPOLL_CTL_ADD, fd, (uint64_t)(uintptr_t)io, events);

	if (r == 0) {
		*io = (struct loop_io){.fd = fd, .events = events, .fn = fn};
	}
	return r;
}

int loop_io_change(struct loop *loop, struct loop_io *io, uint32_t events)
{
	int r = 0;

	if (io->events != events) {
		r = control(loop, EPOLL_CTL_MOD, io->fd, (uint64_t)(uintptr_t)io, events);
		if (r == 0) {
			io->events = events;
		}
	}
	return r;
}

void loop_io_remove(struct loop *loop, struct loop_io *io)
{
	if (!io->fn) {
		return;
	}
	(void)!control(loop, EPOLL_CTL_DEL, io->fd, 0, 0);
	for (int i = loop->event_at; i < loop->event_count; i++) {
		if (loop->events[i].data.u64 == (uint64_t)(uintptr_t)io) {
			loop->events[i].data.u64 = 0;
		}
	}
	*io = LOOP_IO_NULL;
}

void loop_set_token_receiver(struct loop *loop, loop_token_fn *fn, void *context)
{
	loop->token_fn = fn;
	loop->token_context = context;
}

int loop_add_token(struct loop *loop, int fd, uint64_t token, uint32_t events)
{
	return control(loop, EPOLL_CTL_ADD, fd, token | TOKEN_BIT, events);
}

int loop_change_token(struct loop *loop, int fd, uint64_t token, uint32_t events)
{
	return control(loop, EPOLL_CTL_MOD, fd, token | TOKEN_BIT, events);
}

void loop_remove_token(struct loop *loop, int fd)
{
	(void)!control(loop, EPOLL_CTL_DEL, fd, 0, 0);
}

void loop_timer_start(struct loop *loop, struct timer *timer, uint64_t delay_ms)
{
	/* The millisecond that has begun does not count, or the timer would be early. */
	wheel_start(&loop->wheel, timer, loop_now_ms(loop) + delay_ms + (delay_ms > 0));
}

void loop_timer_start_at(struct loop *loop, struct timer *timer, uint64_t due_ms)
{
	wheel_start(&loop->wheel, timer, due_ms);
}

void loop_timer_stop(struct loop *loop, struct timer *timer)
{
	wheel_stop(&loop->wheel, timer);
}

void task_init(struct task *task, task_fn *fn)
{
	list_init(&task->link);
	task->fn = fn;
}

void loop_defer(struct loop *loop, struct task *task)
{
	if (list_is_empty(&task->link)) {
		list_append(&loop->tasks, &task->link);
	}
}

void loop_cancel(struct task *task)
{
	list_remove(&task->link);
}

static void run_tasks(struct loop *loop)
{
	struct list batch;

	list_init(&batch);
	list_splice(&batch, &loop->tasks);
	while (!list_is_empty(&batch)) {
		struct task *task = list_entry(batch.next, struct task, link);

		list_remove(&task->link);
		task->fn(task);
	}
}

static int sleep_ms(const struct loop *loop, int max_wait_ms)
{
	uint64_t next = wheel_next(&loop->wheel);
	uint64_t now_ns = loop->now_ns;
	uint64_t wait;

	if (!list_is_empty(&loop->tasks)) {
		return 0;
	}
	if (next == WHEEL_NEVER) {
		return max_wait_ms;
	}
	/* Rounded up: waking before the deadline would mean waking twice. */
	wait = next * 1000000 > now_ns ? (next * 1000000 - now_ns + 999999) / 1000000 : 0;
	wait = MIN_OF(wait, (uint64_t)INT32_MAX);
	return max_wait_ms >= 0 && wait > (uint64_t)max_wait_ms ? max_wait_ms : (int)wait;
}

static void dispatch(struct loop *loop, const struct epoll_event *event)
{
	if (event->data.u64 & TOKEN_BIT) {
		loop->token_fn(loop->token_context, event->data.u64 & ~TOKEN_BIT, event->events);
	} else if (event->data.u64) {
		/* NOLINTNEXTLINE(performance-no-int-to-ptr): epoll has room for one or the other */
		struct loop_io *io = (struct loop_io *)(uintptr_t)event->data.u64;

		io->fn(io, event->events);
	}
}

int loop_run_once(struct loop *loop, int max_wait_ms)
{
	int count;

	look_at_clock(loop);
	count = epoll_wait(loop->epoll_fd, loop->events, ROUND_EVENTS, sleep_ms(loop, max_wait_ms));
	if (count < 0 && errno != EINTR) {
		return -errno;
	}
	look_at_clock(loop);
	loop->event_count = MAX_OF(count, 0);
	for (loop->event_at = 0; loop->event_at < loop->event_count;) {
		dispatch(loop, &loop->events[loop->event_at++]);
	}
	loop->event_count = 0;
	wheel_advance(&loop->wheel, loop_now_ms(loop));
	run_tasks(loop);
	return 0;
}

int loop_run(struct loop *loop)
{
	loop->stopping = false;
	while (!loop->stopping) {
		int r = loop_run_once(loop, -1);

		if (r < 0) {
			return r;
		}
	}
	return 0;
}
