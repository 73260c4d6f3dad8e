/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * URLs (taken apart as PHP does, which is more lenient than any standard), percent-encoding, and
 * base64.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "php/builtins.h"

struct url {
	struct str scheme;
	struct str user;
	struct str pass;
	struct str host;
	int port; /* -1: none */
	struct str path;
	struct str query;
	struct str fragment;
};

/* .ptr NULL: not there; a part may be there and empty. */
static bool is_there(struct str part)
{
	return part.ptr != NULL;
}

static bool is_scheme(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (!(ascii_is_letter(c) || ascii_is_digit(c) || c == '+' || c == '.' ||
			    c == '-')) {
			return false;
		}
	}
	return s.len > 0;
}

static size_t digits_of(struct str s)
{
	size_t len = 0;

	while (len < s.len && ascii_is_digit(s.ptr[len])) {
		len++;
	}
	return len;
}

/* host:8080 and host:8080/path are no scheme. */
static bool looks_like_port(struct str behind)
{
	size_t len = digits_of(behind);

	return len > 0 && len < 6 && (len == behind.len || behind.ptr[len] == '/');
}

/* As strtol() reads it: " 80", "+80" and "80x" are 80. False: no port. */
static bool take_port(struct str text, int *ret_port)
{
	char digits[6] = {0};
	char *end;
	long port;

	if (text.len > 5) {
		return false;
	}
	if (text.len == 0) {
		*ret_port = -1;
		return true;
	}
	memcpy(digits, text.ptr, text.len);
	port = strtol(digits, &end, 10);
	*ret_port = (int)port;
	return end != digits && port >= 0 && port <= UINT16_MAX;
}

/* user:pass@host:port; false: PHP refuses the URL. */
static bool split_authority(struct str authority, struct url *url)
{
	ptrdiff_t at = str_rfind_byte(authority, '@');
	ptrdiff_t colon;

	if (at >= 0) {
		struct str login = str_first(authority, (size_t)at);

		colon = str_find_byte(login, ':');
		url->user = colon < 0 ? login : str_first(login, (size_t)colon);
		if (colon >= 0) {
			url->pass = str_make(login.ptr + colon + 1, login.len - (size_t)colon - 1);
		}
		authority = str_make(authority.ptr + at + 1, authority.len - (size_t)at - 1);
	}
	colon = str_rfind_byte(authority, ':');
	if (authority.len && authority.ptr[0] == '[' && authority.ptr[authority.len - 1] == ']') {
		colon = -1;
	}
	if (colon >= 0) {
		if (!take_port(str_skip(authority, (size_t)colon + 1), &url->port)) {
			return false;
		}
		authority = str_first(authority, (size_t)colon);
	}
	url->host = authority;
	return authority.len > 0;
}

static void split_tail(struct str tail, struct url *url)
{
	ptrdiff_t hash = str_find_byte(tail, '#');
	ptrdiff_t question;

	if (hash >= 0) {
		url->fragment = str_make(tail.ptr + hash + 1, tail.len - (size_t)hash - 1);
		tail = str_first(tail, (size_t)hash);
	}
	question = str_find_byte(tail, '?');
	if (question >= 0) {
		url->query = str_make(tail.ptr + question + 1, tail.len - (size_t)question - 1);
		tail = str_first(tail, (size_t)question);
	}
	if (tail.len) {
		url->path = tail;
	}
}

static size_t path_length(struct str s)
{
	size_t len = 0;

	while (len < s.len && s.ptr[len] != '?' && s.ptr[len] != '#') {
		len++;
	}
	return len;
}

static bool split_url(struct str s, struct url *url)
{
	ptrdiff_t colon = str_find_byte(s, ':');
	struct str behind = colon < 0 ? STR_NULL : str_skip(s, (size_t)colon + 1);
	bool has_authority = false;
	uint32_t port = 0;
	size_t len = 0;

	if (s.len == 0) {
		url->path = STR_LIT("");
	}

	if (colon > 0 && is_scheme(str_first(s, (size_t)colon)) &&
		(str_has_prefix(behind, STR_LIT("//")) || !looks_like_port(behind))) {
		url->scheme = str_first(s, (size_t)colon);
		s = str_make(s.ptr + colon + 1, s.len - (size_t)colon - 1);
		has_authority = str_has_prefix(s, STR_LIT("//"));
		/* file:///path */
		if (str_has_prefix(s, STR_LIT("///"))) {
			split_tail(str_skip(s, 2), url);
			return str_equals_nocase(url->scheme, STR_LIT("file"));
		}
		s = has_authority ? str_skip(s, 2) : s;
	} else if (str_has_prefix(s, STR_LIT("//"))) {
		has_authority = true;
		s = str_skip(s, 2);
	} else if (colon == 0 && s.len == 1) {
		return false;
	} else if (colon >= 0 && (size_t)colon <= path_length(s) && looks_like_port(behind)) {
		/* Even of "a/b:80" PHP takes the 80 for the port. */
		if (!str_to_u32(str_first(behind, digits_of(behind)), &port) || port > 65535) {
			return false;
		}
		url->port = (int)port;
		has_authority = true;
	}
	if (has_authority) {
		while (len < s.len && !strchr("/?#", s.ptr[len])) {
			len++;
		}
		if (!split_authority(str_first(s, len), url)) {
			return false;
		}
		s = str_make(s.ptr + len, s.len - len);
	}
	split_tail(s, url);
	return true;
}

/* Control characters become '_'. */
static struct php_value clean(struct php *php, struct str part)
{
	struct str copy = php_dup(php, part);

	for (size_t i = 0; i < copy.len; i++) {
		unsigned char c = (unsigned char)copy.ptr[i];

		if (c < 0x20 || c == 0x7F) {
			((char *)copy.ptr)[i] = '_';
		}
	}
	return php_string(copy);
}

static void add_part(struct php *php, struct php_array *array, struct str name, struct str part)
{
	if (is_there(part)) {
		php_array_set(php, array, php_key_from_name(name), clean(php, part), php->place);
	}
}

static struct php_value url_array(struct php *php, const struct url *url)
{
	struct php_array *array = php_array_new(php);

	if (!array) {
		return php_null();
	}
	add_part(php, array, STR_LIT("scheme"), url->scheme);
	add_part(php, array, STR_LIT("host"), url->host);
	if (url->port >= 0) {
		php_array_set(php, array, php_key_from_name(STR_LIT("port")), php_int(url->port),
			php->place);
	}
	add_part(php, array, STR_LIT("user"), url->user);
	add_part(php, array, STR_LIT("pass"), url->pass);
	add_part(php, array, STR_LIT("path"), url->path);
	add_part(php, array, STR_LIT("query"), url->query);
	add_part(php, array, STR_LIT("fragment"), url->fragment);
	return php_from_array(array);
}

static struct php_value run_parse_url(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);
	int64_t component = php_arg_int_or(call, 1, -1);
	struct url url = {.port = -1};
	struct str part;

	if (!split_url(s, &url)) {
		return php_bool(false);
	}
	if (component == -1) {
		return url_array(call->php, &url);
	}
	if (component == 2) {
		return url.port >= 0 ? php_int(url.port) : php_null();
	}
	if (component < 0 || component > 7) {
		php_arg_error(call, "ValueError", 1, "is no part of a URL");
		return php_null();
	}
	part = component == 0   ? url.scheme
	       : component == 1 ? url.host
	       : component == 3 ? url.user
	       : component == 4 ? url.pass
	       : component == 5 ? url.path
	       : component == 6 ? url.query
				: url.fragment;
	return is_there(part) ? clean(call->php, part) : php_null();
}

static bool is_unreserved(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '_' || c == '.';
}

static struct php_value percent_encode(struct php_call *call, bool raw)
{
	static const char hex[] = "0123456789ABCDEF";
	struct str s = php_arg_string(call, 0);
	char *out = php_string_room(call->php, s.len * 3);
	size_t len = 0;

	for (size_t i = 0; out && i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (is_unreserved(s.ptr[i]) || (raw && c == '~')) {
			out[len++] = s.ptr[i];
		} else if (!raw && c == ' ') {
			out[len++] = '+';
		} else {
			out[len++] = '%';
			out[len++] = hex[c >> 4];
			out[len++] = hex[c & 15];
		}
	}
	return out ? php_string(str_make(out, len)) : php_null();
}

/* The byte that "%41" at AT stands for; -1 when there is no such escape. */
static int escaped_byte(struct str s, size_t at)
{
	int high = ascii_digit(str_at(s, at + 1));
	int low = ascii_digit(str_at(s, at + 2));

	return s.ptr[at] == '%' && high < 16 && low < 16 ? high * 16 + low : -1;
}

static struct php_value percent_decode(struct php_call *call, bool raw)
{
	struct str s = php_arg_string(call, 0);
	char *out = php_string_room(call->php, s.len);
	size_t len = 0;

	for (size_t i = 0; out && i < s.len; i++) {
		int byte = escaped_byte(s, i);

		if (byte >= 0) {
			out[len++] = (char)byte;
			i += 2;
		} else if (s.ptr[i] == '+' && !raw) {
			out[len++] = ' ';
		} else {
			out[len++] = s.ptr[i];
		}
	}
	return out ? php_string(str_make(out, len)) : php_null();
}

static struct php_value run_urlencode(struct php_call *call)
{
	return percent_encode(call, false);
}

static struct php_value run_rawurlencode(struct php_call *call)
{
	return percent_encode(call, true);
}

static struct php_value run_urldecode(struct php_call *call)
{
	return percent_decode(call, false);
}

static struct php_value run_rawurldecode(struct php_call *call)
{
	return percent_decode(call, true);
}

static const char base64_digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static struct php_value run_base64_encode(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);
	char *out = php_string_room(call->php, (s.len + 2) / 3 * 4);
	size_t len = 0;

	for (size_t i = 0; out && i < s.len; i += 3) {
		unsigned bits = (unsigned)(unsigned char)s.ptr[i] << 16 |
				(unsigned)(unsigned char)str_at(s, i + 1) << 8 |
				(unsigned)(unsigned char)str_at(s, i + 2);

		out[len++] = base64_digits[bits >> 18];
		out[len++] = base64_digits[bits >> 12 & 63];
		out[len++] = base64_digits[bits >> 6 & 63];
		out[len++] = base64_digits[bits & 63];
	}
	for (size_t spare = (3 - s.len % 3) % 3; out && spare > 0; spare--) {
		out[len - spare] = '=';
	}
	return out ? php_string(str_make(out, len)) : php_null();
}

struct base64 {
	char *out;
	size_t len;
	size_t digits;
	size_t padding;
	unsigned bits;
};

static void take_base64_digit(struct base64 *b, unsigned digit)
{
	b->bits = b->bits << 6 | digit;
	if (++b->digits % 4 != 1) {
		b->out[b->len++] = (char)(b->bits >> (6 - 2 * ((b->digits - 1) % 4)) & 0xFF);
	}
}

/* False when strict decoding refuses the byte: it is foreign, or a digit behind the padding. */
static bool take_base64_byte(struct base64 *b, char c)
{
	const char *hit = c ? strchr(base64_digits, c) : NULL;

	if (c == '=') {
		b->padding++;
		return true;
	}
	if (!hit) {
		return c && strchr(" \t\r\n", c);
	}
	take_base64_digit(b, (unsigned)(hit - base64_digits));
	return b->padding == 0;
}

static bool is_base64_whole(const struct base64 *b)
{
	return b->digits % 4 != 1 &&
	       (b->padding == 0 || (b->padding <= 2 && (b->digits + b->padding) % 4 == 0));
}

/* Lenient: foreign bytes are skipped. Strict: they, and wrong padding, are refused. */
static struct php_value run_base64_decode(struct php_call *call)
{
	struct str s = php_arg_string(call, 0);
	bool strict = php_arg_is_given(call, 1) && php_arg_bool(call, 1);
	struct base64 b = {.out = php_string_room(call->php, s.len)};
	bool fits = true;

	if (!b.out) {
		return php_null();
	}
	for (size_t i = 0; i < s.len; i++) {
		fits &= take_base64_byte(&b, s.ptr[i]);
	}
	if (strict && !(fits && is_base64_whole(&b))) {
		return php_bool(false);
	}
	return php_string(str_make(b.out, b.len));
}

const struct php_builtin php_builtins_url[] = {
	{STR_INIT("parse_url"), "url,component=", run_parse_url, 0},
	{STR_INIT("urlencode"), "string", run_urlencode, 0},
	{STR_INIT("rawurlencode"), "string", run_rawurlencode, 0},
	{STR_INIT("urldecode"), "string", run_urldecode, 0},
	{STR_INIT("rawurldecode"), "string", run_rawurldecode, 0},
	{STR_INIT("base64_encode"), "string", run_base64_encode, 0},
	{STR_INIT("base64_decode"), "string,strict=", run_base64_decode, 0},
};
const size_t php_builtins_url_count = ARRAY_SIZE(php_builtins_url);
