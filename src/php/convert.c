/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Conversions of values, by the rules of PHP 8: what looks like a number, what is true, how a
 * float becomes an int and back.
 */
#include "php/convert.h"
#include "base/ascii.h"

#include <math.h>
#include <stdlib.h>

#include "php/array.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_digits(struct str s, size_t at)
{
	while (at < s.len && ascii_is_digit(s.ptr[at])) {
		at++;
	}
	return at;
}

/* strtod() wants a NUL behind it. Without memory, the head of a long number has to do. */
static double parse_double(struct str s)
{
	char text[1088];
	size_t len = MIN_OF(s.len, sizeof(text) - 1);
	char *heap = len < s.len ? str_dup_cstr(s) : NULL;
	double value;

	memcpy(text, s.ptr, len);
	text[len] = '\0';
	value = strtod(heap ? heap : text, NULL);
	free(heap);
	return value;
}

/* Where the number at START ends: digits, one point, an exponent. START itself when there is none.
 */
static size_t scan_number(struct str s, size_t start, bool *ret_is_float)
{
	size_t at = start + (start < s.len && (s.ptr[start] == '+' || s.ptr[start] == '-'));
	size_t end = skip_digits(s, at);
	size_t digits = end - at;
	size_t mark;

	*ret_is_float = false;
	if (end < s.len && s.ptr[end] == '.') {
		size_t fraction = skip_digits(s, end + 1);

		if (digits || fraction > end + 1) {
			digits += fraction - end;
			*ret_is_float = true;
			end = fraction;
		}
	}
	if (digits == 0) {
		return start;
	}
	mark = end;
	if (mark < s.len && (s.ptr[mark] == 'e' || s.ptr[mark] == 'E')) {
		mark++;
		mark += mark < s.len && (s.ptr[mark] == '+' || s.ptr[mark] == '-');
		if (skip_digits(s, mark) > mark) {
			*ret_is_float = true;
			end = skip_digits(s, mark);
		}
	}
	return end;
}

enum php_numeric php_parse_number(struct str s, struct php_value *ret_number)
{
	size_t start = 0;
	size_t end;
	struct str number;
	bool is_float;
	int64_t integer;

	*ret_number = php_int(0);
	while (start < s.len && is_space(s.ptr[start])) {
		start++;
	}
	end = scan_number(s, start, &is_float);
	if (end == start) {
		return PHP_NOT_NUMERIC;
	}
	number = str_make(s.ptr + start, end - start);
	if (number.ptr[0] == '+') {
		number = str_skip(number, 1);
	}
	if (!is_float && str_to_i64(number, &integer)) {
		*ret_number = php_int(integer);
	} else {
		*ret_number = php_float(parse_double(number));
	}
	while (end < s.len && is_space(s.ptr[end])) {
		end++;
	}
	return end == s.len ? PHP_NUMERIC : PHP_LEADING_NUMERIC;
}

bool php_to_bool(struct php_value value)
{
	if (value.kind == PHP_BOOL) {
		return value.boolean;
	}
	if (value.kind == PHP_INT) {
		return value.integer != 0;
	}
	if (value.kind == PHP_FLOAT) {
		return value.real != 0;
	}
	if (value.kind == PHP_STRING) {
		return value.len > 1 || (value.len == 1 && value.text[0] != '0');
	}
	if (value.kind == PHP_ARRAY) {
		return value.array->count > 0;
	}
	return value.kind == PHP_CLOSURE;
}

int64_t php_float_to_int(double value)
{
	double wrapped;

	if (!isfinite(value)) {
		return 0;
	}
	if (value >= -9223372036854775808.0 && value < 9223372036854775808.0) {
		return (int64_t)value;
	}
	wrapped = fmod(trunc(value), 18446744073709551616.0);
	if (wrapped < 0) {
		wrapped += 18446744073709551616.0;
	}
	return wrapped >= 18446744073709551616.0 ? 0 : (int64_t)(uint64_t)wrapped;
}

/* A string too large for an int stops at the ends of the range instead of wrapping. */
static int64_t string_to_int(struct str s)
{
	struct php_value number;

	(void)php_parse_number(s, &number);
	if (number.kind == PHP_INT) {
		return number.integer;
	}
	if (isfinite(number.real) && number.real >= 9223372036854775808.0) {
		return INT64_MAX;
	}
	if (isfinite(number.real) && number.real < -9223372036854775808.0) {
		return INT64_MIN;
	}
	return php_float_to_int(number.real);
}

int64_t php_to_int(struct php_value value)
{
	if (value.kind == PHP_INT) {
		return value.integer;
	}
	if (value.kind == PHP_FLOAT) {
		return php_float_to_int(value.real);
	}
	if (value.kind == PHP_STRING) {
		return string_to_int(php_text(value));
	}
	return php_to_bool(value);
}

double php_to_float(struct php_value value)
{
	struct php_value number = value;

	if (value.kind == PHP_STRING && php_parse_number(php_text(value), &number) &&
		number.kind == PHP_INT && number.integer == 0) {
		return str_has_prefix(str_trim(php_text(value)), STR_LIT("-")) ? -0.0 : 0.0;
	}
	if (number.kind == PHP_FLOAT) {
		return number.real;
	}
	return number.kind == PHP_INT ? (double)number.integer : (double)php_to_bool(number);
}

static struct str int_to_string(struct php *php, int64_t value)
{
	return php_format(php, "%lld", (long long)value);
}

struct str php_to_string(struct php *php, struct php_value value)
{
	char text[PHP_FLOAT_TEXT];

	if (value.kind == PHP_STRING) {
		return php_text(value);
	}
	if (value.kind == PHP_INT) {
		return int_to_string(php, value.integer);
	}
	if (value.kind == PHP_FLOAT) {
		return php_dup(php, str_make(text, php_float_text(value.real, 14, 'E', text)));
	}
	if (value.kind == PHP_BOOL) {
		return value.boolean ? STR_LIT("1") : STR_LIT("");
	}
	if (value.kind == PHP_CLOSURE) {
		php_halt_error(php, "Error", "a closure cannot become a string");
	}
	return value.kind == PHP_ARRAY ? STR_LIT("Array") : STR_LIT("");
}

void php_put_utf8(struct buf *out, uint32_t code)
{
	static const uint32_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	char bytes[4];

	for (size_t i = len - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	bytes[0] = (char)(lead[len] | code);
	buf_append(out, bytes, len);
}
