/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * When a pending built-in message leaves (wire.md §1, "Debounce"). Pure arithmetic on milliseconds
 * of one clock.
 */
#ifndef PUSH_DEBOUNCE_H
#define PUSH_DEBOUNCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/random.h"
#include "push/kind.h"

#define DEBOUNCE_GATHER_MS 100U /* waits so long for more of the same */

/* Factors are kept in 1/1024: 512 … 1535 stand for [0.5, 1.5). */
#define DEBOUNCE_FACTOR_ONE 1024U

static inline uint16_t debounce_factor(struct rng *rng)
{
	return (uint16_t)(DEBOUNCE_FACTOR_ONE / 2 + rng_below(rng, DEBOUNCE_FACTOR_ONE));
}

/* The window of a session whose factor is 1, the same for all of them. */
static inline uint32_t debounce_window_s(uint64_t active_connections, uint32_t max_debounce_s)
{
	uint64_t seconds = active_connections / 10;

	if (seconds > max_debounce_s) {
		seconds = max_debounce_s;
	}
	return seconds < 1 ? 1 : (uint32_t)seconds;
}

/* window(kind) in ms for a session with FACTOR. */
static inline uint32_t debounce_window_ms(enum push_kind kind, uint32_t window_s, uint16_t factor)
{
	if (kind == KIND_NOTIFICATION) {
		return 1000;
	}
	return (uint32_t)((uint64_t)window_s * 1000 * factor / DEBOUNCE_FACTOR_ONE);
}

/*
 * due = min( max(received_last + 100, sent_last + window), first_pending + max(100, window) + 100 )
 * WAS_SENT tells whether SENT_LAST means anything.
 */
static inline uint64_t debounce_due_ms(uint64_t received_last, uint64_t first_pending,
	bool was_sent, uint64_t sent_last, uint32_t window)
{
	uint64_t due = received_last + DEBOUNCE_GATHER_MS;
	uint64_t bound = first_pending + DEBOUNCE_GATHER_MS +
			 (window > DEBOUNCE_GATHER_MS ? window : DEBOUNCE_GATHER_MS);

	if (was_sent && sent_last + window > due) {
		due = sent_last + window;
	}
	return due < bound ? due : bound;
}

#endif
