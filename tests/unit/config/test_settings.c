/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* settings_load() as a whole; the many forms of values are tested in tests/integration. */
#include "support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "config/dump.h"
#include "config/settings.h"

static const char php[] =
	"<?php\n"
	"$CONFIG = [\n"
	"  'dbtype' => 'pgsql', 'dbhost' => 'db:5433', 'dbuser' => 'nc',\n"
	"  'dbpassword' => 'TopSecret1', 'dbport' => '9',\n"
	"  'pgsql_ssl' => ['mode' => 'verify-full', 'rootcert' => '/none'],\n"
	"  'dbsharding' => ['filecache' => ['shards' => [['host' => 's1',\n"
	"    'password' => 'TopSecret2']]]],\n"
	"  'redis.cluster' => ['seeds' => ['a', 'tls://b:7'],\n"
	"    'password' => 'TopSecret3', 'ssl_context' => ['cafile' => '/none']],\n"
	"  'overwrite.cli.url' => 'https://cloud.example.com/nc',\n"
	"  'unused' => exec('x'),\n"
	"];\n";

struct loaded {
	struct settings settings;
	struct buf error;
	int r;
};

static void load(struct loaded *loaded, char *const *argv, char *const *environment)
{
	int argc = 0;

	while (argv[argc]) {
		argc++;
	}
	loaded->error = BUF_NULL;
	loaded->r =
		settings_load(argc, argv, environment, false, &loaded->settings, &loaded->error);
}

static void unload(struct loaded *loaded)
{
	settings_deinit(&loaded->settings);
	buf_deinit(&loaded->error);
}

#define ARGV(...) ((char *const[]){(char *)"notify_push", __VA_ARGS__, NULL})
#define ENV(...)  ((char *const[]){__VA_ARGS__, NULL})

static char *config_file(void)
{
	return strdup(write_file("config.php", str_from_cstr(php)));
}

static void everything_arrives_typed_and_with_its_origin(void **state)
{
	char *path = config_file();
	struct loaded loaded;
	const struct settings *settings = &loaded.settings;

	(void)state;
	load(&loaded, ARGV((char *)"--port=0", path), ENV((char *)"WORKERS=3"));
	assert_int_equal(loaded.r, 0);
	assert_int_equal(settings->action, SETTINGS_RUN);
	assert_int_equal(settings->listen.port, 0);
	assert_null(settings->listen.bind);
	assert_int_equal(settings->limits.workers, 3);
	assert_int_equal(settings->database.kind, DATABASE_PGSQL);
	assert_string_equal(settings->database.server.host, "db");
	assert_int_equal(settings->database.server.port, 5433);
	assert_int_equal(settings->database.tls, DATABASE_TLS_VERIFY_FULL);
	assert_int_equal(settings->database.sharding.count, 1);
	assert_string_equal(settings->database.sharding.shards[0].host, "s1");
	assert_string_equal(settings->database.sharding.shards[0].user, "nc");
	assert_string_equal(settings->database.sharding.shards[0].password, "TopSecret2");
	assert_int_equal(settings->redis.kind, REDIS_CLUSTER);
	assert_int_equal(settings->redis.node_count, 2);
	assert_true(settings->redis.tls.enabled);
	assert_string_equal(settings->nextcloud.url, "https://cloud.example.com/nc/");
	assert_int_equal(settings->origins[SETTING_PORT].kind, ORIGIN_OPTION);
	assert_string_equal(settings->origins[SETTING_PORT].name, "--port");
	assert_int_equal(settings->origins[SETTING_WORKERS].kind, ORIGIN_ENV);
	assert_int_equal(settings->origins[SETTING_DATABASE_PASSWORD].kind, ORIGIN_FILE);
	assert_string_equal(settings->origins[SETTING_DATABASE_PASSWORD].name, path);
	assert_int_equal(settings->origins[SETTING_DATABASE_PASSWORD].line, 4);
	assert_int_equal(settings->origins[SETTING_BIND].kind, ORIGIN_DEFAULT);
	/* The two files that cannot be read. */
	assert_int_equal(settings->warning_count, 2);
	assert_int_equal(settings->file_count, 1);
	assert_string_equal(settings->files[0].path, path);
	assert_int_equal(settings->files[0].size, sizeof(php) - 1);
	assert_string_equal(settings->argv[1], "--port=0");
	assert_null(settings->argv[3]);
	assert_string_equal(settings->environ[0], "WORKERS=3");
	unload(&loaded);
	free(path);
}

static void every_setting_can_be_dumped_and_secrets_are_masked(void **state)
{
	char *path = config_file();
	struct buf text = BUF_NULL;
	struct loaded loaded;

	(void)state;
	load(&loaded, ARGV(path), NULL);
	assert_int_equal(loaded.r, 0);
	settings_dump(&loaded.settings, &text);
	for (int i = 0; i < SETTING_COUNT; i++) {
		assert_non_null(dump_name((enum setting)i));
		assert_contains(buf_str(&text), dump_name((enum setting)i));
	}
	assert_lacks(buf_str(&text), "TopSecret");
	loaded.settings.show_secrets = true;
	buf_clear(&text);
	settings_dump(&loaded.settings, &text);
	assert_contains(buf_str(&text), "TopSecret1");
	buf_deinit(&text);
	unload(&loaded);
	free(path);
}

static void each_allocation_may_fail(void **state)
{
	char *path = config_file();
	bool refused = true;
	unsigned n = 0;

	(void)state;
	write_file("x.config.php", STR_LIT("<?php $CONFIG = ['dbname' => 'n'];"));
	while (refused) {
		struct loaded loaded;

		fail_malloc_at(++n);
		load(&loaded, ARGV((char *)"--glob-config", path), ENV((char *)"NC_dbuser=u"));
		refused = failed_mallocs() > 0;
		fail_malloc_at(0);
		/* Some are made by libc for its own comfort, and only those may go unnoticed. */
		if (loaded.r != -ENOMEM) {
			assert_int_equal(loaded.r, 0);
			assert_string_equal(loaded.settings.database.server.name, "n");
			assert_string_equal(loaded.settings.database.server.user, "u");
		}
		unload(&loaded);
	}
	print_message("# %u allocations\n", n);
	assert_true(n > 20);
	assert_int_equal(unlink(write_file("x.config.php", STR_NULL)), 0);
	free(path);
}

static void failing_allocations_spoil_no_error(void **state)
{
	const char *source =
		"<?php\n$CONFIG = ['dbtype' => 'mysql', 'dbuser' => exec('TopSecret')];";
	char *path = strdup(write_file("config.php", str_from_cstr(source)));
	bool refused = true;

	(void)state;
	for (unsigned n = 1; refused; n++) {
		struct loaded loaded;

		fail_malloc_at(n);
		load(&loaded, ARGV(path), NULL);
		refused = failed_mallocs() > 0;
		fail_malloc_at(0);
		assert_true(loaded.r == -ENOMEM || loaded.r == SETTINGS_E_CONFIG);
		unload(&loaded);
	}
	free(path);
}

static void secrets_are_hidden_in_place(void **state)
{
	char one[] = "--database-url=mysql://u:p@h/n";
	char two[] = "--redis-url";
	char three[] = "redis://:p@h";
	char four[] = "--nextcloud-url=https://x";
	char *argv[] = {(char *)"notify_push", one, two, three, four, NULL};

	(void)state;
	settings_hide_secrets(5, argv);
	assert_string_equal(one, "--database-url=***************");
	assert_string_equal(two, "--redis-url");
	assert_string_equal(three, "************");
	assert_string_equal(four, "--nextcloud-url=https://x");
}

static void what_dotenv_adds_can_be_exported(void **state)
{
	char *path = config_file();
	char *before = getcwd(NULL, 0);
	struct loaded loaded;

	(void)state;
	write_file(".env", STR_LIT("CONFIG_TEST_ADDED=a=b\nCONFIG_TEST_GIVEN=dotenv\n"));
	assert_int_equal(setenv("CONFIG_TEST_GIVEN", "process", 1), 0);
	assert_int_equal(chdir(temp_folder()), 0);
	load(&loaded, ARGV(path), environ);
	assert_int_equal(loaded.r, 0);
	assert_null(getenv("CONFIG_TEST_ADDED"));
	assert_int_equal(settings_export_dotenv(&loaded.settings), 0);
	assert_string_equal(getenv("CONFIG_TEST_ADDED"), "a=b");
	assert_string_equal(getenv("CONFIG_TEST_GIVEN"), "process");
	assert_int_equal(chdir(before), 0);
	unsetenv("CONFIG_TEST_ADDED");
	unload(&loaded);
	free(before);
	free(path);
}

static void errors_are_freed_too(void **state)
{
	struct loaded loaded;

	(void)state;
	load(&loaded, ARGV((char *)"--prot"), NULL);
	assert_int_equal(loaded.r, SETTINGS_E_SYNTAX);
	unload(&loaded);
	load(&loaded, ARGV((char *)"/nonexistent/config.php"), NULL);
	assert_int_equal(loaded.r, SETTINGS_E_CONFIG);
	assert_contains(buf_str(&loaded.error), "Failed to read config file");
	unload(&loaded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_arrives_typed_and_with_its_origin),
		cmocka_unit_test(every_setting_can_be_dumped_and_secrets_are_masked),
		cmocka_unit_test(each_allocation_may_fail),
		cmocka_unit_test(failing_allocations_spoil_no_error),
		cmocka_unit_test(secrets_are_hidden_in_place),
		cmocka_unit_test(what_dotenv_adds_can_be_exported),
		cmocka_unit_test(errors_are_freed_too),
	};

	return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
