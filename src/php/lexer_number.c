/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Number literals: 12, 1_000, 0x1A, 0b101, 0o17, 017, 1.5, .5, 6.02e23. What no int holds becomes
 * a float, as in PHP.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "php/lexer.h"

/* How many bytes are digits of BASE, with single underscores between digits. */
static size_t digits_length(struct str text, int base)
{
	size_t len = 0;

	for (;;) {
		bool is_between = len > 0 && str_at(text, len) == '_';

		if (ascii_digit(str_at(text, len + is_between)) >= base) {
			return len;
		}
		len += 1U + is_between;
	}
}

static void set_integer(struct php_token *token, struct str digits, int base)
{
	uint64_t exact = 0;
	double rounded = 0;
	bool overflows = false;

	for (size_t i = 0; i < digits.len; i++) {
		int digit = ascii_digit(digits.ptr[i]);

		if (digits.ptr[i] == '_') {
			continue;
		}
		overflows |= __builtin_mul_overflow(exact, (uint64_t)base, &exact) ||
			     __builtin_add_overflow(exact, (uint64_t)digit, &exact) ||
			     exact > INT64_MAX;
		/* PHP adds the character and takes '0' off again; it shows in the last bit. */
		rounded =
			base == 16 ? rounded * base + digit : rounded * base + digits.ptr[i] - '0';
	}
	token->kind = overflows ? PHP_T_FLOAT : PHP_T_INT;
	token->integer = overflows ? 0 : (int64_t)exact;
	token->real = rounded;
}

/* Correctly rounded; underscores do not count. False when the literal is absurdly long. */
static bool set_float(struct php_token *token, struct str text)
{
	char plain[1024];
	size_t len = 0;

	for (size_t i = 0; i < text.len && len < sizeof(plain) - 1; i++) {
		if (text.ptr[i] != '_') {
			plain[len++] = text.ptr[i];
		}
	}
	plain[len] = '\0';
	token->kind = PHP_T_FLOAT;
	token->real = strtod(plain, NULL);
	return len < sizeof(plain) - 1;
}

/* The length of a prefix such as 0x, and its base; 0: decimal. */
static size_t find_base(struct str text, int *ret_base)
{
	char mark = ascii_lower(str_at(text, 1));

	*ret_base = mark == 'x' ? 16 : mark == 'b' ? 2 : mark == 'o' ? 8 : 10;
	if (text.ptr[0] != '0' || *ret_base == 10) {
		*ret_base = 10;
		return 0;
	}
	return 2;
}

/* Digits, a point, digits, an exponent: the length of the longest that makes sense. */
static size_t float_length(struct str text, size_t digits)
{
	size_t len = digits;
	size_t mark;

	if (len < text.len && text.ptr[len] == '.') {
		len += 1 + digits_length(str_skip(text, len + 1), 10);
	}
	mark = len;
	if (mark < text.len && (text.ptr[mark] | 0x20) == 'e') {
		size_t exponent;

		mark++;
		mark += mark < text.len && (text.ptr[mark] == '+' || text.ptr[mark] == '-');
		exponent = digits_length(str_skip(text, mark), 10);
		len = exponent ? mark + exponent : len;
	}
	return len;
}

bool php_lex_number(struct php_lexer *lexer, struct php_token *token)
{
	struct str text = str_make(lexer->source.ptr + lexer->at, lexer->end - lexer->at);
	int base;
	size_t prefix = find_base(text, &base);
	size_t digits = digits_length(str_skip(text, prefix), base);
	size_t len = prefix + digits;
	bool is_valid = true;

	if (prefix && digits == 0) {
		prefix = 0;
		base = 10;
		len = digits = 1;
	}
	if (base == 10 && float_length(text, digits) > digits) {
		len = float_length(text, digits);
		is_valid = set_float(token, str_first(text, len));
	} else if (base == 10 && digits > 1 && text.ptr[0] == '0') {
		is_valid = digits_length(str_first(text, digits), 8) == digits;
		set_integer(token, str_first(text, digits), 8);
	} else {
		set_integer(token, str_make(text.ptr + prefix, digits), base);
	}
	/* A decimal int that overflows is rounded once, not digit by digit. */
	if (is_valid && base == 10 && len == digits && token->kind == PHP_T_FLOAT &&
		text.ptr[0] != '0') {
		is_valid = set_float(token, str_first(text, len));
	}
	token->text = str_first(text, len);
	php_lexer_seek(lexer, lexer->at + len);
	return is_valid;
}
