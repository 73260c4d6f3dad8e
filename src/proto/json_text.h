/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Private to the JSON files: escapes of strings. */
#ifndef PROTO_JSON_TEXT_H
#define PROTO_JSON_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/* 0–15, or -1. */
static inline int json_hex_digit(char c)
{
	char lower = (char)(c | 0x20);

	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/*
 * Decodes what stands between the quotes of a string that is known to be valid. A surrogate without
 * its other half becomes U+FFFD. False when the arena is out.
 */
NODISCARD bool json_unescape(struct str inside, struct arena *arena, struct str *ret_text);

#endif
