/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The echo is turned off before the question appears, and what was typed ahead is thrown away: so
 * nothing of a secret is ever shown. Signals get through only while ppoll waits for a line, so that
 * none slips in just before; they are passed on once the terminal is as it was.
 */
#include "prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define SECRET_MAX 4096U

static const int fatal_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static volatile sig_atomic_t caught;

static void note_signal(int number)
{
	caught = number;
}

/* One byte, with the signals in MASK kept out. False at the end, on a signal, on an error. */
static bool read_byte(int fd, const sigset_t *mask, char *ret_byte)
{
	struct pollfd pollfd = {.fd = fd, .events = POLLIN};
	ssize_t n;

	do {
		n = ppoll(&pollfd, 1, NULL, mask) < 0 ? -1 : read(fd, ret_byte, 1);
	} while (n < 0 && errno == EINTR && !caught);
	return n == 1;
}

/* A line of up to SECRET_MAX - 1 bytes, NUL-terminated; false when there is none. */
static bool read_line(int fd, const sigset_t *mask, char *line)
{
	size_t len = 0;
	bool ended = false;

	while (!ended && len < SECRET_MAX - 1 && read_byte(fd, mask, line + len)) {
		ended = line[len] == '\n';
		len += !ended;
	}
	line[len] = '\0';
	return !caught && (ended || len > 0);
}

static bool ask_terminal(int fd, const sigset_t *mask, const char *question, char *line)
{
	struct termios before;
	struct termios silent;
	bool done;

	if (tcgetattr(fd, &before) < 0) {
		return false;
	}
	silent = before;
	silent.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	if (tcsetattr(fd, TCSAFLUSH, &silent) < 0) {
		return false;
	}
	done = write(fd, question, strlen(question)) > 0 && read_line(fd, mask, line);
	(void)tcsetattr(fd, TCSAFLUSH, &before);
	(void)!write(fd, "\n", 1);
	return done;
}

/* With signals caught for the while. */
static bool ask_guarded(int fd, const char *question, char *line)
{
	struct sigaction catch = {.sa_handler = note_signal};
	struct sigaction before[ARRAY_SIZE(fatal_signals)];
	sigset_t blocked;
	sigset_t mask;
	bool done;

	sigemptyset(&blocked);
	for (size_t i = 0; i < ARRAY_SIZE(fatal_signals); i++) {
		sigaddset(&blocked, fatal_signals[i]);
		(void)sigaction(fatal_signals[i], &catch, &before[i]);
	}
	(void)sigprocmask(SIG_BLOCK, &blocked, &mask);
	done = ask_terminal(fd, &mask, question, line);
	for (size_t i = 0; i < ARRAY_SIZE(fatal_signals); i++) {
		(void)sigaction(fatal_signals[i], &before[i], NULL);
	}
	(void)sigprocmask(SIG_SETMASK, &mask, NULL);
	if (caught) {
		(void)raise(caught);
	}
	return done;
}

char *prompt_secret(const char *question)
{
	char line[SECRET_MAX];
	int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	bool done = terminal >= 0 ? ask_guarded(terminal, question, line)
				  : read_line(STDIN_FILENO, NULL, line);
	char *copy = done ? strdup(line) : NULL;

	explicit_bzero(line, sizeof(line));
	if (terminal >= 0) {
		(void)close(terminal);
	}
	return copy;
}
