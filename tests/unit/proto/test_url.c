/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <stdlib.h>

#include "proto/url.h"

/* "scheme|user|password|host|port|path|query|fragment", with - for what is absent. */
static void write_part(struct buf *out, bool present, struct str part)
{
	buf_append_byte(out, '|');
	buf_append_str(out, present ? part : STR_LIT("-"));
}

static void check(struct str text, const char *expected)
{
	struct buf out = BUF_NULL;
	char *copy = exact_copy(text);
	struct url url;
	int r = url_parse(str_make(copy, text.len), &url);

	if (r) {
		buf_appendf(&out, "error %d", r);
	} else {
		buf_append_str(&out, url.scheme);
		write_part(&out, url.has_user, url.user);
		write_part(&out, url.has_password, url.password);
		write_part(&out, url.has_authority, url.host);
		buf_appendf(&out, "|%d", url.has_port ? url.port : -1);
		write_part(&out, true, url.path);
		write_part(&out, url.has_query, url.query);
		write_part(&out, url.has_fragment, url.fragment);
	}
	assert_str(buf_str(&out), expected, strlen(expected));
	buf_deinit(&out);
	free(copy);
}

static void splits_what_configurations_contain(void **state)
{
	(void)state;
	check(STR_LIT("https://cloud.example"), "https|-|-|cloud.example|-1||-|-");
	check(STR_LIT(" https://cloud.example:8443/nc/ \n"),
		"https|-|-|cloud.example|8443|/nc/|-|-");
	check(STR_LIT("redis://:secret@localhost/3"), "redis||secret|localhost|-1|/3|-|-");
	check(STR_LIT("redis://u@h"), "redis|u|-|h|-1||-|-");
	check(STR_LIT("rediss://h:6380#insecure"), "rediss|-|-|h|6380||-|insecure");
	check(STR_LIT("mysql://nc:p@ss:w%40rd@db/nextcloud?ssl-mode=disabled"),
		"mysql|nc|p@ss:w%40rd|db|-1|/nextcloud|ssl-mode=disabled|-");
	check(STR_LIT("postgresql:///nc?host=/run/pg"), "postgresql|-|-||-1|/nc|host=/run/pg|-");
	check(STR_LIT("postgres://u:@%2Frun%2Fpg/nc"), "postgres|u||%2Frun%2Fpg|-1|/nc|-|-");
	check(STR_LIT("redis://[::1]:7000/"), "redis|-|-|::1|7000|/|-|-");
	check(STR_LIT("redis://a:b@[fe80::1]"), "redis|a|b|fe80::1|-1||-|-");
	check(STR_LIT("redis://::1/0"), "redis|-|-|::1|-1|/0|-|-");
	check(STR_LIT("unix:///run/redis.sock?db=2"), "unix|-|-||-1|/run/redis.sock|db=2|-");
	check(STR_LIT("redis+unix:/run/r.sock"), "redis+unix|-|-|-|-1|/run/r.sock|-|-");
	check(STR_LIT("sqlite:data/x.db?mode=ro"), "sqlite|-|-|-|-1|data/x.db|mode=ro|-");
	check(STR_LIT("sqlite::memory:"), "sqlite|-|-|-|-1|:memory:|-|-");
	check(STR_LIT("http://h:/p?#"), "http|-|-|h|-1|/p||");
	check(STR_LIT("http://h?a?b#c#d"), "http|-|-|h|-1||a?b|c#d");
	check(STR_LIT("redis+sentinel://u:p@a:1,b:2,c/mymaster/1"),
		"redis+sentinel|u|p|a|1|/mymaster/1|-|-");
	check(STR_LIT("azAZ09+-.:x"), "azAZ09+-.|-|-|-|-1|x|-|-");
	check(STR_LIT("Zz:x"), "Zz|-|-|-|-1|x|-|-");
	check(STR_LIT("http://h:0/"), "http|-|-|h|0|/|-|-");
	check(STR_LIT("http://h:65535"), "http|-|-|h|65535||-|-");
}

static void refuses_what_cannot_be_split(void **state)
{
	(void)state;
	check(STR_LIT(""), "error 1");
	check(STR_LIT("cloud.example"), "error 1");
	check(STR_LIT("://h"), "error 1");
	check(STR_LIT("1http://h"), "error 1");
	check(STR_LIT("ht tp://h"), "error 1");
	check(STR_LIT("/path:x"), "error 1");
	check(STR_LIT("http://[::1"), "error 2");
	check(STR_LIT("http://[::1]x"), "error 2");
	check(STR_LIT("http://a b/"), "error 2");
	check(STR_LIT("http://a\x7f/"), "error 2");
	check(STR_LIT("http://a/\0b"), "error 2");
	check(STR_LIT("http://h:65536"), "error 3");
	check(STR_LIT("http://h:x"), "error 3");
	check(STR_LIT("http://h:-1"), "error 3");
	check(STR_LIT("http://[::1]:x"), "error 3");
	for (int error = URL_E_SCHEME; error <= URL_E_PORT + 1; error++) {
		assert_non_null(url_strerror(error));
	}
}

static void splits_host_and_port(void **state)
{
	struct str host;
	uint16_t port = 7;
	bool has_port;

	(void)state;
	assert_int_equal(url_split_hostport(STR_LIT("h"), &host, &port, &has_port), 0);
	assert_false(has_port);
	assert_int_equal(port, 7);
	assert_int_equal(url_split_hostport(STR_LIT("[::1]:26379"), &host, &port, &has_port), 0);
	assert_lit(host, "::1");
	assert_int_equal(port, 26379);
	assert_int_equal(url_split_hostport(STR_LIT("[]"), &host, &port, &has_port), 0);
	assert_lit(host, "");
	assert_int_equal(url_split_hostport(STR_NULL, &host, &port, &has_port), 0);
	assert_int_equal(url_split_hostport(STR_LIT("["), &host, &port, &has_port), URL_E_HOST);
}

static void check_decoded(struct str text, enum url_decode_mode mode, struct str expected)
{
	struct buf out = BUF_NULL;
	char *copy = exact_copy(text);

	url_decode(&out, str_make(copy, text.len), mode);
	assert_str(buf_str(&out), expected.ptr, expected.len);
	buf_deinit(&out);
	free(copy);
}

static void decodes_escapes_and_leaves_the_rest(void **state)
{
	(void)state;
	check_decoded(STR_LIT("a%20b+c%2B%c3%A9"), URL_PERCENT, STR_LIT("a b+c+\xc3\xa9"));
	check_decoded(STR_LIT("a%20b+c%2B"), URL_FORM, STR_LIT("a b c+"));
	check_decoded(STR_LIT("%"), URL_PERCENT, STR_LIT("%"));
	check_decoded(STR_LIT("%4"), URL_PERCENT, STR_LIT("%4"));
	check_decoded(STR_LIT("100%x%4g%%41"), URL_PERCENT, STR_LIT("100%x%4g%A"));
	check_decoded(STR_LIT("%00"), URL_PERCENT, STR_LIT("\0"));
}

static void encodes_so_that_every_byte_survives(void **state)
{
	struct buf encoded = BUF_NULL;
	struct buf decoded = BUF_NULL;
	char all[256];

	(void)state;
	for (unsigned i = 0; i < sizeof(all); i++) {
		all[i] = (char)i;
	}
	url_encode(&encoded, str_make(all, sizeof(all)));
	url_decode(&decoded, buf_str(&encoded), URL_FORM);
	assert_str(buf_str(&decoded), all, sizeof(all));
	buf_clear(&encoded);
	url_encode(&encoded, STR_LIT("aZ09-._~ /?#%+&=:@\xff"));
	assert_lit(buf_str(&encoded), "aZ09-._~%20%2F%3F%23%25%2B%26%3D%3A%40%FF");
	buf_deinit(&encoded);
	buf_deinit(&decoded);
}

static void walks_parameters(void **state)
{
	struct str rest = STR_LIT("&a=1&&b&=c&d=e=f&");
	struct str name;
	struct str value;

	(void)state;
	assert_true(url_next_param(&rest, &name, &value));
	assert_lit(name, "a");
	assert_lit(value, "1");
	assert_true(url_next_param(&rest, &name, &value));
	assert_lit(name, "b");
	assert_lit(value, "");
	assert_true(url_next_param(&rest, &name, &value));
	assert_lit(name, "");
	assert_lit(value, "c");
	assert_true(url_next_param(&rest, &name, &value));
	assert_lit(name, "d");
	assert_lit(value, "e=f");
	assert_false(url_next_param(&rest, &name, &value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_what_configurations_contain),
		cmocka_unit_test(refuses_what_cannot_be_split),
		cmocka_unit_test(splits_host_and_port),
		cmocka_unit_test(decodes_escapes_and_leaves_the_rest),
		cmocka_unit_test(encodes_so_that_every_byte_survives),
		cmocka_unit_test(walks_parameters),
	};

	return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
