/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A text frame may be cut anywhere, also within a character, so the validator is an automaton whose
 * state fits in a byte: what the next byte has to be. RFC 3629 §4 gives the ranges; only the first
 * continuation byte after E0, ED, F0 and F4 is special (no overlong forms, no surrogates, nothing
 * above U+10FFFF). Almost everything is ASCII, which passes eight bytes at a time.
 */
#include "proto/utf8.h"

#define ASCII_MASK 0x8080808080808080U

enum {
	START = UTF8_START,
	TAIL1, /* one continuation byte to come */
	TAIL2,
	TAIL3,
	AFTER_E0,
	AFTER_ED,
	AFTER_F0,
	AFTER_F4,
	INVALID = UTF8_INVALID,
};

static uint8_t step_lead(unsigned char byte)
{
	if (byte < 0x80) {
		return START;
	}
	if (byte < 0xC2 || byte > 0xF4) {
		return INVALID;
	}
	if (byte < 0xE0) {
		return TAIL1;
	}
	if (byte < 0xF0) {
		return byte == 0xE0 ? AFTER_E0 : byte == 0xED ? AFTER_ED : TAIL2;
	}
	return byte == 0xF0 ? AFTER_F0 : byte == 0xF4 ? AFTER_F4 : TAIL3;
}

static uint8_t step_tail(uint8_t state, unsigned char byte)
{
	static const struct {
		unsigned char min, max;
		uint8_t next;
	} rules[] = {
		[TAIL1] = {0x80, 0xBF, START},
		[TAIL2] = {0x80, 0xBF, TAIL1},
		[TAIL3] = {0x80, 0xBF, TAIL2},
		[AFTER_E0] = {0xA0, 0xBF, TAIL1},
		[AFTER_ED] = {0x80, 0x9F, TAIL1},
		[AFTER_F0] = {0x90, 0xBF, TAIL2},
		[AFTER_F4] = {0x80, 0x8F, TAIL2},
	};

	return byte >= rules[state].min && byte <= rules[state].max ? rules[state].next : INVALID;
}

static const unsigned char *skip_ascii(const unsigned char *at, const unsigned char *end)
{
	while (end - at >= 8) {
		uint64_t word;

		memcpy(&word, at, sizeof(word));
		if (word & ASCII_MASK) {
			break;
		}
		at += 8;
	}
	while (at < end && *at < 0x80) {
		at++;
	}
	return at;
}

uint8_t utf8_feed(uint8_t state, struct str piece)
{
	const unsigned char *at = (const unsigned char *)piece.ptr;
	const unsigned char *end;

	assert(state <= INVALID);
	if (piece.len == 0) {
		return state;
	}
	end = at + piece.len;
	while (state != INVALID) {
		if (state == START) {
			at = skip_ascii(at, end);
		}
		if (at == end) {
			break;
		}
		state = state == START ? step_lead(*at) : step_tail(state, *at);
		at++;
	}
	return state;
}

size_t utf8_char_length(const char *at, const char *end)
{
	const unsigned char *byte = (const unsigned char *)at;
	uint8_t state = step_lead(*byte);
	size_t len = 1;

	while (state != START) {
		if (state == INVALID || len == (size_t)(end - at)) {
			return 0;
		}
		state = step_tail(state, byte[len++]);
	}
	return len;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	assert(cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF));
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}
