/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Unknown values: what they taint, what they leave alone; and variables that are not set. */
#include <stdio.h>
#include <stdlib.h>

#include "run.h"

static void unknown_spreads_through_expressions(void **state)
{
	static const char *const expressions[] = {"exec('x') . 'a'", "'a' . exec('x')",
		"-exec('x')", "exec('x') + 1", "!exec('x')", "(int) exec('x')", "exec('x') ? 1 : 2",
		"exec('x') ?: 2", "exec('x') ?? 2", "exec('x') && true", "true && exec('x')",
		"false || exec('x')", "\"a{$u['x']}\" . exec('x')", "exec('x')['k']",
		"[1, 2][exec('x')]", "strlen(exec('x'))", "implode(',', [1, [exec('x')][0]])",
		"trim(exec('x')) === ''", "count(exec('x'))", "in_array(1, [exec('x')])",
		"isset(exec('x')['a'])", "empty(exec('x'))",
		"match(exec('x')) { 1 => 2, default => 3 }",
		"array_filter([1], fn($x) => exec('x'))", "array_keys(array_merge([1], exec('x')))",
		"(fn() => exec('x'))()", "exec('x')()", "[exec('x')] == [1]",
		"is_string(exec('x'))", "json_decode(exec('x'), true)", "sprintf('%s', exec('x'))",
		"array_map('trim', exec('x'))", "(fn($a) => 1)(...exec('x'))",
		"constant(exec('x'))", "str_replace('a', 'b', exec('x'))", "getenv(exec('x'))",
		"array_key_exists(exec('x'), [1])", "max(1, exec('x'))",
		"explode(',', exec('x'))[0]"};
	char source[256];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(expressions); i++) {
		struct run run;

		(void)snprintf(source, sizeof(source), "\n$CONFIG['v'] = %s; $CONFIG['w'] = 1;",
			expressions[i]);
		run = run_text(source);
		assert_int_equal(run.code, 0);
		assert_is_unknown(value_of(&run, "v"), "exec(), which is never run here", 2);
		assert_is_int(value_of(&run, "w"), 1);
		run_end(&run);
	}
}

static void what_does_not_depend_stays_known(void **state)
{
	struct run run = run_text(
		"$u = exec('x'); $CONFIG = ['a' => $u, 'b' => [1, $u, 3]];"
		" $CONFIG['c'] = false && $u; $CONFIG['d'] = true || $u;"
		" $CONFIG['e'] = count([$u, $u]); $CONFIG['f'] = array_keys(['k' => $u])[0];"
		" $CONFIG['g'] = array_merge(['x' => $u], ['y' => 5])['y'];"
		" $CONFIG['h'] = is_array([$u]); $CONFIG['i'] = 5 ?? $u;");

	(void)state;
	assert_int_equal(value_of(&run, "a").kind, PHP_UNKNOWN);
	assert_is_int(value_of(&run, "b.2"), 3);
	assert_int_equal(value_of(&run, "c").kind, PHP_BOOL);
	assert_int_equal(value_of(&run, "d").kind, PHP_BOOL);
	assert_is_int(value_of(&run, "e"), 2);
	assert_is_string(value_of(&run, "f"), "k");
	assert_is_int(value_of(&run, "g"), 5);
	assert_int_equal(value_of(&run, "h").kind, PHP_BOOL);
	assert_is_int(value_of(&run, "i"), 5);
	run_end(&run);
}

static void reasons_name_what_is_not_known(void **state)
{
	static const struct {
		const char *expression;
		const char *reason;
	} cases[] = {
		{"foo()", "foo(), which is not known here"},
		{"\\Foo\\bar(1)", "bar(), which is not known here"},
		{"FOO", "the constant FOO, which is not known here"},
		{"\\OC\\X::Y", "the constant OC\\X::Y, which is not known here"},
		{"OC_Util::get(1)", "OC_Util::get()"},
		{"\\OC::$server", "OC::$server, which only Nextcloud knows"},
		{"$x->y->z()", "an object"},
		{"new Foo(1)", "an object"},
		{"`ls`", "a shell command, which is never run here"},
		{"$_SERVER['X']", "$_SERVER"},
		{"eval('1;')", "eval(), which is never run here"},
		{"(object) []", "an object"},
		{"json_decode('{}')", "an object"},
		{"file_get_contents('/nonexistent')",
			"the file '/nonexistent', which cannot be read here"},
		{"file_get_contents('/dev/zero')",
			"the file '/dev/zero', which cannot be read here (it is"},
		{"file_get_contents('http://x/')", "'http://x/', which is not fetched here"},
		{"file_exists('etc/passwd')", "file_exists(), which cannot be answered here"},
		{"@file_get_contents('x')",
			"the file 'x', relative to a folder that only PHP knows"},
		{"include './x.php'", "the included file './x.php', relative to a folder"},
		{"require '../x.php'", "the included file '../x.php', relative to a folder"},
		{"include '/dev/null'", "the included file '/dev/null', which cannot be read here"},
		{"clone $x", "an object"},
	};
	char source[256];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct run run;

		(void)snprintf(source, sizeof(source), "$CONFIG = [1];\n\n $CONFIG['v'] = %s;",
			cases[i].expression);
		run = run_text(source);
		assert_is_unknown(value_of(&run, "v"), cases[i].reason, 3);
		run_end(&run);
	}
}

static void an_unknown_branch_taints_what_it_assigns(void **state)
{
	struct run run = run_text(
		"$CONFIG = ['a' => 1, 'r' => ['h' => 'x', 'p' => 1], 'l' => [1], 'z' => 1];\n"
		"if (exec('x')) { $CONFIG['a'] = 2; $CONFIG['r']['p']++; $CONFIG['l'][] = 2;"
		" foreach ([1] as $CONFIG['k'] => $v) { [$CONFIG['m'], $n] = [1, 2]; } "
		"unset($CONFIG['z']); }\n"
		"elseif ($CONFIG['q'] = 5) { $CONFIG['s']['t']['u'] = 1; } else { $CONFIG['w'] .= "
		"'x'; }\n"
		"$CONFIG['after'] = 'known'; $CONFIG['v'] = $v;");

	(void)state;
	assert_int_equal(run.code, 0);
	assert_is_unknown(value_of(&run, "a"), "exec()", 2);
	assert_is_string(value_of(&run, "r.h"), "x");
	assert_is_unknown(value_of(&run, "r.p"), "exec()", 2);
	assert_is_int(value_of(&run, "l.0"), 1);
	assert_non_null(php_array_rest(value_of(&run, "l").array));
	assert_is_unknown(value_of(&run, "k"), "exec()", 2);
	assert_is_unknown(value_of(&run, "m"), "exec()", 2);
	assert_is_unknown(value_of(&run, "z"), "exec()", 2);
	assert_is_unknown(value_of(&run, "q"), "exec()", 2);
	assert_is_unknown(value_of(&run, "s"), "exec()", 2);
	assert_is_unknown(value_of(&run, "w"), "exec()", 2);
	assert_is_unknown(value_of(&run, "v"), "exec()", 2);
	assert_is_string(value_of(&run, "after"), "known");
	run_end(&run);
}

static void an_unknown_exit_taints_the_rest(void **state)
{
	struct run run =
		run_text("$CONFIG = ['a' => 1, 'b' => 2, 'c' => 3];"
			 " foreach ([1, 2] as $i) { if (exec('x')) { break; } $CONFIG['b'] = $i; }"
			 " if (exec('y')) { throw new X; } $CONFIG['d'] = 4;"
			 " if (exec('z')) return; $CONFIG['c'] = 5;");

	(void)state;
	assert_is_int(value_of(&run, "a"), 1);
	assert_is_unknown(value_of(&run, "b"), "exec()", 1);
	assert_is_unknown(value_of(&run, "c"), "exec()", 1);
	run_end(&run);
}

static void a_break_ends_what_is_unknown_at_its_loop(void **state)
{
	struct run run =
		run_text("$CONFIG = ['a' => 1, 'b' => 2];"
			 " switch (exec('x')) { case 1: $CONFIG['a'] = 3; break; }"
			 " foreach ([1, 2] as $i) { if (exec('y')) { break; } $CONFIG['c'] = 4; }"
			 " $CONFIG['d'] = 5;");

	(void)state;
	assert_is_unknown(value_of(&run, "a"), "exec()", 1);
	assert_is_int(value_of(&run, "b"), 2);
	assert_is_unknown(value_of(&run, "c"), "exec()", 1);
	assert_is_int(value_of(&run, "d"), 5);
	run_end(&run);
}

static void a_try_that_may_have_thrown_is_in_doubt(void **state)
{
	struct run run = run_text("try { $r = new Redis(); $CONFIG['a'] = 1; }"
				  " catch (Exception $e) { $CONFIG['b'] = 2; } $CONFIG['c'] = 3;\n"
				  "try { $r = new Redis(); $CONFIG['d'] = 4; }"
				  " catch (Exception $e) { error_log('no Redis'); exit(1); }");

	(void)state;
	assert_is_unknown(value_of(&run, "a"), "an object", 1);
	assert_is_unknown(value_of(&run, "b"), "an object", 1);
	assert_is_int(value_of(&run, "c"), 3);
	assert_is_int(value_of(&run, "d"), 4);
	run_end(&run);
}

static void what_is_written_into_the_request_leaves_the_rest_unknown(void **state)
{
	struct run run = run_text("$_SERVER['HTTPS'] = 'on'; $CONFIG['a'] = $_SERVER['HTTPS'];\n"
				  " $CONFIG['b'] = 'https://' . $_SERVER['HTTP_HOST'];");

	(void)state;
	assert_is_string(value_of(&run, "a"), "on");
	assert_is_unknown(value_of(&run, "b"), "$_SERVER", 1);
	run_end(&run);
}

static void elements_that_may_not_be_there_are_not_counted(void **state)
{
	struct run run = run_text("$l = ['a' => 1]; if (exec('x')) { $l['b'] = 2; }"
				  " $CONFIG = ['n' => count($l), 'a' => $l['a'], 'l' => $l];"
				  " $l['b'] = 3; $CONFIG['m'] = count($l);");

	(void)state;
	assert_is_unknown(value_of(&run, "n"), "exec()", 1);
	assert_is_int(value_of(&run, "a"), 1);
	assert_is_unknown(value_of(&run, "l.b"), "exec()", 1);
	assert_is_int(value_of(&run, "m"), 2);
	run_end(&run);
}

static void an_unknown_key_hides_everything_beside(void **state)
{
	struct run run = run_text("$CONFIG = ['a' => 1]; $CONFIG[exec('x')] = 2; $CONFIG['b'] = 3;"
				  " $CONFIG['c']['d'] = 4;");

	(void)state;
	assert_null(php_array_find(run.result.config.array, STR_LIT("a")));
	assert_non_null(php_array_rest(run.result.config.array));
	assert_is_int(value_of(&run, "b"), 3);
	assert_is_int(value_of(&run, "c.d"), 4);
	assert_non_null(php_array_rest(value_of(&run, "c").array));
	run_end(&run);
}

static void dangerous_functions_taint_their_arguments(void **state)
{
	struct run run = run_text("$out = 1; $st = 2; exec('x', $out, $st); $l = [2, 1]; sort($l);"
				  " preg_match('/a/', 'a', $m); $keep = 1; foo($keep);"
				  " $CONFIG = [$out, $st, $l, $m, $keep]; extract(['a' => 1]);"
				  " $CONFIG[] = 1;");

	(void)state;
	assert_non_null(php_array_rest(run.result.config.array));
	run_end(&run);
	run = run_text("$out = 1; exec('x', $out, $st); $l = [2, 1]; sort($l);"
		       " preg_match('/a/', 'a', $m); $keep = 1; foo($keep);"
		       " $CONFIG = [$out, $st, $l, $m, $keep];");
	for (size_t i = 0; i < 4; i++) {
		static const char *const keys[] = {"0", "1", "2", "3"};

		assert_int_equal(value_of(&run, keys[i]).kind, PHP_UNKNOWN);
	}
	assert_is_int(value_of(&run, "4"), 1);
	run_end(&run);
}

static void unset_variables_leave_a_mark(void **state)
{
	struct run run = run_text(
		"\n$CONFIG = ['a' => getenv('NOT_A'),\n 'b' => getenv('NOT_B') ?: 'd',"
		" 'c' => 1, 'e' => (string) getenv('NOT_A') . 'x'];"
		" if (!getenv('NOT_C')) { $CONFIG['f'] = 'default'; }"
		" $CONFIG['g'] = strtolower(getenv('NOT_B')); $CONFIG['p'] = getenv('PATH');"
		" $CONFIG['i'] = isset(getenv()['NOT_D']);");

	(void)state;
	assert_str(php_env_at(run.php, value_of(&run, "a").env)->name, "NOT_A");
	assert_int_equal(php_env_at(run.php, value_of(&run, "a").env)->at.line, 2);
	assert_str(php_env_at(run.php, value_of(&run, "b").env)->name, "NOT_B");
	assert_is_string(value_of(&run, "b"), "d");
	assert_int_equal(value_of(&run, "c").env, 0);
	assert_null(php_env_at(run.php, 0));
	assert_str(php_env_at(run.php, value_of(&run, "e").env)->name, "NOT_A");
	assert_str(php_env_at(run.php, value_of(&run, "f").env)->name, "NOT_C");
	assert_str(php_env_at(run.php, value_of(&run, "g").env)->name, "NOT_B");
	assert_int_equal(value_of(&run, "p").env, 0);
	assert_str(php_env_at(run.php, value_of(&run, "i").env)->name, "");
	run_end(&run);
}

static void missing_settings_name_their_variable(void **state)
{
	struct run run = run_text(
		"$h = getenv('NOT_HOST');\nif ($h) { $CONFIG = ['redis' => ['host' => $h]];"
		" if (getenv('NOT_PORT')) { $CONFIG['redis']['port'] = 1; } }"
		" elseif (getenv('NOT_OTHER')) { $CONFIG['dbhost'] = 'x'; }"
		" switch (getenv('NOT_KIND')) { case 'a': $CONFIG['kind'] = 1; }"
		" getenv('NOT_AND') && $CONFIG['and'] = 1;"
		" getenv('NOT_TERNARY') ? $CONFIG['ternary'] = 1 : 0;");

	(void)state;
	assert_str(php_env_of_missing(run.php, STR_LIT("redis"))->name, "NOT_HOST");
	assert_str(php_env_of_missing(run.php, STR_LIT("dbhost"))->name, "NOT_HOST");
	assert_str(php_env_of_missing(run.php, STR_LIT("kind"))->name, "NOT_KIND");
	assert_str(php_env_of_missing(run.php, STR_LIT("and"))->name, "NOT_AND");
	assert_str(php_env_of_missing(run.php, STR_LIT("ternary"))->name, "NOT_TERNARY");
	assert_null(php_env_of_missing(run.php, STR_LIT("dbuser")));
	run_more(&run, "/cfg/b.php", "<?php $x = 1;");
	assert_null(php_env_of_missing(run.php, STR_LIT("redis")));
	run_end(&run);
}

static void a_host_without_callbacks_knows_nothing(void **state)
{
	const struct php_host host = {0};
	struct run run = {0};

	(void)state;
	assert_int_equal(php_new(&host, NULL, &run.php), 0);
	run_more(&run, "/c.php",
		"<?php $CONFIG = [getenv('A'), getenv(), gethostname(), file_exists('/'),"
		" file_get_contents('/etc/passwd'), OC::$SERVERROOT, is_readable('/'), is_dir('/'),"
		" is_file('/')]; $CONFIG[] = @include 'x.php';");
	assert_int_equal(run.code, 0);
	for (int64_t i = 0; i < 9; i++) {
		const struct php_entry *entry = php_array_find_int(run.result.config.array, i);

		assert_int_equal(php_entry_value(entry).kind, PHP_UNKNOWN);
	}
	run_end(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_spreads_through_expressions),
		cmocka_unit_test(what_does_not_depend_stays_known),
		cmocka_unit_test(reasons_name_what_is_not_known),
		cmocka_unit_test(an_unknown_branch_taints_what_it_assigns),
		cmocka_unit_test(an_unknown_exit_taints_the_rest),
		cmocka_unit_test(a_break_ends_what_is_unknown_at_its_loop),
		cmocka_unit_test(a_try_that_may_have_thrown_is_in_doubt),
		cmocka_unit_test(what_is_written_into_the_request_leaves_the_rest_unknown),
		cmocka_unit_test(elements_that_may_not_be_there_are_not_counted),
		cmocka_unit_test(an_unknown_key_hides_everything_beside),
		cmocka_unit_test(dangerous_functions_taint_their_arguments),
		cmocka_unit_test(unset_variables_leave_a_mark),
		cmocka_unit_test(missing_settings_name_their_variable),
		cmocka_unit_test(a_host_without_callbacks_knows_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
