/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Queries as jobs: each pool thread keeps one connection of its own. A job carries its question and
 * brings back its rows; only the hub touches the map.
 *
 * Outages are logged once, and once when they end; while one lasts a probe every few seconds finds
 * the end of it, so that the missed events can be made up for even if nothing else happens.
 */
#include "push/mounts.h"

#include <errno.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "push/mount_refresh.h"

#define LOG_TARGET "notify_push::database"

#define PROBE_EVERY_MS 3000U
#define CATCH_UP_MS    1000U

enum query_kind {
	QUERY_STORAGE,
	QUERY_USER,
	QUERY_COUNT,
	QUERY_PROBE,
};

struct query {
	struct job job;
	struct mounts *mounts;
	enum query_kind kind;
	uint64_t storage;
	char *user;
	uint64_t started_ns;
	int result;
	struct buf error;
	struct store_rows rows;
	struct store_mounts found;
	mounts_count_fn *fn;
	void *context;
	uint64_t cookie;
};

struct mounts {
	struct loop *loop;
	const struct store *store;
	struct users *users;
	const struct mounts_handler *handler;
	void *owner;
	struct jobs *jobs;
	struct storage_map *map;
	struct mount_refresh *refresh;
	struct timer probe;
	bool down;
	bool probing;
	uint64_t down_since_ms;
	uint64_t missed;       /* events, in this outage, or since the last catch-up */
	struct timer catch_up; /* of what was missed while the database does answer */
	bool uncorrected;      /* a user's mounts could not be read */
	struct buf why;
	struct mounts_stats stats;
};

/* --- in a pool thread --- */

static int ask(struct query *query, struct store_conn *conn)
{
	switch (query->kind) {
	case QUERY_STORAGE:
	case QUERY_COUNT:
		return store_storage_users(conn, query->storage, &query->rows);
	case QUERY_USER:
		return store_user_mounts(conn, str_from_cstr(query->user), &query->found);
	case QUERY_PROBE:
		return store_ping(conn);
	}
	return -EINVAL;
}

static void run_query(struct job *job, void **thread_data)
{
	struct query *query = container_of(job, struct query, job);
	struct store_conn *conn = *thread_data;

	if (!conn) {
		query->result = store_connect(query->mounts->store, &conn, &query->error);
		if (query->result != 0) {
			return;
		}
		*thread_data = conn;
	}
	query->result = ask(query, conn);
	if (query->result != 0) {
		buf_append_str(&query->error, store_conn_error(conn));
	}
}

static void thread_exit(void *data)
{
	store_conn_free(data);
}

/* --- in the hub --- */

static void free_query(struct query *query)
{
	free(query->user);
	buf_deinit(&query->error);
	store_rows_deinit(&query->rows);
	store_mounts_deinit(&query->found);
	free(query);
}

static void note_down(struct mounts *mounts, const struct query *query)
{
	struct str why = query->error.len ? buf_str(&query->error) : STR_LIT("out of memory");

	counter_add(&mounts->stats.failures, 1);
	if (!mounts->down) {
		log_warn("database: a query failed: %.*s; events wait up to 10 s, trying again",
			STR_ARG(why));
		mounts->down = true;
		loop_timer_stop(mounts->loop, &mounts->catch_up);
		mounts->down_since_ms = loop_now_ms(mounts->loop);
	} else if (!str_equals(why, buf_str(&mounts->why))) {
		log_warn("database: still failing: %.*s", STR_ARG(why));
	}
	buf_clear(&mounts->why);
	buf_append_str(&mounts->why, why);
	if (!mounts->probe.armed) {
		loop_timer_start(mounts->loop, &mounts->probe, PROBE_EVERY_MS);
	}
}

static void note_up(struct mounts *mounts, const struct query *query)
{
	if (query->kind != QUERY_PROBE) {
		counter_add(&mounts->stats.queries, 1);
		counter_add(&mounts->stats.latency_us, (clock_now_ns() - query->started_ns) / 1000);
	}
	if (!mounts->down) {
		return;
	}
	mounts->down = false;
	loop_timer_stop(mounts->loop, &mounts->probe);
	log_warn("database: back after %llu s; %llu event(s) could not be mapped meanwhile%s",
		(unsigned long long)((loop_now_ms(mounts->loop) - mounts->down_since_ms) / 1000),
		(unsigned long long)mounts->missed,
		mounts->missed ? ", every session is told to look again" : "");
	if (mounts->missed > 0) {
		mounts->handler->catch_up(mounts->owner);
	}
	mounts->missed = 0;
	buf_clear(&mounts->why);
	if (mounts->uncorrected) {
		mounts->uncorrected = false;
		storage_map_expire(mounts->map);
	}
}

static struct mount_rows *rows_of(struct mounts *mounts, const struct query *query)
{
	struct mount_rows_builder builder;
	struct store_row row;
	size_t cursor = 0;

	mount_rows_begin(&builder, storage_map_rows_pool(mounts->map));
	while (store_rows_next(&query->rows, &cursor, &row)) {
		if (mount_rows_add(&builder, row.user, row.path) < 0) {
			mount_rows_abandon(&builder);
			return NULL;
		}
	}
	return mount_rows_finish(&builder);
}

static void storage_done(struct mounts *mounts, const struct query *query, bool good)
{
	struct mount_rows *rows = good ? rows_of(mounts, query) : NULL;

	if (rows) {
		log_debug("storage %llu has %u row(s)", (unsigned long long)query->storage,
			rows->count);
		storage_map_rows(mounts->map, query->storage, rows);
	} else {
		storage_map_rows_failed(mounts->map, query->storage);
	}
}

/* Told at most once a second, however many events it is about. */
static void on_catch_up(struct timer *timer)
{
	struct mounts *mounts = container_of(timer, struct mounts, catch_up);

	log_warn("database: too slow, or too much at once: %llu event(s) could not be mapped; "
		 "every session is told to look again",
		(unsigned long long)mounts->missed);
	mounts->missed = 0;
	mounts->handler->catch_up(mounts->owner);
}

static void missed(void *owner, uint64_t events)
{
	struct mounts *mounts = owner;

	if (mounts->down && mounts->missed == 0) {
		log_warn("database: still away, events are being missed; all sessions will be told "
			 "to look again when it is back");
	} else if (!mounts->down && !mounts->catch_up.armed) {
		/* Too slow, or no memory: there will be no "back" to wait for. */
		loop_timer_start(mounts->loop, &mounts->catch_up, CATCH_UP_MS);
	}
	mounts->missed += events;
}

static void user_done(struct mounts *mounts, const struct query *query, bool good)
{
	struct storage_map_mount *list;
	struct store_mount mount;
	size_t count = 0;
	size_t cursor = 0;
	uint32_t user;

	if (!good) {
		/* Whom a share has brought in is in no cached row, and nobody asks again. */
		mounts->uncorrected = true;
		missed(mounts, 1);
		return;
	}
	list = malloc((query->found.count + 1) * sizeof(*list));
	user = list ? users_intern(mounts->users, str_from_cstr(query->user), false) : USERS_NONE;
	if (user != USERS_NONE) {
		while (store_mounts_next(&query->found, &cursor, &mount)) {
			list[count++] = (struct storage_map_mount){mount.storage, mount.path};
		}
		storage_map_mounts(mounts->map, user, list, count);
		users_release(mounts->users, user);
	} else {
		storage_map_expire(mounts->map);
	}
	free(list);
}

static void count_done(struct mounts *mounts, const struct query *query, bool good)
{
	struct store_row row;
	size_t cursor = 0;
	uint64_t count = 0;

	(void)mounts;
	while (good && store_rows_next(&query->rows, &cursor, &row)) {
		count += row.path.len == 0;
	}
	query->fn(query->context, query->cookie, count);
}

static void query_done(struct job *job, bool cancelled)
{
	struct query *query = container_of(job, struct query, job);
	struct mounts *mounts = query->mounts;
	bool good = !cancelled && query->result == 0;

	if (cancelled) {
		free_query(query);
		return;
	}
	if (good) {
		note_up(mounts, query);
	} else {
		note_down(mounts, query);
	}
	switch (query->kind) {
	case QUERY_STORAGE:
		storage_done(mounts, query, good);
		break;
	case QUERY_USER:
		user_done(mounts, query, good);
		mount_refresh_read(mounts->refresh, str_from_cstr(query->user));
		break;
	case QUERY_COUNT:
		count_done(mounts, query, good);
		break;
	case QUERY_PROBE:
		mounts->probing = false;
		break;
	}
	free_query(query);
}

static struct query *new_query(struct mounts *mounts, enum query_kind kind)
{
	struct query *query = calloc(1, sizeof(*query));

	if (query) {
		query->mounts = mounts;
		query->kind = kind;
		query->job.run = run_query;
		query->job.done = query_done;
		query->started_ns = clock_now_ns();
	}
	return query;
}

static void read_storage(void *owner, uint64_t storage)
{
	struct mounts *mounts = owner;
	struct query *query = new_query(mounts, QUERY_STORAGE);

	if (!query) {
		storage_map_rows_failed(mounts->map, storage);
		return;
	}
	query->storage = storage;
	jobs_submit(mounts->jobs, &query->job);
}

static void read_user(void *owner, struct str user)
{
	struct mounts *mounts = owner;
	struct query *query = new_query(mounts, QUERY_USER);

	if (query) {
		query->user = str_dup_cstr(user);
	}
	if (!query || !query->user) {
		if (query) {
			free_query(query);
		}
		storage_map_expire(mounts->map);
		mount_refresh_read(mounts->refresh, user);
		return;
	}
	jobs_submit(mounts->jobs, &query->job);
}

static void deliver(void *owner, const uint32_t *users, uint32_t count, const uint64_t *file_id)
{
	struct mounts *mounts = owner;

	mounts->handler->deliver(mounts->owner, users, count, file_id);
}

static bool has_room(void *owner, uint32_t events)
{
	struct mounts *mounts = owner;

	return mounts->handler->has_room(mounts->owner, events);
}

static void expire(void *owner)
{
	storage_map_expire(((struct mounts *)owner)->map);
}

static void on_probe(struct timer *timer)
{
	struct mounts *mounts = container_of(timer, struct mounts, probe);
	struct query *query;

	if (mounts->down && !mounts->probing) {
		query = new_query(mounts, QUERY_PROBE);
		if (query) {
			mounts->probing = true;
			jobs_submit(mounts->jobs, &query->job);
		}
	}
	loop_timer_start(mounts->loop, &mounts->probe, PROBE_EVERY_MS);
}

void mounts_event(struct mounts *mounts, uint64_t storage, struct str path, const uint64_t *file_id)
{
	storage_map_event(mounts->map, storage, path, file_id);
}

void mounts_user_changed(struct mounts *mounts, struct str user)
{
	mount_refresh_user(mounts->refresh, user);
}

void mounts_all_changed(struct mounts *mounts)
{
	mount_refresh_all(mounts->refresh);
}

int mounts_count(struct mounts *mounts, uint64_t storage, mounts_count_fn *fn, void *context,
	uint64_t cookie)
{
	struct query *query = new_query(mounts, QUERY_COUNT);

	if (!query) {
		return -ENOMEM;
	}
	query->storage = storage;
	query->fn = fn;
	query->context = context;
	query->cookie = cookie;
	jobs_submit(mounts->jobs, &query->job);
	return 0;
}

int mounts_new(struct loop *loop, const struct store *store, struct users *users,
	const struct mounts_handler *handler, void *owner, struct mounts **ret_mounts)
{
	static const struct storage_map_handler map_handler = {
		.read_storage = read_storage,
		.deliver = deliver,
		.has_room = has_room,
		.missed = missed,
	};
	static const struct jobs_options job_options = {MOUNTS_THREADS, thread_exit};
	struct mounts *mounts = calloc(1, sizeof(*mounts));
	struct storage_map_options map_options = {
		.handler = &map_handler, .owner = mounts, .users = users};
	struct mount_refresh_options refresh_options = {
		.read_user = read_user, .expire = expire, .owner = mounts};
	int r;

	if (!mounts) {
		return -ENOMEM;
	}
	mounts->loop = loop;
	mounts->store = store;
	mounts->users = users;
	mounts->handler = handler;
	mounts->owner = owner;
	timer_init(&mounts->probe, on_probe);
	timer_init(&mounts->catch_up, on_catch_up);
	r = jobs_new(loop, &job_options, &mounts->jobs);
	if (r == 0) {
		r = storage_map_new(loop, &map_options, &mounts->map);
	}
	if (r == 0) {
		r = mount_refresh_new(loop, &refresh_options, &mounts->refresh);
	}
	if (r < 0) {
		mounts_free(mounts);
		return r;
	}
	*ret_mounts = mounts;
	return 0;
}

bool mounts_stop(struct mounts *mounts, unsigned timeout_ms)
{
	return jobs_stop(mounts->jobs, timeout_ms);
}

struct mounts *mounts_free(struct mounts *mounts)
{
	if (mounts) {
		loop_timer_stop(mounts->loop, &mounts->probe);
		loop_timer_stop(mounts->loop, &mounts->catch_up);
		mount_refresh_free(mounts->refresh);
		jobs_free(mounts->jobs);
		storage_map_free(mounts->map);
		buf_deinit(&mounts->why);
		free(mounts);
	}
	return NULL;
}

bool mounts_is_down(const struct mounts *mounts, struct str *ret_why)
{
	*ret_why = mounts->down ? buf_str(&mounts->why) : STR_NULL;
	return mounts->down;
}

unsigned mounts_queue_depth(struct mounts *mounts)
{
	return jobs_waiting(mounts->jobs);
}

const struct mounts_stats *mounts_get_stats(const struct mounts *mounts)
{
	return &mounts->stats;
}

const struct storage_map *mounts_map(const struct mounts *mounts)
{
	return mounts->map;
}
