/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The database side of the storage map: runs its queries on pool threads, follows a user's mounts
 * after a share or group event, and notices when the database goes away and comes back.
 * One thread: the hub's (the queries themselves run elsewhere).
 */
#ifndef PUSH_MOUNTS_H
#define PUSH_MOUNTS_H

#include "base/counter.h"
#include "net/jobs.h"
#include "push/storage_map.h"
#include "store/store.h"

#define MOUNTS_THREADS 3U

struct mounts;

struct mounts_handler {
	/* As in storage_map.h. */
	void (*deliver)(
		void *owner, const uint32_t *users, uint32_t count, const uint64_t *file_id);
	bool (*has_room)(void *owner, uint32_t events);
	/* The database is back after events were missed: every session has to catch up. */
	void (*catch_up)(void *owner);
};

struct mounts_stats {
	struct counter queries; /* successful */
	struct counter failures;
	struct counter latency_us; /* sum over successful queries, waiting included */
};

/* STORE and USERS are borrowed. */
NODISCARD int mounts_new(struct loop *loop, const struct store *store, struct users *users,
	const struct mounts_handler *handler, void *owner, struct mounts **ret_mounts);

/* Lets queries that run finish. False when one still does after the time: then free nothing. */
NODISCARD bool mounts_stop(struct mounts *mounts, unsigned timeout_ms);

/* Waits for the queries that run. NULL is accepted; returns NULL. */
struct mounts *mounts_free(struct mounts *mounts);

/* Something changed in a storage. FILE_ID is NULL when unknown. */
void mounts_event(
	struct mounts *mounts, uint64_t storage, struct str path, const uint64_t *file_id);

/* A share or group event for a user: his mounts are read at once and again after 1, 5 and 30 s. */
void mounts_user_changed(struct mounts *mounts, struct str user);

/* Such events may have been lost: no row is trusted any longer, though it serves until it is read.
 */
void mounts_all_changed(struct mounts *mounts);

/*
 * How many users have STORAGE mounted at its top, asked afresh; 0 on an error, which is logged.
 * 0, or -ENOMEM without a call.
 */
typedef void mounts_count_fn(void *context, uint64_t cookie, uint64_t count);
NODISCARD int mounts_count(struct mounts *mounts, uint64_t storage, mounts_count_fn *fn,
	void *context, uint64_t cookie);

/* Does the database answer, as far as is known? Empty text when it does. */
bool mounts_is_down(const struct mounts *mounts, struct str *ret_why);

unsigned mounts_queue_depth(struct mounts *mounts);
const struct mounts_stats *mounts_get_stats(const struct mounts *mounts);
const struct storage_map *mounts_map(const struct mounts *mounts);

#endif
