/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who sees a storage: an immutable, refcounted array of (user, root), sorted by user. A walk that
 * is sliced over several rounds holds a reference, so a refresh never disturbs it. There are as
 * many of them as cached storages, mostly homes with one row and an empty root: those take 32
 * bytes. One thread: the hub's.
 */
#ifndef PUSH_MOUNT_ROWS_H
#define PUSH_MOUNT_ROWS_H

#include "base/pool.h"
#include "base/str.h"
#include "push/users.h"

/* What all rows share: the users that they count in, and the memory that they lie in. */
struct mount_rows_pool {
	struct users *users;
	struct pool blocks;
};

struct mount_row {
	uint32_t user; /* index; counted in users */
	uint32_t root; /* number of the root */
};

struct mount_rows {
	uint32_t refs;
	uint32_t block; /* of the pool */
	uint32_t count;
	uint32_t root_count;
	/* Behind them, for each root where its text ends; and the texts, each once. */
	struct mount_row rows[];
};

/* Collects rows; deinit by _finish() or _abandon(). */
struct mount_rows_builder {
	struct mount_rows_pool *pool;
	struct mount_row *rows;
	size_t count;
	size_t cap;
	char *text; /* the roots one behind the other */
	size_t text_len;
	size_t text_cap;
	struct root_span {
		size_t at;
		size_t len;
	} * roots;
	size_t root_count;
	size_t root_cap;
	struct map root_index;
};

void mount_rows_begin(struct mount_rows_builder *builder, struct mount_rows_pool *pool);

/* 0 or -ENOMEM; then the builder can only be abandoned. */
NODISCARD int mount_rows_add(struct mount_rows_builder *builder, struct str user, struct str root);
NODISCARD int mount_rows_add_index(
	struct mount_rows_builder *builder, uint32_t user, struct str root);

/* The rows, with one reference; NULL when memory is out (the builder is abandoned then). */
NODISCARD struct mount_rows *mount_rows_finish(struct mount_rows_builder *builder);
void mount_rows_abandon(struct mount_rows_builder *builder);

static inline struct mount_rows *mount_rows_ref(struct mount_rows *rows)
{
	rows->refs++;
	return rows;
}

/* NULL is accepted; returns NULL. POOL: the one that they were built with. */
struct mount_rows *mount_rows_unref(struct mount_rows *rows, struct mount_rows_pool *pool);

/* The text of the root with this number; lives as long as ROWS. */
struct str mount_rows_root(const struct mount_rows *rows, uint32_t number);

/* All that they take in the pool. */
size_t mount_rows_bytes(const struct mount_rows *rows);

/* The first row of USER, or COUNT where it would be. */
uint32_t mount_rows_lower_bound(const struct mount_rows *rows, uint32_t user);

/* Is there this very pair? */
bool mount_rows_has(const struct mount_rows *rows, uint32_t user, struct str root);

/* The same pairs? False if they are only in another order. */
bool mount_rows_equal(const struct mount_rows *a, const struct mount_rows *b);

/* Does an event for PATH concern a mount at ROOT: empty, equal, or followed by '/'? */
bool mount_root_matches(struct str root, struct str path);

#endif
