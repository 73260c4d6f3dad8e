/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Nextcloud client: its options, and how a request becomes a call. The Authorization header is
 * written here and not by libcurl, which takes user names as C strings and would send them along on
 * redirects by rules of its own.
 */
#include "peer/nextcloud.h"

#include <errno.h>
#include <stdlib.h>

#include "base/crypto.h"
#include "peer/nextcloud_internal.h"
#include "peer/nextcloud_url.h"

#define TIMEOUT_DEFAULT_MS 10000U

/* An empty string stays NULL. */
static int copy(struct str text, char **ret_copy)
{
	*ret_copy = text.len > 0 ? str_dup_cstr(text) : NULL;
	return text.len > 0 && !*ret_copy ? -ENOMEM : 0;
}

static int add_connect_to(struct nextcloud *nc, const struct nextcloud_options *options)
{
	int r = 0;

	/* The first match counts: the URL's port, then any other (after a redirect). */
	for (int any_port = 0; any_port <= 1 && r == 0; any_port++) {
		struct buf entry = BUF_NULL;
		struct curl_slist *list = NULL;
		const char *text;

		r = nextcloud_url_connect_to(nc->base_url, options->connect_host,
			options->connect_port, any_port == 1, &entry);
		text = buf_cstr(&entry);
		list = r == 0 && text ? curl_slist_append(nc->connect_to, text) : NULL;
		if (r == 0 && !list) {
			r = -ENOMEM;
		}
		nc->connect_to = list ? list : nc->connect_to;
		buf_deinit(&entry);
	}
	return r;
}

static int copy_base_url(struct nextcloud *nc, struct str url)
{
	struct buf text = BUF_NULL;
	int r;

	buf_append_str(&text, url);
	if (!str_has_suffix(url, STR_LIT("/"))) {
		buf_append_byte(&text, '/');
	}
	r = buf_status(&text);
	if (r == 0) {
		r = copy(buf_str(&text), &nc->base_url);
	}
	buf_deinit(&text);
	return r == 0 ? nextcloud_url_host(nc->base_url, &nc->host) : r;
}

static int copy_options(struct nextcloud *nc, const struct nextcloud_options *options)
{
	int r = copy_base_url(nc, options->base_url);

	if (r == 0) {
		r = copy(options->ca_file, &nc->ca_file);
	}
	if (r == 0) {
		r = copy(options->user_agent, &nc->user_agent);
	}
	if (r == 0 && options->connect_host.len > 0) {
		r = add_connect_to(nc, options);
	}
	nc->allow_self_signed = options->allow_self_signed;
	return r == 0 ? buf_status(&nc->host) : r;
}

int nextcloud_new(struct loop *loop, const struct nextcloud_options *options,
	struct nextcloud **ret_nextcloud)
{
	struct nextcloud *nc = calloc(1, sizeof(*nc));
	int r;

	if (!nc) {
		return -ENOMEM;
	}
	nc->loop = loop;
	list_init(&nc->calls);
	r = curl_loop_new(loop, nextcloud_call_done, nc, &nc->curl);
	if (r == 0) {
		r = copy_options(nc, options);
	}
	if (r < 0) {
		nextcloud_free(nc);
		return r;
	}
	*ret_nextcloud = nc;
	return 0;
}

struct nextcloud *nextcloud_free(struct nextcloud *nc)
{
	if (!nc) {
		return NULL;
	}
	while (!list_is_empty(&nc->calls)) {
		nextcloud_cancel(list_entry(nc->calls.next, struct nextcloud_call, link));
	}
	curl_slist_free_all(nc->connect_to);
	curl_loop_free(nc->curl);
	buf_deinit(&nc->host);
	free(nc->base_url);
	free(nc->ca_file);
	free(nc->user_agent);
	free(nc);
	return NULL;
}

static bool has_control(struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		if ((unsigned char)value.ptr[i] < ' ' || value.ptr[i] == 0x7f) {
			return true;
		}
	}
	return false;
}

/* Appends a header to the list and wipes LINE. */
static int add_header(struct curl_slist **list, struct buf *line)
{
	const char *text = buf_cstr(line);
	struct curl_slist *longer = text ? curl_slist_append(*list, text) : NULL;

	buf_deinit_secret(line);
	if (!longer) {
		return -ENOMEM;
	}
	*list = longer;
	return 0;
}

static int add_authorization(struct curl_slist **list, const struct nextcloud_request *request)
{
	size_t size = request->user.len + 1 + request->password.len;
	struct buf plain = BUF_NULL;
	struct buf line = BUF_NULL;

	/* Room for all at once, so that growing leaves no copies behind. */
	(void)!buf_reserve(&plain, size);
	(void)!buf_reserve(&line, size / 3 * 4 + 64);
	buf_append_str(&plain, request->user);
	buf_append_byte(&plain, ':');
	buf_append_str(&plain, request->password);
	buf_append_cstr(&line, "Authorization: Basic ");
	crypto_base64(buf_str(&plain), &line);
	line.failed |= plain.failed;
	buf_deinit_secret(&plain);
	return add_header(list, &line);
}

/* A header with an empty value ends with ';' for libcurl. */
static int add_named(struct curl_slist **list, const char *name, struct str value)
{
	struct buf line = BUF_NULL;

	(void)!buf_reserve(&line, strlen(name) + value.len + 3);
	buf_append_cstr(&line, name);
	buf_append_cstr(&line, value.len > 0 ? ": " : ";");
	buf_append_str(&line, value);
	return add_header(list, &line);
}

static int add_headers(struct nextcloud_call *call, const struct nextcloud_request *request)
{
	struct curl_slist *last;
	int r = 0;

	if (request->has_credentials) {
		r = add_authorization(&call->headers, request);
	}
	if (r == 0 && request->token.len > 0) {
		r = add_named(&call->headers, "token", request->token);
	}
	for (last = call->headers; last && last->next;) {
		last = last->next;
	}
	if (r == 0 && request->has_forwarded_for) {
		r = add_named(&call->headers, "X-Forwarded-For", request->forwarded_for);
	}
	call->plain = last ? last->next : call->headers;
	return r;
}

static int set_url(struct nextcloud_call *call, struct str path)
{
	struct buf url = BUF_NULL;
	const char *text;

	buf_append_cstr(&url, call->nc->base_url);
	buf_append_str(&url, path);
	text = buf_cstr(&url);
	call->url = text ? str_dup_cstr(buf_str(&url)) : NULL;
	buf_deinit(&url);
	return call->url ? 0 : -ENOMEM;
}

static int call_new(struct nextcloud *nc, const struct nextcloud_request *request,
	struct nextcloud_call **ret_call)
{
	struct nextcloud_call *call = calloc(1, sizeof(*call));
	uint32_t timeout_ms = request->timeout_ms ? request->timeout_ms : TIMEOUT_DEFAULT_MS;
	int r;

	if (!call) {
		return -ENOMEM;
	}
	call->nc = nc;
	call->has_credentials = request->has_credentials;
	call->deadline_ms = loop_now_ms(nc->loop) + timeout_ms;
	list_init(&call->link);
	r = set_url(call, request->path);
	if (r == 0) {
		r = add_headers(call, request);
	}
	call->easy = r == 0 ? curl_loop_easy(nc->curl) : NULL;
	if (!call->easy) {
		nextcloud_call_free(call);
		return r < 0 ? r : -ENOMEM;
	}
	nextcloud_call_prepare(call);
	*ret_call = call;
	return 0;
}

int nextcloud_get(struct nextcloud *nc, const struct nextcloud_request *request, nextcloud_fn *fn,
	void *context, struct nextcloud_call **ret_call)
{
	struct nextcloud_call *call;
	int r;

	if (has_control(request->forwarded_for) || has_control(request->token) ||
		has_control(request->path)) {
		return -EINVAL;
	}
	r = call_new(nc, request, &call);
	if (r < 0) {
		return r;
	}
	call->fn = fn;
	call->context = context;
	r = nextcloud_call_start(call);
	if (r < 0) {
		nextcloud_call_free(call);
		return r;
	}
	list_append(&nc->calls, &call->link);
	if (ret_call) {
		*ret_call = call;
	}
	return 0;
}

void nextcloud_cancel(struct nextcloud_call *call)
{
	if (call) {
		curl_loop_remove(call->nc->curl, call->easy);
		nextcloud_call_free(call);
	}
}

struct str nextcloud_host(const struct nextcloud *nc)
{
	return buf_str(&nc->host);
}
