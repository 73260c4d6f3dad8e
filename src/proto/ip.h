/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* IP addresses as values: no resolver, no sockets. Pure; safe in any thread. */
#ifndef PROTO_IP_H
#define PROTO_IP_H

#include "base/buf.h"
#include "base/str.h"

#define IP_TEXT_MAX 46 /* with the NUL */

/* An IPv4 address is kept in its IPv4-mapped form, so that the two spellings are one address. */
struct ip {
	unsigned char bytes[16];
};

/* Dotted quad or IPv6 text (no brackets, no zone). */
NODISCARD bool ip_parse(struct str text, struct ip *ret_ip);

/* The same as proxies write it: also "ip:port", "[v6]", "[v6]:port", and all of it in quotes. */
NODISCARD bool ip_parse_hop(struct str text, struct ip *ret_ip);

/* The canonical text, IPv4 as a dotted quad, and NUL. */
void ip_format(struct ip ip, char ret_text[IP_TEXT_MAX]);

/* Appends that text. */
void ip_write(struct buf *out, struct ip ip);

bool ip_equals(struct ip a, struct ip b);
bool ip_is_v4(struct ip ip);

/* Loopback, private (RFC 1918, fc00::/7), link-local: no address that the Internet can reach. */
bool ip_is_local(struct ip ip);

/* NETWORK is "address" or "address/bits". False also when that is malformed. */
bool ip_is_in(struct ip ip, struct str network);

#endif
