/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A Redis client that does one thing: PUBLISH, pipelined, over a Unix socket. Everything that was
 * published in a round of the loop leaves in one write. One thread.
 */
#ifndef BENCH_PUBLISHER_H
#define BENCH_PUBLISHER_H

#include "base/buf.h"
#include "net/loop.h"

struct publisher {
	struct loop *loop;
	struct loop_io io;
	struct task flush_task;
	struct buf out;
	uint64_t published;
	uint64_t answered;
};

NODISCARD int publisher_open(struct publisher *publisher, struct loop *loop, const char *path);
void publisher_close(struct publisher *publisher);

/* Queues one message, sent at the end of the round. */
void publisher_send(struct publisher *publisher, const char *channel, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Writes what is queued now: for whoever measures from this moment. */
void publisher_flush(struct publisher *publisher);

/* Messages that Redis has not confirmed yet. */
static inline uint64_t publisher_waiting(const struct publisher *publisher)
{
	return publisher->published - publisher->answered;
}

#endif
