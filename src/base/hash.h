/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Hashing for tables. Keyed with a secret of the process (SipHash-1-3, Aumasson and Bernstein), so
 * that nobody who picks names can make them collide. Not stable between runs. Any thread, once
 * hash_init() has run in main.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

/* Draws the secret; call once before any thread starts. */
void hash_init(void);

uint64_t hash_str(struct str s);

/* For integers that a peer does not choose freely (a mix, not a keyed hash). */
static inline uint64_t hash_u64(uint64_t x)
{
	x ^= x >> 32;
	x *= UINT64_C(0xD6E8FEB86659FD93);
	x ^= x >> 32;
	x *= UINT64_C(0xD6E8FEB86659FD93);
	x ^= x >> 32;
	return x;
}

#endif
