/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Redis (or Valkey): one subscription to the eleven channels of the app and a few keyed commands.
 *
 * Connects at once and for ever: whatever fails is tried again after 0.1 s … 5 s. Nothing blocks
 * and nothing is fatal; a trouble is logged once in an outage, and so is its end. Single server,
 * Cluster, or Sentinel. Speaks RESP2 with commands that Redis 6.0 and Valkey know.
 * Belongs to the loop's thread, and so do all callbacks.
 */
#ifndef PEER_REDIS_H
#define PEER_REDIS_H

#include "net/loop.h"
#include "net/tls.h"

struct redis;

enum redis_mode {
	REDIS_MODE_SINGLE,
	REDIS_MODE_CLUSTER,
	REDIS_MODE_SENTINEL,
};

/* A socket that is not NULL wins over host and port. */
struct redis_endpoint {
	const char *host; /* name or address without brackets */
	uint16_t port;
	const char *socket;
};

/* Everything is copied by redis_new(), certificates by name. NULL = not given. */
struct redis_options {
	enum redis_mode mode;
	const struct redis_endpoint *nodes; /* the server; the seeds; or the sentinels */
	size_t node_count;             /* at least 1; of REDIS_MODE_SINGLE only the first counts */
	const struct tls_options *tls; /* NULL = plain. For TCP only, sentinels too */
	const char *user;              /* only with a password */
	const char *password;
	uint32_t database; /* ignored for a cluster */
	const char *sentinel_master;
	const char *sentinel_user; /* towards the sentinels */
	const char *sentinel_password;
	const char *channel_prefix; /* before all channels and keys */
};

struct redis_handler {
	/*
	 * A message on one of the channels, the prefix taken off. Views of the read buffer, valid
	 * during the call. Hot.
	 */
	void (*on_message)(void *context, struct str channel, struct str payload);
	/* Subscribed. GAP: it was before, so events may have been lost meanwhile. */
	void (*on_up)(void *context, bool gap);
	/*
	 * The subscription was lost, or could not be had (from any node of a cluster, with the help
	 * of any sentinel) for a reason that was not told yet. A text for humans, without secrets,
	 * valid during the call.
	 */
	void (*on_down)(void *context, const char *why);
};

/* -ENOMEM; -EINVAL without nodes, or without a master's name for sentinels. */
NODISCARD int redis_new(struct loop *loop, const struct redis_options *options,
	const struct redis_handler *handler, void *context, struct redis **ret_redis);

/*
 * Disconnects, fails what is pending, wipes the secrets. Not from within a callback of this module.
 * NULL is accepted; returns NULL.
 */
struct redis *redis_free(struct redis *redis);

enum redis_result {
	REDIS_OK,
	REDIS_MISSING, /* GET: no such key */
	REDIS_FAILED,  /* refused by Redis, or no connection within 5 s */
};

/*
 * The outcome, exactly once, never from within the call that asked; at redis_free() too.
 * TEXT: the value of a GET; after REDIS_FAILED the reason. Valid during the call.
 */
typedef void redis_done_fn(void *context, enum redis_result result, struct str text);

/* Keys get the prefix. 0, or -ENOMEM (or -EBUSY with 1,024 pending): then DONE is not called. */
NODISCARD int redis_get(struct redis *redis, struct str key, redis_done_fn *done, void *context);
NODISCARD int redis_set(
	struct redis *redis, struct str key, struct str value, redis_done_fn *done, void *context);
NODISCARD int redis_set_ex(struct redis *redis, struct str key, struct str value, uint32_t seconds,
	redis_done_fn *done, void *context);
NODISCARD int redis_del(struct redis *redis, struct str key, redis_done_fn *done, void *context);

struct redis_stats {
	bool subscribed;
	bool commands_ready;      /* a command would leave at once (cluster: to some node) */
	uint64_t since_ms;        /* loop_now_ms() when the subscription stood or fell */
	uint64_t messages;        /* received */
	uint64_t oversized;       /* messages above 4 MiB, skipped */
	uint64_t reconnects;      /* subscriptions after the first */
	uint64_t failed_attempts; /* to subscribe */
	uint64_t commands;        /* asked for */
	uint64_t failed_commands;
	struct str server;      /* "host:port" of the (last) subscription; empty = none yet */
	const char *last_error; /* "" = none yet. Both stay valid until the next round */
};

void redis_get_stats(const struct redis *redis, struct redis_stats *ret_stats);

#endif
