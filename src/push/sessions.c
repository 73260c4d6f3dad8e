/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sessions of one worker: linking and marking; session_flush.c sends what is due.
 *
 * An event marks the pending record of each session of its user, which waits in a due list for the
 * earliest of its kinds; what is put off by later events stays where it is and is put off when it
 * comes out. A reader that is too slow costs nothing: its bits stay pending until the queue is
 * empty again.
 */
#include "push/sessions.h"

#include <stdlib.h>

#include "base/clock.h"
#include "push/debounce.h"
#include "push/session_internal.h"

#define CATCH_UP_SLICE 4096U
#define FANOUT_FROM    4U /* for fewer users it is not worth an allocation */

/* --- linking --- */

bool sessions_open(struct sessions *sessions, uint32_t conn, uint32_t user, bool anonymous)
{
	struct session *session = session_of(sessions, conn);
	uint32_t *first = u32map_find(&sessions->by_user, user);

	*session = (struct session){.user = user,
		.next = first ? *first : NO_CONN,
		.prev = NO_CONN,
		.factor = debounce_factor(&sessions->rng),
		.flags = anonymous ? SESSION_ANONYMOUS : 0,
		.alive = 1};
	if (first) {
		session_of(sessions, *first)->prev = conn;
		*first = conn;
	} else if (u32map_put(&sessions->by_user, user, conn) < 0) {
		session->alive = 0;
		return false;
	}
	sessions->count++;
	return true;
}

bool sessions_is_open(const struct sessions *sessions, uint32_t conn)
{
	const struct ws_conn *line = ws_server_conn(sessions->server, conn);

	/* Before the login the owner's words hold something else. */
	return line->phase >= WS_PHASE_OPEN && session_of(sessions, conn)->alive;
}

uint32_t sessions_close(struct sessions *sessions, uint32_t conn)
{
	struct session *session = session_of(sessions, conn);
	uint32_t user = session->user;

	assert(session->alive);
	session_pending_free(sessions, session);
	session_trim(sessions);
	if (session->next != NO_CONN) {
		session_of(sessions, session->next)->prev = session->prev;
	}
	if (session->prev != NO_CONN) {
		session_of(sessions, session->prev)->next = session->next;
	} else if (session->next != NO_CONN) {
		uint32_t *first = u32map_find(&sessions->by_user, user);

		assert(first);
		*first = session->next;
	} else {
		u32map_remove(&sessions->by_user, user);
	}
	session->alive = 0;
	sessions->count--;
	return user;
}

void sessions_want_ids(struct sessions *sessions, uint32_t conn)
{
	session_of(sessions, conn)->flags |= SESSION_WANTS_IDS;
}

/* --- marking --- */

struct pending *session_pending_of(
	struct sessions *sessions, uint32_t conn, struct session *session)
{
	struct pending *pending;
	uint32_t self;

	if (session->pending && !(session->pending & PENDING_FANOUT)) {
		return slab_get(&sessions->pendings, session->pending - 1);
	}
	pending = slab_alloc(&sessions->pendings, &self);
	if (!pending) {
		return NULL;
	}
	pending->due.from = NULL;
	pending->self = self;
	pending->conn = conn;
	pending->kinds = 0;
	pending->ids = (struct file_ids){0};
	if (session->pending && !session_leave_fanout(sessions, session, pending)) {
		file_ids_set_unknown(&pending->ids);
	}
	session->pending = self + 1;
	return pending;
}

static uint32_t window_s(const struct sessions *sessions)
{
	return debounce_window_s(
		atomic_load_explicit(sessions->options.active_connections, memory_order_relaxed),
		sessions->options.max_debounce_s);
}

/* An event on its way through many sessions. */
struct marking {
	const struct session_event *event;
	uint64_t now;
	uint32_t window_s;
	bool at_once;          /* no debounce */
	struct fanout *fanout; /* to be joined by those who can; may be NULL */
};

/* When what is pending since FIRST leaves. */
static inline uint64_t due_ms(const struct marking *marking, const struct session *session,
	enum push_kind kind, uint64_t first)
{
	uint64_t now = marking->now;
	uint32_t sent = session->sent_ms[kind];
	/* What seems to be sent in the future was sent weeks ago. */
	bool was_sent = sent != 0 && (int32_t)((uint32_t)now - sent) >= 0;

	if (marking->at_once) {
		return now;
	}
	/* The millisecond that has begun counts as over: never early. */
	return 1 + debounce_due_ms(now, first, was_sent, expand_ms(now, sent),
			   debounce_window_ms(kind, marking->window_s, session->factor));
}

static inline void mark_kind(const struct marking *marking, const struct session *session,
	struct pending *pending, enum push_kind kind)
{
	if (!(pending->kinds & KIND_BIT(kind))) {
		pending->kinds |= KIND_BIT(kind);
		pending->first_ms[kind] = (uint32_t)marking->now;
	}
	pending->due_ms[kind] = (uint32_t)due_ms(
		marking, session, kind, expand_ms(marking->now, pending->first_ms[kind]));
}

static inline void mark_session(struct sessions *sessions, uint32_t conn, struct session *session,
	const struct marking *marking)
{
	const struct session_event *event = marking->event;
	struct pending *pending = session_pending_of(sessions, conn, session);

	if (UNLIKELY(!pending)) {
		/* No memory to remember it: the client asks again when it has reconnected. */
		ws_conn_kill(sessions->server, conn);
		return;
	}
	for (unsigned left = event->kinds; left; left &= left - 1) {
		mark_kind(marking, session, pending, (enum push_kind)__builtin_ctz(left));
	}
	if (session->flags & SESSION_WANTS_IDS && event->kinds & KIND_BIT(KIND_FILE)) {
		if (event->file_id) {
			file_ids_add(&pending->ids, *event->file_id);
		} else {
			file_ids_set_unknown(&pending->ids);
		}
	}
	session_arm(sessions, pending);
}

/* Is nothing else pending, and would it be due together with the fan-out? */
static inline bool can_join(const struct marking *marking, const struct session *session)
{
	return session->pending == 0 &&
	       due_ms(marking, session, KIND_FILE, marking->now) == marking->fanout->due_ms;
}

static inline void mark_user(
	struct sessions *sessions, uint32_t user, const struct marking *marking)
{
	const uint32_t *first = u32map_find(&sessions->by_user, user);
	uint32_t conn = first ? *first : NO_CONN;
	struct fanout *fanout = marking->fanout;

	while (conn != NO_CONN) {
		struct session *session = session_of(sessions, conn);

		if (fanout && fanout->count < fanout->cap && LIKELY(can_join(marking, session))) {
			session->pending = fanout->tag;
			fanout->conns[fanout->count++] = conn;
		} else {
			mark_session(sessions, conn, session, marking);
		}
		conn = session->next;
	}
}

void sessions_event(struct sessions *sessions, const uint32_t *users, uint32_t count,
	const struct session_event *event)
{
	struct marking marking = {.event = event,
		.now = loop_now_ms(sessions->loop),
		.window_s = window_s(sessions),
		.at_once = sessions->options.debounce_disable};
	struct fanout *fanout = NULL;

	if (count >= FANOUT_FROM && event->kinds == KIND_BIT(KIND_FILE) && !marking.at_once) {
		fanout = fanout_begin(sessions, count, event);
	}
	marking.fanout = fanout;
	for (uint32_t i = 0; i < count; i++) {
		mark_user(sessions, users[i], &marking);
	}
	if (fanout) {
		fanout_end(sessions, fanout);
	}
}

void sessions_custom(
	struct sessions *sessions, uint32_t user, struct blob *frame, uint32_t received_us)
{
	const uint32_t *first = u32map_find(&sessions->by_user, user);
	uint32_t conn = first ? *first : NO_CONN;

	while (conn != NO_CONN) {
		uint32_t next = session_of(sessions, conn)->next;

		if (!session_is_listening(sessions, conn)) {
			conn = next;
			continue;
		}
		if (ws_server_queue(sessions->server, conn, frame)) {
			counter_add(&sessions->stats.sent_custom, 1);
			session_note_latency(&sessions->stats.custom_latency,
				(uint32_t)(clock_now_ns() / 1000) - received_us, 1);
		} else {
			counter_add(&sessions->stats.custom_dropped, 1);
		}
		conn = next;
	}
}

void sessions_cut_user(struct sessions *sessions, uint32_t user)
{
	const uint32_t *first = u32map_find(&sessions->by_user, user);
	uint32_t conn = first ? *first : NO_CONN;

	while (conn != NO_CONN) {
		counter_add(&sessions->stats.custom_dropped, 1);
		ws_conn_kill(sessions->server, conn);
		conn = session_of(sessions, conn)->next;
	}
}

/* --- catching up --- */

static void catch_up_session(struct sessions *sessions, uint32_t conn)
{
	struct session *session = session_of(sessions, conn);
	struct pending *pending = session_pending_of(sessions, conn, session);
	uint64_t now = loop_now_ms(sessions->loop);
	uint32_t smear = debounce_window_ms(KIND_FILE, window_s(sessions), session->factor);
	uint32_t due = (uint32_t)now + DEBOUNCE_GATHER_MS + rng_below(&sessions->rng, smear + 1);

	if (!pending) {
		ws_conn_kill(sessions->server, conn);
		return;
	}
	if (sessions->options.debounce_disable) {
		due = (uint32_t)now;
	}
	for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
		if (!(pending->kinds & KIND_BIT(kind))) {
			pending->kinds |= KIND_BIT(kind);
			pending->first_ms[kind] = (uint32_t)now;
			pending->due_ms[kind] = due;
		}
	}
	/* Nobody knows which files changed. */
	file_ids_set_unknown(&pending->ids);
	session_arm(sessions, pending);
}

static void on_catch_up(struct task *task)
{
	struct sessions *sessions = container_of(task, struct sessions, catch_up_task);
	uint32_t end = MIN_OF(sessions->catch_up_end, sessions->server->conns.high);
	uint32_t slice = MIN_OF(end, sessions->catch_up_at + CATCH_UP_SLICE);

	for (uint32_t i = sessions->catch_up_at; i < slice; i++) {
		if (session_is_listening(sessions, i) && session_of(sessions, i)->alive &&
			!(session_of(sessions, i)->flags & SESSION_ANONYMOUS)) {
			catch_up_session(sessions, i);
		}
	}
	sessions->catch_up_at = slice;
	if (slice < end) {
		loop_defer(sessions->loop, &sessions->catch_up_task);
	}
}

void sessions_catch_up(struct sessions *sessions)
{
	sessions->catch_up_at = 0;
	sessions->catch_up_end = sessions->server->conns.high;
	loop_defer(sessions->loop, &sessions->catch_up_task);
}

/* --- life --- */

void sessions_init(struct sessions *sessions, struct loop *loop, struct ws_server *server,
	const struct sessions_options *options)
{
	*sessions = (struct sessions){.loop = loop, .server = server, .options = *options};
	slab_init(&sessions->pendings, (sizeof(struct pending) + 7) & ~(size_t)7);
	due_lists_init(&sessions->due, loop, session_on_due);
	timer_init(&sessions->fanout_timer, fanout_on_due);
	task_init(&sessions->fanout_task, fanout_on_task);
	task_init(&sessions->flush_task, session_on_flush);
	task_init(&sessions->catch_up_task, on_catch_up);
	rng_init(&sessions->rng);
}

void sessions_deinit(struct sessions *sessions)
{
	due_lists_deinit(&sessions->due);
	fanouts_deinit(sessions);
	loop_cancel(&sessions->flush_task);
	loop_cancel(&sessions->catch_up_task);
	u32map_deinit(&sessions->by_user);
	slab_deinit(&sessions->pendings);
	file_ids_deinit(&sessions->frame_ids);
	buf_deinit(&sessions->frame);
}
