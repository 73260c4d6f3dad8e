/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Both sides of the upgrade. The refusals speak to the one who sees them: an administrator whose
 * reverse proxy swallows the Upgrade field is by far the most frequent reader.
 */
#include "proto/ws_handshake.h"

#include "base/crypto.h"

/* RFC 6455 §1.3 */
#define WS_GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

/* What a browser calls an origin is a scheme and a host; nothing longer is sent back. */
#define MAX_ORIGIN 1024U

static int refuse(int error, const char *what, const char **ret_what)
{
	if (ret_what) {
		*ret_what = what;
	}
	return error;
}

/* The field if there is exactly one. */
static bool only_header(const struct http1_headers *headers, struct str name, struct str *ret_value)
{
	size_t at = 0;
	struct str second;

	return http1_next_header(headers, name, &at, ret_value) &&
	       !http1_next_header(headers, name, &at, &second);
}

static bool is_base64_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       c == '+' || c == '/';
}

/* base64 of 16 bytes: 22 digits and two signs of padding. */
static bool is_key(struct str key)
{
	if (key.len != WS_KEY_LEN || !str_has_suffix(key, STR_LIT("=="))) {
		return false;
	}
	for (size_t i = 0; i < WS_KEY_LEN - 2; i++) {
		if (!is_base64_byte(key.ptr[i])) {
			return false;
		}
	}
	return true;
}

int ws_handshake_check(const struct http1_request *request, struct ws_handshake *ret_handshake,
	const char **ret_what)
{
	const struct http1_headers *headers = &request->headers;
	struct ws_handshake handshake = {.key = STR_NULL};
	struct str version;

	if (!str_equals(request->method, STR_LIT("GET"))) {
		return refuse(WS_HANDSHAKE_E_METHOD, "only GET is understood here", ret_what);
	}
	if (!http1_has_token(headers, STR_LIT("Upgrade"), STR_LIT("websocket")) ||
		!http1_has_token(headers, STR_LIT("Connection"), STR_LIT("upgrade"))) {
		return refuse(WS_HANDSHAKE_E_PLAIN,
			"this is a WebSocket endpoint, and the request asks for no upgrade: does "
			"the reverse proxy pass on the fields Upgrade and Connection?",
			ret_what);
	}
	if (request->minor == 0) {
		return refuse(WS_HANDSHAKE_E_BAD,
			"WebSocket needs HTTP/1.1: does the reverse proxy use it?", ret_what);
	}
	if (!only_header(headers, STR_LIT("Sec-WebSocket-Version"), &version) ||
		!str_equals(version, STR_LIT("13"))) {
		return refuse(WS_HANDSHAKE_E_VERSION, "only version 13 of WebSocket is understood",
			ret_what);
	}
	if (!only_header(headers, STR_LIT("Sec-WebSocket-Key"), &handshake.key) ||
		!is_key(handshake.key)) {
		return refuse(
			WS_HANDSHAKE_E_BAD, "Sec-WebSocket-Key is missing or malformed", ret_what);
	}
	if (!http1_header(headers, STR_LIT("Origin"), &handshake.origin) ||
		handshake.origin.len > MAX_ORIGIN) {
		handshake.origin = STR_NULL;
	}
	*ret_handshake = handshake;
	return 0;
}

/* Appends what proves that the server has read the key. */
static void write_accept(struct buf *out, struct str key)
{
	char text[WS_KEY_LEN + sizeof(WS_GUID) - 1];
	unsigned char digest[SHA1_SIZE];

	assert(key.len == WS_KEY_LEN);
	memcpy(text, key.ptr, WS_KEY_LEN);
	memcpy(text + WS_KEY_LEN, WS_GUID, sizeof(WS_GUID) - 1);
	crypto_sha1(str_make(text, sizeof(text)), digest);
	crypto_base64(str_make(digest, sizeof(digest)), out);
}

void ws_handshake_accept(struct buf *out, const struct ws_handshake *handshake)
{
	buf_append_cstr(out, "HTTP/1.1 101 Switching Protocols\r\n"
			     "Upgrade: websocket\r\n"
			     "Connection: Upgrade\r\n"
			     "Sec-WebSocket-Accept: ");
	write_accept(out, handshake->key);
	if (handshake->origin.len) {
		buf_append_cstr(out, "\r\nAccess-Control-Allow-Origin: ");
		buf_append_str(out, handshake->origin);
	}
	buf_append_cstr(out, "\r\n\r\n");
}

void ws_handshake_refuse(struct buf *out, int error, const char *what)
{
	struct http1_reply reply = {
		.status = 400,
		.content_type = STR_LIT("text/plain"),
		.body = str_from_cstr(what),
	};

	if (error == WS_HANDSHAKE_E_METHOD) {
		reply.status = 405;
		reply.extra_lines = STR_LIT("Allow: GET\r\n");
	} else if (error == WS_HANDSHAKE_E_VERSION) {
		reply.status = 426;
		reply.extra_lines = STR_LIT("Upgrade: websocket\r\n"
					    "Connection: Upgrade\r\n"
					    "Sec-WebSocket-Version: 13\r\n");
	}
	http1_write_reply(out, &reply);
}

void ws_handshake_key(const unsigned char nonce[16], struct buf *out)
{
	crypto_base64(str_make(nonce, 16), out);
}

void ws_handshake_request(
	struct buf *out, struct str host, struct str target, struct str key, struct str extra_lines)
{
	buf_append_cstr(out, "GET ");
	buf_append_str(out, target);
	buf_append_cstr(out, " HTTP/1.1\r\nHost: ");
	buf_append_str(out, host);
	buf_append_cstr(out, "\r\n"
			     "Upgrade: websocket\r\n"
			     "Connection: Upgrade\r\n"
			     "Sec-WebSocket-Version: 13\r\n"
			     "Sec-WebSocket-Key: ");
	buf_append_str(out, key);
	buf_append_cstr(out, "\r\n");
	buf_append_str(out, extra_lines);
	buf_append_cstr(out, "\r\n");
}

static bool is_accepted(const struct http1_headers *headers, struct str key)
{
	struct buf expected = BUF_NULL;
	struct str accept;
	bool equal;

	if (!only_header(headers, STR_LIT("Sec-WebSocket-Accept"), &accept)) {
		return false;
	}
	write_accept(&expected, key);
	equal = buf_status(&expected) == 0 && str_equals(accept, buf_str(&expected));
	buf_deinit(&expected);
	return equal;
}

int ws_handshake_verify(
	const struct http1_response *response, struct str key, const char **ret_what)
{
	const struct http1_headers *headers = &response->headers;
	struct str value;

	if (response->status != 101) {
		return refuse(WS_HANDSHAKE_E_BAD, "the server refused the upgrade", ret_what);
	}
	if (!http1_has_token(headers, STR_LIT("Upgrade"), STR_LIT("websocket")) ||
		!http1_has_token(headers, STR_LIT("Connection"), STR_LIT("upgrade"))) {
		return refuse(
			WS_HANDSHAKE_E_BAD, "the server switched to something else", ret_what);
	}
	if (!is_accepted(headers, key)) {
		return refuse(
			WS_HANDSHAKE_E_BAD, "Sec-WebSocket-Accept is missing or wrong", ret_what);
	}
	if (http1_header(headers, STR_LIT("Sec-WebSocket-Extensions"), &value) ||
		http1_header(headers, STR_LIT("Sec-WebSocket-Protocol"), &value)) {
		return refuse(WS_HANDSHAKE_E_BAD,
			"the server chose an extension or subprotocol that was never offered",
			ret_what);
	}
	return 0;
}
