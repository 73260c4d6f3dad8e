/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The evaluator, shared by its files. Values that functions here return are never references.
 * When the run is halted they return anything, and change nothing.
 */
#ifndef PHP_EVAL_H
#define PHP_EVAL_H

#include "php/interp.h"
#include "php/token.h"

/* ---- Expressions ---- */

struct php_value php_eval(struct php *php, const struct php_node *node);

/* How something is looked at: as a value, by ??, or by isset() and empty(). */
enum php_look {
	PHP_LOOK_READ,
	PHP_LOOK_COALESCE, /* what is not there is null, without complaint */
	PHP_LOOK_ISSET,    /* the same, and "1x" is no offset of a string */
};

struct php_value php_peek(struct php *php, const struct php_node *node, enum php_look look);

/* base[key] */
struct php_value php_index(
	struct php *php, struct php_value base, struct php_value key, enum php_look look);

/* What counts as an offset of a string; false: none, and the run may be halted. */
NODISCARD bool php_string_offset(
	struct php *php, struct php_value key, enum php_look look, int64_t *ret_offset);

struct php_value php_eval_index(struct php *php, const struct php_node *node);
struct php_value php_eval_array(struct php *php, const struct php_node *node);
struct php_value php_eval_chain(struct php *php, const struct php_node *node);
struct php_value php_eval_choice(struct php *php, const struct php_node *node);
struct php_value php_eval_match(struct php *php, const struct php_node *node);
struct php_value php_eval_closure(struct php *php, struct php_function *function);
struct php_value php_eval_include(struct php *php, const struct php_node *node);
struct php_value php_cast(struct php *php, enum php_cast cast, struct php_value value);

/* An operator on values of which some may be unknown. */
struct php_value php_apply(
	struct php *php, enum php_op op, struct php_value left, struct php_value right);

/* Constants: defined ones, PHP's, those of classes. Unknown when there is none of this name. */
struct php_value php_constant(struct php *php, struct str name);
struct php_value php_class_constant(struct php *php, struct str class, struct str name);
bool php_find_constant(struct php *php, struct str name, struct php_value *ret_value);
void php_define(struct php *php, struct str name, struct php_value value);

/* ---- Places: what can be assigned to ---- */

struct php_path {
	struct php_scope *scope; /* NULL: nothing that is known here (a property, say) */
	struct str root;
	struct php_value *keys; /* PHP_HOLE: [] */
	size_t count;
	struct php_place at;
};

/* Evaluates the keys of a place. */
struct php_path php_path_of(struct php *php, const struct php_node *node);

/*
 * The slot at the end of a path, made if it is not there, arrays and all; NULL when there can be
 * none (unknown keys: then what they may hit is unknown now; or a halt). RET_ENTRY, the element
 * that holds the slot, is NULL for a variable.
 */
struct php_value *php_path_slot(
	struct php *php, const struct php_path *path, struct php_entry **ret_entry);

/* The value that the assignment has as an expression. */
struct php_value php_path_assign(
	struct php *php, const struct php_path *path, struct php_value value);
void php_path_unset(struct php *php, const struct php_path *path);
struct php_reference *php_path_reference(struct php *php, const struct php_path *path);
void php_path_bind(struct php *php, const struct php_path *path, struct php_reference *reference);

struct php_value php_eval_assign(struct php *php, const struct php_node *node);
struct php_value php_eval_assign_ref(struct php *php, const struct php_node *node);
struct php_value php_eval_step(struct php *php, const struct php_node *node);

/* Assigns to a variable, an element, or a list() pattern. */
void php_assign(struct php *php, const struct php_node *target, struct php_value value);

/* The variable's value; null when there is none. */
struct php_value php_variable(struct php *php, struct str name);

/* What a variable holds that no file has set: null, but for $_SERVER and its kin. */
struct php_value php_superglobal(struct php *php, struct str name);

/* Where a variable is stored, made if it is not there; NULL when memory is out. */
struct php_value *php_variable_slot(struct php *php, struct php_scope *scope, struct str name);
void php_set_variable(struct php *php, struct str name, struct php_value value);

/* ---- Calls ---- */

struct php_builtin;

/* A function as a value: a user's, or one of PHP's. */
struct php_closure {
	struct php_function *function;
	struct php_array *bound; /* captured variables, by name */
	const struct php_builtin *builtin;
};

struct php_value php_eval_call(struct php *php, const struct php_node *node);
struct php_value php_eval_callable(struct php *php, const struct php_node *node);

/* Calls a closure, or a function by its name, with values. */
struct php_value php_call_value(
	struct php *php, struct php_value callee, const struct php_value *arguments, size_t count);

/* Calls a user's function. Arguments may be references, and PHP_HOLE where none was given. */
struct php_value php_call_closure(
	struct php *php, struct php_closure *closure, struct php_value *arguments, size_t count);

/* Makes a function known by its name; those of a list of statements. */
void php_declare(struct php *php, struct php_function *function);
void php_declare_all(struct php *php, const struct php_node *statements);

/* ---- Statements ---- */

enum php_flow {
	PHP_FLOW_NEXT,
	PHP_FLOW_BREAK,
	PHP_FLOW_CONTINUE,
	PHP_FLOW_RETURN,
	PHP_FLOW_HALT,
};

enum php_flow php_run(struct php *php, const struct php_node *statement);
enum php_flow php_run_list(struct php *php, const struct php_node *statements);
enum php_flow php_run_loop(struct php *php, const struct php_node *statement);
enum php_flow php_run_switch(struct php *php, const struct php_node *statement);
enum php_flow php_run_try(struct php *php, const struct php_node *statement);

/*
 * Statements whose fate depends on something unknown: not run; what they might assign is unknown,
 * and so is what follows when they might leave the block early.
 */
enum php_flow php_run_unknown(
	struct php *php, const struct php_node *node, const struct php_unknown *why);

/* ---- What is not known ---- */

/* What the nodes (with all that follow through `next`) might assign becomes unknown. */
void php_taint_list(struct php *php, const struct php_node *nodes, const struct php_unknown *why);
void php_taint(struct php *php, const struct php_node *node, const struct php_unknown *why);

/* The same for a statement that was run although PHP may not have run all of it. */
void php_taint_run(struct php *php, const struct php_node *node, const struct php_unknown *why);

/* Any variable may have changed. */
void php_taint_scope(struct php *php, const struct php_unknown *why);

/* Takes down which keys of $CONFIG a branch would have set, had ENV been set. */
void php_note_missing(struct php *php, const struct php_node *node, uint16_t env);

/*
 * What a closure that was not run, or not wholly, may have done to the variables that it shares or
 * keeps; nothing, for values of another kind.
 */
void php_taint_closure(struct php *php, struct php_value value, const struct php_unknown *why);

/*
 * How many loops (and switches) around them a list of statements might leave by break and continue;
 * PHP_LEVELS_ALL when it might return.
 */
#define PHP_LEVELS_ALL UINT64_MAX
uint64_t php_levels_left(const struct php_node *nodes);

/*
 * Behind a statement whose effects are unknown: PHP_FLOW_NEXT, or how it leaves what it is in,
 * with `unwinding`, when it might.
 */
enum php_flow php_leave_unknown(
	struct php *php, const struct php_node *node, const struct php_unknown *why);

/* The first unknown in a value, however deep; NULL: none. Also adds up the mark of variables. */
const struct php_unknown *php_find_unknown(struct php *php, struct php_value value, uint16_t *env);

/* What the rest of a file would have done is unknown, since it stopped here. */
const struct php_unknown *php_unknown_rest(struct php *php);

#endif
