/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See sqlite_library.h. */
#include "store/sqlite_library.h"

struct sqlite_functions lite;

static const char *const names[] = {SQLITE_FUNCTIONS(LIBRARY_NAME) NULL};

struct library sqlite_library = {
	.file = "libsqlite3.so.0",
	.whose = "SQLite's library",
	.package = "libsqlite3-0",
	.names = names,
	.functions = (void **)&lite,
	.lock = PTHREAD_MUTEX_INITIALIZER,
};
