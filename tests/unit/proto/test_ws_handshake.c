/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "proto/ws_handshake.h"

#define KEY "dGhlIHNhbXBsZSBub25jZQ==" /* RFC 6455 §1.3 */

static struct http1_request request;
static struct http1_response response;

static int check_text(const char *text, struct ws_handshake *ret_handshake, const char **ret_what)
{
	size_t len;

	assert_int_equal(http1_parse_request(str_from_cstr(text), NULL, &request, &len), 0);
	return ws_handshake_check(&request, ret_handshake, ret_what);
}

static void accepts_the_example_of_the_rfc(void **state)
{
	struct ws_handshake handshake;
	struct buf out = BUF_NULL;

	(void)state;
	assert_int_equal(
		check_text(
			"GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\n"
			"Connection: Upgrade\r\nSec-WebSocket-Key: " KEY "\r\n"
			"Origin: http://example.com\r\nSec-WebSocket-Protocol: chat, superchat\r\n"
			"Sec-WebSocket-Extensions: permessage-deflate\r\n"
			"Sec-WebSocket-Version: 13\r\n\r\n",
			&handshake, NULL),
		0);
	ws_handshake_accept(&out, &handshake);
	assert_lit(buf_str(&out), "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
				  "Connection: Upgrade\r\n"
				  "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
				  "Access-Control-Allow-Origin: http://example.com\r\n\r\n");
	buf_deinit(&out);
}

static void takes_tokens_in_any_case_and_among_others(void **state)
{
	struct ws_handshake handshake;

	(void)state;
	assert_int_equal(
		check_text("GET /ws HTTP/1.1\r\nhost: a\r\nUPGRADE: WebSocket\r\n"
			   "connection: keep-alive, upgrade\r\nsec-websocket-key: " KEY "\r\n"
			   "sec-websocket-version: 13\r\n\r\n",
			&handshake, NULL),
		0);
	assert_int_equal(handshake.origin.len, 0);
	/* Every digit of base64, first and last of each range. */
	assert_int_equal(check_text("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: "
				    "websocket\r\nConnection: Upgrade\r\n"
				    "Sec-WebSocket-Key: AZaz09+/AZaz09+/AZaz09==\r\n"
				    "Sec-WebSocket-Version: 13\r\n\r\n",
				 &handshake, NULL),
		0);
}

#define HEAD(method, version) method " /ws HTTP/" version "\r\nHost: a\r\n"
#define UPGRADE               "Upgrade: websocket\r\nConnection: Upgrade\r\n"
#define KEY_LINE              "Sec-WebSocket-Key: " KEY "\r\n"
#define VERSION_LINE          "Sec-WebSocket-Version: 13\r\n"

static void refuses_each_flaw_by_its_name(void **state)
{
	static const struct {
		const char *text;
		int error;
	} rows[] = {
		{HEAD("POST", "1.1") UPGRADE KEY_LINE VERSION_LINE "\r\n", WS_HANDSHAKE_E_METHOD},
		{HEAD("get", "1.1") UPGRADE KEY_LINE VERSION_LINE "\r\n", WS_HANDSHAKE_E_METHOD},
		{HEAD("GET", "1.1") "\r\n", WS_HANDSHAKE_E_PLAIN},
		{HEAD("GET", "1.1") "Connection: Upgrade\r\n" KEY_LINE VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_PLAIN},
		{HEAD("GET", "1.1") "Upgrade: websocket\r\n" KEY_LINE VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_PLAIN},
		{HEAD("GET", "1.1") "Upgrade: h2c\r\nConnection: upgrade\r\n" KEY_LINE VERSION_LINE
				    "\r\n",
			WS_HANDSHAKE_E_PLAIN},
		{HEAD("GET", "1.0") UPGRADE KEY_LINE VERSION_LINE "\r\n", WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE VERSION_LINE "\r\n", WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE KEY_LINE KEY_LINE VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ===\r\n" VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=\r\n" VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQaa\r\n" VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE
			"Sec-WebSocket-Key: dGhlIHNhbXBsZ-Bub25jZQ==\r\n" VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQA==\r\n" VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_BAD},
		{HEAD("GET", "1.1") UPGRADE KEY_LINE "\r\n", WS_HANDSHAKE_E_VERSION},
		{HEAD("GET", "1.1") UPGRADE KEY_LINE "Sec-WebSocket-Version: 8\r\n\r\n",
			WS_HANDSHAKE_E_VERSION},
		{HEAD("GET", "1.1") UPGRADE KEY_LINE VERSION_LINE VERSION_LINE "\r\n",
			WS_HANDSHAKE_E_VERSION},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ws_handshake handshake;
		const char *what = NULL;

		if (check_text(rows[i].text, &handshake, &what) != rows[i].error) {
			fail_msg("row %zu: %s", i, rows[i].text);
		}
		assert_non_null(what);
	}
}

static void check_refusal(int error, unsigned status, struct str line)
{
	struct buf out = BUF_NULL;
	size_t len;

	ws_handshake_refuse(&out, error, "because");
	assert_int_equal(http1_parse_response(buf_str(&out), NULL, &response, &len), 0);
	assert_int_equal(response.status, status);
	assert_false(response.keep_alive);
	assert_true(str_find(buf_str(&out), line) > 0);
	assert_lit(str_skip(buf_str(&out), len), "because");
	buf_deinit(&out);
}

static void answers_refusals_with_the_right_status(void **state)
{
	(void)state;
	check_refusal(WS_HANDSHAKE_E_METHOD, 405, STR_LIT("\r\nAllow: GET\r\n"));
	check_refusal(WS_HANDSHAKE_E_PLAIN, 400, STR_LIT("\r\nContent-Type: text/plain\r\n"));
	check_refusal(WS_HANDSHAKE_E_BAD, 400, STR_LIT("\r\nContent-Length: 7\r\n"));
	check_refusal(WS_HANDSHAKE_E_VERSION, 426, STR_LIT("\r\nSec-WebSocket-Version: 13\r\n"));
}

static void echoes_origins_up_to_a_kilobyte(void **state)
{
	(void)state;
	for (size_t len = 1023; len <= 1025; len++) {
		struct buf in = BUF_NULL;
		struct ws_handshake handshake;

		buf_append_cstr(&in, HEAD("GET", "1.1") UPGRADE KEY_LINE VERSION_LINE "Origin: ");
		for (size_t i = 0; i < len; i++) {
			buf_append_byte(&in, 'o');
		}
		buf_append_cstr(&in, "\r\n\r\n");
		assert_int_equal(check_text(buf_cstr(&in), &handshake, NULL), 0);
		assert_int_equal(handshake.origin.len, len <= 1024 ? len : 0);
		buf_deinit(&in);
	}
}

static void both_sides_understand_each_other(void **state)
{
	static const unsigned char nonce[16] = "0123456789abcdef";
	struct buf key = BUF_NULL;
	struct buf ask = BUF_NULL;
	struct buf out = BUF_NULL;
	struct ws_handshake handshake;
	size_t len;

	(void)state;
	ws_handshake_key(nonce, &key);
	assert_int_equal(key.len, WS_KEY_LEN);
	ws_handshake_request(
		&ask, STR_LIT("h:1"), STR_LIT("/ws"), buf_str(&key), STR_LIT("Origin: o\r\n"));
	assert_int_equal(check_text(buf_cstr(&ask), &handshake, NULL), 0);
	assert_lit(handshake.origin, "o");
	assert_str(handshake.key, key.ptr, key.len);
	ws_handshake_accept(&out, &handshake);
	assert_int_equal(http1_parse_response(buf_str(&out), NULL, &response, &len), 0);
	assert_int_equal(len, out.len);
	assert_int_equal(ws_handshake_verify(&response, buf_str(&key), NULL), 0);
	buf_deinit(&out);
	buf_deinit(&ask);
	buf_deinit(&key);
}

static void the_client_refuses_false_answers(void **state)
{
	static const char *const rows[] = {
		"HTTP/1.1 200 OK\r\n" UPGRADE
		"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
		"HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
		"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
		"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
		"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
		"HTTP/1.1 101 x\r\n" UPGRADE "\r\n",
		"HTTP/1.1 101 x\r\n" UPGRADE
		"Sec-WebSocket-Accept: S3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
		"HTTP/1.1 101 x\r\n" UPGRADE
		"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: "
		"x\r\n\r\n",
		"HTTP/1.1 101 x\r\n" UPGRADE
		"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Extensions: "
		"x\r\n\r\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *what = NULL;
		size_t len;

		assert_int_equal(
			http1_parse_response(str_from_cstr(rows[i]), NULL, &response, &len), 0);
		if (ws_handshake_verify(&response, STR_LIT(KEY), &what) != WS_HANDSHAKE_E_BAD) {
			fail_msg("row %zu: %s", i, rows[i]);
		}
		assert_non_null(what);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_the_example_of_the_rfc),
		cmocka_unit_test(takes_tokens_in_any_case_and_among_others),
		cmocka_unit_test(refuses_each_flaw_by_its_name),
		cmocka_unit_test(answers_refusals_with_the_right_status),
		cmocka_unit_test(echoes_origins_up_to_a_kilobyte),
		cmocka_unit_test(both_sides_understand_each_other),
		cmocka_unit_test(the_client_refuses_false_answers),
	};

	return cmocka_run_group_tests_name("ws_handshake", tests, NULL, NULL);
}
