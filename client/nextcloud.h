/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a client asks a Nextcloud before it turns to the push server: libcurl, blocking. */
#ifndef CLIENT_NEXTCLOUD_H
#define CLIENT_NEXTCLOUD_H

#include "base/buf.h"
#include "options.h"

/* Once in a process. */
NODISCARD bool nextcloud_init(void);
void nextcloud_deinit(void);

/*
 * Where the push server is and where to get tokens, from the capabilities. The second is empty when
 * the Nextcloud names none. 0 or CLIENT_E_… and a reason.
 */
NODISCARD int nextcloud_find(const struct options *options, struct buf *ret_websocket,
	struct buf *ret_pre_auth, struct buf *why);

/* A fresh token from the address that nextcloud_find gave. 0 or CLIENT_E_… and a reason. */
NODISCARD int nextcloud_get_token(
	const struct options *options, struct str address, struct buf *ret_token, struct buf *why);

#endif
