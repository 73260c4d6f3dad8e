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

void ip_write(struct buf *out, struct ip ip)
{
	char text[IP_TEXT_MAX];
	const char *done;

	if (ip_is_v4(ip)) {
		done = inet_ntop(AF_INET, ip.bytes + sizeof(mapped_prefix), text, sizeof(text));
	} else {
		done = inet_ntop(AF_INET6, ip.bytes, text, sizeof(text));
	}
	assert(done);
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

bool ip_is_local(struct ip ip)
{
	static const struct str networks[] = {
		STR_INIT("127.0.0.0/8"),
		STR_INIT("10.0.0.0/8"),
		STR_INIT("172.16.0.0/12"),
		STR_INIT("192.168.0.0/16"),
		STR_INIT("169.254.0.0/16"),
		STR_INIT("100.64.0.0/10"), /* RFC 6598: behind carriers, and in overlay networks */
		STR_INIT("::1"),
		STR_INIT("fc00::/7"),
		STR_INIT("fe80::/10"),
	};

	for (size_t i = 0; i < ARRAY_SIZE(networks); i++) {
		if (ip_is_in(ip, networks[i])) {
			return true;
		}
	}
	return false;
}
