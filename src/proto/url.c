/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Taking URLs apart. Meant for what administrators write into configurations, so it splits more
 * than it judges: passwords with unencoded signs are common, and whoever uses a part knows best
 * what may stand in it.
 */
#include "proto/url.h"

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_scheme(struct str s)
{
	if (s.len == 0 || !is_alpha(s.ptr[0])) {
		return false;
	}
	for (size_t i = 1; i < s.len; i++) {
		char c = s.ptr[i];

		if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') {
			return false;
		}
	}
	return true;
}

/* Cuts *head at the first of the bytes in STOPS; what is from there on comes back. */
static struct str cut_at(struct str *head, const char *stops)
{
	struct str tail;
	size_t i = 0;

	while (i < head->len && !(head->ptr[i] && strchr(stops, head->ptr[i]))) {
		i++;
	}
	tail = str_skip(*head, i);
	*head = str_first(*head, i);
	return tail;
}

static bool is_host(struct str host)
{
	for (size_t i = 0; i < host.len; i++) {
		unsigned char byte = (unsigned char)host.ptr[i];

		if (byte <= 0x20 || byte == 0x7F) {
			return false;
		}
	}
	return true;
}

/* Where the host ends and ":port" or nothing begins; brackets included. -1 when unbalanced. */
static ptrdiff_t host_length(struct str hostport)
{
	ptrdiff_t colon = str_find_byte(hostport, ':');

	if (hostport.len && hostport.ptr[0] == '[') {
		return str_find_byte(hostport, ']') + 1 ? str_find_byte(hostport, ']') + 1 : -1;
	}
	if (colon < 0 || str_rfind_byte(hostport, ':') != colon) {
		return (ptrdiff_t)hostport.len; /* no port, or a bare IPv6 address */
	}
	return colon;
}

int url_split_hostport(
	struct str hostport, struct str *ret_host, uint16_t *ret_port, bool *ret_has_port)
{
	ptrdiff_t len = host_length(hostport);
	struct str host;
	struct str rest;
	uint16_t port = 0;

	if (len < 0) {
		return URL_E_HOST;
	}
	host = str_first(hostport, (size_t)len);
	rest = str_skip(hostport, (size_t)len);
	if (host.len && host.ptr[0] == '[') {
		host = str_first(str_skip(host, 1), host.len - 2);
	}
	if (!is_host(host) || (rest.len && rest.ptr[0] != ':')) {
		return URL_E_HOST;
	}
	/* "host:" has an empty port, which is none (RFC 3986 §3.2.3). */
	if (rest.len > 1 && !str_to_u16(str_skip(rest, 1), &port)) {
		return URL_E_PORT;
	}
	*ret_host = host;
	*ret_has_port = rest.len > 1;
	if (rest.len > 1) {
		*ret_port = port;
	}
	return 0;
}

static int read_authority(struct str authority, struct url *url)
{
	ptrdiff_t at = str_rfind_byte(authority, '@');
	struct str first;

	if (at >= 0) {
		url->has_user = true;
		url->has_password = str_split_once(
			str_first(authority, (size_t)at), ':', &url->user, &url->password);
	}
	url->hostport = str_skip(authority, (size_t)(at + 1));
	first = url->hostport;
	(void)cut_at(&first, ",");
	return url_split_hostport(first, &url->host, &url->port, &url->has_port);
}

int url_parse(struct str text, struct url *ret_url)
{
	struct url url = {.port = 0};
	struct str rest;
	struct str tail;
	int r = 0;

	text = str_trim(text);
	if (!str_split_once(text, ':', &url.scheme, &rest) || !is_scheme(url.scheme)) {
		return URL_E_SCHEME;
	}
	if (str_find_byte(rest, '\0') >= 0) {
		return URL_E_HOST;
	}
	tail = cut_at(&rest, "#");
	url.has_fragment = tail.len > 0;
	url.fragment = str_skip(tail, 1);
	tail = cut_at(&rest, "?");
	url.has_query = tail.len > 0;
	url.query = str_skip(tail, 1);
	url.path = rest;
	if (str_has_prefix(rest, STR_LIT("//"))) {
		url.has_authority = true;
		rest = str_skip(rest, 2);
		url.path = cut_at(&rest, "/");
		r = read_authority(rest, &url);
	}
	if (!r) {
		*ret_url = url;
	}
	return r;
}

const char *url_strerror(int error)
{
	switch (error) {
	case URL_E_SCHEME:
		return "it does not begin with a scheme such as https:";
	case URL_E_HOST:
		return "its host is malformed";
	case URL_E_PORT:
		return "its port is no number from 0 to 65535";
	default:
		return "it is malformed";
	}
}

static int hex_digit(char c)
{
	char lower = (char)(c | 0x20);

	if (is_digit(c)) {
		return c - '0';
	}
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The byte that an escape at the start of S stands for, or -1. */
static int read_escape(struct str s)
{
	int high;
	int low;

	if (s.len < 3 || s.ptr[0] != '%') {
		return -1;
	}
	high = hex_digit(s.ptr[1]);
	low = hex_digit(s.ptr[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

void url_decode(struct buf *out, struct str text, enum url_decode_mode mode)
{
	for (size_t i = 0; i < text.len; i++) {
		int byte = read_escape(str_skip(text, i));

		if (byte >= 0) {
			buf_append_byte(out, (char)byte);
			i += 2;
		} else if (mode == URL_FORM && text.ptr[i] == '+') {
			buf_append_byte(out, ' ');
		} else {
			buf_append_byte(out, text.ptr[i]);
		}
	}
}

void url_encode(struct buf *out, struct str text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		char escape[3] = {'%', digits[c >> 4 & 15], digits[c & 15]};
		bool plain =
			is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';

		buf_append(out, plain ? &c : escape, plain ? 1 : sizeof(escape));
	}
}

bool url_next_param(struct str *rest, struct str *ret_name, struct str *ret_value)
{
	while (rest->len) {
		struct str part;

		(void)str_split_once(*rest, '&', &part, rest);
		if (part.len) {
			(void)str_split_once(part, '=', ret_name, ret_value);
			return true;
		}
	}
	return false;
}
