/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The few cryptographic primitives that we need, out of OpenSSL's libcrypto. Any thread. */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include "base/buf.h"
#include "base/str.h"

#define SHA1_SIZE   20U
#define SHA256_SIZE 32U

/* RFC 6455 §4.2.2 needs SHA-1; nothing else does. */
void crypto_sha1(struct str input, unsigned char ret_digest[SHA1_SIZE]);

/* RFC 2104 with SHA-256. */
void crypto_hmac_sha256(struct str key, struct str input, unsigned char ret_mac[SHA256_SIZE]);

/* RFC 4648 §4, with padding. */
void crypto_base64(struct str input, struct buf *out);

/* Strict decoding; false on any foreign byte or wrong padding (OUT may then hold a part). */
NODISCARD bool crypto_base64_decode(struct str input, struct buf *out);

/* Compares in a time that depends on the lengths only. */
bool crypto_equals(struct str a, struct str b);

#endif
