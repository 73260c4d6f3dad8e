/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The set of file ids that wait for one session: sorted, without repeats, at most 1,000. "Unknown"
 * absorbs everything: then the message goes out without ids. One thread.
 */
#ifndef PUSH_FILE_IDS_H
#define PUSH_FILE_IDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

#define FILE_IDS_MAX 1000U
#define FILE_IDS_FEW 2U

struct file_ids {
	uint64_t few[FILE_IDS_FEW];
	uint64_t *more; /* when there are more than FILE_IDS_FEW: all of them */
	uint16_t count;
	uint16_t cap; /* of more */
	bool unknown;
};

void file_ids_free_more(struct file_ids *ids);

/* Empties it; afterwards it is usable again. */
static inline void file_ids_deinit(struct file_ids *ids)
{
	if (ids->cap) {
		file_ids_free_more(ids);
	}
	ids->count = 0;
	ids->unknown = false;
}

/* Without memory, and past the limit, the set turns unknown. */
void file_ids_add(struct file_ids *ids, uint64_t id);
void file_ids_set_unknown(struct file_ids *ids);

/* COUNT ids in ascending order. */
static inline const uint64_t *file_ids_list(const struct file_ids *ids)
{
	return ids->cap ? ids->more : ids->few;
}

bool file_ids_equal(const struct file_ids *a, const struct file_ids *b);

/* A copy; false when memory is out (*ret_copy is empty then). */
NODISCARD bool file_ids_copy(const struct file_ids *ids, struct file_ids *ret_copy);

/* Appends the JSON array, "[1,2,3]". */
void file_ids_write(const struct file_ids *ids, struct buf *out);

#endif
