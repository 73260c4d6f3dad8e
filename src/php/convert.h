/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PHP's conversions between scalar types, and what PHP takes for a number.
 * All of them take known values; where PHP would refuse (an array as a number) the header says what
 * comes back.
 */
#ifndef PHP_CONVERT_H
#define PHP_CONVERT_H

#include "base/buf.h"
#include "php/heap.h"

/* What a string says as a number. */
enum php_numeric {
	PHP_NOT_NUMERIC,     /* "abc", "" */
	PHP_LEADING_NUMERIC, /* "5 apples": the number counts, with a warning */
	PHP_NUMERIC,         /* "5", " 5 ", "1e3" */
};

/* *RET_NUMBER is an int or a float: 0 when not numeric. */
enum php_numeric php_parse_number(struct str s, struct php_value *ret_number);

/* PHP's truth. A closure is true. */
bool php_to_bool(struct php_value value);

/* As (int) and (float) do: arrays are 0 or 1, strings their leading number. */
int64_t php_to_int(struct php_value value);
double php_to_float(struct php_value value);

/* Wraps around modulo 2^64; NaN and infinities are 0. */
int64_t php_float_to_int(double value);

/* As (string) does; an array is "Array", a closure a run-time error. */
struct str php_to_string(struct php *php, struct php_value value);

/* Text of a float: 17 significant digits at most, or as few as are needed (precision -1). */
#define PHP_FLOAT_TEXT 32
#define PHP_SHORTEST   (-1)

/* Writes e.g. "1.0E+25"; EXPONENT is 'E' or 'e'. Returns the length. */
size_t php_float_text(double value, int precision, char exponent, char text[PHP_FLOAT_TEXT]);

/* Appends CODE, at most U+10FFFF; half a surrogate pair is written as well, as "\u{D800}" does. */
void php_put_utf8(struct buf *out, uint32_t code);

#endif
