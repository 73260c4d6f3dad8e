/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Manners of the C library's heap. Without them a process keeps what its worst hour needed: a large
 * block that was freed once makes the library put all later ones of that size among the small ones,
 * and free pages between living ones stay ours. Any thread may allocate meanwhile.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/* What tidying has found; start with zeros. One thread. */
struct heap {
	size_t unusable; /* bytes that are free but could not be given back */
};

/* Large blocks are mapped one by one, for good. Before the first thread starts. */
void heap_init(void);

/*
 * Gives free pages back to the system if many have become free since the last time; true if so. To
 * be called now and then: it costs some tens of microseconds, and some hundreds after a storm. Does
 * nothing where the C library is not glibc.
 */
bool heap_tidy(struct heap *heap);

#endif
