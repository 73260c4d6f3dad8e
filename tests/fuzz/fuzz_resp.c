/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Laws: bytes one by one give the same as all at once, promises about the size hold, and the fast
 * way for messages agrees with the general one. */
#include "fuzz.h"

#include "proto/resp.h"

#define MAX_BULK  1000U
#define MAX_ITEMS 1000U

static int parse_whole(struct str in, struct arena *arena, struct resp_value *value, size_t *size)
{
	struct resp_parser parser = {.max_bulk = MAX_BULK, .max_items = MAX_ITEMS};

	return resp_parse(&parser, in, arena, value, size);
}

static void check_growing(struct str in, int expected, size_t expected_size)
{
	struct resp_parser parser = {.max_bulk = MAX_BULK, .max_items = MAX_ITEMS};
	struct arena arena = ARENA_INIT(0);
	int r = RESP_E_MORE;
	size_t promised = 0;

	for (size_t len = 0; len <= in.len && r == RESP_E_MORE; len++) {
		struct resp_value value;
		size_t size = 0;

		r = resp_parse(&parser, str_first(in, len), &arena, &value, &size);
		REQUIRE(r != RESP_E_MORE || size > len);
		REQUIRE(r == RESP_E_INVALID || size >= promised);
		promised = size;
	}
	REQUIRE(r == expected);
	REQUIRE(r != 0 || promised == expected_size);
	arena_deinit(&arena);
}

static void check_message(struct str in, int r, const struct resp_value *value, size_t size)
{
	struct resp_parser parser = {.max_bulk = MAX_BULK, .max_items = MAX_ITEMS};
	struct resp_message message;
	size_t message_size = 0;
	int m = resp_parse_message(&parser, in, &message, &message_size);

	if (m == 0) {
		REQUIRE(r == 0 && size == message_size && value->count == 3);
		REQUIRE(str_equals(value->items[1].text, message.channel));
		REQUIRE(str_equals(value->items[2].text, message.payload));
	} else if (m == RESP_E_MORE) {
		REQUIRE(r == RESP_E_MORE);
		REQUIRE(message_size > in.len);
	} else {
		REQUIRE(m == RESP_E_OTHER);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = str_make(data, size);
	struct arena arena = ARENA_INIT(0);
	struct resp_value value = {.kind = RESP_NIL};
	size_t used = 0;
	int r = parse_whole(in, &arena, &value, &used);

	REQUIRE(r == 0 || r == RESP_E_MORE || r == RESP_E_INVALID);
	REQUIRE(r != 0 || (used > 0 && used <= size));
	if (size < 4096) {
		check_growing(in, r, used);
	}
	check_message(in, r, &value, used);
	arena_deinit(&arena);
	return 0;
}
