/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An open-addressing table of pointers. The caller hashes and compares, so a key may live anywhere
 * in the value. Linear probing, deletion by shifting back (no tombstones), at most 3/4 full.
 * 16 bytes a slot. Owns the slots, never the values. One thread.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/macro.h"

struct map_slot {
	uint64_t hash;
	void *value; /* NULL = free slot */
};

struct map {
	struct map_slot *slots;
	size_t cap; /* a power of two, or 0 */
	size_t count;
};

#define MAP_NULL ((struct map){0})

/* True when VALUE is the one that KEY asks for. */
typedef bool map_equal_fn(const void *value, const void *key);

void map_deinit(struct map *map);

/* The value, or NULL. */
void *map_find(const struct map *map, uint64_t hash, map_equal_fn *equal, const void *key);

/* Adds a value that is not in the table yet. 0 or -ENOMEM. */
NODISCARD int map_add(struct map *map, uint64_t hash, void *value);

/* Takes out exactly VALUE (which was added under HASH); false when it is not there. */
bool map_remove(struct map *map, uint64_t hash, const void *value);

/*
 * All values, in no order; the table must not change meanwhile. Start with *at = 0; NULL at the
 * end.
 */
void *map_next(const struct map *map, size_t *at);

#define map_for_each(value, map)                                                                   \
	for (size_t value##_at_ = 0, value##_go_ = 1; value##_go_; value##_go_ = 0)                \
		for (void *value; (value = map_next((map), &value##_at_)) != NULL;)

#endif
