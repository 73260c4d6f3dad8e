/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Following a user's mounts after a share or group event: at once, and again 1, 5 and 30 s later,
 * because older servers write the new rows late (app.md §4). A second event for the same user
 * starts the series anew. For each user one read is under way at a time, so that none can bring
 * older rows than the one before; what is due meanwhile follows when it has ended. Too many users
 * at once (a large group) are answered by expiring all rows. One thread: the hub's.
 */
#ifndef PUSH_MOUNT_REFRESH_H
#define PUSH_MOUNT_REFRESH_H

#include "base/str.h"
#include "net/loop.h"

#define MOUNT_REFRESH_MAX 4096U /* users being followed */

struct mount_refresh;

struct mount_refresh_options {
	/* Answered with mount_refresh_read(), perhaps before it returns. */
	void (*read_user)(void *owner, struct str user);
	void (*expire)(void *owner);
	void *owner;
};

NODISCARD int mount_refresh_new(struct loop *loop, const struct mount_refresh_options *options,
	struct mount_refresh **ret_refresh);

/* NULL is accepted; returns NULL. */
struct mount_refresh *mount_refresh_free(struct mount_refresh *refresh);

void mount_refresh_user(struct mount_refresh *refresh, struct str user);

/* The read of USER's mounts has ended, well or not. */
void mount_refresh_read(struct mount_refresh *refresh, struct str user);

/* Nobody knows whose mounts changed: all rows expire, in the same series. */
void mount_refresh_all(struct mount_refresh *refresh);

#endif
