/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Expressions that begin with a reserved word: isset, empty, new, match, function, include, …
 */
#include "php/interp.h"
#include "php/parser.h"

static struct php_node *parse_isset(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_ISSET);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	node->a = php_parse_places(parser);
	return node;
}

static struct php_node *parse_empty(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_EMPTY);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	return node;
}

static struct php_node *parse_exit(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_EXIT);

	php_advance(parser);
	if (php_accept_sign(parser, PHP_SIGN_PAREN_OPEN)) {
		if (!php_at_sign(parser, PHP_SIGN_PAREN_CLOSE)) {
			node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
		}
		php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	}
	return node;
}

static struct php_node *parse_include(struct php_parser *parser, enum php_include how)
{
	struct php_node *node = php_node_new(parser, PHP_N_INCLUDE);

	php_advance(parser);
	node->op = (uint8_t)how;
	node->a = php_parse_expression(parser, PHP_PREC_TERNARY);
	return node;
}

static struct php_node *parse_prefix_word(struct php_parser *parser, enum php_node_kind kind)
{
	struct php_node *node = php_node_new(parser, kind);

	php_advance(parser);
	node->a = php_parse_expression(
		parser, kind == PHP_N_THROW ? PHP_PREC_LOWEST : PHP_PREC_ASSIGN);
	return node;
}

/* new X, new X(…), new $x(…), new class(…) { … } */
static struct php_node *parse_new(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_NEW);

	php_advance(parser);
	node->value = php_string(STR_LIT("a class"));
	php_skip_attributes(parser);
	if (php_accept_word(parser, PHP_WORD_CLASS)) {
		if (php_accept_sign(parser, PHP_SIGN_PAREN_OPEN)) {
			node->b = php_parse_arguments(parser);
		}
		php_skip_class(parser);
		return node;
	}
	if (parser->token.kind == PHP_T_NAME) {
		struct str name = php_expect_name(parser, "a class");

		node->value =
			php_string(str_has_prefix(name, STR_LIT("\\")) ? str_skip(name, 1) : name);
	} else {
		(void)php_parse_primary(parser);
	}
	if (php_accept_sign(parser, PHP_SIGN_PAREN_OPEN)) {
		node->b = php_parse_arguments(parser);
	}
	return node;
}

static struct php_node *parse_arm(struct php_parser *parser)
{
	struct php_node *arm = php_node_new(parser, PHP_N_ARM);
	struct php_list conditions = PHP_LIST_INIT(conditions);

	if (php_accept_word(parser, PHP_WORD_DEFAULT)) {
		php_accept_sign(parser, PHP_SIGN_COMMA);
	} else {
		do {
			struct php_node *item = php_node_new(parser, PHP_N_ITEM);

			item->a = php_parse_expression(parser, PHP_PREC_LOWEST);
			php_list_add(&conditions, item);
		} while (php_accept_sign(parser, PHP_SIGN_COMMA) &&
			 !php_at_sign(parser, PHP_SIGN_DOUBLE_ARROW));
	}
	php_expect_sign(parser, PHP_SIGN_DOUBLE_ARROW, "'=>'");
	arm->a = conditions.head;
	arm->b = php_parse_expression(parser, PHP_PREC_LOWEST);
	return arm;
}

static struct php_node *parse_match(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_MATCH);
	struct php_list arms = PHP_LIST_INIT(arms);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	php_expect_sign(parser, PHP_SIGN_BRACE_OPEN, "'{'");
	while (!parser->failed && !php_at_sign(parser, PHP_SIGN_BRACE_CLOSE)) {
		php_list_add(&arms, parse_arm(parser));
		if (!php_accept_sign(parser, PHP_SIGN_COMMA)) {
			break;
		}
	}
	php_expect_sign(parser, PHP_SIGN_BRACE_CLOSE, "',' or '}'");
	node->b = arms.head;
	return node;
}

static struct php_node *parse_closure(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_CLOSURE);
	bool is_arrow = php_at_word(parser, PHP_WORD_FN);

	php_advance(parser);
	node->function = php_parse_function(parser, STR_LIT(""), is_arrow);
	return node;
}

/* static function …, static fn …, static::member */
static struct php_node *parse_static(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_CONSTANT);

	node->value = php_string(STR_LIT("static"));
	php_advance(parser);
	if (php_at_word(parser, PHP_WORD_FUNCTION) || php_at_word(parser, PHP_WORD_FN)) {
		return parse_closure(parser);
	}
	if (!php_at_sign(parser, PHP_SIGN_DOUBLE_COLON)) {
		php_expect_sign(parser, PHP_SIGN_DOUBLE_COLON, "'function' or '::'");
	}
	return node;
}

static struct php_node *parse_opaque_word(struct php_parser *parser, const char *what)
{
	struct php_node *node = php_node_new(parser, PHP_N_OPAQUE);
	struct php_node *argument = php_node_new(parser, PHP_N_ARG);

	php_advance(parser);
	node->value = php_string(str_from_cstr(what));
	argument->a = php_parse_expression(parser, PHP_PREC_ASSIGN);
	node->a = argument;
	return node;
}

/* Whoever calls a function with `yield` in it gets a generator. */
static struct php_node *parse_yield(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_OPAQUE);

	node->value = php_string(STR_LIT("a generator"));
	php_advance(parser);
	if (parser->function) {
		parser->function->is_generator = true;
	}
	if (parser->token.kind == PHP_T_NAME &&
		str_equals_nocase(parser->token.text, STR_LIT("from"))) {
		php_advance(parser);
	}
	if (parser->token.kind != PHP_T_SIGN || php_at_sign(parser, PHP_SIGN_BRACKET_OPEN) ||
		php_at_sign(parser, PHP_SIGN_PAREN_OPEN)) {
		(void)php_parse_expression(parser, PHP_PREC_ASSIGN);
	}
	if (php_accept_sign(parser, PHP_SIGN_DOUBLE_ARROW)) {
		(void)php_parse_expression(parser, PHP_PREC_ASSIGN);
	}
	return node;
}

/* eval could assign anything: the evaluator knows it by this node's empty text. */
static struct php_node *parse_eval(struct php_parser *parser)
{
	struct php_node *node = parse_opaque_word(parser, "eval(), which is never run here");

	node->op = 1;
	return node;
}

struct php_node *php_parse_word(struct php_parser *parser)
{
	switch ((int)parser->token.word) {
	case PHP_WORD_ISSET:
		return parse_isset(parser);
	case PHP_WORD_EMPTY:
		return parse_empty(parser);
	case PHP_WORD_EXIT:
	case PHP_WORD_DIE:
		return parse_exit(parser);
	case PHP_WORD_INCLUDE:
		return parse_include(parser, PHP_INCLUDE);
	case PHP_WORD_INCLUDE_ONCE:
		return parse_include(parser, PHP_INCLUDE_ONCE);
	case PHP_WORD_REQUIRE:
		return parse_include(parser, PHP_REQUIRE);
	case PHP_WORD_REQUIRE_ONCE:
		return parse_include(parser, PHP_REQUIRE_ONCE);
	case PHP_WORD_PRINT:
		return parse_prefix_word(parser, PHP_N_PRINT);
	case PHP_WORD_THROW:
		return parse_prefix_word(parser, PHP_N_THROW);
	case PHP_WORD_NEW:
		return parse_new(parser);
	case PHP_WORD_CLONE:
		return parse_opaque_word(parser, "an object");
	case PHP_WORD_MATCH:
		return parse_match(parser);
	case PHP_WORD_FUNCTION:
	case PHP_WORD_FN:
		return parse_closure(parser);
	case PHP_WORD_STATIC:
		return parse_static(parser);
	case PHP_WORD_YIELD:
		return parse_yield(parser);
	case PHP_WORD_EVAL:
		return parse_eval(parser);
	default:
		php_expect_sign(parser, PHP_SIGN_NONE, "an expression");
		return &parser->scratch;
	}
}
