/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Runs a text and looks at what came of it, for the tests of src/php. */
#ifndef TESTS_UNIT_PHP_RUN_H
#define TESTS_UNIT_PHP_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "php/php.h"

struct run {
	struct php *php;
	int code;
	struct php_result result;
};

/* A new interpreter on the test host (host.h) that ran "<?php " SOURCE as /cfg/config.php. */
struct run run_text(const char *source);

/* The same with limits; the whole source is given. */
struct run run_with(const char *source, size_t len, const struct php_limits *limits);

/* One more file in the same interpreter. */
void run_more(struct run *run, const char *path, const char *source);

void run_end(struct run *run);

/* The value of a top-level key, or of KEY.KEY.KEY; the test fails when there is none. */
struct php_value value_of(const struct run *run, const char *path);
const struct php_entry *entry_of(const struct run *run, const char *path);

void assert_is_string(struct php_value value, const char *expected);
void assert_is_int(struct php_value value, int64_t expected);

/* Unknown, because of REASON (its beginning), at LINE. */
void assert_is_unknown(struct php_value value, const char *reason, uint32_t line);

void assert_str(struct str s, const char *expected);

#endif
