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

void mount_rows_begin(struct mount_rows_builder *builder, struct users *users)
{
	*builder = (struct mount_rows_builder){.users = users};
}

void mount_rows_abandon(struct mount_rows_builder *builder)
{
	for (size_t i = 0; i < builder->count; i++) {
		users_drop_row(builder->users, builder->rows[i].user);
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
		users_release(builder->users, user);
		return r;
	}
	builder->rows[builder->count++] = (struct mount_row){user, index};
	users_add_row(builder->users, user);
	return 0;
}

int mount_rows_add(struct mount_rows_builder *builder, struct str user, struct str root)
{
	uint32_t index;

	if (user.len == 0) {
		return 0;
	}
	index = users_intern(builder->users, user, false);
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
			users_drop_row(builder->users, builder->rows[i].user);
		} else {
			builder->rows[kept++] = builder->rows[i];
		}
	}
	builder->count = kept;
}

struct mount_rows *mount_rows_finish(struct mount_rows_builder *builder)
{
	size_t bytes;
	struct mount_rows *rows;
	char *text;

	sort_and_unite(builder);
	bytes = sizeof(*rows) + builder->root_count * sizeof(*rows->roots) +
		builder->count * sizeof(*rows->rows) + builder->text_len;
	rows = malloc(bytes);
	if (!rows) {
		mount_rows_abandon(builder);
		return NULL;
	}
	*rows = (struct mount_rows){.refs = 1,
		.count = (uint32_t)builder->count,
		.root_count = (uint32_t)builder->root_count,
		.bytes = bytes};
	rows->roots = (struct str *)(void *)(rows + 1);
	rows->rows = (struct mount_row *)(void *)(rows->roots + rows->root_count);
	text = (char *)(rows->rows + rows->count);
	if (builder->text_len) {
		memcpy(text, builder->text, builder->text_len);
	}
	if (rows->count) {
		memcpy(rows->rows, builder->rows, rows->count * sizeof(*rows->rows));
	}
	for (uint32_t i = 0; i < rows->root_count; i++) {
		rows->roots[i] = str_make(text + builder->roots[i].at, builder->roots[i].len);
	}
	builder->count = 0; /* the references have moved on */
	mount_rows_abandon(builder);
	return rows;
}

struct mount_rows *mount_rows_unref(struct mount_rows *rows, struct users *users)
{
	if (rows && --rows->refs == 0) {
		for (uint32_t i = 0; i < rows->count; i++) {
			users_drop_row(users, rows->rows[i].user);
		}
		free(rows);
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
		if (str_equals(rows->roots[rows->rows[i].root], root)) {
			return true;
		}
	}
	return false;
}

bool mount_rows_equal(const struct mount_rows *a, const struct mount_rows *b)
{
	if (a->bytes != b->bytes || a->count != b->count || a->root_count != b->root_count ||
		(a->count && memcmp(a->rows, b->rows, a->count * sizeof(*a->rows)) != 0)) {
		return false;
	}
	for (uint32_t i = 0; i < a->root_count; i++) {
		if (!str_equals(a->roots[i], b->roots[i])) {
			return false;
		}
	}
	return true;
}
