/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The table itself, and looking things up in it. Names, variables and defaults are a contract with
 * units, containers and scripts in the field: none may change.
 */
#include "config/options.h"

#include <strings.h>

#include "config/setters.h"

#define FIELD(path) .field = offsetof(struct settings, path)

const struct option option_table[OPTION_COUNT] = {
	[OPTION_GLOB_CONFIG] = {.name = "glob-config",
		.set = set_true,
		FIELD(glob_config),
		.help = "Also read the *.config.php files beside CONFIG_FILE, as Nextcloud does.",
		.group = GROUP_SOURCES,
		.setting = SETTING_COUNT},
	[OPTION_PHP] = {.name = "php",
		.argument = "PATH",
		.set = set_text,
		FIELD(php),
		.help = "Let this php evaluate the configuration instead of the built-in reader.",
		.group = GROUP_SOURCES,
		.setting = SETTING_COUNT},
	[OPTION_DATABASE_URL] = {.name = "database-url",
		.env = "DATABASE_URL",
		.argument = "URL",
		.help = "mysql://user:password@host/name, postgres://… or sqlite:///path.",
		.default_text = "from config.php",
		.secret = true,
		.group = GROUP_SOURCES,
		.setting = SETTING_DATABASE_KIND},
	[OPTION_DATABASE_PREFIX] = {.name = "database-prefix",
		.env = "DATABASE_PREFIX",
		.argument = "PREFIX",
		.set = set_any_text,
		FIELD(database.prefix),
		.help = "Prefix of the table names.",
		.default_text = "from config.php, or oc_",
		.group = GROUP_SOURCES,
		.setting = SETTING_DATABASE_PREFIX},
	[OPTION_REDIS_URL] = {.name = "redis-url",
		.env = "REDIS_URL",
		.argument = "URL",
		.help = "redis://, rediss://, redis+unix:// or redis+sentinel://. Give it several "
			"times for the seeds of a cluster.",
		.default_text = "from config.php",
		.secret = true,
		.group = GROUP_REDIS,
		.setting = SETTING_REDIS_NODES},
	[OPTION_REDIS_TLS_CERT] = {.name = "redis-tls-cert",
		.env = "REDIS_TLS_CERT",
		.argument = "FILE",
		.help = "Client certificate for a rediss:// URL.",
		.group = GROUP_REDIS,
		.setting = SETTING_REDIS_TLS_CERT},
	[OPTION_REDIS_TLS_KEY] = {.name = "redis-tls-key",
		.env = "REDIS_TLS_KEY",
		.argument = "FILE",
		.help = "Its private key.",
		.group = GROUP_REDIS,
		.setting = SETTING_REDIS_TLS_KEY},
	[OPTION_REDIS_TLS_CA] = {.name = "redis-tls-ca",
		.env = "REDIS_TLS_CA",
		.argument = "FILE",
		.help = "Certificate authority of a rediss:// URL.",
		.default_text = "the system's store",
		.group = GROUP_REDIS,
		.setting = SETTING_REDIS_TLS_CA},
	[OPTION_REDIS_TLS_DONT_VALIDATE_HOSTNAME] = {.name = "redis-tls-dont-validate-hostname",
		.env = "REDIS_TLS_DONT_VALIDATE_HOSTNAME",
		.help = "Accept a certificate of Redis that is valid for another name.",
		.group = GROUP_REDIS,
		.setting = SETTING_REDIS_TLS_VERIFY_HOSTNAME},
	[OPTION_REDIS_TLS_INSECURE] = {.name = "redis-tls-insecure",
		.env = "REDIS_TLS_INSECURE",
		.help = "Accept any certificate of Redis.",
		.group = GROUP_REDIS,
		.setting = SETTING_REDIS_TLS_VERIFY_PEER},
	[OPTION_CHANNEL_PREFIX] = {.name = "channel-prefix",
		.env = "CHANNEL_PREFIX",
		.argument = "PREFIX",
		.set = set_any_text,
		FIELD(redis.channel_prefix),
		.help = "Put before every Redis channel and key, so that several Nextclouds can "
			"share one Redis.",
		.default_text = "notify_push_prefix of config.php, or none",
		.group = GROUP_REDIS,
		.setting = SETTING_CHANNEL_PREFIX},
	[OPTION_NEXTCLOUD_URL] = {.name = "nextcloud-url",
		.env = "NEXTCLOUD_URL",
		.argument = "URL",
		.help = "Where this server reaches Nextcloud.",
		.default_text = "overwrite.cli.url of config.php",
		.group = GROUP_NEXTCLOUD,
		.setting = SETTING_NEXTCLOUD_URL},
	[OPTION_NEXTCLOUD_CONNECT] = {.name = "nextcloud-connect",
		.env = "NEXTCLOUD_CONNECT",
		.argument = "HOST:PORT",
		.set = set_nextcloud_connect,
		.help = "Connect there, while URL, Host header and certificate name stay those of "
			"the Nextcloud URL.",
		.group = GROUP_NEXTCLOUD,
		.setting = SETTING_NEXTCLOUD_CONNECT},
	[OPTION_NEXTCLOUD_CA] = {.name = "nextcloud-ca",
		.env = "NEXTCLOUD_CA",
		.argument = "FILE",
		.set = set_text,
		FIELD(nextcloud.ca),
		.help = "Certificate authority (PEM) of Nextcloud.",
		.default_text = "the system's store",
		.group = GROUP_NEXTCLOUD,
		.setting = SETTING_NEXTCLOUD_CA},
	[OPTION_ALLOW_SELF_SIGNED] = {.name = "allow-self-signed",
		.env = "ALLOW_SELF_SIGNED",
		.set = set_true,
		FIELD(nextcloud.allow_self_signed),
		.help = "Accept any certificate of Nextcloud.",
		.group = GROUP_NEXTCLOUD,
		.setting = SETTING_ALLOW_SELF_SIGNED},
	[OPTION_USER_AGENT] = {.name = "user-agent",
		.env = "USER_AGENT",
		.argument = "TEXT",
		.set = set_user_agent,
		FIELD(nextcloud.user_agent),
		.help = "How requests to Nextcloud introduce themselves.",
		.default_text = "notify_push/" NOTIFY_PUSH_VERSION,
		.group = GROUP_NEXTCLOUD,
		.setting = SETTING_USER_AGENT},
	[OPTION_PORT] = {.name = "port",
		.letter = 'p',
		.env = "PORT",
		.argument = "PORT",
		.set = set_port,
		FIELD(listen.port),
		.help = "TCP port to listen on.",
		.default_text = "7867",
		.group = GROUP_LISTEN,
		.setting = SETTING_PORT},
	[OPTION_BIND] = {.name = "bind",
		.env = "BIND",
		.argument = "IP",
		.set = set_bind,
		FIELD(listen.bind),
		.help = "Address to listen on.",
		.default_text = "::, else 0.0.0.0",
		.group = GROUP_LISTEN,
		.setting = SETTING_BIND},
	[OPTION_SOCKET_PATH] = {.name = "socket-path",
		.env = "SOCKET_PATH",
		.argument = "PATH",
		.set = set_socket_path,
		FIELD(listen.socket_path),
		.help = "Listen on this Unix socket instead of TCP.",
		.group = GROUP_LISTEN,
		.setting = SETTING_SOCKET_PATH},
	[OPTION_SOCKET_PERMISSIONS] = {.name = "socket-permissions",
		.env = "SOCKET_PERMISSIONS",
		.argument = "MODE",
		.set = set_socket_permissions,
		.help = "Mode of the socket file, in octal.",
		.default_text = "0660",
		.group = GROUP_LISTEN,
		.setting = SETTING_SOCKET_PERMISSIONS},
	[OPTION_SOCKET_OWNER] = {.name = "socket-owner",
		.env = "SOCKET_OWNER",
		.argument = "USER",
		.set = set_text,
		FIELD(listen.socket_owner),
		.help = "Owner of the socket file.",
		.default_text = "unchanged",
		.group = GROUP_LISTEN,
		.setting = SETTING_SOCKET_OWNER},
	[OPTION_SOCKET_GROUP] = {.name = "socket-group",
		.env = "SOCKET_GROUP",
		.argument = "GROUP",
		.set = set_text,
		FIELD(listen.socket_group),
		.help = "Group of the socket file.",
		.default_text = "unchanged",
		.group = GROUP_LISTEN,
		.setting = SETTING_SOCKET_GROUP},
	[OPTION_METRICS_PORT] = {.name = "metrics-port",
		.letter = 'm',
		.env = "METRICS_PORT",
		.argument = "PORT",
		.set = set_port,
		FIELD(metrics.port),
		.help = "Serve Prometheus metrics on this port.",
		.default_text = "off",
		.group = GROUP_LISTEN,
		.setting = SETTING_METRICS_PORT},
	[OPTION_METRICS_SOCKET_PATH] = {.name = "metrics-socket-path",
		.env = "METRICS_SOCKET_PATH",
		.argument = "PATH",
		.set = set_socket_path,
		FIELD(metrics.socket_path),
		.help = "Serve the metrics on this Unix socket; beats the metrics port.",
		.default_text = "off",
		.group = GROUP_LISTEN,
		.setting = SETTING_METRICS_SOCKET_PATH},
	[OPTION_TLS_CERT] = {.name = "tls-cert",
		.env = "TLS_CERT",
		.argument = "FILE",
		.set = set_text,
		FIELD(listen.tls_cert),
		.help = "Certificate chain (PEM), to listen with TLS. Refused by this version.",
		.group = GROUP_LISTEN,
		.setting = SETTING_TLS_CERT},
	[OPTION_TLS_KEY] = {.name = "tls-key",
		.env = "TLS_KEY",
		.argument = "FILE",
		.set = set_text,
		FIELD(listen.tls_key),
		.help = "Its private key.",
		.group = GROUP_LISTEN,
		.setting = SETTING_TLS_KEY},
	[OPTION_MAX_DEBOUNCE_TIME] = {.name = "max-debounce-time",
		.env = "MAX_DEBOUNCE_TIME",
		.argument = "SECONDS",
		.set = set_number,
		FIELD(limits.max_debounce_s),
		.min = 0,
		.max = 3600,
		.help = "Longest time for which repeated messages are held together.",
		.default_text = "15",
		.group = GROUP_LIMITS,
		.setting = SETTING_MAX_DEBOUNCE_TIME},
	[OPTION_DEBOUNCE_DISABLE] = {.env = "DEBOUNCE_DISABLE",
		.any_value = true,
		.set = set_true,
		FIELD(limits.debounce_disable),
		.help = "Set to anything: send every message at once.",
		.group = GROUP_LIMITS,
		.setting = SETTING_DEBOUNCE_DISABLE},
	[OPTION_MAX_CONNECTION_TIME] = {.name = "max-connection-time",
		.env = "MAX_CONNECTION_TIME",
		.argument = "SECONDS",
		.set = set_number,
		FIELD(limits.max_connection_s),
		.min = 0,
		.max = UINT32_MAX,
		.help = "Close a connection after this time; 0 is never.",
		.default_text = "0",
		.group = GROUP_LIMITS,
		.setting = SETTING_MAX_CONNECTION_TIME},
	[OPTION_USER_CONNECTION_LIMIT] = {.name = "user-connection-limit",
		.env = "USER_CONNECTION_LIMIT",
		.argument = "N",
		.set = set_number,
		FIELD(limits.user_connections),
		.min = 1,
		.max = 1000000,
		.help = "Most connections of one user.",
		.default_text = "64",
		.group = GROUP_LIMITS,
		.setting = SETTING_USER_CONNECTION_LIMIT},
	[OPTION_LOGIN_CONCURRENCY] = {.name = "login-concurrency",
		.env = "LOGIN_CONCURRENCY",
		.argument = "N",
		.set = set_number,
		FIELD(limits.login_concurrency),
		.min = 1,
		.max = 1024,
		.help = "Most logins that are checked with Nextcloud at a time.",
		.default_text = "16",
		.group = GROUP_LIMITS,
		.setting = SETTING_LOGIN_CONCURRENCY},
	[OPTION_WORKERS] = {.name = "workers",
		.env = "WORKERS",
		.argument = "N",
		.set = set_workers,
		.min = 1,
		.max = 64,
		.help = "Threads that serve connections; auto is one for each core.",
		.default_text = "1",
		.group = GROUP_LIMITS,
		.setting = SETTING_WORKERS},
	[OPTION_LOG_LEVEL] = {.name = "log-level",
		.env = "LOG",
		.argument = "SPEC",
		.set = set_log_level,
		FIELD(log.spec),
		.help = "off, error, warn, info, debug, trace, or target=level,… . RUST_LOG is "
			"read "
			"where LOG is unset.",
		.default_text = "warn",
		.group = GROUP_OTHER,
		.setting = SETTING_LOG_LEVEL},
	[OPTION_NO_ANSI] = {.name = "no-ansi",
		.env = "NO_ANSI",
		.set = set_true,
		FIELD(log.no_ansi),
		.help = "No colours. NO_COLOR does the same.",
		.group = GROUP_OTHER,
		.setting = SETTING_ANSI},
	[OPTION_DUMP_CONFIG] = {.name = "dump-config",
		.set = set_dump_config,
		.help = "Print every setting and where it came from, then exit.",
		.group = GROUP_OTHER,
		.setting = SETTING_COUNT},
	[OPTION_SHOW_SECRETS] = {.name = "show-secrets",
		.set = set_true,
		FIELD(show_secrets),
		.help = "With --dump-config: do not mask passwords.",
		.group = GROUP_OTHER,
		.setting = SETTING_COUNT},
	[OPTION_VERSION] = {.name = "version",
		.letter = 'V',
		.help = "Print the version.",
		.group = GROUP_OTHER,
		.setting = SETTING_COUNT},
	[OPTION_HELP] = {.name = "help",
		.letter = 'h',
		.help = "Print this help.",
		.group = GROUP_OTHER,
		.setting = SETTING_COUNT},
};

const struct option *option_by_name(struct str name)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (option_table[i].name && str_equals(str_from_cstr(option_table[i].name), name)) {
			return &option_table[i];
		}
	}
	return NULL;
}

const struct option *option_by_letter(char letter)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (option_table[i].letter && option_table[i].letter == letter) {
			return &option_table[i];
		}
	}
	return NULL;
}

#define SUGGEST_MAX 40U

/* Edit distance (insert, delete, replace), two rows of the classic table. Both at most SUGGEST_MAX.
 */
static unsigned edit_distance(struct str a, struct str b)
{
	unsigned row[SUGGEST_MAX + 1];

	for (unsigned j = 0; j <= b.len; j++) {
		row[j] = j;
	}
	for (unsigned i = 1; i <= a.len; i++) {
		unsigned diagonal = row[0];

		row[0] = i;
		for (unsigned j = 1; j <= b.len; j++) {
			unsigned replace = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
			unsigned shift = MIN_OF(row[j], row[j - 1]) + 1;

			diagonal = row[j];
			row[j] = MIN_OF(replace, shift);
		}
	}
	return row[b.len];
}

const struct option *option_suggest(struct str name)
{
	const struct option *best = NULL;
	unsigned best_distance = 0;

	if (name.len > SUGGEST_MAX) {
		return NULL;
	}
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		unsigned distance;

		if (!option_table[i].name) {
			continue;
		}
		distance = edit_distance(name, str_from_cstr(option_table[i].name));
		if (!best || distance < best_distance) {
			best = &option_table[i];
			best_distance = distance;
		}
	}
	/* More than a third of the letters wrong is another word. */
	return best && best_distance <= MAX_OF(name.len / 3, 2U) ? best : NULL;
}

int option_parse_bool(const char *value)
{
	static const char *const words[] = {"0", "1", "false", "true", "no", "yes", "off", "on"};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (strcasecmp(value, words[i]) == 0) {
			return (int)(i % 2);
		}
	}
	return -1;
}
