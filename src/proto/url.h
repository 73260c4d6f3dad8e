/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * URLs (RFC 3986), as lenient as people write them in configurations: the last '@' of the authority
 * ends the user info, blanks around the whole are ignored, unencoded characters are taken as they
 * are. Everything is a view of the input, still percent-encoded. Pure; safe in any thread.
 */
#ifndef PROTO_URL_H
#define PROTO_URL_H

#include "base/buf.h"
#include "base/str.h"

enum {
	URL_E_SCHEME = 1, /* none, or not letters, digits, + - . */
	URL_E_HOST,       /* unbalanced bracket, control character or blank */
	URL_E_PORT,       /* no number from 0 to 65535 */
};

struct url {
	struct str scheme;  /* compare without case */
	bool has_authority; /* "//" follows the scheme */
	bool has_user;      /* there is an '@' */
	bool has_password;  /* and a ':' before it */
	bool has_port;
	bool has_query;
	bool has_fragment;
	struct str user;
	struct str password;
	struct str hostport; /* the authority without user info; may be a comma list (Sentinel) */
	struct str host;     /* without brackets; of the first of a list */
	uint16_t port;       /* 0 without one */
	struct str path;     /* with its '/'; without an authority all up to '?' or '#' */
	struct str query;    /* without '?' */
	struct str fragment; /* without '#' */
};

/* 0 or URL_E_…; ret_url untouched on failure. A NUL byte anywhere is URL_E_HOST. */
NODISCARD int url_parse(struct str text, struct url *ret_url);

/* A static text for an error. */
const char *url_strerror(int error);

/*
 * "host", "host:port", "[v6]", "[v6]:port"; more than one colon without brackets is a bare IPv6
 * address. *ret_port stays untouched, *ret_has_port turns false, when there is none. 0 or URL_E_….
 */
NODISCARD int url_split_hostport(
	struct str hostport, struct str *ret_host, uint16_t *ret_port, bool *ret_has_port);

enum url_decode_mode {
	URL_PERCENT, /* %XX */
	URL_FORM,    /* and '+' is a blank */
};

/* Appends it decoded. A '%' that begins no escape stays as it is (WHATWG). */
void url_decode(struct buf *out, struct str text, enum url_decode_mode mode);

/* Appends it with every byte but letters, digits, - . _ ~ encoded: fits anywhere in a URL. */
void url_encode(struct buf *out, struct str text);

/*
 * The next "name=value" of a query, not decoded; *rest is the query at first. Empty parts are
 * skipped; without '=' the value is empty. False at the end.
 */
NODISCARD bool url_next_param(struct str *rest, struct str *ret_name, struct str *ret_value);

#endif
