/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "base/hash.h"
#include "peer/redis_link.h"
#include "peer/redis_outage.h"

static void each_reason_is_news_once_in_an_outage(void **state)
{
	struct redis_outage outage = {0};
	uint64_t lasted = 0;

	(void)state;
	assert_true(redis_outage_is_news(&outage, 1000, STR_LIT("refused")));
	assert_false(redis_outage_is_news(&outage, 1100, STR_LIT("refused")));
	assert_true(redis_outage_is_news(&outage, 1200, STR_LIT("time-out")));
	assert_false(redis_outage_is_news(&outage, 1300, STR_LIT("refused")));
	assert_true(redis_outage_end(&outage, 4000, &lasted));
	assert_int_equal(lasted, 3000);
	assert_false(redis_outage_end(&outage, 4000, &lasted));
	assert_true(redis_outage_is_news(&outage, 5000, STR_LIT("refused")));
}

static void an_outage_with_ever_new_reasons_falls_silent(void **state)
{
	struct redis_outage outage = {0};
	unsigned told = 0;

	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		char text[16];

		(void)snprintf(text, sizeof(text), "reason %u", i);
		told += redis_outage_is_news(&outage, i, str_from_cstr(text));
	}
	assert_int_equal(told, REDIS_OUTAGE_REASONS);
}

static void the_backoff_grows_from_a_tenth_to_five_seconds_with_jitter(void **state)
{
	static const uint32_t longest[] = {100, 200, 400, 800, 1600, 3200, 5000, 5000};
	struct rng rng;

	(void)state;
	rng_init(&rng);
	for (unsigned i = 0; i < ARRAY_SIZE(longest); i++) {
		uint32_t low = UINT32_MAX;
		uint32_t high = 0;

		for (unsigned round = 0; round < 5000; round++) {
			uint32_t ms = redis_backoff_ms(&rng, i);

			low = MIN_OF(low, ms);
			high = MAX_OF(high, ms);
		}
		assert_in_range(low, longest[i] / 2, longest[i] * 6 / 10);
		assert_in_range(high, longest[i] * 9 / 10, longest[i]);
	}
	assert_in_range(redis_backoff_ms(&rng, UINT32_MAX), 2500, 5000);
}

static void assert_explained(const char *error, bool in_login, const char *expected)
{
	struct buf text = BUF_NULL;

	redis_explain(str_from_cstr(error), in_login, &text);
	assert_string_equal(buf_cstr(&text), expected);
	buf_deinit(&text);
}

static void errors_are_explained(void **state)
{
	(void)state;
	assert_explained("NOAUTH Authentication required.", true,
		"the server asks for a password and none is configured (NOAUTH)");
	assert_explained("LOADING Redis is loading the dataset in memory", false,
		"the server is still loading its data (LOADING)");
	assert_explained("ERR max number of clients reached", true,
		"the server has no room for more clients: raise its maxclients (ERR)");
	assert_explained("ERR something else", false, "ERR something else");
	assert_explained("", false, "");
}

static void what_a_login_error_quotes_is_not_shown(void **state)
{
	(void)state;
	assert_explained("ERR unknown command 'AUTH', with args beginning with: 'me' 's3cret'",
		true, "the login was refused (ERR)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_reason_is_news_once_in_an_outage),
		cmocka_unit_test(an_outage_with_ever_new_reasons_falls_silent),
		cmocka_unit_test(the_backoff_grows_from_a_tenth_to_five_seconds_with_jitter),
		cmocka_unit_test(errors_are_explained),
		cmocka_unit_test(what_a_login_error_quotes_is_not_shown),
	};

	hash_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
