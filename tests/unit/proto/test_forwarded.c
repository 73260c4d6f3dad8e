/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Addresses (ip.h) and chains of them. */
#include "support.h"

#include <arpa/inet.h>
#include <stdlib.h>

#include "proto/forwarded.h"

static struct ip ip_of(const char *text)
{
	struct ip ip;

	assert_true(ip_parse(str_from_cstr(text), &ip));
	return ip;
}

static void check_hop(const char *text, const char *expected)
{
	struct buf out = BUF_NULL;
	size_t len = strlen(text);
	char *copy = exact_copy(str_make(text, len));
	struct ip ip;

	if (ip_parse_hop(str_make(copy, len), &ip)) {
		ip_write(&out, ip);
	}
	assert_str(buf_str(&out), expected, strlen(expected));
	buf_deinit(&out);
	free(copy);
}

static void reads_addresses_as_proxies_write_them(void **state)
{
	(void)state;
	check_hop("192.0.2.1", "192.0.2.1");
	check_hop("192.0.2.1:4711", "192.0.2.1");
	check_hop("\"192.0.2.1:4711\"", "192.0.2.1");
	check_hop("192.0.2.1:8", "192.0.2.1");
	check_hop("2001:DB8:0:0::1", "2001:db8::1");
	check_hop("[2001:db8::1]", "2001:db8::1");
	check_hop("[2001:db8::1]:4711", "2001:db8::1");
	check_hop("\"[2001:db8::1]:_port\"", "2001:db8::1");
	check_hop("::ffff:192.0.2.1", "192.0.2.1");
	check_hop("::FFFF:c000:201", "192.0.2.1");
	check_hop("[::ffff:192.0.2.1]:80", "192.0.2.1");
}

static void refuses_what_is_no_address(void **state)
{
	static const char *const bad[] = {"", "unknown", "_hidden", "192.0.2", "192.0.2.256",
		"192.0.2.1:", "192.0.2.1:x", "192.0.2.1:65536", "[192.0.2.1]", "[192.0.2.1]:1",
		"[2001:db8::1", "2001:db8::1]", "[2001:db8::1]x", "[2001:db8::1]:", "[]", "\"",
		"\"\"", "\"1.2.3.4", "1.2.3.4 5.6.7.8", "fe80::1%eth0", "2001:db8:::1", "0x7f.1",
		"1", "localhost", "1111:2222:3333:4444:5555:6666:7777:8888:9999",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
	struct ip ip;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		check_hop(bad[i], "");
	}
	assert_false(ip_parse(str_make("1.2.3.4\0x", 9), &ip));
	assert_false(ip_parse(str_make("1.2.3.4\0", 8), &ip));
}

static void writes_quads_as_the_c_library_does(void **state)
{
	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		unsigned char quad[4] = {
			(unsigned char)byte, 0, (unsigned char)(255 - byte), (unsigned char)byte};
		char expected[IP_TEXT_MAX];
		char text[IP_TEXT_MAX];

		assert_non_null(inet_ntop(AF_INET, quad, expected, sizeof(expected)));
		ip_format(ip_of(expected), text);
		assert_string_equal(text, expected);
	}
}

static void knows_networks(void **state)
{
	(void)state;
	assert_true(ip_is_in(ip_of("10.1.2.3"), STR_LIT("10.0.0.0/8")));
	assert_false(ip_is_in(ip_of("11.1.2.3"), STR_LIT("10.0.0.0/8")));
	assert_true(ip_is_in(ip_of("192.168.7.129"), STR_LIT("192.168.7.128/25")));
	assert_false(ip_is_in(ip_of("192.168.7.127"), STR_LIT("192.168.7.128/25")));
	assert_true(ip_is_in(ip_of("1.2.3.4"), STR_LIT("1.2.3.4")));
	assert_true(ip_is_in(ip_of("1.2.3.4"), STR_LIT("1.2.3.4/32")));
	assert_false(ip_is_in(ip_of("1.2.3.5"), STR_LIT("1.2.3.4/32")));
	assert_true(ip_is_in(ip_of("1.2.3.5"), STR_LIT("0.0.0.0/0")));
	assert_false(ip_is_in(ip_of("::1"), STR_LIT("0.0.0.0/0")));
	assert_true(ip_is_in(ip_of("1.2.3.5"), STR_LIT("::/0")));
	assert_true(ip_is_in(ip_of("2001:db8::1"), STR_LIT("2001:db8::/32")));
	assert_false(ip_is_in(ip_of("2001:db9::1"), STR_LIT("2001:db8::/32")));
	assert_true(ip_is_in(ip_of("::1"), STR_LIT("::1/128")));
	assert_true(ip_is_in(ip_of("1.2.3.4"), STR_LIT("::ffff:1.2.3.0/120")));
	assert_false(ip_is_in(ip_of("1.2.3.4"), STR_LIT("1.2.3.4/33")));
	assert_false(ip_is_in(ip_of("::1"), STR_LIT("::1/129")));
	assert_false(ip_is_in(ip_of("1.2.3.4"), STR_LIT("1.2.3.4/")));
	assert_false(ip_is_in(ip_of("1.2.3.4"), STR_LIT("1.2.3.4/x")));
	assert_false(ip_is_in(ip_of("1.2.3.4"), STR_LIT("x/8")));
	assert_false(ip_is_in(ip_of("1.2.3.4"), STR_NULL));
}

static void tells_local_addresses_from_public_ones(void **state)
{
	static const char *const local[] = {"127.0.0.1", "10.0.0.1", "172.31.255.255",
		"192.168.0.1", "169.254.1.1", "100.64.0.1", "::1", "fd00::1", "fe80::1",
		"::ffff:10.0.0.1"};
	static const char *const public[] = {"128.0.0.1", "172.32.0.0", "192.169.0.1", "8.8.8.8",
		"100.128.0.1", "2001:db8::1", "::2", "fec0::1"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(local); i++) {
		assert_true(ip_is_local(ip_of(local[i])));
	}
	for (size_t i = 0; i < ARRAY_SIZE(public); i++) {
		assert_false(ip_is_local(ip_of(public[i])));
	}
}

/* FIELDS: lines without CR LF, separated by '\n'. PEER may be NULL. */
static void read_chain(const char *fields, const char *peer, struct forwarded *chain)
{
	static struct http1_request request;
	static struct buf in;
	struct str rest = str_from_cstr(fields);
	struct ip peer_ip;
	size_t len;

	buf_clear(&in);
	buf_append_cstr(&in, "GET / HTTP/1.1\r\nHost: a\r\n");
	while (rest.len) {
		struct str line;

		(void)str_split_once(rest, '\n', &line, &rest);
		buf_append_str(&in, line);
		buf_append_cstr(&in, "\r\n");
	}
	buf_append_cstr(&in, "\r\n");
	assert_int_equal(http1_parse_request(buf_str(&in), NULL, &request, &len), 0);
	if (peer) {
		peer_ip = ip_of(peer);
	}
	forwarded_read(&request.headers, peer ? &peer_ip : NULL, chain);
}

static void check(const char *fields, const char *peer, const char *expected)
{
	struct forwarded chain;
	struct buf out = BUF_NULL;

	read_chain(fields, peer, &chain);
	forwarded_write(&out, &chain);
	assert_str(buf_str(&out), expected, strlen(expected));
	buf_deinit(&out);
}

static void joins_what_the_request_brought_and_the_peer(void **state)
{
	(void)state;
	check("", "1.2.3.4", "1.2.3.4");
	check("", NULL, "");
	check("X-Forwarded-For: 5.6.7.8", NULL, "5.6.7.8");
	check("X-Forwarded-For: 5.6.7.8, 9.9.9.9", "::1", "5.6.7.8, 9.9.9.9, ::1");
	check("X-Forwarded-For: 5.6.7.8\nX-A: b\nx-forwarded-for: 9.9.9.9:80,2001:db8::1",
		"::ffff:127.0.0.1", "5.6.7.8, 9.9.9.9, 2001:db8::1, 127.0.0.1");
	check("X-Forwarded-For: ,5.6.7.8,,", "::1", "5.6.7.8, ::1");
}

static void asks_one_source_after_the_other(void **state)
{
	(void)state;
	check("Forwarded: for=4.4.4.4\nX-Real-IP: 5.5.5.5\nX-Forwarded-For: 6.6.6.6", NULL,
		"6.6.6.6");
	check("Forwarded: for=4.4.4.4\nX-Real-IP: 5.5.5.5", "1.1.1.1", "5.5.5.5, 1.1.1.1");
	check("Forwarded: for=4.4.4.4", "1.1.1.1", "4.4.4.4, 1.1.1.1");
	check("X-Forwarded-For:\nX-Real-IP: [2001:db8::5]", NULL, "2001:db8::5");
	/* A field that holds only nonsense isn't absent. */
	check("X-Forwarded-For: unknown\nX-Real-IP: 5.5.5.5", "1.1.1.1", "1.1.1.1");
}

static void reads_the_elements_of_forwarded(void **state)
{
	(void)state;
	check("Forwarded: for=192.0.2.60;proto=http;by=203.0.113.43", NULL, "192.0.2.60");
	check("Forwarded: For=\"[2001:db8:cafe::17]:4711\"", NULL, "2001:db8:cafe::17");
	check("Forwarded: for=192.0.2.43, for=198.51.100.17", NULL, "192.0.2.43, 198.51.100.17");
	check("Forwarded: proto=https;host=\"a;for=6.6.6.6,\\\"b\"; FOR=192.0.2.43 , "
	      "by=x;for=198.51.100.17",
		NULL, "192.0.2.43, 198.51.100.17");
	check("Forwarded: for=1.1.1.1\nForwarded: for=\"2.2.2.2:99\"", NULL, "1.1.1.1, 2.2.2.2");
	check("Forwarded: for=1.1.1.1, for=unknown, for=3.3.3.3", NULL, "3.3.3.3");
	check("Forwarded: for=1.1.1.1, for=_hidden", NULL, "");
	check("Forwarded: for=1.1.1.1, proto=https", NULL, "");
	check("Forwarded: for", NULL, "");
	check("Forwarded: for=\"1.1.1.1\\", NULL, "");
}

static void an_entry_that_is_no_address_cuts_off_its_left(void **state)
{
	(void)state;
	check("X-Forwarded-For: 1.1.1.1, evil, 2.2.2.2", "3.3.3.3", "2.2.2.2, 3.3.3.3");
	check("X-Forwarded-For: 1.1.1.1\nX-Forwarded-For: 2.2.2.2, <script>", "3.3.3.3", "3.3.3.3");
	check("X-Forwarded-For: 1.1.1.1 2.2.2.2, 4.4.4.4", NULL, "4.4.4.4");
	check("X-Forwarded-For: 1.1.1.1, \"unbalanced, 4.4.4.4", "3.3.3.3", "4.4.4.4, 3.3.3.3");
}

/* The client wrote what stands before the last comma; a proxy of ours, whom it saw. */
static void a_client_cannot_quote_away_what_a_proxy_saw(void **state)
{
	(void)state;
	check("X-Forwarded-For: \", 8.8.8.8", "127.0.0.1", "8.8.8.8, 127.0.0.1");
	check("X-Forwarded-For: \"1.1.1.1, 8.8.8.8:80\"", "127.0.0.1", "127.0.0.1");
	check("X-Forwarded-For: \"a\\, 8.8.8.8", "127.0.0.1", "8.8.8.8, 127.0.0.1");
	check("X-Real-IP: \", 8.8.8.8", "127.0.0.1", "8.8.8.8, 127.0.0.1");
	check("Forwarded: for=\"1.1.1.1, for=8.8.8.8", "127.0.0.1", "8.8.8.8, 127.0.0.1");
	check("Forwarded: a=\", for=\"[2001:db8::8]:80\"", "::1", "2001:db8::8, ::1");
	check("Forwarded: a=\"b\\\", for=8.8.8.8", "::1", "8.8.8.8, ::1");
	check("Forwarded: a=\"\\, for=\"[2001:db8::8]\";by=x", "::1", "2001:db8::8, ::1");
	check("Forwarded: \"\nForwarded: for=8.8.8.8", "::1", "8.8.8.8, ::1");
}

static void the_last_hop_is_not_repeated(void **state)
{
	(void)state;
	check("X-Forwarded-For: 1.1.1.1, 2.2.2.2", "2.2.2.2", "1.1.1.1, 2.2.2.2");
	check("X-Forwarded-For: 1.1.1.1, 2.2.2.2:80", "::ffff:2.2.2.2", "1.1.1.1, 2.2.2.2");
	check("X-Forwarded-For: 2.2.2.2, 1.1.1.1", "2.2.2.2", "2.2.2.2, 1.1.1.1, 2.2.2.2");
	check("X-Forwarded-For: x, 2.2.2.2", "2.2.2.2", "2.2.2.2");
}

static void keeps_the_rightmost_16(void **state)
{
	(void)state;
	for (unsigned n = 1; n < 40; n++) {
		struct forwarded chain;
		struct buf fields = BUF_NULL;
		size_t expected = MIN_OF(n + 1, 16U);

		buf_append_cstr(&fields, "X-Forwarded-For: ");
		for (unsigned i = 1; i <= n; i++) {
			buf_appendf(&fields, "1.1.1.%u,", i);
		}
		read_chain(buf_cstr(&fields), "9.9.9.9", &chain);
		buf_deinit(&fields);
		assert_int_equal(chain.count, expected);
		assert_int_equal(chain.hops[expected - 1].bytes[15], 9);
		assert_int_equal(chain.hops[expected - 2].bytes[15], n);
		assert_int_equal(chain.hops[0].bytes[15], n + 2 - expected);
	}
}

static bool trust_nobody(struct ip ip, void *ctx)
{
	(void)ip;
	(void)ctx;
	return false;
}

static void check_client(
	const char *fields, const char *peer, forwarded_trust_fn trust, const char *expected)
{
	struct forwarded chain;
	const struct ip *client;

	read_chain(fields, peer, &chain);
	client = forwarded_client(&chain, trust, NULL);
	if (!expected) {
		assert_null(client);
		return;
	}
	assert_non_null(client);
	assert_true(ip_equals(*client, ip_of(expected)));
}

static void the_client_is_whom_our_outermost_proxy_saw(void **state)
{
	forwarded_trust_fn local = forwarded_trust_local;

	(void)state;
	/* Straight from the Internet: what it claims counts for nothing. */
	check_client("X-Forwarded-For: 6.6.6.6", "8.8.8.8", local, "8.8.8.8");
	/* Behind one proxy, and behind two. */
	check_client("X-Forwarded-For: 6.6.6.6, 8.8.8.8", "127.0.0.1", local, "8.8.8.8");
	check_client(
		"X-Forwarded-For: 6.6.6.6, 8.8.8.8, 172.18.0.2", "172.18.0.3", local, "8.8.8.8");
	check_client("X-Forwarded-For: 6.6.6.6, 8.8.8.8", NULL, local, "8.8.8.8");
	/* A client at home. */
	check_client("X-Forwarded-For: 192.168.1.5", "127.0.0.1", local, "192.168.1.5");
	check_client("", "127.0.0.1", local, "127.0.0.1");
	check_client("", NULL, local, NULL);
	check_client("X-Forwarded-For: 6.6.6.6, 8.8.8.8", "127.0.0.1", trust_nobody, "127.0.0.1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_addresses_as_proxies_write_them),
		cmocka_unit_test(refuses_what_is_no_address),
		cmocka_unit_test(writes_quads_as_the_c_library_does),
		cmocka_unit_test(knows_networks),
		cmocka_unit_test(tells_local_addresses_from_public_ones),
		cmocka_unit_test(joins_what_the_request_brought_and_the_peer),
		cmocka_unit_test(asks_one_source_after_the_other),
		cmocka_unit_test(reads_the_elements_of_forwarded),
		cmocka_unit_test(an_entry_that_is_no_address_cuts_off_its_left),
		cmocka_unit_test(a_client_cannot_quote_away_what_a_proxy_saw),
		cmocka_unit_test(the_last_hop_is_not_repeated),
		cmocka_unit_test(keeps_the_rightmost_16),
		cmocka_unit_test(the_client_is_whom_our_outermost_proxy_saw),
	};

	return cmocka_run_group_tests_name("forwarded", tests, NULL, NULL);
}
