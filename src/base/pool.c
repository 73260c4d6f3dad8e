/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See pool.h. */
#include "base/pool.h"

#include <stdlib.h>

#define HEAP_EXTRA 16U /* what the heap adds to a block, rounding included */

#ifdef __SANITIZE_ADDRESS__
#define ON_HEAP_FROM 1U /* the sanitizer watches the blocks of the heap only */
#else
#define ON_HEAP_FROM (POOL_MAX + 1)
#endif

static struct slab *slab_for(struct pool *pool, size_t size)
{
	assert(size > 0);
	return size < ON_HEAP_FROM ? &pool->slabs[(size - 1) / POOL_STEP] : NULL;
}

void pool_init(struct pool *pool)
{
	for (size_t i = 0; i < ARRAY_SIZE(pool->slabs); i++) {
		slab_init(&pool->slabs[i], (i + 1) * POOL_STEP);
	}
}

void pool_deinit(struct pool *pool)
{
	for (size_t i = 0; i < ARRAY_SIZE(pool->slabs); i++) {
		slab_deinit(&pool->slabs[i]);
	}
}

void *pool_alloc(struct pool *pool, size_t size, uint32_t *ret_index)
{
	struct slab *slab = slab_for(pool, size);

	*ret_index = SLAB_NONE;
	return slab ? slab_alloc(slab, ret_index) : malloc(size);
}

void pool_free(struct pool *pool, void *block, size_t size, uint32_t index)
{
	struct slab *slab = slab_for(pool, size);

	if (!block) {
		return;
	}
	if (slab) {
		slab_free(slab, index);
		slab_trim(slab);
	} else {
		free(block);
	}
}

size_t pool_block_bytes(size_t size)
{
	return size <= POOL_MAX ? (size + POOL_STEP - 1) / POOL_STEP * POOL_STEP
				: size + HEAP_EXTRA;
}
