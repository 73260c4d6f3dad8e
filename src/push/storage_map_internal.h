/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What storage_map.c and storage_map_correct.c share. Not for others. Hub thread. */
#ifndef PUSH_STORAGE_MAP_INTERNAL_H
#define PUSH_STORAGE_MAP_INTERNAL_H

#include "push/remembered.h"
#include "push/storage_map.h"
#include "push/storage_walk.h"

struct storage_entry {
	uint64_t storage;
	struct mount_rows *rows; /* NULL: never read, or only failures so far */
	uint64_t expires_ms;
	uint64_t waiting_since_ms;
	struct remembered *events; /* NULL: none waits */
	struct list clock;         /* all entries, in the order of the hand */
	uint32_t index;            /* of the pool */
	bool reading;
	uint8_t failures; /* reads in a row; then expires_ms is when to try again */
	bool used;        /* since the hand came by */
};

struct storage_map {
	struct loop *loop;
	struct storage_map_options options;
	struct map entries;
	struct mount_rows_pool rows; /* the entries are in its pool, too */
	struct list clock;
	size_t bytes;
	size_t remembered; /* bytes of the events that wait */
	uint32_t waiting;  /* entries that have some */
	struct storage_walks walks;
	struct timer sweep; /* while events wait */
	struct rng rng;
	struct storage_map_stats stats;
};

/* NULL when nothing is known of the storage. */
struct storage_entry *storage_map_find(const struct storage_map *map, uint64_t storage);

/* Takes ROWS. */
void storage_map_set_rows(
	struct storage_map *map, struct storage_entry *entry, struct mount_rows *rows);

#endif
