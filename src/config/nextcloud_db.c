/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The database keys of config.php, read as Nextcloud (PDO) reads them. Where the words of the file
 * leave a choice, the one that lets a working Nextcloud's configuration work here is taken.
 */
#include <errno.h>
#include <unistd.h>

#include "config/database.h"
#include "config/dbhost.h"
#include "config/nextcloud.h"
#include "proto/ip.h"

static int take_text(
	struct nextcloud *nextcloud, const char *key, enum setting setting, const char **ret_text)
{
	return nextcloud_key_text(
		nextcloud, key, ret_text, &nextcloud->loader->settings->origins[setting]);
}

/* ---- Kind ---- */

/* No dbtype means SQLite to Nextcloud, but in practice that a file was not read. */
static int take_missing_kind(struct nextcloud *nextcloud, bool *ret_guessed)
{
	nextcloud->loader->settings->database.kind = DATABASE_SQLITE;
	*ret_guessed = true;
	if (nextcloud->problem.len || nextcloud_rest(nextcloud) ||
		nextcloud_missing_env(nextcloud, "dbtype")) {
		return nextcloud_fail_missing(nextcloud, "dbtype",
			"No database server is configured: there is no 'dbtype' in the "
			"configuration");
	}
	return 0;
}

static int take_kind(struct nextcloud *nextcloud, bool *ret_guessed)
{
	static const struct {
		const char *name;
		enum database_kind kind;
	} kinds[] = {
		{"mysql", DATABASE_MYSQL},
		{"pgsql", DATABASE_PGSQL},
		{"sqlite", DATABASE_SQLITE},
		{"sqlite3", DATABASE_SQLITE},
	};
	struct settings *settings = nextcloud->loader->settings;
	struct nextcloud_value value;
	const char *name = NULL;
	int r;

	*ret_guessed = false;
	if (!nextcloud_find(nextcloud, "dbtype", &value)) {
		return take_missing_kind(nextcloud, ret_guessed);
	}
	r = nextcloud_text(nextcloud, &value, &name);
	if (r != 0) {
		return r;
	}
	if (!name) {
		return take_missing_kind(nextcloud, ret_guessed);
	}
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (strcmp(kinds[i].name, name) == 0) {
			settings->database.kind = kinds[i].kind;
			settings->origins[SETTING_DATABASE_KIND] = value.origin;
			return 0;
		}
	}
	return nextcloud_fail(nextcloud, &value,
		"invalid database configuration: unsupported database type '%s'", name);
}

/* ---- Place ---- */

/* PostgreSQL takes a folder; "/run/postgresql/.s.PGSQL.5433" names the folder and the port. */
static void take_pgsql_socket(struct loader *loader, struct database_server *server)
{
	struct str path = str_from_cstr(server->socket);
	ptrdiff_t slash = str_rfind_byte(path, '/');
	struct str file = str_skip(path, (size_t)slash + 1);
	ptrdiff_t dot = str_rfind_byte(file, '.');

	if (slash < 0 || !str_has_prefix(file, STR_LIT(".s"))) {
		return;
	}
	server->socket = slash ? loader_keep(loader, str_first(path, (size_t)slash)) : "/";
	if (!str_to_u16(str_skip(file, (size_t)dot + 1), &server->port)) {
		server->port = 0;
	}
}

/* What "" and "localhost" mean to a client of MySQL. */
static void take_mysql_local(struct nextcloud *nextcloud, struct database_server *server)
{
	struct settings *settings = nextcloud->loader->settings;

	if (server->socket || server->port ||
		(server->host && strcmp(server->host, "localhost") != 0)) {
		return;
	}
	server->host = "localhost";
	server->socket = database_guess_mysql_socket();
	if (server->socket) {
		settings->origins[SETTING_DATABASE_SOCKET] = (struct origin){0};
	}
}

/* dbport counts when dbhost has none. Numbers in strings are left-overs of installers. */
static int take_dbport(struct nextcloud *nextcloud, struct database_server *server)
{
	struct loader *loader = nextcloud->loader;
	struct nextcloud_value value;
	bool found;
	int64_t port;
	int r;

	if (server->port || server->socket || !nextcloud_find(nextcloud, "dbport", &value)) {
		return 0;
	}
	r = nextcloud_integer(nextcloud, &value, &found, &port);
	if (r != 0 || !found) {
		return r;
	}
	if (value.value.kind == PHP_STRING && value.origin.kind == ORIGIN_FILE) {
		loader_warn(loader,
			"%s:%u: 'dbport' is ignored because it is a string, as Nextcloud "
			"ignores it; write the port into 'dbhost'",
			value.origin.name, value.origin.line);
		return 0;
	}
	if (port <= 0 || port > UINT16_MAX) {
		loader_warn(loader, "%s:%u: 'dbport' is ignored: %lld is no port",
			value.origin.name, value.origin.line, (long long)port);
		return 0;
	}
	server->port = (uint16_t)port;
	loader->settings->origins[SETTING_DATABASE_PORT] = value.origin;
	return 0;
}

static int take_dbhost(struct nextcloud *nextcloud)
{
	struct loader *loader = nextcloud->loader;
	struct database_server *server = &loader->settings->database.server;
	struct dbhost place = {0};
	struct nextcloud_value value;
	const char *text = NULL;
	int r = 0;

	if (nextcloud_find(nextcloud, "dbhost", &value)) {
		r = nextcloud_text(nextcloud, &value, &text);
	}
	if (r != 0 || !text) {
		return r;
	}
	r = dbhost_split(str_from_cstr(text), &place);
	if (r != 0) {
		return nextcloud_fail(nextcloud, &value,
			"Failed to parse database configuration: 'dbhost' is '%s', %s",
			loader_keep_masked(loader, text),
			r == DBHOST_E_PORT ? "whose end is neither a port nor the path of a socket"
					   : "which is no HOST, HOST:PORT, [IPv6]:PORT or /SOCKET");
	}
	server->host = place.host.len ? loader_keep(loader, place.host) : NULL;
	server->socket = place.socket.len ? loader_keep(loader, place.socket) : NULL;
	server->port = place.port;
	loader->settings->origins[SETTING_DATABASE_HOST] = value.origin;
	loader->settings->origins[SETTING_DATABASE_SOCKET] = value.origin;
	loader->settings->origins[SETTING_DATABASE_PORT] = value.origin;
	if (!server->port) {
		loader->settings->origins[SETTING_DATABASE_PORT] = (struct origin){0};
	}
	return 0;
}

/* ---- TLS ---- */

/* The keys of dbdriveroptions: PDO::MYSQL_ATTR_SSL_… as mysqlnd numbers them, or the name quoted.
 */
static bool find_driver_option(struct nextcloud *nextcloud, const struct nextcloud_value *options,
	const char *number, const char *name, struct nextcloud_value *ret_value)
{
	struct loader *loader = nextcloud->loader;

	return nextcloud_child(nextcloud, options, number, ret_value) ||
	       nextcloud_child(nextcloud, options, loader_keepf(loader, "PDO::MYSQL_ATTR_%s", name),
		       ret_value) ||
	       nextcloud_child(nextcloud, options,
		       loader_keepf(loader, "\\PDO::MYSQL_ATTR_%s", name), ret_value);
}

static int take_driver_text(struct nextcloud *nextcloud, const struct nextcloud_value *options,
	const char *number, const char *name, enum setting setting)
{
	struct settings *settings = nextcloud->loader->settings;
	const char **fields[] = {&settings->database.tls_ca, &settings->database.tls_cert,
		&settings->database.tls_key};
	struct nextcloud_value value;
	const char *text = NULL;
	int r;

	if (!find_driver_option(nextcloud, options, number, name, &value)) {
		return 0;
	}
	r = nextcloud_text(nextcloud, &value, &text);
	if (r == 0 && text && *text) {
		*fields[setting - SETTING_DATABASE_TLS_CA] = text;
		settings->origins[setting] = value.origin;
	}
	return r;
}

static bool host_is_address(const struct database_server *server)
{
	struct ip ip;

	return server->host && ip_parse(str_from_cstr(server->host), &ip);
}

/*
 * A CA means: verify. The name too, unless MYSQL_ATTR_SSL_VERIFY_SERVER_CERT is off, or nothing was
 * said and the host is an address, which certificates seldom hold. A client certificate without a
 * CA means TLS unverified, as in PDO.
 */
static int take_mysql_mode(struct nextcloud *nextcloud, const struct nextcloud_value *options)
{
	struct settings_database *database = &nextcloud->loader->settings->database;
	struct origin *origins = nextcloud->loader->settings->origins;
	struct nextcloud_value value;
	bool said =
		find_driver_option(nextcloud, options, "1014", "SSL_VERIFY_SERVER_CERT", &value);
	bool verify = !host_is_address(&database->server);
	int r = said ? nextcloud_truth(nextcloud, &value, &verify) : 0;

	if (r != 0) {
		return r;
	}
	if (database->tls_ca) {
		database->tls = verify ? DATABASE_TLS_VERIFY_FULL : DATABASE_TLS_VERIFY_CA;
		origins[SETTING_DATABASE_TLS] =
			said ? value.origin : origins[SETTING_DATABASE_TLS_CA];
	} else if (database->tls_cert || database->tls_key) {
		database->tls = DATABASE_TLS_REQUIRE;
		origins[SETTING_DATABASE_TLS] = origins[SETTING_DATABASE_TLS_CERT];
	}
	return 0;
}

static int take_mysql_tls(struct nextcloud *nextcloud)
{
	struct nextcloud_value options;
	struct nextcloud_value value;
	bool is_array = false;
	int r = 0;

	if (nextcloud_find(nextcloud, "dbdriveroptions", &options)) {
		r = nextcloud_is_array(nextcloud, &options, &is_array);
	}
	if (r != 0 || !is_array) {
		return r;
	}
	r = take_driver_text(nextcloud, &options, "1009", "SSL_CA", SETTING_DATABASE_TLS_CA);
	r = r ? r
	      : take_driver_text(
			nextcloud, &options, "1008", "SSL_CERT", SETTING_DATABASE_TLS_CERT);
	r = r ? r
	      : take_driver_text(nextcloud, &options, "1007", "SSL_KEY", SETTING_DATABASE_TLS_KEY);
	if (r == 0 && find_driver_option(nextcloud, &options, "1010", "SSL_CAPATH", &value)) {
		loader_warn(nextcloud->loader,
			"%s:%u: MYSQL_ATTR_SSL_CAPATH is ignored; name the CA file with "
			"MYSQL_ATTR_SSL_CA",
			value.origin.name, value.origin.line);
	}
	return r ? r : take_mysql_mode(nextcloud, &options);
}

static int take_pgsql_mode(struct nextcloud *nextcloud, const struct nextcloud_value *value)
{
	static const struct {
		const char *name;
		enum database_tls mode;
	} modes[] = {
		{"disable", DATABASE_TLS_DISABLE},
		{"allow", DATABASE_TLS_DEFAULT},
		{"prefer", DATABASE_TLS_DEFAULT},
		{"require", DATABASE_TLS_REQUIRE},
		{"verify-ca", DATABASE_TLS_VERIFY_CA},
		{"verify-full", DATABASE_TLS_VERIFY_FULL},
	};
	struct settings *settings = nextcloud->loader->settings;
	const char *text;
	int r = nextcloud_text(nextcloud, value, &text);

	if (r != 0 || !text || !*text) {
		return r;
	}
	for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
		if (strcmp(modes[i].name, text) == 0) {
			settings->database.tls = modes[i].mode;
			settings->origins[SETTING_DATABASE_TLS] = value->origin;
			return 0;
		}
	}
	return nextcloud_fail(nextcloud, value,
		"Failed to parse database configuration: '%s' is '%s', which is no sslmode",
		value->name, text);
}

static int take_pgsql_tls(struct nextcloud *nextcloud)
{
	struct settings_database *database = &nextcloud->loader->settings->database;
	struct origin *origins = nextcloud->loader->settings->origins;
	const struct {
		const char *key;
		const char **field;
		enum setting setting;
	} files[] = {
		{"rootcert", &database->tls_ca, SETTING_DATABASE_TLS_CA},
		{"cert", &database->tls_cert, SETTING_DATABASE_TLS_CERT},
		{"key", &database->tls_key, SETTING_DATABASE_TLS_KEY},
		{"crl", &database->tls_crl, SETTING_DATABASE_TLS_CRL},
	};
	struct nextcloud_value options;
	struct nextcloud_value mode;
	bool is_array = false;
	int r = 0;

	if (nextcloud_find(nextcloud, "pgsql_ssl", &options)) {
		r = nextcloud_is_array(nextcloud, &options, &is_array);
	}
	if (r == 0 && is_array && nextcloud_child(nextcloud, &options, "mode", &mode)) {
		r = take_pgsql_mode(nextcloud, &mode);
	}
	for (size_t i = 0; r == 0 && is_array && i < ARRAY_SIZE(files); i++) {
		const char *text;

		r = nextcloud_child_text(
			nextcloud, &options, files[i].key, &text, &origins[files[i].setting]);
		*files[i].field = r == 0 && text && *text ? text : NULL;
	}
	return r;
}

/* ---- The three kinds ---- */

static int take_login(struct nextcloud *nextcloud)
{
	struct loader *loader = nextcloud->loader;
	struct database_server *server = &loader->settings->database.server;
	const struct php_env *env;
	int r = take_text(nextcloud, "dbuser", SETTING_DATABASE_USER, &server->user);

	r = r ? r
	      : take_text(nextcloud, "dbpassword", SETTING_DATABASE_PASSWORD, &server->password);
	r = r ? r : take_text(nextcloud, "dbname", SETTING_DATABASE_NAME, &server->name);
	if (r != 0) {
		return r;
	}
	server->name = server->name ? server->name : "owncloud";
	if (server->user && !*server->user) {
		server->user = NULL;
	}
	if (!server->user && loader->settings->database.kind == DATABASE_MYSQL) {
		return nextcloud_fail_missing(
			nextcloud, "dbuser", "invalid database configuration: no username set");
	}
	if (!server->password && (env = nextcloud_missing_env(nextcloud, "dbpassword"))) {
		loader_warn(loader,
			"'dbpassword' is not set: the configuration takes it from the "
			"environment variable %.*s, which is not set here",
			STR_ARG(env->name));
	}
	return 0;
}

static int take_server(struct nextcloud *nextcloud)
{
	struct loader *loader = nextcloud->loader;
	struct settings_database *database = &loader->settings->database;
	int r = take_dbhost(nextcloud);

	if (r == 0 && database->kind == DATABASE_PGSQL && database->server.socket) {
		take_pgsql_socket(loader, &database->server);
	}
	r = r ? r : take_dbport(nextcloud, &database->server);
	r = r ? r : take_login(nextcloud);
	if (r != 0) {
		return r;
	}
	if (database->kind == DATABASE_MYSQL) {
		take_mysql_local(nextcloud, &database->server);
		return take_mysql_tls(nextcloud);
	}
	return take_pgsql_tls(nextcloud);
}

static int take_sqlite(struct nextcloud *nextcloud, bool guessed)
{
	struct loader *loader = nextcloud->loader;
	struct settings_database *database = &loader->settings->database;
	const char *folder = NULL;
	const char *name = NULL;
	int r = take_text(nextcloud, "datadirectory", SETTING_DATABASE_PATH, &folder);

	r = r ? r : take_text(nextcloud, "dbname", SETTING_DATABASE_NAME, &name);
	if (r != 0) {
		return r;
	}
	if (!folder) {
		struct str path = str_from_cstr(loader->settings->config_file);
		ptrdiff_t slash = str_rfind_byte(path, '/');

		folder = loader_keepf(loader, "%.*s/../data", slash < 0 ? 1 : (int)slash,
			slash < 0 ? "." : path.ptr);
	}
	name = name ? name : "owncloud";
	database->path = loader_keepf(loader, "%s/%s.db", folder, name);
	if (guessed && access(database->path, F_OK) < 0 && errno == ENOENT) {
		return nextcloud_fail_missing(nextcloud, "dbtype",
			"invalid database configuration: no 'dbtype' in the configuration, and no "
			"SQLite database at %s (no data directory?)",
			database->path);
	}
	return 0;
}

int nextcloud_take_database(struct nextcloud *nextcloud)
{
	struct settings_database *database = &nextcloud->loader->settings->database;
	bool guessed;
	int r;

	nextcloud->way_out = "set DATABASE_URL (--database-url)";
	r = take_kind(nextcloud, &guessed);
	if (r == 0) {
		r = database->kind == DATABASE_SQLITE ? take_sqlite(nextcloud, guessed)
						      : take_server(nextcloud);
	}
	r = r ? r : nextcloud_take_sharding(nextcloud);
	if (r == 0) {
		database_finish(database);
	}
	return r;
}
