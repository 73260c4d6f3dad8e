/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A worker: a share of the listener, its connections, its sessions. It does what the hub says and
 * tells the hub what its clients want. Alone, it runs in the hub's thread and loop; several have a
 * thread, a loop and (on Linux) a table of open files of their own each.
 */
#ifndef DAEMON_WORKER_H
#define DAEMON_WORKER_H

#include <pthread.h>

#include "daemon/acceptor.h"
#include "peer/ws_server.h"
#include "push/outbox.h"
#include "push/sessions.h"

struct worker_options {
	unsigned number;
	bool own_thread;
	struct acceptor_options acceptor;
	struct sessions_options sessions;
	uint32_t max_lifetime_s;
	size_t anonymous_memory;
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
	struct acceptor acceptor;
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
