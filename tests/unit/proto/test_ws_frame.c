/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <stdlib.h>

#include "proto/ws_frame.h"

static const struct ws_rules server = {.from_client = true, .max_message = 1000};
static const struct ws_rules client = {.from_client = false, .max_message = 1000};

/* A frame as a client or server of ill will could build it: everything can be set. */
struct raw_frame {
	unsigned head;        /* first byte */
	struct str payload;   /* before masking */
	uint64_t length;      /* claimed; the payload's own when 0 */
	unsigned length_form; /* 126 or 127 to force a form, 0: the shortest */
	bool masked;
};

static void append_length(struct buf *out, unsigned masked, uint64_t length, unsigned form)
{
	unsigned bytes = form == 127 ? 8 : form == 126 ? 2 : 0;

	buf_append_byte(out, (char)(masked | (form ? form : (unsigned)length)));
	while (bytes) {
		bytes--;
		buf_append_byte(out, (char)(length >> (8 * bytes)));
	}
}

static void append_frame(struct buf *out, const struct raw_frame *frame)
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
		char mask = frame->masked ? key[i & 3] : '\0';

		buf_append_byte(out, (char)(frame->payload.ptr[i] ^ mask));
	}
}

/* What was decoded, as text: "text(abc)", "ping()", "close(1000)", then the error if any. */
struct journal {
	struct buf text;
	struct buf message; /* data message under way */
	struct buf control;
	int error;
};

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

static void note(struct journal *journal, const struct ws_piece *piece)
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

static void feed(struct ws_decoder *decoder, const struct ws_rules *rules, struct str bytes,
	struct journal *journal)
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

static void release_journal(struct journal *journal)
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
	struct journal journal = {.error = 0};
	size_t at = 0;

	if (step == 0) {
		feed(&decoder, rules, str_first(bytes, cut), &journal);
		at = cut;
		step = bytes.len - cut;
	}
	while (at < bytes.len) {
		feed(&decoder, rules, str_first(str_skip(bytes, at), step), &journal);
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
	release_journal(&journal);
}

static void check(const struct ws_rules *rules, struct str bytes, const char *expected)
{
	struct str text = str_from_cstr(expected);

	for (size_t cut = 0; cut <= bytes.len; cut++) {
		check_pieces(rules, bytes, 0, cut, text);
	}
	for (size_t step = 1; step <= 9; step++) {
		check_pieces(rules, bytes, step, 0, text);
	}
}

/* Checks frames, masked for the server side, unmasked for the client's. */
static void check_frames(const struct raw_frame *frames, size_t count, const char *expected)
{
	for (int side = 0; side < 2; side++) {
		struct buf bytes = BUF_NULL;

		for (size_t i = 0; i < count; i++) {
			struct raw_frame frame = frames[i];

			frame.masked = side == 0;
			append_frame(&bytes, &frame);
		}
		check(side == 0 ? &server : &client, buf_str(&bytes), expected);
		buf_deinit(&bytes);
	}
}

#define CHECK_FRAMES(expected, ...)                                                                \
	check_frames((const struct raw_frame[]){__VA_ARGS__},                                      \
		ARRAY_SIZE(((const struct raw_frame[]){__VA_ARGS__})), (expected))

static void decodes_the_examples_of_the_rfc(void **state)
{
	(void)state;
	check(&client, STR_LIT("\x81\x05\x48\x65\x6c\x6c\x6f"), "text(Hello)");
	check(&server, STR_LIT("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"), "text(Hello)");
	check(&client, STR_LIT("\x01\x03\x48\x65\x6c\x80\x02\x6c\x6f"), "text(Hello)");
	check(&client, STR_LIT("\x89\x05\x48\x65\x6c\x6c\x6f"), "ping(Hello)");
	check(&server, STR_LIT("\x8a\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"), "pong(Hello)");
}

static void decodes_pipelined_and_empty_messages(void **state)
{
	(void)state;
	CHECK_FRAMES("text(user)text()text(listen x)binary(b)ping()pong(1)",
		{.head = 0x81, .payload = STR_INIT("user")}, {.head = 0x81},
		{.head = 0x81, .payload = STR_INIT("listen x")},
		{.head = 0x82, .payload = STR_INIT("b")}, {.head = 0x89},
		{.head = 0x8A, .payload = STR_INIT("1")});
}

static void joins_fragments_with_control_frames_between(void **state)
{
	(void)state;
	CHECK_FRAMES("ping(p)pong()text(abcdef)text(g)", {.head = 0x01, .payload = STR_INIT("ab")},
		{.head = 0x89, .payload = STR_INIT("p")}, {.head = 0x00}, {.head = 0x8A},
		{.head = 0x00, .payload = STR_INIT("cdef")}, {.head = 0x80},
		{.head = 0x81, .payload = STR_INIT("g")});
	CHECK_FRAMES("text()", {.head = 0x01}, {.head = 0x00}, {.head = 0x80});
}

static void refuses_reserved_bits_and_opcodes(void **state)
{
	(void)state;
	for (unsigned head = 0; head < 256; head++) {
		unsigned opcode = head & 15;
		bool good = (head & 0x70) == 0 &&
			    ((head & 0x80 && (opcode == 1 || opcode == 2 ||
						     (opcode >= 8 && opcode <= 10))) ||
				    opcode == 1 || opcode == 2);
		struct raw_frame frame = {.head = head, .masked = true};
		struct buf bytes = BUF_NULL;
		struct ws_decoder decoder = {.left = 0};
		struct journal journal = {.error = 0};

		append_frame(&bytes, &frame);
		feed(&decoder, &server, buf_str(&bytes), &journal);
		assert_int_equal(journal.error, good ? 0 : WS_CLOSE_PROTOCOL);
		release_journal(&journal);
		buf_deinit(&bytes);
	}
}

static void refuses_wrong_sequences_of_fragments(void **state)
{
	(void)state;
	CHECK_FRAMES("!1002", {.head = 0x80, .payload = STR_INIT("x")});
	CHECK_FRAMES("!1002", {.head = 0x00});
	CHECK_FRAMES("!1002", {.head = 0x01, .payload = STR_INIT("x")}, {.head = 0x81});
	CHECK_FRAMES("!1002", {.head = 0x02}, {.head = 0x02});
	CHECK_FRAMES("text(xy)!1002", {.head = 0x01, .payload = STR_INIT("x")},
		{.head = 0x80, .payload = STR_INIT("y")}, {.head = 0x80});
	CHECK_FRAMES("!1002", {.head = 0x09});
	CHECK_FRAMES("!1002", {.head = 0x08});
}

static void wants_masks_from_clients_and_none_from_servers(void **state)
{
	(void)state;
	check(&server, STR_LIT("\x81\x01x"), "!1002");
	check(&client, STR_LIT("\x81\x81\x01\x02\x03\x04x"), "!1002");
}

static void takes_each_length_in_its_shortest_form_only(void **state)
{
	static char filler[1000];

	(void)state;
	memset(filler, 'a', sizeof(filler));
	for (size_t len = 120; len < 132; len++) {
		struct raw_frame frame = {
			.head = 0x82, .payload = str_make(filler, len), .masked = true};
		struct ws_decoder decoder = {.left = 0};
		struct journal journal = {.error = 0};
		struct buf bytes = BUF_NULL;

		append_frame(&bytes, &frame);
		feed(&decoder, &server, buf_str(&bytes), &journal);
		assert_int_equal(journal.error, 0);
		assert_int_equal(journal.text.len, len + 8);
		release_journal(&journal);
		buf_deinit(&bytes);
	}
	CHECK_FRAMES("!1002", {.head = 0x82, .length = 125, .length_form = 126});
	CHECK_FRAMES("!1002", {.head = 0x82, .length = 65535, .length_form = 127});
	CHECK_FRAMES("!1009", {.head = 0x82, .length = 65536, .length_form = 127});
	CHECK_FRAMES("!1002", {.head = 0x82, .length = 1ULL << 63, .length_form = 127});
	CHECK_FRAMES("!1002", {.head = 0x82, .length = UINT64_MAX, .length_form = 127});
	CHECK_FRAMES("!1009", {.head = 0x82, .length = INT64_MAX, .length_form = 127});
}

static void limits_control_frames_to_125_bytes(void **state)
{
	static char filler[126];
	struct raw_frame frame = {.head = 0x89, .payload = str_make(filler, 125), .masked = true};
	struct buf bytes = BUF_NULL;
	struct ws_decoder decoder = {.left = 0};
	struct journal journal = {.error = 0};

	(void)state;
	memset(filler, 'p', sizeof(filler));
	append_frame(&bytes, &frame);
	feed(&decoder, &server, buf_str(&bytes), &journal);
	assert_int_equal(journal.error, 0);
	assert_int_equal(journal.text.len, 125 + 6);
	release_journal(&journal);
	buf_deinit(&bytes);
	CHECK_FRAMES("!1002", {.head = 0x89, .length = 126});
	CHECK_FRAMES("!1002", {.head = 0x8A, .length = 65536});
	CHECK_FRAMES("!1002", {.head = 0x88, .length = 126});
	CHECK_FRAMES("!1002", {.head = 0x89, .length = 5, .length_form = 126});
}

static int decode_sizes(uint32_t max, const uint64_t *sizes, size_t count)
{
	struct ws_rules rules = {.from_client = true, .max_message = max};
	struct ws_decoder decoder = {.left = 0};
	struct journal journal = {.error = 0};
	char *filler = calloc(1, max + 2);
	int error;

	for (size_t i = 0; i < count; i++) {
		struct raw_frame frame = {
			.head = (i == 0 ? 2U : 0U) | (i + 1 == count ? 0x80U : 0U),
			.payload = str_make(filler, sizes[i]),
			.masked = true};
		struct buf bytes = BUF_NULL;

		append_frame(&bytes, &frame);
		feed(&decoder, &rules, buf_str(&bytes), &journal);
		buf_deinit(&bytes);
	}
	error = journal.error;
	release_journal(&journal);
	free(filler);
	return error;
}

static void limits_whole_messages_exactly(void **state)
{
	(void)state;
	for (uint32_t max = 0; max < 70000; max = max * 7 + 1) {
		uint64_t exact[] = {max, 0, 0};
		uint64_t over[] = {max, 1, 0};
		uint64_t whole = (uint64_t)max + 1;

		assert_int_equal(decode_sizes(max, exact, 1), 0);
		assert_int_equal(decode_sizes(max, exact, 3), 0);
		assert_int_equal(decode_sizes(max, over, 3), WS_CLOSE_TOO_BIG);
		assert_int_equal(decode_sizes(max, &whole, 1), WS_CLOSE_TOO_BIG);
	}
}

static void refuses_a_big_message_by_its_header(void **state)
{
	struct ws_decoder decoder = {.left = 0};
	struct ws_piece piece;
	size_t used;
	char header[] = "\x81\xfe\x03\xe9"; /* 1001 bytes; the mask hasn't even come */

	(void)state;
	assert_int_equal(ws_decode(&decoder, &server, header, 3, &piece, &used), WS_E_MORE);
	assert_int_equal(ws_decode(&decoder, &server, header + 3, 1, &piece, &used), WS_E_TOO_BIG);
}

static void validates_text_across_fragments(void **state)
{
	(void)state;
	CHECK_FRAMES("text(\xf0\x9f\x98\x80)", {.head = 0x01, .payload = STR_INIT("\xf0\x9f")},
		{.head = 0x00, .payload = STR_INIT("\x98")},
		{.head = 0x80, .payload = STR_INIT("\x80")});
	CHECK_FRAMES("ping(\xff)text(\xc3\xa9)", {.head = 0x01, .payload = STR_INIT("\xc3")},
		{.head = 0x89, .payload = STR_INIT("\xff")},
		{.head = 0x80, .payload = STR_INIT("\xa9")});
	CHECK_FRAMES("!1007", {.head = 0x81, .payload = STR_INIT("\xff")});
	CHECK_FRAMES("!1007", {.head = 0x81, .payload = STR_INIT("abcdefgh\xed\xa0\x80")});
	CHECK_FRAMES("!1007", {.head = 0x81, .payload = STR_INIT("\xc3")});
	CHECK_FRAMES("!1007", {.head = 0x01, .payload = STR_INIT("\xc3")}, {.head = 0x80});
	CHECK_FRAMES("binary(\xff)text(a)", {.head = 0x82, .payload = STR_INIT("\xff")},
		{.head = 0x81, .payload = STR_INIT("a")});
	/* A broken character is told at once, not at the end of the message. */
	CHECK_FRAMES("!1007", {.head = 0x01, .payload = STR_INIT("\xc3\x28")});
}

static void checks_close_frames(void **state)
{
	(void)state;
	CHECK_FRAMES("close(1005)", {.head = 0x88});
	CHECK_FRAMES("close(1000)", {.head = 0x88, .payload = STR_INIT("\x03\xe8")});
	CHECK_FRAMES("close(1001)", {.head = 0x88,
					    .payload = STR_INIT("\x03\xe9"
								"bye \xc3\xa9")});
	CHECK_FRAMES("close(4999)", {.head = 0x88, .payload = STR_INIT("\x13\x87")});
	CHECK_FRAMES("!1002", {.head = 0x88, .payload = STR_INIT("\x03")});
	CHECK_FRAMES("!1002", {.head = 0x88, .payload = STR_INIT("\x03\xed")});
	CHECK_FRAMES("!1002", {.head = 0x88, .payload = STR_INIT("\x13\x88")});
	CHECK_FRAMES("!1007", {.head = 0x88, .payload = STR_INIT("\x03\xe8\xff")});
	CHECK_FRAMES("!1007", {.head = 0x88, .payload = STR_INIT("\x03\xe8\xc3")});
	/* Between fragments, cutting a character in two; what comes behind is swallowed. */
	CHECK_FRAMES("close(1000)", {.head = 0x01, .payload = STR_INIT("\xc3")},
		{.head = 0x88, .payload = STR_INIT("\x03\xe8ok")}, {.head = 0xFF},
		{.head = 0x81, .payload = STR_INIT("late")});
}

static void knows_the_close_codes_of_the_registry(void **state)
{
	(void)state;
	for (unsigned code = 0; code < 70000; code++) {
		bool good = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
			    (code >= 3000 && code <= 4999);

		assert_int_equal(ws_close_code_is_valid(code), good);
	}
}

static void holds_nothing_between_messages(void **state)
{
	struct ws_decoder decoder = {.left = 0};
	struct ws_piece piece;
	size_t used;
	char bytes[] = "\x81\x82\x01\x02\x03\x04xy\x01\x80\x01\x02\x03\x04";

	(void)state;
	assert_int_equal(sizeof(decoder), 24);
	assert_true(ws_decoder_is_idle(&decoder));
	for (size_t i = 0; i < 7; i++) {
		int r = ws_decode(&decoder, &server, bytes + i, 1, &piece, &used);

		assert_true(r == 0 || r == WS_E_MORE);
		assert_false(ws_decoder_is_idle(&decoder));
	}
	assert_int_equal(ws_decode(&decoder, &server, bytes + 7, 1, &piece, &used), 0);
	assert_true(piece.end && !piece.begin);
	assert_true(ws_decoder_is_idle(&decoder));
	/* An empty first fragment shows nothing, but is remembered. */
	assert_int_equal(ws_decode(&decoder, &server, bytes + 8, 6, &piece, &used), WS_E_MORE);
	assert_false(ws_decoder_is_idle(&decoder));
}

static void masks_at_every_length_phase_and_alignment(void **state)
{
	static const unsigned char key[4] = {1, 2, 4, 8};

	(void)state;
	for (size_t len = 0; len < 40; len++) {
		for (unsigned phase = 0; phase < 4; phase++) {
			for (size_t shift = 0; shift < 8; shift++) {
				char bytes[56] = {0};

				ws_mask(bytes + shift, len, key, phase);
				for (size_t i = 0; i < sizeof(bytes); i++) {
					size_t k = i - shift;

					assert_int_equal(bytes[i],
						i >= shift && k < len ? key[(phase + k) & 3] : 0);
				}
			}
		}
	}
}

static void encodes_headers_in_their_shortest_form(void **state)
{
	static const unsigned char key[4] = {1, 2, 3, 4};
	unsigned char out[WS_MAX_HEADER];

	(void)state;
	assert_int_equal(ws_frame_header(WS_TEXT, 125, NULL, out), 2);
	assert_memory_equal(out, "\x81\x7d", 2);
	assert_int_equal(ws_frame_header(WS_BINARY, 126, NULL, out), 4);
	assert_memory_equal(out, "\x82\x7e\x00\x7e", 4);
	assert_int_equal(ws_frame_header(WS_TEXT, 65535, NULL, out), 4);
	assert_memory_equal(out, "\x81\x7e\xff\xff", 4);
	assert_int_equal(ws_frame_header(WS_TEXT, 65536, key, out), 14);
	assert_memory_equal(out, "\x81\xff\0\0\0\0\0\1\0\0\1\2\3\4", 14);
}

static void what_is_encoded_decodes_again(void **state)
{
	static const unsigned char key[4] = {0xFF, 0, 0x80, 1};
	static const size_t sizes[] = {0, 1, 125, 126, 127, 999, 1000};
	char filler[1000];

	(void)state;
	memset(filler, 'z', sizeof(filler));
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		for (int masked = 0; masked < 2; masked++) {
			struct ws_decoder decoder = {.left = 0};
			struct journal journal = {.error = 0};
			struct buf bytes = BUF_NULL;

			ws_frame_write(
				&bytes, WS_TEXT, str_make(filler, sizes[i]), masked ? key : NULL);
			feed(&decoder, masked ? &server : &client, buf_str(&bytes), &journal);
			assert_int_equal(journal.error, 0);
			assert_int_equal(journal.text.len, sizes[i] + 6);
			assert_true(ws_decoder_is_idle(&decoder));
			release_journal(&journal);
			buf_deinit(&bytes);
		}
	}
}

static void cuts_close_reasons_at_a_character(void **state)
{
	struct buf out = BUF_NULL;
	char reason[130];

	(void)state;
	memset(reason, 'r', sizeof(reason));
	memcpy(reason + 122, "\xc3\xa9", 2);
	ws_frame_write_close(&out, WS_CLOSE_RESTART, str_make(reason, sizeof(reason)), NULL);
	assert_int_equal(out.len, 2 + 2 + 122);
	check(&client, buf_str(&out), "close(1012)");
	buf_clear(&out);
	ws_frame_write_close(&out, WS_CLOSE_NORMAL, STR_NULL, NULL);
	assert_lit(buf_str(&out), "\x88\x02\x03\xe8");
	buf_clear(&out);
	ws_frame_write_close(&out, WS_CLOSE_NO_STATUS, STR_LIT("no"), NULL);
	assert_lit(buf_str(&out), "\x88\x00");
	buf_deinit(&out);
}

WS_CONSTANT_TEXT(constant, "notify_file");

static void encodes_constants_at_compile_time(void **state)
{
	(void)state;
	assert_lit(constant, "\x81\x0bnotify_file");
}

static void a_frame_without_memory_is_not_half_written(void **state)
{
	struct buf out = BUF_NULL;

	(void)state;
	fail_malloc_at(1);
	ws_frame_write(&out, WS_TEXT, STR_LIT("abc"), NULL);
	fail_malloc_at(0);
	assert_int_equal(buf_status(&out), -ENOMEM);
	assert_int_equal(out.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_the_examples_of_the_rfc),
		cmocka_unit_test(decodes_pipelined_and_empty_messages),
		cmocka_unit_test(joins_fragments_with_control_frames_between),
		cmocka_unit_test(refuses_reserved_bits_and_opcodes),
		cmocka_unit_test(refuses_wrong_sequences_of_fragments),
		cmocka_unit_test(wants_masks_from_clients_and_none_from_servers),
		cmocka_unit_test(takes_each_length_in_its_shortest_form_only),
		cmocka_unit_test(limits_control_frames_to_125_bytes),
		cmocka_unit_test(limits_whole_messages_exactly),
		cmocka_unit_test(refuses_a_big_message_by_its_header),
		cmocka_unit_test(validates_text_across_fragments),
		cmocka_unit_test(checks_close_frames),
		cmocka_unit_test(knows_the_close_codes_of_the_registry),
		cmocka_unit_test(holds_nothing_between_messages),
		cmocka_unit_test(masks_at_every_length_phase_and_alignment),
		cmocka_unit_test(encodes_headers_in_their_shortest_form),
		cmocka_unit_test(what_is_encoded_decodes_again),
		cmocka_unit_test(cuts_close_reasons_at_a_character),
		cmocka_unit_test(encodes_constants_at_compile_time),
		cmocka_unit_test(a_frame_without_memory_is_not_half_written),
	};

	return cmocka_run_group_tests_name("ws_frame", tests, NULL, NULL);
}
