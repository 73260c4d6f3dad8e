/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A view of bytes: pointer and length, never owned, never NUL-terminated by promise.
 * {NULL, 0} is the empty string and also "none" where a header says so.
 * All functions are pure and safe in any thread.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/macro.h"

struct str {
	const char *ptr;
	size_t len;
};

#define STR_NULL ((struct str){NULL, 0})

/* A string literal as a view, also usable in static initialisers. */
#define STR_LIT(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_INIT(literal)                                                                          \
	{                                                                                          \
		"" literal, sizeof(literal) - 1                                                    \
	}

/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

static inline struct str str_make(const void *ptr, size_t len)
{
	return (struct str){(const char *)ptr, len};
}

/* NULL gives the empty view. */
static inline struct str str_from_cstr(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_equals(struct str a, struct str b)
{
	/* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): bytes have an address */
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* -1, 0, 1 by bytes, the shorter first when one is a prefix of the other. */
int str_compare(struct str a, struct str b);

/* LEN bytes each, ASCII case only. */
bool str_same_nocase(const char *a, const char *b, size_t len);

/* ASCII case only. */
static inline bool str_equals_nocase(struct str a, struct str b)
{
	return a.len == b.len && str_same_nocase(a.ptr, b.ptr, a.len);
}

bool str_has_prefix(struct str s, struct str prefix);
bool str_has_prefix_nocase(struct str s, struct str prefix);
bool str_has_suffix(struct str s, struct str suffix);

/* The view without its first N bytes; N may exceed the length (empty view). */
static inline struct str str_skip(struct str s, size_t n)
{
	n = MIN_OF(n, s.len);
	return n ? (struct str){s.ptr + n, s.len - n} : s;
}

static inline struct str str_first(struct str s, size_t n)
{
	return (struct str){s.ptr, MIN_OF(n, s.len)};
}

/* The byte at index AT; NUL behind the end. */
static inline char str_at(struct str s, size_t at)
{
	if (at >= s.len) {
		return '\0';
	}
	return s.ptr[at];
}

/* Without ASCII white space (space, \t \n \v \f \r) and NUL at both ends. */
struct str str_trim(struct str s);

/* Index of the first (last) byte C, or -1. */
ptrdiff_t str_find_byte(struct str s, char c);
ptrdiff_t str_rfind_byte(struct str s, char c);

/* Index of the first occurrence of NEEDLE (an empty one is at 0), or -1. */
ptrdiff_t str_find(struct str s, struct str needle);

/*
 * Splits at the first byte C: true and both halves when there is one; false leaves *ret_head = s
 * and *ret_tail empty.
 */
bool str_split_once(struct str s, char c, struct str *ret_head, struct str *ret_tail);

/* Decimal digits only, no sign, no blanks. False on anything else and on overflow. */
NODISCARD bool str_to_u64(struct str s, uint64_t *ret_value);
NODISCARD bool str_to_u32(struct str s, uint32_t *ret_value);
NODISCARD bool str_to_u16(struct str s, uint16_t *ret_value);

/* One optional '-', then decimal digits. */
NODISCARD bool str_to_i64(struct str s, int64_t *ret_value);

/* True when all bytes form valid UTF-8 (RFC 3629: no surrogates, nothing above U+10FFFF). */
bool str_is_utf8(struct str s);

/* A NUL-terminated copy, to be released with free(); NULL when memory is out. */
NODISCARD char *str_dup_cstr(struct str s);

#endif
