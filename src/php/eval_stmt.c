/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Runs statements.
 *
 * Two things may cut a list of statements short that PHP would have told apart: the run stops
 * (throw, exit, an error), or it comes to a branch whose condition is unknown and that might leave
 * (return, break). In both cases `php->unwinding` says why, and every list that is left on the way
 * out marks what its remaining statements assign as unknown.
 */
#include "php/convert.h"
#include "php/eval.h"

const struct php_unknown *php_unknown_rest(struct php *php)
{
	struct php_value value;
	struct php_place before = php->place;

	if (!php->unwinding) {
		php->place = php->error.at;
		value = php_unknown_here(php, "the rest of the file, which stops here (%.*s)",
			STR_ARG(php->error.text));
		php->place = before;
		php->unwinding = value.kind == PHP_UNKNOWN ? value.unknown : NULL;
	}
	return php->unwinding;
}

/*
 * Results are void when a limit was hit: no need to mark anything. Inside of a `try` it is too
 * early to tell.
 */
static bool counts(const struct php *php)
{
	return (php->halt == PHP_HALT_ERROR && php->tries == 0) || php->halt == PHP_HALT_EXIT;
}

/* A statement that could not be finished. */
static enum php_flow stop_at(struct php *php, const struct php_node *statement)
{
	if (counts(php)) {
		php_taint(php, statement, php_unknown_rest(php));
	}
	return PHP_FLOW_HALT;
}

enum php_flow php_run_list(struct php *php, const struct php_node *statements)
{
	enum php_flow flow = PHP_FLOW_NEXT;

	for (; statements && flow == PHP_FLOW_NEXT; statements = statements->next) {
		flow = php_run(php, statements);
	}
	if (php->unwinding && statements) {
		php_taint_list(php, statements, php->unwinding);
	}
	return flow;
}

/* Of this statement alone, not of those behind it. */
static uint64_t levels_left(const struct php_node *node)
{
	struct php_node alone = *node;

	alone.next = NULL;
	return php_levels_left(&alone);
}

enum php_flow php_leave_unknown(
	struct php *php, const struct php_node *node, const struct php_unknown *why)
{
	uint64_t levels = levels_left(node);

	php->unwinding = levels ? why : NULL;
	php->levels = levels;
	if (levels == 0) {
		return PHP_FLOW_NEXT;
	}
	php->returned = php_from_unknown(why);
	return levels == PHP_LEVELS_ALL ? PHP_FLOW_RETURN : PHP_FLOW_BREAK;
}

enum php_flow php_run_unknown(
	struct php *php, const struct php_node *node, const struct php_unknown *why)
{
	php_taint(php, node, why);
	return php_leave_unknown(php, node, why);
}

/* The branches that were not taken, from NODE on, hung on a variable that is not set. */
static void note_branch(struct php *php, const struct php_node *node, uint16_t env)
{
	if (env && node && php->scope == &php->shared) {
		php_note_missing(php, node, env);
	}
}

static enum php_flow run_under(struct php *php, const struct php_node *node, uint16_t env)
{
	uint16_t before = php->env;
	enum php_flow flow;

	php->env = before ? before : env;
	flow = node ? php_run(php, node) : PHP_FLOW_NEXT;
	php->env = before;
	return flow;
}

static enum php_flow run_if(struct php *php, const struct php_node *node)
{
	uint16_t env = 0;

	for (; node && node->kind == PHP_N_IF; node = node->c) {
		struct php_value condition = php_eval(php, node->a);

		if (php_is_halted(php)) {
			return stop_at(php, node);
		}
		if (condition.kind == PHP_UNKNOWN) {
			return php_run_unknown(php, node, condition.unknown);
		}
		env = env ? env : condition.env;
		if (php_to_bool(condition)) {
			note_branch(php, node->c, env);
			return run_under(php, node->b, env);
		}
		note_branch(php, node->b, env);
	}
	return run_under(php, node, env);
}

static enum php_flow run_expression(struct php *php, const struct php_node *node)
{
	(void)php_eval(php, node->a);
	return php_is_halted(php) ? stop_at(php, node) : PHP_FLOW_NEXT;
}

static enum php_flow run_return(struct php *php, const struct php_node *node)
{
	struct php_value value = node->a ? php_eval(php, node->a) : php_null();

	if (php_is_halted(php)) {
		return stop_at(php, node);
	}
	php->returned = php_with_env(value, php->env);
	return PHP_FLOW_RETURN;
}

static enum php_flow run_echo(struct php *php, const struct php_node *node)
{
	for (const struct php_node *item = node->a; item; item = item->next) {
		(void)php_eval(php, item->a);
	}
	return php_is_halted(php) ? stop_at(php, node) : PHP_FLOW_NEXT;
}

static enum php_flow run_define(struct php *php, const struct php_node *node)
{
	struct php_value value = php_eval(php, node->a);

	if (php_is_halted(php)) {
		return stop_at(php, node);
	}
	php_define(php, php_text(node->value), value);
	return PHP_FLOW_NEXT;
}

static enum php_flow run_global(struct php *php, const struct php_node *node)
{
	for (const struct php_node *item = node->a; item; item = item->next) {
		struct php_path local = {.scope = php->scope, .at = php->place};
		struct php_path global = {.scope = &php->globals, .at = php->place};

		if (item->a->kind != PHP_N_VARIABLE) {
			continue;
		}
		local.root = global.root = php_text(item->a->value);
		php_path_bind(php, &local, php_path_reference(php, &global));
	}
	return PHP_FLOW_NEXT;
}

/* static $x = 1; lives with the function. */
static enum php_flow run_statics(struct php *php, const struct php_node *node)
{
	struct php_array **statics = php->scope->function ? &php->scope->function->statics : NULL;
	struct php_array *home = statics && *statics ? *statics : php_array_new(php);

	if (statics) {
		*statics = home;
	}
	for (const struct php_node *item = node->a; home && item; item = item->next) {
		struct php_path local = {
			.scope = php->scope, .root = php_text(item->a->value), .at = php->place};
		struct php_key name = php_key_from_text(local.root);
		struct php_entry *entry = php_array_lookup(home, name);

		if (!entry) {
			struct php_value first = item->b ? php_eval(php, item->b) : php_null();

			first = home->rest ? php_from_unknown(home->rest) : first;
			php_array_set(php, home, name, first, php->place);
			entry = php_array_lookup(home, name);
		}
		if (entry) {
			php_path_bind(php, &local, php_make_reference(php, &entry->slot));
		}
	}
	return php_is_halted(php) ? stop_at(php, node) : PHP_FLOW_NEXT;
}

static enum php_flow run_unset(struct php *php, const struct php_node *node)
{
	for (const struct php_node *item = node->a; item; item = item->next) {
		struct php_path path = php_path_of(php, item->a);

		php_path_unset(php, &path);
	}
	return php_is_halted(php) ? stop_at(php, node) : PHP_FLOW_NEXT;
}

static enum php_flow run_leave(struct php *php, const struct php_node *node)
{
	php->levels = (uint64_t)node->value.integer;
	return node->kind == PHP_N_BREAK ? PHP_FLOW_BREAK : PHP_FLOW_CONTINUE;
}

static enum php_flow run_node(struct php *php, const struct php_node *node)
{
	switch ((int)node->kind) {
	case PHP_N_EXPRESSION:
		return run_expression(php, node);
	case PHP_N_BLOCK:
		return php_run_list(php, node->a);
	case PHP_N_IF:
		return run_if(php, node);
	case PHP_N_ECHO:
		return run_echo(php, node);
	case PHP_N_WHILE:
	case PHP_N_DO:
	case PHP_N_FOR:
	case PHP_N_FOREACH:
		return php_run_loop(php, node);
	case PHP_N_SWITCH:
		return php_run_switch(php, node);
	case PHP_N_BREAK:
	case PHP_N_CONTINUE:
		return run_leave(php, node);
	case PHP_N_RETURN:
		return run_return(php, node);
	case PHP_N_FUNCTION:
		php_declare(php, node->function);
		return PHP_FLOW_NEXT;
	case PHP_N_DEFINE:
		return run_define(php, node);
	case PHP_N_GLOBAL:
		return run_global(php, node);
	case PHP_N_STATICS:
		return run_statics(php, node);
	case PHP_N_UNSET:
		return run_unset(php, node);
	case PHP_N_TRY:
		return php_run_try(php, node);
	default:
		return PHP_FLOW_NEXT;
	}
}

enum php_flow php_run(struct php *php, const struct php_node *statement)
{
	enum php_flow flow;

	php_at(php, statement);
	if (!php_charge(php, 1) || !php_enter(php)) {
		return stop_at(php, statement);
	}
	flow = run_node(php, statement);
	php_leave(php);
	return flow;
}
