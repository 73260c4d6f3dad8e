/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Drives the Redis client by hand or from a test: prints what it is told, one line an event, and
 * takes commands from standard input:
 *
 *     get KEY | set KEY VALUE | setex KEY SECONDS VALUE | del KEY | stats | quit
 *
 * The options follow struct redis_options; passwords come from the environment
 * (PROBE_PASSWORD, PROBE_SENTINEL_PASSWORD).
 */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/log.h"
#include "peer/redis.h"

#define MAX_NODES 16U

struct probe {
	struct loop *loop;
	struct loop_io io;
	struct redis *redis;
	struct buf line;
	bool quiet;
	struct redis_endpoint nodes[MAX_NODES];
	struct tls_options tls;
	struct redis_options options;
};

/* A command under way: its words, for the line that tells the outcome. */
struct call {
	char *words;
};

static void on_message(void *context, struct str channel, struct str payload)
{
	const struct probe *probe = context;

	if (!probe->quiet) {
		printf("message %.*s %zu %.*s\n", STR_ARG(channel), payload.len,
			STR_ARG(str_first(payload, 200)));
	}
}

static void on_up(void *context, bool gap)
{
	(void)context;
	printf("up %s\n", gap ? "gap" : "first");
}

static void on_down(void *context, const char *why)
{
	(void)context;
	printf("down %s\n", why);
}

static const struct redis_handler handler = {
	.on_message = on_message,
	.on_up = on_up,
	.on_down = on_down,
};

static void on_done(void *context, enum redis_result result, struct str text)
{
	static const char *const names[] = {"ok", "missing", "failed"};
	struct call *call = context;

	printf("%s: %s %zu %.*s\n", call->words, names[result], text.len,
		STR_ARG(str_first(text, 400)));
	free(call->words);
	free(call);
}

static void print_stats(const struct probe *probe)
{
	struct redis_stats stats;

	redis_get_stats(probe->redis, &stats);
	printf("stats subscribed=%d ready=%d messages=%llu oversized=%llu reconnects=%llu "
	       "failed_attempts=%llu commands=%llu failed_commands=%llu server=%.*s error=%s\n",
		stats.subscribed, stats.commands_ready, (unsigned long long)stats.messages,
		(unsigned long long)stats.oversized, (unsigned long long)stats.reconnects,
		(unsigned long long)stats.failed_attempts, (unsigned long long)stats.commands,
		(unsigned long long)stats.failed_commands, STR_ARG(stats.server), stats.last_error);
}

static int ask(
	struct probe *probe, struct str verb, struct str key, struct str rest, struct call *call)
{
	struct str seconds_text;
	struct str value;
	uint32_t seconds = 0;

	if (str_equals(verb, STR_LIT("get"))) {
		return redis_get(probe->redis, key, on_done, call);
	}
	if (str_equals(verb, STR_LIT("set"))) {
		return redis_set(probe->redis, key, rest, on_done, call);
	}
	if (str_equals(verb, STR_LIT("del"))) {
		return redis_del(probe->redis, key, on_done, call);
	}
	if (str_equals(verb, STR_LIT("setex")) &&
		str_split_once(rest, ' ', &seconds_text, &value) &&
		str_to_u32(seconds_text, &seconds)) {
		return redis_set_ex(probe->redis, key, value, seconds, on_done, call);
	}
	return -EINVAL;
}

static void obey(struct probe *probe, struct str line)
{
	struct call *call;
	struct str verb;
	struct str key;
	struct str rest;
	int r;

	if (str_equals(line, STR_LIT("quit"))) {
		loop_stop(probe->loop);
		return;
	}
	if (str_equals(line, STR_LIT("stats"))) {
		print_stats(probe);
		return;
	}
	call = calloc(1, sizeof(*call));
	call->words = str_dup_cstr(str_first(line, 60));
	(void)str_split_once(line, ' ', &verb, &rest);
	(void)str_split_once(rest, ' ', &key, &rest);
	r = ask(probe, verb, key, rest, call);
	if (r < 0) {
		printf("%s: not taken %d\n", call->words, r);
		free(call->words);
		free(call);
	}
}

static void on_input(struct loop_io *io, uint32_t events)
{
	struct probe *probe = container_of(io, struct probe, io);
	char *to = buf_reserve(&probe->line, 65536);
	ssize_t n = to ? read(STDIN_FILENO, to, 65536) : -1;
	ptrdiff_t end;

	(void)events;
	if (n <= 0) {
		loop_stop(probe->loop);
		return;
	}
	buf_commit(&probe->line, (size_t)n);
	while ((end = str_find_byte(buf_str(&probe->line), '\n')) >= 0) {
		obey(probe, str_first(buf_str(&probe->line), (size_t)end));
		buf_consume(&probe->line, (size_t)end + 1);
	}
}

static void add_node(struct probe *probe, const char *text)
{
	struct redis_endpoint *node = &probe->nodes[probe->options.node_count];
	const char *colon = strrchr(text, ':');

	if (probe->options.node_count == MAX_NODES) {
		return;
	}
	probe->options.node_count++;
	if (text[0] == '/') {
		node->socket = text;
	} else {
		node->host = strndup(text, (size_t)(colon ? colon - text : 0));
		node->port = (uint16_t)strtoul(colon ? colon + 1 : "0", NULL, 10);
	}
}

static enum redis_mode mode_of(const char *text)
{
	if (strcmp(text, "cluster") == 0) {
		return REDIS_MODE_CLUSTER;
	}
	return strcmp(text, "sentinel") == 0 ? REDIS_MODE_SENTINEL : REDIS_MODE_SINGLE;
}

static const struct option options[] = {
	{"node", required_argument, NULL, 'n'},
	{"mode", required_argument, NULL, 'm'},
	{"user", required_argument, NULL, 'u'},
	{"db", required_argument, NULL, 'd'},
	{"prefix", required_argument, NULL, 'p'},
	{"master", required_argument, NULL, 'M'},
	{"sentinel-user", required_argument, NULL, 'U'},
	{"tls", no_argument, NULL, 't'},
	{"ca", required_argument, NULL, 'a'},
	{"ca-directory", required_argument, NULL, 'A'},
	{"cert", required_argument, NULL, 'c'},
	{"key", required_argument, NULL, 'k'},
	{"peer-name", required_argument, NULL, 'P'},
	{"insecure", no_argument, NULL, 'i'},
	{"any-hostname", no_argument, NULL, 'h'},
	{"quiet", no_argument, NULL, 'q'},
	{"log", required_argument, NULL, 'l'},
	{NULL, 0, NULL, 0},
};

static bool apply_tls(struct probe *probe, int option)
{
	struct tls_options *tls = &probe->tls;

	switch (option) {
	case 't':
		probe->options.tls = tls;
		return true;
	case 'a':
		tls->ca = optarg;
		return true;
	case 'A':
		tls->ca_directory = optarg;
		return true;
	case 'c':
		tls->cert = optarg;
		return true;
	case 'k':
		tls->key = optarg;
		return true;
	case 'P':
		tls->peer_name = optarg;
		return true;
	case 'i':
		tls->verify_peer = false;
		return true;
	case 'h':
		tls->verify_hostname = false;
		return true;
	default:
		return false;
	}
}

static bool apply(struct probe *probe, int option)
{
	switch (option) {
	case 'n':
		add_node(probe, optarg);
		return true;
	case 'm':
		probe->options.mode = mode_of(optarg);
		return true;
	case 'u':
		probe->options.user = optarg;
		return true;
	case 'd':
		probe->options.database = (uint32_t)strtoul(optarg, NULL, 10);
		return true;
	case 'p':
		probe->options.channel_prefix = optarg;
		return true;
	case 'M':
		probe->options.sentinel_master = optarg;
		return true;
	case 'U':
		probe->options.sentinel_user = optarg;
		return true;
	case 'q':
		probe->quiet = true;
		return true;
	case 'l':
		return log_spec_set(str_from_cstr(optarg));
	default:
		return apply_tls(probe, option);
	}
}

int main(int argc, char **argv)
{
	struct probe probe = {.io = LOOP_IO_NULL, .tls = TLS_OPTIONS_INIT};
	int option;
	int r;

	hash_init();
	log_init(false);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	probe.options.nodes = probe.nodes;
	probe.options.password = getenv("PROBE_PASSWORD");
	probe.options.sentinel_password = getenv("PROBE_SENTINEL_PASSWORD");
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (!apply(&probe, option)) {
			return 2;
		}
	}
	r = loop_new(&probe.loop);
	if (r == 0) {
		r = loop_io_add(probe.loop, &probe.io, STDIN_FILENO, EPOLLIN, on_input);
	}
	if (r == 0) {
		r = redis_new(probe.loop, &probe.options, &handler, &probe, &probe.redis);
	}
	if (r == 0) {
		r = loop_run(probe.loop);
	}
	redis_free(probe.redis);
	buf_deinit(&probe.line);
	for (size_t i = 0; i < probe.options.node_count; i++) {
		free((char *)(uintptr_t)probe.nodes[i].host);
	}
	loop_free(probe.loop);
	return r < 0;
}
