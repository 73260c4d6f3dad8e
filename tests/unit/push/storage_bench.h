/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The storage map with the database and the sessions played by the test, time by a real loop. */
#ifndef TEST_PUSH_STORAGE_BENCH_H
#define TEST_PUSH_STORAGE_BENCH_H

#include "../base/support.h"

#include "push/storage_map.h"

struct storage_bench {
	struct loop *loop;
	struct users users;
	struct storage_map *map;
	unsigned reads;
	uint64_t last_read;
	uint64_t missed;
	unsigned delivered;
	uint32_t last_user;
	uint64_t last_id;
	bool last_had_id;
	bool no_room;
};

extern struct storage_bench bench;

int storage_bench_setup(void **state);
int storage_bench_teardown(void **state);
#define STORAGE_TEST(name)                                                                         \
	cmocka_unit_test_setup_teardown(name, storage_bench_setup, storage_bench_teardown)

/* Starts anew with a cache of at most so many bytes; the first has 64 KiB. */
void limit_cache(size_t max_bytes);
/* A user with one session. */
uint32_t log_in(const char *name);
/* Rows of pairs (user, path); the caller's. */
struct mount_rows *rows(size_t count, const char *const pairs[][2]);
/* An event of a file; id 0: none is known. */
void event(uint64_t storage, const char *path, uint64_t id);
void pass_time(unsigned ms);

#endif
