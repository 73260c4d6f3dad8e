/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Most sets hold one or two ids (a file and its folder) and live in the struct itself; a larger one
 * moves to the heap. Insertion keeps the order, so equal sets are equal arrays.
 */
#include "push/file_ids.h"

#include <stdlib.h>

void file_ids_free_more(struct file_ids *ids)
{
	free(ids->more);
	ids->more = NULL;
	ids->cap = 0;
}

void file_ids_set_unknown(struct file_ids *ids)
{
	file_ids_deinit(ids);
	ids->unknown = true;
}

static bool make_room(struct file_ids *ids)
{
	uint16_t cap = ids->cap ? ids->cap : FILE_IDS_FEW;
	uint64_t *larger;

	if (ids->count < cap) {
		return true;
	}
	cap = (uint16_t)MIN_OF(cap * 4U, FILE_IDS_MAX);
	larger = realloc(ids->more, cap * sizeof(*larger));
	if (!larger) {
		return false;
	}
	if (!ids->cap) {
		memcpy(larger, ids->few, sizeof(ids->few));
	}
	ids->more = larger;
	ids->cap = cap;
	return true;
}

void file_ids_add(struct file_ids *ids, uint64_t id)
{
	uint64_t *list = ids->cap ? ids->more : ids->few;
	size_t low = 0;
	size_t high = ids->count;

	if (ids->unknown) {
		return;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list[middle] < id) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	if (low < ids->count && list[low] == id) {
		return;
	}
	if (ids->count == FILE_IDS_MAX || !make_room(ids)) {
		file_ids_set_unknown(ids);
		return;
	}
	list = ids->cap ? ids->more : ids->few;
	memmove(list + low + 1, list + low, (ids->count - low) * sizeof(*list));
	list[low] = id;
	ids->count++;
}

bool file_ids_equal(const struct file_ids *a, const struct file_ids *b)
{
	return a->unknown == b->unknown && a->count == b->count &&
	       memcmp(file_ids_list(a), file_ids_list(b), a->count * sizeof(uint64_t)) == 0;
}

bool file_ids_copy(const struct file_ids *ids, struct file_ids *ret_copy)
{
	*ret_copy = *ids;
	if (!ids->cap) {
		return true;
	}
	ret_copy->more = malloc(ids->cap * sizeof(*ids->more));
	if (!ret_copy->more) {
		*ret_copy = (struct file_ids){0};
		return false;
	}
	memcpy(ret_copy->more, ids->more, ids->count * sizeof(*ids->more));
	return true;
}

void file_ids_write(const struct file_ids *ids, struct buf *out)
{
	const uint64_t *list = file_ids_list(ids);

	for (uint16_t i = 0; i < ids->count; i++) {
		buf_append_byte(out, i == 0 ? '[' : ',');
		buf_append_u64(out, list[i]);
	}
	buf_append_byte(out, ']');
}
