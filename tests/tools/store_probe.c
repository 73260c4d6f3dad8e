/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The store on a terminal, for tests: store_probe KEY=VALUE… opens one connection and then obeys
 * the commands on its standard input, one a line:
 *
 *	users NUMBER    row HEX HEX (user, path) for each, then ok COUNT BYTES
 *	mounts HEX      mount NUMBER HEX for each, then ok COUNT BYTES
 *	count NUMBER    like users, without the rows; ok COUNT BYTES MICROSECONDS
 *	ping            ok 0 0
 *
 * A failure is one line: error NAME TEXT. The password comes from STORE_PROBE_PASSWORD. "shard="
 *adds a shard that is a copy of the main server as given so far; shard_port and shard_name change
 *it.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "store/store.h"

#define MAX_SHARDS     8
#define MAX_PARAMETERS 8

struct probe {
	struct store_options options;
	struct store_server shards[MAX_SHARDS];
	struct store_parameter parameters[MAX_PARAMETERS];
	struct store_conn *conn;
	struct store_rows rows;
	struct store_mounts mounts;
};

static const char *error_name(int r)
{
	static const char *const names[] = {
		[STORE_E_UNREACHABLE] = "UNREACHABLE",
		[STORE_E_TLS] = "TLS",
		[STORE_E_AUTH] = "AUTH",
		[STORE_E_NO_DATABASE] = "NO_DATABASE",
		[STORE_E_NO_TABLE] = "NO_TABLE",
		[STORE_E_DENIED] = "DENIED",
		[STORE_E_TIMEOUT] = "TIMEOUT",
		[STORE_E_TOO_BIG] = "TOO_BIG",
		[STORE_E_OTHER] = "OTHER",
	};

	return r < 0 ? strerrorname_np(-r) : names[r];
}

static void print_error(int r, struct str text)
{
	(void)printf("error %s %.*s\n", error_name(r), STR_ARG(text));
	(void)fflush(stdout);
}

static void print_hex(struct str text)
{
	(void)putchar(' ');
	for (size_t i = 0; i < text.len; i++) {
		(void)printf("%02x", (unsigned char)text.ptr[i]);
	}
	if (text.len == 0) {
		(void)putchar('-');
	}
}

static enum store_kind to_kind(const char *value)
{
	for (enum store_kind kind = STORE_SQLITE; kind <= STORE_PGSQL; kind++) {
		if (strcmp(value, store_kind_name(kind)) == 0) {
			return kind;
		}
	}
	(void)fprintf(stderr, "store_probe: no kind %s\n", value);
	exit(2);
}

static enum store_tls_mode to_tls_mode(const char *value)
{
	static const char *const names[] = {
		[STORE_TLS_DEFAULT] = "default",
		[STORE_TLS_DISABLE] = "disable",
		[STORE_TLS_REQUIRE] = "require",
		[STORE_TLS_VERIFY_CA] = "verify-ca",
		[STORE_TLS_VERIFY_FULL] = "verify-full",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (strcmp(value, names[i]) == 0) {
			return (enum store_tls_mode)i;
		}
	}
	(void)fprintf(stderr, "store_probe: no mode %s\n", value);
	exit(2);
}

/* A text option's place, or NULL. */
static const char **text_option(struct store_options *options, const char *key)
{
	const struct {
		const char *key;
		const char **place;
	} table[] = {
		{"host", &options->server.host},
		{"socket", &options->server.socket},
		{"user", &options->server.user},
		{"name", &options->server.name},
		{"path", &options->path},
		{"prefix", &options->prefix},
		{"ca", &options->tls.ca},
		{"cert", &options->tls.cert},
		{"key", &options->tls.key},
		{"crl", &options->tls.crl},
	};

	for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
		if (strcmp(key, table[i].key) == 0) {
			return table[i].place;
		}
	}
	return NULL;
}

static void add_parameter(struct probe *probe, char *text)
{
	char *colon = strchr(text, ':');

	if (!colon || probe->options.parameter_count == MAX_PARAMETERS) {
		exit(2);
	}
	*colon = '\0';
	probe->parameters[probe->options.parameter_count++] =
		(struct store_parameter){text, colon + 1};
}

static void set_option(struct probe *probe, const char *key, char *value)
{
	struct store_options *options = &probe->options;
	const char **text = text_option(options, key);
	struct store_server *last = &probe->shards[MAX_OF(options->shard_count, 1) - 1];
	unsigned long number = strtoul(value, NULL, 10);

	if (text) {
		*text = value;
	} else if (strcmp(key, "kind") == 0) {
		options->kind = to_kind(value);
	} else if (strcmp(key, "tls") == 0) {
		options->tls.mode = to_tls_mode(value);
	} else if (strcmp(key, "port") == 0) {
		options->server.port = (uint16_t)number;
	} else if (strcmp(key, "read_only") == 0) {
		options->read_only = number != 0;
	} else if (strcmp(key, "connect_ms") == 0) {
		options->connect_timeout_ms = (uint32_t)number;
	} else if (strcmp(key, "statement_ms") == 0) {
		options->statement_timeout_ms = (uint32_t)number;
	} else if (strcmp(key, "max_bytes") == 0) {
		options->max_result_bytes = number;
	} else if (strcmp(key, "parameter") == 0) {
		add_parameter(probe, value);
	} else if (strcmp(key, "from_shard_key") == 0) {
		options->from_shard_key = number;
	} else if (strcmp(key, "shard") == 0 && options->shard_count < MAX_SHARDS) {
		probe->shards[options->shard_count++] = options->server;
	} else if (strcmp(key, "shard_name") == 0) {
		last->name = value;
	} else if (strcmp(key, "shard_port") == 0) {
		last->port = (uint16_t)number;
	} else {
		(void)fprintf(stderr, "store_probe: no option %s\n", key);
		exit(2);
	}
}

static void read_arguments(struct probe *probe, int argc, char **argv)
{
	probe->options.server.password = getenv("STORE_PROBE_PASSWORD");
	for (int i = 1; i < argc; i++) {
		char *equals = strchr(argv[i], '=');

		if (!equals) {
			(void)fprintf(stderr, "store_probe: no value in %s\n", argv[i]);
			exit(2);
		}
		*equals = '\0';
		set_option(probe, argv[i], equals + 1);
	}
	probe->options.shards = probe->shards;
	probe->options.parameters = probe->parameters;
}

static int print_users(struct probe *probe, uint64_t storage)
{
	struct store_row row;
	size_t cursor = 0;
	int r = store_storage_users(probe->conn, storage, &probe->rows);

	if (r) {
		return r;
	}
	while (store_rows_next(&probe->rows, &cursor, &row)) {
		(void)printf("row");
		print_hex(row.user);
		print_hex(row.path);
		(void)putchar('\n');
	}
	(void)printf("ok %zu %zu\n", probe->rows.count, probe->rows.packed.len);
	return 0;
}

static int count_users(struct probe *probe, uint64_t storage)
{
	uint64_t start_ns = clock_now_ns();
	int r = store_storage_users(probe->conn, storage, &probe->rows);

	if (r == 0) {
		(void)printf("ok %zu %zu %" PRIu64 "\n", probe->rows.count, probe->rows.packed.len,
			(clock_now_ns() - start_ns) / 1000);
	}
	return r;
}

static struct str from_hex(const char *hex, char *bytes, size_t size)
{
	size_t len = 0;

	for (; len < size && hex[0] > ' ' && hex[1] > ' '; hex += 2) {
		const char digits[] = {hex[0], hex[1], '\0'};

		bytes[len++] = (char)strtoul(digits, NULL, 16);
	}
	return str_make(bytes, len);
}

static int print_mounts(struct probe *probe, const char *hex)
{
	struct store_mount mount;
	char name[2048];
	size_t cursor = 0;
	int r = store_user_mounts(probe->conn, from_hex(hex, name, sizeof(name)), &probe->mounts);

	if (r) {
		return r;
	}
	while (store_mounts_next(&probe->mounts, &cursor, &mount)) {
		(void)printf("mount %" PRIu64, mount.storage);
		print_hex(mount.path);
		(void)putchar('\n');
	}
	(void)printf("ok %zu %zu\n", probe->mounts.count, probe->mounts.packed.len);
	return 0;
}

static int obey(struct probe *probe, char *line)
{
	char *argument = strpbrk(line, " \n");
	int r;

	if (!argument) {
		exit(2);
	}
	*argument++ = '\0';
	if (strcmp(line, "users") == 0) {
		return print_users(probe, strtoull(argument, NULL, 10));
	}
	if (strcmp(line, "count") == 0) {
		return count_users(probe, strtoull(argument, NULL, 10));
	}
	if (strcmp(line, "mounts") == 0) {
		return print_mounts(probe, argument);
	}
	if (strcmp(line, "ping") == 0) {
		r = store_ping(probe->conn);
		if (r == 0) {
			(void)puts("ok 0 0");
		}
		return r;
	}
	exit(2);
}

static void obey_all(struct probe *probe)
{
	char *line = NULL;
	size_t size = 0;

	(void)puts("connected");
	(void)fflush(stdout);
	while (getline(&line, &size, stdin) > 0) {
		int r = obey(probe, line);

		if (r) {
			print_error(r, store_conn_error(probe->conn));
		}
		(void)fflush(stdout);
	}
	free(line);
}

int main(int argc, char **argv)
{
	struct probe probe = {0};
	struct buf error = BUF_NULL;
	struct store *store = NULL;
	int r;

	(void)signal(SIGPIPE, SIG_IGN);
	read_arguments(&probe, argc, argv);
	r = store_new(&probe.options, &store);
	if (r == 0) {
		r = store_connect(store, &probe.conn, &error);
	}
	if (r) {
		print_error(r, buf_str(&error));
	} else {
		obey_all(&probe);
	}
	store_rows_deinit(&probe.rows);
	store_mounts_deinit(&probe.mounts);
	store_conn_free(probe.conn);
	store_free(store);
	buf_deinit(&error);
	return r ? 1 : 0;
}
