/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * From a name, an address or a path to a connected socket, without blocking. All addresses of a
 * name are tried in turn, each with an equal share of the time that is left.
 * Belongs to the loop's thread.
 */
#ifndef NET_DIAL_H
#define NET_DIAL_H

#include "net/loop.h"

struct dial;

struct dial_options {
	const char *socket; /* path of a Unix socket; NULL: host and port */
	const char *host;   /* name or address without brackets; copied */
	uint16_t port;
	uint32_t timeout_ms; /* for everything together */
};

/* dial_result.error when the name has no address: TEXT says why. */
#define DIAL_E_NAME (-1)

struct dial_result {
	int fd;           /* connected, non-blocking, close-on-exec, now the receiver's; or -1 */
	int error;        /* an errno (positive), or DIAL_E_NAME */
	const char *text; /* for humans, without the peer's name; valid during the call */
};

/* From the loop, once; the dial is over and gone. */
typedef void dial_fn(void *context, const struct dial_result *result);

/* 0 or -ENOMEM. */
NODISCARD int dial_start(struct loop *loop, const struct dial_options *options, dial_fn *done,
	void *context, struct dial **ret_dial);

/* DONE will not be called. NULL is accepted; returns NULL. */
struct dial *dial_cancel(struct dial *dial);

#endif
