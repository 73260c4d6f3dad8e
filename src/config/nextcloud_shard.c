/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * dbsharding: a map of presets, of which "filecache" alone matters here. A shard is a set of
 * connection parameters laid over those of the main server.
 */
#include "config/dbhost.h"
#include "config/nextcloud.h"

#define SHARDS_MAX 255U

static int take_place(struct nextcloud *nextcloud, const struct nextcloud_value *shard,
	struct database_server *server)
{
	struct loader *loader = nextcloud->loader;
	struct nextcloud_value value;
	struct dbhost place;
	const char *text;
	int r;

	if (!nextcloud_child(nextcloud, shard, "host", &value)) {
		return 0;
	}
	r = nextcloud_text(nextcloud, &value, &text);
	if (r != 0 || !text) {
		return r;
	}
	if (dbhost_split(str_from_cstr(text), &place) != 0) {
		return nextcloud_fail(nextcloud, &value,
			"Failed to parse database configuration: '%s' is '%s', which is no host",
			value.name, loader_keep_masked(loader, text));
	}
	server->host = place.host.len ? loader_keep(loader, place.host) : NULL;
	server->socket = place.socket.len ? loader_keep(loader, place.socket) : NULL;
	server->port = place.port ? place.port : server->port;
	return 0;
}

static int take_port(struct nextcloud *nextcloud, const struct nextcloud_value *shard,
	struct database_server *server)
{
	struct nextcloud_value value;
	bool found = false;
	int64_t port;
	int r = 0;

	if (nextcloud_child(nextcloud, shard, "port", &value)) {
		r = nextcloud_integer(nextcloud, &value, &found, &port);
	}
	if (r == 0 && found) {
		if (port <= 0 || port > UINT16_MAX) {
			return nextcloud_fail(nextcloud, &value,
				"Failed to parse database configuration: '%s' is no port",
				value.name);
		}
		server->port = (uint16_t)port;
	}
	return r;
}

static int take_shard(struct nextcloud *nextcloud, const struct nextcloud_value *shard,
	struct database_server *server)
{
	const struct {
		const char *key;
		const char **field;
	} texts[] = {
		{"unix_socket", &server->socket},
		{"user", &server->user},
		{"password", &server->password},
		{"dbname", &server->name},
	};
	struct origin origin;
	bool is_array;
	int r = nextcloud_is_array(nextcloud, shard, &is_array);

	if (r == 0 && !is_array) {
		return nextcloud_fail(nextcloud, shard,
			"Failed to parse database configuration: '%s' is not an array",
			shard->name);
	}
	*server = nextcloud->loader->settings->database.server;
	r = r ? r : take_place(nextcloud, shard, server);
	r = r ? r : take_port(nextcloud, shard, server);
	for (size_t i = 0; r == 0 && i < ARRAY_SIZE(texts); i++) {
		const char *text;

		r = nextcloud_child_text(nextcloud, shard, texts[i].key, &text, &origin);
		*texts[i].field = r == 0 && text ? text : *texts[i].field;
	}
	if (r == 0 && server->port == 0 &&
		nextcloud->loader->settings->database.kind == DATABASE_MYSQL) {
		server->port = 3306;
	}
	return r;
}

static int take_shards(struct nextcloud *nextcloud, const struct nextcloud_value *list)
{
	struct settings_database *database = &nextcloud->loader->settings->database;
	size_t count = php_array_count(list->value.array);
	struct database_server *shards;
	struct nextcloud_value shard;
	size_t cursor = 0;
	size_t at = 0;

	if (count == 0 || count > SHARDS_MAX || php_array_rest(list->value.array)) {
		return nextcloud_fail(nextcloud, list,
			"Failed to parse database configuration: '%s' must list 1 to %u shards",
			list->name, SHARDS_MAX);
	}
	shards = loader_alloc(nextcloud->loader, count, sizeof(*shards));
	while (shards && at < count && nextcloud_next(nextcloud, list, &cursor, &shard)) {
		int r = take_shard(nextcloud, &shard, &shards[at++]);

		if (r != 0) {
			return r;
		}
	}
	database->sharding.shards = shards;
	database->sharding.count = at;
	nextcloud->loader->settings->origins[SETTING_DATABASE_SHARDING] = list->origin;
	return 0;
}

static int check_mapper(struct nextcloud *nextcloud, const struct nextcloud_value *preset)
{
	struct nextcloud_value value;
	const char *mapper = NULL;
	int r = 0;

	if (nextcloud_child(nextcloud, preset, "mapper", &value)) {
		r = nextcloud_text(nextcloud, &value, &mapper);
	}
	if (r == 0 && mapper &&
		!str_has_suffix(str_from_cstr(mapper), STR_LIT("RoundRobinShardMapper"))) {
		return nextcloud_fail(nextcloud, &value,
			"Failed to parse database configuration: the shard mapper '%s' is not "
			"supported, RoundRobinShardMapper alone is",
			mapper);
	}
	return r;
}

static int take_first_key(struct nextcloud *nextcloud, const struct nextcloud_value *preset)
{
	struct nextcloud_value value;
	int64_t key = 0;
	bool found = false;
	int r = 0;

	if (nextcloud_child(nextcloud, preset, "from_shard_key", &value)) {
		r = nextcloud_integer(nextcloud, &value, &found, &key);
	}
	if (r == 0 && found && key > 0) {
		nextcloud->loader->settings->database.sharding.from_shard_key = (uint64_t)key;
	}
	return r;
}

/* The element KEY of ARRAY, when that is an array as well. */
static int find_array(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	const char *key, struct nextcloud_value *ret_value, bool *ret_found)
{
	*ret_found = false;
	return nextcloud_child(nextcloud, array, key, ret_value)
		       ? nextcloud_is_array(nextcloud, ret_value, ret_found)
		       : 0;
}

int nextcloud_take_sharding(struct nextcloud *nextcloud)
{
	struct nextcloud_value sharding;
	struct nextcloud_value preset;
	struct nextcloud_value list;
	bool found = false;
	int r = 0;

	if (nextcloud_find(nextcloud, "dbsharding", &sharding)) {
		r = nextcloud_is_array(nextcloud, &sharding, &found);
	}
	if (r == 0 && found) {
		r = find_array(nextcloud, &sharding, "filecache", &preset, &found);
	}
	if (r == 0 && found) {
		r = find_array(nextcloud, &preset, "shards", &list, &found);
	}
	if (r != 0 || !found) {
		return r;
	}
	if (nextcloud->loader->settings->database.kind == DATABASE_SQLITE) {
		return nextcloud_fail(nextcloud, &sharding,
			"invalid database configuration: 'dbsharding' needs MySQL or PostgreSQL");
	}
	r = check_mapper(nextcloud, &preset);
	r = r ? r : take_first_key(nextcloud, &preset);
	return r ? r : take_shards(nextcloud, &list);
}
