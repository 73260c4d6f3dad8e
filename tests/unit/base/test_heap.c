/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/heap.h"

#define PIECES 40000
#define EVERY  100 /* one in so many stays */

/* Pages of ours that are in memory. */
static size_t resident(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	unsigned long size = 0;
	unsigned long pages = 0;

	assert_non_null(file);
	/* What the kernel writes are numbers. NOLINTNEXTLINE(cert-err34-c) */
	assert_int_equal(fscanf(file, "%lu %lu", &size, &pages), 2);
	(void)fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* First: the heap has no holes yet. */
static void large_blocks_stay_apart_from_small_ones(void **state)
{
	enum { LARGE = 8 << 20 };
	size_t before;
	char *block;
	void *above;

	(void)state;
	/* Left to itself, the library puts blocks up to this size on the heap from now on. */
	block = malloc(LARGE);
	assert_non_null(block);
	free(block);
	before = resident();
	block = malloc(LARGE - 4096);
	assert_non_null(block);
	explicit_bzero(block, LARGE - 4096); /* which no compiler leaves out */
	above = malloc(60000);               /* nothing below it could be given back */
	assert_non_null(above);
	free(block);
	assert_in_range(resident(), 0, before + LARGE / 8);
	free(above);
}

static void after_a_storm_the_pages_between_what_lives_go_back(void **state)
{
	static char *pieces[PIECES];
	struct heap heap = {0};
	size_t storm;

	(void)state;
	for (int i = 0; i < PIECES; i++) {
		pieces[i] = malloc(1000);
		assert_non_null(pieces[i]);
		explicit_bzero(pieces[i], 1000);
	}
	for (int i = 0; i < PIECES; i++) {
		if (i % EVERY) {
			free(pieces[i]);
		}
	}
	storm = resident();
	assert_true(heap_tidy(&heap));
	assert_in_range(resident(), 0, storm - (size_t)PIECES * 1000 * 3 / 4);
	/* The pieces that are left over are no reason to try again. */
	assert_false(heap_tidy(&heap));
	for (int i = 0; i < PIECES; i += EVERY) {
		free(pieces[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(large_blocks_stay_apart_from_small_ones),
		cmocka_unit_test(after_a_storm_the_pages_between_what_lives_go_back),
	};

	heap_init();
	return cmocka_run_group_tests_name("heap", tests, NULL, NULL);
}
