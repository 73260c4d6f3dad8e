/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "push/message.h"

#include <stdlib.h>

struct event_batch *event_batch_new(uint32_t cap, const uint64_t *file_id)
{
	struct event_batch *batch = malloc(sizeof(*batch) + cap * sizeof(batch->users[0]));

	if (batch) {
		batch->file_id = file_id ? *file_id : 0;
		batch->count = 0;
	}
	return batch;
}
