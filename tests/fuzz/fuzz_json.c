/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Laws: what parses is UTF-8, compacts to something that parses and compacts no further, and
 * strings that are written read back. */
#include "fuzz.h"

#include "proto/json.h"

/* Walks everything again, level by level; what was valid as a whole is valid in parts. */
static void walk(const struct json_value *value, struct arena *arena)
{
	struct json_reader reader = JSON_READER(value->raw, arena);
	struct json_value child;
	struct str key;
	int r = JSON_E_END;

	if (value->kind == JSON_OBJECT) {
		while ((r = json_object_next(&reader, &key, &child)) == 0) {
			REQUIRE(str_is_utf8(key));
			walk(&child, arena);
		}
	} else if (value->kind == JSON_ARRAY) {
		while ((r = json_array_next(&reader, &child)) == 0) {
			walk(&child, arena);
		}
	} else if (value->kind == JSON_STRING) {
		REQUIRE(str_is_utf8(value->text));
	}
	REQUIRE(r == JSON_E_END);
}

static void check_compact(struct str raw)
{
	struct arena arena = ARENA_INIT(0);
	struct buf once = BUF_NULL;
	struct buf twice = BUF_NULL;
	struct json_value value;

	json_compact(raw, &once);
	REQUIRE(once.len <= raw.len);
	REQUIRE(json_parse(buf_str(&once), &arena, &value, NULL) == 0);
	json_compact(buf_str(&once), &twice);
	REQUIRE(str_equals(buf_str(&once), buf_str(&twice)));
	buf_deinit(&once);
	buf_deinit(&twice);
	arena_deinit(&arena);
}

static void check_written(struct str text)
{
	struct arena arena = ARENA_INIT(0);
	struct buf out = BUF_NULL;
	struct json_value value;

	json_write_string(&out, text);
	REQUIRE(json_parse(buf_str(&out), &arena, &value, NULL) == 0);
	REQUIRE(value.kind == JSON_STRING);
	REQUIRE(!str_is_utf8(text) || str_equals(value.text, text));
	buf_deinit(&out);
	arena_deinit(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str document = str_make(data, size);
	struct arena arena = ARENA_INIT(0);
	struct json_value value;

	check_written(document);
	if (json_parse(document, &arena, &value, NULL) == 0) {
		REQUIRE(str_is_utf8(document));
		walk(&value, &arena);
		check_compact(value.raw);
	}
	arena_deinit(&arena);
	return 0;
}
