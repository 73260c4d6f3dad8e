/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * dbhost of Nextcloud holds a host, a port and a socket in one string. The last colon divides,
 * unless it belongs to an IPv6 address. What Nextcloud would take for a socket although it is no
 * absolute path is refused: it is a misspelt port in practice.
 */
#include "config/dbhost.h"

#include "proto/ip.h"

static bool is_bare_ipv6(struct str text)
{
	struct ip ip;

	return str_find_byte(text, ':') != str_rfind_byte(text, ':') && ip_parse(text, &ip);
}

/* Without brackets. False when they are unbalanced or hold no IPv6 address. */
static bool take_host(struct str text, struct str *ret_host)
{
	struct ip ip;

	if (text.len == 0 || text.ptr[0] != '[') {
		*ret_host = text;
		return str_find_byte(text, ':') < 0 && str_find_byte(text, '/') < 0 &&
		       str_find_byte(text, ' ') < 0;
	}
	if (text.ptr[text.len - 1] != ']') {
		return false;
	}
	*ret_host = str_first(str_skip(text, 1), text.len - 2);
	return str_find_byte(*ret_host, ':') >= 0 && ip_parse(*ret_host, &ip);
}

static bool is_number(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9') {
			return false;
		}
	}
	return text.len > 0;
}

/* "host:port" or "[v6]:port" or a host alone. */
static int split_port(struct str text, struct dbhost *place)
{
	ptrdiff_t colon = str_rfind_byte(text, ':');
	struct str tail = colon < 0 ? STR_NULL : str_skip(text, (size_t)colon + 1);
	struct str head = colon < 0 ? text : str_first(text, (size_t)colon);

	if (colon < 0 || (text.len && text.ptr[text.len - 1] == ']')) {
		return take_host(text, &place->host) ? 0 : DBHOST_E_BAD;
	}
	if (!take_host(head, &place->host)) {
		return DBHOST_E_BAD;
	}
	/* "localhost:" is a port that was left out. */
	if (tail.len == 0) {
		return 0;
	}
	return is_number(tail) && str_to_u16(tail, &place->port) && place->port != 0
		       ? 0
		       : DBHOST_E_PORT;
}

int dbhost_split(struct str text, struct dbhost *ret_place)
{
	struct dbhost place = {0};
	ptrdiff_t socket;
	int r = 0;

	text = str_trim(text);
	socket = text.len && text.ptr[0] == '/' ? 0 : str_find(text, STR_LIT(":/"));
	if (str_find_byte(text, '\0') >= 0) {
		return DBHOST_E_BAD;
	}
	if (socket >= 0) {
		place.socket = str_skip(text, (size_t)socket + (text.ptr[0] != '/'));
		/* "host:3306:/path": the socket wins, the rest is decoration. */
		place.host = str_first(text, (size_t)socket);
		/* "mysql://…" is a URL, and none is expected here. */
		r = str_has_prefix(place.socket, STR_LIT("//")) ? DBHOST_E_BAD : 0;
	} else if (is_bare_ipv6(text)) {
		place.host = text;
	} else {
		r = split_port(text, &place);
	}
	if (r == 0) {
		*ret_place = place;
	}
	return r;
}
