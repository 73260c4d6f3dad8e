/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Private to the JSON files: moving over valid JSON. Each function takes where it stands and
 * returns where it stands then, or NULL after filling reader->error; the reader's own cursor isn't
 * touched.
 */
#ifndef PROTO_JSON_SKIP_H
#define PROTO_JSON_SKIP_H

#include "proto/json.h"
#include "proto/json_scan.h"

/* Notes what is wrong at AT and returns NULL. At the end of the document WHAT is always that. */
const char *json_fail(struct json_reader *reader, const char *at, const char *what);

static inline bool json_is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline const char *json_skip_blanks(const char *at, const char *end)
{
	while (at < end && UNLIKELY(json_is_blank(*at))) {
		at++;
	}
	return at;
}

/* The rest of a string, from the first byte on that isn't plain. */
const char *json_skip_rest(struct json_reader *reader, const char *at);

/* At a quote; behind the closing one comes back. reader->escaped turns true when there are escapes.
 */
static inline const char *json_skip_string(struct json_reader *reader, const char *at)
{
	at = json_plain_end(at + 1, reader->end);
	if (LIKELY(at < reader->end && *at == '"')) {
		return at + 1;
	}
	return json_skip_rest(reader, at);
}

/* Blanks and a colon. */
static inline const char *json_skip_colon(struct json_reader *reader, const char *at)
{
	at = json_skip_blanks(at, reader->end);
	return LIKELY(at < reader->end && *at == ':') ? at + 1
						      : json_fail(reader, at, "':' expected");
}

/* Blanks, up to a comma or CLOSER, where it stops. */
static inline const char *json_skip_to_separator(
	struct json_reader *reader, const char *at, char closer)
{
	at = json_skip_blanks(at, reader->end);
	if (LIKELY(at < reader->end && (*at == ',' || *at == closer))) {
		return at;
	}
	return json_fail(reader, at, closer == '}' ? "',' or '}' expected" : "',' or ']' expected");
}

/* Blanks and any value. DEPTH counts the arrays and objects around it. */
const char *json_skip_value(struct json_reader *reader, const char *at, unsigned depth);

#endif
