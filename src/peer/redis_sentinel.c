/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Redis Sentinel (https://redis.io/docs/latest/develop/reference/sentinel-clients/).
 *
 * One connection to one of the sentinels, kept: it asks for the master's address and then listens
 * for +switch-master. When it falls, or when the master proves to be none (connection lost, role is
 * not master, READONLY), the next sentinel is asked. The subscription and the only command node go
 * where the master is, and check its role before they trust the answer.
 */
#include <errno.h>

#include "base/log.h"
#include "peer/redis_internal.h"

#define LOG_TARGET "notify_push::redis"

/* Between two questions, however often the master disappoints. */
#define ASK_AGAIN_MS 1000U

struct redis_sentinel {
	struct redis *redis;
	struct redis_link link;
	struct redis_request question;
	struct timer retry;
	unsigned attempts;
	uint64_t asked_ms;
	struct redis_outage outage;
	struct buf master; /* its name */
	size_t count;
	size_t at;
	struct redis_endpoint sentinels[];
};

static void ask_next(struct redis_sentinel *sentinel)
{
	const struct redis_endpoint *endpoint = &sentinel->sentinels[sentinel->at];
	struct redis *redis = sentinel->redis;

	sentinel->at = sentinel->at + 1 < sentinel->count ? sentinel->at + 1 : 0;
	sentinel->asked_ms = loop_now_ms(redis->loop);
	if (redis_link_open(&sentinel->link, endpoint, &redis->sentinel_login) < 0) {
		loop_timer_start(redis->loop, &sentinel->retry, ASK_AGAIN_MS);
	}
}

static void on_retry(struct timer *timer)
{
	ask_next(container_of(timer, struct redis_sentinel, retry));
}

/* Asks again soon, unless it is going to anyway. */
static void rediscover(struct redis_sentinel *sentinel)
{
	struct redis *redis = sentinel->redis;
	uint64_t next = sentinel->asked_ms + ASK_AGAIN_MS;
	uint64_t now = loop_now_ms(redis->loop);

	if (!sentinel->retry.armed && redis_link_is_ready(&sentinel->link)) {
		loop_timer_start(redis->loop, &sentinel->retry, next > now ? next - now : 0);
	}
}

static void set_master(struct redis *redis, const struct redis_endpoint *endpoint)
{
	struct redis_node *node = redis_only_node(redis);
	const char *known = node->endpoint.host;

	if (known && strcmp(known, endpoint->host) == 0 && node->endpoint.port == endpoint->port) {
		return;
	}
	if (redis_node_move(node, endpoint) < 0) {
		/* Out of memory: the next answer will do. */
		loop_timer_start(redis->loop, &redis->sentinel->retry, ASK_AGAIN_MS);
		return;
	}
	if (known) {
		log_warn("the sentinels made %s:%u the master", endpoint->host, endpoint->port);
	}
	redis_node_want(node);
	redis_subscriber_restart(redis, "the sentinels made another server the master");
}

static void take_master(struct redis *redis, struct str host, struct str port)
{
	struct redis_endpoint endpoint = {0};
	char text[256];

	if (host.len == 0 || host.len >= sizeof(text) || !str_to_u16(port, &endpoint.port)) {
		return;
	}
	(void)snprintf(text, sizeof(text), "%.*s", STR_ARG(host));
	endpoint.host = text;
	set_master(redis, &endpoint);
}

static void on_answer(struct redis_request *request, const struct resp_value *reply)
{
	static const struct str events[] = {STR_INIT("+switch-master")};
	struct redis_sentinel *sentinel = container_of(request, struct redis_sentinel, question);
	struct redis *redis = sentinel->redis;
	uint64_t lasted;

	if (!reply) {
		return;
	}
	if (reply->kind == RESP_ERROR) {
		redis_link_drop_for(&sentinel->link, reply->text);
		return;
	}
	if (reply->kind != RESP_ARRAY || reply->count != 2) {
		redis_link_drop(&sentinel->link, "this sentinel does not know the master's name");
		return;
	}
	sentinel->attempts = 0;
	if (redis_outage_end(&sentinel->outage, loop_now_ms(redis->loop), &lasted)) {
		log_warn("%s: a sentinel answers again after %.1f s",
			redis_link_name(&sentinel->link), (double)lasted / 1000);
	}
	take_master(redis, reply->items[0].text, reply->items[1].text);
	if (redis_link_subscribe(&sentinel->link, "", events, ARRAY_SIZE(events)) < 0) {
		redis_link_drop(&sentinel->link, "out of memory");
	}
}

static void on_ready(struct redis_link *link)
{
	struct redis_sentinel *sentinel = container_of(link, struct redis_sentinel, link);
	struct buf command = BUF_NULL;

	RESP_COMMAND(&command, STR_LIT("SENTINEL"), STR_LIT("get-master-addr-by-name"),
		buf_str(&sentinel->master));
	if (buf_status(&command) < 0 ||
		redis_link_send(link, buf_str(&command), &sentinel->question) < 0) {
		redis_link_drop(link, "out of memory");
	}
	buf_deinit(&command);
}

static void on_subscribed(struct redis_link *link)
{
	log_debug("listening to the sentinel at %s", redis_link_name(link));
}

/* "<name> <old host> <old port> <new host> <new port>" */
static void on_message(struct redis_link *link, struct str channel, struct str payload)
{
	struct redis_sentinel *sentinel = container_of(link, struct redis_sentinel, link);
	struct str field[5];

	(void)channel;
	for (size_t i = 0; i < ARRAY_SIZE(field); i++) {
		(void)str_split_once(payload, ' ', &field[i], &payload);
	}
	if (str_equals(field[0], buf_str(&sentinel->master))) {
		take_master(sentinel->redis, field[3], field[4]);
	}
}

static void on_oversized(struct redis_link *link)
{
	(void)link;
}

/* Serious only when no sentinel answers and the master is needed. */
static void tell(struct redis_sentinel *sentinel, const char *why, uint32_t delay_ms)
{
	struct redis *redis = sentinel->redis;
	uint64_t now = loop_now_ms(redis->loop);
	struct str reason = str_from_cstr(why);
	bool bad = !redis->subscriber.up && sentinel->attempts % sentinel->count == 0;

	if (redis_outage_is_news(&sentinel->outage, now, reason)) {
		log_at(LOG_TARGET, bad ? LOG_ERROR : LOG_WARN,
			"sentinel %s; asking the next in %u ms", why, delay_ms);
	}
	if (bad && redis_outage_is_news(&redis->subscriber.told, now, reason)) {
		redis->handler->on_down(redis->context, why);
	}
}

static void on_down(struct redis_link *link, const char *why)
{
	struct redis_sentinel *sentinel = container_of(link, struct redis_sentinel, link);
	struct redis *redis = sentinel->redis;
	uint32_t delay_ms = redis_backoff_ms(&redis->rng, sentinel->attempts++);

	redis_note_error(redis, why);
	loop_timer_start(redis->loop, &sentinel->retry, delay_ms);
	tell(sentinel, why, delay_ms);
}

static const struct redis_link_handler link_handler = {
	.on_ready = on_ready,
	.on_subscribed = on_subscribed,
	.on_message = on_message,
	.on_oversized = on_oversized,
	.on_down = on_down,
};

/* -- The mode --------------------------------------------------------------------------------- */

static int sentinel_start(struct redis *redis, const struct redis_options *options)
{
	size_t count = options->node_count;
	struct redis_sentinel *sentinel =
		calloc(1, sizeof(*sentinel) + count * sizeof(sentinel->sentinels[0]));

	if (!sentinel || !redis_node_new(redis, NULL, true)) {
		free(sentinel);
		return -ENOMEM;
	}
	redis->sentinel = sentinel;
	sentinel->redis = redis;
	sentinel->question.done = on_answer;
	list_init(&sentinel->question.link);
	redis_link_init(&sentinel->link, redis->loop, &link_handler);
	timer_init(&sentinel->retry, on_retry);
	buf_append_cstr(&sentinel->master, options->sentinel_master);
	for (size_t i = 0; i < count; i++) {
		const struct redis_endpoint *from = &options->nodes[i];
		struct redis_endpoint *to = &sentinel->sentinels[i];

		to->port = from->port;
		if (!redis_copy_text(redis, from->host, &to->host) ||
			!redis_copy_text(redis, from->socket, &to->socket)) {
			return -ENOMEM;
		}
	}
	sentinel->count = count;
	sentinel->at = rng_below(&redis->rng, (uint32_t)count);
	ask_next(sentinel);
	return buf_status(&sentinel->master);
}

static void sentinel_stop(struct redis *redis)
{
	struct redis_sentinel *sentinel = redis->sentinel;

	if (sentinel) {
		loop_timer_stop(redis->loop, &sentinel->retry);
		redis_link_deinit(&sentinel->link);
		buf_deinit(&sentinel->master);
		free(sentinel);
	}
	redis->sentinel = NULL;
}

static const struct redis_endpoint *sentinel_locate(struct redis *redis)
{
	const struct redis_endpoint *endpoint = &redis_only_node(redis)->endpoint;

	return endpoint->host ? endpoint : NULL;
}

static struct redis_node *sentinel_route(struct redis *redis, const struct redis_command *command)
{
	(void)command;
	return redis_only_node(redis);
}

static bool sentinel_redirect(struct redis *redis, struct redis_command *command, struct str error)
{
	if (!str_has_prefix(error, STR_LIT("READONLY"))) {
		return false;
	}
	rediscover(redis->sentinel);
	return redis_single_ops.redirect(redis, command, error);
}

static void sentinel_failed(struct redis *redis, struct redis_node *node)
{
	(void)node;
	rediscover(redis->sentinel);
}

static void sentinel_rested(struct redis *redis, struct redis_node *node)
{
	(void)redis;
	(void)node;
}

const struct redis_mode_ops redis_sentinel_ops = {
	.start = sentinel_start,
	.stop = sentinel_stop,
	.locate = sentinel_locate,
	.route = sentinel_route,
	.redirect = sentinel_redirect,
	.failed = sentinel_failed,
	.rested = sentinel_rested,
};
