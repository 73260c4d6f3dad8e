/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The first byte says which side we are and how the rest is cut. Laws: however the bytes are cut,
 * the same messages come out; text is UTF-8; no message exceeds the limit; every byte is consumed.
 */
#include "fuzz.h"

#include "proto/ws_frame.h"

#define MAX_MESSAGE 300U

/* All that comes out, in one buffer: opcode, length and payload of each message. */
struct result {
	struct buf log;
	struct buf data;
	struct buf control;
	int error;
};

static void take_piece(struct result *result, const struct ws_piece *piece)
{
	bool is_data = piece->opcode == WS_TEXT || piece->opcode == WS_BINARY;
	struct buf *part = is_data ? &result->data : &result->control;

	REQUIRE(is_data || piece->opcode >= WS_CLOSE);
	REQUIRE(!piece->begin || part->len == 0);
	buf_append_str(part, piece->payload);
	REQUIRE(part->len <= (is_data ? MAX_MESSAGE : WS_MAX_CONTROL));
	if (!piece->end) {
		return;
	}
	REQUIRE(piece->opcode != WS_TEXT || str_is_utf8(buf_str(part)));
	if (piece->opcode == WS_CLOSE) {
		REQUIRE(piece->close_code == WS_CLOSE_NO_STATUS ||
			ws_close_code_is_valid(piece->close_code));
	}
	buf_appendf(&result->log, "%d,%zu,%u:", (int)piece->opcode, part->len, piece->close_code);
	buf_append_str(&result->log, buf_str(part));
	part->len = 0;
}

static void decode(
	const struct ws_rules *rules, struct str bytes, size_t step, struct result *result)
{
	struct ws_decoder decoder = {.left = 0};
	char *copy = malloc(bytes.len + 1);

	REQUIRE(copy);
	if (bytes.len) {
		memcpy(copy, bytes.ptr, bytes.len);
	}
	for (size_t from = 0; from < bytes.len && !result->error; from += step) {
		size_t len = MIN_OF(step, bytes.len - from);
		size_t at = 0;

		for (;;) {
			struct ws_piece piece;
			size_t used = 0;
			int r = ws_decode(
				&decoder, rules, copy + from + at, len - at, &piece, &used);

			if (r) {
				result->error = r == WS_E_MORE ? 0 : r;
				break;
			}
			REQUIRE(used <= len - at);
			REQUIRE(used > 0 || at == 0);
			at += used;
			take_piece(result, &piece);
		}
	}
	free(copy);
}

static void release(struct result *result)
{
	buf_deinit(&result->log);
	buf_deinit(&result->data);
	buf_deinit(&result->control);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ws_rules rules = {.from_client = size && data[0] & 1, .max_message = MAX_MESSAGE};
	struct str bytes = str_skip(str_make(data, size), 1);
	struct result whole = {.error = 0};
	struct result cut = {.error = 0};

	decode(&rules, bytes, MAX_OF(bytes.len, (size_t)1), &whole);
	decode(&rules, bytes, size ? 1 + (size_t)(data[0] >> 1) % 16 : 1, &cut);
	REQUIRE(whole.error == cut.error);
	REQUIRE(str_equals(buf_str(&whole.log), buf_str(&cut.log)));
	release(&whole);
	release(&cut);
	return 0;
}
