/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Views of bytes. Everything here is small on purpose: parsing proper lives with its format, and
 * whoever needs to build text uses buf.
 */
#include "base/str.h"

#include <errno.h>
#include <stdlib.h>

#include "base/ascii.h"

bool str_same_nocase(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (a[i] != b[i] && ascii_lower(a[i]) != ascii_lower(b[i])) {
			return false;
		}
	}
	return true;
}

int str_compare(struct str a, struct str b)
{
	size_t common = MIN_OF(a.len, b.len);
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

	if (order != 0) {
		return order < 0 ? -1 : 1;
	}
	return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

bool str_has_prefix(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_equals(str_first(s, prefix.len), prefix);
}

bool str_has_prefix_nocase(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_same_nocase(s.ptr, prefix.ptr, prefix.len);
}

bool str_has_suffix(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_equals(str_skip(s, s.len - suffix.len), suffix);
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

struct str str_trim(struct str s)
{
	while (s.len > 0 && is_blank(s.ptr[0])) {
		s = str_skip(s, 1);
	}
	while (s.len > 0 && is_blank(s.ptr[s.len - 1])) {
		s.len--;
	}
	return s;
}

ptrdiff_t str_find_byte(struct str s, char c)
{
	const char *hit = s.len ? memchr(s.ptr, c, s.len) : NULL;

	return hit ? hit - s.ptr : -1;
}

ptrdiff_t str_rfind_byte(struct str s, char c)
{
	const char *hit = s.len ? memrchr(s.ptr, c, s.len) : NULL;

	return hit ? hit - s.ptr : -1;
}

ptrdiff_t str_find(struct str s, struct str needle)
{
	const char *hit;

	if (needle.len == 0) {
		return 0;
	}
	hit = s.len ? memmem(s.ptr, s.len, needle.ptr, needle.len) : NULL;
	return hit ? hit - s.ptr : -1;
}

bool str_split_once(struct str s, char c, struct str *ret_head, struct str *ret_tail)
{
	ptrdiff_t at = str_find_byte(s, c);

	*ret_head = at < 0 ? s : str_first(s, (size_t)at);
	*ret_tail = at < 0 ? STR_NULL : str_skip(s, (size_t)at + 1);
	return at >= 0;
}

bool str_to_u64(struct str s, uint64_t *ret_value)
{
	uint64_t value = 0;

	if (s.len == 0) {
		return false;
	}
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned char)s.ptr[i] - (unsigned)'0';

		if (digit > 9 || __builtin_mul_overflow(value, 10U, &value) ||
			__builtin_add_overflow(value, digit, &value)) {
			return false;
		}
	}
	*ret_value = value;
	return true;
}

bool str_to_u32(struct str s, uint32_t *ret_value)
{
	uint64_t wide;

	if (!str_to_u64(s, &wide) || wide > UINT32_MAX) {
		return false;
	}
	*ret_value = (uint32_t)wide;
	return true;
}

bool str_to_u16(struct str s, uint16_t *ret_value)
{
	uint64_t wide;

	if (!str_to_u64(s, &wide) || wide > UINT16_MAX) {
		return false;
	}
	*ret_value = (uint16_t)wide;
	return true;
}

bool str_to_i64(struct str s, int64_t *ret_value)
{
	bool negative = s.len > 0 && s.ptr[0] == '-';
	uint64_t magnitude;

	if (!str_to_u64(negative ? str_skip(s, 1) : s, &magnitude) ||
		magnitude > (uint64_t)INT64_MAX + negative) {
		return false;
	}
	*ret_value = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
	return true;
}

/* How many continuation bytes follow LEAD, and the range of the first of them; -1 if none may. */
static int utf8_tail(unsigned char lead, unsigned char *ret_min, unsigned char *ret_max)
{
	*ret_min = 0x80;
	*ret_max = 0xBF;
	if (lead < 0x80) {
		return 0;
	}
	if (lead >= 0xC2 && lead <= 0xDF) {
		return 1;
	}
	if (lead >= 0xE0 && lead <= 0xEF) {
		*ret_min = lead == 0xE0 ? 0xA0 : 0x80;
		*ret_max = lead == 0xED ? 0x9F : 0xBF;
		return 2;
	}
	if (lead >= 0xF0 && lead <= 0xF4) {
		*ret_min = lead == 0xF0 ? 0x90 : 0x80;
		*ret_max = lead == 0xF4 ? 0x8F : 0xBF;
		return 3;
	}
	return -1;
}

/* Length of the character at AT, of which LEFT bytes are there; 0 when it is none. */
static size_t utf8_length(const unsigned char *at, size_t left)
{
	unsigned char min;
	unsigned char max;
	int tail = utf8_tail(at[0], &min, &max);

	if (tail < 0 || left <= (size_t)tail) {
		return 0;
	}
	for (int k = 1; k <= tail; k++) {
		if (at[k] < min || at[k] > max) {
			return 0;
		}
		min = 0x80;
		max = 0xBF;
	}
	return (size_t)tail + 1;
}

bool str_is_utf8(struct str s)
{
	const unsigned char *at = (const unsigned char *)s.ptr;
	size_t i = 0;

	while (i < s.len) {
		size_t len = utf8_length(at + i, s.len - i);

		if (len == 0) {
			return false;
		}
		i += len;
	}
	return true;
}

char *str_dup_cstr(struct str s)
{
	char *copy = malloc(s.len + 1);

	if (copy) {
		if (s.len) {
			memcpy(copy, s.ptr, s.len);
		}
		copy[s.len] = '\0';
	}
	return copy;
}
