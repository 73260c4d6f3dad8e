/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One line a setting: name, value, origin. A table says where in struct settings a value lives and
 * what type it has; the few that are more than a text or a number have a function of their own.
 */
#include "config/dump.h"

#include "config/database.h"
#include "config/secret.h"

enum dump_type {
	DUMP_TEXT,
	DUMP_SECRET,
	DUMP_BOOL,
	DUMP_U16,
	DUMP_U32,
	DUMP_OWN, /* by the function */
};

typedef void dump_fn(const struct settings *settings, struct buf *out);

struct dump_row {
	const char *name;
	enum dump_type type;
	size_t field;
	const char *absent; /* shown for NULL, or for 0 of a number */
	dump_fn *dump;
};

static void dump_database_kind(const struct settings *settings, struct buf *out)
{
	buf_append_cstr(out, database_kind_name(settings->database.kind));
}

static void dump_database_tls(const struct settings *settings, struct buf *out)
{
	buf_append_cstr(out, database_tls_name(settings->database.tls));
}

static void dump_parameters(const struct settings *settings, struct buf *out)
{
	for (size_t i = 0; i < settings->database.parameter_count; i++) {
		const struct database_parameter *parameter = &settings->database.parameters[i];

		buf_appendf(out, "%s%s=%s", i ? ", " : "", parameter->name, parameter->value);
	}
	buf_append_cstr(out, settings->database.parameter_count ? "" : "none");
}

static void dump_sharding(const struct settings *settings, struct buf *out)
{
	const struct database_sharding *sharding = &settings->database.sharding;

	buf_append_cstr(out, sharding->count ? "filecache over " : "none");
	for (size_t i = 0; i < sharding->count; i++) {
		const struct database_server *shard = &sharding->shards[i];

		buf_appendf(out, "%s%s", i ? ", " : "",
			shard->socket ? shard->socket
			: shard->host ? shard->host
				      : "default");
		if (!shard->socket && shard->port) {
			buf_appendf(out, ":%u", shard->port);
		}
	}
	if (sharding->from_shard_key) {
		buf_appendf(
			out, " from storage %llu on", (unsigned long long)sharding->from_shard_key);
	}
}

static void dump_redis_kind(const struct settings *settings, struct buf *out)
{
	static const char *const names[] = {"single", "cluster", "sentinel"};

	buf_append_cstr(out, names[settings->redis.kind]);
}

static void dump_nodes(const struct settings *settings, struct buf *out)
{
	for (size_t i = 0; i < settings->redis.node_count; i++) {
		const struct redis_node *node = &settings->redis.nodes[i];

		buf_append_cstr(out, i ? ", " : "");
		if (node->socket) {
			buf_append_cstr(out, node->socket);
		} else {
			bool v6 = strchr(node->host, ':') != NULL;

			buf_appendf(out, "%s%s%s:%u", v6 ? "[" : "", node->host, v6 ? "]" : "",
				node->port);
		}
	}
}

static void dump_permissions(const struct settings *settings, struct buf *out)
{
	buf_appendf(out, "%04o", settings->listen.socket_permissions);
}

static void dump_connect(const struct settings *settings, struct buf *out)
{
	const struct settings_nextcloud *nextcloud = &settings->nextcloud;

	if (!nextcloud->connect_host) {
		buf_append_cstr(out, "none");
		return;
	}
	buf_append_cstr(out, nextcloud->connect_host);
	if (nextcloud->connect_port) {
		buf_appendf(out, " port %u", nextcloud->connect_port);
	}
}

static void dump_ansi(const struct settings *settings, struct buf *out)
{
	buf_append_cstr(out, settings->log.no_ansi ? "never" : "on a terminal");
}

#define ROW(row_name, row_type, member, row_absent)                                                \
	{                                                                                          \
		.name = (row_name), .type = (row_type),                                            \
		.field = offsetof(struct settings, member), .absent = (row_absent)                 \
	}
#define OWN(row_name, fn)                                                                          \
	{                                                                                          \
		.name = (row_name), .type = DUMP_OWN, .dump = (fn)                                 \
	}

static const struct dump_row rows[SETTING_COUNT] = {
	[SETTING_BIND] = ROW("bind", DUMP_TEXT, listen.bind, ":: or else 0.0.0.0"),
	[SETTING_PORT] = ROW("port", DUMP_U16, listen.port, NULL),
	[SETTING_SOCKET_PATH] = ROW("socket path", DUMP_TEXT, listen.socket_path, "none"),
	[SETTING_SOCKET_PERMISSIONS] = OWN("socket permissions", dump_permissions),
	[SETTING_SOCKET_OWNER] = ROW("socket owner", DUMP_TEXT, listen.socket_owner, "unchanged"),
	[SETTING_SOCKET_GROUP] = ROW("socket group", DUMP_TEXT, listen.socket_group, "unchanged"),
	[SETTING_TLS_CERT] = ROW("tls cert", DUMP_TEXT, listen.tls_cert, "none"),
	[SETTING_TLS_KEY] = ROW("tls key", DUMP_TEXT, listen.tls_key, "none"),
	[SETTING_METRICS_PORT] = ROW("metrics port", DUMP_U16, metrics.port, "off"),
	[SETTING_METRICS_SOCKET_PATH] =
		ROW("metrics socket path", DUMP_TEXT, metrics.socket_path, "none"),
	[SETTING_DATABASE_KIND] = OWN("database kind", dump_database_kind),
	[SETTING_DATABASE_HOST] = ROW("database host", DUMP_TEXT, database.server.host, "none"),
	[SETTING_DATABASE_PORT] = ROW("database port", DUMP_U16, database.server.port, "default"),
	[SETTING_DATABASE_SOCKET] =
		ROW("database socket", DUMP_TEXT, database.server.socket, "none"),
	[SETTING_DATABASE_USER] = ROW("database user", DUMP_TEXT, database.server.user, "none"),
	[SETTING_DATABASE_PASSWORD] =
		ROW("database password", DUMP_SECRET, database.server.password, "none"),
	[SETTING_DATABASE_NAME] = ROW("database name", DUMP_TEXT, database.server.name, "none"),
	[SETTING_DATABASE_PATH] = ROW("database path", DUMP_TEXT, database.path, "none"),
	[SETTING_DATABASE_PREFIX] = ROW("database prefix", DUMP_TEXT, database.prefix, ""),
	[SETTING_DATABASE_TLS] = OWN("database tls", dump_database_tls),
	[SETTING_DATABASE_TLS_CA] = ROW("database tls ca", DUMP_TEXT, database.tls_ca, "none"),
	[SETTING_DATABASE_TLS_CERT] =
		ROW("database tls cert", DUMP_TEXT, database.tls_cert, "none"),
	[SETTING_DATABASE_TLS_KEY] = ROW("database tls key", DUMP_TEXT, database.tls_key, "none"),
	[SETTING_DATABASE_TLS_CRL] = ROW("database tls crl", DUMP_TEXT, database.tls_crl, "none"),
	[SETTING_DATABASE_PARAMETERS] = OWN("database parameters", dump_parameters),
	[SETTING_DATABASE_SHARDING] = OWN("database sharding", dump_sharding),
	[SETTING_REDIS_KIND] = OWN("redis kind", dump_redis_kind),
	[SETTING_REDIS_NODES] = OWN("redis nodes", dump_nodes),
	[SETTING_REDIS_USER] = ROW("redis user", DUMP_TEXT, redis.user, "none"),
	[SETTING_REDIS_PASSWORD] = ROW("redis password", DUMP_SECRET, redis.password, "none"),
	[SETTING_REDIS_INDEX] = ROW("redis database", DUMP_U32, redis.index, NULL),
	[SETTING_REDIS_TLS] = ROW("redis tls", DUMP_BOOL, redis.tls.enabled, NULL),
	[SETTING_REDIS_TLS_CA] = ROW("redis tls ca", DUMP_TEXT, redis.tls.ca, "system store"),
	[SETTING_REDIS_TLS_CA_DIRECTORY] =
		ROW("redis tls ca directory", DUMP_TEXT, redis.tls.ca_directory, "none"),
	[SETTING_REDIS_TLS_CERT] = ROW("redis tls cert", DUMP_TEXT, redis.tls.cert, "none"),
	[SETTING_REDIS_TLS_KEY] = ROW("redis tls key", DUMP_TEXT, redis.tls.key, "none"),
	[SETTING_REDIS_TLS_PEER_NAME] =
		ROW("redis tls peer name", DUMP_TEXT, redis.tls.peer_name, "the host"),
	[SETTING_REDIS_TLS_VERIFY_PEER] =
		ROW("redis tls verify peer", DUMP_BOOL, redis.tls.verify_peer, NULL),
	[SETTING_REDIS_TLS_VERIFY_HOSTNAME] =
		ROW("redis tls verify hostname", DUMP_BOOL, redis.tls.verify_hostname, NULL),
	[SETTING_REDIS_SENTINEL_MASTER] =
		ROW("redis sentinel master", DUMP_TEXT, redis.sentinel_master, "none"),
	[SETTING_REDIS_SENTINEL_USER] =
		ROW("redis sentinel user", DUMP_TEXT, redis.sentinel_user, "none"),
	[SETTING_REDIS_SENTINEL_PASSWORD] =
		ROW("redis sentinel password", DUMP_SECRET, redis.sentinel_password, "none"),
	[SETTING_CHANNEL_PREFIX] = ROW("channel prefix", DUMP_TEXT, redis.channel_prefix, ""),
	[SETTING_NEXTCLOUD_URL] = ROW("nextcloud url", DUMP_TEXT, nextcloud.url, "none"),
	[SETTING_NEXTCLOUD_CONNECT] = OWN("nextcloud connect", dump_connect),
	[SETTING_NEXTCLOUD_CA] = ROW("nextcloud ca", DUMP_TEXT, nextcloud.ca, "system store"),
	[SETTING_ALLOW_SELF_SIGNED] =
		ROW("allow self signed", DUMP_BOOL, nextcloud.allow_self_signed, NULL),
	[SETTING_USER_AGENT] = ROW("user agent", DUMP_TEXT, nextcloud.user_agent, NULL),
	[SETTING_LOG_LEVEL] = ROW("log level", DUMP_TEXT, log.spec, NULL),
	[SETTING_ANSI] = OWN("colours", dump_ansi),
	[SETTING_MAX_DEBOUNCE_TIME] =
		ROW("max debounce time", DUMP_U32, limits.max_debounce_s, NULL),
	[SETTING_MAX_CONNECTION_TIME] =
		ROW("max connection time", DUMP_U32, limits.max_connection_s, "unlimited"),
	[SETTING_DEBOUNCE_DISABLE] =
		ROW("debounce disable", DUMP_BOOL, limits.debounce_disable, NULL),
	[SETTING_USER_CONNECTION_LIMIT] =
		ROW("user connection limit", DUMP_U32, limits.user_connections, NULL),
	[SETTING_LOGIN_CONCURRENCY] =
		ROW("login concurrency", DUMP_U32, limits.login_concurrency, NULL),
	[SETTING_WORKERS] = ROW("workers", DUMP_U32, limits.workers, NULL),
};

const char *dump_name(enum setting setting)
{
	return rows[setting].name;
}

/* On one line, whatever the value holds. */
static void append_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < ' ' || c == 0x7F) {
			buf_appendf(out, "\\x%02x", c);
		} else {
			buf_append_byte(out, *text);
		}
	}
}

static void append_pointer(
	const struct dump_row *row, const char *text, bool show_secrets, struct buf *out)
{
	if (!text) {
		buf_append_cstr(out, row->absent ? row->absent : "none");
	} else if (row->type == DUMP_SECRET && *text && !show_secrets) {
		buf_append_cstr(out, SECRET_MASK);
	} else if (!*text) {
		buf_append_cstr(out, "(empty)");
	} else {
		append_text(out, text);
	}
}

static void append_number(const struct dump_row *row, uint32_t number, struct buf *out)
{
	if (number == 0 && row->absent) {
		buf_append_cstr(out, row->absent);
	} else {
		buf_append_u64(out, number);
	}
}

void dump_value(
	const struct settings *settings, enum setting setting, bool show_secrets, struct buf *out)
{
	const struct dump_row *row = &rows[setting];
	const void *field = (const char *)settings + row->field;

	switch (row->type) {
	case DUMP_TEXT:
	case DUMP_SECRET:
		append_pointer(row, *(const char *const *)field, show_secrets, out);
		break;
	case DUMP_BOOL:
		buf_append_cstr(out, *(const bool *)field ? "true" : "false");
		break;
	case DUMP_U16:
		append_number(row, *(const uint16_t *)field, out);
		break;
	case DUMP_U32:
		append_number(row, *(const uint32_t *)field, out);
		break;
	case DUMP_OWN:
	default:
		row->dump(settings, out);
		break;
	}
}

void settings_dump(const struct settings *settings, struct buf *out)
{
	for (size_t i = 0; i < settings->warning_count; i++) {
		buf_appendf(out, "# warning: %s\n", settings->warnings[i]);
	}
	for (size_t i = 0; i < settings->file_count; i++) {
		buf_appendf(out, "# read: %s\n", settings->files[i].path);
	}
	for (int i = 0; i < SETTING_COUNT; i++) {
		size_t start = out->len;

		buf_appendf(out, "%-26s = ", rows[i].name);
		dump_value(settings, (enum setting)i, settings->show_secrets, out);
		buf_appendf(out, "%*s  # ",
			(int)(out->len - start < 56 ? 56 - (out->len - start) : 0), "");
		origin_append(&settings->origins[i], out);
		buf_append_byte(out, '\n');
	}
}
