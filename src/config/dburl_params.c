/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which parameters a kind of database knows is a table: the name, and what to do with the value.
 * The names are those of the client libraries, so that URLs of other programs work here.
 */
#include "config/dburl_params.h"

#include <strings.h>

#include "config/dburl.h"

/* 0, or the result of failing. */
typedef int param_fn(struct dburl *dburl, struct str name, const char *value);

struct param {
	const char *name;
	param_fn *take; /* NULL: known, without meaning here */
};

int dburl_fail(struct dburl *dburl, const char *what)
{
	return loader_fail_value(dburl->loader, dburl->origin,
		"invalid database configuration: %s (in the database URL)", what);
}

int dburl_decode(
	struct dburl *dburl, struct str text, enum url_decode_mode mode, const char **ret_text)
{
	struct buf decoded = BUF_NULL;
	int r = 0;

	url_decode(&decoded, text, mode);
	if (buf_status(&decoded) != 0) {
		dburl->loader->out_of_memory = true;
	} else if (str_find_byte(buf_str(&decoded), '\0') >= 0) {
		r = dburl_fail(dburl, "it holds a NUL byte (%00)");
	} else {
		*ret_text = loader_keep(dburl->loader, buf_str(&decoded));
	}
	buf_deinit_secret(&decoded);
	return r;
}

static void set_origin(struct dburl *dburl, enum setting setting)
{
	loader_origin(dburl->loader, setting, dburl->origin);
}

static int take_tls_mode(struct dburl *dburl, struct str name, const char *value)
{
	static const struct {
		const char *name;
		enum database_tls mode;
	} modes[] = {
		{"disabled", DATABASE_TLS_DISABLE},
		{"disable", DATABASE_TLS_DISABLE},
		{"preferred", DATABASE_TLS_DEFAULT},
		{"prefer", DATABASE_TLS_DEFAULT},
		{"allow", DATABASE_TLS_DEFAULT},
		{"required", DATABASE_TLS_REQUIRE},
		{"require", DATABASE_TLS_REQUIRE},
		{"verify_ca", DATABASE_TLS_VERIFY_CA},
		{"verify_identity", DATABASE_TLS_VERIFY_FULL},
		{"verify_full", DATABASE_TLS_VERIFY_FULL},
	};
	char plain[32];
	size_t len = strlen(value);

	(void)name;
	for (size_t i = 0; i <= len && i < sizeof(plain); i++) {
		plain[i] = value[i];
		if (plain[i] == '-') {
			plain[i] = '_';
		}
	}
	for (size_t i = 0; len < sizeof(plain) && i < ARRAY_SIZE(modes); i++) {
		if (strcasecmp(plain, modes[i].name) == 0) {
			dburl->database->tls = modes[i].mode;
			dburl->mode_given = true;
			set_origin(dburl, SETTING_DATABASE_TLS);
			return 0;
		}
	}
	(void)loader_fail_value(dburl->loader, dburl->origin,
		"invalid database configuration: '%s' is no TLS mode", value);
	loader_hint(dburl->loader,
		"use disabled, preferred, required, verify_ca or verify_identity for MySQL; "
		"disable, prefer, require, verify-ca or verify-full for PostgreSQL");
	return dburl->origin->kind == ORIGIN_OPTION ? SETTINGS_E_SYNTAX : SETTINGS_E_CONFIG;
}

static int take_tls_ca(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->tls_ca = value;
	set_origin(dburl, SETTING_DATABASE_TLS_CA);
	return 0;
}

static int take_tls_cert(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->tls_cert = value;
	set_origin(dburl, SETTING_DATABASE_TLS_CERT);
	return 0;
}

static int take_tls_key(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->tls_key = value;
	set_origin(dburl, SETTING_DATABASE_TLS_KEY);
	return 0;
}

static int take_tls_crl(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->tls_crl = value;
	set_origin(dburl, SETTING_DATABASE_TLS_CRL);
	return 0;
}

static int take_socket(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->server.socket = value;
	set_origin(dburl, SETTING_DATABASE_SOCKET);
	return value[0] == '/' ? 0 : dburl_fail(dburl, "it has a socket that is no absolute path");
}

static int take_host(struct dburl *dburl, struct str name, const char *value)
{
	if (value[0] == '/') {
		return take_socket(dburl, name, value);
	}
	dburl->database->server.host = value;
	return 0;
}

static int take_port(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	set_origin(dburl, SETTING_DATABASE_PORT);
	return str_to_u16(str_from_cstr(value), &dburl->database->server.port)
		       ? 0
		       : dburl_fail(dburl, "it has a parameter 'port' that is no port");
}

static int take_name(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->server.name = value;
	return 0;
}

static int take_user(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->server.user = value;
	return 0;
}

static int take_password(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	dburl->database->server.password = value;
	return 0;
}

/* A parameter that libpq takes under its own name; the last one counts. */
static int add_parameter(struct dburl *dburl, const char *name, const char *value)
{
	struct settings_database *database = dburl->database;
	struct database_parameter *parameters = (struct database_parameter *)database->parameters;

	for (size_t i = 0; i < database->parameter_count; i++) {
		if (strcmp(parameters[i].name, name) == 0) {
			parameters[i].value = value;
			return 0;
		}
	}
	parameters = loader_grow(
		dburl->loader, parameters, database->parameter_count, sizeof(*parameters));
	if (parameters) {
		parameters[database->parameter_count++] = (struct database_parameter){name, value};
		database->parameters = parameters;
		set_origin(dburl, SETTING_DATABASE_PARAMETERS);
	}
	return 0;
}

static int take_parameter(struct dburl *dburl, struct str name, const char *value)
{
	return add_parameter(dburl, loader_keep(dburl->loader, name), value);
}

static const char *parameter_value(const struct settings_database *database, const char *name)
{
	for (size_t i = 0; i < database->parameter_count; i++) {
		if (strcmp(database->parameters[i].name, name) == 0) {
			return database->parameters[i].value;
		}
	}
	return NULL;
}

/* options[search_path]=x becomes "-c search_path=x" among the options. */
static int take_option(struct dburl *dburl, struct str name, const char *value)
{
	struct str setting = str_first(str_skip(name, 8), name.len - 9);
	const char *before = parameter_value(dburl->database, "options");
	struct buf escaped = BUF_NULL;

	/* libpq splits the options at blanks; a backslash keeps one. */
	for (const char *c = value; *c; c++) {
		if (*c == ' ' || *c == '\\') {
			buf_append_byte(&escaped, '\\');
		}
		buf_append_byte(&escaped, *c);
	}
	value = loader_keepf(dburl->loader, "%s%s-c %.*s=%.*s", before ? before : "",
		before ? " " : "", STR_ARG(setting), STR_ARG(buf_str(&escaped)));
	dburl->loader->out_of_memory |= buf_status(&escaped) != 0;
	buf_deinit(&escaped);
	return add_parameter(dburl, "options", value);
}

/* PostgreSQL tries without TLS first then: only the driver can do that. */
static int take_pgsql_mode(struct dburl *dburl, struct str name, const char *value)
{
	int r = take_tls_mode(dburl, name, value);

	return r == 0 && strcasecmp(value, "allow") == 0 ? add_parameter(dburl, "sslmode", "allow")
							 : r;
}

static int take_sqlite_mode(struct dburl *dburl, struct str name, const char *value)
{
	(void)name;
	if (strcmp(value, "memory") == 0) {
		return dburl_fail(
			dburl, "it asks for a database in memory, which nobody else can see");
	}
	if (strcmp(value, "ro") == 0) {
		dburl->database->read_only = true;
		return 0;
	}
	return strcmp(value, "rw") == 0 || strcmp(value, "rwc") == 0
		       ? 0
		       : dburl_fail(dburl, "it has a mode that is none of ro, rw, rwc");
}

static int take_immutable(struct dburl *dburl, struct str name, const char *value)
{
	int on = option_parse_bool(value);

	(void)name;
	if (on < 0) {
		return dburl_fail(
			dburl, "it has a parameter 'immutable' that is neither true nor false");
	}
	dburl->database->read_only |= on > 0;
	return 0;
}

static const struct param mysql_params[] = {
	{"ssl-mode", take_tls_mode},
	{"sslmode", take_tls_mode},
	{"ssl-ca", take_tls_ca},
	{"sslca", take_tls_ca},
	{"ssl-cert", take_tls_cert},
	{"sslcert", take_tls_cert},
	{"ssl-key", take_tls_key},
	{"sslkey", take_tls_key},
	{"socket", take_socket},
	{"charset", NULL},
	{"collation", NULL},
	{"timezone", NULL},
	{"time-zone", NULL},
	{"statement-cache-capacity", NULL},
	{NULL, NULL},
};

static const struct param pgsql_params[] = {
	{"sslmode", take_pgsql_mode},
	{"ssl-mode", take_pgsql_mode},
	{"sslrootcert", take_tls_ca},
	{"ssl-root-cert", take_tls_ca},
	{"ssl-ca", take_tls_ca},
	{"sslcert", take_tls_cert},
	{"ssl-cert", take_tls_cert},
	{"sslkey", take_tls_key},
	{"ssl-key", take_tls_key},
	{"sslcrl", take_tls_crl},
	{"host", take_host},
	{"hostaddr", take_parameter},
	{"port", take_port},
	{"dbname", take_name},
	{"user", take_user},
	{"password", take_password},
	{"application_name", take_parameter},
	{"options", take_parameter},
	{"statement-cache-capacity", NULL},
	{NULL, NULL},
};

static const struct param sqlite_params[] = {
	{"mode", take_sqlite_mode},
	{"immutable", take_immutable},
	{"cache", NULL},
	{"vfs", NULL},
	{NULL, NULL},
};

static const struct param *find_param(const struct param *params, struct str name)
{
	for (; params->name; params++) {
		if (str_equals(str_from_cstr(params->name), name)) {
			return params;
		}
	}
	return NULL;
}

/* A parameter that nobody knows. */
static int refuse_param(struct dburl *dburl, struct str name)
{
	if (dburl->database->kind == DATABASE_SQLITE) {
		return loader_fail_value(dburl->loader, dburl->origin,
			"invalid database configuration: unknown parameter '%.*s' in the URL",
			STR_ARG(name));
	}
	loader_warn(dburl->loader, "%s: parameter '%.*s' of the database URL is not known, ignored",
		dburl->origin->name, STR_ARG(name));
	return 0;
}

static int take_param(
	struct dburl *dburl, const struct param *params, struct str raw_name, struct str raw_value)
{
	const char *name_text = "";
	const char *value = "";
	const struct param *param;
	struct str name;
	int r = dburl_decode(dburl, raw_name, URL_FORM, &name_text);

	r = r ? r : dburl_decode(dburl, raw_value, URL_FORM, &value);
	if (r != 0) {
		return r;
	}
	name = str_from_cstr(name_text);
	if (params == pgsql_params && name.len > 9 && str_has_prefix(name, STR_LIT("options[")) &&
		name.ptr[name.len - 1] == ']') {
		return take_option(dburl, name, value);
	}
	param = find_param(params, name);
	if (!param) {
		return refuse_param(dburl, name);
	}
	return param->take ? param->take(dburl, name, value) : 0;
}

int dburl_take_host(struct dburl *dburl, const char *host)
{
	return take_host(dburl, STR_NULL, host);
}

int dburl_take_params(struct dburl *dburl, struct str query)
{
	static const struct param *const tables[] = {
		[DATABASE_SQLITE] = sqlite_params,
		[DATABASE_MYSQL] = mysql_params,
		[DATABASE_PGSQL] = pgsql_params,
	};
	const struct param *params = tables[dburl->database->kind];
	struct str name;
	struct str value;
	int r = 0;

	while (r == 0 && url_next_param(&query, &name, &value)) {
		r = take_param(dburl, params, name, value);
	}
	return r;
}
