/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bytes of one connection: reading into the worker's scratch buffer, writing straight to the
 * kernel, and the busy record that holds what could not be finished at once. A failing send needs
 * no care: the kernel reports the broken socket to epoll, and the connection is freed there.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "peer/ws_server.h"

/* What a login that is not out of the ordinary makes us keep, buffers included. */
#define LOGIN_BYTES 1024U

struct ws_busy *ws_conn_busy(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	uint32_t self;

	if (!conn->busy) {
		struct ws_busy *busy = slab_alloc(&server->busies, &self);

		if (!busy) {
			return NULL;
		}
		*busy = (struct ws_busy){.self = self, .conn = index};
		list_init(&busy->flush_link);
		conn->busy = busy;
	}
	return conn->busy;
}

static void free_busy(struct ws_server *server, struct ws_busy *busy)
{
	list_remove(&busy->flush_link);
	server->anonymous_used -= busy->charged;
	buf_deinit_secret(&busy->in);
	buf_deinit_secret(&busy->text);
	ws_login_free(busy->login);
	ws_queue_deinit(&busy->queue);
	slab_free(&server->busies, busy->self);
	if (server->busies.used > 0) {
		slab_trim(&server->busies);
	}
}

void ws_conn_rest(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	struct ws_busy *busy = conn->busy;

	if (busy && busy->queue.count == 0 && busy->in.len == 0 && busy->text.len == 0 &&
		!busy->login && busy->body_left == 0 && ws_decoder_is_idle(&busy->decoder)) {
		conn->busy = NULL;
		free_busy(server, busy);
	}
}

static uint64_t token_of(const struct ws_conn *conn, uint32_t index)
{
	return (uint64_t)conn->generation << 32 | index;
}

void ws_conn_set_flags(struct ws_server *server, uint32_t index, uint8_t flags)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	uint8_t watched = WS_FLAG_PAUSED | WS_FLAG_WANT_OUT;
	/*
	 * A client that has sent a plain request may shut its side down and wait for the answer;
	 * while nobody reads, its end would be reported again and again. Whoever waits for the
	 * outcome of a login has no reason to do so: he is gone.
	 */
	uint32_t events = flags & WS_FLAG_PAUSED && conn->phase != WS_PHASE_CHECK ? 0 : EPOLLRDHUP;

	if ((conn->flags & watched) != (flags & watched)) {
		events |= flags & WS_FLAG_PAUSED ? 0U : (uint32_t)EPOLLIN;
		events |= flags & WS_FLAG_WANT_OUT ? (uint32_t)EPOLLOUT : 0U;
		(void)!loop_change_token(server->loop, conn->fd, token_of(conn, index), events);
	}
	conn->flags = flags;
}

void ws_conn_kill(struct ws_server *server, uint32_t index)
{
	(void)!shutdown(ws_server_conn(server, index)->fd, SHUT_RDWR);
}

/* Keeps what the kernel did not take. */
static void keep_tail(struct ws_server *server, uint32_t index, struct str tail)
{
	struct ws_busy *busy = ws_conn_busy(server, index);
	struct blob *blob = busy ? blob_from_str(tail) : NULL;

	if (!blob || !ws_queue_add(&busy->queue, blob)) {
		ws_conn_kill(server, index);
	} else {
		busy->stuck_since_s = ws_sweep_now_s(server);
		ws_conn_set_flags(
			server, index, ws_server_conn(server, index)->flags | WS_FLAG_WANT_OUT);
	}
	blob_unref(blob);
}

void ws_conn_keep(struct ws_server *server, uint32_t index, struct str bytes, ssize_t sent)
{
	if (sent < 0 && errno != EAGAIN && errno != EINTR && errno != ENOBUFS) {
		return; /* it is broken: epoll will say so */
	}
	keep_tail(server, index, str_skip(bytes, sent > 0 ? (size_t)sent : 0));
}

void ws_conn_send(struct ws_server *server, uint32_t index, struct str bytes)
{
	ws_conn_send_on(server, ws_server_conn(server, index), index, bytes);
}

/* Half-closes and lets the peer go: an immediate close() could destroy what it has not read yet. */
static void shut_down(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	(void)!shutdown(conn->fd, SHUT_WR);
	conn->phase = WS_PHASE_DRAIN;
	ws_sweep_set(server, index, WS_CLOSE_S);
	ws_conn_set_flags(server, index, conn->flags & (uint8_t) ~(WS_FLAG_PAUSED | WS_FLAG_DROP));
}

void ws_conn_drop(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (ws_server_can_send(server, index)) {
		shut_down(server, index);
	} else {
		/* Whatever it was doing is over: only what waits is still to go. */
		conn->phase = WS_PHASE_DRAIN;
		ws_sweep_set(server, index, WS_STUCK_S);
		ws_conn_set_flags(
			server, index, (conn->flags & (uint8_t)~WS_FLAG_PAUSED) | WS_FLAG_DROP);
	}
}

void ws_conn_flush(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	struct ws_id id = ws_server_id(server, index);
	bool waited = conn->flags & WS_FLAG_WANT_OUT;
	size_t before = conn->busy->queue.bytes;
	int r = ws_queue_send(&conn->busy->queue, conn->fd);

	if (r == -EAGAIN) {
		if (!waited || conn->busy->queue.bytes < before) {
			conn->busy->stuck_since_s = ws_sweep_now_s(server);
		}
		ws_conn_set_flags(server, index, conn->flags | WS_FLAG_WANT_OUT);
		return;
	}
	if (r < 0) {
		ws_conn_kill(server, index);
		return;
	}
	ws_conn_set_flags(server, index, conn->flags & (uint8_t)~WS_FLAG_WANT_OUT);
	if (conn->flags & WS_FLAG_DROP) {
		shut_down(server, index);
	} else if (conn->phase == WS_PHASE_OPEN) {
		server->options.handler->on_drained(server->options.owner, id);
	} else if (conn->phase <= WS_PHASE_BODY) {
		ws_conn_resume(server, index);
	}
	if (ws_server_find(server, id)) {
		ws_conn_rest(server, index);
	}
}

static size_t held_bytes(const struct ws_busy *busy)
{
	size_t bytes = busy->in.cap + busy->text.cap;

	if (busy->login) {
		bytes += busy->login->user.cap + busy->login->password.cap + busy->login->chain.cap;
	}
	return bytes;
}

/*
 * What somebody who is not logged in makes us keep counts towards the common limit. Its last eighth
 * is for those who come and say no more than a login takes: a few with much to say must not lock
 * all others out.
 */
static void charge(struct ws_server *server, uint32_t index)
{
	const struct ws_conn *conn = ws_server_conn(server, index);
	size_t limit = server->options.anonymous_memory;
	struct ws_busy *busy = conn->busy;
	size_t before;

	if (!busy || !(conn->flags & WS_FLAG_CHARGED)) {
		return;
	}
	before = busy->charged;
	server->anonymous_used -= before;
	busy->charged = (uint32_t)held_bytes(busy);
	server->anonymous_used += busy->charged;
	if (busy->charged > before &&
		server->anonymous_used > (busy->charged > LOGIN_BYTES ? limit / 8 * 7 : limit)) {
		counter_add(&server->stats.shed, 1);
		ws_conn_kill(server, index);
	}
}

void ws_conn_uncharge(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (conn->flags & WS_FLAG_CHARGED) {
		conn->flags &= (uint8_t)~WS_FLAG_CHARGED;
		server->anonymous_used -= WS_CONN_CHARGE;
		if (conn->busy) {
			server->anonymous_used -= conn->busy->charged;
			conn->busy->charged = 0;
		}
	}
}

void ws_conn_free(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	enum ws_phase phase = (enum ws_phase)conn->phase;
	struct ws_id id = ws_server_id(server, index);

	ws_conn_uncharge(server, index);
	if (conn->busy) {
		free_busy(server, conn->busy);
		conn->busy = NULL;
	}
	server->options.handler->on_closed(server->options.owner, id, phase);
	/* Closing the last copy of a descriptor takes it out of epoll, too. */
	close(conn->fd);
	conn->phase = WS_PHASE_FREE;
	conn->generation = (conn->generation + 1) & INT32_MAX;
	slab_free(&server->conns, index);
	counter_set(&server->stats.connections, server->conns.used);
	if (server->conns.used == 0) {
		loop_timer_stop(server->loop, &server->sweep);
	}
	slab_trim(&server->busies);
}

/* What has to wait is kept. */
static void park(struct ws_server *server, uint32_t index, struct buf *held, struct str rest)
{
	struct ws_busy *busy = ws_conn_busy(server, index);

	if (!busy) {
		ws_conn_kill(server, index);
		return;
	}
	if (held->len == rest.len && rest.len > 0) {
		busy->in = *held; /* nothing of it was used: no copy */
		*held = BUF_NULL;
	} else {
		buf_append_str(&busy->in, rest);
	}
	if (buf_status(&busy->in) < 0) {
		counter_add(&server->stats.shed, 1);
		ws_conn_kill(server, index);
	}
}

/* Takes what was parked and puts the new bytes behind it. */
static struct buf unpark(struct ws_busy *busy, const char *bytes, size_t len)
{
	struct buf held = busy->in;

	busy->in = BUF_NULL;
	buf_append(&held, bytes, len);
	return held;
}

/*
 * A client that sends requests and does not read the answers: no further request before they are
 * gone, or they would pile up here. The deadline of the request to come ends it.
 */
static bool owes_reading(const struct ws_server *server, uint32_t index)
{
	return ws_server_conn(server, index)->phase <= WS_PHASE_BODY &&
	       !ws_server_can_send(server, index);
}

static size_t step(struct ws_server *server, uint32_t index, char *bytes, size_t len)
{
	if (owes_reading(server, index)) {
		return 0;
	}
	switch ((enum ws_phase)ws_server_conn(server, index)->phase) {
	case WS_PHASE_HEAD:
	case WS_PHASE_BODY:
		return ws_conn_http_input(server, index, bytes, len);
	case WS_PHASE_USER:
	case WS_PHASE_PASSWORD:
	case WS_PHASE_OPEN:
	case WS_PHASE_CLOSING:
		return ws_conn_frames_input(server, index, bytes, len);
	case WS_PHASE_DRAIN:
		return len;
	case WS_PHASE_FREE:
	case WS_PHASE_ANSWER:
	case WS_PHASE_CHECK:
		break;
	}
	return 0;
}

static void input(struct ws_server *server, uint32_t index, char *bytes, size_t len)
{
	struct ws_id id = ws_server_id(server, index);
	struct ws_conn *conn = ws_server_conn(server, index);
	struct buf held = BUF_NULL;
	size_t at = 0;

	if (conn->busy && conn->busy->in.len > 0) {
		held = unpark(conn->busy, bytes, len);
		if (buf_status(&held) < 0) {
			ws_conn_kill(server, index);
		}
		bytes = held.ptr;
		len = held.len;
	}
	server->input_index = index;
	while (at < len) {
		size_t used = step(server, index, bytes + at, len - at);

		if (!ws_server_find(server, id)) {
			goto out;
		}
		if (used == 0) {
			break;
		}
		at += used;
	}
	if (at < len) {
		park(server, index, &held, str_make(bytes + at, len - at));
	}
	charge(server, index);
	ws_conn_rest(server, index);
out:
	server->input_index = SLAB_NONE;
	buf_deinit_secret(&held);
}

void ws_conn_resume(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (server->input_index == index) {
		return; /* input() is at it and goes on by itself */
	}
	if (conn->flags & WS_FLAG_PAUSED) {
		ws_conn_set_flags(server, index, conn->flags & (uint8_t)~WS_FLAG_PAUSED);
	}
	if (conn->busy && conn->busy->in.len > 0) {
		input(server, index, NULL, 0);
	} else {
		ws_conn_rest(server, index);
	}
}

/* The peer says no more. Answers to plain requests, and last words, still go to it. */
static void hung_up(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (ws_server_can_send(server, index) ||
		(conn->phase > WS_PHASE_BODY && conn->phase != WS_PHASE_DRAIN)) {
		ws_conn_free(server, index);
		return;
	}
	ws_conn_drop(server, index);
	ws_conn_set_flags(server, index, conn->flags | WS_FLAG_PAUSED);
}

/* Readable: one recv() a round, so that no connection can keep the others waiting. */
static void readable(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	ssize_t got;

	if (conn->phase == WS_PHASE_CHECK || conn->phase == WS_PHASE_ANSWER ||
		owes_reading(server, index)) {
		/* The owner is at work, or the client: let the kernel keep the rest. */
		ws_conn_set_flags(server, index, conn->flags | WS_FLAG_PAUSED);
		return;
	}
	got = recv(conn->fd, server->scratch, WS_SCRATCH, MSG_DONTWAIT);
	if (got > 0) {
		input(server, index, server->scratch, (size_t)got);
	} else if (got == 0) {
		hung_up(server, index);
	} else if (errno != EAGAIN && errno != EINTR) {
		ws_conn_free(server, index);
	}
}

void ws_conn_event(struct ws_server *server, uint32_t index, uint32_t events)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	struct ws_id id = ws_server_id(server, index);

	if (events & EPOLLOUT && conn->busy && conn->busy->queue.count > 0) {
		ws_conn_flush(server, index);
		if (!ws_server_find(server, id)) {
			return;
		}
	}
	if (events & EPOLLERR || (events & (EPOLLHUP | EPOLLRDHUP) &&
					 (conn->flags & WS_FLAG_PAUSED || !(events & EPOLLIN)))) {
		ws_conn_free(server, index);
	} else if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)) {
		readable(server, index);
	}
}
