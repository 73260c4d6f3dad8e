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
#include "failing_memory.h"

/* A copy in a block of exactly its size, so that sanitizers catch reads beyond it; free() the ptr.
 */
char *exact_copy(struct str s);

void assert_str(struct str actual, const char *expected, size_t expected_len);

/* Compares a view with a literal. */
#define assert_lit(actual, literal) assert_str((actual), "" literal, sizeof(literal) - 1)

#endif
