/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "config/natsort.h"

/* In the order of PHP 8.2's natsort(); tests/integration/test_config_files.py asks PHP itself. */
static const char *const sorted[] = {
	"/c/00.config.php",
	"/c/002.config.php",
	"/c/01.config.php",
	"/c/1.config.php",
	"/c/2.config.php",
	"/c/10.config.php",
	"/c/A2.config.php",
	"/c/Z.config.php",
	"/c/a1.config.php",
	"/c/a1b.config.php",
	"/c/a2.config.php",
	"/c/a10.config.php",
	"/c/apps.config.php",
	"/c/redis.config.php",
	"/c/s3.config.php",
};

static void numbers_sort_as_numbers_and_capitals_first(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sorted); i++) {
		for (size_t k = 0; k < ARRAY_SIZE(sorted); k++) {
			int order =
				natsort_compare(str_from_cstr(sorted[i]), str_from_cstr(sorted[k]));
			int expected = (i > k) - (i < k);

			if ((order > 0) - (order < 0) != expected) {
				print_error("%s <=> %s is %d\n", sorted[i], sorted[k], order);
				fail();
			}
		}
	}
}

static int compare(const char *a, const char *b)
{
	return natsort_compare(str_from_cstr(a), str_from_cstr(b));
}

static void zeros_at_the_very_start_do_not_count(void **state)
{
	(void)state;
	assert_int_equal(compare("002", "2"), 0);
	assert_int_equal(compare("0", "00"), 0);
	assert_true(compare("x002", "x01") < 0);
}

static void white_space_does_not_count(void **state)
{
	(void)state;
	assert_int_equal(compare("a b", "ab"), 0);
	assert_true(compare("a  1", "a 2") < 0);
}

static void digits_beyond_64_bits_compare(void **state)
{
	(void)state;
	assert_true(compare("a99999999999999999999998", "a99999999999999999999999") < 0);
	assert_true(compare("a9", "a99999999999999999999999999999999") < 0);
}

static void an_empty_text_is_first(void **state)
{
	(void)state;
	assert_int_equal(compare("", ""), 0);
	assert_true(compare("", "0") < 0);
	assert_true(compare("a", "") > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_sort_as_numbers_and_capitals_first),
		cmocka_unit_test(zeros_at_the_very_start_do_not_count),
		cmocka_unit_test(white_space_does_not_count),
		cmocka_unit_test(digits_beyond_64_bits_compare),
		cmocka_unit_test(an_empty_text_is_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
