/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The storage map. An entry is in one of four states, by two questions: are there rows (and are
 * they fresh), and is a read under way?
 *
 *	no rows, reading      events are remembered; they go to everybody when the rows come
 *	rows, fresh           events are walked at once
 *	rows, stale, reading  events are walked at once and remembered: new rows get them, too
 *	no rows, failed       events wait for a later try, at most wait_ms, then they are missed
 *	rows, stale, failed   the same, besides being walked at once: who is new may miss them
 *
 * What is remembered is in remembered.c, how rows are walked in storage_walk.c, what a user's
 * mounts correct in storage_map_correct.c.
 */
#include "push/storage_map.h"

#include <errno.h>
#include <stdlib.h>

#include "base/hash.h"
#include "push/storage_map_internal.h"

#define SWEEP_EVERY_MS 1000U
#define EVICT_LOOKS    64U
#define IDS_MAX        1000U
#define VISITS_MAX     UINT64_C(16000000)
#define BACKOFF_MAX    3U /* doublings */

static bool entry_equals(const void *value, const void *key)
{
	return ((const struct storage_entry *)value)->storage == *(const uint64_t *)key;
}

struct storage_entry *storage_map_find(const struct storage_map *map, uint64_t storage)
{
	return map_find(&map->entries, hash_u64(storage), entry_equals, &storage);
}

static void miss(struct storage_map *map, uint64_t events)
{
	counter_add(&map->stats.missed_events, events);
	map->options.handler->missed(map->options.owner, events);
}

/*
 * Many events for many rows: each would be a walk of its own, and sessions turn more than 1,000 ids
 * into "something changed" anyway.
 */
static bool is_too_much(const struct remembered *events, const struct mount_rows *rows)
{
	return events->overflow ||
	       (events->count > IDS_MAX && (uint64_t)events->count * rows->count > VISITS_MAX);
}

/* Delivers what was remembered to ROWS, but not to those that had it already, EXCEPT. */
static void walk_remembered(struct storage_map *map, const struct remembered *events,
	struct mount_rows *rows, struct mount_rows *except)
{
	struct storage_walk_event anything = {0};
	struct remembered_event event;
	size_t cursor = 0;
	bool too_much = is_too_much(events, rows);
	int r = too_much ? storage_walk(&map->walks, rows, except, &anything) : 0;

	while (r == 0 && !too_much && remembered_next(events, &cursor, &event)) {
		struct storage_walk_event walk = {
			&event.path, event.has_id ? &event.file_id : NULL};

		r = storage_walk(&map->walks, rows, except, &walk);
	}
	if (r < 0) {
		miss(map, 1);
	}
}

/* --- events that wait --- */

static bool is_waiting(const struct storage_entry *entry)
{
	return entry->events != NULL;
}

static void remember(struct storage_map *map, struct storage_entry *entry, struct str path,
	const uint64_t *file_id)
{
	if (!is_waiting(entry)) {
		entry->events = remembered_new();
		if (!entry->events) {
			miss(map, 1);
			return;
		}
		entry->waiting_since_ms = loop_now_ms(map->loop);
		map->waiting++;
	} else {
		map->remembered -= remembered_bytes(entry->events);
	}
	remembered_add(entry->events, path, file_id);
	if (map->remembered + remembered_bytes(entry->events) > map->options.max_remembered) {
		remembered_overflow(entry->events);
	}
	map->remembered += remembered_bytes(entry->events);
}

/* The caller frees what it gets; NULL when nothing waited. */
static struct remembered *take_remembered(struct storage_map *map, struct storage_entry *entry)
{
	struct remembered *events = entry->events;

	map->waiting -= is_waiting(entry);
	map->remembered -= remembered_bytes(events);
	entry->events = NULL;
	return events;
}

static void forget(struct storage_map *map, struct storage_entry *entry)
{
	remembered_free(take_remembered(map, entry));
}

/* --- entries --- */

_Static_assert(sizeof(struct storage_entry) == 64, "there are as many as storages");

static size_t entry_bytes(const struct storage_entry *entry)
{
	return sizeof(*entry) + (entry->rows ? mount_rows_bytes(entry->rows) : 0);
}

static void free_entry(struct storage_map *map, struct storage_entry *entry)
{
	pool_free(&map->rows.blocks, entry, sizeof(*entry), entry->index);
}

static void remove_entry(struct storage_map *map, struct storage_entry *entry)
{
	forget(map, entry);
	map->bytes -= entry_bytes(entry);
	map_remove(&map->entries, hash_u64(entry->storage), entry);
	list_remove(&entry->clock);
	mount_rows_unref(entry->rows, &map->rows);
	free_entry(map, entry);
}

/*
 * CLOCK: the hand passes over what was used since it last came by, and takes what was not. It makes
 * a few steps at a time, so that no single event pays for a whole round.
 */
static void evict(struct storage_map *map)
{
	size_t looks = MIN_OF(2 * map->entries.count, (size_t)EVICT_LOOKS);

	while (storage_map_bytes(map) > map->options.max_bytes && looks-- > 0) {
		struct storage_entry *entry =
			list_entry(map->clock.next, struct storage_entry, clock);

		if (entry->used || entry->reading || is_waiting(entry)) {
			entry->used = false;
			list_remove(&entry->clock);
			list_append(&map->clock, &entry->clock);
		} else {
			counter_add(&map->stats.evicted, 1);
			remove_entry(map, entry);
		}
	}
}

static struct storage_entry *add_entry(struct storage_map *map, uint64_t storage)
{
	uint32_t index;
	struct storage_entry *entry = pool_alloc(&map->rows.blocks, sizeof(*entry), &index);

	if (!entry) {
		return NULL;
	}
	*entry = (struct storage_entry){.storage = storage, .index = index};
	if (map_add(&map->entries, hash_u64(storage), entry) < 0) {
		free_entry(map, entry);
		return NULL;
	}
	list_append(&map->clock, &entry->clock);
	map->bytes += entry_bytes(entry);
	entry->reading = true; /* as good as: the hand must not take it before it has been of use */
	evict(map);
	entry->reading = false;
	return entry;
}

void storage_map_set_rows(
	struct storage_map *map, struct storage_entry *entry, struct mount_rows *rows)
{
	map->bytes -= entry_bytes(entry);
	mount_rows_unref(entry->rows, &map->rows);
	entry->rows = rows;
	map->bytes += entry_bytes(entry);
}

static void sweep_soon(struct storage_map *map)
{
	if (!map->sweep.armed) {
		loop_timer_start(map->loop, &map->sweep, SWEEP_EVERY_MS);
	}
}

static void read_now(struct storage_map *map, struct storage_entry *entry)
{
	entry->reading = true;
	map->options.handler->read_storage(map->options.owner, entry->storage);
}

/* The event has to wait for rows. */
static void wait_for_rows(struct storage_map *map, struct storage_entry *entry, struct str path,
	const uint64_t *file_id)
{
	remember(map, entry, path, file_id);
	if (!entry->reading && loop_now_ms(map->loop) >= entry->expires_ms) {
		read_now(map, entry);
	}
	sweep_soon(map);
}

void storage_map_event(
	struct storage_map *map, uint64_t storage, struct str path, const uint64_t *file_id)
{
	struct storage_entry *entry = storage_map_find(map, storage);
	bool expired;

	if (!entry) {
		entry = map->waiting < map->options.max_waiting ? add_entry(map, storage) : NULL;
		if (!entry) {
			miss(map, 1);
			return;
		}
	}
	entry->used = true;
	if (!entry->rows) {
		counter_add(&map->stats.misses, 1);
		wait_for_rows(map, entry, path, file_id);
		return;
	}
	expired = loop_now_ms(map->loop) >= entry->expires_ms;
	if (!expired && !entry->reading && entry->failures == 0) {
		counter_add(&map->stats.hits, 1);
	} else {
		counter_add(&map->stats.stale_hits, 1);
		remember(map, entry, path, file_id);
		if (expired && !entry->reading) {
			read_now(map, entry);
		}
	}
	if (storage_walk(&map->walks, entry->rows, NULL,
		    &(struct storage_walk_event){&path, file_id}) < 0) {
		miss(map, 1);
	}
}

void storage_map_rows(struct storage_map *map, uint64_t storage, struct mount_rows *rows)
{
	struct storage_entry *entry = storage_map_find(map, storage);
	const struct storage_map_options *options = &map->options;
	struct mount_rows *before;
	struct remembered *events;
	uint32_t life;

	if (!entry) {
		mount_rows_unref(rows, &map->rows);
		return;
	}
	life = rows->count == 0 ? options->empty_life_ms
				: options->life_min_ms +
					  rng_below(&map->rng,
						  options->life_max_ms - options->life_min_ms + 1);
	before = entry->rows ? mount_rows_ref(entry->rows) : NULL;
	if (before && mount_rows_equal(before, rows)) {
		/* As nearly always: the old block stays, or else ten thousand would move about. */
		mount_rows_unref(rows, &map->rows);
		rows = mount_rows_ref(before);
	}
	events = take_remembered(map, entry);
	entry->reading = false;
	entry->failures = 0;
	entry->expires_ms = loop_now_ms(map->loop) + life;
	storage_map_set_rows(map, entry, mount_rows_ref(rows));
	if (events) {
		walk_remembered(map, events, rows, before);
		remembered_free(events);
	}
	mount_rows_unref(before, &map->rows);
	mount_rows_unref(rows, &map->rows);
	evict(map);
}

void storage_map_rows_failed(struct storage_map *map, uint64_t storage)
{
	struct storage_entry *entry = storage_map_find(map, storage);

	if (entry) {
		/* Stale rows go on serving; the next event, or the sweep, tries again. */
		entry->reading = false;
		entry->expires_ms = loop_now_ms(map->loop) +
				    ((uint64_t)map->options.retry_ms << entry->failures);
		entry->failures = (uint8_t)MIN_OF(entry->failures + 1U, BACKOFF_MAX);
		sweep_soon(map);
	}
}

/* Events that have waited too long are missed; failed reads are tried again. */
static void on_sweep(struct timer *timer)
{
	struct storage_map *map = container_of(timer, struct storage_map, sweep);
	uint64_t now = loop_now_ms(map->loop);
	uint64_t missed = 0;
	bool waiting = false;

	list_for_each (link, &map->clock) {
		struct storage_entry *entry = list_entry(link, struct storage_entry, clock);

		/* Who reads with rows at hand may take as long as the database takes. */
		if (!is_waiting(entry) || (entry->rows && entry->failures == 0)) {
			continue;
		}
		if (now - entry->waiting_since_ms >= map->options.wait_ms) {
			missed += entry->events->count;
			forget(map, entry);
			continue;
		}
		waiting = true;
		if (!entry->reading && now >= entry->expires_ms) {
			read_now(map, entry);
		}
	}
	if (missed > 0) {
		miss(map, missed);
	}
	if (waiting) {
		sweep_soon(map);
	}
}

void storage_map_expire(struct storage_map *map)
{
	list_for_each (link, &map->clock) {
		list_entry(link, struct storage_entry, clock)->expires_ms = 0;
	}
}

/* --- life --- */

static uint32_t or_default(uint32_t value, uint32_t fallback)
{
	return value ? value : fallback;
}

int storage_map_new(
	struct loop *loop, const struct storage_map_options *options, struct storage_map **ret_map)
{
	struct storage_map *map = calloc(1, sizeof(*map));
	struct storage_walks_options walk_options;

	if (!map) {
		return -ENOMEM;
	}
	map->loop = loop;
	map->options = *options;
	map->options.max_bytes = options->max_bytes ? options->max_bytes : (size_t)64 << 20;
	map->options.life_min_ms = or_default(options->life_min_ms, 240000);
	map->options.life_max_ms = or_default(options->life_max_ms, 300000);
	map->options.empty_life_ms = or_default(options->empty_life_ms, 5000);
	map->options.wait_ms = or_default(options->wait_ms, 10000);
	map->options.retry_ms = or_default(options->retry_ms, 1000);
	map->options.max_remembered =
		options->max_remembered ? options->max_remembered : (size_t)32 << 20;
	map->options.max_waiting = or_default(options->max_waiting, 100000);
	list_init(&map->clock);
	walk_options = (struct storage_walks_options){.deliver = options->handler->deliver,
		.has_room = options->handler->has_room,
		.owner = options->owner,
		.rows = &map->rows};
	map->rows.users = options->users;
	pool_init(&map->rows.blocks);
	storage_walks_init(&map->walks, loop, &walk_options);
	timer_init(&map->sweep, on_sweep);
	rng_init(&map->rng);
	*ret_map = map;
	return 0;
}

struct storage_map *storage_map_free(struct storage_map *map)
{
	if (!map) {
		return NULL;
	}
	storage_walks_deinit(&map->walks);
	list_for_each_safe (link, after, &map->clock) {
		remove_entry(map, list_entry(link, struct storage_entry, clock));
	}
	loop_timer_stop(map->loop, &map->sweep);
	map_deinit(&map->entries);
	pool_deinit(&map->rows.blocks);
	free(map);
	return NULL;
}

struct mount_rows_pool *storage_map_rows_pool(struct storage_map *map)
{
	return &map->rows;
}

size_t storage_map_count(const struct storage_map *map)
{
	return map->entries.count;
}

size_t storage_map_bytes(const struct storage_map *map)
{
	return map->bytes + map->entries.cap * sizeof(struct map_slot);
}

size_t storage_map_remembered_bytes(const struct storage_map *map)
{
	return map->remembered;
}

const struct storage_map_stats *storage_map_get_stats(const struct storage_map *map)
{
	return &map->stats;
}
