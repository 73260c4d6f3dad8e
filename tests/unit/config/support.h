/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the tests of the settings share. */
#ifndef TEST_CONFIG_SUPPORT_H
#define TEST_CONFIG_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "config/loader.h"
#include "failing_memory.h"

/* A loader of its own, for code below settings_load(). */
struct bench {
	struct settings settings;
	struct buf error;
	struct loader loader;
};

void bench_init(struct bench *bench);
void bench_deinit(struct bench *bench);

/* An origin as if the command line (or the environment) had said it. */
extern const struct origin from_option;
extern const struct origin from_env;

/* Says in a comment of TAP which sample is judged, so that a failure names it; one line whatever it
 * is. */
void note_sample(const char *text);

void assert_contains(struct str text, const char *part);
void assert_lacks(struct str text, const char *part);
void assert_text(struct str text, const char *expected);

/* A folder that teardown removes with everything in it. */
const char *temp_folder(void);
/* Writes FOLDER/NAME; the path is static. */
const char *write_file(const char *name, struct str content);
int temp_setup(void **state);
int temp_teardown(void **state);

#endif
