/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See mysql_library.h. */
#include "store/mysql_library.h"

#include "store/mysql_guard.h"
#include "store/store.h"

struct mysql_functions my;

static int set_up(void)
{
	return my.mysql_server_init(0, NULL, NULL) == 0 && mysql_guard_register() == 0
		       ? 0
		       : STORE_E_OTHER;
}

static const char *const names[] = {MYSQL_FUNCTIONS(LIBRARY_NAME) NULL};

struct library mysql_library = {
	.file = "libmariadb.so.3",
	.whose = "MariaDB's client library, which also speaks to MySQL,",
	.package = "libmariadb3",
	.names = names,
	.functions = (void **)&my,
	.set_up = set_up,
	.lock = PTHREAD_MUTEX_INITIALIZER,
};
