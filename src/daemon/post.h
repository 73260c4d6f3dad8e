/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What travels between hub and workers besides numbers, and how to get rid of it unread. */
#ifndef DAEMON_POST_H
#define DAEMON_POST_H

#include "base/buf.h"
#include "net/ring.h"

/* A plain request on its way to the hub. Freed by whoever answers it. */
struct ask {
	struct buf method;
	struct buf path;
	struct buf token;
	bool has_token;
	bool metrics; /* came through the metrics listener */
};

/* Wipes the token. NULL is accepted; returns NULL. */
struct ask *ask_free(struct ask *ask);

/*
 * Frees what a message of either direction points to, as an outbox does with what nobody will read
 * any more. Passwords and tokens are wiped.
 */
void post_drop(const struct message *message);

#endif
