/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is not known, and why.
 *
 * Statements that cannot be run (their condition is unknown, or the file stopped before them) are
 * searched for assignments instead, and exactly what these might change becomes unknown:
 * `$CONFIG['redis']['port'] = …` in a branch of an unknown `if` leaves the rest of the redis
 * settings as they are. The same search, with another visitor, finds out which settings are missing
 * because an environment variable is.
 */
#include "php/callee.h"

struct visit {
	struct php *php;
	const struct php_unknown *why;
	bool was_run; /* perhaps in part */
	uint16_t env;
	void (*target)(
		struct visit *visit, const struct php_node *target, const struct php_node *value);
	void (*anything)(struct visit *visit); /* any variable may have changed */
};

static void walk_list(struct visit *visit, const struct php_node *nodes);

static void walk_targets(struct visit *visit, const struct php_node *items)
{
	for (; items; items = items->next) {
		const struct php_node *target = items->kind == PHP_N_ITEM ? items->a : items;

		if (target && target->kind == PHP_N_ARRAY) {
			walk_targets(visit, target->a);
		} else if (target) {
			visit->target(visit, target, NULL);
		}
	}
}

static void walk_assign(struct visit *visit, const struct php_node *node)
{
	if (node->a->kind == PHP_N_ARRAY) {
		walk_targets(visit, node->a->a);
	} else {
		visit->target(visit, node->a, node->op == PHP_OP_NONE ? node->b : NULL);
	}
}

/* Behind a reference that is made here, writing to one name changes the other. */
static void walk_shared(struct visit *visit, const struct php_node *place)
{
	if (php_is_variable(place)) {
		visit->target(visit, place, NULL);
	}
}

/* Had it been run, it might have thrown. */
static void note_risk(struct visit *visit)
{
	visit->php->risk = visit->php->risk ? visit->php->risk : visit->why;
}

static void walk_call(struct visit *visit, const struct php_node *node)
{
	struct php_callee callee = php_callee_of(visit->php, node);
	size_t index = 0;

	for (const struct php_node *argument = node->b;
		argument && visit->php->halt < PHP_HALT_LIMIT; argument = argument->next, index++) {
		if (php_callee_may_write(visit->php, &callee, argument, index)) {
			visit->target(visit, argument->a, NULL);
		}
	}
	note_risk(visit);
	php_skip_call(visit->php, &callee, node, visit->why);
}

/* A closure may be called right where it is made, or be handed on. */
static void walk_closure(struct visit *visit, const struct php_function *function)
{
	for (const struct php_capture *capture = function->captures; capture;
		capture = capture->next) {
		const struct php_node variable = {
			.kind = PHP_N_VARIABLE, .value = php_string(capture->name)};

		if (capture->is_reference) {
			visit->target(visit, &variable, NULL);
		}
	}
}

static void walk_node(struct visit *visit, const struct php_node *node)
{
	switch ((int)node->kind) {
	case PHP_N_ASSIGN_REF:
		walk_shared(visit, node->b);
		walk_assign(visit, node);
		break;
	case PHP_N_ASSIGN:
		walk_assign(visit, node);
		break;
	case PHP_N_VARIABLE:
		if (visit->why) {
			php_skip_variable(visit->php, node, visit->why);
		}
		break;
	case PHP_N_CLOSURE:
		walk_closure(visit, node->function);
		break;
	case PHP_N_CALL:
		if (visit->why) {
			walk_call(visit, node);
		}
		break;
	case PHP_N_THROW:
	case PHP_N_NEW:
		note_risk(visit);
		break;
	case PHP_N_STEP:
		visit->target(visit, node->a, NULL);
		break;
	case PHP_N_FOREACH:
		walk_targets(visit, node->c->b);
		walk_targets(visit, node->c);
		if (node->c->op == PHP_ITEM_REFERENCE) {
			walk_shared(visit, node->a);
		}
		break;
	case PHP_N_UNSET:
	case PHP_N_STATICS:
		walk_targets(visit, node->a);
		break;
	case PHP_N_INCLUDE:
		note_risk(visit);
		visit->anything(visit);
		break;
	case PHP_N_OPAQUE:
		note_risk(visit);
		if (node->op == 1) {
			visit->anything(visit);
		}
		break;
	default:
		break;
	}
}

/* Closures and functions run when they are called, not where they stand. */
static void walk(struct visit *visit, const struct php_node *node)
{
	for (; node; node = node->c) {
		if (!php_charge(visit->php, 1) && visit->php->halt >= PHP_HALT_LIMIT) {
			return;
		}
		walk_node(visit, node);
		if (node->kind == PHP_N_CLOSURE || node->kind == PHP_N_FUNCTION ||
			node->kind == PHP_N_LITERAL) {
			return;
		}
		walk_list(visit, node->a);
		walk_list(visit, node->b);
	}
}

static void walk_list(struct visit *visit, const struct php_node *nodes)
{
	for (; nodes; nodes = nodes->next) {
		walk(visit, nodes);
	}
}

/* ---- Making things unknown ---- */

/* The keys of a place, without evaluating anything: a key that is not literal is unknown. */
static bool literal_path(
	struct visit *visit, const struct php_node *target, struct php_path *ret_path)
{
	struct php *php = visit->php;
	struct php_path path = {.scope = php->scope};
	const struct php_node *level;
	size_t i;

	path.at = (struct php_place){php->place.file, target->line, target->column};
	for (level = target; level->kind == PHP_N_INDEX; level = level->a) {
		path.count++;
	}
	if (level->kind != PHP_N_VARIABLE) {
		return false;
	}
	path.root = php_text(level->value);
	path.keys = php_alloc(php, (path.count + 1) * sizeof(*path.keys));
	i = path.count;
	for (level = target; path.keys && i > 0; level = level->a) {
		const struct php_node *key = level->b;

		i--;
		path.keys[i] = !key                         ? (struct php_value){.kind = PHP_HOLE}
			       : key->kind == PHP_N_LITERAL ? key->value
							    : php_from_unknown(visit->why);
	}
	*ret_path = path;
	return path.keys != NULL;
}

/* The array at SLOT may have grown: what it does not list is unknown. */
static void open_array(struct php *php, struct php_value *slot, const struct php_unknown *why)
{
	if (slot->kind == PHP_ARRAY && php_separate(php, slot)) {
		slot->array->rest = why;
	} else {
		php_store(slot, php_from_unknown(why));
	}
}

/* An empty $CONFIG and none mean the same to Nextcloud; elsewhere there may be no array at all. */
static bool is_config(const struct php *php, const struct php_path *path)
{
	return path->scope == &php->shared && str_equals(path->root, STR_LIT("CONFIG"));
}

/* The element KEY of the array in SLOT, made if it is not there; NULL when none can be. */
static struct php_entry *doubtful_entry(
	struct php *php, struct php_value *slot, struct php_value at, const struct php_unknown *why)
{
	struct php_entry *entry;
	struct php_key key;

	if (!php_separate(php, slot) || !php_key_from_value(php, at, &key)) {
		return NULL;
	}
	entry = php_array_lookup(slot->array, key);
	if (!entry && !key.is_string) {
		/* Were it there, the next index would be another one. */
		open_array(php, slot, why);
	}
	return entry || !key.is_string ? entry : php_array_slot(php, slot->array, key);
}

/* Makes the end of the path unknown; it may not even be there. */
static void taint_path(struct php *php, const struct php_path *path, const struct php_unknown *why)
{
	struct php_value unknown = {.kind = PHP_UNKNOWN, .len = 1, .unknown = why};
	struct php_value *slot = php_variable_slot(php, path->scope, path->root);

	slot = slot ? php_deref_slot(slot) : NULL;
	for (size_t i = 0; slot && i < path->count; i++) {
		struct php_value at = path->keys[i];
		struct php_entry *entry;

		if (i == 0 && slot->kind == PHP_NULL && is_config(php, path)) {
			struct php_array *array = php_array_new(php);

			php_store(slot, array ? php_from_array(array) : php_null());
		}
		if (slot->kind != PHP_ARRAY || at.kind == PHP_UNKNOWN || at.kind == PHP_ARRAY) {
			php_store(slot, unknown);
			return;
		}
		if (at.kind == PHP_HOLE) {
			open_array(php, slot, why);
			return;
		}
		entry = doubtful_entry(php, slot, at, why);
		slot = entry ? php_deref_slot(&entry->slot) : NULL;
		if (entry && (entry->at.line == 0 || i + 1 == path->count)) {
			entry->at = path->at;
		}
	}
	if (slot) {
		php_store(slot, unknown);
	}
}

static void taint_target(
	struct visit *visit, const struct php_node *target, const struct php_node *value)
{
	struct php_path path;

	(void)value;
	if (literal_path(visit, target, &path)) {
		if (visit->was_run) {
			/* What it put into arrays, and the arrays themselves, may not be there. */
			bool is_key = is_config(visit->php, &path) && path.count &&
				      path.keys[0].kind != PHP_HOLE;

			path.count = MIN_OF(path.count, is_key);
		}
		taint_path(visit->php, &path, visit->why);
	} else if (target->kind == PHP_N_VARIABLE_OF) {
		visit->anything(visit);
	}
}

void php_taint_scope(struct php *php, const struct php_unknown *why)
{
	struct php_array *variables = php->scope->variables;

	for (uint32_t i = 0; i < variables->used; i++) {
		if (variables->entries[i].slot.kind != PHP_HOLE) {
			php_store(&variables->entries[i].slot, php_from_unknown(why));
		}
	}
	variables->rest = why;
}

static void taint_anything(struct visit *visit)
{
	php_taint_scope(visit->php, visit->why);
}

static struct visit tainting(struct php *php, const struct php_unknown *why)
{
	return (struct visit){
		.php = php, .why = why, .target = taint_target, .anything = taint_anything};
}

void php_taint(struct php *php, const struct php_node *node, const struct php_unknown *why)
{
	struct visit visit = tainting(php, why);

	if (why) {
		walk(&visit, node);
	}
}

void php_taint_run(struct php *php, const struct php_node *node, const struct php_unknown *why)
{
	struct visit visit = tainting(php, why);

	visit.was_run = true;
	walk(&visit, node);
}

void php_taint_list(struct php *php, const struct php_node *nodes, const struct php_unknown *why)
{
	struct visit visit = tainting(php, why);

	if (why) {
		walk_list(&visit, nodes);
	}
}

/* ---- Settings that hang on a variable which is not set ---- */

static void add_missing(struct visit *visit, struct php_value key)
{
	struct php_missing *missing = PHP_NEW(visit->php, struct php_missing);

	if (missing && key.kind == PHP_STRING) {
		missing->key = php_text(key);
		missing->env = visit->env;
		missing->next = visit->php->missing;
		visit->php->missing = missing;
	}
}

/* $CONFIG['key'] = …, deeper ones too; $CONFIG = ['key' => …, …]. */
static void note_target(
	struct visit *visit, const struct php_node *target, const struct php_node *value)
{
	const struct php_node *key = NULL;

	for (; target->kind == PHP_N_INDEX; target = target->a) {
		key = target->b;
	}
	if (target->kind != PHP_N_VARIABLE ||
		!str_equals(php_text(target->value), STR_LIT("CONFIG"))) {
		return;
	}
	if (key && key->kind == PHP_N_LITERAL) {
		add_missing(visit, key->value);
	}
	if (key || !value || value->kind != PHP_N_ARRAY) {
		return;
	}
	for (const struct php_node *item = value->a; item; item = item->next) {
		if (item->b && item->b->kind == PHP_N_LITERAL) {
			add_missing(visit, item->b->value);
		}
	}
}

static void note_anything(struct visit *visit)
{
	(void)visit;
}

void php_note_missing(struct php *php, const struct php_node *node, uint16_t env)
{
	struct visit visit = {
		.php = php, .env = env, .target = note_target, .anything = note_anything};

	walk(&visit, node);
}

/* ---- Questions ---- */

static bool has_statements(const struct php_node *node)
{
	switch ((int)node->kind) {
	case PHP_N_IF:
	case PHP_N_BLOCK:
	case PHP_N_FOREACH:
	case PHP_N_WHILE:
	case PHP_N_DO:
	case PHP_N_FOR:
	case PHP_N_SWITCH:
	case PHP_N_CASE:
	case PHP_N_TRY:
	case PHP_N_CATCH:
		return true;
	default:
		return false;
	}
}

static bool is_left_by_break(const struct php_node *node)
{
	return node->kind == PHP_N_FOREACH || node->kind == PHP_N_WHILE || node->kind == PHP_N_DO ||
	       node->kind == PHP_N_FOR || node->kind == PHP_N_SWITCH;
}

/* Of a statement with the ones that hang on to it (else, the next case, catch). */
static uint64_t levels_of_one(const struct php_node *node)
{
	uint64_t levels = 0;

	for (; node && has_statements(node); node = node->c) {
		uint64_t inside = MAX_OF(php_levels_left(node->a), php_levels_left(node->b));

		if (is_left_by_break(node) && inside && inside != PHP_LEVELS_ALL) {
			inside--;
		}
		levels = MAX_OF(levels, inside);
	}
	if (node && node->kind == PHP_N_RETURN) {
		return PHP_LEVELS_ALL;
	}
	return node && (node->kind == PHP_N_BREAK || node->kind == PHP_N_CONTINUE)
		       ? MAX_OF(levels, (uint64_t)node->value.integer)
		       : levels;
}

/* throw and exit do not count: the configuration works, so they were not reached. */
uint64_t php_levels_left(const struct php_node *nodes)
{
	uint64_t levels = 0;

	for (; nodes; nodes = nodes->next) {
		levels = MAX_OF(levels, levels_of_one(nodes));
	}
	return levels;
}

static const struct php_unknown *find_in_array(
	struct php *php, const struct php_array *array, uint16_t *env)
{
	const struct php_unknown *found = array->rest;
	const struct php_entry *entry;

	if (found || !php_enter(php)) {
		return found;
	}
	for (size_t at = 0; !found && (entry = php_array_next(array, &at)) && php_charge(php, 1);) {
		found = php_find_unknown(php, php_entry_value(entry), env);
	}
	php_leave(php);
	return found;
}

const struct php_unknown *php_find_unknown(struct php *php, struct php_value value, uint16_t *env)
{
	value = php_deref(value);
	*env = *env ? *env : value.env;
	if (value.kind == PHP_UNKNOWN) {
		return value.unknown;
	}
	return value.kind == PHP_ARRAY ? find_in_array(php, value.array, env) : NULL;
}
