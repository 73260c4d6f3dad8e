/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "config/options.h"

static void every_row_is_complete_and_no_name_comes_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct option *option = &option_table[i];

		print_message("# %zu %s\n", i, option->name ? option->name : option->env);
		assert_true(option->name || option->env);
		assert_non_null(option->help);
		if (option->name) {
			assert_ptr_equal(option_by_name(str_from_cstr(option->name)), option);
		}
		if (option->letter) {
			assert_ptr_equal(option_by_letter(option->letter), option);
		}
		for (size_t k = 0; k < i; k++) {
			if (option->env && option_table[k].env) {
				assert_string_not_equal(option->env, option_table[k].env);
			}
		}
	}
	assert_null(option_by_name(STR_LIT("")));
	assert_null(option_by_letter('\0'));
}

/* The contract: wire.md has these names, and no other file may change them by accident. */
static const struct {
	const char *name;
	const char *env;
} contract[] = {
	{"glob-config", NULL},
	{"database-url", "DATABASE_URL"},
	{"database-prefix", "DATABASE_PREFIX"},
	{"redis-url", "REDIS_URL"},
	{"redis-tls-cert", "REDIS_TLS_CERT"},
	{"redis-tls-key", "REDIS_TLS_KEY"},
	{"redis-tls-ca", "REDIS_TLS_CA"},
	{"redis-tls-dont-validate-hostname", "REDIS_TLS_DONT_VALIDATE_HOSTNAME"},
	{"redis-tls-insecure", "REDIS_TLS_INSECURE"},
	{"nextcloud-url", "NEXTCLOUD_URL"},
	{"port", "PORT"},
	{"bind", "BIND"},
	{"socket-path", "SOCKET_PATH"},
	{"socket-permissions", "SOCKET_PERMISSIONS"},
	{"metrics-port", "METRICS_PORT"},
	{"metrics-socket-path", "METRICS_SOCKET_PATH"},
	{"allow-self-signed", "ALLOW_SELF_SIGNED"},
	{"user-agent", "USER_AGENT"},
	{"tls-cert", "TLS_CERT"},
	{"tls-key", "TLS_KEY"},
	{"log-level", "LOG"},
	{"no-ansi", "NO_ANSI"},
	{"max-debounce-time", "MAX_DEBOUNCE_TIME"},
	{"max-connection-time", "MAX_CONNECTION_TIME"},
	{"nextcloud-connect", "NEXTCLOUD_CONNECT"},
	{"nextcloud-ca", "NEXTCLOUD_CA"},
	{"socket-owner", "SOCKET_OWNER"},
	{"socket-group", "SOCKET_GROUP"},
	{"user-connection-limit", "USER_CONNECTION_LIMIT"},
	{"login-concurrency", "LOGIN_CONCURRENCY"},
	{"workers", "WORKERS"},
	{"channel-prefix", "CHANNEL_PREFIX"},
	{"dump-config", NULL},
	{"show-secrets", NULL},
	{"php", NULL},
	{"version", NULL},
	{"help", NULL},
};

static void names_and_variables_are_those_of_the_contract(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(contract); i++) {
		const struct option *option = option_by_name(str_from_cstr(contract[i].name));

		note_sample(contract[i].name);
		assert_non_null(option);
		if (contract[i].env) {
			assert_string_equal(option->env, contract[i].env);
		} else {
			assert_null(option->env);
		}
	}
	/* And DEBOUNCE_DISABLE, which has no option. */
	assert_int_equal(ARRAY_SIZE(contract) + 1, OPTION_COUNT);
	assert_string_equal(option_table[OPTION_DEBOUNCE_DISABLE].env, "DEBOUNCE_DISABLE");
	assert_int_equal(option_table[OPTION_PORT].letter, 'p');
	assert_int_equal(option_table[OPTION_METRICS_PORT].letter, 'm');
}

static void a_misspelt_option_gets_its_likely_name(void **state)
{
	static const char *const pairs[][2] = {
		{"prot", "port"},
		{"databse-url", "database-url"},
		{"redis-tls-ca-file", "redis-tls-ca"},
		{"glob_config", "glob-config"},
		{"socket-permission", "socket-permissions"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		const struct option *option = option_suggest(str_from_cstr(pairs[i][0]));

		assert_non_null(option);
		assert_string_equal(option->name, pairs[i][1]);
	}
	assert_null(option_suggest(STR_LIT("something-else-entirely")));
	assert_null(
		option_suggest(STR_LIT("a-name-of-more-than-forty-letters-is-no-slip-of-keys")));
}

static void truth_has_eight_words(void **state)
{
	(void)state;
	assert_int_equal(option_parse_bool("1"), 1);
	assert_int_equal(option_parse_bool("TRUE"), 1);
	assert_int_equal(option_parse_bool("Yes"), 1);
	assert_int_equal(option_parse_bool("on"), 1);
	assert_int_equal(option_parse_bool("0"), 0);
	assert_int_equal(option_parse_bool("false"), 0);
	assert_int_equal(option_parse_bool("no"), 0);
	assert_int_equal(option_parse_bool("off"), 0);
	assert_int_equal(option_parse_bool("2"), -1);
	assert_int_equal(option_parse_bool(""), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_complete_and_no_name_comes_twice),
		cmocka_unit_test(names_and_variables_are_those_of_the_contract),
		cmocka_unit_test(a_misspelt_option_gets_its_likely_name),
		cmocka_unit_test(truth_has_eight_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
