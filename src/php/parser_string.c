/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Strings: escapes, variables inside of double quotes, heredocs.
 *
 * A template is read straight from the source: literal text is unescaped piece by piece, and at
 * `{$` the ordinary parser takes over until its closing brace. A heredoc's body is the same with
 * other ends, and with white space taken off the start of each line.
 */
#include "base/ascii.h"
#include "php/convert.h"
#include "php/interp.h"
#include "php/parser.h"

struct template
{
	struct php_parser *parser;
	size_t end;    /* offset where a heredoc's body ends; SIZE_MAX: at the closing quote */
	char quote;    /* '"', '`', or 0 */
	size_t indent; /* what each line of a heredoc loses */
	bool at_line_start;
	struct buf out; /* text since the last part */
	struct php_list parts;
};

struct str php_unescape_single(struct php *php, struct str raw)
{
	char *out;
	size_t len = 0;

	if (str_find_byte(raw, '\\') < 0) {
		return raw;
	}
	out = php_string_room(php, raw.len);
	for (size_t i = 0; out && i < raw.len; i++) {
		char next = str_at(raw, i + 1);

		i += raw.ptr[i] == '\\' && (next == '\\' || next == '\'');
		out[len++] = raw.ptr[i];
	}
	return out ? str_make(out, len) : STR_LIT("");
}

struct php_node *php_parse_string(struct php_parser *parser)
{
	struct str text = php_unescape_single(parser->php, parser->token.text);
	struct php_node *node = php_node_literal(parser, php_string(text));

	php_advance(parser);
	return node;
}

static void put(struct template *t, unsigned byte)
{
	buf_append_byte(&t->out, (char)byte);
}

/* \u{…}: the bytes used behind the backslash. */
static size_t put_unicode(struct template *t, struct str text)
{
	uint32_t code = 0;
	size_t at = 2;

	if (text.len < 2 || text.ptr[1] != '{') {
		put(t, '\\');
		put(t, 'u');
		return 1;
	}
	while (ascii_digit(str_at(text, at)) < 16 && code <= 0x10FFFF) {
		code = code * 16 + (uint32_t)ascii_digit(text.ptr[at++]);
	}
	if (at == 2 || at >= text.len || text.ptr[at] != '}' || code > 0x10FFFF) {
		php_parse_fail(t->parser, &t->parser->token, "\\u{…} wants a Unicode code point");
		return text.len;
	}
	php_put_utf8(&t->out, code);
	return at + 1;
}

/* TEXT starts with digits of BASE; returns how many of them, at most MOST, belong to the escape. */
static size_t put_number(struct template *t, struct str text, int base, size_t most)
{
	int value = 0;
	size_t at = 0;

	for (; at < most && ascii_digit(str_at(text, at)) < base; at++) {
		value = value * base + ascii_digit(text.ptr[at]);
	}
	put(t, (unsigned)value & 0xFF); /* "\400" is a NUL */
	return at;
}

/* TEXT is what follows a backslash. Returns how much of it was used. */
static size_t put_escape(struct template *t, struct str text)
{
	static const char from[] = "nrtvef\\$";
	static const char to[] = "\n\r\t\v\033\f\\$";
	char c = str_at(text, 0);
	const char *simple = c ? strchr(from, c) : NULL;

	if (simple) {
		put(t, (unsigned char)to[simple - from]);
		return 1;
	}
	if (c && c == t->quote) {
		put(t, (unsigned char)c);
		return 1;
	}
	if (c >= '0' && c <= '7') {
		return put_number(t, text, 8, 3);
	}
	if (ascii_lower(c) == 'x' && ascii_digit(str_at(text, 1)) < 16) {
		return 1 + put_number(t, str_skip(text, 1), 16, 2);
	}
	if (c == 'u') {
		return put_unicode(t, text);
	}
	put(t, '\\');
	if (c == '{') {
		/* Not the start of a variable, then. */
		put(t, '{');
		return 1;
	}
	return 0;
}

static struct php_lexer *lexer_of(const struct template *t)
{
	return &t->parser->lexer;
}

static struct str ahead(const struct template *t)
{
	const struct php_lexer *lexer = lexer_of(t);
	size_t end = MIN_OF(t->end, lexer->source.len);

	return lexer->at < end ? str_make(lexer->source.ptr + lexer->at, end - lexer->at)
			       : STR_NULL;
}

static void add_part(struct template *t, struct php_node *part)
{
	struct php_node *item = php_node_new(t->parser, PHP_N_ITEM);

	item->a = part;
	php_list_add(&t->parts, item);
}

static void flush_text(struct template *t)
{
	if (t->out.len) {
		struct str text = php_dup(t->parser->php, buf_str(&t->out));

		add_part(t, php_node_literal(t->parser, php_string(text)));
		buf_clear(&t->out);
	}
}

/* {$ … }: the parser reads until the brace; then the template goes on right behind it. */
static struct php_node *parse_braced(struct template *t, bool is_name)
{
	struct php_parser *parser = t->parser;
	struct php_lexer *lexer = lexer_of(t);
	size_t end = lexer->end;
	struct php_node *node;

	php_lexer_seek(lexer, lexer->at + (is_name ? 2 : 1));
	lexer->end = MIN_OF(t->end, end);
	php_advance(parser);
	if (is_name && parser->token.kind == PHP_T_NAME) {
		/* ${name} and ${name[…]} */
		node = php_node_new(parser, PHP_N_VARIABLE);
		node->value = php_string(php_expect_name(parser, "a name"));
		node = php_parse_postfix(parser, node);
	} else {
		node = php_parse_expression(parser, PHP_PREC_LOWEST);
		if (is_name) {
			struct php_node *outer = php_node_at(parser, PHP_N_VARIABLE_OF, node);

			outer->a = node;
			node = outer;
		}
	}
	if (parser->failed) {
		return node;
	}
	if (!php_at_sign(parser, PHP_SIGN_BRACE_CLOSE)) {
		php_expect_sign(parser, PHP_SIGN_BRACE_CLOSE, "'}' in a string");
		return node;
	}
	lexer->end = end;
	return node;
}

/* The key in "$x[key]": a bare word, a number, or a variable. */
static struct php_node *parse_simple_key(struct template *t)
{
	struct php_parser *parser = t->parser;
	struct str text = ahead(t);
	bool is_variable = text.len && text.ptr[0] == '$';
	size_t start = is_variable || (text.len && text.ptr[0] == '-');
	size_t len = start;
	struct php_node *node;
	struct str word;

	while (len < text.len && php_is_name_part(text.ptr[len])) {
		len++;
	}
	if (len == start || len >= text.len || text.ptr[len] != ']') {
		parser->token.line = lexer_of(t)->line;
		php_parse_fail(parser, &parser->token,
			"the key in \"$x[key]\" must be a bare word, a number or a variable");
		return &parser->scratch;
	}
	word = str_first(text, len);
	if (is_variable) {
		node = php_node_new(parser, PHP_N_VARIABLE);
		node->value = php_string(str_skip(word, 1));
	} else {
		node = php_node_literal(parser, php_key_value(php_key_from_name(word)));
	}
	php_lexer_seek(lexer_of(t), lexer_of(t)->at + len + 1);
	return node;
}

/* Skips "->name" or "?->name" in a simple interpolation: an object. */
static bool skip_simple_property(struct template *t)
{
	struct str text = ahead(t);
	size_t arrow = str_has_prefix(text, STR_LIT("->"))    ? 2
		       : str_has_prefix(text, STR_LIT("?->")) ? 3
							      : 0;
	size_t len = arrow;

	if (!arrow || text.len <= arrow || !php_is_name_start(text.ptr[arrow])) {
		return false;
	}
	while (len < text.len && php_is_name_part(text.ptr[len])) {
		len++;
	}
	php_lexer_seek(lexer_of(t), lexer_of(t)->at + len);
	return true;
}

/* $name, $name[key], $name->property */
static struct php_node *parse_simple(struct template *t)
{
	struct php_parser *parser = t->parser;
	struct str text = str_skip(ahead(t), 1);
	struct php_node *node = php_node_new(parser, PHP_N_VARIABLE);
	struct php_node *index;
	size_t len = 0;

	while (len < text.len && php_is_name_part(text.ptr[len])) {
		len++;
	}
	node->value = php_string(str_first(text, len));
	php_lexer_seek(lexer_of(t), lexer_of(t)->at + 1 + len);
	if (skip_simple_property(t)) {
		node->kind = PHP_N_OPAQUE;
		node->value = php_string(STR_LIT("an object"));
		return node;
	}
	if (ahead(t).len == 0 || ahead(t).ptr[0] != '[') {
		return node;
	}
	php_lexer_seek(lexer_of(t), lexer_of(t)->at + 1);
	index = php_node_at(parser, PHP_N_INDEX, node);
	index->a = node;
	index->b = parse_simple_key(t);
	return index;
}

static void parse_part(struct template *t, bool is_braced)
{
	struct str text = ahead(t);

	flush_text(t);
	t->parser->token.line = lexer_of(t)->line;
	t->parser->token.column = (uint32_t)(lexer_of(t)->at - lexer_of(t)->line_start + 1);
	if (is_braced) {
		add_part(t, parse_braced(t, false));
	} else if (text.ptr[1] == '{') {
		add_part(t, parse_braced(t, true));
	} else {
		add_part(t, parse_simple(t));
	}
}

/* White space that the closing label's indentation takes off a line. */
static void drop_indent(struct template *t)
{
	struct str text = ahead(t);
	size_t len = 0;

	t->at_line_start = false;
	while (len < t->indent && len < text.len &&
		(text.ptr[len] == ' ' || text.ptr[len] == '\t')) {
		len++;
	}
	if (len < t->indent && len < text.len && text.ptr[len] != '\n' && text.ptr[len] != '\r') {
		t->parser->token.line = lexer_of(t)->line;
		t->parser->token.column = 1;
		php_parse_fail(t->parser, &t->parser->token,
			"this line of a heredoc is indented less than its closing label");
		return;
	}
	php_lexer_seek(lexer_of(t), lexer_of(t)->at + len);
}

static bool starts_part(struct str text, bool *ret_is_braced)
{
	char next = str_at(text, 1);

	*ret_is_braced = text.ptr[0] == '{';
	if (text.ptr[0] == '$') {
		return php_is_name_start(next) || next == '{';
	}
	return text.ptr[0] == '{' && next == '$';
}

/* A character or an escape. */
static void parse_text(struct template *t)
{
	struct str text = ahead(t);
	char c = str_at(text, 0);
	size_t used = 1;

	if (c == '\\') {
		used += put_escape(t, str_skip(text, 1));
	} else {
		put(t, (unsigned char)c);
	}
	t->at_line_start = c == '\n' || (c == '\r' && text.len > 1 && text.ptr[1] != '\n');
	php_lexer_seek(lexer_of(t), lexer_of(t)->at + used);
}

/* Until the quote or the end. False when the end is missing. */
static bool parse_parts(struct template *t)
{
	while (!t->parser->failed) {
		struct str text = ahead(t);
		bool is_braced;

		if (t->at_line_start && text.len && t->indent) {
			drop_indent(t);
		} else if (text.len == 0 || (t->quote && text.ptr[0] == t->quote)) {
			return t->quote == 0 || text.len > 0;
		} else if (starts_part(text, &is_braced)) {
			parse_part(t, is_braced);
		} else {
			parse_text(t);
		}
	}
	return true;
}

/* The parts as one literal when there are no variables, else as a template. */
static struct php_node *finish(struct template *t, const struct php_node *start)
{
	struct php_node *node;

	if (buf_status(&t->out)) {
		php_halt(t->parser->php, PHP_HALT_MEMORY, STR_LIT("the system has no memory left"));
	}
	if (!t->parts.head) {
		node = php_node_at(t->parser, PHP_N_LITERAL, start);
		node->value = php_string(php_dup(t->parser->php, buf_str(&t->out)));
	} else {
		flush_text(t);
		node = php_node_at(t->parser, PHP_N_TEMPLATE, start);
		node->a = t->parts.head;
	}
	buf_deinit(&t->out);
	return node;
}

struct php_node *php_parse_template(struct php_parser *parser)
{
	struct php_token opening = parser->token;
	struct php_node *start = php_node_new(parser, PHP_N_TEMPLATE);
	struct template t = {
		.parser = parser,
		.end = parser->lexer.end,
		.quote = str_at(opening.text, 0),
	};

	t.parts = PHP_LIST_INIT(t.parts);
	if (!php_parser_enter(parser)) {
		return start;
	}
	if (!parse_parts(&t)) {
		php_parse_fail(parser, &opening, "this string does not end");
	}
	start = finish(&t, start);
	php_lexer_seek(&parser->lexer, parser->lexer.at + 1);
	php_parser_leave(parser);
	php_advance(parser);
	return start;
}

static struct php_node *parse_body(struct php_parser *parser, const struct php_token *heredoc)
{
	size_t body = (size_t)(heredoc->text.ptr - parser->lexer.source.ptr);
	struct php_node *start = php_node_new(parser, PHP_N_TEMPLATE);
	struct template t = {
		.parser = parser,
		.end = body + heredoc->text.len,
		.indent = heredoc->indent,
		.at_line_start = true,
	};

	t.parts = PHP_LIST_INIT(t.parts);
	parser->lexer.at = body;
	parser->lexer.line = heredoc->line + 1;
	parser->lexer.line_start = body;
	(void)parse_parts(&t);
	return finish(&t, start);
}

/* <<<'LABEL': only the indentation goes. */
static struct php_node *parse_nowdoc(struct php_parser *parser, const struct php_token *heredoc)
{
	struct str text = heredoc->text;
	char *out = php_string_room(parser->php, text.len);
	size_t len = 0;
	size_t dropped = 0;

	for (size_t i = 0; out && i < text.len; i++) {
		char c = text.ptr[i];

		if (dropped < heredoc->indent && (c == ' ' || c == '\t')) {
			dropped++;
			continue;
		}
		if (dropped < heredoc->indent && c != '\n' && c != '\r') {
			php_parse_fail(parser, heredoc,
				"a line of this heredoc is indented less than its closing label");
		}
		dropped = c == '\n' ? 0 : heredoc->indent;
		out[len++] = c;
	}
	return php_node_literal(parser, php_string(out ? str_make(out, len) : STR_LIT("")));
}

struct php_node *php_parse_heredoc(struct php_parser *parser)
{
	struct php_token heredoc = parser->token;
	struct php_lexer behind = parser->lexer;
	struct php_node *node;

	if (!php_parser_enter(parser)) {
		return &parser->scratch;
	}
	node = heredoc.is_raw ? parse_nowdoc(parser, &heredoc) : parse_body(parser, &heredoc);
	php_parser_leave(parser);
	if (!parser->failed) {
		parser->lexer = behind;
		php_advance(parser);
	}
	return node;
}
