/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The first lines: request line (RFC 9112 §3) and status line (§4). Fields are read by
 * http1_head.c. The request line is taken apart at single spaces, as §3 writes it, without the
 * leniency for other blanks that the section allows and warns of.
 */
#include "proto/http1_head.h"

/* Beyond ASCII is no URI, but the field sends such bytes and they harm nobody. */
static bool is_target(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if ((unsigned char)s.ptr[i] <= 0x20 || s.ptr[i] == 0x7F) {
			return false;
		}
	}
	return s.len > 0;
}

/* The path in "http://host/path", which is for proxies but must be understood (§3.2.2). */
static bool skip_authority(struct str target, struct str *ret_path)
{
	ptrdiff_t at;

	if (str_has_prefix_nocase(target, STR_LIT("http://"))) {
		target = str_skip(target, 7);
	} else if (str_has_prefix_nocase(target, STR_LIT("https://"))) {
		target = str_skip(target, 8);
	} else {
		return false;
	}
	for (at = 0; (size_t)at < target.len; at++) {
		if (target.ptr[at] == '/' || target.ptr[at] == '?') {
			break;
		}
	}
	*ret_path = str_skip(target, (size_t)at);
	return at > 0;
}

static int read_target(struct http1_request *request)
{
	struct str path = request->target;

	if (!is_target(path)) {
		return HTTP1_E_BAD;
	}
	if (path.ptr[0] != '/' && !str_equals(path, STR_LIT("*")) && !skip_authority(path, &path)) {
		/* CONNECT names an authority: no path of ours. */
		return HTTP1_E_BAD;
	}
	if (!str_split_once(path, '?', &request->path, &request->query)) {
		request->query = STR_NULL;
	} else if (!request->query.ptr) {
		request->query = STR_LIT("");
	}
	if (request->path.len == 0) {
		request->path = STR_LIT("/");
	}
	return 0;
}

static int read_request_line(struct str line, struct http1_request *request)
{
	struct str rest;
	struct str version;

	if (!str_split_once(line, ' ', &request->method, &rest) ||
		!str_split_once(rest, ' ', &request->target, &version) ||
		!http1_is_token(request->method) || read_target(request) != 0) {
		return HTTP1_E_BAD;
	}
	return http1_read_version(version, &request->minor);
}

/* Nothing that begins like this can become a request: TLS on a plain port, for one. */
static bool is_hopeless(struct str in)
{
	return in.len && !http1_is_token_byte(in.ptr[0]) && in.ptr[0] != '\r';
}

/* HTTP/1.1 wants exactly one Host (§3.2); 1.0 at most one. */
static bool is_host_right(const struct http1_request *request)
{
	struct str value;
	size_t count = 0;

	for (size_t at = 0; http1_next_header(&request->headers, STR_LIT("Host"), &at, &value);) {
		count++;
	}
	return count == 1 || (count == 0 && request->minor == 0);
}

static int read_request(struct str head, struct http1_request *request)
{
	struct str line = http1_take_line(&head);
	int r;

	if (line.len == 0) {
		line = http1_take_line(&head);
	}
	r = read_request_line(line, request);
	if (!r) {
		r = http1_read_headers(head, &request->headers);
	}
	if (!r) {
		r = http1_read_framing(&request->headers, &request->body, &request->content_length);
	}
	if (r) {
		return r;
	}
	if (request->body == HTTP1_BODY_TILL_EOF) {
		request->body = HTTP1_BODY_NONE; /* §6.3: a request without either has none */
	}
	if (!is_host_right(request) ||
		(request->body == HTTP1_BODY_CHUNKED && request->minor == 0)) {
		return HTTP1_E_BAD; /* chunked in HTTP/1.0 is faulty (§6.1) */
	}
	request->keep_alive = http1_wants_keep_alive(&request->headers, request->minor);
	return 0;
}

int http1_parse_request(
	struct str in, size_t *seen, struct http1_request *ret_request, size_t *ret_head_len)
{
	size_t from = seen ? *seen : 0;
	size_t head_len;
	int r;

	if (is_hopeless(in)) {
		return HTTP1_E_BAD;
	}
	r = http1_find_end(in, &from, &head_len);
	if (seen) {
		*seen = from;
	}
	if (!r) {
		r = read_request(str_first(in, head_len), ret_request);
	}
	if (!r) {
		*ret_head_len = head_len;
	}
	return r;
}

static int read_status_line(struct str line, struct http1_response *response)
{
	struct str version;
	struct str rest;
	struct str digits;
	uint32_t status;
	int r;

	/* The reason may be missing, and some forget the space before it, too. */
	if (!str_split_once(line, ' ', &version, &rest)) {
		return HTTP1_E_BAD;
	}
	(void)str_split_once(rest, ' ', &digits, &response->reason);
	r = http1_read_version(version, &response->minor);
	if (r) {
		return r;
	}
	if (digits.len != 3 || !str_to_u32(digits, &status) || status < 100 ||
		!http1_is_text(response->reason)) {
		return HTTP1_E_BAD;
	}
	response->status = status;
	return 0;
}

int http1_parse_response(
	struct str in, size_t *seen, struct http1_response *ret_response, size_t *ret_head_len)
{
	size_t from = seen ? *seen : 0;
	size_t head_len;
	struct str head;
	int r = http1_find_end(in, &from, &head_len);

	if (seen) {
		*seen = from;
	}
	if (r) {
		return r;
	}
	head = str_first(in, head_len);
	r = read_status_line(http1_take_line(&head), ret_response);
	if (!r) {
		r = http1_read_headers(head, &ret_response->headers);
	}
	if (!r) {
		r = http1_read_framing(
			&ret_response->headers, &ret_response->body, &ret_response->content_length);
	}
	if (r) {
		return r;
	}
	if (ret_response->status < 200 || ret_response->status == 204 ||
		ret_response->status == 304) {
		ret_response->body = HTTP1_BODY_NONE;
	}
	ret_response->keep_alive =
		http1_wants_keep_alive(&ret_response->headers, ret_response->minor) &&
		ret_response->body != HTTP1_BODY_TILL_EOF;
	*ret_head_len = head_len;
	return 0;
}

unsigned http1_error_status(int error)
{
	switch (error) {
	case HTTP1_E_TOO_LARGE:
		return 431;
	case HTTP1_E_VERSION:
		return 505;
	default:
		return 400;
	}
}
