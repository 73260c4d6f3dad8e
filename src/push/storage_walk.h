/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Walking the rows of a storage for one event: those whose root matches, each user once. A walk
 * over many rows is cut into slices, one a round, and pauses while the queues to the workers are
 * full; walks are worked off in the order in which they came. One thread: the hub's.
 */
#ifndef PUSH_STORAGE_WALK_H
#define PUSH_STORAGE_WALK_H

#include "net/loop.h"
#include "push/mount_rows.h"

struct storage_walks_options {
	/* COUNT users, some of them offline. */
	void (*deliver)(
		void *owner, const uint32_t *users, uint32_t count, const uint64_t *file_id);
	bool (*has_room)(void *owner, uint32_t events);
	void *owner;
	struct mount_rows_pool *rows;
};

struct storage_walks {
	struct loop *loop;
	struct storage_walks_options options;
	struct list list; /* of walks that are not done */
	uint32_t count;
	size_t path_bytes;
	struct task task;   /* the next slice */
	struct timer timer; /* while the queues are full */
};

/* What a walk is about. */
struct storage_walk_event {
	const struct str *path;  /* NULL: anything may have changed, every root matches */
	const uint64_t *file_id; /* NULL: unknown */
};

void storage_walks_init(struct storage_walks *walks, struct loop *loop,
	const struct storage_walks_options *options);

/* Forgets what was not delivered yet. */
void storage_walks_deinit(struct storage_walks *walks);

/*
 * Delivers to ROWS, but not to those that are in EXCEPT, too (NULL: no exception). Small ones at
 * once, before this returns. 0; -ENOMEM, or -ENOBUFS when too many walks wait: nothing was
 * delivered.
 */
NODISCARD int storage_walk(struct storage_walks *walks, struct mount_rows *rows,
	struct mount_rows *except, const struct storage_walk_event *event);

#endif
