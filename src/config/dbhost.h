/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The forms in which people write where a server is. */
#ifndef CONFIG_DBHOST_H
#define CONFIG_DBHOST_H

#include "base/str.h"

enum {
	DBHOST_E_BAD = 1, /* none of the forms */
	DBHOST_E_PORT,    /* a number that is no port */
};

struct dbhost {
	struct str host;   /* without brackets; may be empty */
	uint16_t port;     /* 0 = none given */
	struct str socket; /* absolute path; empty = none. It wins over host and port */
};

/*
 * host, host:port, [v6], [v6]:port, a bare IPv6 address, /path, host:/path, :/path, and nothing at
 * all. All are views of TEXT. 0 or DBHOST_E_…; ret_place is untouched on failure.
 */
NODISCARD int dbhost_split(struct str text, struct dbhost *ret_place);

#endif
