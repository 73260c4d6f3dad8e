/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See wake.h. `pending` says that a wake is under way which the receiver has not begun to work off.
 * The sender leaves work (a message in a ring), sets the flag, and writes only if it was not set.
 * The receiver empties the eventfd, clears the flag, and only then looks for work.
 *
 * A sender that found the flag set relies on the receiver's look being still to come, so that look
 * must not slip in front of the clearing. A plain store would allow just this, also a sequentially
 * consistent one: the work itself is read with acquire only, and stores may be overtaken by later
 * loads. As both sides exchange, their exchanges have an order: if the sender's came first, the
 * receiver's reads from it (or from a later one of its chain), and with release on one side and
 * acquire on the other the work is seen. If it came second, the sender found the flag clear, and
 * writes.
 */
#include "net/wake.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

static void on_task(struct task *task)
{
	struct wake *wake = container_of(task, struct wake, task);

	wake->fn(wake->context);
}

static void on_readable(struct loop_io *io, uint32_t events)
{
	struct wake *wake = container_of(io, struct wake, io);
	uint64_t count;

	(void)events;
	(void)!read(wake->fd, &count, sizeof(count));
	atomic_exchange_explicit(&wake->pending, false, memory_order_acquire);
	wake->fn(wake->context);
}

int wake_init(struct wake *wake, bool same_thread, wake_fn *fn, void *context)
{
	*wake = (struct wake){.fn = fn, .context = context, .fd = -1, .io = LOOP_IO_NULL};
	task_init(&wake->task, on_task);
	if (!same_thread) {
		wake->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
		if (wake->fd < 0) {
			return -errno;
		}
	}
	return 0;
}

int wake_attach(struct wake *wake, struct loop *loop)
{
	wake->loop = loop;
	if (wake->fd < 0) {
		return 0;
	}
	return loop_io_add(loop, &wake->io, wake->fd, EPOLLIN, on_readable);
}

void wake_detach(struct wake *wake)
{
	if (wake->loop) {
		loop_io_remove(wake->loop, &wake->io);
		loop_cancel(&wake->task);
	}
	wake->loop = NULL;
}

void wake_deinit(struct wake *wake)
{
	if (wake->fd >= 0) {
		close(wake->fd);
	}
	wake->fd = -1;
}

void wake_write(struct wake *wake)
{
	if (!atomic_exchange_explicit(&wake->pending, true, memory_order_release)) {
		uint64_t one = 1;

		/* Only a full counter could fail, and then the receiver is awake anyway. */
		(void)!write(wake->fd, &one, sizeof(one));
	}
}
