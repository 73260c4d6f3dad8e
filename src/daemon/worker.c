/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The worker's glue: callbacks of the WebSocket server become messages to the hub, messages from
 * the hub become calls. It decides nothing.
 */
#include "daemon/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#include "base/log.h"
#include "daemon/post.h"
#include "daemon/worker_thread.h"
#include "push/message.h"

#define LOG_TARGET "notify_push::connection"

#define CLOSE_TICK_MS 20U

/* No route and no token is as long: of a longer one so much is kept that it stays a wrong one. */
#define ASK_MAX 1024U

static void tell_hub(struct worker *worker, const struct message *message)
{
	outbox_send(&worker->to_hub, message);
}

/* --- from the clients --- */

static void on_request(void *owner, struct ws_id id, const struct http1_request *request)
{
	struct worker *worker = owner;
	struct ask *ask = calloc(1, sizeof(*ask));
	struct str token;
	struct message message = {
		.type = MSG_REQUEST, .b = id.index, .c = id.generation, .pointer = ask};

	if (!ask) {
		ws_server_cut(&worker->server, id);
		return;
	}
	buf_append_str(&ask->method, str_first(request->method, ASK_MAX));
	buf_append_str(&ask->path, str_first(request->path, ASK_MAX));
	ask->has_token = http1_header(&request->headers, STR_LIT("token"), &token);
	if (ask->has_token) {
		buf_append_str(&ask->token, str_first(token, ASK_MAX));
	}
	ask->metrics = ws_server_conn(&worker->server, id.index)->flags & WS_FLAG_METRICS;
	tell_hub(worker, &message);
}

static void on_login(void *owner, struct ws_id id, struct ws_login *login)
{
	struct message message = {
		.type = MSG_LOGIN, .b = id.index, .c = id.generation, .pointer = login};

	tell_hub(owner, &message);
}

static void on_text(void *owner, struct ws_id id, struct str text)
{
	struct worker *worker = owner;

	if (str_equals(str_trim(text), STR_LIT("listen notify_file_id"))) {
		sessions_want_ids(&worker->sessions, id.index);
	}
}

static void on_drained(void *owner, struct ws_id id)
{
	sessions_drained(&((struct worker *)owner)->sessions, id.index);
}

static void on_closed(void *owner, struct ws_id id, enum ws_phase phase)
{
	struct worker *worker = owner;
	struct message message = {.b = id.index, .c = id.generation};

	log_debug("connection %u is gone", id.index);
	if (sessions_is_open(&worker->sessions, id.index)) {
		message.type = MSG_SESSION_CLOSED;
		message.a = sessions_close(&worker->sessions, id.index);
		tell_hub(worker, &message);
	} else if (phase == WS_PHASE_CHECK) {
		message.type = MSG_LOGIN_GONE;
		tell_hub(worker, &message);
	}
	acceptor_note_room(&worker->acceptor);
	if (worker->leaving) {
		loop_defer(worker->loop, &worker->closed_task);
	}
}

static const struct ws_server_handler server_handler = {
	.on_request = on_request,
	.on_login = on_login,
	.on_text = on_text,
	.on_drained = on_drained,
	.on_closed = on_closed,
};

/* --- closing all --- */

static void on_close_tick(struct timer *timer)
{
	struct worker *worker = container_of(timer, struct worker, close_timer);
	uint32_t end = MIN_OF(worker->close_end, worker->close_at + worker->close_step);

	for (uint32_t i = worker->close_at; i < end; i++) {
		const struct ws_conn *conn = ws_server_conn(&worker->server, i);

		if (conn->phase == WS_PHASE_OPEN ||
			(worker->leaving && conn->phase != WS_PHASE_FREE)) {
			ws_server_close(&worker->server, ws_server_id(&worker->server, i),
				worker->close_code,
				worker->leaving ? "the server restarts" : "reset");
		}
	}
	worker->close_at = end;
	if (end < worker->close_end) {
		loop_timer_start(worker->loop, timer, CLOSE_TICK_MS);
	}
	if (worker->leaving) {
		loop_defer(worker->loop, &worker->closed_task);
	}
}

static void on_maybe_closed(struct task *task)
{
	struct worker *worker = container_of(task, struct worker, closed_task);
	struct message message = {.type = MSG_ALL_CLOSED};

	if (worker->leaving && worker->server.conns.used == 0) {
		worker->leaving = false;
		tell_hub(worker, &message);
	}
}

static void close_all(struct worker *worker, const struct message *message)
{
	uint32_t ticks = MAX_OF(message->a / CLOSE_TICK_MS, 1U);

	if (worker->leaving) {
		return; /* everybody is being told to go already, for good */
	}
	worker->close_at = 0;
	worker->close_end = worker->server.conns.high;
	worker->close_step = worker->close_end / ticks + 1;
	worker->close_code = message->small;
	worker->leaving = message->bits != 0;
	on_close_tick(&worker->close_timer);
}

/* --- from the hub --- */

static void login_ok(struct worker *worker, const struct message *message)
{
	struct ws_id id = {message->b, message->c};
	const struct ws_conn *conn = ws_server_find(&worker->server, id);

	if (!conn || conn->phase != WS_PHASE_CHECK ||
		!sessions_open(&worker->sessions, id.index, message->a, message->bits != 0)) {
		/* The client left meanwhile; the hub has counted the session already. */
		struct message closed = {.type = MSG_SESSION_CLOSED, .a = message->a};

		if (conn) {
			ws_server_cut(&worker->server, id);
		}
		tell_hub(worker, &closed);
		return;
	}
	ws_server_accept(&worker->server, id);
}

static void login_no(struct worker *worker, const struct message *message)
{
	struct ws_id id = {message->b, message->c};
	struct blob *text = message->pointer;

	if (text) {
		ws_server_refuse(&worker->server, id, blob_str(text));
		blob_unref(text);
	} else {
		ws_server_cut(&worker->server, id);
	}
}

static void answer(struct worker *worker, const struct message *message)
{
	struct blob *body = message->pointer;
	struct http1_reply reply = {.status = message->small,
		.content_type = STR_LIT("text/plain; charset=utf-8"),
		.body = body ? blob_str(body) : STR_NULL};

	if (message->small == 405) {
		reply.extra_lines = message->bits ? STR_LIT("Allow: POST\r\n")
						  : STR_LIT("Allow: GET, HEAD\r\n");
	}
	ws_server_answer(&worker->server, (struct ws_id){message->b, message->c}, &reply);
	blob_unref(body);
}

static void obey(struct worker *worker, const struct message *message)
{
	struct message echo = {.type = MSG_ECHOED, .number = message->number};
	struct session_event event = {.kinds = message->bits};
	const struct event_batch *batch;

	switch ((enum message_type)message->type) {
	case MSG_EVENT:
		event.file_id = message->small ? &message->number : NULL;
		sessions_event(&worker->sessions, &message->a, 1, &event);
		break;
	case MSG_EVENTS:
		batch = message->pointer;
		event.file_id = message->small ? &batch->file_id : NULL;
		sessions_event(&worker->sessions, batch->users, batch->count, &event);
		post_drop(message);
		break;
	case MSG_CUSTOM:
		sessions_custom(&worker->sessions, message->a, message->pointer, message->b);
		blob_unref(message->pointer);
		break;
	case MSG_LOGIN_OK:
		login_ok(worker, message);
		break;
	case MSG_LOGIN_NO:
		login_no(worker, message);
		break;
	case MSG_ANSWER:
		answer(worker, message);
		break;
	case MSG_CATCH_UP:
		sessions_catch_up(&worker->sessions);
		break;
	case MSG_CUT_USER:
		sessions_cut_user(&worker->sessions, message->a);
		break;
	case MSG_CLOSE_ALL:
		close_all(worker, message);
		break;
	case MSG_STOP_ACCEPT:
		acceptor_stop(&worker->acceptor);
		break;
	case MSG_ECHO:
		tell_hub(worker, &echo);
		break;
	case MSG_QUIT:
		if (worker->options.own_thread) {
			loop_stop(worker->loop);
		}
		break;
	case MSG_LOGIN:
	case MSG_LOGIN_GONE:
	case MSG_REQUEST:
	case MSG_SESSION_CLOSED:
	case MSG_ECHOED:
	case MSG_ALL_CLOSED:
		assert(false); /* these go the other way */
	}
}

/* A full queue and no more: the hub may be quicker than we are, and the clients have their turn. */
static void on_wake(void *context)
{
	struct worker *worker = context;
	struct message message;
	uint32_t obeyed = 0;

	while (obeyed < OUTBOX_RING && ring_pop(worker->inbox, &message)) {
		obey(worker, &message);
		obeyed++;
	}
	if (obeyed == OUTBOX_RING) {
		wake_signal(&worker->wake);
	}
}

/* --- life --- */

int worker_init(struct worker *worker, const struct worker_options *options, struct wake *hub_wake)
{
	*worker = (struct worker){.options = *options, .hub_wake = hub_wake};
	timer_init(&worker->close_timer, on_close_tick);
	task_init(&worker->closed_task, on_maybe_closed);
	return wake_init(&worker->wake, !options->own_thread, on_wake, worker);
}

/* In the worker's thread. */
int worker_open(struct worker *worker, struct loop *loop)
{
	struct ws_server_options server_options = {.handler = &server_handler,
		.owner = worker,
		.anonymous_memory = worker->options.anonymous_memory,
		.max_lifetime_s = worker->options.max_lifetime_s};
	int r;

	worker->loop = loop;
	r = outbox_init(&worker->to_hub, loop, worker->hub_wake, post_drop);
	if (r == 0) {
		r = ws_server_init(&worker->server, loop, &server_options);
	}
	if (r < 0) {
		return r;
	}
	sessions_init(&worker->sessions, loop, &worker->server, &worker->options.sessions);
	r = wake_attach(&worker->wake, loop);
	if (r == 0) {
		r = acceptor_open(
			&worker->acceptor, loop, &worker->server, &worker->options.acceptor);
	}
	return r;
}

void worker_close(struct worker *worker)
{
	acceptor_stop(&worker->acceptor);
	loop_timer_stop(worker->loop, &worker->close_timer);
	ws_server_deinit(&worker->server);
	sessions_deinit(&worker->sessions);
	loop_cancel(&worker->closed_task);
	wake_detach(&worker->wake);
	/* What those who were cut had to say may be more than the hub reads any more. */
	outbox_close(&worker->to_hub);
}

int worker_start(struct worker *worker, struct loop *loop)
{
	return worker->options.own_thread ? worker_thread_start(worker) : worker_open(worker, loop);
}

void worker_stop(struct worker *worker)
{
	if (worker->options.own_thread) {
		pthread_join(worker->thread, NULL);
	} else {
		worker_close(worker);
	}
	outbox_deinit(&worker->to_hub);
	wake_deinit(&worker->wake);
}
