/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The echo is turned off before the question appears, and what was typed ahead is thrown away: so
 * nothing of a secret is ever shown. Signals only interrupt the read; they are passed on once the
 * terminal is as it was.
 */
#include "prompt.h"

#include <errno.h>
#include <fcntl.h>
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

/* A line of up to SECRET_MAX - 1 bytes, NUL-terminated. False at the end of input or on a signal.
 */
static bool read_line(int fd, char *line)
{
	size_t len = 0;

	while (len < SECRET_MAX - 1) {
		ssize_t n = read(fd, line + len, 1);

		if (n < 0 && errno == EINTR && !caught) {
			continue;
		}
		if (n <= 0 || line[len] == '\n') {
			line[len] = '\0';
			return n > 0 || (n == 0 && len > 0);
		}
		len++;
	}
	line[len] = '\0';
	return true;
}

static bool ask_terminal(int fd, const char *question, char *line)
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
	done = write(fd, question, strlen(question)) > 0 && read_line(fd, line);
	(void)tcsetattr(fd, TCSAFLUSH, &before);
	(void)!write(fd, "\n", 1);
	return done;
}

/* With signals caught for the while. */
static bool ask_guarded(int fd, const char *question, char *line)
{
	struct sigaction catch = {.sa_handler = note_signal};
	struct sigaction before[ARRAY_SIZE(fatal_signals)];
	bool done;

	caught = 0;
	for (size_t i = 0; i < ARRAY_SIZE(fatal_signals); i++) {
		(void)sigaction(fatal_signals[i], &catch, &before[i]);
	}
	done = ask_terminal(fd, question, line);
	for (size_t i = 0; i < ARRAY_SIZE(fatal_signals); i++) {
		(void)sigaction(fatal_signals[i], &before[i], NULL);
	}
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
				  : read_line(STDIN_FILENO, line);
	char *copy = done ? strdup(line) : NULL;

	explicit_bzero(line, sizeof(line));
	if (terminal >= 0) {
		(void)close(terminal);
	}
	return copy;
}
