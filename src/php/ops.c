/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Arithmetic and bit operators. Comparison has a file of its own.
 */
#include "php/ops.h"

#include <math.h>

#include "php/array.h"
#include "php/convert.h"

const char *php_op_text(enum php_op op)
{
	static const char *const texts[] = {
		[PHP_OP_NONE] = "",
		[PHP_OP_ADD] = "+",
		[PHP_OP_SUB] = "-",
		[PHP_OP_MUL] = "*",
		[PHP_OP_DIV] = "/",
		[PHP_OP_MOD] = "%",
		[PHP_OP_POW] = "**",
		[PHP_OP_CONCAT] = ".",
		[PHP_OP_BIT_AND] = "&",
		[PHP_OP_BIT_OR] = "|",
		[PHP_OP_BIT_XOR] = "^",
		[PHP_OP_SHIFT_LEFT] = "<<",
		[PHP_OP_SHIFT_RIGHT] = ">>",
		[PHP_OP_EQUAL] = "==",
		[PHP_OP_NOT_EQUAL] = "!=",
		[PHP_OP_IDENTICAL] = "===",
		[PHP_OP_NOT_IDENTICAL] = "!==",
		[PHP_OP_LESS] = "<",
		[PHP_OP_LESS_EQUAL] = "<=",
		[PHP_OP_GREATER] = ">",
		[PHP_OP_GREATER_EQUAL] = ">=",
		[PHP_OP_SPACESHIP] = "<=>",
		[PHP_OP_XOR] = "xor",
		[PHP_OP_AND] = "&&",
		[PHP_OP_OR] = "||",
		[PHP_OP_COALESCE] = "??",
	};

	return texts[op];
}

bool php_operand(
	struct php *php, const char *sign, struct php_value value, struct php_value *ret_number)
{
	*ret_number = value;
	if (value.kind == PHP_INT || value.kind == PHP_FLOAT) {
		return true;
	}
	if (value.kind == PHP_NULL || value.kind == PHP_BOOL) {
		*ret_number = php_int(php_to_bool(value));
		return true;
	}
	if (value.kind == PHP_STRING &&
		php_parse_number(php_text(value), ret_number) != PHP_NOT_NUMERIC) {
		return true;
	}
	php_halt_error(php, "TypeError", "unsupported operand of %s: %s", sign,
		value.kind == PHP_STRING ? "a string that is no number"
					 : php_kind_name(value.kind));
	return false;
}

/* Elements of the left win, those that only the right has are added behind. */
static struct php_value add_arrays(
	struct php *php, const struct php_array *left, const struct php_array *right)
{
	struct php_array *sum = php_array_clone(php, left);
	const struct php_entry *entry;

	if (!sum) {
		return php_null();
	}
	if (left->rest) {
		return php_from_array(sum);
	}
	for (size_t at = 0; (entry = php_array_next(right, &at));) {
		if (!php_array_lookup(sum, entry->key)) {
			php_array_copy_entry(php, sum, entry->key, entry);
		}
	}
	sum->rest = right->rest;
	return php_from_array(sum);
}

static struct php_value add(struct php_value a, struct php_value b)
{
	int64_t sum;

	if (a.kind == PHP_INT && b.kind == PHP_INT &&
		!__builtin_add_overflow(a.integer, b.integer, &sum)) {
		return php_int(sum);
	}
	return php_float(php_to_float(a) + php_to_float(b));
}

static struct php_value subtract(struct php_value a, struct php_value b)
{
	int64_t difference;

	if (a.kind == PHP_INT && b.kind == PHP_INT &&
		!__builtin_sub_overflow(a.integer, b.integer, &difference)) {
		return php_int(difference);
	}
	return php_float(php_to_float(a) - php_to_float(b));
}

static struct php_value multiply(struct php_value a, struct php_value b)
{
	int64_t product;

	if (a.kind == PHP_INT && b.kind == PHP_INT &&
		!__builtin_mul_overflow(a.integer, b.integer, &product)) {
		return php_int(product);
	}
	return php_float(php_to_float(a) * php_to_float(b));
}

static struct php_value divide(struct php *php, struct php_value a, struct php_value b)
{
	if (php_to_float(b) == 0) {
		php_halt_error(php, "DivisionByZeroError", "division by zero");
		return php_null();
	}
	if (a.kind == PHP_INT && b.kind == PHP_INT &&
		!(a.integer == INT64_MIN && b.integer == -1) && a.integer % b.integer == 0) {
		return php_int(a.integer / b.integer);
	}
	return php_float(php_to_float(a) / php_to_float(b));
}

static struct php_value modulo(struct php *php, struct php_value a, struct php_value b)
{
	int64_t dividend = php_to_int(a);
	int64_t divisor = php_to_int(b);

	if (divisor == 0) {
		php_halt_error(php, "DivisionByZeroError", "modulo by zero");
		return php_null();
	}
	return php_int(divisor == -1 ? 0 : dividend % divisor);
}

/*
 * Exact by squaring while it fits an int; from the multiplication on that does not, in floats. The
 * order of operations is PHP's, since it shows in the last digit.
 */
static struct php_value int_power(int64_t base, int64_t exponent)
{
	int64_t result = 1;

	while (exponent > 0) {
		bool is_odd = exponent % 2;
		int64_t other = is_odd ? result : base;
		int64_t next;

		exponent = is_odd ? exponent - 1 : exponent / 2;
		if (__builtin_mul_overflow(other, base, &next)) {
			double rounded = (double)other * (double)base;

			return php_float(is_odd ? rounded * pow((double)base, (double)exponent)
						: (double)result * pow(rounded, (double)exponent));
		}
		result = is_odd ? next : result;
		base = is_odd ? base : next;
	}
	return php_int(result);
}

static struct php_value power(struct php_value a, struct php_value b)
{
	if (a.kind == PHP_INT && b.kind == PHP_INT && b.integer >= 0) {
		return int_power(a.integer, b.integer);
	}
	return php_float(pow(php_to_float(a), php_to_float(b)));
}

struct php_value php_arithmetic(
	struct php *php, enum php_op op, struct php_value left, struct php_value right)
{
	const char *sign = php_op_text(op);
	struct php_value a;
	struct php_value b;

	if (op == PHP_OP_ADD && left.kind == PHP_ARRAY && right.kind == PHP_ARRAY) {
		return add_arrays(php, left.array, right.array);
	}
	if (!php_operand(php, sign, left, &a) || !php_operand(php, sign, right, &b)) {
		return php_null();
	}
	if (op == PHP_OP_ADD) {
		return add(a, b);
	}
	if (op == PHP_OP_SUB) {
		return subtract(a, b);
	}
	if (op == PHP_OP_MUL) {
		return multiply(a, b);
	}
	if (op == PHP_OP_POW) {
		return power(a, b);
	}
	return op == PHP_OP_DIV ? divide(php, a, b) : modulo(php, left, right);
}

/* Byte by byte: & and ^ as long as the shorter, | as long as the longer string. */
static struct php_value string_bits(struct php *php, enum php_op op, struct str a, struct str b)
{
	size_t common = MIN_OF(a.len, b.len);
	size_t len = op == PHP_OP_BIT_OR ? MAX_OF(a.len, b.len) : common;
	char *out = php_string_room(php, len);

	if (!out) {
		return php_null();
	}
	for (size_t i = 0; i < common; i++) {
		unsigned char x = (unsigned char)a.ptr[i];
		unsigned char y = (unsigned char)b.ptr[i];

		out[i] = (char)(op == PHP_OP_BIT_AND ? x & y : op == PHP_OP_BIT_OR ? x | y : x ^ y);
	}
	if (len > common) {
		memcpy(out + common, (a.len > b.len ? a : b).ptr + common, len - common);
	}
	return php_string(str_make(out, len));
}

static struct php_value shift(struct php *php, enum php_op op, int64_t value, int64_t count)
{
	if (count < 0) {
		php_halt_error(php, "ArithmeticError", "bit shift by a negative number");
		return php_null();
	}
	if (op == PHP_OP_SHIFT_LEFT) {
		return php_int(count > 63 ? 0 : (int64_t)((uint64_t)value << count));
	}
	return php_int(value >> MIN_OF(count, 63));
}

struct php_value php_bitwise(
	struct php *php, enum php_op op, struct php_value left, struct php_value right)
{
	const char *sign = php_op_text(op);
	bool is_shift = op == PHP_OP_SHIFT_LEFT || op == PHP_OP_SHIFT_RIGHT;
	struct php_value a;
	struct php_value b;
	int64_t x;
	int64_t y;

	if (!is_shift && left.kind == PHP_STRING && right.kind == PHP_STRING) {
		return string_bits(php, op, php_text(left), php_text(right));
	}
	if (!php_operand(php, sign, left, &a) || !php_operand(php, sign, right, &b)) {
		return php_null();
	}
	x = php_to_int(left);
	y = php_to_int(right);
	if (is_shift) {
		return shift(php, op, x, y);
	}
	if (op == PHP_OP_BIT_AND) {
		return php_int(x & y);
	}
	return php_int(op == PHP_OP_BIT_OR ? x | y : x ^ y);
}

struct php_value php_bitwise_not(struct php *php, struct php_value value)
{
	char *out;

	if (value.kind == PHP_INT || value.kind == PHP_FLOAT) {
		return php_int(~php_to_int(value));
	}
	if (value.kind != PHP_STRING) {
		php_halt_error(php, "TypeError", "cannot take the bitwise not of %s",
			php_kind_name(value.kind));
		return php_null();
	}
	out = php_string_room(php, value.len);
	for (size_t i = 0; out && i < value.len; i++) {
		out[i] = (char)~value.text[i];
	}
	return out ? php_string(str_make(out, value.len)) : php_null();
}

struct php_value php_operate(
	struct php *php, enum php_op op, struct php_value left, struct php_value right)
{
	if (op == PHP_OP_CONCAT) {
		struct str head = php_to_string(php, left);

		return php_string(php_concat(php, head, php_to_string(php, right)));
	}
	if (op == PHP_OP_XOR) {
		return php_bool(php_to_bool(left) != php_to_bool(right));
	}
	if (op >= PHP_OP_ADD && op <= PHP_OP_POW) {
		return php_arithmetic(php, op, left, right);
	}
	if (op >= PHP_OP_BIT_AND && op <= PHP_OP_SHIFT_RIGHT) {
		return php_bitwise(php, op, left, right);
	}
	return php_compare_op(php, op, left, right);
}
