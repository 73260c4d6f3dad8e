/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include "config/secret.h"
#include "config/snippet.h"

/* SOURCE with its secrets masked. */
static void mask(struct str source, struct buf *out)
{
	struct buf packed = BUF_NULL;
	const struct secret_span *spans;
	size_t at = 0;

	secret_scan(source, &packed);
	spans = (const struct secret_span *)(const void *)packed.ptr;
	for (size_t i = 0; i < packed.len / sizeof(*spans); i++) {
		assert_true(spans[i].start >= at && spans[i].end > spans[i].start);
		assert_true(spans[i].end <= source.len);
		buf_append(out, source.ptr + at, spans[i].start - at);
		buf_append_cstr(out, "*");
		at = spans[i].end;
	}
	buf_append(out, source.ptr + at, source.len - at);
	buf_deinit(&packed);
}

static void names_of_secrets_are_known(void **state)
{
	static const char *const yes[] = {"dbpassword", "passwordsalt", "secret",
		"mail_smtppassword", "license-key", "DB_PASS", "apiToken", "S3_CREDENTIALS",
		"userPwd"};
	static const char *const no[] = {"dbuser", "dbhost", "instanceid", "trusted_domains", ""};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(yes); i++) {
		assert_true(secret_is_name(str_from_cstr(yes[i])));
	}
	for (size_t i = 0; i < ARRAY_SIZE(no); i++) {
		assert_false(secret_is_name(str_from_cstr(no[i])));
	}
}

static void secrets_in_sources_are_masked_and_nothing_else(void **state)
{
	static const char *const samples[][2] = {
		{"'dbpassword' => 'abc',", "'dbpassword' => '*',"},
		{"\"dbpassword\"=>\"a\\\"bc\", 'dbuser' => 'nc'",
			"\"dbpassword\"=>\"*\", 'dbuser' => 'nc'"},
		{"'dbpassword' =>\n  'abc',\n'dbname' => 'x'",
			"'dbpassword' =>\n  '*',\n'dbname' => 'x'"},
		{"$CONFIG['dbpassword'] = 'abc'; $x = 'y';",
			"$CONFIG['dbpassword'] = '*'; $x = 'y';"},
		{"$password = 'abc';", "$password = '*';"},
		{"'password' => 12345,", "'password' => *,"},
		{"'dbpassword' => getenv('PW') ?: 'abc',", "'dbpassword' => getenv('PW') ?: '*',"},
		{"'secret' => trim('a' . 'b'), 'x' => 'y'",
			"'secret' => trim('*' . '*'), 'x' => 'y'"},
		{"'redis' => ['host' => 'r', 'password' => 'abc', 'port' => 1]",
			"'redis' => ['host' => 'r', 'password' => '*', 'port' => 1]"},
		{"'x' => 'redis://u:abc@h/0',", "'x' => 'redis://u:*@h/0',"},
		{"// 'dbpassword' => 'abc',\n'x' => 'y'", "// 'dbpassword' =>*\n'x' => 'y'"},
		{"# my password: abc\n'x' => 'y'", "# my password:*\n'x' => 'y'"},
		{"# 'a' => 'b', 'dbpassword' => 'abc'\n", "# 'a' => 'b', 'dbpassword' =>*\n"},
		{"# don't\n'dbpassword' => 'abc'", "# don't\n'dbpassword' => '*'"},
		{"/* secret = abc\n don't */ 'x' => 'y'", "/* secret =*\n don't */ 'x' => 'y'"},
		{"'dbpassword' => <<<EOT\nabc\nEOT,\n'x' => 'y'",
			"'dbpassword' => <<<EOT*EOT,\n'x' => 'y'"},
		{"define('DB_PASSWORD', 'abc'); define('A', 'b');",
			"define('DB_PASSWORD', '*'); define('A', 'b');"},
		{"'dbpassword' => 'abc", "'dbpassword' => '*"},
		{"if ($password == 'x') { $a = 'y'; }", "if ($password == 'x') { $a = 'y'; }"},
		{"'dbuser' => 'key', 'x' => 'y'", "'dbuser' => 'key', 'x' => 'y'"},
		{"'dbpassword' => 'abc' 'dbuser' => 'nc',", NULL},
		/* A quote in the password that was not escaped, or none around it. */
		{"'dbpassword' => 'x'abc',\n 'a' => 'b'", "'dbpassword' => '*'*\n '*' => 'b'"},
		{"'dbpassword' => 'x'!abc$d',\n", "'dbpassword' => '*'*\n"},
		{"'dbpassword' => \"x\"abc\"y\",\n", "'dbpassword' => \"*\"*\n"},
		{"'dbpassword' => abc, 'a' => 'b'", "'dbpassword' => *, 'a' => 'b'"},
		{"['password' => abc, 'a' => [B, 'c']]", "['password' => *, 'a' => [B, 'c']]"},
		{"'secret' => 1abc.x, 'a' => B", "'secret' => *.*, 'a' => B"},
		{"'secret' => A::B . f(\\C\\d($e), null) . 'abc' . $f->g[true],",
			"'secret' => A::B . f(\\C\\d($e), null) . '*' . $f->g[true],"},
		{"'keys' => ['n'=>'x', 'd'], 'a' => B", "'keys' => ['n'=>'*', '*'], 'a' => B"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		struct buf out = BUF_NULL;

		mask(str_from_cstr(samples[i][0]), &out);
		if (samples[i][1]) {
			assert_text(buf_str(&out), samples[i][1]);
		}
		if (strstr(samples[i][0], "abc")) {
			assert_lacks(buf_str(&out), "abc");
		}
		buf_deinit(&out);
	}
}

static void every_cut_of_a_source_keeps_its_secret(void **state)
{
	static const char text[] =
		"<?php $CONFIG = ['dbpassword' => \"S\\\"ECRET\", /* key: SECRET */"
		" 'x' => <<<'E'\nredis://:SECRET@h\nE, 'token' => `SECRET`];";

	size_t url = (size_t)(strstr(text, "://:") - text) + 4;
	size_t at = (size_t)(strchr(text, '@') - text) + 1;

	(void)state;
	for (size_t len = 0; len < sizeof(text); len++) {
		char *copy = malloc(len ? len : 1);
		struct buf out = BUF_NULL;

		memcpy(copy, text, len);
		mask(str_make(copy, len), &out);
		/* The URL is only known to hold a password when its '@' is there. */
		if (len <= url || len >= at) {
			assert_lacks(buf_str(&out), "ECRE");
		}
		buf_deinit(&out);
		free(copy);
	}
}

static void passwords_in_urls_are_masked(void **state)
{
	static const char *const samples[][2] = {
		{"mysql://u:abc@h/n", "mysql://u:********@h/n"},
		{"mysql://u:a/b?c@h/n", "mysql://u:********@h/n"},
		{"redis://:abc@h", "redis://:********@h"},
		{"redis+unix:///s?db=1&pass=abc&user=u",
			"redis+unix:///s?db=1&pass=********&user=u"},
		{"postgres:///n?host=/x&password=abc", "postgres:///n?host=/x&password=********"},
		{"https://cloud.example.com/", "https://cloud.example.com/"},
		{"plain", "plain"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		struct buf out = BUF_NULL;

		secret_append_url(&out, str_from_cstr(samples[i][0]));
		assert_text(buf_str(&out), samples[i][1]);
		buf_deinit(&out);
	}
}

static const char source[] = "<?php\n"
			     "$CONFIG = [\n"
			     "\t'dbuser' => 'nc',\r\n"
			     "\t'dbpassword' => 'abc', 'd\xC3\xB6' => exec('x'),\n"
			     "  'e' => \"\x1b[31m\",\n"
			     "];";

static void show(uint32_t line, uint32_t column, struct buf *out)
{
	struct snippet snippet = {
		.path = STR_LIT("/c/config.php"),
		.source = {source, sizeof(source) - 1},
		.line = line,
		.column = column,
		.label = STR_LIT("here"),
	};

	snippet_append(out, &snippet);
}

static void the_spot_is_shown_with_two_lines_around_it(void **state)
{
	struct buf out = BUF_NULL;

	(void)state;
	/* Column 35 in bytes is the 'e' of exec: a tab, 2-byte letter and a mask stand before it.
	 */
	show(4, 34, &out);
	assert_text(buf_str(&out), " --> /c/config.php:4:34\n"
				   "  |\n"
				   "2 | $CONFIG = [\n"
				   "3 |     'dbuser' => 'nc',\n"
				   "4 |     'dbpassword' => '********', 'd\xC3\xB6' => exec('x'),\n"
				   "  |                                         ^ here\n"
				   "5 |   'e' => \"\\x1b[31m\",\n"
				   "6 | ];\n");
	buf_deinit(&out);
}

static void first_and_last_lines_have_fewer_neighbours(void **state)
{
	struct buf out = BUF_NULL;

	(void)state;
	show(1, 1, &out);
	assert_contains(buf_str(&out), "1 | <?php\n  | ^ here\n2 | $CONFIG = [\n3 |");
	assert_lacks(buf_str(&out), "4 |");
	buf_clear(&out);
	show(6, 3, &out);
	assert_contains(buf_str(&out), "6 | ];\n  |   ^ here\n");
	assert_lacks(buf_str(&out), "7 |");
	buf_deinit(&out);
}

static void a_place_outside_of_the_file_is_survived(void **state)
{
	struct buf out = BUF_NULL;

	(void)state;
	show(0, 0, &out);
	show(99, 1, &out);
	show(1, 9999, &out);
	assert_contains(buf_str(&out), "/c/config.php:99:1");
	buf_deinit(&out);
}

static void a_long_line_is_cut_around_the_spot(void **state)
{
	char line[1001];
	struct buf out = BUF_NULL;
	struct snippet snippet = {.path = STR_LIT("x"), .line = 1, .column = 501};

	(void)state;
	memset(line, 'a', sizeof(line));
	line[500] = 'X';
	snippet.source = str_make(line, 1000);
	snippet_append(&out, &snippet);
	assert_true(out.len < 500);
	assert_contains(buf_str(&out), "aXa");
	/* The caret stands below the X. */
	{
		struct str text = buf_str(&out);
		ptrdiff_t x = str_find(text, STR_LIT("X"));
		ptrdiff_t row = str_find(text, STR_LIT("1 | "));
		ptrdiff_t caret = str_find(text, STR_LIT("^"));
		ptrdiff_t caret_row = str_rfind_byte(str_first(text, (size_t)caret), '\n') + 1;

		/* "…" is three bytes and one column. */
		assert_int_equal(x - row - 2, caret - caret_row);
	}
	buf_deinit(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_secrets_are_known),
		cmocka_unit_test(secrets_in_sources_are_masked_and_nothing_else),
		cmocka_unit_test(every_cut_of_a_source_keeps_its_secret),
		cmocka_unit_test(passwords_in_urls_are_masked),
		cmocka_unit_test(the_spot_is_shown_with_two_lines_around_it),
		cmocka_unit_test(first_and_last_lines_have_fewer_neighbours),
		cmocka_unit_test(a_place_outside_of_the_file_is_survived),
		cmocka_unit_test(a_long_line_is_cut_around_the_spot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
