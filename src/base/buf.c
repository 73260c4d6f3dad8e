/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Growable bytes. Grows by half, so that appending n bytes costs O(n) in all; a sticky failure flag
 * replaces a check at every append.
 */
#include "base/buf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define BUF_MIN_CAP 64U

void buf_deinit(struct buf *buf)
{
	free(buf->ptr);
	*buf = (struct buf){.limit = buf->limit};
}

void buf_deinit_secret(struct buf *buf)
{
	if (buf->ptr) {
		explicit_bzero(buf->ptr, buf->cap);
	}
	buf_deinit(buf);
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	buf->failed = false;
}

static bool grow(struct buf *buf, size_t needed)
{
	size_t cap = MAX_OF(buf->cap + buf->cap / 2, BUF_MIN_CAP);
	char *ptr;

	cap = MAX_OF(cap, needed);
	ptr = realloc(buf->ptr, cap);
	if (!ptr) {
		return false;
	}
	buf->ptr = ptr;
	buf->cap = cap;
	return true;
}

char *buf_reserve(struct buf *buf, size_t extra)
{
	size_t needed;

	if (buf->failed) {
		return NULL;
	}
	if (__builtin_add_overflow(buf->len, extra, &needed) || needed > PTRDIFF_MAX ||
		(buf->limit && needed > buf->limit) ||
		((needed > buf->cap || !buf->ptr) && !grow(buf, needed))) {
		buf->failed = true;
		return NULL;
	}
	return buf->ptr + buf->len;
}

void buf_append(struct buf *buf, const void *bytes, size_t len)
{
	char *to;

	if (len == 0) {
		return;
	}
	to = buf_reserve(buf, len);
	if (to) {
		memcpy(to, bytes, len);
		buf->len += len;
	}
}

void buf_append_str(struct buf *buf, struct str s)
{
	buf_append(buf, s.ptr, s.len);
}

void buf_append_cstr(struct buf *buf, const char *text)
{
	buf_append(buf, text, strlen(text));
}

void buf_append_byte(struct buf *buf, char c)
{
	buf_append(buf, &c, 1);
}

void buf_append_u64(struct buf *buf, uint64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	buf_append(buf, digits + at, sizeof(digits) - at);
}

void buf_append_va(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	if (len < 0) {
		buf->failed = true;
	} else if (buf_reserve(buf, (size_t)len + 1)) {
		(void)vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}

void buf_appendf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_append_va(buf, format, args);
	va_end(args);
}

void buf_consume(struct buf *buf, size_t n)
{
	assert(n <= buf->len);
	if (n && n < buf->len) {
		memmove(buf->ptr, buf->ptr + n, buf->len - n);
	}
	buf->len -= n;
}

int buf_status(const struct buf *buf)
{
	if (!buf->failed) {
		return 0;
	}
	return buf->limit ? -EMSGSIZE : -ENOMEM;
}

const char *buf_cstr(struct buf *buf)
{
	char *end = buf_reserve(buf, 1);

	if (!end) {
		return NULL;
	}
	*end = '\0';
	return buf->ptr;
}
