/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <malloc.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "net/resolve.h"
#include "net/stream.h"

enum moment { NEVER, AT_OPEN, AT_DATA, AT_CLOSE };

/* A stream, the far end of it, and what was told. */
struct fixture {
	struct loop *loop;
	struct stream *stream;
	struct stream_options options;
	int listener;
	int fd;
	enum moment free_at;
	size_t keep; /* bytes that on_data leaves */
	bool opened;
	bool closed;
	bool got;
	enum stream_failure kind;
	struct buf text;
	struct buf seen; /* what on_data was shown last */
	uint64_t total;
};

static void maybe_free(struct fixture *fixture, enum moment moment)
{
	if (fixture->free_at == moment) {
		fixture->stream = stream_free(fixture->stream);
	}
}

static void on_open(void *context)
{
	struct fixture *fixture = context;

	fixture->opened = true;
	maybe_free(fixture, AT_OPEN);
}

static size_t on_data(void *context, struct str bytes)
{
	struct fixture *fixture = context;
	size_t used = bytes.len - MIN_OF(bytes.len, fixture->keep);

	fixture->got = true;
	fixture->total += used;
	buf_clear(&fixture->seen);
	buf_append_str(&fixture->seen, bytes);
	maybe_free(fixture, AT_DATA);
	return used;
}

static void on_close(void *context, const struct stream_error *error)
{
	struct fixture *fixture = context;

	assert_false(fixture->closed);
	fixture->closed = true;
	fixture->kind = error->kind;
	buf_append_cstr(&fixture->text, error->text);
	maybe_free(fixture, AT_CLOSE);
}

static const struct stream_handler handler = {
	.on_open = on_open,
	.on_data = on_data,
	.on_close = on_close,
};

/* A listener at 127.0.0.1; its port goes into the options. */
static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(address);

	*fixture = (struct fixture){.fd = -1};
	assert_int_equal(loop_new(&fixture->loop), 0);
	fixture->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fixture->listener, (struct sockaddr *)&address, len), 0);
	assert_int_equal(listen(fixture->listener, 8), 0);
	assert_int_equal(getsockname(fixture->listener, (struct sockaddr *)&address, &len), 0);
	fixture->options = (struct stream_options){
		.host = "127.0.0.1",
		.port = ntohs(address.sin_port),
		.connect_timeout_ms = 1000,
		.max_unread = 1000,
		.max_unsent = 8U << 20,
	};
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	stream_free(fixture->stream);
	loop_free(fixture->loop);
	close(fixture->listener);
	if (fixture->fd >= 0) {
		close(fixture->fd);
	}
	buf_deinit(&fixture->text);
	buf_deinit(&fixture->seen);
	free(fixture);
	return 0;
}

static bool run_until(struct fixture *fixture, const bool *flag, unsigned ms)
{
	uint64_t end = clock_now_ms() + ms;

	while (!(flag && *flag) && clock_now_ms() < end) {
		assert_int_equal(loop_run_once(fixture->loop, 2), 0);
	}
	return flag && *flag;
}

static void begin(struct fixture *fixture)
{
	assert_int_equal(stream_connect(fixture->loop, &fixture->options, &handler, fixture,
				 &fixture->stream),
		0);
	assert_false(fixture->opened || fixture->closed);
}

static void connect_now(struct fixture *fixture)
{
	begin(fixture);
	assert_true(run_until(fixture, &fixture->opened, 2000));
	fixture->fd = accept4(fixture->listener, NULL, NULL, SOCK_CLOEXEC);
	assert_true(fixture->fd >= 0);
}

static void say(struct fixture *fixture, const char *text)
{
	fixture->got = false;
	assert_int_equal(send(fixture->fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
	assert_true(run_until(fixture, &fixture->got, 1000));
}

static void assert_closed(struct fixture *fixture, enum stream_failure kind, const char *text)
{
	assert_true(run_until(fixture, &fixture->closed, 3000));
	assert_int_equal(fixture->kind, kind);
	if (text) {
		assert_string_equal(buf_cstr(&fixture->text), text);
	}
}

static void bytes_travel_both_ways(void **state)
{
	struct fixture *fixture = *state;
	char bytes[16] = {0};

	connect_now(fixture);
	assert_int_equal(stream_write(fixture->stream, STR_LIT("pi")), 0);
	assert_int_equal(stream_write(fixture->stream, STR_LIT("ng")), 0);
	run_until(fixture, NULL, 5);
	assert_int_equal(recv(fixture->fd, bytes, sizeof(bytes), 0), 4);
	assert_string_equal(bytes, "ping");
	say(fixture, "pong");
	assert_string_equal(buf_cstr(&fixture->seen), "pong");
}

static void what_is_not_used_is_shown_again(void **state)
{
	struct fixture *fixture = *state;

	connect_now(fixture);
	fixture->keep = 3;
	say(fixture, "abcdef");
	assert_string_equal(buf_cstr(&fixture->seen), "abcdef");
	say(fixture, "g");
	assert_string_equal(buf_cstr(&fixture->seen), "defg");
	fixture->keep = 0;
	say(fixture, "h");
	assert_string_equal(buf_cstr(&fixture->seen), "efgh");
}

static void a_unix_socket_serves_as_well(void **state)
{
	struct fixture *fixture = *state;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char folder[] = "/tmp/test-stream-XXXXXX";
	char path[64];

	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/socket", folder);
	memcpy(address.sun_path, path, sizeof(path));
	close(fixture->listener);
	fixture->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fixture->listener, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(fixture->listener, 1), 0);
	fixture->options.socket = path;
	connect_now(fixture);
	say(fixture, "hello");
	assert_string_equal(buf_cstr(&fixture->seen), "hello");
	unlink(path);
	rmdir(folder);
}

static void a_refusal_is_told(void **state)
{
	struct fixture *fixture = *state;

	close(fixture->listener);
	fixture->listener = -1;
	begin(fixture);
	assert_closed(fixture, STREAM_FAILED_REFUSED, "connection refused: nothing listens there");
}

static void a_socket_that_is_not_there_is_told(void **state)
{
	struct fixture *fixture = *state;

	fixture->options.socket = "/nonexistent/socket";
	begin(fixture);
	assert_closed(fixture, STREAM_FAILED_REFUSED, "there is no such socket");
}

static void a_path_that_is_too_long_is_told(void **state)
{
	struct fixture *fixture = *state;
	char path[200];

	memset(path, 'x', sizeof(path));
	path[0] = '/';
	path[sizeof(path) - 1] = '\0';
	fixture->options.socket = path;
	begin(fixture);
	assert_closed(fixture, STREAM_FAILED_SYSTEM, NULL);
}

static void an_unknown_name_is_told(void **state)
{
	struct fixture *fixture = *state;

	fixture->options.host = "no-such-host.invalid";
	begin(fixture);
	assert_closed(fixture, STREAM_FAILED_DNS, NULL);
}

/* localhost is ::1 first in many places, where nothing listens. */
static void a_name_leads_to_the_address_that_answers(void **state)
{
	struct fixture *fixture = *state;

	fixture->options.host = "localhost";
	connect_now(fixture);
	say(fixture, "hello");
}

static void no_answer_is_a_timeout(void **state)
{
	struct fixture *fixture = *state;
	struct sockaddr_in address = {.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons(fixture->options.port)};
	int fill[4];
	uint64_t start;

	/* With its queue full the listener ignores further greetings. */
	assert_int_equal(listen(fixture->listener, 0), 0);
	for (size_t i = 0; i < ARRAY_SIZE(fill); i++) {
		fill[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		(void)!connect(fill[i], (struct sockaddr *)&address, sizeof(address));
	}
	fixture->options.connect_timeout_ms = 300;
	start = clock_now_ms();
	begin(fixture);
	assert_closed(fixture, STREAM_FAILED_TIMEOUT, "no answer to the connection in time");
	assert_in_range(clock_now_ms() - start, 295, 500);
	for (size_t i = 0; i < ARRAY_SIZE(fill); i++) {
		close(fill[i]);
	}
}

static void the_peer_hangs_up(void **state)
{
	struct fixture *fixture = *state;

	connect_now(fixture);
	close(fixture->fd);
	fixture->fd = -1;
	assert_closed(fixture, STREAM_FAILED_CLOSED, "the connection was closed by the server");
	assert_int_equal(stream_write(fixture->stream, STR_LIT("x")), -ENOTCONN);
}

static void the_peer_resets(void **state)
{
	struct fixture *fixture = *state;
	const struct linger linger = {.l_onoff = 1, .l_linger = 0};

	connect_now(fixture);
	setsockopt(fixture->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
	close(fixture->fd);
	fixture->fd = -1;
	assert_closed(fixture, STREAM_FAILED_CLOSED, "the connection was reset by the server");
}

static void more_than_can_be_held_ends_it(void **state)
{
	struct fixture *fixture = *state;
	static char bytes[200000];

	connect_now(fixture);
	fixture->keep = SIZE_MAX;
	memset(bytes, 'x', sizeof(bytes));
	for (unsigned i = 0; i < 2 && !fixture->closed; i++) {
		(void)!send(fixture->fd, bytes, sizeof(bytes), MSG_NOSIGNAL | MSG_DONTWAIT);
		run_until(fixture, &fixture->closed, 200);
	}
	assert_closed(fixture, STREAM_FAILED_FULL, "the server sent more than can be held");
}

/* Sanitizers have a heap of their own. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
static size_t heap_in_use(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

static void receive_much(struct fixture *fixture, size_t keep)
{
	static char backlog[40000];

	fixture->got = false;
	fixture->keep = keep;
	assert_int_equal(write(fixture->fd, backlog, sizeof(backlog)), sizeof(backlog));
	assert_true(run_until(fixture, &fixture->got, 1000));
}

static void what_a_backlog_needed_is_given_back(void **state)
{
	struct fixture *fixture = *state;
	size_t before;

	fixture->options.max_unread = 1U << 20;
	connect_now(fixture);
	assert_non_null(buf_reserve(&fixture->seen, 200000)); /* or else it grows meanwhile */
	say(fixture, "x");
	before = heap_in_use();
	receive_much(fixture, 0);
	assert_in_range(heap_in_use(), 0, before - 60000);
	receive_much(fixture, 30000); /* what is left makes the buffer grow */
	fixture->keep = 0;
	say(fixture, "x");
	assert_in_range(heap_in_use(), 0, before - 60000);
}
#endif

static void a_slow_reader_gets_everything_and_no_more_is_queued(void **state)
{
	struct fixture *fixture = *state;
	size_t size = 6U << 20;
	char *bytes = malloc(size);
	size_t got = 0;

	memset(bytes, 'x', size);
	connect_now(fixture);
	assert_int_equal(stream_write(fixture->stream, str_make(bytes, size)), 0);
	assert_int_equal(stream_write(fixture->stream, str_make(bytes, size)), -ENOBUFS);
	while (got < size) {
		char block[65536];
		ssize_t n;

		run_until(fixture, NULL, 1);
		n = recv(fixture->fd, block, sizeof(block), MSG_DONTWAIT);
		assert_true(n > 0 || errno == EAGAIN);
		got += n > 0 ? (size_t)n : 0;
	}
	assert_int_equal(stream_write(fixture->stream, str_make(bytes, size)), 0);
	assert_false(fixture->closed);
	free(bytes);
}

static void nothing_is_written_before_it_stands(void **state)
{
	struct fixture *fixture = *state;

	begin(fixture);
	assert_int_equal(stream_write(fixture->stream, STR_LIT("x")), -ENOTCONN);
}

static void it_may_be_freed_at_any_moment(void **state)
{
	struct fixture *fixture = *state;

	for (enum moment moment = AT_OPEN; moment <= AT_CLOSE; moment++) {
		fixture->opened = false;
		fixture->closed = false;
		fixture->free_at = moment;
		begin(fixture);
		assert_true(run_until(fixture, &fixture->opened, 1000));
		fixture->fd = accept4(fixture->listener, NULL, NULL, SOCK_CLOEXEC);
		(void)!send(fixture->fd, "x", 1, MSG_NOSIGNAL);
		run_until(fixture, NULL, 5);
		close(fixture->fd);
		fixture->fd = -1;
		run_until(fixture, NULL, 5);
		assert_null(fixture->stream);
	}
	fixture->opened = false;
	fixture->closed = false;
	fixture->free_at = NEVER;
	fixture->options.host = "no-such-host.invalid";
	begin(fixture);
	fixture->stream = stream_free(fixture->stream); /* before it looks the name up */
	begin(fixture);
	run_until(fixture, NULL, 1);
	fixture->stream = stream_free(fixture->stream); /* while it does */
	run_until(fixture, NULL, 50);
}

static void addresses_need_no_look_up(void **state)
{
	struct resolve_result result;

	(void)state;
	assert_true(resolve_literal("192.0.2.1", 80, &result));
	assert_int_equal(result.count, 1);
	assert_int_equal(result.addresses[0].v4.sin_port, htons(80));
	assert_true(resolve_literal("2001:db8::1", 6379, &result));
	assert_int_equal(result.addresses[0].any.sa_family, AF_INET6);
	assert_true(resolve_literal("fe80::1%lo", 1, &result));
	assert_int_not_equal(result.addresses[0].v6.sin6_scope_id, 0);
	assert_false(resolve_literal("localhost", 80, &result));
	assert_false(resolve_literal("", 80, &result));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bytes_travel_both_ways),
		TEST(what_is_not_used_is_shown_again),
		TEST(a_unix_socket_serves_as_well),
		TEST(a_refusal_is_told),
		TEST(a_socket_that_is_not_there_is_told),
		TEST(a_path_that_is_too_long_is_told),
		TEST(an_unknown_name_is_told),
		TEST(a_name_leads_to_the_address_that_answers),
		TEST(no_answer_is_a_timeout),
		TEST(the_peer_hangs_up),
		TEST(the_peer_resets),
		TEST(more_than_can_be_held_ends_it),
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
		TEST(what_a_backlog_needed_is_given_back),
#endif
		TEST(a_slow_reader_gets_everything_and_no_more_is_queued),
		TEST(nothing_is_written_before_it_stands),
		TEST(it_may_be_freed_at_any_moment),
		cmocka_unit_test(addresses_need_no_look_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
