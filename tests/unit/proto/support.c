/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

char *exact_copy(struct str s)
{
	char *copy = __real_malloc(s.len ? s.len : 1);

	assert_non_null(copy);
	if (s.len) {
		memcpy(copy, s.ptr, s.len);
	}
	return copy;
}

void assert_str(struct str actual, const char *expected, size_t expected_len)
{
	if (!str_equals(actual, str_make(expected, expected_len))) {
		print_error(
			"\"%.*s\" is not \"%.*s\"\n", STR_ARG(actual), (int)expected_len, expected);
		fail();
	}
}
