/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the parts of the Redis client share: the subscription (redis_subscriber.c), the commands
 * (redis_command.c) and the servers that they go to (redis_node.c); and what differs between a
 * single server, a cluster and sentinels: struct redis_mode_ops.
 */
#ifndef PEER_REDIS_INTERNAL_H
#define PEER_REDIS_INTERNAL_H

#include "base/arena.h"
#include "base/random.h"
#include "peer/redis.h"
#include "peer/redis_link.h"
#include "peer/redis_outage.h"

#define REDIS_MAX_COMMANDS 1024U
#define REDIS_MAX_NODES    128U
#define REDIS_SLOTS        16384U

struct redis_cluster;
struct redis_sentinel;

/* A server that takes commands, and the connection to it. */
struct redis_node {
	struct list list; /* in redis->nodes */
	struct redis *redis;
	struct redis_link link;
	struct redis_endpoint endpoint; /* host and socket NULL = not known yet */
	char *name;                     /* what the endpoint points at */
	struct timer rest;              /* after a failure */
	unsigned attempts;
	struct redis_outage outage;
	struct redis_outage refusals; /* of commands, since it is connected */
	bool keep;                    /* connect again without being asked */
};

/* A command from being asked for until its outcome is told. */
struct redis_command {
	struct redis_request request; /* waiting, or in the pipeline of NODE */
	struct redis_request asking;  /* cluster: its ASKING */
	struct list age;              /* in redis->commands, oldest first */
	struct redis *redis;
	struct redis_node *node;   /* where it is; NULL = waiting */
	struct redis_node *target; /* cluster: where ASK sends it; NULL = by slot */
	struct buf bytes;
	uint64_t due_ms;
	uint32_t slot;
	uint32_t redirects;
	bool writes;
	redis_done_fn *done;
	void *context;
};

struct redis_mode_ops {
	/* -ENOMEM. */
	int (*start)(struct redis *redis, const struct redis_options *options);
	void (*stop)(struct redis *redis);
	/* Where the subscription goes at its next try; NULL = not known yet. */
	const struct redis_endpoint *(*locate)(struct redis *redis);
	/* Where a command goes; NULL = not known yet. */
	struct redis_node *(*route)(struct redis *redis, const struct redis_command *command);
	/* True when it took over an error reply: the command waits for its next turn. */
	bool (*redirect)(struct redis *redis, struct redis_command *command, struct str error);
	/* NODE is NULL when it was the subscription. */
	void (*failed)(struct redis *redis, struct redis_node *node);
	/* The rest after a failure is over. */
	void (*rested)(struct redis *redis, struct redis_node *node);
};

extern const struct redis_mode_ops redis_single_ops;
extern const struct redis_mode_ops redis_cluster_ops;
extern const struct redis_mode_ops redis_sentinel_ops;

struct redis_subscriber {
	struct redis_link link;
	struct timer retry;
	unsigned attempts;
	bool up;
	bool was_up;
	uint64_t since_ms;          /* of up or down */
	struct redis_outage outage; /* what the log was told */
	struct redis_outage told;   /* what the handler was told */
};

struct redis {
	struct loop *loop;
	const struct redis_handler *handler;
	void *context;
	const struct redis_mode_ops *ops;
	struct arena arena; /* of the options */
	struct tls_options tls;
	struct redis_login login;
	struct redis_login sentinel_login;
	const char *prefix;
	size_t prefix_len;
	struct rng rng;
	bool stopping;
	struct redis_subscriber subscriber;
	struct list nodes;
	unsigned node_count;
	struct list commands; /* all, oldest first */
	struct list waiting;  /* those that are with no node */
	unsigned command_count;
	struct timer deadline; /* of the oldest */
	struct redis_outage read_only;
	struct timer again; /* for commands that were asked to come later */
	struct redis_cluster *cluster;
	struct redis_sentinel *sentinel;
	struct redis_stats stats;
	char last_error[256];
};

/* Of the modes that have just one. */
static inline struct redis_node *redis_only_node(const struct redis *redis)
{
	return list_entry(redis->nodes.next, struct redis_node, list);
}

/* -- redis.c ---------------------------------------------------------------------------------- */

/* A copy that lives as long as REDIS; NULL stays NULL. False when memory is out. */
NODISCARD bool redis_copy_text(struct redis *redis, const char *text, const char **ret_copy);

/* Remembers WHY for the statistics. */
void redis_note_error(struct redis *redis, const char *why);

/* -- redis_subscriber.c ----------------------------------------------------------------------- */

void redis_subscriber_init(struct redis *redis);
void redis_subscriber_deinit(struct redis *redis);

/* Connects now, from the start: the place to go has become known, or has changed for WHY. */
void redis_subscriber_restart(struct redis *redis, const char *why);

/* -- redis_node.c ----------------------------------------------------------------------------- */

/* ENDPOINT is copied; NULL = not known yet. NULL when memory is out. */
NODISCARD struct redis_node *redis_node_new(
	struct redis *redis, const struct redis_endpoint *endpoint, bool keep);
struct redis_node *redis_node_free(struct redis_node *node);

/* Goes to another place. -ENOMEM: nothing changed. */
NODISCARD int redis_node_move(struct redis_node *node, const struct redis_endpoint *endpoint);

/* Connects unless it does, is, or rests after a failure. */
void redis_node_want(struct redis_node *node);

static inline bool redis_node_rests(const struct redis_node *node)
{
	return node->rest.armed;
}

/* -- redis_command.c -------------------------------------------------------------------------- */

void redis_commands_init(struct redis *redis);

/* Fails all of them. */
void redis_commands_deinit(struct redis *redis);

/* Sends what waits and can be sent; connects where something waits for it. */
void redis_commands_dispatch(struct redis *redis);

/* The command is to be sent again at once, to where it is routed now. */
void redis_command_turn(struct redis_command *command);

/* The command waits, and all are tried again in 0.1 s. */
void redis_command_later(struct redis_command *command);

#endif
