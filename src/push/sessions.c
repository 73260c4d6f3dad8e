/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sessions of one worker: linking, marking, flushing.
 *
 * An event marks the pending record of each session of its user and (re)starts the record's one
 * timer for the earliest kind. When the time comes the record joins the list of those to be
 * flushed, which is worked off in slices: a fan-out to thousands does not hold up what else comes
 * in. A reader that is too slow costs nothing: its bits stay pending until the queue is empty
 * again.
 */
#include "push/sessions.h"

#include <stdlib.h>

#include "base/clock.h"
#include "push/debounce.h"

#define NO_CONN        UINT32_MAX
#define FLUSH_SLICE    256
#define CATCH_UP_SLICE 4096U

enum {
	SESSION_WANTS_IDS = 1 << 0,
	SESSION_ANONYMOUS = 1 << 1,
};

struct pending;

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

struct pending {
	struct timer timer;
	struct sessions *sessions;
	struct list flush_link;
	uint32_t self;
	uint32_t conn;
	uint32_t kinds;
	uint32_t first_ms[KIND_COUNT]; /* low 32 bits, like the next */
	uint32_t due_ms[KIND_COUNT];
	struct file_ids ids;
};

const uint32_t latency_bounds_us[LATENCY_BUCKETS] = {25, 50, 100, 200, 400, 800, 1600, 3200, 6400,
	12800, 25600, 51200, 102400, 409600, 1638400, 6553600};

WS_CONSTANT_TEXT(frame_file, "notify_file");
WS_CONSTANT_TEXT(frame_activity, "notify_activity");
WS_CONSTANT_TEXT(frame_notification, "notify_notification");

static struct session *session_of(const struct sessions *sessions, uint32_t conn)
{
	return (struct session *)(void *)ws_server_conn(sessions->server, conn)->owner;
}

/* The time of which LOW are the low 32 bits, near NOW. */
static uint64_t expand_ms(uint64_t now, uint32_t low)
{
	return now + (uint64_t)(int64_t)(int32_t)(low - (uint32_t)now);
}

/* The first bound that is not below: they double thirteen times, then quadruple. */
static unsigned latency_bucket(uint64_t us)
{
	uint64_t units = us > 0 ? (us - 1) / latency_bounds_us[0] : 0;
	unsigned doublings = units > 0 ? 64U - (unsigned)__builtin_clzll(units) : 0;

	if (doublings > 12) {
		doublings = 12 + (doublings - 11) / 2;
	}
	return MIN_OF(doublings, LATENCY_BUCKETS);
}

static void note_latency(struct latency *latency, uint64_t us)
{
	unsigned i = latency_bucket(us);

	counter_add(&latency->buckets[i], 1);
	counter_add(&latency->sum_us, us);
}

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

static void free_pending(struct sessions *sessions, struct session *session)
{
	struct pending *pending;

	if (!session->pending) {
		return;
	}
	pending = slab_get(&sessions->pendings, session->pending - 1);
	session->pending = 0;
	if (pending->timer.armed) {
		loop_timer_stop(sessions->loop, &pending->timer);
	}
	list_remove(&pending->flush_link);
	file_ids_deinit(&pending->ids);
	slab_free(&sessions->pendings, pending->self);
	slab_trim(&sessions->pendings);
}

uint32_t sessions_close(struct sessions *sessions, uint32_t conn)
{
	struct session *session = session_of(sessions, conn);
	uint32_t user = session->user;

	assert(session->alive);
	free_pending(sessions, session);
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

/* Behind a Close frame nothing may be sent (RFC 6455 §5.5.1). */
static bool is_listening(const struct sessions *sessions, uint32_t conn)
{
	return ws_server_conn(sessions->server, conn)->phase == WS_PHASE_OPEN;
}

/* --- flushing --- */

/* The frame for a set of ids, kept for the next session with the same set. */
static struct str ids_frame(struct sessions *sessions, const struct file_ids *ids)
{
	struct buf text = BUF_NULL;

	if (sessions->frame.len > 0 && file_ids_equal(ids, &sessions->frame_ids)) {
		return buf_str(&sessions->frame);
	}
	file_ids_deinit(&sessions->frame_ids);
	buf_clear(&sessions->frame);
	buf_append_cstr(&text, "notify_file_id ");
	file_ids_write(ids, &text);
	ws_frame_write(&sessions->frame, WS_TEXT, buf_str(&text), NULL);
	if (buf_status(&text) < 0 || buf_status(&sessions->frame) < 0 ||
		!file_ids_copy(ids, &sessions->frame_ids)) {
		buf_clear(&sessions->frame);
		buf_deinit(&text);
		return frame_file; /* no memory for ids: say less */
	}
	buf_deinit(&text);
	return buf_str(&sessions->frame);
}

static struct str frame_for(
	struct sessions *sessions, const struct session *session, struct pending *pending, int kind)
{
	switch (kind) {
	case KIND_FILE:
		if (session->flags & SESSION_WANTS_IDS && !pending->ids.unknown &&
			pending->ids.count > 0) {
			return ids_frame(sessions, &pending->ids);
		}
		return frame_file;
	case KIND_ACTIVITY:
		return frame_activity;
	default:
		return frame_notification;
	}
}

/* The kinds whose time has come. */
static unsigned kinds_due(const struct pending *pending, uint64_t now)
{
	unsigned due = 0;

	for (unsigned kinds = pending->kinds; kinds; kinds &= kinds - 1) {
		int kind = __builtin_ctz(kinds);

		if ((int32_t)(pending->due_ms[kind] - (uint32_t)now) <= 0) {
			due |= KIND_BIT(kind);
		}
	}
	return due;
}

static void arm(struct sessions *sessions, struct pending *pending)
{
	uint64_t now = loop_now_ms(sessions->loop);
	uint64_t first = UINT64_MAX;

	for (unsigned kinds = pending->kinds; kinds; kinds &= kinds - 1) {
		first = MIN_OF(first, expand_ms(now, pending->due_ms[__builtin_ctz(kinds)]));
	}
	if (!pending->timer.armed || pending->timer.due_ms != first) {
		loop_timer_start_at(sessions->loop, &pending->timer, first);
	}
}

/* Sends several frames as one. Only the file frame may be long. */
static void send_several(
	struct sessions *sessions, struct session *session, struct pending *pending, unsigned kinds)
{
	char small[256];
	size_t len = 0;
	struct buf large = BUF_NULL;

	for (unsigned left = kinds; left; left &= left - 1) {
		int kind = __builtin_ctz(left);
		struct str frame = frame_for(sessions, session, pending, kind);

		if (kind == KIND_FILE && frame.len > sizeof(small) / 2) {
			buf_append_str(&large, frame);
		} else {
			memcpy(small + len, frame.ptr, frame.len);
			len += frame.len;
		}
	}
	if (large.len > 0) {
		buf_append(&large, small, len);
		ws_server_send(sessions->server, pending->conn, buf_str(&large));
	} else {
		ws_server_send(sessions->server, pending->conn, str_make(small, len));
	}
	buf_deinit(&large);
}

static void send_frames(
	struct sessions *sessions, struct session *session, struct pending *pending, unsigned kinds)
{
	if (LIKELY((kinds & (kinds - 1)) == 0)) {
		ws_server_send(sessions->server, pending->conn,
			frame_for(sessions, session, pending, __builtin_ctz(kinds)));
	} else {
		send_several(sessions, session, pending, kinds);
	}
}

static void note_sent(struct sessions *sessions, struct session *session,
	const struct pending *pending, unsigned kinds)
{
	uint32_t now = (uint32_t)loop_now_ms(sessions->loop);

	for (; kinds; kinds &= kinds - 1) {
		int kind = __builtin_ctz(kinds);
		uint32_t late = now - pending->due_ms[kind];

		session->sent_ms[kind] = now | (now == 0);
		counter_add(&sessions->stats.sent[kind], 1);
		note_latency(&sessions->stats.builtin_latency, (uint64_t)late * 1000);
	}
}

static void flush(struct sessions *sessions, struct pending *pending)
{
	struct session *session = session_of(sessions, pending->conn);
	uint64_t now = loop_now_ms(sessions->loop);
	unsigned due = kinds_due(pending, now);

	if (!is_listening(sessions, pending->conn)) {
		free_pending(sessions, session);
		return;
	}
	if (due == 0) {
		arm(sessions, pending);
		return;
	}
	if (!ws_server_can_send(sessions->server, pending->conn)) {
		return; /* sessions_drained() comes back to it */
	}
	send_frames(sessions, session, pending, due);
	note_sent(sessions, session, pending, due);
	pending->kinds &= ~due;
	if (pending->kinds == 0) {
		free_pending(sessions, session);
		return;
	}
	if (due & KIND_BIT(KIND_FILE)) {
		file_ids_deinit(&pending->ids);
	}
	arm(sessions, pending);
}

static void on_flush(struct task *task)
{
	struct sessions *sessions = container_of(task, struct sessions, flush_task);

	for (int i = 0; i < FLUSH_SLICE && !list_is_empty(&sessions->flushing); i++) {
		struct pending *pending =
			list_entry(sessions->flushing.next, struct pending, flush_link);

		list_remove(&pending->flush_link);
		flush(sessions, pending);
	}
	if (!list_is_empty(&sessions->flushing)) {
		loop_defer(sessions->loop, &sessions->flush_task);
	}
}

static void flush_soon(struct pending *pending)
{
	struct sessions *sessions = pending->sessions;

	if (list_is_empty(&pending->flush_link)) {
		list_append(&sessions->flushing, &pending->flush_link);
		loop_defer(sessions->loop, &sessions->flush_task);
	}
}

static void on_due(struct timer *timer)
{
	flush_soon(container_of(timer, struct pending, timer));
}

void sessions_drained(struct sessions *sessions, uint32_t conn)
{
	struct session *session = session_of(sessions, conn);

	struct pending *pending;

	if (!session->alive || !session->pending) {
		return;
	}
	pending = slab_get(&sessions->pendings, session->pending - 1);
	/* While its timer runs nothing of it was held up. */
	if (!pending->timer.armed) {
		flush_soon(pending);
	}
}

/* --- marking --- */

static struct pending *pending_of(struct sessions *sessions, uint32_t conn)
{
	struct session *session = session_of(sessions, conn);
	struct pending *pending;
	uint32_t self;

	if (session->pending) {
		return slab_get(&sessions->pendings, session->pending - 1);
	}
	pending = slab_alloc(&sessions->pendings, &self);
	if (!pending) {
		return NULL;
	}
	timer_init(&pending->timer, on_due);
	list_init(&pending->flush_link);
	pending->sessions = sessions;
	pending->self = self;
	pending->conn = conn;
	pending->kinds = 0;
	pending->ids = (struct file_ids){0};
	session->pending = self + 1;
	return pending;
}

static uint32_t window_ms(
	const struct sessions *sessions, const struct session *session, enum push_kind kind)
{
	return debounce_window_ms(kind,
		atomic_load_explicit(sessions->options.active_connections, memory_order_relaxed),
		sessions->options.max_debounce_s, session->factor);
}

static void mark(struct sessions *sessions, const struct session *session, struct pending *pending,
	enum push_kind kind, uint64_t now)
{
	uint32_t sent = session->sent_ms[kind];
	uint64_t due;

	if (!(pending->kinds & KIND_BIT(kind))) {
		pending->kinds |= KIND_BIT(kind);
		pending->first_ms[kind] = (uint32_t)now;
	}
	if (sessions->options.debounce_disable) {
		due = now;
	} else {
		/* What seems to be sent in the future was sent weeks ago. */
		bool was_sent = sent != 0 && (int32_t)((uint32_t)now - sent) >= 0;

		/* The millisecond that has begun counts as over: never early. */
		due = 1 + debounce_due_ms(now, expand_ms(now, pending->first_ms[kind]), was_sent,
				  expand_ms(now, sent), window_ms(sessions, session, kind));
	}
	pending->due_ms[kind] = (uint32_t)due;
}

static void mark_session(
	struct sessions *sessions, uint32_t conn, unsigned kinds, const uint64_t *file_id)
{
	struct session *session = session_of(sessions, conn);
	struct pending *pending = pending_of(sessions, conn);
	uint64_t now = loop_now_ms(sessions->loop);

	if (!pending) {
		/* No memory to remember it: the client asks again when it has reconnected. */
		ws_conn_kill(sessions->server, conn);
		return;
	}
	for (unsigned left = kinds; left; left &= left - 1) {
		mark(sessions, session, pending, (enum push_kind)__builtin_ctz(left), now);
	}
	if (kinds & KIND_BIT(KIND_FILE) && session->flags & SESSION_WANTS_IDS) {
		if (file_id) {
			file_ids_add(&pending->ids, *file_id);
		} else {
			file_ids_set_unknown(&pending->ids);
		}
	}
	if (sessions->options.debounce_disable) {
		flush_soon(pending);
	} else if (list_is_empty(&pending->flush_link)) {
		arm(sessions, pending);
	}
}

void sessions_event(
	struct sessions *sessions, uint32_t user, unsigned kinds, const uint64_t *file_id)
{
	const uint32_t *first = u32map_find(&sessions->by_user, user);
	uint32_t conn = first ? *first : NO_CONN;

	while (conn != NO_CONN) {
		uint32_t next = session_of(sessions, conn)->next;

		mark_session(sessions, conn, kinds, file_id);
		conn = next;
	}
}

void sessions_custom(
	struct sessions *sessions, uint32_t user, struct blob *frame, uint32_t received_us)
{
	const uint32_t *first = u32map_find(&sessions->by_user, user);
	uint32_t conn = first ? *first : NO_CONN;

	while (conn != NO_CONN) {
		uint32_t next = session_of(sessions, conn)->next;

		if (!is_listening(sessions, conn)) {
			conn = next;
			continue;
		}
		if (ws_server_queue(sessions->server, conn, frame)) {
			counter_add(&sessions->stats.sent_custom, 1);
			note_latency(&sessions->stats.custom_latency,
				(uint32_t)(clock_now_ns() / 1000) - received_us);
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
	struct pending *pending = pending_of(sessions, conn);
	uint64_t now = loop_now_ms(sessions->loop);
	uint32_t smear = window_ms(sessions, session, KIND_FILE);
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
	arm(sessions, pending);
}

static void on_catch_up(struct task *task)
{
	struct sessions *sessions = container_of(task, struct sessions, catch_up_task);
	uint32_t end = MIN_OF(sessions->catch_up_end, sessions->server->conns.high);
	uint32_t slice = MIN_OF(end, sessions->catch_up_at + CATCH_UP_SLICE);

	for (uint32_t i = sessions->catch_up_at; i < slice; i++) {
		if (is_listening(sessions, i) && session_of(sessions, i)->alive &&
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
	list_init(&sessions->flushing);
	task_init(&sessions->flush_task, on_flush);
	task_init(&sessions->catch_up_task, on_catch_up);
	rng_init(&sessions->rng);
}

void sessions_deinit(struct sessions *sessions)
{
	loop_cancel(&sessions->flush_task);
	loop_cancel(&sessions->catch_up_task);
	u32map_deinit(&sessions->by_user);
	slab_deinit(&sessions->pendings);
	file_ids_deinit(&sessions->frame_ids);
	buf_deinit(&sessions->frame);
}
