/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Many clients of a push server: opened with pre-auth tokens, held, pings answered, frames counted
 * with the time of their arrival. A client costs some 50 bytes, and one round of the loop reads
 * each ready client once, so that the generator disturbs what it measures as little as it can. One
 * thread.
 */
#ifndef BENCH_CROWD_H
#define BENCH_CROWD_H

#include <sys/socket.h>

#include "base/buf.h"
#include "net/loop.h"
#include "proto/ws_frame.h"
#include "publisher.h"
#include "samples.h"

enum client_state {
	CLIENT_CLOSED,
	CLIENT_UPGRADING, /* the request is out */
	CLIENT_LOGIN,     /* both login frames are out */
	CLIENT_OPEN,      /* `authenticated` came */
};

struct client {
	int fd;
	uint32_t number; /* user and token are made of it */
	enum client_state state;
	struct ws_decoder decoder;
	uint64_t asked_ns; /* when an event for it alone was published; 0 = none */
};

struct crowd {
	struct loop *loop;
	struct publisher *publisher;
	struct client *clients;
	uint32_t cap;
	uint32_t used;
	uint32_t open;
	uint32_t opening;
	uint32_t failed; /* never got in */
	uint32_t lost;   /* got in and were dropped */
	struct sockaddr_storage server;
	socklen_t server_len;
	struct buf request;
	char run[17]; /* random, part of every token */
	/* Since crowd_clear() */
	uint64_t frames;
	uint64_t pings;
	uint64_t first_frame_ns;
	uint64_t last_frame_ns;
	struct samples samples;
	char in[65536];
};

/* SERVER: a port of 127.0.0.1, or the path of a Unix socket. CAP: most clients. */
NODISCARD int crowd_init(struct crowd *crowd, struct loop *loop, struct publisher *publisher,
	const char *server, uint32_t cap);
void crowd_deinit(struct crowd *crowd);

/* Starts one more client, for user NUMBER ("user%06u"). 0 or -errno. */
NODISCARD int crowd_add(struct crowd *crowd, uint32_t number);

/* Forgets all that was counted. */
void crowd_clear(struct crowd *crowd);

/* crowd_open.c: a client on its way in */
NODISCARD int crowd_connect(struct crowd *crowd, struct client *client);
NODISCARD bool crowd_upgraded(struct crowd *crowd, struct client *client, struct str answer);
NODISCARD bool crowd_send(
	const struct client *client, enum ws_opcode opcode, const char *text, size_t len);

#endif
