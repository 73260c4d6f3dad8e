/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The administrator asked for it, so here a program is run: the php that was named, with a fixed
 * script and the files as arguments, no shell in between. The result comes back through a pipe of
 * its own (file descriptor 3), because configurations sometimes print. It is written by
 * var_export(): PHP literals, which our own evaluator reads anyway; so there is one reader only.
 * The environment is ours: a configuration that needs PHP is likely to ask for variables too.
 */
#include "config/php_command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TIMEOUT_MS    10000
#define RESULT_MAX    ((size_t)4 * 1024 * 1024)
#define COMPLAINT_MAX 4096U
#define FIXED_ARGS    10U

static const char script[] = "class OC { public static $SERVERROOT; }\n"
			     "OC::$SERVERROOT = dirname(dirname($argv[1]));\n"
			     "(function () {\n"
			     "	$__merged = [];\n"
			     "	ob_start();\n"
			     "	foreach (array_slice($GLOBALS['argv'], 1) as $__file) {\n"
			     "		unset($CONFIG);\n"
			     "		include $__file;\n"
			     "		if (isset($CONFIG) && is_array($CONFIG)) {\n"
			     "			$__merged = array_merge($__merged, $CONFIG);\n"
			     "		}\n"
			     "	}\n"
			     "	ob_end_clean();\n"
			     "	file_put_contents('php://fd/3', '<?php $CONFIG = ' . "
			     "var_export($__merged, true) . ';');\n"
			     "})();\n";

struct child {
	pid_t pid;
	int result; /* reading ends of its descriptors 3 and 2 */
	int errors;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The arguments, NULL-terminated; to be freed. */
static const char **build_arguments(const char *php, const char *const *files, size_t count)
{
	const char *const fixed[FIXED_ARGS] = {php, "-d", "display_errors=stderr", "-d",
		"log_errors=0", "-d", "html_errors=0", "-r", script, "--"};
	const char **arguments = calloc(FIXED_ARGS + count + 1, sizeof(*arguments));

	if (arguments) {
		memcpy(arguments, fixed, sizeof(fixed));
		memcpy(arguments + FIXED_ARGS, files, count * sizeof(*files));
	}
	return arguments;
}

static int spawn(struct child *child, const int *pipes, const char *const *arguments,
	const char *const *environment)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t all;
	sigset_t none;
	int r;

	sigfillset(&all);
	sigemptyset(&none);
	if (posix_spawnattr_init(&attributes) != 0) {
		return -ENOMEM;
	}
	if (posix_spawn_file_actions_init(&actions) != 0) {
		posix_spawnattr_destroy(&attributes);
		return -ENOMEM;
	}
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, pipes[3], STDERR_FILENO);
	posix_spawn_file_actions_adddup2(&actions, pipes[1], 3);
	r = posix_spawn(&child->pid, arguments[0], &actions, &attributes, (char *const *)arguments,
		(char *const *)environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return -r;
}

/* Appends what is there. False at the end of the stream. */
static bool drain(int fd, struct buf *out, bool keep_reading_when_full)
{
	char chunk[4096];
	ssize_t n = read(fd, chunk, sizeof(chunk));

	if (n <= 0) {
		return n < 0 && errno == EINTR;
	}
	if (!out->failed) {
		buf_append(out, chunk, (size_t)n);
	}
	return !out->failed || keep_reading_when_full;
}

/* Reads both pipes to their ends, or until OUT is full. False on a time-out. */
static bool collect(const struct child *child, struct buf *out, struct buf *complaint)
{
	int64_t deadline = now_ms() + TIMEOUT_MS;
	struct pollfd fds[2] = {
		{.fd = child->result, .events = POLLIN},
		{.fd = child->errors, .events = POLLIN},
	};

	while ((fds[0].fd >= 0 || fds[1].fd >= 0) && !out->failed) {
		int64_t left = deadline - now_ms();

		if (left <= 0 || (poll(fds, 2, (int)left) < 0 && errno != EINTR)) {
			return false;
		}
		if (fds[0].fd >= 0 && fds[0].revents && !drain(fds[0].fd, out, false)) {
			fds[0].fd = -1;
		}
		if (fds[1].fd >= 0 && fds[1].revents && !drain(fds[1].fd, complaint, true)) {
			fds[1].fd = -1;
		}
	}
	return true;
}

/* PHP quotes what it stumbled over, and that may be a password: its first line, without quotes. */
static void clean_complaint(struct buf *complaint)
{
	struct str text = str_trim(buf_str(complaint));
	struct buf clean = BUF_NULL;
	char quote = '\0';

	for (size_t i = 0; i < text.len && text.ptr[i] != '\n'; i++) {
		char c = text.ptr[i];

		if (quote && c == quote) {
			quote = '\0';
			buf_append_cstr(&clean, "…");
		} else if (quote) {
			continue;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if ((unsigned char)c >= ' ') {
			buf_append_byte(&clean, c);
		}
	}
	buf_clear(complaint);
	complaint->limit = 0;
	buf_appendf(complaint, "%.*s", STR_ARG(buf_str(&clean)));
	buf_deinit_secret(&clean);
}

static int judge(bool in_time, int status, const struct buf *out, struct buf *complaint)
{
	clean_complaint(complaint);
	if (!in_time) {
		buf_clear(complaint);
		buf_appendf(complaint, "no answer within %d s, killed", TIMEOUT_MS / 1000);
	} else if (out->failed) {
		buf_clear(complaint);
		buf_append_cstr(complaint, "the configuration is larger than 4 MiB");
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && out->len) {
		return 0;
	} else if (complaint->len == 0 && WIFSIGNALED(status)) {
		buf_appendf(complaint, "killed by signal %d", WTERMSIG(status));
	} else if (complaint->len == 0) {
		buf_appendf(complaint,
			"it ended with status %d before the configuration was complete",
			WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	}
	return PHP_COMMAND_E_FAILED;
}

static int talk(struct child *child, struct buf *out, struct buf *complaint)
{
	int status = 0;
	bool in_time;

	out->limit = RESULT_MAX;
	complaint->limit = COMPLAINT_MAX;
	in_time = collect(child, out, complaint);
	if (!in_time || out->failed) {
		kill(child->pid, SIGKILL);
	}
	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR) {
	}
	return judge(in_time, status, out, complaint);
}

static void close_pipes(int *pipes, size_t from, size_t step)
{
	for (size_t i = from; i < 4; i += step) {
		if (pipes[i] >= 0) {
			close(pipes[i]);
			pipes[i] = -1;
		}
	}
}

int php_command_run(const char *php, const char *const *files, size_t count,
	const char *const *environment, struct buf *out, struct buf *complaint)
{
	const char **arguments = build_arguments(php, files, count);
	int pipes[4] = {-1, -1, -1, -1}; /* result: read, write; errors: read, write */
	struct child child = {0};
	int r = arguments ? 0 : -ENOMEM;

	if (r == 0 && (pipe2(pipes, O_CLOEXEC) < 0 || pipe2(pipes + 2, O_CLOEXEC) < 0)) {
		r = -errno;
	}
	r = r ? r : spawn(&child, pipes, arguments, environment);
	if (r == 0) {
		/* Only the child may hold the writing ends, else they never end. */
		close_pipes(pipes, 1, 2);
		child.result = pipes[0];
		child.errors = pipes[2];
		r = talk(&child, out, complaint);
	} else if (r != -ENOMEM) {
		buf_appendf(complaint, "cannot be run: %s", strerror(-r));
		r = PHP_COMMAND_E_FAILED;
	}
	close_pipes(pipes, 0, 1);
	free(arguments);
	return r;
}
