/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the parts of the Nextcloud client share: nextcloud.c (the service), nextcloud_call.c (one
 * request over all its redirects), nextcloud_result.c (what came of it). Not for others.
 */
#ifndef PEER_NEXTCLOUD_INTERNAL_H
#define PEER_NEXTCLOUD_INTERNAL_H

#include "base/list.h"
#include "peer/curl_loop.h"
#include "peer/nextcloud.h"

struct nextcloud {
	struct loop *loop;
	struct curl_loop *curl;
	struct list calls;
	struct buf host;
	char *base_url;
	char *ca_file;
	char *user_agent;
	struct curl_slist *connect_to;
	bool allow_self_signed;
};

struct nextcloud_call {
	struct list link;
	struct nextcloud *nc;
	CURL *easy;
	nextcloud_fn *fn;
	void *context;
	char *url;
	struct curl_slist *headers; /* first the secret ones, only for the host of Nextcloud */
	struct curl_slist *plain;   /* the rest of that list */
	struct buf body;
	size_t header_bytes;
	uint64_t deadline_ms;
	unsigned redirects;
	bool has_credentials;
	bool withheld; /* the secret headers were left out after a redirect */
	bool too_large;
	char error[CURL_ERROR_SIZE];
};

/* nextcloud_call.c: sets the transfer up, once a call. */
void nextcloud_call_prepare(struct nextcloud_call *call);

/* Starts the transfer for call->url. 0 or -ENOMEM. */
NODISCARD int nextcloud_call_start(struct nextcloud_call *call);

/* curl_loop_fn: follows a redirect or finishes the call. */
void nextcloud_call_done(void *context, CURL *easy, CURLcode code);

/* Releases it; it must not be under way. NULL is accepted. */
void nextcloud_call_free(struct nextcloud_call *call);

/* nextcloud_result.c: each tells the caller, and the call is no more. */
void nextcloud_finish_failed(
	struct nextcloud_call *call, unsigned status, bool temporary, const char *error);
void nextcloud_finish_code(struct nextcloud_call *call, CURLcode code);
void nextcloud_finish_status(struct nextcloud_call *call, unsigned status);

#endif
