/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "store/backend.h"

static void rows_come_back_as_they_went_in(void **state)
{
	static const size_t lengths[] = {0, 1, 127, 128, 129, 4000, 16383, 16384};
	static char text[16384];
	struct store_rows rows = STORE_ROWS_NULL;
	struct store_row row;
	size_t cursor = 0;

	(void)state;
	memset(text, 'x', sizeof(text));
	for (size_t i = 0; i < ARRAY_SIZE(lengths); i++) {
		store_rows_add(&rows, str_make(text, lengths[i]), STR_LIT("files/\0\n"));
		store_rows_add(&rows, STR_LIT("u"), str_make(text, lengths[i]));
	}
	assert_int_equal(rows.count, 2 * ARRAY_SIZE(lengths));
	for (size_t i = 0; i < ARRAY_SIZE(lengths); i++) {
		assert_true(store_rows_next(&rows, &cursor, &row));
		assert_int_equal(row.user.len, lengths[i]);
		assert_true(str_equals(row.path, STR_LIT("files/\0\n")));
		assert_true(store_rows_next(&rows, &cursor, &row));
		assert_str(row.user, "u");
		assert_int_equal(row.path.len, lengths[i]);
	}
	assert_false(store_rows_next(&rows, &cursor, &row));
	assert_false(store_rows_next(&rows, &cursor, &row));
	store_rows_deinit(&rows);
	assert_int_equal(rows.count, 0);
}

static void mounts_keep_numbers_of_all_sizes(void **state)
{
	static const uint64_t numbers[] = {0, 1, 127, 128, UINT32_MAX, INT64_MAX, UINT64_MAX};
	struct store_mounts mounts = STORE_MOUNTS_NULL;
	struct store_mount mount;
	size_t cursor = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
		store_mounts_add(&mounts, numbers[i], STR_LIT("p"));
	}
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
		assert_true(store_mounts_next(&mounts, &cursor, &mount));
		assert_int_equal(mount.storage, numbers[i]);
		assert_str(mount.path, "p");
	}
	assert_false(store_mounts_next(&mounts, &cursor, &mount));
	store_mounts_deinit(&mounts);
}

static void no_rows_are_no_rows(void **state)
{
	struct store_rows rows = STORE_ROWS_NULL;
	struct store_row row;
	size_t cursor = 0;

	(void)state;
	assert_false(store_rows_next(&rows, &cursor, &row));
	store_rows_deinit(&rows);
	store_rows_deinit(&rows);
}

static void a_typical_row_costs_two_bytes_more_than_its_texts(void **state)
{
	struct store_rows rows = STORE_ROWS_NULL;

	(void)state;
	store_rows_add(&rows, STR_LIT("alice"), STR_LIT("files/x"));
	assert_int_equal(rows.packed.len, 5 + 7 + 2);
	store_rows_deinit(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_come_back_as_they_went_in),
		cmocka_unit_test(mounts_keep_numbers_of_all_sizes),
		cmocka_unit_test(no_rows_are_no_rows),
		cmocka_unit_test(a_typical_row_costs_two_bytes_more_than_its_texts),
	};

	return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
