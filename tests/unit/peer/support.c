/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"

void far_end_init(struct far_end *end)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	*end = (struct far_end){.fd = -1};
	(void)snprintf(end->folder, sizeof(end->folder), "/tmp/test-redis-XXXXXX");
	assert_non_null(mkdtemp(end->folder));
	(void)snprintf(end->path, sizeof(end->path), "%s/socket", end->folder);
	memcpy(address.sun_path, end->path, strlen(end->path));
	end->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(end->listener, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(end->listener, 8), 0);
}

void far_end_deinit(struct far_end *end)
{
	far_end_hang_up(end);
	close(end->listener);
	unlink(end->path);
	rmdir(end->folder);
	buf_deinit(&end->heard);
}

bool run_until(struct loop *loop, const bool *flag, unsigned ms)
{
	uint64_t end = clock_now_ms() + ms;

	while (!(flag && *flag) && clock_now_ms() < end) {
		assert_int_equal(loop_run_once(loop, 1), 0);
	}
	return flag && *flag;
}

void far_end_accept(struct far_end *end, struct loop *loop)
{
	uint64_t deadline = clock_now_ms() + 2000;

	far_end_hang_up(end);
	buf_clear(&end->heard);
	while (end->fd < 0) {
		assert_true(clock_now_ms() < deadline);
		assert_int_equal(loop_run_once(loop, 1), 0);
		end->fd = accept4(end->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	}
}

static void hear(struct far_end *end)
{
	char bytes[4096];
	ssize_t n = recv(end->fd, bytes, sizeof(bytes), 0);

	if (n > 0) {
		buf_append(&end->heard, bytes, (size_t)n);
	}
}

void far_end_expect(struct far_end *end, struct loop *loop, const char *expected)
{
	uint64_t deadline = clock_now_ms() + 2000;

	while (end->heard.len < strlen(expected) && clock_now_ms() < deadline) {
		assert_int_equal(loop_run_once(loop, 1), 0);
		hear(end);
	}
	run_until(loop, NULL, 2);
	hear(end);
	assert_string_equal(buf_cstr(&end->heard), expected);
	buf_clear(&end->heard);
}

void far_end_say(struct far_end *end, struct loop *loop, struct str bytes)
{
	uint64_t deadline = clock_now_ms() + 5000;

	while (bytes.len > 0) {
		ssize_t n = send(end->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);

		assert_true(n > 0 || errno == EAGAIN);
		assert_true(clock_now_ms() < deadline);
		bytes = str_skip(bytes, n > 0 ? (size_t)n : 0);
		assert_int_equal(loop_run_once(loop, 0), 0);
	}
	assert_int_equal(loop_run_once(loop, 0), 0);
}

void far_end_hang_up(struct far_end *end)
{
	if (end->fd >= 0) {
		close(end->fd);
	}
	end->fd = -1;
}
