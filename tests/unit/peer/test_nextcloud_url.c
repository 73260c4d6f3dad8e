/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "peer/nextcloud_url.h"

static const struct {
	const char *from;
	const char *to;
	bool trusted;
} redirects[] = {
	{"http://a/", "http://a/other?x", true},
	{"http://a/", "http://A:80/", true},
	{"https://a/", "HTTPS://a:443/", true},
	{"http://a/", "https://a/", true},
	{"http://a:8080/", "https://a:8443/", true},
	{"http://[::1]:80/", "http://[::1]/", true},
	{"https://a/", "http://a/", false},
	{"https://a:443/", "http://a:443/", false},
	{"http://a/", "http://a:81/", false},
	{"https://a/", "https://a:444/", false},
	{"http://a/", "http://b/", false},
	{"http://a/", "https://b/", false},
	{"http://a/", "http://a.b/", false},
	{"http://a/", "http://b@a.evil/", false},
	{"http://a/", "http://a@b/", false},
	{"http://a/", "http://b\\@a/", true}, /* as libcurl reads it, which refuses it then */
	{"http://a/", "http://a%00.b/", false},
	{"http://a/", "ftp://a/", false},
	{"http://a/", "file:///a", false},
	{"http://a/", "//a/", false},
	{"http://a/", "", false},
	{"", "", false},
	{"nonsense", "nonsense", false},
};

static void secrets_follow_only_within_the_host(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(redirects); i++) {
		if (nextcloud_url_is_trusted(redirects[i].from, redirects[i].to) !=
			redirects[i].trusted) {
			fail_msg("%s -> %s", redirects[i].from, redirects[i].to);
		}
	}
}

static void hosts_are_compared_without_case_and_port(void **state)
{
	(void)state;
	assert_true(nextcloud_url_same_host("http://a/", "https://A:99/x"));
	assert_true(nextcloud_url_same_host("http://[::1]/", "https://[::1]:99/x"));
	assert_false(nextcloud_url_same_host("http://a/", "http://b/"));
	assert_false(nextcloud_url_same_host("http://a/", "a"));
}

static void assert_host(const char *url, const char *expected)
{
	struct buf out = BUF_NULL;

	assert_int_equal(nextcloud_url_host(url, &out), expected ? 0 : -EINVAL);
	assert_true(str_equals(buf_str(&out), str_from_cstr(expected)));
	buf_deinit(&out);
}

static void the_host_header_has_the_port_that_was_named(void **state)
{
	(void)state;
	assert_host("https://cloud.example.org/nc/", "cloud.example.org");
	assert_host("https://cloud.example.org:8443/", "cloud.example.org:8443");
	assert_host("http://[2001:db8::1]:80/", "[2001:db8::1]:80");
	assert_host("ftp://cloud.example.org/", NULL);
	assert_host("cloud.example.org", NULL);
	assert_host("https://", NULL);
	assert_host("https://a b/", NULL);
	assert_host("", NULL);
}

static void assert_connect(
	const char *url, const char *host, uint16_t port, bool any, const char *expected)
{
	struct buf out = BUF_NULL;

	assert_int_equal(nextcloud_url_connect_to(url, str_from_cstr(host), port, any, &out), 0);
	assert_string_equal(buf_cstr(&out), expected);
	buf_deinit(&out);
}

static void connect_entries_are_what_libcurl_expects(void **state)
{
	struct buf out = BUF_NULL;

	(void)state;
	assert_connect("https://a/", "127.0.0.1", 8443, false, "a:443:127.0.0.1:8443");
	assert_connect("https://a/", "127.0.0.1", 0, false, "a:443:127.0.0.1:");
	assert_connect("https://a/", "127.0.0.1", 8443, true, "a::127.0.0.1:");
	assert_connect("http://a:81/", "web", 8080, false, "a:81:web:8080");
	assert_connect("http://[::2]/", "::1", 8080, false, "[::2]:80:[::1]:8080");
	assert_connect("http://a/", "[::1]", 8080, false, "a:80:[::1]:8080");
	assert_int_equal(
		nextcloud_url_connect_to("gopher://a", STR_LIT("b"), 0, false, &out), -EINVAL);
	buf_deinit(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secrets_follow_only_within_the_host),
		cmocka_unit_test(hosts_are_compared_without_case_and_port),
		cmocka_unit_test(the_host_header_has_the_port_that_was_named),
		cmocka_unit_test(connect_entries_are_what_libcurl_expects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
