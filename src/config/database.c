/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rules that hold for DATABASE_URL and for config.php alike. */
#include "config/database.h"

#include <sys/stat.h>

#define MYSQL_PORT 3306U
#define PGSQL_PORT 5432U

void database_finish(struct settings_database *database)
{
	if (database->kind == DATABASE_SQLITE) {
		return;
	}
	if (database->kind == DATABASE_MYSQL && database->server.port == 0) {
		database->server.port = MYSQL_PORT;
	}
	if (database->server.socket) {
		database->tls = DATABASE_TLS_DISABLE;
	}
}

const char *database_guess_mysql_socket(void)
{
	static const char *const places[] = {
		"/var/run/mysqld/mysqld.sock",
		"/tmp/mysql.sock",
		"/run/mysql/mysql.sock",
		"/run/mysqld/mysqld.sock",
		"/var/lib/mysql/mysql.sock",
	};

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		struct stat status;

		if (stat(places[i], &status) == 0 && S_ISSOCK(status.st_mode)) {
			return places[i];
		}
	}
	return NULL;
}

const char *database_guess_pgsql_folder(uint16_t port)
{
	static const char *const folders[] = {"/var/run/postgresql", "/run/postgresql", "/tmp"};
	struct stat status;

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		char path[64];

		(void)snprintf(
			path, sizeof(path), "%s/.s.PGSQL.%u", folders[i], port ? port : PGSQL_PORT);
		if (stat(path, &status) == 0) {
			return folders[i];
		}
	}
	/* The server may start after us. /tmp always exists, so it says nothing. */
	return stat(folders[0], &status) == 0 ? folders[0] : NULL;
}

const char *database_kind_name(enum database_kind kind)
{
	static const char *const names[] = {"sqlite", "mysql", "pgsql"};

	return names[kind];
}

const char *database_tls_name(enum database_tls mode)
{
	static const char *const names[] = {
		"default", "disable", "require", "verify-ca", "verify-full"};

	return names[mode];
}
