/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Immutable bytes with a reference count: one encoded frame that many connections, in several
 * threads, are about to send. The count is atomic; the bytes never change after the first share.
 */
#ifndef BASE_BLOB_H
#define BASE_BLOB_H

#include <stdatomic.h>

#include "base/str.h"

struct blob {
	atomic_uint refs;
	uint32_t len;
	char bytes[];
};

/* A blob with LEN bytes for the creator to fill, one reference; NULL when memory is out. */
NODISCARD struct blob *blob_new(size_t len);

/* A blob with a copy of S. */
NODISCARD struct blob *blob_from_str(struct str s);

static inline struct str blob_str(const struct blob *blob)
{
	return str_make(blob->bytes, blob->len);
}

static inline struct blob *blob_ref(struct blob *blob)
{
	atomic_fetch_add_explicit(&blob->refs, 1, memory_order_relaxed);
	return blob;
}

/* Takes one reference (NULL is accepted); returns NULL. */
struct blob *blob_unref(struct blob *blob);

#endif
