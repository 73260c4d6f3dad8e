/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A bounded queue from one thread to one other (Lamport's ring). Neither side ever waits: pushing
 * into a full ring fails, and the sender has its own way to go on. Messages are copied.
 */
#ifndef NET_RING_H
#define NET_RING_H

#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/macro.h"

/* One message between hub and worker; what the fields mean is the users' business. */
struct message {
	uint8_t type;
	uint8_t bits;
	uint16_t small;
	uint32_t a;
	uint32_t b;
	uint32_t c;
	union {
		uint64_t number;
		void *pointer;
	};
};

struct ring {
	struct message *messages;
	uint32_t mask;
	alignas(64) atomic_uint head; /* the reader's */
	uint32_t seen_tail;
	alignas(64) atomic_uint tail; /* the writer's */
	uint32_t seen_head;
};

/* CAPACITY: a power of two. */
NODISCARD int ring_init(struct ring *ring, uint32_t capacity);
void ring_deinit(struct ring *ring);

/* Writer's side. False when it is full. */
static inline bool ring_push(struct ring *ring, const struct message *message)
{
	uint32_t tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);

	if (tail - ring->seen_head > ring->mask) {
		ring->seen_head = atomic_load_explicit(&ring->head, memory_order_acquire);
		if (tail - ring->seen_head > ring->mask) {
			return false;
		}
	}
	ring->messages[tail & ring->mask] = *message;
	atomic_store_explicit(&ring->tail, tail + 1, memory_order_release);
	return true;
}

/* Reader's side. False when it is empty. */
static inline bool ring_pop(struct ring *ring, struct message *ret_message)
{
	uint32_t head = atomic_load_explicit(&ring->head, memory_order_relaxed);

	if (head == ring->seen_tail) {
		ring->seen_tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
		if (head == ring->seen_tail) {
			return false;
		}
	}
	*ret_message = ring->messages[head & ring->mask];
	atomic_store_explicit(&ring->head, head + 1, memory_order_release);
	return true;
}

/* How many messages wait; exact for neither side while the other is at work. */
static inline uint32_t ring_count(const struct ring *ring)
{
	return atomic_load_explicit(&ring->tail, memory_order_relaxed) -
	       atomic_load_explicit(&ring->head, memory_order_relaxed);
}

#endif
