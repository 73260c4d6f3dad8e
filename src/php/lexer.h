/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Source text in, tokens out, one at a time. Holds no memory; texts are views of the source.
 *
 * Strings with variables in them are read by the parser, which moves the lexer with
 * php_lexer_seek(): what stands inside of the braces is ordinary PHP.
 */
#ifndef PHP_LEXER_H
#define PHP_LEXER_H

#include "php/token.h"

struct php_lexer {
	struct str source;
	size_t at;
	size_t end; /* where to stop reading: source.len, or the end of a heredoc's body */
	uint32_t line;
	size_t line_start;
	bool in_php;       /* between <?php and ?> */
	const char *error; /* why the last token is PHP_T_INVALID: static text */
};

void php_lexer_init(struct php_lexer *lexer, struct str source);

/* The next token; white space and comments are skipped. PHP_T_END for good at the end. */
void php_lexer_next(struct php_lexer *lexer, struct php_token *ret_token);

/* Moves on to offset AT (not backwards), counting lines. */
void php_lexer_seek(struct php_lexer *lexer, size_t at);

/* Whether a byte may begin, or go on in, a name. */
bool php_is_name_start(char c);
bool php_is_name_part(char c);

/* ---- Inside, shared by the lexer's files ---- */

bool php_lex_number(struct php_lexer *lexer, struct php_token *token);
bool php_lex_heredoc(struct php_lexer *lexer, struct php_token *token);

/* What a reserved word is; PHP_WORD_NONE for other names. */
enum php_word php_find_word(struct str name);

#endif
