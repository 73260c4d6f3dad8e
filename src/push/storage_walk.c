/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See storage_walk.h. A walk holds references to its rows: a refresh meanwhile does not disturb it.
 */
#include "push/storage_walk.h"

#include <errno.h>
#include <stdlib.h>

#define SLICE        2048U
#define FULL_WAIT_MS 1U
#define WALKS_MAX    10000U
#define PATHS_MAX    ((size_t)16 << 20)

struct walk {
	struct list link;
	struct mount_rows *rows;
	struct mount_rows *except; /* rows that had it already; may be NULL */
	uint32_t at;
	bool has_id;
	bool everywhere; /* no path: every root matches */
	uint64_t file_id;
	size_t path_len;
	char path[];
};

/* Delivers rows [at, end) that match, SLICE of them at most. */
static void walk_rows(
	struct storage_walks *walks, const struct walk *walk, struct str path, uint32_t end)
{
	const struct storage_walks_options *options = &walks->options;
	const struct mount_rows *rows = walk->rows;
	uint32_t users[SLICE];
	uint32_t count = 0;
	uint32_t root = UINT32_MAX;
	uint32_t last_user = USERS_NONE;
	bool matches = false;

	for (uint32_t i = walk->at; i < end; i++) {
		const struct mount_row *row = &rows->rows[i];

		/* Most storages have one root: match once, not for each row. */
		if (row->root != root) {
			root = row->root;
			matches = walk->everywhere ||
				  mount_root_matches(mount_rows_root(rows, root), path);
		}
		if (!matches || row->user == last_user ||
			(walk->except && mount_rows_has(walk->except, row->user,
						 mount_rows_root(rows, root)))) {
			continue;
		}
		last_user = row->user;
		users[count++] = last_user;
	}
	if (count > 0) {
		options->deliver(
			options->owner, users, count, walk->has_id ? &walk->file_id : NULL);
	}
}

static void free_walk(struct storage_walks *walks, struct walk *walk)
{
	list_remove(&walk->link);
	walks->count--;
	walks->path_bytes -= walk->path_len;
	mount_rows_unref(walk->rows, walks->options.rows);
	mount_rows_unref(walk->except, walks->options.rows);
	free(walk);
}

/* One slice; true when the walk is done. */
static bool walk_slice(struct storage_walks *walks, struct walk *walk)
{
	uint32_t end = MIN_OF(walk->at + SLICE, walk->rows->count);

	walk_rows(walks, walk, str_make(walk->path, walk->path_len), end);
	walk->at = end;
	return end == walk->rows->count;
}

static void go_on(struct storage_walks *walks)
{
	list_for_each_safe (link, after, &walks->list) {
		struct walk *walk = list_entry(link, struct walk, link);

		if (!walks->options.has_room(walks->options.owner, SLICE)) {
			loop_timer_start(walks->loop, &walks->timer, FULL_WAIT_MS);
			return;
		}
		if (!walk_slice(walks, walk)) {
			/* Let the others have a turn. */
			loop_defer(walks->loop, &walks->task);
			return;
		}
		free_walk(walks, walk);
	}
}

static void on_task(struct task *task)
{
	go_on(container_of(task, struct storage_walks, task));
}

static void on_timer(struct timer *timer)
{
	go_on(container_of(timer, struct storage_walks, timer));
}

int storage_walk(struct storage_walks *walks, struct mount_rows *rows, struct mount_rows *except,
	const struct storage_walk_event *event)
{
	const struct storage_walks_options *options = &walks->options;
	struct walk here = {.rows = rows,
		.except = except,
		.has_id = event->file_id != NULL,
		.file_id = event->file_id ? *event->file_id : 0,
		.everywhere = event->path == NULL};
	struct str path = event->path ? *event->path : STR_NULL;
	struct walk *walk;

	if (rows->count <= SLICE && list_is_empty(&walks->list) &&
		options->has_room(options->owner, rows->count)) {
		walk_rows(walks, &here, path, rows->count);
		return 0;
	}
	if (walks->count >= WALKS_MAX || walks->path_bytes + path.len > PATHS_MAX) {
		return -ENOBUFS;
	}
	walk = malloc(sizeof(*walk) + path.len);
	if (!walk) {
		return -ENOMEM;
	}
	walks->count++;
	walks->path_bytes += path.len;
	*walk = here;
	walk->path_len = path.len;
	if (path.len) {
		memcpy(walk->path, path.ptr, path.len);
	}
	mount_rows_ref(rows);
	if (except) {
		mount_rows_ref(except);
	}
	list_append(&walks->list, &walk->link);
	loop_defer(walks->loop, &walks->task);
	return 0;
}

void storage_walks_init(
	struct storage_walks *walks, struct loop *loop, const struct storage_walks_options *options)
{
	*walks = (struct storage_walks){.loop = loop, .options = *options};
	list_init(&walks->list);
	task_init(&walks->task, on_task);
	timer_init(&walks->timer, on_timer);
}

void storage_walks_deinit(struct storage_walks *walks)
{
	list_for_each_safe (link, after, &walks->list) {
		free_walk(walks, list_entry(link, struct walk, link));
	}
	loop_cancel(&walks->task);
	loop_timer_stop(walks->loop, &walks->timer);
}
