/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* libpq, loaded on demand (library.h). Private to src/store. */
#ifndef STORE_PGSQL_LIBRARY_H
#define STORE_PGSQL_LIBRARY_H

#include <libpq-fe.h>

#include "store/library.h"

#define PGSQL_FUNCTIONS(FUNCTION)                                                                  \
	FUNCTION(PQclear)                                                                          \
	FUNCTION(PQconnectPoll)                                                                    \
	FUNCTION(PQconnectStartParams)                                                             \
	FUNCTION(PQconsumeInput)                                                                   \
	FUNCTION(PQerrorMessage)                                                                   \
	FUNCTION(PQfinish)                                                                         \
	FUNCTION(PQgetResult)                                                                      \
	FUNCTION(PQgetisnull)                                                                      \
	FUNCTION(PQgetlength)                                                                      \
	FUNCTION(PQgetvalue)                                                                       \
	FUNCTION(PQisBusy)                                                                         \
	FUNCTION(PQnfields)                                                                        \
	FUNCTION(PQntuples)                                                                        \
	FUNCTION(PQresultErrorField)                                                               \
	FUNCTION(PQresultStatus)                                                                   \
	FUNCTION(PQsendQuery)                                                                      \
	FUNCTION(PQsetErrorVerbosity)                                                              \
	FUNCTION(PQsetNoticeReceiver)                                                              \
	FUNCTION(PQsetSingleRowMode)                                                               \
	FUNCTION(PQsocket)                                                                         \
	FUNCTION(PQstatus)

struct pgsql_functions {
	PGSQL_FUNCTIONS(LIBRARY_MEMBER)
};

/* To be called after a successful library_load(&pgsql_library). */
extern struct pgsql_functions pq;
extern struct library pgsql_library;

#endif
