/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Both tables against a plain array as the model, with hashes that collide on purpose. */
#include "support.h"

#include <errno.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/u32map.h"

#define KEYS 500U

extern unsigned memory_fails_at;

struct item {
	uint32_t key;
	bool present;
};

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

static bool item_equals(const void *value, const void *key)
{
	return ((const struct item *)value)->key == *(const uint32_t *)key;
}

static void churn(uint64_t (*hash)(uint32_t))
{
	static struct item items[KEYS];
	struct map map = MAP_NULL;
	uint32_t random = 1;
	size_t present = 0;

	for (uint32_t i = 0; i < KEYS; i++) {
		items[i] = (struct item){i, false};
	}
	for (int i = 0; i < 20000; i++) {
		struct item *item = &items[next_random(&random) % KEYS];

		if (item->present) {
			assert_true(map_remove(&map, hash(item->key), item));
			assert_false(map_remove(&map, hash(item->key), item));
			present--;
		} else {
			assert_int_equal(map_add(&map, hash(item->key), item), 0);
			present++;
		}
		item->present = !item->present;
		assert_int_equal(map.count, present);
	}
	for (uint32_t i = 0; i < KEYS; i++) {
		assert_ptr_equal(map_find(&map, hash(i), item_equals, &i),
			items[i].present ? &items[i] : NULL);
	}
	map_for_each (value, &map) {
		assert_true(((struct item *)value)->present);
		present--;
	}
	assert_int_equal(present, 0);
	map_deinit(&map);
}

static uint64_t good_hash(uint32_t key)
{
	return hash_u64(key);
}

static uint64_t poor_hash(uint32_t key)
{
	return key % 7;
}

static uint64_t wrapping_hash(uint32_t key)
{
	return UINT64_MAX - key % 5; /* runs that go round the end of the table */
}

static void a_map_does_what_a_plain_array_does(void **state)
{
	(void)state;
	churn(good_hash);
	churn(poor_hash);
	churn(wrapping_hash);
}

static void a_u32map_does_what_a_plain_array_does(void **state)
{
	static uint32_t model[KEYS];
	struct u32map map = U32MAP_NULL;
	uint32_t random = 2;
	uint32_t count = 0;

	(void)state;
	memset(model, 0, sizeof(model));
	for (int i = 0; i < 50000; i++) {
		uint32_t key = next_random(&random) % KEYS;
		uint32_t value = next_random(&random) | 1;

		if (next_random(&random) % 3) {
			count += model[key] == 0;
			model[key] = value;
			assert_int_equal(u32map_put(&map, key * 4096, value), 0);
		} else {
			count -= model[key] != 0;
			model[key] = 0;
			u32map_remove(&map, key * 4096);
		}
		assert_int_equal(map.count, count);
	}
	for (uint32_t key = 0; key < KEYS; key++) {
		const uint32_t *found = u32map_find(&map, key * 4096);

		assert_int_equal(found ? *found : 0, model[key]);
	}
	u32map_deinit(&map);
}

static void without_memory_nothing_is_lost(void **state)
{
	struct map map = MAP_NULL;
	struct u32map small = U32MAP_NULL;
	struct item item = {1, true};
	uint32_t key = 1;

	(void)state;
	memory_fails_at = 1;
	assert_int_equal(map_add(&map, 1, &item), -ENOMEM);
	memory_fails_at = 1;
	assert_int_equal(u32map_put(&small, 1, 2), -ENOMEM);
	memory_fails_at = 0;
	assert_null(map_find(&map, 1, item_equals, &key));
	assert_null(u32map_find(&small, 1));
	assert_int_equal(map_add(&map, 1, &item), 0);
	assert_ptr_equal(map_find(&map, 1, item_equals, &key), &item);
	map_deinit(&map);
	u32map_deinit(&small);
}

static void equal_texts_hash_alike_and_others_do_not(void **state)
{
	(void)state;
	assert_true(hash_str(STR_LIT("alice")) == hash_str(STR_LIT("alice")));
	assert_true(hash_str(STR_LIT("alice")) != hash_str(STR_LIT("alicf")));
	assert_true(hash_str(STR_LIT("12345678")) != hash_str(STR_LIT("123456789")));
	assert_true(hash_str(STR_LIT("a")) != hash_str(STR_LIT("a\0")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_map_does_what_a_plain_array_does),
		cmocka_unit_test(a_u32map_does_what_a_plain_array_does),
		cmocka_unit_test(without_memory_nothing_is_lost),
		cmocka_unit_test(equal_texts_hash_alike_and_others_do_not),
	};

	hash_init();
	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
