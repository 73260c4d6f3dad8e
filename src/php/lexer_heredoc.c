/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * <<<LABEL … LABEL: finds the body and how far the closing label is indented (PHP 7.3 and later:
 * that much is taken off each line). What is in the body is the parser's business.
 */
#include "php/lexer.h"

struct label {
	struct str name;
	bool is_raw;
	size_t body; /* offset of the body in the text behind <<< */
};

static size_t blanks(struct str text)
{
	size_t len = 0;

	while (len < text.len && (text.ptr[len] == ' ' || text.ptr[len] == '\t')) {
		len++;
	}
	return len;
}

/* LABEL, "LABEL" or 'LABEL', then the end of the line. */
static bool read_label(struct str text, struct label *ret_label)
{
	size_t at = blanks(text);
	char quote = str_at(text, at);
	bool is_quoted = quote == '"' || quote == '\'';
	size_t start = at + is_quoted;
	size_t end = start;

	if (start >= text.len || !php_is_name_start(text.ptr[start])) {
		return false;
	}
	while (end < text.len && php_is_name_part(text.ptr[end])) {
		end++;
	}
	ret_label->name = str_make(text.ptr + start, end - start);
	ret_label->is_raw = quote == '\'';
	if (is_quoted && (end >= text.len || text.ptr[end++] != quote)) {
		return false;
	}
	if (end < text.len && text.ptr[end] == '\r') {
		end++;
		ret_label->body = end + (end < text.len && text.ptr[end] == '\n');
		return true;
	}
	ret_label->body = end + 1;
	return end < text.len && text.ptr[end] == '\n';
}

static bool is_closing_line(struct str line, struct str name, size_t *ret_indent)
{
	size_t indent = blanks(line);
	struct str word = str_skip(line, indent);

	if (!str_has_prefix(word, name) ||
		(word.len > name.len && php_is_name_part(word.ptr[name.len]))) {
		return false;
	}
	*ret_indent = indent;
	return true;
}

/* The start of the line behind AT; text.len when there is none. */
static size_t next_line(struct str text, size_t at)
{
	while (at < text.len) {
		char c = text.ptr[at++];

		if (c == '\n') {
			return at;
		}
		if (c == '\r') {
			return at + (at < text.len && text.ptr[at] == '\n');
		}
	}
	return text.len + 1;
}

/* The body without the line break before the closing label. */
static struct str body_of(struct str text, size_t start, size_t close)
{
	struct str body = str_make(text.ptr + start, close - start);

	if (body.len && body.ptr[body.len - 1] == '\n') {
		body.len--;
	}
	if (body.len && body.ptr[body.len - 1] == '\r') {
		body.len--;
	}
	return body;
}

bool php_lex_heredoc(struct php_lexer *lexer, struct php_token *token)
{
	struct str text = str_make(lexer->source.ptr + lexer->at, lexer->end - lexer->at);
	struct label label;
	size_t at;

	if (!str_has_prefix(text, STR_LIT("<<<"))) {
		return false;
	}
	text = str_skip(text, 3);
	if (!read_label(text, &label)) {
		return false;
	}
	token->kind = PHP_T_HEREDOC;
	token->is_raw = label.is_raw;
	for (at = label.body; at <= text.len; at = next_line(text, at)) {
		if (is_closing_line(str_skip(text, at), label.name, &token->indent)) {
			token->text = body_of(text, label.body, at);
			php_lexer_seek(lexer, lexer->at + 3 + at + token->indent + label.name.len);
			return true;
		}
	}
	token->kind = PHP_T_INVALID;
	lexer->error = "this heredoc does not end";
	php_lexer_seek(lexer, lexer->end);
	return true;
}
