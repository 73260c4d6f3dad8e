/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See mount_rows.h. */
#include "push/mount_rows.h"

#include <errno.h>
#include <stdlib.h>

#include "base/hash.h"

bool mount_root_matches(struct str root, struct str path)
{
	return root.len == 0 ||
	       (str_has_prefix(path, root) && (path.len == root.len || path.ptr[root.len] == '/'));
}

void mount_rows_begin(struct mount_rows_builder *builder, struct mount_rows_pool *pool)
{
	*builder = (struct mount_rows_builder){.pool = pool};
}

void mount_rows_abandon(struct mount_rows_builder *builder)
{
	for (size_t i = 0; i < builder->count; i++) {
		users_drop_row(builder->pool->users, builder->rows[i].user);
	}
	free(builder->rows);
	free(builder->text);
	free(builder->roots);
	map_deinit(&builder->root_index);
	*builder = (struct mount_rows_builder){0};
}

/* Room for EXTRA more of ELEMENT bytes behind COUNT. */
static bool make_room(void *pointer, size_t *cap, size_t count, size_t extra, size_t element)
{
	void **array = pointer;
	size_t larger = MAX_OF(*cap * 2, count + extra);
	void *moved;

	if (count + extra <= *cap) {
		return true;
	}
	larger = MAX_OF(larger, 16);
	moved = realloc(*array, larger * element);
	if (!moved) {
		return false;
	}
	*array = moved;
	*cap = larger;
	return true;
}

static struct str root_text(const struct mount_rows_builder *builder, size_t index)
{
	return str_make(builder->text + builder->roots[index].at, builder->roots[index].len);
}

struct root_query {
	const struct mount_rows_builder *builder;
	struct str text;
};

/* Values of the index are root numbers + 1, as pointers. */
static bool root_equals(const void *value, const void *key)
{
	const struct root_query *query = key;

	return str_equals(root_text(query->builder, (size_t)(uintptr_t)value - 1), query->text);
}

/* The table keeps numbers where it could keep pointers. */
static void *number_as_pointer(size_t number)
{
	return (void *)(uintptr_t)number; /* NOLINT(performance-no-int-to-ptr) */
}

static int intern_root(struct mount_rows_builder *builder, struct str root, uint32_t *ret_index)
{
	struct root_query query = {builder, root};
	uint64_t hash = hash_str(root);
	void *found = map_find(&builder->root_index, hash, root_equals, &query);

	if (!found) {
		if (!make_room(
			    &builder->text, &builder->text_cap, builder->text_len, root.len, 1) ||
			!make_room(&builder->roots, &builder->root_cap, builder->root_count, 1,
				sizeof(*builder->roots))) {
			return -ENOMEM;
		}
		if (root.len) {
			memcpy(builder->text + builder->text_len, root.ptr, root.len);
		}
		builder->roots[builder->root_count] =
			(struct root_span){builder->text_len, root.len};
		builder->text_len += root.len;
		builder->root_count++;
		found = number_as_pointer(builder->root_count);
		if (map_add(&builder->root_index, hash, found) < 0) {
			return -ENOMEM;
		}
	}
	*ret_index = (uint32_t)(uintptr_t)found - 1;
	return 0;
}

int mount_rows_add_index(struct mount_rows_builder *builder, uint32_t user, struct str root)
{
	uint32_t index;
	int r = intern_root(builder, root, &index);

	if (r == 0 && !make_room(&builder->rows, &builder->cap, builder->count, 1,
			      sizeof(*builder->rows))) {
		r = -ENOMEM;
	}
	if (r < 0) {
		users_release(builder->pool->users, user);
		return r;
	}
	builder->rows[builder->count++] = (struct mount_row){user, index};
	users_add_row(builder->pool->users, user);
	return 0;
}

int mount_rows_add(struct mount_rows_builder *builder, struct str user, struct str root)
{
	uint32_t index;

	if (user.len == 0) {
		return 0;
	}
	index = users_intern(builder->pool->users, user, false);
	return index == USERS_NONE ? -ENOMEM : mount_rows_add_index(builder, index, root);
}

static int by_user(const void *a, const void *b)
{
	const struct mount_row *x = a;
	const struct mount_row *y = b;

	if (x->user != y->user) {
		return x->user < y->user ? -1 : 1;
	}
	return x->root == y->root ? 0 : x->root < y->root ? -1 : 1;
}

static void sort_and_unite(struct mount_rows_builder *builder)
{
	size_t kept = 0;

	if (builder->count > 1) {
		qsort(builder->rows, builder->count, sizeof(*builder->rows), by_user);
	}
	for (size_t i = 0; i < builder->count; i++) {
		if (kept > 0 && by_user(&builder->rows[kept - 1], &builder->rows[i]) == 0) {
			users_drop_row(builder->pool->users, builder->rows[i].user);
		} else {
			builder->rows[kept++] = builder->rows[i];
		}
	}
	builder->count = kept;
}

/* --- the finished block: rows, where each root's text ends, texts --- */

static const uint32_t *root_ends(const struct mount_rows *rows)
{
	return (const uint32_t *)(rows->rows + rows->count);
}

static size_t text_bytes(const struct mount_rows *rows)
{
	return rows->root_count ? root_ends(rows)[rows->root_count - 1] : 0;
}

/* Of a block with so many rows, roots and bytes of text. */
static size_t block_size(size_t count, size_t root_count, size_t text_len)
{
	return sizeof(struct mount_rows) + count * sizeof(struct mount_row) +
	       root_count * sizeof(uint32_t) + text_len;
}

static size_t size_of(const struct mount_rows *rows)
{
	return block_size(rows->count, rows->root_count, text_bytes(rows));
}

struct str mount_rows_root(const struct mount_rows *rows, uint32_t number)
{
	const uint32_t *ends = root_ends(rows);
	const char *text = (const char *)(ends + rows->root_count);
	uint32_t start = number ? ends[number - 1] : 0;

	return str_make(text + start, ends[number] - start);
}

size_t mount_rows_bytes(const struct mount_rows *rows)
{
	return pool_block_bytes(size_of(rows));
}

static struct mount_rows *lay_out(const struct mount_rows_builder *builder)
{
	size_t size = block_size(builder->count, builder->root_count, builder->text_len);
	uint32_t block;
	struct mount_rows *rows = builder->text_len <= UINT32_MAX && builder->count <= UINT32_MAX
					  ? pool_alloc(&builder->pool->blocks, size, &block)
					  : NULL;
	uint32_t *ends;

	if (!rows) {
		return NULL;
	}
	*rows = (struct mount_rows){.refs = 1,
		.block = block,
		.count = (uint32_t)builder->count,
		.root_count = (uint32_t)builder->root_count};
	if (rows->count) {
		memcpy(rows->rows, builder->rows, rows->count * sizeof(*rows->rows));
	}
	ends = (uint32_t *)(rows->rows + rows->count);
	for (uint32_t i = 0; i < rows->root_count; i++) {
		ends[i] = (uint32_t)(builder->roots[i].at + builder->roots[i].len);
	}
	if (builder->text_len) {
		memcpy(ends + rows->root_count, builder->text, builder->text_len);
	}
	return rows;
}

struct mount_rows *mount_rows_finish(struct mount_rows_builder *builder)
{
	struct mount_rows *rows;

	sort_and_unite(builder);
	rows = lay_out(builder);
	if (rows) {
		builder->count = 0; /* the references have moved on */
	}
	mount_rows_abandon(builder);
	return rows;
}

struct mount_rows *mount_rows_unref(struct mount_rows *rows, struct mount_rows_pool *pool)
{
	if (rows && --rows->refs == 0) {
		for (uint32_t i = 0; i < rows->count; i++) {
			users_drop_row(pool->users, rows->rows[i].user);
		}
		pool_free(&pool->blocks, rows, size_of(rows), rows->block);
	}
	return NULL;
}

uint32_t mount_rows_lower_bound(const struct mount_rows *rows, uint32_t user)
{
	uint32_t low = 0;
	uint32_t high = rows->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (rows->rows[middle].user < user) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

bool mount_rows_has(const struct mount_rows *rows, uint32_t user, struct str root)
{
	uint32_t i = mount_rows_lower_bound(rows, user);

	for (; i < rows->count && rows->rows[i].user == user; i++) {
		if (str_equals(mount_rows_root(rows, rows->rows[i].root), root)) {
			return true;
		}
	}
	return false;
}

bool mount_rows_equal(const struct mount_rows *a, const struct mount_rows *b)
{
	return a->count == b->count && a->root_count == b->root_count && size_of(a) == size_of(b) &&
	       memcmp(a->rows, b->rows, size_of(a) - sizeof(*a)) == 0;
}
