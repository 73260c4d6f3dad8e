/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Heads of HTTP/1.x messages (RFC 9112, 9110): parse a request (server) or a response (client),
 * look at fields, write an answer. Bodies are only announced, not read.
 *
 * Strict where leniency lets requests be smuggled past a proxy: lines end with CR LF (§2.2 allows a
 * recipient to take a bare LF; we don't), no folded lines, no blank before the colon, no control
 * characters in values, no Transfer-Encoding together with Content-Length, no two lengths that
 * differ. Lenient in one thing: an empty line before the request (§2.2).
 *
 * Everything handed out is a view of the input. Pure; safe in any thread.
 */
#ifndef PROTO_HTTP1_H
#define PROTO_HTTP1_H

#include "base/buf.h"
#include "base/str.h"

#define HTTP1_MAX_HEAD    65536U /* bytes, with the empty line that ends it */
#define HTTP1_MAX_HEADERS 128U

enum {
	HTTP1_E_MORE = 1,  /* the head isn't complete */
	HTTP1_E_BAD,       /* malformed: 400 */
	HTTP1_E_TOO_LARGE, /* too long or too many fields: 431 */
	HTTP1_E_VERSION,   /* neither HTTP/1.0 nor HTTP/1.1: 505 */
};

struct http1_header {
	struct str name;  /* as sent; compare without case */
	struct str value; /* without blanks around it */
};

struct http1_headers {
	size_t count;
	struct http1_header list[HTTP1_MAX_HEADERS];
};

enum http1_body {
	HTTP1_BODY_NONE,
	HTTP1_BODY_LENGTH,   /* content_length bytes follow (> 0 in requests) */
	HTTP1_BODY_CHUNKED,  /* its length is known at its end only */
	HTTP1_BODY_TILL_EOF, /* responses only */
};

struct http1_request {
	struct str method; /* case matters */
	struct str target; /* as sent */
	struct str path;   /* of the target, not decoded; "/" at least, or "*" */
	struct str query;  /* without '?'; NULL pointer when there is none */
	unsigned minor;    /* of HTTP/1.x: 0 or 1 */
	bool keep_alive;   /* the client wants the connection to stay (RFC 9112 §9.3) */
	enum http1_body body;
	uint64_t content_length;
	struct http1_headers headers;
};

struct http1_response {
	unsigned status; /* 100–999 */
	struct str reason;
	unsigned minor;
	bool keep_alive;
	enum http1_body body; /* as if the request was no HEAD */
	uint64_t content_length;
	struct http1_headers headers;
};

/*
 * The head at the start of IN. 0 and its length (the body begins there), or HTTP1_E_….
 * *seen is 0 for a new message and is kept by the caller while HTTP1_E_MORE comes back, so that a
 * head that arrives byte by byte is searched only once. May be NULL.
 * *ret_request is written to also on failure.
 */
NODISCARD int http1_parse_request(
	struct str in, size_t *seen, struct http1_request *ret_request, size_t *ret_head_len);
NODISCARD int http1_parse_response(
	struct str in, size_t *seen, struct http1_response *ret_response, size_t *ret_head_len);

/* The status to answer with: 400, 431, 505. */
unsigned http1_error_status(int error);

/* The first field of that name. False when there is none. */
NODISCARD bool http1_header(
	const struct http1_headers *headers, struct str name, struct str *ret_value);

/*
 * All fields of that name in order: *cursor is 0 at first. False at the end.
 *	for (size_t at = 0; http1_next_header(&request.headers, name, &at, &value);)
 */
NODISCARD bool http1_next_header(const struct http1_headers *headers, struct str name,
	size_t *cursor, struct str *ret_value);

/*
 * The next item of a comma list (RFC 9110 §5.6.1), trimmed; empty items are skipped, commas in
 * quoted strings don't separate. *rest is the value at first. False at the end.
 */
NODISCARD bool http1_next_item(struct str *rest, struct str *ret_item);

/* Is TOKEN one of the items, without case, in any field of that name? */
bool http1_has_token(const struct http1_headers *headers, struct str name, struct str token);

/* An answer. Views are copied. */
struct http1_reply {
	unsigned status;
	struct str content_type; /* empty: no field */
	struct str extra_lines;  /* whole field lines, each with CR LF, or empty */
	struct str body;
	bool keep_alive; /* false adds Connection: close */
	bool head_only;  /* to a HEAD: the length is told, the body isn't sent */
};

/*
 * Appends it. 1xx, 204, 304 get no body. There is no Date, for want of a clock here (RFC 9110
 * §6.6.1 asks only those who have one): pass it in extra_lines.
 */
void http1_write_reply(struct buf *out, const struct http1_reply *reply);

/* "Not Found"; "Unknown" for codes that nobody here sends. */
const char *http1_reason(unsigned status);

#endif
