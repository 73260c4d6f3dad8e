/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Takes a database URL apart into typed settings, once; from here on credentials never travel
 * through a URL again.
 */
#include "config/dburl.h"

#include "config/database.h"
#include "config/dburl_params.h"

static int take_credentials(struct dburl *dburl)
{
	struct database_server *server = &dburl->database->server;
	const struct url *url = &dburl->url;
	int r = 0;

	if (url->has_user && url->user.len) {
		r = dburl_decode(dburl, url->user, URL_PERCENT, &server->user);
	}
	if (r == 0 && url->has_password) {
		r = dburl_decode(dburl, url->password, URL_PERCENT, &server->password);
	}
	if (r == 0 && url->path.len > 1) {
		r = dburl_decode(dburl, str_skip(url->path, 1), URL_PERCENT, &server->name);
	}
	return r;
}

/* The host may be a socket directory in percent-encoding. */
static int take_url_host(struct dburl *dburl)
{
	struct database_server *server = &dburl->database->server;
	const char *host = NULL;
	int r = dburl_decode(dburl, dburl->url.host, URL_PERCENT, &host);

	if (r == 0 && host && *host) {
		r = dburl_take_host(dburl, host);
	}
	server->port = dburl->url.has_port ? dburl->url.port : 0;
	return r;
}

static int take_server(struct dburl *dburl)
{
	int r;

	if (!dburl->url.has_authority) {
		return dburl_fail(dburl, "it has no '//' after the scheme");
	}
	r = take_url_host(dburl);
	r = r ? r : take_credentials(dburl);
	return r ? r : dburl_take_params(dburl, dburl->url.query);
}

static int apply_mysql(struct dburl *dburl)
{
	struct database_server *server = &dburl->database->server;
	int r;

	dburl->database->kind = DATABASE_MYSQL;
	server->user = "root";
	r = take_server(dburl);
	if (r == 0 && !server->name) {
		r = dburl_fail(dburl, "it names no database: mysql://user@host/NAME");
	}
	/* As MySQL's own clients: who names a CA and no mode wants it to be checked. */
	if (r == 0 && dburl->database->tls_ca && !dburl->mode_given) {
		dburl->database->tls = DATABASE_TLS_VERIFY_CA;
	}
	server->host = server->host || server->socket ? server->host : "localhost";
	return r;
}

/* Whether the URL or the environment say where PostgreSQL is. */
static bool knows_place(const struct dburl *dburl)
{
	const struct settings_database *database = dburl->database;
	const struct env *env = &dburl->loader->env;

	for (size_t i = 0; i < database->parameter_count; i++) {
		if (strcmp(database->parameters[i].name, "hostaddr") == 0) {
			return true;
		}
	}
	return database->server.host || database->server.socket ||
	       env_get(env, STR_LIT("PGHOST")) || env_get(env, STR_LIT("PGHOSTADDR"));
}

/* Without a place: the local socket where there is one, else TCP to this machine. */
static int apply_pgsql(struct dburl *dburl)
{
	struct database_server *server = &dburl->database->server;
	int r;

	dburl->database->kind = DATABASE_PGSQL;
	r = take_server(dburl);
	if (r == 0 && !knows_place(dburl)) {
		server->socket = database_guess_pgsql_folder(server->port);
		server->host = server->socket ? NULL : "localhost";
	}
	return r;
}

static int apply_sqlite(struct dburl *dburl, struct str text)
{
	struct str query;
	int r;

	dburl->database->kind = DATABASE_SQLITE;
	text = str_skip(text, strlen("sqlite:"));
	if (str_has_prefix(text, STR_LIT("//"))) {
		text = str_skip(text, 2);
	}
	(void)str_split_once(text, '?', &text, &query);
	if (str_equals(text, STR_LIT(":memory:")) || text.len == 0) {
		return dburl_fail(dburl, "it names no file: sqlite:///path/to/owncloud.db");
	}
	r = dburl_decode(dburl, text, URL_PERCENT, &dburl->database->path);
	return r ? r : dburl_take_params(dburl, query);
}

static int fail_scheme(struct dburl *dburl, struct str scheme)
{
	int r = loader_fail_value(dburl->loader, dburl->origin,
		"invalid database configuration: unsupported database type '%.*s'",
		STR_ARG(scheme));

	loader_hint(
		dburl->loader, "use mysql://, mariadb://, postgres://, postgresql:// or sqlite:");
	return r;
}

static int apply(struct dburl *dburl, struct str text)
{
	struct str scheme;
	int r;

	if (!str_split_once(text, ':', &scheme, &(struct str){0})) {
		return dburl_fail(dburl, "it has no scheme: mysql://user:password@host/name");
	}
	if (str_equals_nocase(scheme, STR_LIT("sqlite"))) {
		return apply_sqlite(dburl, text);
	}
	r = url_parse(text, &dburl->url);
	if (r != 0) {
		return dburl_fail(dburl, url_strerror(r));
	}
	if (str_equals_nocase(scheme, STR_LIT("mysql")) ||
		str_equals_nocase(scheme, STR_LIT("mariadb"))) {
		return apply_mysql(dburl);
	}
	if (str_equals_nocase(scheme, STR_LIT("postgres")) ||
		str_equals_nocase(scheme, STR_LIT("postgresql"))) {
		return apply_pgsql(dburl);
	}
	return fail_scheme(dburl, scheme);
}

int dburl_apply(struct loader *loader, const char *text, const struct origin *origin)
{
	struct dburl dburl = {
		.loader = loader,
		.database = &loader->settings->database,
		.origin = origin,
	};
	int r;

	for (int i = SETTING_DATABASE_KIND; i <= SETTING_DATABASE_PATH; i++) {
		loader_origin(loader, (enum setting)i, origin);
	}
	r = apply(&dburl, str_trim(str_from_cstr(text)));
	if (r == 0) {
		database_finish(&loader->settings->database);
	}
	return r;
}
