/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How PHP writes floats: with at most so many significant digits (14 when a float becomes a
 * string), or with as few as bring the same float back (var_export, serialize, json_encode).
 *
 * Shortest: the C library rounds correctly, so the smallest precision that survives a round trip
 * is the answer; 15 digits nearly always do, hence the search starts there.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "php/convert.h"

struct decimal {
	bool is_negative;
	char digits[24]; /* without trailing zeros, at least one */
	int count;
	int exponent; /* of the first digit: 1.5e3 has 3 */
};

#define NUMBER_TEXT 40

/* The next larger number of as many digits: 1.29e5 becomes 1.30e5. Gives up on 9.99. */
static bool step_up(char *text)
{
	char *at = strchr(text, 'e');

	while (at-- > text) {
		if (*at == '9') {
			*at = '0';
		} else if (*at >= '0' && *at < '9') {
			(*at)++;
			return true;
		}
	}
	return false;
}

/*
 * Writes |VALUE| with so many digits; whether that reads back as the same float. Next to a power of
 * two the nearest such number may not, but the one above it may.
 */
static bool write_digits(double value, int precision, char text[NUMBER_TEXT])
{
	char larger[NUMBER_TEXT];

	(void)snprintf(text, NUMBER_TEXT, "%.*e", precision - 1, value);
	if (strtod(text, NULL) == value) {
		return true;
	}
	memcpy(larger, text, NUMBER_TEXT);
	if (!step_up(larger) || strtod(larger, NULL) != value) {
		return false;
	}
	memcpy(text, larger, NUMBER_TEXT);
	return true;
}

static void write_shortest(double value, char text[NUMBER_TEXT])
{
	char shorter[NUMBER_TEXT];
	int precision = 15;

	while (!write_digits(value, precision, text) && precision < 17) {
		precision++;
	}
	while (--precision > 0 && precision < 15 && write_digits(value, precision, shorter)) {
		memcpy(text, shorter, NUMBER_TEXT);
	}
}

static void take_apart(double value, int precision, struct decimal *ret_decimal)
{
	struct decimal decimal = {.is_negative = signbit(value) != 0};
	char text[NUMBER_TEXT];
	char *at = text;

	if (precision == PHP_SHORTEST) {
		write_shortest(fabs(value), text);
	} else {
		(void)snprintf(text, sizeof(text), "%.*e", precision - 1, fabs(value));
	}
	for (; *at != 'e'; at++) {
		if (*at != '.') {
			decimal.digits[decimal.count++] = *at;
		}
	}
	decimal.exponent = (int)strtol(at + 1, NULL, 10);
	while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') {
		decimal.count--;
	}
	*ret_decimal = decimal;
}

static size_t put(char *text, size_t at, char c)
{
	text[at] = c;
	return at + 1;
}

/* 1.0E+25, 1.5E-7 */
static size_t write_exponential(const struct decimal *d, char exponent, char *text, size_t at)
{
	int len;

	at = put(text, at, d->digits[0]);
	at = put(text, at, '.');
	if (d->count == 1) {
		at = put(text, at, '0');
	}
	for (int i = 1; i < d->count; i++) {
		at = put(text, at, d->digits[i]);
	}
	len = snprintf(text + at, PHP_FLOAT_TEXT - at, "%c%c%d", exponent,
		d->exponent < 0 ? '-' : '+', abs(d->exponent));
	return at + (size_t)len;
}

static char digit_at(const struct decimal *d, int index)
{
	if (index >= d->count) {
		return '0';
	}
	return d->digits[index];
}

/* 0.0015, 1500, 1.5 */
static size_t write_plain(const struct decimal *d, char *text, size_t at)
{
	if (d->exponent < 0) {
		at = put(text, put(text, at, '0'), '.');
		for (int i = -1; i > d->exponent; i--) {
			at = put(text, at, '0');
		}
	}
	for (int i = 0; i < d->count || i <= d->exponent; i++) {
		if (d->exponent >= 0 && i == d->exponent + 1) {
			at = put(text, at, '.');
		}
		at = put(text, at, digit_at(d, i));
	}
	return at;
}

size_t php_float_text(double value, int precision, char exponent, char text[PHP_FLOAT_TEXT])
{
	struct decimal decimal;
	size_t at = 0;
	int digits = precision == PHP_SHORTEST ? 17 : precision;

	if (!isfinite(value)) {
		const char *name = isnan(value) ? "NAN" : value < 0 ? "-INF" : "INF";

		memcpy(text, name, strlen(name) + 1);
		return strlen(name);
	}
	take_apart(value, precision, &decimal);
	if (decimal.is_negative) {
		at = put(text, at, '-');
	}
	if (decimal.exponent < -4 || decimal.exponent >= digits) {
		at = write_exponential(&decimal, exponent, text, at);
	} else {
		at = write_plain(&decimal, text, at);
	}
	text[at] = '\0';
	return at;
}
