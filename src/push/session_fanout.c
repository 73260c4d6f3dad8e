/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A file event for many sessions at once. Those for whom nothing is pending and whose last message
 * is long enough ago are all due at the same time, so they need no records of their own: four bytes
 * each in one list, and a word in the session that says in which. Fan-outs are due in the order in
 * which they came. A session for which more happens meanwhile leaves the list with a record
 * (session_leave_fanout).
 */
#include <stdlib.h>

#include "push/debounce.h"
#include "push/session_internal.h"

#define FANOUT_SLICE 256U

/* The one that is due first. */
static struct fanout *first_fanout(const struct sessions *sessions)
{
	return sessions->fanouts[sessions->fanout_first & (FANOUTS - 1)];
}

static void free_one(struct sessions *sessions, uint32_t number)
{
	struct fanout **fanout = &sessions->fanouts[number & (FANOUTS - 1)];

	file_ids_deinit(&(*fanout)->ids);
	free(*fanout);
	*fanout = NULL;
}

/* Users may have several sessions. Those beyond get records. */
static uint32_t room_for(uint32_t users)
{
	return users + users / 2;
}

struct fanout *fanout_begin(
	struct sessions *sessions, uint32_t users, const struct session_event *event)
{
	uint32_t slot = sessions->fanout_next & (FANOUTS - 1);
	uint32_t cap = room_for(users);
	struct fanout *fanout;

	if (sessions->fanouts[slot]) {
		return NULL;
	}
	fanout = malloc(sizeof(*fanout) + cap * sizeof(fanout->conns[0]));
	if (!fanout) {
		return NULL;
	}
	fanout->began_ms = loop_now_ms(sessions->loop);
	/* The millisecond that has begun counts as over: never early. */
	fanout->due_ms = fanout->began_ms + DEBOUNCE_GATHER_MS + 1;
	fanout->tag = PENDING_FANOUT | slot;
	fanout->cap = cap;
	fanout->count = 0;
	fanout->at = 0;
	fanout->ids = (struct file_ids){0};
	if (event->file_id) {
		file_ids_add(&fanout->ids, *event->file_id);
	} else {
		file_ids_set_unknown(&fanout->ids);
	}
	sessions->fanouts[slot] = fanout;
	return fanout;
}

void fanout_end(struct sessions *sessions, struct fanout *fanout)
{
	if (fanout->count == 0) {
		free_one(sessions, sessions->fanout_next);
		return;
	}
	sessions->fanout_next++;
	if (!sessions->fanout_timer.armed && list_is_empty(&sessions->fanout_task.link)) {
		loop_timer_start_at(sessions->loop, &sessions->fanout_timer, fanout->due_ms);
	}
}

bool session_leave_fanout(
	const struct sessions *sessions, const struct session *session, struct pending *pending)
{
	const struct fanout *fanout = sessions->fanouts[session->pending & (FANOUTS - 1)];

	pending->kinds = KIND_BIT(KIND_FILE);
	pending->first_ms[KIND_FILE] = (uint32_t)fanout->began_ms;
	pending->due_ms[KIND_FILE] = (uint32_t)fanout->due_ms;
	return !(session->flags & SESSION_WANTS_IDS) || file_ids_copy(&fanout->ids, &pending->ids);
}

/* For the session of a connection that is still its own; what it was is over then. */
static bool take(const struct fanout *fanout, const struct ws_conn *line, struct session *session)
{
	if (line->phase < WS_PHASE_OPEN || !session->alive || session->pending != fanout->tag) {
		return false;
	}
	session->pending = 0;
	return line->phase == WS_PHASE_OPEN;
}

/* A reader that is too slow: it is due when its queue is empty (sessions_drained). */
static void hold(struct sessions *sessions, const struct fanout *fanout, uint32_t conn,
	struct session *session)
{
	session->pending = fanout->tag;
	if (!session_pending_of(sessions, conn, session)) {
		ws_conn_kill(sessions->server, conn);
	}
}

/* The next slice; true when the fan-out is done. */
static bool send_slice(struct sessions *sessions, struct fanout *fanout)
{
	uint32_t now = (uint32_t)loop_now_ms(sessions->loop);
	uint32_t end = MIN_OF(fanout->at + FANOUT_SLICE, fanout->count);
	struct str plain = session_file_frame(sessions, NULL);
	struct str with_ids = session_file_frame(sessions, &fanout->ids);
	uint64_t sent = 0;

	for (uint32_t i = fanout->at; i < end; i++) {
		uint32_t conn = fanout->conns[i];
		struct ws_conn *line = ws_server_conn(sessions->server, conn);
		struct session *session = session_in(line);

		if (UNLIKELY(!take(fanout, line, session))) {
			continue;
		}
		if (UNLIKELY(!ws_conn_can_send(line))) {
			hold(sessions, fanout, conn, session);
			continue;
		}
		ws_conn_send_on(sessions->server, line, conn,
			session->flags & SESSION_WANTS_IDS ? with_ids : plain);
		session->sent_ms[KIND_FILE] = now | (now == 0);
		sent++;
	}
	fanout->at = end;
	counter_add(&sessions->stats.sent[KIND_FILE], sent);
	session_note_latency(&sessions->stats.builtin_latency,
		(uint64_t)(now - (uint32_t)fanout->due_ms) * 1000, sent);
	return end == fanout->count;
}

void fanout_on_task(struct task *task)
{
	struct sessions *sessions = container_of(task, struct sessions, fanout_task);
	struct fanout *fanout = first_fanout(sessions);
	uint64_t now = loop_now_ms(sessions->loop);

	if (fanout && fanout->due_ms <= now && send_slice(sessions, fanout)) {
		free_one(sessions, sessions->fanout_first++);
		fanout = first_fanout(sessions);
	}
	if (fanout && fanout->due_ms <= now) {
		loop_defer(sessions->loop, &sessions->fanout_task);
	} else if (fanout) {
		loop_timer_start_at(sessions->loop, &sessions->fanout_timer, fanout->due_ms);
	}
}

void fanout_on_due(struct timer *timer)
{
	struct sessions *sessions = container_of(timer, struct sessions, fanout_timer);

	loop_defer(sessions->loop, &sessions->fanout_task);
}

void fanouts_deinit(struct sessions *sessions)
{
	loop_timer_stop(sessions->loop, &sessions->fanout_timer);
	loop_cancel(&sessions->fanout_task);
	while (first_fanout(sessions)) {
		free_one(sessions, sessions->fanout_first++);
	}
}
