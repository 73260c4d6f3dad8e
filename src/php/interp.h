/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The interpreter's state. Seen by src/php only. */
#ifndef PHP_INTERP_H
#define PHP_INTERP_H

#include "base/arena.h"
#include "php/array.h"
#include "php/ast.h"
#include "php/php.h"

enum php_halt {
	PHP_HALT_NONE,
	PHP_HALT_SYNTAX,
	PHP_HALT_ERROR, /* PHP would throw; may be caught */
	PHP_HALT_EXIT,  /* exit, a failed require: cannot be caught */
	PHP_HALT_LIMIT,
	PHP_HALT_MEMORY,
};

struct php_file {
	struct php_file *next;
	struct str path;
	struct str source;
};

/* An assignment to $CONFIG[KEY] that did not happen because a variable is not set. */
struct php_missing {
	struct php_missing *next;
	struct str key;
	uint16_t env;
};

/* The variables of the file, or of one call of a function. */
struct php_scope {
	struct php_array *variables; /* by name */
	struct php_function *function;
};

struct php {
	struct arena arena;
	struct php_host host;
	struct php_limits limits;

	struct php_file *files;
	struct php_file **files_tail;
	uint32_t file_count;
	struct php_array *included; /* paths, for include_once */

	struct php_scope globals; /* what `global` means: not the variables of the files */
	struct php_scope shared;  /* Nextcloud includes all files in one function */
	struct php_scope *scope;
	struct php_array *functions; /* by lower-case name: closures */
	struct php_array *constants;
	struct php_array *put_env; /* what putenv() did, by name: a string, or null (unset) */

	struct php_env *envs; /* php_value.env - 1 is the index */
	size_t env_count;
	struct php_missing *missing;
	uint16_t env; /* of the conditions under which we run: marks what is stored */

	struct php_place place; /* what is being evaluated */
	enum php_halt halt;
	struct str thrown; /* the class of a PHP_HALT_ERROR */
	struct php_error error;

	/*
	 * While statements are left early for a reason that only PHP knows, what they would still
	 * have assigned becomes unknown. NULL: not now.
	 */
	const struct php_unknown *unwinding;
	/* Something that was not run may have thrown since the last `try` began. NULL: nothing. */
	const struct php_unknown *risk;
	struct php_value returned;
	uint64_t levels; /* loops that `break` and `continue` still leave */

	uint64_t steps;
	uint64_t next_clock; /* the step at which to look at the clock */
	uint64_t deadline_ms;
	uint32_t depth;     /* nested data, evaluation */
	uint32_t calls;     /* nested calls and includes */
	uint32_t tries;     /* nested try bodies */
	uint32_t silence;   /* nested @ */
	char *string_end;   /* where the last built string ends: it may grow in place … */
	char *string_limit; /* … up to here */
	int json_error;     /* of the last json_decode(); PHP_JSON_UNKNOWN: that was not run */
};

#define PHP_JSON_UNKNOWN (-1)

/* The first one counts. TEXT must live as long as the interpreter. */
void php_halt(struct php *php, enum php_halt halt, struct str text);

/* Moves the place to a node, for messages and for what is stored from now on. */
static inline void php_at(struct php *php, const struct php_node *node)
{
	php->place.line = node->line;
	php->place.column = node->column;
}

#endif
