/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Helpers of the tests of src/php. */
#include "run.h"

#include <stdio.h>
#include <string.h>

#include "host.h"

struct run run_with(const char *source, size_t len, const struct php_limits *limits)
{
	struct php_host host = test_host();
	struct run run = {0};

	assert_int_equal(php_new(&host, limits, &run.php), 0);
	run.code = php_run_file(
		run.php, STR_LIT("/cfg/config.php"), str_make(source, len), &run.result);
	return run;
}

struct run run_text(const char *source)
{
	char text[8192];
	int len = snprintf(text, sizeof(text), "<?php %s", source);

	assert_true(len > 0 && (size_t)len < sizeof(text));
	return run_with(text, (size_t)len, NULL);
}

void run_more(struct run *run, const char *path, const char *source)
{
	run->code =
		php_run_file(run->php, str_from_cstr(path), str_from_cstr(source), &run->result);
}

void run_end(struct run *run)
{
	run->php = php_free(run->php);
}

const struct php_entry *entry_of(const struct run *run, const char *path)
{
	struct str rest = str_from_cstr(path);
	struct php_value value = run->result.config;
	const struct php_entry *entry = NULL;

	while (rest.len) {
		struct str name;

		str_split_once(rest, '.', &name, &rest);
		assert_int_equal(value.kind, PHP_ARRAY);
		entry = php_array_find(value.array, name);
		if (!entry) {
			fail_msg("there is no %.*s in %s", STR_ARG(name), path);
		}
		value = php_entry_value(entry);
	}
	return entry;
}

struct php_value value_of(const struct run *run, const char *path)
{
	return php_entry_value(entry_of(run, path));
}

void assert_str(struct str s, const char *expected)
{
	if (!str_equals(s, str_from_cstr(expected))) {
		fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(s), expected);
	}
}

void assert_is_string(struct php_value value, const char *expected)
{
	assert_int_equal(value.kind, PHP_STRING);
	assert_str(php_text(value), expected);
}

void assert_is_int(struct php_value value, int64_t expected)
{
	assert_int_equal(value.kind, PHP_INT);
	assert_int_equal(value.integer, expected);
}

void assert_is_unknown(struct php_value value, const char *reason, uint32_t line)
{
	assert_int_equal(value.kind, PHP_UNKNOWN);
	assert_str(str_first(value.unknown->reason, strlen(reason)), reason);
	assert_int_equal(value.unknown->at.line, line);
}
