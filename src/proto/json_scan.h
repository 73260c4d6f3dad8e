/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Private to the JSON files: walking the inside of a string. */
#ifndef PROTO_JSON_SCAN_H
#define PROTO_JSON_SCAN_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * The first byte in [AT, END) that isn't plain inside of a string: a quote, a backslash, a control
 * character, or anything beyond ASCII; END when there is none.
 */
static inline const char *json_plain_end(const char *at, const char *end)
{
	const uint64_t ones = 0x0101010101010101U;
	const uint64_t tops = 0x8080808080808080U;

#ifdef __SSE2__
	while (end - at >= 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
		/* As signed numbers, control characters and all beyond ASCII are below the blank.
		 */
		__m128i special = _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')),
			_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
				_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
		unsigned mask = (unsigned)_mm_movemask_epi8(special);

		if (mask) {
			return at + __builtin_ctz(mask);
		}
		at += 16;
	}
#endif
	while (end - at >= 8) {
		uint64_t word;
		uint64_t special;

		/*
		 * The top bit of each byte that is zero after the XOR, or below 0x20, or beyond
		 * ASCII. A borrow may mark others too: which byte it is, the loop below finds out.
		 */
		memcpy(&word, at, sizeof(word));
		special = (((word ^ ones * '"') - ones) | ((word ^ ones * '\\') - ones) |
				  (word - ones * 0x20) | word) &
			  tops;
		if (special) {
			break;
		}
		at += 8;
	}
	while (at < end && (unsigned char)(*at - 0x20) < 0x60 && *at != '"' && *at != '\\') {
		at++;
	}
	return at;
}

#endif
