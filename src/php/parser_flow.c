/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Branches and loops, with braces or with a colon and endif, endwhile, …
 */
#include "php/interp.h"
#include "php/parser.h"

static struct php_node *parse_condition(struct php_parser *parser)
{
	struct php_node *node;

	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	node = php_parse_expression(parser, PHP_PREC_LOWEST);
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	return node;
}

static struct php_node *parse_if(struct php_parser *parser);

/* if (a): … elseif (b): … else: … endif; */
static struct php_node *parse_colon_branches(struct php_parser *parser, struct php_node *node)
{
	static const enum php_word ends[] = {PHP_WORD_ELSEIF, PHP_WORD_ELSE, PHP_WORD_ENDIF};
	struct php_node *last = node;

	node->b = php_parse_until(parser, ends, ARRAY_SIZE(ends));
	while (php_at_word(parser, PHP_WORD_ELSEIF)) {
		struct php_node *branch = php_node_new(parser, PHP_N_IF);

		php_advance(parser);
		branch->a = parse_condition(parser);
		php_expect_sign(parser, PHP_SIGN_COLON, "':'");
		branch->b = php_parse_until(parser, ends, ARRAY_SIZE(ends));
		last->c = branch;
		last = branch;
	}
	if (php_accept_word(parser, PHP_WORD_ELSE)) {
		php_expect_sign(parser, PHP_SIGN_COLON, "':'");
		last->c = php_parse_until(parser, ends, ARRAY_SIZE(ends));
	}
	if (!php_accept_word(parser, PHP_WORD_ENDIF)) {
		php_expect_sign(parser, PHP_SIGN_NONE, "'endif'");
	}
	php_end_statement(parser);
	return node;
}

/* A chain of elseif is a loop here, not a recursion: it may be long. */
static struct php_node *parse_if(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_IF);
	struct php_node *last = node;

	php_advance(parser);
	node->a = parse_condition(parser);
	if (php_accept_sign(parser, PHP_SIGN_COLON)) {
		return parse_colon_branches(parser, node);
	}
	node->b = php_parse_statement(parser);
	while (php_at_word(parser, PHP_WORD_ELSEIF)) {
		struct php_node *branch = php_node_new(parser, PHP_N_IF);

		php_advance(parser);
		branch->a = parse_condition(parser);
		branch->b = php_parse_statement(parser);
		last->c = branch;
		last = branch;
	}
	if (php_accept_word(parser, PHP_WORD_ELSE)) {
		last->c = php_parse_statement(parser);
	}
	return node;
}

/* A statement, or ':' … END; */
static struct php_node *parse_body(struct php_parser *parser, enum php_word end)
{
	struct php_node *body;

	if (!php_accept_sign(parser, PHP_SIGN_COLON)) {
		return php_parse_statement(parser);
	}
	body = php_parse_until(parser, &end, 1);
	php_advance(parser);
	php_end_statement(parser);
	return body;
}

static struct php_node *parse_while(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_WHILE);

	php_advance(parser);
	node->a = parse_condition(parser);
	node->b = parse_body(parser, PHP_WORD_ENDWHILE);
	return node;
}

static struct php_node *parse_do(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_DO);

	php_advance(parser);
	node->b = php_parse_statement(parser);
	if (!php_accept_word(parser, PHP_WORD_WHILE)) {
		php_expect_sign(parser, PHP_SIGN_NONE, "'while'");
	}
	node->a = parse_condition(parser);
	php_end_statement(parser);
	return node;
}

/* One of the three parts of a for: a block of expressions, up to CLOSE. */
static struct php_node *parse_for_part(struct php_parser *parser, enum php_sign close)
{
	struct php_node *part = php_node_new(parser, PHP_N_BLOCK);
	struct php_list list = PHP_LIST_INIT(list);

	while (!parser->failed && !php_at_sign(parser, close)) {
		struct php_node *statement = php_node_new(parser, PHP_N_EXPRESSION);

		statement->a = php_parse_expression(parser, PHP_PREC_LOWEST);
		php_list_add(&list, statement);
		if (!php_accept_sign(parser, PHP_SIGN_COMMA)) {
			break;
		}
	}
	php_expect_sign(parser, close, close == PHP_SIGN_SEMICOLON ? "';'" : "')'");
	part->a = list.head;
	return part;
}

static struct php_node *parse_for(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_FOR);
	struct php_list parts = PHP_LIST_INIT(parts);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	php_list_add(&parts, parse_for_part(parser, PHP_SIGN_SEMICOLON));
	php_list_add(&parts, parse_for_part(parser, PHP_SIGN_SEMICOLON));
	php_list_add(&parts, parse_for_part(parser, PHP_SIGN_PAREN_CLOSE));
	node->a = parts.head;
	node->b = parse_body(parser, PHP_WORD_ENDFOR);
	return node;
}

static struct php_node *parse_target(struct php_parser *parser, uint8_t *ret_how)
{
	*ret_how = php_accept_sign(parser, PHP_SIGN_AMP) ? PHP_ITEM_REFERENCE : PHP_ITEM_VALUE;
	return php_parse_postfix(parser, php_parse_primary(parser));
}

static struct php_node *parse_foreach(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_FOREACH);
	struct php_node *target = php_node_new(parser, PHP_N_ITEM);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	if (!php_accept_word(parser, PHP_WORD_AS)) {
		php_expect_sign(parser, PHP_SIGN_NONE, "'as'");
	}
	target->a = parse_target(parser, &target->op);
	if (php_accept_sign(parser, PHP_SIGN_DOUBLE_ARROW)) {
		target->b = target->a;
		target->a = parse_target(parser, &target->op);
	}
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	node->c = target;
	node->b = parse_body(parser, PHP_WORD_ENDFOREACH);
	return node;
}

static bool at_case_end(const struct php_parser *parser)
{
	return parser->failed || parser->token.kind == PHP_T_END ||
	       php_at_word(parser, PHP_WORD_CASE) || php_at_word(parser, PHP_WORD_DEFAULT) ||
	       php_at_word(parser, PHP_WORD_ENDSWITCH) || php_at_sign(parser, PHP_SIGN_BRACE_CLOSE);
}

static struct php_node *parse_case(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_CASE);
	struct php_list list = PHP_LIST_INIT(list);

	if (php_accept_word(parser, PHP_WORD_CASE)) {
		node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	} else if (!php_accept_word(parser, PHP_WORD_DEFAULT)) {
		php_expect_sign(parser, PHP_SIGN_NONE, "'case', 'default' or the switch's end");
	}
	if (!php_accept_sign(parser, PHP_SIGN_SEMICOLON)) {
		php_expect_sign(parser, PHP_SIGN_COLON, "':'");
	}
	while (!at_case_end(parser)) {
		php_list_add(&list, php_parse_statement(parser));
	}
	node->b = list.head;
	return node;
}

static struct php_node *parse_switch(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_SWITCH);
	struct php_list cases = PHP_LIST_INIT(cases);
	bool is_colon;

	php_advance(parser);
	node->a = parse_condition(parser);
	is_colon = php_accept_sign(parser, PHP_SIGN_COLON);
	if (!is_colon) {
		php_expect_sign(parser, PHP_SIGN_BRACE_OPEN, "'{'");
	}
	while (!parser->failed && !php_at_sign(parser, PHP_SIGN_BRACE_CLOSE) &&
		!php_at_word(parser, PHP_WORD_ENDSWITCH)) {
		php_list_add(&cases, parse_case(parser));
	}
	php_advance(parser);
	if (is_colon) {
		php_end_statement(parser);
	}
	node->b = cases.head;
	return node;
}

static struct php_node *parse_catch(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_CATCH);
	struct php_list classes = PHP_LIST_INIT(classes);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	do {
		php_list_add(&classes, php_parse_braced_name(parser));
	} while (php_accept_sign(parser, PHP_SIGN_PIPE));
	node->value = php_null();
	if (parser->token.kind == PHP_T_VARIABLE) {
		node->value = php_string(parser->token.text);
		php_advance(parser);
	}
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	node->a = classes.head;
	node->b = php_parse_block(parser);
	return node;
}

static struct php_node *parse_try(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_TRY);
	struct php_list catches = PHP_LIST_INIT(catches);

	php_advance(parser);
	node->a = php_parse_block(parser);
	while (php_at_word(parser, PHP_WORD_CATCH)) {
		php_list_add(&catches, parse_catch(parser));
	}
	if (php_accept_word(parser, PHP_WORD_FINALLY)) {
		node->c = php_parse_block(parser);
	}
	if (!catches.head && !node->c) {
		php_expect_sign(parser, PHP_SIGN_NONE, "'catch' or 'finally'");
	}
	node->b = catches.head;
	return node;
}

struct php_node *php_parse_flow(struct php_parser *parser)
{
	switch ((int)parser->token.word) {
	case PHP_WORD_IF:
		return parse_if(parser);
	case PHP_WORD_WHILE:
		return parse_while(parser);
	case PHP_WORD_DO:
		return parse_do(parser);
	case PHP_WORD_FOR:
		return parse_for(parser);
	case PHP_WORD_FOREACH:
		return parse_foreach(parser);
	case PHP_WORD_SWITCH:
		return parse_switch(parser);
	default:
		return parse_try(parser);
	}
}
