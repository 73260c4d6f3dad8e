/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Private to the HTTP/1 files: what request and response heads have in common. */
#ifndef PROTO_HTTP1_HEAD_H
#define PROTO_HTTP1_HEAD_H

#include "proto/http1.h"

/* May it stand in a token (RFC 9110 §5.6.2)? */
static inline bool http1_is_token_byte(char c)
{
	/* A bit for each byte below 128. */
	static const uint32_t allowed[4] = {
		0, 0x03FF6CFAU, /* ! # $ % & ' * + - . 0-9 */
		0xC7FFFFFEU,    /* A-Z ^ _ */
		0x57FFFFFFU,    /* ` a-z | ~ */
	};
	unsigned char byte = (unsigned char)c;

	return byte < 128 && allowed[byte >> 5] >> (byte & 31) & 1;
}

bool http1_is_token(struct str s);

/* Is it free of control characters but the tab? */
bool http1_is_text(struct str s);

/*
 * Finds the empty line that ends the head. 0 and its length with that line, HTTP1_E_MORE,
 * HTTP1_E_BAD (a line that doesn't end with CR LF), HTTP1_E_TOO_LARGE. *seen as in http1.h.
 */
NODISCARD int http1_find_end(struct str in, size_t *seen, size_t *ret_head_len);

/* Takes the first line, without CR LF, off a complete head. */
struct str http1_take_line(struct str *head);

/* "HTTP/1.x". 0, HTTP1_E_BAD, HTTP1_E_VERSION. */
NODISCARD int http1_read_version(struct str text, unsigned *ret_minor);

/* All field lines of a complete head, up to the empty line. */
NODISCARD int http1_read_headers(struct str lines, struct http1_headers *ret_headers);

/* Content-Length and Transfer-Encoding. HTTP1_BODY_TILL_EOF stands for "neither". */
NODISCARD int http1_read_framing(
	const struct http1_headers *headers, enum http1_body *ret_body, uint64_t *ret_length);

/* RFC 9112 §9.3. */
bool http1_wants_keep_alive(const struct http1_headers *headers, unsigned minor);

#endif
