/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Declarations: functions and constants are understood; namespaces, imports, classes and
 * attributes are read over, since nothing here could use them.
 */
#include "php/interp.h"
#include "php/parser.h"

/* #[…] in front of something. */
void php_skip_attributes(struct php_parser *parser)
{
	while (parser->token.kind == PHP_T_ATTRIBUTE) {
		php_advance(parser);
		(void)php_parse_array_items(parser, PHP_SIGN_BRACKET_CLOSE);
	}
}

/* Which scalar kinds a type's name lets through; 0: the type is not checked. */
static uint8_t kinds_of_type(struct str name)
{
	static const struct {
		struct str name;
		uint8_t kinds;
	} types[] = {
		{STR_INIT("int"), 1U << PHP_INT},
		{STR_INIT("float"), 1U << PHP_FLOAT},
		{STR_INIT("string"), 1U << PHP_STRING},
		{STR_INIT("bool"), 1U << PHP_BOOL},
		{STR_INIT("array"), 1U << PHP_ARRAY},
		{STR_INIT("null"), 1U << PHP_NULL},
	};

	for (size_t i = 0; i < ARRAY_SIZE(types); i++) {
		if (str_equals_nocase(types[i].name, name)) {
			return types[i].kinds;
		}
	}
	return 0;
}

/* ?int, int|string, A&B, (A&B)|null; anything but scalars and arrays goes unchecked. */
static struct php_type parse_type(struct php_parser *parser)
{
	struct php_type type = {.is_checked = true};

	if (php_accept_sign(parser, PHP_SIGN_QUESTION)) {
		type.kinds = 1U << PHP_NULL;
	}
	do {
		bool is_grouped = php_accept_sign(parser, PHP_SIGN_PAREN_OPEN);
		uint8_t kinds = kinds_of_type(php_expect_name(parser, "a type"));

		type.is_checked = type.is_checked && kinds && !is_grouped;
		type.kinds |= kinds;
		while (is_grouped && php_accept_sign(parser, PHP_SIGN_AMP)) {
			(void)php_expect_name(parser, "a type");
		}
		if (is_grouped) {
			php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
		}
	} while (php_accept_sign(parser, PHP_SIGN_PIPE));
	return type;
}

static bool at_type(const struct php_parser *parser)
{
	return parser->token.kind == PHP_T_NAME || php_at_sign(parser, PHP_SIGN_QUESTION) ||
	       php_at_sign(parser, PHP_SIGN_PAREN_OPEN);
}

static void fill_parameter(struct php_parser *parser, struct php_parameter *parameter)
{
	php_skip_attributes(parser);
	if (at_type(parser)) {
		parameter->type = parse_type(parser);
	}
	parameter->is_reference = php_accept_sign(parser, PHP_SIGN_AMP);
	parameter->is_variadic = php_accept_sign(parser, PHP_SIGN_ELLIPSIS);
	parameter->name = parser->token.text;
	if (parser->token.kind != PHP_T_VARIABLE) {
		php_expect_sign(parser, PHP_SIGN_NONE, "a parameter");
	}
	php_advance(parser);
	if (php_accept_sign(parser, PHP_SIGN_ASSIGN)) {
		parameter->fallback = php_parse_expression(parser, PHP_PREC_LOWEST);
	}
}

static struct php_parameter *parse_parameters(struct php_parser *parser)
{
	struct php_parameter *head = NULL;
	struct php_parameter **tail = &head;

	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	while (!parser->failed && !php_at_sign(parser, PHP_SIGN_PAREN_CLOSE)) {
		*tail = PHP_NEW(parser->php, struct php_parameter);
		if (!*tail) {
			parser->failed = true;
			return NULL;
		}
		fill_parameter(parser, *tail);
		tail = &(*tail)->next;
		if (!php_accept_sign(parser, PHP_SIGN_COMMA)) {
			break;
		}
	}
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "',' or ')'");
	return head;
}

/* use ($x, &$y) */
static struct php_capture *parse_captures(struct php_parser *parser)
{
	struct php_capture *head = NULL;
	struct php_capture **tail = &head;

	if (!php_accept_word(parser, PHP_WORD_USE)) {
		return NULL;
	}
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	while (!parser->failed && !php_at_sign(parser, PHP_SIGN_PAREN_CLOSE)) {
		*tail = PHP_NEW(parser->php, struct php_capture);
		if (!*tail) {
			parser->failed = true;
			return NULL;
		}
		(*tail)->is_reference = php_accept_sign(parser, PHP_SIGN_AMP);
		(*tail)->name = parser->token.text;
		if (parser->token.kind != PHP_T_VARIABLE) {
			php_expect_sign(parser, PHP_SIGN_NONE, "a variable");
		}
		php_advance(parser);
		tail = &(*tail)->next;
		if (!php_accept_sign(parser, PHP_SIGN_COMMA)) {
			break;
		}
	}
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "',' or ')'");
	return head;
}

struct php_function *php_parse_function(struct php_parser *parser, struct str name, bool is_arrow)
{
	struct php_function *outer = parser->function;
	struct php_function *function = PHP_NEW(parser->php, struct php_function);

	if (!function) {
		parser->failed = true;
		return NULL;
	}
	parser->function = function;
	function->name = name;
	function->file = parser->file;
	function->is_arrow = is_arrow;
	php_accept_sign(parser, PHP_SIGN_AMP);
	function->parameters = parse_parameters(parser);
	function->captures = parse_captures(parser);
	if (php_accept_sign(parser, PHP_SIGN_COLON)) {
		function->returns = parse_type(parser);
	}
	if (is_arrow) {
		php_expect_sign(parser, PHP_SIGN_DOUBLE_ARROW, "'=>'");
		function->body = php_parse_expression(parser, PHP_PREC_LOWEST);
	} else {
		function->body = php_parse_block(parser)->a;
	}
	parser->function = outer;
	return function;
}

static struct php_node *parse_named_function(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_FUNCTION);
	struct str name;

	php_advance(parser);
	php_accept_sign(parser, PHP_SIGN_AMP);
	name = php_expect_name(parser, "a name");
	node->function = php_parse_function(parser, name, false);
	return node;
}

/* const A = 1, B = 2; */
static struct php_node *parse_constants(struct php_parser *parser)
{
	struct php_node *block = php_node_new(parser, PHP_N_BLOCK);
	struct php_list list = PHP_LIST_INIT(list);

	php_advance(parser);
	do {
		struct php_node *node = php_node_new(parser, PHP_N_DEFINE);

		node->value = php_string(php_expect_name(parser, "a name"));
		php_expect_sign(parser, PHP_SIGN_ASSIGN, "'='");
		node->a = php_parse_expression(parser, PHP_PREC_LOWEST);
		php_list_add(&list, node);
	} while (php_accept_sign(parser, PHP_SIGN_COMMA));
	php_end_statement(parser);
	block->a = list.head;
	return block;
}

/* Up to the brace that belongs to the current one, strings and all. */
static void skip_braces(struct php_parser *parser)
{
	size_t open = 0;

	do {
		if (parser->token.kind == PHP_T_TEMPLATE || parser->token.kind == PHP_T_BACKTICK) {
			(void)php_parse_template(parser);
			continue;
		}
		open += php_at_sign(parser, PHP_SIGN_BRACE_OPEN);
		open -= php_at_sign(parser, PHP_SIGN_BRACE_CLOSE);
		if (parser->token.kind == PHP_T_END) {
			php_expect_sign(parser, PHP_SIGN_BRACE_CLOSE, "'}'");
			return;
		}
		php_advance(parser);
	} while (open && !parser->failed);
}

/* Whatever stands between `class` and `{`, and the body. */
void php_skip_class(struct php_parser *parser)
{
	while (!parser->failed && parser->token.kind != PHP_T_END &&
		!php_at_sign(parser, PHP_SIGN_BRACE_OPEN)) {
		php_advance(parser);
	}
	if (!php_at_sign(parser, PHP_SIGN_BRACE_OPEN)) {
		php_expect_sign(parser, PHP_SIGN_BRACE_OPEN, "'{'");
		return;
	}
	skip_braces(parser);
}

/* namespace X; — namespace X { … } — use X\Y as Z, A\{B, C}; — all without effect here. */
static struct php_node *skip_import(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_NOTHING);
	bool is_namespace = php_at_word(parser, PHP_WORD_NAMESPACE);

	parser->has_imports = true;
	php_advance(parser);
	while (!parser->failed && parser->token.kind != PHP_T_END &&
		!php_at_sign(parser, PHP_SIGN_SEMICOLON)) {
		if (!php_at_sign(parser, PHP_SIGN_BRACE_OPEN)) {
			php_advance(parser);
		} else if (is_namespace) {
			return php_parse_block(parser);
		} else {
			skip_braces(parser);
		}
	}
	php_end_statement(parser);
	return node;
}

/* declare(strict_types=1); — declare(ticks=1) { … } */
static struct php_node *skip_declare(struct php_parser *parser)
{
	struct php_node *node = php_node_new(parser, PHP_N_NOTHING);

	php_advance(parser);
	php_expect_sign(parser, PHP_SIGN_PAREN_OPEN, "'('");
	while (!parser->failed && parser->token.kind != PHP_T_END &&
		!php_at_sign(parser, PHP_SIGN_PAREN_CLOSE)) {
		php_advance(parser);
	}
	php_expect_sign(parser, PHP_SIGN_PAREN_CLOSE, "')'");
	if (php_at_sign(parser, PHP_SIGN_BRACE_OPEN)) {
		return php_parse_block(parser);
	}
	php_end_statement(parser);
	return node;
}

struct php_node *php_parse_declaration(struct php_parser *parser)
{
	struct php_node *node;

	switch ((int)parser->token.word) {
	case PHP_WORD_FUNCTION:
		return parse_named_function(parser);
	case PHP_WORD_CONST:
		return parse_constants(parser);
	case PHP_WORD_NAMESPACE:
	case PHP_WORD_USE:
		return skip_import(parser);
	case PHP_WORD_DECLARE:
		return skip_declare(parser);
	case PHP_WORD_GOTO:
		php_parse_fail(parser, &parser->token, "goto is not understood here");
		return &parser->scratch;
	default:
		node = php_node_new(parser, PHP_N_NOTHING);
		php_skip_class(parser);
		return node;
	}
}
