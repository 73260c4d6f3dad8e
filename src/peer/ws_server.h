/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The server's side of all client connections of one worker: HTTP/1.1 until the upgrade, then
 * WebSocket (RFC 6455) with the login of wire.md §1. It knows bytes, frames, deadlines and limits;
 * it does not know users or events: its owner does.
 *
 * One thread. A connection is named by a struct ws_id; a stale one is noticed by its generation and
 * ignored. Callbacks may close any connection, also the one that they were called for.
 */
#ifndef PEER_WS_SERVER_H
#define PEER_WS_SERVER_H

#include "base/counter.h"
#include "base/random.h"
#include "peer/ws_conn.h"

#define WS_LOGIN_MAX   4096U             /* a login frame */
#define WS_MESSAGE_MAX 4096U             /* a later message */
#define WS_QUEUE_MAX   ((size_t)4 << 20) /* waiting for a slow reader; one message may exceed it */
#define WS_HANDSHAKE_S 15U
#define WS_LOGIN_S     15U
#define WS_PING_S      30U
#define WS_STUCK_S     45U /* a queue that does not move */
#define WS_CLOSE_S     3U  /* how long the peer may take to answer a Close frame */

struct ws_id {
	uint32_t index;
	uint32_t generation;
};

/* Credentials and where they came from. Freed with ws_login_free(), which wipes it. */
struct ws_login {
	struct buf user;
	struct buf password;
	struct buf chain;         /* value for X-Forwarded-For */
	char client[IP_TEXT_MAX]; /* the address to name in logs and limits; "" = unknown */
};

struct ws_login *ws_login_free(struct ws_login *login);

struct ws_server_handler {
	/*
	 * A request that is no upgrade. Answer with ws_server_answer(), now or later; REQUEST is
	 * gone after the call.
	 */
	void (*on_request)(void *owner, struct ws_id id, const struct http1_request *request);
	/* Both login frames are there. Takes LOGIN. Answer with ws_server_accept() or _refuse(). */
	void (*on_login)(void *owner, struct ws_id id, struct ws_login *login);
	/* A text message of a logged-in client, at most its first 64 bytes. */
	void (*on_text)(void *owner, struct ws_id id, struct str text);
	/* The queue is empty again (ws_server_can_send() may have said no meanwhile). */
	void (*on_drained)(void *owner, struct ws_id id);
	/* The connection is gone; PHASE says what it was doing. The owner's words are still there.
	 */
	void (*on_closed)(void *owner, struct ws_id id, enum ws_phase phase);
};

/* All counted since the start. */
struct ws_stats {
	struct counter accepted;
	struct counter upgrades;
	struct counter requests;
	struct counter bad_requests;
	struct counter protocol_errors; /* frames that broke the rules */
	struct counter login_timeouts;
	struct counter pings;
	struct counter ping_timeouts;
	struct counter shed;        /* refused for lack of memory or descriptors */
	struct counter slow_closed; /* readers that let more than WS_QUEUE_MAX wait */
	struct counter connections; /* now open, in any phase */
};

struct ws_server_options {
	const struct ws_server_handler *handler;
	void *owner;
	size_t anonymous_memory; /* bytes for all that is not logged in */
	uint32_t max_lifetime_s; /* after the login; 0 = unlimited */
};

struct ws_server {
	struct loop *loop;
	struct ws_server_options options;
	struct slab conns;
	struct slab busies;
	uint16_t *deadlines; /* a second (modulo 2^16) a connection */
	uint32_t deadline_cap;
	struct timer sweep;
	struct list flushing; /* busy records with something new in the queue */
	struct task flush_task;
	size_t anonymous_used;
	uint32_t sweep_at; /* the next index that the sweep will look at */
	int reserve_fd;    /* given up to say 503 when descriptors run out */
	struct rng rng;
	struct ws_stats stats;
	uint32_t input_index; /* the connection whose input is being worked on; SLAB_NONE */
	char *scratch;
};

#define WS_SCRATCH ((size_t)64 << 10)

NODISCARD int ws_server_init(
	struct ws_server *server, struct loop *loop, const struct ws_server_options *options);

/* Cuts all connections (on_closed for each) and frees everything. */
void ws_server_deinit(struct ws_server *server);

/*
 * Takes an accepted, non-blocking socket. PEER is NULL for a Unix socket. FLAGS: 0 or
 * WS_FLAG_METRICS.
 */
void ws_server_adopt(struct ws_server *server, int fd, const struct ip *peer, uint8_t flags);

/* Says 503 on an accepted socket and closes it. */
void ws_server_turn_away(struct ws_server *server, int fd);

/*
 * accept() failed for lack of descriptors: says 503 to one who waits in LISTEN_FD and cuts him off.
 * 1; 0 when nobody waits any more; -errno when nothing can be done for him now.
 */
NODISCARD int ws_server_shed(struct ws_server *server, int listen_fd);

/* Has a descriptor in reserve again, if one can be had. */
void ws_server_keep_reserve(struct ws_server *server);

static inline struct ws_conn *ws_server_conn(const struct ws_server *server, uint32_t index)
{
	return slab_get(&server->conns, index);
}

/* The connection, or NULL when it is gone. */
struct ws_conn *ws_server_find(const struct ws_server *server, struct ws_id id);

static inline struct ws_id ws_server_id(const struct ws_server *server, uint32_t index)
{
	return (struct ws_id){index, ws_server_conn(server, index)->generation};
}

/* Answers a plain request. BODY is copied. */
void ws_server_answer(struct ws_server *server, struct ws_id id, const struct http1_reply *reply);

/* The login stands: says `authenticated`, goes on reading. The owner has linked its session before.
 */
void ws_server_accept(struct ws_server *server, struct ws_id id);

/* Says TEXT and drops the connection: flush, then close TCP without a Close frame. */
void ws_server_refuse(struct ws_server *server, struct ws_id id, struct str text);

/* Nothing waits: what is sent now goes straight to the kernel. */
static inline bool ws_server_can_send(const struct ws_server *server, uint32_t index)
{
	return ws_conn_can_send(ws_server_conn(server, index));
}

/* Sends encoded frames at once; what the kernel does not take waits. For a live connection. */
void ws_server_send(struct ws_server *server, uint32_t index, struct str frames);

/*
 * Queues a frame, sent with others of this round at its end. False when too much waited already:
 * the connection has been cut then.
 */
NODISCARD bool ws_server_queue(struct ws_server *server, uint32_t index, struct blob *frame);

/* Closes politely with a code (Close frame, the peer's answer, TCP). */
void ws_server_close(struct ws_server *server, struct ws_id id, uint16_t code, const char *reason);

/* Cuts without a word. */
void ws_server_cut(struct ws_server *server, struct ws_id id);

#endif
