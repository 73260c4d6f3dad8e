/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a call leads to, and what it does to its surroundings; shared by the files about calls. */
#ifndef PHP_CALLEE_H
#define PHP_CALLEE_H

#include "php/eval.h"

/* What a call by name leads to; all NULL: not known. */
struct php_callee {
	struct php_closure *closure;
	const struct php_builtin *builtin;
	struct php_value unknown; /* PHP_UNKNOWN when the callee itself is */
	struct str name;
};

struct php_callee php_callee_by_name(struct php *php, struct str name);

/* A closure, or a string with a name; halts when the value cannot be called. */
struct php_callee php_callee_by_value(struct php *php, struct php_value value);

/* Whether the INDEX-th parameter is taken by reference. */
bool php_callee_takes_reference(struct php *php, const struct php_callee *callee, size_t index);

/* The index of the parameter NAME; -1: there is none. */
ptrdiff_t php_callee_parameter(struct php *php, const struct php_callee *callee, struct str name);

/* The closure as a value. */
struct php_value php_wrap_closure(struct php *php, struct php_closure closure);

/* Whether an argument can be taken by reference. */
bool php_is_variable(const struct php_node *node);

/*
 * A call that may not happen. Whom it would call; whether that may write into the INDEX-th
 * argument, a PHP_N_ARG; what else is not known then (constants, the environment, …); and what a
 * variable that is mentioned may do when it holds a closure.
 */
struct php_callee php_callee_of(struct php *php, const struct php_node *call);
bool php_callee_may_write(struct php *php, const struct php_callee *callee,
	const struct php_node *argument, size_t index);
void php_skip_call(struct php *php, const struct php_callee *callee, const struct php_node *call,
	const struct php_unknown *why);
void php_skip_variable(
	struct php *php, const struct php_node *variable, const struct php_unknown *why);

/* The result of a function that is not known here; what its arguments NODES name may be written. */
struct php_value php_call_unknown(
	struct php *php, const struct php_callee *callee, const struct php_node *nodes);

/* The same for values that some function got: what is shared with it may have changed. */
void php_taint_arguments(
	struct php *php, const struct php_value *values, size_t count, struct php_value why);

#endif
