/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Random numbers: the kernel's for secrets and hash keys, a fast generator for jitter. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* Fills with unpredictable bytes. Cannot fail: aborts if the kernel has no randomness to give. */
void random_bytes(void *ret_bytes, size_t len);

/* xorshift64*: for jitter, never for secrets. One thread each. */
struct rng {
	uint64_t state;
};

void rng_init(struct rng *rng);
uint32_t rng_next(struct rng *rng);

/* Uniform in [0, bound); BOUND must not be 0. */
uint32_t rng_below(struct rng *rng, uint32_t bound);

#endif
