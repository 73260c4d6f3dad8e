/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is known while the settings are being put together: the choice made for each option, the
 * environment, and where complaints go. Internal to src/config; one thread, on the stack of
 * settings_load().
 */
#ifndef CONFIG_LOADER_H
#define CONFIG_LOADER_H

#include "config/env.h"
#include "config/options.h"

/* What the winning source said for an option. */
struct choice {
	const char *value; /* NULL = nobody said anything */
	struct origin origin;
};

struct loader {
	struct settings *settings;
	struct choice chosen[OPTION_COUNT];
	const char **redis_urls; /* each --redis-url in order; they win over REDIS_URL */
	size_t redis_url_count;
	struct env env;

	struct buf *error; /* the message for standard error */
	bool colour;

	const char **warnings; /* grow in the arena; handed to the settings at the end */
	size_t warning_count;
	const char **notes;
	size_t note_count;
	struct settings_file *files;
	size_t file_count;

	bool impatient;     /* do not wait for a file that is being written */
	bool out_of_memory; /* sticky: looked at once, at the end */
};

/*
 * Reads everything again, from the same command line and environment, without waiting for anybody.
 * As settings_load(), but for the error message, which nobody wants.
 */
NODISCARD int settings_load_again(const struct settings *old, struct settings *ret_settings);

/* Memory of the settings' arena, zeroed; NULL sets out_of_memory. */
void *loader_alloc(struct loader *loader, size_t count, size_t size);

/* A NUL-terminated copy that lives as long as the settings; "" when memory is out. */
const char *loader_keep(struct loader *loader, struct str text);
const char *loader_keepf(struct loader *loader, const char *format, ...) PRINTF_LIKE(2, 3);

/* The same with the passwords masked that a URL in it may hold. */
const char *loader_keep_masked(struct loader *loader, const char *url);

/* PATH from the root, without "." and ".." but with links as they are. */
const char *loader_absolute_path(struct loader *loader, const char *path);

/* ARRAY (of COUNT elements of SIZE bytes) with room for one more; NULL when memory is out. */
void *loader_grow(struct loader *loader, void *array, size_t count, size_t size);

/* One line for the log, at warn or debug. */
void loader_warn(struct loader *loader, const char *format, ...) PRINTF_LIKE(2, 3);
void loader_note(struct loader *loader, const char *format, ...) PRINTF_LIKE(2, 3);

/*
 * Writes "Error: …" and a newline to the message. Returns SETTINGS_E_CONFIG, so that a caller can
 * return it on the spot.
 */
int loader_fail(struct loader *loader, const char *format, ...) PRINTF_LIKE(2, 3);

/* Adds "  hint: …" below it. */
void loader_hint(struct loader *loader, const char *format, ...) PRINTF_LIKE(2, 3);

/*
 * The same for a value that ORIGIN gave: "Error: --port: …"; SETTINGS_E_SYNTAX when it was the
 * command line.
 */
int loader_fail_value(struct loader *loader, const struct origin *origin, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Remembers a file that was read (or could not be: NULL STATUS). */
struct stat;
void loader_add_file(struct loader *loader, const char *path, const struct stat *status);

/* Sets SETTING's origin. */
static inline void loader_origin(
	struct loader *loader, enum setting setting, const struct origin *origin)
{
	loader->settings->origins[setting] = *origin;
}

#endif
