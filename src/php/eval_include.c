/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * include and require, and running a file in general.
 *
 * A file that cannot be read stops a `require`; after an `include` PHP goes on, and so do we. What
 * a file would have assigned that exists but cannot be read here is unknown, which is everything.
 */
#include <errno.h>

#include "php/convert.h"
#include "php/eval.h"
#include "php/parser.h"
#include "php/run.h"

static bool add_file(
	struct php *php, struct str path, struct str source, struct php_file **ret_file)
{
	struct php_file *file = PHP_NEW(php, struct php_file);

	if (!file) {
		return false;
	}
	file->path = php_dup(php, path);
	file->source = php_dup(php, source);
	if (php_is_halted(php)) {
		return false;
	}
	php_array_set(
		php, php->included, php_key_from_text(file->path), php_bool(true), php->place);
	*php->files_tail = file;
	php->files_tail = &file->next;
	php->file_count++;
	*ret_file = file;
	return true;
}

bool php_run_source(struct php *php, struct str path, struct str source, bool *ret_has_text)
{
	struct php_place before = php->place;
	struct php_node *statements;
	struct php_file *file;
	bool parsed;

	php->place = (struct php_place){.file = php->file_count};
	if (!add_file(php, path, source, &file)) {
		return false;
	}
	parsed = php_parse_file(
		php, php->place.file, file->path, file->source, &statements, ret_has_text);
	if (parsed) {
		php->returned = php_int(1);
		php_declare_all(php, statements);
		(void)php_run_list(php, statements);
	}
	if (!php_is_halted(php)) {
		php->unwinding = NULL;
		php->place = before;
	}
	return parsed;
}

/* Relative paths are those of the including file, as long as nothing sets include_path. */
static struct str resolve(struct php *php, struct str path)
{
	struct str here = php_file_path(php, php->place.file);
	ptrdiff_t slash = str_rfind_byte(here, '/');

	if (str_has_prefix(path, STR_LIT("/")) || slash < 0) {
		return path;
	}
	return php_concat(php, php_dup(php, str_first(here, (size_t)slash + 1)), path);
}

/* PHP looks for "./x" and "../x" in its working folder alone, which is not known here. */
static bool is_elsewhere(struct str path)
{
	return str_has_prefix(path, STR_LIT("./")) || str_has_prefix(path, STR_LIT("../"));
}

static bool was_included(const struct php *php, struct str path)
{
	return php_array_lookup(php->included, php_key_from_text(path)) != NULL;
}

static struct php_value cannot_include(
	struct php *php, struct str path, enum php_include how, int error)
{
	bool is_required = how == PHP_REQUIRE || how == PHP_REQUIRE_ONCE;
	struct php_value unknown;

	if (is_required) {
		php_halt(php, PHP_HALT_EXIT,
			php_format(php, "require of '%.*s', which cannot be read here (%s)",
				STR_ARG(path), strerror(-error)));
		return php_null();
	}
	if (error == -ENOENT) {
		return php_bool(false);
	}
	unknown = php_unknown_here(php, "the included file '%.*s', which cannot be read here (%s)",
		STR_ARG(path), strerror(-error));
	if (unknown.kind == PHP_UNKNOWN) {
		php_taint_scope(php, unknown.unknown);
	}
	return unknown;
}

/* A syntax error in a file that does not even mention CONFIG need not stop us. */
static struct php_value run_included(struct php *php, struct str path, struct str source)
{
	struct php_place before = php->place;
	struct php_value value;
	bool has_text;

	if (php_run_source(php, path, source, &has_text)) {
		value = php->returned;
		php->returned = php_null();
		return value;
	}
	if (php->halt != PHP_HALT_SYNTAX) {
		return php_null();
	}
	if (str_find(source, STR_LIT("CONFIG")) < 0) {
		php->halt = PHP_HALT_NONE;
		php->place = before;
		return php_unknown_here(php,
			"the included file '%.*s', which is not understood here", STR_ARG(path));
	}
	php->halt = PHP_HALT_EXIT;
	return php_null();
}

static struct php_value include(struct php *php, struct str path, enum php_include how)
{
	struct buf source = {.limit = php->limits.file_bytes};
	struct php_value value;
	int error = -ENOENT;

	if (php->host.file_read && path.len && str_find_byte(path, '\0') < 0) {
		error = php->host.file_read(php->host.data, path, php->limits.file_bytes, &source);
	}
	if (error) {
		value = cannot_include(php, path, how, error);
	} else if (php->calls >= 16) {
		php_halt_limit(php, "includes are nested too deeply");
		value = php_null();
	} else {
		php->calls++;
		value = run_included(php, path, buf_str(&source));
		php->calls--;
	}
	buf_deinit_secret(&source);
	return value;
}

struct php_value php_eval_include(struct php *php, const struct php_node *node)
{
	enum php_include how = (enum php_include)node->op;
	struct php_value path = php_eval(php, node->a);
	struct str resolved;

	php_at(php, node);
	if (php_is_halted(php)) {
		return php_null();
	}
	if (path.kind != PHP_UNKNOWN && is_elsewhere(php_to_string(php, path))) {
		path = php_unknown_here(php,
			"the included file '%.*s', relative to a folder that only PHP knows",
			STR_ARG(php_to_string(php, path)));
	}
	if (path.kind == PHP_UNKNOWN) {
		php_taint_scope(php, path.unknown);
		return path;
	}
	resolved = resolve(php, php_to_string(php, path));
	if ((how == PHP_INCLUDE_ONCE || how == PHP_REQUIRE_ONCE) && was_included(php, resolved)) {
		return php_bool(true);
	}
	return include(php, resolved, how);
}
