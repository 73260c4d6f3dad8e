/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Functions on numbers, and between bases. */
#include <math.h>

#include "base/ascii.h"
#include "php/builtins.h"

/* max() and min() of arguments, or of the elements of the only one. */
static struct php_value extreme(struct php_call *call, int wanted)
{
	struct php *php = call->php;
	struct php_value best = php_arg(call, 0);
	struct php_value value;
	const struct php_entry *entry;
	size_t at = 0;

	if (call->count > 1) {
		for (size_t i = 1; i < call->count; i++) {
			value = php_arg(call, i);
			best = php_compare(php, value, best) * wanted > 0 ? value : best;
		}
		return best;
	}
	if (!php_arg_array(call, 0)) {
		return php_null();
	}
	entry = php_array_next(best.array, &at);
	if (!entry) {
		php_arg_error(call, "ValueError", 0, "must not be empty");
		return php_null();
	}
	for (value = php_entry_value(entry); (entry = php_array_next(best.array, &at));) {
		struct php_value other = php_entry_value(entry);

		value = php_compare(php, other, value) * wanted > 0 ? other : value;
	}
	return value;
}

static struct php_value run_max(struct php_call *call)
{
	return extreme(call, 1);
}

static struct php_value run_min(struct php_call *call)
{
	return extreme(call, -1);
}

/* int|float: a numeric string becomes either. */
static bool number_argument(struct php_call *call, size_t index, struct php_value *ret_number)
{
	struct php_value value = php_arg(call, index);

	*ret_number = value;
	if (value.kind == PHP_STRING &&
		php_parse_number(php_text(value), ret_number) != PHP_NUMERIC) {
		php_arg_error(call, "TypeError", index, "must be a number");
		return false;
	}
	if (value.kind == PHP_ARRAY || value.kind == PHP_CLOSURE) {
		php_arg_error(call, "TypeError", index, "must be a number");
		return false;
	}
	if (value.kind == PHP_NULL || value.kind == PHP_BOOL) {
		*ret_number = php_int(php_to_int(value));
	}
	return true;
}

static struct php_value run_abs(struct php_call *call)
{
	struct php_value number;

	if (!number_argument(call, 0, &number)) {
		return php_null();
	}
	if (number.kind == PHP_FLOAT || number.integer == INT64_MIN) {
		return php_float(fabs(php_to_float(number)));
	}
	return php_int(number.integer < 0 ? -number.integer : number.integer);
}

static struct php_value run_floor(struct php_call *call)
{
	struct php_value number;

	return number_argument(call, 0, &number) ? php_float(floor(php_to_float(number)))
						 : php_null();
}

static struct php_value run_ceil(struct php_call *call)
{
	struct php_value number;

	return number_argument(call, 0, &number) ? php_float(ceil(php_to_float(number)))
						 : php_null();
}

/* PHP rounds to 15 digits first, which makes a half of what is nearly one. */
static bool is_nearly_half(double value)
{
	double off = fabs(fabs(value - trunc(value)) - 0.5);

	return off > 0 && off < 1e-14 * fmax(1, fabs(value));
}

/* Whole numbers only; with places PHP has its own idea of what 1.955 is. */
static struct php_value run_round(struct php_call *call)
{
	struct php_value number;

	if (!number_argument(call, 0, &number)) {
		return php_null();
	}
	if (php_arg_int_or(call, 1, 0) != 0) {
		return php_unknown_here(call->php, "round() to places");
	}
	if (is_nearly_half(php_to_float(number))) {
		return php_unknown_here(call->php, "round() of what is nearly a half");
	}
	return php_float(round(php_to_float(number)));
}

static struct php_value run_intdiv(struct php_call *call)
{
	int64_t dividend = php_arg_int(call, 0);
	int64_t divisor = php_arg_int(call, 1);

	if (divisor == 0) {
		php_halt_error(call->php, "DivisionByZeroError", "division by zero");
		return php_null();
	}
	if (dividend == INT64_MIN && divisor == -1) {
		php_halt_error(call->php, "ArithmeticError", "intdiv() overflows");
		return php_null();
	}
	return php_int(dividend / divisor);
}

static struct php_value run_pow(struct php_call *call)
{
	return php_operate(call->php, PHP_OP_POW, php_arg(call, 0), php_arg(call, 1));
}

/* Bytes that are no digits of the base are skipped; what does not fit becomes a float. */
static struct php_value from_base(struct php_call *call, int base)
{
	struct str s = php_arg_string(call, 0);
	int64_t exact = 0;
	double rounded = 0;
	bool overflows = false;

	for (size_t i = 0; i < s.len; i++) {
		int digit = ascii_digit(s.ptr[i]);

		if (digit >= base) {
			continue;
		}
		if (!overflows) {
			rounded = (double)exact;
			overflows = __builtin_mul_overflow(exact, base, &exact) ||
				    __builtin_add_overflow(exact, digit, &exact);
		}
		rounded = overflows ? rounded * base + digit : rounded;
	}
	return overflows ? php_float(rounded) : php_int(exact);
}

static struct php_value run_hexdec(struct php_call *call)
{
	return from_base(call, 16);
}

static struct php_value run_octdec(struct php_call *call)
{
	return from_base(call, 8);
}

static struct php_value run_bindec(struct php_call *call)
{
	return from_base(call, 2);
}

static struct php_value to_base(struct php_call *call, unsigned base)
{
	uint64_t value = (uint64_t)php_arg_int(call, 0);
	char digits[64];
	size_t at = sizeof(digits);

	do {
		digits[--at] = "0123456789abcdef"[value % base];
		value /= base;
	} while (value);
	return php_string(php_dup(call->php, str_make(digits + at, sizeof(digits) - at)));
}

static struct php_value run_dechex(struct php_call *call)
{
	return to_base(call, 16);
}

static struct php_value run_decoct(struct php_call *call)
{
	return to_base(call, 8);
}

static struct php_value run_decbin(struct php_call *call)
{
	return to_base(call, 2);
}

const struct php_builtin php_builtins_math[] = {
	{STR_INIT("max"), "value,...values", run_max, 0},
	{STR_INIT("min"), "value,...values", run_min, 0},
	{STR_INIT("abs"), "num", run_abs, 0},
	{STR_INIT("floor"), "num", run_floor, 0},
	{STR_INIT("ceil"), "num", run_ceil, 0},
	{STR_INIT("round"), "num,precision=", run_round, 0},
	{STR_INIT("intdiv"), "num1,num2", run_intdiv, 0},
	{STR_INIT("pow"), "num,exponent", run_pow, 0},
	{STR_INIT("hexdec"), "hex_string", run_hexdec, 0},
	{STR_INIT("octdec"), "octal_string", run_octdec, 0},
	{STR_INIT("bindec"), "binary_string", run_bindec, 0},
	{STR_INIT("dechex"), "num", run_dechex, 0},
	{STR_INIT("decoct"), "num", run_decoct, 0},
	{STR_INIT("decbin"), "num", run_decbin, 0},
};
const size_t php_builtins_math_count = ARRAY_SIZE(php_builtins_math);
