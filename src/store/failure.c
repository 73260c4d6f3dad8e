/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Failures in words. Whoever reads them has a push server that does not start and a config.php in
 * front of him: so a line names the place, the user, the database, the server's own words, and the
 * setting that is the likeliest culprit. The server's words are a stranger's: control bytes are
 * blanked, so that they cannot forge a line in a log, and their length is bounded.
 */
#include "store/backend.h"

#define MAX_CAUSE_BYTES 600U

static const char *const hints[] = {
	[STORE_E_UNREACHABLE] = "is the server running, and are dbhost and its port right?",
	[STORE_E_TLS] = "check the TLS settings (dbdriveroptions, pgsql_ssl) and certificates",
	[STORE_E_AUTH] =
		"check dbuser and dbpassword, and whether the server lets them in from here",
	[STORE_E_NO_DATABASE] = "check dbname",
	[STORE_E_NO_TABLE] = "check dbname and dbtableprefix",
	[STORE_E_DENIED] = "check dbname; the user needs SELECT on the tables mounts and filecache",
	[STORE_E_TIMEOUT] = "the server or the network is too slow or stuck",
	[STORE_E_TOO_BIG] = NULL,
	[STORE_E_OTHER] = NULL,
};

static const char *const sqlite_hints[] = {
	[STORE_E_UNREACHABLE] = "is the disk in order?",
	[STORE_E_NO_DATABASE] = "check datadirectory and dbname",
	[STORE_E_NO_TABLE] = "check datadirectory, dbname and dbtableprefix",
	[STORE_E_DENIED] = "run this process as the user that owns the file (the web server's)",
	[STORE_E_TIMEOUT] = "another process holds the database locked",
	[STORE_E_OTHER] = NULL,
};

static const char *hint_for(enum store_kind kind, int code)
{
	size_t index = code > 0 ? (size_t)code : 0;

	if (kind == STORE_SQLITE) {
		return index < ARRAY_SIZE(sqlite_hints) ? sqlite_hints[index] : NULL;
	}
	return index < ARRAY_SIZE(hints) ? hints[index] : NULL;
}

/* Runs of blanks and control bytes become one blank; none at the ends. */
static void append_cleaned(struct buf *line, struct str text)
{
	bool blank = false;

	text = str_first(str_trim(text), MAX_CAUSE_BYTES);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c <= ' ' || c == 0x7f) {
			blank = true;
			continue;
		}
		if (blank) {
			buf_append_byte(line, ' ');
			blank = false;
		}
		buf_append_byte(line, (char)c);
	}
}

static void append_quoted(struct buf *line, const char *label, const char *value)
{
	if (value) {
		buf_append_cstr(line, label);
		buf_append_cstr(line, " \"");
		append_cleaned(line, str_from_cstr(value));
		buf_append_byte(line, '"');
	}
}

void store_append_place(struct buf *line, const struct store *store, size_t server)
{
	const struct store_server *at = &store->options.server;
	unsigned int port;

	if (store->options.kind == STORE_SQLITE) {
		append_cleaned(line, str_from_cstr(store->options.path));
		return;
	}
	if (server != STORE_MAIN) {
		at = &store->options.shards[server - 1];
		buf_appendf(line, "shard %zu at ", server - 1);
	}
	port = at->port ? at->port : store->backend->default_port;
	if (at->socket) {
		append_cleaned(line, str_from_cstr(at->socket));
	} else if (!at->host) {
		buf_append_cstr(line, "the default server");
	} else if (strchr(at->host, ':')) {
		buf_appendf(line, "[%s]:%u", at->host, port);
	} else {
		append_cleaned(line, str_from_cstr(at->host));
		buf_appendf(line, ":%u", port);
	}
}

/* For failures of our own making, where no server had words. */
static const char *own_words(int code)
{
	switch (code) {
	case STORE_E_TOO_BIG:
		return "the answer is larger than what this process is ready to hold";
	case STORE_E_TIMEOUT:
		return "timed out";
	default:
		return code < 0 ? strerrordesc_np(-code) : "no reason given";
	}
}

void store_describe_failure(struct buf *line, const struct store *store, size_t server,
	const char *action, int code, struct str why)
{
	const struct store_server *at = &store->options.server;
	const char *hint = hint_for(store->options.kind, code);

	buf_clear(line);
	buf_appendf(line, "%s: cannot %s ", store->backend->name, action);
	store_append_place(line, store, server);
	if (store->options.kind != STORE_SQLITE) {
		at = server == STORE_MAIN ? at : &store->options.shards[server - 1];
		append_quoted(line, ", database", at->name);
		append_quoted(line, ", user", at->user);
	}
	buf_append_cstr(line, ": ");
	append_cleaned(line, why.len ? why : str_from_cstr(own_words(code)));
	if (hint) {
		buf_append_cstr(line, " (");
		buf_append_cstr(line, hint);
		buf_append_byte(line, ')');
	}
}
