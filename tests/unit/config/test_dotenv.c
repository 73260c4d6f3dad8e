/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/dotenv.h"

struct parsed {
	struct arena arena;
	struct env env;
	uint32_t bad_line;
};

static void parse_with(struct parsed *parsed, char *const *given, struct str text)
{
	*parsed = (struct parsed){0};
	assert_int_equal(env_init(&parsed->env, given, &parsed->arena), 0);
	assert_int_equal(dotenv_parse(text, &parsed->env, &parsed->arena, &parsed->bad_line), 0);
}

static void parse(struct parsed *parsed, const char *text)
{
	parse_with(parsed, NULL, str_from_cstr(text));
}

static void expect(const struct parsed *parsed, const char *name, const char *value)
{
	const char *found = env_get_raw(&parsed->env, str_from_cstr(name));

	if (!value) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	assert_string_equal(found, value);
}

static void values_are_bare_quoted_or_escaped(void **state)
{
	struct parsed parsed;

	(void)state;
	parse(&parsed, "\xEF\xBB\xBF# a comment\n"
		       "A=one\n"
		       "export B = two words  # and a comment\r\n"
		       "C='lit $A \\n # x'\n"
		       "D=\"esc \\\"q\\\" \\n \\$A\"\n"
		       "E=a#b\n"
		       "F=\n"
		       "G=back\\ slash\n"
		       "H=\"two\nlines\"\n"
		       "overwrite.cli=x");
	assert_int_equal(parsed.bad_line, 0);
	expect(&parsed, "A", "one");
	expect(&parsed, "B", "two words");
	expect(&parsed, "C", "lit $A \\n # x");
	expect(&parsed, "D", "esc \"q\" \n $A");
	expect(&parsed, "E", "a#b");
	expect(&parsed, "F", "");
	expect(&parsed, "G", "back slash");
	expect(&parsed, "H", "two\nlines");
	expect(&parsed, "overwrite.cli", "x");
	assert_null(env_get(&parsed.env, STR_LIT("F")));
	arena_deinit(&parsed.arena);
}

static void variables_are_put_in(void **state)
{
	char *given[] = {(char *)"HOST=db", NULL};
	struct parsed parsed;

	(void)state;
	parse_with(
		&parsed, given, STR_LIT("A=$HOST/${B}/x\nB=1\nC=\"${HOST}:$B\"\nD=$\nE=${HOST\n"));
	expect(&parsed, "A", "db//x");
	expect(&parsed, "C", "db:1");
	expect(&parsed, "D", "$");
	expect(&parsed, "E", "db");
	arena_deinit(&parsed.arena);
}

static void what_is_set_is_never_replaced(void **state)
{
	char *given[] = {(char *)"A=mine", (char *)"EMPTY=", NULL};
	struct parsed parsed;

	(void)state;
	parse_with(&parsed, given, STR_LIT("A=other\nEMPTY=other\nN=1\nN=2\n"));
	expect(&parsed, "A", "mine");
	expect(&parsed, "EMPTY", "");
	expect(&parsed, "N", "1");
	assert_int_equal(parsed.env.given, 2);
	assert_int_equal(parsed.env.count, 3);
	assert_null(parsed.env.entries[3]);
	arena_deinit(&parsed.arena);
}

static void a_bad_line_is_told_and_skipped(void **state)
{
	struct parsed parsed;

	(void)state;
	parse(&parsed, "A=1\nthis is no assignment\nB=2\n");
	assert_int_equal(parsed.bad_line, 2);
	expect(&parsed, "B", "2");
	arena_deinit(&parsed.arena);
	parse(&parsed, "A=\"open\nB=2\n");
	assert_int_equal(parsed.bad_line, 1);
	expect(&parsed, "A", NULL);
	arena_deinit(&parsed.arena);
	parse(&parsed, "A='x' y\nB=2\n");
	assert_int_equal(parsed.bad_line, 1);
	expect(&parsed, "B", "2");
	arena_deinit(&parsed.arena);
}

static void a_nul_ends_the_value_only(void **state)
{
	struct parsed parsed;

	(void)state;
	parse_with(&parsed, NULL, str_make("A=x\0y\nB=2\n", 10));
	expect(&parsed, "A", "x");
	expect(&parsed, "B", "2");
	arena_deinit(&parsed.arena);
}

static void every_cut_of_a_file_is_harmless(void **state)
{
	static const char text[] = "export A=\"x\\n$B${C}\" # c\nD='q'\nE=\\";

	(void)state;
	for (size_t len = 0; len < sizeof(text); len++) {
		char *copy = malloc(len ? len : 1);
		struct parsed parsed;

		memcpy(copy, text, len);
		parse_with(&parsed, NULL, str_make(copy, len));
		arena_deinit(&parsed.arena);
		free(copy);
	}
}

static void no_memory_is_told(void **state)
{
	unsigned n = 0;
	bool refused = true;

	(void)state;
	while (refused) {
		struct arena arena = {0};
		struct env env;
		uint32_t line;
		int r;

		fail_malloc_at(++n);
		r = env_init(&env, NULL, &arena);
		r = r ? r : dotenv_parse(STR_LIT("A=\"long enough\"\n"), &env, &arena, &line);
		refused = failed_mallocs() > 0;
		fail_malloc_at(0);
		assert_int_equal(r, refused ? -ENOMEM : 0);
		arena_deinit(&arena);
	}
	assert_true(n >= 2);
}

static void the_nearest_file_upwards_is_found(void **state)
{
	char deep[256];
	char expected[256];
	struct buf path = BUF_NULL;
	struct buf text = BUF_NULL;
	char *before = getcwd(NULL, 0);

	(void)state;
	write_file(".env", STR_LIT("A=1\n"));
	(void)snprintf(expected, sizeof(expected), "%s/.env", temp_folder());
	(void)snprintf(deep, sizeof(deep), "%s/a", temp_folder());
	assert_int_equal(mkdir(deep, 0700), 0);
	(void)snprintf(deep, sizeof(deep), "%s/a/b", temp_folder());
	assert_int_equal(mkdir(deep, 0700), 0);
	assert_int_equal(chdir(deep), 0);
	assert_int_equal(dotenv_find(&path, &text), 0);
	assert_text(buf_str(&path), expected);
	assert_text(buf_str(&text), "A=1\n");
	buf_clear(&text);
	write_file("a/b/.env", STR_LIT("B=2\n"));
	assert_int_equal(dotenv_find(&path, &text), 0);
	assert_text(buf_str(&text), "B=2\n");
	assert_int_equal(chdir(before), 0);
	free(before);
	buf_deinit(&path);
	buf_deinit(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_bare_quoted_or_escaped),
		cmocka_unit_test(variables_are_put_in),
		cmocka_unit_test(what_is_set_is_never_replaced),
		cmocka_unit_test(a_bad_line_is_told_and_skipped),
		cmocka_unit_test(a_nul_ends_the_value_only),
		cmocka_unit_test(every_cut_of_a_file_is_harmless),
		cmocka_unit_test(no_memory_is_told),
		cmocka_unit_test(the_nearest_file_upwards_is_found),
	};

	return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
