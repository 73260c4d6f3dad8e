/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See pgsql_library.h. */
#include "store/pgsql_library.h"

struct pgsql_functions pq;

static const char *const names[] = {PGSQL_FUNCTIONS(LIBRARY_NAME) NULL};

struct library pgsql_library = {
	.file = "libpq.so.5",
	.whose = "PostgreSQL's client library",
	.package = "libpq5",
	.names = names,
	.functions = (void **)&pq,
	.lock = PTHREAD_MUTEX_INITIALIZER,
};
