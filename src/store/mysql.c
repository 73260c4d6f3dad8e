/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * MySQL and MariaDB through libmariadb (Connector/C 3).
 *
 * No option file is read, and LOCAL INFILE is off: a server cannot ask for our files. Rows are read
 * from the wire as they come (mysql_use_result), so a large answer is held once, in the sink's
 * packing. The server is asked to stop long statements itself; our own clock is the net below.
 *
 * Connector/C has no switch for "verify the chain, not the name". What it does have: with a CA
 * given the chain is always verified, and MYSQL_OPT_SSL_VERIFY_SERVER_CERT adds the name. So
 * VERIFY_CA is a CA without that option, and the system's store when no CA is named.
 *
 * The plugins that may send the password in the clear (mysql_clear_password, dialog,
 * sha256_password) are allowed only where nobody can listen or pose as the server: on Unix sockets
 * and verified TLS.
 */
#include <errno.h>
#include <mysql.h> /* before banned.h: its macros name what we may not */
#include <openssl/x509.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/backend.h"
#include "store/mysql_error.h"
#include "store/mysql_guard.h"

#define MAX_PACKET_BYTES (16UL << 20)

/* Rows between two looks at the clock. */
#define ROWS_PER_LOOK 256U

/* What the server gets on top to notice its own time-out before we cut it off. */
#define GRACE_MS 1000U

#define SAFE_PLUGINS                                                                               \
	MYSQL_GUARD_NAME ",mysql_native_password,caching_sha2_password,client_ed25519,parsec,"     \
			 "auth_gssapi_client"
#define CLEAR_PLUGINS SAFE_PLUGINS ",sha256_password,mysql_clear_password,dialog"

struct mysql_link {
	struct store_link link;
	MYSQL *mysql;
	uint32_t timeout_ms;
};

/* One way to the server; a socket wins. */
struct route {
	const char *host;
	const char *socket;
	enum store_tls_mode tls; /* never STORE_TLS_DEFAULT */
};

static unsigned int whole_seconds(uint32_t ms)
{
	return (ms + 999) / 1000;
}

static void set_timeouts(MYSQL *mysql, const struct store_options *options)
{
	unsigned int connect_s = whole_seconds(options->connect_timeout_ms);
	unsigned int query_s = whole_seconds(options->statement_timeout_ms + GRACE_MS);

	my.mysql_optionsv(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
	my.mysql_optionsv(mysql, MYSQL_OPT_READ_TIMEOUT, &query_s);
	my.mysql_optionsv(mysql, MYSQL_OPT_WRITE_TIMEOUT, &query_s);
}

static void set_authorities(MYSQL *mysql, const struct store_tls *tls)
{
	const char *ca = tls->ca ? tls->ca : store_system_ca();

	if (ca) {
		my.mysql_optionsv(mysql, MYSQL_OPT_SSL_CA, ca);
	} else {
		my.mysql_optionsv(mysql, MYSQL_OPT_SSL_CAPATH, X509_get_default_cert_dir());
	}
	if (tls->crl) {
		my.mysql_optionsv(mysql, MYSQL_OPT_SSL_CRL, tls->crl);
	}
}

static void set_tls(MYSQL *mysql, const struct store_tls *tls, enum store_tls_mode mode)
{
	my_bool verify = mode == STORE_TLS_VERIFY_FULL ? 1 : 0;

	my.mysql_optionsv(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
	if (mode == STORE_TLS_DISABLE) {
		return;
	}
	my.mysql_ssl_set(mysql, tls->key, tls->cert, NULL, NULL, NULL);
	if (mode >= STORE_TLS_VERIFY_CA) {
		set_authorities(mysql, tls);
	}
	if (mode != STORE_TLS_VERIFY_FULL) {
		mysql_guard_install(mysql);
	}
}

static void set_options(
	MYSQL *mysql, const struct store_options *options, const struct route *route)
{
	unsigned int protocol = route->socket ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;
	bool private = route->socket || route->tls == STORE_TLS_VERIFY_FULL;
	size_t max_packet = MAX_PACKET_BYTES;
	unsigned int infile = 0;
	my_bool off = 0;

	set_timeouts(mysql, options);
	set_tls(mysql, &options->tls, route->tls);
	my.mysql_optionsv(mysql, MYSQL_OPT_PROTOCOL, &protocol);
	my.mysql_optionsv(mysql, MYSQL_OPT_LOCAL_INFILE, &infile);
	my.mysql_optionsv(mysql, MYSQL_OPT_RECONNECT, &off);
	my.mysql_optionsv(mysql, MYSQL_OPT_MAX_ALLOWED_PACKET, &max_packet);
	my.mysql_optionsv(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	my.mysql_optionsv(
		mysql, MARIADB_OPT_RESTRICTED_AUTH, private ? CLEAR_PLUGINS : SAFE_PLUGINS);
}

/*
 * Each may be unknown to the server (the two time-outs exclude each other) or withheld by a proxy:
 * none is needed. autocommit is: without it the first SELECT would freeze what we see.
 */
static void set_session(MYSQL *mysql, uint32_t timeout_ms)
{
	struct buf sql = BUF_NULL;

	my.mysql_autocommit(mysql, 1);
	(void)my.mysql_query(mysql, "SET SESSION TRANSACTION READ ONLY");
	buf_appendf(&sql, "SET SESSION max_statement_time = %u.%03u", timeout_ms / 1000,
		timeout_ms % 1000);
	if (buf_cstr(&sql) && my.mysql_query(mysql, sql.ptr) != 0) {
		buf_clear(&sql);
		buf_appendf(&sql, "SET SESSION max_execution_time = %u", timeout_ms);
		(void)(buf_cstr(&sql) && my.mysql_query(mysql, sql.ptr));
	}
	buf_deinit(&sql);
}

static int open_route(const struct store_options *options, const struct store_server *server,
	const struct route *route, MYSQL **ret_mysql, struct buf *why)
{
	unsigned int port = server->port ? server->port : store_mysql.default_port;
	MYSQL *mysql = my.mysql_init(NULL);
	int r;

	if (!mysql) {
		return -ENOMEM;
	}
	buf_clear(why);
	set_options(mysql, options, route);
	if (!my.mysql_real_connect(mysql, route->host, server->user, server->password, server->name,
		    port, route->socket, 0)) {
		r = mysql_error_classify(mysql, why);
		my.mysql_close(mysql);
		return r;
	}
	if (route->tls >= STORE_TLS_REQUIRE && !my.mysql_get_ssl_cipher(mysql)) {
		buf_append_cstr(why, "the connection is not encrypted");
		my.mysql_close(mysql);
		return STORE_E_TLS;
	}
	set_session(mysql, options->statement_timeout_ms);
	*ret_mysql = mysql;
	return 0;
}

/* Where distributions put the socket. Nextcloud's PHP knows one, "localhost" means it. */
static int open_known_socket(const struct store_options *options, const struct store_server *server,
	MYSQL **ret_mysql, struct buf *why)
{
	static const char *const sockets[] = {"/run/mysqld/mysqld.sock",
		"/var/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock", "/tmp/mysql.sock",
		"/run/mysql/mysql.sock"};

	for (size_t i = 0; i < ARRAY_SIZE(sockets); i++) {
		struct route route = {NULL, sockets[i], STORE_TLS_DISABLE};

		if (access(sockets[i], F_OK) == 0) {
			return open_route(options, server, &route, ret_mysql, why);
		}
	}
	return STORE_E_UNREACHABLE;
}

/*
 * By default: TLS where it is offered and works, else without, as PHP does. That takes two tries.
 * Connector/C left to choose by itself takes the wish for TLS for TLS, and would send the password
 * of caching_sha2_password in the clear to a server that has none.
 */
static int open_host(const struct store_options *options, const struct store_server *server,
	const char *host, MYSQL **ret_mysql, struct buf *why)
{
	struct route route = {host, NULL, options->tls.mode};
	int r;

	if (options->tls.mode != STORE_TLS_DEFAULT) {
		return open_route(options, server, &route, ret_mysql, why);
	}
	route.tls = STORE_TLS_REQUIRE;
	r = open_route(options, server, &route, ret_mysql, why);
	if (r == STORE_E_TLS) {
		route.tls = STORE_TLS_DISABLE;
		r = open_route(options, server, &route, ret_mysql, why);
	}
	return r;
}

static int open_tcp(const struct store_options *options, const struct store_server *server,
	MYSQL **ret_mysql, struct buf *why)
{
	struct buf socket_why = BUF_NULL;
	int r;

	if (!server->host) {
		r = open_known_socket(options, server, ret_mysql, why);
		return r == STORE_E_UNREACHABLE
			       ? open_host(options, server, "127.0.0.1", ret_mysql, why)
			       : r;
	}
	r = open_host(options, server, server->host, ret_mysql, why);
	if (r != STORE_E_UNREACHABLE || strcmp(server->host, "localhost") != 0 ||
		options->tls.mode > STORE_TLS_DISABLE) {
		return r;
	}
	r = open_known_socket(options, server, ret_mysql, &socket_why);
	if (r != 0 && r != STORE_E_UNREACHABLE) {
		buf_clear(why);
		buf_append_str(why, buf_str(&socket_why));
	}
	buf_deinit(&socket_why);
	return r;
}

static int mysql_link_connect(const struct store_options *options,
	const struct store_server *server, struct store_link **ret_link, struct buf *why)
{
	struct route socket = {NULL, server->socket, STORE_TLS_DISABLE};
	struct mysql_link *self;
	MYSQL *mysql = NULL;
	int r;

	r = library_load(&mysql_library, why);
	if (r == 0) {
		r = server->socket ? open_route(options, server, &socket, &mysql, why)
				   : open_tcp(options, server, &mysql, why);
	}
	if (r) {
		return r;
	}
	self = calloc(1, sizeof(*self));
	if (!self) {
		my.mysql_close(mysql);
		return -ENOMEM;
	}
	*self = (struct mysql_link){
		.link.backend = &store_mysql,
		.mysql = mysql,
		.timeout_ms = options->statement_timeout_ms,
	};
	*ret_link = &self->link;
	return 0;
}

static int feed_row(
	MYSQL_ROW row, const unsigned long *lengths, unsigned int columns, struct store_sink *sink)
{
	struct str texts[STORE_MAX_COLUMNS] = {STR_NULL};

	for (unsigned int i = 0; i < columns; i++) {
		texts[i] = str_make(row[i], row[i] ? lengths[i] : 0);
	}
	return sink->row(sink, texts);
}

static int read_rows(struct mysql_link *self, MYSQL_RES *result, struct store_sink *sink,
	uint64_t deadline_ms, struct buf *why)
{
	unsigned int columns = my.mysql_num_fields(result);
	size_t count = 0;
	MYSQL_ROW row;

	while ((row = my.mysql_fetch_row(result))) {
		int r = feed_row(row, my.mysql_fetch_lengths(result), columns, sink);

		if (r) {
			return r;
		}
		if (++count % ROWS_PER_LOOK == 0 && clock_now_ms() >= deadline_ms) {
			return STORE_E_TIMEOUT;
		}
	}
	return my.mysql_errno(self->mysql) ? mysql_error_classify(self->mysql, why) : 0;
}

/* mysql_free_result() would read the rest of an answer that nobody wants: the line is cut first. */
static void drop_result(struct mysql_link *self, MYSQL_RES *result, int r)
{
	if (r) {
		my.mariadb_cancel(self->mysql);
	}
	my.mysql_free_result(result);
}

static int mysql_link_query(struct store_link *link, const char *sql, unsigned int columns,
	struct store_sink *sink, struct buf *why)
{
	struct mysql_link *self = container_of(link, struct mysql_link, link);
	uint64_t deadline_ms = clock_now_ms() + self->timeout_ms + GRACE_MS;
	MYSQL_RES *result;
	int r;

	if (my.mysql_real_query(self->mysql, sql, strlen(sql)) == 0 &&
		(result = my.mysql_use_result(self->mysql))) {
		if (my.mysql_num_fields(result) == columns) {
			r = read_rows(self, result, sink, deadline_ms, why);
		} else {
			buf_append_cstr(why, "the server answered something else");
			r = STORE_E_UNREACHABLE;
		}
		drop_result(self, result, r);
	} else {
		r = mysql_error_classify(self->mysql, why);
	}
	if (r == STORE_E_TLS) {
		r = STORE_E_UNREACHABLE; /* the line broke, and TLS was the first to notice */
	}
	if (r == STORE_E_UNREACHABLE && clock_now_ms() + GRACE_MS >= deadline_ms) {
		r = STORE_E_TIMEOUT;
	}
	return r;
}

static void mysql_link_close(struct store_link *link)
{
	struct mysql_link *self = container_of(link, struct mysql_link, link);

	my.mysql_close(self->mysql);
	free(self);
}

const struct store_backend store_mysql = {
	.name = "mysql",
	.default_port = 3306,
	.identifier_quote = '`',
	.text_open = "_utf8mb4 X'",
	.text_close = "'",
	.connect = mysql_link_connect,
	.query = mysql_link_query,
	.close = mysql_link_close,
};
