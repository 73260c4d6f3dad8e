/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The environment as this program sees it: what the process was given, and what a .env file adds.
 */
#ifndef CONFIG_ENV_H
#define CONFIG_ENV_H

#include "base/arena.h"

/* "NAME=value" entries as in environ; lives in the arena that it was made with. */
struct env {
	const char **entries; /* NULL-terminated */
	size_t count;
	size_t given; /* entries from here on come from .env */
};

/* Copies ENVIRON (may be NULL). -ENOMEM. */
NODISCARD int env_init(struct env *env, char *const *environ, struct arena *arena);

/* The value of NAME, or NULL. env_get() takes an empty one as unset. */
const char *env_get_raw(const struct env *env, struct str name);
const char *env_get(const struct env *env, struct str name);

/* Adds NAME unless it is there already. -ENOMEM. */
NODISCARD int env_add(struct env *env, struct str name, struct str value, struct arena *arena);

#endif
