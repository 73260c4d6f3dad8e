/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The description of a store: checked once, copied into an arena, wiped at the end.
 *
 * The checks are about values that would change their meaning on the way into a client library.
 * libmariadb reads a host with '=' or ';' as a list of options, and SQLite takes ":memory:" and the
 * empty name for databases of its own. Everything else goes to the libraries untouched, field by
 * field: no URL and no connection string is ever built, so no character needs escaping.
 */
#include <errno.h>
#include <stdlib.h>

#include "store/backend.h"

#define DEFAULT_PREFIX        "oc_"
#define DEFAULT_CONNECT_MS    5000U
#define DEFAULT_STATEMENT_MS  10000U
#define DEFAULT_RESULT_BYTES  ((size_t)256 << 20)
#define MAX_PREFIX_BYTES      64U
#define MAX_TIMEOUT_MS        (3600U * 1000U)
#define MAX_SOCKET_PATH_BYTES 107U

static const struct store_backend *const backends[] = {
	[STORE_SQLITE] = &store_sqlite,
	[STORE_MYSQL] = &store_mysql,
	[STORE_PGSQL] = &store_pgsql,
};

const char *store_kind_name(enum store_kind kind)
{
	return backends[kind]->name;
}

static bool server_is_valid(enum store_kind kind, const struct store_server *server)
{
	if (server->socket && strlen(server->socket) > MAX_SOCKET_PATH_BYTES) {
		return false;
	}
	if (kind == STORE_MYSQL && server->host && strpbrk(server->host, "=;")) {
		return false;
	}
	return true;
}

static bool tls_is_valid(const struct store_tls *tls)
{
	return tls->mode <= STORE_TLS_VERIFY_FULL && !tls->cert == !tls->key;
}

static bool options_are_valid(const struct store_options *options)
{
	if (options->kind > STORE_PGSQL || options->shard_count > STORE_MAX_SHARDS ||
		options->connect_timeout_ms > MAX_TIMEOUT_MS ||
		options->statement_timeout_ms > MAX_TIMEOUT_MS) {
		return false;
	}
	if (options->prefix && strlen(options->prefix) > MAX_PREFIX_BYTES) {
		return false;
	}
	if (options->kind == STORE_SQLITE) {
		return options->path && options->path[0] != '\0' && options->shard_count == 0 &&
		       strcmp(options->path, ":memory:") != 0;
	}
	for (size_t i = 0; i < options->shard_count; i++) {
		if (!server_is_valid(options->kind, &options->shards[i])) {
			return false;
		}
	}
	return server_is_valid(options->kind, &options->server) && tls_is_valid(&options->tls);
}

/* A copy of TEXT. NULL stays NULL, and an empty text becomes NULL: it says as little. */
static bool copy_text(struct arena *arena, const char *text, const char **ret_copy)
{
	struct str copy = STR_NULL;

	if (text && *text && !arena_dup(arena, str_from_cstr(text), &copy)) {
		return false;
	}
	*ret_copy = copy.ptr;
	return true;
}

static bool copy_server(
	struct arena *arena, const struct store_server *server, struct store_server *ret_copy)
{
	ret_copy->port = server->port;
	return copy_text(arena, server->host, &ret_copy->host) &&
	       copy_text(arena, server->socket, &ret_copy->socket) &&
	       copy_text(arena, server->user, &ret_copy->user) &&
	       copy_text(arena, server->password, &ret_copy->password) &&
	       copy_text(arena, server->name, &ret_copy->name);
}

static bool copy_tls(struct arena *arena, const struct store_tls *tls, struct store_tls *ret_copy)
{
	ret_copy->mode = tls->mode;
	return copy_text(arena, tls->ca, &ret_copy->ca) &&
	       copy_text(arena, tls->cert, &ret_copy->cert) &&
	       copy_text(arena, tls->key, &ret_copy->key) &&
	       copy_text(arena, tls->crl, &ret_copy->crl);
}

static bool copy_shards(struct store *store, const struct store_options *options)
{
	struct store_server *copies;

	if (options->shard_count == 0) {
		return true;
	}
	copies = ARENA_NEW_ARRAY(&store->arena, struct store_server, options->shard_count);
	if (!copies) {
		return false;
	}
	store->options.shards = copies;
	store->options.shard_count = options->shard_count;
	for (size_t i = 0; i < options->shard_count; i++) {
		if (!copy_server(&store->arena, &options->shards[i], &copies[i])) {
			return false;
		}
	}
	return true;
}

static bool copy_parameters(struct store *store, const struct store_options *options)
{
	struct store_parameter *copies;

	if (options->parameter_count == 0) {
		return true;
	}
	copies = ARENA_NEW_ARRAY(&store->arena, struct store_parameter, options->parameter_count);
	if (!copies) {
		return false;
	}
	store->options.parameters = copies;
	store->options.parameter_count = options->parameter_count;
	for (size_t i = 0; i < options->parameter_count; i++) {
		const struct store_parameter *from = &options->parameters[i];

		if (!copy_text(&store->arena, from->name, &copies[i].name) ||
			!copy_text(&store->arena, from->value, &copies[i].value)) {
			return false;
		}
	}
	return true;
}

static void copy_numbers(struct store_options *to, const struct store_options *from)
{
	to->kind = from->kind;
	to->read_only = from->read_only;
	to->from_shard_key = from->from_shard_key;
	to->connect_timeout_ms =
		from->connect_timeout_ms ? from->connect_timeout_ms : DEFAULT_CONNECT_MS;
	to->statement_timeout_ms =
		from->statement_timeout_ms ? from->statement_timeout_ms : DEFAULT_STATEMENT_MS;
	to->max_result_bytes =
		from->max_result_bytes ? from->max_result_bytes : DEFAULT_RESULT_BYTES;
}

/* PREFIX and NAME as one quoted identifier, or NULL. */
static const char *quote_table(struct arena *arena, const struct store_backend *backend,
	const char *prefix, const char *name)
{
	char quote = backend->identifier_quote;
	size_t size = 2 * strlen(prefix) + strlen(name) + 3;
	char *text = arena_alloc(arena, size);
	char *at = text;

	if (!text) {
		return NULL;
	}
	*at++ = quote;
	for (; *prefix; prefix++) {
		if (*prefix == quote) {
			*at++ = quote;
		}
		*at++ = *prefix;
	}
	at = mempcpy(at, name, strlen(name));
	*at++ = quote;
	*at = '\0';
	return text;
}

/* What is not copied yet is NULL, so that store_free() wipes nothing of the caller's. */
static int store_init(struct store *store, const struct store_options *options)
{
	const char *prefix = options->prefix ? options->prefix : DEFAULT_PREFIX;
	struct arena *arena = &store->arena;

	copy_numbers(&store->options, options);
	store->backend = backends[options->kind];
	store->mounts = quote_table(arena, store->backend, prefix, "mounts");
	store->filecache = quote_table(arena, store->backend, prefix, "filecache");
	if (!store->mounts || !store->filecache ||
		!copy_text(arena, options->path, &store->options.path) ||
		!copy_server(arena, &options->server, &store->options.server) ||
		!copy_tls(arena, &options->tls, &store->options.tls) ||
		!copy_shards(store, options) || !copy_parameters(store, options)) {
		return -ENOMEM;
	}
	return 0;
}

int store_new(const struct store_options *options, struct store **ret_store)
{
	struct store *store;
	int r;

	if (!options_are_valid(options)) {
		return -EINVAL;
	}
	store = calloc(1, sizeof(*store));
	if (!store) {
		return -ENOMEM;
	}
	store->arena = ARENA_INIT(0);
	r = store_init(store, options);
	if (r) {
		store_free(store);
		return r;
	}
	*ret_store = store;
	return 0;
}

/* The arena's bytes are ours: the API says const to its users, not to us. */
static void wipe(const char *secret)
{
	if (secret) {
		explicit_bzero((char *)secret, strlen(secret));
	}
}

struct store *store_free(struct store *store)
{
	if (!store) {
		return NULL;
	}
	wipe(store->options.server.password);
	for (size_t i = 0; i < store->options.shard_count; i++) {
		wipe(store->options.shards[i].password);
	}
	for (size_t i = 0; i < store->options.parameter_count; i++) {
		wipe(store->options.parameters[i].value);
	}
	arena_deinit(&store->arena);
	free(store);
	return NULL;
}
