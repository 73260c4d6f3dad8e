/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See outbox.h. The spill is an array with a moving start: it is rare, and short-lived. */
#include "push/outbox.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>

#include "base/blob.h"
#include "push/message.h"

#define RETRY_MS 1
#define CUT_BIT  (1U << 8)

static void on_retry(struct timer *timer);

int outbox_init(struct outbox *outbox, struct loop *loop, struct wake *wake, outbox_drop_fn *drop)
{
	*outbox = (struct outbox){.loop = loop, .drop = drop, .wake = wake};
	timer_init(&outbox->retry, on_retry);
	return ring_init(&outbox->ring, OUTBOX_RING);
}

static void drop_spill(struct outbox *outbox)
{
	loop_timer_stop(outbox->loop, &outbox->retry);
	for (size_t i = 0; i < outbox->spill_count; i++) {
		outbox->drop(&outbox->spill[outbox->spill_first + i]);
	}
	outbox->spill_count = 0;
}

void outbox_finish(struct outbox *outbox, const struct message *message)
{
	drop_spill(outbox);
	while (!ring_push(&outbox->ring, message)) {
		wake_signal(outbox->wake);
		sched_yield();
	}
	wake_signal(outbox->wake);
}

void outbox_close(struct outbox *outbox)
{
	if (outbox->loop) {
		drop_spill(outbox);
	}
	outbox->loop = NULL;
}

void outbox_deinit(struct outbox *outbox)
{
	struct message message;

	outbox_close(outbox);
	while (outbox->ring.messages && ring_pop(&outbox->ring, &message)) {
		outbox->drop(&message);
	}
	free(outbox->spill);
	u32map_deinit(&outbox->merged);
	ring_deinit(&outbox->ring);
}

uint32_t outbox_room(const struct outbox *outbox)
{
	if (outbox->spill_count > 0 || outbox->merged.count > 0) {
		return 0;
	}
	return OUTBOX_RING - ring_count(&outbox->ring);
}

/* Remembers for a user what merges. Without memory nothing can be remembered: give up loudly. */
static void merge(struct outbox *outbox, uint32_t user, uint32_t bits)
{
	uint32_t *found = u32map_find(&outbox->merged, user);

	counter_add(&outbox->merges, 1);
	if (found) {
		*found |= bits;
	} else if (u32map_put(&outbox->merged, user, bits) < 0) {
		abort();
	}
}

static void merge_batch(struct outbox *outbox, const struct message *message)
{
	const struct event_batch *batch = message->pointer;

	for (uint32_t i = 0; i < batch->count; i++) {
		merge(outbox, batch->users[i], message->bits);
	}
	outbox->drop(message);
}

static struct message merged_message(uint32_t user, uint32_t bits)
{
	return (struct message){.type = bits & CUT_BIT ? MSG_CUT_USER : MSG_EVENT,
		.bits = (uint8_t)bits,
		.a = user};
}

/* Room for one more behind the others. */
static void make_room(struct outbox *outbox)
{
	size_t cap = outbox->spill_cap ? outbox->spill_cap * 2 : 256;
	struct message *spill;

	if (outbox->spill_first > outbox->spill_cap / 2) {
		memmove(outbox->spill, outbox->spill + outbox->spill_first,
			outbox->spill_count * sizeof(*outbox->spill));
		outbox->spill_first = 0;
		return;
	}
	spill = realloc(outbox->spill, cap * sizeof(*spill));
	if (!spill) {
		/* A lost "session closed" could never be made good again. */
		abort();
	}
	outbox->spill = spill;
	outbox->spill_cap = cap;
}

static void append(struct outbox *outbox, const struct message *message)
{
	if (outbox->spill_first + outbox->spill_count == outbox->spill_cap) {
		make_room(outbox);
	}
	outbox->spill[outbox->spill_first + outbox->spill_count++] = *message;
	counter_add(&outbox->spilled, 1);
}

/*
 * A login may be the first of an index's new owner: what merged for the one before goes ahead of
 * it, so that nobody gets what was meant for somebody else.
 */
static void settle(struct outbox *outbox, uint32_t user)
{
	uint32_t *merged = u32map_find(&outbox->merged, user);

	if (merged && *merged) {
		struct message message = merged_message(user, *merged);

		*merged = 0;
		append(outbox, &message);
	}
}

/* What a waiting frame keeps; many share it perhaps, but who knows. */
static size_t cost_of(const struct blob *frame)
{
	return sizeof(struct message) + sizeof(*frame) + frame->len;
}

void outbox_spill(struct outbox *outbox, const struct message *message)
{
	if (message->type == MSG_LOGIN_OK) {
		settle(outbox, message->a);
	}
	if (message->type == MSG_EVENT) {
		merge(outbox, message->a, message->bits);
	} else if (message->type == MSG_EVENTS) {
		merge_batch(outbox, message);
	} else if (message->type == MSG_CUSTOM) {
		struct blob *frame = message->pointer;
		const uint32_t *merged = u32map_find(&outbox->merged, message->a);

		if ((merged && *merged & CUT_BIT) ||
			outbox->custom_bytes + cost_of(frame) > OUTBOX_CUSTOM_BYTES) {
			counter_add(&outbox->cuts, 1);
			merge(outbox, message->a, CUT_BIT);
			blob_unref(frame);
		} else {
			outbox->custom_bytes += cost_of(frame);
			append(outbox, message);
		}
	} else {
		append(outbox, message);
	}
	if (!outbox->retry.armed) {
		loop_timer_start(outbox->loop, &outbox->retry, RETRY_MS);
	}
}

/*
 * Merged events go behind the spill: a login that waits there must not be overtaken. An entry whose
 * bits are 0 has gone already.
 */
static bool push_merged(struct outbox *outbox)
{
	for (uint32_t i = 0; i < outbox->merged.cap; i++) {
		struct u32map_slot *slot = &outbox->merged.slots[i];
		struct message message = merged_message(slot->key, slot->value);

		if (slot->key == U32MAP_FREE_KEY || slot->value == 0) {
			continue;
		}
		if (!ring_push(&outbox->ring, &message)) {
			return false;
		}
		slot->value = 0;
	}
	return true;
}

static void on_retry(struct timer *timer)
{
	struct outbox *outbox = container_of(timer, struct outbox, retry);

	while (outbox->spill_count > 0) {
		const struct message *message = &outbox->spill[outbox->spill_first];
		size_t cost = 0;

		if (message->type == MSG_CUSTOM) {
			/* Once it is in the ring, the frame is no longer ours to look at. */
			cost = cost_of(message->pointer);
		}
		if (!ring_push(&outbox->ring, message)) {
			break;
		}
		outbox->custom_bytes -= cost;
		outbox->spill_first++;
		outbox->spill_count--;
	}
	if (outbox->spill_count > 0 || !push_merged(outbox)) {
		loop_timer_start(outbox->loop, &outbox->retry, RETRY_MS);
	} else {
		free(outbox->spill);
		outbox->spill = NULL;
		outbox->spill_first = 0;
		outbox->spill_cap = 0;
		u32map_deinit(&outbox->merged);
	}
	wake_signal(outbox->wake);
}
