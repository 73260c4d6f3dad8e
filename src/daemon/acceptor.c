/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * All workers wait for the same listening socket, each of them exclusively, so that a connection
 * wakes one of them. The kernel wakes the first that is free in the order in which they began to
 * wait, which left alone gives nearly everybody to one worker. So who has taken somebody in goes to
 * the end of the queue.
 *
 * With a table of open files of its own a worker may be full while others are not: it leaves the
 * listener to them. The last one stays, and turns away with a 503 whom it cannot take in, for which
 * the server keeps a descriptor in reserve. Should that be gone, too (another thread was quicker,
 * or the limit was lowered), everybody waits in the kernel's queue for a moment: the listener would
 * otherwise wake us again and again for nothing.
 */
#include "daemon/acceptor.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "base/log.h"

#define LOG_TARGET "notify_push::connection"

#define ACCEPT_AT_ONCE 64U
#define REST_MS        100U

/* Left free for what is no connection, for the round that fills it up, and for one more. */
#define SPARE_FDS  (32U + 2 * ACCEPT_AT_ONCE)
#define ROOM_AGAIN 64U

/* For Redis, database, Nextcloud and files, where the worker shares the table with the hub. */
#define HUB_FDS 64U

static void on_acceptable(struct loop_io *io, uint32_t events);

static const struct ip *peer_of(const struct sockaddr_storage *address, struct ip *ret_ip)
{
	if (address->ss_family == AF_INET6) {
		memcpy(ret_ip->bytes, &((const struct sockaddr_in6 *)address)->sin6_addr, 16);
		return ret_ip;
	}
	if (address->ss_family == AF_INET) {
		*ret_ip = (struct ip){{[10] = 0xFF, [11] = 0xFF}};
		memcpy(ret_ip->bytes + 12, &((const struct sockaddr_in *)address)->sin_addr, 4);
		return ret_ip;
	}
	return NULL;
}

/* Behind all others who wait for it. */
static int listen_on(struct acceptor *acceptor, struct acceptor_listener *listener)
{
	if (listener->fd < 0 || listener->io.fn) {
		return 0;
	}
	return loop_io_add(acceptor->loop, &listener->io, listener->fd, EPOLLIN | EPOLLEXCLUSIVE,
		on_acceptable);
}

static int listen_again(struct acceptor *acceptor)
{
	int r = acceptor->aside ? 0 : listen_on(acceptor, &acceptor->clients);

	return r == 0 ? listen_on(acceptor, &acceptor->metrics) : r;
}

static void take_rest(struct acceptor *acceptor)
{
	loop_io_remove(acceptor->loop, &acceptor->clients.io);
	loop_io_remove(acceptor->loop, &acceptor->metrics.io);
	loop_timer_start(acceptor->loop, &acceptor->rest, REST_MS);
}

/* A listener that cannot be watched for lack of memory is tried again after a rest, as well. */
static void listen_or_rest(struct acceptor *acceptor)
{
	int r;

	if (acceptor->stopped || acceptor->rest.armed) {
		return;
	}
	r = listen_again(acceptor);
	if (r < 0) {
		log_error("worker %u cannot listen: %s; trying again", acceptor->options.worker,
			strerror(-r));
		take_rest(acceptor);
	}
}

static void on_rested(struct timer *timer)
{
	struct acceptor *acceptor = container_of(timer, struct acceptor, rest);

	ws_server_keep_reserve(acceptor->server);
	listen_or_rest(acceptor);
}

/* In good time: what has been signalled to this worker alone still fits. */
static void note_full(struct acceptor *acceptor)
{
	unsigned full = atomic_load(acceptor->options.full_workers);

	if (!acceptor->full && acceptor->server->conns.used >= acceptor->most_conns) {
		acceptor->full = true;
		full = atomic_fetch_add(acceptor->options.full_workers, 1) + 1;
	}
	if (acceptor->full && !acceptor->aside && full < acceptor->options.workers) {
		acceptor->aside = true;
		loop_io_remove(acceptor->loop, &acceptor->clients.io);
	}
}

static bool is_exhaustion(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/*
 * Would one more client take a descriptor that the hub is going to need? Clients may be refused,
 * but a Redis that restarts while they fill the table has to be reached again.
 */
static bool is_for_the_hub(const struct acceptor_listener *listener)
{
	const struct acceptor *acceptor = listener->acceptor;

	return listener == &acceptor->clients &&
	       acceptor->server->conns.used >= acceptor->most_shared;
}

enum taken {
	TAKEN_NOBODY = 0, /* nobody waits any more */
	TAKEN_IN,
	TAKEN_NOT, /* turned away, or gone already: there may be others */
};

/* The next who waits: enum taken, or -errno when nothing can be done for him. */
static int take_one(struct acceptor_listener *listener)
{
	struct ws_server *server = listener->acceptor->server;
	struct sockaddr_storage address = {0};
	socklen_t len = sizeof(address);
	struct ip ip;
	int fd = accept4(
		listener->fd, (struct sockaddr *)&address, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
	int r;

	if (fd >= 0 && is_for_the_hub(listener)) {
		ws_server_turn_away(server, fd);
		return TAKEN_NOT;
	}
	if (fd >= 0) {
		ws_server_adopt(server, fd, peer_of(&address, &ip), listener->flags);
		return TAKEN_IN;
	}
	if (is_exhaustion(errno)) {
		r = ws_server_shed(server, listener->fd);
		return r > 0 ? TAKEN_NOT : r;
	}
	return errno == ECONNABORTED || errno == EINTR ? TAKEN_NOT : TAKEN_NOBODY;
}

/* Takes in who waits. How many; -errno when some wait whom nothing can be done for. */
static int take_in(struct acceptor_listener *listener)
{
	int taken = 0;

	for (unsigned i = 0; i < ACCEPT_AT_ONCE; i++) {
		int r = take_one(listener);

		if (r < 0) {
			return r;
		}
		if (r == TAKEN_NOBODY) {
			break;
		}
		taken += r == TAKEN_IN;
	}
	return taken;
}

static void tell_stuck(struct acceptor *acceptor, int error)
{
	if (!acceptor->told) {
		log_warn("worker %u cannot accept connections: %s; new clients have to wait "
			 "(LimitNOFILE=, ulimit -n)",
			acceptor->options.worker, strerror(-error));
	}
	acceptor->told = true;
}

static void on_acceptable(struct loop_io *io, uint32_t events)
{
	struct acceptor_listener *listener = container_of(io, struct acceptor_listener, io);
	struct acceptor *acceptor = listener->acceptor;
	int taken;

	(void)events;
	note_full(acceptor);
	taken = take_in(listener);
	if (taken < 0) {
		tell_stuck(acceptor, taken);
		take_rest(acceptor);
		return;
	}
	acceptor->told = acceptor->told && taken == 0;
	if (taken > 0 && acceptor->options.workers > 1 && listener->io.fn) {
		loop_io_remove(acceptor->loop, &listener->io);
		listen_or_rest(acceptor);
	}
}

void acceptor_note_room(struct acceptor *acceptor)
{
	if (!acceptor->full || acceptor->stopped ||
		acceptor->server->conns.used >= acceptor->most_conns - ROOM_AGAIN) {
		return;
	}
	acceptor->full = false;
	acceptor->aside = false;
	atomic_fetch_sub(acceptor->options.full_workers, 1);
	listen_or_rest(acceptor);
}

void acceptor_stop(struct acceptor *acceptor)
{
	acceptor->stopped = true;
	loop_timer_stop(acceptor->loop, &acceptor->rest);
	loop_io_remove(acceptor->loop, &acceptor->clients.io);
	loop_io_remove(acceptor->loop, &acceptor->metrics.io);
}

/* Sets both limits as far as they concern us. */
static void count_descriptors(struct acceptor *acceptor)
{
	struct rlimit limit;
	uint32_t all;

	acceptor->most_conns = UINT32_MAX;
	acceptor->most_shared = UINT32_MAX;
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= UINT32_MAX) {
		return;
	}
	all = (uint32_t)limit.rlim_cur;
	if (!acceptor->options.own_table) {
		acceptor->most_shared = all - MIN_OF(HUB_FDS, all / 4);
	} else if (all >= 2 * (SPARE_FDS + ROOM_AGAIN)) {
		acceptor->most_conns = all - SPARE_FDS;
	}
}

int acceptor_open(struct acceptor *acceptor, struct loop *loop, struct ws_server *server,
	const struct acceptor_options *options)
{
	*acceptor = (struct acceptor){
		.options = *options,
		.loop = loop,
		.server = server,
		.clients = {LOOP_IO_NULL, acceptor, options->listen_fd, 0},
		.metrics = {LOOP_IO_NULL, acceptor, options->metrics_fd, WS_FLAG_METRICS},
	};
	count_descriptors(acceptor);
	timer_init(&acceptor->rest, on_rested);
	return listen_again(acceptor);
}
