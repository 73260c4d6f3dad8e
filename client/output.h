/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What test_client prints: messages on stdout, its own doings on stderr, or, as JSON, both on
 * stdout, one object a line. Each with the time at which it is printed. What a server sends can't
 * control the terminal: control characters are shown escaped.
 */
#ifndef CLIENT_OUTPUT_H
#define CLIENT_OUTPUT_H

#include "base/str.h"

struct output {
	bool json;
	bool colour_out; /* stdout is a terminal that wants colours */
	bool colour_err;
};

void output_init(struct output *output, bool json);

/* What the push server sent. */
void output_message(const struct output *output, struct str message);

/* What the client does: "connected", … */
void output_status(const struct output *output, struct str text);

/* Why it gives up or starts anew. */
void output_error(const struct output *output, struct str text);

#endif
