/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Two passes. The first walks over what has arrived to find the end of the reply; it allocates
 * nothing and remembers where it was, so waiting for the rest of a long reply costs nothing again
 * and a peer that announces a million elements gets no memory for the announcement. The second
 * builds the tree of a reply that is complete. Published messages, nearly all of a subscriber's
 * traffic, need neither: resp_parse_message reads them off at once.
 */
#include "proto/resp.h"

#include <errno.h>

/* The shortest element is "+\r\n". */
#define MIN_ELEMENT 3U
/* And the shortest bulk string "$0\r\n\r\n". */
#define MIN_BULK 6U

/* An element's first line, taken apart. */
struct head {
	enum resp_kind kind;
	int64_t number;  /* value, or length of what follows */
	struct str line; /* without type byte and CR LF */
	size_t size;     /* bytes of type byte, line, and CR LF */
};

/* A limited length; -1 is nil. */
static bool read_length(struct str line, uint64_t max, int64_t *ret_length)
{
	uint64_t length;

	if (str_equals(line, STR_LIT("-1"))) {
		*ret_length = -1;
		return true;
	}
	if (!str_to_u64(line, &length) || length > max) {
		return false;
	}
	*ret_length = (int64_t)length;
	return true;
}

static int read_line(struct str rest, struct str *ret_line)
{
	struct str window = str_first(rest, RESP_MAX_LINE + 3U);
	ptrdiff_t cr = str_find_byte(window, '\r');

	if (cr >= 0 && (size_t)cr + 1 < window.len) {
		*ret_line = str_skip(str_first(rest, (size_t)cr), 1);
		return window.ptr[cr + 1] == '\n' ? 0 : RESP_E_INVALID;
	}
	return window.len == RESP_MAX_LINE + 3U ? RESP_E_INVALID : RESP_E_MORE;
}

static bool is_type(char c)
{
	return c == '$' || c == '*' || c == ':' || c == '+' || c == '-';
}

/* The element at the start of REST, which isn't empty. 0, RESP_E_MORE, RESP_E_INVALID. */
static int read_head(const struct resp_parser *parser, struct str rest, struct head *ret_head)
{
	struct head head;
	bool good = true;
	int r;

	if (!is_type(rest.ptr[0])) {
		return RESP_E_INVALID;
	}
	r = read_line(rest, &head.line);
	if (r) {
		return r;
	}
	head.size = head.line.len + 3;
	head.number = 0;
	switch (rest.ptr[0]) {
	case '+':
		head.kind = RESP_SIMPLE;
		break;
	case '-':
		head.kind = RESP_ERROR;
		break;
	case ':':
		head.kind = RESP_INTEGER;
		good = str_to_i64(head.line, &head.number);
		break;
	case '$':
		head.kind = RESP_BULK;
		good = read_length(head.line, parser->max_bulk, &head.number);
		break;
	default:
		head.kind = RESP_ARRAY;
		good = read_length(head.line, parser->max_items, &head.number);
		break;
	}
	if (head.number < 0 && head.kind != RESP_INTEGER) {
		head.kind = RESP_NIL;
	}
	*ret_head = head;
	return good ? 0 : RESP_E_INVALID;
}

/* What the rest of the reply takes up at least, behind the element being read. */
static size_t size_to_come(const struct resp_parser *parser)
{
	size_t elements = 0;

	for (uint32_t i = 0; i < parser->depth; i++) {
		elements += parser->left[i] - 1;
	}
	return elements * MIN_ELEMENT;
}

static int wait_for(const struct resp_parser *parser, size_t in_len, size_t end, size_t *ret_size)
{
	*ret_size = MAX_OF(in_len + 1, end + size_to_come(parser));
	return RESP_E_MORE;
}

/* One element at parser->at: steps over it, or into it. */
static int scan_element(struct resp_parser *parser, struct str in, size_t *ret_size)
{
	struct str rest = str_skip(in, parser->at);
	struct head head;
	size_t end;
	int r = rest.len ? read_head(parser, rest, &head) : RESP_E_MORE;

	if (r) {
		return r == RESP_E_MORE
			       ? wait_for(parser, in.len, parser->at + MIN_ELEMENT, ret_size)
			       : r;
	}
	end = parser->at + head.size;
	if (head.kind == RESP_BULK) {
		size_t length = (size_t)head.number;

		if (in.len < end + length + 2) {
			return wait_for(parser, in.len, end + length + 2, ret_size);
		}
		if (memcmp(in.ptr + end + length, "\r\n", 2) != 0) {
			return RESP_E_INVALID;
		}
		end += length + 2;
	}
	if (head.kind == RESP_ARRAY && head.number > 0) {
		if (parser->depth == RESP_MAX_DEPTH ||
			head.number > parser->max_items - parser->items) {
			return RESP_E_INVALID;
		}
		parser->items += (uint32_t)head.number;
		parser->left[parser->depth++] = (uint32_t)head.number;
	}
	parser->at = end;
	return 0;
}

/* An element is complete, and with it all arrays of which it was the last. */
static void close_arrays(struct resp_parser *parser)
{
	while (parser->depth && --parser->left[parser->depth - 1] == 0) {
		parser->depth--;
	}
}

/* Finds the end of the reply. An array counts as one element of its parent until it is complete. */
static int scan(struct resp_parser *parser, struct str in, size_t *ret_size)
{
	do {
		uint32_t depth = parser->depth;
		int r = scan_element(parser, in, ret_size);

		if (r) {
			return r;
		}
		if (parser->depth == depth) {
			close_arrays(parser);
		}
	} while (parser->depth);
	return 0;
}

static bool build(const struct resp_parser *parser, struct str in, size_t *at, struct arena *arena,
	struct resp_value *ret_value);

static bool build_items(const struct resp_parser *parser, struct str in, size_t *at,
	struct arena *arena, struct resp_value *array)
{
	array->items = arena_alloc(arena, array->count * sizeof(*array));
	if (!array->items) {
		return false;
	}
	for (uint32_t i = 0; i < array->count; i++) {
		if (!build(parser, in, at, arena, &array->items[i])) {
			return false;
		}
	}
	return true;
}

/* Builds the element at *at, all of which is there and valid. False when the arena is out. */
static bool build(const struct resp_parser *parser, struct str in, size_t *at, struct arena *arena,
	struct resp_value *ret_value)
{
	struct head head;
	int r = read_head(parser, str_skip(in, *at), &head);

	assert(r == 0);
	*ret_value = (struct resp_value){.kind = head.kind};
	*at += head.size;
	switch (head.kind) {
	case RESP_BULK:
		ret_value->text = str_make(in.ptr + *at, (size_t)head.number);
		*at += (size_t)head.number + 2;
		return true;
	case RESP_ARRAY:
		ret_value->count = (uint32_t)head.number;
		return build_items(parser, in, at, arena, ret_value);
	case RESP_INTEGER:
		ret_value->integer = head.number;
		ret_value->text = head.line;
		return true;
	case RESP_SIMPLE:
	case RESP_ERROR:
		ret_value->text = head.line;
		return true;
	case RESP_NIL:
		return true;
	}
	return true;
}

int resp_parse(struct resp_parser *parser, struct str in, struct arena *arena,
	struct resp_value *ret_value, size_t *ret_size)
{
	struct resp_value value;
	size_t end = 0;
	int r;

	assert(parser->at <= in.len);
	r = scan(parser, in, ret_size);
	if (r) {
		return r;
	}
	parser->items = 0;
	parser->at = 0;
	if (!build(parser, in, &end, arena, &value)) {
		return -ENOMEM;
	}
	*ret_value = value;
	*ret_size = end;
	return 0;
}

/*
 * A bulk string at *at. RESP_E_MORE with the size as far as known, RESP_E_OTHER for anything that
 * the general parser has to judge.
 */
static int read_bulk(const struct resp_parser *parser, struct str in, size_t *at,
	struct str *ret_text, size_t *ret_size)
{
	const char *digit = in.ptr + *at + 1;
	const char *end = in.ptr + in.len;
	size_t length = 0;
	size_t start;

	if (*at == in.len) {
		*ret_size = *at + MIN_BULK;
		return RESP_E_MORE;
	}
	if (in.ptr[*at] != '$') {
		return RESP_E_OTHER;
	}
	for (; digit < end && (unsigned char)(*digit - '0') <= 9; digit++) {
		length = length * 10 + (size_t)(*digit - '0');
		if (length > parser->max_bulk) {
			return RESP_E_OTHER;
		}
	}
	if (end - digit < 2) {
		/* More digits may come: the length counts for nothing before its end. */
		*ret_size = MAX_OF(*at + MIN_BULK, in.len + 1);
		return RESP_E_MORE;
	}
	start = (size_t)(digit - in.ptr) + 2;
	if (digit == in.ptr + *at + 1 || digit[0] != '\r' || digit[1] != '\n') {
		return RESP_E_OTHER;
	}
	if (in.len - start < length + 2) {
		*ret_size = start + length + 2;
		return RESP_E_MORE;
	}
	if (in.ptr[start + length] != '\r' || in.ptr[start + length + 1] != '\n') {
		return RESP_E_OTHER;
	}
	*ret_text = str_make(in.ptr + start, length);
	*at = start + length + 2;
	return 0;
}

int resp_parse_message(const struct resp_parser *parser, struct str in,
	struct resp_message *ret_message, size_t *ret_size)
{
	static const char prefix[] = "*3\r\n$7\r\nmessage\r\n";
	size_t at = sizeof(prefix) - 1;
	size_t known = MIN_OF(in.len, at);
	struct resp_message message;
	int r;

	if (known && memcmp(in.ptr, prefix, known) != 0) {
		return RESP_E_OTHER;
	}
	if (known < at) {
		*ret_size = at + (size_t)2 * MIN_BULK;
		return RESP_E_MORE;
	}
	r = read_bulk(parser, in, &at, &message.channel, ret_size);
	if (r) {
		*ret_size += r == RESP_E_MORE ? MIN_BULK : 0;
		return r;
	}
	r = read_bulk(parser, in, &at, &message.payload, ret_size);
	if (r) {
		return r;
	}
	*ret_message = message;
	*ret_size = at;
	return 0;
}

void resp_command(struct buf *out, size_t argc, const struct str *argv)
{
	buf_append_byte(out, '*');
	buf_append_u64(out, argc);
	for (size_t i = 0; i < argc; i++) {
		buf_append(out, "\r\n$", 3);
		buf_append_u64(out, argv[i].len);
		buf_append(out, "\r\n", 2);
		buf_append_str(out, argv[i]);
	}
	buf_append(out, "\r\n", 2);
}
