/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Known answers: RFC 6455 §1.3, RFC 4231, RFC 4648 §10. */
#include "support.h"

#include "base/crypto.h"
#include "base/random.h"

static struct str hex(struct buf *out, const unsigned char *bytes, size_t len)
{
	buf_clear(out);
	for (size_t i = 0; i < len; i++) {
		buf_appendf(out, "%02x", bytes[i]);
	}
	return buf_str(out);
}

static void digests_of_the_rfcs(void **state)
{
	unsigned char digest[SHA1_SIZE];
	unsigned char mac[SHA256_SIZE];
	struct buf text = BUF_NULL;

	(void)state;
	crypto_sha1(
		STR_LIT("dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11"), digest);
	crypto_base64(str_make(digest, sizeof(digest)), &text);
	assert_str_equal(buf_str(&text), STR_LIT("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
	crypto_hmac_sha256(STR_LIT("Jefe"), STR_LIT("what do ya want for nothing?"), mac);
	assert_str_equal(hex(&text, mac, sizeof(mac)),
		STR_LIT("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
	crypto_hmac_sha256(STR_NULL, STR_NULL, mac);
	assert_str_equal(hex(&text, mac, sizeof(mac)),
		STR_LIT("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
	buf_deinit(&text);
}

static void base64_there_and_back(void **state)
{
	static const char *const pairs[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
		{"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"}};
	static const char *const bad[] = {
		"Z", "Zg", "Zg=", "Zg=a", "Z===", "Zm9v\n", "Zm 9", "Zm-_", "===="};
	struct buf out = BUF_NULL;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		buf_clear(&out);
		crypto_base64(str_from_cstr(pairs[i][0]), &out);
		assert_str_equal(buf_str(&out), str_from_cstr(pairs[i][1]));
		buf_clear(&out);
		assert_true(crypto_base64_decode(str_from_cstr(pairs[i][1]), &out));
		assert_str_equal(buf_str(&out), str_from_cstr(pairs[i][0]));
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		buf_clear(&out);
		assert_false(crypto_base64_decode(str_from_cstr(bad[i]), &out));
	}
	buf_deinit(&out);
}

static void comparing_looks_at_every_byte(void **state)
{
	(void)state;
	assert_true(crypto_equals(STR_LIT("token"), STR_LIT("token")));
	assert_false(crypto_equals(STR_LIT("token"), STR_LIT("tokeN")));
	assert_false(crypto_equals(STR_LIT("token"), STR_LIT("toke")));
	assert_true(crypto_equals(STR_NULL, STR_NULL));
}

static void random_numbers_fill_their_range(void **state)
{
	struct rng rng;
	unsigned seen = 0;

	(void)state;
	rng_init(&rng);
	for (int i = 0; i < 10000; i++) {
		uint32_t number = rng_below(&rng, 8);

		assert_true(number < 8);
		seen |= 1U << number;
	}
	assert_int_equal(seen, 0xFF);
	assert_int_equal(rng_below(&rng, 1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digests_of_the_rfcs),
		cmocka_unit_test(base64_there_and_back),
		cmocka_unit_test(comparing_looks_at_every_byte),
		cmocka_unit_test(random_numbers_fill_their_range),
	};

	return cmocka_run_group_tests_name("crypto", tests, NULL, NULL);
}
