/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See publisher.h. An answer is an integer on a line of its own (":1"), so counting line ends
 * counts answers; anything else means that the bench is set up wrongly, and ends it.
 */
#include "publisher.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PAYLOAD_MAX 512

static void give_up(const char *what)
{
	(void)fprintf(stderr, "load: redis: %s\n", what);
	exit(2);
}

static void count_answers(struct publisher *publisher, const char *in, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (in[i] == '-') {
			give_up("it refused a PUBLISH");
		}
		publisher->answered += in[i] == '\n';
	}
}

static void on_ready(struct loop_io *io, uint32_t events)
{
	struct publisher *publisher = container_of(io, struct publisher, io);
	char in[16384];
	ssize_t n;

	if (events & EPOLLOUT) {
		publisher_flush(publisher);
	}
	while ((n = recv(io->fd, in, sizeof(in), MSG_DONTWAIT)) > 0) {
		count_answers(publisher, in, (size_t)n);
	}
	if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
		give_up("the connection is lost");
	}
}

static void on_flush(struct task *task)
{
	publisher_flush(container_of(task, struct publisher, flush_task));
}

int publisher_open(struct publisher *publisher, struct loop *loop, const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t len = strlen(path);
	int fd;
	int r;

	*publisher = (struct publisher){.loop = loop, .io = LOOP_IO_NULL};
	task_init(&publisher->flush_task, on_flush);
	if (len >= sizeof(address.sun_path)) {
		return -ENAMETOOLONG;
	}
	memcpy(address.sun_path, path, len);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0) {
		return -errno;
	}
	if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) < 0) {
		r = -errno;
		close(fd);
		return r;
	}
	r = loop_io_add(loop, &publisher->io, fd, EPOLLIN, on_ready);
	if (r < 0) {
		close(fd);
	}
	return r;
}

void publisher_close(struct publisher *publisher)
{
	int fd = publisher->io.fd;

	loop_cancel(&publisher->flush_task);
	if (fd >= 0) {
		loop_io_remove(publisher->loop, &publisher->io);
		close(fd);
	}
	buf_deinit(&publisher->out);
}

void publisher_send(struct publisher *publisher, const char *channel, const char *format, ...)
{
	char payload[PAYLOAD_MAX];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(payload, sizeof(payload), format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof(payload)) {
		give_up("a payload of the bench is too long");
	}
	buf_appendf(&publisher->out, "*3\r\n$7\r\nPUBLISH\r\n$%zu\r\n%s\r\n$%d\r\n%s\r\n",
		strlen(channel), channel, len, payload);
	if (buf_status(&publisher->out) < 0) {
		give_up("out of memory");
	}
	publisher->published++;
	loop_defer(publisher->loop, &publisher->flush_task);
}

void publisher_flush(struct publisher *publisher)
{
	struct buf *out = &publisher->out;
	ssize_t n =
		out->len ? send(publisher->io.fd, out->ptr, out->len, MSG_DONTWAIT | MSG_NOSIGNAL)
			 : 0;

	if (n > 0) {
		buf_consume(out, (size_t)n);
	}
	(void)!loop_io_change(
		publisher->loop, &publisher->io, out->len ? EPOLLIN | EPOLLOUT : EPOLLIN);
}
