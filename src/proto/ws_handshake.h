/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The opening handshake of WebSocket (RFC 6455 §4), both sides. Offered extensions and subprotocols
 * are declined by silence. Pure; safe in any thread.
 */
#ifndef PROTO_WS_HANDSHAKE_H
#define PROTO_WS_HANDSHAKE_H

#include "proto/http1.h"

#define WS_KEY_LEN 24 /* base64 of 16 bytes */

enum {
	WS_HANDSHAKE_E_METHOD = 1, /* no GET: 405 */
	WS_HANDSHAKE_E_PLAIN,      /* an ordinary request, no upgrade asked for: 400 */
	WS_HANDSHAKE_E_BAD,        /* an upgrade, but wrong: 400 */
	WS_HANDSHAKE_E_VERSION,    /* another version of the protocol: 426 */
};

/* Server: what the answer needs from the request; views of it. */
struct ws_handshake {
	struct str key;
	struct str origin; /* empty when there was none */
};

/* Checks the request (§4.2.1). RET_WHAT, may be NULL, gets a static text on failure. */
NODISCARD int ws_handshake_check(const struct http1_request *request,
	struct ws_handshake *ret_handshake, const char **ret_what);

/* Appends the 101 response. */
void ws_handshake_accept(struct buf *out, const struct ws_handshake *handshake);

/* Appends the refusal for an error of ws_handshake_check; the connection closes after it. */
void ws_handshake_refuse(struct buf *out, int error, const char *what);

/* Client: appends the key, WS_KEY_LEN bytes, for 16 random bytes. */
void ws_handshake_key(const unsigned char nonce[16], struct buf *out);

/* Appends the request. HOST as it belongs in the Host field; EXTRA_LINES whole lines or empty. */
void ws_handshake_request(struct buf *out, struct str host, struct str target, struct str key,
	struct str extra_lines);

/*
 * Checks the answer (§4.1, last list): 0, or WS_HANDSHAKE_E_BAD and a static text that says why
 * (any status but 101 too).
 */
NODISCARD int ws_handshake_verify(
	const struct http1_response *response, struct str key, const char **ret_what);

#endif
