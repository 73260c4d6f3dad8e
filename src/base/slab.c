/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See slab.h. Chunks are mapped whole but touched page by page, in the order of the indices, so the
 * resident size follows the highest number of objects that ever lived at once.
 */
#include "base/slab.h"

#include <stdlib.h>
#include <string.h>
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

static bool add_chunk(struct slab *slab)
{
	struct slab_chunk *chunks;
	void *base;

	if (slab->chunk_count >= (SLAB_NONE >> SLAB_CHUNK_BITS)) {
		return false;
	}
	chunks = realloc(slab->chunks, (slab->chunk_count + 1) * sizeof(*chunks));
	if (!chunks) {
		return false;
	}
	slab->chunks = chunks;
	base = mmap(NULL, chunk_bytes(slab), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0);
	if (base == MAP_FAILED) {
		return false;
	}
	chunks[slab->chunk_count++] = (struct slab_chunk){.base = base, .free_head = SLAB_NONE};
	return true;
}

/* The lowest chunk with room, NULL when memory is out. */
static struct slab_chunk *chunk_with_room(struct slab *slab)
{
	while (slab->first_room < slab->chunk_count) {
		struct slab_chunk *chunk = &slab->chunks[slab->first_room];

		if (LIKELY(chunk->used < SLAB_CHUNK_OBJECTS)) {
			return chunk;
		}
		slab->first_room++;
	}
	return add_chunk(slab) ? &slab->chunks[slab->first_room] : NULL;
}

void *slab_alloc(struct slab *slab, uint32_t *ret_index)
{
	struct slab_chunk *chunk = chunk_with_room(slab);
	void *object;
	uint32_t index;

	if (!chunk) {
		return NULL;
	}
	if (chunk->free_head != SLAB_NONE) {
		index = chunk->free_head;
		object = slab_get(slab, index);
		memcpy(&chunk->free_head, object, sizeof(chunk->free_head));
	} else {
		index = (slab->first_room << SLAB_CHUNK_BITS) + chunk->high++;
		object = slab_get(slab, index); /* fresh from mmap: zero */
		slab->idle += chunk->high == 1;
		slab->high = MAX_OF(slab->high, index + 1);
	}
	slab->idle -= chunk->used == 0;
	chunk->used++;
	slab->used++;
	*ret_index = index;
	return object;
}

void slab_free(struct slab *slab, uint32_t index)
{
	uint32_t number = index >> SLAB_CHUNK_BITS;
	struct slab_chunk *chunk = &slab->chunks[number];
	void *object = slab_get(slab, index);

	assert(chunk->used > 0 && index < slab->high);
	memcpy(object, &chunk->free_head, sizeof(chunk->free_head));
	chunk->free_head = index;
	chunk->used--;
	slab->used--;
	slab->idle += chunk->used == 0;
	slab->first_room = MIN_OF(slab->first_room, number);
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
		}
	}
}

/* Free objects in chunks that are in use. */
static uint32_t room(const struct slab *slab)
{
	uint32_t touched = (slab->high + SLAB_CHUNK_OBJECTS - 1) >> SLAB_CHUNK_BITS;
	uint32_t room = 0;

	for (uint32_t i = 0; i < touched; i++) {
		const struct slab_chunk *chunk = &slab->chunks[i];

		room += chunk->used > 0 ? SLAB_CHUNK_OBJECTS - chunk->used : 0;
	}
	return room;
}

void slab_trim(struct slab *slab)
{
	if (slab->used == 0 && slab->high > 0) {
		slab_deinit(slab);
	} else if (UNLIKELY(slab->idle > 0) && room(slab) >= SLAB_CHUNK_OBJECTS / 2) {
		release_idle(slab);
	}
}
