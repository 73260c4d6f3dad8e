/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * RESP2, what Redis speaks: https://redis.io/docs/latest/develop/reference/protocol-spec/
 *
 * The caller owns the bytes: it keeps one growing buffer, calls a parser with all of it, and drops
 * what was used. Values are views of that buffer. A parser remembers how far it got, so a reply
 * that arrives in many pieces is looked at once: between RESP_E_MORE and the next call the bytes
 * seen so far stay in front (the buffer itself may move). A parser belongs to one thread.
 */
#ifndef PROTO_RESP_H
#define PROTO_RESP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Arrays inside one another. */
#define RESP_MAX_DEPTH 8
/* Bytes in a line: simple strings, errors, integers, and lengths. */
#define RESP_MAX_LINE 65536U

enum {
	RESP_E_MORE = 1, /* incomplete so far */
	RESP_E_INVALID,  /* no RESP2, or beyond a limit: the connection is useless */
	RESP_E_OTHER,    /* resp_parse_message: a reply of another shape */
};

enum resp_kind {
	RESP_NIL,
	RESP_SIMPLE,
	RESP_ERROR,
	RESP_INTEGER,
	RESP_BULK,
	RESP_ARRAY,
};

struct resp_value {
	enum resp_kind kind;
	uint32_t count;           /* RESP_ARRAY */
	struct resp_value *items; /* RESP_ARRAY: in the arena */
	struct str text;          /* RESP_SIMPLE, RESP_ERROR, RESP_BULK, digits of RESP_INTEGER */
	int64_t integer;          /* RESP_INTEGER */
};

struct resp_parser {
	size_t max_bulk;    /* bytes in a bulk string */
	uint32_t max_items; /* elements in a reply, all levels together */
	/* private */
	uint32_t items;
	uint32_t depth;
	size_t at;
	uint32_t left[RESP_MAX_DEPTH];
};

/* 64 MiB a string, a million elements. */
#define RESP_PARSER_INIT ((struct resp_parser){.max_bulk = 64U << 20, .max_items = 1U << 20})

/*
 * The reply at the start of IN. 0, RESP_E_MORE, RESP_E_INVALID, -ENOMEM (arena out).
 * *ret_size: with 0 the bytes that it takes up; with RESP_E_MORE the least that it will take up as
 * far as is known (> in.len), so that room can be made and no call is wasted. It is exact as soon
 * as the length line of the last bulk string is there.
 */
NODISCARD int resp_parse(struct resp_parser *parser, struct str in, struct arena *arena,
	struct resp_value *ret_value, size_t *ret_size);

/* A published message, as pushed to a subscriber: the array "message", channel, payload. */
struct resp_message {
	struct str channel;
	struct str payload;
};

/*
 * The fast way for what a subscriber mostly gets; allocates nothing. Results as above, and
 * RESP_E_OTHER when the reply is something else, to be handed to resp_parse.
 */
NODISCARD int resp_parse_message(const struct resp_parser *parser, struct str in,
	struct resp_message *ret_message, size_t *ret_size);

/* Appends a command: an array of bulk strings. */
void resp_command(struct buf *out, size_t argc, const struct str *argv);

/* The same with literals and views: RESP_COMMAND(&buf, STR_LIT("SET"), key, value). */
#define RESP_COMMAND(out, ...)                                                                     \
	resp_command((out), sizeof((struct str[]){__VA_ARGS__}) / sizeof(struct str),              \
		(struct str[]){__VA_ARGS__})

#endif
