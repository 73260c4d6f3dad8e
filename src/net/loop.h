/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The event loop: the only user of epoll. One loop a thread; everything here belongs to that
 * thread.
 *
 * Three kinds of events: a descriptor is ready (struct loop_io, or a bare token for connections
 * that live in a slab), a timer is due, a deferred task runs at the end of the round. The loop
 * sleeps until the next of them: an idle loop does not wake up. Callbacks may add, change, remove
 * and free anything, also their own source: what was removed is not called any more, not even for
 * an event that the same round had already collected.
 */
#ifndef NET_LOOP_H
#define NET_LOOP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

#include "base/list.h"
#include "net/wheel.h"

struct loop;
struct loop_io;
struct task;

typedef void loop_io_fn(struct loop_io *io, uint32_t events);
typedef void task_fn(struct task *task);

/* Called for descriptors added by token; see loop_add_token(). */
typedef void loop_token_fn(void *context, uint64_t token, uint32_t events);

/* A descriptor being watched. Embedded in its owner, who also owns the descriptor. */
struct loop_io {
	int fd;
	uint32_t events;
	loop_io_fn *fn;
};

#define LOOP_IO_NULL ((struct loop_io){.fd = -1})

/* Something to do at the end of this round, once. */
struct task {
	struct list link;
	task_fn *fn;
};

NODISCARD int loop_new(struct loop **ret_loop);

/* All sources must be gone or of no more interest. NULL is accepted; returns NULL. */
struct loop *loop_free(struct loop *loop);

/* Runs until loop_stop(); 0, or -errno when epoll itself fails. */
NODISCARD int loop_run(struct loop *loop);

/* One round: waits at most MAX_WAIT_MS (-1 = as long as it takes). For tests. */
NODISCARD int loop_run_once(struct loop *loop, int max_wait_ms);

/* Ends loop_run() after the current round. */
void loop_stop(struct loop *loop);

/* The time when this round began (CLOCK_MONOTONIC). Cheap. */
uint64_t loop_now_ns(const struct loop *loop);
uint64_t loop_now_ms(const struct loop *loop);

/* Starts to watch FD for EVENTS (EPOLLIN, EPOLLOUT…; level-triggered unless EPOLLET). */
NODISCARD int loop_io_add(
	struct loop *loop, struct loop_io *io, int fd, uint32_t events, loop_io_fn *fn);

/* Does nothing when EVENTS are the same as before. */
NODISCARD int loop_io_change(struct loop *loop, struct loop_io *io, uint32_t events);

/* Stops watching; does not close. Harmless when it is not watched. Call before close(). */
void loop_io_remove(struct loop *loop, struct loop_io *io);

/*
 * Connections: watched by a 63-bit token instead of a pointer (slab index + generation), so that
 * the receiver can tell a stale event by itself, and no removal has to search the round. One
 * receiver a loop.
 */
void loop_set_token_receiver(struct loop *loop, loop_token_fn *fn, void *context);
NODISCARD int loop_add_token(struct loop *loop, int fd, uint64_t token, uint32_t events);
NODISCARD int loop_change_token(struct loop *loop, int fd, uint64_t token, uint32_t events);
void loop_remove_token(struct loop *loop, int fd);

/* At least DELAY_MS from the start of this round, at most 2 ms later on an unloaded machine. */
void loop_timer_start(struct loop *loop, struct timer *timer, uint64_t delay_ms);

/* For an absolute loop_now_ms() time. */
void loop_timer_start_at(struct loop *loop, struct timer *timer, uint64_t due_ms);
void loop_timer_stop(struct loop *loop, struct timer *timer);

void task_init(struct task *task, task_fn *fn);

/*
 * Runs the task at the end of this round, after all events and timers; once, however often it was
 * deferred. What a task defers runs in the next round, which then does not sleep.
 */
void loop_defer(struct loop *loop, struct task *task);
void loop_cancel(struct task *task);

#endif
