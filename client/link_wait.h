/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Private to the link: waiting. */
#ifndef CLIENT_LINK_WAIT_H
#define CLIENT_LINK_WAIT_H

#include "link.h"

/* Until FD is ready for EVENTS of poll(2): 0, -ETIMEDOUT, -EINTR, or another -errno. */
NODISCARD int link_wait(int fd, short events, uint64_t deadline);

/* After an SSL call returned RESULT: 0 to call it again, 1 at the end of the stream, or -errno. */
NODISCARD int link_wait_tls(struct link *link, int result, uint64_t deadline);

#endif
