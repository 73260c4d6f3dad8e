/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PostgreSQL through libpq.
 *
 * A query is one message: two SET LOCAL and the SELECT, which the server runs as one transaction.
 * So it is read-only and bounded in time without any state in the session, which is what poolers in
 * transaction mode (pgbouncer) need: a plain SET there would leak into somebody else's session, and
 * make Nextcloud's own connections read-only. Rows come one at a time (single-row mode) and go
 * straight into the sink.
 *
 * Waiting is done here, with poll(), so that neither a silent server nor a lost network outlives
 * the time-outs. A query that is given up is not cancelled at the server but the line is closed:
 * libpq's cancelling connects anew, without a time-out, and the server's own one is at work
 * already.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/backend.h"
#include "store/pgsql_error.h"

/* What the server gets on top to notice its own time-out before we cut it off. */
#define GRACE_MS 1000U

#define MAX_PARAMETERS 48U

struct pgsql_link {
	struct store_link link;
	PGconn *pg;
	uint32_t timeout_ms;
};

struct parameters {
	const char *names[MAX_PARAMETERS + 1]; /* NULL ends */
	const char *values[MAX_PARAMETERS + 1];
	size_t count;
};

/* The later value wins; NULL leaves the matter to libpq. */
static void set_parameter(struct parameters *parameters, const char *name, const char *value)
{
	size_t i = 0;

	if (!value) {
		return;
	}
	while (i < parameters->count && strcmp(parameters->names[i], name) != 0) {
		i++;
	}
	if (i == MAX_PARAMETERS) {
		return;
	}
	parameters->names[i] = name;
	parameters->values[i] = value;
	parameters->count = MAX_OF(parameters->count, i + 1);
}

static const char *tls_mode_name(enum store_tls_mode mode)
{
	switch (mode) {
	case STORE_TLS_DISABLE:
		return "disable";
	case STORE_TLS_REQUIRE:
		return "require";
	case STORE_TLS_VERIFY_CA:
		return "verify-ca";
	case STORE_TLS_VERIFY_FULL:
		return "verify-full";
	case STORE_TLS_DEFAULT:
		break;
	}
	return NULL;
}

/* What libpq would find by itself. */
static bool has_own_root(void)
{
	const char *home = getenv("HOME");
	char path[PATH_MAX];

	if (getenv("PGSSLROOTCERT")) {
		return true;
	}
	return home &&
	       (size_t)snprintf(path, sizeof(path), "%s/.postgresql/root.crt", home) <
		       sizeof(path) &&
	       access(path, F_OK) == 0;
}

static const char *authorities(const struct store_tls *tls)
{
	if (tls->ca || tls->mode < STORE_TLS_VERIFY_CA || has_own_root()) {
		return tls->ca;
	}
	return store_system_ca();
}

static void set_tls(struct parameters *parameters, const struct store_tls *tls)
{
	set_parameter(parameters, "sslmode", tls_mode_name(tls->mode));
	set_parameter(parameters, "sslcert", tls->cert);
	set_parameter(parameters, "sslkey", tls->key);
	if (tls->mode != STORE_TLS_REQUIRE) {
		/* With a CA, libpq takes "require" for "verify-ca". */
		set_parameter(parameters, "sslrootcert", authorities(tls));
		set_parameter(parameters, "sslcrl", tls->crl);
	}
}

static PGconn *start_connection(
	const struct store_options *options, const struct store_server *server)
{
	struct parameters parameters = {.count = 0};
	char port[8];

	(void)snprintf(port, sizeof(port), "%u", (unsigned int)server->port);
	set_parameter(&parameters, "host", server->socket ? server->socket : server->host);
	set_parameter(&parameters, "port", server->port ? port : NULL);
	set_parameter(&parameters, "user", server->user);
	set_parameter(&parameters, "password", server->password);
	set_parameter(&parameters, "dbname", server->name);
	set_parameter(&parameters, "fallback_application_name", "notify_push");
	set_parameter(&parameters, "keepalives_idle", "60");
	set_tls(&parameters, &options->tls);
	for (size_t i = 0; i < options->parameter_count; i++) {
		set_parameter(
			&parameters, options->parameters[i].name, options->parameters[i].value);
	}
	set_parameter(&parameters, "client_encoding", "UTF8"); /* what names and paths are */
	return pq.PQconnectStartParams(parameters.names, parameters.values, 0);
}

/* Waits for the socket: 0, or STORE_E_TIMEOUT. */
static int wait_for(PGconn *pg, short events, uint64_t deadline_ms)
{
	struct pollfd socket = {.fd = pq.PQsocket(pg), .events = events};

	for (;;) {
		uint64_t now_ms = clock_now_ms();
		int r;

		if (now_ms >= deadline_ms) {
			return STORE_E_TIMEOUT;
		}
		r = poll(&socket, 1, (int)(deadline_ms - now_ms));
		if (r > 0 || (r < 0 && errno != EINTR)) {
			return 0; /* libpq finds out what is wrong, if anything */
		}
	}
}

static int finish_connecting(PGconn *pg, uint64_t deadline_ms, struct buf *why)
{
	PostgresPollingStatusType status = PGRES_POLLING_WRITING;

	if (pq.PQstatus(pg) == CONNECTION_BAD) {
		return pgsql_connect_error(pg, why);
	}
	/* Only a verbose message has the SQLSTATE of a refusal in it. */
	pq.PQsetErrorVerbosity(pg, PQERRORS_VERBOSE);
	while (status != PGRES_POLLING_OK) {
		short events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT;
		int r = wait_for(pg, events, deadline_ms);

		if (r) {
			buf_append_cstr(why, "no answer in time");
			return r;
		}
		status = pq.PQconnectPoll(pg);
		if (status == PGRES_POLLING_FAILED) {
			return pgsql_connect_error(pg, why);
		}
	}
	pq.PQsetErrorVerbosity(pg, PQERRORS_DEFAULT);
	return 0;
}

static void ignore_notice(void *data, const PGresult *result)
{
	(void)data;
	(void)result;
}

static int pgsql_connect(const struct store_options *options, const struct store_server *server,
	struct store_link **ret_link, struct buf *why)
{
	uint64_t deadline_ms = clock_now_ms() + options->connect_timeout_ms;
	struct pgsql_link *self = calloc(1, sizeof(*self));
	int r;

	if (!self) {
		return -ENOMEM;
	}
	r = library_load(&pgsql_library, why);
	if (r) {
		free(self);
		return r;
	}
	r = -ENOMEM;
	self->link.backend = &store_pgsql;
	self->timeout_ms = options->statement_timeout_ms;
	self->pg = start_connection(options, server);
	if (self->pg) {
		pq.PQsetNoticeReceiver(self->pg, ignore_notice, NULL);
		r = finish_connecting(self->pg, deadline_ms, why);
	}
	if (r) {
		pq.PQfinish(self->pg);
		free(self);
		return r;
	}
	*ret_link = &self->link;
	return 0;
}

/* The next result of the message under way, NULL at its end. */
static int next_result(
	struct pgsql_link *self, uint64_t deadline_ms, PGresult **ret_result, struct buf *why)
{
	while (pq.PQisBusy(self->pg)) {
		int r = wait_for(self->pg, POLLIN, deadline_ms);

		if (r) {
			return r;
		}
		if (!pq.PQconsumeInput(self->pg)) {
			buf_append_cstr(why, pq.PQerrorMessage(self->pg));
			return STORE_E_UNREACHABLE;
		}
	}
	*ret_result = pq.PQgetResult(self->pg);
	return 0;
}

static int feed_row(const PGresult *result, int row, unsigned int columns, struct store_sink *sink)
{
	struct str texts[STORE_MAX_COLUMNS] = {STR_NULL};

	for (int i = 0; i < (int)columns; i++) {
		if (!pq.PQgetisnull(result, row, i)) {
			texts[i] = str_make(pq.PQgetvalue(result, row, i),
				(size_t)pq.PQgetlength(result, row, i));
		}
	}
	return sink->row(sink, texts);
}

static int feed_rows(const PGresult *result, unsigned int columns, struct store_sink *sink)
{
	int r = 0;

	for (int row = 0; row < pq.PQntuples(result) && r == 0; row++) {
		r = feed_row(result, row, columns, sink);
	}
	return r;
}

static int take_result(struct pgsql_link *self, const PGresult *result, unsigned int columns,
	struct store_sink *sink, struct buf *why)
{
	ExecStatusType status = pq.PQresultStatus(result);

	if (status == PGRES_COMMAND_OK) {
		return 0;
	}
	if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) {
		return pgsql_query_error(self->pg, result, why);
	}
	if (pq.PQnfields(result) != (int)columns) {
		buf_append_cstr(why, "the server answered something else");
		return STORE_E_UNREACHABLE;
	}
	return feed_rows(result, columns, sink);
}

/*
 * A refusal ends the message, but the message is to be read to its end before the next query. Where
 * the line is at fault there may be no end: a server that claims to start a COPY, say.
 */
static int read_results(struct pgsql_link *self, unsigned int columns, struct store_sink *sink,
	uint64_t deadline_ms, struct buf *why)
{
	PGresult *result;
	int refusal = 0;

	for (;;) {
		int r = next_result(self, deadline_ms, &result, why);

		if (r || !result) {
			return r ? r : refusal;
		}
		r = take_result(self, result, columns, sink, why);
		pq.PQclear(result);
		if (r < 0 || r == STORE_E_UNREACHABLE || r == STORE_E_TOO_BIG) {
			return r;
		}
		refusal = refusal ? refusal : r;
	}
}

static int pgsql_query(struct store_link *link, const char *sql, unsigned int columns,
	struct store_sink *sink, struct buf *why)
{
	struct pgsql_link *self = container_of(link, struct pgsql_link, link);
	uint64_t deadline_ms = clock_now_ms() + self->timeout_ms + GRACE_MS;
	struct buf message = BUF_NULL;
	int r;

	buf_appendf(&message,
		"SET LOCAL transaction_read_only = on; SET LOCAL statement_timeout = %u; %s",
		self->timeout_ms, sql);
	if (!buf_cstr(&message)) {
		r = -ENOMEM;
	} else if (pq.PQsendQuery(self->pg, message.ptr) && pq.PQsetSingleRowMode(self->pg)) {
		r = read_results(self, columns, sink, deadline_ms, why);
	} else {
		buf_append_cstr(why, pq.PQerrorMessage(self->pg));
		r = STORE_E_UNREACHABLE;
	}
	buf_deinit(&message);
	return r;
}

static void pgsql_close(struct store_link *link)
{
	struct pgsql_link *self = container_of(link, struct pgsql_link, link);

	pq.PQfinish(self->pg);
	free(self);
}

const struct store_backend store_pgsql = {
	.name = "pgsql",
	.default_port = 5432,
	.identifier_quote = '"',
	.text_open = "convert_from(decode('",
	.text_close = "', 'hex'), 'UTF8')",
	.connect = pgsql_connect,
	.query = pgsql_query,
	.close = pgsql_close,
};
