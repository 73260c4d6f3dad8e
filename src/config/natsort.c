/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Natural order. Texts are compared byte by byte, runs of white space count as nothing, and runs of
 * digits compare as numbers: the longer run is larger, else the first difference decides. A run
 * that begins with a zero is taken as a fraction instead (the first difference decides at once),
 * except at the very start of a text, where zeros are skipped. That is what PHP does; a test puts
 * PHP's own natsort() beside it.
 */
#include "config/natsort.h"

static bool is_digit(struct str s)
{
	return s.len > 0 && s.ptr[0] >= '0' && s.ptr[0] <= '9';
}

static bool is_space(struct str s)
{
	return s.len > 0 && (s.ptr[0] == ' ' || (s.ptr[0] >= '\t' && s.ptr[0] <= '\r'));
}

static int sign(int a, int b)
{
	return (a > b) - (a < b);
}

/* Moves both behind their digits, unless the result is not 0. */
static int compare_digits(struct str *a, struct str *b, bool fraction)
{
	int first_difference = 0;

	while (is_digit(*a) && is_digit(*b)) {
		if (first_difference == 0) {
			first_difference = sign(a->ptr[0], b->ptr[0]);
		}
		if (fraction && first_difference != 0) {
			return first_difference;
		}
		*a = str_skip(*a, 1);
		*b = str_skip(*b, 1);
	}
	if (is_digit(*a) != is_digit(*b)) {
		return is_digit(*a) ? 1 : -1;
	}
	return first_difference;
}

static struct str skip_zeros(struct str s)
{
	while (s.len > 1 && s.ptr[0] == '0' && is_digit(str_skip(s, 1))) {
		s = str_skip(s, 1);
	}
	return s;
}

static struct str skip_space(struct str s)
{
	while (is_space(s)) {
		s = str_skip(s, 1);
	}
	return s;
}

int natsort_compare(struct str a, struct str b)
{
	a = skip_zeros(a);
	b = skip_zeros(b);
	while (a.len && b.len) {
		int order = 0;

		a = skip_space(a);
		b = skip_space(b);
		if (is_digit(a) && is_digit(b)) {
			order = compare_digits(&a, &b, a.ptr[0] == '0' || b.ptr[0] == '0');
		}
		if (order == 0 && a.len && b.len) {
			order = sign((unsigned char)a.ptr[0], (unsigned char)b.ptr[0]);
			a = str_skip(a, 1);
			b = str_skip(b, 1);
		}
		if (order != 0) {
			return order;
		}
	}
	return sign(a.len > 0, b.len > 0);
}
