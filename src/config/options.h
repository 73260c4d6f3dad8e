/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The one table of everything that can be said on the command line or in the environment. It drives
 * parsing, --help, the reading of the environment, and the suggestions for misspelt options; the
 * man page and the shell completions are checked against it by tests.
 */
#ifndef CONFIG_OPTIONS_H
#define CONFIG_OPTIONS_H

#include "config/settings.h"

enum option_id {
	OPTION_GLOB_CONFIG,
	OPTION_PHP,
	OPTION_DATABASE_URL,
	OPTION_DATABASE_PREFIX,
	OPTION_REDIS_URL,
	OPTION_REDIS_TLS_CERT,
	OPTION_REDIS_TLS_KEY,
	OPTION_REDIS_TLS_CA,
	OPTION_REDIS_TLS_DONT_VALIDATE_HOSTNAME,
	OPTION_REDIS_TLS_INSECURE,
	OPTION_CHANNEL_PREFIX,
	OPTION_NEXTCLOUD_URL,
	OPTION_NEXTCLOUD_CONNECT,
	OPTION_NEXTCLOUD_CA,
	OPTION_ALLOW_SELF_SIGNED,
	OPTION_USER_AGENT,
	OPTION_PORT,
	OPTION_BIND,
	OPTION_SOCKET_PATH,
	OPTION_SOCKET_PERMISSIONS,
	OPTION_SOCKET_OWNER,
	OPTION_SOCKET_GROUP,
	OPTION_METRICS_PORT,
	OPTION_METRICS_SOCKET_PATH,
	OPTION_TLS_CERT,
	OPTION_TLS_KEY,
	OPTION_MAX_DEBOUNCE_TIME,
	OPTION_DEBOUNCE_DISABLE,
	OPTION_MAX_CONNECTION_TIME,
	OPTION_USER_CONNECTION_LIMIT,
	OPTION_LOGIN_CONCURRENCY,
	OPTION_WORKERS,
	OPTION_LOG_LEVEL,
	OPTION_NO_ANSI,
	OPTION_DUMP_CONFIG,
	OPTION_SHOW_SECRETS,
	OPTION_VERSION,
	OPTION_HELP,
	OPTION_COUNT
};

enum option_group {
	GROUP_SOURCES,
	GROUP_REDIS,
	GROUP_NEXTCLOUD,
	GROUP_LISTEN,
	GROUP_LIMITS,
	GROUP_OTHER,
	GROUP_COUNT
};

struct option;

/*
 * Takes VALUE ("true" or "false" for a flag) into SETTINGS. NULL, or what is wrong with the value
 * as the end of a sentence "--port: 'x' …" (static text). VALUE outlives the settings.
 */
typedef const char *option_set_fn(
	const struct option *option, struct settings *settings, const char *value);

struct option {
	const char *name;         /* without the dashes; NULL = environment only */
	char letter;              /* -p, or 0 */
	bool secret;              /* the value may hold a password */
	bool any_value;           /* flag in the environment: any text turns it on */
	const char *env;          /* NULL = command line only */
	const char *argument;     /* placeholder in the help; NULL = a flag */
	const char *help;         /* one or more sentences */
	const char *default_text; /* for the help, or NULL */
	option_set_fn *set;       /* NULL: settings.c deals with it */
	size_t field;             /* of struct settings, for the generic setters */
	uint32_t min;             /* bounds for numbers */
	uint32_t max;
	enum option_group group;
	enum setting setting; /* whose origin it decides; SETTING_COUNT = none */
};

extern const struct option option_table[OPTION_COUNT];

/* The option called NAME (no dashes), or NULL. */
const struct option *option_by_name(struct str name);
const struct option *option_by_letter(char letter);

/* The option whose name is most like NAME, or NULL when none is near. */
const struct option *option_suggest(struct str name);

/* True for "1 true yes on", false for "0 false no off" (any case); -1 for anything else. */
int option_parse_bool(const char *value);

#endif
