/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The words and signs of PHP. */
#ifndef PHP_TOKEN_H
#define PHP_TOKEN_H

#include "base/str.h"

/* Punctuation: name, text. Longer ones stand before their prefixes, common ones in front. */
#define PHP_SIGNS(X)                                                                               \
	X(COMMA, ",")                                                                              \
	X(PAREN_OPEN, "(")                                                                         \
	X(PAREN_CLOSE, ")")                                                                        \
	X(BRACKET_OPEN, "[")                                                                       \
	X(BRACKET_CLOSE, "]")                                                                      \
	X(SEMICOLON, ";")                                                                          \
	X(BRACE_OPEN, "{")                                                                         \
	X(BRACE_CLOSE, "}")                                                                        \
	X(DOUBLE_ARROW, "=>")                                                                      \
	X(SPACESHIP, "<=>")                                                                        \
	X(IDENTICAL, "===")                                                                        \
	X(NOT_IDENTICAL, "!==")                                                                    \
	X(POW_ASSIGN, "**=")                                                                       \
	X(SHL_ASSIGN, "<<=")                                                                       \
	X(SHR_ASSIGN, ">>=")                                                                       \
	X(COALESCE_ASSIGN, "\?\?=")                                                                \
	X(ELLIPSIS, "...")                                                                         \
	X(NULLSAFE, "?->")                                                                         \
	X(EQUAL, "==")                                                                             \
	X(NOT_EQUAL, "!=")                                                                         \
	X(NOT_EQUAL_OLD, "<>")                                                                     \
	X(LESS_EQUAL, "<=")                                                                        \
	X(GREATER_EQUAL, ">=")                                                                     \
	X(BOOL_AND, "&&")                                                                          \
	X(BOOL_OR, "||")                                                                           \
	X(COALESCE, "\?\?")                                                                        \
	X(INCREMENT, "++")                                                                         \
	X(DECREMENT, "--")                                                                         \
	X(ADD_ASSIGN, "+=")                                                                        \
	X(SUB_ASSIGN, "-=")                                                                        \
	X(MUL_ASSIGN, "*=")                                                                        \
	X(DIV_ASSIGN, "/=")                                                                        \
	X(MOD_ASSIGN, "%=")                                                                        \
	X(CONCAT_ASSIGN, ".=")                                                                     \
	X(AND_ASSIGN, "&=")                                                                        \
	X(OR_ASSIGN, "|=")                                                                         \
	X(XOR_ASSIGN, "^=")                                                                        \
	X(SHL, "<<")                                                                               \
	X(SHR, ">>")                                                                               \
	X(POW, "**")                                                                               \
	X(ARROW, "->")                                                                             \
	X(DOUBLE_COLON, "::")                                                                      \
	X(PLUS, "+")                                                                               \
	X(MINUS, "-")                                                                              \
	X(STAR, "*")                                                                               \
	X(SLASH, "/")                                                                              \
	X(PERCENT, "%")                                                                            \
	X(DOT, ".")                                                                                \
	X(LESS, "<")                                                                               \
	X(GREATER, ">")                                                                            \
	X(ASSIGN, "=")                                                                             \
	X(AMP, "&")                                                                                \
	X(PIPE, "|")                                                                               \
	X(CARET, "^")                                                                              \
	X(TILDE, "~")                                                                              \
	X(NOT, "!")                                                                                \
	X(QUESTION, "?")                                                                           \
	X(COLON, ":")                                                                              \
	X(AT, "@")                                                                                 \
	X(BACKSLASH, "\\")                                                                         \
	X(DOLLAR, "$")

/* Reserved words. No variable, constant or function can have these names. */
#define PHP_WORDS(X)                                                                               \
	X(ABSTRACT, "abstract")                                                                    \
	X(AND, "and")                                                                              \
	X(ARRAY, "array")                                                                          \
	X(AS, "as")                                                                                \
	X(BREAK, "break")                                                                          \
	X(CASE, "case")                                                                            \
	X(CATCH, "catch")                                                                          \
	X(CLASS, "class")                                                                          \
	X(CLONE, "clone")                                                                          \
	X(CONST, "const")                                                                          \
	X(CONTINUE, "continue")                                                                    \
	X(DECLARE, "declare")                                                                      \
	X(DEFAULT, "default")                                                                      \
	X(DIE, "die")                                                                              \
	X(DO, "do")                                                                                \
	X(ECHO, "echo")                                                                            \
	X(ELSE, "else")                                                                            \
	X(ELSEIF, "elseif")                                                                        \
	X(EMPTY, "empty")                                                                          \
	X(ENDFOR, "endfor")                                                                        \
	X(ENDFOREACH, "endforeach")                                                                \
	X(ENDIF, "endif")                                                                          \
	X(ENDSWITCH, "endswitch")                                                                  \
	X(ENDWHILE, "endwhile")                                                                    \
	X(ENUM, "enum")                                                                            \
	X(EVAL, "eval")                                                                            \
	X(EXIT, "exit")                                                                            \
	X(FINAL, "final")                                                                          \
	X(FINALLY, "finally")                                                                      \
	X(FN, "fn")                                                                                \
	X(FOR, "for")                                                                              \
	X(FOREACH, "foreach")                                                                      \
	X(FUNCTION, "function")                                                                    \
	X(GLOBAL, "global")                                                                        \
	X(GOTO, "goto")                                                                            \
	X(IF, "if")                                                                                \
	X(INCLUDE, "include")                                                                      \
	X(INCLUDE_ONCE, "include_once")                                                            \
	X(INSTANCEOF, "instanceof")                                                                \
	X(INTERFACE, "interface")                                                                  \
	X(ISSET, "isset")                                                                          \
	X(LIST, "list")                                                                            \
	X(MATCH, "match")                                                                          \
	X(NAMESPACE, "namespace")                                                                  \
	X(NEW, "new")                                                                              \
	X(OR, "or")                                                                                \
	X(PRINT, "print")                                                                          \
	X(READONLY, "readonly")                                                                    \
	X(REQUIRE, "require")                                                                      \
	X(REQUIRE_ONCE, "require_once")                                                            \
	X(RETURN, "return")                                                                        \
	X(STATIC, "static")                                                                        \
	X(SWITCH, "switch")                                                                        \
	X(THROW, "throw")                                                                          \
	X(TRAIT, "trait")                                                                          \
	X(TRY, "try")                                                                              \
	X(UNSET, "unset")                                                                          \
	X(USE, "use")                                                                              \
	X(WHILE, "while")                                                                          \
	X(XOR, "xor")                                                                              \
	X(YIELD, "yield")

enum php_token_kind {
	PHP_T_END,
	PHP_T_TEXT,     /* outside of <?php … ?> */
	PHP_T_VARIABLE, /* text: the name without $ */
	PHP_T_NAME, /* text: a name, perhaps with backslashes; word: which reserved word, if any */
	PHP_T_INT,
	PHP_T_FLOAT,
	PHP_T_STRING,    /* text: what is between single quotes, escapes not yet resolved */
	PHP_T_TEMPLATE,  /* an opening double quote; the parser reads on behind it */
	PHP_T_HEREDOC,   /* text: the whole body; see php_heredoc */
	PHP_T_BACKTICK,  /* a command */
	PHP_T_CAST,      /* cast: to what */
	PHP_T_SIGN,      /* sign: which */
	PHP_T_OPEN_ECHO, /* <?= */
	PHP_T_ATTRIBUTE, /* #[ */
	PHP_T_INVALID,
};

enum php_sign {
	PHP_SIGN_NONE,
#define PHP_X(name, text) PHP_SIGN_##name,
	PHP_SIGNS(PHP_X)
#undef PHP_X
};

enum php_word {
	PHP_WORD_NONE,
#define PHP_X(name, text) PHP_WORD_##name,
	PHP_WORDS(PHP_X)
#undef PHP_X
};

enum php_cast {
	PHP_CAST_BOOL,
	PHP_CAST_INT,
	PHP_CAST_FLOAT,
	PHP_CAST_STRING,
	PHP_CAST_ARRAY,
	PHP_CAST_OBJECT,
	PHP_CAST_UNSET,
};

struct php_token {
	enum php_token_kind kind;
	enum php_sign sign;
	enum php_word word;
	enum php_cast cast;
	struct str text;
	size_t start; /* offsets in the source */
	size_t end;
	uint32_t line;
	uint32_t column;
	int64_t integer;
	double real;
	/* A heredoc: no interpolation (nowdoc), and how much white space each line loses. */
	bool is_raw;
	size_t indent;
};

#endif
