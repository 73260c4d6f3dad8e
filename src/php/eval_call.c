/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finds out what is called and with what. Functions that are not known here yield an unknown, after
 * their arguments were evaluated for what these assign; a few are known to write into their
 * arguments, which are unknown then as well.
 */
#include "base/ascii.h"
#include "php/builtins.h"
#include "php/eval.h"

struct arguments {
	struct php_value *values;
	size_t count;
	size_t cap;
	const struct php_unknown *unknown; /* an unknown array was spread */
};

/* What a call by name leads to; all NULL: not known. */
struct callee {
	struct php_closure *closure;
	const struct php_builtin *builtin;
	struct php_value unknown; /* PHP_UNKNOWN when the callee itself is */
	struct str name;
};

/* Functions that write into an argument or run things; only what matters to us of them. */
static const struct {
	struct str name;
	uint32_t writes; /* bit n: argument n */
	bool is_command;
} dangerous[] = {
	{STR_INIT("exec"), 6, true},
	{STR_INIT("system"), 2, true},
	{STR_INIT("passthru"), 2, true},
	{STR_INIT("shell_exec"), 0, true},
	{STR_INIT("popen"), 0, true},
	{STR_INIT("proc_open"), 4, true},
	{STR_INIT("pcntl_exec"), 0, true},
	{STR_INIT("mail"), 0, true},
	{STR_INIT("preg_match"), 4, false},
	{STR_INIT("preg_match_all"), 4, false},
	{STR_INIT("preg_replace"), 16, false},
	{STR_INIT("preg_replace_callback"), 16, false},
	{STR_INIT("parse_str"), 2, false},
	{STR_INIT("sort"), 1, false},
	{STR_INIT("rsort"), 1, false},
	{STR_INIT("usort"), 1, false},
	{STR_INIT("uasort"), 1, false},
	{STR_INIT("uksort"), 1, false},
	{STR_INIT("asort"), 1, false},
	{STR_INIT("arsort"), 1, false},
	{STR_INIT("ksort"), 1, false},
	{STR_INIT("krsort"), 1, false},
	{STR_INIT("natsort"), 1, false},
	{STR_INIT("natcasesort"), 1, false},
	{STR_INIT("shuffle"), 1, false},
	{STR_INIT("array_multisort"), 0xFFFF, false},
	{STR_INIT("array_push"), 1, false},
	{STR_INIT("array_pop"), 1, false},
	{STR_INIT("array_shift"), 1, false},
	{STR_INIT("array_unshift"), 1, false},
	{STR_INIT("array_splice"), 1, false},
	{STR_INIT("array_walk"), 1, false},
	{STR_INIT("array_walk_recursive"), 1, false},
	{STR_INIT("settype"), 1, false},
	{STR_INIT("similar_text"), 4, false},
	{STR_INIT("str_ireplace"), 8, false},
	{STR_INIT("sscanf"), 0xFFFC, false},
	{STR_INIT("is_callable"), 4, false},
	{STR_INIT("getopt"), 4, false},
	{STR_INIT("fsockopen"), 12, false},
	{STR_INIT("stream_socket_client"), 6, false},
	{STR_INIT("openssl_pkey_export"), 2, false},
	{STR_INIT("openssl_random_pseudo_bytes"), 2, false},
	{STR_INIT("getimagesize"), 2, false},
	{STR_INIT("dns_get_record"), 12, false},
	{STR_INIT("getmxrr"), 6, false},
	{STR_INIT("headers_sent"), 3, false},
	{STR_INIT("apcu_fetch"), 2, false},
	{STR_INIT("apcu_inc"), 4, false},
};

/* They touch variables that no argument names. */
static bool touches_scope(struct str name)
{
	return str_equals_nocase(name, STR_LIT("extract")) ||
	       str_equals_nocase(name, STR_LIT("eval"));
}

static struct str lower(struct php *php, struct str name)
{
	struct str copy = php_dup(php, name);

	for (size_t i = 0; i < copy.len; i++) {
		((char *)copy.ptr)[i] = ascii_lower(copy.ptr[i]);
	}
	return copy;
}

/* a\b\name is looked for as name: namespaces have no meaning here. */
static struct str short_name(struct str name)
{
	return str_skip(name, (size_t)(str_rfind_byte(name, '\\') + 1));
}

static struct php_value wrap(struct php *php, struct php_closure closure)
{
	struct php_closure *copy = PHP_NEW(php, struct php_closure);

	if (!copy) {
		return php_null();
	}
	*copy = closure;
	return (struct php_value){.kind = PHP_CLOSURE, .closure = copy};
}

void php_declare(struct php *php, struct php_function *function)
{
	struct php_key name = php_key_from_text(lower(php, function->name));

	php_array_set(php, php->functions, name,
		wrap(php, (struct php_closure){.function = function}), php->place);
}

void php_declare_all(struct php *php, const struct php_node *statements)
{
	for (; statements; statements = statements->next) {
		if (statements->kind == PHP_N_FUNCTION) {
			php_declare(php, statements->function);
		} else if (statements->kind == PHP_N_BLOCK && statements->a &&
			   statements->a->kind == PHP_N_FUNCTION) {
			php_declare_all(php, statements->a);
		}
	}
}

static struct callee find_by_name(struct php *php, struct str name)
{
	struct callee callee = {.name = short_name(name)};
	struct php_key key = php_key_from_text(lower(php, callee.name));
	const struct php_entry *entry = php_array_lookup(php->functions, key);

	if (entry) {
		callee.closure = entry->slot.closure;
	} else {
		callee.builtin = php_builtin_find(callee.name);
	}
	return callee;
}

static struct callee find_by_value(struct php *php, struct php_value value)
{
	if (value.kind == PHP_CLOSURE) {
		return (struct callee){
			.closure = value.closure->builtin ? NULL : value.closure,
			.builtin = value.closure->builtin,
		};
	}
	if (value.kind == PHP_STRING) {
		return find_by_name(php, php_text(value));
	}
	if (value.kind != PHP_UNKNOWN && value.kind != PHP_ARRAY) {
		php_halt_error(php, "Error", "a %s cannot be called", php_kind_name(value.kind));
		return (struct callee){.name = STR_LIT("")};
	}
	if (value.kind != PHP_UNKNOWN) {
		value = php_unknown_here(php, "an object's method");
	}
	return (struct callee){.unknown = value};
}

static bool takes_reference(const struct callee *callee, size_t index)
{
	if (callee->builtin) {
		return php_builtin_by_reference(callee->builtin, index);
	}
	if (callee->closure) {
		const struct php_parameter *parameter = callee->closure->function->parameters;

		while (parameter && index && !parameter->is_variadic) {
			parameter = parameter->next;
			index--;
		}
		return parameter && parameter->is_reference;
	}
	return false;
}

static ptrdiff_t parameter_index(const struct callee *callee, struct str name)
{
	ptrdiff_t index = 0;

	if (callee->builtin) {
		return php_builtin_parameter(callee->builtin, name);
	}
	if (!callee->closure) {
		return -1;
	}
	for (const struct php_parameter *parameter = callee->closure->function->parameters;
		parameter; parameter = parameter->next, index++) {
		if (str_equals(parameter->name, name)) {
			return index;
		}
	}
	return -1;
}

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
	} else if (value.array->rest) {
		arguments->unknown = value.array->rest;
	} else {
		spread_array(php, arguments, value.array);
	}
}

static bool is_place(const struct php_node *node)
{
	return node->kind == PHP_N_VARIABLE || node->kind == PHP_N_INDEX;
}

static void add_argument(struct php *php, const struct callee *callee, struct arguments *arguments,
	const struct php_node *node)
{
	ptrdiff_t index = (ptrdiff_t)arguments->count;
	struct php_value value;

	if (node->value.kind == PHP_STRING) {
		index = parameter_index(callee, php_text(node->value));
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
	if (takes_reference(callee, (size_t)index) && is_place(node->a)) {
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
	struct php *php, const struct callee *callee, const struct php_node *nodes)
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

/* What a function that is not known here might have written to. */
static void taint_written(
	struct php *php, uint32_t writes, const struct php_node *nodes, struct php_value why)
{
	for (uint32_t bit = 1; nodes && bit; nodes = nodes->next, bit <<= 1) {
		if ((writes & bit) && is_place(nodes->a)) {
			struct php_path path = php_path_of(php, nodes->a);

			php_path_assign(php, &path, why);
		}
	}
}

static struct php_value call_unknown(
	struct php *php, const struct callee *callee, const struct php_node *nodes)
{
	struct str name = callee->name;
	struct php_value why = callee->unknown;

	if (why.kind == PHP_UNKNOWN) {
		return why;
	}
	for (size_t i = 0; i < ARRAY_SIZE(dangerous); i++) {
		if (str_equals_nocase(dangerous[i].name, name)) {
			why = php_unknown_here(php, "%.*s()%s", STR_ARG(name),
				dangerous[i].is_command ? ", which is never run here"
							: ", which is not known here");
			taint_written(php, dangerous[i].writes, nodes, why);
			return why;
		}
	}
	why = php_unknown_here(php, "%.*s(), which is not known here", STR_ARG(name));
	if (touches_scope(name) && why.kind == PHP_UNKNOWN) {
		php_taint_scope(php, why.unknown);
	}
	return why;
}

static struct php_value call(
	struct php *php, const struct callee *callee, struct php_value *values, size_t count)
{
	if (callee->builtin) {
		return php_builtin_call(php, callee->builtin, values, count);
	}
	return php_call_closure(php, callee->closure, values, count);
}

struct php_value php_eval_call(struct php *php, const struct php_node *node)
{
	bool is_named = node->a->kind == PHP_N_CONSTANT;
	struct callee callee = is_named ? find_by_name(php, php_text(node->a->value))
					: find_by_value(php, php_eval(php, node->a));
	struct arguments arguments = eval_arguments(php, &callee, node->b);
	struct php_value value = php_null();

	php_at(php, node);
	if (php_is_halted(php)) {
		return value;
	}
	if (!callee.closure && !callee.builtin) {
		value = call_unknown(php, &callee, node->b);
	} else if (arguments.unknown) {
		value = php_from_unknown(arguments.unknown);
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
	struct callee callee = is_named ? find_by_name(php, php_text(node->a->value))
					: find_by_value(php, php_eval(php, node->a));

	if (callee.closure) {
		return (struct php_value){.kind = PHP_CLOSURE, .closure = callee.closure};
	}
	if (callee.builtin) {
		return wrap(php, (struct php_closure){.builtin = callee.builtin});
	}
	return php_is_halted(php) ? php_null() : call_unknown(php, &callee, NULL);
}

struct php_value php_call_value(
	struct php *php, struct php_value callee, const struct php_value *arguments, size_t count)
{
	struct callee found = find_by_value(php, callee);
	struct php_value *copies;

	if (php_is_halted(php)) {
		return php_null();
	}
	if (!found.closure && !found.builtin) {
		return call_unknown(php, &found, NULL);
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
	return wrap(php, (struct php_closure){
				 .function = function,
				 .bound = bind_variables(php, function),
			 });
}
