/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "config/database.h"
#include "config/dburl.h"

struct sample {
	const char *url;
	enum database_kind kind;
	const char *host;
	uint16_t port;
	const char *socket;
	const char *user;
	const char *password;
	const char *name;
	enum database_tls tls;
};

static const struct sample good[] = {
	{"mysql://nc:pw@db/nextcloud", DATABASE_MYSQL, "db", 3306, NULL, "nc", "pw", "nextcloud",
		DATABASE_TLS_DEFAULT},
	{"mariadb://db:3307/n", DATABASE_MYSQL, "db", 3307, NULL, "root", NULL, "n",
		DATABASE_TLS_DEFAULT},
	{"MySQL:///n", DATABASE_MYSQL, "localhost", 3306, NULL, "root", NULL, "n",
		DATABASE_TLS_DEFAULT},
	{" mysql://u:@db/n \n", DATABASE_MYSQL, "db", 3306, NULL, "u", "", "n",
		DATABASE_TLS_DEFAULT},
	{"mysql://u:p@ss:w@db/n", DATABASE_MYSQL, "db", 3306, NULL, "u", "p@ss:w", "n",
		DATABASE_TLS_DEFAULT},
	{"mysql://u%40x:%3A%2F%3F%23%25%C3%A4@db/n%3F%23", DATABASE_MYSQL, "db", 3306, NULL, "u@x",
		":/?#%\xC3\xA4", "n?#", DATABASE_TLS_DEFAULT},
	{"mysql://u+v:a+b@db/n", DATABASE_MYSQL, "db", 3306, NULL, "u+v", "a+b", "n",
		DATABASE_TLS_DEFAULT},
	{"mysql://u@[::1]:3308/n", DATABASE_MYSQL, "::1", 3308, NULL, "u", NULL, "n",
		DATABASE_TLS_DEFAULT},
	{"mysql://u:p@localhost/n?socket=/run/mysqld/mysqld.sock&ssl-mode=required", DATABASE_MYSQL,
		"localhost", 3306, "/run/mysqld/mysqld.sock", "u", "p", "n", DATABASE_TLS_DISABLE},
	{"mysql://u@db/n?ssl-mode=VERIFY_IDENTITY", DATABASE_MYSQL, "db", 3306, NULL, "u", NULL,
		"n", DATABASE_TLS_VERIFY_FULL},
	{"mysql://u@db/n?sslmode=verify-ca", DATABASE_MYSQL, "db", 3306, NULL, "u", NULL, "n",
		DATABASE_TLS_VERIFY_CA},
	{"mysql://u@db/n?ssl-mode=disabled", DATABASE_MYSQL, "db", 3306, NULL, "u", NULL, "n",
		DATABASE_TLS_DISABLE},
	{"mysql://u@db/n?ssl-mode=required&charset=utf8&timezone=x&nobody-knows=1", DATABASE_MYSQL,
		"db", 3306, NULL, "u", NULL, "n", DATABASE_TLS_REQUIRE},
	{"mysql://u@db/n?ssl-ca=/ca.pem", DATABASE_MYSQL, "db", 3306, NULL, "u", NULL, "n",
		DATABASE_TLS_VERIFY_CA},
	{"mysql://u@db/n?ssl-ca=/ca.pem&ssl-mode=preferred", DATABASE_MYSQL, "db", 3306, NULL, "u",
		NULL, "n", DATABASE_TLS_DEFAULT},
	{"postgres://nc:pw@db/nextcloud", DATABASE_PGSQL, "db", 0, NULL, "nc", "pw", "nextcloud",
		DATABASE_TLS_DEFAULT},
	{"postgresql://db:5433/n?sslmode=verify-full", DATABASE_PGSQL, "db", 5433, NULL, NULL, NULL,
		"n", DATABASE_TLS_VERIFY_FULL},
	{"postgres:///nextcloud?host=/run/postgresql", DATABASE_PGSQL, NULL, 0, "/run/postgresql",
		NULL, NULL, "nextcloud", DATABASE_TLS_DISABLE},
	{"postgresql://nextcloud@%2Frun%2Fpostgresql/nextcloud", DATABASE_PGSQL, NULL, 0,
		"/run/postgresql", "nextcloud", NULL, "nextcloud", DATABASE_TLS_DISABLE},
	{"postgres://u@h1/n?host=h2&port=77&user=x&password=y+z&dbname=d", DATABASE_PGSQL, "h2", 77,
		NULL, "x", "y z", "d", DATABASE_TLS_DEFAULT},
	{"postgresql://nextcloud:@/nextcloud?host=/run/postgresql", DATABASE_PGSQL, NULL, 0,
		"/run/postgresql", "nextcloud", "", "nextcloud", DATABASE_TLS_DISABLE},
	{"postgres://u@db/n?sslmode=require", DATABASE_PGSQL, "db", 0, NULL, "u", NULL, "n",
		DATABASE_TLS_REQUIRE},
};

static void expect(const char *actual, const char *expected)
{
	if (expected) {
		assert_non_null(actual);
		assert_string_equal(actual, expected);
	} else {
		assert_null(actual);
	}
}

static void all_forms_are_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		const struct sample *sample = &good[i];
		struct bench bench;
		const struct settings_database *database = &bench.settings.database;

		bench_init(&bench);
		note_sample(sample->url);
		assert_int_equal(dburl_apply(&bench.loader, sample->url, &from_env), 0);
		assert_int_equal(database->kind, sample->kind);
		expect(database->server.host, sample->host);
		expect(database->server.socket, sample->socket);
		expect(database->server.user, sample->user);
		expect(database->server.password, sample->password);
		expect(database->server.name, sample->name);
		assert_int_equal(database->server.port, sample->port);
		assert_int_equal(database->tls, sample->tls);
		assert_int_equal(
			bench.settings.origins[SETTING_DATABASE_PASSWORD].kind, ORIGIN_ENV);
		assert_false(bench.loader.out_of_memory);
		bench_deinit(&bench);
	}
}

static void files_of_tls_are_kept(void **state)
{
	struct bench bench;

	(void)state;
	bench_init(&bench);
	assert_int_equal(dburl_apply(&bench.loader,
				 "mysql://u@db/n?ssl-ca=%2Fa+b&ssl-cert=/c&ssl-key=/k", &from_env),
		0);
	expect(bench.settings.database.tls_ca, "/a b");
	expect(bench.settings.database.tls_cert, "/c");
	expect(bench.settings.database.tls_key, "/k");
	bench_deinit(&bench);
	bench_init(&bench);
	assert_int_equal(
		dburl_apply(&bench.loader,
			"postgres://db/n?sslrootcert=/a&sslcert=/c&sslkey=/k&sslcrl=/r", &from_env),
		0);
	expect(bench.settings.database.tls_ca, "/a");
	expect(bench.settings.database.tls_crl, "/r");
	bench_deinit(&bench);
}

static void parameters_of_postgresql_are_handed_on(void **state)
{
	struct bench bench;
	const struct settings_database *database = &bench.settings.database;

	(void)state;
	bench_init(&bench);
	assert_int_equal(dburl_apply(&bench.loader,
				 "postgres://db/n?application_name=push&hostaddr=10.0.0.1&options="
				 "-c%20a%3D1&options[search_path]=x%20y&sslmode=allow&odd=1",
				 &from_env),
		0);
	assert_int_equal(database->parameter_count, 4);
	expect(database->parameters[0].name, "application_name");
	expect(database->parameters[0].value, "push");
	expect(database->parameters[1].name, "hostaddr");
	expect(database->parameters[2].name, "options");
	expect(database->parameters[2].value, "-c a=1 -c search_path=x\\ y");
	expect(database->parameters[3].name, "sslmode");
	expect(database->parameters[3].value, "allow");
	assert_int_equal(bench.loader.warning_count, 1);
	assert_contains(str_from_cstr(bench.loader.warnings[0]), "'odd'");
	bench_deinit(&bench);
}

static void postgresql_without_a_place_is_looked_for(void **state)
{
	const char *folder = database_guess_pgsql_folder(0);
	struct bench bench;

	(void)state;
	bench_init(&bench);
	assert_int_equal(dburl_apply(&bench.loader, "postgres://", &from_env), 0);
	expect(bench.settings.database.server.socket, folder);
	expect(bench.settings.database.server.host, folder ? NULL : "localhost");
	bench_deinit(&bench);
	bench_init(&bench);
	assert_int_equal(env_init(&bench.loader.env, (char *const[]){(char *)"PGHOST=x", NULL},
				 &bench.settings.arena),
		0);
	assert_int_equal(dburl_apply(&bench.loader, "postgres:///n", &from_env), 0);
	expect(bench.settings.database.server.socket, NULL);
	expect(bench.settings.database.server.host, NULL);
	bench_deinit(&bench);
}

static void the_socket_decides_where_postgresql_is(void **state)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/tmp/.s.PGSQL.59431"};

	(void)state;
	unlink(address.sun_path);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_string_equal(database_guess_pgsql_folder(59431), "/tmp");
	close(fd);
	unlink(address.sun_path);
}

static void sqlite_names_a_file(void **state)
{
	static const char *const urls[][2] = {
		{"sqlite:/srv/nc.db", "/srv/nc.db"},
		{"sqlite:///srv/nc.db", "/srv/nc.db"},
		{"sqlite://data/nc.db", "data/nc.db"},
		{"sqlite:nc.db?mode=rwc&cache=shared", "nc.db"},
		{"sqlite:/a%20b%23.db", "/a b#.db"},
		{"sqlite:/a#b.db", "/a#b.db"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(urls); i++) {
		struct bench bench;

		bench_init(&bench);
		assert_int_equal(dburl_apply(&bench.loader, urls[i][0], &from_env), 0);
		assert_int_equal(bench.settings.database.kind, DATABASE_SQLITE);
		expect(bench.settings.database.path, urls[i][1]);
		assert_false(bench.settings.database.read_only);
		bench_deinit(&bench);
	}
}

static void sqlite_can_be_read_only(void **state)
{
	struct bench bench;

	(void)state;
	bench_init(&bench);
	assert_int_equal(dburl_apply(&bench.loader, "sqlite:/x?mode=ro", &from_env), 0);
	assert_true(bench.settings.database.read_only);
	bench_deinit(&bench);
	bench_init(&bench);
	assert_int_equal(dburl_apply(&bench.loader, "sqlite:/x?immutable=1", &from_env), 0);
	assert_true(bench.settings.database.read_only);
	bench_deinit(&bench);
}

static void wrong_ones_are_refused_without_their_password(void **state)
{
	static const char *const bad[][2] = {
		{"", "scheme"},
		{"db", "scheme"},
		{"oci://u:TopSecret@h/n", "unsupported database type 'oci'"},
		{"mysql:db", "//"},
		{"mysql://u:TopSecret@db", "names no database"},
		{"mysql://u:TopSecret@db:99999/n", "port"},
		{"mysql://u:TopSecret@db/n?ssl-mode=maybe", "TLS mode"},
		{"mysql://u:TopSecret@db/n?socket=relative", "absolute"},
		{"mysql://u:TopSecret%00@db/n", "NUL"},
		{"postgres://u:TopSecret@db/n?port=x", "port"},
		{"postgres://u:TopSecret@[::1/n", "host"},
		{"sqlite::memory:", "names no file"},
		{"sqlite:", "names no file"},
		{"sqlite:/x?mode=memory", "memory"},
		{"sqlite:/x?mode=no", "ro, rw, rwc"},
		{"sqlite:/x?foo=1", "unknown parameter 'foo'"},
		{"sqlite:/x?immutable=maybe", "neither true nor false"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct bench bench;

		bench_init(&bench);
		note_sample(bad[i][0]);
		assert_int_equal(
			dburl_apply(&bench.loader, bad[i][0], &from_env), SETTINGS_E_CONFIG);
		assert_contains(buf_str(&bench.error), bad[i][1]);
		assert_contains(buf_str(&bench.error), "SOME_URL");
		assert_lacks(buf_str(&bench.error), "TopSecret");
		buf_clear(&bench.error);
		assert_int_equal(
			dburl_apply(&bench.loader, bad[i][0], &from_option), SETTINGS_E_SYNTAX);
		bench_deinit(&bench);
	}
}

static void no_memory_is_noticed(void **state)
{
	bool refused = true;

	(void)state;
	for (unsigned n = 1; refused; n++) {
		struct bench bench;

		bench_init(&bench);
		fail_malloc_at(n);
		(void)!dburl_apply(&bench.loader,
			"postgres://u:p@db/n?application_name=x&options[a]=b&nobody=1", &from_env);
		refused = failed_mallocs() > 0;
		fail_malloc_at(0);
		assert_int_equal(bench.loader.out_of_memory, refused);
		bench_deinit(&bench);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_forms_are_taken_apart),
		cmocka_unit_test(files_of_tls_are_kept),
		cmocka_unit_test(parameters_of_postgresql_are_handed_on),
		cmocka_unit_test(postgresql_without_a_place_is_looked_for),
		cmocka_unit_test(the_socket_decides_where_postgresql_is),
		cmocka_unit_test(sqlite_names_a_file),
		cmocka_unit_test(sqlite_can_be_read_only),
		cmocka_unit_test(wrong_ones_are_refused_without_their_password),
		cmocka_unit_test(no_memory_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
