/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What calls do beside returning a value, where they are not run: because the function is not known
 * here, because an argument is not, or because it is not known whether they happen at all.
 *
 * Functions that are not known here yield an unknown, after their arguments were evaluated for what
 * these assign; a few are known to write into their arguments, which are unknown then as well.
 */
#include "php/builtins.h"
#include "php/callee.h"

/* Functions that write into an argument or run things; only what matters to us of them. */
static const struct dangerous {
	struct str name;
	uint32_t writes; /* bit n: argument n */
	bool is_command;
} dangerous[] = {
	{STR_INIT("exec"), 6, true},
	{STR_INIT("system"), 2, true},
	{STR_INIT("passthru"), 2, true},
	{STR_INIT("shell_exec"), 0, true},
	{STR_INIT("popen"), 0, true},
	{STR_INIT("proc_open"), 4, true},
	{STR_INIT("pcntl_exec"), 0, true},
	{STR_INIT("mail"), 0, true},
	{STR_INIT("preg_match"), 4, false},
	{STR_INIT("preg_match_all"), 4, false},
	{STR_INIT("preg_replace"), 16, false},
	{STR_INIT("preg_replace_callback"), 16, false},
	{STR_INIT("preg_replace_callback_array"), 8, false},
	{STR_INIT("preg_filter"), 16, false},
	{STR_INIT("mb_ereg"), 4, false},
	{STR_INIT("mb_eregi"), 4, false},
	{STR_INIT("mb_parse_str"), 2, false},
	{STR_INIT("mb_convert_variables"), 0xFFFC, false},
	{STR_INIT("parse_str"), 2, false},
	{STR_INIT("sort"), 1, false},
	{STR_INIT("rsort"), 1, false},
	{STR_INIT("usort"), 1, false},
	{STR_INIT("uasort"), 1, false},
	{STR_INIT("uksort"), 1, false},
	{STR_INIT("asort"), 1, false},
	{STR_INIT("arsort"), 1, false},
	{STR_INIT("ksort"), 1, false},
	{STR_INIT("krsort"), 1, false},
	{STR_INIT("natsort"), 1, false},
	{STR_INIT("natcasesort"), 1, false},
	{STR_INIT("shuffle"), 1, false},
	{STR_INIT("array_multisort"), 0xFFFF, false},
	{STR_INIT("array_push"), 1, false},
	{STR_INIT("array_pop"), 1, false},
	{STR_INIT("array_shift"), 1, false},
	{STR_INIT("array_unshift"), 1, false},
	{STR_INIT("array_splice"), 1, false},
	{STR_INIT("array_walk"), 1, false},
	{STR_INIT("array_walk_recursive"), 1, false},
	{STR_INIT("settype"), 1, false},
	{STR_INIT("similar_text"), 4, false},
	{STR_INIT("str_ireplace"), 8, false},
	{STR_INIT("sscanf"), 0xFFFC, false},
	{STR_INIT("is_callable"), 4, false},
	{STR_INIT("getopt"), 4, false},
	{STR_INIT("fsockopen"), 12, false},
	{STR_INIT("stream_socket_client"), 6, false},
	{STR_INIT("pfsockopen"), 12, false},
	{STR_INIT("flock"), 4, false},
	{STR_INIT("openssl_encrypt"), 32, false},
	{STR_INIT("openssl_public_encrypt"), 2, false},
	{STR_INIT("openssl_public_decrypt"), 2, false},
	{STR_INIT("openssl_private_encrypt"), 2, false},
	{STR_INIT("openssl_private_decrypt"), 2, false},
	{STR_INIT("openssl_sign"), 2, false},
	{STR_INIT("openssl_x509_export"), 2, false},
	{STR_INIT("openssl_pkcs12_read"), 2, false},
	{STR_INIT("openssl_pkey_export"), 2, false},
	{STR_INIT("openssl_random_pseudo_bytes"), 2, false},
	{STR_INIT("getimagesize"), 2, false},
	{STR_INIT("dns_get_record"), 12, false},
	{STR_INIT("getmxrr"), 6, false},
	{STR_INIT("headers_sent"), 3, false},
	{STR_INIT("apcu_fetch"), 2, false},
	{STR_INIT("apcu_inc"), 4, false},
	{STR_INIT("apcu_dec"), 4, false},
	{STR_INIT("sodium_memzero"), 1, false},
	{STR_INIT("sodium_increment"), 1, false},
};

/* They touch variables that no argument names. */
static bool touches_scope(struct str name)
{
	return str_equals_nocase(name, STR_LIT("extract")) ||
	       str_equals_nocase(name, STR_LIT("eval"));
}

bool php_is_variable(const struct php_node *node)
{
	return node->kind == PHP_N_VARIABLE || node->kind == PHP_N_VARIABLE_OF ||
	       node->kind == PHP_N_INDEX;
}

/* NULL when it is not listed. */
static const struct dangerous *find_dangerous(struct str name)
{
	for (size_t i = 0; i < ARRAY_SIZE(dangerous); i++) {
		if (str_equals_nocase(dangerous[i].name, name)) {
			return &dangerous[i];
		}
	}
	return NULL;
}

/* Which arguments a function that is not known here writes into. */
static uint32_t listed_writes(struct str name)
{
	const struct dangerous *listed = find_dangerous(name);

	return listed ? listed->writes : 0;
}

/* What a function that is not known here might have written to. */
static void taint_written(
	struct php *php, uint32_t writes, const struct php_node *nodes, struct php_value why)
{
	for (uint32_t bit = 1; nodes && bit; nodes = nodes->next, bit <<= 1) {
		bool is_named = nodes->value.kind == PHP_STRING;

		if (nodes->a && ((writes & bit) || (writes && is_named)) &&
			php_is_variable(nodes->a)) {
			struct php_path path = php_path_of(php, nodes->a);

			php_path_assign(php, &path, why);
		}
	}
}

/* It was not run here: perhaps it threw. */
static void note_risk(struct php *php, struct php_value why)
{
	if (!php->risk && why.kind == PHP_UNKNOWN) {
		php->risk = why.unknown;
	}
}

/* The closure that a variable holds right now, or something else. */
static struct php_value stored(const struct php *php, const struct php_node *variable)
{
	const struct php_entry *entry = php_array_lookup(
		php->scope->variables, php_key_from_text(php_text(variable->value)));

	return entry ? php_entry_value(entry) : php_null();
}

struct php_callee php_callee_of(struct php *php, const struct php_node *call)
{
	struct php_value value = php_null();

	if (call->a->kind == PHP_N_CONSTANT) {
		return php_callee_by_name(php, php_text(call->a->value));
	}
	value = call->a->kind == PHP_N_VARIABLE ? stored(php, call->a) : value;
	return value.kind == PHP_CLOSURE ? php_callee_by_value(php, value)
					 : (struct php_callee){.name = STR_LIT("")};
}

bool php_callee_may_write(struct php *php, const struct php_callee *callee,
	const struct php_node *argument, size_t index)
{
	if (!argument->a || !php_is_variable(argument->a)) {
		return false;
	}
	if (callee->closure || callee->builtin) {
		return argument->value.kind == PHP_STRING ||
		       php_callee_takes_reference(php, callee, index);
	}
	return callee->name.len == 0 || (index < 32 && listed_writes(callee->name) >> index & 1U);
}

void php_skip_call(struct php *php, const struct php_callee *callee, const struct php_node *call,
	const struct php_unknown *why)
{
	const struct php_node *first = call->b ? call->b->a : NULL;
	struct php_value called = {.kind = PHP_CLOSURE, .closure = callee->closure};

	if (callee->closure) {
		php_taint_closure(php, called, why);
	} else if (touches_scope(callee->name)) {
		php_taint_scope(php, why);
	} else if (str_equals_nocase(callee->name, STR_LIT("json_decode"))) {
		php->json_error = PHP_JSON_UNKNOWN;
	} else if (str_equals_nocase(callee->name, STR_LIT("putenv"))) {
		php->put_env->rest = why;
	} else if (str_equals_nocase(callee->name, STR_LIT("define")) && first &&
		   first->kind == PHP_N_LITERAL && first->value.kind == PHP_STRING) {
		php_define(php, php_text(first->value), php_from_unknown(why));
	}
}

void php_skip_variable(
	struct php *php, const struct php_node *variable, const struct php_unknown *why)
{
	php_taint_closure(php, stored(php, variable), why);
}

void php_taint_closure(struct php *php, struct php_value value, const struct php_unknown *why)
{
	const struct php_entry *entry;
	struct php_array *bound;

	if (value.kind != PHP_CLOSURE || !why) {
		return;
	}
	bound = value.closure->bound;
	for (size_t at = 0; bound && (entry = php_array_next(bound, &at));) {
		if (entry->slot.kind == PHP_REFERENCE) {
			php_store(&entry->slot.reference->value, php_from_unknown(why));
		}
	}
	if (value.closure->function) {
		value.closure->function->statics = php_array_new(php);
		if (value.closure->function->statics) {
			value.closure->function->statics->rest = why;
		}
	}
}

void php_taint_arguments(
	struct php *php, const struct php_value *values, size_t count, struct php_value why)
{
	for (size_t i = 0; i < count && why.kind == PHP_UNKNOWN; i++) {
		if (values[i].kind == PHP_REFERENCE) {
			php_store(&values[i].reference->value, why);
		} else {
			php_taint_closure(php, values[i], why.unknown);
		}
	}
}

struct php_value php_call_unknown(
	struct php *php, const struct php_callee *callee, const struct php_node *nodes)
{
	struct str name = callee->name;
	const struct dangerous *listed = find_dangerous(name);
	struct php_value why = callee->unknown;

	if (why.kind == PHP_UNKNOWN) {
		note_risk(php, why);
		return why;
	}
	why = php_unknown_here(php, "%.*s()%s", STR_ARG(name),
		listed && listed->is_command ? ", which is never run here"
					     : ", which is not known here");
	if (listed) {
		taint_written(php, listed->writes, nodes, why);
	} else if (touches_scope(name) && why.kind == PHP_UNKNOWN) {
		php_taint_scope(php, why.unknown);
	}
	note_risk(php, why);
	return why;
}
