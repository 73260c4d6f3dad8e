/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An outbound byte stream on the loop: TCP (with or without TLS) or a Unix socket, never blocking.
 *
 * Names are looked up in a thread of their own (net/resolve.h); the addresses are tried one after
 * the other, both families in turn (RFC 8305 §4), each with its share of the time that is left.
 * Reading never stops while the stream is open. Belongs to the loop's thread. The process ignores
 * SIGPIPE (OpenSSL writes without MSG_NOSIGNAL).
 */
#ifndef NET_STREAM_H
#define NET_STREAM_H

#include "base/str.h"
#include "net/loop.h"
#include "net/tls.h"

struct stream;

enum stream_failure {
	STREAM_FAILED_DNS,
	STREAM_FAILED_REFUSED, /* no listener, no such socket, no permission */
	STREAM_FAILED_TIMEOUT, /* to connect, or unacknowledged bytes (TCP_USER_TIMEOUT) */
	STREAM_FAILED_VERIFY,  /* TLS: the certificate */
	STREAM_FAILED_TLS,     /* TLS: anything else, files of ours too */
	STREAM_FAILED_CLOSED,  /* by the peer: end of stream or reset */
	STREAM_FAILED_FULL,    /* a buffer limit was hit */
	STREAM_FAILED_SYSTEM,  /* no route, no memory, … */
};

struct stream_error {
	enum stream_failure kind;
	const char *text; /* without the peer's name; never a secret; valid during the callback */
};

/*
 * Callbacks come from the loop, never from within a call of this module. Each may free the stream.
 */
struct stream_handler {
	/* Connected, TLS included: write now. */
	void (*on_open)(void *context);
	/*
	 * Everything received and not used yet. Returns how many bytes at the front are done with;
	 * the rest is shown again together with what comes next.
	 */
	size_t (*on_data)(void *context, struct str bytes);
	/* Failed or closed, the last callback. The stream is still to be freed. */
	void (*on_close)(void *context, const struct stream_error *error);
};

/* Texts are copied. */
struct stream_options {
	const char *socket; /* path of a Unix socket; NULL: host and port */
	const char *host;   /* name or address without brackets */
	uint16_t port;
	const struct tls_options *tls; /* NULL = plain; never used on a Unix socket */
	uint32_t connect_timeout_ms;   /* names, TCP and TLS together */
	uint32_t stall_timeout_ms;     /* TCP_USER_TIMEOUT: unacknowledged for so long = dead */
	size_t max_unread;             /* bytes that on_data may leave */
	size_t max_unsent;             /* bytes that stream_write may queue */
};

/* Starts to connect: -ENOMEM, else the result comes by callback. */
NODISCARD int stream_connect(struct loop *loop, const struct stream_options *options,
	const struct stream_handler *handler, void *context, struct stream **ret_stream);

/* Closes at once, without a callback. NULL is accepted; returns NULL. */
struct stream *stream_free(struct stream *stream);

/*
 * Queues bytes; they leave together at the end of the loop's round. 0, -ENOTCONN before on_open
 * and after on_close, -ENOBUFS when max_unsent would be exceeded or memory is out.
 */
NODISCARD int stream_write(struct stream *stream, struct str bytes);

#endif
