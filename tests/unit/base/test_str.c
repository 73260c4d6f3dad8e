/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

static void views_compare_by_bytes(void **state)
{
	(void)state;
	assert_true(str_equals(STR_NULL, STR_LIT("")));
	assert_true(str_equals(STR_LIT("a"), STR_LIT("a")));
	assert_false(str_equals(STR_LIT("a"), STR_LIT("A")));
	assert_true(str_equals_nocase(STR_LIT("aZ-1"), STR_LIT("Az-1")));
	assert_false(str_equals_nocase(STR_LIT("a["), STR_LIT("a{")));
	assert_int_equal(str_compare(STR_LIT("a"), STR_LIT("ab")), -1);
	assert_int_equal(str_compare(STR_LIT("b"), STR_LIT("ab")), 1);
	assert_int_equal(str_compare(STR_LIT("\xff"), STR_LIT("a")), 1);
	assert_int_equal(str_compare(STR_NULL, STR_NULL), 0);
}

static void prefixes_and_suffixes(void **state)
{
	(void)state;
	assert_true(str_has_prefix(STR_LIT("abc"), STR_LIT("ab")));
	assert_true(str_has_prefix(STR_LIT("abc"), STR_NULL));
	assert_false(str_has_prefix(STR_LIT("a"), STR_LIT("ab")));
	assert_true(str_has_prefix_nocase(STR_LIT("HTTP://x"), STR_LIT("http://")));
	assert_true(str_has_suffix(STR_LIT("abc"), STR_LIT("bc")));
	assert_false(str_has_suffix(STR_LIT("c"), STR_LIT("bc")));
	assert_str_equal(str_skip(STR_LIT("abc"), 9), STR_NULL);
	assert_str_equal(str_first(STR_LIT("abc"), 2), STR_LIT("ab"));
}

static void trimming_takes_blanks_and_nuls_off_both_ends(void **state)
{
	(void)state;
	assert_str_equal(str_trim(STR_LIT(" \t\r\n\v\f a b \0")), STR_LIT("a b"));
	assert_str_equal(str_trim(STR_LIT(" \n ")), STR_NULL);
	assert_str_equal(str_trim(STR_NULL), STR_NULL);
}

static void finding_and_splitting(void **state)
{
	struct str head;
	struct str tail;

	(void)state;
	assert_int_equal(str_find_byte(STR_LIT("a.b.c"), '.'), 1);
	assert_int_equal(str_rfind_byte(STR_LIT("a.b.c"), '.'), 3);
	assert_int_equal(str_find_byte(STR_NULL, '.'), -1);
	assert_int_equal(str_find(STR_LIT("abcabd"), STR_LIT("abd")), 3);
	assert_int_equal(str_find(STR_LIT("abc"), STR_NULL), 0);
	assert_int_equal(str_find(STR_NULL, STR_LIT("x")), -1);
	assert_true(str_split_once(STR_LIT("a=b=c"), '=', &head, &tail));
	assert_str_equal(head, STR_LIT("a"));
	assert_str_equal(tail, STR_LIT("b=c"));
	assert_false(str_split_once(STR_LIT("abc"), '=', &head, &tail));
	assert_str_equal(head, STR_LIT("abc"));
	assert_str_equal(tail, STR_NULL);
}

static void numbers_up_to_their_limits_and_not_one_more(void **state)
{
	uint64_t big = 7;
	int64_t number = 7;
	uint32_t word = 7;
	uint16_t half = 7;

	(void)state;
	assert_true(str_to_u64(STR_LIT("18446744073709551615"), &big));
	assert_true(big == UINT64_MAX);
	assert_false(str_to_u64(STR_LIT("18446744073709551616"), &big));
	assert_false(str_to_u64(STR_LIT("99999999999999999999"), &big));
	assert_false(str_to_u64(STR_NULL, &big));
	assert_false(str_to_u64(STR_LIT("+1"), &big));
	assert_false(str_to_u64(STR_LIT("1 "), &big));
	assert_false(str_to_u64(STR_LIT("/"), &big));
	assert_false(str_to_u64(STR_LIT(":"), &big));
	assert_true(big == UINT64_MAX); /* untouched on failure */
	assert_true(str_to_u32(STR_LIT("4294967295"), &word));
	assert_false(str_to_u32(STR_LIT("4294967296"), &word));
	assert_true(str_to_u16(STR_LIT("65535"), &half));
	assert_false(str_to_u16(STR_LIT("65536"), &half));
	assert_true(str_to_i64(STR_LIT("-9223372036854775808"), &number));
	assert_true(number == INT64_MIN);
	assert_true(str_to_i64(STR_LIT("9223372036854775807"), &number));
	assert_false(str_to_i64(STR_LIT("9223372036854775808"), &number));
	assert_false(str_to_i64(STR_LIT("-9223372036854775809"), &number));
	assert_false(str_to_i64(STR_LIT("-"), &number));
}

static void utf8_is_judged_by_rfc_3629(void **state)
{
	static const char *const good[] = {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80",
		"\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
		"\xF4\x8F\xBF\xBF"};
	static const char *const bad[] = {"\x80", "\xBF", "\xC0\xAF", "\xC1\xBF", "\xC2", "\xC2x",
		"\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xE1\x80", "\xF0\x8F\xBF\xBF",
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF", "a\xC3"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		assert_true(str_is_utf8(str_from_cstr(good[i])));
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_false(str_is_utf8(str_from_cstr(bad[i])));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(views_compare_by_bytes),
		cmocka_unit_test(prefixes_and_suffixes),
		cmocka_unit_test(trimming_takes_blanks_and_nuls_off_both_ends),
		cmocka_unit_test(finding_and_splitting),
		cmocka_unit_test(numbers_up_to_their_limits_and_not_one_more),
		cmocka_unit_test(utf8_is_judged_by_rfc_3629),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
