/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The face of the Redis client: copies the options, starts and stops the parts, answers for them;
 * and the simplest mode, a single server (redis_internal.h shows how it all fits together).
 */
#include "peer/redis.h"

#include <errno.h>

#include "base/log.h"
#include "peer/redis_internal.h"

#define LOG_TARGET "notify_push::redis"

/* -- A single server -------------------------------------------------------------------------- */

static int single_start(struct redis *redis, const struct redis_options *options)
{
	struct redis_node *node = redis_node_new(redis, &options->nodes[0], true);

	if (!node) {
		return -ENOMEM;
	}
	redis_node_want(node);
	return 0;
}

static void single_stop(struct redis *redis)
{
	(void)redis;
}

static const struct redis_endpoint *single_locate(struct redis *redis)
{
	return &redis_only_node(redis)->endpoint;
}

static struct redis_node *single_route(struct redis *redis, const struct redis_command *command)
{
	(void)command;
	return redis_only_node(redis);
}

/*
 * A replica behind the name that used to be the master's: the name may lead elsewhere by now (that
 * is how hosted services fail over).
 */
static bool single_redirect(struct redis *redis, struct redis_command *command, struct str error)
{
	struct redis_node *node = command->node;

	if (!str_has_prefix(error, STR_LIT("READONLY"))) {
		return false;
	}
	if (redis_outage_is_news(&redis->read_only, loop_now_ms(redis->loop), error)) {
		log_error("%s is a replica and takes no writes (READONLY); connecting again until "
			  "there is a master",
			redis_link_name(&node->link));
	}
	redis_command_later(command);
	redis_link_drop(&node->link, "this server is a replica and takes no writes (READONLY)");
	return true;
}

static void single_failed(struct redis *redis, struct redis_node *node)
{
	(void)redis;
	(void)node;
}

const struct redis_mode_ops redis_single_ops = {
	.start = single_start,
	.stop = single_stop,
	.locate = single_locate,
	.route = single_route,
	.redirect = single_redirect,
	.failed = single_failed,
	.rested = single_failed,
};

/* -- Options ---------------------------------------------------------------------------------- */

bool redis_copy_text(struct redis *redis, const char *text, const char **ret_copy)
{
	struct str copied;

	*ret_copy = NULL;
	if (!text) {
		return true;
	}
	if (!arena_dup(&redis->arena, str_from_cstr(text), &copied)) {
		return false;
	}
	*ret_copy = copied.ptr;
	return true;
}

static bool copy_tls(struct redis *redis, const struct tls_options *tls)
{
	if (!tls) {
		return true;
	}
	redis->tls = *tls;
	redis->login.tls = &redis->tls;
	redis->sentinel_login.tls = &redis->tls;
	return redis_copy_text(redis, tls->ca, &redis->tls.ca) &&
	       redis_copy_text(redis, tls->ca_directory, &redis->tls.ca_directory) &&
	       redis_copy_text(redis, tls->cert, &redis->tls.cert) &&
	       redis_copy_text(redis, tls->key, &redis->tls.key) &&
	       redis_copy_text(redis, tls->peer_name, &redis->tls.peer_name);
}

static bool copy_options(struct redis *redis, const struct redis_options *options)
{
	const char *prefix = options->channel_prefix ? options->channel_prefix : "";

	if (!copy_tls(redis, options->tls) || !redis_copy_text(redis, prefix, &redis->prefix) ||
		!redis_copy_text(redis, options->user, &redis->login.user) ||
		!redis_copy_text(redis, options->password, &redis->login.password) ||
		!redis_copy_text(redis, options->sentinel_user, &redis->sentinel_login.user) ||
		!redis_copy_text(
			redis, options->sentinel_password, &redis->sentinel_login.password)) {
		return false;
	}
	redis->prefix_len = strlen(redis->prefix);
	redis->login.database = options->mode == REDIS_MODE_CLUSTER ? 0 : options->database;
	redis->login.must_be_master = options->mode == REDIS_MODE_SENTINEL;
	return true;
}

/* -- Life ------------------------------------------------------------------------------------- */

static const struct redis_mode_ops *ops_of(enum redis_mode mode)
{
	switch (mode) {
	case REDIS_MODE_CLUSTER:
		return &redis_cluster_ops;
	case REDIS_MODE_SENTINEL:
		return &redis_sentinel_ops;
	case REDIS_MODE_SINGLE:
	default:
		return &redis_single_ops;
	}
}

int redis_new(struct loop *loop, const struct redis_options *options,
	const struct redis_handler *handler, void *context, struct redis **ret_redis)
{
	struct redis *redis;
	int r;

	if (options->node_count == 0 ||
		(options->mode == REDIS_MODE_SENTINEL && !options->sentinel_master)) {
		return -EINVAL;
	}
	redis = calloc(1, sizeof(*redis));
	if (!redis) {
		return -ENOMEM;
	}
	*redis = (struct redis){.loop = loop, .handler = handler, .context = context};
	redis->ops = ops_of(options->mode);
	rng_init(&redis->rng);
	redis_commands_init(redis);
	redis_subscriber_init(redis);
	r = copy_options(redis, options) ? redis->ops->start(redis, options) : -ENOMEM;
	if (r < 0) {
		redis_free(redis);
		return r;
	}
	*ret_redis = redis;
	return 0;
}

struct redis *redis_free(struct redis *redis)
{
	if (!redis) {
		return NULL;
	}
	redis->stopping = true;
	redis_subscriber_deinit(redis);
	while (!list_is_empty(&redis->nodes)) {
		redis_node_free(redis_only_node(redis));
	}
	redis->ops->stop(redis);
	redis_commands_deinit(redis);
	arena_deinit_secret(&redis->arena);
	free(redis);
	return NULL;
}

void redis_note_error(struct redis *redis, const char *why)
{
	(void)snprintf(redis->last_error, sizeof(redis->last_error), "%s", why);
}

void redis_get_stats(const struct redis *redis, struct redis_stats *ret_stats)
{
	const struct redis_subscriber *subscriber = &redis->subscriber;
	struct str server = buf_str(&subscriber->link.name);

	*ret_stats = redis->stats;
	ret_stats->subscribed = subscriber->up;
	ret_stats->since_ms = subscriber->since_ms;
	ret_stats->last_error = redis->last_error;
	ret_stats->server = server;
	ret_stats->commands_ready = false;
	list_for_each (item, &redis->nodes) {
		const struct redis_node *node = list_entry(item, struct redis_node, list);

		ret_stats->commands_ready |= redis_link_is_ready(&node->link);
	}
}
