/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The tree of a parsed file. One kind of node for all, in the arena; a list is a chain of nodes
 * through `next`. What the fields hold is said at each kind: a, b, c are children (NULL: absent),
 * `value` is a literal or, as a string, a name.
 */
#ifndef PHP_AST_H
#define PHP_AST_H

#include "php/ops.h"

enum php_node_kind {
	/* Expressions */
	PHP_N_LITERAL,     /* value */
	PHP_N_TEMPLATE,    /* a: list of parts, to be joined */
	PHP_N_VARIABLE,    /* value: name */
	PHP_N_VARIABLE_OF, /* $$x, ${…}: a: the name */
	PHP_N_INDEX,       /* a[b]; b NULL: a[] */
	PHP_N_CONSTANT,    /* value: name, without leading backslash; op: 1 when it had one */
	PHP_N_ARRAY,       /* a: list of items; also [$x, $y] on the left of = */
	PHP_N_ITEM,        /* a: value (NULL: skipped in a list), b: key; op: enum php_item */
	PHP_N_CHAIN,      /* a, then b: list of links: operators of one precedence, from the left */
	PHP_N_LINK,       /* op, a: right operand */
	PHP_N_COALESCE,   /* a ?? b */
	PHP_N_TERNARY,    /* a ? b : c; b NULL: a ?: c */
	PHP_N_NOT,        /* !a */
	PHP_N_NEGATE,     /* -a */
	PHP_N_PLUS,       /* +a */
	PHP_N_BIT_NOT,    /* ~a */
	PHP_N_SILENCE,    /* @a */
	PHP_N_CAST,       /* op: enum php_cast, a */
	PHP_N_ASSIGN,     /* a = b; op: PHP_OP_NONE, or that of a compound assignment */
	PHP_N_ASSIGN_REF, /* a = &b */
	PHP_N_STEP,       /* op: enum php_step, a: ++a, a++, --a, a-- */
	PHP_N_CALL,       /* a: callee (PHP_N_CONSTANT: by name), b: list of PHP_N_ARG */
	PHP_N_ARG,        /* a; op: enum php_item; value: its name, when named */
	PHP_N_CALLABLE,   /* f(...): a: callee */
	PHP_N_CLOSURE,    /* function */
	PHP_N_MATCH,      /* a: subject, b: list of arms */
	PHP_N_ARM,        /* a: list of conditions (NULL: default), b: result */
	PHP_N_ISSET,      /* a: list of PHP_N_ITEM */
	PHP_N_EMPTY,      /* a */
	PHP_N_INCLUDE,    /* a: path; op: enum php_include */
	PHP_N_THROW,      /* a */
	PHP_N_EXIT,       /* a */
	PHP_N_PRINT,      /* a */
	PHP_N_NEW,        /* value: class, b: arguments */
	PHP_N_STATIC,     /* value: class, b: member as text in b->value: X::$m */
	PHP_N_MEMBER,     /* value: class; b: member: X::M, X::class */
	PHP_N_INSTANCEOF, /* a */
	PHP_N_OPAQUE,     /* value: why it is unknown; b, a: an expression and a list of PHP_N_ARG
			     whose effects count */

	/* Statements */
	PHP_N_EXPRESSION, /* a */
	PHP_N_ECHO,       /* a: list of PHP_N_ITEM */
	PHP_N_BLOCK,      /* a: list of statements */
	PHP_N_IF,         /* a: condition, b: then, c: else */
	PHP_N_WHILE,      /* a: condition, b: body */
	PHP_N_DO,         /* a: condition, b: body */
	PHP_N_FOR,      /* a: list of 3 blocks of expressions: before, conditions, after; b: body */
	PHP_N_FOREACH,  /* a: subject, b: body, c: PHP_N_ITEM of the targets */
	PHP_N_SWITCH,   /* a: subject, b: list of PHP_N_CASE */
	PHP_N_CASE,     /* a: condition (NULL: default), b: list of statements */
	PHP_N_BREAK,    /* value: levels */
	PHP_N_CONTINUE, /* value: levels */
	PHP_N_RETURN,   /* a */
	PHP_N_FUNCTION, /* function */
	PHP_N_DEFINE,   /* a: value, value: name; const X = … */
	PHP_N_GLOBAL,   /* a: list of variables */
	PHP_N_STATICS,  /* a: list of PHP_N_ITEM: variable, b: first value */
	PHP_N_UNSET,    /* a: list of PHP_N_ITEM */
	PHP_N_TRY,      /* a: block, b: list of PHP_N_CATCH, c: finally */
	PHP_N_CATCH,    /* a: list of PHP_N_CONSTANT: classes, b: block, value: variable */
	PHP_N_NOTHING,  /* declarations without a meaning here */
};

enum php_item {
	PHP_ITEM_VALUE,
	PHP_ITEM_REFERENCE, /* &$x */
	PHP_ITEM_SPREAD,    /* ...$x */
};

enum php_step {
	PHP_STEP_UP_BEFORE,
	PHP_STEP_UP_AFTER,
	PHP_STEP_DOWN_BEFORE,
	PHP_STEP_DOWN_AFTER,
};

enum php_include {
	PHP_INCLUDE,
	PHP_INCLUDE_ONCE,
	PHP_REQUIRE,
	PHP_REQUIRE_ONCE,
};

struct php_function;

struct php_node {
	enum php_node_kind kind : 8;
	uint8_t op;
	uint32_t line;
	uint32_t column;
	struct php_node *a;
	struct php_node *b;
	struct php_node *c;
	struct php_node *next;
	union {
		struct php_value value;
		struct php_function *function;
	};
};

/* A declared type, as far as it converts scalars. */
struct php_type {
	bool is_checked; /* false: none, or one that accepts what it gets here */
	uint8_t kinds;   /* bits 1 << PHP_NULL … 1 << PHP_ARRAY */
};

struct php_parameter {
	struct php_parameter *next;
	struct str name;
	struct php_node *fallback; /* NULL: must be given */
	struct php_type type;
	bool is_reference;
	bool is_variadic;
};

/* A variable that a closure takes along: use ($x, &$y). */
struct php_capture {
	struct php_capture *next;
	struct str name;
	bool is_reference;
};

struct php_function {
	struct str name; /* empty: a closure */
	struct php_parameter *parameters;
	struct php_capture *captures;
	struct php_node *body; /* a list of statements; an arrow function: one expression */
	struct php_type returns;
	struct php_array *statics; /* static variables that live between calls */
	uint32_t file;
	bool is_arrow;
	bool is_generator;
};

#endif
