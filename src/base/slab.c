/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See slab.h. Chunks are mapped whole but touched page by page, in the order of the indices, so the
 * resident size follows the highest number of objects that ever lived at once.
 */
#include "base/slab.h"

#include <stdlib.h>
#include <sys/mman.h>

void slab_init(struct slab *slab, size_t object_size)
{
	assert(object_size >= 8 && object_size % 8 == 0 && object_size <= 65536);
	*slab = (struct slab){.object_size = (uint32_t)object_size};
}

static size_t chunk_bytes(const struct slab *slab)
{
	return (size_t)slab->object_size << SLAB_CHUNK_BITS;
}

void slab_deinit(struct slab *slab)
{
	for (uint32_t i = 0; i < slab->chunk_count; i++) {
		munmap(slab->chunks[i].base, chunk_bytes(slab));
	}
	free(slab->chunks);
	slab_init(slab, slab->object_size);
}

/* The table's room is the power of two that is not below the count. */
static bool make_room(struct slab *slab)
{
	uint32_t count = slab->chunk_count;
	struct slab_chunk *chunks;

	if (count & (count - 1)) {
		return true;
	}
	chunks = realloc(slab->chunks, (count ? (size_t)count * 2 : 1) * sizeof(*chunks));
	if (!chunks) {
		return false;
	}
	slab->chunks = chunks;
	return true;
}

static bool add_chunk(struct slab *slab)
{
	void *base;

	if (slab->chunk_count >= (SLAB_NONE >> SLAB_CHUNK_BITS) || !make_room(slab)) {
		return false;
	}
	base = mmap(NULL, chunk_bytes(slab), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0);
	if (base == MAP_FAILED) {
		return false;
	}
	slab->chunks[slab->chunk_count++] =
		(struct slab_chunk){.base = base, .free_head = SLAB_NONE};
	return true;
}

/* The lowest chunk with room becomes first_room; false when memory is out. */
static bool find_room(struct slab *slab)
{
	while (slab->first_room < slab->chunk_count) {
		if (slab->chunks[slab->first_room].used < SLAB_CHUNK_OBJECTS) {
			return true;
		}
		slab->first_room++;
	}
	return add_chunk(slab);
}

void *slab_alloc(struct slab *slab, uint32_t *ret_index)
{
	struct slab_chunk *chunk;
	uint32_t index;
	void *object;

	if (UNLIKELY(slab->first_room >= slab->chunk_count ||
		     slab->chunks[slab->first_room].used == SLAB_CHUNK_OBJECTS) &&
		!find_room(slab)) {
		return NULL;
	}
	chunk = &slab->chunks[slab->first_room];
	slab->idle -= UNLIKELY(chunk->used == 0) && chunk->high > 0;
	chunk->used++;
	slab->used++;
	index = chunk->free_head;
	if (index != SLAB_NONE) {
		object = slab_get(slab, index);
		memcpy(&chunk->free_head, object, sizeof(chunk->free_head));
	} else {
		slab->touched += chunk->high == 0;
		index = (slab->first_room << SLAB_CHUNK_BITS) + chunk->high++;
		object = slab_get(slab, index); /* fresh from mmap: zero */
		slab->high = MAX_OF(slab->high, index + 1);
	}
	*ret_index = index;
	return object;
}

/* Nothing is unmapped: the system has fresh zeros in place of the pages when they are touched. */
static void release_idle(struct slab *slab)
{
	for (uint32_t i = 0; i < slab->chunk_count; i++) {
		struct slab_chunk *chunk = &slab->chunks[i];

		if (chunk->used == 0 && chunk->high > 0 &&
			madvise(chunk->base, chunk_bytes(slab), MADV_DONTNEED) == 0) {
			chunk->high = 0;
			chunk->free_head = SLAB_NONE;
			slab->idle--;
			slab->touched--;
		}
	}
}

void slab_trim(struct slab *slab)
{
	uint32_t busy = slab->touched - slab->idle;
	uint32_t room = (busy << SLAB_CHUNK_BITS) - slab->used; /* free objects in these chunks */

	if (slab->used == 0 && slab->high > 0) {
		slab_deinit(slab);
	} else if (UNLIKELY(slab->idle > busy / 32) && room >= SLAB_CHUNK_OBJECTS / 2) {
		release_idle(slab);
	}
}
