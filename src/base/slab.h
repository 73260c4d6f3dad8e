/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Objects of one size in large chunks, named by a 32-bit index. The chunks come from mmap and never
 * move, so a pointer stays good as long as its object lives; unused chunks cost address space only.
 * Freed indices are reused: those of the lowest chunk that has any, last freed first. So what
 * remains of a crowd gathers in few chunks, and slab_trim() can give back the others. One thread.
 */
#ifndef BASE_SLAB_H
#define BASE_SLAB_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/macro.h"

#define SLAB_NONE UINT32_MAX

struct slab_chunk {
	char *base;
	uint32_t used;      /* objects alive */
	uint32_t high;      /* objects below it have been touched */
	uint32_t free_head; /* chain of indices through the first four bytes of free objects */
};

struct slab {
	struct slab_chunk *chunks;
	uint32_t chunk_count;
	uint32_t object_size;
	uint32_t used;       /* objects alive */
	uint32_t high;       /* indices below it have been handed out at least once */
	uint32_t first_room; /* no chunk before this one has room */
	uint32_t touched;    /* chunks that cost memory */
	uint32_t idle;       /* those of them that hold no living object */
};

/* Small, since what remains of a crowd keeps whole chunks; large enough to be worth a mapping. */
#define SLAB_CHUNK_BITS    7U
#define SLAB_CHUNK_OBJECTS (1U << SLAB_CHUNK_BITS)

/* OBJECT_SIZE: a multiple of 8. */
void slab_init(struct slab *slab, size_t object_size);

/* All objects must have been freed, or be of no more interest. */
void slab_deinit(struct slab *slab);

static inline void *slab_get(const struct slab *slab, uint32_t index)
{
	return slab->chunks[index >> SLAB_CHUNK_BITS].base +
	       (size_t)(index & (SLAB_CHUNK_OBJECTS - 1)) * slab->object_size;
}

/*
 * An object and its index; NULL when memory is out. Zeroed the first time; a reused one is as it
 * was left but for its first four bytes (so a generation count can live on in it).
 */
NODISCARD void *slab_alloc(struct slab *slab, uint32_t *ret_index);

static inline void slab_free(struct slab *slab, uint32_t index)
{
	uint32_t number = index >> SLAB_CHUNK_BITS;
	struct slab_chunk *chunk = &slab->chunks[number];

	assert(chunk->used > 0 && index < slab->high);
	memcpy(slab_get(slab, index), &chunk->free_head, sizeof(chunk->free_head));
	chunk->free_head = index;
	chunk->used--;
	slab->used--;
	slab->idle += chunk->used == 0;
	slab->first_room = MIN_OF(slab->first_room, number);
}

/*
 * Gives the memory of chunks without living objects back to the system, once there is half a chunk
 * of room in the others and they are worth a look at all chunks: at most one in 32 stays. Their
 * objects are fresh ones, zeroed, when they are handed out again. O(1) but for that look.
 */
void slab_trim(struct slab *slab);

#endif
