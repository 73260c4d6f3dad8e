/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A server that takes commands: the one server, the master that a sentinel named, or one of a
 * cluster. Connects when wanted; after a failure it rests for the back-off, during which whoever
 * wants it waits.
 */
#include <errno.h>

#include "base/log.h"
#include "peer/redis_internal.h"

#define LOG_TARGET "notify_push::redis"

static void on_ready(struct redis_link *link)
{
	struct redis_node *node = container_of(link, struct redis_node, link);
	uint64_t lasted;

	node->attempts = 0;
	node->refusals.open = false;
	if (redis_outage_end(&node->outage, loop_now_ms(link->loop), &lasted)) {
		log_warn("%s: commands work again after %.1f s", redis_link_name(link),
			(double)lasted / 1000);
	} else {
		log_debug("%s: ready for commands", redis_link_name(link));
	}
	redis_commands_dispatch(node->redis);
}

static void report(struct redis_node *node, const char *why, uint32_t delay_ms)
{
	struct redis *redis = node->redis;

	redis_note_error(redis, why);
	if (!redis->subscriber.up || node->attempts < 2) {
		/* When the subscription falls too, its own lines tell the same. */
		log_debug("no connection for commands: %s", why);
	} else if (redis_outage_is_news(
			   &node->outage, loop_now_ms(redis->loop), str_from_cstr(why))) {
		log_warn("no connection for commands: %s; trying again in %u ms", why, delay_ms);
	}
}

static void on_down(struct redis_link *link, const char *why)
{
	struct redis_node *node = container_of(link, struct redis_node, link);
	struct redis *redis = node->redis;
	uint32_t delay_ms = redis_backoff_ms(&redis->rng, node->attempts++);

	report(node, why, delay_ms);
	loop_timer_start(redis->loop, &node->rest, delay_ms);
	redis->ops->failed(redis, node);
	redis_commands_dispatch(redis);
}

static const struct redis_link_handler link_handler = {
	.on_ready = on_ready,
	.on_down = on_down,
};

static void on_rested(struct timer *timer)
{
	struct redis_node *node = container_of(timer, struct redis_node, rest);
	struct redis *redis = node->redis;

	if (node->keep) {
		redis_node_want(node);
	}
	redis->ops->rested(redis, node);
	redis_commands_dispatch(redis);
}

static int set_endpoint(struct redis_node *node, const struct redis_endpoint *endpoint)
{
	char *name =
		str_dup_cstr(str_from_cstr(endpoint->socket ? endpoint->socket : endpoint->host));

	if (!name) {
		return -ENOMEM;
	}
	free(node->name);
	node->name = name;
	node->endpoint = (struct redis_endpoint){
		.host = endpoint->socket ? NULL : name,
		.port = endpoint->port,
		.socket = endpoint->socket ? name : NULL,
	};
	return 0;
}

struct redis_node *redis_node_new(
	struct redis *redis, const struct redis_endpoint *endpoint, bool keep)
{
	struct redis_node *node = calloc(1, sizeof(*node));

	if (!node) {
		return NULL;
	}
	*node = (struct redis_node){.redis = redis, .keep = keep};
	redis_link_init(&node->link, redis->loop, &link_handler);
	timer_init(&node->rest, on_rested);
	list_init(&node->list);
	if (endpoint && set_endpoint(node, endpoint) < 0) {
		return redis_node_free(node);
	}
	list_append(&redis->nodes, &node->list);
	redis->node_count++;
	return node;
}

struct redis_node *redis_node_free(struct redis_node *node)
{
	if (node) {
		redis_link_deinit(&node->link);
		loop_timer_stop(node->redis->loop, &node->rest);
		if (!list_is_empty(&node->list)) {
			node->redis->node_count--;
			list_remove(&node->list);
		}
		free(node->name);
		free(node);
	}
	return NULL;
}

int redis_node_move(struct redis_node *node, const struct redis_endpoint *endpoint)
{
	int r = set_endpoint(node, endpoint);

	if (r == 0) {
		redis_link_close(&node->link);
		loop_timer_stop(node->redis->loop, &node->rest);
		node->attempts = 0;
	}
	return r;
}

void redis_node_want(struct redis_node *node)
{
	struct redis *redis = node->redis;

	if (redis->stopping || node->link.state != REDIS_LINK_CLOSED || redis_node_rests(node) ||
		(!node->endpoint.host && !node->endpoint.socket)) {
		return;
	}
	if (redis_link_open(&node->link, &node->endpoint, &redis->login) < 0) {
		loop_timer_start(
			redis->loop, &node->rest, redis_backoff_ms(&redis->rng, node->attempts++));
	}
}
