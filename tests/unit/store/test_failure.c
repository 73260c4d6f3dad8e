/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>

#include "store/backend.h"
#include "store/pgsql_error.h"

static void assert_line(const struct store_options *options, size_t server, int code,
	const char *why, const char *expected)
{
	struct buf line = BUF_NULL;
	struct store *store;

	assert_int_equal(store_new(options, &store), 0);
	store_describe_failure(&line, store, server, "query", code, str_from_cstr(why));
	assert_string_equal(buf_cstr(&line), expected);
	buf_deinit(&line);
	store_free(store);
}

static void a_line_names_place_user_cause_and_remedy(void **state)
{
	struct store_server shards[] = {{.host = "s0", .name = "n"}, {.socket = "/s", .user = "u"}};
	struct store_options options = {
		.kind = STORE_MYSQL,
		.server = {.host = "db", .name = "nc", .user = "me", .password = "secret"},
		.shards = shards,
		.shard_count = 2,
	};

	(void)state;
	assert_line(&options, STORE_MAIN, STORE_E_NO_TABLE, "no such table",
		"mysql: cannot query db:3306, database \"nc\", user \"me\": no such table "
		"(check dbname and dbtableprefix)");
	assert_line(&options, 1, STORE_E_OTHER, "x",
		"mysql: cannot query shard 0 at s0:3306, database \"n\": x");
	assert_line(&options, 2, STORE_E_OTHER, "x",
		"mysql: cannot query shard 1 at /s, user \"u\": x");
	options.server = (struct store_server){.host = "::1", .port = 7};
	assert_line(&options, STORE_MAIN, STORE_E_OTHER, "x", "mysql: cannot query [::1]:7: x");
	options.server = (struct store_server){0};
	assert_line(&options, STORE_MAIN, STORE_E_OTHER, "x",
		"mysql: cannot query the default server: x");
	options = (struct store_options){.kind = STORE_SQLITE, .path = "/d/o.db"};
	assert_line(&options, STORE_MAIN, STORE_E_NO_DATABASE, "gone",
		"sqlite: cannot query /d/o.db: gone (check datadirectory and dbname)");
}

static void failures_without_words_get_some(void **state)
{
	struct store_options options = {.kind = STORE_SQLITE, .path = "x"};

	(void)state;
	assert_line(&options, STORE_MAIN, STORE_E_TOO_BIG, "",
		"sqlite: cannot query x: the answer is larger than what this process is ready to "
		"hold");
	assert_line(&options, STORE_MAIN, -ENOMEM, "",
		"sqlite: cannot query x: Cannot allocate memory");
	assert_line(&options, STORE_MAIN, STORE_E_TIMEOUT, "",
		"sqlite: cannot query x: timed out (another process holds the database locked)");
}

static void a_servers_words_cannot_forge_lines(void **state)
{
	struct store_options options = {.kind = STORE_SQLITE, .path = "a\nb"};
	char words[1000];
	struct buf line = BUF_NULL;
	struct store *store;

	(void)state;
	assert_line(&options, STORE_MAIN, STORE_E_OTHER, "  one\r\n\ttwo \x1b[31m\x7f \n",
		"sqlite: cannot query a b: one two [31m");
	memset(words, 'x', sizeof(words));
	assert_int_equal(store_new(&options, &store), 0);
	store_describe_failure(
		&line, store, STORE_MAIN, "query", STORE_E_OTHER, str_make(words, sizeof(words)));
	assert_int_equal(line.len, strlen("sqlite: cannot query a b: ") + 600);
	buf_deinit(&line);
	store_free(store);
}

static void the_sqlstate_is_found_in_any_language(void **state)
{
	static const struct {
		const char *message;
		const char *sqlstate;
	} cases[] = {
		{"connection to server at \"x\" (::1), port 1 failed: FATAL:  28P01: password …",
			"28P01"},
		{"FATAL:  3D000: la base de données « x » n'existe pas", "3D000"},
		{"СБОЙ:  57P03: система баз данных запускается", "57P03"},
		{"a:  b:  c:  53300: x", "53300"},
		{"FATAL:  password authentication failed", ""},
		{"FATAL:  28P0: x", ""},
		{"FATAL:  28p01: x", ""},
		{"FATAL:  28P01", ""},
		{"FATAL:  28P01:", ""},
		{"FATAL:  ", ""},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		assert_str(pgsql_find_sqlstate(str_from_cstr(cases[i].message)), cases[i].sqlstate);
	}
}

static void sqlstates_have_their_meaning(void **state)
{
	(void)state;
	assert_int_equal(pgsql_classify_sqlstate(STR_LIT("57014")), STORE_E_TIMEOUT);
	assert_int_equal(pgsql_classify_sqlstate(STR_LIT("57P01")), STORE_E_UNREACHABLE);
	assert_int_equal(pgsql_classify_sqlstate(STR_LIT("28000")), STORE_E_AUTH);
	assert_int_equal(pgsql_classify_sqlstate(STR_LIT("42P01")), STORE_E_NO_TABLE);
	assert_int_equal(pgsql_classify_sqlstate(STR_LIT("42601")), STORE_E_OTHER);
}

static void a_name_is_hexadecimal_in_sql(void **state)
{
	struct buf sql = BUF_NULL;

	(void)state;
	store_append_text(&sql, &store_mysql, STR_LIT("a'\xff\0"));
	assert_string_equal(buf_cstr(&sql), "_utf8mb4 X'6127FF00'");
	buf_deinit(&sql);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_names_place_user_cause_and_remedy),
		cmocka_unit_test(failures_without_words_get_some),
		cmocka_unit_test(a_servers_words_cannot_forge_lines),
		cmocka_unit_test(the_sqlstate_is_found_in_any_language),
		cmocka_unit_test(sqlstates_have_their_meaning),
		cmocka_unit_test(a_name_is_hexadecimal_in_sql),
	};

	return cmocka_run_group_tests_name("failure", tests, NULL, NULL);
}
