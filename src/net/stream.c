/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See stream.h. Life: dialling, (TLS) greeting, open, closed. Received bytes gather in one buffer
 * that the handler eats from the front; what is written gathers in another that leaves at the end
 * of the round. Every entry from the loop marks the stream as busy, so that a handler may free it
 * in the middle: the memory goes when the entry returns.
 */
#include "net/stream.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/dial.h"

#define READ_SIZE       65536U
#define READS_PER_ROUND 8U
/* A read buffer that held more is given back once it is empty, or else its pages stay ours. */
#define KEEP_SIZE 16384U

enum state {
	DIALLING,
	GREETING, /* TLS handshake */
	OPEN,
	CLOSED,
};

struct stream {
	struct loop *loop;
	const struct stream_handler *handler;
	void *context;
	enum state state;
	bool busy;
	bool dead;
	bool is_tcp;
	uint32_t stall_timeout_ms;
	uint64_t due_ms; /* to be open */
	struct dial *dial;
	struct timer timer;
	struct task flush;
	struct task more; /* TLS bytes were left unread in this round */
	struct loop_io io;
	int fd;
	SSL *ssl;
	struct buf in;
	struct buf out;
	struct buf error;
};

static void let_go(struct stream *stream)
{
	stream->state = CLOSED;
	stream->dial = dial_cancel(stream->dial);
	loop_timer_stop(stream->loop, &stream->timer);
	loop_cancel(&stream->flush);
	loop_cancel(&stream->more);
	loop_io_remove(stream->loop, &stream->io);
	stream->ssl = tls_free(stream->ssl);
	if (stream->fd >= 0) {
		close(stream->fd);
	}
	stream->fd = -1;
}

static void destroy(struct stream *stream)
{
	buf_deinit_secret(&stream->in);
	buf_deinit_secret(&stream->out);
	buf_deinit(&stream->error);
	free(stream);
}

struct stream *stream_free(struct stream *stream)
{
	if (!stream) {
		return NULL;
	}
	let_go(stream);
	stream->dead = true;
	if (!stream->busy) {
		destroy(stream);
	}
	return NULL;
}

static void leave(struct stream *stream)
{
	stream->busy = false;
	if (stream->dead) {
		destroy(stream);
	}
}

/* The last thing to happen in an entry. TEXT may lie in stream->error. */
static void fail(struct stream *stream, enum stream_failure kind, const char *text)
{
	if (stream->state == CLOSED) {
		return;
	}
	let_go(stream);
	stream->handler->on_close(
		stream->context, &(struct stream_error){.kind = kind, .text = text});
}

static void fail_errno(struct stream *stream, int error)
{
	if (error == ECONNRESET || error == EPIPE) {
		fail(stream, STREAM_FAILED_CLOSED, "the connection was reset by the server");
	} else if (error == ETIMEDOUT) {
		fail(stream, STREAM_FAILED_TIMEOUT, "the server does not answer any more");
	} else {
		fail(stream, STREAM_FAILED_SYSTEM, strerror(error));
	}
}

static void fail_tls(struct stream *stream, int result)
{
	bool verification;
	const char *text;

	buf_clear(&stream->error);
	tls_describe_failure(stream->ssl, result, &stream->error, &verification);
	text = buf_cstr(&stream->error);
	fail(stream, verification ? STREAM_FAILED_VERIFY : STREAM_FAILED_TLS, text ? text : "TLS");
}

/*
 * What a TLS operation that returned RESULT <= 0 means: true when it only waits for the socket.
 * Otherwise the stream has failed.
 */
static bool tls_waits(struct stream *stream, int result, uint32_t *wanted)
{
	switch (SSL_get_error(stream->ssl, result)) {
	case SSL_ERROR_WANT_READ:
		return true;
	case SSL_ERROR_WANT_WRITE:
		*wanted |= EPOLLOUT;
		return true;
	case SSL_ERROR_ZERO_RETURN:
		fail(stream, STREAM_FAILED_CLOSED, "the connection was closed by the server");
		return false;
	default:
		fail_tls(stream, result);
		return false;
	}
}

/* Bytes read into ROOM; 0 when there are none now, or the stream has failed. */
static size_t read_some(struct stream *stream, char *to, size_t room, uint32_t *wanted)
{
	ssize_t n;

	if (stream->ssl) {
		int got = SSL_read(stream->ssl, to, (int)MIN_OF(room, (size_t)INT32_MAX));

		if (got <= 0) {
			(void)tls_waits(stream, got, wanted);
			return 0;
		}
		return (size_t)got;
	}
	n = recv(stream->fd, to, room, 0);
	if (n > 0) {
		return (size_t)n;
	}
	if (n == 0) {
		fail(stream, STREAM_FAILED_CLOSED, "the connection was closed by the server");
	} else if (errno != EAGAIN && errno != EINTR) {
		fail_errno(stream, errno);
	}
	return 0;
}

static void deliver(struct stream *stream)
{
	size_t filled = stream->in.len;
	size_t used = stream->handler->on_data(stream->context, buf_str(&stream->in));

	if (stream->state != OPEN) {
		return;
	}
	buf_consume(&stream->in, used);
	if (stream->in.len == 0 && (filled > KEEP_SIZE || stream->in.cap > READ_SIZE)) {
		buf_deinit(&stream->in);
	}
}

static void receive(struct stream *stream, uint32_t *wanted)
{
	for (unsigned i = 0; i < READS_PER_ROUND; i++) {
		char *to = buf_reserve(&stream->in, READ_SIZE);
		size_t room = stream->in.cap - stream->in.len;
		size_t n;

		if (!to) {
			fail(stream, STREAM_FAILED_FULL, "the server sent more than can be held");
			return;
		}
		n = read_some(stream, to, room, wanted);
		if (n == 0) {
			return;
		}
		buf_commit(&stream->in, n);
		deliver(stream);
		if (stream->state != OPEN || (!stream->ssl && n < room)) {
			return;
		}
	}
	/* A socket reports itself again; what OpenSSL holds has to be asked for. */
	if (stream->ssl) {
		loop_defer(stream->loop, &stream->more);
	}
}

/* Bytes taken; 0 when none can be now, or the stream has failed. */
static size_t write_some(struct stream *stream, struct str bytes, uint32_t *wanted)
{
	ssize_t n;

	if (stream->ssl) {
		int put = SSL_write(
			stream->ssl, bytes.ptr, (int)MIN_OF(bytes.len, (size_t)INT32_MAX));

		if (put <= 0) {
			(void)tls_waits(stream, put, wanted);
			return 0;
		}
		return (size_t)put;
	}
	n = send(stream->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
	if (n >= 0) {
		return (size_t)n;
	}
	if (errno == EAGAIN || errno == EINTR) {
		*wanted |= EPOLLOUT;
	} else {
		fail_errno(stream, errno);
	}
	return 0;
}

static void transmit(struct stream *stream, uint32_t *wanted)
{
	while (stream->out.len > 0) {
		size_t n = write_some(stream, buf_str(&stream->out), wanted);

		if (n == 0) {
			return;
		}
		buf_consume(&stream->out, n);
	}
}

static void opened(struct stream *stream)
{
	loop_timer_stop(stream->loop, &stream->timer);
	stream->state = OPEN;
	stream->handler->on_open(stream->context);
}

static void greet(struct stream *stream, uint32_t *wanted)
{
	int r = SSL_do_handshake(stream->ssl);

	if (r == 1) {
		opened(stream);
	} else {
		(void)tls_waits(stream, r, wanted);
	}
}

/* Moves everything on that can move, then waits for what is missing. */
static void pump(struct stream *stream, bool read)
{
	uint32_t wanted = EPOLLIN;
	int r;

	if (stream->ssl) {
		ERR_clear_error(); /* whatever other users of OpenSSL have left behind */
	}
	if (stream->state == GREETING) {
		greet(stream, &wanted);
	}
	if (stream->state == OPEN && read) {
		receive(stream, &wanted);
	}
	if (stream->state == OPEN) {
		transmit(stream, &wanted);
	}
	if (stream->state == CLOSED) {
		return;
	}
	r = loop_io_change(stream->loop, &stream->io, wanted);
	if (r < 0) {
		fail_errno(stream, -r);
	}
}

static void on_ready(struct loop_io *io, uint32_t events)
{
	struct stream *stream = container_of(io, struct stream, io);

	stream->busy = true;
	/* A TLS read may wait for the socket to take bytes: then it must be tried again too. */
	pump(stream, stream->ssl || (events & ~(uint32_t)EPOLLOUT) != 0);
	leave(stream);
}

static void on_more(struct task *task)
{
	struct stream *stream = container_of(task, struct stream, more);

	stream->busy = true;
	pump(stream, true);
	leave(stream);
}

static void on_flush(struct task *task)
{
	struct stream *stream = container_of(task, struct stream, flush);

	stream->busy = true;
	if (stream->error.len > 0) {
		fail(stream, STREAM_FAILED_TLS, stream->error.ptr); /* from stream_connect() */
	} else {
		pump(stream, stream->ssl != NULL);
	}
	leave(stream);
}

static void on_timeout(struct timer *timer)
{
	struct stream *stream = container_of(timer, struct stream, timer);

	stream->busy = true;
	fail(stream, STREAM_FAILED_TIMEOUT,
		"TLS: no answer to the greeting in time (is this a TLS port?)");
	leave(stream);
}

static void set_option(int fd, int level, int option, int value)
{
	/* Each is an improvement, none a condition. */
	(void)!setsockopt(fd, level, option, &value, sizeof(value));
}

static void tune(const struct stream *stream)
{
	if (stream->is_tcp) {
		set_option(stream->fd, IPPROTO_TCP, TCP_NODELAY, 1);
		set_option(stream->fd, SOL_SOCKET, SO_KEEPALIVE, 1);
		set_option(stream->fd, IPPROTO_TCP, TCP_KEEPIDLE, 30);
		set_option(stream->fd, IPPROTO_TCP, TCP_KEEPINTVL, 10);
		set_option(stream->fd, IPPROTO_TCP, TCP_KEEPCNT, 3);
		if (stream->stall_timeout_ms) {
			set_option(stream->fd, IPPROTO_TCP, TCP_USER_TIMEOUT,
				(int)stream->stall_timeout_ms);
		}
	}
}

static enum stream_failure dial_failure(int error)
{
	switch (error) {
	case DIAL_E_NAME:
		return STREAM_FAILED_DNS;
	case ECONNREFUSED:
	case ENOENT:
	case EACCES:
		return STREAM_FAILED_REFUSED;
	case ETIMEDOUT:
		return STREAM_FAILED_TIMEOUT;
	default:
		return STREAM_FAILED_SYSTEM;
	}
}

static void begin(struct stream *stream, int fd)
{
	uint64_t now = loop_now_ms(stream->loop);
	int r;

	stream->fd = fd;
	tune(stream);
	r = loop_io_add(stream->loop, &stream->io, fd, EPOLLIN, on_ready);
	if (r < 0) {
		fail_errno(stream, -r);
		return;
	}
	if (stream->ssl) {
		if (SSL_set_fd(stream->ssl, fd) != 1) {
			fail_tls(stream, 0);
			return;
		}
		stream->state = GREETING;
		loop_timer_start(stream->loop, &stream->timer,
			stream->due_ms > now ? stream->due_ms - now : 1);
	} else {
		opened(stream);
	}
	pump(stream, false);
}

static void on_dialled(void *context, const struct dial_result *result)
{
	struct stream *stream = context;

	stream->dial = NULL;
	stream->busy = true;
	if (result->fd < 0) {
		fail(stream, dial_failure(result->error), result->text);
	} else {
		begin(stream, result->fd);
	}
	leave(stream);
}

static int prepare(struct stream *stream, const struct stream_options *options)
{
	const struct dial_options dial = {
		.socket = options->socket,
		.host = options->host,
		.port = options->port,
		.timeout_ms = options->connect_timeout_ms,
	};

	if (options->tls && stream->is_tcp &&
		tls_client_new(options->tls, options->host, &stream->ssl, &stream->error) < 0) {
		loop_defer(stream->loop, &stream->flush);
		return buf_cstr(&stream->error) ? 0 : -ENOMEM;
	}
	return dial_start(stream->loop, &dial, on_dialled, stream, &stream->dial);
}

int stream_connect(struct loop *loop, const struct stream_options *options,
	const struct stream_handler *handler, void *context, struct stream **ret_stream)
{
	struct stream *stream = calloc(1, sizeof(*stream));
	int r;

	if (!stream) {
		return -ENOMEM;
	}
	*stream = (struct stream){.loop = loop, .handler = handler, .context = context, .fd = -1};
	stream->io = LOOP_IO_NULL;
	stream->is_tcp = !options->socket;
	stream->stall_timeout_ms = options->stall_timeout_ms;
	stream->due_ms = loop_now_ms(loop) + options->connect_timeout_ms;
	stream->in.limit = options->max_unread + READ_SIZE;
	stream->out.limit = options->max_unsent;
	timer_init(&stream->timer, on_timeout);
	task_init(&stream->flush, on_flush);
	task_init(&stream->more, on_more);
	r = prepare(stream, options);
	if (r < 0) {
		stream_free(stream);
		return r;
	}
	*ret_stream = stream;
	return 0;
}

int stream_write(struct stream *stream, struct str bytes)
{
	if (stream->state != OPEN) {
		return -ENOTCONN;
	}
	if (!buf_reserve(&stream->out, bytes.len)) {
		stream->out.failed = false;
		return -ENOBUFS;
	}
	buf_append_str(&stream->out, bytes);
	loop_defer(stream->loop, &stream->flush);
	return 0;
}
