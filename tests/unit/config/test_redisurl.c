/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "config/redisurl.h"

struct sample {
	const char *url;
	const char *host;
	uint16_t port;
	const char *socket;
	const char *user;
	const char *password;
	uint32_t index;
	bool tls;
};

static const struct sample good[] = {
	{"redis://redis", "redis", 6379, NULL, NULL, NULL, 0, false},
	{"redis://redis:6380/2", "redis", 6380, NULL, NULL, NULL, 2, false},
	{"redis://redis/", "redis", 6379, NULL, NULL, NULL, 0, false},
	{"redis://redis/3/", "redis", 6379, NULL, NULL, NULL, 3, false},
	{"redis://:pw@redis", "redis", 6379, NULL, NULL, "pw", 0, false},
	{"redis://me:pw@redis", "redis", 6379, NULL, "me", "pw", 0, false},
	{"redis://me:p@s:s@redis", "redis", 6379, NULL, "me", "p@s:s", 0, false},
	{"redis://m%40e:%2F%3F%23+%25@redis", "redis", 6379, NULL, "m@e", "/?#+%", 0, false},
	{"rediss://redis:6380", "redis", 6380, NULL, NULL, NULL, 0, true},
	{"valkey://v", "v", 6379, NULL, NULL, NULL, 0, false},
	{"valkeys://v", "v", 6379, NULL, NULL, NULL, 0, true},
	{"REDIS://r", "r", 6379, NULL, NULL, NULL, 0, false},
	{"redis://[::1]:7/1", "::1", 7, NULL, NULL, NULL, 1, false},
	{"redis://r?protocol=resp3", "r", 6379, NULL, NULL, NULL, 0, false},
	{"unix:///run/redis.sock", NULL, 0, "/run/redis.sock", NULL, NULL, 0, false},
	{"redis+unix:///run/r%20s.sock?db=4&user=u&pass=a+b%2B", NULL, 0, "/run/r s.sock", "u",
		"a b+", 4, false},
	{"valkey+unix:///run/v.sock", NULL, 0, "/run/v.sock", NULL, NULL, 0, false},
	{"unix:/run/r.sock", NULL, 0, "/run/r.sock", NULL, NULL, 0, false},
	{" redis://r\n", "r", 6379, NULL, NULL, NULL, 0, false},
};

static void expect(const char *actual, const char *expected)
{
	if (expected) {
		assert_non_null(actual);
		assert_string_equal(actual, expected);
	} else {
		assert_null(actual);
	}
}

static int apply(struct bench *bench, const char *url, const struct origin *origin)
{
	bench_init(bench);
	return redisurl_apply(&bench->loader, &url, 1, origin);
}

static void all_forms_are_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		const struct sample *sample = &good[i];
		struct bench bench;
		const struct settings_redis *redis = &bench.settings.redis;

		note_sample(sample->url);
		assert_int_equal(apply(&bench, sample->url, &from_env), 0);
		assert_int_equal(redis->kind, REDIS_SINGLE);
		assert_int_equal(redis->node_count, 1);
		expect(redis->nodes[0].host, sample->host);
		expect(redis->nodes[0].socket, sample->socket);
		assert_int_equal(redis->nodes[0].port, sample->port);
		expect(redis->user, sample->user);
		expect(redis->password, sample->password);
		assert_int_equal(redis->index, sample->index);
		assert_int_equal(redis->tls.enabled, sample->tls);
		assert_true(redis->tls.verify_peer);
		bench_deinit(&bench);
	}
}

static void several_urls_are_seeds_and_the_first_one_decides(void **state)
{
	const char *const urls[] = {
		"rediss://u:p@a:1/5", "rediss://x:y@b:2/6", "redis+unix:///run/c.sock"};
	struct bench bench;
	const struct settings_redis *redis = &bench.settings.redis;

	(void)state;
	bench_init(&bench);
	assert_int_equal(redisurl_apply(&bench.loader, urls, 3, &from_option), 0);
	assert_int_equal(redis->kind, REDIS_CLUSTER);
	assert_int_equal(redis->node_count, 3);
	expect(redis->nodes[1].host, "b");
	expect(redis->nodes[2].socket, "/run/c.sock");
	expect(redis->user, "u");
	expect(redis->password, "p");
	assert_int_equal(redis->index, 5);
	assert_true(redis->tls.enabled);
	bench_deinit(&bench);
}

static void sentinels_are_a_list_and_a_master(void **state)
{
	struct bench bench;
	const struct settings_redis *redis = &bench.settings.redis;

	(void)state;
	assert_int_equal(apply(&bench,
				 "redis+sentinel://u:p@s1,s2:26380,[::1]:5/my%2Fmaster/3"
				 "?sentinel_user=su&sentinel_pass=s+p",
				 &from_env),
		0);
	assert_int_equal(redis->kind, REDIS_SENTINEL);
	assert_int_equal(redis->node_count, 3);
	expect(redis->nodes[0].host, "s1");
	assert_int_equal(redis->nodes[0].port, 26379);
	assert_int_equal(redis->nodes[1].port, 26380);
	expect(redis->nodes[2].host, "::1");
	assert_int_equal(redis->nodes[2].port, 5);
	expect(redis->sentinel_master, "my/master");
	assert_int_equal(redis->index, 3);
	expect(redis->user, "u");
	expect(redis->password, "p");
	expect(redis->sentinel_user, "su");
	expect(redis->sentinel_password, "s p");
	bench_deinit(&bench);
}

static void insecure_is_the_only_fragment(void **state)
{
	struct bench bench;

	(void)state;
	assert_int_equal(apply(&bench, "rediss://r/0#insecure", &from_env), 0);
	assert_false(bench.settings.redis.tls.verify_peer);
	bench_deinit(&bench);
	assert_int_equal(apply(&bench, "redis://r/0#insecure", &from_env), SETTINGS_E_CONFIG);
	bench_deinit(&bench);
	assert_int_equal(apply(&bench, "rediss://r/0#secure", &from_env), SETTINGS_E_CONFIG);
	bench_deinit(&bench);
}

static void wrong_ones_are_refused_without_their_password(void **state)
{
	static const char *const bad[][2] = {
		{"", "scheme"},
		{"redis", "scheme"},
		{"http://:TopSecret@r", "Redis URL did not parse"},
		{"redis://:TopSecret@", "names no host"},
		{"redis://", "names no host"},
		{"redis:///1", "names no host"},
		{"redis://0.0.0.0", "names no host"},
		{"redis://[::]", "names no host"},
		{"redis://:TopSecret@r:70000", "port"},
		{"redis://:TopSecret@r:0", "port 0"},
		{"redis://:TopSecret@r/x", "not a number"},
		{"redis://:TopSecret@r/-1", "not a number"},
		{"redis://:TopSecret%FF@r", "UTF-8"},
		{"redis://:TopSecret%00@r", "NUL"},
		{"unix://run/redis.sock", "third '/'"},
		{"unix://", "names no socket"},
		{"redis+unix:///s?db=x&pass=TopSecret", "not a number"},
		{"redis+sentinel://:TopSecret@s1", "name of the master"},
		{"redis+sentinel://s1,/m", "names no host"},
		{"redis+sentinel://s1:x/m", "port"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct bench bench;

		note_sample(bad[i][0]);
		assert_int_equal(apply(&bench, bad[i][0], &from_env), SETTINGS_E_CONFIG);
		assert_contains(buf_str(&bench.error), bad[i][1]);
		assert_contains(buf_str(&bench.error), "Invalid REDIS_URL environment variable");
		assert_lacks(buf_str(&bench.error), "TopSecret");
		bench_deinit(&bench);
		assert_int_equal(apply(&bench, bad[i][0], &from_option), SETTINGS_E_SYNTAX);
		bench_deinit(&bench);
	}
}

static void sentinels_do_not_mix_with_seeds(void **state)
{
	const char *const urls[] = {"redis://a", "redis+sentinel://s/m"};
	const char *const other[] = {"redis+sentinel://s/m", "redis://a"};
	struct bench bench;

	(void)state;
	bench_init(&bench);
	assert_int_equal(redisurl_apply(&bench.loader, urls, 2, &from_option), SETTINGS_E_SYNTAX);
	bench_deinit(&bench);
	bench_init(&bench);
	assert_int_equal(redisurl_apply(&bench.loader, other, 2, &from_option), SETTINGS_E_SYNTAX);
	bench_deinit(&bench);
}

static void no_memory_is_noticed(void **state)
{
	bool refused = true;

	(void)state;
	for (unsigned n = 1; refused; n++) {
		struct bench bench;

		bench_init(&bench);
		fail_malloc_at(n);
		(void)!redisurl_apply(&bench.loader,
			&(const char *){"redis+sentinel://u:p@a,b/m?sentinel_pass=x&odd=1"}, 1,
			&from_env);
		refused = failed_mallocs() > 0;
		fail_malloc_at(0);
		assert_int_equal(bench.loader.out_of_memory, refused);
		bench_deinit(&bench);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_forms_are_taken_apart),
		cmocka_unit_test(several_urls_are_seeds_and_the_first_one_decides),
		cmocka_unit_test(sentinels_are_a_list_and_a_master),
		cmocka_unit_test(insecure_is_the_only_fragment),
		cmocka_unit_test(wrong_ones_are_refused_without_their_password),
		cmocka_unit_test(sentinels_do_not_mix_with_seeds),
		cmocka_unit_test(no_memory_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
