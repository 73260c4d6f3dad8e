/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A connection until its upgrade: request heads (RFC 9112), the WebSocket handshake, and plain
 * requests, which the owner answers.
 */
#include <stdlib.h>

#include "peer/ws_server.h"
#include "proto/forwarded.h"
#include "proto/ws_handshake.h"

/* A body is only skipped; a longer one costs the connection. */
#define BODY_MAX 65536U

static bool is_websocket_path(struct str path)
{
	if (str_has_prefix(path, STR_LIT("/push/"))) {
		path = str_skip(path, 5);
	}
	return str_equals(path, STR_LIT("/ws")) || str_equals(path, STR_LIT("/ws/"));
}

static void refuse(struct ws_server *server, uint32_t index, const struct buf *answer)
{
	counter_add(&server->stats.bad_requests, 1);
	if (buf_status(answer) == 0) {
		ws_conn_send(server, index, buf_str(answer));
	}
	ws_conn_drop(server, index);
}

/* The peer's address, and the chain of addresses that the request brought with it. */
static int note_origin(
	const struct ws_conn *conn, const struct http1_request *request, struct ws_login *login)
{
	struct ip peer;
	struct forwarded chain;
	const struct ip *client;

	memcpy(&peer, conn->owner, sizeof(peer));
	forwarded_read(&request->headers, conn->has_peer ? &peer : NULL, &chain);
	forwarded_write(&login->chain, &chain);
	client = forwarded_client(&chain, forwarded_trust_local, NULL);
	if (client) {
		ip_format(*client, login->client);
	}
	return buf_status(&login->chain);
}

static void upgrade(struct ws_server *server, uint32_t index, const struct http1_request *request)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	struct ws_busy *busy = ws_conn_busy(server, index);
	struct ws_login *login = calloc(1, sizeof(*login));
	struct ws_handshake handshake;
	struct buf answer = BUF_NULL;
	const char *what = NULL;
	int r = ws_handshake_check(request, &handshake, &what);

	if (r != 0) {
		ws_handshake_refuse(&answer, r, what);
		refuse(server, index, &answer);
		goto out;
	}
	ws_handshake_accept(&answer, &handshake);
	if (!busy || !login || note_origin(conn, request, login) < 0 || buf_status(&answer) < 0) {
		ws_conn_kill(server, index);
		goto out;
	}
	busy->login = login;
	login = NULL;
	memset(conn->owner, 0, sizeof(conn->owner));
	conn->has_peer = false;
	conn->phase = WS_PHASE_USER;
	counter_add(&server->stats.upgrades, 1);
	ws_sweep_set(server, index, WS_LOGIN_S);
	ws_conn_send(server, index, buf_str(&answer));
out:
	ws_login_free(login);
	buf_deinit(&answer);
}

static void plain_request(
	struct ws_server *server, uint32_t index, const struct http1_request *request)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	bool skippable =
		request->body == HTTP1_BODY_NONE ||
		(request->body == HTTP1_BODY_LENGTH && request->content_length <= BODY_MAX);
	bool last = !request->keep_alive || !skippable;
	bool head = str_equals(request->method, STR_LIT("HEAD"));

	if (request->body == HTTP1_BODY_LENGTH && skippable) {
		struct ws_busy *busy = ws_conn_busy(server, index);

		if (!busy) {
			ws_conn_kill(server, index);
			return;
		}
		busy->body_left = request->content_length;
	}
	conn->flags = (uint8_t)((conn->flags & ~(WS_FLAG_HTTP_LAST | WS_FLAG_HTTP_HEAD)) |
				(last ? WS_FLAG_HTTP_LAST : 0) | (head ? WS_FLAG_HTTP_HEAD : 0));
	conn->phase = WS_PHASE_ANSWER;
	ws_sweep_set(server, index, 2 * WS_PING_S);
	server->options.handler->on_request(
		server->options.owner, ws_server_id(server, index), request);
}

static size_t head_input(struct ws_server *server, uint32_t index, const char *bytes, size_t len)
{
	struct ws_busy *busy = ws_server_conn(server, index)->busy;
	struct http1_request request;
	size_t seen = busy ? busy->head_seen : 0;
	size_t head_len = 0;
	int r = http1_parse_request(str_make(bytes, len), &seen, &request, &head_len);

	if (r == HTTP1_E_MORE) {
		busy = ws_conn_busy(server, index);
		if (busy) {
			busy->head_seen = seen;
		}
		return 0;
	}
	if (busy) {
		busy->head_seen = 0;
	}
	if (r != 0) {
		struct buf answer = BUF_NULL;
		struct http1_reply reply = {.status = http1_error_status(r)};

		http1_write_reply(&answer, &reply);
		refuse(server, index, &answer);
		buf_deinit(&answer);
		return len;
	}
	counter_add(&server->stats.requests, 1);
	if (is_websocket_path(request.path) &&
		!(ws_server_conn(server, index)->flags & WS_FLAG_METRICS)) {
		upgrade(server, index, &request);
	} else {
		plain_request(server, index, &request);
	}
	return head_len;
}

size_t ws_conn_http_input(struct ws_server *server, uint32_t index, const char *bytes, size_t len)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (conn->phase == WS_PHASE_BODY) {
		size_t used = (size_t)MIN_OF(conn->busy->body_left, len);

		conn->busy->body_left -= used;
		if (conn->busy->body_left == 0) {
			conn->phase = WS_PHASE_HEAD;
		}
		return used;
	}
	return head_input(server, index, bytes, len);
}
