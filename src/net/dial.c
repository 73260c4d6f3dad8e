/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See dial.h. The first step runs as a deferred task, so that even what fails at once is told from
 * the loop and never from within dial_start().
 */
#include "net/dial.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"
#include "net/resolve.h"

struct dial {
	struct loop *loop;
	dial_fn *done;
	void *context;
	char *host;
	char *socket;
	uint16_t port;
	uint64_t due_ms;
	struct task start;
	struct timer timer; /* the look-up's time-out, then the share of the address at hand */
	struct loop_io io;
	int fd;
	struct resolve *resolve;
	struct resolve_result found;
	unsigned at; /* addresses used */
	int error;   /* of the last address */
};

static void close_socket(struct dial *dial)
{
	loop_io_remove(dial->loop, &dial->io);
	if (dial->fd >= 0) {
		close(dial->fd);
	}
	dial->fd = -1;
}

struct dial *dial_cancel(struct dial *dial)
{
	if (dial) {
		close_socket(dial);
		resolve_cancel(dial->resolve);
		loop_timer_stop(dial->loop, &dial->timer);
		loop_cancel(&dial->start);
		free(dial->host);
		free(dial->socket);
		free(dial);
	}
	return NULL;
}

static void finish(struct dial *dial, const struct dial_result *result)
{
	dial_fn *done = dial->done;
	void *context = dial->context;

	dial_cancel(dial);
	done(context, result);
}

static void succeed(struct dial *dial)
{
	const struct dial_result result = {.fd = dial->fd, .text = ""};

	loop_io_remove(dial->loop, &dial->io);
	dial->fd = -1;
	finish(dial, &result);
}

static void fail(struct dial *dial, int error, const char *text)
{
	finish(dial, &(struct dial_result){.fd = -1, .error = error, .text = text});
}

static void fail_connecting(struct dial *dial)
{
	char text[160];
	char tries[40] = "";

	if (dial->found.count > 1) {
		(void)snprintf(
			tries, sizeof(tries), " (the last of %u addresses)", dial->found.count);
	}
	switch (dial->error) {
	case ECONNREFUSED:
		(void)snprintf(
			text, sizeof(text), "connection refused: nothing listens there%s", tries);
		break;
	case ENOENT:
		(void)snprintf(text, sizeof(text), "there is no such socket");
		break;
	case EACCES:
		(void)snprintf(text, sizeof(text), "permission denied for this user");
		break;
	case ETIMEDOUT:
		(void)snprintf(text, sizeof(text), "no answer to the connection in time%s", tries);
		break;
	case EAGAIN:
		(void)snprintf(text, sizeof(text), "the server is too busy to accept connections");
		break;
	default:
		(void)snprintf(
			text, sizeof(text), "cannot connect: %s%s", strerror(dial->error), tries);
	}
	fail(dial, dial->error, text);
}

static void try_next(struct dial *dial);

static void on_connected(struct loop_io *io, uint32_t events)
{
	struct dial *dial = container_of(io, struct dial, io);
	int error = 0;
	socklen_t len = sizeof(error);

	(void)events;
	if (getsockopt(dial->fd, SOL_SOCKET, SO_ERROR, &error, &len) < 0) {
		error = errno;
	}
	if (error == 0) {
		succeed(dial);
	} else {
		dial->error = error;
		try_next(dial);
	}
}

/* 0: connected or under way; else the errno. */
static int open_socket(struct dial *dial, const struct sockaddr *address, socklen_t len)
{
	dial->fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (dial->fd < 0) {
		return errno;
	}
	if (connect(dial->fd, address, len) < 0 && errno != EINPROGRESS && errno != EINTR) {
		return errno;
	}
	return -loop_io_add(dial->loop, &dial->io, dial->fd, EPOLLOUT, on_connected);
}

static void try_next(struct dial *dial)
{
	while (dial->at < dial->found.count) {
		const union resolve_address *address = &dial->found.addresses[dial->at];
		uint64_t now = loop_now_ms(dial->loop);
		uint64_t left = dial->due_ms > now ? dial->due_ms - now : 1;

		close_socket(dial);
		loop_timer_start(dial->loop, &dial->timer, left / (dial->found.count - dial->at));
		dial->at++;
		dial->error = open_socket(dial, &address->any, resolve_address_len(address));
		if (dial->error == 0) {
			return;
		}
	}
	fail_connecting(dial);
}

static void on_resolved(void *context, const struct resolve_result *result)
{
	struct dial *dial = context;

	dial->resolve = NULL;
	if (result->status != 0 || result->count == 0) {
		char text[200];

		(void)snprintf(text, sizeof(text), "the name cannot be resolved: %s",
			gai_strerror(result->status ? result->status : EAI_NONAME));
		fail(dial, DIAL_E_NAME, text);
		return;
	}
	dial->found = *result;
	try_next(dial);
}

static void on_timeout(struct timer *timer)
{
	struct dial *dial = container_of(timer, struct dial, timer);

	if (dial->resolve) {
		fail(dial, DIAL_E_NAME, "the name servers do not answer");
		return;
	}
	dial->error = ETIMEDOUT;
	try_next(dial);
}

static void start_unix(struct dial *dial)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t len = strlen(dial->socket);

	if (len >= sizeof(address.sun_path)) {
		dial->error = ENAMETOOLONG;
	} else {
		memcpy(address.sun_path, dial->socket, len);
		dial->error = open_socket(
			dial, (const struct sockaddr *)&address, (socklen_t)sizeof(address));
	}
	if (dial->error) {
		fail_connecting(dial);
	}
}

static void on_start(struct task *task)
{
	struct dial *dial = container_of(task, struct dial, start);
	uint64_t now = loop_now_ms(dial->loop);
	int r;

	loop_timer_start(dial->loop, &dial->timer, dial->due_ms > now ? dial->due_ms - now : 1);
	if (dial->socket) {
		start_unix(dial);
		return;
	}
	if (resolve_literal(dial->host, dial->port, &dial->found)) {
		try_next(dial);
		return;
	}
	r = resolve_start(dial->loop, dial->host, dial->port, on_resolved, dial, &dial->resolve);
	if (r < 0) {
		dial->error = -r;
		fail_connecting(dial);
	}
}

int dial_start(struct loop *loop, const struct dial_options *options, dial_fn *done, void *context,
	struct dial **ret_dial)
{
	struct dial *dial = calloc(1, sizeof(*dial));
	const char *name = options->socket ? options->socket : options->host;
	char *copy = str_dup_cstr(str_from_cstr(name));

	if (!dial || !copy) {
		free(dial);
		free(copy);
		return -ENOMEM;
	}
	*dial = (struct dial){.loop = loop, .done = done, .context = context, .fd = -1};
	dial->io = LOOP_IO_NULL;
	dial->port = options->port;
	*(options->socket ? &dial->socket : &dial->host) = copy;
	dial->due_ms = loop_now_ms(loop) + options->timeout_ms;
	task_init(&dial->start, on_start);
	timer_init(&dial->timer, on_timeout);
	loop_defer(loop, &dial->start);
	*ret_dial = dial;
	return 0;
}
