/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ws_judge.h"

#include <stdlib.h>

static void decodes_the_examples_of_the_rfc(void **state)
{
	(void)state;
	ws_check(&ws_of_server, STR_LIT("\x81\x05\x48\x65\x6c\x6c\x6f"), "text(Hello)");
	ws_check(&ws_of_client, STR_LIT("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"),
		"text(Hello)");
	ws_check(&ws_of_server, STR_LIT("\x01\x03\x48\x65\x6c\x80\x02\x6c\x6f"), "text(Hello)");
	ws_check(&ws_of_server, STR_LIT("\x89\x05\x48\x65\x6c\x6c\x6f"), "ping(Hello)");
	ws_check(&ws_of_client, STR_LIT("\x8a\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"),
		"pong(Hello)");
}

static void decodes_pipelined_and_empty_messages(void **state)
{
	(void)state;
	WS_CHECK_FRAMES("text(user)text()text(listen x)binary(b)ping()pong(1)",
		{.head = 0x81, .payload = STR_INIT("user")}, {.head = 0x81},
		{.head = 0x81, .payload = STR_INIT("listen x")},
		{.head = 0x82, .payload = STR_INIT("b")}, {.head = 0x89},
		{.head = 0x8A, .payload = STR_INIT("1")});
}

static void joins_fragments_with_control_frames_between(void **state)
{
	(void)state;
	WS_CHECK_FRAMES("ping(p)pong()text(abcdef)text(g)",
		{.head = 0x01, .payload = STR_INIT("ab")}, {.head = 0x89, .payload = STR_INIT("p")},
		{.head = 0x00}, {.head = 0x8A}, {.head = 0x00, .payload = STR_INIT("cdef")},
		{.head = 0x80}, {.head = 0x81, .payload = STR_INIT("g")});
	WS_CHECK_FRAMES("text()", {.head = 0x01}, {.head = 0x00}, {.head = 0x80});
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
		struct ws_journal journal = {.error = 0};

		raw_frame_append(&bytes, &frame);
		ws_feed(&decoder, &ws_of_client, buf_str(&bytes), &journal);
		assert_int_equal(journal.error, good ? 0 : WS_CLOSE_PROTOCOL);
		ws_journal_deinit(&journal);
		buf_deinit(&bytes);
	}
}

static void refuses_wrong_sequences_of_fragments(void **state)
{
	(void)state;
	WS_CHECK_FRAMES("!1002", {.head = 0x80, .payload = STR_INIT("x")});
	WS_CHECK_FRAMES("!1002", {.head = 0x00});
	WS_CHECK_FRAMES("!1002", {.head = 0x01, .payload = STR_INIT("x")}, {.head = 0x81});
	WS_CHECK_FRAMES("!1002", {.head = 0x02}, {.head = 0x02});
	WS_CHECK_FRAMES("text(xy)!1002", {.head = 0x01, .payload = STR_INIT("x")},
		{.head = 0x80, .payload = STR_INIT("y")}, {.head = 0x80});
	WS_CHECK_FRAMES("!1002", {.head = 0x09});
	WS_CHECK_FRAMES("!1002", {.head = 0x08});
}

static void wants_masks_from_clients_and_none_from_servers(void **state)
{
	(void)state;
	ws_check(&ws_of_client, STR_LIT("\x81\x01x"), "!1002");
	ws_check(&ws_of_server, STR_LIT("\x81\x81\x01\x02\x03\x04x"), "!1002");
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
		struct ws_journal journal = {.error = 0};
		struct buf bytes = BUF_NULL;

		raw_frame_append(&bytes, &frame);
		ws_feed(&decoder, &ws_of_client, buf_str(&bytes), &journal);
		assert_int_equal(journal.error, 0);
		assert_int_equal(journal.text.len, len + 8);
		ws_journal_deinit(&journal);
		buf_deinit(&bytes);
	}
	WS_CHECK_FRAMES("!1002", {.head = 0x82, .length = 125, .length_form = 126});
	WS_CHECK_FRAMES("!1002", {.head = 0x82, .length = 65535, .length_form = 127});
	WS_CHECK_FRAMES("!1009", {.head = 0x82, .length = 65536, .length_form = 127});
	WS_CHECK_FRAMES("!1002", {.head = 0x82, .length = 1ULL << 63, .length_form = 127});
	WS_CHECK_FRAMES("!1002", {.head = 0x82, .length = UINT64_MAX, .length_form = 127});
	WS_CHECK_FRAMES("!1009", {.head = 0x82, .length = INT64_MAX, .length_form = 127});
}

static void limits_control_frames_to_125_bytes(void **state)
{
	static char filler[126];
	struct raw_frame frame = {.head = 0x89, .payload = str_make(filler, 125), .masked = true};
	struct buf bytes = BUF_NULL;
	struct ws_decoder decoder = {.left = 0};
	struct ws_journal journal = {.error = 0};

	(void)state;
	memset(filler, 'p', sizeof(filler));
	raw_frame_append(&bytes, &frame);
	ws_feed(&decoder, &ws_of_client, buf_str(&bytes), &journal);
	assert_int_equal(journal.error, 0);
	assert_int_equal(journal.text.len, 125 + 6);
	ws_journal_deinit(&journal);
	buf_deinit(&bytes);
	WS_CHECK_FRAMES("!1002", {.head = 0x89, .length = 126});
	WS_CHECK_FRAMES("!1002", {.head = 0x8A, .length = 65536});
	WS_CHECK_FRAMES("!1002", {.head = 0x88, .length = 126});
	WS_CHECK_FRAMES("!1002", {.head = 0x89, .length = 5, .length_form = 126});
}

static int decode_sizes(uint32_t max, const uint64_t *sizes, size_t count)
{
	struct ws_rules rules = {.from_client = true, .max_message = max};
	struct ws_decoder decoder = {.left = 0};
	struct ws_journal journal = {.error = 0};
	char *filler = calloc(1, max + 2);
	int error;

	for (size_t i = 0; i < count; i++) {
		struct raw_frame frame = {
			.head = (i == 0 ? 2U : 0U) | (i + 1 == count ? 0x80U : 0U),
			.payload = str_make(filler, sizes[i]),
			.masked = true};
		struct buf bytes = BUF_NULL;

		raw_frame_append(&bytes, &frame);
		ws_feed(&decoder, &rules, buf_str(&bytes), &journal);
		buf_deinit(&bytes);
	}
	error = journal.error;
	ws_journal_deinit(&journal);
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
	assert_int_equal(ws_decode(&decoder, &ws_of_client, header, 3, &piece, &used), WS_E_MORE);
	assert_int_equal(
		ws_decode(&decoder, &ws_of_client, header + 3, 1, &piece, &used), WS_E_TOO_BIG);
}

static void validates_text_across_fragments(void **state)
{
	(void)state;
	WS_CHECK_FRAMES("text(\xf0\x9f\x98\x80)", {.head = 0x01, .payload = STR_INIT("\xf0\x9f")},
		{.head = 0x00, .payload = STR_INIT("\x98")},
		{.head = 0x80, .payload = STR_INIT("\x80")});
	WS_CHECK_FRAMES("ping(\xff)text(\xc3\xa9)", {.head = 0x01, .payload = STR_INIT("\xc3")},
		{.head = 0x89, .payload = STR_INIT("\xff")},
		{.head = 0x80, .payload = STR_INIT("\xa9")});
	WS_CHECK_FRAMES("!1007", {.head = 0x81, .payload = STR_INIT("\xff")});
	WS_CHECK_FRAMES("!1007", {.head = 0x81, .payload = STR_INIT("abcdefgh\xed\xa0\x80")});
	WS_CHECK_FRAMES("!1007", {.head = 0x81, .payload = STR_INIT("\xc3")});
	WS_CHECK_FRAMES("!1007", {.head = 0x01, .payload = STR_INIT("\xc3")}, {.head = 0x80});
	WS_CHECK_FRAMES("binary(\xff)text(a)", {.head = 0x82, .payload = STR_INIT("\xff")},
		{.head = 0x81, .payload = STR_INIT("a")});
	/* A broken character is told at once, not at the end of the message. */
	WS_CHECK_FRAMES("!1007", {.head = 0x01, .payload = STR_INIT("\xc3\x28")});
}

static void checks_close_frames(void **state)
{
	(void)state;
	WS_CHECK_FRAMES("close(1005)", {.head = 0x88});
	WS_CHECK_FRAMES("close(1000)", {.head = 0x88, .payload = STR_INIT("\x03\xe8")});
	WS_CHECK_FRAMES("close(1001)", {.head = 0x88,
					       .payload = STR_INIT("\x03\xe9"
								   "bye \xc3\xa9")});
	WS_CHECK_FRAMES("close(4999)", {.head = 0x88, .payload = STR_INIT("\x13\x87")});
	WS_CHECK_FRAMES("!1002", {.head = 0x88, .payload = STR_INIT("\x03")});
	WS_CHECK_FRAMES("!1002", {.head = 0x88, .payload = STR_INIT("\x03\xed")});
	WS_CHECK_FRAMES("!1002", {.head = 0x88, .payload = STR_INIT("\x13\x88")});
	WS_CHECK_FRAMES("!1007", {.head = 0x88, .payload = STR_INIT("\x03\xe8\xff")});
	WS_CHECK_FRAMES("!1007", {.head = 0x88, .payload = STR_INIT("\x03\xe8\xc3")});
	/* Between fragments, cutting a character in two; what comes behind is swallowed. */
	WS_CHECK_FRAMES("close(1000)", {.head = 0x01, .payload = STR_INIT("\xc3")},
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
		int r = ws_decode(&decoder, &ws_of_client, bytes + i, 1, &piece, &used);

		assert_true(r == 0 || r == WS_E_MORE);
		assert_false(ws_decoder_is_idle(&decoder));
	}
	assert_int_equal(ws_decode(&decoder, &ws_of_client, bytes + 7, 1, &piece, &used), 0);
	assert_true(piece.end && !piece.begin);
	assert_true(ws_decoder_is_idle(&decoder));
	/* An empty first fragment shows nothing, but is remembered. */
	assert_int_equal(
		ws_decode(&decoder, &ws_of_client, bytes + 8, 6, &piece, &used), WS_E_MORE);
	assert_false(ws_decoder_is_idle(&decoder));
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
	};

	return cmocka_run_group_tests_name("ws_frame", tests, NULL, NULL);
}
