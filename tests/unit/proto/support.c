/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* malloc and realloc are diverted by the linker (--wrap), so that they fail when a test says so. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned calls_left;
static unsigned refused;

void *__real_malloc(size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static bool is_refused(void)
{
	if (calls_left == 0) {
		return false;
	}
	if (calls_left > 1) {
		calls_left--;
		return false;
	}
	refused++;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return is_refused() ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
	return is_refused() ? NULL : __real_realloc(ptr, size);
}

void fail_malloc_at(unsigned n)
{
	calls_left = n;
	refused = 0;
}

unsigned failed_mallocs(void)
{
	return refused;
}

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
