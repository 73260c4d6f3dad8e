/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * libcurl tells which sockets it watches and when it wants to be woken; we tell it what happened.
 * Finished transfers are handed out by a deferred task at the end of the round, never from within
 * libcurl, so that a receiver may do anything.
 *
 * The memory functions that libcurl gets wipe what they free: its buffers hold passwords.
 */
#include "peer/curl_loop.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define IDLE_MS          60000U
#define REST_MS          1000U
#define TRIM_TRANSFERS   256U
#define FEW_CONNECTIONS  4U  /* to keep for what comes next */
#define MANY_CONNECTIONS 32U /* in a storm */

struct curl_loop {
	struct loop *loop;
	CURLM *multi; /* NULL while there is nothing to do */
	curl_loop_fn *fn;
	void *context;
	struct timer timer; /* libcurl's */
	struct timer idle;  /* runs while there is no transfer */
	struct task harvest;
	size_t active;
	size_t since_trim; /* transfers */
	bool initialised;  /* the library */
	bool broken;       /* memory ran out within a call-back: the multi handle is dead */
	bool *ret_freed;   /* tells harvest() that it stands on no ground any more */
};

/* A socket that libcurl has us watch. */
struct watch {
	struct loop_io io;
	struct curl_loop *curl;
};

static void wiping_free(void *ptr)
{
	if (ptr) {
		explicit_bzero(ptr, malloc_usable_size(ptr));
		free(ptr);
	}
}

static void *wiping_realloc(void *ptr, size_t size)
{
	size_t old = ptr ? malloc_usable_size(ptr) : 0;
	void *to;

	if (ptr && size != 0 && size <= old) {
		return ptr;
	}
	to = malloc(MAX_OF(size, 1));
	if (to && ptr) {
		memcpy(to, ptr, MIN_OF(old, size));
		wiping_free(ptr);
	}
	return to;
}

static void act(struct curl_loop *curl, curl_socket_t fd, int flags)
{
	int running;

	if (curl_multi_socket_action(curl->multi, fd, flags, &running) != CURLM_OK) {
		curl->broken = true;
	}
	loop_defer(curl->loop, &curl->harvest);
}

static void on_socket(struct loop_io *io, uint32_t events)
{
	struct watch *watch = container_of(io, struct watch, io);
	int flags = 0;

	flags |= events & (EPOLLIN | EPOLLHUP | EPOLLRDHUP) ? CURL_CSELECT_IN : 0;
	flags |= events & EPOLLOUT ? CURL_CSELECT_OUT : 0;
	flags |= events & EPOLLERR ? CURL_CSELECT_ERR : 0;
	act(watch->curl, io->fd, flags);
}

static void watch_free(struct curl_loop *curl, struct watch *watch)
{
	loop_io_remove(curl->loop, &watch->io);
	free(watch);
}

/* CURLMOPT_SOCKETFUNCTION */
static int socket_wanted(
	CURL *easy, curl_socket_t fd, int what, void *context, void *socket_context)
{
	struct curl_loop *curl = context;
	struct watch *watch = socket_context;
	uint32_t events = 0;

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		if (watch) {
			watch_free(curl, watch);
		}
		return 0;
	}
	events |= what & CURL_POLL_IN ? (uint32_t)EPOLLIN : 0;
	events |= what & CURL_POLL_OUT ? (uint32_t)EPOLLOUT : 0;
	if (watch) {
		return loop_io_change(curl->loop, &watch->io, events) == 0 ? 0 : -1;
	}
	watch = calloc(1, sizeof(*watch));
	if (!watch) {
		return -1;
	}
	watch->curl = curl;
	if (loop_io_add(curl->loop, &watch->io, fd, events, on_socket) != 0) {
		free(watch);
		return -1;
	}
	(void)curl_multi_assign(curl->multi, fd, watch);
	return 0;
}

/* CURLMOPT_TIMERFUNCTION */
static int timer_wanted(CURLM *multi, long delay_ms, void *context)
{
	struct curl_loop *curl = context;

	(void)multi;
	if (delay_ms < 0) {
		loop_timer_stop(curl->loop, &curl->timer);
	} else {
		loop_timer_start(curl->loop, &curl->timer, (uint64_t)delay_ms);
	}
	return 0;
}

static void on_timer(struct timer *timer)
{
	act(container_of(timer, struct curl_loop, timer), CURL_SOCKET_TIMEOUT, 0);
}

static void close_multi(struct curl_loop *curl)
{
	if (curl->multi) {
		curl_multi_cleanup(curl->multi);
		curl->multi = NULL;
	}
	loop_timer_stop(curl->loop, &curl->timer);
	loop_timer_stop(curl->loop, &curl->idle);
	curl->broken = false;
}

/* A storm leaves its memory in pieces that only a trim returns; what is regular isn't worth it. */
static void trim(struct curl_loop *curl)
{
#ifdef __GLIBC__
	if (curl->since_trim >= TRIM_TRANSFERS) {
		malloc_trim(0);
	}
#endif
	curl->since_trim = 0;
}

/* First after a second of rest, then after a minute. */
static void on_idle(struct timer *timer)
{
	struct curl_loop *curl = container_of(timer, struct curl_loop, idle);

	if (curl->since_trim > 0) {
		trim(curl);
		loop_timer_start(curl->loop, &curl->idle, IDLE_MS - REST_MS);
	} else {
		close_multi(curl);
	}
}

/*
 * Connections that wait for work cost Nextcloud a process each, and us memory. The many of a storm
 * are kept while it lasts; after it libcurl closes one of them with each transfer that ends.
 */
static void limit_connections(struct curl_loop *curl)
{
	bool storm = curl->active > FEW_CONNECTIONS;

	curl_multi_setopt(curl->multi, CURLMOPT_MAXCONNECTS,
		(long)(storm ? MANY_CONNECTIONS : FEW_CONNECTIONS));
}

static int open_multi(struct curl_loop *curl)
{
	curl->multi = curl_multi_init();
	if (!curl->multi) {
		return -ENOMEM;
	}
	curl_multi_setopt(curl->multi, CURLMOPT_SOCKETFUNCTION, socket_wanted);
	curl_multi_setopt(curl->multi, CURLMOPT_SOCKETDATA, curl);
	curl_multi_setopt(curl->multi, CURLMOPT_TIMERFUNCTION, timer_wanted);
	curl_multi_setopt(curl->multi, CURLMOPT_TIMERDATA, curl);
	return 0;
}

/* The last transfer has gone: keep the connections for a while, unless the handle is dead. */
static void rest(struct curl_loop *curl)
{
	if (curl->active > 0 || !curl->multi) {
		return;
	}
	if (curl->broken) {
		close_multi(curl);
	} else {
		loop_timer_start(curl->loop, &curl->idle, REST_MS);
	}
}

static void on_harvest(struct task *task)
{
	struct curl_loop *curl = container_of(task, struct curl_loop, harvest);
	struct CURLMsg *message;
	bool freed = false;
	int left;

	curl->ret_freed = &freed;
	while (curl->multi && (message = curl_multi_info_read(curl->multi, &left)) != NULL) {
		CURL *easy = message->easy_handle;
		CURLcode code = message->data.result;

		if (message->msg != CURLMSG_DONE) {
			continue;
		}
		curl_loop_remove(curl, easy);
		curl->fn(curl->context, easy, code);
		if (freed) {
			return;
		}
	}
	curl->ret_freed = NULL;
	rest(curl);
}

int curl_loop_new(struct loop *loop, curl_loop_fn *fn, void *context, struct curl_loop **ret_curl)
{
	struct curl_loop *curl = calloc(1, sizeof(*curl));

	if (!curl) {
		return -ENOMEM;
	}
	*curl = (struct curl_loop){.loop = loop, .fn = fn, .context = context};
	timer_init(&curl->timer, on_timer);
	timer_init(&curl->idle, on_idle);
	task_init(&curl->harvest, on_harvest);
	*ret_curl = curl;
	return 0;
}

struct curl_loop *curl_loop_free(struct curl_loop *curl)
{
	if (!curl) {
		return NULL;
	}
	assert(curl->active == 0);
	close_multi(curl);
	loop_cancel(&curl->harvest);
	if (curl->initialised) {
		curl_global_cleanup();
	}
	if (curl->ret_freed) {
		*curl->ret_freed = true;
	}
	free(curl);
	return NULL;
}

CURL *curl_loop_easy(struct curl_loop *curl)
{
	if (!curl->initialised) {
		if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wiping_free, wiping_realloc,
			    strdup, calloc) != CURLE_OK) {
			return NULL;
		}
		curl->initialised = true;
	}
	return curl_easy_init();
}

int curl_loop_add(struct curl_loop *curl, CURL *easy)
{
	if (!curl->multi) {
		int r = open_multi(curl);

		if (r < 0) {
			return r;
		}
	}
	if (curl->broken || curl_multi_add_handle(curl->multi, easy) != CURLM_OK) {
		rest(curl);
		return -ENOMEM;
	}
	loop_timer_stop(curl->loop, &curl->idle);
	curl->active++;
	curl->since_trim++;
	limit_connections(curl);
	return 0;
}

void curl_loop_remove(struct curl_loop *curl, CURL *easy)
{
	assert(curl->active > 0);
	curl_multi_remove_handle(curl->multi, easy);
	curl->active--;
	rest(curl);
}
