/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The codecs of src/proto, seen from the other side, over a link. Everything that a server may send
 * is dealt with here but the messages themselves.
 */
#include "session.h"

#include <errno.h>

#include "base/random.h"
#include "proto/url.h"
#include "proto/ws_handshake.h"
#include "result.h"

#define READ_SIZE 16384U

static const struct ws_rules rules = {.from_client = false, .max_message = SESSION_MAX_MESSAGE};

static int lost(int error, struct buf *why)
{
	if (error == -ETIMEDOUT) {
		buf_append_cstr(why, "timed out");
		return CLIENT_E_TIMEOUT;
	}
	if (error == -EINTR) {
		return CLIENT_E_SIGNAL;
	}
	buf_appendf(why, "connection lost: %s",
		error == 0 ? "the server closed it without a goodbye" : strerror(-error));
	return CLIENT_E_LOST;
}

/* Reads what has arrived behind what is there. */
static int fill(struct session *session, uint64_t deadline, struct buf *why)
{
	char *to = buf_reserve(&session->in, READ_SIZE);
	ssize_t n = to ? link_read(&session->link, to, READ_SIZE, deadline) : -ENOMEM;

	if (n <= 0) {
		return lost((int)n, why);
	}
	buf_commit(&session->in, (size_t)n);
	return 0;
}

static int send_request(struct session *session, const struct url *url, struct str key,
	uint64_t deadline, struct buf *why)
{
	struct buf target = BUF_NULL;
	struct buf request = BUF_NULL;
	int r;

	buf_append_str(&target, url->path.len ? url->path : STR_LIT("/"));
	if (url->has_query) {
		buf_append_byte(&target, '?');
		buf_append_str(&target, url->query);
	}
	ws_handshake_request(&request, url->hostport, buf_str(&target), key,
		STR_LIT("User-Agent: notify_push-test_client/" NOTIFY_PUSH_VERSION "\r\n"));
	r = buf_status(&target) ? -ENOMEM : buf_status(&request);
	if (!r) {
		r = link_write(&session->link, buf_str(&request), deadline);
	}
	buf_deinit(&target);
	buf_deinit(&request);
	return r ? lost(r, why) : 0;
}

/* A refusal with the first line of its body, which says most when a proxy is to blame. */
static int refused(struct session *session, const struct http1_response *response, size_t head_len,
	const char *what, struct buf *why)
{
	struct str body = str_skip(buf_str(&session->in), head_len);
	struct str line;
	struct str rest;

	buf_appendf(why, "%s: %u %.*s", what, response->status, STR_ARG(response->reason));
	(void)str_split_once(str_trim(body), '\n', &line, &rest);
	if (line.len && line.ptr[0] != '<') {
		buf_appendf(why, " (%.*s)", STR_ARG(str_first(line, 200)));
	}
	/* A proxy whose server is being restarted says 502 or 503. */
	return response->status >= 500 || response->status == 429 ? CLIENT_E_LOST
								  : CLIENT_E_REFUSED;
}

static int read_answer(struct session *session, struct str key, uint64_t deadline, struct buf *why)
{
	struct http1_response response;
	size_t seen = 0;
	size_t head_len;
	const char *what = NULL;
	int r;

	while ((r = http1_parse_response(buf_str(&session->in), &seen, &response, &head_len)) ==
		HTTP1_E_MORE) {
		r = fill(session, deadline, why);
		if (r) {
			return r;
		}
	}
	if (r) {
		buf_append_cstr(why, "the answer to the upgrade is not HTTP");
		return CLIENT_E_REFUSED;
	}
	if (ws_handshake_verify(&response, key, &what) != 0) {
		return refused(session, &response, head_len, what, why);
	}
	session->taken = head_len;
	session->is_open = true;
	return 0;
}

static int upgrade(
	struct session *session, const struct url *url, uint64_t deadline, struct buf *why)
{
	unsigned char nonce[16];
	struct buf key = BUF_NULL;
	int r;

	random_bytes(nonce, sizeof(nonce));
	ws_handshake_key(nonce, &key);
	r = buf_status(&key) ? lost(-ENOMEM, why)
			     : send_request(session, url, buf_str(&key), deadline, why);
	if (!r) {
		r = read_answer(session, buf_str(&key), deadline, why);
	}
	buf_deinit(&key);
	return r;
}

int session_open(struct session *session, const struct session_options *options, uint64_t deadline,
	struct buf *why)
{
	struct link_options link = {.unix_socket = options->unix_socket,
		.insecure = options->insecure,
		.ca_file = options->ca_file};
	struct url url;
	int r;

	*session = (struct session){.link = LINK_NULL, .is_message_new = true};
	r = url_parse(options->url, &url);
	if (r || !url.has_authority || (url.host.len == 0 && !options->unix_socket)) {
		buf_appendf(why, "the address %.*s is of no use: %s", STR_ARG(options->url),
			url_strerror(r ? r : URL_E_HOST));
		return CLIENT_E_REFUSED;
	}
	link.tls = str_equals_nocase(url.scheme, STR_LIT("wss"));
	link.host = url.host;
	link.port = url.has_port ? url.port : link.tls ? 443 : 80;
	r = link_open(&session->link, &link, deadline, why);
	return r ? r : upgrade(session, &url, deadline, why);
}

static void append_frame(struct buf *out, enum ws_opcode opcode, struct str payload)
{
	unsigned char mask[4];

	random_bytes(mask, sizeof(mask));
	ws_frame_write(out, opcode, payload, mask);
}

/* Passwords pass through OUT, so it is wiped. */
static int flush(struct session *session, struct buf *out, uint64_t deadline, struct buf *why)
{
	int r = buf_status(out);

	if (!r) {
		r = link_write(&session->link, buf_str(out), deadline);
	}
	buf_deinit_secret(out);
	return r ? lost(r, why) : 0;
}

int session_send(struct session *session, const struct str *texts, size_t count, uint64_t deadline,
	struct buf *why)
{
	struct buf out = BUF_NULL;
	size_t room = 0;

	/* In one block, so that growing leaves no copies of a password behind. */
	for (size_t i = 0; i < count; i++) {
		room += WS_MAX_HEADER + texts[i].len;
	}
	if (!buf_reserve(&out, room)) {
		return lost(-ENOMEM, why);
	}
	for (size_t i = 0; i < count; i++) {
		append_frame(&out, WS_TEXT, texts[i]);
	}
	return flush(session, &out, deadline, why);
}

static int answer_ping(struct session *session, uint64_t deadline, struct buf *why)
{
	struct buf out = BUF_NULL;

	append_frame(&out, WS_PONG, buf_str(&session->control));
	return flush(session, &out, deadline, why);
}

/* The server says goodbye: 1000 and 1001, 1012 mean "come back". */
static int closed(struct session *session, unsigned code, struct buf *why)
{
	struct str reason = str_skip(buf_str(&session->control), 2);

	buf_appendf(why, "the server closed the connection: code %u%s%.*s", code,
		reason.len ? ", " : "", STR_ARG(reason));
	return CLIENT_E_LOST;
}

static int take_control(
	struct session *session, const struct ws_piece *piece, uint64_t deadline, struct buf *why)
{
	if (piece->begin) {
		buf_clear(&session->control);
	}
	buf_append_str(&session->control, piece->payload);
	if (!piece->end) {
		return 0;
	}
	if (piece->opcode == WS_PING) {
		return answer_ping(session, deadline, why);
	}
	return piece->opcode == WS_CLOSE ? closed(session, piece->close_code, why) : 0;
}

/* *ret_complete tells whether session->message is one. */
static int take_piece(struct session *session, const struct ws_piece *piece, uint64_t deadline,
	bool *ret_complete, struct buf *why)
{
	*ret_complete = false;
	if (piece->opcode != WS_TEXT && piece->opcode != WS_BINARY) {
		return take_control(session, piece, deadline, why);
	}
	if (session->is_message_new) {
		buf_clear(&session->message);
	}
	buf_append_str(&session->message, piece->payload);
	session->is_message_new = piece->end;
	*ret_complete = piece->end;
	return buf_status(&session->message) ? lost(-ENOMEM, why) : 0;
}

/* Decodes the next piece of what has arrived. WS_E_MORE when there is none. */
static int decode(struct session *session, struct ws_piece *ret_piece)
{
	size_t used = 0;
	int r = ws_decode(&session->decoder, &rules, session->in.ptr + session->taken,
		session->in.len - session->taken, ret_piece, &used);

	if (r == 0) {
		session->taken += used;
	} else if (r == WS_E_MORE) {
		buf_clear(&session->in);
		session->taken = 0;
	}
	return r;
}

int session_next(
	struct session *session, uint64_t deadline, struct str *ret_message, struct buf *why)
{
	for (;;) {
		struct ws_piece piece;
		bool complete = false;
		int r = decode(session, &piece);

		if (r == WS_E_MORE) {
			r = fill(session, deadline, why);
		} else if (r) {
			buf_appendf(why, "the server broke the protocol of WebSocket (%d)", r);
			return CLIENT_E_REFUSED;
		} else {
			r = take_piece(session, &piece, deadline, &complete, why);
		}
		if (r) {
			return r;
		}
		if (complete) {
			*ret_message = buf_str(&session->message);
			return 0;
		}
	}
}

void session_close(struct session *session)
{
	struct buf goodbye = BUF_NULL;
	unsigned char mask[4];

	if (session->is_open) {
		random_bytes(mask, sizeof(mask));
		ws_frame_write_close(&goodbye, WS_CLOSE_NORMAL, STR_NULL, mask);
		(void)!link_write(&session->link, buf_str(&goodbye), 0);
		buf_deinit(&goodbye);
	}
	link_close(&session->link);
	buf_deinit(&session->in);
	buf_deinit(&session->message);
	buf_deinit(&session->control);
}
