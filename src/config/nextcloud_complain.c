/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Messages about config.php. They say what is needed, where the trouble is, why, and which way
 * leads out. When a file could not be taken at all, that is the message, and the key only its
 * occasion.
 */
#include <glob.h>

#include "config/nextcloud.h"
#include "config/nextcloud_keys.h"
#include "config/snippet.h"

static void append_snippet(struct nextcloud *nextcloud, struct php_place at)
{
	struct snippet snippet;

	if (!nextcloud->php || nextcloud->by_php || at.line == 0) {
		return;
	}
	snippet = (struct snippet){
		.path = php_file_path(nextcloud->php, at.file),
		.source = php_file_source(nextcloud->php, at.file),
		.line = at.line,
		.column = at.column,
		.label = STR_LIT("here"),
		.colour = nextcloud->loader->colour,
	};
	snippet_append(nextcloud->loader->error, &snippet);
}

int nextcloud_fail(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, const char *format, ...)
{
	struct loader *loader = nextcloud->loader;
	struct buf place = BUF_NULL;
	struct buf text = BUF_NULL;
	va_list args;
	int r;

	va_start(args, format);
	buf_append_va(&text, format, args);
	va_end(args);
	origin_append(&value->origin, &place);
	r = loader_fail(loader, "%.*s (%.*s)", STR_ARG(buf_str(&text)), STR_ARG(buf_str(&place)));
	append_snippet(nextcloud, value->at);
	if (nextcloud->way_out) {
		loader_hint(loader, "%s%s", nextcloud->way_out,
			value->value.kind == PHP_UNKNOWN
				? ", or let PHP evaluate the file: --php /usr/bin/php"
				: "");
	}
	buf_deinit_secret(&text);
	buf_deinit(&place);
	return r;
}

const struct php_unknown *nextcloud_rest(const struct nextcloud *nextcloud)
{
	for (size_t i = nextcloud->file_count; i-- > 0;) {
		if (nextcloud->files[i].rest) {
			return nextcloud->files[i].rest;
		}
	}
	return NULL;
}

const struct php_env *nextcloud_missing_env(const struct nextcloud *nextcloud, const char *key)
{
	size_t at = 0;

	while (nextcloud_keys[at] && strcmp(nextcloud_keys[at], key) != 0) {
		at++;
	}
	for (size_t i = nextcloud->file_count; nextcloud_keys[at] && i-- > 0;) {
		const struct nextcloud_file *file = &nextcloud->files[i];

		if (file->missing && file->missing[at]) {
			return file->missing[at];
		}
	}
	return NULL;
}

static bool has_fragments(const char *config_file, struct loader *loader)
{
	struct str path = str_from_cstr(config_file);
	ptrdiff_t slash = str_rfind_byte(path, '/');
	const char *pattern = loader_keepf(loader, "%.*s/*.config.php", slash < 0 ? 1 : (int)slash,
		slash < 0 ? "." : config_file);
	glob_t found;
	bool any = glob(pattern, GLOB_NOSORT, NULL, &found) == 0;

	if (any) {
		globfree(&found);
	}
	return any;
}

static void hint_files(struct nextcloud *nextcloud)
{
	struct loader *loader = nextcloud->loader;
	struct buf list = BUF_NULL;

	for (size_t i = 0; i < loader->file_count; i++) {
		if (loader->files[i].device != 0) {
			buf_appendf(&list, "%s%s", list.len ? ", " : "", loader->files[i].path);
		}
	}
	if (list.len) {
		loader_hint(loader, "files read: %.*s", STR_ARG(buf_str(&list)));
	}
	buf_deinit(&list);
	if (!loader->settings->glob_config &&
		has_fragments(loader->settings->config_file, loader)) {
		loader_hint(loader,
			"there are *.config.php files beside it, which Nextcloud reads too: "
			"try --glob-config");
	}
}

/* Why KEY may be missing: what was found out while the files ran. */
static void hint_missing(struct nextcloud *nextcloud, const char *key)
{
	struct loader *loader = nextcloud->loader;
	const struct php_env *env = nextcloud_missing_env(nextcloud, key);
	const struct php_unknown *rest = nextcloud_rest(nextcloud);

	if (env) {
		append_snippet(nextcloud, env->at);
		loader_hint(loader,
			"the configuration sets '%s' only if the environment variable %.*s is "
			"set; give this process the environment that PHP has",
			key, STR_ARG(env->name));
	} else if (rest) {
		append_snippet(nextcloud, rest->at);
		loader_hint(loader, "'%s' may be set there, but that depends on %.*s", key,
			STR_ARG(rest->reason));
	}
}

int nextcloud_fail_missing(struct nextcloud *nextcloud, const char *key, const char *format, ...)
{
	struct loader *loader = nextcloud->loader;
	struct buf text = BUF_NULL;
	va_list args;

	va_start(args, format);
	buf_append_va(&text, format, args);
	va_end(args);
	if (nextcloud->problem.len) {
		buf_append_str(loader->error, buf_str(&nextcloud->problem));
		loader_hint(loader, "needed because of this: %.*s", STR_ARG(buf_str(&text)));
	} else {
		(void)loader_fail(loader, "%.*s", STR_ARG(buf_str(&text)));
		hint_missing(nextcloud, key);
	}
	hint_files(nextcloud);
	if (nextcloud->way_out) {
		loader_hint(loader, "%s", nextcloud->way_out);
	}
	buf_deinit_secret(&text);
	return SETTINGS_E_CONFIG;
}
