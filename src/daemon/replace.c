/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See replace.h. A file that is just being written must not be started, so it has to look the same
 * twice; and it has to answer `--version` with success, so that a binary for another machine, or
 * one without the run bit, costs a line in the log and not the service. The sockets are handed on
 * the way in which an init system does it (LISTEN_FDS).
 */
#include "daemon/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "daemon/systemd.h"

#define LOG_TARGET "notify_push"

#define FIRST_FD 3

extern char **environ;

void replace_init(struct replace *replace)
{
	ssize_t len = readlink("/proc/self/exe", replace->path, sizeof(replace->path) - 1);

	replace->path[MAX_OF(len, 0)] = '\0';
	replace->trial = 0;
	replace->refused = false;
	if (len <= 0 || stat(replace->path, &replace->ours) < 0) {
		replace->path[0] = '\0';
	}
	replace->seen = replace->ours;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_mode == b->st_mode;
}

static void refuse(struct replace *replace, const char *why)
{
	replace->refused = true;
	log_warn("%s was replaced, but the new one does not run (%s); going on with the old one. "
		 "Is it for this machine, and is its run bit set?",
		replace->path, why);
}

/* Asks the new binary for its version, without waiting for the answer. */
static void begin_trial(struct replace *replace)
{
	char *const argv[] = {replace->path, (char[]){"--version"}, NULL};
	posix_spawn_file_actions_t actions;
	int r = posix_spawn_file_actions_init(&actions);

	if (r == 0) {
		r = posix_spawn_file_actions_addopen(
			&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	}
	if (r == 0) {
		r = posix_spawn(&replace->trial, replace->path, &actions, NULL, argv, environ);
	}
	(void)posix_spawn_file_actions_destroy(&actions);
	if (r != 0) {
		replace->trial = 0;
		refuse(replace, strerror(r));
	}
}

/* True when it has ended well. One that has not ended until now never will. */
static bool end_trial(struct replace *replace)
{
	int status = 0;
	pid_t ended = waitpid(replace->trial, &status, WNOHANG);

	if (ended == 0) {
		(void)kill(replace->trial, SIGKILL);
		(void)waitpid(replace->trial, NULL, 0);
	}
	replace->trial = 0;
	return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool replace_poll(struct replace *replace)
{
	struct stat now;

	if (replace->path[0] == '\0' || stat(replace->path, &now) < 0) {
		return false;
	}
	if (!is_same(&now, &replace->seen)) {
		if (replace->trial != 0) {
			/* It was another one that was tried. */
			(void)end_trial(replace);
		}
		replace->seen = now;
		replace->refused = false;
		return false;
	}
	if (is_same(&now, &replace->ours) || replace->refused) {
		return false;
	}
	if (replace->trial == 0) {
		begin_trial(replace);
		return false;
	}
	if (!end_trial(replace)) {
		refuse(replace, "it failed at --version");
		return false;
	}
	return true;
}

/* Puts the sockets where LISTEN_FDS promises them: from descriptor 3 on, open across exec. */
static int place_sockets(const struct sockets *sockets)
{
	int fds[] = {sockets->listen_fd, sockets->metrics_fd};
	int count = sockets->metrics_fd < 0 ? 1 : 2;

	for (int i = 0; i < count; i++) {
		fds[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, FIRST_FD + count);
		if (fds[i] < 0) {
			return -errno;
		}
	}
	for (int i = 0; i < count; i++) {
		if (dup2(fds[i], FIRST_FD + i) < 0) {
			return -errno;
		}
	}
	return count;
}

int replace_exec(const struct replace *replace, char *const *argv, const struct sockets *sockets)
{
	int count = place_sockets(sockets);
	char pid[24];
	char names[64];

	if (count < 0) {
		return count;
	}
	(void)snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	(void)snprintf(names, sizeof(names), "%smain:%smetrics",
		sockets->listen_is_ours ? SYSTEMD_OURS : "",
		sockets->metrics_is_ours ? SYSTEMD_OURS : "");
	if (setenv("LISTEN_PID", pid, 1) < 0 ||
		setenv("LISTEN_FDS", count == 2 ? "2" : "1", 1) < 0 ||
		setenv("LISTEN_FDNAMES", names, 1) < 0) {
		return -errno;
	}
	(void)execve(replace->path, argv, environ);
	return -errno;
}
