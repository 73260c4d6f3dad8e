/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the kernel alone takes on this machine, by loops that do nothing else: the floor under the
 * figures of the push server, which are times and so depend on the machine.
 *
 *	floor tcp N     µs of CPU for one send() of a small frame, best of 10 rounds over N sockets
 *	floor unix N    the same over Unix sockets
 *	floor hop N     µs from one process to another that sleeps, the median of N
 */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FRAME  "\x81\x0bnotify_file"
#define ROUNDS 10

/* The other process: it connects, and reads whatever comes. */
struct other {
	pid_t pid;
	struct sockaddr_storage address; /* ours, that it connects to */
	socklen_t address_len;
	int answers; /* it sends back what it has read */
};

static double now_us(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void die(const char *what)
{
	(void)fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int listen_somewhere(struct other *other, int family)
{
	struct sockaddr_in tcp = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	sa_family_t nameless = AF_UNIX; /* the system finds a name */
	const void *address = family == AF_INET ? (const void *)&tcp : &nameless;
	socklen_t len = family == AF_INET ? sizeof(tcp) : sizeof(nameless);
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int on = 1;

	other->address_len = sizeof(other->address);
	if (fd < 0 || bind(fd, address, len) < 0 || listen(fd, 4096) < 0 ||
		getsockname(fd, (struct sockaddr *)&other->address, &other->address_len) < 0) {
		die("cannot listen");
	}
	if (family == AF_INET) {
		(void)!setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	}
	return fd;
}

static void take_turn(int epoll, int answers)
{
	struct epoll_event events[256];
	char bytes[64];
	int ready = epoll_wait(epoll, events, 256, -1);

	for (int i = 0; i < ready; i++) {
		ssize_t got = recv(events[i].data.fd, bytes, sizeof(bytes), 0);

		if (got <= 0) {
			_exit(0);
		}
		if (answers) {
			(void)!send(events[i].data.fd, bytes, (size_t)got, MSG_NOSIGNAL);
		}
	}
}

static void be_other(const struct other *other, unsigned count)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (unsigned i = 0; i < count; i++) {
		int fd = socket(other->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

		if (fd < 0 ||
			connect(fd, (const struct sockaddr *)&other->address, other->address_len) <
				0 ||
			epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
			die("cannot connect");
		}
	}
	for (;;) {
		take_turn(epoll, other->answers);
	}
}

/* COUNT sockets that are connected to another process. */
static void open_sockets(struct other *other, int family, int *sockets, unsigned count)
{
	int listener = listen_somewhere(other, family);

	other->pid = fork();
	if (other->pid < 0) {
		die("cannot fork");
	}
	if (other->pid == 0) {
		close(listener);
		be_other(other, count);
	}
	for (unsigned i = 0; i < count; i++) {
		sockets[i] = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
		if (sockets[i] < 0) {
			die("cannot accept");
		}
	}
	close(listener);
	usleep(200000);
}

/* How long a frame took, of one to each. */
static double send_round(const int *sockets, unsigned count)
{
	double began = now_us(CLOCK_PROCESS_CPUTIME_ID);

	for (unsigned i = 0; i < count; i++) {
		if (send(sockets[i], FRAME, sizeof(FRAME) - 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
			die("send");
		}
	}
	return (now_us(CLOCK_PROCESS_CPUTIME_ID) - began) / count;
}

static double send_all(const int *sockets, unsigned count)
{
	double best = 1e9;

	for (int round = 0; round < ROUNDS; round++) {
		double took = send_round(sockets, count);

		best = took < best ? took : best;
		usleep(300000);
	}
	return best;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a;
	double right = *(const double *)b;

	return (left > right) - (left < right);
}

/* There and back again, halved: each way wakes a process that sleeps. */
static double hop(int fd, unsigned count)
{
	double *samples = calloc(count, sizeof(*samples));
	double median;
	char bytes[64];

	if (!samples) {
		die("samples");
	}
	for (unsigned i = 0; i < count; i++) {
		double began = now_us(CLOCK_MONOTONIC);

		if (send(fd, FRAME, sizeof(FRAME) - 1, MSG_NOSIGNAL) < 0 ||
			recv(fd, bytes, sizeof(bytes), 0) <= 0) {
			die("ping");
		}
		samples[i] = (now_us(CLOCK_MONOTONIC) - began) / 2;
		usleep(500);
	}
	qsort(samples, count, sizeof(*samples), by_size);
	median = samples[count / 2];
	free(samples);
	return median;
}

int main(int argc, char **argv)
{
	unsigned count = argc == 3 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
	int is_hop = count && strcmp(argv[1], "hop") == 0;
	int family = count && strcmp(argv[1], "tcp") == 0 ? AF_INET : AF_UNIX;
	unsigned socket_count = is_hop ? 1 : count;
	struct other other = {.answers = is_hop};
	int *sockets = calloc(socket_count ? socket_count : 1, sizeof(*sockets));

	if (!count || !sockets) {
		(void)fprintf(stderr, "usage: floor tcp|unix|hop COUNT\n");
		free(sockets);
		return 2;
	}
	open_sockets(&other, family, sockets, socket_count);
	(void)printf("%.3f\n", is_hop ? hop(sockets[0], count) : send_all(sockets, count));
	kill(other.pid, SIGKILL);
	waitpid(other.pid, NULL, 0);
	free(sockets);
	return 0;
}
