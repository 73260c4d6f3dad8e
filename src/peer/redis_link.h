/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One connection to a Redis server: connects, logs in, sends commands in a pipeline and hands the
 * replies back in order, or subscribes and hands messages on. Notices by pings that the far end is
 * gone. Tries once: when it is down, its owner decides what is next. Embedded in its owner; belongs
 * to the loop's thread.
 */
#ifndef PEER_REDIS_LINK_H
#define PEER_REDIS_LINK_H

#include "net/stream.h"
#include "peer/redis.h"
#include "proto/resp.h"

/* To connect and log in, each; and to answer a command. */
#define REDIS_TIMEOUT_MS 5000U
/* Between pings, and for the answer to one. */
#define REDIS_PING_MS 15000U
/* A single reply or message beyond this is skipped. */
#define REDIS_MAX_REPLY (4U << 20)

struct redis_link;
struct redis_request;

/*
 * REPLY is valid during the call; NULL: the connection went down before it came (the link must not
 * be opened again from there: on_down follows).
 */
typedef void redis_request_fn(struct redis_request *request, const struct resp_value *reply);

/* A command on its way. Embedded in its owner, who keeps it alive until it is done. */
struct redis_request {
	struct list link;
	redis_request_fn *done;
};

/* Each may close and open links, none may free the link's memory. */
struct redis_link_handler {
	/* Logged in: send or subscribe now. */
	void (*on_ready)(struct redis_link *link);
	/* All channels of redis_link_subscribe() stand. */
	void (*on_subscribed)(struct redis_link *link);
	void (*on_message)(struct redis_link *link, struct str channel, struct str payload);
	/* A message beyond REDIS_MAX_REPLY is being skipped. */
	void (*on_oversized)(struct redis_link *link);
	/* Closed; WHY names the server and the reason. Requests were done (NULL) before. */
	void (*on_down)(struct redis_link *link, const char *why);
};

/* Borrowed as long as the link is open. */
struct redis_login {
	const struct tls_options *tls; /* NULL = plain */
	const char *user;              /* NULL = AUTH with the password only */
	const char *password;          /* NULL = no AUTH */
	uint32_t database;
	bool must_be_master; /* ask for the role: what a sentinel says may be old */
};

enum redis_link_state {
	REDIS_LINK_CLOSED,
	REDIS_LINK_CONNECTING,
	REDIS_LINK_LOGIN,
	REDIS_LINK_READY,
};

struct redis_link {
	struct loop *loop;
	const struct redis_link_handler *handler;
	const struct redis_login *login;
	struct stream *stream;
	enum redis_link_state state;
	unsigned epoch; /* changes with each opening and closing */
	unsigned step;  /* of the login */
	bool subscribing;
	bool heard; /* anything since the last ping */
	bool ping_sent;
	uint32_t channels_left; /* to be confirmed */
	size_t skip;            /* bytes of an oversized reply still to be dropped */
	struct list requests;   /* sent, oldest first */
	struct redis_request internal;
	struct redis_request ping;
	struct timer timer; /* login, then pings */
	struct resp_parser parser;
	struct arena arena;
	struct buf name; /* "host:port" or the path */
	struct buf why;
};

void redis_link_init(
	struct redis_link *link, struct loop *loop, const struct redis_link_handler *handler);
void redis_link_deinit(struct redis_link *link);

/* Closes it first if needed. Failure comes as on_down, later; -ENOMEM. ENDPOINT is not kept. */
NODISCARD int redis_link_open(struct redis_link *link, const struct redis_endpoint *endpoint,
	const struct redis_login *login);

/* No on_down; requests are done with NULL. Harmless when it is closed. */
void redis_link_close(struct redis_link *link);

/* Closes it and tells: on_down with the name of the server and WHAT. Harmless when closed. */
void redis_link_drop(struct redis_link *link, const char *what);

/* The same for an error reply, which is explained. */
void redis_link_drop_for(struct redis_link *link, struct str error);

/*
 * Sends COMMAND (one, encoded by resp_command). 0; -ENOTCONN unless ready, -ENOBUFS: then the
 * request was not taken.
 */
NODISCARD int redis_link_send(
	struct redis_link *link, struct str command, struct redis_request *request);

/* From then on there are only messages. Results as above. */
NODISCARD int redis_link_subscribe(
	struct redis_link *link, const char *prefix, const struct str *channels, size_t count);

static inline bool redis_link_is_ready(const struct redis_link *link)
{
	return link->state == REDIS_LINK_READY;
}

/* "host:port", "[v6]:port" or the path; empty before the first opening. */
const char *redis_link_name(struct redis_link *link);

/*
 * What an error reply means and what to do about it, appended to OUT. IN_LOGIN: the reply may
 * quote the password, so only its code is shown.
 */
void redis_explain(struct str error, bool in_login, struct buf *out);

#endif
