/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The storage map. An entry is in one of four states, by two questions: are there rows (and are
 *they fresh), and is a read under way?
 *
 *	no rows, reading      events are remembered; they go to everybody when the rows come
 *	rows, fresh           events are walked at once
 *	rows, stale, reading  events are walked at once and remembered: new rows get them, too
 *	no rows, failed       events wait for a later try, at most wait_ms, then they are missed
 *
 * What is remembered is in remembered.c, how rows are walked in storage_walk.c.
 */
#include "push/storage_map.h"

#include <errno.h>
#include <stdlib.h>

#include "base/hash.h"
#include "push/remembered.h"
#include "push/storage_walk.h"

#define SWEEP_EVERY_MS 1000U

struct entry {
	uint64_t storage;
	struct mount_rows *rows; /* NULL: never read, or only failures so far */
	uint64_t expires_ms;
	uint64_t waiting_since_ms;
	struct remembered events;
	struct list clock; /* all entries, in the order of the hand */
	bool reading;
	bool failed; /* the last read did; expires_ms is when to try again */
	bool used;   /* since the hand came by */
};

struct storage_map {
	struct loop *loop;
	struct storage_map_options options;
	struct map entries;
	struct list clock;
	size_t bytes;
	struct storage_walks walks;
	struct timer sweep; /* while events wait */
	struct rng rng;
	struct storage_map_stats stats;
};

static bool entry_equals(const void *value, const void *key)
{
	return ((const struct entry *)value)->storage == *(const uint64_t *)key;
}

static struct entry *find(const struct storage_map *map, uint64_t storage)
{
	return map_find(&map->entries, hash_u64(storage), entry_equals, &storage);
}

static void miss(struct storage_map *map, uint64_t events)
{
	counter_add(&map->stats.missed_events, events);
	map->options.handler->missed(map->options.owner, events);
}

/* Delivers what was remembered to ROWS, but not to those that had it already, EXCEPT. */
static void walk_remembered(struct storage_map *map, const struct remembered *events,
	struct mount_rows *rows, struct mount_rows *except)
{
	struct storage_walk_event anything = {0};
	struct remembered_event event;
	size_t cursor = 0;
	int r = events->overflow ? storage_walk(&map->walks, rows, except, &anything) : 0;

	while (r == 0 && remembered_next(events, &cursor, &event)) {
		struct storage_walk_event walk = {
			&event.path, event.has_id ? &event.file_id : NULL};

		r = storage_walk(&map->walks, rows, except, &walk);
	}
	if (r < 0) {
		miss(map, 1);
	}
}

/* --- entries --- */

static size_t entry_bytes(const struct entry *entry)
{
	return sizeof(*entry) + sizeof(struct map_slot) + (entry->rows ? entry->rows->bytes : 0);
}

static void remove_entry(struct storage_map *map, struct entry *entry)
{
	map->bytes -= entry_bytes(entry);
	map_remove(&map->entries, hash_u64(entry->storage), entry);
	list_remove(&entry->clock);
	mount_rows_unref(entry->rows, map->options.users);
	remembered_deinit(&entry->events);
	free(entry);
}

/* CLOCK: the hand passes over what was used since it last came by, and takes what was not. */
static void evict(struct storage_map *map)
{
	size_t looks = 2 * map->entries.count;

	while (map->bytes > map->options.max_bytes && looks-- > 0) {
		struct entry *entry = list_entry(map->clock.next, struct entry, clock);

		if (entry->used || entry->reading || !remembered_is_empty(&entry->events)) {
			entry->used = false;
			list_remove(&entry->clock);
			list_append(&map->clock, &entry->clock);
		} else {
			counter_add(&map->stats.evicted, 1);
			remove_entry(map, entry);
		}
	}
}

static struct entry *add_entry(struct storage_map *map, uint64_t storage)
{
	struct entry *entry = calloc(1, sizeof(*entry));

	if (!entry) {
		return NULL;
	}
	entry->storage = storage;
	if (map_add(&map->entries, hash_u64(storage), entry) < 0) {
		free(entry);
		return NULL;
	}
	list_append(&map->clock, &entry->clock);
	map->bytes += entry_bytes(entry);
	entry->reading = true; /* as good as: the hand must not take it before it has been of use */
	evict(map);
	entry->reading = false;
	return entry;
}

static void set_rows(struct storage_map *map, struct entry *entry, struct mount_rows *rows)
{
	map->bytes -= entry_bytes(entry);
	mount_rows_unref(entry->rows, map->options.users);
	entry->rows = rows;
	map->bytes += entry_bytes(entry);
}

static void read_now(struct storage_map *map, struct entry *entry)
{
	entry->reading = true;
	map->options.handler->read_storage(map->options.owner, entry->storage);
}

/* The event has to wait for rows. */
static void wait_for_rows(
	struct storage_map *map, struct entry *entry, struct str path, const uint64_t *file_id)
{
	uint64_t now = loop_now_ms(map->loop);

	if (remembered_is_empty(&entry->events)) {
		entry->waiting_since_ms = now;
	}
	remembered_add(&entry->events, path, file_id);
	if (!entry->reading && now >= entry->expires_ms) {
		read_now(map, entry);
	}
	if (!map->sweep.armed) {
		loop_timer_start(map->loop, &map->sweep, SWEEP_EVERY_MS);
	}
}

void storage_map_event(
	struct storage_map *map, uint64_t storage, struct str path, const uint64_t *file_id)
{
	struct entry *entry = find(map, storage);
	bool expired;

	if (!entry) {
		entry = add_entry(map, storage);
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
	if (!expired && !entry->reading && !entry->failed) {
		counter_add(&map->stats.hits, 1);
	} else {
		counter_add(&map->stats.stale_hits, 1);
		remembered_add(&entry->events, path, file_id);
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
	struct entry *entry = find(map, storage);
	const struct storage_map_options *options = &map->options;
	struct mount_rows *before;
	struct remembered events;
	uint32_t life;

	if (!entry) {
		mount_rows_unref(rows, options->users);
		return;
	}
	life = rows->count == 0 ? options->empty_life_ms
				: options->life_min_ms +
					  rng_below(&map->rng,
						  options->life_max_ms - options->life_min_ms + 1);
	before = entry->rows ? mount_rows_ref(entry->rows) : NULL;
	events = entry->events;
	entry->events = (struct remembered){0};
	entry->reading = false;
	entry->failed = false;
	entry->expires_ms = loop_now_ms(map->loop) + life;
	set_rows(map, entry, mount_rows_ref(rows));
	walk_remembered(map, &events, rows, before);
	remembered_deinit(&events);
	mount_rows_unref(before, options->users);
	mount_rows_unref(rows, options->users);
	evict(map);
}

void storage_map_rows_failed(struct storage_map *map, uint64_t storage)
{
	struct entry *entry = find(map, storage);

	if (entry) {
		/* Stale rows go on serving; the next event, or the sweep, tries again. */
		entry->reading = false;
		entry->failed = true;
		entry->expires_ms = loop_now_ms(map->loop) + map->options.retry_ms;
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
		struct entry *entry = list_entry(link, struct entry, clock);

		if (entry->rows || (remembered_is_empty(&entry->events))) {
			continue;
		}
		if (now - entry->waiting_since_ms >= map->options.wait_ms) {
			missed += entry->events.count;
			remembered_deinit(&entry->events);
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
		loop_timer_start(map->loop, &map->sweep, SWEEP_EVERY_MS);
	}
}

/* --- corrections --- */

static bool is_mounted(
	const struct storage_map_mount *mounts, size_t count, uint64_t storage, struct str root)
{
	for (size_t i = 0; i < count; i++) {
		if (mounts[i].storage == storage && str_equals(mounts[i].root, root)) {
			return true;
		}
	}
	return false;
}

/* Do the rows of USER in this entry say the same as MOUNTS? */
static bool is_correct(const struct entry *entry, uint32_t user,
	const struct storage_map_mount *mounts, size_t count)
{
	const struct mount_rows *rows = entry->rows;
	uint32_t i = mount_rows_lower_bound(rows, user);

	for (; i < rows->count && rows->rows[i].user == user; i++) {
		if (!is_mounted(mounts, count, entry->storage, rows->roots[rows->rows[i].root])) {
			return false;
		}
	}
	for (size_t k = 0; k < count; k++) {
		if (mounts[k].storage == entry->storage &&
			!mount_rows_has(rows, user, mounts[k].root)) {
			return false;
		}
	}
	return true;
}

/* Rows like those of ENTRY, but with the given mounts for USER. NULL when memory is out. */
static struct mount_rows *corrected(struct storage_map *map, const struct entry *entry,
	uint32_t user, const struct storage_map_mount *mounts, size_t count)
{
	const struct mount_rows *rows = entry->rows;
	struct mount_rows_builder builder;

	mount_rows_begin(&builder, map->options.users);
	for (uint32_t i = 0; i < rows->count; i++) {
		if (rows->rows[i].user != user && mount_rows_add_index(&builder, rows->rows[i].user,
							  rows->roots[rows->rows[i].root]) < 0) {
			mount_rows_abandon(&builder);
			return NULL;
		}
	}
	for (size_t k = 0; k < count; k++) {
		if (mounts[k].storage == entry->storage &&
			mount_rows_add_index(&builder, user, mounts[k].root) < 0) {
			mount_rows_abandon(&builder);
			return NULL;
		}
	}
	return mount_rows_finish(&builder);
}

static void correct(struct storage_map *map, struct entry *entry, uint32_t user,
	const struct storage_map_mount *mounts, size_t count, bool *ret_appeared)
{
	struct mount_rows *rows;
	uint32_t at;

	if (!entry->rows || is_correct(entry, user, mounts, count)) {
		return;
	}
	at = mount_rows_lower_bound(entry->rows, user);
	if (at == entry->rows->count || entry->rows->rows[at].user != user) {
		*ret_appeared = true;
	}
	rows = corrected(map, entry, user, mounts, count);
	if (rows) {
		counter_add(&map->stats.corrected, 1);
		set_rows(map, entry, rows);
	} else {
		entry->expires_ms = 0; /* no memory to mend it: read it again at the next event */
	}
}

/* Rows of USER in cached storages, as far as MOUNTS names these storages. */
static uint32_t rows_accounted(const struct storage_map *map, uint32_t user,
	const struct storage_map_mount *mounts, size_t count)
{
	uint32_t rows = 0;

	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = find(map, mounts[i].storage);

		rows += entry && entry->rows && mount_rows_has(entry->rows, user, mounts[i].root);
	}
	return rows;
}

void storage_map_mounts(struct storage_map *map, uint32_t user,
	const struct storage_map_mount *mounts, size_t count)
{
	bool appeared = false;
	bool vanished;

	for (size_t i = 0; i < count; i++) {
		struct entry *entry = find(map, mounts[i].storage);

		if (entry) {
			correct(map, entry, user, mounts, count, &appeared);
		}
	}
	/* More rows than the mounts explain: some cached storage still has one that is gone. */
	vanished = users_get(map->options.users, user)->rows >
		   rows_accounted(map, user, mounts, count);
	if (vanished) {
		list_for_each (link, &map->clock) {
			correct(map, list_entry(link, struct entry, clock), user, mounts, count,
				&appeared);
		}
	}
	if (appeared) {
		map->options.handler->deliver(map->options.owner, &user, 1, NULL);
	}
}

void storage_map_expire(struct storage_map *map)
{
	list_for_each (link, &map->clock) {
		list_entry(link, struct entry, clock)->expires_ms = 0;
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
	list_init(&map->clock);
	walk_options = (struct storage_walks_options){.deliver = options->handler->deliver,
		.has_room = options->handler->has_room,
		.owner = options->owner,
		.users = options->users};
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
		remove_entry(map, list_entry(link, struct entry, clock));
	}
	loop_timer_stop(map->loop, &map->sweep);
	map_deinit(&map->entries);
	free(map);
	return NULL;
}

size_t storage_map_count(const struct storage_map *map)
{
	return map->entries.count;
}

size_t storage_map_bytes(const struct storage_map *map)
{
	return map->bytes;
}

const struct storage_map_stats *storage_map_get_stats(const struct storage_map *map)
{
	return &map->stats;
}
