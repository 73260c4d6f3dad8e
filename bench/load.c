/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * load: clients and publisher of the bench, in a process of their own.
 *
 *	load SERVER REDIS MAX      SERVER: a port of 127.0.0.1 or the path of a Unix socket
 *
 * Commands come on standard input, a line each; each is answered by one line of JSON when it is
 * done. Between commands the clients stay, answering pings.
 *
 *	open FIRST N          N clients, for the users FIRST, FIRST + 1, ...
 *	hold SECONDS          nothing but being there
 *	fanout STORAGE N      one file event on a storage that N clients see
 *	flood N               N custom events for one client after the other, pipelined
 *	latency N             the same, one at a time
 *	lone STORAGE N MS     a file event for client I on storage STORAGE + I, every MS ms
 *	offline N             N custom events for users who are not there, pipelined
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "crowd.h"

#define OPENING_AT_ONCE 256U
#define FLIGHT          1000U /* events under way */
#define STALL_NS        (UINT64_C(20) * 1000000000)
#define NS_PER_S        1e9

struct load {
	struct loop *loop;
	struct publisher publisher;
	struct crowd crowd;
	struct loop_io input;
	struct buf line;
	bool over;
	uint64_t started_ns;
	uint64_t events; /* numbers them, for ever */
};

static void turn(struct load *load, int max_wait_ms)
{
	if (loop_run_once(load->loop, max_wait_ms) < 0) {
		perror("load: epoll");
		exit(2);
	}
}

static void begin(struct load *load)
{
	crowd_clear(&load->crowd);
	load->started_ns = clock_now_ns();
}

static void report(struct load *load)
{
	struct crowd *crowd = &load->crowd;
	struct samples *samples = &crowd->samples;
	uint64_t end = clock_now_ns();
	uint64_t last = crowd->last_frame_ns ? crowd->last_frame_ns : end;

	samples_sort(samples);
	printf("{\"open\": %u, \"failed\": %u, \"lost\": %u, \"frames\": %" PRIu64
	       ", \"pings\": %" PRIu64
	       ", \"seconds\": %.6f, \"to_last_frame\": %.6f, \"samples\": %zu, \"min_us\": %.1f, "
	       "\"p50_us\": %.1f, \"p99_us\": %.1f, \"max_us\": %.1f}\n",
		crowd->open, crowd->failed, crowd->lost, crowd->frames, crowd->pings,
		(double)(end - load->started_ns) / NS_PER_S,
		(double)(last - load->started_ns) / NS_PER_S, samples->count,
		samples_at(samples, 0), samples_at(samples, 500), samples_at(samples, 990),
		samples_at(samples, 1000));
	(void)fflush(stdout);
}

/* Until FRAMES came, or nothing moves any more. */
static void await_frames(struct load *load, uint64_t frames)
{
	uint64_t seen = load->crowd.frames;
	uint64_t since = clock_now_ns();

	while (load->crowd.frames < frames && clock_now_ns() - since < STALL_NS) {
		turn(load, 100);
		if (load->crowd.frames != seen) {
			seen = load->crowd.frames;
			since = clock_now_ns();
		}
	}
}

static void publish_custom(struct load *load)
{
	struct crowd *crowd = &load->crowd;
	uint32_t i = (uint32_t)(load->events++ % crowd->used);

	publisher_send(&load->publisher, "notify_custom",
		"{\"user\":\"user%06u\",\"message\":\"bench\",\"body\":%" PRIu64 "}",
		crowd->clients[i].number, clock_now_ns());
}

/* --- commands --- */

static void do_open(struct load *load, const uint64_t *args)
{
	struct crowd *crowd = &load->crowd;
	uint64_t last_ns = clock_now_ns();
	uint32_t seen = crowd->open;
	int r = 0;

	for (uint32_t i = 0; i < args[1] && r == 0; i++) {
		while (crowd->opening >= OPENING_AT_ONCE && clock_now_ns() - last_ns < STALL_NS) {
			turn(load, 100);
			last_ns = crowd->open != seen ? clock_now_ns() : last_ns;
			seen = crowd->open;
		}
		r = crowd_add(crowd, (uint32_t)args[0] + i);
		if (crowd->used % 32 == 0) {
			turn(load, 0);
		}
	}
	while (crowd->opening > 0 && clock_now_ns() - last_ns < STALL_NS) {
		turn(load, 100);
		last_ns = crowd->open != seen ? clock_now_ns() : last_ns;
		seen = crowd->open;
	}
	if (r < 0) {
		(void)fprintf(stderr, "load: connection %u: %s\n", crowd->used, strerror(-r));
	}
}

static void do_hold(struct load *load, const uint64_t *args)
{
	uint64_t end = clock_now_ns() + args[0] * UINT64_C(1000000000);

	while (clock_now_ns() < end) {
		turn(load, (int)((end - clock_now_ns()) / 1000000) + 1);
	}
}

static void do_fanout(struct load *load, const uint64_t *args)
{
	publisher_send(&load->publisher, "notify_storage_update",
		"{\"storage\":%" PRIu64 ",\"path\":\"files/report.odt\",\"file_id\":%" PRIu64 "}",
		args[0], 1000000 + load->events++);
	await_frames(load, args[1]);
}

static void do_flood(struct load *load, const uint64_t *args)
{
	for (uint64_t sent = 0; sent < args[0]; sent++) {
		if (sent - load->crowd.frames >= FLIGHT) {
			await_frames(load, sent - FLIGHT / 2);
		}
		publish_custom(load);
	}
	await_frames(load, args[0]);
}

static void do_latency(struct load *load, const uint64_t *args)
{
	for (uint64_t sent = 0; sent < args[0] && load->crowd.frames == sent; sent++) {
		publish_custom(load);
		publisher_flush(&load->publisher);
		await_frames(load, sent + 1);
	}
}

static void do_lone(struct load *load, const uint64_t *args)
{
	struct crowd *crowd = &load->crowd;

	for (uint32_t i = 0; i < args[1] && i < crowd->used; i++) {
		uint64_t next = clock_now_ns() + args[2] * 1000000;

		publisher_send(&load->publisher, "notify_storage_update",
			"{\"storage\":%" PRIu64 ",\"path\":\"files/a\",\"file_id\":%u}",
			args[0] + crowd->clients[i].number, i + 1);
		crowd->clients[i].asked_ns = clock_now_ns();
		publisher_flush(&load->publisher);
		while (clock_now_ns() < next) {
			turn(load, (int)((next - clock_now_ns()) / 1000000) + 1);
		}
	}
	await_frames(load, MIN_OF(args[1], crowd->used));
}

static void do_offline(struct load *load, const uint64_t *args)
{
	for (uint64_t sent = 0; sent < args[0]; sent++) {
		while (publisher_waiting(&load->publisher) >= FLIGHT) {
			turn(load, 100);
		}
		publisher_send(&load->publisher, "notify_custom",
			"{\"user\":\"absent%06" PRIu64 "\",\"message\":\"bench\",\"body\":1}",
			sent % 100000);
	}
	if (load->crowd.used > 0) {
		/* What comes behind them says that they have been dealt with. */
		publish_custom(load);
		await_frames(load, 1);
	}
}

static const struct command {
	const char *name;
	unsigned args;
	void (*run)(struct load *load, const uint64_t *args);
} commands[] = {
	{"open", 2, do_open},
	{"hold", 1, do_hold},
	{"fanout", 2, do_fanout},
	{"flood", 1, do_flood},
	{"latency", 1, do_latency},
	{"lone", 3, do_lone},
	{"offline", 1, do_offline},
};

static void obey(struct load *load, struct str line)
{
	uint64_t args[3] = {0};
	unsigned count = 0;
	struct str word;
	struct str rest;

	if (!str_split_once(line, ' ', &word, &rest)) {
		word = line;
		rest = STR_NULL;
	}
	while (rest.len > 0 && count < ARRAY_SIZE(args)) {
		struct str number = rest;

		if (!str_split_once(rest, ' ', &number, &rest)) {
			rest = STR_NULL;
		}
		if (!str_to_u64(number, &args[count++])) {
			break;
		}
	}
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		if (str_equals(word, str_from_cstr(commands[i].name)) &&
			count == commands[i].args) {
			begin(load);
			commands[i].run(load, args);
			report(load);
			return;
		}
	}
	(void)fprintf(stderr, "load: what is '%.*s'?\n", STR_ARG(line));
	exit(2);
}

static void on_input(struct loop_io *io, uint32_t events)
{
	struct load *load = container_of(io, struct load, input);
	char *to = buf_reserve(&load->line, 4096);
	ssize_t n = to ? read(STDIN_FILENO, to, 4096) : -1;

	(void)events;
	if (n > 0) {
		buf_commit(&load->line, (size_t)n);
	} else if (n == 0 || errno != EAGAIN) {
		load->over = true;
		loop_io_remove(load->loop, io);
	}
}

static void serve(struct load *load)
{
	while (!load->over) {
		ptrdiff_t end = str_find_byte(buf_str(&load->line), '\n');

		if (end < 0) {
			turn(load, -1);
		} else {
			obey(load, str_first(buf_str(&load->line), (size_t)end));
			buf_consume(&load->line, (size_t)end + 1);
		}
	}
}

static int start(struct load *load, char **argv)
{
	struct rlimit limit;
	uint32_t max;
	int r;

	if (!str_to_u32(str_from_cstr(argv[3]), &max) || max == 0) {
		return -EINVAL;
	}
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		(void)!setrlimit(RLIMIT_NOFILE, &limit);
	}
	r = loop_new(&load->loop);
	if (r == 0) {
		r = publisher_open(&load->publisher, load->loop, argv[2]);
	}
	if (r == 0) {
		r = crowd_init(&load->crowd, load->loop, &load->publisher, argv[1], max);
	}
	if (r == 0) {
		(void)!fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
		r = loop_io_add(load->loop, &load->input, STDIN_FILENO, EPOLLIN, on_input);
	}
	return r;
}

int main(int argc, char **argv)
{
	struct load *load = calloc(1, sizeof(*load));
	int r;

	if (argc != 4 || !load) {
		(void)fputs("usage: load PORT|SOCKET REDIS-SOCKET MAX\n", stderr);
		free(load);
		return 2;
	}
	r = start(load, argv);
	if (r < 0) {
		(void)fprintf(stderr, "load: %s\n", strerror(-r));
		free(load);
		return 2;
	}
	serve(load);
	crowd_deinit(&load->crowd);
	publisher_close(&load->publisher);
	loop_free(load->loop);
	buf_deinit(&load->line);
	free(load);
	return 0;
}
