/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See remembered.h. */
#include "push/remembered.h"

#include <stdlib.h>

struct head {
	uint64_t file_id;
	uint32_t has_id;
	uint32_t path_len;
};

struct remembered *remembered_new(void)
{
	return calloc(1, sizeof(struct remembered));
}

struct remembered *remembered_free(struct remembered *events)
{
	if (events) {
		buf_deinit(&events->packed);
		free(events);
	}
	return NULL;
}

void remembered_overflow(struct remembered *events)
{
	events->overflow = true;
	buf_deinit(&events->packed);
}

void remembered_add(struct remembered *events, struct str path, const uint64_t *file_id)
{
	struct head head = {.file_id = file_id ? *file_id : 0,
		.has_id = file_id != NULL,
		.path_len = (uint32_t)path.len};

	events->count += events->count < UINT32_MAX;
	if (events->overflow) {
		return;
	}
	if (events->count > REMEMBERED_MAX || path.len > REMEMBERED_BYTES ||
		events->packed.len + path.len > REMEMBERED_BYTES) {
		remembered_overflow(events);
		return;
	}
	buf_append(&events->packed, &head, sizeof(head));
	buf_append_str(&events->packed, path);
	if (buf_status(&events->packed) < 0) {
		remembered_overflow(events);
	}
}

bool remembered_next(
	const struct remembered *events, size_t *cursor, struct remembered_event *ret_event)
{
	struct head head;

	if (*cursor >= events->packed.len) {
		return false;
	}
	memcpy(&head, events->packed.ptr + *cursor, sizeof(head));
	*cursor += sizeof(head);
	*ret_event = (struct remembered_event){
		.path = str_make(events->packed.ptr + *cursor, head.path_len),
		.file_id = head.file_id,
		.has_id = head.has_id != 0};
	*cursor += head.path_len;
	return true;
}
