/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What waits for one connection: references to encoded frames. Four fit without an allocation,
 * since most queues live for one round only; all of it leaves in as few sendmsg() calls as
 * possible.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "peer/ws_conn.h"

#define SEND_AT_ONCE 64U

static struct blob **slots(struct ws_queue *queue)
{
	return queue->cap ? queue->blobs : queue->few;
}

static bool make_room(struct ws_queue *queue)
{
	uint32_t cap = queue->cap ? queue->cap : (uint32_t)ARRAY_SIZE(queue->few);
	struct blob **now = slots(queue);
	struct blob **larger;

	if (queue->first + queue->count < cap) {
		return true;
	}
	if (queue->first > 0) {
		memmove(now, now + queue->first, queue->count * sizeof(struct blob *));
		queue->first = 0;
		return true;
	}
	larger = malloc((size_t)cap * 2 * sizeof(struct blob *));
	if (!larger) {
		return false;
	}
	memcpy(larger, now, queue->count * sizeof(struct blob *));
	if (queue->cap) {
		free(queue->blobs);
	}
	queue->blobs = larger;
	queue->cap = cap * 2;
	return true;
}

/* Takes a reference of its own. */
bool ws_queue_add(struct ws_queue *queue, struct blob *blob)
{
	if (!make_room(queue)) {
		return false;
	}
	slots(queue)[queue->first + queue->count++] = blob_ref(blob);
	queue->bytes += blob->len;
	return true;
}

void ws_queue_deinit(struct ws_queue *queue)
{
	for (uint32_t i = 0; i < queue->count; i++) {
		blob_unref(slots(queue)[queue->first + i]);
	}
	if (queue->cap) {
		free(queue->blobs);
	}
	*queue = (struct ws_queue){0};
}

/* N bytes are gone. */
static void advance(struct ws_queue *queue, size_t n)
{
	queue->bytes -= n;
	while (queue->count > 0) {
		struct blob *blob = slots(queue)[queue->first];

		if (n < blob->len - queue->sent) {
			queue->sent += (uint32_t)n;
			return;
		}
		n -= blob->len - queue->sent;
		queue->sent = 0;
		queue->first++;
		queue->count--;
		blob_unref(blob);
	}
	queue->first = 0;
}

/* The next parts to send; how many. */
static size_t fill(struct ws_queue *queue, struct iovec parts[SEND_AT_ONCE])
{
	uint32_t count = MIN_OF(queue->count, SEND_AT_ONCE);
	uint32_t gone = queue->sent;

	for (uint32_t i = 0; i < count; i++) {
		struct blob *blob = slots(queue)[queue->first + i];

		parts[i].iov_base = blob->bytes + gone;
		parts[i].iov_len = blob->len - gone;
		gone = 0;
	}
	return count;
}

/* 0: all gone. -EAGAIN: the kernel takes no more for now. Else -errno. */
int ws_queue_send(struct ws_queue *queue, int fd)
{
	while (queue->count > 0) {
		struct iovec parts[SEND_AT_ONCE];
		struct msghdr message = {.msg_iov = parts, .msg_iovlen = fill(queue, parts)};
		ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (sent >= 0) {
			advance(queue, (size_t)sent);
		} else if (errno != EINTR) {
			return -errno;
		}
	}
	return 0;
}
