/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finding and calling PHP's own functions, and converting what they get.
 */
#include "php/builtins.h"
#include "php/callee.h"

#include <math.h>

static const struct php_builtin *find_in(
	const struct php_builtin *table, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equals_nocase(table[i].name, name)) {
			return &table[i];
		}
	}
	return NULL;
}

const struct php_builtin *php_builtin_find(struct str name)
{
	const struct {
		const struct php_builtin *table;
		size_t count;
	} tables[] = {
		{php_builtins_system, php_builtins_system_count},
		{php_builtins_text, php_builtins_text_count},
		{php_builtins_search, php_builtins_search_count},
		{php_builtins_array, php_builtins_array_count},
		{php_builtins_merge, php_builtins_merge_count},
		{php_builtins_file, php_builtins_file_count},
		{php_builtins_type, php_builtins_type_count},
		{php_builtins_url, php_builtins_url_count},
		{php_builtins_json, php_builtins_json_count},
		{php_builtins_format, php_builtins_format_count},
		{php_builtins_filter, php_builtins_filter_count},
		{php_builtins_math, php_builtins_math_count},
	};
	const struct php_builtin *found = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(tables) && !found; i++) {
		found = find_in(tables[i].table, tables[i].count, name);
	}
	return found;
}

/* One parameter of the text that describes them. */
struct parameter {
	struct str name;
	bool is_optional;
	bool is_reference;
	bool is_variadic;
};

static bool next_parameter(struct str *text, struct parameter *ret_parameter)
{
	struct parameter parameter = {0};
	struct str one;

	if (text->len == 0) {
		return false;
	}
	str_split_once(*text, ',', &one, text);
	if (str_has_prefix(one, STR_LIT("&"))) {
		parameter.is_reference = true;
		one = str_skip(one, 1);
	}
	if (str_has_prefix(one, STR_LIT("..."))) {
		parameter.is_variadic = parameter.is_optional = true;
		one = str_skip(one, 3);
	}
	if (str_has_suffix(one, STR_LIT("="))) {
		parameter.is_optional = true;
		one.len--;
	}
	parameter.name = one;
	*ret_parameter = parameter;
	return true;
}

bool php_builtin_by_reference(const struct php_builtin *builtin, size_t index)
{
	struct str text = str_from_cstr(builtin->parameters);
	struct parameter parameter;

	for (size_t i = 0; next_parameter(&text, &parameter); i++) {
		if (i == index || parameter.is_variadic) {
			return parameter.is_reference;
		}
	}
	return false;
}

ptrdiff_t php_builtin_parameter(const struct php_builtin *builtin, struct str name)
{
	struct str text = str_from_cstr(builtin->parameters);
	struct parameter parameter;

	for (ptrdiff_t i = 0; next_parameter(&text, &parameter); i++) {
		if (str_equals(parameter.name, name)) {
			return i;
		}
	}
	return -1;
}

/* Too few or too many arguments: PHP throws. */
static bool check_count(struct php_call *call)
{
	struct str text = str_from_cstr(call->builtin->parameters);
	struct parameter parameter;
	size_t known = 0;

	while (next_parameter(&text, &parameter)) {
		if (parameter.is_variadic) {
			return true;
		}
		if (!parameter.is_optional && !php_arg_is_given(call, known)) {
			php_halt_error(call->php, "ArgumentCountError",
				"%.*s() wants more arguments", STR_ARG(call->builtin->name));
			return false;
		}
		known++;
	}
	if (call->count > known) {
		php_halt_error(call->php, "ArgumentCountError", "%.*s() wants fewer arguments",
			STR_ARG(call->builtin->name));
		return false;
	}
	return true;
}

static struct php_value run(struct php_call *call)
{
	const struct php_unknown *unknown = NULL;
	uint16_t env = 0;
	bool is_tolerant = call->builtin->flags & PHP_TAKES_UNKNOWN;

	for (size_t i = 0; i < call->count && !unknown; i++) {
		php_charge_value(call->php, php_deref(call->arguments[i]));
		if (is_tolerant) {
			env = env ? env : php_deref(call->arguments[i]).env;
		} else {
			unknown = php_find_unknown(call->php, call->arguments[i], &env);
		}
	}
	if (unknown) {
		return php_with_env(php_from_unknown(unknown), env);
	}
	return php_with_env(call->builtin->run(call), env);
}

struct php_value php_builtin_call(struct php *php, const struct php_builtin *builtin,
	struct php_value *arguments, size_t count)
{
	struct php_call call = {
		.php = php, .builtin = builtin, .arguments = arguments, .count = count};
	struct php_value value = php_null();

	if (check_count(&call) && php_charge(php, 1)) {
		value = run(&call);
		/* It may have run in part, or not at all. */
		php_taint_arguments(php, arguments, count, value);
	}
	for (size_t i = 0; i < count; i++) {
		if (arguments[i].kind == PHP_REFERENCE) {
			php_release(arguments[i]);
		}
	}
	return value;
}

bool php_arg_is_given(const struct php_call *call, size_t index)
{
	return index < call->count && call->arguments[index].kind != PHP_HOLE;
}

struct php_value php_arg(const struct php_call *call, size_t index)
{
	return php_arg_is_given(call, index) ? php_deref(call->arguments[index]) : php_null();
}

void php_arg_error(struct php_call *call, const char *name, size_t index, const char *what)
{
	php_halt_error(call->php, name, "argument %zu of %.*s() %s", index + 1,
		STR_ARG(call->builtin->name), what);
}

static bool convert_to_int(struct php_value value, struct php_value *ret_value)
{
	struct php_value number = value;

	if (value.kind == PHP_STRING && php_parse_number(php_text(value), &number) != PHP_NUMERIC) {
		return false;
	}
	if (number.kind == PHP_FLOAT &&
		!(number.real >= -9223372036854775808.0 && number.real < 9223372036854775808.0)) {
		return false;
	}
	*ret_value = php_int(php_to_int(number));
	return true;
}

static bool convert_to_float(struct php_value value, struct php_value *ret_value)
{
	struct php_value number = value;

	if (value.kind == PHP_STRING && php_parse_number(php_text(value), &number) != PHP_NUMERIC) {
		return false;
	}
	*ret_value = php_float(php_to_float(number));
	return true;
}

bool php_convert(
	struct php *php, enum php_kind kind, struct php_value value, struct php_value *ret_value)
{
	if (value.kind == PHP_ARRAY || value.kind == PHP_CLOSURE || value.kind == PHP_UNKNOWN) {
		return false;
	}
	if (kind == PHP_INT) {
		return convert_to_int(value, ret_value);
	}
	if (kind == PHP_FLOAT) {
		return convert_to_float(value, ret_value);
	}
	*ret_value = kind == PHP_BOOL ? php_bool(php_to_bool(value))
				      : php_string(php_to_string(php, value));
	return true;
}

static struct php_value arg_as(struct php_call *call, size_t index, enum php_kind kind)
{
	struct php_value value = php_arg(call, index);
	struct php_value converted = php_null();

	if (!php_convert(call->php, kind, value, &converted)) {
		php_arg_error(call, "TypeError", index, "is of the wrong type");
	}
	return converted;
}

struct str php_arg_string(struct php_call *call, size_t index)
{
	struct php_value value = arg_as(call, index, PHP_STRING);

	return value.kind == PHP_STRING ? php_text(value) : STR_LIT("");
}

int64_t php_arg_int(struct php_call *call, size_t index)
{
	struct php_value value = arg_as(call, index, PHP_INT);

	return value.kind == PHP_INT ? value.integer : 0;
}

int64_t php_arg_int_or(struct php_call *call, size_t index, int64_t fallback)
{
	return php_arg_is_given(call, index) ? php_arg_int(call, index) : fallback;
}

double php_arg_float(struct php_call *call, size_t index)
{
	struct php_value value = arg_as(call, index, PHP_FLOAT);

	return value.kind == PHP_FLOAT ? value.real : 0;
}

bool php_arg_bool(struct php_call *call, size_t index)
{
	struct php_value value = arg_as(call, index, PHP_BOOL);

	return value.kind == PHP_BOOL && value.boolean;
}

struct php_array *php_arg_array(struct php_call *call, size_t index)
{
	struct php_value value = php_arg(call, index);

	if (value.kind != PHP_ARRAY) {
		php_arg_error(call, "TypeError", index, "must be an array");
		return NULL;
	}
	return value.array;
}
