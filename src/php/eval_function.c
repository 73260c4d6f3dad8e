/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Runs a user's function: a scope of its own, parameters by position, scalar types converted as
 * PHP does without strict_types.
 */
#include <math.h>

#include "php/builtins.h"
#include "php/eval.h"

static bool is_whole(struct php_value value)
{
	struct php_value number = value;

	if (value.kind == PHP_STRING) {
		(void)php_parse_number(php_text(value), &number);
	}
	return number.kind != PHP_FLOAT ||
	       (value.kind == PHP_FLOAT && number.real == trunc(number.real));
}

/* PHP's order of preference when a union could take a scalar in several ways. */
static bool convert_to_type(
	struct php *php, struct php_type type, struct php_value value, struct php_value *ret_value)
{
	static const enum php_kind order[] = {PHP_INT, PHP_FLOAT, PHP_STRING, PHP_BOOL};

	*ret_value = value;
	if (!type.is_checked || value.kind == PHP_UNKNOWN ||
		(value.kind <= PHP_ARRAY && ((unsigned)type.kinds >> value.kind & 1U))) {
		return true;
	}
	if (value.kind == PHP_NULL || value.kind == PHP_ARRAY || value.kind == PHP_CLOSURE) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		/* In a union, an int is only for what is one. */
		if (order[i] == PHP_INT && (type.kinds & 1U << PHP_FLOAT) && !is_whole(value)) {
			continue;
		}
		if (((unsigned)type.kinds >> order[i] & 1U) &&
			php_convert(php, order[i], value, ret_value)) {
			return true;
		}
	}
	return false;
}

static void set_local(struct php *php, struct str name, struct php_value value)
{
	struct php_key key = php_key_from_text(name);
	struct php_entry *entry = php_array_slot(php, php->scope->variables, key);

	if (entry) {
		php_hold(value);
		entry->slot = value;
	}
}

/* NULL as a default makes the type take null. */
static bool falls_back_to_null(const struct php_parameter *parameter)
{
	const struct php_node *fallback = parameter->fallback;

	return fallback && fallback->kind == PHP_N_CONSTANT &&
	       str_equals_nocase(php_text(fallback->value), STR_LIT("null"));
}

/* What the parameter makes of an argument; the run is halted when PHP would refuse it. */
static struct php_value convert_argument(
	struct php *php, const struct php_parameter *parameter, struct php_value value)
{
	struct php_value converted;

	if (!convert_to_type(php, parameter->type, value, &converted) &&
		!(value.kind == PHP_NULL && falls_back_to_null(parameter))) {
		php_halt_error(php, "TypeError", "$%.*s does not take a %s",
			STR_ARG(parameter->name), php_kind_name(value.kind));
	}
	return php_with_env(converted, value.env);
}

static void bind_variadic(struct php *php, const struct php_parameter *parameter,
	const struct php_value *arguments, size_t count)
{
	struct php_array *rest = php_array_new(php);

	for (size_t i = 0; rest && i < count; i++) {
		php_array_append(php, rest,
			convert_argument(php, parameter, php_deref(arguments[i])), php->place);
	}
	if (rest) {
		set_local(php, parameter->name, php_from_array(rest));
	}
}

static void bind_parameter(
	struct php *php, const struct php_parameter *parameter, struct php_value value)
{
	if (value.kind == PHP_HOLE && !parameter->fallback) {
		php_halt_error(php, "ArgumentCountError", "too few arguments: $%.*s is missing",
			STR_ARG(parameter->name));
		return;
	}
	if (value.kind == PHP_HOLE) {
		struct php_place before = php->place;

		set_local(php, parameter->name, php_eval(php, parameter->fallback));
		php->place = before;
		return;
	}
	if (value.kind == PHP_REFERENCE && parameter->is_reference) {
		set_local(php, parameter->name, value);
		return;
	}
	value = convert_argument(php, parameter, php_deref(value));
	if (!php_is_halted(php)) {
		set_local(php, parameter->name, value);
	}
}

static void bind_parameters(struct php *php, const struct php_function *function,
	const struct php_value *arguments, size_t count)
{
	size_t index = 0;

	for (const struct php_parameter *parameter = function->parameters; parameter;
		parameter = parameter->next, index++) {
		if (parameter->is_variadic) {
			bind_variadic(php, parameter, arguments + MIN_OF(index, count),
				count - MIN_OF(index, count));
			return;
		}
		bind_parameter(php, parameter,
			index < count ? arguments[index] : (struct php_value){.kind = PHP_HOLE});
	}
}

static void bind_captured(struct php *php, const struct php_array *bound)
{
	const struct php_entry *entry;

	for (size_t at = 0; bound && (entry = php_array_next(bound, &at));) {
		set_local(php, php_key_text(entry->key), entry->slot);
	}
	php->scope->variables->rest = bound ? bound->rest : NULL;
}

static void leave_scope(const struct php_scope *scope)
{
	const struct php_entry *entry;

	for (size_t at = 0; (entry = php_array_next(scope->variables, &at));) {
		php_release(entry->slot);
	}
}

static struct php_value run_body(struct php *php, const struct php_function *function)
{
	struct php_value before = php->returned;
	struct php_value value = php_null();
	enum php_flow flow;

	if (function->is_arrow) {
		return php_eval(php, function->body);
	}
	php->returned = php_null();
	flow = php_run_list(php, function->body);
	if (flow == PHP_FLOW_RETURN) {
		value = php->returned;
	}
	php->returned = before;
	if (php->unwinding && !php_is_halted(php)) {
		value = php_from_unknown(php->unwinding);
		php->unwinding = NULL;
	}
	return value;
}

static struct php_value call_in_scope(struct php *php, const struct php_closure *closure,
	const struct php_value *arguments, size_t count)
{
	const struct php_function *function = closure->function;
	struct php_value value;
	struct php_value converted;

	bind_captured(php, closure->bound);
	bind_parameters(php, function, arguments, count);
	if (php_is_halted(php)) {
		return php_null();
	}
	php->place.file = function->file;
	if (function->is_generator) {
		return php_unknown_here(php, "a generator");
	}
	value = run_body(php, function);
	if (php_is_halted(php)) {
		return php_null();
	}
	if (!convert_to_type(php, function->returns, value, &converted)) {
		php_halt_error(php, "TypeError", "the function returned a %s against its type",
			php_kind_name(value.kind));
	}
	return php_with_env(converted, value.env);
}

struct php_value php_call_closure(
	struct php *php, struct php_closure *closure, struct php_value *arguments, size_t count)
{
	struct php_scope scope = {
		.variables = php_array_new(php),
		.function = closure->function,
	};
	struct php_scope *before = php->scope;
	struct php_place place = php->place;
	struct php_value value = php_null();

	if (!scope.variables || php->calls >= php->limits.depth) {
		php_halt_limit(php, "calls are nested too deeply");
		return value;
	}
	php->calls++;
	php->scope = &scope;
	value = call_in_scope(php, closure, arguments, count);
	php_hold(value);
	leave_scope(&scope);
	if (value.kind == PHP_ARRAY) {
		value.array->holders--;
	}
	php->scope = before;
	php->place = place;
	php->calls--;
	return value;
}
