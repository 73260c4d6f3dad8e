/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The decoder is an automaton over bytes for the header (2 to 14 bytes, cut anywhere) and over
 * chunks for the payload. Checks come as early as the bytes allow: a bad first byte fails before
 * the second, a length beyond the limit fails before any payload.
 */
#include "proto/ws_frame.h"

#include "proto/utf8.h"

enum {
	STAGE_HEAD, /* zero: the state at rest */
	STAGE_LENGTH,
	STAGE_LONG_LENGTH,
	STAGE_MASK,
	STAGE_PAYLOAD,
	STAGE_CLOSED, /* a Close frame is behind us */
	STAGE_FAILED, /* the error is in close_code */
};

#define FLAG_PHASE   0x03U /* of the mask */
#define FLAG_MESSAGE 0x04U /* a data message is under way */
#define FLAG_SHOWN   0x08U /* and a piece of it was handed out */
#define FLAG_FRAME   0x10U /* a piece of this control frame was handed out */
#define FLAG_WIDE    0x20U /* the length has 64 bits */

#define HEAD_FIN       0x80U
#define HEAD_RESERVED  0x70U
#define HEAD_OPCODE    0x0FU
#define LENGTH_MASKED  0x80U
#define LENGTH_16_BITS 126U
#define LENGTH_64_BITS 127U

static bool is_control(uint8_t head)
{
	return head & 0x08U;
}

static void set_flag(struct ws_decoder *decoder, unsigned flag, bool on)
{
	decoder->flags = (uint8_t)(on ? decoder->flags | flag : decoder->flags & ~flag);
}

/* The first byte: reserved bits, opcode, and whether the frame may stand here. */
static int take_head(struct ws_decoder *decoder, uint8_t head)
{
	bool continues = decoder->flags & FLAG_MESSAGE;
	uint8_t opcode = head & HEAD_OPCODE;

	if (head & HEAD_RESERVED) {
		return WS_E_PROTOCOL;
	}
	switch (opcode) {
	case WS_CONTINUATION:
		if (!continues) {
			return WS_E_PROTOCOL;
		}
		break;
	case WS_TEXT:
	case WS_BINARY:
		if (continues) {
			return WS_E_PROTOCOL;
		}
		decoder->message_head = opcode;
		decoder->message_len = 0;
		decoder->utf8 = UTF8_START;
		set_flag(decoder, FLAG_MESSAGE, true);
		break;
	case WS_CLOSE:
	case WS_PING:
	case WS_PONG:
		if (!(head & HEAD_FIN)) {
			return WS_E_PROTOCOL;
		}
		break;
	default:
		return WS_E_PROTOCOL;
	}
	decoder->head = head;
	decoder->stage = STAGE_LENGTH;
	return 0;
}

/* The length is complete. */
static int end_length(struct ws_decoder *decoder, const struct ws_rules *rules)
{
	if (!is_control(decoder->head)) {
		if (decoder->left > rules->max_message ||
			decoder->left > rules->max_message - decoder->message_len) {
			return WS_E_TOO_BIG;
		}
	} else if ((decoder->head & HEAD_OPCODE) == WS_CLOSE) {
		if (decoder->left == 1) {
			return WS_E_PROTOCOL;
		}
		decoder->utf8 = UTF8_START;
		decoder->close_code = decoder->left ? 0 : WS_CLOSE_NO_STATUS;
	}
	decoder->length_bytes = rules->from_client ? sizeof(decoder->mask) : 2;
	decoder->stage = rules->from_client ? STAGE_MASK : STAGE_PAYLOAD;
	return 0;
}

static int take_length(struct ws_decoder *decoder, const struct ws_rules *rules, uint8_t byte)
{
	unsigned length = byte & ~LENGTH_MASKED;

	if (rules->from_client != !!(byte & LENGTH_MASKED) ||
		(is_control(decoder->head) && length > WS_MAX_CONTROL)) {
		return WS_E_PROTOCOL;
	}
	if (length >= LENGTH_16_BITS) {
		decoder->left = 0;
		decoder->length_bytes = length == LENGTH_16_BITS ? 2 : 8;
		set_flag(decoder, FLAG_WIDE, length == LENGTH_64_BITS);
		decoder->stage = STAGE_LONG_LENGTH;
		return 0;
	}
	decoder->left = length;
	return end_length(decoder, rules);
}

static int take_long_length(struct ws_decoder *decoder, const struct ws_rules *rules, uint8_t byte)
{
	uint64_t least = decoder->flags & FLAG_WIDE ? UINT16_MAX + 1U : LENGTH_16_BITS;

	decoder->left = decoder->left << 8 | byte;
	if (--decoder->length_bytes) {
		return 0;
	}
	if (decoder->left < least || decoder->left >> 63) {
		return WS_E_PROTOCOL;
	}
	set_flag(decoder, FLAG_WIDE, false);
	return end_length(decoder, rules);
}

static int take_header_byte(
	struct ws_decoder *decoder, const struct ws_rules *rules, unsigned char byte)
{
	switch (decoder->stage) {
	case STAGE_HEAD:
		return take_head(decoder, byte);
	case STAGE_LENGTH:
		return take_length(decoder, rules, byte);
	case STAGE_LONG_LENGTH:
		return take_long_length(decoder, rules, byte);
	default:
		decoder->mask[sizeof(decoder->mask) - decoder->length_bytes] = byte;
		if (--decoder->length_bytes == 0) {
			decoder->length_bytes = 2;
			decoder->stage = STAGE_PAYLOAD;
		}
		return 0;
	}
}

/* Code and reason of a Close frame; a piece may hold any part of them. */
static int check_close(struct ws_decoder *decoder, struct str payload)
{
	/* length_bytes counts the bytes of the code that are missing. */
	while (decoder->length_bytes && payload.len) {
		unsigned code = (unsigned)decoder->close_code << 8 | (unsigned char)payload.ptr[0];

		decoder->close_code = (uint16_t)code;
		decoder->length_bytes--;
		payload = str_skip(payload, 1);
		if (decoder->length_bytes == 0 && !ws_close_code_is_valid(code)) {
			return WS_E_PROTOCOL;
		}
	}
	decoder->utf8 = utf8_feed(decoder->utf8, payload);
	return decoder->utf8 == UTF8_INVALID || (decoder->left == 0 && decoder->utf8 != UTF8_START)
		       ? WS_E_UTF8
		       : 0;
}

static int finish_control(struct ws_decoder *decoder, struct ws_piece *piece)
{
	piece->opcode = decoder->head & HEAD_OPCODE;
	piece->begin = !(decoder->flags & FLAG_FRAME);
	piece->end = decoder->left == 0;
	decoder->flags =
		piece->end ? decoder->flags & (uint8_t)~FLAG_FRAME : decoder->flags | FLAG_FRAME;
	if (piece->opcode == WS_CLOSE) {
		int r = check_close(decoder, piece->payload);

		if (r) {
			return r;
		}
		piece->close_code = piece->end ? decoder->close_code : 0;
		decoder->stage = piece->end ? STAGE_CLOSED : decoder->stage;
	}
	return 0;
}

static int finish_data(struct ws_decoder *decoder, struct ws_piece *piece)
{
	piece->opcode = decoder->message_head;
	piece->begin = !(decoder->flags & FLAG_SHOWN);
	piece->end = decoder->left == 0 && decoder->head & HEAD_FIN;
	decoder->message_len += (uint32_t)piece->payload.len;
	if (piece->opcode == WS_TEXT) {
		decoder->utf8 = utf8_feed(decoder->utf8, piece->payload);
		if (decoder->utf8 == UTF8_INVALID || (piece->end && decoder->utf8 != UTF8_START)) {
			return WS_E_UTF8;
		}
	}
	set_flag(decoder, FLAG_SHOWN, !piece->end);
	set_flag(decoder, FLAG_MESSAGE, !piece->end);
	return 0;
}

/* 0 with a piece, WS_E_MORE when there is nothing to show for these bytes. */
static int take_payload(struct ws_decoder *decoder, const struct ws_rules *rules, char *bytes,
	size_t len, struct ws_piece *piece)
{
	unsigned phase = decoder->flags & FLAG_PHASE;
	bool ended;

	decoder->left -= len;
	ended = decoder->left == 0;
	if (!len && !(ended && decoder->head & HEAD_FIN)) {
		decoder->stage = ended ? STAGE_HEAD : STAGE_PAYLOAD;
		return WS_E_MORE;
	}
	if (rules->from_client) {
		ws_mask(bytes, len, decoder->mask, phase);
	}
	phase = ended ? 0 : (phase + (unsigned)len) & FLAG_PHASE;
	decoder->flags = (uint8_t)((decoder->flags & ~FLAG_PHASE) | phase);
	decoder->stage = ended ? STAGE_HEAD : STAGE_PAYLOAD;
	*piece = (struct ws_piece){.payload = str_make(bytes, len)};
	return is_control(decoder->head) ? finish_control(decoder, piece)
					 : finish_data(decoder, piece);
}

static int fail(struct ws_decoder *decoder, int error)
{
	decoder->stage = STAGE_FAILED;
	decoder->close_code = (uint16_t)error;
	return error;
}

/* Header bytes, as many as there are and needed. *ret_used is touched also on failure. */
static int take_header(struct ws_decoder *decoder, const struct ws_rules *rules, const char *bytes,
	size_t len, size_t *ret_used)
{
	size_t at = 0;
	int r = 0;

	while (!r && decoder->stage < STAGE_PAYLOAD && at < len) {
		r = take_header_byte(decoder, rules, (unsigned char)bytes[at++]);
	}
	*ret_used = at;
	return r;
}

int ws_decode(struct ws_decoder *decoder, const struct ws_rules *rules, char *bytes, size_t len,
	struct ws_piece *ret_piece, size_t *ret_used)
{
	size_t at = 0;
	int r;

	if (decoder->stage == STAGE_FAILED) {
		return decoder->close_code;
	}
	do {
		size_t used;

		r = take_header(decoder, rules, bytes + at, len - at, &used);
		at += used;
		if (r) {
			return fail(decoder, r);
		}
		if (decoder->stage != STAGE_PAYLOAD) {
			return WS_E_MORE;
		}
		used = MIN_OF(len - at, decoder->left);
		r = take_payload(decoder, rules, bytes + at, used, ret_piece);
		at += used;
	} while (r == WS_E_MORE && at < len);
	if (r == 0) {
		*ret_used = at;
		return 0;
	}
	return r == WS_E_MORE ? r : fail(decoder, r);
}

bool ws_close_code_is_valid(unsigned code)
{
	/* 1004–1006 and 1015 are reserved; 1016–2999 belong to future versions of the protocol. */
	return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) ||
	       (code >= 3000 && code <= 4999);
}
