/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "base/blob.h"
#include "base/slab.h"

struct object {
	uint64_t number;
	uint64_t more[3];
};

static void objects_stay_where_they_are(void **state)
{
	enum { COUNT = 3 * SLAB_CHUNK_OBJECTS + 5 };
	static struct object *objects[COUNT];
	struct slab slab;
	uint32_t index;

	(void)state;
	slab_init(&slab, sizeof(struct object));
	for (uint32_t i = 0; i < COUNT; i++) {
		objects[i] = slab_alloc(&slab, &index);
		assert_non_null(objects[i]);
		assert_int_equal(index, i);
		assert_int_equal(objects[i]->number, 0); /* fresh ones are zero */
		objects[i]->number = i;
	}
	for (uint32_t i = 0; i < COUNT; i++) {
		assert_ptr_equal(slab_get(&slab, i), objects[i]);
		assert_int_equal(objects[i]->number, i);
	}
	assert_int_equal(slab.used, COUNT);
	slab_deinit(&slab);
}

static void the_last_freed_is_the_first_reused_and_keeps_its_rest(void **state)
{
	struct slab slab;
	struct object *object;
	uint32_t index;

	(void)state;
	slab_init(&slab, sizeof(struct object));
	for (int i = 0; i < 10; i++) {
		object = slab_alloc(&slab, &index);
		assert_non_null(object);
		object->more[1] = 100U + index;
	}
	slab_free(&slab, 3);
	slab_free(&slab, 7);
	object = slab_alloc(&slab, &index);
	assert_int_equal(index, 7);
	assert_int_equal(object->more[1], 107);
	assert_non_null(slab_alloc(&slab, &index));
	assert_int_equal(index, 3);
	assert_non_null(slab_alloc(&slab, &index));
	assert_int_equal(index, 10);
	slab_deinit(&slab);
}

static void trimming_gives_back_what_nobody_uses(void **state)
{
	struct slab slab;
	uint32_t index;

	(void)state;
	slab_init(&slab, sizeof(struct object));
	assert_non_null(slab_alloc(&slab, &index));
	slab_trim(&slab);
	assert_int_equal(slab.chunk_count, 1);
	slab_free(&slab, index);
	slab_trim(&slab);
	assert_int_equal(slab.chunk_count, 0);
	assert_non_null(slab_alloc(&slab, &index));
	assert_int_equal(index, 0);
	slab_deinit(&slab);
}

static void after_a_crowd_the_emptied_chunks_are_given_back(void **state)
{
	enum { COUNT = 3 * SLAB_CHUNK_OBJECTS };
	struct object *object;
	struct slab slab;
	uint32_t index;

	(void)state;
	slab_init(&slab, sizeof(struct object));
	for (uint32_t i = 0; i < COUNT; i++) {
		object = slab_alloc(&slab, &index);
		assert_non_null(object);
		object->more[0] = 1;
	}
	assert_int_equal(slab.idle, 0);
	for (uint32_t i = COUNT; i-- > SLAB_CHUNK_OBJECTS;) {
		slab_free(&slab, i);
		slab_trim(&slab);
	}
	/* The third went when the second had room; the first has none to make up for the second. */
	assert_int_equal(slab.idle, 1);
	for (uint32_t i = 0; i < SLAB_CHUNK_OBJECTS / 2; i++) {
		slab_free(&slab, i);
		slab_trim(&slab);
	}
	assert_int_equal(slab.idle, 0);
	assert_int_equal(slab.high, COUNT);
	/* The room of the first chunk is used up before others are touched again. */
	for (uint32_t i = 0; i < SLAB_CHUNK_OBJECTS / 2; i++) {
		object = slab_alloc(&slab, &index);
		assert_non_null(object);
		assert_in_range(index, 0, SLAB_CHUNK_OBJECTS - 1);
		assert_int_equal(object->more[0], 1);
	}
	object = slab_alloc(&slab, &index);
	assert_non_null(object);
	assert_int_equal(index, SLAB_CHUNK_OBJECTS);
	assert_int_equal(object->more[0], 0);
	assert_int_equal(slab.used, SLAB_CHUNK_OBJECTS + 1);
	slab_deinit(&slab);
}

/* A look at all chunks for each that empties would make a crowd's leaving quadratic. */
static void of_many_chunks_only_a_few_stay_idle(void **state)
{
	enum { CHUNKS = 200, COUNT = CHUNKS * SLAB_CHUNK_OBJECTS };
	struct slab slab;
	uint32_t index;
	unsigned looks = 0;

	(void)state;
	slab_init(&slab, sizeof(struct object));
	for (uint32_t i = 0; i < COUNT; i++) {
		assert_non_null(slab_alloc(&slab, &index));
	}
	assert_int_equal(slab.touched, CHUNKS);
	/* The first chunk keeps half of its objects, so that there is room. */
	for (uint32_t i = 0; i < SLAB_CHUNK_OBJECTS / 2; i++) {
		slab_free(&slab, i);
	}
	for (uint32_t i = COUNT; i-- > SLAB_CHUNK_OBJECTS;) {
		uint32_t before = slab.idle;

		slab_free(&slab, i);
		before += slab.idle > before;
		slab_trim(&slab);
		looks += slab.idle < before;
		assert_in_range(slab.idle, 0, slab.touched / 32);
	}
	assert_int_equal(slab.touched, 1);
	assert_int_equal(slab.idle, 0);
	assert_in_range(looks, 1, CHUNKS - 1);
	slab_deinit(&slab);
}

static void a_blob_lives_as_long_as_somebody_holds_it(void **state)
{
	struct blob *blob = blob_from_str(STR_LIT("frame"));

	(void)state;
	assert_non_null(blob);
	blob_ref(blob);
	assert_null(blob_unref(blob));
	assert_str_equal(blob_str(blob), STR_LIT("frame"));
	assert_null(blob_unref(blob));
	assert_null(blob_unref(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects_stay_where_they_are),
		cmocka_unit_test(the_last_freed_is_the_first_reused_and_keeps_its_rest),
		cmocka_unit_test(trimming_gives_back_what_nobody_uses),
		cmocka_unit_test(after_a_crowd_the_emptied_chunks_are_given_back),
		cmocka_unit_test(of_many_chunks_only_a_few_stay_idle),
		cmocka_unit_test(a_blob_lives_as_long_as_somebody_holds_it),
	};

	return cmocka_run_group_tests_name("slab", tests, NULL, NULL);
}
