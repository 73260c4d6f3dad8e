/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reading: variables, elements, offsets of strings; and building arrays.
 */
#include "php/convert.h"
#include "php/eval.h"

/* $_SERVER and its kin belong to a request that is not ours; $_ENV we can tell. */
struct php_value php_superglobal(struct php *php, struct str name)
{
	static const struct str requests[] = {
		STR_INIT("_SERVER"),
		STR_INIT("_GET"),
		STR_INIT("_POST"),
		STR_INIT("_COOKIE"),
		STR_INIT("_REQUEST"),
		STR_INIT("_FILES"),
		STR_INIT("_SESSION"),
		STR_INIT("GLOBALS"),
		STR_INIT("this"),
		STR_INIT("argv"),
		STR_INIT("argc"),
	};

	if (str_equals(name, STR_LIT("_ENV"))) {
		return php_call_value(php, php_string(STR_LIT("getenv")), NULL, 0);
	}
	for (size_t i = 0; i < ARRAY_SIZE(requests); i++) {
		if (str_equals(requests[i], name)) {
			return php_unknown_here(php, "$%.*s", STR_ARG(name));
		}
	}
	return php_null();
}

struct php_value php_variable(struct php *php, struct str name)
{
	const struct php_entry *entry =
		php_array_lookup(php->scope->variables, php_key_from_text(name));

	if (entry) {
		return php_read(php_entry_value(entry));
	}
	if (php->scope->variables->rest) {
		return php_from_unknown(php->scope->variables->rest);
	}
	return php_superglobal(php, name);
}

bool php_string_offset(
	struct php *php, struct php_value key, enum php_look look, int64_t *ret_offset)
{
	struct php_value number;
	enum php_numeric how;

	if (key.kind == PHP_STRING) {
		how = php_parse_number(php_text(key), &number);
		*ret_offset = number.kind == PHP_INT ? number.integer : 0;
		if (number.kind == PHP_INT &&
			(how == PHP_NUMERIC ||
				(how == PHP_LEADING_NUMERIC && look != PHP_LOOK_ISSET))) {
			return true;
		}
	} else if (key.kind != PHP_ARRAY && key.kind != PHP_CLOSURE) {
		*ret_offset = php_to_int(key);
		return true;
	}
	if (look == PHP_LOOK_READ || key.kind != PHP_STRING) {
		php_halt_error(php, "TypeError", "cannot access offset of type %s on a string",
			php_kind_name(key.kind));
	}
	return false;
}

static struct php_value index_string(
	struct php *php, struct str s, struct php_value key, enum php_look look)
{
	int64_t offset;

	if (!php_string_offset(php, key, look, &offset)) {
		return php_null();
	}
	if (offset < 0) {
		offset += (int64_t)s.len;
	}
	if (offset < 0 || (uint64_t)offset >= s.len) {
		return look == PHP_LOOK_READ ? php_string(STR_LIT("")) : php_null();
	}
	return php_string(str_make(s.ptr + offset, 1));
}

static struct php_value index_array(
	struct php *php, const struct php_array *array, struct php_value key)
{
	struct php_key real;
	const struct php_entry *entry;

	if (!php_key_from_value(php, key, &real)) {
		return php_null();
	}
	entry = php_array_lookup(array, real);
	if (entry) {
		return php_read(php_entry_value(entry));
	}
	return array->rest ? php_from_unknown(array->rest) : php_null();
}

struct php_value php_index(
	struct php *php, struct php_value base, struct php_value key, enum php_look look)
{
	struct php_value value = php_null();

	php_charge_value(php, key);
	if (base.kind == PHP_UNKNOWN) {
		return base;
	}
	if (key.kind == PHP_UNKNOWN) {
		return key;
	}
	if (base.kind == PHP_ARRAY) {
		value = index_array(php, base.array, key);
	} else if (base.kind == PHP_STRING) {
		value = index_string(php, php_text(base), key, look);
	} else if (base.kind == PHP_CLOSURE) {
		php_halt_error(php, "Error", "cannot use a closure as an array");
	}
	return php_with_env(value, base.env ? base.env : key.env);
}

/* $GLOBALS['x'] is a global variable. */
static bool is_globals(const struct php_node *node)
{
	return node->kind == PHP_N_VARIABLE &&
	       str_equals(php_text(node->value), STR_LIT("GLOBALS"));
}

static struct php_value eval_index(struct php *php, const struct php_node *node, enum php_look look)
{
	struct php_value base;
	struct php_value key;

	if (!node->b) {
		php_halt_error(php, "Error", "cannot use [] for reading");
		return php_null();
	}
	if (is_globals(node->a)) {
		base = php_from_array(php->globals.variables);
	} else {
		base = php_peek(php, node->a, look);
	}
	key = php_eval(php, node->b);
	php_at(php, node);
	return php_is_halted(php) ? php_null() : php_index(php, base, key, look);
}

struct php_value php_eval_index(struct php *php, const struct php_node *node)
{
	return eval_index(php, node, PHP_LOOK_READ);
}

struct php_value php_peek(struct php *php, const struct php_node *node, enum php_look look)
{
	struct php_value value;

	if (node->kind != PHP_N_INDEX) {
		return php_eval(php, node);
	}
	if (!php_charge(php, 1) || !php_enter(php)) {
		return php_null();
	}
	value = php_settled(eval_index(php, node, look));
	php_leave(php);
	return value;
}

/* What was there may be hit by unknown keys, so nothing of it is known any more. */
static void forget_all(struct php *php, struct php_array *array, const struct php_unknown *why)
{
	struct php_array *empty = php_array_new(php);

	if (empty) {
		empty->holders = array->holders;
		empty->rest = why;
		*array = *empty;
	}
}

/* ...$x: integer keys are numbered anew, names are kept. */
static void spread_into(struct php *php, struct php_array *array, struct php_value value)
{
	const struct php_entry *entry;

	if (value.kind == PHP_UNKNOWN) {
		forget_all(php, array, value.unknown);
		return;
	}
	if (value.kind != PHP_ARRAY) {
		php_halt_error(php, "Error", "only arrays can be unpacked");
		return;
	}
	if (value.array->rest) {
		forget_all(php, array, value.array->rest);
	}
	for (size_t at = 0; (entry = php_array_next(value.array, &at)) && !php_is_halted(php);) {
		if (entry->key.is_string) {
			php_array_set(php, array, entry->key, php_entry_value(entry), entry->at);
		} else if (php_is_doubtful(entry->slot)) {
			/* Without it, those behind it have other indices. */
			array->rest = entry->slot.unknown;
		} else {
			php_array_append(php, array, php_entry_value(entry), entry->at);
		}
	}
}

static void add_reference(struct php *php, struct php_array *array, const struct php_node *item)
{
	struct php_value key = item->b ? php_eval(php, item->b) : php_null();
	struct php_path path = php_path_of(php, item->a);
	struct php_reference *reference = php_path_reference(php, &path);
	struct php_entry *entry;
	struct php_key real;

	if (!reference) {
		return;
	}
	if (item->b && !php_key_from_value(php, key, &real)) {
		return;
	}
	entry = item->b ? php_array_slot(php, array, real) : php_array_push(php, array);
	if (entry) {
		entry->slot = (struct php_value){.kind = PHP_REFERENCE, .reference = reference};
		entry->at = path.at;
	}
}

static void add_keyed(struct php *php, struct php_array *array, const struct php_node *item)
{
	struct php_value key = php_eval(php, item->b);
	struct php_value value = php_eval(php, item->a);
	struct php_key real;

	php_at(php, item);
	if (php_is_halted(php)) {
		return;
	}
	if (key.kind == PHP_UNKNOWN) {
		forget_all(php, array, key.unknown);
	} else if (php_key_from_value(php, key, &real)) {
		php_array_set(php, array, real, php_with_env(value, php->env), php->place);
	}
}

static void add_item(struct php *php, struct php_array *array, const struct php_node *item)
{
	struct php_value value;

	if (!item->a) {
		php_halt_error(php, "Error", "an array cannot have empty elements");
	} else if (item->op == PHP_ITEM_REFERENCE) {
		add_reference(php, array, item);
	} else if (item->op == PHP_ITEM_SPREAD) {
		spread_into(php, array, php_eval(php, item->a));
	} else if (item->b) {
		add_keyed(php, array, item);
	} else {
		value = php_eval(php, item->a);
		php_at(php, item);
		if (!php_is_halted(php)) {
			php_array_append(php, array, php_with_env(value, php->env), php->place);
		}
	}
}

struct php_value php_eval_array(struct php *php, const struct php_node *node)
{
	struct php_array *array = php_array_new(php);

	if (!array) {
		return php_null();
	}
	/* Only an array that was empty once counts from 0 behind negative keys (until PHP 8.3). */
	array->next_is_set = node->a == NULL;
	for (const struct php_node *item = node->a; item && !php_is_halted(php);
		item = item->next) {
		add_item(php, array, item);
	}
	return php_from_array(array);
}
