/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * From "something changed in storage S at path P" to the users who see it (wire.md §5).
 *
 * Rows are cached per storage for 4–5 minutes. One query runs at a time for a storage, however many
 * events wait for it; stale rows serve while a refresh runs, and rows that the refresh newly brings
 * get what was served meanwhile. A user's mounts can be read afresh, and cached storages are
 * corrected from them. Bounded in bytes: the storages not used lately go first (CLOCK). What events
 * wait is bounded, too: past a sum of bytes a storage remembers only that anything may have
 * changed, and past a number of storages that wait, events are missed.
 *
 * The map asks for rows through callbacks and is told the outcome; it knows neither SQL nor
 * threads. One thread: the hub's.
 */
#ifndef PUSH_STORAGE_MAP_H
#define PUSH_STORAGE_MAP_H

#include "base/counter.h"
#include "base/random.h"
#include "net/loop.h"
#include "push/mount_rows.h"

struct storage_map;

struct storage_map_handler {
	/* Read the rows of a storage, answer with storage_map_rows() or storage_map_rows_failed().
	 */
	void (*read_storage)(void *owner, uint64_t storage);
	/* A file event for some users, online or not. FILE_ID is NULL when unknown. */
	void (*deliver)(
		void *owner, const uint32_t *users, uint32_t count, const uint64_t *file_id);
	/* May a long walk go on now, or is there no room for so many more events? */
	bool (*has_room)(void *owner, uint32_t events);
	/* Events could not be mapped in time: somebody has to catch up when the database is back.
	 */
	void (*missed)(void *owner, uint64_t events);
};

struct storage_map_options {
	const struct storage_map_handler *handler;
	void *owner;
	struct users *users;
	size_t max_bytes;       /* of cached rows; 0 = 64 MiB */
	uint32_t life_min_ms;   /* of rows; 0 = 240 s */
	uint32_t life_max_ms;   /* 0 = 300 s */
	uint32_t empty_life_ms; /* of no rows at all; 0 = 5 s */
	uint32_t wait_ms;       /* how long events wait for rows; 0 = 10 s */
	uint32_t retry_ms;      /* after a failed read, doubled up to eightfold; 0 = 1 s */
	size_t max_remembered;  /* bytes of events that wait, in sum; 0 = 32 MiB */
	uint32_t max_waiting;   /* storages with events that wait; 0 = 100,000 */
};

struct storage_map_stats {
	struct counter hits;
	struct counter stale_hits;
	struct counter misses;
	struct counter missed_events;
	struct counter evicted;
	struct counter corrected; /* storages corrected from a user's mounts */
};

NODISCARD int storage_map_new(
	struct loop *loop, const struct storage_map_options *options, struct storage_map **ret_map);

/* NULL is accepted; returns NULL. */
struct storage_map *storage_map_free(struct storage_map *map);

/* Something changed. PATH is copied when it has to wait. FILE_ID is NULL when unknown. */
void storage_map_event(
	struct storage_map *map, uint64_t storage, struct str path, const uint64_t *file_id);

/* What rows for this map are built with. */
struct mount_rows_pool *storage_map_rows_pool(struct storage_map *map);

/* The outcome of read_storage. Takes ROWS. */
void storage_map_rows(struct storage_map *map, uint64_t storage, struct mount_rows *rows);
void storage_map_rows_failed(struct storage_map *map, uint64_t storage);

/* One mount of a user. */
struct storage_map_mount {
	uint64_t storage;
	struct str root;
};

/*
 * All mounts of USER, as the database has them now. If they show him more of a cached storage, he
 * gets one file event, since what happened there meanwhile went by him.
 */
void storage_map_mounts(struct storage_map *map, uint32_t user,
	const struct storage_map_mount *mounts, size_t count);

/* All rows are stale from now on: the next event for a storage has it read again. */
void storage_map_expire(struct storage_map *map);

size_t storage_map_count(const struct storage_map *map);
size_t storage_map_bytes(const struct storage_map *map);
size_t storage_map_remembered_bytes(const struct storage_map *map);
const struct storage_map_stats *storage_map_get_stats(const struct storage_map *map);

#endif
