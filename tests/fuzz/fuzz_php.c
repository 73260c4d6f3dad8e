/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Any text as a config.php: lexer, parser and evaluator in one. Laws: a limit is an error and never
 * a crash; the limit on memory holds; a place that is handed out lies in a file that was loaded;
 * the same text gives the same result in the same interpreter.
 *
 * The host is made up: some variables are set, the file "self" is the input (so that it can include
 * itself), others are short or unreadable.
 */
#include "fuzz.h"

#include <errno.h>

#include "php/php.h"
#include "php/serialize.h"

#define MEMORY (8U << 20)

static bool env_get(void *data, struct str name, struct str *ret_value)
{
	(void)data;
	*ret_value = STR_LIT("value of it");
	return str_has_prefix(name, STR_LIT("SET"));
}

static bool env_at(void *data, size_t index, struct str *ret_name, struct str *ret_value)
{
	*ret_name = index ? STR_LIT("SET_TWO") : STR_LIT("SET");
	return index < 2 && env_get(data, *ret_name, ret_value);
}

static int file_read(void *data, struct str path, size_t limit, struct buf *out)
{
	const struct str *input = data;

	if (str_has_suffix(path, STR_LIT("self"))) {
		buf_append_str(out, str_first(*input, limit));
		return buf_status(out);
	}
	if (str_has_suffix(path, STR_LIT("secret"))) {
		buf_append_cstr(out, "s3cret\n");
		return buf_status(out);
	}
	return str_has_suffix(path, STR_LIT("forbidden")) ? -EACCES : -ENOENT;
}

static enum php_path_kind path_look(void *data, struct str path, bool *ret_is_readable)
{
	(void)data;
	*ret_is_readable = str_has_suffix(path, STR_LIT("secret"));
	return *ret_is_readable                     ? PHP_PATH_FILE
	       : str_has_suffix(path, STR_LIT("/")) ? PHP_PATH_DIRECTORY
						    : PHP_PATH_NONE;
}

static bool host_name(void *data, struct str *ret_name)
{
	(void)data;
	*ret_name = STR_LIT("fuzz");
	return true;
}

static uint64_t clock_ms(void *data)
{
	(void)data;
	return 0;
}

static void check_place(const struct php *php, struct php_place at)
{
	if (at.line) {
		REQUIRE(at.file < php_file_count(php));
		REQUIRE(php_file_path(php, at.file).len);
		REQUIRE(at.line <= php_file_source(php, at.file).len + 1);
		REQUIRE(at.column >= 1);
	}
}

static void check_value(const struct php *php, struct php_value value, unsigned depth)
{
	const struct php_entry *entry;

	REQUIRE(value.kind <= PHP_UNKNOWN);
	REQUIRE(!value.env || php_env_at(php, value.env));
	if (value.kind == PHP_UNKNOWN) {
		REQUIRE(value.unknown->reason.len);
		check_place(php, value.unknown->at);
	}
	if (value.kind != PHP_ARRAY || depth > 20) {
		return;
	}
	for (size_t at = 0; (entry = php_array_next(value.array, &at));) {
		check_place(php, entry->at);
		check_value(php, php_entry_value(entry), depth + 1);
		if (entry->key.is_string) {
			REQUIRE(php_array_find(value.array, php_key_text(entry->key)) == entry);
		} else {
			REQUIRE(php_array_find_int(value.array, entry->key.integer) == entry);
		}
	}
}

static int run(struct php *php, struct str source, struct buf *text)
{
	struct php_result result = {0};
	int code = php_run_file(php, STR_LIT("/config/self"), source, &result);

	if (code == 0 || code == PHP_E_STOPPED) {
		check_value(php, result.config, 0);
		if (!php_serialize(result.config, text)) {
			buf_append_cstr(text, "recursion");
		}
		(void)php_env_of_missing(php, STR_LIT("dbhost"));
	}
	if (code) {
		REQUIRE(php_error(php).text.len);
		check_place(php, php_error(php).at);
	}
	return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = str_make(data, size);
	const struct php_host host = {
		.data = &source,
		.env_get = env_get,
		.env_at = env_at,
		.file_read = file_read,
		.path_look = path_look,
		.host_name = host_name,
		.clock_ms = clock_ms,
		.server_root = STR_LIT("/srv/nextcloud"),
	};
	const struct php_limits limits = {
		.memory_bytes = MEMORY, .steps = 100000, .file_bytes = 1U << 20};
	struct buf text = {.limit = 16U << 20};
	struct php *php = NULL;
	int code;

	REQUIRE(php_new(&host, &limits, &php) == 0);
	code = run(php, source, &text);
	REQUIRE(code >= 0);
	if (code == 0 && size < 4096) {
		(void)run(php, STR_LIT("<?php $CONFIG['again'] = $CONFIG ?? 1;"), &text);
	}
	php_free(php);
	buf_deinit(&text);
	return 0;
}
