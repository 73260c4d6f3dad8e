/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The parser's tools, and the top level of a file.
 */
#include "php/parser.h"

#include "php/interp.h"

void php_parse_fail(struct php_parser *parser, const struct php_token *at, const char *what)
{
	struct php *php = parser->php;

	if (!parser->failed && !php_is_halted(php)) {
		php->place = (struct php_place){parser->file, at->line, at->column};
		php_halt(php, PHP_HALT_SYNTAX, str_from_cstr(what));
	}
	parser->failed = true;
	parser->lexer.at = parser->lexer.end = parser->lexer.source.len;
	parser->token = (struct php_token){.kind = PHP_T_END, .line = at->line};
}

/* "unexpected ';', expected X" */
static void fail_expecting(struct php_parser *parser, const char *what)
{
	const struct php_token *token = &parser->token;
	struct str text = str_first(token->text, 32);

	if (parser->failed) {
		return;
	}
	if (token->kind == PHP_T_END) {
		text = php_format(parser->php, "unexpected end of the file, expected %s", what);
	} else if (token->kind == PHP_T_TEMPLATE || token->kind == PHP_T_STRING ||
		   token->kind == PHP_T_HEREDOC) {
		text = php_format(parser->php, "unexpected string, expected %s", what);
	} else {
		text = php_format(parser->php, "unexpected '%s%.*s', expected %s",
			token->kind == PHP_T_VARIABLE ? "$" : "", STR_ARG(text), what);
	}
	php_parse_fail(parser, token, text.ptr ? text.ptr : "out of memory");
}

void php_advance(struct php_parser *parser)
{
	if (parser->failed) {
		return;
	}
	php_lexer_next(&parser->lexer, &parser->token);
	if (!php_charge(parser->php, 1 + parser->token.text.len / 64)) {
		parser->failed = true;
		parser->token.kind = PHP_T_END;
		return;
	}
	if (parser->token.kind == PHP_T_INVALID) {
		php_parse_fail(parser, &parser->token, parser->lexer.error);
	}
}

bool php_at_sign(const struct php_parser *parser, enum php_sign sign)
{
	return parser->token.kind == PHP_T_SIGN && parser->token.sign == sign;
}

bool php_at_word(const struct php_parser *parser, enum php_word word)
{
	return parser->token.kind == PHP_T_NAME && parser->token.word == word;
}

bool php_accept_sign(struct php_parser *parser, enum php_sign sign)
{
	bool is_there = php_at_sign(parser, sign);

	if (is_there) {
		php_advance(parser);
	}
	return is_there;
}

bool php_accept_word(struct php_parser *parser, enum php_word word)
{
	bool is_there = php_at_word(parser, word);

	if (is_there) {
		php_advance(parser);
	}
	return is_there;
}

void php_expect_sign(struct php_parser *parser, enum php_sign sign, const char *what)
{
	if (!php_accept_sign(parser, sign)) {
		fail_expecting(parser, what);
	}
}

struct str php_expect_name(struct php_parser *parser, const char *what)
{
	struct str name = parser->token.text;

	if (parser->token.kind != PHP_T_NAME) {
		fail_expecting(parser, what);
		return STR_LIT("");
	}
	php_advance(parser);
	return name;
}

bool php_parser_enter(struct php_parser *parser)
{
	if (parser->failed) {
		return false;
	}
	if (++parser->depth > parser->php->limits.depth) {
		parser->depth--;
		parser->php->place =
			(struct php_place){parser->file, parser->token.line, parser->token.column};
		php_halt_limit(parser->php, "the nesting is too deep");
		php_parse_fail(parser, &parser->token, "");
		return false;
	}
	return true;
}

void php_parser_leave(struct php_parser *parser)
{
	parser->depth--;
}

struct php_node *php_node_new(struct php_parser *parser, enum php_node_kind kind)
{
	struct php_node *node = parser->failed ? NULL : PHP_NEW(parser->php, struct php_node);

	if (!node) {
		parser->failed = true;
		parser->token.kind = PHP_T_END;
		parser->scratch = (struct php_node){.kind = PHP_N_LITERAL};
		return &parser->scratch;
	}
	node->kind = kind;
	node->line = parser->token.line;
	node->column = parser->token.column;
	return node;
}

struct php_node *php_node_at(
	struct php_parser *parser, enum php_node_kind kind, const struct php_node *at)
{
	struct php_node *node = php_node_new(parser, kind);

	node->line = at->line;
	node->column = at->column;
	return node;
}

struct php_node *php_node_literal(struct php_parser *parser, struct php_value value)
{
	struct php_node *node = php_node_new(parser, PHP_N_LITERAL);

	node->value = value;
	return node;
}

/* The scratch node of a failed parse is never linked: lists would turn into circles. */
void php_list_add(struct php_list *list, struct php_node *node)
{
	if (!node->next && list->tail != &node->next) {
		*list->tail = node;
		list->tail = &node->next;
	}
}

bool php_parse_file(struct php *php, uint32_t file, struct str path, struct str source,
	struct php_node **ret_statements, bool *ret_has_text)
{
	struct php_parser parser = {.php = php, .path = path, .file = file};
	struct str body = source;
	struct php_list list = PHP_LIST_INIT(list);

	php_lexer_init(&parser.lexer, source);
	if (str_has_prefix(body, STR_LIT("\xEF\xBB\xBF"))) {
		parser.has_text = true;
		php_lexer_seek(&parser.lexer, 3);
		body = str_skip(body, 3);
	}
	if (str_has_prefix(body, STR_LIT("#!"))) {
		ptrdiff_t line = str_find_byte(body, '\n');

		php_lexer_seek(&parser.lexer,
			source.len - body.len + (line < 0 ? body.len : (size_t)line + 1));
	}
	php_advance(&parser);
	while (parser.token.kind != PHP_T_END) {
		php_list_add(&list, php_parse_statement(&parser));
	}
	*ret_statements = list.head;
	*ret_has_text = parser.has_text;
	return !parser.failed && !php_is_halted(php);
}
