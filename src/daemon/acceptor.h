/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A worker's share of the listeners: takes connections in, gives way to the other workers in turn
 * and when its table of open files fills up, and rests while not even a "no" can be said.
 * One a worker, in the worker's thread.
 */
#ifndef DAEMON_ACCEPTOR_H
#define DAEMON_ACCEPTOR_H

#include <stdatomic.h>

#include "net/loop.h"
#include "peer/ws_server.h"

struct acceptor_options {
	unsigned worker;           /* for the log */
	unsigned workers;          /* in all */
	atomic_uint *full_workers; /* how many of them have no descriptors left, shared by all */
	bool own_table; /* of open files: the other workers may have room when it is full */
	int listen_fd;
	int metrics_fd; /* -1 = none */
};

struct acceptor;

struct acceptor_listener {
	struct loop_io io;
	struct acceptor *acceptor;
	int fd; /* -1 = none */
	uint8_t flags;
};

struct acceptor {
	struct acceptor_options options;
	struct loop *loop;
	struct ws_server *server;
	struct acceptor_listener clients;
	struct acceptor_listener metrics;
	struct timer rest;    /* armed: nobody listens */
	uint32_t most_conns;  /* that fit in the table of a worker's own */
	uint32_t most_shared; /* that leave the hub what it needs in a table that it shares */
	bool full;            /* counted in options.full_workers */
	bool aside;           /* full, and leaves the clients to the others */
	bool stopped;
	bool told; /* that it rests, since it last took somebody in */
};

/* LOOP, SERVER and the descriptors are borrowed. 0, or -errno when it cannot listen. */
NODISCARD int acceptor_open(struct acceptor *acceptor, struct loop *loop, struct ws_server *server,
	const struct acceptor_options *options);

/* A connection is gone: there may be room again. */
void acceptor_note_room(struct acceptor *acceptor);

/* For good. Harmless when it is done twice. */
void acceptor_stop(struct acceptor *acceptor);

#endif
