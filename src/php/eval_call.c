/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Calls: arguments are evaluated and passed on; closures take along what they are bound to.
 */
#include "php/builtins.h"
#include "php/callee.h"

struct arguments {
	struct php_value *values;
	size_t count;
	size_t cap;
	const struct php_unknown *unknown; /* an unknown array was spread */
};

static void put_argument(
	struct php *php, struct arguments *arguments, size_t index, struct php_value value)
{
	if (index >= arguments->cap) {
		size_t cap = MAX_OF(arguments->cap * 2, index + 4);

		arguments->values = php_grow(
			php, arguments->values, arguments->count, cap, sizeof(*arguments->values));
		arguments->cap = arguments->values ? cap : 0;
		if (!arguments->values) {
			arguments->count = 0;
			return;
		}
	}
	while (arguments->count <= index) {
		arguments->values[arguments->count++] = (struct php_value){.kind = PHP_HOLE};
	}
	php_hold(value);
	arguments->values[index] = value;
}

static void spread_array(
	struct php *php, struct arguments *arguments, const struct php_array *array)
{
	const struct php_entry *entry;

	for (size_t at = 0; (entry = php_array_next(array, &at));) {
		if (entry->key.is_string) {
			arguments->unknown =
				php_unknown_here(php, "a call with unpacked names").unknown;
			return;
		}
		put_argument(php, arguments, arguments->count, php_entry_value(entry));
	}
}

static void spread_arguments(struct php *php, struct arguments *arguments, struct php_value value)
{
	if (value.kind == PHP_UNKNOWN) {
		arguments->unknown = value.unknown;
	} else if (value.kind != PHP_ARRAY) {
		php_halt_error(php, "Error", "only arrays can be unpacked");
	} else if (php_array_doubt(php, value.array)) {
		arguments->unknown = php_array_doubt(php, value.array);
	} else {
		spread_array(php, arguments, value.array);
	}
}

static void add_argument(struct php *php, const struct php_callee *callee,
	struct arguments *arguments, const struct php_node *node)
{
	ptrdiff_t index = (ptrdiff_t)arguments->count;
	struct php_value value;

	if (node->value.kind == PHP_STRING) {
		index = php_callee_parameter(php, callee, php_text(node->value));
		if (index < 0 && (callee->closure || callee->builtin)) {
			php_halt_error(php, "Error", "there is no parameter of this name");
			return;
		}
		index = MAX_OF(index, 0);
		if ((size_t)index < arguments->count && arguments->values[index].kind != PHP_HOLE) {
			php_halt_error(php, "Error", "a parameter is given twice");
			return;
		}
	}
	if (node->op == PHP_ITEM_SPREAD) {
		spread_arguments(php, arguments, php_eval(php, node->a));
		return;
	}
	if (php_callee_takes_reference(php, callee, (size_t)index) && php_is_variable(node->a)) {
		struct php_path path = php_path_of(php, node->a);
		struct php_reference *reference = php_path_reference(php, &path);

		if (reference) {
			value = (struct php_value){.kind = PHP_REFERENCE, .reference = reference};
			put_argument(php, arguments, (size_t)index, value);
			return;
		}
	}
	value = php_eval(php, node->a);
	if (!php_is_halted(php)) {
		put_argument(php, arguments, (size_t)index, value);
	}
}

static struct arguments eval_arguments(
	struct php *php, const struct php_callee *callee, const struct php_node *nodes)
{
	struct arguments arguments = {0};

	for (; nodes && !php_is_halted(php); nodes = nodes->next) {
		add_argument(php, callee, &arguments, nodes);
	}
	return arguments;
}

static void drop_arguments(const struct arguments *arguments)
{
	for (size_t i = 0; i < arguments->count; i++) {
		php_release(arguments->values[i]);
	}
}

static struct php_value call(
	struct php *php, const struct php_callee *callee, struct php_value *values, size_t count)
{
	if (callee->builtin) {
		return php_builtin_call(php, callee->builtin, values, count);
	}
	return php_call_closure(php, callee->closure, values, count);
}

struct php_value php_eval_call(struct php *php, const struct php_node *node)
{
	bool is_named = node->a->kind == PHP_N_CONSTANT;
	struct php_callee callee = is_named ? php_callee_by_name(php, php_text(node->a->value))
					    : php_callee_by_value(php, php_eval(php, node->a));
	struct arguments arguments = eval_arguments(php, &callee, node->b);
	struct php_value value = php_null();

	php_at(php, node);
	if (php_is_halted(php)) {
		return value;
	}
	if (!callee.closure && !callee.builtin) {
		value = php_call_unknown(php, &callee, node->b);
		php_taint_arguments(php, arguments.values, arguments.count, value);
	} else if (arguments.unknown) {
		struct php_value called = {.kind = PHP_CLOSURE, .closure = callee.closure};

		value = php_from_unknown(arguments.unknown);
		php_taint_arguments(php, arguments.values, arguments.count, value);
		if (callee.closure) {
			php_taint_closure(php, called, arguments.unknown);
		}
	} else {
		value = call(php, &callee, arguments.values, arguments.count);
	}
	drop_arguments(&arguments);
	return value;
}

/* f(...): the function as a closure. */
struct php_value php_eval_callable(struct php *php, const struct php_node *node)
{
	bool is_named = node->a->kind == PHP_N_CONSTANT;
	struct php_callee callee = is_named ? php_callee_by_name(php, php_text(node->a->value))
					    : php_callee_by_value(php, php_eval(php, node->a));

	if (callee.closure) {
		return (struct php_value){.kind = PHP_CLOSURE, .closure = callee.closure};
	}
	if (callee.builtin) {
		return php_wrap_closure(php, (struct php_closure){.builtin = callee.builtin});
	}
	return php_is_halted(php) ? php_null() : php_call_unknown(php, &callee, NULL);
}

struct php_value php_call_value(
	struct php *php, struct php_value callee, const struct php_value *arguments, size_t count)
{
	struct php_callee found = php_callee_by_value(php, callee);
	struct php_value *copies;

	if (php_is_halted(php)) {
		return php_null();
	}
	if (!found.closure && !found.builtin) {
		return php_call_unknown(php, &found, NULL);
	}
	copies = php_alloc(php, (count + 1) * sizeof(*copies));
	if (!copies) {
		return php_null();
	}
	for (size_t i = 0; i < count; i++) {
		copies[i] = arguments[i];
	}
	return call(php, &found, copies, count);
}

static struct php_array *copy_variables(struct php *php)
{
	struct php_array *copy = php_array_clone(php, php->scope->variables);

	for (uint32_t i = 0; copy && i < copy->used; i++) {
		struct php_value *slot = &copy->entries[i].slot;

		if (slot->kind == PHP_REFERENCE) {
			php_release(*slot);
			*slot = php_deref(*slot);
			php_hold(*slot);
		}
	}
	return copy;
}

/* An arrow function sees all variables around it, as they are now; others what they ask for. */
static struct php_array *bind_variables(struct php *php, const struct php_function *function)
{
	struct php_array *bound;

	if (function->is_arrow) {
		return copy_variables(php);
	}
	bound = php_array_new(php);
	for (const struct php_capture *capture = function->captures; bound && capture;
		capture = capture->next) {
		struct php_path path = {
			.scope = php->scope, .root = capture->name, .at = php->place};
		struct php_key name = php_key_from_text(capture->name);
		struct php_value value = php_null();
		struct php_entry *entry;

		if (capture->is_reference) {
			value.reference = php_path_reference(php, &path);
			value.kind = value.reference ? PHP_REFERENCE : PHP_NULL;
		} else {
			value = php_variable(php, capture->name);
			php_hold(value);
		}
		entry = php_array_slot(php, bound, name);
		if (entry) {
			entry->slot = value;
		}
	}
	return bound;
}

struct php_value php_eval_closure(struct php *php, struct php_function *function)
{
	return php_wrap_closure(php, (struct php_closure){
					     .function = function,
					     .bound = bind_variables(php, function),
				     });
}
