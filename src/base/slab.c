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
	*slab = (struct slab){.object_size = (uint32_t)object_size, .free_head = SLAB_NONE};
}

static size_t chunk_bytes(const struct slab *slab)
{
	return (size_t)slab->object_size << SLAB_CHUNK_BITS;
}

void slab_deinit(struct slab *slab)
{
	for (uint32_t i = 0; i < slab->chunk_count; i++) {
		munmap(slab->chunks[i], chunk_bytes(slab));
	}
	free(slab->chunks);
	slab_init(slab, slab->object_size);
}

static bool add_chunk(struct slab *slab)
{
	char **chunks;
	void *chunk;

	if (slab->chunk_count >= (SLAB_NONE >> SLAB_CHUNK_BITS)) {
		return false;
	}
	chunks = realloc(slab->chunks, (slab->chunk_count + 1) * sizeof(*chunks));
	if (!chunks) {
		return false;
	}
	slab->chunks = chunks;
	chunk = mmap(NULL, chunk_bytes(slab), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0);
	if (chunk == MAP_FAILED) {
		return false;
	}
	slab->chunks[slab->chunk_count++] = chunk;
	return true;
}

void *slab_alloc(struct slab *slab, uint32_t *ret_index)
{
	void *object;

	if (slab->free_head != SLAB_NONE) {
		*ret_index = slab->free_head;
		object = slab_get(slab, slab->free_head);
		memcpy(&slab->free_head, object, sizeof(slab->free_head));
	} else {
		if (slab->high == slab->chunk_count << SLAB_CHUNK_BITS && !add_chunk(slab)) {
			return NULL;
		}
		*ret_index = slab->high++;
		object = slab_get(slab, *ret_index); /* fresh from mmap: zero */
	}
	slab->used++;
	return object;
}

void slab_free(struct slab *slab, uint32_t index)
{
	void *object = slab_get(slab, index);

	assert(slab->used > 0 && index < slab->high);
	memcpy(object, &slab->free_head, sizeof(slab->free_head));
	slab->free_head = index;
	slab->used--;
}

void slab_trim(struct slab *slab)
{
	if (slab->used == 0 && slab->high > 0) {
		slab_deinit(slab);
	}
}
