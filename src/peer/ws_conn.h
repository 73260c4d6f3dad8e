/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One client connection, as the files of the WebSocket server share it (ws_server.h is the door for
 * everybody else; the struct is public so that the hot path may touch the owner's part directly).
 *
 * A connection at rest is one 64-byte line in a slab and 2 bytes in the array of deadlines. What
 * only a busy one needs hangs off it as a struct ws_busy and is given back as soon as it is done.
 * Everything belongs to the worker's thread.
 */
#ifndef PEER_WS_CONN_H
#define PEER_WS_CONN_H

#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/blob.h"
#include "base/buf.h"
#include "base/slab.h"
#include "net/loop.h"
#include "proto/http1.h"
#include "proto/ip.h"
#include "proto/ws_frame.h"

struct ws_server;
struct ws_busy;
struct ws_login;

enum ws_phase {
	WS_PHASE_FREE = 0,
	WS_PHASE_HEAD,     /* waiting for a request head */
	WS_PHASE_BODY,     /* skipping a request's body, the answer comes after it */
	WS_PHASE_ANSWER,   /* the owner is working on an answer */
	WS_PHASE_USER,     /* upgraded: the first login frame is due */
	WS_PHASE_PASSWORD, /* the second */
	WS_PHASE_CHECK,    /* the owner is checking the login */
	WS_PHASE_OPEN,     /* logged in */
	WS_PHASE_CLOSING,  /* Close frame sent, waiting for the peer's */
	WS_PHASE_DRAIN,    /* our side is shut; waiting for the peer to go */
};

enum {
	WS_FLAG_PINGED = 1 << 0,    /* a ping is out and nothing came since */
	WS_FLAG_PAUSED = 1 << 1,    /* EPOLLIN is off */
	WS_FLAG_WANT_OUT = 1 << 2,  /* EPOLLOUT is on */
	WS_FLAG_DROP = 1 << 3,      /* shut down as soon as the queue is empty */
	WS_FLAG_HTTP_LAST = 1 << 4, /* no keep-alive after this answer */
	WS_FLAG_HTTP_HEAD = 1 << 5, /* the request was a HEAD */
	WS_FLAG_METRICS = 1 << 7,   /* came through the metrics listener: plain requests only */
	WS_FLAG_CHARGED = 1 << 6,   /* counted in ws_server.anonymous_used: not logged in yet */
};

#define WS_OWNER_WORDS 5

/* What a connection that is not logged in counts for, besides the bytes that it makes us keep. */
#define WS_CONN_CHARGE 512U

struct ws_conn {
	int32_t fd;
	uint32_t generation; /* 31 bits; odd while the connection lives */
	struct ws_busy *busy;
	uint8_t phase;
	uint8_t flags;
	bool has_peer;    /* before the login, owner[0..1] hold the peer's struct ip */
	uint8_t spread_s; /* how much longer than others it may live */
	uint32_t since_s; /* when the phase that counts (upgrade, login) began; seconds of the loop
			   */
	uint64_t owner[WS_OWNER_WORDS]; /* the owner's, zeroed before the login is checked */
};

static_assert(sizeof(struct ws_conn) == 64, "one cache line");

/* What waits to be sent: refcounted frames, the first of them partly gone. */
struct ws_queue {
	struct blob **blobs;
	struct blob *few[4];
	uint32_t first;
	uint32_t count;
	uint32_t cap;  /* 0: few[] is in use */
	uint32_t sent; /* bytes of the first blob that are gone */
	size_t bytes;  /* all that waits */
};

struct ws_busy {
	struct list flush_link; /* in ws_server.flushing: to be sent at the end of the round */
	uint32_t self;          /* its index in ws_server.busies */
	uint32_t conn;
	struct ws_decoder decoder;
	size_t head_seen;       /* how far the head was searched */
	uint64_t body_left;     /* of a request's body */
	struct buf in;          /* an incomplete head, or what came while a check is under way */
	struct buf text;        /* an incomplete message */
	struct ws_login *login; /* between upgrade and the check */
	struct ws_queue queue;
	bool too_slow; /* it is cut off already: nothing is queued any more */
	uint8_t pong_len;
	char pong[WS_MAX_CONTROL]; /* payload of a ping that came in pieces */
	uint32_t stuck_since_s;    /* when the queue stopped moving */
	uint32_t charged;          /* bytes counted in ws_server.anonymous_used */
};

/* Nothing waits: what is sent now goes straight to the kernel. */
static inline bool ws_conn_can_send(const struct ws_conn *conn)
{
	return LIKELY(!conn->busy) || conn->busy->queue.count == 0;
}

/*
 * send() without being a cancellation point: in a process with threads glibc's wrapper spends
 * some 50 instructions on that, for each frame.
 */
static inline ssize_t ws_conn_send_now(const struct ws_conn *conn, struct str bytes)
{
	return syscall(
		SYS_sendto, conn->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL | MSG_DONTWAIT, NULL, 0);
}

/* What the kernel did not take waits: SENT is what ws_conn_send_now() said, errno as it left it. */
void ws_conn_keep(struct ws_server *server, uint32_t index, struct str bytes, ssize_t sent);

/* ws_conn_send() for who has found the line of INDEX already. */
static inline void ws_conn_send_on(
	struct ws_server *server, const struct ws_conn *conn, uint32_t index, struct str bytes)
{
	ssize_t sent = LIKELY(ws_conn_can_send(conn)) ? ws_conn_send_now(conn, bytes) : 0;

	if (UNLIKELY(sent != (ssize_t)bytes.len)) {
		ws_conn_keep(server, index, bytes, sent);
	}
}

/* ws_conn_io.c: bytes in and out */
NODISCARD struct ws_busy *ws_conn_busy(struct ws_server *server, uint32_t index);
void ws_conn_rest(
	struct ws_server *server, uint32_t index); /* gives the busy record back if idle */
void ws_conn_send(struct ws_server *server, uint32_t index, struct str bytes);
void ws_conn_flush(struct ws_server *server, uint32_t index);
void ws_conn_set_flags(struct ws_server *server, uint32_t index, uint8_t flags);
void ws_conn_drop(struct ws_server *server, uint32_t index); /* flush, then half-close */
void ws_conn_kill(struct ws_server *server, uint32_t index); /* freed in the next round */
void ws_conn_free(struct ws_server *server, uint32_t index);
void ws_conn_uncharge(struct ws_server *server, uint32_t index); /* logged in, or gone */

/* ws_queue.c */
NODISCARD bool ws_queue_add(struct ws_queue *queue, struct blob *blob);
void ws_queue_deinit(struct ws_queue *queue);
NODISCARD int ws_queue_send(struct ws_queue *queue, int fd);

/* ws_conn_http.c: until the upgrade. Returns the bytes used; 0 = more is needed, or wait. */
NODISCARD size_t ws_conn_http_input(
	struct ws_server *server, uint32_t index, const char *bytes, size_t len);

/* ws_conn_frames.c: after it. */
NODISCARD size_t ws_conn_frames_input(
	struct ws_server *server, uint32_t index, char *bytes, size_t len);
void ws_conn_close(struct ws_server *server, uint32_t index, uint16_t code, const char *reason);

/* ws_conn_io.c: epoll has news; go on with what was parked while the owner worked */
void ws_conn_event(struct ws_server *server, uint32_t index, uint32_t events);
void ws_conn_resume(struct ws_server *server, uint32_t index);

/* ws_sweep.c: deadlines, to the second */
void ws_sweep_set(struct ws_server *server, uint32_t index, uint32_t seconds);
void ws_sweep_set_open(struct ws_server *server, uint32_t index, uint32_t seconds);
NODISCARD bool ws_sweep_grow(struct ws_server *server, uint32_t index);
void ws_sweep_run(struct timer *timer);
uint32_t ws_sweep_now_s(const struct ws_server *server);

#endif
