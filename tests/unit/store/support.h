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
#include "store/store.h"

/*
 * From now on the Nth allocation of the program's own code (from 1) and all later ones fail; 0 lets
 * all succeed. Libraries are not touched.
 */
void fail_alloc_at(unsigned int n);

/* How many were refused since then. */
unsigned int failed_allocs(void);

void assert_str(struct str actual, const char *expected);

/* A database file in a temporary folder after SQL was run on it; to be dropped in the end. */
char *database_new(const char *sql);
void database_drop(char *path);

#endif
