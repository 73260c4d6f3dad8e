/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Requests and responses, and everything that reads their fields. Laws: a head that arrives byte by
 * byte is judged as one that is there at once; no view holds a control character.
 */
#include "fuzz.h"

#include "proto/forwarded.h"
#include "proto/ws_handshake.h"

static void check_fields(const struct http1_headers *headers)
{
	REQUIRE(headers->count <= HTTP1_MAX_HEADERS);
	for (size_t i = 0; i < headers->count; i++) {
		struct str value = headers->list[i].value;
		struct str item;

		REQUIRE(headers->list[i].name.len > 0);
		REQUIRE(str_find_byte(value, '\n') < 0 && str_find_byte(value, '\r') < 0);
		while (http1_next_item(&value, &item)) {
			REQUIRE(item.len > 0);
		}
	}
}

static void check_chain(const struct http1_headers *headers)
{
	struct forwarded chain;
	struct ip peer;
	struct buf text = BUF_NULL;

	REQUIRE(ip_parse(STR_LIT("::1"), &peer));
	forwarded_read(headers, &peer, &chain);
	REQUIRE(chain.count >= 1 && chain.count <= FORWARDED_MAX);
	REQUIRE(ip_equals(chain.hops[chain.count - 1], peer));
	forwarded_write(&text, &chain);
	for (struct str rest = buf_str(&text); rest.len;) {
		struct str item;
		struct ip ip;

		REQUIRE(http1_next_item(&rest, &item) && ip_parse(item, &ip));
	}
	REQUIRE(forwarded_client(&chain, forwarded_trust_local, NULL));
	buf_deinit(&text);
}

static void check_handshake(const struct http1_request *request)
{
	struct ws_handshake handshake;
	struct http1_response response;
	struct buf out = BUF_NULL;
	size_t len;
	const char *what;
	int r = ws_handshake_check(request, &handshake, &what);

	if (r) {
		ws_handshake_refuse(&out, r, what);
		REQUIRE(http1_parse_response(buf_str(&out), NULL, &response, &len) == 0);
	} else {
		ws_handshake_accept(&out, &handshake);
		REQUIRE(http1_parse_response(buf_str(&out), NULL, &response, &len) == 0);
		REQUIRE(len == out.len);
		REQUIRE(ws_handshake_verify(&response, handshake.key, NULL) == 0);
	}
	buf_deinit(&out);
}

static void check_growing(struct str in, int expected, size_t expected_len)
{
	static struct http1_request request;
	size_t seen = 0;
	size_t len = 0;
	int r = HTTP1_E_MORE;

	for (size_t n = 0; n <= in.len && r == HTTP1_E_MORE; n++) {
		r = http1_parse_request(str_first(in, n), &seen, &request, &len);
	}
	REQUIRE(r == expected && len == expected_len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct http1_request request;
	static struct http1_response response;
	struct str in = str_make(data, size);
	size_t len = 0;
	int r = http1_parse_request(in, NULL, &request, &len);

	if (size < 4096) {
		check_growing(in, r, len);
	}
	if (r == 0) {
		REQUIRE(len <= size);
		REQUIRE(request.path.len > 0);
		check_fields(&request.headers);
		check_chain(&request.headers);
		check_handshake(&request);
	}
	if (http1_parse_response(in, NULL, &response, &len) == 0) {
		check_fields(&response.headers);
	}
	return 0;
}
