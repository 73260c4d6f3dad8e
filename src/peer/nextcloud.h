/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * HTTP requests to Nextcloud (wire.md §3), on libcurl's multi interface and our event loop.
 *
 * Nothing is set up before the first request, and what a quiet minute leaves idle (connections, the
 * store of certificates) is given back. Connections are kept alive. http_proxy, https_proxy and
 * no_proxy count, unless a connect address is given.
 * All of it belongs to the thread of the loop. SIGPIPE must be ignored by the process.
 */
#ifndef PEER_NEXTCLOUD_H
#define PEER_NEXTCLOUD_H

#include "base/buf.h"
#include "base/str.h"
#include "net/loop.h"

#define NEXTCLOUD_BODY_MAX      65536U /* bytes; a longer answer is an error */
#define NEXTCLOUD_REDIRECTS_MAX 10U

struct nextcloud;
struct nextcloud_call;

/* All of it is copied. */
struct nextcloud_options {
	struct str base_url;     /* http(s); a '/' is added where missing */
	struct str connect_host; /* connect there instead of to the URL's host; empty = off */
	uint16_t connect_port;   /* 0 = the URL's port; only with connect_host */
	struct str ca_file;      /* PEM; empty = the system's store */
	bool allow_self_signed;  /* no verification of certificates at all */
	struct str user_agent;   /* empty = none is sent */
};

enum nextcloud_kind {
	NEXTCLOUD_OK,     /* 200; the body counts */
	NEXTCLOUD_STATUS, /* any other status at the end of the redirects */
	NEXTCLOUD_FAILED, /* no complete answer: connection, time-out, TLS, redirects, size */
};

/* Valid during the callback only. */
struct nextcloud_result {
	enum nextcloud_kind kind;
	unsigned status;  /* HTTP; 0 when there was no answer */
	struct str body;  /* also of a NEXTCLOUD_STATUS */
	struct str error; /* for people, printable ASCII, no secrets; empty for NEXTCLOUD_OK */
	bool temporary;   /* worth another try: no connection, time-out, 429, 5xx */
	uint32_t retry_after_ms; /* what the answer asked for; 0 = nothing */
};

/* Called once, never from within nextcloud_get(). May call and cancel anything, also free NC. */
typedef void nextcloud_fn(void *context, const struct nextcloud_result *result);

/* What is not copied lives as long as the call of nextcloud_get(). */
struct nextcloud_request {
	struct str path;      /* behind the base URL, without '/' at the front; encoded */
	bool has_credentials; /* HTTP Basic (RFC 7617), sent at once */
	struct str user;
	struct str password;    /* wiped after use */
	bool has_forwarded_for; /* X-Forwarded-For is sent, even when empty */
	struct str forwarded_for;
	struct str token;    /* header "token"; empty = not sent. A secret, too */
	uint32_t timeout_ms; /* for everything, redirects included; 0 = 10 s */
};

/* 0 or -ENOMEM, or -EINVAL when the base URL is none (http or https with a host). */
NODISCARD int nextcloud_new(struct loop *loop, const struct nextcloud_options *options,
	struct nextcloud **ret_nextcloud);

/* Ends all calls without calling back. NULL is accepted; returns NULL. */
struct nextcloud *nextcloud_free(struct nextcloud *nc);

/*
 * Starts a GET. *ret_call (may be NULL) is for nextcloud_cancel() and dies with the callback.
 * Credentials and the token follow a redirect only within the host: same scheme and port, or from
 * http to https; never to another host. 0 or -ENOMEM, or -EINVAL for a header value with control
 * characters; then there is no callback.
 */
NODISCARD int nextcloud_get(struct nextcloud *nc, const struct nextcloud_request *request,
	nextcloud_fn *fn, void *context, struct nextcloud_call **ret_call);

/* The callback will not be called. NULL is accepted. */
void nextcloud_cancel(struct nextcloud_call *call);

/* The host (and port, if any) of the base URL as it goes into the Host header. */
struct str nextcloud_host(const struct nextcloud *nc);

/* True for the answer of a Nextcloud that doesn't trust our Host header. */
bool nextcloud_is_untrusted_domain(const struct nextcloud_result *result);

#endif
