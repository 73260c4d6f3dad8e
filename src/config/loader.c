/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The workbench of settings_load(). Memory comes from the arena of the settings; running out of it
 * turns a sticky flag on instead of cluttering every line, as nothing is used before the flag has
 * been looked at.
 */
#include "config/loader.h"

#include <sys/stat.h>
#include <unistd.h>

#include "config/secret.h"

void *loader_alloc(struct loader *loader, size_t count, size_t size)
{
	void *ptr = arena_zalloc(&loader->settings->arena, count, size);

	loader->out_of_memory |= !ptr;
	return ptr;
}

const char *loader_keep(struct loader *loader, struct str text)
{
	struct str copy;

	if (!arena_dup(&loader->settings->arena, text, &copy)) {
		loader->out_of_memory = true;
		return "";
	}
	return copy.ptr;
}

static const char *keep_va(struct loader *loader, const char *format, va_list args)
	PRINTF_LIKE(2, 0);

static const char *keep_va(struct loader *loader, const char *format, va_list args)
{
	struct buf text = BUF_NULL;
	const char *kept;

	buf_append_va(&text, format, args);
	loader->out_of_memory |= buf_status(&text) != 0;
	kept = loader_keep(loader, buf_str(&text));
	buf_deinit_secret(&text);
	return kept;
}

const char *loader_keepf(struct loader *loader, const char *format, ...)
{
	const char *kept;
	va_list args;

	va_start(args, format);
	kept = keep_va(loader, format, args);
	va_end(args);
	return kept;
}

const char *loader_keep_masked(struct loader *loader, const char *url)
{
	struct buf text = BUF_NULL;
	const char *kept;

	secret_append_url(&text, str_from_cstr(url));
	loader->out_of_memory |= buf_status(&text) != 0;
	kept = loader_keep(loader, buf_str(&text));
	buf_deinit_secret(&text);
	return kept;
}

/* Adds the parts of PATH to OUT ("" is the root), one '/' before each. */
static void append_parts(struct buf *out, struct str path)
{
	while (path.len) {
		struct str part;

		(void)str_split_once(path, '/', &part, &path);
		if (str_equals(part, STR_LIT(".."))) {
			ptrdiff_t slash = str_rfind_byte(buf_str(out), '/');

			out->len = slash < 0 ? 0 : (size_t)slash;
		} else if (part.len && !str_equals(part, STR_LIT("."))) {
			buf_append_byte(out, '/');
			buf_append_str(out, part);
		}
	}
}

const char *loader_absolute_path(struct loader *loader, const char *path)
{
	char *folder = path[0] == '/' ? NULL : getcwd(NULL, 0);
	struct buf text = BUF_NULL;
	const char *kept;

	append_parts(&text, str_from_cstr(folder));
	append_parts(&text, str_from_cstr(path));
	loader->out_of_memory |= buf_status(&text) != 0;
	kept = text.len ? loader_keep(loader, buf_str(&text)) : "/";
	buf_deinit(&text);
	free(folder);
	return kept;
}

void *loader_grow(struct loader *loader, void *array, size_t count, size_t size)
{
	void *grown =
		arena_realloc(&loader->settings->arena, array, count * size, (count + 1) * size);

	loader->out_of_memory |= !grown;
	return grown;
}

static void add_line(struct loader *loader, const char ***lines, size_t *count, const char *line)
{
	const char **grown = loader_grow(loader, *lines, *count, sizeof(**lines));

	if (grown) {
		grown[(*count)++] = line;
		*lines = grown;
	}
}

void loader_warn(struct loader *loader, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_line(loader, &loader->warnings, &loader->warning_count, keep_va(loader, format, args));
	va_end(args);
}

void loader_note(struct loader *loader, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_line(loader, &loader->notes, &loader->note_count, keep_va(loader, format, args));
	va_end(args);
}

static void open_error(struct loader *loader)
{
	buf_append_cstr(loader->error, loader->colour ? "\033[1;31mError:\033[0m " : "Error: ");
}

int loader_fail(struct loader *loader, const char *format, ...)
{
	va_list args;

	open_error(loader);
	va_start(args, format);
	buf_append_va(loader->error, format, args);
	va_end(args);
	buf_append_byte(loader->error, '\n');
	return SETTINGS_E_CONFIG;
}

void loader_hint(struct loader *loader, const char *format, ...)
{
	va_list args;

	buf_append_cstr(loader->error, loader->colour ? "  \033[1;36mhint:\033[0m " : "  hint: ");
	va_start(args, format);
	buf_append_va(loader->error, format, args);
	va_end(args);
	buf_append_byte(loader->error, '\n');
}

int loader_fail_value(struct loader *loader, const struct origin *origin, const char *format, ...)
{
	va_list args;

	open_error(loader);
	origin_append(origin, loader->error);
	buf_append_cstr(loader->error, ": ");
	va_start(args, format);
	buf_append_va(loader->error, format, args);
	va_end(args);
	buf_append_byte(loader->error, '\n');
	return origin->kind == ORIGIN_OPTION ? SETTINGS_E_SYNTAX : SETTINGS_E_CONFIG;
}

void loader_add_file(struct loader *loader, const char *path, const struct stat *status)
{
	struct settings_file *files =
		loader_grow(loader, loader->files, loader->file_count, sizeof(*files));

	if (!files) {
		return;
	}
	loader->files = files;
	files[loader->file_count] = (struct settings_file){.path = path};
	if (status) {
		files[loader->file_count].device = status->st_dev;
		files[loader->file_count].inode = status->st_ino;
		files[loader->file_count].size = status->st_size;
		files[loader->file_count].modified = status->st_mtim;
	}
	loader->file_count++;
}
