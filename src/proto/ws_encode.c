/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The sending half of ws_frame.h. What a server sends is never masked, so a frame can be shared by
 * all its receivers; masking is for the client, and unmasking for everything that a server reads.
 */
#include "proto/utf8.h"
#include "proto/ws_frame.h"

static size_t put_big_endian(unsigned char *out, uint64_t value, size_t bytes)
{
	for (size_t i = bytes; i > 0; i--) {
		out[i - 1] = (unsigned char)value;
		value >>= 8;
	}
	return bytes;
}

size_t ws_frame_header(enum ws_opcode opcode, uint64_t payload_len, const unsigned char *mask,
	unsigned char out[WS_MAX_HEADER])
{
	unsigned masked = mask ? 0x80 : 0;
	size_t len = 2;

	out[0] = (unsigned char)(0x80U | opcode);
	if (payload_len < 126) {
		out[1] = (unsigned char)(masked | (unsigned)payload_len);
	} else if (payload_len <= UINT16_MAX) {
		out[1] = (unsigned char)(masked | 126U);
		len += put_big_endian(out + 2, payload_len, 2);
	} else {
		out[1] = (unsigned char)(masked | 127U);
		len += put_big_endian(out + 2, payload_len, 8);
	}
	if (mask) {
		memcpy(out + len, mask, 4);
		len += 4;
	}
	return len;
}

/* Eight bytes at a time; how many were done. */
static size_t mask_words(char *bytes, size_t len, const unsigned char mask[4], unsigned phase)
{
	unsigned char key[8];
	uint64_t key_word;
	size_t at;

	for (unsigned i = 0; i < 8; i++) {
		key[i] = mask[(phase + i) & 3];
	}
	memcpy(&key_word, key, sizeof(key_word));
	for (at = 0; len - at >= 8; at += 8) {
		uint64_t word;

		memcpy(&word, bytes + at, sizeof(word));
		word ^= key_word;
		memcpy(bytes + at, &word, sizeof(word));
	}
	return at;
}

void ws_mask(char *bytes, size_t len, const unsigned char mask[4], unsigned phase)
{
	size_t at = len >= 8 ? mask_words(bytes, len, mask, phase) : 0;

	for (; at < len; at++) {
		bytes[at] = (char)(bytes[at] ^ mask[(phase + at) & 3]);
	}
}

void ws_frame_write(
	struct buf *out, enum ws_opcode opcode, struct str payload, const unsigned char *mask)
{
	unsigned char header[WS_MAX_HEADER];
	size_t header_len = ws_frame_header(opcode, payload.len, mask, header);
	char *to = buf_reserve(out, header_len + payload.len);

	if (!to) {
		return;
	}
	memcpy(to, header, header_len);
	if (payload.len) {
		memcpy(to + header_len, payload.ptr, payload.len);
	}
	if (mask) {
		ws_mask(to + header_len, payload.len, mask, 0);
	}
	buf_commit(out, header_len + payload.len);
}

/* At most MAX bytes, whole characters. */
static struct str cut_text(struct str text, size_t max)
{
	size_t len = MIN_OF(text.len, max);

	while (len > 0 && utf8_feed(UTF8_START, str_first(text, len)) != UTF8_START) {
		len--;
	}
	return str_first(text, len);
}

void ws_frame_write_close(
	struct buf *out, uint16_t code, struct str reason, const unsigned char *mask)
{
	unsigned char payload[WS_MAX_CONTROL];
	size_t len = 0;

	if (code != WS_CLOSE_NO_STATUS) {
		reason = cut_text(reason, sizeof(payload) - 2);
		len = put_big_endian(payload, code, 2);
		if (reason.len) {
			memcpy(payload + len, reason.ptr, reason.len);
			len += reason.len;
		}
	}
	ws_frame_write(out, WS_CLOSE, str_make(payload, len), mask);
}
