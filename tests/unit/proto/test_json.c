/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <stdlib.h>

#include "proto/json.h"

/* Parses an exact copy; true when it is valid. */
static bool is_json(struct str document)
{
	char *copy = exact_copy(document);
	struct arena arena = ARENA_INIT(0);
	struct json_value value;
	int r = json_parse(str_make(copy, document.len), &arena, &value, NULL);

	assert_true(r == 0 || r == JSON_E_SYNTAX);
	arena_deinit(&arena);
	free(copy);
	return r == 0;
}

static void accepts_every_kind_of_value(void **state)
{
	static const struct str good[] = {STR_INIT("null"), STR_INIT("true"), STR_INIT("false"),
		STR_INIT("0"), STR_INIT("-0"), STR_INIT("12"), STR_INIT("-1.50"), STR_INIT("1e5"),
		STR_INIT("1E+05"), STR_INIT("0.1e-9"), STR_INIT("\"\""), STR_INIT("\"a\""),
		STR_INIT("[]"), STR_INIT("{}"), STR_INIT(" [ 1 , [ ] , { } ] "),
		STR_INIT("{\"a\":{\"b\":[1,2]}}"), STR_INIT("\t\r\n 1 \n"),
		STR_INIT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\""),
		STR_INIT("\"\xc3\xa9\xf0\x9f\x98\x80\x7f\""), STR_INIT("\"\\ud800\""),
		STR_INIT("123456789012345678901234567890")};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		if (!is_json(good[i])) {
			fail_msg("refused: %.*s", STR_ARG(good[i]));
		}
	}
}

static void refuses_what_is_no_json(void **state)
{
	static const struct str bad[] = {STR_INIT(""), STR_INIT(" "), STR_INIT("nul"),
		STR_INIT("nulll"), STR_INIT("nulx"), STR_INIT("trux"), STR_INIT("falsx"),
		STR_INIT("True"), STR_INIT("01"), STR_INIT("-"), STR_INIT("+1"), STR_INIT(".5"),
		STR_INIT("1."), STR_INIT("1e"), STR_INIT("1e+"), STR_INIT("0x1"), STR_INIT("NaN"),
		STR_INIT("\""), STR_INIT("\"\\\""), STR_INIT("\"\\x\""), STR_INIT("\"\\u12\""),
		STR_INIT("\"\\u123g\""), STR_INIT("\"a\nb\""), STR_INIT("\"\x01\""),
		STR_INIT("\"\0\""), STR_INIT("'a'"), STR_INIT("["), STR_INIT("]"), STR_INIT("[1"),
		STR_INIT("[1,"), STR_INIT("[1,]"), STR_INIT("[,1]"), STR_INIT("[1 2]"),
		STR_INIT("{"), STR_INIT("{1:2}"), STR_INIT("{\"a\"}"), STR_INIT("{\"a\":}"),
		STR_INIT("{\"a\":1,}"), STR_INIT("{\"a\" 1}"), STR_INIT("{\"a\":1 \"b\":2}"),
		STR_INIT("[}"), STR_INIT("{]"), STR_INIT("1 2"), STR_INIT("{} {}"),
		STR_INIT("[1]x"), STR_INIT("1\0"), STR_INIT("\xEF\xBB\xBF{}"), STR_INIT("\"\xff\""),
		STR_INIT("\"\xc3\""), STR_INIT("\"\xed\xa0\x80\""), STR_INIT("\"\xc0\x80\""),
		STR_INIT("{\"\xff\":1}"), STR_INIT("\xa0"), STR_INIT("\v1"), STR_INIT("1//"),
		STR_INIT("\"abcdefghijk\x1fmnopq\"")};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		if (is_json(bad[i])) {
			fail_msg("accepted: %.*s", STR_ARG(bad[i]));
		}
	}
}

/* No prefix of an object, array or string is a document. */
static void refuses_every_cut(void **state)
{
	struct str whole =
		STR_LIT("{\"user\":\"j\\u00f6rg \xc3\xb6 and some more\",\"n\":[1.5e3,true,"
			"{\"x\":null}],\"t\":\"\\\\\\\"\"}");

	(void)state;
	assert_true(is_json(whole));
	for (size_t len = 0; len < whole.len; len++) {
		assert_false(is_json(str_first(whole, len)));
	}
}

static void walks_an_object_member_by_member(void **state)
{
	struct arena arena = ARENA_INIT(0);
	struct json_reader reader =
		JSON_READER(STR_LIT(" {\"storage\" : 18446744073709551615, "
				    "\"path\":\"files\\/a\\u0062\" ,\"x\":[{}, 1],"
				    "\"k\\u0065y\":null,\"\":false}\n"),
			&arena);
	struct str key;
	struct json_value value;
	uint64_t number;

	(void)state;
	assert_int_equal(json_object_next(&reader, &key, &value), 0);
	assert_lit(key, "storage");
	assert_int_equal(value.kind, JSON_NUMBER);
	assert_true(json_to_u64(&value, &number));
	assert_true(number == UINT64_MAX);
	assert_int_equal(json_object_next(&reader, &key, &value), 0);
	assert_lit(key, "path");
	assert_int_equal(value.kind, JSON_STRING);
	assert_lit(value.text, "files/ab");
	assert_lit(value.raw, "\"files\\/a\\u0062\"");
	assert_int_equal(json_object_next(&reader, &key, &value), 0);
	assert_int_equal(value.kind, JSON_ARRAY);
	assert_lit(value.raw, "[{}, 1]");
	assert_int_equal(json_object_next(&reader, &key, &value), 0);
	assert_lit(key, "key");
	assert_int_equal(value.kind, JSON_NULL);
	assert_int_equal(json_object_next(&reader, &key, &value), 0);
	assert_lit(key, "");
	assert_int_equal(value.kind, JSON_BOOL);
	assert_false(json_is_true(&value));
	assert_int_equal(json_object_next(&reader, &key, &value), JSON_E_END);
	assert_int_equal(json_object_next(&reader, &key, &value), JSON_E_END);
	arena_deinit(&arena);
}

static void hands_out_plain_strings_without_a_copy(void **state)
{
	struct arena arena = ARENA_INIT(0);
	struct str document = STR_LIT("[\"plain text \xc3\xa9\"]");
	struct json_reader reader = JSON_READER(document, &arena);
	struct json_value value;

	(void)state;
	assert_int_equal(json_array_next(&reader, &value), 0);
	assert_ptr_equal(value.text.ptr, document.ptr + 2);
	assert_int_equal(arena.held, 0);
	assert_int_equal(json_array_next(&reader, &value), JSON_E_END);
}

static void walks_arrays_empty_ones_too(void **state)
{
	struct json_reader empty = JSON_READER(STR_LIT("[ ]"), NULL);
	struct json_reader three = JSON_READER(STR_LIT("[1,\"a\", [2]]"), NULL);
	struct json_reader object = JSON_READER(STR_LIT("{ }"), NULL);
	struct json_value value;
	struct str key;

	(void)state;
	assert_int_equal(json_array_next(&empty, &value), JSON_E_END);
	assert_int_equal(json_array_next(&three, &value), 0);
	assert_lit(value.raw, "1");
	assert_int_equal(json_array_next(&three, &value), 0);
	assert_lit(value.text, "a");
	assert_int_equal(json_array_next(&three, &value), 0);
	assert_lit(value.raw, "[2]");
	assert_int_equal(json_array_next(&three, &value), JSON_E_END);
	assert_int_equal(json_object_next(&object, &key, &value), JSON_E_END);
}

static void tells_another_kind_from_nonsense(void **state)
{
	struct json_reader array = JSON_READER(STR_LIT("[1]"), NULL);
	struct json_reader cut = JSON_READER(STR_LIT("  "), NULL);
	struct json_reader trailing = JSON_READER(STR_LIT("{\"a\":1} x"), NULL);
	struct json_reader missing = JSON_READER(STR_NULL, NULL);
	struct json_reader nul = JSON_READER(str_make("\0", 1), NULL);
	struct json_value value;
	struct str key;

	(void)state;
	assert_int_equal(json_object_next(&array, &key, &value), JSON_E_TYPE);
	assert_string_equal(array.error.what, "object expected");
	assert_int_equal(json_object_next(&cut, &key, &value), JSON_E_SYNTAX);
	assert_string_equal(cut.error.what, "unexpected end");
	assert_int_equal(json_object_next(&missing, &key, &value), JSON_E_SYNTAX);
	assert_int_equal(json_object_next(&nul, &key, &value), JSON_E_TYPE);
	assert_int_equal(json_object_next(&trailing, &key, &value), 0);
	assert_int_equal(json_object_next(&trailing, &key, &value), JSON_E_SYNTAX);
	assert_int_equal(trailing.error.column, 9);
	assert_int_equal(json_object_next(&trailing, &key, &value), JSON_E_SYNTAX);
}

static void check_decoded(struct str string, const char *expected, size_t expected_len)
{
	struct arena arena = ARENA_INIT(0);
	char *copy = exact_copy(string);
	struct json_value value;

	assert_int_equal(json_parse(str_make(copy, string.len), &arena, &value, NULL), 0);
	assert_str(value.text, expected, expected_len);
	arena_deinit(&arena);
	free(copy);
}

#define assert_decodes(string, literal)                                                            \
	check_decoded(STR_LIT(string), "" literal, sizeof(literal) - 1)

static void decodes_every_escape(void **state)
{
	(void)state;
	assert_decodes("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t");
	assert_decodes("\"\\u0041\\u00E9\\u20ac\"", "A\xc3\xa9\xe2\x82\xac");
	assert_decodes("\"a\\u0000b\"", "a\0b");
	assert_decodes("\"\\ud83d\\ude00!\"", "\xf0\x9f\x98\x80!");
	assert_decodes("\"\\uDBFF\\uDFFF\"", "\xf4\x8f\xbf\xbf");
	assert_decodes("\"x\\n\"", "x\n");
	assert_decodes("\"\xc3\xa9\\n\xc3\xa9\"", "\xc3\xa9\n\xc3\xa9");
}

static void replaces_lone_surrogates(void **state)
{
	(void)state;
	assert_decodes("\"\\ud800\"", "\xef\xbf\xbd");
	assert_decodes("\"\\udc00\\ud800\"", "\xef\xbf\xbd\xef\xbf\xbd");
	assert_decodes("\"\\ud800\\u0041\"", "\xef\xbf\xbd"
					     "A");
	assert_decodes("\"\\ud800\\ud83d\\ude00\"", "\xef\xbf\xbd\xf0\x9f\x98\x80");
	assert_decodes("\"\\ud800\\n\"", "\xef\xbf\xbd\n");
	assert_decodes("\"\\ud800xxxxxx\"", "\xef\xbf\xbdxxxxxx");
}

static struct str nested(char *text, unsigned depth, char open, char close)
{
	memset(text, open, depth);
	memset(text + depth, close, depth);
	return str_make(text, 2 * (size_t)depth);
}

static void nests_64_deep_and_no_deeper(void **state)
{
	char text[160];
	struct json_value value;
	struct json_reader reader;
	struct parse_error error;

	(void)state;
	assert_true(is_json(nested(text, 64, '[', ']')));
	assert_false(is_json(nested(text, 65, '[', ']')));
	assert_int_equal(
		json_parse(nested(text, 65, '[', ']'), NULL, &value, &error), JSON_E_SYNTAX);
	assert_string_equal(error.what, "nested too deep");
	assert_int_equal(error.column, 65);
	/* The reader's own array counts as one. */
	reader = JSON_READER(nested(text, 64, '[', ']'), NULL);
	assert_int_equal(json_array_next(&reader, &value), 0);
	assert_int_equal(json_array_next(&reader, &value), JSON_E_END);
	reader = JSON_READER(nested(text, 65, '[', ']'), NULL);
	assert_int_equal(json_array_next(&reader, &value), JSON_E_SYNTAX);
}

static void check_number(struct str text, bool is_u64, uint64_t u64, bool is_i64, int64_t i64)
{
	struct json_value value;
	uint64_t got_u64 = 7;
	int64_t got_i64 = 7;

	assert_int_equal(json_parse(text, NULL, &value, NULL), 0);
	assert_int_equal(json_to_u64(&value, &got_u64), is_u64);
	assert_int_equal(json_to_i64(&value, &got_i64), is_i64);
	assert_true(got_u64 == (is_u64 ? u64 : 7));
	assert_true(got_i64 == (is_i64 ? i64 : 7));
}

static void reads_integers_exactly(void **state)
{
	(void)state;
	check_number(STR_LIT("0"), true, 0, true, 0);
	check_number(STR_LIT("9007199254740993"), true, 9007199254740993, true, 9007199254740993);
	check_number(STR_LIT("9223372036854775807"), true, INT64_MAX, true, INT64_MAX);
	check_number(STR_LIT("9223372036854775808"), true, (uint64_t)INT64_MAX + 1, false, 0);
	check_number(STR_LIT("18446744073709551615"), true, UINT64_MAX, false, 0);
	check_number(STR_LIT("18446744073709551616"), false, 0, false, 0);
	check_number(STR_LIT("-9223372036854775808"), false, 0, true, INT64_MIN);
	check_number(STR_LIT("-9223372036854775809"), false, 0, false, 0);
	check_number(STR_LIT("1.0"), false, 0, false, 0);
	check_number(STR_LIT("1e3"), false, 0, false, 0);
	check_number(STR_LIT("\"1\""), false, 0, false, 0);
}

static void check_compact(struct str raw, struct str expected)
{
	struct buf out = BUF_NULL;
	char *copy = exact_copy(raw);

	json_compact(str_make(copy, raw.len), &out);
	assert_int_equal(buf_status(&out), 0);
	assert_str(buf_str(&out), expected.ptr, expected.len);
	buf_deinit(&out);
	free(copy);
}

static void drops_blanks_between_tokens_only(void **state)
{
	(void)state;
	check_compact(STR_LIT("{ \"a b\" : [ 1 ,\n\t2.50 , \"c \\\" d\" ] }\r"),
		STR_LIT("{\"a b\":[1,2.50,\"c \\\" d\"]}"));
	check_compact(STR_LIT("\"\\\\\" "), STR_LIT("\"\\\\\""));
	check_compact(STR_LIT("[\"\\\\\" , \" \"]"), STR_LIT("[\"\\\\\",\" \"]"));
	check_compact(STR_LIT("\"\xc3\xa9  \\u0020 \xc3\xa9\" "),
		STR_LIT("\"\xc3\xa9  \\u0020 \xc3\xa9\""));
	check_compact(
		STR_LIT("[\"\xe2\x82\xac\" , \"a b\"]"), STR_LIT("[\"\xe2\x82\xac\",\"a b\"]"));
	check_compact(STR_LIT("[]"), STR_LIT("[]"));
	check_compact(STR_LIT(""), STR_LIT(""));
	/* Not JSON, but no reason to read on. */
	check_compact(STR_LIT("\"abc\\"), STR_LIT("\"abc\\"));
	check_compact(STR_LIT("\"abc"), STR_LIT("\"abc"));
}

static void check_written(struct str s, struct str expected)
{
	struct buf out = BUF_NULL;
	char *copy = exact_copy(s);

	json_write_string(&out, str_make(copy, s.len));
	assert_str(buf_str(&out), expected.ptr, expected.len);
	assert_true(is_json(buf_str(&out)));
	buf_deinit(&out);
	free(copy);
}

static void writes_strings_that_read_back(void **state)
{
	(void)state;
	check_written(STR_NULL, STR_LIT("\"\""));
	check_written(STR_LIT("a\"b\\c/d"), STR_LIT("\"a\\\"b\\\\c/d\""));
	check_written(STR_LIT("\b\f\n\r\t\x01\x1f\x7f"),
		STR_LIT("\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\""));
	check_written(str_make("a\0b", 3), STR_LIT("\"a\\u0000b\""));
	check_written(STR_LIT("\xc3\xa9\xf0\x9f\x98\x80"), STR_LIT("\"\xc3\xa9\xf0\x9f\x98\x80\""));
	check_written(STR_LIT("x\xffy\xc3"), STR_LIT("\"x\xef\xbf\xbdy\xef\xbf\xbd\""));
	for (unsigned c = 0; c < 256; c++) {
		char text[9] = {'1', '2', '3', '4', '5', '6', '7', '8', (char)c};
		struct arena arena = ARENA_INIT(0);
		struct buf out = BUF_NULL;
		struct json_value value;

		json_write_string(&out, str_make(text, sizeof(text)));
		assert_int_equal(json_parse(buf_str(&out), &arena, &value, NULL), 0);
		if (c < 128) {
			assert_str(value.text, text, sizeof(text));
		}
		arena_deinit(&arena);
		buf_deinit(&out);
	}
}

static void finds_a_member_the_last_of_duplicates(void **state)
{
	struct arena arena = ARENA_INIT(0);
	struct str document = STR_LIT("{\"a\":1,\"b\":{\"c\":\"x\"},\"a\":2}");
	struct json_value value = {.kind = JSON_NULL};

	(void)state;
	assert_int_equal(json_object_get(document, STR_LIT("a"), &arena, &value), 0);
	assert_lit(value.raw, "2");
	assert_int_equal(json_object_get(document, STR_LIT("b"), &arena, &value), 0);
	assert_int_equal(json_object_get(value.raw, STR_LIT("c"), &arena, &value), 0);
	assert_lit(value.text, "x");
	assert_int_equal(json_object_get(document, STR_LIT("z"), &arena, &value), JSON_E_MISSING);
	assert_int_equal(json_object_get(STR_LIT("[]"), STR_LIT("z"), &arena, &value), JSON_E_TYPE);
	assert_int_equal(
		json_object_get(STR_LIT("{\"z\":1"), STR_LIT("z"), &arena, &value), JSON_E_SYNTAX);
	assert_lit(value.text, "x");
	arena_deinit(&arena);
}

static void reports_a_lack_of_memory(void **state)
{
	struct str document = STR_LIT("{\"a\\n\":\"b\\n\"}");
	unsigned n = 0;
	int r;

	(void)state;
	do {
		struct arena arena = ARENA_INIT(0);
		struct json_value value;

		fail_malloc_at(++n);
		r = json_object_get(document, STR_LIT("a\n"), &arena, &value);
		assert_true(r == (failed_mallocs() ? -ENOMEM : 0));
		fail_malloc_at(0);
		arena_deinit(&arena);
	} while (r);
	assert_int_equal(n, 2);
}

static void respects_the_limit_of_the_arena(void **state)
{
	struct arena arena = ARENA_INIT(100);
	struct json_value value = {.kind = JSON_NULL};
	char text[203];

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text, "\"\\n", 3);
	text[202] = '"';
	assert_int_equal(json_parse(str_make(text, sizeof(text)), &arena, &value, NULL), -ENOMEM);
	assert_int_equal(value.kind, JSON_NULL);
	arena_deinit(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_every_kind_of_value),
		cmocka_unit_test(refuses_what_is_no_json),
		cmocka_unit_test(refuses_every_cut),
		cmocka_unit_test(walks_an_object_member_by_member),
		cmocka_unit_test(hands_out_plain_strings_without_a_copy),
		cmocka_unit_test(walks_arrays_empty_ones_too),
		cmocka_unit_test(tells_another_kind_from_nonsense),
		cmocka_unit_test(decodes_every_escape),
		cmocka_unit_test(replaces_lone_surrogates),
		cmocka_unit_test(nests_64_deep_and_no_deeper),
		cmocka_unit_test(reads_integers_exactly),
		cmocka_unit_test(drops_blanks_between_tokens_only),
		cmocka_unit_test(writes_strings_that_read_back),
		cmocka_unit_test(finds_a_member_the_last_of_duplicates),
		cmocka_unit_test(reports_a_lack_of_memory),
		cmocka_unit_test(respects_the_limit_of_the_arena),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
