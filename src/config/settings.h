/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Everything that the push server was told, already typed, and where each value came from.
 *
 * Sources, strongest first: command line, environment (a .env file fills gaps in it), NC_*
 * variables and config.php of Nextcloud, defaults. settings_load() reads all of them once at start;
 * afterwards a struct settings never changes and may be read from any thread.
 *
 * Strings are NUL-terminated views into the arena of the settings; NULL means "not given" where a
 * field says so. Values that came from PHP never hold a NUL byte (they would have been refused).
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <sys/types.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"

/* One name for each value that has a source of its own: the index into settings.origins. */
enum setting {
	SETTING_BIND,
	SETTING_PORT,
	SETTING_SOCKET_PATH,
	SETTING_SOCKET_PERMISSIONS,
	SETTING_SOCKET_OWNER,
	SETTING_SOCKET_GROUP,
	SETTING_TLS_CERT,
	SETTING_TLS_KEY,
	SETTING_METRICS_PORT,
	SETTING_METRICS_SOCKET_PATH,

	SETTING_DATABASE_KIND,
	SETTING_DATABASE_HOST,
	SETTING_DATABASE_PORT,
	SETTING_DATABASE_SOCKET,
	SETTING_DATABASE_USER,
	SETTING_DATABASE_PASSWORD,
	SETTING_DATABASE_NAME,
	SETTING_DATABASE_PATH,
	SETTING_DATABASE_PREFIX,
	SETTING_DATABASE_TLS,
	SETTING_DATABASE_TLS_CA,
	SETTING_DATABASE_TLS_CERT,
	SETTING_DATABASE_TLS_KEY,
	SETTING_DATABASE_TLS_CRL,
	SETTING_DATABASE_PARAMETERS,
	SETTING_DATABASE_SHARDING,

	SETTING_REDIS_KIND,
	SETTING_REDIS_NODES,
	SETTING_REDIS_USER,
	SETTING_REDIS_PASSWORD,
	SETTING_REDIS_INDEX,
	SETTING_REDIS_TLS,
	SETTING_REDIS_TLS_CA,
	SETTING_REDIS_TLS_CA_DIRECTORY,
	SETTING_REDIS_TLS_CERT,
	SETTING_REDIS_TLS_KEY,
	SETTING_REDIS_TLS_PEER_NAME,
	SETTING_REDIS_TLS_VERIFY_PEER,
	SETTING_REDIS_TLS_VERIFY_HOSTNAME,
	SETTING_REDIS_SENTINEL_MASTER,
	SETTING_REDIS_SENTINEL_USER,
	SETTING_REDIS_SENTINEL_PASSWORD,
	SETTING_CHANNEL_PREFIX,

	SETTING_NEXTCLOUD_URL,
	SETTING_NEXTCLOUD_CONNECT,
	SETTING_NEXTCLOUD_CA,
	SETTING_ALLOW_SELF_SIGNED,
	SETTING_USER_AGENT,

	SETTING_LOG_LEVEL,
	SETTING_ANSI,

	SETTING_MAX_DEBOUNCE_TIME,
	SETTING_MAX_CONNECTION_TIME,
	SETTING_DEBOUNCE_DISABLE,
	SETTING_USER_CONNECTION_LIMIT,
	SETTING_LOGIN_CONCURRENCY,
	SETTING_WORKERS,

	SETTING_COUNT
};

enum origin_kind {
	ORIGIN_DEFAULT,
	ORIGIN_FILE,   /* config.php or a fragment: name is its path */
	ORIGIN_ENV,    /* name is the variable, "PORT" or "NC_dbhost" */
	ORIGIN_OPTION, /* name is the option, "--port" */
};

struct origin {
	enum origin_kind kind;
	const char *name; /* NULL for a default */
	uint32_t line;    /* ORIGIN_FILE only, from 1; 0 = unknown */
	uint32_t column;
};

enum settings_action {
	SETTINGS_RUN,
	SETTINGS_CHECK,
	SETTINGS_HEALTHCHECK,
	SETTINGS_DUMP_CONFIG,
	SETTINGS_VERSION,
	SETTINGS_HELP,
};

struct settings_listen {
	const char *bind; /* a numeric address without brackets; NULL = "::", else "0.0.0.0" */
	uint16_t port;    /* 0 = the kernel chooses */
	const char *socket_path;   /* not NULL: replaces TCP */
	mode_t socket_permissions; /* 0660 */
	const char *socket_owner;  /* name or number; NULL = unchanged */
	const char *socket_group;  /* likewise */
	const char *tls_cert;      /* both files or none */
	const char *tls_key;
};

/* Bind address, permissions and TLS are those of the main listener. */
struct settings_metrics {
	uint16_t port;           /* 0 = off */
	const char *socket_path; /* not NULL: beats the port */
};

enum database_kind {
	DATABASE_SQLITE,
	DATABASE_MYSQL,
	DATABASE_PGSQL,
};

enum database_tls {
	DATABASE_TLS_DEFAULT, /* what the driver does when it is not told: TLS if offered,
				 unverified */
	DATABASE_TLS_DISABLE,
	DATABASE_TLS_REQUIRE,   /* encrypted, peer not verified */
	DATABASE_TLS_VERIFY_CA, /* chain verified, name not */
	DATABASE_TLS_VERIFY_FULL,
};

/* An extra connection parameter for libpq, such as application_name or options. */
struct database_parameter {
	const char *name;
	const char *value;
};

/*
 * Where and how to connect. Exactly one of socket and host counts: a socket that is not NULL wins
 * (file for MySQL, directory for PostgreSQL). Neither: PostgreSQL's own default place. For MySQL
 * the host "localhost" without a socket means TCP. TLS never applies to sockets (mode is DISABLE
 * then).
 */
struct database_server {
	const char *host;     /* name or bare address (no brackets); NULL = see above */
	uint16_t port;        /* never 0 for MySQL; 0 for PostgreSQL = its default (PGPORT, 5432) */
	const char *socket;   /* absolute path, or NULL */
	const char *user;     /* NULL = the library's default */
	const char *password; /* NULL = none given (PostgreSQL then looks into .pgpass) */
	const char *name;     /* of the database; NULL = the library's default */
};

/*
 * dbsharding of Nextcloud for oc_filecache: the join is done as two queries. The shard of a storage
 * is its id modulo count (any other mapper is refused by settings_load()).
 */
struct database_sharding {
	size_t count;                         /* 0 = not sharded */
	const struct database_server *shards; /* shard number = index; unset fields were filled in
						 from the main server */
	uint64_t from_shard_key;              /* storages below this id live in the main database */
};

struct settings_database {
	enum database_kind kind;
	struct database_server server; /* not for SQLite */
	const char *path;              /* SQLite: the file */
	bool read_only;                /* SQLite: mode=ro or immutable=1 was asked for */
	const char *prefix;            /* "oc_"; may be empty */
	enum database_tls tls;
	const char *tls_ca; /* file, or NULL */
	const char *tls_cert;
	const char *tls_key;
	const char *tls_crl;                         /* PostgreSQL only */
	const struct database_parameter *parameters; /* PostgreSQL only, names unique */
	size_t parameter_count;
	struct database_sharding sharding;
};

enum redis_kind {
	REDIS_SINGLE,
	REDIS_CLUSTER,
	REDIS_SENTINEL,
};

/* A socket that is not NULL wins over host and port. */
struct redis_node {
	const char *host; /* name or bare address, no brackets */
	uint16_t port;    /* never 0 for TCP */
	const char *socket;
};

/* TLS is used to TCP nodes only; Unix sockets stay plain. */
struct redis_tls {
	bool enabled;
	bool verify_peer;         /* false: any certificate */
	bool verify_hostname;     /* false: any name in a certificate that is else valid */
	const char *ca;           /* file; NULL = system store */
	const char *ca_directory; /* hashed directory (capath), or NULL */
	const char *cert;         /* both or none */
	const char *key;
	const char *peer_name; /* the name to expect instead of the host's, or NULL */
};

struct settings_redis {
	enum redis_kind kind;
	const struct redis_node *nodes; /* one; the seeds; or the sentinels. In the order given */
	size_t node_count;              /* never 0 */
	const char *user;               /* NULL = one-argument AUTH */
	const char *password;           /* NULL = no AUTH */
	uint32_t index;                 /* SELECT when not 0; to be ignored for a cluster */
	struct redis_tls tls;
	const char *sentinel_master;   /* REDIS_SENTINEL only */
	const char *sentinel_user;     /* for AUTH towards the sentinels, or NULL */
	const char *sentinel_password; /* likewise */
	const char *channel_prefix;    /* before every channel and key; "" = none */
};

struct settings_nextcloud {
	const char *url;          /* http(s), ends with '/', no user, query or fragment */
	const char *connect_host; /* connect here instead of the URL's host; NULL = off */
	uint16_t connect_port;    /* 0 = the URL's port; only with connect_host */
	const char *ca;           /* PEM file, or NULL = the system's store */
	bool allow_self_signed;   /* no verification at all */
	const char *user_agent;
};

struct settings_log {
	const char *spec; /* was checked; "warn" */
	bool no_ansi;     /* false: colours when the output is a terminal */
};

struct settings_limits {
	uint32_t max_debounce_s;
	uint32_t max_connection_s; /* 0 = unlimited */
	bool debounce_disable;
	uint32_t user_connections;
	uint32_t login_concurrency; /* 1 … 1024 */
	uint32_t workers;           /* 1 … 64; "auto" is resolved already */
};

/* A file that was read, for messages and for settings_watch_poll(). */
struct settings_file {
	const char *path;
	dev_t device; /* 0 when the file could not be opened */
	ino_t inode;
	off_t size;
	struct timespec modified;
};

struct settings {
	enum settings_action action;
	struct settings_listen listen;
	struct settings_metrics metrics;
	struct settings_database database;
	struct settings_redis redis;
	struct settings_nextcloud nextcloud;
	struct settings_log log;
	struct settings_limits limits;
	struct origin origins[SETTING_COUNT];

	const char *config_file; /* as given; NULL = none */
	bool glob_config;
	const char *php;                   /* --php PATH, or NULL */
	bool show_secrets;                 /* for settings_dump() */
	const struct settings_file *files; /* in the order read */
	size_t file_count;
	/* One line each, without level or newline; to be logged at warn when logging stands. */
	const char *const *warnings;
	size_t warning_count;
	const char *const *notes; /* the same for debug */
	size_t note_count;

	/* Copies of what we were started with: to start ourselves again, and to compare. Secrets!
	 */
	int argc;
	char *const *argv;    /* NULL-terminated */
	char *const *environ; /* NULL-terminated, with what a .env file added */
	size_t environ_given; /* entries of environ from here on come from .env */

	struct arena arena;
};

/* Exit statuses, and the positive results of settings_load(). */
#define SETTINGS_E_CONFIG 1 /* something needed is missing or wrong */
#define SETTINGS_E_SYNTAX 2 /* of the command line */

/*
 * Reads everything. SETTINGS need not be initialised; settings_deinit() is due whatever comes back.
 * 0: settings->action says what to do. For VERSION and HELP nothing else was read; for HEALTHCHECK
 * the listener's values only are sure (config.php was not read).
 * SETTINGS_E_CONFIG, SETTINGS_E_SYNTAX: ERROR holds the whole message, several lines, newline at
 * the end, no secret in it, coloured when COLOUR; print it on stderr and exit with that status.
 * -errno (-ENOMEM) otherwise.
 * Neither ARGV nor ENVIRONMENT is changed or kept. May block for a moment on files.
 */
NODISCARD int settings_load(int argc, char *const *argv, char *const *environment, bool colour,
	struct settings *ret_settings, struct buf *error);

/* Frees everything; what is secret is wiped first. */
void settings_deinit(struct settings *settings);

/*
 * Overwrites in the process' own ARGV the values that are secret (URLs with a password), so that
 * they no longer show in the process list. Use settings->argv from then on.
 */
void settings_hide_secrets(int argc, char **argv);

/*
 * Puts what .env added into the process' environment, for the libraries that look there
 * (http_proxy, PGHOST, SSL_CERT_FILE). Call before any thread starts. -ENOMEM.
 */
NODISCARD int settings_export_dotenv(const struct settings *settings);

/* What --dump-config prints: one setting a line, its value and its origin. */
void settings_dump(const struct settings *settings, struct buf *out);

/* The texts of --help and --version, newline at the end. */
void settings_help(struct buf *out);
void settings_version(struct buf *out);

/* "--port", "PORT in the environment", "/path/config.php:12", "default": to name a culprit. */
void origin_append(const struct origin *origin, struct buf *out);

/*
 * Tells when config.php changed since the start in something that matters. Belongs to one thread;
 * SETTINGS must outlive it. Zero-initialise, poll every few seconds (one stat a file unless
 * something changed; then the files are read and evaluated once, which takes about a millisecond
 * and waits for nobody), deinit at the end. With --php the files are not evaluated: any change
 * counts.
 */
struct settings_watch {
	uint64_t seen; /* fingerprint of the files at the last look */
	struct buf last;
};

/*
 * 1: one line (no newline) was put into NOTICE, to be logged; it names the settings and files.
 * 0: nothing new. Negative: -errno; a file that is broken for the moment is not an error.
 */
NODISCARD int settings_watch_poll(
	struct settings_watch *watch, const struct settings *settings, struct buf *notice);
void settings_watch_deinit(struct settings_watch *watch);

#endif
