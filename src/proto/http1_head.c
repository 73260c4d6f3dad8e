/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Lines and fields. A head is parsed only when its end is there; the search for the end goes from
 * line feed to line feed and resumes where it stopped. That also catches bare ones early: a peer
 * that ends its lines so gets its 400 at the first of them.
 */
#include "proto/http1_head.h"

bool http1_is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!http1_is_token_byte(s.ptr[i])) {
			return false;
		}
	}
	return s.len > 0;
}

static bool is_text_byte(char c)
{
	unsigned char byte = (unsigned char)c;

	return (byte >= 0x20 || byte == '\t') && byte != 0x7F;
}

/* None of the eight bytes is a control character, but perhaps beyond ASCII. */
static bool is_plain_word(const char *at)
{
	const uint64_t ones = 0x0101010101010101U;
	const uint64_t tops = 0x8080808080808080U;
	uint64_t word;
	uint64_t del;

	memcpy(&word, at, sizeof(word));
	del = word ^ ones * 0x7F;
	return ((((word - ones * 0x20) & ~word) | ((del - ones) & ~del)) & tops) == 0;
}

bool http1_is_text(struct str s)
{
	size_t i = 0;

	while (i < s.len) {
		if (s.len - i >= 8 && is_plain_word(s.ptr + i)) {
			i += 8;
		} else if (!is_text_byte(s.ptr[i++])) {
			return false;
		}
	}
	return true;
}

/* The line feed at AT ends an empty line. */
static bool ends_empty_line(struct str head, size_t at)
{
	return at == 1 || (at > 1 && head.ptr[at - 2] == '\n');
}

int http1_find_end(struct str in, size_t *seen, size_t *ret_head_len)
{
	struct str head = str_first(in, HTTP1_MAX_HEAD);
	ptrdiff_t found;

	while ((found = str_find_byte(str_skip(head, *seen), '\n')) >= 0) {
		size_t at = *seen + (size_t)found;

		if (at == 0 || head.ptr[at - 1] != '\r') {
			return HTTP1_E_BAD;
		}
		*seen = at + 1;
		/* One empty line may come before the first line. */
		if (ends_empty_line(head, at) && at > 1) {
			*ret_head_len = at + 1;
			return 0;
		}
	}
	*seen = head.len;
	return in.len >= HTTP1_MAX_HEAD ? HTTP1_E_TOO_LARGE : HTTP1_E_MORE;
}

struct str http1_take_line(struct str *head)
{
	ptrdiff_t lf = str_find_byte(*head, '\n');
	struct str line;

	assert(lf > 0);
	line = str_first(*head, (size_t)lf - 1);
	*head = str_skip(*head, (size_t)lf + 1);
	return line;
}

int http1_read_version(struct str text, unsigned *ret_minor)
{
	if (text.len != 8 || !str_has_prefix(text, STR_LIT("HTTP/")) || text.ptr[6] != '.' ||
		(unsigned char)(text.ptr[5] - '0') > 9 || (unsigned char)(text.ptr[7] - '0') > 9) {
		return HTTP1_E_BAD;
	}
	if (text.ptr[5] != '1') {
		return HTTP1_E_VERSION;
	}
	/* A later minor version promises to be understood as 1.1 (RFC 9110 §6.2). */
	*ret_minor = text.ptr[7] == '0' ? 0 : 1;
	return 0;
}

static struct str trim_blanks(struct str s)
{
	while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) {
		s = str_skip(s, 1);
	}
	while (s.len && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t')) {
		s.len--;
	}
	return s;
}

int http1_read_headers(struct str lines, struct http1_headers *ret_headers)
{
	ret_headers->count = 0;
	for (;;) {
		struct str line = http1_take_line(&lines);
		struct http1_header header;

		if (line.len == 0) {
			return 0;
		}
		if (ret_headers->count == HTTP1_MAX_HEADERS) {
			return HTTP1_E_TOO_LARGE;
		}
		/* A folded line or a blank before the colon fails as a name. */
		if (!str_split_once(line, ':', &header.name, &header.value) ||
			!http1_is_token(header.name) || !http1_is_text(header.value)) {
			return HTTP1_E_BAD;
		}
		header.value = trim_blanks(header.value);
		ret_headers->list[ret_headers->count++] = header;
	}
}

/* The lengths in one field; they must agree with each other and with *ret_length, if there is any.
 */
static int read_length_field(struct str list, bool *ret_any, uint64_t *ret_length)
{
	struct str item;
	uint64_t length;

	if (!http1_next_item(&list, &item)) {
		return HTTP1_E_BAD;
	}
	do {
		if (!str_to_u64(item, &length) || (*ret_any && length != *ret_length)) {
			return HTTP1_E_BAD;
		}
		*ret_length = length;
		*ret_any = true;
	} while (http1_next_item(&list, &item));
	return 0;
}

/* Lists and repetitions of one and the same number are forgiven (RFC 9110 §8.6). */
static int read_length(const struct http1_headers *headers, bool *ret_any, uint64_t *ret_length)
{
	struct str value;
	int r = 0;

	*ret_any = false;
	for (size_t at = 0;
		!r && http1_next_header(headers, STR_LIT("Content-Length"), &at, &value);) {
		r = read_length_field(value, ret_any, ret_length);
	}
	return r;
}

/* Only "chunked", once and alone: nobody sends anything else, and nobody here could read it. */
static int read_coding(const struct http1_headers *headers, bool *ret_chunked)
{
	struct str value;

	*ret_chunked = false;
	for (size_t at = 0;
		http1_next_header(headers, STR_LIT("Transfer-Encoding"), &at, &value);) {
		if (*ret_chunked || !str_equals_nocase(value, STR_LIT("chunked"))) {
			return HTTP1_E_BAD;
		}
		*ret_chunked = true;
	}
	return 0;
}

int http1_read_framing(
	const struct http1_headers *headers, enum http1_body *ret_body, uint64_t *ret_length)
{
	bool has_length;
	bool chunked;
	int r;

	*ret_length = 0;
	r = read_length(headers, &has_length, ret_length);
	if (!r) {
		r = read_coding(headers, &chunked);
	}
	if (r) {
		return r;
	}
	if (has_length && chunked) {
		return HTTP1_E_BAD;
	}
	*ret_body = chunked       ? HTTP1_BODY_CHUNKED
		    : !has_length ? HTTP1_BODY_TILL_EOF
		    : *ret_length ? HTTP1_BODY_LENGTH
				  : HTTP1_BODY_NONE;
	return 0;
}

bool http1_wants_keep_alive(const struct http1_headers *headers, unsigned minor)
{
	struct str name = STR_LIT("Connection");

	if (http1_has_token(headers, name, STR_LIT("close"))) {
		return false;
	}
	return minor > 0 || http1_has_token(headers, name, STR_LIT("keep-alive"));
}
