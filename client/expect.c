/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "expect.h"

void expect_init(struct expect *expect, const struct options *options)
{
	*expect = (struct expect){.count = options->expect_count, .any = options->expect_count > 0};
	memcpy(expect->open, options->expect, sizeof(expect->open));
}

static bool matches(struct str message, struct str expected)
{
	return str_has_prefix(message, expected) &&
	       (message.len == expected.len || message.ptr[expected.len] == ' ');
}

void expect_take(struct expect *expect, struct str message)
{
	for (size_t i = 0; i < expect->count; i++) {
		if (matches(message, expect->open[i])) {
			expect->open[i] = expect->open[--expect->count];
			return;
		}
	}
}

bool expect_is_met(const struct expect *expect)
{
	return expect->any && expect->count == 0;
}
