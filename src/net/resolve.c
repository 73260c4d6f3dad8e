/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See resolve.h. The request is shared by the thread and the loop and freed by whoever lets go
 * last, so that a cancelled look-up neither delays nor outlives anything that others can see.
 */
#include "net/resolve.h"

#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "net/wake.h"

struct resolve {
	atomic_uint refs; /* the loop's and the thread's */
	struct wake wake;
	resolve_fn *done;
	void *context;
	char *host;
	uint16_t port;
	struct resolve_result result;
};

socklen_t resolve_address_len(const union resolve_address *address)
{
	return address->any.sa_family == AF_INET6 ? sizeof(address->v6) : sizeof(address->v4);
}

/* The next of the list that is (not) of FAMILY, or NULL. */
static const struct addrinfo *next_of(const struct addrinfo *list, int family, bool same)
{
	while (list && (list->ai_family == family) != same) {
		list = list->ai_next;
	}
	return list;
}

static void add(struct resolve_result *result, const struct addrinfo *info)
{
	union resolve_address *to = &result->addresses[result->count];

	if (info->ai_addrlen <= sizeof(*to)) {
		memcpy(to, info->ai_addr, info->ai_addrlen);
		result->count++;
	}
}

/* The first family of the list and the other one by turns. */
static void collect(struct resolve_result *result, const struct addrinfo *list)
{
	int family = list->ai_family;
	const struct addrinfo *ours = next_of(list, family, true);
	const struct addrinfo *others = next_of(list, family, false);

	while ((ours || others) && result->count < RESOLVE_MAX_ADDRESSES) {
		if (ours) {
			add(result, ours);
			ours = next_of(ours->ai_next, family, true);
		}
		if (others && result->count < RESOLVE_MAX_ADDRESSES) {
			add(result, others);
			others = next_of(others->ai_next, family, false);
		}
	}
}

static void look_up(const char *host, uint16_t port, int flags, struct resolve_result *result)
{
	const struct addrinfo hints = {
		.ai_flags = flags | AI_NUMERICSERV,
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
	};
	struct addrinfo *list = NULL;
	char service[8];

	(void)snprintf(service, sizeof(service), "%u", port);
	*result = (struct resolve_result){.status = getaddrinfo(host, service, &hints, &list)};
	if (result->status == 0) {
		collect(result, list);
		freeaddrinfo(list);
	}
}

bool resolve_literal(const char *host, uint16_t port, struct resolve_result *ret_result)
{
	struct resolve_result result;

	look_up(host, port, AI_NUMERICHOST, &result);
	if (result.status != 0) {
		return false;
	}
	*ret_result = result;
	return true;
}

static void release(struct resolve *resolve)
{
	if (atomic_fetch_sub(&resolve->refs, 1) == 1) {
		wake_deinit(&resolve->wake);
		free(resolve->host);
		free(resolve);
	}
}

static void *thread_main(void *context)
{
	struct resolve *resolve = context;

	look_up(resolve->host, resolve->port, AI_ADDRCONFIG, &resolve->result);
	wake_signal(&resolve->wake);
	release(resolve);
	return NULL;
}

static void on_done(void *context)
{
	struct resolve *resolve = context;

	wake_detach(&resolve->wake);
	resolve->done(resolve->context, &resolve->result);
	release(resolve);
}

/* All signals stay with the main thread. */
static int start_thread(struct resolve *resolve)
{
	pthread_attr_t attributes;
	pthread_t thread;
	sigset_t all;
	sigset_t before;
	int r;

	sigfillset(&all);
	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = pthread_create(&thread, &attributes, thread_main, resolve);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	return -r;
}

int resolve_start(struct loop *loop, const char *host, uint16_t port, resolve_fn *done,
	void *context, struct resolve **ret_resolve)
{
	struct resolve *resolve = calloc(1, sizeof(*resolve));
	int r;

	if (!resolve) {
		return -ENOMEM;
	}
	*resolve = (struct resolve){.done = done, .context = context, .port = port};
	atomic_init(&resolve->refs, 1);
	resolve->wake.fd = -1;
	resolve->host = str_dup_cstr(str_from_cstr(host));
	r = resolve->host ? wake_init(&resolve->wake, false, on_done, resolve) : -ENOMEM;
	if (r == 0) {
		r = wake_attach(&resolve->wake, loop);
	}
	if (r == 0) {
		atomic_fetch_add(&resolve->refs, 1);
		r = start_thread(resolve);
		if (r < 0) {
			atomic_fetch_sub(&resolve->refs, 1);
		}
	}
	if (r < 0) {
		resolve_cancel(resolve);
		return r;
	}
	*ret_resolve = resolve;
	return 0;
}

struct resolve *resolve_cancel(struct resolve *resolve)
{
	if (resolve) {
		wake_detach(&resolve->wake);
		release(resolve);
	}
	return NULL;
}
