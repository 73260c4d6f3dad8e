/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The lexer, written by hand along the grammar of PHP 8.2. Numbers and heredocs have files of
 * their own, since their rules are the longest.
 */
#include "php/lexer.h"
#include "base/ascii.h"

/* The texts stand in the tables themselves: pointers to them would need relocations, and room. */
static const struct {
	char text[4];
	uint8_t sign;
} signs[] = {
#define PHP_X(name, text) {text, PHP_SIGN_##name},
	PHP_SIGNS(PHP_X)
#undef PHP_X
};

static const struct {
	char text[15];
	uint8_t word;
} words[] = {
#define PHP_X(name, text) {text, PHP_WORD_##name},
	PHP_WORDS(PHP_X)
#undef PHP_X
};

static const struct {
	struct str name;
	enum php_cast cast;
} casts[] = {
	{STR_INIT("string"), PHP_CAST_STRING},
	{STR_INIT("int"), PHP_CAST_INT},
	{STR_INIT("bool"), PHP_CAST_BOOL},
	{STR_INIT("float"), PHP_CAST_FLOAT},
	{STR_INIT("array"), PHP_CAST_ARRAY},
	{STR_INIT("object"), PHP_CAST_OBJECT},
	{STR_INIT("integer"), PHP_CAST_INT},
	{STR_INIT("boolean"), PHP_CAST_BOOL},
	{STR_INIT("double"), PHP_CAST_FLOAT},
	{STR_INIT("binary"), PHP_CAST_STRING},
	{STR_INIT("unset"), PHP_CAST_UNSET},
};

void php_lexer_init(struct php_lexer *lexer, struct str source)
{
	*lexer = (struct php_lexer){.source = source, .end = source.len, .line = 1};
}

bool php_is_name_start(char c)
{
	return ascii_is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}

bool php_is_name_part(char c)
{
	return php_is_name_start(c) || ascii_is_digit(c);
}

enum php_word php_find_word(struct str name)
{
	if (name.len < 2 || name.len > 12) {
		return PHP_WORD_NONE;
	}
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (words[i].text[0] == ascii_lower(name.ptr[0]) &&
			str_equals_nocase(str_from_cstr(words[i].text), name)) {
			return (enum php_word)words[i].word;
		}
	}
	return PHP_WORD_NONE;
}

static struct str rest(const struct php_lexer *lexer)
{
	return str_make(lexer->source.ptr + lexer->at, lexer->end - lexer->at);
}

static char peek(const struct php_lexer *lexer, size_t ahead)
{
	return str_at(rest(lexer), ahead);
}

void php_lexer_seek(struct php_lexer *lexer, size_t at)
{
	const char *text = lexer->source.ptr;

	at = MIN_OF(at, lexer->source.len);
	for (; lexer->at < at; lexer->at++) {
		char c = text[lexer->at];

		if (c == '\n' || (c == '\r' && (lexer->at + 1 >= lexer->source.len ||
						       text[lexer->at + 1] != '\n'))) {
			lexer->line++;
			lexer->line_start = lexer->at + 1;
		}
	}
}

static void skip(struct php_lexer *lexer, size_t count)
{
	php_lexer_seek(lexer, lexer->at + count);
}

static void begin(const struct php_lexer *lexer, struct php_token *token, enum php_token_kind kind)
{
	*token = (struct php_token){
		.kind = kind,
		.start = lexer->at,
		.line = lexer->line,
		.column = (uint32_t)(lexer->at - lexer->line_start + 1),
	};
}

static void fail(struct php_lexer *lexer, struct php_token *token, const char *why)
{
	token->kind = PHP_T_INVALID;
	lexer->error = why;
}

/* Behind `?>`: text up to the next opening tag. A line break right behind `?>` belongs to it. */
static void lex_text(struct php_lexer *lexer, struct php_token *token)
{
	struct str text = rest(lexer);
	size_t len = 0;
	size_t tag = 0;

	begin(lexer, token, PHP_T_TEXT);
	for (;; len++) {
		ptrdiff_t at = str_find(str_skip(text, len), STR_LIT("<?"));

		if (at < 0) {
			len = text.len;
			break;
		}
		len += (size_t)at;
		if (str_has_prefix(str_skip(text, len), STR_LIT("<?="))) {
			tag = 3;
			break;
		}
		if (str_has_prefix_nocase(str_skip(text, len), STR_LIT("<?php")) &&
			(text.len == len + 5 || strchr(" \t\r\n", text.ptr[len + 5]))) {
			tag = 5;
			break;
		}
	}
	token->text = str_first(text, len);
	lexer->in_php = tag != 0;
	skip(lexer, len);
	if (tag == 3) {
		token->kind = len ? PHP_T_TEXT : PHP_T_OPEN_ECHO;
		lexer->in_php = len == 0;
		skip(lexer, len ? 0 : tag);
		return;
	}
	skip(lexer, tag);
}

static bool at_close_tag(const struct php_lexer *lexer)
{
	return peek(lexer, 0) == '?' && peek(lexer, 1) == '>';
}

static void skip_line_comment(struct php_lexer *lexer)
{
	struct str text = rest(lexer);
	size_t len = 0;

	while (len < text.len && text.ptr[len] != '\n' && text.ptr[len] != '\r' &&
		!(text.ptr[len] == '?' && len + 1 < text.len && text.ptr[len + 1] == '>')) {
		len++;
	}
	skip(lexer, len);
}

/* False when it does not end. */
static bool skip_block_comment(struct php_lexer *lexer)
{
	ptrdiff_t len = str_find(str_skip(rest(lexer), 2), STR_LIT("*/"));

	if (len < 0) {
		return false;
	}
	skip(lexer, (size_t)len + 4);
	return true;
}

/* White space and comments. False, at the comment's start, when one does not end. */
static bool skip_blanks(struct php_lexer *lexer)
{
	for (;;) {
		char c = peek(lexer, 0);
		char next = peek(lexer, 1);

		if (c && strchr(" \t\n\r\v\f", c)) {
			skip(lexer, 1);
		} else if ((c == '#' && next != '[') || (c == '/' && next == '/')) {
			skip_line_comment(lexer);
		} else if (c != '/' || next != '*') {
			return true;
		} else if (!skip_block_comment(lexer)) {
			return false;
		}
	}
}

/* `?>` ends a statement like `;`. */
static void lex_close_tag(struct php_lexer *lexer, struct php_token *token)
{
	begin(lexer, token, PHP_T_SIGN);
	token->sign = PHP_SIGN_SEMICOLON;
	token->text = str_first(rest(lexer), 2);
	skip(lexer, 2);
	if (peek(lexer, 0) == '\n') {
		skip(lexer, 1);
	} else if (peek(lexer, 0) == '\r' && peek(lexer, 1) == '\n') {
		skip(lexer, 2);
	}
	lexer->in_php = false;
}

static size_t name_length(struct str text)
{
	size_t len = 0;

	while (len < text.len && php_is_name_part(text.ptr[len])) {
		len++;
	}
	return len;
}

/* name, \name, name\name: one token. */
static void lex_name(struct php_lexer *lexer, struct php_token *token)
{
	struct str text = rest(lexer);
	size_t len = name_length(text);

	while (len + 1 < text.len && text.ptr[len] == '\\' &&
		php_is_name_start(text.ptr[len + 1])) {
		len += 1 + name_length(str_skip(text, len + 1));
	}
	begin(lexer, token, PHP_T_NAME);
	token->text = str_first(text, len);
	token->word = php_find_word(token->text);
	skip(lexer, len);
}

static void lex_variable(struct php_lexer *lexer, struct php_token *token)
{
	struct str name = str_skip(rest(lexer), 1);

	begin(lexer, token, PHP_T_VARIABLE);
	token->text = str_first(name, name_length(name));
	skip(lexer, 1 + token->text.len);
}

static void lex_single_quoted(struct php_lexer *lexer, struct php_token *token)
{
	struct str text = str_skip(rest(lexer), 1);
	size_t len = 0;

	begin(lexer, token, PHP_T_STRING);
	while (len < text.len && text.ptr[len] != '\'') {
		len += text.ptr[len] == '\\' ? 2 : 1;
	}
	if (len >= text.len) {
		fail(lexer, token, "this string does not end");
		len = text.len;
	}
	token->text = str_first(text, len);
	skip(lexer, len + 2);
}

/* (int), ( string ), …: white space is allowed inside. */
static bool lex_cast(struct php_lexer *lexer, struct php_token *token)
{
	struct str text = str_skip(rest(lexer), 1);
	size_t start = 0;
	size_t end;
	size_t len;

	while (start < text.len && (text.ptr[start] == ' ' || text.ptr[start] == '\t')) {
		start++;
	}
	len = name_length(str_skip(text, start));
	end = start + len;
	while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t')) {
		end++;
	}
	if (len == 0 || end >= text.len || text.ptr[end] != ')') {
		return false;
	}
	for (size_t i = 0; i < ARRAY_SIZE(casts); i++) {
		if (str_equals_nocase(casts[i].name, str_make(text.ptr + start, len))) {
			begin(lexer, token, PHP_T_CAST);
			token->cast = casts[i].cast;
			token->text = str_first(rest(lexer), end + 2);
			skip(lexer, end + 2);
			return true;
		}
	}
	return false;
}

static void lex_sign(struct php_lexer *lexer, struct php_token *token)
{
	struct str text = rest(lexer);

	begin(lexer, token, PHP_T_SIGN);
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++) {
		struct str sign = str_from_cstr(signs[i].text);

		if (sign.ptr[0] == text.ptr[0] && str_has_prefix(text, sign)) {
			token->sign = (enum php_sign)signs[i].sign;
			token->text = str_first(text, sign.len);
			skip(lexer, sign.len);
			return;
		}
	}
	token->text = str_first(text, 1);
	fail(lexer, token, "this byte has no meaning in PHP");
	skip(lexer, 1);
}

static void lex_one(struct php_lexer *lexer, struct php_token *token, enum php_token_kind kind)
{
	begin(lexer, token, kind);
	token->text = str_first(rest(lexer), kind == PHP_T_ATTRIBUTE ? 2 : 1);
	skip(lexer, token->text.len);
}

/* What begins with a letter, a digit, a quote, … In the order of how common they are. */
static void lex_php(struct php_lexer *lexer, struct php_token *token)
{
	char c = peek(lexer, 0);
	char next = peek(lexer, 1);

	begin(lexer, token, PHP_T_INVALID);
	if (c == '\'') {
		lex_single_quoted(lexer, token);
	} else if (php_is_name_start(c) || (c == '\\' && php_is_name_start(next))) {
		lex_name(lexer, token);
	} else if (c == '$' && php_is_name_start(next)) {
		lex_variable(lexer, token);
	} else if (ascii_is_digit(c) || (c == '.' && ascii_is_digit(next))) {
		if (!php_lex_number(lexer, token)) {
			fail(lexer, token, "this number is not well formed");
		}
	} else if (c == '"') {
		lex_one(lexer, token, PHP_T_TEMPLATE);
	} else if (c == '`') {
		lex_one(lexer, token, PHP_T_BACKTICK);
	} else if (c == '#') {
		lex_one(lexer, token, PHP_T_ATTRIBUTE);
	} else if (c == '?' && next == '>') {
		lex_close_tag(lexer, token);
	} else if (!(c == '<' && php_lex_heredoc(lexer, token)) &&
		   !(c == '(' && lex_cast(lexer, token))) {
		lex_sign(lexer, token);
	}
}

/* b'…' and b"…" are plain strings. */
static void skip_binary_prefix(struct php_lexer *lexer)
{
	char c = peek(lexer, 0);
	char next = peek(lexer, 1);

	if ((c == 'b' || c == 'B') && (next == '\'' || next == '"')) {
		skip(lexer, 1);
	}
}

void php_lexer_next(struct php_lexer *lexer, struct php_token *ret_token)
{
	if (lexer->at >= lexer->end) {
		begin(lexer, ret_token, PHP_T_END);
		ret_token->end = lexer->at;
		return;
	}
	if (!lexer->in_php) {
		lex_text(lexer, ret_token);
	} else if (!skip_blanks(lexer)) {
		begin(lexer, ret_token, PHP_T_INVALID);
		lexer->error = "this comment does not end";
		skip(lexer, rest(lexer).len);
	} else if (lexer->at >= lexer->end) {
		begin(lexer, ret_token, PHP_T_END);
	} else if (at_close_tag(lexer)) {
		lex_close_tag(lexer, ret_token);
	} else {
		skip_binary_prefix(lexer);
		lex_php(lexer, ret_token);
	}
	ret_token->end = lexer->at;
}
