/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "config/dbhost.h"

struct sample {
	const char *text;
	const char *host;
	uint16_t port;
	const char *socket;
};

static const struct sample good[] = {
	{"", "", 0, ""},
	{"localhost", "localhost", 0, ""},
	{"  db.example.com \n", "db.example.com", 0, ""},
	{"db:3307", "db", 3307, ""},
	{"db:", "db", 0, ""},
	{"127.0.0.1", "127.0.0.1", 0, ""},
	{"127.0.0.1:65535", "127.0.0.1", 65535, ""},
	{"[::1]", "::1", 0, ""},
	{"[::1]:3306", "::1", 3306, ""},
	{"::1", "::1", 0, ""},
	{"fe80::1:3306", "fe80::1:3306", 0, ""},
	{"2001:db8::5", "2001:db8::5", 0, ""},
	{"/run/mysqld/mysqld.sock", "", 0, "/run/mysqld/mysqld.sock"},
	{"localhost:/run/mysqld/mysqld.sock", "localhost", 0, "/run/mysqld/mysqld.sock"},
	{":/run/postgresql", "", 0, "/run/postgresql"},
	{"localhost:3306:/tmp/mysql.sock", "localhost:3306", 0, "/tmp/mysql.sock"},
	{"/with:colon/sock", "", 0, "/with:colon/sock"},
	{"my_db-1", "my_db-1", 0, ""},
};

static void all_forms_that_people_write_are_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		struct dbhost place;

		note_sample(good[i].text);
		assert_int_equal(dbhost_split(str_from_cstr(good[i].text), &place), 0);
		assert_text(place.host, good[i].host);
		assert_text(place.socket, good[i].socket);
		assert_int_equal(place.port, good[i].port);
	}
}

static void what_is_none_of_them_is_refused(void **state)
{
	static const struct {
		const char *text;
		int error;
	} bad[] = {
		{"db:65536", DBHOST_E_PORT},
		{"db:0", DBHOST_E_PORT},
		{"db:33x", DBHOST_E_PORT},
		{"db:-1", DBHOST_E_PORT},
		{"db:mysql.sock", DBHOST_E_PORT},
		{"a:b:3306", DBHOST_E_BAD},
		{"[::1", DBHOST_E_BAD},
		{"[::1]x", DBHOST_E_BAD},
		{"[db]:3306", DBHOST_E_BAD},
		{"[]", DBHOST_E_BAD},
		{"mysql://db", DBHOST_E_BAD},
		{"my db", DBHOST_E_BAD},
		{"db/name", DBHOST_E_BAD},
	};
	struct dbhost place = {.port = 77};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		note_sample(bad[i].text);
		assert_int_equal(dbhost_split(str_from_cstr(bad[i].text), &place), bad[i].error);
		assert_int_equal(place.port, 77);
	}
	assert_int_equal(dbhost_split(str_make("a\0b", 3), &place), DBHOST_E_BAD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_forms_that_people_write_are_taken_apart),
		cmocka_unit_test(what_is_none_of_them_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
