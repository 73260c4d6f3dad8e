/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Noticing that our own binary was replaced (the Nextcloud app carries it, so an update of the app
 * does that), and starting the new one in our place: same process id, same listening sockets, so no
 * connection attempt is refused meanwhile. Main thread.
 */
#ifndef DAEMON_REPLACE_H
#define DAEMON_REPLACE_H

#include <limits.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/macro.h"
#include "daemon/sockets.h"

struct replace {
	char path[PATH_MAX]; /* "" = cannot be watched */
	struct stat ours;
	struct stat seen; /* at the last look */
	pid_t trial;      /* the new one, asked for its version; 0 = none */
	bool refused;     /* the one in `seen` does not run */
};

/* What we were started from, as it is now. */
void replace_init(struct replace *replace);

/*
 * To be called every few seconds. True, once: there is another binary, it has stopped changing, and
 * it runs. One that does not run is logged.
 */
NODISCARD bool replace_poll(struct replace *replace);

/* Becomes the new binary. Returns only on failure: -errno. */
NODISCARD int replace_exec(
	const struct replace *replace, char *const *argv, const struct sockets *sockets);

#endif
