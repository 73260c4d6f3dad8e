/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * WebSocket frames, RFC 6455 §5, for both sides.
 *
 * The decoder takes whatever arrived, consumes all of it, and keeps 24 bytes between calls; all
 * zeros is its initial state and, between two messages, its only one: a connection at rest needs no
 * decoder at all. Payload is unmasked in place and handed out as it comes, never collected here.
 * A decoder belongs to one thread.
 */
#ifndef PROTO_WS_FRAME_H
#define PROTO_WS_FRAME_H

#include "base/buf.h"
#include "base/str.h"

enum ws_opcode {
	WS_CONTINUATION = 0x0,
	WS_TEXT = 0x1,
	WS_BINARY = 0x2,
	WS_CLOSE = 0x8,
	WS_PING = 0x9,
	WS_PONG = 0xA,
};

/* Status codes of Close frames, RFC 6455 §7.4.1 and the IANA registry. */
enum ws_close_code {
	WS_CLOSE_NORMAL = 1000,
	WS_CLOSE_GOING_AWAY = 1001,
	WS_CLOSE_PROTOCOL = 1002,
	WS_CLOSE_UNSUPPORTED = 1003,
	WS_CLOSE_NO_STATUS = 1005, /* never on the wire: a Close frame without a code */
	WS_CLOSE_BAD_DATA = 1007,
	WS_CLOSE_POLICY = 1008,
	WS_CLOSE_TOO_BIG = 1009,
	WS_CLOSE_SERVER_ERROR = 1011,
	WS_CLOSE_RESTART = 1012,
	WS_CLOSE_TRY_LATER = 1013,
};

/* The errors of the decoder are the codes to close with. */
enum {
	WS_E_MORE = 1, /* everything is consumed, nothing to report */
	WS_E_PROTOCOL = WS_CLOSE_PROTOCOL,
	WS_E_UTF8 = WS_CLOSE_BAD_DATA,
	WS_E_TOO_BIG = WS_CLOSE_TOO_BIG,
};

#define WS_MAX_HEADER  14
#define WS_MAX_CONTROL 125 /* payload of ping, pong, close */

struct ws_decoder {
	uint64_t left;         /* payload of the current frame still to come */
	uint32_t message_len;  /* payload of the current data message so far */
	unsigned char mask[4]; /* the key; the last header bytes while it is incomplete */
	uint16_t close_code;
	uint8_t flags;        /* phase of the mask, message under way, ... */
	uint8_t stage;        /* where in a header or payload */
	uint8_t head;         /* first byte of the current frame */
	uint8_t message_head; /* opcode of the message under way */
	uint8_t utf8;         /* state of the validator */
	uint8_t length_bytes; /* of the extended length still to come */
};

/* Who the peer is, and what it may send. The same for many connections. */
struct ws_rules {
	bool from_client;     /* the peer is a client: it must mask; a server must not */
	uint32_t max_message; /* bytes of a data message, all fragments together */
};

/*
 * A piece of a message or control frame. Complete ones that fit in what arrived come as one piece
 * with begin and end set.
 */
struct ws_piece {
	enum ws_opcode opcode; /* never WS_CONTINUATION: that of the message */
	bool begin;            /* the first of its message (control: frame) */
	bool end;              /* the last */
	uint16_t close_code;   /* WS_CLOSE with end: the peer's code or WS_CLOSE_NO_STATUS */
	struct str payload;    /* unmasked; of WS_CLOSE the code (2 bytes) and the reason */
};

/*
 * Decodes up to and including one piece. BYTES are modified (unmasked).
 * 0: *ret_piece and the bytes used, call again with the rest; WS_E_MORE: all used, no piece;
 * else an error to close with, sticky. Text is valid UTF-8 when its end comes (WS_E_UTF8 comes as
 * soon as it is certain). After a Close frame everything is swallowed.
 * *ret_piece may be written to also on failure.
 * A message too big is refused by its header, before any of the payload beyond the limit came.
 */
NODISCARD int ws_decode(struct ws_decoder *decoder, const struct ws_rules *rules, char *bytes,
	size_t len, struct ws_piece *ret_piece, size_t *ret_used);

/* Between two messages: the decoder holds nothing and may be forgotten. */
static inline bool ws_decoder_is_idle(const struct ws_decoder *decoder)
{
	return (decoder->stage | decoder->flags) == 0;
}

/* May this code be sent in a Close frame (§7.4.2)? */
bool ws_close_code_is_valid(unsigned code);

/*
 * Writes the header of an unfragmented frame and returns its size. MASK is NULL (server) or the
 * four bytes of the key (client); the payload is then to be run through ws_mask.
 */
size_t ws_frame_header(enum ws_opcode opcode, uint64_t payload_len, const unsigned char *mask,
	unsigned char out[WS_MAX_HEADER]);

/* XORs with the key, beginning at its byte PHASE (0–3). Masking and unmasking are the same. */
void ws_mask(char *bytes, size_t len, const unsigned char mask[4], unsigned phase);

/* Appends a whole frame; MASK as above. */
void ws_frame_write(
	struct buf *out, enum ws_opcode opcode, struct str payload, const unsigned char *mask);

/* Appends a Close frame; the reason is cut to fit, at a character. WS_CLOSE_NO_STATUS: no payload.
 */
void ws_frame_write_close(
	struct buf *out, uint16_t code, struct str reason, const unsigned char *mask);

/*
 * A server's text frame with constant text (≤ 125 bytes), encoded by the compiler:
 *	WS_CONSTANT_TEXT(frame_notify_file, "notify_file");
 * defines `static const struct str frame_notify_file`, header included.
 */
#define WS_CONSTANT_TEXT(name, literal)                                                            \
	static const struct {                                                                      \
		unsigned char head[2];                                                             \
		char text[sizeof(literal) - 1];                                                    \
	} name##_frame = {{0x80 | WS_TEXT, sizeof(literal) - 1}, literal};                         \
	static_assert(sizeof(literal) - 1 <= WS_MAX_CONTROL, "needs a longer header");             \
	static const struct str name = {(const char *)&name##_frame, sizeof(name##_frame)}

#endif
