/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "base/arena.h"

extern unsigned memory_fails_at;

static void pieces_are_aligned_and_apart(void **state)
{
	struct arena arena = ARENA_INIT(0);
	char *before = NULL;

	(void)state;
	for (size_t size = 0; size < 3000; size += 7) {
		char *piece = arena_alloc(&arena, size);

		assert_non_null(piece);
		assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
		assert_ptr_not_equal(piece, before);
		memset(piece, 0xAA, size);
		before = piece;
	}
	arena_deinit(&arena);
	assert_int_equal(arena.held, 0);
}

static void the_limit_holds_and_small_wishes_still_fit(void **state)
{
	struct arena arena = ARENA_INIT(4096);
	size_t got = 0;

	(void)state;
	assert_null(arena_alloc(&arena, 5000));
	while (arena_alloc(&arena, 100)) {
		got += 100;
	}
	assert_true(got > 2500);
	assert_true(arena.held <= 4096);
	arena_deinit(&arena);
}

static void growing_the_newest_piece_moves_nothing(void **state)
{
	struct arena arena = ARENA_INIT(0);
	char *piece = arena_alloc(&arena, 10);
	char *grown;

	(void)state;
	assert_non_null(piece);
	memcpy(piece, "123456789", 10);
	grown = arena_realloc(&arena, piece, 10, 100);
	assert_ptr_equal(grown, piece);
	assert_non_null(arena_alloc(&arena, 1));
	grown = arena_realloc(&arena, piece, 100, 200);
	assert_ptr_not_equal(grown, piece);
	assert_string_equal(grown, "123456789");
	arena_deinit(&arena);
}

static void a_reset_keeps_a_block_and_an_overflow_is_refused(void **state)
{
	struct arena arena = ARENA_INIT(0);
	struct str copy;
	size_t held;

	(void)state;
	assert_true(arena_dup(&arena, STR_LIT("text"), &copy));
	assert_string_equal(copy.ptr, "text");
	arena_reset(&arena);
	held = arena.held;
	assert_true(held > 0);
	assert_true(arena_dup(&arena, STR_LIT("text"), &copy));
	assert_int_equal(arena.held, held);
	assert_null(arena_zalloc(&arena, SIZE_MAX / 2, 3));
	assert_null(arena_alloc(&arena, SIZE_MAX));
	arena_deinit(&arena);
}

static void without_memory_there_is_none(void **state)
{
	struct arena arena = ARENA_INIT(0);

	(void)state;
	memory_fails_at = 1;
	assert_null(arena_alloc(&arena, 10));
	memory_fails_at = 0;
	assert_non_null(arena_alloc(&arena, 10));
	arena_deinit(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_aligned_and_apart),
		cmocka_unit_test(the_limit_holds_and_small_wishes_still_fit),
		cmocka_unit_test(growing_the_newest_piece_moves_nothing),
		cmocka_unit_test(a_reset_keeps_a_block_and_an_overflow_is_refused),
		cmocka_unit_test(without_memory_there_is_none),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
