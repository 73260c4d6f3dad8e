/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Places: what can be assigned to, as a path from a variable through keys. The keys are evaluated
 * first and the path is walked last, since evaluating may move the arrays on the way.
 *
 * Each element that is stored remembers where in the file that happened.
 */
#include "php/convert.h"
#include "php/eval.h"

static size_t count_keys(const struct php_node *node)
{
	size_t count = 0;

	for (; node->kind == PHP_N_INDEX; node = node->a) {
		count++;
	}
	return count;
}

/* The variable at the root: its name, or nothing for properties and the like. */
static void find_root(struct php *php, const struct php_node *node, struct php_path *path)
{
	struct php_value name;

	path->scope = php->scope;
	if (node->kind == PHP_N_VARIABLE) {
		path->root = php_text(node->value);
		return;
	}
	name = node->kind == PHP_N_VARIABLE_OF ? php_eval(php, node->a) : php_null();
	if (name.kind == PHP_UNKNOWN) {
		php_taint_scope(php, name.unknown);
	}
	if (node->kind != PHP_N_VARIABLE_OF || name.kind == PHP_UNKNOWN) {
		path->scope = NULL;
		return;
	}
	path->root = php_to_string(php, name);
}

struct php_path php_path_of(struct php *php, const struct php_node *node)
{
	struct php_path path = {.count = count_keys(node)};
	const struct php_node *level = node;

	path.keys = php_alloc(php, (path.count + 1) * sizeof(*path.keys));
	if (!path.keys) {
		return path;
	}
	for (; level->kind == PHP_N_INDEX; level = level->a) {
	}
	find_root(php, level, &path);
	/* From the outermost node, the last key; PHP evaluates the first one first. */
	for (size_t i = 0; i < path.count; i++) {
		level = node;
		for (size_t skip = path.count - 1 - i; skip; skip--) {
			level = level->a;
		}
		path.keys[i] =
			level->b ? php_eval(php, level->b) : (struct php_value){.kind = PHP_HOLE};
	}
	if (path.scope && str_equals(path.root, STR_LIT("GLOBALS")) && path.count &&
		path.keys[0].kind == PHP_STRING) {
		path.scope = &php->globals;
		path.root = php_text(path.keys[0]);
		path.keys++;
		path.count--;
	}
	php_at(php, node);
	path.at = php->place;
	return path;
}

/* One that is not there begins as what reading it yields: $_SERVER['HTTPS'] = … adds to unknowns.
 */
struct php_value *php_variable_slot(struct php *php, struct php_scope *scope, struct str name)
{
	struct php_key key = php_key_from_text(name);
	struct php_entry *entry = php_array_lookup(scope->variables, key);
	struct php_value first;

	if (!entry) {
		first = scope->variables->rest ? php_from_unknown(scope->variables->rest)
					       : php_superglobal(php, name);
		entry = php_array_slot(php, scope->variables, key);
		if (entry) {
			php_store(&entry->slot, first);
		}
	}
	return entry ? &entry->slot : NULL;
}

static struct php_value *variable_slot(struct php *php, const struct php_path *path)
{
	return path->scope && !php_is_halted(php) ? php_variable_slot(php, path->scope, path->root)
						  : NULL;
}

/* Makes an array of what is in the slot, if PHP would. */
static struct php_array *array_in(struct php *php, struct php_value *slot)
{
	const struct php_unknown *rest = slot->kind == PHP_UNKNOWN ? slot->unknown : NULL;
	struct php_array *array;

	if (slot->kind == PHP_ARRAY) {
		return php_separate(php, slot);
	}
	if (slot->kind != PHP_NULL && slot->kind != PHP_UNKNOWN &&
		!(slot->kind == PHP_BOOL && !slot->boolean)) {
		php_halt_error(
			php, "Error", "cannot use a %s as an array", php_kind_name(slot->kind));
		return NULL;
	}
	array = php_array_new(php);
	if (array) {
		array->rest = rest;
		php_store(slot, php_from_array(array));
	}
	return array;
}

/* An unknown key may be any: the array keeps nothing that is known. */
static void forget(struct php *php, struct php_value *slot, const struct php_unknown *why)
{
	struct php_array *array = php_array_new(php);

	if (array) {
		array->rest = why;
		php_store(slot, php_from_array(array));
	}
}

static struct php_entry *element_slot(struct php *php, struct php_value *slot, struct php_value key)
{
	struct php_array *array;
	struct php_entry *entry;
	struct php_key real;

	php_charge_value(php, key);
	if (key.kind == PHP_UNKNOWN) {
		forget(php, slot, key.unknown);
		return NULL;
	}
	array = array_in(php, slot);
	if (!array) {
		return NULL;
	}
	if (key.kind == PHP_HOLE) {
		return php_array_push(php, array);
	}
	if (!php_key_from_value(php, key, &real)) {
		return NULL;
	}
	entry = php_array_lookup(array, real);
	if (!entry && array->rest) {
		entry = php_array_slot(php, array, real);
		if (entry) {
			entry->slot = php_from_unknown(array->rest);
		}
	}
	return entry ? entry : php_array_slot(php, array, real);
}

struct php_value *php_path_slot(
	struct php *php, const struct php_path *path, struct php_entry **ret_entry)
{
	struct php_value *slot = variable_slot(php, path);

	*ret_entry = NULL;
	for (size_t i = 0; slot && i < path->count; i++) {
		*ret_entry = element_slot(php, php_deref_slot(slot), path->keys[i]);
		if (!*ret_entry || php_is_halted(php)) {
			return NULL;
		}
		if ((*ret_entry)->at.line == 0) {
			(*ret_entry)->at = path->at;
		}
		slot = &(*ret_entry)->slot;
	}
	return slot;
}

/*
 * $s[3] = 'x': one byte of a string. Behind its end blanks fill the gap; before its start nothing
 * happens, and the assignment is worth null. Returns what it is worth.
 */
static struct php_value assign_offset(
	struct php *php, struct php_value *slot, struct php_value key, struct php_value value)
{
	struct str old = php_text(*slot);
	struct str byte = php_to_string(php, value);
	int64_t offset = 0;
	size_t len;
	char *out;

	if (key.kind == PHP_HOLE || !php_string_offset(php, key, PHP_LOOK_READ, &offset)) {
		php_halt_error(php, "Error", "[] is not for strings");
		return php_null();
	}
	offset += offset < 0 ? (int64_t)old.len : 0;
	if (offset < 0) {
		return php_null();
	}
	if (byte.len == 0) {
		php_halt_error(php, "Error", "cannot assign an empty string to an offset");
		return php_null();
	}
	len = MAX_OF(old.len, (size_t)offset + 1);
	out = php_string_room(php, len);
	if (out) {
		memset(out, ' ', len);
		if (old.len) {
			memcpy(out, old.ptr, old.len);
		}
		out[offset] = byte.ptr[0];
		*slot = php_with_env(php_string(str_make(out, len)), slot->env);
	}
	return php_string(str_first(byte, 1));
}

/* Whether the last key of the path is an offset of a (non-empty) string. */
static bool assign_into_string(
	struct php *php, const struct php_path *path, struct php_value *value)
{
	struct php_path outer = *path;
	struct php_value current = php_null();
	struct php_value *slot;
	struct php_entry *entry;

	if (path->count == 0 || !path->scope) {
		return false;
	}
	entry = php_array_lookup(path->scope->variables, php_key_from_text(path->root));
	current = entry ? php_entry_value(entry) : current;
	for (size_t i = 0; i + 1 < path->count && current.kind == PHP_ARRAY; i++) {
		current = path->keys[i].kind == PHP_HOLE
				  ? php_null()
				  : php_index(php, current, path->keys[i], PHP_LOOK_COALESCE);
	}
	if (current.kind != PHP_STRING || php_is_halted(php) || value->kind == PHP_UNKNOWN ||
		path->keys[path->count - 1].kind == PHP_UNKNOWN) {
		return false;
	}
	outer.count--;
	slot = php_path_slot(php, &outer, &entry);
	if (slot && php_deref_slot(slot)->kind == PHP_STRING) {
		*value = assign_offset(
			php, php_deref_slot(slot), path->keys[path->count - 1], *value);
	}
	return true;
}

struct php_value php_path_assign(
	struct php *php, const struct php_path *path, struct php_value value)
{
	struct php_entry *entry;
	struct php_value *slot;

	if (php_is_halted(php) || assign_into_string(php, path, &value)) {
		return value;
	}
	php_hold(value);
	slot = php_path_slot(php, path, &entry);
	php_release(value);
	if (slot) {
		php_store(slot, php_with_env(value, php->env));
	}
	if (slot && entry) {
		entry->at = path->at;
	}
	return value;
}

/* Whether the path leads to something without making anything. */
static bool exists(struct php *php, const struct php_path *path)
{
	struct php_scope *before = php->scope;
	struct php_value value;

	php->scope = path->scope;
	value = php_variable(php, path->root);
	php->scope = before;
	for (size_t i = 0; i < path->count; i++) {
		value = path->keys[i].kind == PHP_HOLE
				? php_null()
				: php_index(php, value, path->keys[i], PHP_LOOK_ISSET);
	}
	return value.kind != PHP_NULL;
}

void php_path_unset(struct php *php, const struct php_path *path)
{
	struct php_path outer = *path;
	struct php_value key;
	struct php_value *slot;
	struct php_entry *entry;
	struct php_key real;

	if (!path->scope || php_is_halted(php)) {
		return;
	}
	if (path->count == 0) {
		php_array_remove(path->scope->variables, php_key_from_text(path->root));
		return;
	}
	outer.count--;
	key = path->keys[outer.count];
	if (!exists(php, &outer)) {
		return;
	}
	slot = php_path_slot(php, &outer, &entry);
	slot = slot ? php_deref_slot(slot) : NULL;
	if (!slot || slot->kind != PHP_ARRAY) {
		return;
	}
	if (key.kind == PHP_UNKNOWN) {
		forget(php, slot, key.unknown);
	} else if (key.kind != PHP_HOLE && php_key_from_value(php, key, &real) &&
		   php_separate(php, slot)) {
		php_array_remove(slot->array, real);
	}
}

struct php_reference *php_path_reference(struct php *php, const struct php_path *path)
{
	struct php_entry *entry;
	struct php_value *slot = php_path_slot(php, path, &entry);

	return slot ? php_make_reference(php, slot) : NULL;
}

void php_path_bind(struct php *php, const struct php_path *path, struct php_reference *reference)
{
	struct php_entry *entry;
	struct php_value *slot = php_path_slot(php, path, &entry);

	if (!slot || !reference) {
		return;
	}
	php_release(*slot);
	*slot = (struct php_value){.kind = PHP_REFERENCE, .reference = reference};
	if (entry) {
		entry->at = path->at;
	}
}

void php_set_variable(struct php *php, struct str name, struct php_value value)
{
	struct php_path path = {.scope = php->scope, .root = name, .at = php->place};

	php_path_assign(php, &path, value);
}
