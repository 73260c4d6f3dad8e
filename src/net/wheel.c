/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The wheel. Level 0 has a slot for each of the next 256 ms; each higher level has 64 slots, one of
 * them as wide as the whole level below. A timer sits in the finest level that reaches its deadline
 * and moves down ("cascades") when the time comes to its slot. A bitmap of the occupied slots finds
 * the next one without walking: an idle server asks once and sleeps.
 */
#include "net/wheel.h"

#define FIRST_SLOTS (1U << WHEEL_FIRST_BITS)
#define LEVEL_SLOTS (1U << WHEEL_BITS)
#define NO_SLOT     UINT16_MAX

/* Up to so many timers of a far slot are looked at to find the exact next deadline. */
#define EXACT_LOOK 4

static unsigned level_shift(unsigned level)
{
	return level == 0 ? 0 : WHEEL_FIRST_BITS + (level - 1) * WHEEL_BITS;
}

static unsigned level_first_slot(unsigned level)
{
	return level == 0 ? 0 : FIRST_SLOTS + (level - 1) * LEVEL_SLOTS;
}

static unsigned level_mask(unsigned level)
{
	return level == 0 ? FIRST_SLOTS - 1 : LEVEL_SLOTS - 1;
}

void wheel_init(struct wheel *wheel, uint64_t now_ms)
{
	*wheel = (struct wheel){.now_ms = now_ms};
	for (unsigned i = 0; i < WHEEL_SLOTS; i++) {
		list_init(&wheel->slots[i]);
	}
	list_init(&wheel->due);
}

void timer_init(struct timer *timer, timer_fn *fn)
{
	assert(fn);
	*timer = (struct timer){.fn = fn, .slot = NO_SLOT};
	list_init(&timer->link);
}

/* The slot for a deadline in the future of the wheel's time. */
static unsigned slot_for(const struct wheel *wheel, uint64_t due_ms)
{
	uint64_t ahead = due_ms - wheel->now_ms;
	uint64_t reach = (uint64_t)1 << level_shift(WHEEL_LEVELS);
	unsigned level = 0;

	if (LIKELY(ahead < FIRST_SLOTS)) {
		return (unsigned)due_ms & level_mask(0);
	}
	if (ahead >= reach) {
		/* Beyond the horizon: park it at the far end, it finds its place from there. */
		due_ms = wheel->now_ms + reach - 1;
		ahead = reach - 1;
	}
	while (ahead >> level_shift(level + 1)) {
		level++;
	}
	return level_first_slot(level) +
	       ((unsigned)(due_ms >> level_shift(level)) & level_mask(level));
}

static void place(struct wheel *wheel, struct timer *timer)
{
	unsigned slot;

	if (timer->due_ms <= wheel->now_ms) {
		timer->slot = NO_SLOT;
		list_append(&wheel->due, &timer->link);
		return;
	}
	slot = slot_for(wheel, timer->due_ms);
	timer->slot = (uint16_t)slot;
	list_append(&wheel->slots[slot], &timer->link);
	wheel->occupied[slot / 64] |= (uint64_t)1 << (slot % 64);
}

static void unplace(struct wheel *wheel, struct timer *timer)
{
	unsigned slot = timer->slot;

	list_remove(&timer->link);
	if (slot != NO_SLOT && list_is_empty(&wheel->slots[slot])) {
		wheel->occupied[slot / 64] &= ~((uint64_t)1 << (slot % 64));
	}
}

void wheel_start(struct wheel *wheel, struct timer *timer, uint64_t due_ms)
{
	if (timer->armed) {
		unplace(wheel, timer);
	}
	timer->armed = true;
	timer->due_ms = due_ms;
	place(wheel, timer);
}

void wheel_stop(struct wheel *wheel, struct timer *timer)
{
	if (timer->armed) {
		timer->armed = false;
		unplace(wheel, timer);
	}
}

/* Empties a slot; its timers find a finer place or are due. */
static void cascade(struct wheel *wheel, unsigned slot)
{
	struct list moved;

	if (!(wheel->occupied[slot / 64] >> (slot % 64) & 1)) {
		return;
	}
	wheel->occupied[slot / 64] &= ~((uint64_t)1 << (slot % 64));
	if (slot < FIRST_SLOTS) {
		/* One millisecond, and it is now. That its timers still name it does no harm. */
		list_splice(&wheel->due, &wheel->slots[slot]);
		return;
	}
	list_init(&moved);
	list_splice(&moved, &wheel->slots[slot]);
	while (!list_is_empty(&moved)) {
		struct timer *timer = list_entry(moved.next, struct timer, link);

		list_remove(&timer->link);
		place(wheel, timer);
	}
}

/* Slots from the current position of LEVEL (exclusive) to the next occupied one; 0 if none. */
static unsigned distance(const struct wheel *wheel, unsigned level)
{
	unsigned first = level_first_slot(level);
	unsigned count = level_mask(level) + 1;
	unsigned at = (unsigned)(wheel->now_ms >> level_shift(level)) & level_mask(level);

	for (unsigned ahead = 1; ahead <= count;) {
		unsigned slot = first + ((at + ahead) & (count - 1));
		uint64_t word = wheel->occupied[slot / 64] >> (slot % 64);

		if (word) {
			ahead += (unsigned)__builtin_ctzll(word);
			return ahead <= count ? ahead : 0;
		}
		ahead += 64 - slot % 64;
	}
	return 0;
}

/* The start of the next occupied slot of LEVEL, WHEEL_NEVER when the level is empty. */
static uint64_t level_next(const struct wheel *wheel, unsigned level)
{
	unsigned ahead = distance(wheel, level);

	if (ahead == 0) {
		return WHEEL_NEVER;
	}
	return ((wheel->now_ms >> level_shift(level)) + ahead) << level_shift(level);
}

/* The first deadline in the slot that begins at START, or START itself when it is crowded. */
static uint64_t slot_deadline(const struct wheel *wheel, unsigned level, uint64_t start)
{
	unsigned slot = level_first_slot(level) +
			((unsigned)(start >> level_shift(level)) & level_mask(level));
	uint64_t first = WHEEL_NEVER;
	int looked = 0;

	list_for_each (link, &wheel->slots[slot]) {
		const struct timer *timer = list_entry(link, struct timer, link);

		if (++looked > EXACT_LOOK) {
			return start;
		}
		first = MIN_OF(first, timer->due_ms);
	}
	return first;
}

uint64_t wheel_next(const struct wheel *wheel)
{
	uint64_t next = level_next(wheel, 0);

	if (!list_is_empty(&wheel->due)) {
		return wheel->now_ms;
	}
	for (unsigned level = 1; level < WHEEL_LEVELS; level++) {
		uint64_t start = level_next(wheel, level);

		if (start < next) {
			next = MIN_OF(next, slot_deadline(wheel, level, start));
		}
	}
	return next;
}

static void run_due(struct wheel *wheel)
{
	struct list batch;

	/* What a timer starts for "now" waits for the next advance: no timer can spin us. */
	list_init(&batch);
	list_splice(&batch, &wheel->due);
	while (!list_is_empty(&batch)) {
		struct timer *timer = list_entry(batch.next, struct timer, link);

		list_remove(&timer->link);
		timer->armed = false;
		timer->fn(timer);
	}
}

/* The slots that begin at the wheel's time, the coarsest level first. */
static void cascade_now(struct wheel *wheel)
{
	uint64_t now = wheel->now_ms;

	for (unsigned level = WHEEL_LEVELS; level-- > 0;) {
		unsigned shift = level_shift(level);

		if ((now & (((uint64_t)1 << shift) - 1)) == 0) {
			cascade(wheel, level_first_slot(level) +
					       ((unsigned)(now >> shift) & level_mask(level)));
		}
	}
}

void wheel_advance(struct wheel *wheel, uint64_t now_ms)
{
	run_due(wheel);
	while (wheel->now_ms < now_ms) {
		uint64_t next = now_ms;

		for (unsigned level = 0; level < WHEEL_LEVELS; level++) {
			next = MIN_OF(next, level_next(wheel, level));
		}
		wheel->now_ms = next;
		cascade_now(wheel);
		run_due(wheel);
	}
}
