/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See map.h. The full hash is kept in the slot: probing rarely touches a value that does not match.
 */
#include "base/map.h"

#include <errno.h>
#include <stdlib.h>

#define MAP_MIN_CAP 16U

void map_deinit(struct map *map)
{
	free(map->slots);
	*map = MAP_NULL;
}

void *map_find(const struct map *map, uint64_t hash, map_equal_fn *equal, const void *key)
{
	size_t mask = map->cap - 1;

	if (map->count == 0) {
		return NULL;
	}
	for (size_t i = (size_t)hash & mask; map->slots[i].value; i = (i + 1) & mask) {
		if (map->slots[i].hash == hash && equal(map->slots[i].value, key)) {
			return map->slots[i].value;
		}
	}
	return NULL;
}

static void place(struct map_slot *slots, size_t cap, struct map_slot slot)
{
	size_t i = (size_t)slot.hash & (cap - 1);

	while (slots[i].value) {
		i = (i + 1) & (cap - 1);
	}
	slots[i] = slot;
}

static int resize(struct map *map, size_t cap)
{
	struct map_slot *slots = calloc(cap, sizeof(*slots));

	if (!slots) {
		return -ENOMEM;
	}
	for (size_t i = 0; i < map->cap; i++) {
		if (map->slots[i].value) {
			place(slots, cap, map->slots[i]);
		}
	}
	free(map->slots);
	map->slots = slots;
	map->cap = cap;
	return 0;
}

int map_add(struct map *map, uint64_t hash, void *value)
{
	assert(value);
	if (map->count + 1 > map->cap - map->cap / 4) {
		int r = resize(map, map->cap ? map->cap * 2 : MAP_MIN_CAP);

		if (r < 0) {
			return r;
		}
	}
	place(map->slots, map->cap, (struct map_slot){hash, value});
	map->count++;
	return 0;
}

/* Closes the gap at I: every later member of the run moves up unless it is at home behind the gap.
 */
static void close_gap(struct map *map, size_t i)
{
	size_t mask = map->cap - 1;

	for (size_t j = (i + 1) & mask; map->slots[j].value; j = (j + 1) & mask) {
		size_t home = (size_t)map->slots[j].hash & mask;

		if (((j - home) & mask) >= ((j - i) & mask)) {
			map->slots[i] = map->slots[j];
			i = j;
		}
	}
	map->slots[i] = (struct map_slot){0};
}

bool map_remove(struct map *map, uint64_t hash, const void *value)
{
	size_t mask = map->cap - 1;
	size_t i;

	if (map->count == 0) {
		return false;
	}
	for (i = (size_t)hash & mask; map->slots[i].value != value; i = (i + 1) & mask) {
		if (!map->slots[i].value) {
			return false;
		}
	}
	close_gap(map, i);
	map->count--;
	if (map->cap > MAP_MIN_CAP && map->count < map->cap / 8) {
		/* Shrinking is a courtesy: without memory the table just stays large. */
		(void)!resize(map, map->cap / 2);
	}
	return true;
}

void *map_next(const struct map *map, size_t *at)
{
	while (*at < map->cap) {
		void *value = map->slots[(*at)++].value;

		if (value) {
			return value;
		}
	}
	return NULL;
}
