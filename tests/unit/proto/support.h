/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the tests of the codecs share. */
#ifndef TEST_PROTO_SUPPORT_H
#define TEST_PROTO_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* A copy in a block of exactly its size, so that sanitizers catch reads beyond it; free() the ptr.
 */
char *exact_copy(struct str s);

/* From now on the Nth malloc or realloc (from 1) and all later ones fail; 0 lets all succeed. */
void fail_malloc_at(unsigned n);
/* How many were refused since then. */
unsigned failed_mallocs(void);

void assert_str(struct str actual, const char *expected, size_t expected_len);

/* Compares a view with a literal. */
#define assert_lit(actual, literal) assert_str((actual), "" literal, sizeof(literal) - 1)

#endif
