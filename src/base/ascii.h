/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Bytes as ASCII characters, whatever the locale. Pure; safe in any thread. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>

/* What ascii_digit() returns for a byte that is a digit in no base. */
#define ASCII_NO_DIGIT 99

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline char ascii_lower(char c)
{
	if (c >= 'A' && c <= 'Z') {
		c += 'a' - 'A';
	}
	return c;
}

static inline char ascii_upper(char c)
{
	if (c >= 'a' && c <= 'z') {
		c -= 'a' - 'A';
	}
	return c;
}

/* The value of C as a digit, 0–35 as in strtol(): digits, then letters of either case. */
static inline int ascii_digit(char c)
{
	if (ascii_is_digit(c)) {
		return c - '0';
	}
	return ascii_is_letter(c) ? ascii_lower(c) - 'a' + 10 : ASCII_NO_DIGIT;
}

#endif
