/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The reader. Event payloads are a few hundred bytes with two or three members, all of which are
 * looked at once: so there is no tree and no token list, only a cursor. Every value that the caller
 * gets, or doesn't ask for, passes through json_skip.c, which validates it; strings are decoded by
 * json_text.c when there is something to decode.
 */
#include "proto/json.h"

#include <errno.h>

#include "proto/json_skip.h"
#include "proto/json_text.h"

enum {
	READER_START,
	READER_INSIDE,
	READER_ENDED, /* or failed: reader->result tells */
};

/* The reader is done; RESULT is what all further calls get. */
static int end_with(struct json_reader *reader, int result)
{
	reader->state = READER_ENDED;
	reader->result = result;
	return result;
}

static int fail(struct json_reader *reader, const char *at, int result, const char *what)
{
	(void)json_fail(reader, at, what);
	return end_with(reader, result);
}

/* Moves to AT, which is NULL when a skip has failed. */
static inline int move_to(struct json_reader *reader, const char *at)
{
	if (UNLIKELY(!at)) {
		return end_with(reader, JSON_E_SYNTAX);
	}
	reader->at = at;
	return 0;
}

/* The first byte at or behind the cursor that means something; -1 at the end. */
static inline int peek(struct json_reader *reader)
{
	reader->at = json_skip_blanks(reader->at, reader->end);
	return LIKELY(reader->at < reader->end) ? (unsigned char)*reader->at : -1;
}

/* At a quote. Decoded in place when nothing is escaped, else in the arena. */
static inline int read_string(struct json_reader *reader, struct str *ret_text)
{
	const char *start = reader->at + 1;
	struct str inside;
	int r;

	reader->escaped = false;
	r = move_to(reader, json_skip_string(reader, reader->at));
	if (UNLIKELY(r)) {
		return r;
	}
	inside = str_make(start, (size_t)(reader->at - start) - 1);
	if (LIKELY(!reader->escaped)) {
		*ret_text = inside;
		return 0;
	}
	if (!json_unescape(inside, reader->arena, ret_text)) {
		return fail(reader, start, -ENOMEM, "out of memory");
	}
	return 0;
}

static enum json_kind kind_of(int first)
{
	switch (first) {
	case '"':
		return JSON_STRING;
	case '{':
		return JSON_OBJECT;
	case '[':
		return JSON_ARRAY;
	case 't':
	case 'f':
		return JSON_BOOL;
	case 'n':
		return JSON_NULL;
	default:
		return JSON_NUMBER;
	}
}

/* DEPTH counts the arrays and objects around the value. */
static inline int read_value(
	struct json_reader *reader, unsigned depth, struct json_value *ret_value)
{
	struct json_value value = {.kind = kind_of(peek(reader))};
	const char *start = reader->at;
	int r;

	r = value.kind == JSON_STRING ? read_string(reader, &value.text)
				      : move_to(reader, json_skip_value(reader, reader->at, depth));
	if (r) {
		return r;
	}
	value.raw = str_make(start, (size_t)(reader->at - start));
	if (value.kind != JSON_STRING) {
		value.text = value.raw;
	}
	*ret_value = value;
	return 0;
}

/* Behind the outermost value: only blanks may follow. */
static int finish(struct json_reader *reader)
{
	if (peek(reader) >= 0) {
		return fail(reader, reader->at, JSON_E_SYNTAX, "something behind the value");
	}
	return end_with(reader, JSON_E_END);
}

static int open_container(struct json_reader *reader, char opener, char closer)
{
	int byte = peek(reader);

	if (byte < 0) {
		return fail(reader, reader->at, JSON_E_SYNTAX, NULL);
	}
	if (byte != opener) {
		return fail(reader, reader->at, JSON_E_TYPE,
			opener == '{' ? "object expected" : "array expected");
	}
	reader->at++;
	reader->state = READER_INSIDE;
	if (peek(reader) == closer) {
		reader->at++;
		return finish(reader);
	}
	return 0;
}

/* Moves to the next element of the container; 0, JSON_E_END, or an error. */
static int advance(struct json_reader *reader, char opener, char closer)
{
	int r;

	if (UNLIKELY(reader->state != READER_INSIDE)) {
		return reader->state == READER_START ? open_container(reader, opener, closer)
						     : reader->result;
	}
	r = move_to(reader, json_skip_to_separator(reader, reader->at, closer));
	if (r) {
		return r;
	}
	return *reader->at++ == ',' ? 0 : finish(reader);
}

int json_object_next(struct json_reader *reader, struct str *ret_key, struct json_value *ret_value)
{
	struct json_value value = {.kind = JSON_NULL};
	struct str key = STR_NULL;
	int r = advance(reader, '{', '}');

	if (r) {
		return r;
	}
	if (peek(reader) != '"') {
		return fail(reader, reader->at, JSON_E_SYNTAX, "name expected");
	}
	r = read_string(reader, &key);
	if (!r) {
		r = move_to(reader, json_skip_colon(reader, reader->at));
	}
	if (!r) {
		r = read_value(reader, 1, &value);
	}
	if (!r) {
		*ret_key = key;
		*ret_value = value;
	}
	return r;
}

int json_array_next(struct json_reader *reader, struct json_value *ret_value)
{
	int r = advance(reader, '[', ']');

	return r ? r : read_value(reader, 1, ret_value);
}

int json_parse(struct str document, struct arena *arena, struct json_value *ret_value,
	struct parse_error *ret_error)
{
	struct json_reader reader = JSON_READER(document, arena);
	struct json_value value;
	int r = read_value(&reader, 0, &value);

	if (!r) {
		r = finish(&reader);
	}
	if (r == JSON_E_END) {
		*ret_value = value;
		return 0;
	}
	if (ret_error) {
		*ret_error = reader.error;
	}
	return r;
}

int json_object_get(
	struct str document, struct str key, struct arena *arena, struct json_value *ret_value)
{
	struct json_reader reader = JSON_READER(document, arena);
	struct json_value value;
	struct json_value found;
	struct str name;
	bool any = false;
	int r;

	while ((r = json_object_next(&reader, &name, &value)) == 0) {
		if (str_equals(name, key)) {
			found = value;
			any = true;
		}
	}
	if (r != JSON_E_END) {
		return r;
	}
	if (!any) {
		return JSON_E_MISSING;
	}
	*ret_value = found;
	return 0;
}

bool json_to_u64(const struct json_value *value, uint64_t *ret_number)
{
	return value->kind == JSON_NUMBER && str_to_u64(value->raw, ret_number);
}

bool json_to_i64(const struct json_value *value, int64_t *ret_number)
{
	return value->kind == JSON_NUMBER && str_to_i64(value->raw, ret_number);
}
