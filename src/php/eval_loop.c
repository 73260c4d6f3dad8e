/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Loops, switch, try.
 *
 * A loop that is left because of something unknown may have gone on: its whole body counts as
 * statements that might still assign.
 */
#include "php/convert.h"
#include "php/eval.h"

/*
 * What the loop does after its body ended with FLOW: true to go round again; else *flow is what
 * the loop as a statement ends with.
 */
static bool goes_on(struct php *php, const struct php_node *loop, enum php_flow *flow)
{
	if (*flow == PHP_FLOW_NEXT) {
		return php_charge(php, 1);
	}
	if (php->unwinding) {
		/* Perhaps it goes on, and ends in another way. */
		php_taint(php, loop, php->unwinding);
		*flow = *flow == PHP_FLOW_HALT ? *flow
					       : php_leave_unknown(php, loop, php->unwinding);
		return false;
	}
	if (*flow != PHP_FLOW_BREAK && *flow != PHP_FLOW_CONTINUE) {
		return false;
	}
	if (--php->levels > 0) {
		return false;
	}
	if (*flow == PHP_FLOW_CONTINUE) {
		*flow = PHP_FLOW_NEXT;
		return php_charge(php, 1);
	}
	*flow = PHP_FLOW_NEXT;
	return false;
}

static enum php_flow ended(const struct php *php, enum php_flow flow)
{
	return php_is_halted(php) ? PHP_FLOW_HALT : flow;
}

/* The condition came out unknown, or could not be evaluated. */
static enum php_flow give_up(
	struct php *php, const struct php_node *loop, struct php_value condition)
{
	if (!php_is_halted(php)) {
		return php_run_unknown(php, loop, condition.unknown);
	}
	if ((php->halt == PHP_HALT_ERROR && !php->tries) || php->halt == PHP_HALT_EXIT) {
		php_taint(php, loop, php_unknown_rest(php));
	}
	return PHP_FLOW_HALT;
}

static enum php_flow run_while(struct php *php, const struct php_node *node)
{
	enum php_flow flow = PHP_FLOW_NEXT;
	bool skip_test = node->kind == PHP_N_DO;

	do {
		struct php_value condition = skip_test ? php_bool(true) : php_eval(php, node->a);

		skip_test = false;
		if (condition.kind == PHP_UNKNOWN || php_is_halted(php)) {
			return give_up(php, node, condition);
		}
		if (!php_to_bool(condition)) {
			return PHP_FLOW_NEXT;
		}
		flow = php_run(php, node->b);
	} while (goes_on(php, node, &flow));
	return ended(php, flow);
}

/* The last expression of the middle part decides; none: true. */
static struct php_value for_condition(struct php *php, const struct php_node *part)
{
	struct php_value value = php_bool(true);

	for (const struct php_node *statement = part->a; statement; statement = statement->next) {
		value = php_eval(php, statement->a);
	}
	return value;
}

static enum php_flow run_for(struct php *php, const struct php_node *node)
{
	const struct php_node *before = node->a;
	const struct php_node *test = before->next;
	const struct php_node *after = test->next;
	enum php_flow flow = php_run_list(php, before->a);

	while (!php_is_halted(php)) {
		struct php_value condition = for_condition(php, test);

		if (condition.kind == PHP_UNKNOWN || php_is_halted(php)) {
			return give_up(php, node, condition);
		}
		if (!php_to_bool(condition)) {
			return PHP_FLOW_NEXT;
		}
		flow = php_run(php, node->b);
		if (!goes_on(php, node, &flow)) {
			break;
		}
		flow = php_run_list(php, after->a);
	}
	return ended(php, flow);
}

/* The first element from *INDEX on, of which foreach by reference makes a reference; false: none.
 */
static bool bind_element(
	struct php *php, const struct php_node *node, const struct php_path *subject, size_t *index)
{
	struct php_entry *entry;
	struct php_value *slot = php_path_slot(php, subject, &entry);
	struct php_array *array;
	struct php_path target;

	slot = slot ? php_deref_slot(slot) : NULL;
	array = slot && slot->kind == PHP_ARRAY ? php_separate(php, slot) : NULL;
	while (array && *index < array->used && array->entries[*index].slot.kind == PHP_HOLE) {
		(*index)++;
	}
	if (!array || *index >= array->used) {
		return false;
	}
	entry = &array->entries[*index];
	if (node->c->b) {
		php_assign(php, node->c->b, php_key_value(entry->key));
	}
	target = php_path_of(php, node->c->a);
	php_path_bind(php, &target, php_make_reference(php, &array->entries[*index].slot));
	return true;
}

static enum php_flow run_foreach_reference(struct php *php, const struct php_node *node)
{
	struct php_path subject = php_path_of(php, node->a);
	enum php_flow flow = PHP_FLOW_NEXT;

	for (size_t index = 0; !php_is_halted(php); index++) {
		if (!bind_element(php, node, &subject, &index)) {
			return PHP_FLOW_NEXT;
		}
		flow = php_run(php, node->b);
		if (!goes_on(php, node, &flow)) {
			break;
		}
	}
	return ended(php, flow);
}

static enum php_flow run_elements(
	struct php *php, const struct php_node *node, const struct php_array *array, uint16_t env)
{
	enum php_flow flow = PHP_FLOW_NEXT;
	const struct php_entry *entry;

	for (size_t at = 0; (entry = php_array_next(array, &at)) && !php_is_halted(php);) {
		struct php_value value = php_with_env(php_entry_value(entry), env);
		struct php_value key = php_with_env(php_key_value(entry->key), env);

		php_assign(php, node->c->a, value);
		if (node->c->b) {
			php_assign(php, node->c->b, key);
		}
		flow = php_run(php, node->b);
		if (!goes_on(php, node, &flow)) {
			break;
		}
	}
	return ended(php, flow);
}

static enum php_flow run_foreach(struct php *php, const struct php_node *node)
{
	bool by_reference = node->c->op == PHP_ITEM_REFERENCE &&
			    (node->a->kind == PHP_N_VARIABLE || node->a->kind == PHP_N_INDEX);
	struct php_value subject = php_eval(php, node->a);
	enum php_flow flow;

	if (subject.kind == PHP_UNKNOWN || php_is_halted(php)) {
		return give_up(php, node, subject);
	}
	if (subject.kind != PHP_ARRAY) {
		return PHP_FLOW_NEXT;
	}
	if (php_array_doubt(php, subject.array)) {
		/* Elements that are not known may stand in front of those that are, and between. */
		return php_run_unknown(php, node, php_array_doubt(php, subject.array));
	}
	if (by_reference) {
		return run_foreach_reference(php, node);
	}
	php_hold(subject);
	flow = run_elements(php, node, subject.array, subject.env);
	php_release(subject);
	return flow;
}

enum php_flow php_run_loop(struct php *php, const struct php_node *statement)
{
	if (statement->kind == PHP_N_FOREACH) {
		return run_foreach(php, statement);
	}
	if (statement->kind == PHP_N_FOR) {
		return run_for(php, statement);
	}
	return run_while(php, statement);
}

/* The case that fits, or the default one. *RET_UNKNOWN: whether it fits cannot be told. */
static const struct php_node *find_case(struct php *php, const struct php_node *node,
	struct php_value subject, struct php_value *ret_unknown)
{
	const struct php_node *chosen = NULL;

	for (const struct php_node *item = node->b; item && !php_is_halted(php);
		item = item->next) {
		struct php_value same;

		if (!item->a) {
			chosen = item;
			continue;
		}
		same = php_apply(php, PHP_OP_EQUAL, subject, php_eval(php, item->a));
		if (same.kind == PHP_UNKNOWN) {
			*ret_unknown = same;
			return NULL;
		}
		if (php_to_bool(same)) {
			return item;
		}
	}
	return chosen;
}

static enum php_flow run_cases(
	struct php *php, const struct php_node *node, const struct php_node *from)
{
	enum php_flow flow = PHP_FLOW_NEXT;

	for (; from && flow == PHP_FLOW_NEXT; from = from->next) {
		flow = php_run_list(php, from->b);
	}
	if (php->unwinding && flow != PHP_FLOW_NEXT) {
		php_taint(php, node, php->unwinding);
		return flow == PHP_FLOW_HALT ? flow : php_leave_unknown(php, node, php->unwinding);
	}
	/* `continue` means the same as `break` here. */
	if (flow == PHP_FLOW_BREAK || flow == PHP_FLOW_CONTINUE) {
		flow = --php->levels > 0 ? flow : PHP_FLOW_NEXT;
	}
	return flow;
}

enum php_flow php_run_switch(struct php *php, const struct php_node *statement)
{
	struct php_value subject = php_eval(php, statement->a);
	struct php_value unknown = php_null();
	const struct php_node *chosen = find_case(php, statement, subject, &unknown);
	uint16_t before = php->env;
	enum php_flow flow;

	if (php_is_halted(php) || unknown.kind == PHP_UNKNOWN) {
		return give_up(php, statement, unknown);
	}
	if (subject.env && php->scope == &php->shared) {
		php_note_missing(php, statement, subject.env);
	}
	php->env = before ? before : subject.env;
	flow = run_cases(php, statement, chosen);
	php->env = before;
	return ended(php, flow);
}

static bool ends_with_exception(struct str class)
{
	return str_has_suffix(class, STR_LIT("Exception"));
}

static bool is_error(struct str class)
{
	return str_has_suffix(class, STR_LIT("Error"));
}

/* Whether a catch clause certainly takes what was thrown; by names, as classes are not known. */
static bool catches(const struct php_node *clause, struct str thrown)
{
	for (const struct php_node *class = clause->a; class; class = class->next) {
		struct str name = php_text(class->value);

		name = str_has_prefix(name, STR_LIT("\\")) ? str_skip(name, 1) : name;
		if (str_equals_nocase(name, thrown) ||
			str_equals_nocase(name, STR_LIT("Throwable")) ||
			(str_equals_nocase(name, STR_LIT("Exception")) &&
				ends_with_exception(thrown)) ||
			(str_equals_nocase(name, STR_LIT("Error")) && is_error(thrown))) {
			return true;
		}
	}
	return false;
}

static enum php_flow run_catch(struct php *php, const struct php_node *clause)
{
	php->halt = PHP_HALT_NONE;
	php->unwinding = NULL;
	php->error = (struct php_error){.text = STR_LIT("")};
	if (clause->value.kind == PHP_STRING) {
		php_at(php, clause);
		php_set_variable(
			php, php_text(clause->value), php_unknown_here(php, "a caught exception"));
	}
	return php_run(php, clause->b);
}

/* Nobody here takes it: what the body and the clauses would have assigned is unknown. */
static void pass_on(struct php *php, const struct php_node *statement)
{
	if (php->tries == 0) {
		php_taint(php, statement->a, php_unknown_rest(php));
		php_taint_list(php, statement->b, php_unknown_rest(php));
	}
}

/* Runs also when something was thrown, which then goes on, unless the block leaves by itself. */
static enum php_flow run_finally(struct php *php, const struct php_node *block, enum php_flow flow)
{
	struct php before = *php;
	enum php_flow last;

	if (php->halt != PHP_HALT_NONE && php->halt != PHP_HALT_ERROR) {
		php_taint(php, block, php->unwinding);
		return flow;
	}
	php->halt = PHP_HALT_NONE;
	php->unwinding = NULL;
	last = php_run(php, block);
	if (last != PHP_FLOW_NEXT) {
		return last;
	}
	php->halt = before.halt;
	php->error = before.error;
	php->thrown = before.thrown;
	php->unwinding = before.unwinding;
	php->returned = before.returned;
	php->levels = before.levels;
	return flow;
}

/* Whether a catch clause ends in a throw or exit: then it was not reached, as the file works. */
static bool gives_up(const struct php_node *clause)
{
	const struct php_node *last = clause->b->a;

	while (last && last->next) {
		last = last->next;
	}
	return last && last->kind == PHP_N_EXPRESSION &&
	       (last->a->kind == PHP_N_THROW || last->a->kind == PHP_N_EXIT);
}

/*
 * Something in the body was not run and may have thrown: then what follows it was not run either,
 * but one of the clauses was.
 */
static enum php_flow doubt(struct php *php, const struct php_node *statement, enum php_flow flow)
{
	const struct php_unknown *why = php->risk;
	const struct php_node *clause = statement->b;

	while (clause && gives_up(clause)) {
		clause = clause->next;
	}
	if (!why || !clause || flow == PHP_FLOW_HALT) {
		return flow;
	}
	php_taint_run(php, statement, why);
	return php_leave_unknown(php, statement, why);
}

enum php_flow php_run_try(struct php *php, const struct php_node *statement)
{
	const struct php_node *clause = statement->b;
	const struct php_unknown *before = php->risk;
	enum php_flow flow;

	php->risk = NULL;
	php->tries++;
	flow = php_run(php, statement->a);
	php->tries--;
	if (php->halt == PHP_HALT_ERROR) {
		while (clause && !catches(clause, php->thrown)) {
			clause = clause->next;
		}
		if (clause) {
			flow = run_catch(php, clause);
		} else {
			pass_on(php, statement);
		}
	}
	flow = doubt(php, statement, flow);
	php->risk = before ? before : php->risk;
	return statement->c ? run_finally(php, statement->c, flow) : flow;
}
