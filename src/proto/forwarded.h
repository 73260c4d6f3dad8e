/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where a request came from, hop by hop: what proxies wrote into X-Forwarded-For, else X-Real-IP,
 * else Forwarded (RFC 7239), and behind it the peer's own address.
 *
 * Each proxy appends whom it saw, so the right end is honest and the left end is whatever the
 * client made up. Hence only the rightmost 16 are kept, and an entry that is no address takes all
 * to its left with it. Pure; safe in any thread.
 */
#ifndef PROTO_FORWARDED_H
#define PROTO_FORWARDED_H

#include "proto/http1.h"
#include "proto/ip.h"

#define FORWARDED_MAX 16

struct forwarded {
	size_t count;
	struct ip hops[FORWARDED_MAX]; /* from the farthest to the nearest */
};

/*
 * PEER is NULL for a Unix socket: then only what the request brought counts. A last hop that equals
 * the peer isn't repeated.
 */
void forwarded_read(
	const struct http1_headers *headers, const struct ip *peer, struct forwarded *ret_chain);

/* Appends the value for X-Forwarded-For, joined by ", "; nothing for an empty chain. */
void forwarded_write(struct buf *out, const struct forwarded *chain);

/* Is this address one of our own proxies? */
typedef bool (*forwarded_trust_fn)(struct ip ip, void *ctx);

/* Takes every loopback, private and link-local address for a proxy of ours. */
bool forwarded_trust_local(struct ip ip, void *ctx);

/*
 * The client for bans, limits and logs: from the right, the first hop that isn't trusted, that is
 * the address that the outermost proxy of ours saw, which nobody outside can forge. When all are
 * trusted, the farthest. NULL for an empty chain.
 *
 * Trust the configured proxies where they are known. forwarded_trust_local is right without any
 * configuration for clients on the Internet; a client inside a private network, though, can put
 * addresses of its choice in front of its own.
 * hops[0], the farthest of all, is only what somebody claims: good for a hint, never for a
 * decision.
 */
const struct ip *forwarded_client(
	const struct forwarded *chain, forwarded_trust_fn is_trusted, void *ctx);

#endif
