/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reads .env files in the dialect that people use: that of the shell, without its surprises. A
 * value may span lines inside quotes. Substitution sees the environment first, then earlier lines.
 */
#include "config/dotenv.h"

#include <errno.h>
#include <unistd.h>

#include "config/files.h"

#define DOTENV_MAX 65536U

struct scanner {
	struct str rest;
	uint32_t line;
	const struct env *env;
	struct buf value;
};

static char peek(const struct scanner *scanner)
{
	if (scanner->rest.len == 0) {
		return '\0';
	}
	return scanner->rest.ptr[0];
}

static char take(struct scanner *scanner)
{
	char c = scanner->rest.ptr[0];

	scanner->rest = str_skip(scanner->rest, 1);
	scanner->line += c == '\n';
	return c;
}

static void skip_blanks(struct scanner *scanner)
{
	while (peek(scanner) == ' ' || peek(scanner) == '\t' || peek(scanner) == '\r') {
		(void)take(scanner);
	}
}

static bool is_name_byte(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '.';
}

static struct str take_name(struct scanner *scanner)
{
	size_t len = 0;
	struct str name;

	while (len < scanner->rest.len && is_name_byte(scanner->rest.ptr[len])) {
		len++;
	}
	name = str_first(scanner->rest, len);
	scanner->rest = str_skip(scanner->rest, len);
	return name;
}

/* Behind a '$'. */
static void substitute(struct scanner *scanner)
{
	bool braces = peek(scanner) == '{';
	struct str name;
	const char *value;

	if (braces) {
		(void)take(scanner);
	}
	name = take_name(scanner);
	if (braces && peek(scanner) == '}') {
		(void)take(scanner);
	}
	if (name.len == 0) {
		buf_append_byte(&scanner->value, '$');
		return;
	}
	value = env_get_raw(scanner->env, name);
	buf_append_cstr(&scanner->value, value ? value : "");
}

static void append_escape(struct scanner *scanner)
{
	static const char letters[] = "ntr";
	static const char meanings[] = "\n\t\r";
	char c = take(scanner);
	const char *letter = memchr(letters, c, sizeof(letters) - 1);

	if (letter) {
		c = meanings[letter - letters];
	}
	buf_append_byte(&scanner->value, c);
}

/* Between quotes; the opening one has been taken. False when the closing one is missing. */
static bool take_quoted(struct scanner *scanner, char quote)
{
	while (scanner->rest.len) {
		char c = take(scanner);

		if (c == quote) {
			return true;
		}
		if (quote == '"' && c == '\\' && scanner->rest.len) {
			append_escape(scanner);
		} else if (quote == '"' && c == '$') {
			substitute(scanner);
		} else {
			buf_append_byte(&scanner->value, c);
		}
	}
	return false;
}

static void skip_comment(struct scanner *scanner)
{
	while (scanner->rest.len && peek(scanner) != '\n') {
		(void)take(scanner);
	}
}

/* Up to the end of the line or a comment: " #". */
static void take_bare(struct scanner *scanner)
{
	size_t kept = 0; /* without the blanks at the end */

	while (scanner->rest.len && peek(scanner) != '\n') {
		char c = take(scanner);

		if (c == '#' && kept < scanner->value.len) {
			skip_comment(scanner);
			break;
		}
		if (c == '$') {
			substitute(scanner);
		} else if (c == '\\' && scanner->rest.len && peek(scanner) != '\n') {
			append_escape(scanner);
		} else {
			buf_append_byte(&scanner->value, c);
		}
		if (c != ' ' && c != '\t' && c != '\r') {
			kept = scanner->value.len;
		}
	}
	scanner->value.len = kept;
}

static bool take_value(struct scanner *scanner)
{
	char quote = peek(scanner);

	if (quote != '"' && quote != '\'') {
		take_bare(scanner);
		return true;
	}
	(void)take(scanner);
	if (!take_quoted(scanner, quote)) {
		return false;
	}
	skip_blanks(scanner);
	return peek(scanner) == '\n' || peek(scanner) == '#' || scanner->rest.len == 0;
}

/* One line: *ret_name is empty for a blank one or a comment. False when it is malformed. */
static bool take_line(struct scanner *scanner, struct str *ret_name)
{
	*ret_name = STR_NULL;
	skip_blanks(scanner);
	if (scanner->rest.len == 0 || peek(scanner) == '\n' || peek(scanner) == '#') {
		return true;
	}
	*ret_name = take_name(scanner);
	if (str_equals(*ret_name, STR_LIT("export")) &&
		(peek(scanner) == ' ' || peek(scanner) == '\t')) {
		skip_blanks(scanner);
		*ret_name = take_name(scanner);
	}
	skip_blanks(scanner);
	if (ret_name->len == 0 || peek(scanner) != '=') {
		return false;
	}
	(void)take(scanner);
	skip_blanks(scanner);
	return take_value(scanner);
}

static void skip_line(struct scanner *scanner)
{
	while (scanner->rest.len && take(scanner) != '\n') {
	}
}

int dotenv_parse(struct str text, struct env *env, struct arena *arena, uint32_t *ret_bad_line)
{
	struct scanner scanner = {.rest = text, .line = 1, .env = env};
	int r = 0;

	*ret_bad_line = 0;
	if (str_has_prefix(text, STR_LIT("\xEF\xBB\xBF"))) {
		scanner.rest = str_skip(text, 3);
	}
	while (scanner.rest.len && r == 0) {
		uint32_t line = scanner.line;
		struct str name;

		buf_clear(&scanner.value);
		if (!take_line(&scanner, &name)) {
			*ret_bad_line = *ret_bad_line ? *ret_bad_line : line;
		} else if (name.len) {
			/* A NUL would silently end the value. */
			struct str value = buf_str(&scanner.value);
			ptrdiff_t nul = str_find_byte(value, '\0');

			r = buf_status(&scanner.value);
			r = r ? r
			      : env_add(env, name, nul < 0 ? value : str_first(value, (size_t)nul),
					arena);
		}
		skip_line(&scanner);
	}
	buf_deinit_secret(&scanner.value);
	return r;
}

int dotenv_find(struct buf *path, struct buf *text)
{
	char *folder = getcwd(NULL, 0);
	char *slash;
	int r = folder ? -ENOENT : 0;

	while (r == -ENOENT) {
		buf_clear(path);
		buf_appendf(path, "%s/.env", folder);
		r = buf_cstr(path) ? file_read(path->ptr, DOTENV_MAX, text, NULL) : -ENOMEM;
		slash = strrchr(folder, '/');
		if (!slash || !*folder) {
			break;
		}
		*slash = '\0';
	}
	free(folder);
	if (r == -ENOENT || r == -ENOTSUP) {
		buf_clear(path);
		return 0;
	}
	return r;
}
