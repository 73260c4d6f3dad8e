/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ws_judge.h"

#include <stdlib.h>

const struct ws_rules ws_of_client = {.from_client = true, .max_message = 1000};
const struct ws_rules ws_of_server = {.from_client = false, .max_message = 1000};

static void append_length(struct buf *out, unsigned masked, uint64_t length, unsigned form)
{
	unsigned bytes = form == 127 ? 8 : form == 126 ? 2 : 0;

	buf_append_byte(out, (char)(masked | (form ? form : (unsigned)length)));
	while (bytes) {
		bytes--;
		buf_append_byte(out, (char)(length >> (8 * bytes)));
	}
}

void raw_frame_append(struct buf *out, const struct raw_frame *frame)
{
	static const char key[4] = {'\x12', '\xf4', '\x00', '\x77'};
	uint64_t length = frame->length ? frame->length : frame->payload.len;
	unsigned form = length > 65535 ? 127 : length > 125 ? 126 : 0;

	buf_append_byte(out, (char)frame->head);
	append_length(out, frame->masked ? 0x80 : 0, length,
		frame->length_form ? frame->length_form : form);
	if (frame->masked) {
		buf_append(out, key, 4);
	}
	for (size_t i = 0; i < frame->payload.len; i++) {
		char mask = (char)(frame->masked ? key[i & 3] : '\0');

		buf_append_byte(out, (char)(frame->payload.ptr[i] ^ mask));
	}
}

static const char *opcode_name(enum ws_opcode opcode)
{
	switch (opcode) {
	case WS_TEXT:
		return "text";
	case WS_BINARY:
		return "binary";
	case WS_CLOSE:
		return "close";
	case WS_PING:
		return "ping";
	case WS_PONG:
		return "pong";
	case WS_CONTINUATION:
	default:
		fail_msg("not the opcode of a message");
		return "";
	}
}

static void note(struct ws_journal *journal, const struct ws_piece *piece)
{
	bool is_data = piece->opcode == WS_TEXT || piece->opcode == WS_BINARY;
	struct buf *part = is_data ? &journal->message : &journal->control;

	if (piece->begin) {
		assert_int_equal(part->len, 0);
	}
	buf_append_str(part, piece->payload);
	if (!piece->end) {
		return;
	}
	buf_append_cstr(&journal->text, opcode_name(piece->opcode));
	if (piece->opcode == WS_CLOSE) {
		buf_appendf(&journal->text, "(%u)", piece->close_code);
	} else {
		buf_appendf(&journal->text, "(%.*s)", STR_ARG(buf_str(part)));
	}
	part->len = 0;
}

void ws_feed(struct ws_decoder *decoder, const struct ws_rules *rules, struct str bytes,
	struct ws_journal *journal)
{
	char *copy = exact_copy(bytes);
	size_t at = 0;

	while (!journal->error) {
		struct ws_piece piece;
		size_t used = 0;
		int r = ws_decode(decoder, rules, copy + at, bytes.len - at, &piece, &used);

		if (r == WS_E_MORE) {
			break;
		}
		if (r) {
			journal->error = r;
			buf_appendf(&journal->text, "!%d", r);
			break;
		}
		at += used;
		note(journal, &piece);
	}
	free(copy);
}

void ws_journal_deinit(struct ws_journal *journal)
{
	buf_deinit(&journal->text);
	buf_deinit(&journal->message);
	buf_deinit(&journal->control);
}

/* STEP bytes at a time; 0: split in two at CUT. */
static void check_pieces(const struct ws_rules *rules, struct str bytes, size_t step, size_t cut,
	struct str expected)
{
	struct ws_decoder decoder = {.left = 0};
	struct ws_journal journal = {.error = 0};
	size_t at = 0;

	if (step == 0) {
		ws_feed(&decoder, rules, str_first(bytes, cut), &journal);
		at = cut;
		step = bytes.len - cut;
	}
	while (at < bytes.len) {
		ws_feed(&decoder, rules, str_first(str_skip(bytes, at), step), &journal);
		at += step;
	}
	assert_str(buf_str(&journal.text), expected.ptr, expected.len);
	if (journal.error) {
		struct ws_piece piece;
		size_t used;
		char zero = 0;

		assert_int_equal(
			ws_decode(&decoder, rules, &zero, 1, &piece, &used), journal.error);
	}
	ws_journal_deinit(&journal);
}

void ws_check(const struct ws_rules *rules, struct str bytes, const char *expected)
{
	struct str text = str_from_cstr(expected);

	for (size_t cut = 0; cut <= bytes.len; cut++) {
		check_pieces(rules, bytes, 0, cut, text);
	}
	for (size_t step = 1; step <= 9; step++) {
		check_pieces(rules, bytes, step, 0, text);
	}
}

void ws_check_frames(const struct raw_frame *frames, size_t count, const char *expected)
{
	for (int side = 0; side < 2; side++) {
		struct buf bytes = BUF_NULL;

		for (size_t i = 0; i < count; i++) {
			struct raw_frame frame = frames[i];

			frame.masked = side == 0;
			raw_frame_append(&bytes, &frame);
		}
		ws_check(side == 0 ? &ws_of_client : &ws_of_server, buf_str(&bytes), expected);
		buf_deinit(&bytes);
	}
}
