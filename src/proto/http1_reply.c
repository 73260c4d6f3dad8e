/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Answers. Small and whole: nothing here is ever streamed. */
#include "proto/http1.h"

static bool may_have_body(unsigned status)
{
	return status >= 200 && status != 204 && status != 304;
}

void http1_write_reply(struct buf *out, const struct http1_reply *reply)
{
	bool has_body = may_have_body(reply->status);

	buf_append_cstr(out, "HTTP/1.1 ");
	buf_append_u64(out, reply->status);
	buf_append_byte(out, ' ');
	buf_append_cstr(out, http1_reason(reply->status));
	buf_append_cstr(out, "\r\n");
	if (has_body && reply->content_type.len) {
		buf_append_cstr(out, "Content-Type: ");
		buf_append_str(out, reply->content_type);
		buf_append_cstr(out, "\r\n");
	}
	if (has_body) {
		buf_append_cstr(out, "Content-Length: ");
		buf_append_u64(out, reply->body.len);
		buf_append_cstr(out, "\r\n");
	}
	if (!reply->keep_alive) {
		buf_append_cstr(out, "Connection: close\r\n");
	}
	buf_append_str(out, reply->extra_lines);
	buf_append_cstr(out, "\r\n");
	if (has_body && !reply->head_only) {
		buf_append_str(out, reply->body);
	}
}

const char *http1_reason(unsigned status)
{
	static const struct {
		unsigned status;
		const char *reason;
	} known[] = {
		{101, "Switching Protocols"},
		{200, "OK"},
		{204, "No Content"},
		{304, "Not Modified"},
		{400, "Bad Request"},
		{403, "Forbidden"},
		{404, "Not Found"},
		{405, "Method Not Allowed"},
		{408, "Request Timeout"},
		{413, "Content Too Large"},
		{414, "URI Too Long"},
		{426, "Upgrade Required"},
		{429, "Too Many Requests"},
		{431, "Request Header Fields Too Large"},
		{500, "Internal Server Error"},
		{501, "Not Implemented"},
		{503, "Service Unavailable"},
		{505, "HTTP Version Not Supported"},
	};

	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		if (known[i].status == status) {
			return known[i].reason;
		}
	}
	return "Unknown";
}
