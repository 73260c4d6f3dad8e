/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The table of connections of one worker and the door through which its owner works with them. How
 * a connection goes on is in ws_conn_http.c (until the upgrade), ws_conn_frames.c (after it),
 * ws_conn_io.c (bytes) and ws_sweep.c (time).
 */
#include "peer/ws_server.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* Ends of lifetimes are spread over a tenth of the lifetime, at most over so many seconds. */
#define LIFETIME_SPREAD_S 10U

WS_CONSTANT_TEXT(frame_authenticated, "authenticated");

static const char busy_answer[] =
	"HTTP/1.1 503 Service Unavailable\r\n"
	"Connection: close\r\nRetry-After: 10\r\nContent-Length: 0\r\n\r\n";

struct ws_login *ws_login_free(struct ws_login *login)
{
	if (login) {
		buf_deinit_secret(&login->user);
		buf_deinit_secret(&login->password);
		buf_deinit(&login->chain);
		free(login);
	}
	return NULL;
}

static void on_token(void *context, uint64_t token, uint32_t events)
{
	struct ws_server *server = context;
	struct ws_id id = {(uint32_t)token, (uint32_t)(token >> 32)};

	if (ws_server_find(server, id)) {
		ws_conn_event(server, id.index, events);
	}
}

static void on_flush(struct task *task)
{
	struct ws_server *server = container_of(task, struct ws_server, flush_task);

	while (!list_is_empty(&server->flushing)) {
		struct ws_busy *busy =
			list_entry(server->flushing.next, struct ws_busy, flush_link);

		list_remove(&busy->flush_link);
		ws_conn_flush(server, busy->conn);
	}
}

int ws_server_init(
	struct ws_server *server, struct loop *loop, const struct ws_server_options *options)
{
	*server = (struct ws_server){
		.loop = loop, .options = *options, .reserve_fd = -1, .input_index = SLAB_NONE};
	slab_init(&server->conns, sizeof(struct ws_conn));
	slab_init(&server->busies, sizeof(struct ws_busy));
	list_init(&server->flushing);
	task_init(&server->flush_task, on_flush);
	timer_init(&server->sweep, ws_sweep_run);
	rng_init(&server->rng);
	server->scratch = malloc(WS_SCRATCH);
	if (!server->scratch) {
		return -ENOMEM;
	}
	ws_server_keep_reserve(server);
	loop_set_token_receiver(loop, on_token, server);
	return 0;
}

void ws_server_deinit(struct ws_server *server)
{
	for (uint32_t i = 0; i < server->conns.high; i++) {
		if (ws_server_conn(server, i)->phase != WS_PHASE_FREE) {
			ws_conn_free(server, i);
		}
	}
	loop_timer_stop(server->loop, &server->sweep);
	loop_cancel(&server->flush_task);
	slab_deinit(&server->conns);
	slab_deinit(&server->busies);
	free(server->deadlines);
	free(server->scratch);
	if (server->reserve_fd >= 0) {
		close(server->reserve_fd);
	}
}

struct ws_conn *ws_server_find(const struct ws_server *server, struct ws_id id)
{
	struct ws_conn *conn;

	if (id.index >= server->conns.high) {
		return NULL;
	}
	conn = ws_server_conn(server, id.index);
	return conn->generation == id.generation && conn->phase != WS_PHASE_FREE ? conn : NULL;
}

void ws_server_turn_away(struct ws_server *server, int fd)
{
	/* A close over an unread request would reset the connection, and could destroy the answer.
	 */
	(void)!recv(fd, server->scratch, WS_SCRATCH, MSG_DONTWAIT);
	(void)!send(fd, busy_answer, sizeof(busy_answer) - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	close(fd);
	counter_add(&server->stats.shed, 1);
}

void ws_server_adopt(struct ws_server *server, int fd, const struct ip *peer, uint8_t flags)
{
	uint32_t index;
	struct ws_conn *conn;

	if (server->anonymous_used + WS_CONN_CHARGE > server->options.anonymous_memory &&
		!(flags & WS_FLAG_METRICS)) {
		ws_server_turn_away(server, fd);
		return;
	}
	conn = slab_alloc(&server->conns, &index);
	if (!conn || !ws_sweep_grow(server, index)) {
		if (conn) {
			conn->phase = WS_PHASE_FREE;
			slab_free(&server->conns, index);
		}
		ws_server_turn_away(server, fd);
		return;
	}
	*conn = (struct ws_conn){.fd = fd,
		.generation = (conn->generation + 1) & INT32_MAX,
		.phase = WS_PHASE_HEAD,
		.flags = WS_FLAG_CHARGED | flags,
		.since_s = ws_sweep_now_s(server),
		.has_peer = peer != NULL};
	if (peer) {
		memcpy(conn->owner, peer, sizeof(*peer));
	}
	if (loop_add_token(server->loop, fd, (uint64_t)conn->generation << 32 | index,
		    EPOLLIN | EPOLLRDHUP) < 0) {
		conn->phase = WS_PHASE_FREE;
		slab_free(&server->conns, index);
		ws_server_turn_away(server, fd);
		return;
	}
	server->anonymous_used += WS_CONN_CHARGE;
	counter_add(&server->stats.accepted, 1);
	counter_set(&server->stats.connections, server->conns.used);
	ws_sweep_set(server, index, WS_HANDSHAKE_S);
	if (server->conns.used == 1) {
		server->sweep_at = 0;
		loop_timer_start(server->loop, &server->sweep, 1000);
	}
}

void ws_server_keep_reserve(struct ws_server *server)
{
	if (server->reserve_fd < 0) {
		server->reserve_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	}
}

int ws_server_shed(struct ws_server *server, int listen_fd)
{
	int r = 1;
	int fd;

	if (server->reserve_fd >= 0) {
		close(server->reserve_fd);
		server->reserve_fd = -1;
	}
	fd = accept4(listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd >= 0) {
		ws_server_turn_away(server, fd);
	} else {
		r = errno == EAGAIN || errno == ECONNABORTED || errno == EINTR ? 0 : -errno;
	}
	ws_server_keep_reserve(server);
	return r;
}

void ws_server_answer(struct ws_server *server, struct ws_id id, const struct http1_reply *reply)
{
	struct ws_conn *conn = ws_server_find(server, id);
	struct http1_reply full = *reply;
	struct buf out = BUF_NULL;

	if (!conn || conn->phase != WS_PHASE_ANSWER) {
		return;
	}
	full.keep_alive = !(conn->flags & WS_FLAG_HTTP_LAST);
	full.head_only = conn->flags & WS_FLAG_HTTP_HEAD;
	http1_write_reply(&out, &full);
	if (buf_status(&out) < 0) {
		ws_conn_kill(server, id.index);
		goto out;
	}
	ws_conn_send(server, id.index, buf_str(&out));
	if (!full.keep_alive) {
		ws_conn_drop(server, id.index);
		goto out;
	}
	conn->phase = conn->busy && conn->busy->body_left > 0 ? WS_PHASE_BODY : WS_PHASE_HEAD;
	ws_sweep_set(server, id.index, WS_HANDSHAKE_S);
	ws_conn_resume(server, id.index);
out:
	buf_deinit(&out);
}

void ws_server_accept(struct ws_server *server, struct ws_id id)
{
	struct ws_conn *conn = ws_server_find(server, id);
	uint32_t spread = MIN_OF(server->options.max_lifetime_s / 10, LIFETIME_SPREAD_S);

	if (!conn || conn->phase != WS_PHASE_CHECK) {
		return;
	}
	conn->phase = WS_PHASE_OPEN;
	conn->since_s = ws_sweep_now_s(server);
	conn->spread_s = (uint8_t)rng_below(&server->rng, spread + 1);
	ws_conn_uncharge(server, id.index);
	/* First pings are spread, or those who came together would be pinged together for ever. */
	ws_sweep_set_open(server, id.index, rng_below(&server->rng, WS_PING_S + 1));
	ws_conn_send(server, id.index, frame_authenticated);
	ws_conn_resume(server, id.index);
}

void ws_server_refuse(struct ws_server *server, struct ws_id id, struct str text)
{
	struct ws_conn *conn = ws_server_find(server, id);
	struct buf frame = BUF_NULL;

	if (!conn || conn->phase < WS_PHASE_USER || conn->phase > WS_PHASE_OPEN) {
		return;
	}
	ws_frame_write(&frame, WS_TEXT, text, NULL);
	if (buf_status(&frame) == 0) {
		ws_conn_send(server, id.index, buf_str(&frame));
	}
	buf_deinit(&frame);
	ws_conn_drop(server, id.index);
}

void ws_server_send(struct ws_server *server, uint32_t index, struct str frames)
{
	ws_conn_send(server, index, frames);
}

bool ws_server_queue(struct ws_server *server, uint32_t index, struct blob *frame)
{
	struct ws_busy *busy = ws_conn_busy(server, index);

	if (busy && busy->too_slow) {
		return false;
	}
	if (!busy || (busy->queue.bytes > 0 && busy->queue.bytes + frame->len > WS_QUEUE_MAX) ||
		!ws_queue_add(&busy->queue, frame)) {
		if (busy) {
			busy->too_slow = true;
		}
		counter_add(&server->stats.slow_closed, 1);
		ws_conn_kill(server, index);
		return false;
	}
	if (!(ws_server_conn(server, index)->flags & WS_FLAG_WANT_OUT) &&
		list_is_empty(&busy->flush_link)) {
		list_append(&server->flushing, &busy->flush_link);
		loop_defer(server->loop, &server->flush_task);
	}
	return true;
}

void ws_server_close(struct ws_server *server, struct ws_id id, uint16_t code, const char *reason)
{
	if (ws_server_find(server, id)) {
		ws_conn_close(server, id.index, code, reason);
	}
}

void ws_server_cut(struct ws_server *server, struct ws_id id)
{
	if (ws_server_find(server, id)) {
		ws_conn_free(server, id.index);
	}
}
