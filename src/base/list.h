/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An intrusive doubly linked ring. A head and its members are of the same type; an empty head and a
 * member outside any list point at themselves. Owns nothing. Belongs to the owner's thread.
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stdbool.h>

#include "base/macro.h"

struct list {
	struct list *prev;
	struct list *next;
};

#define LIST_INIT(name)                                                                            \
	{                                                                                          \
		&(name), &(name)                                                                   \
	}

static inline void list_init(struct list *list)
{
	list->prev = list;
	list->next = list;
}

static inline bool list_is_empty(const struct list *list)
{
	return list->next == list;
}

/* ITEM must be in no list. */
static inline void list_append(struct list *head, struct list *item)
{
	item->prev = head->prev;
	item->next = head;
	head->prev->next = item;
	head->prev = item;
}

/* Leaves ITEM outside any list; harmless when it already was. */
static inline void list_remove(struct list *item)
{
	item->prev->next = item->next;
	item->next->prev = item->prev;
	list_init(item);
}

/* Moves all members of FROM behind those of TO; FROM is empty afterwards. */
static inline void list_splice(struct list *to, struct list *from)
{
	if (list_is_empty(from)) {
		return;
	}
	from->next->prev = to->prev;
	to->prev->next = from->next;
	from->prev->next = to;
	to->prev = from->prev;
	list_init(from);
}

static inline struct list *list_first(struct list *head)
{
	return list_is_empty(head) ? NULL : head->next;
}

#define list_entry(item, type, member) container_of(item, type, member)

#define list_for_each(item, head)                                                                  \
	for (struct list *item = (head)->next; item != (head); item = item->next)

/* ITEM may be removed (or freed) in the body. */
#define list_for_each_safe(item, after, head)                                                      \
	for (struct list *item = (head)->next, *after = item->next; item != (head);                \
		item = after, after = item->next)

#endif
