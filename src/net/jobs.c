/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See jobs.h. One mutex guards both queues; it is held for a few list operations at a time. */
#include "net/jobs.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "net/wake.h"

#define JOBS_MAX_THREADS 16U

struct jobs {
	struct jobs_options options;
	struct loop *loop;
	struct wake wake; /* of the loop, for finished jobs */
	pthread_mutex_t lock;
	pthread_cond_t work;
	struct list waiting;
	struct list finished;
	unsigned waiting_count;
	unsigned idle;
	unsigned thread_count;
	bool stopping;
	pthread_t threads[JOBS_MAX_THREADS];
};

static void finish(struct jobs *jobs, struct list *done, bool cancelled)
{
	(void)jobs;
	while (!list_is_empty(done)) {
		struct job *job = list_entry(done->next, struct job, link);

		list_remove(&job->link);
		job->done(job, cancelled);
	}
}

static void on_finished(void *context)
{
	struct jobs *jobs = context;
	struct list done;

	list_init(&done);
	pthread_mutex_lock(&jobs->lock);
	list_splice(&done, &jobs->finished);
	pthread_mutex_unlock(&jobs->lock);
	finish(jobs, &done, false);
}

static void *thread_main(void *context)
{
	struct jobs *jobs = context;
	void *data = NULL;

	pthread_mutex_lock(&jobs->lock);
	while (true) {
		struct job *job;

		while (list_is_empty(&jobs->waiting) && !jobs->stopping) {
			jobs->idle++;
			pthread_cond_wait(&jobs->work, &jobs->lock);
			jobs->idle--;
		}
		if (jobs->stopping) {
			break;
		}
		job = list_entry(jobs->waiting.next, struct job, link);
		list_remove(&job->link);
		jobs->waiting_count--;
		pthread_mutex_unlock(&jobs->lock);
		job->run(job, &data);
		pthread_mutex_lock(&jobs->lock);
		list_append(&jobs->finished, &job->link);
		wake_signal(&jobs->wake);
	}
	pthread_mutex_unlock(&jobs->lock);
	if (data && jobs->options.thread_exit) {
		jobs->options.thread_exit(data);
	}
	return NULL;
}

int jobs_new(struct loop *loop, const struct jobs_options *options, struct jobs **ret_jobs)
{
	struct jobs *jobs = calloc(1, sizeof(*jobs));
	int r;

	assert(options->threads >= 1 && options->threads <= JOBS_MAX_THREADS);
	if (!jobs) {
		return -ENOMEM;
	}
	jobs->options = *options;
	jobs->loop = loop;
	list_init(&jobs->waiting);
	list_init(&jobs->finished);
	pthread_mutex_init(&jobs->lock, NULL);
	pthread_cond_init(&jobs->work, NULL);
	r = wake_init(&jobs->wake, false, on_finished, jobs);
	if (r == 0) {
		r = wake_attach(&jobs->wake, loop);
	}
	if (r < 0) {
		jobs_free(jobs);
		return r;
	}
	*ret_jobs = jobs;
	return 0;
}

static void tell_to_stop(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->lock);
	jobs->stopping = true;
	pthread_cond_broadcast(&jobs->work);
	pthread_mutex_unlock(&jobs->lock);
}

bool jobs_stop(struct jobs *jobs, unsigned timeout_ms)
{
	struct timespec end;

	tell_to_stop(jobs);
	clock_gettime(CLOCK_REALTIME, &end);
	end.tv_sec += timeout_ms / 1000;
	end.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
	if (end.tv_nsec >= 1000000000) {
		end.tv_sec++;
		end.tv_nsec -= 1000000000;
	}
	while (jobs->thread_count > 0) {
		if (pthread_timedjoin_np(jobs->threads[jobs->thread_count - 1], NULL, &end) != 0) {
			return false;
		}
		jobs->thread_count--;
	}
	return true;
}

struct jobs *jobs_free(struct jobs *jobs)
{
	if (!jobs) {
		return NULL;
	}
	tell_to_stop(jobs);
	for (unsigned i = 0; i < jobs->thread_count; i++) {
		pthread_join(jobs->threads[i], NULL);
	}
	finish(jobs, &jobs->finished, false);
	finish(jobs, &jobs->waiting, true);
	wake_detach(&jobs->wake);
	wake_deinit(&jobs->wake);
	pthread_cond_destroy(&jobs->work);
	pthread_mutex_destroy(&jobs->lock);
	free(jobs);
	return NULL;
}

/* Pool threads leave all signals to the main thread. */
static int start_thread(struct jobs *jobs)
{
	sigset_t all;
	sigset_t before;
	int r;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = pthread_create(&jobs->threads[jobs->thread_count], NULL, thread_main, jobs);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (r == 0) {
		jobs->thread_count++;
	}
	return -r;
}

void jobs_submit(struct jobs *jobs, struct job *job)
{
	pthread_mutex_lock(&jobs->lock);
	list_append(&jobs->waiting, &job->link);
	jobs->waiting_count++;
	if (jobs->waiting_count > jobs->idle && jobs->thread_count < jobs->options.threads) {
		/* Without any thread the job waits for a later try; with one it will be reached. */
		(void)!start_thread(jobs);
	}
	pthread_cond_signal(&jobs->work);
	pthread_mutex_unlock(&jobs->lock);
}

unsigned jobs_waiting(struct jobs *jobs)
{
	unsigned count;

	pthread_mutex_lock(&jobs->lock);
	count = jobs->waiting_count;
	pthread_mutex_unlock(&jobs->lock);
	return count;
}
