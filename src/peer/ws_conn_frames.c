/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A connection after its upgrade: frames (RFC 6455 §5), the two login messages, control frames, the
 * closing handshake. Any frame from the peer is a sign of life.
 */
#include "peer/ws_server.h"

/* More of a client's message is never looked at: the longest command is "listen notify_file_id". */
#define COMMAND_MAX 64U

static const struct ws_rules login_rules = {.from_client = true, .max_message = WS_LOGIN_MAX};
static const struct ws_rules open_rules = {.from_client = true, .max_message = WS_MESSAGE_MAX};

static void note_life(struct ws_server *server, uint32_t index)
{
	ws_server_conn(server, index)->flags &= (uint8_t)~WS_FLAG_PINGED;
	ws_sweep_set_open(server, index, WS_PING_S);
}

static void send_close(struct ws_server *server, uint32_t index, uint16_t code, struct str reason)
{
	struct buf frame = BUF_NULL;

	ws_frame_write_close(&frame, code, reason, NULL);
	if (buf_status(&frame) == 0) {
		ws_conn_send(server, index, buf_str(&frame));
	}
	buf_deinit(&frame);
}

void ws_conn_close(struct ws_server *server, uint32_t index, uint16_t code, const char *reason)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (conn->phase >= WS_PHASE_CLOSING) {
		return;
	}
	if (conn->phase < WS_PHASE_USER) {
		ws_conn_free(server, index);
		return;
	}
	conn->phase = WS_PHASE_CLOSING;
	ws_sweep_set(server, index, WS_CLOSE_S);
	send_close(server, index, code, str_from_cstr(reason));
	ws_conn_set_flags(server, index, conn->flags & (uint8_t)~WS_FLAG_PAUSED);
}

/* The peer closes, or answers our Close (§5.5.1): then it is the server that ends TCP (§7.1.1). */
static void close_frame(struct ws_server *server, uint32_t index, uint16_t code)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (conn->phase != WS_PHASE_CLOSING) {
		send_close(server, index, code, STR_NULL);
	}
	ws_conn_drop(server, index);
}

static void login_message(
	struct ws_server *server, uint32_t index, enum ws_opcode opcode, struct str text)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	struct ws_login *login = conn->busy->login;
	bool is_user = conn->phase == WS_PHASE_USER;
	struct buf *target = is_user ? &login->user : &login->password;

	if (opcode != WS_TEXT) {
		ws_server_refuse(server, ws_server_id(server, index),
			STR_LIT("err: Invalid authentication message"));
		return;
	}
	buf_append_str(target, str_trim(text));
	if (buf_status(target) < 0) {
		ws_conn_kill(server, index);
		return;
	}
	if (is_user) {
		conn->phase = WS_PHASE_PASSWORD;
		return;
	}
	conn->busy->login = NULL;
	conn->phase = WS_PHASE_CHECK;
	ws_sweep_set(server, index, WS_PING_S);
	server->options.handler->on_login(
		server->options.owner, ws_server_id(server, index), login);
}

static void message(
	struct ws_server *server, uint32_t index, enum ws_opcode opcode, struct str text)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (conn->phase == WS_PHASE_OPEN) {
		if (opcode == WS_TEXT) {
			server->options.handler->on_text(server->options.owner,
				ws_server_id(server, index), str_first(text, COMMAND_MAX));
		}
	} else if (conn->phase == WS_PHASE_USER || conn->phase == WS_PHASE_PASSWORD) {
		login_message(server, index, opcode, text);
	}
}

/* A part of a message: collected as far as somebody will look at it. */
static void data_piece(struct ws_server *server, uint32_t index, const struct ws_piece *piece)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	size_t keep = conn->phase == WS_PHASE_OPEN ? COMMAND_MAX : WS_LOGIN_MAX;
	struct buf *text;
	struct buf whole;

	if (piece->begin && piece->end) {
		message(server, index, piece->opcode, piece->payload);
		return;
	}
	text = &conn->busy->text;
	if (text->len < keep) {
		buf_append_str(text, str_first(piece->payload, keep - text->len));
	}
	if (!piece->end) {
		return;
	}
	whole = *text;
	*text = BUF_NULL;
	if (buf_status(&whole) < 0) {
		ws_conn_kill(server, index);
	} else {
		message(server, index, piece->opcode, buf_str(&whole));
	}
	buf_deinit_secret(&whole);
}

static void piece_input(struct ws_server *server, uint32_t index, const struct ws_piece *piece)
{
	/* A control frame may come in several pieces; what it means is known at its end. */
	switch (piece->opcode) {
	case WS_TEXT:
	case WS_BINARY:
		data_piece(server, index, piece);
		break;
	case WS_CLOSE:
		if (piece->end) {
			close_frame(server, index, piece->close_code);
		}
		break;
	case WS_PING:
	case WS_PONG:
	case WS_CONTINUATION:
		break;
	}
}

/* The pong has the ping's payload (§5.5.3), which may have come in pieces. */
static void ping_piece(struct ws_server *server, uint32_t index, const struct ws_piece *piece)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	unsigned char frame[2 + WS_MAX_CONTROL];
	struct ws_busy *busy = conn->busy;

	if (!piece->end || !piece->begin) {
		if (piece->begin) {
			busy->pong_len = 0;
		}
		memcpy(busy->pong + busy->pong_len, piece->payload.ptr, piece->payload.len);
		busy->pong_len = (uint8_t)(busy->pong_len + piece->payload.len);
	}
	/* To a client that does not read, pongs are not owed: they would only pile up. */
	if (piece->end && ws_server_can_send(server, index)) {
		struct str payload =
			piece->begin ? piece->payload : str_make(busy->pong, busy->pong_len);
		size_t head = ws_frame_header(WS_PONG, payload.len, NULL, frame);

		if (payload.len) {
			memcpy(frame + head, payload.ptr, payload.len);
		}
		ws_conn_send(server, index, str_make(frame, head + payload.len));
	}
}

size_t ws_conn_frames_input(struct ws_server *server, uint32_t index, char *bytes, size_t len)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	bool open = conn->phase >= WS_PHASE_OPEN;
	struct ws_decoder fresh = {0};
	struct ws_piece piece;
	size_t used = 0;
	int r;

	if (conn->phase == WS_PHASE_OPEN) {
		note_life(server, index);
	}
	r = ws_decode(conn->busy ? &conn->busy->decoder : &fresh, open ? &open_rules : &login_rules,
		bytes, len, &piece, &used);
	if (r != 0 && r != WS_E_MORE) {
		counter_add(&server->stats.protocol_errors, 1);
		if (conn->phase == WS_PHASE_CLOSING) {
			ws_conn_drop(server, index);
		} else {
			send_close(server, index, (uint16_t)r, STR_NULL);
			ws_conn_drop(server, index);
		}
		return len;
	}
	if (!conn->busy && !ws_decoder_is_idle(&fresh)) {
		struct ws_busy *busy = ws_conn_busy(server, index);

		if (!busy) {
			ws_conn_kill(server, index);
			return len;
		}
		busy->decoder = fresh;
	}
	if (r == 0 && conn->phase != WS_PHASE_DRAIN) {
		if (piece.opcode == WS_PING) {
			ping_piece(server, index, &piece);
		} else {
			piece_input(server, index, &piece);
		}
	}
	return r == WS_E_MORE ? len : used;
}
