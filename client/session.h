/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A WebSocket to a push server, as a client. Pings are answered inside. */
#ifndef CLIENT_SESSION_H
#define CLIENT_SESSION_H

#include "link.h"
#include "proto/ws_frame.h"

/* Longest message that is taken. */
#define SESSION_MAX_MESSAGE (16U << 20)

struct session {
	struct link link;
	struct ws_decoder decoder;
	struct buf in; /* arrived, decoded up to TAKEN */
	size_t taken;
	struct buf message; /* under way, or the last one */
	struct buf control;
	bool is_open;        /* upgraded: frames may be sent */
	bool is_message_new; /* the next piece begins another */
};

struct session_options {
	struct str url; /* ws: or wss: */
	const char *unix_socket;
	bool insecure;
	const char *ca_file;
};

/* Connects and upgrades. 0 or CLIENT_E_… and a reason. Ended by session_close in either case. */
NODISCARD int session_open(struct session *session, const struct session_options *options,
	uint64_t deadline, struct buf *why);

/* Sends text messages in one go, leaving no copy behind. 0 or CLIENT_E_… and a reason. */
NODISCARD int session_send(struct session *session, const struct str *texts, size_t count,
	uint64_t deadline, struct buf *why);

/* The next message: a view, valid until the next call. 0 or CLIENT_E_… and a reason. */
NODISCARD int session_next(
	struct session *session, uint64_t deadline, struct str *ret_message, struct buf *why);

/* Says goodbye if it can be said without waiting, and closes. */
void session_close(struct session *session);

#endif
