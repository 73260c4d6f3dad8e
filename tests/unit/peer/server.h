/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A server that speaks Redis' protocol but answers whatever the test wants: for what a real one
 * cannot be made to do (redirections without end, nonsense). Runs between the rounds of the loop.
 */
#ifndef TEST_PEER_SERVER_H
#define TEST_PEER_SERVER_H

#include "support.h"

#include "proto/resp.h"

#define SERVER_CONNECTIONS 8

/* The whole reply to a command, appended to OUT; nothing = no answer. */
typedef void server_answer_fn(void *context, const struct resp_value *command, struct buf *out);

struct server {
	int listener;
	uint16_t port;
	int fds[SERVER_CONNECTIONS];
	struct buf in[SERVER_CONNECTIONS];
	server_answer_fn *answer;
	void *context;
	unsigned accepted;
};

void server_init(struct server *server, server_answer_fn *answer, void *context);
void server_deinit(struct server *server);

/* Runs the loop and the server for MS milliseconds or until *FLAG; true when it is set. */
bool server_run(struct server *server, struct loop *loop, const bool *flag, unsigned ms);

/* What a plain server says to logins and subscriptions; false for other commands. */
bool server_greets(const struct resp_value *command, struct buf *out);

#endif
