/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See due_lists.h. A bit in `occupied` says that a list may have entries: it is cleared when the
 * list is seen empty, not when its last entry goes.
 */
#include "push/due_lists.h"

#include <string.h>

#define MASK (DUE_LISTS - 1)

void due_lists_init(struct due_lists *lists, struct loop *loop, timer_fn *fn)
{
	*lists = (struct due_lists){.loop = loop};
	timer_init(&lists->timer, fn);
}

void due_lists_deinit(struct due_lists *lists)
{
	loop_timer_stop(lists->loop, &lists->timer);
}

/* The time of the first occupied list behind first_ms; a whole turn ahead when there is none. */
static uint64_t next_ms(const struct due_lists *lists)
{
	uint32_t ahead = 1;

	while (ahead < DUE_LISTS) {
		uint32_t slot = (uint32_t)(lists->first_ms + ahead) & MASK;
		uint64_t bits = lists->occupied[slot / 64] >> (slot % 64);

		if (bits) {
			ahead += (uint32_t)__builtin_ctzll(bits);
			break;
		}
		ahead += 64 - slot % 64;
	}
	return lists->first_ms + MIN_OF(ahead, DUE_LISTS);
}

void due_add(struct due_lists *lists, struct due_link *link, uint64_t due_ms)
{
	uint64_t at;
	uint32_t slot;
	struct due_link **list;

	assert(!due_is_listed(link));
	if (UNLIKELY(lists->count == 0)) {
		memset(lists->occupied, 0, sizeof(lists->occupied));
		lists->first_ms = loop_now_ms(lists->loop);
	}
	at = MIN_OF(MAX_OF(due_ms, lists->first_ms), lists->first_ms + MASK);
	slot = (uint32_t)at & MASK;
	list = &lists->lists[slot];
	*link = (struct due_link){.next = *list, .from = list, .at_ms = at};
	if (*list) {
		(*list)->from = &link->next;
	} else {
		lists->occupied[slot / 64] |= UINT64_C(1) << (slot % 64);
	}
	*list = link;
	lists->count++;
	if (UNLIKELY(!lists->timer.armed || at < lists->timer.due_ms)) {
		loop_timer_start_at(lists->loop, &lists->timer, at);
	}
}

struct due_link *due_take(struct due_lists *lists)
{
	uint64_t now = loop_now_ms(lists->loop);

	while (lists->first_ms <= now && lists->count > 0) {
		uint32_t slot = (uint32_t)lists->first_ms & MASK;
		struct due_link *link = lists->lists[slot];

		if (link) {
			due_remove(lists, link);
			return link;
		}
		lists->occupied[slot / 64] &= ~(UINT64_C(1) << (slot % 64));
		lists->first_ms = MIN_OF(next_ms(lists), now + 1);
	}
	if (lists->count == 0) {
		loop_timer_stop(lists->loop, &lists->timer);
	} else {
		bool here = lists->lists[lists->first_ms & MASK] != NULL;

		loop_timer_start_at(
			lists->loop, &lists->timer, here ? lists->first_ms : next_ms(lists));
	}
	return NULL;
}
