/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Results, places, errors: what the caller of src/php sees. */
#include <errno.h>
#include <stdlib.h>

#include "host.h"
#include "run.h"

static void files_share_variables_but_not_config(void **state)
{
	struct run run = run_text("$x = 'kept'; $CONFIG = ['a' => 1]; function f() { return 7; }"
				  " const C = 'c';");
	struct php_value first = run.result.config;

	(void)state;
	run_more(&run, "/cfg/b.config.php", "<?php $CONFIG['b'] = $x . f() . C;");
	assert_is_string(value_of(&run, "b"), "kept7c");
	assert_int_equal(php_array_count(run.result.config.array), 1);
	assert_int_equal(php_array_count(first.array), 1);
	run_more(&run, "/cfg/c.config.php", "<?php $y = 1;");
	assert_int_equal(run.code, 0);
	assert_false(run.result.has_config);
	run_end(&run);
}

static void what_was_handed_out_does_not_change(void **state)
{
	struct run run = run_text("$CONFIG = ['redis' => ['port' => 1]]; $copy = $CONFIG;");
	struct run before = run;

	(void)state;
	run_more(&run, "/cfg/b.php", "<?php $copy['redis']['port'] = 2; $CONFIG = $copy;");
	assert_is_int(value_of(&before, "redis.port"), 1);
	assert_is_int(value_of(&run, "redis.port"), 2);
	run_end(&run);
}

static void each_element_knows_its_place(void **state)
{
	struct run run =
		run_text("\n$CONFIG = array(\n\t'a' => 1,\n\t'r' => ['x' => 1,\n  'y' => 2],\n"
			 ");\n  $CONFIG['r']['x'] = 3;\n$CONFIG['a'] .= 'z';\n");

	(void)state;
	assert_int_equal(entry_of(&run, "r")->at.line, 4);
	assert_int_equal(entry_of(&run, "r")->at.column, 2);
	assert_int_equal(entry_of(&run, "r.y")->at.line, 5);
	assert_int_equal(entry_of(&run, "r.y")->at.column, 3);
	assert_int_equal(entry_of(&run, "r.x")->at.line, 7);
	assert_int_equal(entry_of(&run, "r.x")->at.column, 3);
	assert_int_equal(entry_of(&run, "a")->at.line, 8);
	assert_str(php_file_path(run.php, entry_of(&run, "a")->at.file), "/cfg/config.php");
	run_end(&run);
}

static void places_name_the_file(void **state)
{
	struct run run = run_text("$CONFIG['a'] = 1;");

	(void)state;
	run_more(&run, "/cfg/z.config.php", "<?php\n$CONFIG['b'] = [1];");
	assert_int_equal(php_file_count(run.php), 2);
	assert_str(php_file_path(run.php, entry_of(&run, "b")->at.file), "/cfg/z.config.php");
	assert_str(php_file_source(run.php, 1), "<?php\n$CONFIG['b'] = [1];");
	assert_str(php_file_path(run.php, 99), "");
	run_end(&run);
}

static void names_find_integer_keys(void **state)
{
	struct run run = run_text("$CONFIG = [1009 => 'ca', '08' => 'x', -5 => 'm'];");

	(void)state;
	assert_is_string(value_of(&run, "1009"), "ca");
	assert_is_string(value_of(&run, "08"), "x");
	assert_is_string(value_of(&run, "-5"), "m");
	assert_non_null(php_array_find_int(run.result.config.array, 1009));
	assert_null(php_array_find_int(run.result.config.array, 8));
	run_end(&run);
}

static void large_arrays_keep_order_and_are_found(void **state)
{
	struct run run = run_text("for ($i = 0; $i < 3000; $i++) { $CONFIG[\"k$i\"] = $i; }"
				  " for ($i = 0; $i < 3000; $i += 2) { unset($CONFIG[\"k$i\"]); }"
				  " $CONFIG['k4'] = 'again';");
	const struct php_entry *entry;
	int64_t expected = 1;

	(void)state;
	assert_int_equal(php_array_count(run.result.config.array), 1501);
	for (size_t at = 0; (entry = php_array_next(run.result.config.array, &at));) {
		if (expected < 3000) {
			assert_is_int(php_entry_value(entry), expected);
		}
		expected += 2;
	}
	assert_is_string(value_of(&run, "k4"), "again");
	assert_is_int(value_of(&run, "k2999"), 2999);
	assert_null(php_array_find(run.result.config.array, STR_LIT("k2")));
	run_end(&run);
}

static void syntax_errors_have_a_place(void **state)
{
	static const struct {
		const char *source;
		uint32_t line;
		uint32_t column;
		const char *text;
	} cases[] = {
		{"\n$CONFIG = ['a' => 1]\n$b = 2;", 3, 1, "unexpected '$b', expected ';'"},
		{"$a = [1, 2;", 1, 17, "unexpected ';', expected ',' or ']'"},
		{"$a = 'open;", 1, 12, "this string does not end"},
		{"$a = \"open;", 1, 12, "this string does not end"},
		{"/* open", 1, 7, "this comment does not end"},
		{"$a = <<<X\nopen", 1, 12, "this heredoc does not end"},
		{"$a = 089;", 1, 12, "this number is not well formed"},
		{"$a = 1 < 2 < 3;", 1, 18, "comparisons in a row need parentheses"},
		{"$a = $b ? 1 : $c ? 2 : 3;", 1, 24,
			"a ternary inside of a ternary needs parentheses"},
		{"if (1) {", 1, 15, "unexpected end of the file, expected '}'"},
		{"goto x;", 1, 7, "goto is not understood here"},
		{"$a = \"\\u{110000}\";", 1, 12, "\\u{\xE2\x80\xA6} wants a Unicode code point"},
		{"$a = \"$b[ x]\";", 1, 13,
			"the key in \"$x[key]\" must be a bare word, a number or a variable"},
		{"$a = \x01;", 1, 12, "this byte has no meaning in PHP"},
		{"$a = (unset) $b;", 1, 12, "the (unset) cast is no longer part of PHP"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct run run = run_text(cases[i].source);

		assert_int_equal(run.code, PHP_E_SYNTAX);
		assert_str(php_error(run.php).text, cases[i].text);
		assert_int_equal(php_error(run.php).at.line, cases[i].line);
		assert_int_equal(php_error(run.php).at.column, cases[i].column);
		run_end(&run);
	}
}

static void a_stop_keeps_what_was_set(void **state)
{
	struct run run = run_text("$CONFIG = ['a' => 1, 'b' => 2, 'c' => ['d' => 3, 'e' => 4]];\n"
				  "if ($CONFIG['a']) {\n throw new \\RuntimeException('x');\n"
				  " $CONFIG['c']['d'] = 9; }\n$CONFIG['b'] = 5; $CONFIG['f'] = 6;");

	(void)state;
	assert_int_equal(run.code, PHP_E_STOPPED);
	assert_str(php_error(run.php).text, "throw of RuntimeException");
	assert_int_equal(php_error(run.php).at.line, 3);
	assert_is_int(value_of(&run, "a"), 1);
	assert_is_int(value_of(&run, "c.e"), 4);
	assert_is_unknown(value_of(&run, "b"), "the rest of the file, which stops here", 3);
	assert_is_unknown(value_of(&run, "c.d"), "the rest of the file", 3);
	assert_is_unknown(value_of(&run, "f"), "the rest of the file", 3);
	run_end(&run);
}

static void a_stopped_assignment_is_unknown(void **state)
{
	struct run run = run_text("function f() { exit; } $CONFIG = ['a' => 1];"
				  " $CONFIG['a'] = 'x' . f();");

	(void)state;
	assert_int_equal(run.code, PHP_E_STOPPED);
	assert_is_unknown(value_of(&run, "a"), "the rest of the file", 1);
	run_end(&run);
}

static void run_time_errors_stop(void **state)
{
	static const char *const sources[] = {"1 % 0;", "[] + 1;", "'abc' * 2;", "strlen();",
		"strlen([]);", "$x = 5; $x['a'] = 1;", "$a = [1]; $a[[]] = 2;", "throw new E;",
		"exit(1);", "require '/nonexistent/x';", "1 << -1;", "$f = 5; $f();",
		"match(1) { 2 => 3 };", "function g(int $x) {} g('x');", "function h($x) {} h();",
		"$s = 'a'; $s[] = 'b';", "(function () {})['x'];", "(string) function () {};",
		"intdiv(1, 0);", "~[];"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		struct run run = run_text(sources[i]);

		assert_int_equal(run.code, PHP_E_STOPPED);
		assert_true(php_error(run.php).text.len > 0);
		run_end(&run);
	}
}

static void text_outside_is_noticed(void **state)
{
	struct run run = run_with("\xEF\xBB\xBF<?php $CONFIG = [1];", 23, NULL);

	(void)state;
	assert_int_equal(run.code, 0);
	assert_true(run.result.has_text);
	assert_true(run.result.has_config);
	run_end(&run);
	run = run_text("$CONFIG = [1]; ?>\n");
	assert_false(run.result.has_text);
	run_end(&run);
	run = run_text("$CONFIG = [1]; ?>\n\n");
	assert_true(run.result.has_text);
	run_end(&run);
}

static void config_may_be_anything_or_nothing(void **state)
{
	struct run run = run_text("$CONFIG = null;");

	(void)state;
	assert_true(run.result.has_config);
	assert_int_equal(run.result.config.kind, PHP_NULL);
	run_end(&run);
	run = run_text("$CONFIG = [1]; unset($CONFIG);");
	assert_false(run.result.has_config);
	run_end(&run);
	run = run_text("$CONFIG = exec('x');");
	assert_is_unknown(run.result.config, "exec(), which is never run here", 1);
	run_end(&run);
}

static void an_interpreter_goes_on_after_an_error(void **state)
{
	struct run run = run_text("$CONFIG = [");

	(void)state;
	assert_int_equal(run.code, PHP_E_SYNTAX);
	run_more(&run, "/cfg/b.php", "<?php $CONFIG = ['b' => 1]; throw new X;");
	assert_int_equal(run.code, PHP_E_STOPPED);
	run_more(&run, "/cfg/c.php", "<?php $CONFIG = ['c' => 1];");
	assert_int_equal(run.code, 0);
	assert_int_equal(php_error(run.php).text.len, 0);
	assert_is_int(value_of(&run, "c"), 1);
	run_end(&run);
}

static void freeing_nothing_is_fine(void **state)
{
	(void)state;
	assert_null(php_free(NULL));
}

static void kinds_have_names(void **state)
{
	(void)state;
	assert_string_equal(php_kind_name(PHP_NULL), "null");
	assert_string_equal(php_kind_name(PHP_UNKNOWN), "unknown");
	assert_string_equal(php_kind_name(PHP_CLOSURE), "closure");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_share_variables_but_not_config),
		cmocka_unit_test(what_was_handed_out_does_not_change),
		cmocka_unit_test(each_element_knows_its_place),
		cmocka_unit_test(places_name_the_file),
		cmocka_unit_test(names_find_integer_keys),
		cmocka_unit_test(large_arrays_keep_order_and_are_found),
		cmocka_unit_test(syntax_errors_have_a_place),
		cmocka_unit_test(a_stop_keeps_what_was_set),
		cmocka_unit_test(a_stopped_assignment_is_unknown),
		cmocka_unit_test(run_time_errors_stop),
		cmocka_unit_test(text_outside_is_noticed),
		cmocka_unit_test(config_may_be_anything_or_nothing),
		cmocka_unit_test(an_interpreter_goes_on_after_an_error),
		cmocka_unit_test(freeing_nothing_is_fine),
		cmocka_unit_test(kinds_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
