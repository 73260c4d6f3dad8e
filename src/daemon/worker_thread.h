/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A worker in a thread of its own, with a private table of open files where the kernel has that. */
#ifndef DAEMON_WORKER_THREAD_H
#define DAEMON_WORKER_THREAD_H

#include "daemon/worker.h"

/* Starts the thread; returns when the worker is listening, or why it is not. */
NODISCARD int worker_thread_start(struct worker *worker);

/* worker.c, in the worker's thread */
NODISCARD int worker_open(struct worker *worker, struct loop *loop);
void worker_close(struct worker *worker);

#endif
