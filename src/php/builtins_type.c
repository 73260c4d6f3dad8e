/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Functions about types: conversions and questions. */
#include <math.h>

#include "base/ascii.h"
#include "php/builtins.h"

/* As strtol: blanks, a sign, a prefix that fits the base, digits as far as they go. */
static struct php_value int_of_base(struct str s, int64_t base)
{
	bool negative;
	int64_t value = 0;
	char mark = 0;

	if (base != 0 && (base < 2 || base > 36)) {
		return php_int(0);
	}

	while (s.len && (s.ptr[0] == ' ' || (s.ptr[0] >= '\t' && s.ptr[0] <= '\r'))) {
		s = str_skip(s, 1);
	}
	negative = s.len && s.ptr[0] == '-';
	s = str_skip(s, s.len && (s.ptr[0] == '-' || s.ptr[0] == '+'));
	if (str_at(s, 0) == '0') {
		mark = ascii_lower(str_at(s, 1));
	}
	if (((base == 16 || base == 0) && mark == 'x') ||
		((base == 2 || base == 0) && mark == 'b') ||
		((base == 8 || base == 0) && mark == 'o')) {
		base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
		s = str_skip(s, 2);
	} else if (base == 0) {
		base = s.len && s.ptr[0] == '0' ? 8 : 10;
	}
	for (; s.len && ascii_digit(s.ptr[0]) < base; s = str_skip(s, 1)) {
		if (__builtin_mul_overflow(value, base, &value) ||
			__builtin_sub_overflow(value, ascii_digit(s.ptr[0]), &value)) {
			return php_int(negative ? INT64_MIN : INT64_MAX);
		}
	}
	if (!negative && value == INT64_MIN) {
		return php_int(INT64_MAX);
	}
	return php_int(negative ? value : -value);
}

static struct php_value run_intval(struct php_call *call)
{
	int64_t base = (int32_t)php_arg_int_or(call, 1, 10); /* an int of C in PHP, too */

	if (php_arg(call, 0).kind == PHP_STRING && base != 10) {
		return int_of_base(php_text(php_arg(call, 0)), base);
	}
	return php_int(php_to_int(php_arg(call, 0)));
}

static struct php_value run_floatval(struct php_call *call)
{
	return php_float(php_to_float(php_arg(call, 0)));
}

static struct php_value run_boolval(struct php_call *call)
{
	return php_bool(php_to_bool(php_arg(call, 0)));
}

static struct php_value run_strval(struct php_call *call)
{
	return php_string(php_to_string(call->php, php_arg(call, 0)));
}

/* Questions about the kind alone: an array is one whatever is in it. */
static struct php_value is_kind(struct php_call *call, unsigned kinds)
{
	struct php_value value = php_arg(call, 0);

	if (value.kind == PHP_UNKNOWN) {
		return value;
	}
	return php_bool(kinds >> value.kind & 1U);
}

static struct php_value run_is_string(struct php_call *call)
{
	return is_kind(call, 1U << PHP_STRING);
}

static struct php_value run_is_int(struct php_call *call)
{
	return is_kind(call, 1U << PHP_INT);
}

static struct php_value run_is_float(struct php_call *call)
{
	return is_kind(call, 1U << PHP_FLOAT);
}

static struct php_value run_is_bool(struct php_call *call)
{
	return is_kind(call, 1U << PHP_BOOL);
}

static struct php_value run_is_null(struct php_call *call)
{
	return is_kind(call, 1U << PHP_NULL);
}

static struct php_value run_is_array(struct php_call *call)
{
	return is_kind(call, 1U << PHP_ARRAY);
}

static struct php_value run_is_object(struct php_call *call)
{
	return is_kind(call, 1U << PHP_CLOSURE);
}

static struct php_value run_is_scalar(struct php_call *call)
{
	return is_kind(call, 1U << PHP_BOOL | 1U << PHP_INT | 1U << PHP_FLOAT | 1U << PHP_STRING);
}

static struct php_value run_is_countable(struct php_call *call)
{
	return is_kind(call, 1U << PHP_ARRAY);
}

static struct php_value run_is_resource(struct php_call *call)
{
	return is_kind(call, 0);
}

static struct php_value run_is_numeric(struct php_call *call)
{
	struct php_value value = php_arg(call, 0);
	struct php_value number;

	return php_bool(value.kind == PHP_INT || value.kind == PHP_FLOAT ||
			(value.kind == PHP_STRING &&
				php_parse_number(php_text(value), &number) == PHP_NUMERIC));
}

static struct php_value run_is_nan(struct php_call *call)
{
	return php_bool(isnan(php_arg_float(call, 0)));
}

static struct php_value run_gettype(struct php_call *call)
{
	static const struct str names[] = {
		[PHP_NULL] = STR_INIT("NULL"),
		[PHP_BOOL] = STR_INIT("boolean"),
		[PHP_INT] = STR_INIT("integer"),
		[PHP_FLOAT] = STR_INIT("double"),
		[PHP_STRING] = STR_INIT("string"),
		[PHP_ARRAY] = STR_INIT("array"),
		[PHP_CLOSURE] = STR_INIT("object"),
	};
	struct php_value value = php_arg(call, 0);

	return value.kind == PHP_UNKNOWN ? value : php_string(names[value.kind]);
}

static struct php_value run_get_debug_type(struct php_call *call)
{
	struct php_value value = php_arg(call, 0);

	if (value.kind == PHP_UNKNOWN) {
		return value;
	}
	return php_string(value.kind == PHP_CLOSURE ? STR_LIT("Closure")
						    : str_from_cstr(php_kind_name(value.kind)));
}

const struct php_builtin php_builtins_type[] = {
	{STR_INIT("intval"), "value,base=", run_intval, 0},
	{STR_INIT("floatval"), "value", run_floatval, 0},
	{STR_INIT("doubleval"), "value", run_floatval, 0},
	{STR_INIT("boolval"), "value", run_boolval, 0},
	{STR_INIT("strval"), "value", run_strval, 0},
	{STR_INIT("is_string"), "value", run_is_string, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_int"), "value", run_is_int, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_integer"), "value", run_is_int, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_long"), "value", run_is_int, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_float"), "value", run_is_float, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_double"), "value", run_is_float, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_bool"), "value", run_is_bool, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_null"), "value", run_is_null, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_array"), "value", run_is_array, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_object"), "value", run_is_object, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_scalar"), "value", run_is_scalar, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_iterable"), "value", run_is_array, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_countable"), "value", run_is_countable, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_resource"), "value", run_is_resource, PHP_TAKES_UNKNOWN},
	{STR_INIT("is_numeric"), "value", run_is_numeric, 0},
	{STR_INIT("is_nan"), "num", run_is_nan, 0},
	{STR_INIT("gettype"), "value", run_gettype, PHP_TAKES_UNKNOWN},
	{STR_INIT("get_debug_type"), "value", run_get_debug_type, PHP_TAKES_UNKNOWN},
};
const size_t php_builtins_type_count = ARRAY_SIZE(php_builtins_type);
