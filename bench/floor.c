/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the kernel alone takes on this machine, by loops that do nothing else: the floor under the
 * figures of the push server, which are times and so depend on the machine.
 *
 *	floor tcp N     µs of CPU for one send() of a small frame, best of 5 rounds over N sockets
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
#define ROUNDS 5

struct pair {
	int ours;
	int theirs;
};

static double now_us(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void die(const char *what)
{
	fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int listen_somewhere(struct sockaddr_in *ret_address)
{
	socklen_t len = sizeof(*ret_address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	*ret_address =
		(struct sockaddr_in){.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
	if (fd < 0 || bind(fd, (const struct sockaddr *)ret_address, len) < 0 ||
		listen(fd, 128) < 0 || getsockname(fd, (struct sockaddr *)ret_address, &len) < 0) {
		die("cannot listen");
	}
	return fd;
}

static void open_tcp(struct pair *pairs, unsigned count)
{
	struct sockaddr_in address;
	int listener = listen_somewhere(&address);
	int on = 1;

	for (unsigned i = 0; i < count; i++) {
		pairs[i].theirs = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (pairs[i].theirs < 0 || connect(pairs[i].theirs, (struct sockaddr *)&address,
						   sizeof(address)) < 0) {
			die("cannot connect");
		}
		pairs[i].ours = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
		if (pairs[i].ours < 0) {
			die("cannot accept");
		}
		(void)!setsockopt(pairs[i].ours, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	}
	close(listener);
}

static void open_unix(struct pair *pairs, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		int ends[2];

		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
			die("cannot make a pair of sockets");
		}
		pairs[i] = (struct pair){ends[0], ends[1]};
	}
}

/* The other process: reads whatever comes; with ANSWER it sends it back. */
static void serve(const struct pair *pairs, unsigned count, int answer)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event events[256];
	char bytes[64];

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (unsigned i = 0; i < count; i++) {
		struct epoll_event event = {.events = EPOLLIN, .data.fd = pairs[i].theirs};

		close(pairs[i].ours);
		epoll_ctl(epoll, EPOLL_CTL_ADD, pairs[i].theirs, &event);
	}
	for (;;) {
		int ready = epoll_wait(epoll, events, 256, -1);

		for (int i = 0; i < ready; i++) {
			ssize_t got = recv(events[i].data.fd, bytes, sizeof(bytes), 0);

			if (got <= 0) {
				_exit(0);
			}
			if (answer) {
				(void)!send(events[i].data.fd, bytes, (size_t)got, MSG_NOSIGNAL);
			}
		}
	}
}

static pid_t start_other(struct pair *pairs, unsigned count, int answer)
{
	pid_t other = fork();

	if (other < 0) {
		die("cannot fork");
	}
	if (other == 0) {
		serve(pairs, count, answer);
	}
	for (unsigned i = 0; i < count; i++) {
		close(pairs[i].theirs);
	}
	usleep(200000);
	return other;
}

static double send_all(const struct pair *pairs, unsigned count)
{
	double best = 1e9;

	for (int round = 0; round < ROUNDS; round++) {
		double began = now_us(CLOCK_PROCESS_CPUTIME_ID);

		for (unsigned i = 0; i < count; i++) {
			if (send(pairs[i].ours, FRAME, sizeof(FRAME) - 1,
				    MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
				die("send");
			}
		}
		began = (now_us(CLOCK_PROCESS_CPUTIME_ID) - began) / count;
		best = began < best ? began : best;
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
static double hop(const struct pair *pair, unsigned count)
{
	double *samples = calloc(count, sizeof(*samples));
	double median;
	char bytes[64];

	if (!samples) {
		die("samples");
	}
	for (unsigned i = 0; i < count; i++) {
		double began = now_us(CLOCK_MONOTONIC);

		if (send(pair->ours, FRAME, sizeof(FRAME) - 1, MSG_NOSIGNAL) < 0 ||
			recv(pair->ours, bytes, sizeof(bytes), 0) <= 0) {
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
	unsigned pairs_count = is_hop ? 1 : count;
	struct pair *pairs = calloc(pairs_count ? pairs_count : 1, sizeof(*pairs));
	pid_t other;

	if (!count || !pairs) {
		fprintf(stderr, "usage: floor tcp|unix|hop COUNT\n");
		return 2;
	}
	if (strcmp(argv[1], "tcp") == 0) {
		open_tcp(pairs, pairs_count);
	} else {
		open_unix(pairs, pairs_count);
	}
	other = start_other(pairs, pairs_count, is_hop);
	printf("%.3f\n", is_hop ? hop(pairs, count) : send_all(pairs, count));
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
	free(pairs);
	return 0;
}
