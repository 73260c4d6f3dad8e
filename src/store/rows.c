/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Results, packed: lengths and numbers as varints (seven bits a byte, low ones first), texts raw.
 * A typical row costs about as much as its texts plus two bytes, and 100,000 of them are one block
 * of memory that is written and read front to back. Only our own packing is ever read, so a broken
 * varint is our bug and asserted.
 */
#include "store/backend.h"

static void put_varint(struct buf *packed, uint64_t value)
{
	while (value >= 0x80) {
		buf_append_byte(packed, (char)(unsigned char)(value | 0x80));
		value >>= 7;
	}
	buf_append_byte(packed, (char)(unsigned char)value);
}

static void put_text(struct buf *packed, struct str text)
{
	put_varint(packed, text.len);
	buf_append_str(packed, text);
}

static uint64_t get_varint(const struct buf *packed, size_t *cursor)
{
	uint64_t value = 0;

	for (unsigned int shift = 0;; shift += 7) {
		unsigned char byte;

		assert(*cursor < packed->len && shift < 64);
		byte = (unsigned char)packed->ptr[(*cursor)++];
		value |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80) {
			return value;
		}
	}
}

static struct str get_text(const struct buf *packed, size_t *cursor)
{
	size_t len = (size_t)get_varint(packed, cursor);
	struct str text = {packed->ptr + *cursor, len};

	assert(len <= packed->len - *cursor);
	*cursor += len;
	return text;
}

void store_rows_add(struct store_rows *rows, struct str user, struct str path)
{
	put_text(&rows->packed, user);
	put_text(&rows->packed, path);
	rows->count++;
}

void store_mounts_add(struct store_mounts *mounts, uint64_t storage, struct str path)
{
	put_varint(&mounts->packed, storage);
	put_text(&mounts->packed, path);
	mounts->count++;
}

bool store_rows_next(const struct store_rows *rows, size_t *cursor, struct store_row *ret_row)
{
	if (*cursor >= rows->packed.len) {
		return false;
	}
	ret_row->user = get_text(&rows->packed, cursor);
	ret_row->path = get_text(&rows->packed, cursor);
	return true;
}

bool store_mounts_next(
	const struct store_mounts *mounts, size_t *cursor, struct store_mount *ret_mount)
{
	if (*cursor >= mounts->packed.len) {
		return false;
	}
	ret_mount->storage = get_varint(&mounts->packed, cursor);
	ret_mount->path = get_text(&mounts->packed, cursor);
	return true;
}

void store_rows_deinit(struct store_rows *rows)
{
	buf_deinit(&rows->packed);
	*rows = STORE_ROWS_NULL;
}

void store_mounts_deinit(struct store_mounts *mounts)
{
	buf_deinit(&mounts->packed);
	*mounts = STORE_MOUNTS_NULL;
}
