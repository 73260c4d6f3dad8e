/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Plain requests (wire.md §2 and §6), each also under /push. A request that needs Redis, Nextcloud
 * or the database first waits for its answer in a struct reply of its own; if the client leaves
 * meanwhile, the worker ignores the answer by its generation.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/crypto.h"
#include "base/log.h"
#include "daemon/hub.h"
#include "daemon/post.h"
#include "proto/ip.h"
#include "proto/url.h"
#include "push/message.h"

#define LOG_TARGET "notify_push::http"

#define TEST_TIMEOUT_MS 10000U
#define APP_PATH        "index.php/apps/notify_push/"

/*
 * No verdict on a token is possible without Redis, and 403 would blame the token. Not 503: that is
 * what a proxy says when we do not run, and the app takes it for that; 500 has always been an
 * answer of a push server whose Redis gave no token.
 */
#define NO_REDIS_STATUS 500
#define NO_REDIS_TEXT   STR_LIT("the push server cannot reach its Redis; its log says why")

struct reply;

typedef void route_fn(struct reply *reply);

/* A request that is being answered. */
struct reply {
	struct hub_worker *to;
	struct ws_id id;
	struct ask *ask;
	struct str argument; /* the last segment of the path, within ask */
	bool is_post;        /* that is the method which is right */
	route_fn *fn;
};

static struct reply *free_reply(struct reply *reply)
{
	ask_free(reply->ask);
	free(reply);
	return NULL;
}

/* Sends the answer and frees REPLY. */
static void finish(struct reply *reply, unsigned status, struct str body)
{
	struct message message = {.type = MSG_ANSWER,
		.small = (uint16_t)status,
		.b = reply->id.index,
		.c = reply->id.generation,
		.pointer = blob_from_str(body)};

	/* Which methods are right goes into an Allow header. */
	message.bits = reply->is_post;
	outbox_send(&reply->to->to_worker, &message);
	free_reply(reply);
}

static void finish_number(struct reply *reply, uint64_t number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%llu", (unsigned long long)number);
	finish(reply, 200, str_from_cstr(text));
}

static bool is_subscribed(const struct hub *hub)
{
	struct redis_stats stats;

	redis_get_stats(hub->redis, &stats);
	return stats.subscribed;
}

/* --- with a token --- */

static void cookie(struct reply *reply)
{
	finish_number(reply, reply->to->hub->test_cookie);
}

static void reverse_cookie_done(void *context, const struct nextcloud_result *result)
{
	struct reply *reply = context;
	struct buf text = BUF_NULL;

	if (result->kind == NEXTCLOUD_OK) {
		buf_append_str(&text, result->body);
	} else if (nextcloud_is_untrusted_domain(result)) {
		buf_append_str(&text, nextcloud_host(reply->to->hub->nextcloud));
		buf_append_cstr(
			&text, " is not configured as a trusted domain for the nextcloud server");
	} else {
		buf_append_str(&text, result->error);
	}
	finish(reply, 200, buf_str(&text));
	buf_deinit(&text);
}

static void ask_nextcloud(
	struct reply *reply, const struct nextcloud_request *request, nextcloud_fn *done)
{
	int r = nextcloud_get(reply->to->hub->nextcloud, request, done, reply, NULL);

	if (r < 0) {
		finish(reply, 200, str_from_cstr(strerror(-r)));
	}
}

static void reverse_cookie(struct reply *reply)
{
	struct nextcloud_request request = {.path = STR_LIT(APP_PATH "test/cookie"),
		.token = buf_str(&reply->ask->token),
		.timeout_ms = TEST_TIMEOUT_MS};

	ask_nextcloud(reply, &request, reverse_cookie_done);
}

static void remote_done(void *context, const struct nextcloud_result *result)
{
	finish(context, 200, result->kind == NEXTCLOUD_OK ? result->body : result->error);
}

static void remote(struct reply *reply)
{
	struct nextcloud_request request = {.path = STR_LIT(APP_PATH "test/remote"),
		.has_forwarded_for = true,
		.token = buf_str(&reply->ask->token),
		.timeout_ms = TEST_TIMEOUT_MS};
	struct buf text = BUF_NULL;
	struct buf decoded = BUF_NULL;
	struct ip ip;

	/* What is sent on as a header must be nothing but an address. */
	url_decode(&decoded, reply->argument, URL_PERCENT);
	if (!ip_parse(buf_str(&decoded), &ip)) {
		finish(reply, 400, STR_LIT("expected an IP address behind /test/remote/"));
	} else {
		ip_write(&text, ip);
		request.forwarded_for = buf_str(&text);
		ask_nextcloud(reply, &request, remote_done);
	}
	buf_deinit(&decoded);
	buf_deinit(&text);
}

static void mapping_done(void *context, uint64_t cookie_, uint64_t count)
{
	(void)cookie_;
	finish_number(context, count);
}

static void mapping(struct reply *reply)
{
	uint64_t storage;

	if (!str_to_u64(reply->argument, &storage)) {
		finish(reply, 400, STR_LIT("expected a storage id behind /test/mapping/"));
	} else if (mounts_count(reply->to->hub->mounts, storage, mapping_done, reply, 0) < 0) {
		finish_number(reply, 0);
	}
}

static void version_set(void *context, enum redis_result result, struct str text)
{
	if (result != REDIS_OK) {
		log_warn("test/version: the version could not be written to Redis: %.*s",
			STR_ARG(text));
	}
	finish(context, 200, result == REDIS_OK ? STR_LIT("set") : STR_LIT("error"));
}

static void version(struct reply *reply)
{
	if (redis_set(reply->to->hub->redis, STR_LIT("notify_push_version"), STR_LIT(HUB_VERSION),
		    version_set, reply) < 0) {
		finish(reply, 200, STR_LIT("error"));
	}
}

static void token_known(void *context, enum redis_result result, struct str text)
{
	struct reply *reply = context;

	if (result == REDIS_FAILED) {
		log_info("the test token could not be read from Redis: %.*s", STR_ARG(text));
		finish(reply, NO_REDIS_STATUS, NO_REDIS_TEXT);
		return;
	}
	if (result != REDIS_OK || text.len == 0 ||
		!crypto_equals(text, buf_str(&reply->ask->token))) {
		finish(reply, 403, STR_LIT("the token header is not the one that Redis holds"));
		return;
	}
	reply->fn(reply);
}

static void check_token(struct reply *reply)
{
	if (!reply->ask->has_token) {
		finish(reply, 400, STR_LIT("the request header 'token' is missing"));
	} else if (redis_get(reply->to->hub->redis, STR_LIT("test-token"), token_known, reply) <
		   0) {
		finish(reply, NO_REDIS_STATUS, NO_REDIS_TEXT);
	}
}

/* --- without one --- */

static void cookie_or_life(struct reply *reply)
{
	if (reply->ask->has_token) {
		check_token(reply);
	} else if (is_subscribed(reply->to->hub)) {
		finish(reply, 200, STR_LIT("0"));
	} else {
		finish(reply, 503, STR_LIT("not subscribed to Redis"));
	}
}

static void health(struct reply *reply, bool all_matter)
{
	struct hub *hub = reply->to->hub;
	struct redis_stats redis;
	struct str why;
	bool database_down = mounts_is_down(hub->mounts, &why);
	struct buf text = BUF_NULL;

	redis_get_stats(hub->redis, &redis);
	buf_appendf(
		&text, "redis: %s\n", redis.subscribed ? "ok, subscribed" : "down, not subscribed");
	buf_appendf(&text, "database: %s\n", database_down ? "down, see the log" : "ok");
	if (hub->leaving) {
		buf_append_cstr(&text, "server: shutting down\n");
	}
	finish(reply,
		!redis.subscribed || hub->leaving || (all_matter && database_down) ? 503 : 200,
		buf_str(&text));
	buf_deinit(&text);
}

static void healthz(struct reply *reply)
{
	health(reply, true);
}

static void readyz(struct reply *reply)
{
	health(reply, false);
}

static void metrics(struct reply *reply)
{
	struct metrics *snapshot = calloc(1, sizeof(*snapshot));
	struct buf text = BUF_NULL;

	if (snapshot) {
		hub_collect_metrics(reply->to->hub, snapshot);
		metrics_write_prometheus(snapshot, &text);
	}
	if (!snapshot || buf_status(&text) < 0) {
		finish(reply, 503, STR_LIT("out of memory"));
	} else {
		finish(reply, 200, buf_str(&text));
	}
	free(snapshot);
	buf_deinit(&text);
}

/* --- which is which --- */

enum {
	ROUTE_POST = 1 << 0,
	ROUTE_ARGUMENT = 1 << 1, /* PATH is a prefix, the rest is the argument */
	ROUTE_TOKEN = 1 << 2,
	ROUTE_METRICS = 1 << 3, /* on the metrics listener */
};

static const struct route {
	struct str path;
	unsigned flags;
	route_fn *fn;
} routes[] = {
	{STR_INIT("/test/cookie"), 0, cookie_or_life},
	{STR_INIT("/test/reverse_cookie"), ROUTE_TOKEN, reverse_cookie},
	{STR_INIT("/test/mapping/"), ROUTE_TOKEN | ROUTE_ARGUMENT, mapping},
	{STR_INIT("/test/remote/"), ROUTE_TOKEN | ROUTE_ARGUMENT, remote},
	{STR_INIT("/test/version"), ROUTE_TOKEN | ROUTE_POST, version},
	{STR_INIT("/healthz"), 0, healthz},
	{STR_INIT("/readyz"), 0, readyz},
	{STR_INIT("/metrics"), ROUTE_METRICS, metrics},
};

/* The route for PATH; its argument, if it has one, into *ret_argument. */
static const struct route *find_route(struct str path, bool is_metrics, struct str *ret_argument)
{
	if (str_has_prefix(path, STR_LIT("/push/"))) {
		path = str_skip(path, 5);
	}
	if (path.len > 1 && str_has_suffix(path, STR_LIT("/"))) {
		path.len--;
	}
	for (size_t i = 0; i < ARRAY_SIZE(routes); i++) {
		const struct route *route = &routes[i];

		if (is_metrics != !!(route->flags & ROUTE_METRICS)) {
			continue;
		}
		if (str_equals(path, route->path)) {
			return route->flags & ROUTE_ARGUMENT ? NULL : route;
		}
		if (route->flags & ROUTE_ARGUMENT && str_has_prefix(path, route->path)) {
			*ret_argument = str_skip(path, route->path.len);
			return str_find_byte(*ret_argument, '/') < 0 ? route : NULL;
		}
	}
	return NULL;
}

static bool method_fits(const struct ask *ask, const struct route *route)
{
	struct str method = buf_str(&ask->method);

	if (route->flags & ROUTE_POST) {
		return str_equals(method, STR_LIT("POST"));
	}
	return str_equals(method, STR_LIT("GET")) || str_equals(method, STR_LIT("HEAD"));
}

void hub_route(struct hub_worker *from, const struct message *message)
{
	struct reply *reply = calloc(1, sizeof(*reply));
	const struct route *route;

	if (!reply) {
		struct message sorry = {
			.type = MSG_ANSWER, .small = 503, .b = message->b, .c = message->c};

		ask_free(message->pointer);
		outbox_send(&from->to_worker, &sorry);
		return;
	}
	*reply =
		(struct reply){.to = from, .id = {message->b, message->c}, .ask = message->pointer};
	route = find_route(buf_str(&reply->ask->path), reply->ask->metrics, &reply->argument);
	reply->is_post = route && route->flags & ROUTE_POST;
	log_debug("%.*s %.*s", STR_ARG(buf_str(&reply->ask->method)),
		STR_ARG(buf_str(&reply->ask->path)));
	if (buf_status(&reply->ask->path) < 0 || buf_status(&reply->ask->token) < 0) {
		finish(reply, 503, STR_LIT("out of memory"));
	} else if (!route) {
		finish(reply, 404, STR_LIT("not found"));
	} else if (!method_fits(reply->ask, route)) {
		finish(reply, 405, STR_LIT("method not allowed"));
	} else if (route->flags & ROUTE_TOKEN) {
		reply->fn = route->fn;
		check_token(reply);
	} else {
		reply->fn = cookie;
		route->fn(reply);
	}
}
