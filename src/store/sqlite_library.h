/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* SQLite, loaded on demand (library.h). Private to src/store. */
#ifndef STORE_SQLITE_LIBRARY_H
#define STORE_SQLITE_LIBRARY_H

#include <sqlite3.h>

#include "store/library.h"

#define SQLITE_FUNCTIONS(FUNCTION)                                                                 \
	FUNCTION(sqlite3_busy_timeout)                                                             \
	FUNCTION(sqlite3_close_v2)                                                                 \
	FUNCTION(sqlite3_column_bytes)                                                             \
	FUNCTION(sqlite3_column_text)                                                              \
	FUNCTION(sqlite3_db_config)                                                                \
	FUNCTION(sqlite3_errmsg)                                                                   \
	FUNCTION(sqlite3_exec)                                                                     \
	FUNCTION(sqlite3_file_control)                                                             \
	FUNCTION(sqlite3_finalize)                                                                 \
	FUNCTION(sqlite3_limit)                                                                    \
	FUNCTION(sqlite3_open_v2)                                                                  \
	FUNCTION(sqlite3_prepare_v2)                                                               \
	FUNCTION(sqlite3_progress_handler)                                                         \
	FUNCTION(sqlite3_step)

struct sqlite_functions {
	SQLITE_FUNCTIONS(LIBRARY_MEMBER)
};

/* To be called after a successful library_load(&sqlite_library). */
extern struct sqlite_functions lite;
extern struct library sqlite_library;

#endif
