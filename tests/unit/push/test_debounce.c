/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every branch of the formula in wire.md §1, with the time given. */
#include "../base/support.h"

#include "base/hash.h"
#include "push/debounce.h"
#include "push/file_ids.h"

#define ONE DEBOUNCE_FACTOR_ONE

static void the_window_follows_connections_limit_and_factor(void **state)
{
	(void)state;
	assert_int_equal(debounce_window_ms(KIND_FILE, debounce_window_s(0, 15), ONE), 1000);
	assert_int_equal(debounce_window_ms(KIND_FILE, debounce_window_s(19, 15), ONE), 1000);
	assert_int_equal(debounce_window_ms(KIND_FILE, debounce_window_s(20, 15), ONE), 2000);
	assert_int_equal(debounce_window_ms(KIND_ACTIVITY, debounce_window_s(149, 15), ONE), 14000);
	assert_int_equal(
		debounce_window_ms(KIND_ACTIVITY, debounce_window_s(1000000, 15), ONE), 15000);
	assert_int_equal(debounce_window_ms(KIND_FILE, debounce_window_s(1000000, 0), ONE), 1000);
	assert_int_equal(
		debounce_window_ms(KIND_FILE, debounce_window_s(1000000, 15), ONE / 2), 7500);
	assert_int_equal(
		debounce_window_ms(KIND_NOTIFICATION, debounce_window_s(1000000, 15), ONE / 2),
		1000);
	assert_int_equal(debounce_window_ms(KIND_FILE, debounce_window_s(UINT64_MAX, 4000000),
				 ONE + ONE / 2 - 1) > 0,
		1);
}

static void a_lone_first_event_waits_a_hundred_milliseconds(void **state)
{
	(void)state;
	assert_int_equal(debounce_due_ms(5000, 5000, false, 0, 1000), 5100);
	assert_int_equal(debounce_due_ms(5000, 5000, false, 4999, 1000), 5100);
}

static void after_a_message_the_window_counts(void **state)
{
	(void)state;
	assert_int_equal(debounce_due_ms(5000, 5000, true, 4900, 1000), 5900);
	assert_int_equal(debounce_due_ms(5000, 5000, true, 4000, 1000), 5100); /* just over */
	assert_int_equal(debounce_due_ms(5000, 5000, true, 100, 1000), 5100);
	/* never later than first + max(100, window) + 100, even right after a message */
	assert_int_equal(debounce_due_ms(5000, 5000, true, 5000, 1000), 6000);
}

static void a_steady_stream_hits_the_bound(void **state)
{
	(void)state;
	/* without the bound the last one would push it to 6150 */
	assert_int_equal(debounce_due_ms(6050, 5000, false, 0, 1000), 6100);
	assert_int_equal(debounce_due_ms(5150, 5000, false, 0, 50), 5200);
	assert_int_equal(debounce_due_ms(9000, 5000, true, 4999, 1000), 6100);
}

static void factors_fill_half_to_one_and_a_half(void **state)
{
	struct rng rng;
	uint32_t low = UINT32_MAX;
	uint32_t high = 0;

	(void)state;
	rng_init(&rng);
	for (int i = 0; i < 100000; i++) {
		uint16_t factor = debounce_factor(&rng);

		low = MIN_OF(low, factor);
		high = MAX_OF(high, factor);
	}
	assert_int_equal(low, ONE / 2);
	assert_int_equal(high, ONE + ONE / 2 - 1);
}

static struct str text_of(const struct file_ids *ids, struct buf *out)
{
	buf_clear(out);
	file_ids_write(ids, out);
	return buf_str(out);
}

static void ids_are_a_sorted_set(void **state)
{
	struct file_ids ids = {0};
	struct file_ids copy;
	struct buf text = BUF_NULL;
	static const uint64_t added[] = {5, 3, 5, UINT64_MAX, 0, 4, 3, 1};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(added); i++) {
		file_ids_add(&ids, added[i]);
	}
	assert_str_equal(text_of(&ids, &text), STR_LIT("[0,1,3,4,5,18446744073709551615]"));
	assert_true(file_ids_copy(&ids, &copy));
	assert_true(file_ids_equal(&ids, &copy));
	file_ids_add(&copy, 7);
	assert_false(file_ids_equal(&ids, &copy));
	file_ids_deinit(&copy);
	file_ids_deinit(&ids);
	file_ids_add(&ids, 9);
	assert_str_equal(text_of(&ids, &text), STR_LIT("[9]"));
	file_ids_deinit(&ids);
	buf_deinit(&text);
}

static void a_thousand_ids_fit_and_one_more_is_too_many(void **state)
{
	struct file_ids ids = {0};

	(void)state;
	for (uint64_t i = 0; i < FILE_IDS_MAX; i++) {
		file_ids_add(&ids, (i * 7919) % FILE_IDS_MAX);
	}
	assert_int_equal(ids.count, FILE_IDS_MAX);
	for (uint64_t i = 0; i < FILE_IDS_MAX; i++) {
		assert_int_equal(file_ids_list(&ids)[i], i);
	}
	file_ids_add(&ids, 0);
	assert_false(ids.unknown);
	file_ids_add(&ids, FILE_IDS_MAX);
	assert_true(ids.unknown);
	assert_int_equal(ids.count, 0);
	file_ids_add(&ids, 1);
	assert_int_equal(ids.count, 0); /* unknown absorbs */
	file_ids_deinit(&ids);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_window_follows_connections_limit_and_factor),
		cmocka_unit_test(a_lone_first_event_waits_a_hundred_milliseconds),
		cmocka_unit_test(after_a_message_the_window_counts),
		cmocka_unit_test(a_steady_stream_hits_the_bound),
		cmocka_unit_test(factors_fill_half_to_one_and_a_half),
		cmocka_unit_test(ids_are_a_sorted_set),
		cmocka_unit_test(a_thousand_ids_fit_and_one_more_is_too_many),
	};

	return cmocka_run_group_tests_name("debounce", tests, NULL, NULL);
}
