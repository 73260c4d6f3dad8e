/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What came of a call, in words for people and in kinds for programs. The words end up in logs and
 * in text frames to clients: short, printable ASCII, and never with a secret in them.
 */
#include <stdio.h>
#include <string.h>

#include "peer/nextcloud_internal.h"
#include "peer/nextcloud_url.h"

#define ERROR_MAX         256U
#define RETRY_AFTER_MAX_S 3600

static void finish(struct nextcloud_call *call, const struct nextcloud_result *result)
{
	struct nextcloud_call gone = *call;

	/* The call is no more before anybody hears of it; what the result shows lives on. */
	call->body = BUF_NULL;
	nextcloud_call_free(call);
	gone.fn(gone.context, result);
	buf_deinit_secret(&gone.body);
}

/* Makes it fit for a log and a WebSocket text frame. */
static struct str printable(char *text)
{
	size_t len = strnlen(text, ERROR_MAX);

	for (size_t i = 0; i < len; i++) {
		if (text[i] < ' ' || text[i] > '~') {
			text[i] = '?';
		}
	}
	return str_make(text, len);
}

void nextcloud_finish_failed(
	struct nextcloud_call *call, unsigned status, bool temporary, const char *error)
{
	char text[ERROR_MAX];
	struct nextcloud_result result = {
		.kind = NEXTCLOUD_FAILED,
		.status = status,
		.temporary = temporary,
	};

	(void)snprintf(text, sizeof(text), "%s", error);
	result.error = printable(text);
	finish(call, &result);
}

/* Is it the network or the server's state, rather than what somebody configured? */
static bool is_temporary(CURLcode code)
{
	switch ((int)code) {
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_OPERATION_TIMEDOUT:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_OUT_OF_MEMORY:
		return true;
	default:
		return false;
	}
}

void nextcloud_finish_code(struct nextcloud_call *call, CURLcode code)
{
	const char *error = call->error[0] ? call->error : curl_easy_strerror(code);

	if (call->too_large) {
		error = "the answer is too large";
	} else if (strchr(error, '@')) {
		/* libcurl quotes a proxy that it cannot use, with its password. */
		error = curl_easy_strerror(code);
	}
	nextcloud_finish_failed(call, 0, is_temporary(code), error);
}

static const char *status_meaning(unsigned status)
{
	switch (status) {
	case 400:
		return " Bad Request";
	case 401:
		return " Unauthorized";
	case 403:
		return " Forbidden";
	case 404:
		return " Not Found: is the app enabled, and the address right?";
	case 429:
		return " Too Many Requests: Nextcloud throttles this address";
	case 500:
		return " Internal Server Error";
	case 502:
		return " Bad Gateway";
	case 503:
		return " Service Unavailable: maintenance or overload";
	case 504:
		return " Gateway Timeout";
	default:
		return "";
	}
}

static uint32_t retry_after_ms(CURL *easy)
{
	curl_off_t seconds = 0;

	if (curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds) != CURLE_OK || seconds < 0) {
		return 0;
	}
	return (uint32_t)MIN_OF(seconds, RETRY_AFTER_MAX_S) * 1000;
}

/*
 * What answers has not seen the password, so it can neither refuse it nor say whose it is: that is
 * a matter of the configuration.
 */
static void finish_withheld(struct nextcloud_call *call, unsigned status)
{
	struct buf error = BUF_NULL;
	const char *text;

	buf_append_cstr(&error, "redirected to a place where no credentials are sent: ");
	(void)!nextcloud_url_host(call->url, &error);
	text = buf_cstr(&error);
	nextcloud_finish_failed(call, status, false, text ? text : "out of memory");
	buf_deinit(&error);
}

void nextcloud_finish_status(struct nextcloud_call *call, unsigned status)
{
	char error[ERROR_MAX] = "";
	struct nextcloud_result result = {
		.kind = status == 200 ? NEXTCLOUD_OK : NEXTCLOUD_STATUS,
		.status = status,
		.body = buf_str(&call->body),
		.temporary = status == 429 || (status >= 500 && status <= 599),
		.retry_after_ms = retry_after_ms(call->easy),
	};

	if (call->withheld && (status == 401 || (status == 200 && call->has_credentials))) {
		finish_withheld(call, status);
		return;
	}
	if (nextcloud_is_untrusted_domain(&result)) {
		(void)snprintf(error, sizeof(error),
			"HTTP %u: %.*s is no trusted domain of Nextcloud", status,
			STR_ARG(nextcloud_host(call->nc)));
	} else if (status != 200) {
		(void)snprintf(error, sizeof(error), "HTTP %u%s", status, status_meaning(status));
	}
	result.error = printable(error);
	finish(call, &result);
}

bool nextcloud_is_untrusted_domain(const struct nextcloud_result *result)
{
	return result->status >= 400 && result->status <= 499 &&
	       str_find(result->body, STR_LIT("admin-trusted-domains")) >= 0;
}
