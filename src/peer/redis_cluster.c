/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Redis Cluster (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/).
 *
 * A message published anywhere reaches every node, so the subscription may stand at any: the seeds
 * in a shuffled order, then whatever other nodes were heard of, round and round. Commands go to the
 * node that had the slot of their key last, else to any; MOVED and ASK name the right one. Five
 * keys are all there is, so no map of the slots is fetched: the redirections teach it.
 *
 * A node that was cut off from the others lives on and answers pings, but hears nothing. So it is
 * asked now and then (CLUSTER INFO) whether its cluster is well; if not, the subscription moves,
 * but not again before a node says that all is well: a cluster that is ill as a whole still
 * delivers.
 */
#include <errno.h>

#include "base/log.h"
#include "peer/redis_internal.h"

#define LOG_TARGET "notify_push::redis"

/* Followed at once; further ones after a pause, as nodes disagree during a fail-over. */
#define QUICK_REDIRECTS 5U

struct redis_cluster {
	struct redis *redis;
	struct timer check;
	struct redis_request question;
	bool asked;
	bool forbidden;  /* by an ACL: then it is not asked */
	bool moved;      /* away from a node that was not well */
	struct list *at; /* where the subscription is or was tried last; NULL = nowhere yet */
	struct redis_node *slots[REDIS_SLOTS]; /* NULL = not known */
};

static struct redis_node *node_at(struct list *item)
{
	return list_entry(item, struct redis_node, list);
}

/* Fisher and Yates. */
static void shuffle(struct redis *redis, size_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		order[i] = i;
	}
	for (size_t i = count; i > 1; i--) {
		size_t j = rng_below(&redis->rng, (uint32_t)i);
		size_t held = order[j];

		order[j] = order[i - 1];
		order[i - 1] = held;
	}
}

/* Keeps a connection ready even when there is nothing to send. */
static void keep_one(struct redis *redis)
{
	struct redis_node *idle = NULL;

	list_for_each (item, &redis->nodes) {
		struct redis_node *node = node_at(item);

		if (node->link.state != REDIS_LINK_CLOSED) {
			return;
		}
		if (!idle && !redis_node_rests(node)) {
			idle = node;
		}
	}
	if (idle) {
		redis_node_want(idle);
	}
}

/* -- Is the subscription's node well? --------------------------------------------------------- */

static void leave_node(struct redis *redis)
{
	struct buf why = BUF_NULL;
	const char *text;

	buf_appendf(&why, "%s: this node is cut off from its cluster",
		redis_link_name(&redis->subscriber.link));
	text = buf_cstr(&why);
	redis_subscriber_restart(redis, text ? text : "out of memory");
	buf_deinit(&why);
}

static void on_health(struct redis_request *request, const struct resp_value *reply)
{
	struct redis_cluster *cluster = container_of(request, struct redis_cluster, question);
	struct redis *redis = cluster->redis;

	cluster->asked = false;
	if (!reply) {
		return;
	}
	if (reply->kind == RESP_ERROR) {
		cluster->forbidden = true;
		log_debug("nodes are not asked for their health: %.*s", STR_ARG(reply->text));
	} else if (str_find(reply->text, STR_LIT("cluster_state:ok")) >= 0) {
		cluster->moved = false;
	} else if (!cluster->moved && redis->subscriber.up) {
		cluster->moved = true;
		leave_node(redis);
	}
}

static void on_check(struct timer *timer)
{
	static const struct str info = STR_INIT("*2\r\n$7\r\nCLUSTER\r\n$4\r\nINFO\r\n");
	struct redis_cluster *cluster = container_of(timer, struct redis_cluster, check);
	struct redis *redis = cluster->redis;

	loop_timer_start(redis->loop, timer, REDIS_PING_MS);
	if (redis->subscriber.up && cluster->at && !cluster->asked && !cluster->forbidden) {
		struct redis_node *node = node_at(cluster->at);

		redis_node_want(node);
		cluster->asked = redis_link_send(&node->link, info, &cluster->question) == 0;
	}
}

/* -- The mode --------------------------------------------------------------------------------- */

static int cluster_start(struct redis *redis, const struct redis_options *options)
{
	size_t order[REDIS_MAX_NODES];
	size_t count = MIN_OF(options->node_count, ARRAY_SIZE(order));

	redis->cluster = calloc(1, sizeof(*redis->cluster));
	if (!redis->cluster) {
		return -ENOMEM;
	}
	redis->cluster->redis = redis;
	redis->cluster->question.done = on_health;
	list_init(&redis->cluster->question.link);
	timer_init(&redis->cluster->check, on_check);
	loop_timer_start(redis->loop, &redis->cluster->check, REDIS_PING_MS);
	shuffle(redis, order, count);
	for (size_t i = 0; i < count; i++) {
		if (!redis_node_new(redis, &options->nodes[order[i]], false)) {
			return -ENOMEM;
		}
	}
	keep_one(redis);
	return 0;
}

static void cluster_stop(struct redis *redis)
{
	if (redis->cluster) {
		loop_timer_stop(redis->loop, &redis->cluster->check);
	}
	free(redis->cluster);
	redis->cluster = NULL;
}

static struct list *next_in_ring(struct redis *redis, struct list *item)
{
	struct list *next = item ? item->next : redis->nodes.next;

	return next == &redis->nodes ? next->next : next;
}

/* The next that answers commands, since it will answer this too; else just the next. */
static const struct redis_endpoint *cluster_locate(struct redis *redis)
{
	struct list *last = redis->cluster->at;
	struct list *next = next_in_ring(redis, last);

	for (struct list *item = next; last && item != last; item = next_in_ring(redis, item)) {
		if (redis_link_is_ready(&node_at(item)->link)) {
			next = item;
			break;
		}
	}
	redis->cluster->at = next;
	return &node_at(next)->endpoint;
}

/* By the slot; else one that is ready; else one that is not known to be down. */
static struct redis_node *cluster_route(struct redis *redis, const struct redis_command *command)
{
	struct redis_node *best = NULL;

	if (command->target) {
		return command->target;
	}
	if (redis->cluster->slots[command->slot]) {
		return redis->cluster->slots[command->slot];
	}
	list_for_each (item, &redis->nodes) {
		struct redis_node *node = node_at(item);

		if (redis_link_is_ready(&node->link)) {
			return node;
		}
		if (!best || (redis_node_rests(best) && !redis_node_rests(node)) ||
			(best->link.state == REDIS_LINK_CLOSED &&
				node->link.state != REDIS_LINK_CLOSED)) {
			best = node;
		}
	}
	return best;
}

/* A node that a redirection names; NULL when there are too many or memory is out. */
static struct redis_node *node_of(struct redis *redis, const struct redis_endpoint *endpoint)
{
	list_for_each (item, &redis->nodes) {
		struct redis_node *node = node_at(item);

		if (node->endpoint.host && node->endpoint.port == endpoint->port &&
			strcmp(node->endpoint.host, endpoint->host) == 0) {
			return node;
		}
	}
	if (redis->node_count >= REDIS_MAX_NODES) {
		return NULL;
	}
	return redis_node_new(redis, endpoint, false);
}

/* "3999 127.0.0.1:6381": an empty host is that of the node that says so. False if malformed. */
static bool parse_place(struct str text, const struct redis_node *from, char *host, size_t size,
	uint32_t *ret_slot, uint16_t *ret_port)
{
	struct str slot;
	struct str place;
	ptrdiff_t colon;

	if (!str_split_once(text, ' ', &slot, &place) || !str_to_u32(slot, ret_slot) ||
		*ret_slot >= REDIS_SLOTS) {
		return false;
	}
	colon = str_rfind_byte(place, ':');
	if (colon < 0 || !str_to_u16(str_skip(place, (size_t)colon + 1), ret_port)) {
		return false;
	}
	place = str_first(place, (size_t)colon);
	if (place.len == 0 || str_equals(place, STR_LIT("?"))) {
		place = str_from_cstr(from->endpoint.host);
	}
	if (place.len == 0 || place.len >= size) {
		return false;
	}
	(void)snprintf(host, size, "%.*s", STR_ARG(place));
	return true;
}

/* The node that a MOVED or ASK names; NULL if it makes no sense. */
static struct redis_node *named_node(
	struct redis *redis, const struct redis_node *from, struct str text, uint32_t *ret_slot)
{
	struct redis_endpoint endpoint = {0};
	char host[256];

	if (!parse_place(text, from, host, sizeof(host), ret_slot, &endpoint.port)) {
		return NULL;
	}
	endpoint.host = host;
	return node_of(redis, &endpoint);
}

static bool cluster_redirect(struct redis *redis, struct redis_command *command, struct str error)
{
	struct redis_node *node;
	struct str kind;
	struct str text;
	uint32_t slot;

	(void)str_split_once(error, ' ', &kind, &text);
	if (str_equals(kind, STR_LIT("TRYAGAIN")) || str_equals(kind, STR_LIT("CLUSTERDOWN")) ||
		str_equals(kind, STR_LIT("MASTERDOWN"))) {
		/* Only another node may know better. */
		redis->cluster->slots[command->slot] = NULL;
		redis_command_later(command);
		return true;
	}
	if (!str_equals(kind, STR_LIT("MOVED")) && !str_equals(kind, STR_LIT("ASK"))) {
		return false;
	}
	node = named_node(redis, command->node, text, &slot);
	if (!node) {
		return false;
	}
	if (str_equals(kind, STR_LIT("MOVED"))) {
		redis->cluster->slots[slot] = node;
	} else {
		command->target = node;
	}
	if (command->redirects++ < QUICK_REDIRECTS) {
		redis_command_turn(command);
	} else {
		redis_command_later(command);
	}
	return true;
}

static void cluster_failed(struct redis *redis, struct redis_node *node)
{
	if (!node) {
		return;
	}
	for (size_t i = 0; i < REDIS_SLOTS; i++) {
		if (redis->cluster->slots[i] == node) {
			redis->cluster->slots[i] = NULL;
		}
	}
	list_for_each (item, &redis->waiting) {
		struct redis_command *command =
			list_entry(item, struct redis_command, request.link);

		if (command->target == node) {
			command->target = NULL;
		}
	}
	keep_one(redis);
}

static void cluster_rested(struct redis *redis, struct redis_node *node)
{
	(void)node;
	keep_one(redis);
}

const struct redis_mode_ops redis_cluster_ops = {
	.start = cluster_start,
	.stop = cluster_stop,
	.locate = cluster_locate,
	.route = cluster_route,
	.redirect = cluster_redirect,
	.failed = cluster_failed,
	.rested = cluster_rested,
};
