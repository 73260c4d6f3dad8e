/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Functions about the environment, constants, other functions, and those without an effect here.
 */
#include "php/builtins.h"

#define MAX_ENVS 4096U

/* The mark of a variable that is not set; 0 when there are too many. */
static uint16_t mark_env(struct php *php, struct str name)
{
	for (size_t i = 0; i < php->env_count; i++) {
		if (str_equals(php->envs[i].name, name)) {
			return (uint16_t)(i + 1);
		}
	}
	if (php->env_count >= MAX_ENVS) {
		return 0;
	}
	if (php->env_count % 8 == 0) {
		struct php_env *envs =
			php_grow(php, php->envs, php->env_count, php->env_count + 8, sizeof(*envs));

		if (!envs) {
			return 0;
		}
		php->envs = envs;
	}
	php->envs[php->env_count++] =
		(struct php_env){.name = php_dup(php, name), .at = php->place};
	return (uint16_t)php->env_count;
}

static struct php_value get_one(struct php *php, struct str name)
{
	const struct php_entry *put = php_array_lookup(php->put_env, php_key_from_text(name));
	struct str value;

	if (put) {
		value = php_text(put->slot);
		return put->slot.kind == PHP_STRING ? php_string(value) : php_bool(false);
	}
	if (php->put_env->rest) {
		return php_from_unknown(php->put_env->rest);
	}
	if (!php->host.env_get) {
		return php_unknown_here(php, "getenv()");
	}
	if (str_find_byte(name, '\0') < 0 && php->host.env_get(php->host.data, name, &value)) {
		return php_string(php_dup(php, value));
	}
	return php_with_env(php_bool(false), mark_env(php, name));
}

static struct php_value get_all(struct php *php)
{
	struct php_array *array = php_array_new(php);
	struct str name;
	struct str value;

	if (!php->host.env_at || php->put_env->count || php->put_env->rest) {
		return php_unknown_here(php, "getenv()");
	}
	for (size_t i = 0;
		array && php->host.env_at(php->host.data, i, &name, &value) && php_charge(php, 1);
		i++) {
		php_array_set(php, array, php_key_from_name(php_dup(php, name)),
			php_string(php_dup(php, value)), php->place);
	}
	return array ? php_with_env(php_from_array(array), mark_env(php, STR_LIT(""))) : php_null();
}

static struct php_value run_getenv(struct php_call *call)
{
	if (php_arg(call, 0).kind == PHP_NULL) {
		return get_all(call->php);
	}
	return get_one(call->php, php_arg_string(call, 0));
}

/* NAME=VALUE, or NAME to unset it. Our own environment stays as it is. */
static struct php_value run_putenv(struct php_call *call)
{
	struct php *php = call->php;
	struct php_value argument = php_arg(call, 0);
	struct php_array *put = php->put_env;
	struct str name;
	struct str value;
	bool is_set;

	if (argument.kind == PHP_UNKNOWN) {
		put->rest = argument.unknown;
		return argument;
	}
	is_set = str_split_once(php_arg_string(call, 0), '=', &name, &value);
	if (name.len == 0) {
		php_arg_error(call, "ValueError", 0, "names no variable");
		return php_null();
	}
	php_array_set(php, put, php_key_from_text(php_dup(php, name)),
		is_set ? php_string(php_dup(php, value)) : php_null(), php->place);
	return php_bool(true);
}

static struct php_value run_gethostname(struct php_call *call)
{
	struct php *php = call->php;
	struct str name;

	if (!php->host.host_name || !php->host.host_name(php->host.data, &name)) {
		return php_unknown_here(php, "gethostname()");
	}
	return php_string(php_dup(php, name));
}

static struct php_value run_define(struct php_call *call)
{
	struct str name = php_arg_string(call, 0);
	struct php_value known;

	if (php_is_halted(call->php) || php_find_constant(call->php, name, &known)) {
		return php_bool(false);
	}
	php_define(call->php, name, php_arg(call, 1));
	return php_bool(true);
}

/* "NAME" or "Class::NAME" */
static bool split_member(struct str text, struct str *ret_class, struct str *ret_name)
{
	ptrdiff_t at = str_find(text, STR_LIT("::"));

	if (at < 0) {
		return false;
	}
	*ret_class = str_first(text, (size_t)at);
	*ret_name = str_skip(text, (size_t)at + 2);
	return true;
}

static struct php_value run_constant(struct php_call *call)
{
	struct str text = php_arg_string(call, 0);
	struct str class;
	struct str name;

	text = str_has_prefix(text, STR_LIT("\\")) ? str_skip(text, 1) : text;
	if (split_member(text, &class, &name)) {
		return php_class_constant(call->php, class, name);
	}
	return php_constant(call->php, text);
}

/* What is defined elsewhere, in Nextcloud or in an extension, cannot be told. */
static struct php_value run_defined(struct php_call *call)
{
	struct str text = php_arg_string(call, 0);
	struct php_value value;
	struct str class;
	struct str name;

	text = str_has_prefix(text, STR_LIT("\\")) ? str_skip(text, 1) : text;
	if (split_member(text, &class, &name)) {
		value = php_class_constant(call->php, class, name);
		return value.kind == PHP_UNKNOWN ? value : php_bool(true);
	}
	if (php_find_constant(call->php, text, &value)) {
		/* Perhaps the branch that defines it is not run. */
		return value.kind == PHP_UNKNOWN ? value : php_bool(true);
	}
	return php_constant(call->php, text);
}

static struct php_value run_function_exists(struct php_call *call)
{
	struct php *php = call->php;
	struct str name = php_arg_string(call, 0);
	const struct php_entry *entry;

	for (size_t at = 0; (entry = php_array_next(php->functions, &at));) {
		if (str_equals_nocase(php_key_text(entry->key), name)) {
			return php_bool(true);
		}
	}
	if (php_builtin_find(name)) {
		return php_bool(true);
	}
	return php_unknown_here(php, "function_exists('%.*s')", STR_ARG(name));
}

static struct php_value run_call_user_func(struct php_call *call)
{
	return php_call_value(call->php, php_arg(call, 0), call->arguments + 1, call->count - 1);
}

static struct php_value run_nothing(struct php_call *call)
{
	(void)call;
	return php_bool(true);
}

/* The former value, which nobody here knows. */
static struct php_value run_setting(struct php_call *call)
{
	return php_unknown_here(call->php, "%.*s()'s result", STR_ARG(call->builtin->name));
}

const struct php_builtin php_builtins_system[] = {
	{STR_INIT("getenv"), "name=,local_only=", run_getenv, 0},
	{STR_INIT("putenv"), "assignment", run_putenv, PHP_TAKES_UNKNOWN},
	{STR_INIT("gethostname"), "", run_gethostname, 0},
	{STR_INIT("define"), "constant_name,value,case_insensitive=", run_define,
		PHP_TAKES_UNKNOWN},
	{STR_INIT("constant"), "name", run_constant, 0},
	{STR_INIT("defined"), "constant_name", run_defined, 0},
	{STR_INIT("function_exists"), "function", run_function_exists, 0},
	{STR_INIT("call_user_func"), "callback,...args", run_call_user_func, PHP_TAKES_UNKNOWN},
	{STR_INIT("error_log"), "message,message_type=,destination=,additional_headers=",
		run_nothing, PHP_TAKES_UNKNOWN},
	{STR_INIT("set_time_limit"), "seconds", run_nothing, 0},
	{STR_INIT("date_default_timezone_set"), "timezoneId", run_nothing, 0},
	{STR_INIT("trigger_error"), "message,error_level=", run_nothing, PHP_TAKES_UNKNOWN},
	{STR_INIT("ini_set"), "option,value", run_setting, PHP_TAKES_UNKNOWN},
	{STR_INIT("error_reporting"), "error_level=", run_setting, PHP_TAKES_UNKNOWN},
	{STR_INIT("setlocale"), "category,locales,...rest", run_setting, PHP_TAKES_UNKNOWN},
};
const size_t php_builtins_system_count = ARRAY_SIZE(php_builtins_system);
