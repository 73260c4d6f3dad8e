/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The sending end of a queue between two threads, which never blocks and never loses.
 *
 * While the ring has room, a message goes straight in. When it is full, messages wait in a spill
 * list in the same order; built-in events for one user merge there ("something happened", without
 * file ids), custom messages wait as long as their bytes stay below a bound, and past that their
 * users' sessions are to be cut. A timer moves the spill into the ring as it empties.
 * Belongs to the sending thread.
 */
#ifndef PUSH_OUTBOX_H
#define PUSH_OUTBOX_H

#include "base/counter.h"
#include "base/u32map.h"
#include "net/ring.h"
#include "net/wake.h"

#define OUTBOX_RING         4096U
#define OUTBOX_CUSTOM_BYTES ((size_t)64 << 20)

/* Releases what a message points to, when nobody will read it. */
typedef void outbox_drop_fn(const struct message *message);

struct outbox {
	struct loop *loop;
	outbox_drop_fn *drop;
	struct ring ring;
	struct wake *wake; /* of the reader */
	struct message *spill;
	size_t spill_first;
	size_t spill_count;
	size_t spill_cap;
	size_t custom_bytes; /* that frames in the spill cost */
	struct u32map
		merged; /* user index → kinds (low byte), | CUT_BIT: waiting behind the spill */
	struct timer retry;
	struct counter spilled;
	struct counter merges;
	struct counter cuts; /* users whose sessions were cut */
};

/* WAKE is borrowed. In the sending thread. */
NODISCARD int outbox_init(
	struct outbox *outbox, struct loop *loop, struct wake *wake, outbox_drop_fn *drop);

/* Before the sending thread's loop ends: nothing more may be sent; what is spilled is dropped. */
void outbox_close(struct outbox *outbox);

/* What waits is dropped. After the reader has ended; in any thread once it is closed. */
void outbox_deinit(struct outbox *outbox);

/* outbox_send() when the ring is full or something is spilled already. */
void outbox_spill(struct outbox *outbox, const struct message *message);

/* Takes the message with what it points to. */
static inline void outbox_send(struct outbox *outbox, const struct message *message)
{
	if (UNLIKELY(outbox->spill_count > 0 || outbox->merged.count > 0) ||
		UNLIKELY(!ring_push(&outbox->ring, message))) {
		outbox_spill(outbox, message);
	}
	wake_signal(outbox->wake);
}

/*
 * The last message, to a reader in another thread: what still waits is dropped, and a full ring is
 * waited for.
 */
void outbox_finish(struct outbox *outbox, const struct message *message);

/* Room in the ring: a long walk pauses when it runs low. 0 while something is spilled. */
uint32_t outbox_room(const struct outbox *outbox);

#endif
