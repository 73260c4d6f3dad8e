/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A thread of a worker. Linux shares the table of open files between threads: accepting and closing
 * contend for it, growing it stalls everybody, and RLIMIT_NOFILE bounds all of them together. So
 * the thread splits off with close_range(CLOSE_RANGE_UNSHARE) and closes its copies of what is not
 * its own; otherwise a close in the hub would leave the other end of a connection open for ever.
 */
#include "daemon/worker_thread.h"

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/log.h"

#define LOG_TARGET "notify_push::worker"

#ifndef CLOSE_RANGE_UNSHARE
#define CLOSE_RANGE_UNSHARE (1U << 1)
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif

#if defined(__SANITIZE_THREAD__)
#define SHARED_TABLE 1 /* numbers used in two tables look like races to the sanitizer */
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SHARED_TABLE 1
#endif
#endif

struct start {
	struct worker *worker;
	sem_t ready;
};

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* Keeps only what the worker works with. Without the system call all stay in one table. */
static void split_off(const struct worker *worker)
{
#ifndef SHARED_TABLE
	int keep[] = {0, 1, 2, worker->options.acceptor.listen_fd,
		worker->options.acceptor.metrics_fd, worker->wake.fd, worker->hub_wake->fd};
	unsigned from = 3;

	qsort(keep, ARRAY_SIZE(keep), sizeof(keep[0]), compare);
	if (syscall(SYS_close_range, (unsigned)keep[ARRAY_SIZE(keep) - 1] + 1, ~0U,
		    CLOSE_RANGE_UNSHARE) < 0) {
		log_debug("close_range: %s; all threads share one table of open files",
			strerror(errno));
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(keep); i++) {
		if (keep[i] < (int)from) {
			continue;
		}
		if (keep[i] > (int)from) {
			(void)!syscall(SYS_close_range, from, (unsigned)keep[i] - 1, 0);
		}
		from = (unsigned)keep[i] + 1;
	}
#else
	(void)worker;
	(void)compare;
#endif
}

static void *thread_main(void *context)
{
	struct start *start = context;
	struct worker *worker = start->worker;
	struct loop *loop = NULL;
	char name[16];
	int r;

	(void)snprintf(name, sizeof(name), "worker/%u", worker->options.number);
	prctl(PR_SET_NAME, name, 0, 0, 0);
	split_off(worker);
	r = loop_new(&loop);
	if (r == 0) {
		r = worker_open(worker, loop);
	}
	worker->start_result = r;
	sem_post(&start->ready);
	if (r < 0) {
		return NULL;
	}
	r = loop_run(loop);
	if (r < 0) {
		log_error("worker %u: the event loop failed: %s", worker->options.number,
			strerror(-r));
		abort();
	}
	worker_close(worker);
	loop_free(loop);
	return NULL;
}

int worker_thread_start(struct worker *worker)
{
	struct start start = {.worker = worker};
	sigset_t all;
	sigset_t before;
	int r;

	sem_init(&start.ready, 0, 0);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = pthread_create(&worker->thread, NULL, thread_main, &start);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (r != 0) {
		sem_destroy(&start.ready);
		return -r;
	}
	while (sem_wait(&start.ready) < 0 && errno == EINTR) {
	}
	sem_destroy(&start.ready);
	return worker->start_result;
}
