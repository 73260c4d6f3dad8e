/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A call is one libcurl transfer, or several when the answer is a redirect. We follow those by
 * ourselves, since libcurl would drop the credentials on the way from http to https, which is what
 * a Nextcloud behind a proxy answers when its URL was given with the wrong scheme.
 */
#include <stdlib.h>
#include <unistd.h>

#include "peer/nextcloud_internal.h"
#include "peer/nextcloud_url.h"

#define CONNECT_TIMEOUT_MS 10000L
#define CA_CACHE_S         600L
#define HEADERS_MAX        65536U
#define BUFFER_SIZE        4096L /* answers are small */

/* Where the bundle of trusted certificates lives: Debian, Fedora, SUSE, old Fedora, BSD. */
static const char *const ca_bundles[] = {
	"/etc/ssl/certs/ca-certificates.crt",
	"/etc/pki/tls/certs/ca-bundle.crt",
	"/etc/ssl/ca-bundle.pem",
	"/etc/ssl/cert.pem",
	"/usr/local/share/certs/ca-root-nss.crt",
	"/usr/local/etc/ssl/cert.pem",
};

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static void set_ca_store(CURL *easy)
{
	const char *file = environment("SSL_CERT_FILE");
	const char *directory = environment("SSL_CERT_DIR");

	for (size_t i = 0; !file && !directory && i < ARRAY_SIZE(ca_bundles); i++) {
		if (access(ca_bundles[i], R_OK) == 0) {
			file = ca_bundles[i];
		}
	}
	if (!file && !directory) {
		directory = "/etc/ssl/certs";
	}
	curl_easy_setopt(easy, CURLOPT_CAINFO, file);
	curl_easy_setopt(easy, CURLOPT_CAPATH, directory);
	curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, file);
	curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, directory);
}

static void set_tls(const struct nextcloud *nc, CURL *easy)
{
	set_ca_store(easy);
	if (nc->ca_file) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, nc->ca_file);
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
	if (nc->allow_self_signed) {
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
	}
#if LIBCURL_VERSION_NUM >= 0x075700
	curl_easy_setopt(easy, CURLOPT_CA_CACHE_TIMEOUT, CA_CACHE_S);
#endif
}

/* CURLOPT_HEADERFUNCTION; a foreign count stops the transfer. */
static size_t on_header(const char *bytes, size_t size, size_t count, void *context)
{
	struct nextcloud_call *call = context;

	(void)bytes;
	call->header_bytes += size * count;
	call->too_large |= call->header_bytes > HEADERS_MAX;
	return call->too_large ? 0 : size * count;
}

/* CURLOPT_WRITEFUNCTION */
static size_t on_body(const char *bytes, size_t size, size_t count, void *context)
{
	struct nextcloud_call *call = context;

	if (size * count > NEXTCLOUD_BODY_MAX - call->body.len) {
		call->too_large = true;
		return 0;
	}
	buf_append(&call->body, bytes, size * count);
	return buf_status(&call->body) == 0 ? size * count : 0;
}

static void set_protocols(CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
}

/* What all hops of a call have in common. */
void nextcloud_call_prepare(struct nextcloud_call *call)
{
	const struct nextcloud *nc = call->nc;
	CURL *easy = call->easy;

	set_protocols(easy);
	set_tls(nc, easy);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, call);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* Or else a cancelled call waits, and the hub with it, for a name server that is silent. */
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, BUFFER_SIZE);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
	curl_easy_setopt(easy, CURLOPT_CONNECT_TO, nc->connect_to);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, nc->user_agent);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call->error);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, call);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, call);
	curl_easy_setopt(easy, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
}

int nextcloud_call_start(struct nextcloud_call *call)
{
	const struct nextcloud *nc = call->nc;
	uint64_t now_ms = loop_now_ms(nc->loop);
	uint64_t left_ms = call->deadline_ms > now_ms ? call->deadline_ms - now_ms : 1;
	bool direct = nc->connect_to && nextcloud_url_same_host(nc->base_url, call->url);

	buf_clear(&call->body);
	call->header_bytes = 0;
	call->error[0] = '\0';
	curl_easy_setopt(call->easy, CURLOPT_URL, call->url);
	curl_easy_setopt(
		call->easy, CURLOPT_HTTPHEADER, call->withheld ? call->plain : call->headers);
	curl_easy_setopt(call->easy, CURLOPT_NOPROXY, direct ? "*" : NULL);
	curl_easy_setopt(call->easy, CURLOPT_TIMEOUT_MS, (long)left_ms);
	return curl_loop_add(nc->curl, call->easy);
}

void nextcloud_call_free(struct nextcloud_call *call)
{
	if (!call) {
		return;
	}
	list_remove(&call->link);
	if (call->easy) {
		curl_easy_cleanup(call->easy);
	}
	curl_slist_free_all(call->headers);
	buf_deinit_secret(&call->body);
	free(call->url);
	free(call);
}

static bool is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static void follow(struct nextcloud_call *call, unsigned status, const char *location)
{
	char *url;

	if (call->redirects++ == NEXTCLOUD_REDIRECTS_MAX) {
		nextcloud_finish_failed(call, status, false, "too many redirects");
		return;
	}
	url = str_dup_cstr(str_from_cstr(location));
	if (url) {
		/* What was withheld once stays so: the way back may be somebody else's idea. */
		call->withheld |= !nextcloud_url_is_trusted(call->url, url);
		free(call->url);
		call->url = url;
	}
	if (!url || nextcloud_call_start(call) != 0) {
		nextcloud_finish_failed(call, 0, true, "out of memory");
	}
}

void nextcloud_call_done(void *context, CURL *easy, CURLcode code)
{
	struct nextcloud_call *call = NULL;
	char *location = NULL;
	long status = 0;

	(void)context;
	curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&call);
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &location);
	if (code != CURLE_OK) {
		nextcloud_finish_code(call, code);
	} else if (is_redirect(status) && location) {
		follow(call, (unsigned)status, location);
	} else {
		nextcloud_finish_status(call, (unsigned)status);
	}
}
