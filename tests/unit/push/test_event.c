/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../base/support.h"

#include "push/event.h"

static struct arena arena;

static int parse(const char *channel, const char *payload, struct event *ret_event)
{
	const char *why = NULL;
	int r;

	arena_reset(&arena);
	r = event_parse(str_from_cstr(channel), str_from_cstr(payload), &arena, ret_event, &why);
	if (r == EVENT_E_MALFORMED) {
		assert_non_null(why);
	}
	return r;
}

static void a_session_counts_more_than_a_user(void **state)
{
	static const char *const payloads[] = {
		"{\"session\":\"s\",\"user\":\"u\",\"message\":\"m\"}",
		"{\"user\":\"u\",\"session\":\"s\",\"message\":\"m\"}",
	};
	struct event event;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(payloads); i++) {
		assert_int_equal(parse("notify_custom", payloads[i], &event), 0);
		assert_true(event.anonymous);
		assert_str_equal(event.name, STR_LIT("s"));
	}
	assert_int_equal(parse("notify_custom",
				 "{\"user\":\"u\",\"session\":null,\"message\":\"m\"}", &event),
		0);
	assert_false(event.anonymous);
	assert_str_equal(event.name, STR_LIT("u"));
}

/* Unknown members are ignored, also those that other channels know, whatever is in them. */
static void a_member_of_another_channel_is_ignored(void **state)
{
	static const char *const channels[] = {"notify_group_membership_update",
		"notify_user_share_created", "notify_activity", "notify_notification"};
	struct event event;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(channels); i++) {
		assert_int_equal(
			parse(channels[i],
				"{\"session\":\"s\",\"user\":\"u\",\"path\":1,"
				"\"token\":2,\"message\":3,\"storage\":[],\"file_id\":\"\"}",
				&event),
			0);
		assert_false(event.anonymous);
		assert_str_equal(event.name, STR_LIT("u"));
	}
	assert_int_equal(parse("notify_custom",
				 "{\"user\":\"u\",\"message\":\"m\",\"storage\":\"x\"}", &event),
		0);
	assert_int_equal(parse("notify_storage_update",
				 "{\"storage\":1,\"path\":\"p\",\"user\":1,\"session\":2}", &event),
		0);
	assert_int_equal(event.name.len, 0);
}

static void every_channel_is_understood(void **state)
{
	struct event event;

	(void)state;
	assert_int_equal(parse("notify_storage_update",
				 "{\"storage\":18446744073709551615,\"path\":\"a\\/"
				 "b\",\"file_id\":7,\"x\":[]}",
				 &event),
		0);
	assert_true(event.storage == UINT64_MAX && event.has_file_id && event.file_id == 7);
	assert_str_equal(event.path, STR_LIT("a/b"));
	assert_int_equal(parse("notify_storage_update",
				 "{\"storage\":1,\"path\":null,\"file_id\":null}", &event),
		0);
	assert_false(event.has_file_id);
	assert_int_equal(
		parse("notify_group_membership_update", "{\"user\":\"u\",\"group\":\"g\"}", &event),
		0);
	assert_int_equal(parse("notify_user_share_created", "{\"user\":\"u\"}", &event), 0);
	assert_int_equal(parse("notify_test_cookie", " 42 ", &event), 0);
	assert_int_equal(event.cookie, 42);
	assert_int_equal(parse("notify_activity", "{\"user\":\"\\u00fc\"}", &event), 0);
	assert_str_equal(event.name, STR_LIT("\xC3\xBC"));
	assert_int_equal(parse("notify_notification", "{\"user\":null}", &event), 0);
	assert_int_equal(event.name.len, 0);
	assert_int_equal(parse("notify_pre_auth", "{\"user\":\"u\",\"token\":\"t\"}", &event), 0);
	assert_str_equal(event.token, STR_LIT("t"));
	assert_int_equal(
		parse("notify_pre_auth", "{\"session\":\"s\",\"token\":\"t\"}", &event), 0);
	assert_true(event.anonymous);
	assert_int_equal(
		parse("notify_custom", "{\"user\":\"u\",\"message\":\"m\",\"body\": {\"a\" : 1}}",
			&event),
		0);
	assert_str_equal(event.body, STR_LIT("{\"a\" : 1}"));
	assert_int_equal(
		parse("notify_custom", "{\"user\":\"u\",\"message\":\"m\",\"body\":null}", &event),
		0);
	assert_int_equal(event.body.len, 0);
	assert_int_equal(parse("notify_config", "{\"log_spec\":\"debug\"}", &event), 0);
	assert_str_equal(event.text, STR_LIT("debug"));
	assert_int_equal(parse("notify_config", "\"log_restore\"", &event), 0);
	assert_int_equal(event.text.len, 0);
	assert_int_equal(parse("notify_query", "\"metrics\"", &event), 0);
	assert_int_equal(parse("notify_signal", "\"reset\"", &event), 0);
	assert_str_equal(event.text, STR_LIT("reset"));
	assert_int_equal(parse("notify_signal", "\"catch_up\"", &event), 0);
	assert_str_equal(event.text, STR_LIT("catch_up"));
}

static void what_is_malformed_says_why(void **state)
{
	static const char *const bad[][2] = {
		{"notify_storage_update", ""},
		{"notify_storage_update", "{}"},
		{"notify_storage_update", "{\"storage\":1}"},
		{"notify_storage_update", "{\"storage\":1.5,\"path\":\"\"}"},
		{"notify_storage_update", "{\"storage\":18446744073709551616,\"path\":\"\"}"},
		{"notify_storage_update", "{\"storage\":1,\"path\":5}"},
		{"notify_storage_update", "{\"storage\":1,\"path\":\"\",\"file_id\":\"1\"}"},
		{"notify_activity", "{\"user\":1}"},
		{"notify_activity", "{\"user\":\"a\"}}"},
		{"notify_activity", "\"a\""},
		{"notify_pre_auth", "{\"user\":\"a\"}"},
		{"notify_custom", "{\"user\":\"a\",\"message\":null}"},
		{"notify_custom", "{\"session\":1,\"message\":\"m\"}"},
		{"notify_test_cookie", "-1"},
		{"notify_test_cookie", "1.0"},
		{"notify_config", "{}"},
		{"notify_config", "{\"log_spec\":5}"},
		{"notify_config", "\"other\""},
		{"notify_query", "metrics"},
		{"notify_signal", "[\"reset\"]"},
	};
	struct event event;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_int_equal(parse(bad[i][0], bad[i][1], &event), EVENT_E_MALFORMED);
	}
	assert_int_equal(parse("notify_other", "{}", &event), EVENT_E_UNKNOWN);
}

static void a_body_of_a_mebibyte_fits_and_one_byte_more_does_not(void **state)
{
	static char text[EVENT_BODY_MAX + 100];
	struct event event;

	(void)state;
	for (size_t body = EVENT_BODY_MAX; body <= EVENT_BODY_MAX + 1; body++) {
		size_t at =
			(size_t)snprintf(text, 64, "{\"user\":\"u\",\"message\":\"m\",\"body\":\"");

		memset(text + at, 'x', body - 2);
		memcpy(text + at + body - 2, "\"}", 3);
		assert_int_equal(parse("notify_custom", text, &event),
			body == EVENT_BODY_MAX ? 0 : EVENT_E_TOO_BIG);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_channel_is_understood),
		cmocka_unit_test(a_session_counts_more_than_a_user),
		cmocka_unit_test(a_member_of_another_channel_is_ignored),
		cmocka_unit_test(what_is_malformed_says_why),
		cmocka_unit_test(a_body_of_a_mebibyte_fits_and_one_byte_more_does_not),
	};
	int r;

	arena = ARENA_INIT(8U << 20);
	r = cmocka_run_group_tests_name("event", tests, NULL, NULL);
	arena_deinit(&arena);
	return r;
}
