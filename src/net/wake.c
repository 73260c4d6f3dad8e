/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See wake.h. The flag is cleared before FN looks at the work, so that no signal falls between. */
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
	atomic_store(&wake->pending, false);
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
	if (!atomic_exchange(&wake->pending, true)) {
		uint64_t one = 1;

		/* Only a full counter could fail, and then the receiver is awake anyway. */
		(void)!write(wake->fd, &one, sizeof(one));
	}
}
