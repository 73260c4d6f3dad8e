/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The errors of libpq and PostgreSQL, as ours. Private to src/store. */
#ifndef STORE_PGSQL_ERROR_H
#define STORE_PGSQL_ERROR_H

#include "base/buf.h"
#include "store/pgsql_library.h"

/* Each gives one of STORE_E_*, never 0, and replaces *why by the words for it. */

/* PG failed to connect; it was set to PQERRORS_VERBOSE, if it got so far. */
NODISCARD int pgsql_connect_error(const PGconn *pg, struct buf *why);

NODISCARD int pgsql_query_error(const PGconn *pg, const PGresult *result, struct buf *why);

/*
 * Pure, for tests: the SQLSTATE in a verbose message ("FATAL:  28P01: password …"), whose words may
 * be in any language; empty when there is none.
 */
struct str pgsql_find_sqlstate(struct str message);
int pgsql_classify_sqlstate(struct str sqlstate);

#endif
