/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A table from 32-bit keys to 32-bit values, 8 bytes a slot. Linear probing, deletion by shifting
 * back, at most 3/4 full. The key UINT32_MAX is reserved. One thread.
 */
#ifndef BASE_U32MAP_H
#define BASE_U32MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/macro.h"

struct u32map_slot {
	uint32_t key; /* UINT32_MAX = free */
	uint32_t value;
};

struct u32map {
	struct u32map_slot *slots;
	uint32_t cap; /* a power of two, or 0 */
	uint32_t count;
};

#define U32MAP_NULL     ((struct u32map){0})
#define U32MAP_FREE_KEY UINT32_MAX

void u32map_deinit(struct u32map *map);

static inline uint32_t u32map_home(const struct u32map *map, uint32_t key)
{
	return (uint32_t)(((uint64_t)key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (map->cap - 1);
}

/* The place of the value, good until the next change; NULL when KEY is not there. */
static inline uint32_t *u32map_find(const struct u32map *map, uint32_t key)
{
	if (map->count == 0) {
		return NULL;
	}
	for (uint32_t i = u32map_home(map, key);; i = (i + 1) & (map->cap - 1)) {
		if (map->slots[i].key == key) {
			return &map->slots[i].value;
		}
		if (map->slots[i].key == U32MAP_FREE_KEY) {
			return NULL;
		}
	}
}

/* Adds KEY or replaces its value. 0 or -ENOMEM. */
NODISCARD int u32map_put(struct u32map *map, uint32_t key, uint32_t value);

/* Harmless when KEY is not there. */
void u32map_remove(struct u32map *map, uint32_t key);

#endif
