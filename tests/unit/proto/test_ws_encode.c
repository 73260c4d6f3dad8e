/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ws_judge.h"

#include <errno.h>

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
			struct ws_journal journal = {.error = 0};
			struct buf bytes = BUF_NULL;

			ws_frame_write(
				&bytes, WS_TEXT, str_make(filler, sizes[i]), masked ? key : NULL);
			ws_feed(&decoder, masked ? &ws_of_client : &ws_of_server, buf_str(&bytes),
				&journal);
			assert_int_equal(journal.error, 0);
			assert_int_equal(journal.text.len, sizes[i] + 6);
			assert_true(ws_decoder_is_idle(&decoder));
			ws_journal_deinit(&journal);
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
	ws_check(&ws_of_server, buf_str(&out), "close(1012)");
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
		cmocka_unit_test(masks_at_every_length_phase_and_alignment),
		cmocka_unit_test(encodes_headers_in_their_shortest_form),
		cmocka_unit_test(what_is_encoded_decodes_again),
		cmocka_unit_test(cuts_close_reasons_at_a_character),
		cmocka_unit_test(encodes_constants_at_compile_time),
		cmocka_unit_test(a_frame_without_memory_is_not_half_written),
	};

	return cmocka_run_group_tests_name("ws_encode", tests, NULL, NULL);
}
