/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See u32map.h. Half the memory of struct map, for the tables that grow with the number of users.
 */
#include "base/u32map.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MIN_CAP 16U

void u32map_deinit(struct u32map *map)
{
	free(map->slots);
	*map = U32MAP_NULL;
}

static void place(struct u32map *map, struct u32map_slot slot)
{
	uint32_t i = u32map_home(map, slot.key);

	while (map->slots[i].key != U32MAP_FREE_KEY) {
		i = (i + 1) & (map->cap - 1);
	}
	map->slots[i] = slot;
}

static int resize(struct u32map *map, uint32_t cap)
{
	struct u32map old = *map;
	struct u32map_slot *slots = malloc(cap * sizeof(*slots));

	if (!slots) {
		return -ENOMEM;
	}
	memset(slots, 0xFF, cap * sizeof(*slots));
	map->slots = slots;
	map->cap = cap;
	for (uint32_t i = 0; i < old.cap; i++) {
		if (old.slots[i].key != U32MAP_FREE_KEY) {
			place(map, old.slots[i]);
		}
	}
	free(old.slots);
	return 0;
}

int u32map_put(struct u32map *map, uint32_t key, uint32_t value)
{
	uint32_t *found = u32map_find(map, key);

	assert(key != U32MAP_FREE_KEY);
	if (found) {
		*found = value;
		return 0;
	}
	if (map->count + 1 > map->cap - map->cap / 4) {
		int r = resize(map, map->cap ? map->cap * 2 : MIN_CAP);

		if (r < 0) {
			return r;
		}
	}
	place(map, (struct u32map_slot){key, value});
	map->count++;
	return 0;
}

/* Every later member of the run moves into the gap unless its home lies behind it. */
static void close_gap(struct u32map *map, uint32_t gap)
{
	uint32_t mask = map->cap - 1;

	for (uint32_t i = (gap + 1) & mask; map->slots[i].key != U32MAP_FREE_KEY;
		i = (i + 1) & mask) {
		uint32_t home = u32map_home(map, map->slots[i].key);

		if (((i - home) & mask) >= ((i - gap) & mask)) {
			map->slots[gap] = map->slots[i];
			gap = i;
		}
	}
	map->slots[gap].key = U32MAP_FREE_KEY;
}

void u32map_remove(struct u32map *map, uint32_t key)
{
	uint32_t *found = u32map_find(map, key);

	if (!found) {
		return;
	}
	close_gap(map, (uint32_t)(container_of(found, struct u32map_slot, value) - map->slots));
	map->count--;
	if (map->cap > MIN_CAP && map->count < map->cap / 8) {
		/* Shrinking is a courtesy: without memory the table just stays large. */
		(void)!resize(map, map->cap / 2);
	}
}
