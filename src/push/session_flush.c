/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Sending what is due, in slices, one a round, so that a fan-out to thousands does not hold up what
 * else comes in. All kinds that are due for a session leave as one. A frame with ids is encoded
 * once for all who have the same ids.
 */
#include "push/session_internal.h"

#define FLUSH_SLICE 256

/* What a slice has sent; most of it equally late, so the histogram is told once for each run. */
struct tally {
	uint64_t sent[KIND_COUNT];
	uint32_t late_ms;
	uint32_t late_count;
};

const uint32_t latency_bounds_us[LATENCY_BUCKETS] = {25, 50, 100, 200, 400, 800, 1600, 3200, 6400,
	12800, 25600, 51200, 102400, 409600, 1638400, 6553600};

WS_CONSTANT_TEXT(frame_file, "notify_file");
WS_CONSTANT_TEXT(frame_activity, "notify_activity");
WS_CONSTANT_TEXT(frame_notification, "notify_notification");

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

void session_note_latency(struct latency *latency, uint64_t us, uint64_t count)
{
	counter_add(&latency->buckets[latency_bucket(us)], count);
	counter_add(&latency->sum_us, us * count);
}

void session_pending_free(struct sessions *sessions, struct session *session)
{
	struct pending *pending;

	if (!session->pending || session->pending & PENDING_FANOUT) {
		session->pending = 0;
		return;
	}
	pending = slab_get(&sessions->pendings, session->pending - 1);
	session->pending = 0;
	due_remove(&sessions->due, &pending->due);
	file_ids_deinit(&pending->ids);
	slab_free(&sessions->pendings, pending->self);
}

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

struct str session_file_frame(struct sessions *sessions, const struct file_ids *ids)
{
	return ids && !ids->unknown && ids->count > 0 ? ids_frame(sessions, ids) : frame_file;
}

static struct str frame_for(
	struct sessions *sessions, const struct session *session, struct pending *pending, int kind)
{
	switch (kind) {
	case KIND_FILE:
		return session_file_frame(
			sessions, session->flags & SESSION_WANTS_IDS ? &pending->ids : NULL);
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

void session_arm(struct sessions *sessions, struct pending *pending)
{
	uint64_t now = loop_now_ms(sessions->loop);
	uint64_t first = UINT64_MAX;

	for (unsigned kinds = pending->kinds; kinds; kinds &= kinds - 1) {
		first = MIN_OF(first, expand_ms(now, pending->due_ms[__builtin_ctz(kinds)]));
	}
	if (due_is_listed(&pending->due)) {
		if (pending->due.at_ms <= first) {
			return; /* it will be looked at in time, and again if that is early */
		}
		due_remove(&sessions->due, &pending->due);
	}
	due_add(&sessions->due, &pending->due, first);
	if (first <= now) {
		loop_defer(sessions->loop, &sessions->flush_task);
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

static void settle_late(struct sessions *sessions, struct tally *tally)
{
	if (tally->late_count > 0) {
		session_note_latency(&sessions->stats.builtin_latency,
			(uint64_t)tally->late_ms * 1000, tally->late_count);
		tally->late_count = 0;
	}
}

static void note_sent(struct sessions *sessions, struct session *session,
	const struct pending *pending, unsigned kinds, struct tally *tally)
{
	uint32_t now = (uint32_t)loop_now_ms(sessions->loop);

	for (; kinds; kinds &= kinds - 1) {
		int kind = __builtin_ctz(kinds);
		uint32_t late = now - pending->due_ms[kind];

		session->sent_ms[kind] = now | (now == 0);
		tally->sent[kind]++;
		if (UNLIKELY(late != tally->late_ms)) {
			settle_late(sessions, tally);
			tally->late_ms = late;
		}
		tally->late_count++;
	}
}

static void flush(struct sessions *sessions, struct pending *pending, struct tally *tally)
{
	struct ws_conn *line = ws_server_conn(sessions->server, pending->conn);
	struct session *session = session_in(line);
	unsigned due = kinds_due(pending, loop_now_ms(sessions->loop));

	if (UNLIKELY(line->phase != WS_PHASE_OPEN)) {
		session_pending_free(sessions, session);
		return;
	}
	if (due == 0) {
		session_arm(sessions, pending);
		return;
	}
	if (UNLIKELY(!ws_conn_can_send(line))) {
		return; /* sessions_drained() comes back to it */
	}
	send_frames(sessions, session, pending, due);
	note_sent(sessions, session, pending, due, tally);
	pending->kinds &= ~due;
	if (pending->kinds == 0) {
		session_pending_free(sessions, session);
		return;
	}
	if (due & KIND_BIT(KIND_FILE)) {
		file_ids_deinit(&pending->ids);
	}
	session_arm(sessions, pending);
}

void session_on_flush(struct task *task)
{
	struct sessions *sessions = container_of(task, struct sessions, flush_task);
	struct tally tally = {0};
	struct due_link *link = NULL;

	for (int i = 0; i < FLUSH_SLICE && (link = due_take(&sessions->due)); i++) {
		flush(sessions, container_of(link, struct pending, due), &tally);
	}
	settle_late(sessions, &tally);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		counter_add(&sessions->stats.sent[kind], tally.sent[kind]);
	}
	session_trim(sessions);
	if (link) {
		loop_defer(sessions->loop, &sessions->flush_task);
	}
}

void session_on_due(struct timer *timer)
{
	struct sessions *sessions = container_of(timer, struct sessions, due.timer);

	loop_defer(sessions->loop, &sessions->flush_task);
}

void sessions_drained(struct sessions *sessions, uint32_t conn)
{
	const struct session *session = session_of(sessions, conn);
	struct pending *pending;

	if (!session->alive || !session->pending || session->pending & PENDING_FANOUT) {
		return;
	}
	pending = slab_get(&sessions->pendings, session->pending - 1);
	if (!due_is_listed(&pending->due)) {
		session_arm(sessions, pending);
	}
}
