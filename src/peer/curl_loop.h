/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * libcurl's multi interface driven by our event loop. Transfers share a cache of connections, of
 * TLS sessions and of trusted certificates; all of that is made when the first transfer starts and
 * given back after a minute without any.
 * Belongs to the thread of the loop.
 */
#ifndef PEER_CURL_LOOP_H
#define PEER_CURL_LOOP_H

#include <curl/curl.h>

#include "net/loop.h"

struct curl_loop;

/*
 * A transfer ended and is out of the multi handle; EASY belongs to the receiver again, who may add
 * it once more, clean it up, add and remove others, or free the whole curl_loop.
 */
typedef void curl_loop_fn(void *context, CURL *easy, CURLcode code);

NODISCARD int curl_loop_new(
	struct loop *loop, curl_loop_fn *fn, void *context, struct curl_loop **ret_curl);

/* All transfers must have been removed. NULL is accepted; returns NULL. */
struct curl_loop *curl_loop_free(struct curl_loop *curl);

/* A new handle for a transfer (curl_easy_init() would set the library up in its own way); or NULL.
 */
NODISCARD CURL *curl_loop_easy(struct curl_loop *curl);

/* Starts the transfer; it is called back in a later round. 0 or -ENOMEM. EASY stays borrowed. */
NODISCARD int curl_loop_add(struct curl_loop *curl, CURL *easy);

/* Stops a transfer that has not been called back. */
void curl_loop_remove(struct curl_loop *curl, CURL *easy);

#endif
