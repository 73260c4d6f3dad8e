/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Runs configurations and prints what $CONFIG became, in the form of PHP's serialize(), one line
 * each, for comparison with the real PHP (tests/integration/php_judge.php prints the same).
 *
 *	php_dump FILE …           each file on its own
 *	php_dump --together FILE …  all files in one scope, as Nextcloud loads them
 *	php_dump --lines FILE     each line of FILE is an expression
 *	php_dump --explain FILE   with errors, unknown values and where they come from
 *	php_dump --repeat N FILE  for profiling; prints nothing
 *
 * A line is a code (0, E for stopped, S for syntax, L for a limit) and the value; newlines and
 * backslashes in it are escaped.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "host.h"
#include "php/serialize.h"

static const char *code_letter(int code)
{
	return code == 0 ? "0" : code == PHP_E_STOPPED ? "E" : code == PHP_E_SYNTAX ? "S" : "L";
}

static void print_line(int code, const struct php_result *result)
{
	struct buf text = BUF_NULL;

	if (code != 0) {
		puts(code_letter(code));
		return;
	}
	if (!result->has_config) {
		buf_append_cstr(&text, "unset");
	} else if (!php_serialize(result->config, &text)) {
		buf_append_cstr(&text, "recursion");
	}
	(void)fputs("0 ", stdout);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n' || text.ptr[i] == '\\') {
			putchar('\\');
		}
		putchar(text.ptr[i] == '\n' ? 'n' : text.ptr[i]);
	}
	putchar('\n');
	buf_deinit(&text);
}

static void explain_place(struct php *php, const char *what, struct php_place at, struct str text)
{
	printf("# %s: %.*s:%u:%u: %.*s\n", what, STR_ARG(php_file_path(php, at.file)), at.line,
		at.column, STR_ARG(text));
}

static void explain(struct php *php, int code, const struct php_result *result)
{
	const struct php_entry *entry;
	struct php_value value;

	if (code) {
		explain_place(php, "error", php_error(php).at, php_error(php).text);
	}
	if ((code && code != PHP_E_STOPPED) || result->config.kind != PHP_ARRAY) {
		return;
	}
	for (size_t at = 0; (entry = php_array_next(result->config.array, &at));) {
		value = php_entry_value(entry);
		explain_place(php, php_kind_name(value.kind), entry->at,
			entry->key.is_string ? php_key_text(entry->key) : STR_LIT("#"));
		if (value.kind == PHP_UNKNOWN) {
			explain_place(php, "  because", value.unknown->at, value.unknown->reason);
		}
		if (value.env) {
			printf("#   env %.*s\n", STR_ARG(php_env_at(php, value.env)->name));
		}
	}
}

static struct php *make(void)
{
	struct php_host host = test_host();
	struct php *php = NULL;

	if (php_new(&host, NULL, &php)) {
		(void)fputs("no memory\n", stderr);
		exit(2);
	}
	return php;
}

static int run_source(struct php *php, struct str path, struct str source, bool explaining)
{
	struct php_result result = {0};
	int code = php_run_file(php, path, source, &result);

	print_line(code, &result);
	if (explaining) {
		explain(php, code, &result);
	}
	return code;
}

static void read_or_die(const char *path, struct buf *source)
{
	int error = test_read_file(NULL, str_from_cstr(path), 64U << 20, source);

	if (error) {
		(void)fprintf(stderr, "%s: %s\n", path, strerror(-error));
		exit(2);
	}
}

static void run_paths(char **paths, bool together, bool explaining)
{
	struct php *php = NULL;

	for (; *paths; paths++) {
		struct buf source = BUF_NULL;
		char *full = realpath(*paths, NULL);

		php = php ? php : make();
		read_or_die(*paths, &source);
		run_source(php, str_from_cstr(full), buf_str(&source), explaining);
		buf_deinit(&source);
		free(full);
		php = together ? php : php_free(php);
	}
	php_free(php);
}

static void run_lines(const char *path)
{
	struct buf source = BUF_NULL;
	struct str rest;

	read_or_die(path, &source);
	rest = buf_str(&source);
	while (rest.len) {
		struct buf code = BUF_NULL;
		struct php *php = make();
		struct str line;

		str_split_once(rest, '\n', &line, &rest);
		buf_append_cstr(&code, "<?php $CONFIG = [");
		buf_append_str(&code, line);
		buf_append_cstr(&code, "];");
		run_source(php, STR_LIT("/judge/line.php"), buf_str(&code), false);
		buf_deinit(&code);
		php_free(php);
	}
	buf_deinit(&source);
}

static void run_again(unsigned long times, const char *path)
{
	struct buf source = BUF_NULL;

	read_or_die(path, &source);
	while (times-- > 0) {
		struct php_result result;
		struct php *php = make();

		if (php_run_file(php, str_from_cstr(path), buf_str(&source), &result) < 0) {
			exit(2);
		}
		php_free(php);
	}
	buf_deinit(&source);
}

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "--together") == 0) {
		run_paths(argv + 2, true, false);
	} else if (argc > 2 && strcmp(argv[1], "--lines") == 0) {
		run_lines(argv[2]);
	} else if (argc > 2 && strcmp(argv[1], "--explain") == 0) {
		run_paths(argv + 2, true, true);
	} else if (argc > 3 && strcmp(argv[1], "--repeat") == 0) {
		run_again(strtoul(argv[2], NULL, 10), argv[3]);
	} else if (argc > 1) {
		run_paths(argv + 1, false, false);
	} else {
		(void)fputs("usage: php_dump [--together|--lines|--explain] FILE...\n", stderr);
		return 2;
	}
	return 0;
}
