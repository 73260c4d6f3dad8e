/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The grammar of RFC 8259, as functions that move a pointer. Nesting is a word of bits instead of
 * recursion, which the limit of 64 levels makes possible. Strings are the bulk of the work: they
 * pass many bytes at a time (json_scan.h), and what isn't plain goes through skip_special.
 */
#include "proto/json_skip.h"

#include "proto/json_text.h"
#include "proto/utf8.h"

const char *json_fail(struct json_reader *reader, const char *at, const char *what)
{
	size_t offset = reader->begin ? (size_t)(at - reader->begin) : 0;

	reader->error = (struct parse_error){
		.column = (uint32_t)MIN_OF(offset + 1, (size_t)UINT32_MAX),
		.what = at == reader->end ? "unexpected end" : what,
	};
	return NULL;
}

/* Behind "\\u". */
static const char *skip_hex4(struct json_reader *reader, const char *at)
{
	for (int i = 0; i < 4; i++, at++) {
		if (at == reader->end || json_hex_digit(*at) < 0) {
			return json_fail(reader, at, "four hexadecimal digits expected");
		}
	}
	return at;
}

/* Behind a backslash. */
static const char *skip_escape(struct json_reader *reader, const char *at)
{
	if (at == reader->end) {
		return json_fail(reader, at, NULL);
	}
	switch (*at) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		return at + 1;
	case 'u':
		return skip_hex4(reader, at + 1);
	default:
		return json_fail(reader, at, "unknown escape");
	}
}

/* At a byte inside of a string that isn't plain, and no quote. */
static const char *skip_special(struct json_reader *reader, const char *at)
{
	size_t len;

	if (*at == '\\') {
		reader->escaped = true;
		return skip_escape(reader, at + 1);
	}
	if ((unsigned char)*at < 0x20) {
		return json_fail(reader, at, "control character in a string");
	}
	len = utf8_char_length(at, reader->end);
	return len ? at + len : json_fail(reader, at, "not UTF-8");
}

const char *json_skip_rest(struct json_reader *reader, const char *at)
{
	while (at < reader->end && *at != '"') {
		at = skip_special(reader, at);
		if (!at) {
			return NULL;
		}
		at = json_plain_end(at, reader->end);
	}
	return at < reader->end ? at + 1 : json_fail(reader, at, NULL);
}

/* At least one digit. */
static const char *skip_digits(struct json_reader *reader, const char *at)
{
	const char *start = at;

	while (at < reader->end && (unsigned char)(*at - '0') <= 9) {
		at++;
	}
	return at > start ? at : json_fail(reader, at, "digit expected");
}

static const char *skip_exponent(struct json_reader *reader, const char *at)
{
	if (at < reader->end && (*at == '+' || *at == '-')) {
		at++;
	}
	return skip_digits(reader, at);
}

/* AT isn't the end. */
static const char *skip_number(struct json_reader *reader, const char *at)
{
	if (*at == '-') {
		at++;
	} else if ((unsigned char)(*at - '0') > 9) {
		return json_fail(reader, at, "unexpected character");
	}
	at = at < reader->end && *at == '0' ? at + 1 : skip_digits(reader, at);
	if (at && at < reader->end && *at == '.') {
		at = skip_digits(reader, at + 1);
	}
	if (at && at < reader->end && (*at | 0x20) == 'e') {
		at = skip_exponent(reader, at + 1);
	}
	return at;
}

static const char *skip_word(struct json_reader *reader, const char *at, struct str word)
{
	if ((size_t)(reader->end - at) < word.len || memcmp(at, word.ptr, word.len) != 0) {
		return json_fail(reader, at, "unexpected character");
	}
	return at + word.len;
}

/* Blanks, a name, and its colon. */
static inline const char *skip_name(struct json_reader *reader, const char *at)
{
	at = json_skip_blanks(at, reader->end);
	if (UNLIKELY(at == reader->end || *at != '"')) {
		return json_fail(reader, at, "name expected");
	}
	at = json_skip_string(reader, at);
	return LIKELY(at) ? json_skip_colon(reader, at) : NULL;
}

/* A value that holds no others. */
static const char *skip_leaf(struct json_reader *reader, const char *at)
{
	if (UNLIKELY(at == reader->end)) {
		return json_fail(reader, at, NULL);
	}
	switch (*at) {
	case '"':
		return json_skip_string(reader, at);
	case 't':
		return skip_word(reader, at, STR_LIT("true"));
	case 'f':
		return skip_word(reader, at, STR_LIT("false"));
	case 'n':
		return skip_word(reader, at, STR_LIT("null"));
	default:
		return skip_number(reader, at);
	}
}

/* The arrays and objects that are open, innermost in the lowest bit: 1 is an object. */
struct nest {
	uint64_t objects;
	unsigned depth;
};

static_assert(JSON_MAX_DEPTH <= 64, "a bit for each level");

/*
 * At the opening bracket of an array or object. Moves to its first element and opens a level, or,
 * when it is empty, behind it.
 */
static inline const char *open_level(
	struct json_reader *reader, const char *at, struct nest *nest, unsigned around)
{
	bool is_object = *at == '{';

	if (around + nest->depth >= JSON_MAX_DEPTH) {
		return json_fail(reader, at, "nested too deep");
	}
	at = json_skip_blanks(at + 1, reader->end);
	if (at < reader->end && *at == (is_object ? '}' : ']')) {
		return at + 1;
	}
	nest->objects = nest->objects << 1 | is_object;
	nest->depth++;
	return is_object ? skip_name(reader, at) : at;
}

/* Behind an element: closes all levels that end here, then moves to the next element, if any. */
static inline const char *next_element(
	struct json_reader *reader, const char *at, struct nest *nest)
{
	while (at && nest->depth) {
		bool is_object = nest->objects & 1;

		at = json_skip_to_separator(reader, at, is_object ? '}' : ']');
		if (LIKELY(at) && *at++ == ',') {
			return is_object ? skip_name(reader, at) : at;
		}
		nest->objects >>= 1;
		nest->depth--;
	}
	return at;
}

/*
 * At a value. Over it, and on to the next one, whose level nest tells; into it, when it is an array
 * or object that holds something. AROUND as DEPTH below.
 */
static inline const char *step(
	struct json_reader *reader, const char *at, struct nest *nest, unsigned around)
{
	at = json_skip_blanks(at, reader->end);
	if (at < reader->end && (*at == '{' || *at == '[')) {
		unsigned before = nest->depth;

		at = open_level(reader, at, nest, around);
		if (nest->depth > before) {
			return at;
		}
	} else {
		at = skip_leaf(reader, at);
	}
	return next_element(reader, at, nest);
}

const char *json_skip_value(struct json_reader *reader, const char *at, unsigned depth)
{
	struct nest nest = {0, 0};

	do {
		at = step(reader, at, &nest, depth);
	} while (at && nest.depth);
	return at;
}
