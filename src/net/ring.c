/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See ring.h: only setting up is worth a function call. */
#include "net/ring.h"

#include <errno.h>
#include <stdlib.h>

int ring_init(struct ring *ring, uint32_t capacity)
{
	assert(capacity > 0 && (capacity & (capacity - 1)) == 0);
	*ring = (struct ring){.mask = capacity - 1};
	ring->messages = malloc(capacity * sizeof(*ring->messages));
	return ring->messages ? 0 : -ENOMEM;
}

void ring_deinit(struct ring *ring)
{
	free(ring->messages);
	ring->messages = NULL;
}
