/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Corrections: what the database says of one user now goes into all cached storages. Storages that
 * his mounts name are looked at first; the whole cache only when there are more rows of his than
 * these explain, since then some storage still has one that is gone.
 */
#include "push/storage_map_internal.h"

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

/* Is one of MOUNTS missing among the rows of USER? */
static bool gains(const struct storage_entry *entry, uint32_t user,
	const struct storage_map_mount *mounts, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		if (mounts[k].storage == entry->storage &&
			!mount_rows_has(entry->rows, user, mounts[k].root)) {
			return true;
		}
	}
	return false;
}

/* Do the rows of USER in this entry say the same as MOUNTS? */
static bool is_correct(const struct storage_entry *entry, uint32_t user,
	const struct storage_map_mount *mounts, size_t count)
{
	const struct mount_rows *rows = entry->rows;
	uint32_t i = mount_rows_lower_bound(rows, user);

	for (; i < rows->count && rows->rows[i].user == user; i++) {
		if (!is_mounted(mounts, count, entry->storage,
			    mount_rows_root(rows, rows->rows[i].root))) {
			return false;
		}
	}
	return !gains(entry, user, mounts, count);
}

/* Rows like those of ENTRY, but with the given mounts for USER. NULL when memory is out. */
static struct mount_rows *corrected(struct storage_map *map, const struct storage_entry *entry,
	uint32_t user, const struct storage_map_mount *mounts, size_t count)
{
	const struct mount_rows *rows = entry->rows;
	struct mount_rows_builder builder;

	mount_rows_begin(&builder, &map->rows);
	for (uint32_t i = 0; i < rows->count; i++) {
		if (rows->rows[i].user != user &&
			mount_rows_add_index(&builder, rows->rows[i].user,
				mount_rows_root(rows, rows->rows[i].root)) < 0) {
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

static void correct(struct storage_map *map, struct storage_entry *entry, uint32_t user,
	const struct storage_map_mount *mounts, size_t count, bool *ret_appeared)
{
	struct mount_rows *rows;

	if (!entry->rows || is_correct(entry, user, mounts, count)) {
		return;
	}
	*ret_appeared |= gains(entry, user, mounts, count);
	rows = corrected(map, entry, user, mounts, count);
	if (rows) {
		counter_add(&map->stats.corrected, 1);
		storage_map_set_rows(map, entry, rows);
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
		const struct storage_entry *entry = storage_map_find(map, mounts[i].storage);

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
		struct storage_entry *entry = storage_map_find(map, mounts[i].storage);

		if (entry) {
			correct(map, entry, user, mounts, count, &appeared);
		}
	}
	/* More rows than the mounts explain: some cached storage still has one that is gone. */
	vanished = users_get(map->options.users, user)->rows >
		   rows_accounted(map, user, mounts, count);
	if (vanished) {
		list_for_each (link, &map->clock) {
			correct(map, list_entry(link, struct storage_entry, clock), user, mounts,
				count, &appeared);
		}
	}
	if (appeared) {
		map->options.handler->deliver(map->options.owner, &user, 1, NULL);
	}
}
