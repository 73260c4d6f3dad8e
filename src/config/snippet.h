/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Shows a spot in a config file: the line, two lines around it, a caret. */
#ifndef CONFIG_SNIPPET_H
#define CONFIG_SNIPPET_H

#include "base/buf.h"

struct snippet {
	struct str path;
	struct str source;
	uint32_t line;    /* from 1 */
	uint32_t column;  /* in bytes, from 1 */
	struct str label; /* beside the caret; may be empty */
	bool colour;
};

/*
 *	  --> /srv/config/config.php:41:17
 *	   |
 *	39 |   'dbname' => 'nextcloud',
 *	40 |   'dbuser' => 'nc',
 *	41 |   'dbpassword' => exec('cat /run/pw'),
 *	   |                   ^ LABEL
 *	42 |   'installed' => true,
 *	43 | );
 *
 * Secrets are masked, tabs widened, control characters escaped, long lines cut around the spot.
 * The path alone is shown when there is no such line.
 */
void snippet_append(struct buf *out, const struct snippet *snippet);

/* Whether the spot itself is masked: then what stands there must not be told in words, either. */
bool snippet_hides(const struct snippet *snippet);

#endif
