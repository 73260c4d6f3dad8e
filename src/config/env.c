/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A copy of the environment, so that nothing here depends on (or changes) the process' own. */
#include "config/env.h"

#include <errno.h>

int env_init(struct env *env, char *const *environ, struct arena *arena)
{
	size_t count = 0;

	while (environ && environ[count]) {
		count++;
	}
	*env = (struct env){.entries = arena_zalloc(arena, count + 1, sizeof(*env->entries))};
	if (!env->entries) {
		return -ENOMEM;
	}
	for (size_t i = 0; i < count; i++) {
		struct str copy;

		if (!arena_dup(arena, str_from_cstr(environ[i]), &copy)) {
			return -ENOMEM;
		}
		env->entries[i] = copy.ptr;
	}
	env->count = count;
	env->given = count;
	return 0;
}

const char *env_get_raw(const struct env *env, struct str name)
{
	for (size_t i = 0; i < env->count; i++) {
		const char *entry = env->entries[i];

		if (strncmp(entry, name.ptr, name.len) == 0 && entry[name.len] == '=') {
			return entry + name.len + 1;
		}
	}
	return NULL;
}

const char *env_get(const struct env *env, struct str name)
{
	const char *value = env_get_raw(env, name);

	return value && *value ? value : NULL;
}

int env_add(struct env *env, struct str name, struct str value, struct arena *arena)
{
	const char **grown;
	char *entry;

	if (env_get_raw(env, name)) {
		return 0;
	}
	/* Room for the entry and the terminating NULL. */
	grown = arena_realloc(arena, env->entries, (env->count + 1) * sizeof(*grown),
		(env->count + 2) * sizeof(*grown));
	if (!grown) {
		return -ENOMEM;
	}
	env->entries = grown;
	entry = arena_alloc(arena, name.len + value.len + 2);
	if (!entry) {
		return -ENOMEM;
	}
	memcpy(entry, name.ptr, name.len);
	entry[name.len] = '=';
	if (value.len) {
		memcpy(entry + name.len + 1, value.ptr, value.len);
	}
	entry[name.len + 1 + value.len] = '\0';
	grown[env->count++] = entry;
	grown[env->count] = NULL;
	return 0;
}
