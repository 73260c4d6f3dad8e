/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See systemd.h: forty lines are less than a dependency on libsystemd. */
#include "daemon/systemd.h"

#include <stdarg.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

#define FIRST_FD 3

void systemd_notify(const char *format, ...)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t len = path ? strlen(path) : 0;
	char text[512];
	va_list args;
	int used;
	int fd;

	if (len < 2 || len >= sizeof(address.sun_path) || (path[0] != '/' && path[0] != '@')) {
		return;
	}
	memcpy(address.sun_path, path, len);
	if (path[0] == '@') {
		address.sun_path[0] = '\0';
	}
	va_start(args, format);
	used = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0) {
		return;
	}
	(void)!sendto(fd, text, MIN_OF((size_t)MAX_OF(used, 0), sizeof(text) - 1), MSG_NOSIGNAL,
		(struct sockaddr *)&address,
		(socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
	close(fd);
}

static bool is_for_us(const char *variable)
{
	const char *pid = getenv(variable);
	uint64_t number;

	return !pid || (str_to_u64(str_from_cstr(pid), &number) && number == (uint64_t)getpid());
}

uint64_t systemd_watchdog_ms(void)
{
	uint64_t us;

	if (!str_to_u64(str_from_cstr(getenv("WATCHDOG_USEC")), &us) ||
		!is_for_us("WATCHDOG_PID")) {
		return 0;
	}
	return MAX_OF(us / 2000, 1U);
}

/* How many sockets were passed to this very process. */
static uint64_t passed_sockets(void)
{
	uint64_t count;

	if (!getenv("LISTEN_PID") || !is_for_us("LISTEN_PID") ||
		!str_to_u64(str_from_cstr(getenv("LISTEN_FDS")), &count)) {
		return 0;
	}
	return count;
}

static void take_socket(struct sockets *sockets, struct str name, int fd)
{
	bool is_ours = str_has_prefix(name, STR_LIT(SYSTEMD_OURS));

	if (is_ours) {
		name = str_skip(name, strlen(SYSTEMD_OURS));
	}
	if (str_equals(name, STR_LIT("metrics")) && sockets->metrics_fd < 0) {
		sockets->metrics_fd = fd;
		sockets->metrics_is_ours = is_ours;
	} else if (sockets->listen_fd < 0) {
		sockets->listen_fd = fd;
		sockets->listen_is_ours = is_ours;
	}
}

void systemd_sockets(struct sockets *ret_sockets)
{
	struct str names = str_from_cstr(getenv("LISTEN_FDNAMES"));
	int count = (int)MIN_OF(passed_sockets(), 8U);

	*ret_sockets = (struct sockets){.listen_fd = -1, .metrics_fd = -1};
	for (int fd = FIRST_FD; fd < FIRST_FD + count; fd++) {
		struct str name;

		str_split_once(names, ':', &name, &names);
		take_socket(ret_sockets, name, fd);
	}
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
}
