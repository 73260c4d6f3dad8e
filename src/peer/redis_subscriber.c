/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The subscription: one connection that is kept for ever. When it falls, the next try comes after a
 * back-off; a subscription that stood for a while makes the back-off start anew, one that falls at
 * once does not, or a server that always hangs up would be hammered.
 */
#include "base/log.h"
#include "peer/redis_internal.h"

#define LOG_TARGET "notify_push::redis"

#define STOOD_MS 5000U

static const struct str channels[] = {
	STR_INIT("notify_storage_update"),
	STR_INIT("notify_group_membership_update"),
	STR_INIT("notify_user_share_created"),
	STR_INIT("notify_test_cookie"),
	STR_INIT("notify_activity"),
	STR_INIT("notify_notification"),
	STR_INIT("notify_pre_auth"),
	STR_INIT("notify_custom"),
	STR_INIT("notify_config"),
	STR_INIT("notify_query"),
	STR_INIT("notify_signal"),
};

static void lost(struct redis *redis, const char *why);

static void connect_now(struct redis *redis)
{
	const struct redis_endpoint *endpoint = redis->ops->locate(redis);

	if (!endpoint || redis->stopping) {
		return; /* whoever finds out restarts the subscription */
	}
	if (redis_link_open(&redis->subscriber.link, endpoint, &redis->login) < 0) {
		lost(redis, "out of memory");
	}
}

static void on_retry(struct timer *timer)
{
	connect_now(container_of(timer, struct redis, subscriber.retry));
}

/* As long as a cluster has a node that was not tried, nothing is lost. */
static bool is_exhausted(const struct redis *redis)
{
	return redis->ops != &redis_cluster_ops ||
	       redis->subscriber.attempts % redis->node_count == 0;
}

static void tell(struct redis *redis, const char *why, bool fell, uint32_t delay_ms)
{
	struct redis_subscriber *subscriber = &redis->subscriber;
	uint64_t now = loop_now_ms(redis->loop);
	bool exhausted = is_exhausted(redis);

	if (!redis_outage_is_news(&subscriber->outage, now, str_from_cstr(why))) {
		log_debug("%s; trying again in %u ms", why, delay_ms);
	} else if (fell) {
		log_error("the subscription was lost: %s; trying again in %u ms", why, delay_ms);
	} else if (exhausted) {
		log_error("cannot subscribe: %s; trying again in %u ms", why, delay_ms);
	} else {
		log_warn("cannot subscribe: %s; trying the next node in %u ms", why, delay_ms);
	}
	if (fell ||
		(exhausted && redis_outage_is_news(&subscriber->told, now, str_from_cstr(why)))) {
		redis->handler->on_down(redis->context, why);
	}
}

static void lost(struct redis *redis, const char *why)
{
	struct redis_subscriber *subscriber = &redis->subscriber;
	uint64_t now = loop_now_ms(redis->loop);
	bool fell = subscriber->up;
	uint32_t delay_ms;

	if (fell && now - subscriber->since_ms >= STOOD_MS) {
		subscriber->attempts = 0;
	}
	delay_ms = redis_backoff_ms(&redis->rng, subscriber->attempts++);
	loop_timer_start(redis->loop, &subscriber->retry, delay_ms);
	if (fell) {
		subscriber->up = false;
		subscriber->since_ms = now;
	} else {
		redis->stats.failed_attempts++;
	}
	redis_note_error(redis, why);
	tell(redis, why, fell, delay_ms);
}

static void on_ready(struct redis_link *link)
{
	struct redis *redis = container_of(link, struct redis, subscriber.link);

	if (redis_link_subscribe(link, redis->prefix, channels, ARRAY_SIZE(channels)) < 0) {
		redis_link_drop(link, "out of memory");
	}
}

static void on_subscribed(struct redis_link *link)
{
	struct redis *redis = container_of(link, struct redis, subscriber.link);
	struct redis_subscriber *subscriber = &redis->subscriber;
	uint64_t now = loop_now_ms(redis->loop);
	bool gap = subscriber->was_up;
	uint64_t lasted;

	subscriber->up = true;
	subscriber->was_up = true;
	subscriber->since_ms = now;
	subscriber->told.open = false;
	if (redis_outage_end(&subscriber->outage, now, &lasted)) {
		log_warn("subscribed at %s after %.1f s without", redis_link_name(link),
			(double)lasted / 1000);
	} else {
		log_info("subscribed at %s", redis_link_name(link));
	}
	if (gap) {
		redis->stats.reconnects++;
	}
	redis->handler->on_up(redis->context, gap);
}

static void on_message(struct redis_link *link, struct str channel, struct str payload)
{
	struct redis *redis = container_of(link, struct redis, subscriber.link);

	redis->stats.messages++;
	redis->handler->on_message(redis->context, str_skip(channel, redis->prefix_len), payload);
}

static void on_oversized(struct redis_link *link)
{
	struct redis *redis = container_of(link, struct redis, subscriber.link);

	redis->stats.oversized++;
	log_error("%s: skipped a message of more than 4 MiB", redis_link_name(link));
}

static void on_down(struct redis_link *link, const char *why)
{
	struct redis *redis = container_of(link, struct redis, subscriber.link);

	lost(redis, why);
	redis->ops->failed(redis, NULL);
}

static const struct redis_link_handler link_handler = {
	.on_ready = on_ready,
	.on_subscribed = on_subscribed,
	.on_message = on_message,
	.on_oversized = on_oversized,
	.on_down = on_down,
};

void redis_subscriber_restart(struct redis *redis, const char *why)
{
	struct redis_subscriber *subscriber = &redis->subscriber;

	if (subscriber->up) {
		redis_link_close(&subscriber->link);
		lost(redis, why);
	}
	subscriber->attempts = 0;
	redis_link_close(&subscriber->link);
	loop_timer_start(redis->loop, &subscriber->retry, 0);
}

void redis_subscriber_init(struct redis *redis)
{
	struct redis_subscriber *subscriber = &redis->subscriber;

	redis_link_init(&subscriber->link, redis->loop, &link_handler);
	timer_init(&subscriber->retry, on_retry);
	subscriber->since_ms = loop_now_ms(redis->loop);
	loop_timer_start(redis->loop, &subscriber->retry, 0);
}

void redis_subscriber_deinit(struct redis *redis)
{
	loop_timer_stop(redis->loop, &redis->subscriber.retry);
	redis_link_deinit(&redis->subscriber.link);
}
