/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The sockets that we listen on, and who has bound them: whose a socket file is, removes it. */
#ifndef DAEMON_SOCKETS_H
#define DAEMON_SOCKETS_H

#include <stdbool.h>

struct sockets {
	int listen_fd;
	int metrics_fd;      /* -1 = none */
	bool listen_is_ours; /* bound by us, perhaps before we became another binary */
	bool metrics_is_ours;
};

#endif
