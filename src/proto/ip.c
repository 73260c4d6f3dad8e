/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One representation for both families: IPv4 as ::ffff:a.b.c.d. A dual-stack listener reports IPv4
 * peers that way while proxies write dotted quads; here they are equal without further thought.
 */
#include "proto/ip.h"

#include <arpa/inet.h>

static const unsigned char mapped_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

bool ip_parse(struct str text, struct ip *ret_ip)
{
	char copy[IP_TEXT_MAX];
	struct ip ip;

	if (text.len == 0 || text.len >= sizeof(copy) || memchr(text.ptr, '\0', text.len)) {
		return false;
	}
	memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	if (inet_pton(AF_INET, copy, ip.bytes + sizeof(mapped_prefix)) == 1) {
		memcpy(ip.bytes, mapped_prefix, sizeof(mapped_prefix));
	} else if (inet_pton(AF_INET6, copy, ip.bytes) != 1) {
		return false;
	}
	*ret_ip = ip;
	return true;
}

/* ":port"; RFC 7239 §6.3 also allows an obfuscated one, an underscore and a word. */
static bool is_port_suffix(struct str s)
{
	uint16_t port;

	if (s.len < 2 || s.ptr[0] != ':') {
		return false;
	}
	return s.ptr[1] == '_' || str_to_u16(str_skip(s, 1), &port);
}

bool ip_parse_hop(struct str text, struct ip *ret_ip)
{
	ptrdiff_t end;

	if (text.len >= 2 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"') {
		text = str_first(str_skip(text, 1), text.len - 2);
	}
	if (text.len && text.ptr[0] == '[') {
		struct str rest;

		end = str_find_byte(text, ']');
		if (end < 0) {
			return false;
		}
		rest = str_skip(text, (size_t)end + 1);
		text = str_first(str_skip(text, 1), (size_t)end - 1);
		return (rest.len == 0 || is_port_suffix(rest)) && str_find_byte(text, ':') >= 0 &&
		       ip_parse(text, ret_ip);
	}
	end = str_find_byte(text, ':');
	if (end >= 0 && str_rfind_byte(text, ':') == end) {
		return is_port_suffix(str_skip(text, (size_t)end)) &&
		       ip_parse(str_first(text, (size_t)end), ret_ip);
	}
	return ip_parse(text, ret_ip);
}

static char *format_byte(char *at, unsigned byte)
{
	if (byte >= 100) {
		*at++ = (char)('0' + byte / 100);
	}
	if (byte >= 10) {
		*at++ = (char)('0' + byte / 10 % 10);
	}
	*at++ = (char)('0' + byte % 10);
	return at;
}

/* By hand, since each login asks for it and inet_ntop() goes through printf(). */
static void format_v4(const unsigned char bytes[4], char *at)
{
	for (int i = 0; i < 4; i++) {
		at = format_byte(at, bytes[i]);
		*at++ = i < 3 ? '.' : '\0';
	}
}

void ip_format(struct ip ip, char ret_text[IP_TEXT_MAX])
{
	if (ip_is_v4(ip)) {
		format_v4(ip.bytes + sizeof(mapped_prefix), ret_text);
	} else {
		const char *done = inet_ntop(AF_INET6, ip.bytes, ret_text, IP_TEXT_MAX);

		assert(done);
		(void)done;
	}
}

void ip_write(struct buf *out, struct ip ip)
{
	char text[IP_TEXT_MAX];

	ip_format(ip, text);
	buf_append_cstr(out, text);
}

bool ip_equals(struct ip a, struct ip b)
{
	return memcmp(a.bytes, b.bytes, sizeof(a.bytes)) == 0;
}

bool ip_is_v4(struct ip ip)
{
	return memcmp(ip.bytes, mapped_prefix, sizeof(mapped_prefix)) == 0;
}

static bool has_prefix(struct ip ip, struct ip network, unsigned bits)
{
	unsigned whole = bits / 8;
	unsigned rest = bits % 8;

	if (memcmp(ip.bytes, network.bytes, whole) != 0) {
		return false;
	}
	return rest == 0 || (ip.bytes[whole] ^ network.bytes[whole]) >> (8 - rest) == 0;
}

bool ip_is_in(struct ip ip, struct str network)
{
	struct str address;
	struct str bits_text;
	struct ip base;
	bool has_bits = str_split_once(network, '/', &address, &bits_text);
	unsigned offset = str_find_byte(address, ':') < 0 ? 96 : 0;
	uint16_t bits = (uint16_t)(128 - offset);

	if (!ip_parse(address, &base)) {
		return false;
	}
	if (has_bits && (!str_to_u16(bits_text, &bits) || bits > 128 - offset)) {
		return false;
	}
	return has_prefix(ip, base, offset + bits);
}

/* A network's address as struct ip has it, and its bits; those of IPv4 begin behind the prefix. */
#define V4(a, b, bits)                                                                             \
	{                                                                                          \
		{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, (a), (b)}}, 96 + (bits)                \
	}
#define V6(a, b, bits)                                                                             \
	{                                                                                          \
		{{(a), (b)}}, (bits)                                                               \
	}

/* Each proxy and client of each login is held against them, so they stand here in binary. */
static const struct {
	struct ip network;
	unsigned bits;
} local_networks[] = {
	V4(127, 0, 8),
	V4(10, 0, 8),
	V4(172, 16, 12),
	V4(192, 168, 16),
	V4(169, 254, 16),
	V4(100, 64, 10),     /* RFC 6598: behind carriers, and in overlay networks */
	{{{[15] = 1}}, 128}, /* ::1 */
	V6(0xFC, 0, 7),
	V6(0xFE, 0x80, 10),
};

bool ip_is_local(struct ip ip)
{
	for (size_t i = 0; i < ARRAY_SIZE(local_networks); i++) {
		if (has_prefix(ip, local_networks[i].network, local_networks[i].bits)) {
			return true;
		}
	}
	return false;
}
