/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A thin skin over libcrypto. A failing primitive here means that memory is out or the library is
 * unusable (a FIPS build without SHA-1): there is no way to go on, so it aborts.
 */
#include "base/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stdlib.h>

void crypto_sha1(struct str input, unsigned char ret_digest[SHA1_SIZE])
{
	if (!SHA1((const unsigned char *)input.ptr, input.len, ret_digest)) {
		abort();
	}
}

void crypto_hmac_sha256(struct str key, struct str input, unsigned char ret_mac[SHA256_SIZE])
{
	unsigned len = 0;

	assert(key.len <= INT32_MAX);
	if (!HMAC(EVP_sha256(), key.ptr ? key.ptr : "", (int)key.len,
		    (const unsigned char *)input.ptr, input.len, ret_mac, &len) ||
		len != SHA256_SIZE) {
		abort();
	}
}

void crypto_base64(struct str input, struct buf *out)
{
	size_t size = (input.len + 2) / 3 * 4;
	char *to;

	assert(input.len <= INT32_MAX / 2);
	/* EVP_EncodeBlock writes a NUL behind the text. */
	to = buf_reserve(out, size + 1);
	if (to) {
		EVP_EncodeBlock(
			(unsigned char *)to, (const unsigned char *)input.ptr, (int)input.len);
		buf_commit(out, size);
	}
}

bool crypto_base64_decode(struct str input, struct buf *out)
{
	size_t padding = 0;
	size_t size = input.len / 4 * 3;
	char *to;

	if (input.len % 4 != 0 || input.len > INT32_MAX / 2) {
		return false;
	}
	while (padding < 2 && padding < input.len && input.ptr[input.len - 1 - padding] == '=') {
		padding++;
	}
	for (size_t i = 0; i < input.len - padding; i++) {
		char c = input.ptr[i];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/') {
			return false;
		}
	}
	to = buf_reserve(out, size + 1);
	if (!to || EVP_DecodeBlock((unsigned char *)to, (const unsigned char *)input.ptr,
			   (int)input.len) != (int)size) {
		return false;
	}
	buf_commit(out, size - padding);
	return true;
}

bool crypto_equals(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || CRYPTO_memcmp(a.ptr, b.ptr, a.len) == 0);
}
