/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What operators work on: variables, literals, names, arrays, parentheses, and what may follow
 * them: [ ], ( ), ->, ::.
 */
#include "php/interp.h"
#include "php/parser.h"

static struct php_node *parse_variable(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_VARIABLE);

	node->value = php_string(parser->token.text);
	php_advance(parser);
	return node;
}

/* $$x and ${expression} */
static struct php_node *parse_variable_of(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_VARIABLE_OF);

	if (!php_parser_enter(parser)) {
		return node;
	}
	php_advance(parser);
	if (php_accept_sign(parser, PHP_SIGN_BRACE_OPEN)) {
		node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
		php_expect_sign(parser, PHP_SIGN_BRACE_CLOSE, "'}'");
	} else if (php_at_sign(parser, PHP_SIGN_DOLLAR)) {
		node->a = parse_variable_of(parser);
	} else if (parser->token.kind == PHP_T_VARIABLE) {
		node->a = parse_variable(parser);
	} else {
		php_expect_sign(parser, PHP_SIGN_BRACE_OPEN, "a variable");
	}
	php_parser_leave(parser);
	return node;
}

/* One element: value, key => value, &$variable, ...$spread, or nothing at all in a list(). */
static struct php_node *parse_item(struct php_parser *parser)
{
	struct php_node *item = php_node_new(parser, PHP_N_ITEM);

	if (php_at_sign(parser, PHP_SIGN_COMMA)) {
		return item;
	}
	if (php_accept_sign(parser, PHP_SIGN_ELLIPSIS)) {
		item->op = PHP_ITEM_SPREAD;
	} else if (php_accept_sign(parser, PHP_SIGN_AMP)) {
		item->op = PHP_ITEM_REFERENCE;
	}
	item->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	if (item->op == PHP_ITEM_VALUE && php_accept_sign(parser, PHP_SIGN_DOUBLE_ARROW)) {
		item->b = item->a;
		item->op =
			php_accept_sign(parser, PHP_SIGN_AMP) ? PHP_ITEM_REFERENCE : PHP_ITEM_VALUE;
		item->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	}
	return item;
}

struct php_node *php_parse_array_items(struct php_parser *parser, enum php_sign close)
{
	struct php_list items = PHP_LIST_INIT(items);

	while (!parser->failed && !php_at_sign(parser, close)) {
		php_list_add(&items, parse_item(parser));
		if (!php_accept_sign(parser, PHP_SIGN_COMMA)) {
			break;
		}
	}
	php_expect_sign(
		parser, close, close == PHP_SIGN_BRACKET_CLOSE ? "',' or ']'" : "',' or ')'");
	return items.head;
}

static struct php_node *parse_array(struct php_parser *parser, enum php_sign close)
{
	struct php_node *node = php_node_new(parser, PHP_N_ARRAY);

	php_advance(parser);
	node->a = php_parse_array_items(parser, close);
	return node;
}

static struct php_node *parse_long_array(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_ARRAY);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	node->a = php_parse_array_items(parser, PHP_SIGN_PAREN_CLOSE);
	return node;
}

static struct php_node *parse_argument(struct php_parser *parser)
{
	struct php_node *argument = php_node_new(parser, PHP_N_ARG);

	if (php_accept_sign(parser, PHP_SIGN_ELLIPSIS)) {
		argument->op = PHP_ITEM_SPREAD;
		if (php_at_sign(parser, PHP_SIGN_PAREN_CLOSE)) {
			return argument;
		}
	} else if (parser->token.kind == PHP_T_NAME) {
		struct php_lexer before = parser->lexer;
		struct php_token name = parser->token;

		php_advance(parser);
		if (php_accept_sign(parser, PHP_SIGN_COLON)) {
			argument->value = php_string(name.text);
		} else if (!parser->failed) {
			parser->lexer = before;
			parser->token = name;
		}
	}
	argument->a = php_parse_expression(parser, PHP_PREC_LOWEST);
	return argument;
}

/* Behind '('. f(...) yields a lone spread without an expression. */
struct php_node *php_parse_arguments(struct php_parser *parser)
{
	struct php_list arguments = PHP_LIST_INIT(arguments);

	while (!parser->failed && !php_at_sign(parser, PHP_SIGN_PAREN_CLOSE)) {
		php_list_add(&arguments, parse_argument(parser));
		if (!php_accept_sign(parser, PHP_SIGN_COMMA)) {
			break;
		}
	}
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "',' or ')'");
	return arguments.head;
}

static struct php_node *parse_call(struct php_parser *parser, struct php_node *callee)
{
	struct php_node *node = php_node_at(parser, PHP_N_CALL, callee);

	php_advance(parser);
	node->a = callee;
	node->b = php_parse_arguments(parser);
	if (node->b && node->b->op == PHP_ITEM_SPREAD && !node->b->a) {
		node->kind = PHP_N_CALLABLE;
	}
	return node;
}

/* Stands where AT does; OBJECT and ARGUMENTS may be NULL. */
static struct php_node *opaque(struct php_parser *parser, const struct php_node *at,
	const char *what, struct php_node *object, struct php_node *arguments)
{
	struct php_node *node = php_node_at(parser, PHP_N_OPAQUE, at);

	node->value = php_string(str_from_cstr(what));
	node->a = arguments;
	node->b = object;
	return node;
}

/* ->name, ->$name, ->{…}, with or without a call: objects are unknown here. */
static struct php_node *parse_property(struct php_parser *parser, struct php_node *object)
{
	struct php_node *arguments = NULL;

	php_advance(parser);
	if (parser->token.kind == PHP_T_VARIABLE || php_at_sign(parser, PHP_SIGN_DOLLAR)) {
		(void)php_parse_primary(parser);
	} else {
		(void)php_parse_braced_name(parser);
	}
	if (php_accept_sign(parser, PHP_SIGN_PAREN_OPEN)) {
		arguments = php_parse_arguments(parser);
	}
	return opaque(parser, object, "an object", object, arguments);
}

/* name or {expression}, behind -> and ::, where the value never matters */
struct php_node *php_parse_braced_name(struct php_parser *parser)
{
	struct php_node *node;

	if (php_accept_sign(parser, PHP_SIGN_BRACE_OPEN)) {
		node = php_parse_expression(parser, PHP_PREC_LOWEST);
		php_expect_sign(parser, PHP_SIGN_BRACE_CLOSE, "'}'");
		return node;
	}
	node = php_node_new(parser, PHP_N_CONSTANT);
	node->value = php_string(php_expect_name(parser, "a name"));
	return node;
}

static struct php_node *member_call(struct php_parser *parser, const struct php_node *class,
	struct str member, struct php_node *arguments)
{
	struct str what = php_format(
		parser->php, "%.*s::%.*s()", STR_ARG(php_text(class->value)), STR_ARG(member));
	struct php_node *node = opaque(parser, class, "", NULL, arguments);

	node->value = php_string(what);
	return node;
}

/* X::M, X::class, X::$m, X::f(…) */
static struct php_node *parse_member(struct php_parser *parser, struct php_node *class)
{
	bool is_named = class->kind == PHP_N_CONSTANT;
	struct php_node *node = php_node_at(parser, PHP_N_MEMBER, class);
	struct php_node *member;

	php_advance(parser);
	if (parser->token.kind == PHP_T_VARIABLE) {
		node->kind = PHP_N_STATIC;
		member = parse_variable(parser);
	} else {
		member = php_parse_braced_name(parser);
	}
	if (php_accept_sign(parser, PHP_SIGN_PAREN_OPEN)) {
		struct php_node *arguments = php_parse_arguments(parser);

		return is_named && member->kind == PHP_N_CONSTANT
			       ? member_call(parser, class, php_text(member->value), arguments)
			       : opaque(parser, class, "an object", is_named ? NULL : class,
					 arguments);
	}
	if (!is_named || (member->kind != PHP_N_CONSTANT && member->kind != PHP_N_VARIABLE)) {
		return opaque(parser, class, "an object", is_named ? NULL : class, NULL);
	}
	/* What a relative name is short for is not looked up. */
	if (parser->has_imports && !class->op &&
		str_equals_nocase(php_text(member->value), STR_LIT("class"))) {
		return opaque(parser, class, "the full name of an imported class", NULL, NULL);
	}
	node->value = class->value;
	node->b = member;
	return node;
}

static struct php_node *parse_index(struct php_parser *parser, struct php_node *base)
{
	struct php_node *node = php_node_at(parser, PHP_N_INDEX, base);

	php_advance(parser);
	node->a = base;
	if (!php_at_sign(parser, PHP_SIGN_BRACKET_CLOSE)) {
		node->b = php_parse_expression(parser, PHP_PREC_LOWEST);
	}
	php_expect_sign(parser, PHP_SIGN_BRACKET_CLOSE, "']'");
	return node;
}

static struct php_node *parse_step_after(
	struct php_parser *parser, struct php_node *place, enum php_step step)
{
	struct php_node *node = php_node_at(parser, PHP_N_STEP, place);

	php_advance(parser);
	node->op = (uint8_t)step;
	node->a = place;
	return node;
}

/* Each link nests the tree by one: count it like a bracket. */
struct php_node *php_parse_postfix(struct php_parser *parser, struct php_node *node)
{
	uint32_t links = 0;

	while (parser->token.kind == PHP_T_SIGN && php_parser_enter(parser)) {
		links++;
		if (php_at_sign(parser, PHP_SIGN_BRACKET_OPEN)) {
			node = parse_index(parser, node);
		} else if (php_at_sign(parser, PHP_SIGN_PAREN_OPEN)) {
			node = parse_call(parser, node);
		} else if (php_at_sign(parser, PHP_SIGN_ARROW) ||
			   php_at_sign(parser, PHP_SIGN_NULLSAFE)) {
			node = parse_property(parser, node);
		} else if (php_at_sign(parser, PHP_SIGN_DOUBLE_COLON)) {
			node = parse_member(parser, node);
		} else if (php_at_sign(parser, PHP_SIGN_INCREMENT) && php_is_place(node)) {
			node = parse_step_after(parser, node, PHP_STEP_UP_AFTER);
		} else if (php_at_sign(parser, PHP_SIGN_DECREMENT) && php_is_place(node)) {
			node = parse_step_after(parser, node, PHP_STEP_DOWN_AFTER);
		} else {
			break;
		}
	}
	parser->depth -= MIN_OF(links, parser->depth);
	return node;
}

/* A name that is no reserved word: a constant, or what a call or a class is called. */
static struct php_node *parse_name(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_CONSTANT);
	struct str name = parser->token.text;

	node->op = name.ptr[0] == '\\';
	node->value = php_string(node->op ? str_skip(name, 1) : name);
	php_advance(parser);
	return node;
}

static struct php_node *parse_number(struct php_parser *parser)
{
	struct php_node *node = php_node_literal(parser, parser->token.kind == PHP_T_INT
								 ? php_int(parser->token.integer)
								 : php_float(parser->token.real));

	php_advance(parser);
	return node;
}

static struct php_node *parse_parentheses(struct php_parser *parser)
{
	struct php_node *node;

	php_advance(parser);
	node = php_parse_expression(parser, PHP_PREC_LOWEST);
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	return node;
}

/* `command`: read as a template, never run. */
static struct php_node *parse_backtick(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_OPAQUE);

	node->value = php_string(STR_LIT("a shell command, which is never run here"));
	(void)php_parse_template(parser);
	return node;
}

static struct php_node *parse_sign(struct php_parser *parser)
{
	if (php_at_sign(parser, PHP_SIGN_BRACKET_OPEN)) {
		return parse_array(parser, PHP_SIGN_BRACKET_CLOSE);
	}
	if (php_at_sign(parser, PHP_SIGN_PAREN_OPEN)) {
		return parse_parentheses(parser);
	}
	if (php_at_sign(parser, PHP_SIGN_DOLLAR)) {
		return parse_variable_of(parser);
	}
	if (php_at_sign(parser, PHP_SIGN_AMP)) {
		/* &$x where no reference can be taken: the caller complains. */
		php_parse_fail(parser, &parser->token, "a reference has no place here");
	}
	php_expect_sign(parser, PHP_SIGN_NONE, "an expression");
	return &parser->scratch;
}

struct php_node *php_parse_primary(struct php_parser *parser)
{
	switch ((int)parser->token.kind) {
	case PHP_T_VARIABLE:
		return parse_variable(parser);
	case PHP_T_INT:
	case PHP_T_FLOAT:
		return parse_number(parser);
	case PHP_T_STRING:
		return php_parse_string(parser);
	case PHP_T_TEMPLATE:
		return php_parse_template(parser);
	case PHP_T_HEREDOC:
		return php_parse_heredoc(parser);
	case PHP_T_BACKTICK:
		return parse_backtick(parser);
	case PHP_T_ATTRIBUTE:
		php_skip_attributes(parser);
		return php_parse_primary(parser);
	case PHP_T_NAME:
		break;
	default:
		return parse_sign(parser);
	}
	if (parser->token.word == PHP_WORD_ARRAY || parser->token.word == PHP_WORD_LIST) {
		return parse_long_array(parser);
	}
	return parser->token.word == PHP_WORD_NONE || parser->token.word == PHP_WORD_ENUM ||
			       parser->token.word == PHP_WORD_READONLY
		       ? parse_name(parser)
		       : php_parse_word(parser);
}
