/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See blob.h. */
#include "base/blob.h"

#include <stdlib.h>

struct blob *blob_new(size_t len)
{
	struct blob *blob;

	if (len > UINT32_MAX) {
		return NULL;
	}
	blob = malloc(sizeof(*blob) + len);
	if (blob) {
		atomic_init(&blob->refs, 1);
		blob->len = (uint32_t)len;
	}
	return blob;
}

struct blob *blob_from_str(struct str s)
{
	struct blob *blob = blob_new(s.len);

	if (blob && s.len) {
		memcpy(blob->bytes, s.ptr, s.len);
	}
	return blob;
}

struct blob *blob_unref(struct blob *blob)
{
	if (blob && atomic_fetch_sub_explicit(&blob->refs, 1, memory_order_acq_rel) == 1) {
		free(blob);
	}
	return NULL;
}
