/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The floor under logins: a server that makes the system calls of a login and does nothing else.
 * It answers any first bytes with an upgrade and any second with `authenticated`, so that the load
 * generator takes it for a push server. Prints its port; ends with its parent.
 */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_FDS 65536
#define UPGRADE                                                                                    \
	"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"        \
	"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n"
#define WELCOME                                                                                    \
	"\x81\x0d"                                                                                 \
	"authenticated"

static unsigned char upgraded[MOST_FDS];

static void die(const char *what)
{
	(void)fprintf(stderr, "floor_logins: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int listen_somewhere(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t len = sizeof(address);
	int on = 1;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	/* Inherited by what is accepted, as in the push server. */
	if (fd < 0 || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) < 0 ||
		bind(fd, (const struct sockaddr *)&address, len) < 0 || listen(fd, 4096) < 0 ||
		getsockname(fd, (struct sockaddr *)&address, &len) < 0) {
		die("cannot listen");
	}
	printf("%u\n", ntohs(address.sin_port));
	if (fflush(stdout) != 0) {
		die("cannot say where");
	}
	return fd;
}

static void accept_all(int epoll, int listener)
{
	int fd;

	while ((fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0) {
		struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.fd = fd};

		if (fd >= MOST_FDS || epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
			die("cannot take a client");
		}
		upgraded[fd] = 0;
	}
}

static void serve(int fd)
{
	char bytes[4096];
	ssize_t got = recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (got <= 0) {
		close(fd);
	} else if (!upgraded[fd]) {
		upgraded[fd] = 1;
		(void)!send(fd, UPGRADE, sizeof(UPGRADE) - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	} else {
		(void)!send(fd, WELCOME, sizeof(WELCOME) - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	}
}

static void work_off(int epoll, int listener, const struct epoll_event *events, int ready)
{
	for (int i = 0; i < ready; i++) {
		if (events[i].data.fd == listener) {
			accept_all(epoll, listener);
		} else {
			serve(events[i].data.fd);
		}
	}
}

int main(void)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	int listener = listen_somewhere();
	struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
	struct epoll_event events[256];

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) < 0) {
		die("cannot wait");
	}
	for (;;) {
		work_off(epoll, listener, events, epoll_wait(epoll, events, 256, -1));
	}
}
