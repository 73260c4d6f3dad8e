/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the tests of the store share. */
#ifndef TEST_STORE_SUPPORT_H
#define TEST_STORE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "failing_memory.h"
#include "store/store.h"

void assert_str(struct str actual, const char *expected);

/* A database file in a temporary folder after SQL was run on it; to be dropped in the end. */
char *database_new(const char *sql);
void database_drop(char *path);

#endif
