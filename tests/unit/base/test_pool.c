/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "base/pool.h"

extern unsigned memory_fails_at;

struct block {
	unsigned char *bytes;
	size_t size;
	uint32_t index;
};

/* Different for each number, also in blocks of one byte's difference. */
static unsigned char mark(size_t number)
{
	return (unsigned char)(number * 37 + 1);
}

static void blocks_of_all_sizes_stand_apart(void **state)
{
	enum { COUNT = 3000 };
	static struct block blocks[COUNT];
	struct pool pool;

	(void)state;
	pool_init(&pool);
	for (size_t round = 0; round < 2; round++) {
		for (size_t i = round; i < COUNT; i += 1 + round) {
			blocks[i].size = 1 + i % 700;
			blocks[i].bytes = pool_alloc(&pool, blocks[i].size, &blocks[i].index);
			assert_non_null(blocks[i].bytes);
			assert_int_equal((uintptr_t)blocks[i].bytes % 8, 0);
			memset(blocks[i].bytes, mark(i), blocks[i].size);
		}
		for (size_t i = 0; i < COUNT; i++) {
			for (size_t at = 0; at < blocks[i].size; at++) {
				assert_int_equal(blocks[i].bytes[at], mark(i));
			}
		}
		/* Every second goes: the first round's, then all that are left. */
		for (size_t i = 1 - round; i < COUNT; i += 2 - round) {
			pool_free(&pool, blocks[i].bytes, blocks[i].size, blocks[i].index);
		}
	}
	pool_deinit(&pool);
}

static void a_block_that_is_too_large_comes_from_the_heap(void **state)
{
	struct pool pool;
	uint32_t index;
	void *block;

	(void)state;
	pool_init(&pool);
	block = pool_alloc(&pool, POOL_MAX + 1, &index);
	assert_non_null(block);
	assert_int_equal(index, SLAB_NONE);
	pool_free(&pool, block, POOL_MAX + 1, index);
	memory_fails_at = 1;
	assert_null(pool_alloc(&pool, POOL_MAX + 1, &index));
	memory_fails_at = 1; /* the table of chunks */
	assert_null(pool_alloc(&pool, 40, &index));
	memory_fails_at = 0;
	pool_free(&pool, NULL, 40, 0);
	pool_deinit(&pool);
}

static void what_a_block_takes(void **state)
{
	(void)state;
	assert_int_equal(pool_block_bytes(1), 32);
	assert_int_equal(pool_block_bytes(32), 32);
	assert_int_equal(pool_block_bytes(33), 64);
	assert_int_equal(pool_block_bytes(POOL_MAX), POOL_MAX);
	assert_true(pool_block_bytes(POOL_MAX + 1) > POOL_MAX + 1);
}

#ifndef __SANITIZE_ADDRESS__ /* with it all blocks are on the heap */
static void an_empty_pool_has_given_everything_back(void **state)
{
	enum { COUNT = 1000 };
	static struct block blocks[COUNT];
	struct pool pool;

	(void)state;
	pool_init(&pool);
	for (size_t i = 0; i < COUNT; i++) {
		blocks[i].bytes = pool_alloc(&pool, 40, &blocks[i].index);
		assert_non_null(blocks[i].bytes);
	}
	assert_int_equal(pool.slabs[1].used, COUNT);
	assert_true(pool.slabs[1].chunk_count > 0);
	for (size_t i = 0; i < COUNT; i++) {
		pool_free(&pool, blocks[i].bytes, 40, blocks[i].index);
	}
	assert_int_equal(pool.slabs[1].chunk_count, 0);
	pool_deinit(&pool);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_of_all_sizes_stand_apart),
		cmocka_unit_test(a_block_that_is_too_large_comes_from_the_heap),
		cmocka_unit_test(what_a_block_takes),
#ifndef __SANITIZE_ADDRESS__
		cmocka_unit_test(an_empty_pool_has_given_everything_back),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
