/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See random.h. */
#include "base/random.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

#include "base/macro.h"

void random_bytes(void *ret_bytes, size_t len)
{
	unsigned char *at = ret_bytes;

	while (len > 0) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0 && errno == EINTR) {
			continue;
		}
		if (got <= 0) {
			abort();
		}
		at += got;
		len -= (size_t)got;
	}
}

void rng_init(struct rng *rng)
{
	do {
		random_bytes(&rng->state, sizeof(rng->state));
	} while (rng->state == 0);
}

uint32_t rng_next(struct rng *rng)
{
	uint64_t x = rng->state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	rng->state = x;
	return (uint32_t)((x * UINT64_C(0x2545F4914F6CDD1D)) >> 32);
}

uint32_t rng_below(struct rng *rng, uint32_t bound)
{
	assert(bound > 0);
	return (uint32_t)(((uint64_t)rng_next(rng) * bound) >> 32);
}
