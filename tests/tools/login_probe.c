/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Drives the login service without the daemon, for tests/integration/test_login_*.py.
 *
 * Options: name=value arguments (see options[]). Commands on standard input, one a line, fields
 * separated by tabs; answers on standard output:
 *
 *   login ID USER PASSWORD CHAIN ADDRESS  ->  ID TAB outcome TAB name or text TAB milliseconds
 *   flood FIRST COUNT USER PASSWORD ADDRESS   COUNT logins from FIRST on; "%" in USER, PASSWORD and
 *                                         ADDRESS becomes the number
 *   cancel ID                                 (no answer)
 *   token TOKEN NAME user|session             announces a token
 *   get PATH TOKEN FORWARDED TIMEOUT_MS   ->  get TAB kind TAB status TAB body or error
 *   stats                                 ->  stats TAB name=value ...
 *
 * It also watches its own loop: "stats" names the longest time that a round took.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "push/login.h"

#define JOBS_MAX   200000U
#define FIELDS_MAX 8U

struct probe {
	struct loop *loop;
	struct nextcloud *nc;
	struct pre_auth *pre_auth;
	struct login *login;
	struct loop_io input;
	struct buf lines;
	struct timer tick;
	uint64_t ticked_ns;
	uint64_t stall_ns;
	uint64_t busy_ns; /* in login_start(), for floods */
	struct login_job *jobs[JOBS_MAX];
	uint64_t started_ns[JOBS_MAX];
};

static struct nextcloud_options nextcloud_options;
static struct login_options login_options;

static void fail(const char *what, const char *detail)
{
	(void)fprintf(stderr, "login_probe: %s: %s\n", what, detail);
	exit(2);
}

static void on_login(void *context, uint64_t id, const struct login_result *result)
{
	static const char *const names[] = {"user", "session", "refused", "failed"};
	struct probe *probe = context;
	struct str text = result->name.len > 0 ? result->name : result->text;

	probe->jobs[id] = NULL;
	printf("%" PRIu64 "\t%s\t%.*s\t%" PRIu64 "\n", id, names[result->outcome], STR_ARG(text),
		(clock_now_ns() - probe->started_ns[id]) / 1000000);
}

static void start(struct probe *probe, uint64_t id, const struct str *fields)
{
	struct login_request request = {
		.user = fields[0],
		.password = fields[1],
		.chain = fields[2],
		.address = fields[3],
		.fn = on_login,
		.context = probe,
		.cookie = id,
	};
	uint64_t before;
	int r;

	if (id >= JOBS_MAX) {
		fail("login", "id too large");
	}
	probe->started_ns[id] = before = clock_now_ns();
	r = login_start(probe->login, &request, &probe->jobs[id]);
	probe->busy_ns += clock_now_ns() - before;
	if (r < 0) {
		printf("%" PRIu64 "\terror\t%s\t0\n", id, strerror(-r));
	}
}

/* Replaces each '%' by the number. */
static void expand(struct buf *out, struct str pattern, uint64_t number)
{
	buf_clear(out);
	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.ptr[i] == '%') {
			buf_append_u64(out, number);
		} else {
			buf_append_byte(out, pattern.ptr[i]);
		}
	}
}

static void flood(struct probe *probe, const struct str *fields)
{
	struct buf user = BUF_NULL, password = BUF_NULL, address = BUF_NULL;
	uint64_t first = 0, count = 0;

	if (!str_to_u64(fields[0], &first) || !str_to_u64(fields[1], &count)) {
		fail("flood", "numbers expected");
	}
	probe->busy_ns = 0;
	for (uint64_t i = first; i < first + count; i++) {
		expand(&user, fields[2], i);
		expand(&password, fields[3], i);
		expand(&address, fields[4], i);
		start(probe, i,
			(struct str[]){buf_str(&user), buf_str(&password), buf_str(&address),
				buf_str(&address)});
	}
	printf("flood\t%" PRIu64 "\n", probe->busy_ns);
	buf_deinit(&user);
	buf_deinit(&password);
	buf_deinit(&address);
}

static void on_get(void *context, const struct nextcloud_result *result)
{
	static const char *const kinds[] = {"ok", "status", "failed"};

	(void)context;
	printf("get\t%s\t%u\t%.*s\t%s\t%zu\n", kinds[result->kind], result->status,
		STR_ARG(result->kind == NEXTCLOUD_OK ? str_first(result->body, 200)
						     : result->error),
		result->temporary ? "temporary" : "final", result->body.len);
}

static void get(struct probe *probe, const struct str *fields)
{
	struct nextcloud_request request = {
		.path = fields[0],
		.token = fields[1],
		.has_forwarded_for = fields[2].len > 0,
		.forwarded_for = fields[2],
	};

	(void)!str_to_u32(fields[3], &request.timeout_ms);
	if (nextcloud_get(probe->nc, &request, on_get, NULL, NULL) != 0) {
		printf("get\tinvalid\t0\t\n");
	}
}

static void stats(const struct probe *probe)
{
	const struct login_stats *s = login_stats(probe->login);

	printf("stats\tusers=%" PRIu64 " sessions=%" PRIu64 " refused=%" PRIu64 " failed=%" PRIu64
	       " by_token=%" PRIu64 " cancelled=%" PRIu64 " checks=%" PRIu64 " retries=%" PRIu64
	       " coalesced=%" PRIu64 " waiting=%zu queued=%zu checking=%zu held=%zu bytes=%zu"
	       " stall_ms=%" PRIu64 "\n",
		s->outcomes[LOGIN_USER], s->outcomes[LOGIN_SESSION], s->outcomes[LOGIN_REFUSED],
		s->outcomes[LOGIN_FAILED], s->by_token, s->cancelled, s->checks, s->retries,
		s->coalesced, s->waiting, s->queued, s->checking, s->held, s->bytes,
		probe->stall_ns / 1000000);
}

static void command(struct probe *probe, struct str line)
{
	struct str fields[FIELDS_MAX] = {0};
	uint64_t id = 0;
	size_t count = 0;

	while (count < FIELDS_MAX && str_split_once(line, '\t', &fields[count], &line)) {
		count++;
	}
	if (str_equals(fields[0], STR_LIT("login")) && str_to_u64(fields[1], &id)) {
		start(probe, id, fields + 2);
	} else if (str_equals(fields[0], STR_LIT("flood"))) {
		flood(probe, fields + 1);
	} else if (str_equals(fields[0], STR_LIT("cancel")) && str_to_u64(fields[1], &id)) {
		login_cancel(probe->jobs[id]);
		probe->jobs[id] = NULL;
	} else if (str_equals(fields[0], STR_LIT("token"))) {
		struct pre_auth_owner owner = {
			fields[2], str_equals(fields[3], STR_LIT("session"))};

		if (pre_auth_add(probe->pre_auth, loop_now_ms(probe->loop), fields[1], owner) < 0) {
			printf("token\tinvalid\n");
		}
	} else if (str_equals(fields[0], STR_LIT("get"))) {
		get(probe, fields + 1);
	} else if (str_equals(fields[0], STR_LIT("stats"))) {
		stats(probe);
	} else {
		fail("unknown command", "see the source");
	}
}

static void on_input(struct loop_io *io, uint32_t events)
{
	struct probe *probe = container_of(io, struct probe, input);
	char *at = buf_reserve(&probe->lines, 65536);
	ssize_t n = at ? read(io->fd, at, 65536) : -1;
	ptrdiff_t end;

	(void)events;
	if (n <= 0) {
		loop_stop(probe->loop);
		return;
	}
	buf_commit(&probe->lines, (size_t)n);
	while ((end = str_find_byte(buf_str(&probe->lines), '\n')) >= 0) {
		command(probe, str_first(buf_str(&probe->lines), (size_t)end));
		buf_consume(&probe->lines, (size_t)end + 1);
	}
}

/* A tick every 5 ms shows how long something else kept the loop from running. */
static void on_tick(struct timer *timer)
{
	struct probe *probe = container_of(timer, struct probe, tick);
	uint64_t now_ns = clock_now_ns();

	if (now_ns - probe->ticked_ns > probe->stall_ns) {
		probe->stall_ns = now_ns - probe->ticked_ns;
	}
	probe->ticked_ns = now_ns;
	loop_timer_start(probe->loop, timer, 5);
}

static uint32_t number(struct str value)
{
	uint32_t result = 0;

	if (!str_to_u32(value, &result)) {
		fail("number expected", "option");
	}
	return result;
}

static void option(struct str name, struct str value)
{
	if (str_equals(name, STR_LIT("url"))) {
		nextcloud_options.base_url = value;
	} else if (str_equals(name, STR_LIT("connect_host"))) {
		nextcloud_options.connect_host = value;
	} else if (str_equals(name, STR_LIT("connect_port"))) {
		nextcloud_options.connect_port = (uint16_t)number(value);
	} else if (str_equals(name, STR_LIT("ca"))) {
		nextcloud_options.ca_file = value;
	} else if (str_equals(name, STR_LIT("self_signed"))) {
		nextcloud_options.allow_self_signed = number(value) != 0;
	} else if (str_equals(name, STR_LIT("user_agent"))) {
		nextcloud_options.user_agent = value;
	} else if (str_equals(name, STR_LIT("concurrency"))) {
		login_options.concurrency = number(value);
	} else if (str_equals(name, STR_LIT("per_address"))) {
		login_options.per_address = number(value);
	} else if (str_equals(name, STR_LIT("check_timeout_ms"))) {
		login_options.check_timeout_ms = number(value);
	} else if (str_equals(name, STR_LIT("hold_ms"))) {
		login_options.hold_ms = number(value);
	} else if (str_equals(name, STR_LIT("backoff_min_ms"))) {
		login_options.backoff_min_ms = number(value);
	} else if (str_equals(name, STR_LIT("backoff_max_ms"))) {
		login_options.backoff_max_ms = number(value);
	} else if (str_equals(name, STR_LIT("bytes_max"))) {
		login_options.bytes_max = number(value);
	} else if (str_equals(name, STR_LIT("log"))) {
		if (!log_spec_set(value)) {
			fail("log", "bad specification");
		}
	} else {
		fail("unknown option", "see the source");
	}
}

int main(int argc, char **argv)
{
	static struct probe probe;

	(void)signal(SIGPIPE, SIG_IGN);
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	hash_init();
	log_init(false);
	for (int i = 1; i < argc; i++) {
		struct str name, value;

		str_split_once(str_from_cstr(argv[i]), '=', &name, &value);
		option(name, value);
	}
	if (loop_new(&probe.loop) < 0 || pre_auth_new(probe.loop, &probe.pre_auth) < 0) {
		fail("start", "no memory");
	}
	if (nextcloud_new(probe.loop, &nextcloud_options, &probe.nc) < 0) {
		fail("start", "bad URL");
	}
	if (login_new(probe.loop, probe.nc, probe.pre_auth, &login_options, &probe.login) < 0 ||
		loop_io_add(probe.loop, &probe.input, STDIN_FILENO, EPOLLIN, on_input) < 0) {
		fail("start", "no memory");
	}
	timer_init(&probe.tick, on_tick);
	probe.ticked_ns = clock_now_ns();
	loop_timer_start(probe.loop, &probe.tick, 5);
	if (loop_run(probe.loop) < 0) {
		fail("loop", "epoll");
	}
	login_free(probe.login);
	nextcloud_free(probe.nc);
	pre_auth_free(probe.pre_auth);
	loop_timer_stop(probe.loop, &probe.tick);
	loop_io_remove(probe.loop, &probe.input);
	loop_free(probe.loop);
	buf_deinit(&probe.lines);
	return 0;
}
