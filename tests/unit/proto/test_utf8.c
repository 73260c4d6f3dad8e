/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "proto/utf8.h"

/* An independent opinion: decode by the book, then look at the number (RFC 3629 §3). */
static bool is_valid_by_the_book(const unsigned char *at, size_t len)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

	while (len) {
		size_t n = *at < 0x80       ? 1
			   : *at >> 5 == 6  ? 2
			   : *at >> 4 == 14 ? 3
			   : *at >> 3 == 30 ? 4
					    : 0;
		uint32_t cp = n == 1 ? *at : n ? *at & (0x7FU >> n) : 0;

		if (n == 0 || n > len) {
			return false;
		}
		for (size_t i = 1; i < n; i++) {
			if ((at[i] & 0xC0) != 0x80) {
				return false;
			}
			cp = cp << 6 | (at[i] & 0x3F);
		}
		if (cp < least[n] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
			return false;
		}
		at += n;
		len -= n;
	}
	return true;
}

static void check(const unsigned char *bytes, size_t len)
{
	bool expected = is_valid_by_the_book(bytes, len);

	for (size_t split = 0; split <= len; split++) {
		uint8_t state = utf8_feed(UTF8_START, str_make(bytes, split));

		state = utf8_feed(state, str_make(bytes + split, len - split));
		assert_int_equal(state == UTF8_START, expected);
	}
}

static void agrees_with_the_book_on_all_pairs_of_bytes(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 0x10000; i++) {
		unsigned char bytes[2] = {(unsigned char)(i >> 8), (unsigned char)i};

		check(bytes, 1);
		check(bytes, 2);
	}
}

/* Boundary bytes in every position cover every range of the automaton. */
static void agrees_with_the_book_on_boundaries_of_longer_forms(void **state)
{
	static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
		0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4,
		0xF5, 0xFF};
	size_t n = ARRAY_SIZE(edges);

	(void)state;
	for (size_t i = 0; i < n * n * n * n; i++) {
		unsigned char bytes[4] = {
			edges[i % n], edges[i / n % n], edges[i / n / n % n], edges[i / n / n / n]};

		check(bytes, 3);
		check(bytes, 4);
	}
}

static void finds_the_bad_byte_wherever_it_hides_in_ascii(void **state)
{
	(void)state;
	for (size_t len = 1; len <= 40; len++) {
		for (size_t bad = 0; bad < len; bad++) {
			char text[40];

			memset(text, 'a', sizeof(text));
			assert_int_equal(utf8_feed(UTF8_START, str_make(text, len)), UTF8_START);
			text[bad] = (char)0xFF;
			assert_int_equal(utf8_feed(UTF8_START, str_make(text, len)), UTF8_INVALID);
		}
	}
}

static void stays_invalid(void **state)
{
	(void)state;
	assert_int_equal(utf8_feed(UTF8_INVALID, STR_LIT("fine")), UTF8_INVALID);
	assert_int_equal(utf8_feed(UTF8_INVALID, STR_NULL), UTF8_INVALID);
}

static void encodes_every_scalar_value_so_that_it_reads_back(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		char text[4];
		size_t len;

		if (cp >= 0xD800 && cp <= 0xDFFF) {
			continue;
		}
		len = utf8_encode(cp, text);
		assert_int_equal(utf8_char_length(text, text + len), len);
		assert_true(str_is_utf8(str_make(text, len)));
		for (size_t cut = 1; cut < len; cut++) {
			assert_int_equal(utf8_char_length(text, text + cut), 0);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_book_on_all_pairs_of_bytes),
		cmocka_unit_test(agrees_with_the_book_on_boundaries_of_longer_forms),
		cmocka_unit_test(finds_the_bad_byte_wherever_it_hides_in_ascii),
		cmocka_unit_test(stays_invalid),
		cmocka_unit_test(encodes_every_scalar_value_so_that_it_reads_back),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
