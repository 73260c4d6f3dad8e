/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The allocation functions are diverted by the linker (--wrap), so that they fail when told to. */
#include "support.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static unsigned int calls_left;
static unsigned int refused;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
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

void *__wrap_calloc(size_t count, size_t size)
{
	return is_refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
	return is_refused() ? NULL : __real_realloc(ptr, size);
}

void fail_alloc_at(unsigned int n)
{
	calls_left = n;
	refused = 0;
}

unsigned int failed_allocs(void)
{
	return refused;
}

void assert_str(struct str actual, const char *expected)
{
	assert_int_equal(actual.len, strlen(expected));
	if (actual.len > 0) {
		assert_memory_equal(actual.ptr, expected, actual.len);
	}
}

char *database_new(const char *sql)
{
	struct str template = STR_LIT("/tmp/notify_push-store-XXXXXX.db");
	char *path = str_dup_cstr(template);
	sqlite3 *db;
	int fd;

	assert_non_null(path);
	fd = mkstemps(path, 3);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	return path;
}

void database_drop(char *path)
{
	unlink(path);
	free(path);
}
