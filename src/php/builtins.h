/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PHP's own functions, as far as they are known here.
 *
 * Each has a row in a table: its name, its parameters as PHP's manual calls them ("string,
 * characters=": '=' optional, '&' by reference, '...' the rest), and what runs. A function that
 * does not say PHP_TAKES_UNKNOWN is not even called when there is anything unknown in what it
 * gets: its result is that unknown.
 */
#ifndef PHP_BUILTINS_H
#define PHP_BUILTINS_H

#include "php/convert.h"
#include "php/eval.h"

#define PHP_TAKES_UNKNOWN 1U /* looks at the arguments itself */

struct php_call;

struct php_builtin {
	struct str name;
	const char *parameters;
	struct php_value (*run)(struct php_call *call);
	unsigned flags;
};

struct php_call {
	struct php *php;
	const struct php_builtin *builtin;
	struct php_value *arguments; /* PHP_HOLE: not given; PHP_REFERENCE: by reference */
	size_t count;
};

/* By name, in any case; NULL: not one of ours. */
const struct php_builtin *php_builtin_find(struct str name);

/* Whether the INDEX-th parameter is taken by reference. */
bool php_builtin_by_reference(const struct php_builtin *builtin, size_t index);

/* The index of the parameter NAME, or -1. */
ptrdiff_t php_builtin_parameter(const struct php_builtin *builtin, struct str name);

/* Calls it: COUNT arguments, of which some may be PHP_HOLE. */
struct php_value php_builtin_call(struct php *php, const struct php_builtin *builtin,
	struct php_value *arguments, size_t count);

/* ---- For the functions themselves: arguments, converted as PHP converts them ---- */

bool php_arg_is_given(const struct php_call *call, size_t index);
struct php_value php_arg(const struct php_call *call, size_t index);
struct str php_arg_string(struct php_call *call, size_t index);
int64_t php_arg_int(struct php_call *call, size_t index);
int64_t php_arg_int_or(struct php_call *call, size_t index, int64_t fallback);
double php_arg_float(struct php_call *call, size_t index);
bool php_arg_bool(struct php_call *call, size_t index);

/* NULL, with the run halted, when it is no array. */
struct php_array *php_arg_array(struct php_call *call, size_t index);

/* A TypeError or ValueError about an argument. */
void php_arg_error(struct php_call *call, const char *name, size_t index, const char *what);

/* Converts to a scalar type as parameters do; false: PHP would throw. KIND as in php_type. */
NODISCARD bool php_convert(
	struct php *php, enum php_kind kind, struct php_value value, struct php_value *ret_value);

/* ---- The tables ---- */

extern const struct php_builtin php_builtins_text[];
extern const size_t php_builtins_text_count;
extern const struct php_builtin php_builtins_search[];
extern const size_t php_builtins_search_count;
extern const struct php_builtin php_builtins_array[];
extern const size_t php_builtins_array_count;
extern const struct php_builtin php_builtins_merge[];
extern const size_t php_builtins_merge_count;
extern const struct php_builtin php_builtins_type[];
extern const size_t php_builtins_type_count;
extern const struct php_builtin php_builtins_file[];
extern const size_t php_builtins_file_count;
extern const struct php_builtin php_builtins_url[];
extern const size_t php_builtins_url_count;
extern const struct php_builtin php_builtins_system[];
extern const size_t php_builtins_system_count;
extern const struct php_builtin php_builtins_math[];
extern const size_t php_builtins_math_count;
extern const struct php_builtin php_builtins_json[];
extern const size_t php_builtins_json_count;
extern const struct php_builtin php_builtins_format[];
extern const size_t php_builtins_format_count;
extern const struct php_builtin php_builtins_filter[];
extern const size_t php_builtins_filter_count;

#endif
