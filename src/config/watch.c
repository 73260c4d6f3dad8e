/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Notices when somebody edits config.php while we run. The cheap question first: is any file, or
 * the set of fragments, different? Only then everything is read again from the copies of the
 * command line and environment, and compared setting by setting, as text with the secrets in it.
 * Nothing is taken over: the notice says that a restart is due.
 */
#include <errno.h>
#include <sys/stat.h>

#include "config/dump.h"
#include "config/files.h"
#include "config/loader.h"

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ (hash >> 29);
}

static uint64_t mix_file(uint64_t hash, const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0) {
		return mix(hash, 1);
	}
	hash = mix(hash, (uint64_t)status.st_ino);
	hash = mix(hash, (uint64_t)status.st_size);
	hash = mix(hash, (uint64_t)status.st_mtim.tv_sec);
	return mix(hash, (uint64_t)status.st_mtim.tv_nsec);
}

/* Of all that was read, and of the fragments that are there now. */
static uint64_t fingerprint(const struct settings *settings)
{
	struct arena arena = ARENA_INIT((size_t)1024 * 1024);
	const char **fragments = NULL;
	size_t count = 0;
	uint64_t hash = 1;

	for (size_t i = 0; i < settings->file_count; i++) {
		hash = mix_file(hash, settings->files[i].path);
	}
	if (settings->glob_config &&
		files_find_fragments(settings->config_file, &arena, &fragments, &count) == 0) {
		for (size_t i = 0; i < count; i++) {
			hash = mix_file(hash, fragments[i]);
		}
	}
	arena_deinit(&arena);
	return hash;
}

/* The fingerprint that the files had when SETTINGS were made of them. */
static bool is_as_loaded(const struct settings *settings)
{
	for (size_t i = 0; i < settings->file_count; i++) {
		const struct settings_file *file = &settings->files[i];
		struct stat status;

		if (stat(file->path, &status) < 0) {
			return file->device == 0;
		}
		if (status.st_dev != file->device || status.st_ino != file->inode ||
			status.st_size != file->size ||
			status.st_mtim.tv_sec != file->modified.tv_sec ||
			status.st_mtim.tv_nsec != file->modified.tv_nsec) {
			return false;
		}
	}
	return true;
}

static bool is_same(const struct settings *old, const struct settings *fresh, enum setting setting)
{
	struct buf a = BUF_NULL;
	struct buf b = BUF_NULL;
	bool same;

	dump_value(old, setting, true, &a);
	dump_value(fresh, setting, true, &b);
	same = str_equals(buf_str(&a), buf_str(&b));
	buf_deinit_secret(&a);
	buf_deinit_secret(&b);
	return same;
}

/* Appends one line when something differs. */
static void compare(const struct settings *old, const struct settings *fresh, struct buf *notice)
{
	bool any = false;

	for (int i = 0; i < SETTING_COUNT; i++) {
		if (is_same(old, fresh, (enum setting)i)) {
			continue;
		}
		if (!any) {
			buf_appendf(notice, "%s was changed since the start: ", old->config_file);
		}
		buf_appendf(notice, "%s%s (", any ? ", " : "", dump_name((enum setting)i));
		origin_append(&fresh->origins[i], notice);
		buf_append_byte(notice, ')');
		any = true;
	}
	buf_append_cstr(notice, any ? "; restart to take it over" : "");
}

/* As settings_load(): positive when the files make no sense now. */
static int look(const struct settings *settings, struct buf *notice)
{
	struct settings fresh;
	int r;

	if (settings->php) {
		/* Running PHP takes its time, and whoever asks us may have none. */
		buf_appendf(notice, "%s was changed since the start; restart to take it over",
			settings->config_file);
		return buf_status(notice);
	}
	r = settings_load_again(settings, &fresh);
	if (r == 0) {
		compare(settings, &fresh, notice);
	}
	settings_deinit(&fresh);
	return r ? r : buf_status(notice);
}

int settings_watch_poll(
	struct settings_watch *watch, const struct settings *settings, struct buf *notice)
{
	uint64_t now;
	int r;

	buf_clear(notice);
	if (!settings->config_file) {
		return 0;
	}
	now = fingerprint(settings);
	if (watch->seen == now || (watch->seen == 0 && is_as_loaded(settings))) {
		watch->seen = now;
		return 0;
	}
	r = look(settings, notice);
	if (r < 0) {
		return r;
	}
	watch->seen = now;
	if (r > 0) {
		/* Broken for the moment: what was said before still stands. */
		return 0;
	}
	/* Back to what it was, or the same change touched twice: nothing new to say. */
	if (str_equals(buf_str(notice), buf_str(&watch->last))) {
		return 0;
	}
	buf_clear(&watch->last);
	buf_append_str(&watch->last, buf_str(notice));
	return notice->len > 0;
}

void settings_watch_deinit(struct settings_watch *watch)
{
	buf_deinit(&watch->last);
	watch->seen = 0;
}
