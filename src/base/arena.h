/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An arena: many small allocations that live and die together (one inbound message, one file).
 * A limit bounds what a peer can make us hold. Belongs to one thread.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first */
	char *at;                   /* free bytes of the newest block: [at, end) */
	char *end;
	size_t held;  /* bytes taken from malloc */
	size_t limit; /* most bytes to take; 0 = no limit */
};

#define ARENA_INIT(limit_bytes) ((struct arena){.limit = (limit_bytes)})

/* Frees everything. The arena can be used again. */
void arena_deinit(struct arena *arena);

/* The same for secrets: the bytes are wiped first. */
void arena_deinit_secret(struct arena *arena);

/* Forgets all allocations but keeps one block, so that the next message needs no malloc. */
void arena_reset(struct arena *arena);

/* SIZE bytes, aligned for any type, not zeroed; NULL when the limit or memory is out. */
NODISCARD void *arena_alloc(struct arena *arena, size_t size);

/* The same, zeroed; NULL also when COUNT * SIZE overflows. */
NODISCARD void *arena_zalloc(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type)              ((type *)arena_zalloc((arena), 1, sizeof(type)))
#define ARENA_NEW_ARRAY(arena, type, count) ((type *)arena_zalloc((arena), (count), sizeof(type)))

/*
 * Room for NEW_SIZE bytes with the first OLD_SIZE kept. Grows in place when PTR was the newest
 * allocation. NULL PTR with OLD_SIZE 0 is a plain allocation. On failure PTR stays valid.
 */
NODISCARD void *arena_realloc(struct arena *arena, void *ptr, size_t old_size, size_t new_size);

/* A copy with a NUL behind it (not counted). False when out. */
NODISCARD bool arena_dup(struct arena *arena, struct str s, struct str *ret_copy);

#endif
