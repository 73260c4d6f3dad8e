/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Statements. Loops and branches have a file of their own (parser_flow.c), declarations too.
 */
#include "php/interp.h"
#include "php/parser.h"

void php_end_statement(struct php_parser *parser)
{
	php_expect_sign(parser, PHP_SIGN_SEMICOLON, "';'");
}

static struct php_node *parse_expression_statement(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_EXPRESSION);

	node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	php_end_statement(parser);
	return node;
}

/* A comma-separated list of expressions, each in a PHP_N_ITEM. */
static struct php_node *parse_expressions(struct php_parser *parser)
{
	struct php_list list = PHP_LIST_INIT(list);

	do {
		struct php_node *item = php_node_new(parser, PHP_N_ITEM);

		item->a = php_parse_expression(parser, PHP_PREC_LOWEST);
		php_list_add(&list, item);
	} while (php_accept_sign(parser, PHP_SIGN_COMMA));
	return list.head;
}

static struct php_node *parse_echo(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_ECHO);

	parser->has_text |= parser->function == NULL;
	php_advance(parser);
	node->a = parse_expressions(parser);
	php_end_statement(parser);
	return node;
}

static struct php_node *parse_text(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_NOTHING);

	parser->has_text |= parser->token.text.len > 0;
	php_advance(parser);
	return node;
}

static struct php_node *parse_return(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_RETURN);

	php_advance(parser);
	if (!php_at_sign(parser, PHP_SIGN_SEMICOLON) && parser->token.kind != PHP_T_END) {
		node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	}
	php_end_statement(parser);
	return node;
}

static struct php_node *parse_leave(struct php_parser *parser, enum php_node_kind kind)
{
	struct php_node *node = php_node_new(parser, kind);

	php_advance(parser);
	node->value = php_int(1);
	if (parser->token.kind == PHP_T_INT && parser->token.integer > 0) {
		node->value = php_int(parser->token.integer);
		php_advance(parser);
	}
	php_end_statement(parser);
	return node;
}

static struct php_node *parse_global(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_GLOBAL);

	php_advance(parser);
	node->a = parse_expressions(parser);
	php_end_statement(parser);
	return node;
}

static struct php_node *parse_static_variables(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_STATICS);
	struct php_list list = PHP_LIST_INIT(list);

	php_advance(parser);
	do {
		struct php_node *item = php_node_new(parser, PHP_N_ITEM);

		item->a = php_parse_primary(parser);
		if (item->a->kind != PHP_N_VARIABLE) {
			php_expect_sign(parser, PHP_SIGN_NONE, "a variable");
		}
		if (php_accept_sign(parser, PHP_SIGN_ASSIGN)) {
			item->b = php_parse_expression(parser, PHP_PREC_LOWEST);
		}
		php_list_add(&list, item);
	} while (php_accept_sign(parser, PHP_SIGN_COMMA));
	node->a = list.head;
	php_end_statement(parser);
	return node;
}

/* What isset() and unset() take: expressions up to ')', one at least. */
struct php_node *php_parse_places(struct php_parser *parser)
{
	struct php_list list = PHP_LIST_INIT(list);

	do {
		struct php_node *item = php_node_new(parser, PHP_N_ITEM);

		item->a = php_parse_expression(parser, PHP_PREC_LOWEST);
		php_list_add(&list, item);
	} while (php_accept_sign(parser, PHP_SIGN_COMMA) &&
		 !php_at_sign(parser, PHP_SIGN_PAREN_CLOSE));
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "',' or ')'");
	return list.head;
}

static struct php_node *parse_unset(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_UNSET);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	node->a = php_parse_places(parser);
	php_end_statement(parser);
	return node;
}

struct php_node *php_parse_block(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_BLOCK);
	struct php_list list = PHP_LIST_INIT(list);

	php_expect_sign(parser, PHP_SIGN_BRACE_OPEN, "'{'");
	while (!parser->failed && parser->token.kind != PHP_T_END &&
		!php_at_sign(parser, PHP_SIGN_BRACE_CLOSE)) {
		php_list_add(&list, php_parse_statement(parser));
	}
	php_expect_sign(parser, PHP_SIGN_BRACE_CLOSE, "'}'");
	node->a = list.head;
	return node;
}

static bool at_one_of(const struct php_parser *parser, const enum php_word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (php_at_word(parser, words[i])) {
			return true;
		}
	}
	return false;
}

/* Statements up to one of the words ENDS (endif, else, …), which stays the current token. */
struct php_node *php_parse_until(struct php_parser *parser, const enum php_word *ends, size_t count)
{
	struct php_node *node = php_node_new(parser, PHP_N_BLOCK);
	struct php_list list = PHP_LIST_INIT(list);

	while (!parser->failed && parser->token.kind != PHP_T_END) {
		if (at_one_of(parser, ends, count)) {
			node->a = list.head;
			return node;
		}
		php_list_add(&list, php_parse_statement(parser));
	}
	php_expect_sign(parser, PHP_SIGN_NONE, "the end of a block");
	return node;
}

/* `function &name(` declares; `function (` is a closure. Likewise `static $x` and `static fn`. */
static struct php_token look_ahead(const struct php_parser *parser)
{
	struct php_lexer lexer = parser->lexer;
	struct php_token token = {.kind = PHP_T_END};

	php_lexer_next(&lexer, &token);
	if (token.kind == PHP_T_SIGN && token.sign == PHP_SIGN_AMP) {
		php_lexer_next(&lexer, &token);
	}
	return token;
}

static struct php_node *parse_word_statement(struct php_parser *parser)
{
	switch ((int)parser->token.word) {
	case PHP_WORD_ECHO:
		return parse_echo(parser);
	case PHP_WORD_RETURN:
		return parse_return(parser);
	case PHP_WORD_BREAK:
		return parse_leave(parser, PHP_N_BREAK);
	case PHP_WORD_CONTINUE:
		return parse_leave(parser, PHP_N_CONTINUE);
	case PHP_WORD_GLOBAL:
		return parse_global(parser);
	case PHP_WORD_UNSET:
		return parse_unset(parser);
	case PHP_WORD_STATIC:
		return look_ahead(parser).kind == PHP_T_VARIABLE
			       ? parse_static_variables(parser)
			       : parse_expression_statement(parser);
	case PHP_WORD_FUNCTION:
		return look_ahead(parser).kind == PHP_T_NAME ? php_parse_declaration(parser)
							     : parse_expression_statement(parser);
	case PHP_WORD_IF:
	case PHP_WORD_WHILE:
	case PHP_WORD_DO:
	case PHP_WORD_FOR:
	case PHP_WORD_FOREACH:
	case PHP_WORD_SWITCH:
	case PHP_WORD_TRY:
		return php_parse_flow(parser);
	case PHP_WORD_CONST:
	case PHP_WORD_NAMESPACE:
	case PHP_WORD_USE:
	case PHP_WORD_DECLARE:
	case PHP_WORD_ABSTRACT:
	case PHP_WORD_FINAL:
	case PHP_WORD_CLASS:
	case PHP_WORD_INTERFACE:
	case PHP_WORD_TRAIT:
	case PHP_WORD_GOTO:
		return php_parse_declaration(parser);
	case PHP_WORD_ENUM:
	case PHP_WORD_READONLY:
		return look_ahead(parser).kind == PHP_T_NAME ? php_parse_declaration(parser)
							     : parse_expression_statement(parser);
	default:
		return parse_expression_statement(parser);
	}
}

static struct php_node *parse_one(struct php_parser *parser)
{
	if (parser->token.kind == PHP_T_ATTRIBUTE) {
		php_skip_attributes(parser);
	}
	if (parser->token.kind == PHP_T_TEXT) {
		return parse_text(parser);
	}
	if (parser->token.kind == PHP_T_OPEN_ECHO) {
		return parse_echo(parser);
	}
	if (php_at_sign(parser, PHP_SIGN_BRACE_OPEN)) {
		return php_parse_block(parser);
	}
	if (php_at_sign(parser, PHP_SIGN_SEMICOLON)) {
		php_advance(parser);
		return php_node_new(parser, PHP_N_NOTHING);
	}
	return parser->token.kind == PHP_T_NAME ? parse_word_statement(parser)
						: parse_expression_statement(parser);
}

struct php_node *php_parse_statement(struct php_parser *parser)
{
	struct php_node *node;

	if (!php_parser_enter(parser)) {
		return &parser->scratch;
	}
	node = parse_one(parser);
	php_parser_leave(parser);
	return node;
}
