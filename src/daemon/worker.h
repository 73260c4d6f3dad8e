/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A worker: a share of the listener, its connections, its sessions. It does what the hub says and
 * tells the hub what its clients want. Alone, it runs in the hub's thread and loop; several have a
 * thread, a loop and (on Linux) a table of open files of their own each.
 */
#ifndef DAEMON_WORKER_H
#define DAEMON_WORKER_H

#include <pthread.h>

#include "peer/ws_server.h"
#include "push/outbox.h"
#include "push/sessions.h"

#define WORKER_LISTENERS 2U

struct worker_options {
	unsigned number;
	unsigned workers;          /* in all */
	atomic_uint *full_workers; /* how many of them have no descriptors left, shared by all */
	bool own_thread;
	int listen_fd;
	int metrics_fd; /* -1, or the metrics listener: for one worker only */
	struct sessions_options sessions;
	uint32_t max_lifetime_s;
	size_t anonymous_memory;
};

struct worker_listener {
	struct loop_io io;
	struct worker *worker;
	int fd;
	uint8_t flags;
};

struct worker {
	struct worker_options options;
	struct loop *loop;
	struct wake *hub_wake;
	struct wake wake;
	struct ring *inbox; /* the hub's outbox for us */
	struct outbox to_hub;
	struct ws_server server;
	struct sessions sessions;
	struct worker_listener listeners[WORKER_LISTENERS];
	/* With a table of open files of its own a worker may be full while others are not. */
	uint32_t most_conns; /* that fit in the table */
	bool full;           /* counted in options.full_workers */
	bool paused;         /* full, and leaves the listener to the others */
	/* Closing all: connections below close_end still to be visited. */
	struct timer close_timer;
	struct task closed_task;
	uint32_t close_at;
	uint32_t close_end;
	uint32_t close_step;
	uint16_t close_code;
	bool leaving; /* tell the hub when nobody is left */
	pthread_t thread;
	int start_result;
};

/*
 * Makes the worker's way in (wake) and out (towards HUB_WAKE). In the main thread. Then the hub
 * sets `inbox`, and worker_start() follows.
 */
NODISCARD int worker_init(
	struct worker *worker, const struct worker_options *options, struct wake *hub_wake);

/*
 * Runs it in LOOP (same thread), or starts its thread when own_thread; returns when it is
 * listening. Own threads are to be started before the process opens anything that a private file
 * table should not keep a copy of.
 */
NODISCARD int worker_start(struct worker *worker, struct loop *loop);

/* After MSG_QUIT: waits for the thread, frees everything. */
void worker_stop(struct worker *worker);

#endif
