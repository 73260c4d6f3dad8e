/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who is called: a user's function, one of PHP's, or somebody who is not known here. Functions that
 * a file declares come before PHP's own, so that what it brings along itself is used.
 */
#include "base/ascii.h"
#include "php/builtins.h"
#include "php/callee.h"

/* What looking at parameters costs. */
#define PARAMETERS_PER_STEP 16

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

struct php_value php_wrap_closure(struct php *php, struct php_closure closure)
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
		php_wrap_closure(php, (struct php_closure){.function = function}), php->place);
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

struct php_callee php_callee_by_name(struct php *php, struct str name)
{
	struct php_callee callee = {.name = short_name(name)};
	struct php_key key = php_key_from_text(lower(php, callee.name));
	const struct php_entry *entry = php_array_lookup(php->functions, key);

	if (entry) {
		callee.closure = entry->slot.closure;
	} else {
		callee.builtin = php_builtin_find(callee.name);
	}
	return callee;
}

struct php_callee php_callee_by_value(struct php *php, struct php_value value)
{
	if (value.kind == PHP_CLOSURE) {
		return (struct php_callee){
			.closure = value.closure->builtin ? NULL : value.closure,
			.builtin = value.closure->builtin,
		};
	}
	if (value.kind == PHP_STRING) {
		return php_callee_by_name(php, php_text(value));
	}
	if (value.kind != PHP_UNKNOWN && value.kind != PHP_ARRAY) {
		php_halt_error(php, "Error", "a %s cannot be called", php_kind_name(value.kind));
		return (struct php_callee){.name = STR_LIT("")};
	}
	if (value.kind != PHP_UNKNOWN) {
		value = php_unknown_here(php, "an object's method");
	}
	return (struct php_callee){.unknown = value};
}

bool php_callee_takes_reference(struct php *php, const struct php_callee *callee, size_t index)
{
	if (callee->builtin) {
		return php_builtin_by_reference(callee->builtin, index);
	}
	if (callee->closure) {
		const struct php_parameter *parameter = callee->closure->function->parameters;

		php_charge(php, index / PARAMETERS_PER_STEP);
		while (parameter && index && !parameter->is_variadic) {
			parameter = parameter->next;
			index--;
		}
		return parameter && parameter->is_reference;
	}
	return false;
}

ptrdiff_t php_callee_parameter(struct php *php, const struct php_callee *callee, struct str name)
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
		if (index % PARAMETERS_PER_STEP == 0 && !php_charge(php, 1)) {
			break;
		}
		if (str_equals(parameter->name, name)) {
			return index;
		}
	}
	return -1;
}
