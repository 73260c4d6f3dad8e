/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `notify_push healthcheck`: one plain request to ourselves, for containers. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "daemon/check.h"

#define TIMEOUT_S 3

static int connect_unix(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	(void)snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* To where it listens, or to this host when it listens everywhere. */
static int connect_tcp(const struct settings_listen *listen)
{
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(listen->port)};
	struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(listen->port)};
	bool is_v6 = listen->bind && inet_pton(AF_INET6, listen->bind, &v6.sin6_addr) == 1 &&
		     !IN6_IS_ADDR_UNSPECIFIED(&v6.sin6_addr);
	int fd = socket(is_v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int r;

	if (fd < 0) {
		return -1;
	}
	if (!listen->bind || inet_pton(AF_INET, listen->bind, &v4.sin_addr) != 1 ||
		v4.sin_addr.s_addr == htonl(INADDR_ANY)) {
		v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	}
	r = is_v6 ? connect(fd, (struct sockaddr *)&v6, sizeof(v6))
		  : connect(fd, (struct sockaddr *)&v4, sizeof(v4));
	if (r < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

int check_health(const struct settings *settings)
{
	static const char request[] =
		"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
	struct timeval timeout = {.tv_sec = TIMEOUT_S};
	const char *path = settings->listen.socket_path;
	int fd = path ? connect_unix(path) : connect_tcp(&settings->listen);
	char answer[1024];
	size_t len = 0;
	ssize_t got;
	bool ready;

	if (fd < 0) {
		(void)fprintf(stderr, "notify_push: no push server answers on %s: %s\n",
			path ? path : "its port (--port, PORT)", strerror(errno));
		return 1;
	}
	(void)!setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
	(void)!setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
	(void)!send(fd, request, sizeof(request) - 1, MSG_NOSIGNAL);
	while (len < sizeof(answer) - 1 &&
		(got = recv(fd, answer + len, sizeof(answer) - 1 - len, 0)) > 0) {
		len += (size_t)got;
	}
	close(fd);
	answer[len] = '\0';
	ready = strncmp(answer, "HTTP/1.1 200 ", 13) == 0;
	if (!ready) {
		const char *body = strstr(answer, "\r\n\r\n");

		(void)fprintf(stderr, "notify_push: the push server is not ready\n%s",
			body ? body + 4 : "(no answer)\n");
	}
	return ready ? 0 : 1;
}
