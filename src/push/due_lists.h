/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is due when, for very many things with short and equal waits: a list for each of the next
 * 1,024 ms, and one timer of the loop for all of them.
 *
 * Leaner than a timer a thing (net/wheel.h): no callback, no second place for the deadline, and
 * what is due can be taken in slices. The price: an early entry is the owner's to notice. What is
 * due beyond the last list comes out of it early, and the owner adds it again. In no order within a
 * millisecond. One thread.
 */
#ifndef PUSH_DUE_LISTS_H
#define PUSH_DUE_LISTS_H

#include "net/loop.h"

#define DUE_LISTS 1024U

/* Embedded in what is due. All zero: in no list. */
struct due_link {
	struct due_link *next;
	struct due_link **from; /* what points here; NULL = in no list */
	uint64_t at_ms;         /* the list's time, in loop_now_ms() */
};

struct due_lists {
	struct loop *loop;
	struct timer timer;
	uint64_t first_ms; /* the lists before it are empty */
	uint32_t count;    /* entries in all lists */
	uint64_t occupied[DUE_LISTS / 64];
	struct due_link *lists[DUE_LISTS]; /* by the low bits of the time */
};

/* FN of the timer: take what is due. */
void due_lists_init(struct due_lists *lists, struct loop *loop, timer_fn *fn);

/* Forgets all entries. */
void due_lists_deinit(struct due_lists *lists);

static inline bool due_is_listed(const struct due_link *link)
{
	return link->from != NULL;
}

/* Adds an entry that is in no list; one that is overdue comes out next. */
void due_add(struct due_lists *lists, struct due_link *link, uint64_t due_ms);

/* Harmless when it is in no list. */
static inline void due_remove(struct due_lists *lists, struct due_link *link)
{
	if (!due_is_listed(link)) {
		return;
	}
	*link->from = link->next;
	if (link->next) {
		link->next->from = link->from;
	}
	link->from = NULL;
	lists->count--;
}

/* An entry whose list's time has come, out of its list; NULL: none, and the timer is set. */
struct due_link *due_take(struct due_lists *lists);

#endif
