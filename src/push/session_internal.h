/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the files about sessions share (sessions.h is for everybody else): the session in the
 * connection's hot line, and the record of what is pending for it. The worker's thread.
 */
#ifndef PUSH_SESSION_INTERNAL_H
#define PUSH_SESSION_INTERNAL_H

#include "push/sessions.h"

#define NO_CONN UINT32_MAX

enum {
	SESSION_WANTS_IDS = 1 << 0,
	SESSION_ANONYMOUS = 1 << 1,
};

/* Lies in ws_conn.owner. */
struct session {
	uint32_t user;
	uint32_t next; /* siblings: other sessions of the user, NO_CONN-terminated */
	uint32_t prev;
	uint32_t sent_ms[KIND_COUNT]; /* low 32 bits of the loop's time; 0 = never */
	uint16_t factor;
	uint8_t flags;
	uint8_t alive;
	uint32_t pending; /* index + 1 in sessions.pendings; 0 = nothing is pending */
};

static_assert(sizeof(struct session) <= WS_OWNER_WORDS * sizeof(uint64_t), "lies in the hot line");

/*
 * It is in a due list, at the time of what is due first or before it, unless its session reads too
 * slowly: then it is in none until the connection's queue is empty.
 */
struct pending {
	struct due_link due;
	uint32_t self;
	uint32_t conn;
	uint32_t kinds;
	uint32_t first_ms[KIND_COUNT]; /* low 32 bits, like the next */
	uint32_t due_ms[KIND_COUNT];
	struct file_ids ids;
};

static inline struct session *session_in(struct ws_conn *conn)
{
	return (struct session *)(void *)conn->owner;
}

static inline struct session *session_of(const struct sessions *sessions, uint32_t conn)
{
	return session_in(ws_server_conn(sessions->server, conn));
}

/* The time of which LOW are the low 32 bits, near NOW. */
static inline uint64_t expand_ms(uint64_t now, uint32_t low)
{
	return now + (uint64_t)(int64_t)(int32_t)(low - (uint32_t)now);
}

/* Behind a Close frame nothing may be sent (RFC 6455 §5.5.1). */
static inline bool session_is_listening(const struct sessions *sessions, uint32_t conn)
{
	return ws_server_conn(sessions->server, conn)->phase == WS_PHASE_OPEN;
}

/* Gives back the memory of a crowd of pending records; what a few need stays. */
static inline void session_trim(struct sessions *sessions)
{
	if (sessions->pendings.high > SLAB_CHUNK_OBJECTS) {
		slab_trim(&sessions->pendings);
	}
}

/* session_flush.c */
void session_pending_free(struct sessions *sessions, struct session *session);
void session_arm(struct sessions *sessions, struct pending *pending); /* for what is due first */
void session_on_due(struct timer *timer);
void session_on_flush(struct task *task);
void session_note_latency(struct latency *latency, uint64_t us, uint64_t count);

#endif
