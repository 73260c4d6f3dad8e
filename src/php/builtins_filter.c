/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* filter_var() for ints, bools and plain text; what else it can check is unknown here. */
#include "base/ascii.h"
#include "php/builtins.h"

#define FILTER_INT             257
#define FILTER_BOOL            258
#define FILTER_DEFAULT         516
#define FILTER_ALLOW_OCTAL     1
#define FILTER_ALLOW_HEX       2
#define FILTER_REQUIRE_SCALAR  33554432
#define FILTER_NULL_ON_FAILURE 134217728

struct filter {
	int64_t flags;
	const struct php_array *options;
};

static struct php_value option(const struct filter *filter, struct str name)
{
	const struct php_entry *entry =
		filter->options ? php_array_find(filter->options, name) : NULL;

	return entry ? php_entry_value(entry) : php_null();
}

static struct php_value refuse(const struct filter *filter)
{
	if (filter->options && php_array_find(filter->options, STR_LIT("default"))) {
		return option(filter, STR_LIT("default"));
	}
	return filter->flags & FILTER_NULL_ON_FAILURE ? php_null() : php_bool(false);
}

static bool is_one_of(struct str s, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equals_nocase(words[i], s)) {
			return true;
		}
	}
	return false;
}

/* Without an answer, "" is false all the same. */
static struct php_value filter_bool(const struct filter *filter, struct str s)
{
	static const struct str yes[] = {
		STR_INIT("1"), STR_INIT("true"), STR_INIT("on"), STR_INIT("yes")};
	static const struct str no[] = {
		STR_INIT("0"), STR_INIT("false"), STR_INIT("off"), STR_INIT("no"), STR_INIT("")};

	if (is_one_of(s, yes, ARRAY_SIZE(yes))) {
		return php_bool(true);
	}
	if (is_one_of(s, no, ARRAY_SIZE(no))) {
		return php_bool(false);
	}
	return refuse(filter);
}

/* As many bits as an int has; the uppermost one makes it negative. */
static bool read_digits(struct str s, int base, int64_t *ret_value)
{
	uint64_t value = 0;

	for (size_t i = 0; i < s.len; i++) {
		int digit = ascii_digit(s.ptr[i]);

		if (digit >= base || __builtin_mul_overflow(value, (uint64_t)base, &value)) {
			return false;
		}
		value += (uint64_t)digit; /* fits: the base is a power of two */
	}
	*ret_value = (int64_t)value;
	return s.len > 0;
}

/* "+5", "-0" and "0" are ints; "05", "5.0" and "" are none. */
static bool read_int(const struct filter *filter, struct str s, int64_t *ret_value)
{
	struct str digits;

	if ((filter->flags & FILTER_ALLOW_HEX) && str_has_prefix_nocase(s, STR_LIT("0x"))) {
		return read_digits(str_skip(s, 2), 16, ret_value);
	}
	if ((filter->flags & FILTER_ALLOW_OCTAL) && s.len > 1 && s.ptr[0] == '0') {
		return read_digits(str_skip(s, ascii_lower(s.ptr[1]) == 'o' ? 2 : 1), 8, ret_value);
	}
	digits = str_skip(s, s.len && (s.ptr[0] == '-' || s.ptr[0] == '+'));
	if (digits.len > 1 && digits.ptr[0] == '0') {
		return false;
	}
	return str_to_i64(s.len && s.ptr[0] == '+' ? digits : s, ret_value) && digits.len > 0 &&
	       digits.ptr[0] != '-';
}

static struct php_value filter_int(const struct filter *filter, struct str s)
{
	struct php_value min = option(filter, STR_LIT("min_range"));
	struct php_value max = option(filter, STR_LIT("max_range"));
	int64_t value;

	if (!read_int(filter, s, &value) || (min.kind != PHP_NULL && value < php_to_int(min)) ||
		(max.kind != PHP_NULL && value > php_to_int(max))) {
		return refuse(filter);
	}
	return php_int(value);
}

static void read_options(struct php_value options, struct filter *filter)
{
	const struct php_entry *entry;

	if (options.kind != PHP_ARRAY) {
		filter->flags = php_to_int(options);
		return;
	}
	entry = php_array_find(options.array, STR_LIT("flags"));
	filter->flags = entry ? php_to_int(php_entry_value(entry)) : 0;
	entry = php_array_find(options.array, STR_LIT("options"));
	if (entry && php_entry_value(entry).kind == PHP_ARRAY) {
		filter->options = php_entry_value(entry).array;
	}
}

static int64_t known_flags(int64_t kind)
{
	return FILTER_NULL_ON_FAILURE | FILTER_REQUIRE_SCALAR |
	       (kind == FILTER_INT ? FILTER_ALLOW_OCTAL | FILTER_ALLOW_HEX : 0);
}

static struct php_value run_filter_var(struct php_call *call)
{
	struct php_value value = php_arg(call, 0);
	int64_t kind = php_arg_int_or(call, 1, FILTER_DEFAULT);
	struct filter filter = {0};
	struct str s;

	read_options(php_arg(call, 2), &filter);
	if ((kind != FILTER_INT && kind != FILTER_BOOL && kind != FILTER_DEFAULT) ||
		(filter.flags & ~known_flags(kind))) {
		return php_unknown_here(call->php, "filter_var() with this filter");
	}
	if (value.kind == PHP_ARRAY || value.kind == PHP_CLOSURE) {
		return filter.flags & FILTER_NULL_ON_FAILURE ? php_null() : php_bool(false);
	}
	s = php_to_string(call->php, value);
	if (kind == FILTER_DEFAULT) {
		return php_string(s);
	}
	while (s.len && strchr(" \t\n\r\v", s.ptr[0]) && s.ptr[0]) {
		s = str_skip(s, 1);
	}
	while (s.len && strchr(" \t\n\r\v", s.ptr[s.len - 1]) && s.ptr[s.len - 1]) {
		s.len--;
	}
	return kind == FILTER_INT ? filter_int(&filter, s) : filter_bool(&filter, s);
}

const struct php_builtin php_builtins_filter[] = {
	{STR_INIT("filter_var"), "value,filter=,options=", run_filter_var, 0},
};
const size_t php_builtins_filter_count = ARRAY_SIZE(php_builtins_filter);
