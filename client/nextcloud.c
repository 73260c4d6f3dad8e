/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Two requests: the capabilities, which name the endpoints, and a token. libcurl blocks, and SIGINT
 * and SIGTERM are blocked (link.h), so its progress callback looks for them.
 */
#include "nextcloud.h"

#include <curl/curl.h>
#include <signal.h>

#include "proto/json.h"
#include "result.h"

#define MAX_ANSWER  1048576U
#define MAX_SECONDS 30L

bool nextcloud_init(void)
{
	return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

void nextcloud_deinit(void)
{
	curl_global_cleanup();
}

static size_t take_bytes(char *bytes, size_t size, size_t count, void *ctx)
{
	struct buf *answer = ctx;

	buf_append(answer, bytes, size * count);
	return buf_status(answer) ? 0 : size * count;
}

static int stop_on_signal(
	void *ctx, curl_off_t in_all, curl_off_t in, curl_off_t out_all, curl_off_t out)
{
	sigset_t pending;

	(void)ctx, (void)in_all, (void)in, (void)out_all, (void)out;
	sigemptyset(&pending);
	sigpending(&pending);
	return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}

static void prepare(CURL *curl, const struct options *options, const char *user, struct buf *answer)
{
	curl_easy_setopt(curl, CURLOPT_USERNAME, user);
	curl_easy_setopt(curl, CURLOPT_PASSWORD, options->password);
	curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 10L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, MAX_SECONDS);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "notify_push-test_client/" NOTIFY_PUSH_VERSION);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_on_signal);
	if (options->insecure) {
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
	}
	if (options->ca_file) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, options->ca_file);
	}
}

/* Mistakes that no second try will mend. */
static bool is_final(CURLcode code)
{
	return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
	       code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL;
}

static int explain(CURLcode code, const char *details, struct buf *why)
{
	if (code == CURLE_ABORTED_BY_CALLBACK) {
		return CLIENT_E_SIGNAL;
	}
	buf_appendf(
		why, "cannot ask the Nextcloud: %s", *details ? details : curl_easy_strerror(code));
	return is_final(code) ? CLIENT_E_REFUSED : CLIENT_E_LOST;
}

static int judge(long status, struct buf *why)
{
	if (status == 200) {
		return 0;
	}
	if (status == 401) {
		buf_append_cstr(why, "the Nextcloud refuses the user name or password");
		return CLIENT_E_REFUSED;
	}
	buf_appendf(why, "the Nextcloud answers %ld", status);
	return status >= 500 || status == 429 ? CLIENT_E_LOST : CLIENT_E_REFUSED;
}

static int perform(CURL *curl, const struct options *options, struct buf *answer, struct buf *why)
{
	char details[CURL_ERROR_SIZE] = "";
	char *user = str_dup_cstr(options->user);
	long status = 0;
	CURLcode code = CURLE_OUT_OF_MEMORY;

	if (user) {
		prepare(curl, options, user, answer);
		curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, details);
		code = curl_easy_perform(curl);
	}
	free(user);
	if (code != CURLE_OK) {
		return explain(code, details, why);
	}
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	return judge(status, why);
}

static int request(const struct options *options, struct str address, bool post, struct buf *answer,
	struct buf *why)
{
	char *url = str_dup_cstr(address);
	CURL *curl = curl_easy_init();
	struct curl_slist *headers = curl_slist_append(NULL, "OCS-APIRequest: true");
	int r = CLIENT_E_LOST;

	answer->limit = MAX_ANSWER;
	if (url && curl && headers) {
		curl_easy_setopt(curl, CURLOPT_URL, url);
		curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
		if (post) {
			curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "");
		}
		r = perform(curl, options, answer, why);
	} else {
		buf_append_cstr(why, "out of memory");
	}
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	free(url);
	return r;
}

/* Goes down the members named; the value that is there must be of KIND. */
static bool descend(struct str document, const struct str *path, size_t depth, enum json_kind kind,
	struct arena *arena, struct json_value *ret_value)
{
	struct json_value value = {.kind = JSON_OBJECT, .raw = document};

	for (size_t i = 0; i < depth; i++) {
		if (json_object_get(value.raw, path[i], arena, &value) != 0) {
			return false;
		}
	}
	*ret_value = value;
	return value.kind == kind;
}

static int read_endpoints(
	struct str answer, struct buf *ret_websocket, struct buf *ret_pre_auth, struct buf *why)
{
	static const struct str path[] = {STR_INIT("ocs"), STR_INIT("data"),
		STR_INIT("capabilities"), STR_INIT("notify_push"), STR_INIT("endpoints")};
	struct arena arena = ARENA_INIT((size_t)4 * MAX_ANSWER);
	struct json_value value;
	struct json_value endpoint;
	int r = 0;

	if (!descend(answer, path, 3, JSON_OBJECT, &arena, &value)) {
		buf_append_cstr(why, "the answer is no list of capabilities: is this a Nextcloud?");
		r = CLIENT_E_REFUSED;
	} else if (!descend(answer, path, ARRAY_SIZE(path), JSON_OBJECT, &arena, &value) ||
		   json_object_get(value.raw, STR_LIT("websocket"), &arena, &endpoint) != 0) {
		buf_append_cstr(why,
			"the Nextcloud knows of no push server: is the app enabled and "
			"set up (occ notify_push:setup)?");
		r = CLIENT_E_REFUSED;
	} else {
		buf_append_str(ret_websocket, endpoint.text);
		if (json_object_get(value.raw, STR_LIT("pre_auth"), &arena, &endpoint) == 0) {
			buf_append_str(ret_pre_auth, endpoint.text);
		}
	}
	arena_deinit(&arena);
	return r;
}

int nextcloud_find(const struct options *options, struct buf *ret_websocket,
	struct buf *ret_pre_auth, struct buf *why)
{
	struct buf address = BUF_NULL;
	struct buf answer = BUF_NULL;
	struct str base = options->url;
	int r;

	while (str_has_suffix(base, STR_LIT("/"))) {
		base.len--;
	}
	buf_append_str(&address, base);
	buf_append_cstr(&address, "/ocs/v2.php/cloud/capabilities?format=json");
	r = request(options, buf_str(&address), false, &answer, why);
	if (!r) {
		r = read_endpoints(buf_str(&answer), ret_websocket, ret_pre_auth, why);
	}
	buf_deinit(&address);
	buf_deinit(&answer);
	return r;
}

int nextcloud_get_token(
	const struct options *options, struct str address, struct buf *ret_token, struct buf *why)
{
	if (address.len == 0) {
		buf_append_cstr(why, "the Nextcloud names no address for tokens");
		return CLIENT_E_REFUSED;
	}
	return request(options, address, true, ret_token, why);
}
