/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A base URL to which paths are appended: so no query, and a '/' at the end. */
#include "config/nextcloud_url.h"

#include "proto/url.h"

static bool has_odd_bytes(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.ptr[i] <= ' ' || text.ptr[i] == 0x7F) {
			return true;
		}
	}
	return false;
}

const char *nextcloud_url_apply(struct loader *loader, const char *text)
{
	struct str trimmed = str_trim(str_from_cstr(text));
	struct url url;

	if (str_find(trimmed, STR_LIT("://")) < 0) {
		return "is no URL: it must begin with https:// or http://";
	}
	if (url_parse(trimmed, &url) != 0 || has_odd_bytes(trimmed)) {
		return "is no valid URL";
	}
	if (!str_equals_nocase(url.scheme, STR_LIT("https")) &&
		!str_equals_nocase(url.scheme, STR_LIT("http"))) {
		return "must begin with https:// or http://";
	}
	if (!url.has_authority || url.host.len == 0) {
		return "names no host";
	}
	if (url.has_user) {
		return "must hold no user name or password";
	}
	if (url.has_query || url.has_fragment) {
		return "must not have a '?' or '#' part";
	}
	loader->settings->nextcloud.url = loader_keepf(
		loader, "%.*s%s", STR_ARG(trimmed), trimmed.ptr[trimmed.len - 1] == '/' ? "" : "/");
	return NULL;
}
