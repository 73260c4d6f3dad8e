/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bump allocation in blocks that double up to 64 KiB; larger wishes get a block of their own. There
 * is no freeing of single pieces: that is the point.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>

#define ARENA_FIRST_BLOCK 1024U
#define ARENA_MAX_BLOCK   65536U
#define ARENA_ALIGN       alignof(max_align_t)

struct arena_block {
	struct arena_block *next;
	size_t size; /* of the whole malloc */
	alignas(max_align_t) char bytes[];
};

static void free_blocks(struct arena_block *block)
{
	while (block) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
}

void arena_deinit(struct arena *arena)
{
	free_blocks(arena->blocks);
	*arena = ARENA_INIT(arena->limit);
}

void arena_deinit_secret(struct arena *arena)
{
	for (struct arena_block *block = arena->blocks; block; block = block->next) {
		explicit_bzero(block->bytes, block->size - sizeof(*block));
	}
	arena_deinit(arena);
}

void arena_reset(struct arena *arena)
{
	struct arena_block *keep = arena->blocks;

	if (!keep) {
		return;
	}
	free_blocks(keep->next);
	keep->next = NULL;
	arena->at = keep->bytes;
	arena->end = (char *)keep + keep->size;
	arena->held = keep->size;
}

static bool add_block(struct arena *arena, size_t payload)
{
	size_t size = arena->held < ARENA_FIRST_BLOCK ? ARENA_FIRST_BLOCK : arena->held;
	struct arena_block *block;

	size = MIN_OF(size, ARENA_MAX_BLOCK);
	if (payload > PTRDIFF_MAX - sizeof(*block)) {
		return false;
	}
	size = MAX_OF(size, payload + sizeof(*block));
	if (arena->limit && size > arena->limit - MIN_OF(arena->held, arena->limit)) {
		/* The comfortable size does not fit any more: the bare one may. */
		size = payload + sizeof(*block);
		if (size > arena->limit - MIN_OF(arena->held, arena->limit)) {
			return false;
		}
	}
	block = malloc(size);
	if (!block) {
		return false;
	}
	block->next = arena->blocks;
	block->size = size;
	arena->blocks = block;
	arena->held += size;
	arena->at = block->bytes;
	arena->end = (char *)block + size;
	return true;
}

static size_t round_up(size_t size)
{
	return (size + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t padded = round_up(size ? size : 1);
	char *at;

	if (padded < size) {
		return NULL;
	}
	if ((size_t)(arena->end - arena->at) < padded && !add_block(arena, padded)) {
		return NULL;
	}
	at = arena->at;
	arena->at += padded;
	return at;
}

void *arena_zalloc(struct arena *arena, size_t count, size_t size)
{
	size_t total;
	void *ptr;

	if (__builtin_mul_overflow(count, size, &total)) {
		return NULL;
	}
	ptr = arena_alloc(arena, total);
	if (ptr) {
		memset(ptr, 0, total);
	}
	return ptr;
}

void *arena_realloc(struct arena *arena, void *ptr, size_t old_size, size_t new_size)
{
	void *fresh;

	if (ptr && (char *)ptr + round_up(old_size ? old_size : 1) == arena->at) {
		size_t padded = round_up(new_size ? new_size : 1);

		if (padded >= new_size && padded <= (size_t)(arena->end - (char *)ptr)) {
			arena->at = (char *)ptr + padded;
			return ptr;
		}
	}
	fresh = arena_alloc(arena, new_size);
	if (fresh && ptr) {
		memcpy(fresh, ptr, MIN_OF(old_size, new_size));
	}
	return fresh;
}

bool arena_dup(struct arena *arena, struct str s, struct str *ret_copy)
{
	char *copy = s.len < PTRDIFF_MAX ? arena_alloc(arena, s.len + 1) : NULL;

	if (!copy) {
		return false;
	}
	if (s.len) {
		memcpy(copy, s.ptr, s.len);
	}
	copy[s.len] = '\0';
	*ret_copy = str_make(copy, s.len);
	return true;
}
