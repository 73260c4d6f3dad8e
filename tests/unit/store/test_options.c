/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <string.h>

#include "store/backend.h"

static void a_store_keeps_copies(void **state)
{
	char password[] = "secret", host[] = "db", shard[] = "other";
	struct store_server shards[] = {{.name = shard}, {.name = shard}};
	struct store_parameter parameters[] = {{"options", "-c x=y"}};
	struct store_options options = {
		.kind = STORE_PGSQL,
		.server = {.host = host, .port = 1, .user = "", .password = password},
		.shards = shards,
		.shard_count = 2,
		.parameters = parameters,
		.parameter_count = 1,
	};
	struct store *store;

	(void)state;
	assert_int_equal(store_new(&options, &store), 0);
	explicit_bzero(password, sizeof(password));
	explicit_bzero(host, sizeof(host));
	explicit_bzero(shard, sizeof(shard));
	explicit_bzero(shards, sizeof(shards));
	explicit_bzero(parameters, sizeof(parameters));
	assert_string_equal(store->options.server.host, "db");
	assert_string_equal(store->options.server.password, "secret");
	assert_null(store->options.server.user);
	assert_string_equal(store->options.shards[1].name, "other");
	assert_string_equal(store->options.parameters[0].value, "-c x=y");
	assert_int_equal(store->options.connect_timeout_ms, 5000);
	assert_int_equal(store->options.statement_timeout_ms, 10000);
	assert_int_equal(store->options.max_result_bytes, 256 << 20);
	assert_null(store_free(store));
	assert_null(store_free(NULL));
}

static void the_callers_password_survives_a_lack_of_memory(void **state)
{
	char password[] = "secret";
	struct store_server shard = {.password = password};
	struct store_options options = {
		.kind = STORE_MYSQL,
		.server = {.host = "db", .password = password},
		.shards = &shard,
		.shard_count = 1,
	};
	struct store *store = NULL;
	unsigned int n = 0;
	int r;

	(void)state;
	do {
		fail_malloc_at(++n);
		r = store_new(&options, &store);
		assert_true(r == 0 || r == -ENOMEM);
		assert_string_equal(password, "secret");
	} while (r);
	fail_malloc_at(0);
	assert_true(n > 2);
	store_free(store);
}

static void what_would_mean_something_else_is_refused(void **state)
{
	static char long_prefix[66], long_socket[109];
	static const struct store_server shards[256];
	const struct store_options bad[] = {
		{.kind = STORE_SQLITE},
		{.kind = STORE_SQLITE, .path = ""},
		{.kind = STORE_SQLITE, .path = ":memory:"},
		{.kind = STORE_SQLITE, .path = "x", .shards = shards, .shard_count = 1},
		{.kind = STORE_MYSQL, .server.host = "a=b"},
		{.kind = STORE_MYSQL, .server.host = "a;b"},
		{.kind = STORE_PGSQL, .server.socket = long_socket},
		{.kind = STORE_PGSQL, .prefix = long_prefix},
		{.kind = STORE_PGSQL, .tls.cert = "x"},
		{.kind = STORE_PGSQL, .tls.key = "x"},
		{.kind = STORE_PGSQL, .shards = shards, .shard_count = 256},
		{.kind = STORE_PGSQL, .connect_timeout_ms = 3600001},
		{.kind = STORE_PGSQL, .statement_timeout_ms = 3600001},
	};
	struct store *store;

	(void)state;
	memset(long_prefix, 'x', sizeof(long_prefix) - 1);
	memset(long_socket, 'x', sizeof(long_socket) - 1);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		print_message("# case %zu\n", i);
		assert_int_equal(store_new(&bad[i], &store), -EINVAL);
	}
}

static void limits_are_exact(void **state)
{
	static char prefix[65], socket[108];
	static const struct store_server shards[255];
	const struct store_options good[] = {
		{.kind = STORE_PGSQL, .server.socket = socket},
		{.kind = STORE_PGSQL, .prefix = prefix},
		{.kind = STORE_PGSQL, .shards = shards, .shard_count = 255},
		{.kind = STORE_PGSQL, .connect_timeout_ms = 3600000},
		{.kind = STORE_PGSQL, .server.host = "a=b"},
	};
	struct store *store;

	(void)state;
	memset(prefix, 'x', sizeof(prefix) - 1);
	memset(socket, 'x', sizeof(socket) - 1);
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		print_message("# case %zu\n", i);
		assert_int_equal(store_new(&good[i], &store), 0);
		store_free(store);
	}
}

static void table_names_are_quoted(void **state)
{
	static const struct {
		enum store_kind kind;
		const char *prefix;
		const char *mounts;
	} cases[] = {
		{STORE_MYSQL, NULL, "`oc_mounts`"},
		{STORE_MYSQL, "", "`mounts`"},
		{STORE_MYSQL, "a`b\"", "`a``b\"mounts`"},
		{STORE_PGSQL, "a`b\"", "\"a`b\"\"mounts\""},
		{STORE_SQLITE, "\"; --", "\"\"\"; --mounts\""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct store_options options = {
			.kind = cases[i].kind, .path = "x", .prefix = cases[i].prefix};
		struct store *store;

		assert_int_equal(store_new(&options, &store), 0);
		assert_string_equal(store->mounts, cases[i].mounts);
		store_free(store);
	}
}

static void a_storage_lives_on_the_shard_of_its_remainder(void **state)
{
	static const struct store_server shards[3];
	struct store_options options = {.shards = shards, .shard_count = 3, .from_shard_key = 10};

	(void)state;
	assert_int_equal(store_shard_of(&options, 0), STORE_MAIN);
	assert_int_equal(store_shard_of(&options, 9), STORE_MAIN);
	assert_int_equal(store_shard_of(&options, 10), 1 + 1);
	assert_int_equal(store_shard_of(&options, 12), 1 + 0);
	assert_int_equal(store_shard_of(&options, INT64_MAX), 1 + INT64_MAX % 3);
	options.from_shard_key = 0;
	assert_int_equal(store_shard_of(&options, 0), 1);
	options.shard_count = 0;
	assert_int_equal(store_shard_of(&options, 7), STORE_MAIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_store_keeps_copies),
		cmocka_unit_test(the_callers_password_survives_a_lack_of_memory),
		cmocka_unit_test(what_would_mean_something_else_is_refused),
		cmocka_unit_test(limits_are_exact),
		cmocka_unit_test(table_names_are_quoted),
		cmocka_unit_test(a_storage_lives_on_the_shard_of_its_remainder),
	};

	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
