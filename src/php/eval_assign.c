/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Assignment in all its forms: =, .= and its kin, ??=, =&, ++, list().
 */
#include "base/ascii.h"
#include "php/convert.h"
#include "php/eval.h"

static struct php_value current_value(struct php *php, const struct php_path *path)
{
	struct php_value value;
	struct php_scope *before = php->scope;

	if (!path->scope) {
		return php_unknown_here(php, "an object");
	}
	php->scope = path->scope;
	value = php_variable(php, path->root);
	php->scope = before;
	for (size_t i = 0; i < path->count; i++) {
		if (path->keys[i].kind == PHP_HOLE) {
			return php_null();
		}
		value = php_index(php, value, path->keys[i], PHP_LOOK_COALESCE);
	}
	return value;
}

/* Where list() takes the parts of an array. */
static void destructure(struct php *php, const struct php_node *pattern, struct php_value value)
{
	int64_t index = 0;

	if (!php_enter(php)) {
		return;
	}
	for (const struct php_node *item = pattern->a; item && !php_is_halted(php);
		item = item->next, index++) {
		struct php_value key;
		struct php_value part;

		if (!item->a) {
			continue;
		}
		key = item->b ? php_eval(php, item->b) : php_int(index);
		part = value.kind == PHP_ARRAY || value.kind == PHP_UNKNOWN
			       ? php_index(php, value, key, PHP_LOOK_COALESCE)
			       : php_null();
		if (item->op != PHP_ITEM_VALUE) {
			part = php_unknown_here(php, "a reference inside of list()");
		}
		php_assign(php, item->a, part);
	}
	php_leave(php);
}

void php_assign(struct php *php, const struct php_node *target, struct php_value value)
{
	struct php_path path;

	if (target->kind == PHP_N_ARRAY) {
		destructure(php, target, value);
		return;
	}
	if (!php_is_halted(php)) {
		path = php_path_of(php, target);
		php_path_assign(php, &path, value);
	}
}

/* $x op= y. Keys are evaluated once. */
static struct php_value assign_compound(struct php *php, const struct php_node *node)
{
	struct php_path path = php_path_of(php, node->a);
	enum php_op op = (enum php_op)node->op;
	struct php_value value = php_is_halted(php) ? php_null() : current_value(php, &path);

	if (op == PHP_OP_COALESCE) {
		if (value.kind == PHP_UNKNOWN) {
			php_taint(php, node->b, value.unknown);
		}
		if (value.kind != PHP_NULL) {
			return value;
		}
		value = php_with_env(php_eval(php, node->b), value.env);
	} else {
		struct php_value right = php_eval(php, node->b);

		value = php_is_halted(php) ? value : current_value(php, &path);
		php_at(php, node);
		value = php_is_halted(php) ? value : php_apply(php, op, value, right);
	}
	php_path_assign(php, &path, value);
	return value;
}

struct php_value php_eval_assign(struct php *php, const struct php_node *node)
{
	struct php_value value;
	struct php_path path;

	if (node->op != PHP_OP_NONE) {
		return assign_compound(php, node);
	}
	if (node->a->kind == PHP_N_ARRAY) {
		value = php_eval(php, node->b);
		php_hold(value);
		destructure(php, node->a, value);
		php_release(value);
		return value;
	}
	path = php_path_of(php, node->a);
	value = php_eval(php, node->b);
	php_at(php, node);
	return php_path_assign(php, &path, value);
}

/* $a = &$b. References to anything but places are plain assignments. */
struct php_value php_eval_assign_ref(struct php *php, const struct php_node *node)
{
	bool is_place = node->b->kind == PHP_N_VARIABLE || node->b->kind == PHP_N_INDEX ||
			node->b->kind == PHP_N_VARIABLE_OF;
	struct php_path target = php_path_of(php, node->a);
	struct php_path source;
	struct php_reference *reference;

	if (!is_place) {
		struct php_value value = php_eval(php, node->b);

		php_path_assign(php, &target, value);
		return value;
	}
	source = php_path_of(php, node->b);
	reference = php_is_halted(php) ? NULL : php_path_reference(php, &source);
	if (!reference) {
		struct php_value value = php_unknown_here(php, "a reference");

		php_path_assign(php, &target, value);
		return value;
	}
	php_path_bind(php, &target, reference);
	return reference->value;
}

/* "a" becomes "b", "Az" "Ba", "zZ9" "aaA0": PHP counts letters and digits like an odometer. */
static struct php_value step_text(struct php *php, struct str text)
{
	char *out = php_string_room(php, text.len + 1);
	size_t at = text.len;
	char carry = 0;

	if (!out) {
		return php_null();
	}
	memcpy(out + 1, text.ptr, text.len);
	do {
		char *c = &out[at];

		if (*c == '9') {
			carry = '1';
			*c = '0';
		} else if (*c == 'z' || *c == 'Z') {
			carry = *c == 'z' ? 'a' : 'A';
			*c = carry;
		} else {
			*c = (char)(*c + (ascii_is_letter(*c) || ascii_is_digit(*c)));
			carry = 0;
		}
		at--;
	} while (carry && at > 0);
	out[0] = carry;
	return php_string(carry ? str_make(out, text.len + 1) : str_make(out + 1, text.len));
}

static struct php_value step_string(struct php *php, struct str text, bool up)
{
	struct php_value number;

	if (text.len == 0) {
		return up ? php_string(STR_LIT("1")) : php_int(-1);
	}
	if (php_parse_number(text, &number) == PHP_NUMERIC) {
		return php_arithmetic(php, up ? PHP_OP_ADD : PHP_OP_SUB, number, php_int(1));
	}
	return up ? step_text(php, text) : php_string(text);
}

static struct php_value step_value(struct php *php, struct php_value value, bool up)
{
	if (value.kind == PHP_UNKNOWN || value.kind == PHP_BOOL) {
		return value;
	}
	if (value.kind == PHP_NULL) {
		return up ? php_int(1) : php_null();
	}
	if (value.kind == PHP_STRING) {
		return step_string(php, php_text(value), up);
	}
	if (value.kind == PHP_ARRAY || value.kind == PHP_CLOSURE) {
		php_halt_error(php, "TypeError", "cannot %s %s", up ? "increment" : "decrement",
			php_kind_name(value.kind));
		return value;
	}
	return php_arithmetic(php, up ? PHP_OP_ADD : PHP_OP_SUB, value, php_int(1));
}

struct php_value php_eval_step(struct php *php, const struct php_node *node)
{
	struct php_path path = php_path_of(php, node->a);
	bool up = node->op == PHP_STEP_UP_BEFORE || node->op == PHP_STEP_UP_AFTER;
	bool is_after = node->op == PHP_STEP_UP_AFTER || node->op == PHP_STEP_DOWN_AFTER;
	struct php_value before;
	struct php_value after;

	if (php_is_halted(php)) {
		return php_null();
	}
	before = current_value(php, &path);
	php_at(php, node);
	after = php_with_env(step_value(php, before, up), before.env);
	php_path_assign(php, &path, after);
	return is_after ? before : after;
}
