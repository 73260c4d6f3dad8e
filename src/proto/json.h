/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * JSON (RFC 8259) for small documents: a strict reader that walks one object or array in place, and
 * what is needed to write JSON.
 *
 * Nothing is built: a value is a view of its source text. Only a string with escapes is copied,
 * decoded, into the arena. Everything that is passed over is validated (grammar, UTF-8, depth ≤
 *64), so that after JSON_E_END the whole document is known to be good; a caller acts on nothing
 *before that. Duplicate names are handed out as they come.
 *
 *	struct json_reader reader = JSON_READER(document, &arena);
 *
 *	while ((r = json_object_next(&reader, &key, &value)) == 0) {
 *		if (str_equals(key, STR_LIT("user"))) ...
 *	}
 *	if (r != JSON_E_END) { reader.error says where and why }
 *
 * Views live as long as the document and the arena. A reader belongs to one thread.
 */
#ifndef PROTO_JSON_H
#define PROTO_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Most arrays and objects inside one another. */
#define JSON_MAX_DEPTH 64

enum {
	JSON_E_END = 1, /* no more members; the document is well-formed to its last byte */
	JSON_E_SYNTAX,  /* not JSON, not UTF-8, too deep, or something behind the value */
	JSON_E_TYPE,    /* another kind of value than asked for */
	JSON_E_MISSING, /* no such member */
};

enum json_kind {
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

struct json_value {
	enum json_kind kind;
	struct str raw;  /* source text without surrounding blanks, quotes included */
	struct str text; /* JSON_STRING: decoded, may hold NUL bytes; others: as raw */
};

struct json_reader {
	const char *at;
	const char *end;
	const char *begin;
	struct arena *arena;
	struct parse_error error; /* filled on JSON_E_SYNTAX and JSON_E_TYPE */
	int result;               /* private from here on */
	uint8_t state;
	bool escaped;
};

#define JSON_READER(document_str, arena_ptr)                                                       \
	((struct json_reader){.begin = (document_str).ptr,                                         \
		.at = (document_str).ptr,                                                          \
		.end = (document_str).len ? (document_str).ptr + (document_str).len : NULL,        \
		.arena = (arena_ptr)})

/*
 * The next member of the object that the document is. 0, JSON_E_END, JSON_E_SYNTAX, JSON_E_TYPE
 * (the document is no object), -ENOMEM (arena out). After anything but 0 the reader is done.
 */
NODISCARD int json_object_next(
	struct json_reader *reader, struct str *ret_key, struct json_value *ret_value);

/* The next element of the array that the document is; results as above. */
NODISCARD int json_array_next(struct json_reader *reader, struct json_value *ret_value);

/*
 * A whole document of any kind, validated to its end. 0, JSON_E_SYNTAX, -ENOMEM. RET_ERROR may be
 * NULL. Objects and arrays are walked by a reader over ret_value->raw.
 */
NODISCARD int json_parse(struct str document, struct arena *arena, struct json_value *ret_value,
	struct parse_error *ret_error);

/*
 * The member KEY of the object that the text DOCUMENT is; with duplicates the last. 0,
 * JSON_E_MISSING, JSON_E_SYNTAX, JSON_E_TYPE, -ENOMEM. For code that isn't hot.
 */
NODISCARD int json_object_get(
	struct str document, struct str key, struct arena *arena, struct json_value *ret_value);

/* A non-negative integer of up to 64 bits, exact; digits only. False for any other value. */
NODISCARD bool json_to_u64(const struct json_value *value, uint64_t *ret_number);

/* The same with a sign. */
NODISCARD bool json_to_i64(const struct json_value *value, int64_t *ret_number);

/* True for the literal true. */
static inline bool json_is_true(const struct json_value *value)
{
	return value->kind == JSON_BOOL && value->raw.ptr[0] == 't';
}

/*
 * Appends RAW (of a value that a reader handed out, thus valid) without white space between tokens;
 * numbers and escapes stay as they were written. Never longer than RAW.
 */
void json_compact(struct str raw, struct buf *out);

/* Appends S as a JSON string with quotes. Bytes that are no UTF-8 become U+FFFD. */
void json_write_string(struct buf *out, struct str s);

#endif
