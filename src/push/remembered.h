/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * File events remembered for one storage until its rows are there: packed one behind the other,
 * bounded. Past the bound they become one event: "anything may have changed". One thread.
 */
#ifndef PUSH_REMEMBERED_H
#define PUSH_REMEMBERED_H

#include "base/buf.h"

#define REMEMBERED_MAX   10000U
#define REMEMBERED_BYTES ((size_t)4 << 20)

struct remembered {
	struct buf packed;
	uint32_t count; /* all that were added, dropped ones too */
	bool overflow;  /* some were dropped: anything may have changed */
};

/* NULL when memory is out. */
NODISCARD struct remembered *remembered_new(void);

/* NULL is accepted; returns NULL. */
struct remembered *remembered_free(struct remembered *events);

struct remembered_event {
	struct str path;
	uint64_t file_id;
	bool has_id;
};

/* Copies PATH. FILE_ID is NULL when unknown. */
void remembered_add(struct remembered *events, struct str path, const uint64_t *file_id);

/* Drops what was remembered for "anything may have changed". */
void remembered_overflow(struct remembered *events);

/* Walks; *cursor is 0 at first. Nothing to walk after an overflow. */
NODISCARD bool remembered_next(
	const struct remembered *events, size_t *cursor, struct remembered_event *ret_event);

/* On the heap; of NULL, 0. */
static inline size_t remembered_bytes(const struct remembered *events)
{
	return events ? sizeof(*events) + events->packed.cap : 0;
}

#endif
