/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What every unit test of src/base, src/net and src/push includes; cmocka wants these first. */
#ifndef TESTS_UNIT_BASE_SUPPORT_H
#define TESTS_UNIT_BASE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"

#define assert_str_equal(actual, expected)                                                         \
	do {                                                                                       \
		struct str actual_ = (actual);                                                     \
		struct str expected_ = (expected);                                                 \
                                                                                                   \
		assert_int_equal(actual_.len, expected_.len);                                      \
		if (actual_.len) {                                                                 \
			assert_memory_equal(actual_.ptr, expected_.ptr, actual_.len);              \
		}                                                                                  \
	} while (0)

#endif
