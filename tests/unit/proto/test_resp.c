/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <stdlib.h>

#include "proto/resp.h"

static struct arena arena;

/* A reply as text: +OK, -ERR, :1, $text, nil, [a b]. */
static void write_value(struct buf *out, const struct resp_value *value)
{
	static const char signs[] = {[RESP_SIMPLE] = '+',
		[RESP_ERROR] = '-',
		[RESP_INTEGER] = ':',
		[RESP_BULK] = '$',
		[RESP_ARRAY] = '['};

	if (value->kind == RESP_NIL) {
		buf_append_cstr(out, "nil");
		return;
	}
	buf_append_byte(out, signs[value->kind]);
	if (value->kind != RESP_ARRAY) {
		buf_append_str(out, value->text);
		return;
	}
	for (uint32_t i = 0; i < value->count; i++) {
		buf_append_cstr(out, i ? " " : "");
		write_value(out, &value->items[i]);
	}
	buf_append_byte(out, ']');
}

/* Feeds the pieces [0, cut) and [0, len), each an exact copy elsewhere in memory. */
static int parse_in_two(struct str in, size_t cut, struct buf *out, size_t *ret_size)
{
	struct resp_parser parser = RESP_PARSER_INIT;
	struct resp_value value;
	size_t known = 0;
	char *copy = exact_copy(str_first(in, cut));
	int r = resp_parse(&parser, str_make(copy, cut), &arena, &value, &known);

	free(copy);
	if (cut == in.len || r == RESP_E_INVALID) {
		return r;
	}
	assert_int_equal(r, RESP_E_MORE);
	assert_true(known > cut);
	copy = exact_copy(in);
	r = resp_parse(&parser, str_make(copy, in.len), &arena, &value, ret_size);
	if (r == 0) {
		assert_true(known <= *ret_size);
		write_value(out, &value);
	}
	free(copy);
	arena_reset(&arena);
	return r;
}

static void check(struct str in, const char *expected)
{
	for (size_t cut = 0; cut < in.len; cut++) {
		struct buf out = BUF_NULL;
		size_t size = 0;

		assert_int_equal(parse_in_two(in, cut, &out, &size), 0);
		assert_int_equal(size, in.len);
		assert_str(buf_str(&out), expected, strlen(expected));
		buf_deinit(&out);
	}
}

static void reads_every_kind_at_every_split(void **state)
{
	(void)state;
	check(STR_LIT("+OK\r\n"), "+OK");
	check(STR_LIT("+\r\n"), "+");
	check(STR_LIT("-ERR no\r\n"), "-ERR no");
	check(STR_LIT(":-12\r\n"), ":-12");
	check(STR_LIT("$0\r\n\r\n"), "$");
	check(STR_LIT("$-1\r\n"), "nil");
	check(STR_LIT("*-1\r\n"), "nil");
	check(STR_LIT("$5\r\na\r\nbc\r\n"), "$a\r\nbc");
	check(STR_LIT("*0\r\n"), "[]");
	check(STR_LIT("*3\r\n$1\r\na\r\n:1\r\n$-1\r\n"), "[$a :1 nil]");
	check(STR_LIT("*2\r\n*2\r\n*0\r\n*1\r\n+x\r\n*1\r\n$2\r\nyy\r\n"), "[[[] [+x]] [$yy]]");
	check(STR_LIT("*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n"), "[$subscribe $c :1]");
}

static void reads_byte_by_byte_and_stops_at_the_end_of_the_reply(void **state)
{
	struct str in = STR_LIT("*2\r\n$3\r\nabc\r\n*1\r\n:7\r\n+next\r\n");
	struct resp_parser parser = RESP_PARSER_INIT;
	struct resp_value value;
	size_t size = 0;
	size_t len = 0;
	int r;

	(void)state;
	do {
		r = resp_parse(&parser, str_first(in, ++len), &arena, &value, &size);
		assert_true(r == 0 || (r == RESP_E_MORE && size > len));
	} while (r);
	assert_int_equal(len, in.len - 7);
	assert_int_equal(size, len);
	assert_int_equal(value.items[1].items[0].integer, 7);
	assert_int_equal(resp_parse(&parser, str_skip(in, size), &arena, &value, &size), 0);
	assert_lit(value.text, "next");
	assert_int_equal(size, 7);
}

static void refuses_what_is_no_resp(void **state)
{
	static const struct str bad[] = {STR_INIT("x"), STR_INIT("\r\n"),
		STR_INIT("HTTP/1.1 400\r\n"), STR_INIT(":\r\n"), STR_INIT(":1x\r\n"),
		STR_INIT(":9223372036854775808\r\n"), STR_INIT("$\r\n"), STR_INIT("$-2\r\n"),
		STR_INIT("$1x\r\n"), STR_INIT("$+1\r\n"), STR_INIT("$1\r\nabc"),
		STR_INIT("$1\r\na\n\n"), STR_INIT("*-2\r\n"), STR_INIT("*1\r\nx"),
		STR_INIT("*x\r\n"), STR_INIT("%1\r\n"), STR_INIT("_\r\n"),
		STR_INIT("*99999999999999999999\r\n"), STR_INIT("$18446744073709551617\r\n")};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct resp_parser parser = RESP_PARSER_INIT;
		struct resp_value value;
		size_t size;

		if (resp_parse(&parser, bad[i], &arena, &value, &size) != RESP_E_INVALID) {
			fail_msg("accepted: %.*s", STR_ARG(bad[i]));
		}
	}
}

static int parse_limited(struct str in, size_t max_bulk, uint32_t max_items)
{
	struct resp_parser parser = {.max_bulk = max_bulk, .max_items = max_items};
	struct resp_value value;
	size_t size;
	int r = resp_parse(&parser, in, &arena, &value, &size);

	arena_reset(&arena);
	return r;
}

static void enforces_each_limit_exactly(void **state)
{
	static char line[RESP_MAX_LINE + 4];
	struct str deep = STR_LIT("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n+x\r\n");

	(void)state;
	assert_int_equal(parse_limited(STR_LIT("$4\r\nabcd\r\n"), 4, 9), 0);
	assert_int_equal(parse_limited(STR_LIT("$5\r\n"), 4, 9), RESP_E_INVALID);
	assert_int_equal(parse_limited(STR_LIT("*2\r\n+a\r\n+b\r\n"), 4, 2), 0);
	assert_int_equal(parse_limited(STR_LIT("*3\r\n"), 4, 2), RESP_E_INVALID);
	/* All levels count together. */
	assert_int_equal(parse_limited(STR_LIT("*2\r\n*1\r\n+a\r\n*0\r\n"), 4, 3), 0);
	assert_int_equal(parse_limited(STR_LIT("*2\r\n*2\r\n"), 4, 3), RESP_E_INVALID);
	assert_int_equal(parse_limited(str_skip(deep, 4), 4, 99), 0);
	assert_int_equal(parse_limited(deep, 4, 99), RESP_E_INVALID);
	memset(line, 'a', sizeof(line));
	line[0] = '+';
	memcpy(line + 1 + RESP_MAX_LINE, "\r\n", 2);
	assert_int_equal(parse_limited(str_make(line, RESP_MAX_LINE + 3), 4, 9), 0);
	assert_int_equal(parse_limited(str_make(line, RESP_MAX_LINE + 2), 4, 9), RESP_E_MORE);
	memcpy(line + 1 + RESP_MAX_LINE, "a\r\n", 3);
	assert_int_equal(parse_limited(str_make(line, RESP_MAX_LINE + 4), 4, 9), RESP_E_INVALID);
}

static void tells_how_much_is_missing(void **state)
{
	struct resp_parser parser = RESP_PARSER_INIT;
	struct resp_value value;
	size_t size = 0;

	(void)state;
	assert_int_equal(
		resp_parse(&parser, STR_LIT("$1000\r\nab"), &arena, &value, &size), RESP_E_MORE);
	assert_int_equal(size, 7 + 1000 + 2);
	parser = RESP_PARSER_INIT;
	assert_int_equal(
		resp_parse(&parser, STR_LIT("*3\r\n$10\r\n"), &arena, &value, &size), RESP_E_MORE);
	assert_int_equal(size, 4 + 5 + 12 + 2 * 3);
	/* An announcement costs no memory. */
	parser = RESP_PARSER_INIT;
	assert_int_equal(
		resp_parse(&parser, STR_LIT("*1000000\r\n"), &arena, &value, &size), RESP_E_MORE);
	assert_int_equal(size, 10 + 3000000);
}

static void reads_a_message_at_every_split(void **state)
{
	struct str in =
		STR_LIT("*3\r\n$7\r\nmessage\r\n$11\r\nnotify_file\r\n$12\r\n{\"user\":\"a\"}\r\n");
	struct resp_parser parser = RESP_PARSER_INIT;
	struct resp_message message = {STR_NULL, STR_NULL};
	size_t size = 0;

	(void)state;
	for (size_t len = 0; len < in.len; len++) {
		char *copy = exact_copy(str_first(in, len));

		assert_int_equal(resp_parse_message(&parser, str_make(copy, len), &message, &size),
			RESP_E_MORE);
		assert_true(size > len && size <= in.len);
		free(copy);
	}
	assert_null(message.channel.ptr);
	assert_int_equal(resp_parse_message(&parser, in, &message, &size), 0);
	assert_int_equal(size, in.len);
	assert_lit(message.channel, "notify_file");
	assert_lit(message.payload, "{\"user\":\"a\"}");
}

/* So that a message too long can be skipped without being held. */
static void knows_the_exact_size_once_the_last_length_is_there(void **state)
{
	struct str in = STR_LIT("*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$9000000\r\n");
	struct resp_parser parser = RESP_PARSER_INIT;
	struct resp_message message;
	size_t size = 0;

	(void)state;
	for (size_t cut = 1; cut <= 9; cut++) {
		assert_int_equal(
			resp_parse_message(&parser, str_first(in, in.len - cut), &message, &size),
			RESP_E_MORE);
		assert_true(size <= in.len + 6);
	}
	assert_int_equal(resp_parse_message(&parser, in, &message, &size), RESP_E_MORE);
	assert_int_equal(size, in.len + 9000000 + 2);
	/* Up to the limit, and no further. */
	parser.max_bulk = 9000000;
	assert_int_equal(resp_parse_message(&parser, in, &message, &size), RESP_E_MORE);
	parser.max_bulk--;
	assert_int_equal(resp_parse_message(&parser, in, &message, &size), RESP_E_OTHER);
}

static void leaves_other_shapes_to_the_general_parser(void **state)
{
	static const struct str other[] = {
		STR_INIT("+OK\r\n"),
		STR_INIT("*4\r\n"),
		STR_INIT("*3\r\n$8\r\npmessage"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n:1\r\n"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$-1\r\n$1\r\na\r\n"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$1\r\na\r\n+x\r\n"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$\r\n"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$1\r\nabb"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$1x\r\n"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$99999999999999999999"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$67108865"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$1x\na\r\n"),
		STR_INIT("*3\r\n$7\r\nmessage\r\n$1\rxa\r\n"),
	};
	struct resp_parser parser = RESP_PARSER_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(other); i++) {
		struct resp_message message;
		size_t size;
		char *copy = exact_copy(other[i]);

		if (resp_parse_message(&parser, str_make(copy, other[i].len), &message, &size) !=
			RESP_E_OTHER) {
			fail_msg("taken: %.*s", STR_ARG(other[i]));
		}
		free(copy);
	}
}

static void both_parsers_agree_on_messages(void **state)
{
	(void)state;
	for (size_t i = 0; i < 300; i += 7) {
		char payload[300];
		struct buf in = BUF_NULL;
		struct resp_parser parser = RESP_PARSER_INIT;
		struct resp_message message;
		struct resp_value value;
		size_t fast = 0;
		size_t slow = 0;

		memset(payload, '\r', sizeof(payload));
		RESP_COMMAND(&in, STR_LIT("message"), STR_LIT("c"), str_make(payload, i));
		assert_int_equal(resp_parse_message(&parser, buf_str(&in), &message, &fast), 0);
		assert_int_equal(resp_parse(&parser, buf_str(&in), &arena, &value, &slow), 0);
		assert_int_equal(fast, slow);
		assert_int_equal(fast, in.len);
		assert_int_equal(value.count, 3);
		assert_ptr_equal(value.items[2].text.ptr, message.payload.ptr);
		assert_int_equal(value.items[2].text.len, i);
		arena_reset(&arena);
		buf_deinit(&in);
	}
}

static void encodes_commands(void **state)
{
	struct buf out = BUF_NULL;

	(void)state;
	RESP_COMMAND(&out, STR_LIT("SET"), STR_LIT("k\r\n"), STR_NULL);
	assert_lit(buf_str(&out), "*3\r\n$3\r\nSET\r\n$3\r\nk\r\n\r\n$0\r\n\r\n");
	buf_clear(&out);
	RESP_COMMAND(&out, STR_LIT("PING"));
	assert_lit(buf_str(&out), "*1\r\n$4\r\nPING\r\n");
	buf_deinit(&out);
}

static void reports_a_lack_of_memory_and_can_go_on(void **state)
{
	struct str in = STR_LIT("*2\r\n*1\r\n+a\r\n*1\r\n+b\r\n");
	struct resp_parser parser = RESP_PARSER_INIT;
	struct resp_value value = {.kind = RESP_NIL};
	unsigned failures = 0;
	size_t size;

	(void)state;
	arena_deinit(&arena);
	fail_malloc_at(1);
	assert_int_equal(resp_parse(&parser, in, &arena, &value, &size), -ENOMEM);
	assert_int_equal(failed_mallocs(), 1);
	fail_malloc_at(0);
	assert_int_equal(value.kind, RESP_NIL);
	for (unsigned n = 1; n <= 400; n++) {
		struct buf text = BUF_NULL;
		struct arena small = ARENA_INIT(n);
		int r = resp_parse(&parser, in, &small, &value, &size);

		failures += r == -ENOMEM;
		if (r == 0) {
			write_value(&text, &value);
			assert_lit(buf_str(&text), "[[+a] [+b]]");
			buf_deinit(&text);
		} else {
			assert_int_equal(r, -ENOMEM);
			assert_int_equal(value.kind, RESP_NIL);
		}
		value.kind = RESP_NIL;
		arena_deinit(&small);
	}
	/* Three allocations: neither the first nor the last decides alone. */
	assert_true(failures > 96 && failures < 400);
	assert_int_equal(resp_parse(&parser, in, &arena, &value, &size), 0);
	assert_int_equal(size, in.len);
}

static int release(void **state)
{
	(void)state;
	arena_deinit(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_kind_at_every_split),
		cmocka_unit_test(reads_byte_by_byte_and_stops_at_the_end_of_the_reply),
		cmocka_unit_test(refuses_what_is_no_resp),
		cmocka_unit_test(enforces_each_limit_exactly),
		cmocka_unit_test(tells_how_much_is_missing),
		cmocka_unit_test(reads_a_message_at_every_split),
		cmocka_unit_test(knows_the_exact_size_once_the_last_length_is_there),
		cmocka_unit_test(leaves_other_shapes_to_the_general_parser),
		cmocka_unit_test(both_parsers_agree_on_messages),
		cmocka_unit_test(encodes_commands),
		cmocka_unit_test(reports_a_lack_of_memory_and_can_go_on),
	};

	return cmocka_run_group_tests_name("resp", tests, NULL, release);
}
