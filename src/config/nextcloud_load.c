/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reads and evaluates the files. Nextcloud rewrites config.php in place: a file that is empty or
 * ends in the middle, and was touched a moment ago, is read again for up to a second.
 */
#include <errno.h>
#include <pwd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "config/files.h"
#include "config/nextcloud.h"
#include "config/nextcloud_keys.h"
#include "config/php_command.h"
#include "config/php_host.h"
#include "config/snippet.h"

#define CONFIG_MAX   ((size_t)4 * 1024 * 1024)
#define LOCK_WAIT_MS 1000U
#define RETRIES      20U
#define RETRY_MS     50L
#define FRESH_S      5 /* a file that was changed within this time may still be in the making */

const char *const nextcloud_keys[] = {
	"dbtype",
	"dbhost",
	"dbport",
	"dbuser",
	"dbpassword",
	"dbname",
	"dbtableprefix",
	"datadirectory",
	"redis",
	"redis.cluster",
	"notify_push_redis",
	"notify_push_prefix",
	"overwrite.cli.url",
	NULL,
};

/* ---- Problems: the first one stays, it is the one that others follow from ---- */

static bool has_problem(const struct nextcloud *nextcloud)
{
	return nextcloud->problem.len > 0;
}

static void add_headline(struct nextcloud *nextcloud, const char *format, ...) PRINTF_LIKE(2, 3);

static void add_headline(struct nextcloud *nextcloud, const char *format, ...)
{
	va_list args;

	buf_clear(&nextcloud->headline);
	va_start(args, format);
	buf_append_va(&nextcloud->headline, format, args);
	va_end(args);
	buf_appendf(&nextcloud->problem, "%s%.*s\n",
		nextcloud->loader->colour ? "\033[1;31mError:\033[0m " : "Error: ",
		STR_ARG(buf_str(&nextcloud->headline)));
}

static void add_hint(struct nextcloud *nextcloud, const char *text)
{
	buf_appendf(&nextcloud->problem, "%s%s\n",
		nextcloud->loader->colour ? "  \033[1;36mhint:\033[0m " : "  hint: ", text);
}

/* "'www-data' (uid 33)", or the number alone. */
static const char *user_name(struct loader *loader, uid_t uid)
{
	struct passwd *found = NULL;
	struct passwd entry;
	char space[2048];

	if (getpwuid_r(uid, &entry, space, sizeof(space), &found) != 0 || !found) {
		return loader_keepf(loader, "uid %u", uid);
	}
	return loader_keepf(loader, "'%s' (uid %u)", entry.pw_name, uid);
}

static void hint_permission(struct nextcloud *nextcloud, const char *path)
{
	struct loader *loader = nextcloud->loader;
	struct stat status;

	if (stat(path, &status) == 0) {
		add_hint(nextcloud,
			loader_keepf(loader,
				"this process runs as %s, the file belongs to %s with mode %04o; "
				"run it "
				"as the user of the web server",
				user_name(loader, geteuid()), user_name(loader, status.st_uid),
				status.st_mode & 07777));
	} else {
		add_hint(nextcloud, loader_keepf(loader,
					    "this process runs as %s, which may not enter a folder "
					    "above the file",
					    user_name(loader, geteuid())));
	}
}

static void add_read_problem(struct nextcloud *nextcloud, const char *path, int error)
{
	if (has_problem(nextcloud)) {
		return;
	}
	add_headline(nextcloud, "Failed to read config file '%s': %s", path,
		error == -EFBIG     ? "it is larger than 4 MiB"
		: error == -ENOTSUP ? "it is not a regular file"
				    : strerror(-error));
	if (error == -EACCES || error == -EPERM) {
		hint_permission(nextcloud, path);
	}
}

/* "unexpected 'x', expected y" without the x, which is a secret or a part of one. */
static struct str without_token(struct str text)
{
	ptrdiff_t at = str_find(text, STR_LIT(", expected "));

	return at < 0 ? text : str_skip(text, (size_t)at + 2);
}

static void add_php_problem(struct nextcloud *nextcloud, const char *path)
{
	struct php_error error = php_error(nextcloud->php);
	struct snippet snippet = {
		.path = php_file_path(nextcloud->php, error.at.file),
		.source = php_file_source(nextcloud->php, error.at.file),
		.line = error.at.line,
		.column = error.at.column,
		.label = STR_LIT("here"),
		.colour = nextcloud->loader->colour,
	};

	if (has_problem(nextcloud)) {
		return;
	}
	if (error.at.line > 0 && snippet_hides(&snippet)) {
		error.text = without_token(error.text);
	}
	add_headline(nextcloud, "Error while parsing nextcloud config.php: %.*s at %s:%u:%u",
		STR_ARG(error.text), path, error.at.line, error.at.column);
	if (error.at.line > 0) {
		snippet_append(&nextcloud->problem, &snippet);
	}
	add_hint(nextcloud, "'php -l' tells whether PHP can read the file; if it can, --php "
			    "/usr/bin/php lets it evaluate the configuration");
}

/* ---- Evaluating ---- */

/* The answers for each key must be asked for before the next file runs. */
static void ask_missing(struct nextcloud *nextcloud, struct nextcloud_file *file)
{
	file->missing = loader_alloc(
		nextcloud->loader, ARRAY_SIZE(nextcloud_keys), sizeof(struct php_env *));
	for (size_t i = 0; file->missing && nextcloud_keys[i]; i++) {
		file->missing[i] =
			php_env_of_missing(nextcloud->php, str_from_cstr(nextcloud_keys[i]));
	}
}

static void add_evaluated(
	struct nextcloud *nextcloud, const char *path, const struct php_result *result)
{
	struct loader *loader = nextcloud->loader;
	struct nextcloud_file *files =
		loader_grow(loader, nextcloud->files, nextcloud->file_count, sizeof(*files));
	struct nextcloud_file *file;

	if (!files) {
		return;
	}
	nextcloud->files = files;
	file = &files[nextcloud->file_count++];
	*file = (struct nextcloud_file){.path = path, .config = result->config};
	if (result->config.kind == PHP_UNKNOWN) {
		file->rest = result->config.unknown;
	} else if (result->config.kind == PHP_ARRAY) {
		file->rest = php_array_rest(result->config.array);
	}
	ask_missing(nextcloud, file);
}

/* A main file without an array of settings is no config.php; a fragment may be. */
static void judge_result(struct nextcloud *nextcloud, const char *path, bool is_main,
	const struct php_result *result)
{
	struct loader *loader = nextcloud->loader;
	const char *what = "$CONFIG not found in file";

	if (result->has_text && is_main) {
		loader_warn(loader,
			"%s: there is text (or a byte order mark) outside of <?php … ?>: "
			"Nextcloud refuses such a file",
			path);
	}
	if (result->config.kind == PHP_ARRAY || result->config.kind == PHP_UNKNOWN) {
		return;
	}
	what = result->has_config ? "$CONFIG is not an array" : what;
	if (!is_main) {
		loader_note(loader, "%s: %s, nothing is taken from it", path, what);
	} else if (!has_problem(nextcloud)) {
		add_headline(nextcloud,
			"Provided config file doesn't seem to be a nextcloud config file: %s (%s)",
			what, path);
		nextcloud->may_be_unfinished = true;
	}
}

static void warn_stopped(struct nextcloud *nextcloud, const char *path)
{
	struct php_error error = php_error(nextcloud->php);

	loader_warn(nextcloud->loader,
		"%s:%u: the file stopped here (%.*s); what the rest of it would have set is "
		"unknown",
		path, error.at.line, STR_ARG(error.text));
}

/* As __FILE__ and __DIR__ have it: PHP follows links. */
static const char *resolved_path(struct loader *loader, const char *path)
{
	char *resolved = realpath(path, NULL);
	const char *kept = resolved ? loader_keep(loader, str_from_cstr(resolved))
				    : loader_absolute_path(loader, path);

	free(resolved);
	return kept;
}

static int run(struct nextcloud *nextcloud, const char *path, bool is_main, struct str source)
{
	struct php_result result;
	const char *absolute = resolved_path(nextcloud->loader, path);
	int r = php_run_file(nextcloud->php, str_from_cstr(absolute), source, &result);

	if (r < 0) {
		return r;
	}
	if (r == PHP_E_SYNTAX || r == PHP_E_LIMIT) {
		nextcloud->may_be_unfinished = is_main && r == PHP_E_SYNTAX;
		add_php_problem(nextcloud, path);
		if (r == PHP_E_LIMIT) {
			/* Its values must not be touched any more. */
			nextcloud->php = php_free(nextcloud->php);
			nextcloud->file_count = 0;
		}
		return 0;
	}
	if (r == PHP_E_STOPPED) {
		warn_stopped(nextcloud, path);
	}
	add_evaluated(nextcloud, path, &result);
	judge_result(nextcloud, path, is_main, &result);
	return 0;
}

static int load_file(struct nextcloud *nextcloud, const char *path, bool is_main)
{
	struct buf source = BUF_NULL;
	struct stat status;
	int r = file_read_locked(path, CONFIG_MAX, nextcloud->loader->impatient ? 0 : LOCK_WAIT_MS,
		&source, &status);

	if (r == -ENOMEM) {
		buf_deinit_secret(&source);
		return r;
	}
	loader_add_file(nextcloud->loader, path, r == 0 ? &status : NULL);
	if (r < 0) {
		add_read_problem(nextcloud, path, r);
		r = 0;
	} else {
		r = run(nextcloud, path, is_main, buf_str(&source));
		loader_note(nextcloud->loader, "read %s", path);
	}
	buf_deinit_secret(&source);
	return r;
}

/* ---- All files ---- */

static int find_paths(struct nextcloud *nextcloud, const char ***ret_paths, size_t *ret_count)
{
	struct loader *loader = nextcloud->loader;
	struct settings *settings = loader->settings;
	const char **fragments = NULL;
	size_t count = 0;
	const char **paths;
	int r = 0;

	if (settings->glob_config) {
		r = files_find_fragments(
			settings->config_file, &settings->arena, &fragments, &count);
	}
	if (r == -ENOMEM) {
		return r;
	}
	if (r < 0) {
		loader_warn(loader, "cannot look for *.config.php beside %s: %s",
			settings->config_file, strerror(-r));
	}
	paths = loader_alloc(loader, count + 1, sizeof(*paths));
	if (!paths) {
		return -ENOMEM;
	}
	paths[0] = settings->config_file;
	if (count) {
		memcpy(paths + 1, fragments, count * sizeof(*paths));
	}
	/* PHP does not know which folder a relative name is meant in. */
	for (size_t i = 0; settings->php && i <= count; i++) {
		paths[i] = loader_absolute_path(loader, paths[i]);
	}
	*ret_paths = paths;
	*ret_count = count + 1;
	return 0;
}

/* --php: one text with the merged result takes the place of all files. */
static int load_by_php(struct nextcloud *nextcloud, const char *const *paths, size_t count)
{
	struct loader *loader = nextcloud->loader;
	struct buf source = BUF_NULL;
	struct buf complaint = BUF_NULL;
	int r = php_command_run(
		loader->settings->php, paths, count, loader->env.entries, &source, &complaint);

	nextcloud->by_php = true;
	for (size_t i = 0; i < count; i++) {
		struct stat status;

		loader_add_file(loader, paths[i], stat(paths[i], &status) == 0 ? &status : NULL);
	}
	if (r == PHP_COMMAND_E_FAILED) {
		add_headline(nextcloud, "--php %s: %.*s", loader->settings->php,
			STR_ARG(buf_str(&complaint)));
		r = 0;
	} else if (r == 0) {
		r = run(nextcloud, paths[0], true, buf_str(&source));
	}
	buf_deinit_secret(&source);
	buf_deinit(&complaint);
	return r;
}

static int load_once(struct nextcloud *nextcloud, struct php_host_context *context)
{
	const struct php_limits limits = {0};
	struct loader *loader = nextcloud->loader;
	const char **paths = NULL;
	size_t count = 0;
	int r = find_paths(nextcloud, &paths, &count);

	r = r ? r : php_new(&context->host, &limits, &nextcloud->php);
	if (r != 0) {
		return r;
	}
	if (loader->settings->php) {
		return load_by_php(nextcloud, paths, count);
	}
	for (size_t i = 0; i < count && r == 0 && nextcloud->php; i++) {
		r = load_file(nextcloud, paths[i], i == 0);
	}
	return r;
}

/* The problem may go away by itself: somebody is writing the file. */
static bool is_unfinished(const struct nextcloud *nextcloud)
{
	const struct loader *loader = nextcloud->loader;
	struct timespec now;
	const struct settings_file *file = loader->files;

	if (!nextcloud->may_be_unfinished || loader->file_count == 0 || loader->impatient) {
		return false;
	}
	clock_gettime(CLOCK_REALTIME, &now);
	return file->size == 0 || (file->modified.tv_sec <= now.tv_sec &&
					  now.tv_sec - file->modified.tv_sec <= FRESH_S);
}

static void forget(struct nextcloud *nextcloud, size_t warnings, size_t notes)
{
	struct loader *loader = nextcloud->loader;

	nextcloud->php = php_free(nextcloud->php);
	nextcloud->file_count = 0;
	nextcloud->may_be_unfinished = false;
	buf_clear(&nextcloud->problem);
	buf_clear(&nextcloud->headline);
	loader->file_count = 0;
	loader->warning_count = warnings;
	loader->note_count = notes;
}

int nextcloud_load(struct nextcloud *nextcloud, struct loader *loader)
{
	const struct timespec pause = {.tv_nsec = RETRY_MS * 1000000L};
	size_t warnings = loader->warning_count;
	size_t notes = loader->note_count;
	struct php_host_context context;
	int r;

	*nextcloud = (struct nextcloud){.loader = loader};
	r = php_host_init(&context, loader);
	for (unsigned i = 0; r == 0; i++) {
		r = load_once(nextcloud, &context);
		if (r != 0 || i == RETRIES || !is_unfinished(nextcloud)) {
			break;
		}
		nanosleep(&pause, NULL);
		forget(nextcloud, warnings, notes);
	}
	return r;
}

void nextcloud_deinit(struct nextcloud *nextcloud)
{
	nextcloud->php = php_free(nextcloud->php);
	buf_deinit_secret(&nextcloud->problem);
	buf_deinit_secret(&nextcloud->headline);
}
