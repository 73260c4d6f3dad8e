/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The messages that --expect names. Each stands for one message; the same twice for two. */
#ifndef CLIENT_EXPECT_H
#define CLIENT_EXPECT_H

#include "options.h"

struct expect {
	struct str open[OPTIONS_MAX_EXPECT]; /* those that haven't come */
	size_t count;
	bool any; /* something was expected at all */
};

void expect_init(struct expect *expect, const struct options *options);

/* Ticks off one that is the message, or its beginning up to a blank. */
void expect_take(struct expect *expect, struct str message);

/* Something was expected, and all of it came. */
bool expect_is_met(const struct expect *expect);

#endif
