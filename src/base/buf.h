/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A growable byte buffer that owns its memory.
 *
 * Appending never fails on the spot: when memory is out (or the limit is reached) the buffer turns
 * "failed", keeps what it has, ignores further appends, and buf_status() tells at the end. So that
 * code that builds text reads as text, with one check.
 * Belongs to one thread at a time.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>

#include "base/str.h"

struct buf {
	char *ptr;
	size_t len;
	size_t cap;
	size_t limit; /* most bytes it may hold; 0 = no limit */
	bool failed;
};

#define BUF_NULL ((struct buf){0})

/* Releases the memory; the buffer is empty and usable afterwards (its limit stays). */
void buf_deinit(struct buf *buf);

/* The same for secrets: the bytes are wiped first. */
void buf_deinit_secret(struct buf *buf);

/* Empties it, keeps the memory, clears "failed". */
void buf_clear(struct buf *buf);

/* Room for EXTRA more bytes; the pointer to write at, or NULL (then the buffer is failed). */
NODISCARD char *buf_reserve(struct buf *buf, size_t extra);

/* Declares N of the reserved bytes as written. */
static inline void buf_commit(struct buf *buf, size_t n)
{
	assert(n <= buf->cap - buf->len);
	buf->len += n;
}

void buf_append(struct buf *buf, const void *bytes, size_t len);
void buf_append_str(struct buf *buf, struct str s);
void buf_append_cstr(struct buf *buf, const char *text);
void buf_append_byte(struct buf *buf, char c);
void buf_append_u64(struct buf *buf, uint64_t value);
void buf_appendf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_append_va(struct buf *buf, const char *format, va_list args) PRINTF_LIKE(2, 0);

/* Drops N bytes from the front (moves the rest). */
void buf_consume(struct buf *buf, size_t n);

/* 0, or -ENOMEM / -EMSGSIZE when an append was lost. */
NODISCARD int buf_status(const struct buf *buf);

static inline struct str buf_str(const struct buf *buf)
{
	return str_make(buf->ptr, buf->len);
}

/* The content with a NUL behind it (not counted in len); NULL when memory is out. */
NODISCARD const char *buf_cstr(struct buf *buf);

#endif
