/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * When a trouble is worth a line in the log: each reason once in an outage, and its end once.
 * And how long to wait before the next try.
 */
#ifndef PEER_REDIS_OUTAGE_H
#define PEER_REDIS_OUTAGE_H

#include "base/random.h"
#include "base/str.h"

#define REDIS_OUTAGE_REASONS 16U

struct redis_outage {
	bool open;
	uint64_t since_ms;
	unsigned count;
	uint64_t reasons[REDIS_OUTAGE_REASONS]; /* hashes of those that were told */
};

/* The outage goes on (or begins) for this reason; true when it has not been told yet. */
bool redis_outage_is_news(struct redis_outage *outage, uint64_t now_ms, struct str reason);

/* It is over; false when there was none. */
bool redis_outage_end(struct redis_outage *outage, uint64_t now_ms, uint64_t *ret_lasted_ms);

/* 0.1 s before the first repetition, twice as long each time, at most 5 s; up to half less. */
uint32_t redis_backoff_ms(struct rng *rng, unsigned attempts);

#endif
