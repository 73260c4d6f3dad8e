/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The reader. Event payloads are a few hundred bytes with two or three members, all of which are
 * looked at once: so there is no tree and no token list, only a cursor. Values are validated while
 * they are passed over; nested ones are walked by recursion that the depth limit bounds. The
 * strings on the way are the bulk of the work: they pass eight bytes at a time (json_scan.h).
 * Decoding escapes and writing JSON is in json_text.c.
 */
#include "proto/json.h"

#include <errno.h>

#include "proto/json_scan.h"
#include "proto/json_text.h"
#include "proto/utf8.h"

enum {
	READER_START,
	READER_INSIDE,
	READER_ENDED,
	READER_FAILED,
};

static int skip_value(struct json_reader *reader, unsigned depth);

static int fail_with(struct json_reader *reader, int error, const char *what)
{
	size_t offset = reader->begin ? (size_t)(reader->at - reader->begin) : 0;

	reader->state = READER_FAILED;
	reader->error = (struct parse_error){
		.column = (uint32_t)MIN_OF(offset + 1, (size_t)UINT32_MAX), .what = what};
	return error;
}

static int fail(struct json_reader *reader, const char *what)
{
	return fail_with(
		reader, JSON_E_SYNTAX, reader->at == reader->end ? "unexpected end" : what);
}

static void skip_blanks(struct json_reader *reader)
{
	while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\n' ||
						   *reader->at == '\r' || *reader->at == '\t')) {
		reader->at++;
	}
}

/* The next byte that means something; '\0' at the end (which no caller looks for). */
static char peek(struct json_reader *reader)
{
	if (LIKELY(reader->at < reader->end) && LIKELY(*reader->at > ' ')) {
		return *reader->at;
	}
	skip_blanks(reader);
	return reader->at < reader->end ? *reader->at : '\0';
}

static bool skip_hex4(struct json_reader *reader)
{
	for (int i = 0; i < 4; i++, reader->at++) {
		if (reader->at == reader->end || json_hex_digit(*reader->at) < 0) {
			return false;
		}
	}
	return true;
}

static int skip_escape(struct json_reader *reader)
{
	reader->at++;
	if (reader->at == reader->end) {
		return fail(reader, NULL);
	}
	switch (*reader->at) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		reader->at++;
		return 0;
	case 'u':
		reader->at++;
		return skip_hex4(reader) ? 0 : fail(reader, "four hexadecimal digits expected");
	default:
		return fail(reader, "unknown escape");
	}
}

/* At a quote. *ret_inside is what stands between the quotes. */
static int skip_string(struct json_reader *reader, struct str *ret_inside, bool *ret_escaped)
{
	const char *start = ++reader->at;
	bool escaped = false;

	for (;;) {
		int r = 0;

		reader->at = json_plain_end(reader->at, reader->end);
		if (UNLIKELY(reader->at == reader->end)) {
			return fail(reader, NULL);
		}
		if (LIKELY(*reader->at == '"')) {
			break;
		}
		if (*reader->at == '\\') {
			escaped = true;
			r = skip_escape(reader);
		} else if ((unsigned char)*reader->at >= 0x80) {
			size_t len = utf8_char_length(reader->at, reader->end);

			reader->at += len;
			r = len ? 0 : fail(reader, "not UTF-8");
		} else {
			r = fail(reader, "control character in a string");
		}
		if (UNLIKELY(r)) {
			return r;
		}
	}
	*ret_inside = str_make(start, (size_t)(reader->at - start));
	*ret_escaped = escaped;
	reader->at++;
	return 0;
}

/* Decoded: in place when nothing is escaped, else in the arena. */
static int read_string(struct json_reader *reader, struct str *ret_text)
{
	struct str inside;
	bool escaped;
	int r = skip_string(reader, &inside, &escaped);

	if (r) {
		return r;
	}
	if (LIKELY(!escaped)) {
		*ret_text = inside;
		return 0;
	}
	if (!json_unescape(inside, reader->arena, ret_text)) {
		return fail_with(reader, -ENOMEM, "out of memory");
	}
	return 0;
}

static bool skip_digits(struct json_reader *reader)
{
	const char *start = reader->at;

	while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9') {
		reader->at++;
	}
	return reader->at > start;
}

static bool skip_byte(struct json_reader *reader, char a, char b)
{
	if (reader->at == reader->end || (*reader->at != a && *reader->at != b)) {
		return false;
	}
	reader->at++;
	return true;
}

static int skip_number(struct json_reader *reader)
{
	(void)skip_byte(reader, '-', '-');
	if (!skip_byte(reader, '0', '0') && !skip_digits(reader)) {
		return fail(reader, "unexpected character");
	}
	if (skip_byte(reader, '.', '.') && !skip_digits(reader)) {
		return fail(reader, "digit expected");
	}
	if (skip_byte(reader, 'e', 'E')) {
		(void)skip_byte(reader, '+', '-');
		if (!skip_digits(reader)) {
			return fail(reader, "digit expected");
		}
	}
	return 0;
}

static int skip_word(struct json_reader *reader, struct str word)
{
	if ((size_t)(reader->end - reader->at) < word.len ||
		memcmp(reader->at, word.ptr, word.len) != 0) {
		return fail(reader, "unexpected character");
	}
	reader->at += word.len;
	return 0;
}

/* After an element: *ret_more tells whether another follows; CLOSER is eaten. */
static int skip_separator(struct json_reader *reader, char closer, bool *ret_more)
{
	char c = peek(reader);

	if (c != ',' && c != closer) {
		return fail(reader, closer == '}' ? "',' or '}' expected" : "',' or ']' expected");
	}
	reader->at++;
	*ret_more = c == ',';
	return 0;
}

/* Up to the opening quote of a name. */
static int expect_name(struct json_reader *reader)
{
	return peek(reader) == '"' ? 0 : fail(reader, "name expected");
}

static int skip_colon(struct json_reader *reader)
{
	if (peek(reader) != ':') {
		return fail(reader, "':' expected");
	}
	reader->at++;
	return 0;
}

static int skip_member(struct json_reader *reader, unsigned depth)
{
	struct str ignored;
	bool escaped;
	int r = expect_name(reader);

	if (!r) {
		r = skip_string(reader, &ignored, &escaped);
	}
	if (!r) {
		r = skip_colon(reader);
	}
	return r ? r : skip_value(reader, depth);
}

/* At the opening bracket of an array or object, which is number DEPTH from outside. */
static int skip_container(struct json_reader *reader, unsigned depth)
{
	char closer = *reader->at == '{' ? '}' : ']';
	bool more = true;

	if (depth > JSON_MAX_DEPTH) {
		return fail(reader, "nested too deep");
	}
	reader->at++;
	if (peek(reader) == closer) {
		reader->at++;
		return 0;
	}
	while (more) {
		int r = closer == '}' ? skip_member(reader, depth) : skip_value(reader, depth);

		if (!r) {
			r = skip_separator(reader, closer, &more);
		}
		if (r) {
			return r;
		}
	}
	return 0;
}

/* DEPTH counts the arrays and objects around the value. */
static int skip_value(struct json_reader *reader, unsigned depth)
{
	struct str ignored;
	bool escaped;

	switch (peek(reader)) {
	case '"':
		return skip_string(reader, &ignored, &escaped);
	case '{':
	case '[':
		return skip_container(reader, depth + 1);
	case 't':
		return skip_word(reader, STR_LIT("true"));
	case 'f':
		return skip_word(reader, STR_LIT("false"));
	case 'n':
		return skip_word(reader, STR_LIT("null"));
	default:
		return skip_number(reader);
	}
}

static enum json_kind kind_of(char first)
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

static int read_value(struct json_reader *reader, unsigned depth, struct json_value *ret_value)
{
	struct json_value value = {.kind = kind_of(peek(reader))};
	const char *start = reader->at;
	int r;

	r = value.kind == JSON_STRING ? read_string(reader, &value.text)
				      : skip_value(reader, depth);
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
	skip_blanks(reader);
	if (reader->at != reader->end) {
		return fail(reader, "something behind the value");
	}
	reader->state = READER_ENDED;
	return JSON_E_END;
}

/* Moves to the next element of the container; 0, JSON_E_END, or an error. */
static int advance(struct json_reader *reader, char opener, char closer)
{
	bool more;
	int r;

	switch (reader->state) {
	case READER_START:
		if (peek(reader) != opener) {
			return reader->at == reader->end
				       ? fail(reader, NULL)
				       : fail_with(reader, JSON_E_TYPE,
						 opener == '{' ? "object expected"
							       : "array expected");
		}
		reader->at++;
		reader->state = READER_INSIDE;
		if (peek(reader) == closer) {
			reader->at++;
			return finish(reader);
		}
		return 0;
	case READER_INSIDE:
		r = skip_separator(reader, closer, &more);
		return r ? r : more ? 0 : finish(reader);
	case READER_ENDED:
		return JSON_E_END;
	default:
		return JSON_E_SYNTAX;
	}
}

int json_object_next(struct json_reader *reader, struct str *ret_key, struct json_value *ret_value)
{
	struct json_value value;
	struct str key;
	int r = advance(reader, '{', '}');

	if (!r) {
		r = expect_name(reader);
	}
	if (!r) {
		r = read_string(reader, &key);
	}
	if (!r) {
		r = skip_colon(reader);
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
