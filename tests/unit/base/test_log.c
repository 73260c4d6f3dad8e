/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/log.h"

#define LOG_TARGET "notify_push::send"

static void specifications_are_checked(void **state)
{
	static const char *const good[] = {"off", "WARN", "Trace", "notify_push=debug",
		"warn,notify_push::send=trace", "notify_push", "a=off, b=info"};
	static const char *const bad[] = {
		"", "loud!", "=warn", "notify_push=loud", "warn,,info", "a b"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		assert_null(log_spec_check(str_from_cstr(good[i])));
	}
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_non_null(log_spec_check(str_from_cstr(bad[i])));
		assert_false(log_spec_set(str_from_cstr(bad[i])));
	}
}

static void assert_level(const char *target, enum log_level most)
{
	assert_true(most == LOG_OFF || log_enabled(target, most));
	assert_true(most == LOG_TRACE || !log_enabled(target, (enum log_level)(most + 1)));
}

static void the_longest_prefix_wins_and_the_unlisted_is_off(void **state)
{
	(void)state;
	assert_true(log_spec_set(STR_LIT("info")));
	assert_level("notify_push::send", LOG_INFO);
	assert_true(log_spec_set(STR_LIT("notify_push::send=trace,notify_push=warn")));
	assert_level("notify_push::send", LOG_TRACE);
	assert_level("notify_push::receive", LOG_WARN);
	assert_level("other", LOG_OFF);
	assert_true(log_spec_set(STR_LIT("error,notify_push::redis")));
	assert_level("notify_push::redis", LOG_TRACE);
	assert_level("other", LOG_ERROR);
	assert_true(log_spec_set(STR_LIT("off")));
	assert_level("notify_push", LOG_OFF);
}

static void a_specification_can_be_set_for_a_while(void **state)
{
	(void)state;
	assert_true(log_spec_set(STR_LIT("warn")));
	assert_true(log_spec_push(STR_LIT("debug")));
	assert_level("x", LOG_DEBUG);
	assert_false(log_spec_push(STR_LIT("nonsense!")));
	assert_true(log_spec_pop());
	assert_level("x", LOG_WARN);
	assert_false(log_spec_pop());
	for (int i = 0; i < 7; i++) {
		assert_true(log_spec_push(STR_LIT("debug")));
	}
	assert_false(log_spec_push(STR_LIT("debug")));
	while (log_spec_pop()) {
	}
}

/* What a call writes to standard output. */
static size_t captured(char *out, size_t cap, void (*call)(void))
{
	char name[] = "/tmp/test_log_XXXXXX";
	int file = mkstemp(name);
	int before = dup(STDOUT_FILENO);
	ssize_t len;

	assert_true(file >= 0 && before >= 0);
	(void)fflush(stdout);
	dup2(file, STDOUT_FILENO);
	call();
	dup2(before, STDOUT_FILENO);
	close(before);
	len = pread(file, out, cap - 1, 0);
	close(file);
	unlink(name);
	assert_true(len >= 0);
	out[len] = '\0';
	return (size_t)len;
}

static void say_something_forged(void)
{
	log_warn("user %s", "x\n2026-01-01 ERROR forged\033[31m\x7f\t");
}

static void say_something_endless(void)
{
	char text[9000];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	log_warn("%s", text);
}

/* Of three bytes each, behind so many of one that the cut falls anywhere within the last. */
static unsigned shift;

static void say_something_endless_in_other_letters(void)
{
	char text[9000];

	for (size_t i = 0; i < sizeof(text); i++) {
		text[i] = (char)(i < shift ? 'x' : "\xE2\x82\xAC"[(i - shift) % 3]);
	}
	text[sizeof(text) - 1] = '\0';
	log_warn("%s", text);
}

static void a_cut_is_shown_and_falls_between_letters(void **state)
{
	static const char end[] = "\xE2\x80\xA6\n";
	char text[16384];

	(void)state;
	assert_true(log_spec_set(STR_LIT("warn")));
	log_init(false);
	for (shift = 0; shift < 3; shift++) {
		size_t len = captured(text, sizeof(text), say_something_endless_in_other_letters);

		assert_true(len > 2000 && str_is_utf8(str_make(text, len)));
		assert_string_equal(text + len - strlen(end), end);
	}
	captured(text, sizeof(text), say_something_endless);
	assert_string_equal(text + strlen(text) - strlen(end), end);
}

static void no_message_can_forge_a_line(void **state)
{
	char text[16384];

	(void)state;
	assert_true(log_spec_set(STR_LIT("warn")));
	log_init(false);
	captured(text, sizeof(text), say_something_forged);
	assert_non_null(strstr(text, "WARN  notify_push::send: user x\\n2026"));
	assert_null(strchr(text, '\033'));
	assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
	assert_true(captured(text, sizeof(text), say_something_endless) < 4096);
	assert_int_equal(text[strlen(text) - 1], '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(specifications_are_checked),
		cmocka_unit_test(the_longest_prefix_wins_and_the_unlisted_is_off),
		cmocka_unit_test(a_specification_can_be_set_for_a_while),
		cmocka_unit_test(a_cut_is_shown_and_falls_between_letters),
		cmocka_unit_test(no_message_can_forge_a_line),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
