/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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
