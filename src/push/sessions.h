/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The logged-in sessions of one worker: who is where, what is pending for whom, and when it leaves.
 *
 * A session is the owner's part of a connection's hot line (32 bytes). Sessions of one user form a
 * list whose head is found through a table of local users, never through an array by user index.
 * What is pending for a session lives in a record of its own, for as long as something is.
 * One thread: the worker's.
 */
#ifndef PUSH_SESSIONS_H
#define PUSH_SESSIONS_H

#include "base/u32map.h"
#include "peer/ws_server.h"
#include "push/due_lists.h"
#include "push/file_ids.h"
#include "push/kind.h"

/* How long built-in and custom messages took from receipt to send; upper bounds in µs. */
#define LATENCY_BUCKETS 16
extern const uint32_t latency_bounds_us[LATENCY_BUCKETS];

struct latency {
	struct counter buckets[LATENCY_BUCKETS + 1];
	struct counter sum_us;
};

struct session_stats {
	struct counter sent[KIND_COUNT];
	struct counter sent_custom;
	struct counter custom_dropped; /* with the connection, always */
	struct latency custom_latency;
	struct latency builtin_latency; /* beyond the time that the debounce asked for */
};

struct sessions_options {
	const atomic_uint *active_connections; /* of the whole server; sets the debounce window */
	uint32_t max_debounce_s;
	bool debounce_disable;
};

#define FANOUTS 256U /* at once; what comes beyond is sent in the other way */

struct fanout;

struct sessions {
	struct loop *loop;
	struct ws_server *server;
	struct sessions_options options;
	struct u32map by_user; /* user index → first connection */
	struct slab pendings;
	struct due_lists due; /* of pending records */
	struct task flush_task;
	/* Fan-outs under way, in the order in which they are due: fanout_first…fanout_next. */
	struct fanout *fanouts[FANOUTS];
	uint32_t fanout_first;
	uint32_t fanout_next;
	struct timer fanout_timer;
	struct task fanout_task;
	struct rng rng;
	uint32_t count;
	/* The last notify_file_id frame: the same set often goes to many sessions. */
	struct file_ids frame_ids;
	struct buf frame;
	/* A catch-up under way: connections below catch_up_end still to be visited. */
	struct task catch_up_task;
	uint32_t catch_up_at;
	uint32_t catch_up_end;
	struct session_stats stats;
};

void sessions_init(struct sessions *sessions, struct loop *loop, struct ws_server *server,
	const struct sessions_options *options);
void sessions_deinit(struct sessions *sessions);

/*
 * Makes a live connection a session of USER; an anonymous one gets custom messages and nothing
 * else. False when memory is out.
 */
NODISCARD bool sessions_open(
	struct sessions *sessions, uint32_t conn, uint32_t user, bool anonymous);

/* Is there a session on this live connection? */
bool sessions_is_open(const struct sessions *sessions, uint32_t conn);

/* The connection is going; the user that it belonged to. */
uint32_t sessions_close(struct sessions *sessions, uint32_t conn);

/* The client asked for file ids. */
void sessions_want_ids(struct sessions *sessions, uint32_t conn);

/* What happened; FILE_ID is NULL when unknown. */
struct session_event {
	unsigned kinds;
	const uint64_t *file_id;
};

/* Something happened for all local sessions of COUNT users, none of them named twice in a row. */
void sessions_event(struct sessions *sessions, const uint32_t *users, uint32_t count,
	const struct session_event *event);

/* A custom message, in order, undelayed. RECEIVED_US: low 32 bits of the clock when it came. */
void sessions_custom(
	struct sessions *sessions, uint32_t user, struct blob *frame, uint32_t received_us);

/* One event of each kind for every session of a user, smeared over its debounce window. */
void sessions_catch_up(struct sessions *sessions);

/* Cuts all sessions of USER, because custom messages for them were lost. */
void sessions_cut_user(struct sessions *sessions, uint32_t user);

/* The connection can be written to again: what was due goes out. */
void sessions_drained(struct sessions *sessions, uint32_t conn);

#endif
