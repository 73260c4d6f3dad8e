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
	uint32_t pending; /* 0 = nothing; the tag of a fan-out; else index + 1 of the record */
};

static_assert(sizeof(struct session) <= WS_OWNER_WORDS * sizeof(uint64_t), "lies in the hot line");
/* Before the login the server keeps the peer's address in the first words of that line. */
static_assert(offsetof(struct session, alive) >= 16, "who is not logged in is not alive");

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

#define PENDING_FANOUT (1U << 31)

/* A file event for sessions that have nothing else pending, all due at the same time. */
struct fanout {
	uint64_t began_ms;
	uint64_t due_ms;
	uint32_t tag; /* PENDING_FANOUT | its place in sessions.fanouts */
	uint32_t cap;
	uint32_t count;
	uint32_t at;         /* those before it have been served */
	struct file_ids ids; /* for those who want ids */
	uint32_t conns[];
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

/* sessions.c: the record of what is pending, made if needed; NULL when memory is out. */
struct pending *session_pending_of(
	struct sessions *sessions, uint32_t conn, struct session *session);

/* session_fanout.c. Begin one (NULL: do without), let sessions join, end it. */
struct fanout *fanout_begin(
	struct sessions *sessions, uint32_t users, const struct session_event *event);
void fanout_end(struct sessions *sessions, struct fanout *fanout);
void fanouts_deinit(struct sessions *sessions);
void fanout_on_due(struct timer *timer);
void fanout_on_task(struct task *task);

/* Fills the record of a session that is in a fan-out; false when memory is out. */
NODISCARD bool session_leave_fanout(
	const struct sessions *sessions, const struct session *session, struct pending *pending);

/* session_flush.c */
/* The frame of a file event; IDS may be NULL. Good until the next call with ids. */
struct str session_file_frame(struct sessions *sessions, const struct file_ids *ids);
void session_pending_free(struct sessions *sessions, struct session *session);
void session_arm(struct sessions *sessions, struct pending *pending); /* for what is due first */
void session_on_due(struct timer *timer);
void session_on_flush(struct task *task);
void session_note_latency(struct latency *latency, uint64_t us, uint64_t count);

#endif
