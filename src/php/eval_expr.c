/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Evaluates expressions by walking the tree. Where an operand is unknown the result is, and it
 * stays the same unknown: so the message in the end names the place where it began.
 */
#include "php/builtins.h"
#include "php/convert.h"
#include "php/eval.h"

struct php_value php_apply(
	struct php *php, enum php_op op, struct php_value left, struct php_value right)
{
	uint16_t env = left.env ? left.env : right.env;
	const struct php_unknown *unknown;

	if (left.kind == PHP_UNKNOWN || right.kind == PHP_UNKNOWN) {
		return left.kind == PHP_UNKNOWN ? left : right;
	}
	if (op != PHP_OP_CONCAT) {
		php_charge_value(php, left);
		php_charge_value(php, right);
	}
	/* What is inside of arrays matters to comparisons only. */
	if (left.kind == PHP_ARRAY && right.kind == PHP_ARRAY && op != PHP_OP_ADD) {
		unknown = php_find_unknown(php, left, &env);
		unknown = unknown ? unknown : php_find_unknown(php, right, &env);
		if (unknown) {
			return php_with_env(php_from_unknown(unknown), env);
		}
	}
	return php_with_env(php_operate(php, op, left, right), env);
}

/* An assignment that an unset variable kept from happening. */
static void note_skipped(struct php *php, const struct php_node *node, uint16_t env)
{
	if (env && node && php->scope == &php->shared) {
		php_note_missing(php, node, env);
	}
}

/* && and || look at their right side only when the left one does not decide. */
static struct php_value apply_logic(
	struct php *php, enum php_op op, struct php_value left, const struct php_node *right)
{
	struct php_value value;
	uint16_t env = left.env;

	if (left.kind == PHP_UNKNOWN) {
		php_taint(php, right, left.unknown);
		return left;
	}
	if (php_to_bool(left) == (op == PHP_OP_OR)) {
		note_skipped(php, right, env);
		return php_with_env(php_bool(op == PHP_OP_OR), env);
	}
	value = php_eval(php, right);
	if (value.kind == PHP_UNKNOWN) {
		return value;
	}
	return php_with_env(php_with_env(php_bool(php_to_bool(value)), env), value.env);
}

static struct php_value apply_link(
	struct php *php, struct php_value left, const struct php_node *link)
{
	enum php_op op = (enum php_op)link->op;
	struct php_value right;

	if (op == PHP_OP_AND || op == PHP_OP_OR) {
		return apply_logic(php, op, left, link->a);
	}
	right = php_eval(php, link->a);
	php_at(php, link);
	return php_is_halted(php) ? left : php_apply(php, op, left, right);
}

struct php_value php_eval_chain(struct php *php, const struct php_node *node)
{
	struct php_value value = php_eval(php, node->a);

	for (const struct php_node *link = node->b; link && !php_is_halted(php);
		link = link->next) {
		value = apply_link(php, value, link);
	}
	return value;
}

/* "text $x text": as a chain of dots would do it. */
static struct php_value eval_template(struct php *php, const struct php_node *node)
{
	struct php_value text = php_string(STR_LIT(""));

	for (const struct php_node *part = node->a; part && !php_is_halted(php);
		part = part->next) {
		text = php_apply(php, PHP_OP_CONCAT, text, php_eval(php, part->a));
	}
	return text;
}

/* a ? b : c, a ?: c, a ?? b */
struct php_value php_eval_choice(struct php *php, const struct php_node *node)
{
	bool is_coalesce = node->kind == PHP_N_COALESCE;
	struct php_value value =
		is_coalesce ? php_peek(php, node->a, PHP_LOOK_COALESCE) : php_eval(php, node->a);
	uint16_t env = value.env;
	const struct php_node *chosen;

	if (value.kind == PHP_UNKNOWN) {
		php_taint(php, node->b, value.unknown);
		php_taint(php, node->c, value.unknown);
		return value;
	}
	if (is_coalesce) {
		return value.kind != PHP_NULL ? value : php_with_env(php_eval(php, node->b), env);
	}
	if (!node->b && php_to_bool(value)) {
		return value;
	}
	chosen = php_to_bool(value) ? node->b : node->c;
	note_skipped(php, chosen == node->b ? node->c : node->b, env);
	return php_with_env(php_eval(php, chosen), env);
}

/* Whether SUBJECT is one of what stands before the arrow: true, false or unknown. */
static struct php_value fits_arm(
	struct php *php, struct php_value subject, const struct php_node *arm)
{
	struct php_value same = php_bool(false);

	for (const struct php_node *item = arm->a; item; item = item->next) {
		same = php_apply(php, PHP_OP_IDENTICAL, subject, php_eval(php, item->a));
		if (same.kind == PHP_UNKNOWN || php_to_bool(same)) {
			break;
		}
	}
	return same;
}

struct php_value php_eval_match(struct php *php, const struct php_node *node)
{
	struct php_value subject = php_eval(php, node->a);
	const struct php_node *chosen = NULL;

	for (const struct php_node *arm = node->b; arm && !php_is_halted(php); arm = arm->next) {
		struct php_value fits = fits_arm(php, subject, arm);

		if (fits.kind == PHP_UNKNOWN) {
			php_taint_list(php, arm, fits.unknown);
			return fits;
		}
		if (php_to_bool(fits)) {
			return php_with_env(php_eval(php, arm->b), subject.env);
		}
		chosen = !arm->a && !chosen ? arm : chosen;
	}
	if (!chosen) {
		php_halt_error(php, "UnhandledMatchError", "no arm of this match fits");
		return php_null();
	}
	return php_with_env(php_eval(php, chosen->b), subject.env);
}

static struct php_value eval_unary(struct php *php, const struct php_node *node)
{
	struct php_value value = php_eval(php, node->a);
	uint16_t env = value.env;

	php_at(php, node);
	if (value.kind == PHP_UNKNOWN || php_is_halted(php)) {
		return value;
	}
	if (node->kind == PHP_N_NOT) {
		value = php_bool(!php_to_bool(value));
	} else if (node->kind == PHP_N_BIT_NOT) {
		value = php_bitwise_not(php, value);
	} else {
		value = php_arithmetic(
			php, PHP_OP_MUL, value, php_int(node->kind == PHP_N_NEGATE ? -1 : 1));
	}
	return php_with_env(value, env);
}

static struct php_value to_array(struct php *php, struct php_value value)
{
	struct php_array *array;

	if (value.kind == PHP_ARRAY) {
		return value;
	}
	array = php_array_new(php);
	if (array && value.kind != PHP_NULL) {
		php_array_append(php, array, value, php->place);
	}
	return array ? php_from_array(array) : php_null();
}

struct php_value php_cast(struct php *php, enum php_cast cast, struct php_value value)
{
	if (value.kind == PHP_UNKNOWN) {
		return value;
	}
	php_charge_value(php, value);
	if (cast == PHP_CAST_BOOL) {
		return php_with_env(php_bool(php_to_bool(value)), value.env);
	}
	if (cast == PHP_CAST_INT) {
		return php_with_env(php_int(php_to_int(value)), value.env);
	}
	if (cast == PHP_CAST_FLOAT) {
		return php_with_env(php_float(php_to_float(value)), value.env);
	}
	if (cast == PHP_CAST_STRING) {
		return php_with_env(php_string(php_to_string(php, value)), value.env);
	}
	if (cast == PHP_CAST_ARRAY) {
		return php_with_env(to_array(php, value), value.env);
	}
	return php_unknown_here(php, "an object");
}

static struct php_value eval_isset(struct php *php, const struct php_node *node)
{
	uint16_t env = 0;

	for (const struct php_node *item = node->a; item; item = item->next) {
		struct php_value value = php_peek(php, item->a, PHP_LOOK_ISSET);

		if (value.kind == PHP_UNKNOWN) {
			return value;
		}
		env = env ? env : value.env;
		if (value.kind == PHP_NULL) {
			return php_with_env(php_bool(false), env);
		}
	}
	return php_with_env(php_bool(true), env);
}

static struct php_value eval_empty(struct php *php, const struct php_node *node)
{
	struct php_value value = php_peek(php, node->a, PHP_LOOK_ISSET);

	if (value.kind == PHP_UNKNOWN) {
		return value;
	}
	return php_with_env(php_bool(!php_to_bool(value)), value.env);
}

static struct php_value eval_throw(struct php *php, const struct php_node *node)
{
	const struct php_node *what = node->a;
	struct str class =
		what->kind == PHP_N_NEW ? php_text(what->value) : STR_LIT("an exception");

	(void)php_eval(php, what);
	php_at(php, node);
	if (!php_is_halted(php)) {
		php->thrown = class;
		php_halt(php, PHP_HALT_ERROR, php_format(php, "throw of %.*s", STR_ARG(class)));
	}
	return php_null();
}

static struct php_value eval_exit(struct php *php, const struct php_node *node)
{
	if (node->a) {
		(void)php_eval(php, node->a);
	}
	php_at(php, node);
	php_halt(php, PHP_HALT_EXIT, STR_LIT("exit"));
	return php_null();
}

/* Objects, methods, eval, commands: arguments are evaluated for what they assign. */
static struct php_value eval_opaque(struct php *php, const struct php_node *node)
{
	struct php_value unknown;
	struct str what = node->kind == PHP_N_NEW ? STR_LIT("an object") : php_text(node->value);
	const struct php_node *arguments = node->kind == PHP_N_NEW ? node->b : node->a;

	php_at(php, node);
	unknown = php_unknown_here(php, "%.*s", STR_ARG(what));
	if (node->kind == PHP_N_OPAQUE && node->b) {
		(void)php_eval(php, node->b);
	}
	for (; arguments && unknown.kind == PHP_UNKNOWN; arguments = arguments->next) {
		php_taint_closure(php, php_eval(php, arguments->a), unknown.unknown);
	}
	php->risk = php->risk || unknown.kind != PHP_UNKNOWN ? php->risk : unknown.unknown;
	php_at(php, node);
	if (node->kind == PHP_N_OPAQUE && node->op == 1 && unknown.kind == PHP_UNKNOWN) {
		php_taint_scope(php, unknown.unknown);
	}
	return unknown;
}

static struct php_value eval_static(struct php *php, const struct php_node *node)
{
	struct str class = php_text(node->value);
	struct str name = php_text(node->b->value);

	if (str_equals_nocase(class, STR_LIT("OC")) && str_equals(name, STR_LIT("SERVERROOT")) &&
		php->host.server_root.len) {
		return php_string(php->host.server_root);
	}
	return php_unknown_here(
		php, "%.*s::$%.*s, which only Nextcloud knows", STR_ARG(class), STR_ARG(name));
}

static struct php_value eval_variable(struct php *php, const struct php_node *node)
{
	struct php_value name;

	if (node->kind == PHP_N_VARIABLE) {
		return php_variable(php, php_text(node->value));
	}
	name = php_eval(php, node->a);
	if (name.kind == PHP_UNKNOWN) {
		return name;
	}
	return php_variable(php, php_to_string(php, name));
}

static struct php_value eval_instanceof(struct php *php, const struct php_node *node)
{
	struct php_value value = php_eval(php, node->a);

	if (value.kind == PHP_UNKNOWN || value.kind == PHP_CLOSURE) {
		return value.kind == PHP_UNKNOWN ? value : php_unknown_here(php, "instanceof");
	}
	return php_bool(false);
}

static struct php_value eval_silenced(struct php *php, const struct php_node *node)
{
	struct php_value value;

	php->silence++;
	value = php_eval(php, node->a);
	php->silence--;
	return value;
}

static struct php_value eval_rare(struct php *php, const struct php_node *node)
{
	switch ((int)node->kind) {
	case PHP_N_MATCH:
		return php_eval_match(php, node);
	case PHP_N_CLOSURE:
		return php_eval_closure(php, node->function);
	case PHP_N_CALLABLE:
		return php_eval_callable(php, node);
	case PHP_N_STATIC:
		return eval_static(php, node);
	case PHP_N_MEMBER:
		return php_class_constant(php, php_text(node->value), php_text(node->b->value));
	case PHP_N_INSTANCEOF:
		return eval_instanceof(php, node);
	case PHP_N_INCLUDE:
		return php_eval_include(php, node);
	case PHP_N_THROW:
		return eval_throw(php, node);
	case PHP_N_EXIT:
		return eval_exit(php, node);
	case PHP_N_PRINT:
		(void)php_eval(php, node->a);
		return php_int(1);
	case PHP_N_STEP:
		return php_eval_step(php, node);
	case PHP_N_ASSIGN_REF:
		return php_eval_assign_ref(php, node);
	default:
		return eval_opaque(php, node);
	}
}

static struct php_value eval_node(struct php *php, const struct php_node *node)
{
	switch ((int)node->kind) {
	case PHP_N_LITERAL:
		return node->value;
	case PHP_N_VARIABLE:
	case PHP_N_VARIABLE_OF:
		return eval_variable(php, node);
	case PHP_N_INDEX:
		return php_eval_index(php, node);
	case PHP_N_CONSTANT:
		return php_constant(php, php_text(node->value));
	case PHP_N_ARRAY:
		return php_eval_array(php, node);
	case PHP_N_CHAIN:
		return php_eval_chain(php, node);
	case PHP_N_COALESCE:
	case PHP_N_TERNARY:
		return php_eval_choice(php, node);
	case PHP_N_NOT:
	case PHP_N_NEGATE:
	case PHP_N_PLUS:
	case PHP_N_BIT_NOT:
		return eval_unary(php, node);
	case PHP_N_TEMPLATE:
		return eval_template(php, node);
	case PHP_N_CAST:
		return php_cast(php, (enum php_cast)node->op, php_eval(php, node->a));
	case PHP_N_ASSIGN:
		return php_eval_assign(php, node);
	case PHP_N_CALL:
		return php_eval_call(php, node);
	case PHP_N_ISSET:
		return eval_isset(php, node);
	case PHP_N_EMPTY:
		return eval_empty(php, node);
	case PHP_N_SILENCE:
		return eval_silenced(php, node);
	default:
		return eval_rare(php, node);
	}
}

struct php_value php_eval(struct php *php, const struct php_node *node)
{
	struct php_value value;

	if (!node || !php_charge(php, 1) || !php_enter(php)) {
		return php_null();
	}
	php_at(php, node);
	value = php_settled(eval_node(php, node));
	php_leave(php);
	return value;
}
