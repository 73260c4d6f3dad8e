/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The client's side of TLS (RFC 5246, RFC 8446) by OpenSSL: what to trust, what to show, what to
 * check (RFC 6125). A context is made for each connection attempt, so that renewed certificates
 * and files that were missing at first count without a restart. Belongs to one thread.
 */
#ifndef NET_TLS_H
#define NET_TLS_H

#include <openssl/types.h>
#include <stdbool.h>

#include "base/buf.h"

struct tls_options {
	bool verify_peer;     /* false: any certificate at all (and any name) */
	bool verify_hostname; /* false: any name in a certificate that is valid otherwise */
	const char *ca;       /* PEM file of authorities; NULL with ca_directory NULL = system's */
	const char *ca_directory; /* hashed directory (openssl rehash), or NULL */
	const char *cert;         /* PEM chain of the client, or NULL; with key */
	const char *key;
	const char *peer_name; /* the name to expect instead of the host's, or NULL */
};

/* Full verification against the system's authorities. */
#define TLS_OPTIONS_INIT ((struct tls_options){.verify_peer = true, .verify_hostname = true})

/*
 * A session for one connection to HOST (a name or an address without brackets; also the server
 * name indication when it is a name). The caller gives it a socket and drives the handshake.
 * 0; -errno and a clear text appended to ERROR (names the file that is at fault, never a secret).
 */
NODISCARD int tls_client_new(
	const struct tls_options *options, const char *host, SSL **ret_ssl, struct buf *error);

/* NULL is accepted; returns NULL. Does not close the socket. */
SSL *tls_free(SSL *ssl);

/*
 * Why the last operation on SSL failed (RESULT of it), for humans; empties OpenSSL's error queue.
 * *ret_is_verification tells whether the peer's certificate was the reason.
 */
void tls_describe_failure(SSL *ssl, int result, struct buf *error, bool *ret_is_verification);

#endif
