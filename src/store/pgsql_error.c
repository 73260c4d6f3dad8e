/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A server's refusal has an SQLSTATE, and that alone is looked at: its words follow the server's
 * lc_messages. libpq keeps the SQLSTATE of a failed connection to itself, but prints it when asked
 * to be verbose. What libpq itself says (refused, no TLS, bad certificate) has none; these words
 * follow our own locale, which this process never sets.
 */
#include "store/pgsql_error.h"

#include "store/store.h"

#define SQLSTATE_LEN 5U

/* PostgreSQL, Appendix A. A shorter entry stands for its whole class. */
static const struct {
	struct str prefix;
	int code;
} states[] = {
	{STR_INIT("57014"), STORE_E_TIMEOUT}, /* query_canceled, by statement_timeout */
	{STR_INIT("57"), STORE_E_UNREACHABLE},
	{STR_INIT("55P03"), STORE_E_TIMEOUT}, /* lock_not_available */
	{STR_INIT("08"), STORE_E_UNREACHABLE},
	{STR_INIT("53"), STORE_E_UNREACHABLE}, /* too many connections, disk full */
	{STR_INIT("28"), STORE_E_AUTH},
	{STR_INIT("3D"), STORE_E_NO_DATABASE},
	{STR_INIT("42P01"), STORE_E_NO_TABLE},
	{STR_INIT("3F"), STORE_E_NO_TABLE},
	{STR_INIT("42501"), STORE_E_DENIED},
};

static bool is_sqlstate(struct str text)
{
	if (text.len != SQLSTATE_LEN) {
		return false;
	}
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z')) {
			return false;
		}
	}
	return true;
}

struct str pgsql_find_sqlstate(struct str message)
{
	ptrdiff_t at;

	while ((at = str_find(message, STR_LIT(":  "))) >= 0) {
		struct str rest = str_skip(message, (size_t)at + 3);
		struct str state = str_first(rest, SQLSTATE_LEN);

		if (is_sqlstate(state) &&
			str_has_prefix(str_skip(rest, SQLSTATE_LEN), STR_LIT(": "))) {
			return state;
		}
		message = rest;
	}
	return STR_NULL;
}

int pgsql_classify_sqlstate(struct str sqlstate)
{
	for (size_t i = 0; i < ARRAY_SIZE(states); i++) {
		if (str_has_prefix(sqlstate, states[i].prefix)) {
			return states[i].code;
		}
	}
	return STORE_E_OTHER;
}

/* The words of libpq, in the C locale. */
static int classify_words(struct str message)
{
	static const struct {
		struct str words;
		int code;
	} known[] = {
		{STR_INIT("password"), STORE_E_AUTH}, /* none was supplied */
		{STR_INIT("authentication"), STORE_E_AUTH},
		{STR_INIT("SSL"), STORE_E_TLS},
		{STR_INIT("certificate"), STORE_E_TLS},
		{STR_INIT("private key"), STORE_E_TLS},
	};

	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		if (str_find(message, known[i].words) >= 0) {
			return known[i].code;
		}
	}
	return STORE_E_UNREACHABLE;
}

int pgsql_connect_error(const PGconn *pg, struct buf *why)
{
	struct str message = str_from_cstr(pq.PQerrorMessage(pg));
	struct str state = pgsql_find_sqlstate(message);
	ptrdiff_t location = str_find(message, STR_LIT("\nLOCATION:"));
	int code = state.len ? pgsql_classify_sqlstate(state) : classify_words(message);

	buf_clear(why);
	if (location >= 0) {
		message = str_first(message, (size_t)location);
	}
	buf_append_str(why, message);
	return code;
}

int pgsql_query_error(const PGconn *pg, const PGresult *result, struct buf *why)
{
	struct str state = str_from_cstr(pq.PQresultErrorField(result, PG_DIAG_SQLSTATE));
	struct str message = str_from_cstr(pq.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));

	buf_clear(why);
	if (!state.len || !message.len) {
		/* The line broke: libpq speaks, not the server. */
		buf_append_cstr(why, pq.PQerrorMessage(pg));
		return STORE_E_UNREACHABLE;
	}
	buf_append_str(why, message);
	return pq.PQstatus(pg) == CONNECTION_BAD ? STORE_E_UNREACHABLE
						 : pgsql_classify_sqlstate(state);
}
