/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>

#include "base/buf.h"

extern unsigned memory_fails_at;

static void text_grows_as_it_is_appended(void **state)
{
	struct buf buf = BUF_NULL;

	(void)state;
	buf_append_cstr(&buf, "a");
	buf_append_byte(&buf, 'b');
	buf_append_u64(&buf, UINT64_MAX);
	buf_append_u64(&buf, 0);
	buf_appendf(&buf, "-%d-%s", -5, "x");
	assert_int_equal(buf_status(&buf), 0);
	assert_str_equal(buf_str(&buf), STR_LIT("ab184467440737095516150--5-x"));
	assert_string_equal(buf_cstr(&buf), "ab184467440737095516150--5-x");
	buf_consume(&buf, 2);
	assert_int_equal(buf.ptr[0], '1');
	buf_consume(&buf, buf.len);
	assert_int_equal(buf.len, 0);
	buf_deinit_secret(&buf);
	assert_null(buf.ptr);
}

static void a_limit_is_kept_to_the_byte(void **state)
{
	struct buf buf = {.limit = 10};

	(void)state;
	buf_append_cstr(&buf, "1234567890");
	assert_int_equal(buf_status(&buf), 0);
	buf_append_byte(&buf, 'x');
	assert_int_equal(buf_status(&buf), -EMSGSIZE);
	buf_append_cstr(&buf, "");
	assert_str_equal(buf_str(&buf), STR_LIT("1234567890"));
	buf_clear(&buf);
	assert_int_equal(buf_status(&buf), 0);
	buf_deinit(&buf);
}

static void lost_memory_sticks_and_keeps_what_is_there(void **state)
{
	struct buf buf = BUF_NULL;

	(void)state;
	buf_append_cstr(&buf, "kept");
	memory_fails_at = 1;
	assert_null(buf_reserve(&buf, 100000));
	memory_fails_at = 0;
	buf_append_cstr(&buf, "ignored");
	assert_int_equal(buf_status(&buf), -ENOMEM);
	assert_str_equal(buf_str(&buf), STR_LIT("kept"));
	assert_null(buf_reserve(&buf, 1));
	buf_deinit(&buf);
}

static void sizes_that_overflow_are_refused(void **state)
{
	struct buf buf = BUF_NULL;

	(void)state;
	buf_append_byte(&buf, 'x');
	assert_null(buf_reserve(&buf, SIZE_MAX));
	assert_int_equal(buf_status(&buf), -ENOMEM);
	buf_deinit(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_grows_as_it_is_appended),
		cmocka_unit_test(a_limit_is_kept_to_the_byte),
		cmocka_unit_test(lost_memory_sticks_and_keeps_what_is_there),
		cmocka_unit_test(sizes_that_overflow_are_refused),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
