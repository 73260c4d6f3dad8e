/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The socket doesn't block; ppoll waits, with the deadline and the signals let in for exactly that
 * long, so neither can be missed. TLS is OpenSSL on top of the same socket. Opening is in
 * link_open.c.
 */
#include "link.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>

#include "base/clock.h"
#include "link_wait.h"

int link_wait(int fd, short events, uint64_t deadline)
{
	struct pollfd pollfd = {.fd = fd, .events = events};
	struct timespec left = {0, 0};
	sigset_t none;
	int n;

	if (deadline != LINK_NO_DEADLINE) {
		uint64_t now = clock_now_ms();

		if (now >= deadline) {
			return -ETIMEDOUT;
		}
		left.tv_sec = (time_t)((deadline - now) / 1000);
		left.tv_nsec = (long)((deadline - now) % 1000) * 1000000;
	}
	sigemptyset(&none);
	n = ppoll(&pollfd, 1, deadline == LINK_NO_DEADLINE ? NULL : &left, &none);
	if (n < 0) {
		return -errno;
	}
	return n > 0 ? 0 : -ETIMEDOUT;
}

/* After an SSL call returned RESULT: 0 to call again, 1 at the end of the stream, or -errno. */
int link_wait_tls(struct link *link, int result, uint64_t deadline)
{
	switch (SSL_get_error(link->tls, result)) {
	case SSL_ERROR_WANT_READ:
		return link_wait(link->fd, POLLIN, deadline);
	case SSL_ERROR_WANT_WRITE:
		return link_wait(link->fd, POLLOUT, deadline);
	case SSL_ERROR_ZERO_RETURN:
		return 1;
	case SSL_ERROR_SYSCALL:
		return errno ? -errno : 1;
	default:
		/* Many servers end without a TLS goodbye. */
		return ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING
			       ? 1
			       : -EPROTO;
	}
}

static ssize_t read_tls(struct link *link, void *bytes, size_t size, uint64_t deadline)
{
	for (;;) {
		int r;
		int n;

		ERR_clear_error();
		errno = 0;
		n = SSL_read(link->tls, bytes, (int)MIN_OF(size, (size_t)INT32_MAX));
		if (n > 0) {
			return n;
		}
		r = link_wait_tls(link, n, deadline);
		if (r) {
			return r > 0 ? 0 : r;
		}
	}
}

ssize_t link_read(struct link *link, void *bytes, size_t size, uint64_t deadline)
{
	if (link->tls) {
		return read_tls(link, bytes, size, deadline);
	}
	for (;;) {
		ssize_t n = recv(link->fd, bytes, size, 0);
		int r;

		if (n >= 0) {
			return n;
		}
		if (errno != EAGAIN) {
			return -errno;
		}
		r = link_wait(link->fd, POLLIN, deadline);
		if (r) {
			return r;
		}
	}
}

/* Some of the bytes; how many, or -errno. 0: call again. */
static ssize_t write_some(struct link *link, struct str bytes, uint64_t deadline)
{
	ssize_t n;

	if (link->tls) {
		int written;
		int r;

		ERR_clear_error();
		errno = 0;
		written =
			SSL_write(link->tls, bytes.ptr, (int)MIN_OF(bytes.len, (size_t)INT32_MAX));
		if (written > 0) {
			return written;
		}
		r = link_wait_tls(link, written, deadline);
		return r > 0 ? -EPIPE : r;
	}
	n = send(link->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
	if (n < 0) {
		return errno == EAGAIN ? link_wait(link->fd, POLLOUT, deadline) : -errno;
	}
	return n;
}

int link_write(struct link *link, struct str bytes, uint64_t deadline)
{
	while (bytes.len) {
		ssize_t n = write_some(link, bytes, deadline);

		if (n < 0) {
			return (int)n;
		}
		bytes = str_skip(bytes, (size_t)n);
	}
	return 0;
}

void link_close(struct link *link)
{
	SSL_free(link->tls);
	SSL_CTX_free(link->tls_context);
	if (link->fd >= 0) {
		close(link->fd);
	}
	*link = LINK_NULL;
}
