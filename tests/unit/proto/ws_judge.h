/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Judges the WebSocket codec: builds frames in any way, decodes in every split, says what came. */
#ifndef TEST_PROTO_WS_JUDGE_H
#define TEST_PROTO_WS_JUDGE_H

#include "support.h"

#include "proto/ws_frame.h"

/* What a server takes from a client, what a client takes from a server; 1000 bytes a message. */
extern const struct ws_rules ws_of_client;
extern const struct ws_rules ws_of_server;

/* A frame as a client or server of ill will could build it: everything can be set. */
struct raw_frame {
	unsigned head;        /* first byte */
	struct str payload;   /* before masking */
	uint64_t length;      /* claimed; the payload's own when 0 */
	unsigned length_form; /* 126 or 127 to force a form, 0: the shortest */
	bool masked;
};

void raw_frame_append(struct buf *out, const struct raw_frame *frame);

/* What was decoded, as text: "text(abc)", "ping()", "close(1000)", then the error if any. */
struct ws_journal {
	struct buf text;
	struct buf message; /* data message under way */
	struct buf control;
	int error;
};

void ws_journal_deinit(struct ws_journal *journal);
/* Decodes the bytes up to their end or the first error. */
void ws_feed(struct ws_decoder *decoder, const struct ws_rules *rules, struct str bytes,
	struct ws_journal *journal);

/* Decodes the bytes split in two at every place, and some at a time, and compares the journal. */
void ws_check(const struct ws_rules *rules, struct str bytes, const char *expected);
/* Checks frames, masked for the server side, unmasked for the client's. */
void ws_check_frames(const struct raw_frame *frames, size_t count, const char *expected);

#define WS_CHECK_FRAMES(expected, ...)                                                             \
	ws_check_frames((const struct raw_frame[]){__VA_ARGS__},                                   \
		ARRAY_SIZE(((const struct raw_frame[]){__VA_ARGS__})), (expected))

#endif
