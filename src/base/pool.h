/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Small blocks that live long: up to POOL_MAX bytes out of slabs, one slab for each size in steps
 * of 32 bytes, larger ones from the heap. On the heap such blocks, taken in the middle of a storm,
 * would each keep a page of what was free around them. One thread.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/slab.h"

/* With 128 objects in a chunk, a multiple of 32 bytes fills whole pages. */
#define POOL_STEP 32U
#define POOL_MAX  512U

struct pool {
	struct slab slabs[POOL_MAX / POOL_STEP];
};

void pool_init(struct pool *pool);

/* All blocks must have been freed, or be of no more interest: those on the heap are not found. */
void pool_deinit(struct pool *pool);

/*
 * SIZE > 0 bytes with undefined contents; NULL when memory is out. The caller keeps SIZE and
 * *ret_index for pool_free().
 */
NODISCARD void *pool_alloc(struct pool *pool, size_t size, uint32_t *ret_index);

/* BLOCK may be NULL. */
void pool_free(struct pool *pool, void *block, size_t size, uint32_t index);

/* What a block of SIZE takes, rounding included. */
size_t pool_block_bytes(size_t size);

#endif
