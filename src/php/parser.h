/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Tokens in, a tree out: recursive descent, with precedence climbing for operators.
 *
 * Errors are sticky. The first one is kept, the parser then sees nothing but the end of the file,
 * and every function still returns a node (a scratch one), so that no caller has to check.
 */
#ifndef PHP_PARSER_H
#define PHP_PARSER_H

#include "php/ast.h"
#include "php/lexer.h"

struct php_parser {
	struct php *php;
	struct php_lexer lexer;
	struct php_token token; /* the one to look at */
	struct str path;        /* for __FILE__ and __DIR__ */
	uint32_t file;
	uint32_t depth;
	bool failed;
	bool has_text;                 /* text outside of PHP was seen */
	bool has_imports;              /* `use` or `namespace` was seen */
	struct php_function *function; /* the one that is being parsed; NULL: none */
	struct php_node scratch;
};

/* What is wrong, and where. The first error counts. */
void php_parse_fail(struct php_parser *parser, const struct php_token *at, const char *what);

/*
 * Parses a whole file. False: syntax (the run is halted, with place and text) or a limit.
 * RET_STATEMENTS is a list; functions at its top level are ready to be declared.
 */
NODISCARD bool php_parse_file(struct php *php, uint32_t file, struct str path, struct str source,
	struct php_node **ret_statements, bool *ret_has_text);

/* ---- Inside, shared by the parser's files ---- */

/* Precedence, from the loosest. */
enum php_precedence {
	PHP_PREC_LOWEST,
	PHP_PREC_OR,
	PHP_PREC_XOR,
	PHP_PREC_AND,
	PHP_PREC_ASSIGN,
	PHP_PREC_TERNARY,
	PHP_PREC_COALESCE,
	PHP_PREC_BOOL_OR,
	PHP_PREC_BOOL_AND,
	PHP_PREC_BIT_OR,
	PHP_PREC_BIT_XOR,
	PHP_PREC_BIT_AND,
	PHP_PREC_EQUALITY,
	PHP_PREC_COMPARISON,
	PHP_PREC_CONCAT,
	PHP_PREC_SHIFT,
	PHP_PREC_SUM,
	PHP_PREC_PRODUCT,
	PHP_PREC_NOT,
	PHP_PREC_INSTANCEOF,
	PHP_PREC_UNARY,
	PHP_PREC_POWER,
};

/* A list under construction. */
struct php_list {
	struct php_node *head;
	struct php_node **tail;
};

#define PHP_LIST_INIT(list) ((struct php_list){.head = NULL, .tail = &(list).head})

void php_list_add(struct php_list *list, struct php_node *node);

/* A node at the place of the current token, or of AT. */
struct php_node *php_node_new(struct php_parser *parser, enum php_node_kind kind);
struct php_node *php_node_at(
	struct php_parser *parser, enum php_node_kind kind, const struct php_node *at);
struct php_node *php_node_literal(struct php_parser *parser, struct php_value value);

void php_advance(struct php_parser *parser);
bool php_at_sign(const struct php_parser *parser, enum php_sign sign);
bool php_at_word(const struct php_parser *parser, enum php_word word);
bool php_accept_sign(struct php_parser *parser, enum php_sign sign);
bool php_accept_word(struct php_parser *parser, enum php_word word);
void php_expect_sign(struct php_parser *parser, enum php_sign sign, const char *what);

/* A name, a reserved word included: empty (and an error) when there is none. */
struct str php_expect_name(struct php_parser *parser, const char *what);

/* Recursion: every true needs a php_parser_leave(). */
NODISCARD bool php_parser_enter(struct php_parser *parser);
void php_parser_leave(struct php_parser *parser);

struct php_node *php_parse_expression(struct php_parser *parser, enum php_precedence loosest);
struct php_node *php_parse_primary(struct php_parser *parser);
struct php_node *php_parse_postfix(struct php_parser *parser, struct php_node *node);
struct php_node *php_parse_arguments(struct php_parser *parser);
struct php_node *php_parse_array_items(struct php_parser *parser, enum php_sign close);
struct php_node *php_parse_places(struct php_parser *parser);
struct php_node *php_parse_word(struct php_parser *parser);
struct php_node *php_parse_braced_name(struct php_parser *parser);
bool php_is_place(const struct php_node *node);

struct php_node *php_parse_string(struct php_parser *parser);
struct php_node *php_parse_template(struct php_parser *parser);
struct php_node *php_parse_heredoc(struct php_parser *parser);

struct php_node *php_parse_statement(struct php_parser *parser);
struct php_node *php_parse_flow(struct php_parser *parser);
struct php_node *php_parse_block(struct php_parser *parser);
struct php_node *php_parse_until(
	struct php_parser *parser, const enum php_word *ends, size_t count);
struct php_node *php_parse_declaration(struct php_parser *parser);
void php_end_statement(struct php_parser *parser);

/* function/fn with everything behind it; NAME is empty for closures. */
struct php_function *php_parse_function(struct php_parser *parser, struct str name, bool is_arrow);
void php_skip_attributes(struct php_parser *parser);
void php_skip_class(struct php_parser *parser);

/* Resolves escapes of the LEN bytes of a literal into the arena. */
struct str php_unescape_single(struct php *php, struct str raw);

#endif
