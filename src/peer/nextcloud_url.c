/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See nextcloud_url.h. A thin layer over libcurl's URL parser (curl_url_get(3)). */
#include "peer/nextcloud_url.h"

#include <curl/curl.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

/* Strings of libcurl, or NULL. */
struct parts {
	char *scheme;
	char *host; /* IPv6 in brackets */
	char *port; /* the scheme's default when the URL names none */
	bool port_is_named;
};

static void parts_deinit(struct parts *parts)
{
	curl_free(parts->scheme);
	curl_free(parts->host);
	curl_free(parts->port);
	*parts = (struct parts){0};
}

static bool parts_init(struct parts *parts, const char *text)
{
	CURLU *url = curl_url();
	char *named = NULL;
	bool good = false;

	*parts = (struct parts){0};
	if (!url) {
		return false;
	}
	if (curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
		curl_url_get(url, CURLUPART_SCHEME, &parts->scheme, 0) == CURLUE_OK &&
		curl_url_get(url, CURLUPART_HOST, &parts->host, 0) == CURLUE_OK &&
		curl_url_get(url, CURLUPART_PORT, &parts->port, CURLU_DEFAULT_PORT) == CURLUE_OK) {
		parts->port_is_named = curl_url_get(url, CURLUPART_PORT, &named, 0) == CURLUE_OK;
		curl_free(named);
		good = parts->host[0] != '\0' && (strcasecmp(parts->scheme, "http") == 0 ||
							 strcasecmp(parts->scheme, "https") == 0);
	}
	curl_url_cleanup(url);
	if (!good) {
		parts_deinit(parts);
	}
	return good;
}

static bool same_host(const struct parts *a, const struct parts *b)
{
	return strcasecmp(a->host, b->host) == 0;
}

static bool is_trusted(const struct parts *from, const struct parts *to)
{
	bool same_scheme = strcasecmp(from->scheme, to->scheme) == 0;

	if (!same_host(from, to)) {
		return false;
	}
	return same_scheme ? strcmp(from->port, to->port) == 0
			   : strcasecmp(to->scheme, "https") == 0;
}

static bool compare(
	const char *a, const char *b, bool (*equal)(const struct parts *, const struct parts *))
{
	struct parts left, right;
	bool result = false;

	if (!parts_init(&left, a)) {
		return false;
	}
	if (parts_init(&right, b)) {
		result = equal(&left, &right);
		parts_deinit(&right);
	}
	parts_deinit(&left);
	return result;
}

bool nextcloud_url_is_trusted(const char *from, const char *to)
{
	return compare(from, to, is_trusted);
}

bool nextcloud_url_same_host(const char *a, const char *b)
{
	return compare(a, b, same_host);
}

int nextcloud_url_host(const char *url, struct buf *out)
{
	struct parts parts;

	if (!parts_init(&parts, url)) {
		return -EINVAL;
	}
	buf_append_cstr(out, parts.host);
	if (parts.port_is_named) {
		buf_appendf(out, ":%s", parts.port);
	}
	parts_deinit(&parts);
	return 0;
}

int nextcloud_url_connect_to(const char *url, struct str connect_host, uint16_t connect_port,
	bool any_port, struct buf *out)
{
	bool bare_v6 = str_find_byte(connect_host, ':') >= 0 && connect_host.ptr[0] != '[';
	struct parts parts;

	if (!parts_init(&parts, url)) {
		return -EINVAL;
	}
	buf_appendf(out, bare_v6 ? "%s:%s:[%.*s]:" : "%s:%s:%.*s:", parts.host,
		any_port ? "" : parts.port, STR_ARG(connect_host));
	if (connect_port != 0 && !any_port) {
		buf_append_u64(out, connect_port);
	}
	parts_deinit(&parts);
	return 0;
}
