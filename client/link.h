/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A connection of bytes to a server: TCP or a Unix socket, plain or TLS. All calls block, but not
 * beyond a deadline (milliseconds of the monotonic clock) and not after SIGINT or SIGTERM, which
 * the caller keeps blocked: they get through only while a call waits.
 */
#ifndef CLIENT_LINK_H
#define CLIENT_LINK_H

#include <openssl/ssl.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/str.h"

#define LINK_NO_DEADLINE UINT64_MAX

struct link {
	int fd;
	SSL_CTX *tls_context;
	SSL *tls; /* NULL: plain */
};

#define LINK_NULL ((struct link){.fd = -1})

struct link_options {
	struct str host; /* of TCP, and of the certificate */
	uint16_t port;
	const char *unix_socket; /* instead of TCP, or NULL */
	bool tls;
	bool insecure;       /* any certificate will do */
	const char *ca_file; /* NULL: the system's authorities */
};

/*
 * Connects. 0, or CLIENT_E_… with a reason in *why. LINK is closed by link_close in either case.
 */
NODISCARD int link_open(
	struct link *link, const struct link_options *options, uint64_t deadline, struct buf *why);

/* Bytes read, 0 at the end, -ETIMEDOUT, -EINTR, or another -errno. */
NODISCARD ssize_t link_read(struct link *link, void *bytes, size_t size, uint64_t deadline);

/* 0 when all is written, else as above. */
NODISCARD int link_write(struct link *link, struct str bytes, uint64_t deadline);

void link_close(struct link *link);

#endif
