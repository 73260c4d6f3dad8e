/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See options.h. */
#include "daemon/options.h"

#include <errno.h>
#include <stdlib.h>

static struct store_server store_server_of(const struct database_server *server)
{
	return (struct store_server){.host = server->host,
		.port = server->port,
		.socket = server->socket,
		.user = server->user,
		.password = server->password,
		.name = server->name};
}

static enum store_kind store_kind_of(enum database_kind kind)
{
	return kind == DATABASE_MYSQL   ? STORE_MYSQL
	       : kind == DATABASE_PGSQL ? STORE_PGSQL
					: STORE_SQLITE;
}

static enum store_tls_mode tls_mode_of(enum database_tls mode)
{
	switch (mode) {
	case DATABASE_TLS_DISABLE:
		return STORE_TLS_DISABLE;
	case DATABASE_TLS_REQUIRE:
		return STORE_TLS_REQUIRE;
	case DATABASE_TLS_VERIFY_CA:
		return STORE_TLS_VERIFY_CA;
	case DATABASE_TLS_VERIFY_FULL:
		return STORE_TLS_VERIFY_FULL;
	case DATABASE_TLS_DEFAULT:
		break;
	}
	return STORE_TLS_DEFAULT;
}

int options_store(const struct settings *settings, struct store **ret_store)
{
	const struct settings_database *database = &settings->database;
	const struct database_sharding *sharding = &database->sharding;
	struct store_parameter *parameters =
		calloc(database->parameter_count + 1, sizeof(*parameters));
	struct store_server *shards = calloc(sharding->count + 1, sizeof(*shards));
	struct store_options options = {
		.kind = store_kind_of(database->kind),
		.server = store_server_of(&database->server),
		.tls = {.mode = tls_mode_of(database->tls),
			.ca = database->tls_ca,
			.cert = database->tls_cert,
			.key = database->tls_key,
			.crl = database->tls_crl},
		.path = database->path,
		.read_only = database->read_only,
		.prefix = database->prefix,
		.parameters = parameters,
		.parameter_count = database->parameter_count,
		.shards = shards,
		.shard_count = sharding->count,
		.from_shard_key = sharding->from_shard_key,
	};
	int r = -ENOMEM;

	if (parameters && shards) {
		for (size_t i = 0; i < database->parameter_count; i++) {
			parameters[i] = (struct store_parameter){
				database->parameters[i].name, database->parameters[i].value};
		}
		for (size_t i = 0; i < sharding->count; i++) {
			shards[i] = store_server_of(&sharding->shards[i]);
		}
		r = store_new(&options, ret_store);
	}
	free(parameters);
	free(shards);
	return r;
}

int options_redis(const struct settings *settings, struct loop *loop,
	const struct redis_handler *handler, void *context, struct redis **ret_redis)
{
	const struct settings_redis *redis = &settings->redis;
	struct redis_endpoint *nodes = calloc(redis->node_count, sizeof(*nodes));
	struct tls_options tls = {
		.verify_peer = redis->tls.verify_peer,
		.verify_hostname = redis->tls.verify_hostname,
		.ca = redis->tls.ca,
		.ca_directory = redis->tls.ca_directory,
		.cert = redis->tls.cert,
		.key = redis->tls.key,
		.peer_name = redis->tls.peer_name,
	};
	struct redis_options options = {
		.mode = redis->kind == REDIS_CLUSTER    ? REDIS_MODE_CLUSTER
			: redis->kind == REDIS_SENTINEL ? REDIS_MODE_SENTINEL
							: REDIS_MODE_SINGLE,
		.nodes = nodes,
		.node_count = redis->node_count,
		.tls = redis->tls.enabled ? &tls : NULL,
		.user = redis->user,
		.password = redis->password,
		.database = redis->index,
		.sentinel_master = redis->sentinel_master,
		.sentinel_user = redis->sentinel_user,
		.sentinel_password = redis->sentinel_password,
		.channel_prefix = redis->channel_prefix,
	};
	int r;

	if (!nodes) {
		return -ENOMEM;
	}
	for (size_t i = 0; i < redis->node_count; i++) {
		nodes[i] = (struct redis_endpoint){
			redis->nodes[i].host, redis->nodes[i].port, redis->nodes[i].socket};
	}
	r = redis_new(loop, &options, handler, context, ret_redis);
	free(nodes);
	return r;
}

int options_nextcloud(
	const struct settings *settings, struct loop *loop, struct nextcloud **ret_nextcloud)
{
	const struct settings_nextcloud *nextcloud = &settings->nextcloud;
	struct nextcloud_options options = {
		.base_url = str_from_cstr(nextcloud->url),
		.connect_host = str_from_cstr(nextcloud->connect_host),
		.connect_port = nextcloud->connect_port,
		.ca_file = str_from_cstr(nextcloud->ca),
		.allow_self_signed = nextcloud->allow_self_signed,
		.user_agent = str_from_cstr(nextcloud->user_agent),
	};

	return nextcloud_new(loop, &options, ret_nextcloud);
}
