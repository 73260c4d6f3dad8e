/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Hostile files: each ends in a clear error, soon, and within the memory that was allowed; and
 * nothing is lost when malloc() fails.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host.h"
#include "run.h"

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static long mallocs_left = -1; /* -1: all succeed */
static size_t largest_malloc;

void *__wrap_malloc(size_t size)
{
	largest_malloc = MAX_OF(largest_malloc, size);
	if (mallocs_left == 0) {
		return NULL;
	}
	mallocs_left -= mallocs_left > 0;
	return __real_malloc(size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
	largest_malloc = MAX_OF(largest_malloc, size);
	if (mallocs_left == 0) {
		return NULL;
	}
	mallocs_left -= mallocs_left > 0;
	return __real_realloc(ptr, size);
}

/* HEAD, COUNT times BODY, MIDDLE, COUNT times TAIL. */
static struct buf repeated(
	const char *head, const char *body, size_t count, const char *middle, const char *tail)
{
	struct buf text = BUF_NULL;

	buf_append_cstr(&text, head);
	for (size_t i = 0; i < count; i++) {
		buf_append_cstr(&text, body);
	}
	buf_append_cstr(&text, middle);
	for (size_t i = 0; i < count; i++) {
		buf_append_cstr(&text, tail);
	}
	assert_int_equal(buf_status(&text), 0);
	return text;
}

/* Processor time: other work on the machine must not count. */
static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void check_hostile(struct str source, const char *error)
{
	/* With a reason given, the clock of a busy machine must not be another. */
	const struct php_limits patient = {.time_ms = 60000};
	double start = seconds();
	struct run run = run_with(source.ptr, source.len, error ? &patient : NULL);
	double took = seconds() - start;

	assert_int_equal(run.code, PHP_E_LIMIT);
	if (error) {
		assert_str(php_error(run.php).text, error);
	}
	assert_true(php_error(run.php).text.len > 0);
	run_end(&run);
#ifndef __SANITIZE_ADDRESS__
	assert_true(took < 1.0);
#endif
	(void)took;
}

static void deep_nesting_is_refused(void **state)
{
	static const struct {
		const char *head;
		const char *body;
		const char *middle;
		const char *tail;
	} cases[] = {
		{"<?php $CONFIG = ", "[", "", "]"},
		{"<?php $CONFIG = ", "(", "1", ")"},
		{"<?php $CONFIG = ", "!", "1;", ""},
		{"<?php $CONFIG = ", "-", "1;", ""},
		{"<?php ", "{", "", "}"},
		{"<?php ", "if(1)", ";", ""},
		{"<?php if(0);", "else if(0);", "", ""},
		{"<?php $CONFIG = $a", "[0]", ";", ""},
		{"<?php $CONFIG = f", "()", ";", ""},
		{"<?php ", "$a=", "1;", ""},
		{"<?php $CONFIG = ", "$a??", "1;", ""},
		{"<?php $CONFIG = ", "1?:", "1;", ""},
		{"<?php $CONFIG = ", "\"{$a[", "1", "]}\""},
		{"<?php ", "$", "a;", ""},
		{"<?php $f = ", "fn() => ", "1;", ""},
		{"<?php $f = ", "function() { return ", "1", ";}"},
		{"<?php ", "[$a, ", "$b", "] = 1"},
		{"<?php ", "while(0)", ";", ""},
		{"<?php $x = ", "match(1){1=>", "1", "}"},
		{"<?php $x = ", "(int)", "1;", ""},
		{"<?php $x = ", "2**", "1;", ""},
		{"<?php ", "include ", "1;", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf text = repeated(
			cases[i].head, cases[i].body, 100000, cases[i].middle, cases[i].tail);

		check_hostile(buf_str(&text), "the nesting is too deep");
		buf_deinit(&text);
	}
}

static void long_chains_are_not_deep(void **state)
{
	struct buf text = repeated("<?php $CONFIG = ['k' => 'a'", ".'b'", 10000, "];", "");
	struct run run = run_with(text.ptr, text.len, NULL);

	(void)state;
	assert_int_equal(run.code, 0);
	assert_int_equal(value_of(&run, "k").len, 10001);
	run_end(&run);
	buf_deinit(&text);
	text = repeated("<?php if (0);", "elseif (0);", 5000, "else $CONFIG = ['k' => 1];", "");
	run = run_with(text.ptr, text.len, NULL);
	assert_int_equal(run.code, 0);
	assert_is_int(value_of(&run, "k"), 1);
	run_end(&run);
	buf_deinit(&text);
}

static void endless_work_ends(void **state)
{
	static const char *const sources[] = {"while (true);", "for (;;) { $a[] = 1; }",
		"$s = 'x'; while (1) { $s .= $s; }", "$a = []; while (1) { $a = [$a]; }",
		"$s = str_repeat('x', 1000000); while (1) { strpos($s, 'y'); }",
		"$a = range(1, 100000); while (1) { $b = $a; $b[] = 1; }",
		"$s = str_repeat('a', 1000000); while (1) { str_replace('a', 'bb', $s); }",
		"$s = str_repeat('1', 1000000); while (1) { $s + 1; }",
		"$s = str_repeat('a', 1000000); while (1) { trim($s, 'a'); }",
		"$s = str_repeat('a', 1000000); while (1) { $s == '0'; (int) $s; $a[$s] ?? 1; }",
		"$a = range(1, 3000); while (1) { array_unique($a); }",
		"$a = range(1, 20000); while (1) { $a == $a; in_array(-1, $a); }",
		"function f($x) { return f($x + 1); } f(1);",
		"$f = function () use (&$f) { return $f(); }; $f();",
		"function g() { return array_map('g', [1]); } g();",
		"$a = 1; for ($i = 0; $i < 5000; $i++) { $a = [$a]; } $a == [$a, 1] || $a == $a; "
		"$b = [$a] == [[$a]];",
		"$a = range(0, PHP_INT_MAX);", "$s = str_repeat('aaaaaaaa', PHP_INT_MAX);",
		"$s = 'a'; $s[PHP_INT_MAX] = 'x';", "$s = 'a'; $s[70000000] = 'x';",
		"$s = str_repeat('[', 4000); while (1) { json_decode($s, true, 100000); }",
		"$a = [1]; $a[] = &$a; $x = [$a] == [$a, 1]; $y = implode(',', [$a]) . ($a == [1, "
		"$a]); while (1);",
		"do { $s = sprintf('%1000000d', 1); } while (1);",
		"switch (1) { default: while (1) { continue 1; } }"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sources); i++) {
		char text[256];
		int len = snprintf(text, sizeof(text), "<?php %s", sources[i]);

		check_hostile(str_make(text, (size_t)len), NULL);
	}
}

static void large_files_are_refused(void **state)
{
	struct buf text =
		repeated("<?php $CONFIG = [", "'aaaaaaaaaaaaaaaa',", 10000000 / 19, "];", "");

	(void)state;
	assert_true(text.len > 9999000);
	largest_malloc = 0;
	check_hostile(buf_str(&text), "the file is too large");
	assert_true(largest_malloc < 1 << 20);
	buf_deinit(&text);
}

static void the_size_limit_is_exact(void **state)
{
	const char source[] = "<?php $CONFIG = ['a' => 1];";
	struct php_limits limits = {.file_bytes = sizeof(source) - 1};
	struct run run = run_with(source, sizeof(source) - 1, &limits);

	(void)state;
	assert_int_equal(run.code, 0);
	run_end(&run);
	limits.file_bytes--;
	run = run_with(source, sizeof(source) - 1, &limits);
	assert_int_equal(run.code, PHP_E_LIMIT);
	run_end(&run);
}

static void the_depth_limit_is_exact(void **state)
{
	(void)state;
	for (size_t depth = 1; depth < 64; depth++) {
		struct buf text = repeated("<?php ", "{", depth, ";", "}");
		struct php_limits limits = {.depth = 64};
		struct run run = run_with(text.ptr, text.len, &limits);

		assert_int_equal(run.code, 0);
		run_end(&run);
		limits.depth = (uint32_t)depth;
		run = run_with(text.ptr, text.len, &limits);
		assert_int_equal(run.code, PHP_E_LIMIT);
		run_end(&run);
		buf_deinit(&text);
	}
}

static void memory_stays_within_its_limit(void **state)
{
	const char source[] = "<?php for ($i = 0; ; $i++) { $a[\"k$i\"] = [$i, \"v$i\"]; }";

	(void)state;
	for (size_t limit = 1U << 16; limit <= 1U << 22; limit *= 2) {
		struct php_limits limits = {
			.memory_bytes = limit, .steps = 1U << 30, .time_ms = 60000};
		struct run run = run_with(source, sizeof(source) - 1, &limits);

		assert_int_equal(run.code, PHP_E_LIMIT);
		assert_str(php_error(run.php).text, "this needs too much memory");
		run_end(&run);
	}
}

static void cyclic_includes_end(void **state)
{
	char path[] = "/tmp/php-limits-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	struct run run;
	char source[256];

	(void)state;
	assert_non_null(file);
	(void)fputs("<?php include __FILE__;", file);
	(void)fclose(file);
	(void)snprintf(source, sizeof(source), "include '%s';", path);
	run = run_text(source);
	assert_int_equal(run.code, PHP_E_LIMIT);
	assert_str(php_error(run.php).text, "includes are nested too deeply");
	assert_str(php_file_path(run.php, php_error(run.php).at.file), path);
	run_end(&run);
	(void)remove(path);
}

/* Every malloc in turn: an error comes back, nothing leaks (the sanitizers see to that). */
static void failing_mallocs_are_survived(void **state)
{
	const char source[] =
		"<?php $CONFIG = ['a' => \"x{$b}y\", 'r' => range(1, 2000),"
		" 'e' => getenv(), 'j' => json_decode('{\"a\":[1,\"b\"]}', true),"
		" 's' => sprintf('%5d', 3), 'f' => @file_get_contents('/etc/hostname'),"
		" 'h' => <<<X\n a\n X, 'g' => array_map(fn($x) => $x . 'y', [1, 2])];"
		" function f(array $p) { static $n; return $n . str_repeat('z', 99999); }"
		" $CONFIG['z'] = f([]); try { throw new X; } catch (X $e) { $y = 1.5 . ''; }";
	struct php_host host = test_host();
	bool went_through = false;

	(void)state;
	for (long n = 0; n < 200 && !went_through; n++) {
		struct php *php = NULL;
		struct php_result result = {0};
		int code;

		mallocs_left = n;
		code = php_new(&host, NULL, &php);
		if (code == 0) {
			code = php_run_file(php, STR_LIT("/c.php"),
				str_make(source, sizeof(source) - 1), &result);
		}
		went_through =
			code == 0 && mallocs_left != 0 &&
			php_entry_value(php_array_find(result.config.array, STR_LIT("f"))).kind ==
				PHP_STRING;
		mallocs_left = -1;
		if (code != 0 && code != -ENOMEM && code != PHP_E_LIMIT) {
			fail_msg("malloc %ld: code %d", n, code);
		}
		php_free(php);
	}
	assert_true(went_through);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(long_chains_are_not_deep),
		cmocka_unit_test(endless_work_ends),
		cmocka_unit_test(large_files_are_refused),
		cmocka_unit_test(the_size_limit_is_exact),
		cmocka_unit_test(the_depth_limit_is_exact),
		cmocka_unit_test(memory_stays_within_its_limit),
		cmocka_unit_test(cyclic_includes_end),
		cmocka_unit_test(failing_mallocs_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
