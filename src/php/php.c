/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The interpreter as a whole: making one, running a file in the scope that all files share, and
 * telling what came of it.
 */
#include "php/php.h"

#include <errno.h>
#include <stdlib.h>

#include "php/eval.h"
#include "php/run.h"

#define DEFAULT_MEMORY_BYTES (64U << 20)
#define DEFAULT_FILE_BYTES   (4U << 20)
#define DEFAULT_STEPS        4000000U
#define DEFAULT_DEPTH        256U
#define DEFAULT_TIME_MS      800U

static struct php_limits with_defaults(const struct php_limits *limits)
{
	struct php_limits full = limits ? *limits : (struct php_limits){0};

	full.memory_bytes = full.memory_bytes ? full.memory_bytes : DEFAULT_MEMORY_BYTES;
	full.file_bytes = full.file_bytes ? full.file_bytes : DEFAULT_FILE_BYTES;
	full.steps = full.steps ? full.steps : DEFAULT_STEPS;
	full.depth = full.depth ? full.depth : DEFAULT_DEPTH;
	full.time_ms = full.time_ms ? full.time_ms : DEFAULT_TIME_MS;
	return full;
}

int php_new(const struct php_host *host, const struct php_limits *limits, struct php **ret_php)
{
	struct php *php = calloc(1, sizeof(*php));

	if (!php) {
		return -ENOMEM;
	}
	php->limits = with_defaults(limits);
	php->arena = ARENA_INIT(php->limits.memory_bytes);
	php->host = *host;
	php->files_tail = &php->files;
	php->scope = &php->shared;
	php->host.server_root = php_dup(php, host->server_root);
	php->globals.variables = php_array_new(php);
	php->shared.variables = php_array_new(php);
	php->functions = php_array_new(php);
	php->constants = php_array_new(php);
	php->put_env = php_array_new(php);
	php->included = php_array_new(php);
	if (php_is_halted(php)) {
		php_free(php);
		return -ENOMEM;
	}
	*ret_php = php;
	return 0;
}

struct php *php_free(struct php *php)
{
	if (php) {
		arena_deinit_secret(&php->arena);
		free(php);
	}
	return NULL;
}

static void begin_run(struct php *php)
{
	struct php_key config = php_key_from_text(STR_LIT("CONFIG"));

	php_array_remove(php->shared.variables, config);
	php->scope = &php->shared;
	php->halt = PHP_HALT_NONE;
	php->error = (struct php_error){.text = STR_LIT("")};
	php->unwinding = NULL;
	php->risk = NULL;
	php->missing = NULL;
	php->env = 0;
	php->steps = 0;
	php->next_clock = 0;
	php->depth = php->calls = php->silence = php->tries = 0;
	php->deadline_ms = 0;
	if (php->host.clock_ms) {
		php->deadline_ms = php->host.clock_ms(php->host.data) + php->limits.time_ms;
	}
}

static int result_code(const struct php *php)
{
	if (php->halt == PHP_HALT_NONE) {
		return 0;
	}
	if (php->halt == PHP_HALT_SYNTAX) {
		return PHP_E_SYNTAX;
	}
	if (php->halt == PHP_HALT_LIMIT) {
		return PHP_E_LIMIT;
	}
	return php->halt == PHP_HALT_MEMORY ? -ENOMEM : PHP_E_STOPPED;
}

static struct php_result take_config(struct php *php, bool has_text)
{
	struct php_result result = {.config = php_null(), .has_text = has_text};
	struct php_array *variables = php->shared.variables;
	const struct php_entry *entry =
		php_array_lookup(variables, php_key_from_text(STR_LIT("CONFIG")));

	if (entry) {
		result.config = php_entry_value(entry);
	} else if (variables->rest) {
		result.config = php_from_unknown(variables->rest);
	}
	result.has_config = entry || variables->rest;
	/* Later files must not change what we hand out. */
	php_hold(result.config);
	return result;
}

int php_run_file(struct php *php, struct str path, struct str source, struct php_result *ret_result)
{
	bool has_text = false;
	int code;

	begin_run(php);
	if (source.len > php->limits.file_bytes) {
		php->place = (struct php_place){.file = php->file_count};
		php_halt_limit(php, "the file is too large");
		return PHP_E_LIMIT;
	}
	php_run_source(php, path, source, &has_text);
	code = result_code(php);
	if (code == 0 || code == PHP_E_STOPPED) {
		*ret_result = take_config(php, has_text);
	}
	return code;
}

struct php_error php_error(const struct php *php)
{
	return php->error;
}

size_t php_file_count(const struct php *php)
{
	return php->file_count;
}

static const struct php_file *find_file(const struct php *php, uint32_t file)
{
	const struct php_file *at = php->files;

	while (at && file) {
		at = at->next;
		file--;
	}
	return at;
}

struct str php_file_path(const struct php *php, uint32_t file)
{
	const struct php_file *found = find_file(php, file);

	return found ? found->path : STR_LIT("");
}

struct str php_file_source(const struct php *php, uint32_t file)
{
	const struct php_file *found = find_file(php, file);

	return found ? found->source : STR_LIT("");
}

const struct php_env *php_env_at(const struct php *php, uint16_t env)
{
	return env && env <= php->env_count ? &php->envs[env - 1] : NULL;
}

const struct php_env *php_env_of_missing(const struct php *php, struct str key)
{
	for (const struct php_missing *missing = php->missing; missing; missing = missing->next) {
		if (str_equals(missing->key, key)) {
			return php_env_at(php, missing->env);
		}
	}
	return NULL;
}
