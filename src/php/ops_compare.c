/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PHP 8's comparisons. Two strings that are both numbers compare as numbers; a number and a string
 * do so only when the string is a number; null and bool make everything a bool (null against a
 * string is "" though); arrays compare by size, then by key.
 *
 * `>` is `<` with the sides swapped, which matters where nothing is greater or less (NaN, arrays
 * with different keys).
 */
#include <math.h>

#include "php/array.h"
#include "php/convert.h"
#include "php/ops.h"

#define UNCOMPARABLE 1

static int order_floats(double a, double b)
{
	return a == b ? 0 : a < b ? -1 : 1;
}

static int order_ints(int64_t a, int64_t b)
{
	return a == b ? 0 : a < b ? -1 : 1;
}

static int order_numbers(struct php_value a, struct php_value b)
{
	if (a.kind == PHP_INT && b.kind == PHP_INT) {
		return order_ints(a.integer, b.integer);
	}
	return order_floats(php_to_float(a), php_to_float(b));
}

/* Plain digits, too many for an int: -1 or 1 by their sign, else 0. */
static int overflow_of(struct str text, struct php_value number)
{
	if (number.kind != PHP_FLOAT || str_find_byte(text, '.') >= 0 ||
		str_find_byte(text, 'e') >= 0 || str_find_byte(text, 'E') >= 0) {
		return 0;
	}
	return number.real < 0 ? -1 : 1;
}

/* Digits that no int and no float tells apart say more as text. */
static int order_strings(struct str a, struct str b)
{
	struct php_value x;
	struct php_value y;
	int overflow_a;
	int overflow_b;

	if (php_parse_number(a, &x) != PHP_NUMERIC || php_parse_number(b, &y) != PHP_NUMERIC) {
		return str_compare(a, b);
	}
	overflow_a = overflow_of(a, x);
	overflow_b = overflow_of(b, y);
	if (x.kind == PHP_FLOAT && y.kind == PHP_FLOAT && x.real == y.real &&
		(!isfinite(x.real) || (overflow_a && overflow_a == overflow_b))) {
		return str_compare(a, b);
	}
	if (x.kind == PHP_INT && overflow_b) {
		return -overflow_b;
	}
	return y.kind == PHP_INT && overflow_a ? overflow_a : order_numbers(x, y);
}

static int order_number_string(struct php *php, struct php_value number, struct str text)
{
	struct php_value parsed;

	if (php_parse_number(text, &parsed) == PHP_NUMERIC) {
		return order_numbers(number, parsed);
	}
	return str_compare(php_to_string(php, number), text);
}

static int order_arrays(struct php *php, const struct php_array *a, const struct php_array *b)
{
	const struct php_entry *entry;
	int order = order_ints(a->count, b->count);

	if (order || a == b || !php_enter(php)) {
		return order;
	}
	for (size_t at = 0; order == 0 && (entry = php_array_next(a, &at));) {
		const struct php_entry *other = php_array_lookup(b, entry->key);

		if (!php_charge(php, 1)) {
			break;
		}
		order = other ? php_compare(php, php_entry_value(entry), php_entry_value(other))
			      : UNCOMPARABLE;
	}
	php_leave(php);
	return order;
}

static bool is_number(struct php_value value)
{
	return value.kind == PHP_INT || value.kind == PHP_FLOAT;
}

static bool is_logical(struct php_value value)
{
	return value.kind == PHP_NULL || value.kind == PHP_BOOL;
}

static bool has_nan(struct php_value left, struct php_value right)
{
	return (left.kind == PHP_FLOAT && isnan(left.real)) ||
	       (right.kind == PHP_FLOAT && isnan(right.real));
}

int php_compare(struct php *php, struct php_value left, struct php_value right)
{
	if (is_number(left) && is_number(right)) {
		return order_numbers(left, right);
	}
	if (left.kind == PHP_STRING && right.kind == PHP_STRING) {
		return order_strings(php_text(left), php_text(right));
	}
	if (left.kind == PHP_NULL && right.kind == PHP_STRING) {
		return right.len ? -1 : 0;
	}
	if (left.kind == PHP_STRING && right.kind == PHP_NULL) {
		return left.len ? 1 : 0;
	}
	if (is_logical(left) || is_logical(right)) {
		return (int)php_to_bool(left) - (int)php_to_bool(right);
	}
	if (left.kind == PHP_ARRAY && right.kind == PHP_ARRAY) {
		return order_arrays(php, left.array, right.array);
	}
	if (has_nan(left, right) && (left.kind == PHP_STRING || right.kind == PHP_STRING)) {
		return UNCOMPARABLE;
	}
	if (is_number(left) && right.kind == PHP_STRING) {
		return order_number_string(php, left, php_text(right));
	}
	if (left.kind == PHP_STRING && is_number(right)) {
		return -order_number_string(php, right, php_text(left));
	}
	if (left.kind == PHP_CLOSURE && right.kind == PHP_CLOSURE) {
		return left.closure == right.closure ? 0 : UNCOMPARABLE;
	}
	return left.kind == PHP_ARRAY ? 1 : right.kind == PHP_ARRAY ? -1 : UNCOMPARABLE;
}

bool php_loosely_equal(struct php *php, struct php_value left, struct php_value right)
{
	return php_compare(php, left, right) == 0;
}

static bool identical_arrays(struct php *php, const struct php_array *a, const struct php_array *b)
{
	size_t at = 0;
	size_t other_at = 0;
	const struct php_entry *entry;
	bool same = a->count == b->count;

	if (!same || !php_enter(php)) {
		return false;
	}
	while (same && (entry = php_array_next(a, &at))) {
		const struct php_entry *other = php_array_next(b, &other_at);

		same = php_charge(php, 1) && other && php_key_equals(entry->key, other->key) &&
		       php_identical(php, php_entry_value(entry), php_entry_value(other));
	}
	php_leave(php);
	return same;
}

bool php_identical(struct php *php, struct php_value left, struct php_value right)
{
	if (left.kind != right.kind) {
		return false;
	}
	if (left.kind == PHP_BOOL) {
		return left.boolean == right.boolean;
	}
	if (left.kind == PHP_INT) {
		return left.integer == right.integer;
	}
	if (left.kind == PHP_FLOAT) {
		return left.real == right.real;
	}
	if (left.kind == PHP_STRING) {
		return str_equals(php_text(left), php_text(right));
	}
	if (left.kind == PHP_ARRAY) {
		return left.array == right.array || identical_arrays(php, left.array, right.array);
	}
	return left.kind == PHP_NULL || (left.kind == PHP_CLOSURE && left.closure == right.closure);
}

/* Between two numbers NaN is neither less nor equal; elsewhere PHP asks php_compare(). */
static bool is_less(struct php *php, struct php_value left, struct php_value right, bool or_equal)
{
	int order;

	if (is_number(left) && is_number(right) && has_nan(left, right)) {
		return false;
	}
	order = php_compare(php, left, right);
	return or_equal ? order <= 0 : order < 0;
}

struct php_value php_compare_op(
	struct php *php, enum php_op op, struct php_value left, struct php_value right)
{
	if (op == PHP_OP_SPACESHIP) {
		return php_int(php_compare(php, left, right));
	}
	if (op == PHP_OP_EQUAL || op == PHP_OP_NOT_EQUAL) {
		return php_bool(php_loosely_equal(php, left, right) == (op == PHP_OP_EQUAL));
	}
	if (op == PHP_OP_IDENTICAL || op == PHP_OP_NOT_IDENTICAL) {
		return php_bool(php_identical(php, left, right) == (op == PHP_OP_IDENTICAL));
	}
	if (op == PHP_OP_LESS || op == PHP_OP_LESS_EQUAL) {
		return php_bool(is_less(php, left, right, op == PHP_OP_LESS_EQUAL));
	}
	return php_bool(is_less(php, right, left, op == PHP_OP_GREATER_EQUAL));
}
