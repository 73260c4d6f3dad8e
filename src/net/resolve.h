/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Names to addresses by the system's resolver (getaddrinfo), which blocks and knows no time-out:
 * each look-up has a thread of its own, which is left to itself when nobody waits any more.
 * Belongs to the loop's thread.
 */
#ifndef NET_RESOLVE_H
#define NET_RESOLVE_H

#include <netinet/in.h>
#include <sys/socket.h>

#include "net/loop.h"

struct resolve;

union resolve_address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

#define RESOLVE_MAX_ADDRESSES 16U

/* The order is the system's (RFC 6724), with both families in turn (RFC 8305 §4). */
struct resolve_result {
	int status; /* 0 or EAI_*, for gai_strerror() */
	unsigned count;
	union resolve_address addresses[RESOLVE_MAX_ADDRESSES];
};

/* RESULT is valid during the call. The look-up is over and gone. */
typedef void resolve_fn(void *context, const struct resolve_result *result);

socklen_t resolve_address_len(const union resolve_address *address);

/* True when HOST is an address and needs no look-up; zone indices (fe80::1%eth0) included. */
NODISCARD bool resolve_literal(const char *host, uint16_t port, struct resolve_result *ret_result);

/* -errno when no thread can be started. DONE is called once, from the loop. */
NODISCARD int resolve_start(struct loop *loop, const char *host, uint16_t port, resolve_fn *done,
	void *context, struct resolve **ret_resolve);

/* DONE will not be called. NULL is accepted; returns NULL. Never waits. */
struct resolve *resolve_cancel(struct resolve *resolve);

#endif
