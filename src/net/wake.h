/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Waking another thread's loop: an eventfd behind a flag, so that any number of signals between two
 * of its rounds cost one system call. What the sender did before wake_signal() is seen by FN. When
 * sender and receiver are the same thread there is no descriptor at all: the receiver's task is
 * deferred and runs at the end of the round.
 */
#ifndef NET_WAKE_H
#define NET_WAKE_H

#include <stdatomic.h>

#include "net/loop.h"

typedef void wake_fn(void *context);

struct wake {
	struct loop *loop;
	struct loop_io io;
	struct task task;
	wake_fn *fn;
	void *context;
	int fd; /* -1: same thread */
	atomic_bool pending;
};

/*
 * In the thread that sets things up: creates the descriptor (none when SAME_THREAD). FN is called
 * in the receiver's thread, after it has attached itself.
 */
NODISCARD int wake_init(struct wake *wake, bool same_thread, wake_fn *fn, void *context);

/* In the receiver's thread. */
NODISCARD int wake_attach(struct wake *wake, struct loop *loop);
void wake_detach(struct wake *wake);

/* Closes the descriptor; after wake_detach(). */
void wake_deinit(struct wake *wake);

/* wake_signal() for a receiver in another thread. */
void wake_write(struct wake *wake);

/* From the sender's thread: FN will be called soon, at least once after this. */
static inline void wake_signal(struct wake *wake)
{
	if (wake->fd >= 0) {
		wake_write(wake);
	} else if (list_is_empty(&wake->task.link)) {
		loop_defer(wake->loop, &wake->task);
	}
}

#endif
