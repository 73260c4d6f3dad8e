/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Private to the JSON files: walking the inside of a string. */
#ifndef PROTO_JSON_SCAN_H
#define PROTO_JSON_SCAN_H

#include "base/str.h"

/*
 * The first byte in [AT, END) that isn't plain inside of a string: a quote, a backslash, a control
 * character, or anything beyond ASCII; END when there is none.
 */
static inline const char *json_plain_end(const char *at, const char *end)
{
	const uint64_t ones = 0x0101010101010101U;
	const uint64_t tops = 0x8080808080808080U;

	while (end - at >= 8) {
		uint64_t word;
		uint64_t quote;
		uint64_t escape;
		uint64_t special;

		/* For each byte, its top bit: zero after XOR, below 0x20, or set already. */
		memcpy(&word, at, sizeof(word));
		quote = word ^ ones * '"';
		escape = word ^ ones * '\\';
		special = (((quote - ones) & ~quote) | ((escape - ones) & ~escape) |
				  ((word - ones * 0x20) & ~word) | word) &
			  tops;
		if (special) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
			return at + (__builtin_ctzll(special) >> 3);
#else
			break;
#endif
		}
		at += 8;
	}
	while (at < end && (unsigned char)(*at - 0x20) < 0x60 && *at != '"' && *at != '\\') {
		at++;
	}
	return at;
}

#endif
