/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Small language helpers that every layer uses. */
#ifndef BASE_MACRO_H
#define BASE_MACRO_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"

/* The caller must look at the result. */
#define NODISCARD __attribute__((warn_unused_result))

/* Checks the arguments of a printf-like function at compile time. */
#define PRINTF_LIKE(format_index, first_arg)                                                       \
	__attribute__((format(printf, format_index, first_arg)))

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

#define MIN_OF(a, b) ((a) < (b) ? (a) : (b))
#define MAX_OF(a, b) ((a) > (b) ? (a) : (b))

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

/* The struct of TYPE whose field MEMBER is at PTR. */
#define container_of(ptr, type, member) ((type *)(void *)((char *)(ptr)-offsetof(type, member)))

/* Where a text stopped making sense, for a human. Filled by parsers on failure only. */
struct parse_error {
	uint32_t line;    /* from 1; 0 when the input has no lines */
	uint32_t column;  /* in bytes, from 1 */
	const char *what; /* static text */
};

#endif
