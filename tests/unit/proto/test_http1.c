/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <stdlib.h>

#include "proto/http1.h"

static struct http1_request request;
static struct http1_response response;

/* Parses an exact copy; views point into it until the next call. */
static int parse(struct str in)
{
	static char *copy;
	size_t len;

	free(copy);
	copy = exact_copy(in);
	return http1_parse_request(str_make(copy, in.len), NULL, &request, &len);
}

static void takes_a_request_apart(void **state)
{
	struct str in = STR_LIT("GET /push/ws?a=b&c HTTP/1.1\r\nHost: cloud.example\r\n"
				"X-Empty:\r\nX-Blanks: \t a b\t \r\nCOOKIE:x=\xe9\r\n\r\nbody");
	struct str value;
	size_t len = 0;

	(void)state;
	assert_int_equal(http1_parse_request(in, NULL, &request, &len), 0);
	assert_int_equal(len, in.len - 4);
	assert_lit(request.method, "GET");
	assert_lit(request.target, "/push/ws?a=b&c");
	assert_lit(request.path, "/push/ws");
	assert_lit(request.query, "a=b&c");
	assert_int_equal(request.minor, 1);
	assert_true(request.keep_alive);
	assert_int_equal(request.body, HTTP1_BODY_NONE);
	assert_int_equal(request.headers.count, 4);
	assert_true(http1_header(&request.headers, STR_LIT("host"), &value));
	assert_lit(value, "cloud.example");
	assert_true(http1_header(&request.headers, STR_LIT("x-empty"), &value));
	assert_lit(value, "");
	assert_true(http1_header(&request.headers, STR_LIT("X-BLANKS"), &value));
	assert_lit(value, "a b");
	assert_true(http1_header(&request.headers, STR_LIT("Cookie"), &value));
	assert_lit(value, "x=\xe9");
	assert_false(http1_header(&request.headers, STR_LIT("Hos"), &value));
}

static void waits_for_the_end_at_every_split(void **state)
{
	struct str in = STR_LIT("\r\nGET / HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\nrest");
	size_t head = in.len - 4;
	size_t seen = 0;

	(void)state;
	for (size_t len = 0; len <= in.len; len++) {
		char *copy = exact_copy(str_first(in, len));
		size_t head_len = 0;
		size_t fresh = 0;
		int r = http1_parse_request(str_make(copy, len), &fresh, &request, &head_len);

		assert_int_equal(r, len < head ? HTTP1_E_MORE : 0);
		assert_int_equal(head_len, len < head ? 0 : head);
		if (len <= head) {
			/* The same with what was seen before. */
			assert_int_equal(http1_parse_request(
						 str_make(copy, len), &seen, &request, &head_len),
				r);
			assert_true(seen <= len);
		}
		free(copy);
	}
}

static void splits_the_forms_of_targets(void **state)
{
	static const struct {
		struct str line, path, query;
	} rows[] = {
		{STR_INIT("GET / HTTP/1.1"), STR_INIT("/"), {NULL, 0}},
		{STR_INIT("GET /? HTTP/1.1"), STR_INIT("/"), STR_INIT("")},
		{STR_INIT("GET /a%2Fb/?x?y HTTP/1.1"), STR_INIT("/a%2Fb/"), STR_INIT("x?y")},
		{STR_INIT("GET http://h/p?q HTTP/1.1"), STR_INIT("/p"), STR_INIT("q")},
		{STR_INIT("GET HTTPS://h:1 HTTP/1.1"), STR_INIT("/"), {NULL, 0}},
		{STR_INIT("GET http://h?q HTTP/1.1"), STR_INIT("/"), STR_INIT("q")},
		{STR_INIT("OPTIONS * HTTP/1.1"), STR_INIT("*"), {NULL, 0}},
		{STR_INIT("GET /\xc3\xa9 HTTP/1.1"), STR_INIT("/\xc3\xa9"), {NULL, 0}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct buf in = BUF_NULL;

		buf_appendf(&in, "%.*s\r\nHost: h\r\n\r\n", STR_ARG(rows[i].line));
		assert_int_equal(parse(buf_str(&in)), 0);
		assert_str(request.path, rows[i].path.ptr, rows[i].path.len);
		assert_str(request.query, rows[i].query.ptr, rows[i].query.len);
		assert_int_equal(request.query.ptr != NULL, rows[i].query.ptr != NULL);
		buf_deinit(&in);
	}
}

static void refuses_malformed_and_smuggling_requests(void **state)
{
	static const struct str bad[] = {
		STR_INIT("\x16\x03\x01"), /* TLS: at once, without waiting for more */
		STR_INIT("GET / HTTP/1.1\n"),
		STR_INIT("\n"),
		STR_INIT(" GET / HTTP/1.1\r\n\r\n"),
		STR_INIT("\r\n\r\n"),
		STR_INIT("GET\r\n\r\n"),
		STR_INIT("GET /\r\n\r\n"),
		STR_INIT("GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
		STR_INIT("GET / http/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET / HTTP/11\r\nHost: a\r\n\r\n"),
		STR_INIT("G@T / HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET /\t HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET a HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\n\r\n"), /* no Host */
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\n X: first\r\nHost: a\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nX: a\nb\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nX: \x7f\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\r\nHost: a\r\n\r\n"),
		STR_INIT("GET / HTTP/1.1\r\nHost: a\r\nX\xc3: b\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: "
			 "chunked\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: "
			 "2\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 2\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
			 "18446744073709551616\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"),
		STR_INIT("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
			 "chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
		STR_INIT("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		if (parse(bad[i]) != HTTP1_E_BAD) {
			fail_msg("row %zu: %.*s", i, STR_ARG(bad[i]));
		}
	}
}

static void tells_versions_apart(void **state)
{
	(void)state;
	assert_int_equal(parse(STR_LIT("GET / HTTP/1.0\r\n\r\n")), 0);
	assert_int_equal(request.minor, 0);
	assert_int_equal(parse(STR_LIT("GET / HTTP/1.9\r\nHost: a\r\n\r\n")), 0);
	assert_int_equal(request.minor, 1);
	assert_int_equal(parse(STR_LIT("GET / HTTP/2.0\r\nHost: a\r\n\r\n")), HTTP1_E_VERSION);
	assert_int_equal(parse(STR_LIT("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")), HTTP1_E_VERSION);
	assert_int_equal(parse(STR_LIT("GET / HTTP/9.9\r\n\r\n")), HTTP1_E_VERSION);
	assert_int_equal(parse(STR_LIT("GET / HTTP/:.0\r\n\r\n")), HTTP1_E_BAD);
	assert_int_equal(parse(STR_LIT("GET / HTTP/0.9\r\n\r\n")), HTTP1_E_VERSION);
	assert_int_equal(http1_error_status(HTTP1_E_VERSION), 505);
	assert_int_equal(http1_error_status(HTTP1_E_TOO_LARGE), 431);
	assert_int_equal(http1_error_status(HTTP1_E_BAD), 400);
}

static bool keeps_alive(const char *version, const char *line)
{
	struct buf in = BUF_NULL;

	buf_appendf(&in, "GET / %s\r\nHost: a\r\n%s\r\n", version, line);
	assert_int_equal(parse(buf_str(&in)), 0);
	buf_deinit(&in);
	return request.keep_alive;
}

static void knows_whether_the_connection_stays(void **state)
{
	(void)state;
	assert_true(keeps_alive("HTTP/1.1", ""));
	assert_false(keeps_alive("HTTP/1.1", "Connection: close\r\n"));
	assert_false(keeps_alive("HTTP/1.1", "Connection: foo, Close\r\n"));
	assert_false(keeps_alive("HTTP/1.1", "Connection: keep-alive\r\nConnection: close\r\n"));
	assert_false(keeps_alive("HTTP/1.0", ""));
	assert_true(keeps_alive("HTTP/1.0", "Connection: Keep-Alive\r\n"));
}

static void announces_the_body(void **state)
{
	(void)state;
	assert_int_equal(
		parse(STR_LIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")), 0);
	assert_int_equal(request.body, HTTP1_BODY_LENGTH);
	assert_int_equal(request.content_length, 5);
	assert_int_equal(parse(STR_LIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, "
				       "5\r\nContent-Length: 5\r\n\r\n")),
		0);
	assert_int_equal(request.content_length, 5);
	assert_int_equal(
		parse(STR_LIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")), 0);
	assert_int_equal(request.body, HTTP1_BODY_NONE);
	assert_int_equal(
		parse(STR_LIT("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n")),
		0);
	assert_int_equal(request.body, HTTP1_BODY_CHUNKED);
}

/* A request whose head is exactly LEN bytes long. */
static int parse_head_of(size_t len, size_t given)
{
	static const char begin[] = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
	struct buf in = BUF_NULL;
	int r;

	buf_append(&in, begin, sizeof(begin) - 1);
	while (in.len < len - 4) {
		buf_append_byte(&in, 'x');
	}
	buf_append_cstr(&in, "\r\n\r\n");
	r = parse(str_first(buf_str(&in), given));
	buf_deinit(&in);
	return r;
}

static void limits_the_head_to_64_kib_exactly(void **state)
{
	(void)state;
	assert_int_equal(parse_head_of(HTTP1_MAX_HEAD, HTTP1_MAX_HEAD), 0);
	assert_int_equal(parse_head_of(HTTP1_MAX_HEAD, HTTP1_MAX_HEAD - 1), HTTP1_E_MORE);
	assert_int_equal(parse_head_of(HTTP1_MAX_HEAD + 1, HTTP1_MAX_HEAD - 1), HTTP1_E_MORE);
	assert_int_equal(parse_head_of(HTTP1_MAX_HEAD + 1, HTTP1_MAX_HEAD), HTTP1_E_TOO_LARGE);
	assert_int_equal(parse_head_of(HTTP1_MAX_HEAD + 1, HTTP1_MAX_HEAD + 1), HTTP1_E_TOO_LARGE);
}

static int parse_with_fields(unsigned count)
{
	struct buf in = BUF_NULL;
	int r;

	buf_append_cstr(&in, "GET / HTTP/1.1\r\nHost: a\r\n");
	for (unsigned i = 1; i < count; i++) {
		buf_append_cstr(&in, "X: y\r\n");
	}
	buf_append_cstr(&in, "\r\n");
	r = parse(buf_str(&in));
	buf_deinit(&in);
	return r;
}

static void limits_the_fields_to_128_exactly(void **state)
{
	(void)state;
	assert_int_equal(parse_with_fields(128), 0);
	assert_int_equal(request.headers.count, 128);
	assert_int_equal(parse_with_fields(129), HTTP1_E_TOO_LARGE);
}

static void walks_repeated_fields_and_lists(void **state)
{
	struct str value;
	struct str item;
	size_t at = 0;

	(void)state;
	assert_int_equal(
		parse(STR_LIT("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\n"
			      "X: 1\r\nx: 2\r\nUpgrade: h2c,,\tWebSocket ,\r\n\r\n")),
		0);
	assert_true(http1_next_header(&request.headers, STR_LIT("X"), &at, &value));
	assert_lit(value, "1");
	assert_true(http1_next_header(&request.headers, STR_LIT("X"), &at, &value));
	assert_lit(value, "2");
	assert_false(http1_next_header(&request.headers, STR_LIT("X"), &at, &value));
	assert_true(http1_has_token(&request.headers, STR_LIT("connection"), STR_LIT("upgrade")));
	assert_true(http1_has_token(&request.headers, STR_LIT("upgrade"), STR_LIT("websocket")));
	assert_false(http1_has_token(&request.headers, STR_LIT("upgrade"), STR_LIT("h2")));
	assert_false(http1_has_token(&request.headers, STR_LIT("none"), STR_LIT("h2")));
	value = STR_LIT(" ,a, \"b, \\\" c\" ,d;e=\",\",, ");
	assert_true(http1_next_item(&value, &item));
	assert_lit(item, "a");
	assert_true(http1_next_item(&value, &item));
	assert_lit(item, "\"b, \\\" c\"");
	assert_true(http1_next_item(&value, &item));
	assert_lit(item, "d;e=\",\"");
	assert_false(http1_next_item(&value, &item));
	value = STR_LIT("\"open, \\");
	assert_true(http1_next_item(&value, &item));
	assert_lit(item, "\"open, \\");
	assert_false(http1_next_item(&value, &item));
}

static int parse_answer(struct str in)
{
	static char *copy;
	size_t len;

	free(copy);
	copy = exact_copy(in);
	return http1_parse_response(str_make(copy, in.len), NULL, &response, &len);
}

static void takes_a_response_apart(void **state)
{
	(void)state;
	assert_int_equal(parse_answer(STR_LIT(
				 "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")),
		0);
	assert_int_equal(response.status, 101);
	assert_lit(response.reason, "Switching Protocols");
	assert_int_equal(response.body, HTTP1_BODY_NONE);
	assert_true(response.keep_alive);
	assert_int_equal(parse_answer(STR_LIT("HTTP/1.0 200\r\n\r\n")), 0);
	assert_lit(response.reason, "");
	assert_int_equal(response.body, HTTP1_BODY_TILL_EOF);
	assert_false(response.keep_alive);
	assert_int_equal(parse_answer(STR_LIT("HTTP/1.1 403 \r\nContent-Length: 7\r\n\r\n")), 0);
	assert_int_equal(response.body, HTTP1_BODY_LENGTH);
	assert_int_equal(response.content_length, 7);
	assert_int_equal(parse_answer(STR_LIT("HTTP/1.1 200 OK\r\n")), HTTP1_E_MORE);
	assert_int_equal(parse_answer(STR_LIT("HTTP/2.0 200 OK\r\n\r\n")), HTTP1_E_VERSION);
	assert_int_equal(parse_answer(STR_LIT("HTTP/1.1 20 OK\r\n\r\n")), HTTP1_E_BAD);
	assert_int_equal(parse_answer(STR_LIT("HTTP/1.1 099 OK\r\n\r\n")), HTTP1_E_BAD);
	assert_int_equal(parse_answer(STR_LIT("HTTP/1.1 2000 OK\r\n\r\n")), HTTP1_E_BAD);
	assert_int_equal(parse_answer(STR_LIT("\r\nHTTP/1.1 200 OK\r\n\r\n")), HTTP1_E_BAD);
	assert_int_equal(parse_answer(STR_LIT("SSH-2.0-x\r\n\r\n")), HTTP1_E_BAD);
}

static void check_reply(const struct http1_reply *reply, const char *expected)
{
	struct buf out = BUF_NULL;

	http1_write_reply(&out, reply);
	assert_str(buf_str(&out), expected, strlen(expected));
	assert_int_equal(parse_answer(buf_str(&out)), 0);
	buf_deinit(&out);
}

static void writes_answers(void **state)
{
	struct http1_reply reply = {.status = 200,
		.content_type = STR_LIT("text/plain"),
		.body = STR_LIT("42"),
		.keep_alive = true};

	(void)state;
	check_reply(&reply,
		"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n42");
	reply.head_only = true;
	check_reply(
		&reply, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n");
	reply = (struct http1_reply){.status = 405, .extra_lines = STR_LIT("Allow: GET\r\n")};
	check_reply(&reply,
		"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n"
		"Allow: GET\r\n\r\n");
	reply = (struct http1_reply){.status = 204, .body = STR_LIT("x"), .keep_alive = true};
	check_reply(&reply, "HTTP/1.1 204 No Content\r\n\r\n");
	assert_string_equal(http1_reason(599), "Unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_a_request_apart),
		cmocka_unit_test(waits_for_the_end_at_every_split),
		cmocka_unit_test(splits_the_forms_of_targets),
		cmocka_unit_test(refuses_malformed_and_smuggling_requests),
		cmocka_unit_test(tells_versions_apart),
		cmocka_unit_test(knows_whether_the_connection_stays),
		cmocka_unit_test(announces_the_body),
		cmocka_unit_test(limits_the_head_to_64_kib_exactly),
		cmocka_unit_test(limits_the_fields_to_128_exactly),
		cmocka_unit_test(walks_repeated_fields_and_lists),
		cmocka_unit_test(takes_a_response_apart),
		cmocka_unit_test(writes_answers),
	};

	return cmocka_run_group_tests_name("http1", tests, NULL, NULL);
}
