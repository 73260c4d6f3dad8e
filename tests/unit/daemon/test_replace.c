/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Only a binary that has stopped changing and answers --version is let in our place. */
#include "../base/support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "daemon/replace.h"

static char folder[64];

static int setup(void **state)
{
	struct replace *replace = calloc(1, sizeof(*replace));

	assert_non_null(replace);
	(void)snprintf(folder, sizeof(folder), "/tmp/notify_push-replace-XXXXXX");
	assert_non_null(mkdtemp(folder));
	replace_init(replace);
	assert_true(replace->path[0] == '/');
	(void)snprintf(replace->path, sizeof(replace->path), "%s/binary", folder);
	*state = replace;
	return 0;
}

static int teardown(void **state)
{
	struct replace *replace = *state;

	(void)unlink(replace->path);
	assert_int_equal(rmdir(folder), 0);
	free(replace);
	return 0;
}

/* Another file under the same name, which does SCRIPT when it is started. */
static void put(const struct replace *replace, const char *script)
{
	char fresh[PATH_MAX + 8];
	FILE *file;

	(void)snprintf(fresh, sizeof(fresh), "%s.new", replace->path);
	file = fopen(fresh, "we");
	assert_non_null(file);
	assert_true(fprintf(file, "#!/bin/sh\n%s\n", script) > 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(fresh, 0755), 0);
	assert_int_equal(rename(fresh, replace->path), 0);
}

/* What was started ends, unless it never does. */
static void let_it_end(const struct replace *replace)
{
	siginfo_t info = {.si_pid = 0};

	for (int i = 0; i < 100 && replace->trial != 0 && info.si_pid == 0; i++) {
		assert_int_equal(
			waitid(P_PID, (id_t)replace->trial, &info, WEXITED | WNOHANG | WNOWAIT), 0);
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
	}
}

static bool look_later(struct replace *replace)
{
	let_it_end(replace);
	return replace_poll(replace);
}

static void one_that_runs_and_stays_as_it_is_is_taken(void **state)
{
	struct replace *replace = *state;

	assert_false(look_later(replace)); /* there is none */
	put(replace, "test \"$1\" = --version");
	assert_false(look_later(replace)); /* it may be changing */
	assert_false(look_later(replace)); /* it is tried */
	assert_true(look_later(replace));
}

static void one_that_fails_is_refused_until_there_is_another(void **state)
{
	struct replace *replace = *state;

	put(replace, "exit 3");
	for (int i = 0; i < 5; i++) {
		assert_false(look_later(replace));
	}
	assert_true(replace->refused);
	put(replace, "exit 0");
	assert_false(look_later(replace));
	assert_false(look_later(replace));
	assert_true(look_later(replace));
}

static void what_came_after_the_one_that_was_tried_is_tried_for_itself(void **state)
{
	struct replace *replace = *state;

	put(replace, "exit 0");
	assert_false(look_later(replace));
	assert_false(look_later(replace));
	let_it_end(replace); /* or the shell would read the next one */
	put(replace, "exit 3");
	for (int i = 0; i < 5; i++) {
		assert_false(look_later(replace));
	}
	assert_true(replace->refused);
}

static void one_that_never_ends_is_refused(void **state)
{
	struct replace *replace = *state;
	pid_t trial;

	put(replace, "exec sleep 1000");
	assert_false(look_later(replace));
	assert_false(look_later(replace));
	trial = replace->trial;
	assert_true(trial > 0);
	assert_false(look_later(replace));
	assert_true(replace->refused);
	assert_int_equal(kill(trial, 0), -1); /* and does not stay behind */
	assert_int_equal(replace->trial, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_that_runs_and_stays_as_it_is_is_taken),
		TEST(one_that_fails_is_refused_until_there_is_another),
		TEST(what_came_after_the_one_that_was_tried_is_tried_for_itself),
		TEST(one_that_never_ends_is_refused),
	};

	(void)!log_spec_set(STR_LIT("off"));
	return cmocka_run_group_tests_name("replace", tests, NULL, NULL);
}
