/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Functions on files and paths. Only the host looks at the file system; it reads nothing but
 * regular local files.
 *
 * A file that cannot be read makes the value unknown, with the reason: PHP, as another user or in
 * another container, may well be able to. Only where the script itself provides for a failure
 * (@file_get_contents) is a missing file a false, as in PHP.
 */
#include <errno.h>

#include "php/builtins.h"

static bool has_scheme(struct str path)
{
	return str_find(path, STR_LIT("://")) >= 0 || str_has_prefix_nocase(path, STR_LIT("data:"));
}

/* file:// is the only scheme that means a local file. */
static struct str local_path(struct str path)
{
	return str_has_prefix_nocase(path, STR_LIT("file:///")) ? str_skip(path, 7) : path;
}

/* PHP's working folder is not ours; it is that of the script which a request began with. */
static bool is_absolute(struct str path)
{
	return str_has_prefix(path, STR_LIT("/"));
}

static struct php_value unreadable(struct php *php, struct str path, int error)
{
	if (error == -ENOENT && php->silence) {
		return php_bool(false);
	}
	return php_unknown_here(php, "the file '%.*s', which cannot be read here (%s)",
		STR_ARG(path),
		error == -ENOTSUP ? "it is not a regular file"
		: error == -EFBIG ? "it is too large"
				  : strerror(-error));
}

/* The part that offset and length select. */
static struct php_value part_of_file(struct php_call *call, struct str content)
{
	int64_t offset = php_arg_int_or(call, 3, 0);

	if (offset < 0) {
		offset = MAX_OF(offset + (int64_t)content.len, 0);
	}
	content = str_skip(content, (size_t)offset);
	if (php_arg(call, 4).kind != PHP_NULL) {
		int64_t length = php_arg_int(call, 4);

		if (length < 0) {
			php_arg_error(call, "ValueError", 4, "must not be negative");
			return php_null();
		}
		content = str_first(content, (size_t)length);
	}
	return php_string(php_dup(call->php, content));
}

static struct php_value run_file_get_contents(struct php_call *call)
{
	struct php *php = call->php;
	struct str path = local_path(php_arg_string(call, 0));
	struct buf content = {.limit = php->limits.file_bytes};
	struct php_value value;
	int error;

	if (php_is_halted(php)) {
		return php_null();
	}
	if (path.len == 0 || str_find_byte(path, '\0') >= 0) {
		php_arg_error(call, "ValueError", 0, "is no path");
		return php_null();
	}
	if (has_scheme(path) || !php->host.file_read) {
		return php_unknown_here(php, "'%.*s', which is not fetched here", STR_ARG(path));
	}
	if (!is_absolute(path)) {
		return php_unknown_here(php,
			"the file '%.*s', relative to a folder that only PHP knows", STR_ARG(path));
	}
	error = php->host.file_read(php->host.data, path, php->limits.file_bytes, &content);
	value = error ? unreadable(php, path, error) : part_of_file(call, buf_str(&content));
	buf_deinit_secret(&content);
	return value;
}

/* What is at the path of the first argument; false: it cannot be told. */
static bool look(struct php_call *call, enum php_path_kind *ret_kind, bool *ret_is_readable)
{
	struct php *php = call->php;
	struct str path = local_path(php_arg_string(call, 0));

	*ret_is_readable = false;
	*ret_kind = PHP_PATH_NONE;
	if (has_scheme(path) || (path.len && !is_absolute(path)) || !php->host.path_look) {
		return false;
	}
	if (path.len && str_find_byte(path, '\0') < 0) {
		*ret_kind = php->host.path_look(php->host.data, path, ret_is_readable);
	}
	return *ret_kind != PHP_PATH_HIDDEN;
}

static struct php_value cannot_tell(struct php_call *call)
{
	return php_unknown_here(
		call->php, "%.*s(), which cannot be answered here", STR_ARG(call->builtin->name));
}

static struct php_value run_file_exists(struct php_call *call)
{
	enum php_path_kind kind;
	bool is_readable;

	return look(call, &kind, &is_readable) ? php_bool(kind != PHP_PATH_NONE)
					       : cannot_tell(call);
}

static struct php_value run_is_file(struct php_call *call)
{
	enum php_path_kind kind;
	bool is_readable;

	return look(call, &kind, &is_readable) ? php_bool(kind == PHP_PATH_FILE)
					       : cannot_tell(call);
}

static struct php_value run_is_dir(struct php_call *call)
{
	enum php_path_kind kind;
	bool is_readable;

	return look(call, &kind, &is_readable) ? php_bool(kind == PHP_PATH_DIRECTORY)
					       : cannot_tell(call);
}

static struct php_value run_is_readable(struct php_call *call)
{
	enum php_path_kind kind;
	bool is_readable;

	/* What we may not read another user perhaps may. */
	return look(call, &kind, &is_readable) && (is_readable || kind == PHP_PATH_NONE)
		       ? php_bool(is_readable)
		       : cannot_tell(call);
}

static struct str without_trailing_slashes(struct str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	return path;
}

static struct str parent_of(struct str path)
{
	struct str trimmed = without_trailing_slashes(path);
	ptrdiff_t slash = str_rfind_byte(trimmed, '/');

	if (path.len == 0) {
		return path;
	}
	if (slash < 0) {
		return STR_LIT(".");
	}
	return slash == 0 ? STR_LIT("/")
			  : without_trailing_slashes(str_first(trimmed, (size_t)slash));
}

static struct php_value run_dirname(struct php_call *call)
{
	struct str path = php_arg_string(call, 0);
	int64_t levels = php_arg_int_or(call, 1, 1);

	if (levels < 1) {
		php_arg_error(call, "ValueError", 1, "must be greater than 0");
		return php_null();
	}
	for (; levels > 0; levels--) {
		struct str parent = parent_of(path);

		if (str_equals(parent, path)) {
			break;
		}
		path = parent;
	}
	return php_string(path);
}

static struct php_value run_basename(struct php_call *call)
{
	struct str path = php_arg_string(call, 0);
	struct str suffix = php_arg_is_given(call, 1) ? php_arg_string(call, 1) : STR_LIT("");

	while (path.len && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	path = str_skip(path, (size_t)(str_rfind_byte(path, '/') + 1));
	if (suffix.len && suffix.len < path.len && str_has_suffix(path, suffix)) {
		path.len -= suffix.len;
	}
	return php_string(path);
}

const struct php_builtin php_builtins_file[] = {
	{STR_INIT("file_get_contents"),
		"filename,use_include_path=,context=,offset=,length=", run_file_get_contents, 0},
	{STR_INIT("file_exists"), "filename", run_file_exists, 0},
	{STR_INIT("is_file"), "filename", run_is_file, 0},
	{STR_INIT("is_dir"), "filename", run_is_dir, 0},
	{STR_INIT("is_readable"), "filename", run_is_readable, 0},
	{STR_INIT("dirname"), "path,levels=", run_dirname, 0},
	{STR_INIT("basename"), "path,suffix=", run_basename, 0},
};
const size_t php_builtins_file_count = ARRAY_SIZE(php_builtins_file);
