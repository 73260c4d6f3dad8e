/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The .env file: variables for a program that nobody gave an environment. */
#ifndef CONFIG_DOTENV_H
#define CONFIG_DOTENV_H

#include "base/buf.h"
#include "config/env.h"

/*
 * Reads "NAME=value" lines of TEXT into ENV, never replacing what is there. Comments (#), "export",
 * 'literal' and "escaped" values, $NAME and ${NAME}. A line that is none of this is skipped; its
 * number is put into *ret_bad_line (the first one; 0 = all is well). -ENOMEM.
 */
NODISCARD int dotenv_parse(
	struct str text, struct env *env, struct arena *arena, uint32_t *ret_bad_line);

/*
 * The .env of the working directory or its nearest parent that has one. Its path and text are
 * appended (nothing when there is none). 0 or -errno of reading the file (then PATH is filled).
 */
NODISCARD int dotenv_find(struct buf *path, struct buf *text);

#endif
