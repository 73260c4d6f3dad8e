/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A hierarchical timing wheel (Varghese and Lauck, 1987) with millisecond ticks.
 *
 * Starting, re-starting and stopping a timer cost O(1) and touch the timer, its neighbours and one
 * slot. Range: 2^32 ms ahead (49 days); later deadlines are re-armed on the way. A wheel and its
 * timers belong to one thread. The wheel has no clock: the loop tells it the time.
 */
#ifndef NET_WHEEL_H
#define NET_WHEEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"

struct timer;

/* Runs when the timer is due; the timer is stopped by then and may be started again or freed. */
typedef void timer_fn(struct timer *timer);

struct timer {
	struct list link;
	uint64_t due_ms;
	timer_fn *fn;
	uint16_t slot;
	bool armed;
};

#define WHEEL_FIRST_BITS 8U /* 256 slots of 1 ms, then four levels of 64 slots */
#define WHEEL_BITS       6U
#define WHEEL_LEVELS     5U
#define WHEEL_SLOTS      ((1U << WHEEL_FIRST_BITS) + (WHEEL_LEVELS - 1) * (1U << WHEEL_BITS))
#define WHEEL_NEVER      UINT64_MAX

struct wheel {
	uint64_t now_ms;
	uint64_t occupied[WHEEL_SLOTS / 64]; /* a bit a slot */
	struct list slots[WHEEL_SLOTS];
	struct list due; /* expired, not run yet */
};

void wheel_init(struct wheel *wheel, uint64_t now_ms);

/* FN must not be NULL. The timer is stopped. */
void timer_init(struct timer *timer, timer_fn *fn);

/* (Re)starts the timer for an absolute time; one that has passed runs at the next advance. */
void wheel_start(struct wheel *wheel, struct timer *timer, uint64_t due_ms);

/* Harmless when it is not running. */
void wheel_stop(struct wheel *wheel, struct timer *timer);

/* Moves the time on and runs what is due, earliest tick first. */
void wheel_advance(struct wheel *wheel, uint64_t now_ms);

/*
 * When to look again: never later than the first deadline, WHEEL_NEVER without one. (It may be
 * earlier when many timers share a far slot: they move to a finer level then.)
 */
uint64_t wheel_next(const struct wheel *wheel);

#endif
