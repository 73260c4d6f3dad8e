/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A few threads for work that blocks (SQL). A job runs in one of them and is finished in the loop's
 * thread. Threads start with the first jobs that need them. Nothing is shared with the loop but the
 * two queues; no lock is held while a job runs.
 */
#ifndef NET_JOBS_H
#define NET_JOBS_H

#include "net/loop.h"

struct job;
struct jobs;

/* In a pool thread. *THREAD_DATA is the thread's own pointer, NULL at first. */
typedef void job_run_fn(struct job *job, void **thread_data);

/* In the loop's thread, exactly once for each job; CANCELLED when it never ran. */
typedef void job_done_fn(struct job *job, bool cancelled);

/* Embedded in its owner, who keeps it alive until it is done. */
struct job {
	struct list link;
	job_run_fn *run;
	job_done_fn *done;
};

struct jobs_options {
	unsigned threads;            /* at most, 1 or more */
	void (*thread_exit)(void *); /* releases a thread's data; may be NULL */
};

NODISCARD int jobs_new(
	struct loop *loop, const struct jobs_options *options, struct jobs **ret_jobs);

/*
 * Takes no more jobs on and waits so long for those that run. False when one still does: then
 * nothing that it uses may be freed, and jobs_free() would wait for it.
 */
NODISCARD bool jobs_stop(struct jobs *jobs, unsigned timeout_ms);

/*
 * Cancels what waits, waits for what runs (so jobs must have a time-out of their own), calls DONE
 * for all of them. NULL is accepted; returns NULL.
 */
struct jobs *jobs_free(struct jobs *jobs);

/* Never blocks. A job that finds no thread, when none can be started, waits for a later one. */
void jobs_submit(struct jobs *jobs, struct job *job);

/* Jobs that wait for a thread. */
unsigned jobs_waiting(struct jobs *jobs);

#endif
