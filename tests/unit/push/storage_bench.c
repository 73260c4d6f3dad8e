/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "storage_bench.h"

struct storage_bench bench;

static void read_storage(void *owner, uint64_t storage)
{
	(void)owner;
	bench.reads++;
	bench.last_read = storage;
}

static void deliver(void *owner, const uint32_t *users, uint32_t count, const uint64_t *file_id)
{
	(void)owner;
	bench.last_had_id = file_id != NULL;
	bench.last_id = file_id ? *file_id : 0;
	for (uint32_t i = 0; i < count; i++) {
		if (users_get(&bench.users, users[i])->sessions > 0) {
			bench.delivered++;
			bench.last_user = users[i];
		}
	}
}

static bool has_room(void *owner, uint32_t events)
{
	(void)owner;
	(void)events;
	return !bench.no_room;
}

static void missed(void *owner, uint64_t events)
{
	(void)owner;
	bench.missed += events;
}

static const struct storage_map_handler handler = {read_storage, deliver, has_room, missed};

void limit_cache(size_t max_bytes)
{
	struct storage_map_options options = {.handler = &handler,
		.users = &bench.users,
		.max_bytes = max_bytes,
		.life_min_ms = 40,
		.life_max_ms = 40,
		.empty_life_ms = 5,
		.wait_ms = 1500,
		.retry_ms = 20,
		.max_remembered = (size_t)1 << 20,
		.max_waiting = 2500};

	storage_map_free(bench.map);
	assert_int_equal(storage_map_new(bench.loop, &options, &bench.map), 0);
}

int storage_bench_setup(void **state)
{
	(void)state;
	memset(&bench, 0, sizeof(bench));
	users_init(&bench.users);
	assert_int_equal(loop_new(&bench.loop), 0);
	limit_cache((size_t)64 * 1024);
	return 0;
}

int storage_bench_teardown(void **state)
{
	(void)state;
	storage_map_free(bench.map);
	users_deinit(&bench.users);
	loop_free(bench.loop);
	return 0;
}

uint32_t log_in(const char *name)
{
	uint32_t user = users_intern(&bench.users, str_from_cstr(name), false);

	assert_true(users_open_session(&bench.users, user, 0));
	return user;
}

struct mount_rows *rows(size_t count, const char *const pairs[][2])
{
	struct mount_rows_builder builder;
	struct mount_rows *made;

	mount_rows_begin(&builder, storage_map_rows_pool(bench.map));
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(mount_rows_add(&builder, str_from_cstr(pairs[i][0]),
					 str_from_cstr(pairs[i][1])),
			0);
	}
	made = mount_rows_finish(&builder);
	assert_non_null(made);
	return made;
}

void event(uint64_t storage, const char *path, uint64_t id)
{
	storage_map_event(bench.map, storage, str_from_cstr(path), id ? &id : NULL);
}

void pass_time(unsigned ms)
{
	uint64_t end;

	assert_int_equal(loop_run_once(bench.loop, 0), 0);
	for (end = loop_now_ms(bench.loop) + ms; loop_now_ms(bench.loop) < end;) {
		assert_int_equal(
			loop_run_once(bench.loop, (int)(end - loop_now_ms(bench.loop))), 0);
	}
}
