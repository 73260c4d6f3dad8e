/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the Nextcloud client decides by looking at URLs. They are parsed by libcurl, so that the
 * judge and the one who connects read a URL in the same way. Pure.
 */
#ifndef PEER_NEXTCLOUD_URL_H
#define PEER_NEXTCLOUD_URL_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * May what is secret follow a redirect from FROM to TO? Only to the same host: with the same scheme
 * and port, or from http to https (whatever the ports). False when one of them is malformed.
 */
bool nextcloud_url_is_trusted(const char *from, const char *to);

/* Same host, whatever the scheme and port. */
bool nextcloud_url_same_host(const char *a, const char *b);

/* Appends host, or host:port when the URL names a port. 0, or -EINVAL when it isn't http(s). */
NODISCARD int nextcloud_url_host(const char *url, struct buf *out);

/*
 * Appends an entry for CURLOPT_CONNECT_TO that leads requests for the URL's host to CONNECT_HOST:
 * for the URL's own port to CONNECT_PORT (0 = the same port), or with ANY_PORT for all ports, which
 * stay the same. 0 or -EINVAL.
 */
NODISCARD int nextcloud_url_connect_to(const char *url, struct str connect_host,
	uint16_t connect_port, bool any_port, struct buf *out);

#endif
