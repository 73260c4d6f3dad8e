/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "../base/support.h"

#include "proto/json.h"
#include "push/metrics.h"

static bool has(struct str json, const char *key, uint64_t *ret_value)
{
	struct arena arena = {0};
	struct json_value value;
	int r = json_object_get(json, str_from_cstr(key), &arena, &value);

	assert_true(r == 0 || r == JSON_E_MISSING);
	return r == 0 && json_to_u64(&value, ret_value);
}

static void assert_number(struct str json, const char *key, uint64_t expected)
{
	uint64_t value = 0;

	if (!has(json, key, &value)) {
		fail_msg("no %s in %.*s", key, STR_ARG(json));
	}
	assert_int_equal(value, expected);
}

static void the_json_holds_the_names_that_the_field_knows(void **state)
{
	static const struct metrics metrics = {.active_connections = 1,
		.active_users = 2,
		.total_connections = 3,
		.mapping_queries = 4,
		.events = 5,
		.sent = {10, 20, 30},
		.sent_custom = 40};
	struct buf out = BUF_NULL;

	(void)state;
	metrics_write_json(&metrics, &out);
	assert_number(buf_str(&out), "active_connection_count", 1);
	assert_number(buf_str(&out), "active_user_count", 2);
	assert_number(buf_str(&out), "total_connection_count", 3);
	assert_number(buf_str(&out), "mapping_query_count", 4);
	assert_number(buf_str(&out), "events_received", 5);
	assert_number(buf_str(&out), "messages_sent", 100);
	assert_number(buf_str(&out), "messages_sent_file", 10);
	assert_number(buf_str(&out), "messages_sent_activity", 20);
	assert_number(buf_str(&out), "messages_sent_notification", 30);
	assert_number(buf_str(&out), "messages_sent_custom", 40);
	buf_deinit(&out);
}

static void latencies_are_a_sum_a_count_and_two_quantiles(void **state)
{
	static struct metrics metrics;
	struct buf out = BUF_NULL;

	(void)state;
	/* 100 between 25 and 50 µs, 98 between 50 and 100, 2 between 1600 and 3200. */
	metrics.custom_latency.buckets[1] = 100;
	metrics.custom_latency.buckets[2] = 98;
	metrics.custom_latency.buckets[7] = 2;
	metrics.custom_latency.sum_us = 17000;
	metrics_write_json(&metrics, &out);
	assert_number(buf_str(&out), "custom_delivery_count", 200);
	assert_number(buf_str(&out), "custom_delivery_us_sum", 17000);
	assert_number(buf_str(&out), "custom_delivery_us_p50", 50);
	assert_number(buf_str(&out), "custom_delivery_us_p99", 100);
	buf_clear(&out);
	metrics.custom_latency.buckets[7] = 4;
	metrics_write_json(&metrics, &out);
	/* 202 * 0.99 = 199.98 of them, so half of the way from 1600 to 3200. */
	assert_number(buf_str(&out), "custom_delivery_us_p99", 1600 + 1600 * 198 / 400);
	buf_deinit(&out);
}

static void nothing_sent_has_no_quantiles(void **state)
{
	static const struct metrics metrics;
	struct buf out = BUF_NULL;
	uint64_t value;

	(void)state;
	metrics_write_json(&metrics, &out);
	assert_number(buf_str(&out), "builtin_lateness_count", 0);
	assert_number(buf_str(&out), "builtin_lateness_us_sum", 0);
	assert_false(has(buf_str(&out), "builtin_lateness_us_p50", &value));
	assert_false(has(buf_str(&out), "builtin_lateness_us_p99", &value));
	buf_deinit(&out);
}

static void what_lies_above_the_last_bound_is_at_least_that_late(void **state)
{
	static struct metrics metrics;
	struct buf out = BUF_NULL;

	(void)state;
	metrics.builtin_latency.buckets[LATENCY_BUCKETS] = 3;
	metrics_write_json(&metrics, &out);
	assert_number(buf_str(&out), "builtin_lateness_count", 3);
	assert_number(
		buf_str(&out), "builtin_lateness_us_p50", latency_bounds_us[LATENCY_BUCKETS - 1]);
	buf_deinit(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_json_holds_the_names_that_the_field_knows),
		cmocka_unit_test(latencies_are_a_sum_a_count_and_two_quantiles),
		cmocka_unit_test(nothing_sent_has_no_quantiles),
		cmocka_unit_test(what_lies_above_the_last_bound_is_at_least_that_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
