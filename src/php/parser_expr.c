/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Operators, by precedence climbing. Operators of one precedence that bind to the left become one
 * flat chain instead of a deep tree: a text may be glued from thousands of pieces, and evaluating
 * them must not eat the stack.
 */
#include "php/interp.h"
#include "php/parser.h"

struct binary {
	enum php_op op;
	enum php_precedence precedence;
	bool is_single; /* a < b < c is an error */
};

static struct binary binary_of_word(enum php_word word)
{
	if (word == PHP_WORD_AND) {
		return (struct binary){PHP_OP_AND, PHP_PREC_AND, false};
	}
	if (word == PHP_WORD_OR) {
		return (struct binary){PHP_OP_OR, PHP_PREC_OR, false};
	}
	if (word == PHP_WORD_XOR) {
		return (struct binary){PHP_OP_XOR, PHP_PREC_XOR, false};
	}
	return (struct binary){PHP_OP_NONE, PHP_PREC_LOWEST, false};
}

/* The binary operator at the current token; PHP_OP_NONE: none. */
static struct binary binary_here(const struct php_parser *parser)
{
	static const struct binary by_sign[] = {
		[PHP_SIGN_SPACESHIP] = {PHP_OP_SPACESHIP, PHP_PREC_EQUALITY, true},
		[PHP_SIGN_IDENTICAL] = {PHP_OP_IDENTICAL, PHP_PREC_EQUALITY, true},
		[PHP_SIGN_NOT_IDENTICAL] = {PHP_OP_NOT_IDENTICAL, PHP_PREC_EQUALITY, true},
		[PHP_SIGN_EQUAL] = {PHP_OP_EQUAL, PHP_PREC_EQUALITY, true},
		[PHP_SIGN_NOT_EQUAL] = {PHP_OP_NOT_EQUAL, PHP_PREC_EQUALITY, true},
		[PHP_SIGN_NOT_EQUAL_OLD] = {PHP_OP_NOT_EQUAL, PHP_PREC_EQUALITY, true},
		[PHP_SIGN_LESS] = {PHP_OP_LESS, PHP_PREC_COMPARISON, true},
		[PHP_SIGN_LESS_EQUAL] = {PHP_OP_LESS_EQUAL, PHP_PREC_COMPARISON, true},
		[PHP_SIGN_GREATER] = {PHP_OP_GREATER, PHP_PREC_COMPARISON, true},
		[PHP_SIGN_GREATER_EQUAL] = {PHP_OP_GREATER_EQUAL, PHP_PREC_COMPARISON, true},
		[PHP_SIGN_BOOL_AND] = {PHP_OP_AND, PHP_PREC_BOOL_AND, false},
		[PHP_SIGN_BOOL_OR] = {PHP_OP_OR, PHP_PREC_BOOL_OR, false},
		[PHP_SIGN_PIPE] = {PHP_OP_BIT_OR, PHP_PREC_BIT_OR, false},
		[PHP_SIGN_CARET] = {PHP_OP_BIT_XOR, PHP_PREC_BIT_XOR, false},
		[PHP_SIGN_AMP] = {PHP_OP_BIT_AND, PHP_PREC_BIT_AND, false},
		[PHP_SIGN_SHL] = {PHP_OP_SHIFT_LEFT, PHP_PREC_SHIFT, false},
		[PHP_SIGN_SHR] = {PHP_OP_SHIFT_RIGHT, PHP_PREC_SHIFT, false},
		[PHP_SIGN_PLUS] = {PHP_OP_ADD, PHP_PREC_SUM, false},
		[PHP_SIGN_MINUS] = {PHP_OP_SUB, PHP_PREC_SUM, false},
		[PHP_SIGN_STAR] = {PHP_OP_MUL, PHP_PREC_PRODUCT, false},
		[PHP_SIGN_SLASH] = {PHP_OP_DIV, PHP_PREC_PRODUCT, false},
		[PHP_SIGN_PERCENT] = {PHP_OP_MOD, PHP_PREC_PRODUCT, false},
		[PHP_SIGN_DOT] = {PHP_OP_CONCAT, PHP_PREC_CONCAT, false},
		[PHP_SIGN_POW] = {PHP_OP_POW, PHP_PREC_POWER, false},
		[PHP_SIGN_COALESCE] = {PHP_OP_COALESCE, PHP_PREC_COALESCE, false},
	};
	const struct php_token *token = &parser->token;

	if (token->kind == PHP_T_SIGN && token->sign < ARRAY_SIZE(by_sign)) {
		return by_sign[token->sign];
	}
	return binary_of_word(token->kind == PHP_T_NAME ? token->word : PHP_WORD_NONE);
}

/* The operator of a compound assignment at the current token. */
static enum php_op compound_here(const struct php_parser *parser)
{
	static const enum php_op by_sign[] = {
		[PHP_SIGN_ADD_ASSIGN] = PHP_OP_ADD,
		[PHP_SIGN_SUB_ASSIGN] = PHP_OP_SUB,
		[PHP_SIGN_MUL_ASSIGN] = PHP_OP_MUL,
		[PHP_SIGN_DIV_ASSIGN] = PHP_OP_DIV,
		[PHP_SIGN_MOD_ASSIGN] = PHP_OP_MOD,
		[PHP_SIGN_POW_ASSIGN] = PHP_OP_POW,
		[PHP_SIGN_CONCAT_ASSIGN] = PHP_OP_CONCAT,
		[PHP_SIGN_AND_ASSIGN] = PHP_OP_BIT_AND,
		[PHP_SIGN_OR_ASSIGN] = PHP_OP_BIT_OR,
		[PHP_SIGN_XOR_ASSIGN] = PHP_OP_BIT_XOR,
		[PHP_SIGN_SHL_ASSIGN] = PHP_OP_SHIFT_LEFT,
		[PHP_SIGN_SHR_ASSIGN] = PHP_OP_SHIFT_RIGHT,
		[PHP_SIGN_COALESCE_ASSIGN] = PHP_OP_COALESCE,
	};
	const struct php_token *token = &parser->token;

	return token->kind == PHP_T_SIGN && token->sign < ARRAY_SIZE(by_sign) ? by_sign[token->sign]
									      : PHP_OP_NONE;
}

bool php_is_place(const struct php_node *node)
{
	return node->kind == PHP_N_VARIABLE || node->kind == PHP_N_VARIABLE_OF ||
	       node->kind == PHP_N_INDEX || node->kind == PHP_N_ARRAY ||
	       node->kind == PHP_N_STATIC || node->kind == PHP_N_OPAQUE;
}

/* Whatever binds looser stands on the left of an assignment: !$a = f() is !($a = f()). */
static struct php_node *parse_assignment(struct php_parser *parser, struct php_node *target)
{
	enum php_op op = compound_here(parser);
	struct php_node *node = php_node_at(parser, PHP_N_ASSIGN, target);

	php_advance(parser);
	node->op = (uint8_t)op;
	node->a = target;
	if (op == PHP_OP_NONE && php_accept_sign(parser, PHP_SIGN_AMP)) {
		node->kind = PHP_N_ASSIGN_REF;
	}
	node->b = php_parse_expression(parser, PHP_PREC_ASSIGN);
	return node;
}

static struct php_node *parse_ternary(struct php_parser *parser, struct php_node *condition)
{
	struct php_node *node = php_node_at(parser, PHP_N_TERNARY, condition);

	php_advance(parser);
	node->a = condition;
	if (!php_accept_sign(parser, PHP_SIGN_COLON)) {
		node->b = php_parse_expression(parser, PHP_PREC_LOWEST);
		php_expect_sign(parser, PHP_SIGN_COLON, "':' of a ternary");
	}
	node->c = php_parse_expression(parser, PHP_PREC_COALESCE);
	return node;
}

static struct php_node *parse_coalesce(struct php_parser *parser, struct php_node *left)
{
	struct php_node *node = php_node_at(parser, PHP_N_COALESCE, left);

	php_advance(parser);
	node->a = left;
	node->b = php_parse_expression(parser, PHP_PREC_COALESCE);
	return node;
}

static struct php_node *parse_instanceof(struct php_parser *parser, struct php_node *left)
{
	struct php_node *node = php_node_at(parser, PHP_N_INSTANCEOF, left);

	php_advance(parser);
	node->a = left;
	node->b = php_parse_primary(parser);
	return node;
}

static struct php_node *parse_binary(struct php_parser *parser, struct php_node *left)
{
	struct binary first = binary_here(parser);
	struct php_node *chain = php_node_at(parser, PHP_N_CHAIN, left);
	struct php_list links = PHP_LIST_INIT(links);
	enum php_precedence right = first.precedence + (first.op == PHP_OP_POW ? 0U : 1U);

	for (;;) {
		struct binary here = binary_here(parser);
		struct php_node *link;

		if (here.op == PHP_OP_NONE || here.precedence != first.precedence) {
			break;
		}
		if (first.is_single && links.head) {
			php_parse_fail(
				parser, &parser->token, "comparisons in a row need parentheses");
			break;
		}
		link = php_node_new(parser, PHP_N_LINK);
		php_advance(parser);
		link->op = (uint8_t)here.op;
		link->a = php_parse_expression(parser, right);
		php_list_add(&links, link);
	}
	chain->a = left;
	chain->b = links.head;
	return chain;
}

/* a ? b : c ? d : e is refused by PHP 8; only short ones, a ?: b ?: c, may follow each other. */
static struct php_node *parse_next_ternary(
	struct php_parser *parser, struct php_node *left, const struct php_node *previous)
{
	struct php_token at = parser->token;
	struct php_node *node = parse_ternary(parser, left);

	if (previous == left && (previous->b || node->b)) {
		php_parse_fail(parser, &at, "a ternary inside of a ternary needs parentheses");
	}
	return node;
}

static struct php_node *parse_operators(
	struct php_parser *parser, struct php_node *left, enum php_precedence loosest)
{
	struct php_node *ternary = NULL;

	while (!parser->failed) {
		struct binary binary = binary_here(parser);

		if (php_is_place(left) && (php_at_sign(parser, PHP_SIGN_ASSIGN) ||
						  compound_here(parser) != PHP_OP_NONE)) {
			left = parse_assignment(parser, left);
		} else if (php_at_sign(parser, PHP_SIGN_QUESTION) && loosest <= PHP_PREC_TERNARY) {
			left = ternary = parse_next_ternary(parser, left, ternary);
		} else if (php_at_word(parser, PHP_WORD_INSTANCEOF) &&
			   loosest <= PHP_PREC_INSTANCEOF) {
			left = parse_instanceof(parser, left);
		} else if (binary.op == PHP_OP_NONE || binary.precedence < loosest) {
			break;
		} else if (binary.op == PHP_OP_COALESCE) {
			left = parse_coalesce(parser, left);
		} else {
			left = parse_binary(parser, left);
		}
	}
	return left;
}

static struct php_node *parse_prefixed(
	struct php_parser *parser, enum php_node_kind kind, enum php_precedence operand)
{
	struct php_node *node = php_node_new(parser, kind);

	php_advance(parser);
	node->a = php_parse_expression(parser, operand);
	return node;
}

static struct php_node *parse_step_before(struct php_parser *parser, enum php_step step)
{
	struct php_node *node = parse_prefixed(parser, PHP_N_STEP, PHP_PREC_UNARY);

	node->op = (uint8_t)step;
	return node;
}

static struct php_node *parse_cast(struct php_parser *parser)
{
	enum php_cast cast = parser->token.cast;
	struct php_node *node;

	if (cast == PHP_CAST_UNSET) {
		php_parse_fail(parser, &parser->token, "the (unset) cast is no longer part of PHP");
	}
	node = parse_prefixed(parser, PHP_N_CAST, PHP_PREC_UNARY);
	node->op = (uint8_t)cast;
	return node;
}

/* NULL when no sign stands in front. */
static struct php_node *parse_sign_before(struct php_parser *parser)
{
	static const struct {
		enum php_sign sign;
		enum php_node_kind kind;
		enum php_precedence operand;
	} prefixes[] = {
		{PHP_SIGN_NOT, PHP_N_NOT, PHP_PREC_INSTANCEOF},
		{PHP_SIGN_MINUS, PHP_N_NEGATE, PHP_PREC_UNARY},
		{PHP_SIGN_PLUS, PHP_N_PLUS, PHP_PREC_UNARY},
		{PHP_SIGN_TILDE, PHP_N_BIT_NOT, PHP_PREC_UNARY},
		{PHP_SIGN_AT, PHP_N_SILENCE, PHP_PREC_UNARY},
	};

	for (size_t i = 0; i < ARRAY_SIZE(prefixes); i++) {
		if (php_at_sign(parser, prefixes[i].sign)) {
			return parse_prefixed(parser, prefixes[i].kind, prefixes[i].operand);
		}
	}
	if (php_at_sign(parser, PHP_SIGN_INCREMENT)) {
		return parse_step_before(parser, PHP_STEP_UP_BEFORE);
	}
	if (php_at_sign(parser, PHP_SIGN_DECREMENT)) {
		return parse_step_before(parser, PHP_STEP_DOWN_BEFORE);
	}
	return NULL;
}

static struct php_node *parse_unary(struct php_parser *parser)
{
	struct php_node *node;

	if (parser->token.kind == PHP_T_CAST) {
		return parse_cast(parser);
	}
	node = parse_sign_before(parser);
	return node ? node : php_parse_postfix(parser, php_parse_primary(parser));
}

struct php_node *php_parse_expression(struct php_parser *parser, enum php_precedence loosest)
{
	struct php_node *node;

	if (!php_parser_enter(parser)) {
		return &parser->scratch;
	}
	node = parse_operators(parser, parse_unary(parser), loosest);
	php_parser_leave(parser);
	return node;
}
