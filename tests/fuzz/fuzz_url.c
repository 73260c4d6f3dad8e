/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Laws: every part lies within the text; encoding and decoding give back what they were given. */
#include "fuzz.h"

#include "proto/ip.h"
#include "proto/url.h"

static void check_inside(struct str part, struct str whole)
{
	REQUIRE(part.len == 0 ||
		(part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len));
}

static void check_url(struct str text)
{
	struct url url;
	struct str name;
	struct str value;

	if (url_parse(text, &url) != 0) {
		return;
	}
	check_inside(url.scheme, text);
	check_inside(url.user, text);
	check_inside(url.password, text);
	check_inside(url.hostport, text);
	check_inside(url.host, url.hostport);
	check_inside(url.path, text);
	check_inside(url.fragment, text);
	check_inside(url.query, text);
	while (url_next_param(&url.query, &name, &value)) {
		check_inside(name, text);
		check_inside(value, text);
	}
}

static void check_codes(struct str text)
{
	struct buf encoded = BUF_NULL;
	struct buf decoded = BUF_NULL;

	url_decode(&decoded, text, URL_PERCENT);
	REQUIRE(decoded.len <= text.len);
	buf_clear(&decoded);
	url_encode(&encoded, text);
	url_decode(&decoded, buf_str(&encoded), URL_FORM);
	REQUIRE(str_equals(buf_str(&decoded), text));
	buf_deinit(&encoded);
	buf_deinit(&decoded);
}

static void check_address(struct str text)
{
	struct buf written = BUF_NULL;
	struct ip ip;
	struct ip again;

	if (ip_parse_hop(text, &ip)) {
		ip_write(&written, ip);
		REQUIRE(ip_parse(buf_str(&written), &again) && ip_equals(ip, again));
		REQUIRE(ip_is_in(ip, buf_str(&written)));
	}
	REQUIRE(!ip_parse(text, &ip) || ip_is_in(ip, text));
	buf_deinit(&written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make(data, size);

	check_url(text);
	check_codes(text);
	check_address(text);
	return 0;
}
