/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "support.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "peer/redis_link.h"

#define PING   "*1\r\n$4\r\nPING\r\n"
#define HELLO  "*3\r\n$7\r\nmessage\r\n$4\r\nchan\r\n$5\r\nhello\r\n"
#define WORLD  "*3\r\n$7\r\nmessage\r\n$4\r\nchan\r\n$5\r\nworld\r\n"
#define SUB(n) "*3\r\n$9\r\nsubscribe\r\n$4\r\nchan\r\n:" #n "\r\n"

/* A link, its far end, and what the link has told. */
struct fixture {
	struct loop *loop;
	struct far_end end;
	struct redis_link link;
	struct redis_login login;
	bool ready;
	bool subscribed;
	bool down;
	bool close_at_message;
	unsigned messages;
	unsigned oversized;
	struct buf heard; /* payloads */
	struct buf why;
};

struct request {
	struct redis_request request;
	bool done;
	bool lost;
	enum resp_kind kind;
	struct buf text;
};

static struct fixture *of(struct redis_link *link)
{
	return container_of(link, struct fixture, link);
}

static void on_ready(struct redis_link *link)
{
	of(link)->ready = true;
}

static void on_subscribed(struct redis_link *link)
{
	of(link)->subscribed = true;
}

static void on_message(struct redis_link *link, struct str channel, struct str payload)
{
	struct fixture *fixture = of(link);

	assert_true(str_equals(channel, STR_LIT("chan")));
	fixture->messages++;
	if (payload.len < 100) {
		buf_append_str(&fixture->heard, payload);
		buf_append_byte(&fixture->heard, ' ');
	}
	if (fixture->close_at_message) {
		redis_link_close(link);
	}
}

static void on_oversized(struct redis_link *link)
{
	of(link)->oversized++;
}

static void on_down(struct redis_link *link, const char *why)
{
	struct fixture *fixture = of(link);

	assert_false(fixture->down);
	fixture->down = true;
	buf_clear(&fixture->why);
	buf_append_cstr(&fixture->why, why);
}

static const struct redis_link_handler handler = {
	.on_ready = on_ready,
	.on_subscribed = on_subscribed,
	.on_message = on_message,
	.on_oversized = on_oversized,
	.on_down = on_down,
};

static void on_done(struct redis_request *base, const struct resp_value *reply)
{
	struct request *request = container_of(base, struct request, request);

	assert_false(request->done);
	request->done = true;
	request->lost = !reply;
	if (reply) {
		request->kind = reply->kind;
		buf_append_str(&request->text, reply->text);
	}
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_int_equal(loop_new(&fixture->loop), 0);
	far_end_init(&fixture->end);
	redis_link_init(&fixture->link, fixture->loop, &handler);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	redis_link_deinit(&fixture->link);
	far_end_deinit(&fixture->end);
	loop_free(fixture->loop);
	buf_deinit(&fixture->heard);
	buf_deinit(&fixture->why);
	free(fixture);
	return 0;
}

static void open_link(struct fixture *fixture)
{
	const struct redis_endpoint endpoint = {.socket = fixture->end.path};

	assert_int_equal(redis_link_open(&fixture->link, &endpoint, &fixture->login), 0);
	far_end_accept(&fixture->end, fixture->loop);
}

static void get_ready(struct fixture *fixture)
{
	open_link(fixture);
	far_end_expect(&fixture->end, fixture->loop, PING);
	far_end_say_lit(&fixture->end, fixture->loop, "+PONG\r\n");
	assert_true(run_until(fixture->loop, &fixture->ready, 1000));
}

static void get_subscribed(struct fixture *fixture)
{
	static const struct str channels[] = {STR_INIT("chan")};

	get_ready(fixture);
	assert_int_equal(redis_link_subscribe(&fixture->link, "", channels, 1), 0);
	far_end_expect(&fixture->end, fixture->loop, "*2\r\n$9\r\nSUBSCRIBE\r\n$4\r\nchan\r\n");
	far_end_say_lit(&fixture->end, fixture->loop, SUB(1));
	assert_true(run_until(fixture->loop, &fixture->subscribed, 1000));
}

static void assert_down(struct fixture *fixture, const char *why)
{
	const char *text;

	assert_true(run_until(fixture->loop, &fixture->down, 1000));
	text = buf_cstr(&fixture->why);
	/* The server's name comes first. */
	assert_memory_equal(text, fixture->end.path, strlen(fixture->end.path));
	assert_string_equal(text + strlen(fixture->end.path) + 2, why);
	assert_int_equal(fixture->link.state, REDIS_LINK_CLOSED);
}

static void the_login_goes_step_by_step(void **state)
{
	struct fixture *fixture = *state;

	fixture->login = (struct redis_login){
		.user = "me", .password = "pw", .database = 12, .must_be_master = true};
	open_link(fixture);
	far_end_expect(
		&fixture->end, fixture->loop, "*3\r\n$4\r\nAUTH\r\n$2\r\nme\r\n$2\r\npw\r\n");
	far_end_say_lit(&fixture->end, fixture->loop, "+OK\r\n");
	far_end_expect(&fixture->end, fixture->loop, "*2\r\n$6\r\nSELECT\r\n$2\r\n12\r\n");
	far_end_say_lit(&fixture->end, fixture->loop, "+OK\r\n");
	far_end_expect(&fixture->end, fixture->loop, "*1\r\n$4\r\nROLE\r\n");
	far_end_say_lit(&fixture->end, fixture->loop, "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n");
	far_end_expect(&fixture->end, fixture->loop, PING);
	assert_false(fixture->ready);
	far_end_say_lit(&fixture->end, fixture->loop, "+PONG\r\n");
	assert_true(run_until(fixture->loop, &fixture->ready, 1000));
}

static void refused_with_two_arguments_the_password_goes_alone(void **state)
{
	struct fixture *fixture = *state;

	fixture->login = (struct redis_login){.user = "me", .password = "pw"};
	open_link(fixture);
	far_end_expect(
		&fixture->end, fixture->loop, "*3\r\n$4\r\nAUTH\r\n$2\r\nme\r\n$2\r\npw\r\n");
	far_end_say_lit(&fixture->end, fixture->loop,
		"-ERR wrong number of arguments for 'auth' command\r\n");
	far_end_expect(&fixture->end, fixture->loop, "*2\r\n$4\r\nAUTH\r\n$2\r\npw\r\n");
	far_end_say_lit(&fixture->end, fixture->loop, "-ERR invalid password\r\n");
	assert_down(fixture,
		"the password is wrong: compare it with the one that Nextcloud uses (ERR)");
}

static void a_replica_is_no_master(void **state)
{
	struct fixture *fixture = *state;

	fixture->login = (struct redis_login){.must_be_master = true};
	open_link(fixture);
	far_end_expect(&fixture->end, fixture->loop, "*1\r\n$4\r\nROLE\r\n");
	far_end_say_lit(&fixture->end, fixture->loop,
		"*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:6379\r\n$9\r\nconnected\r\n:0\r\n");
	assert_down(fixture, "is not the master (a fail-over may be under way)");
}

static void messages_arrive_a_byte_at_a_time(void **state)
{
	static const char bytes[] = HELLO WORLD;
	struct fixture *fixture = *state;

	get_subscribed(fixture);
	for (size_t i = 0; i < sizeof(bytes) - 1; i++) {
		far_end_say(&fixture->end, fixture->loop, str_make(bytes + i, 1));
	}
	assert_string_equal(buf_cstr(&fixture->heard), "hello world ");
}

static void messages_arrive_split_anywhere(void **state)
{
	static const struct str bytes = STR_INIT(HELLO "*2\r\n$4\r\npong\r\n$0\r\n\r\n" WORLD);
	struct fixture *fixture = *state;

	get_subscribed(fixture);
	for (size_t i = 1; i < bytes.len; i++) {
		buf_clear(&fixture->heard);
		far_end_say(&fixture->end, fixture->loop, str_first(bytes, i));
		far_end_say(&fixture->end, fixture->loop, str_skip(bytes, i));
		assert_string_equal(buf_cstr(&fixture->heard), "hello world ");
	}
	assert_false(fixture->down);
}

static void say_message_of(struct fixture *fixture, size_t payload)
{
	struct buf bytes = BUF_NULL;
	char *at;

	buf_appendf(&bytes, "*3\r\n$7\r\nmessage\r\n$4\r\nchan\r\n$%zu\r\n", payload);
	at = buf_reserve(&bytes, payload);
	memset(at, '$', payload);
	buf_commit(&bytes, payload);
	buf_append_cstr(&bytes, "\r\n");
	far_end_say(&fixture->end, fixture->loop, buf_str(&bytes));
	buf_deinit(&bytes);
	run_until(fixture->loop, NULL, 5);
}

static void a_message_at_the_limit_passes_and_beyond_is_skipped(void **state)
{
	size_t frame = strlen("*3\r\n$7\r\nmessage\r\n$4\r\nchan\r\n$4194304\r\n\r\n");
	struct fixture *fixture = *state;

	get_subscribed(fixture);
	say_message_of(fixture, REDIS_MAX_REPLY - frame);
	assert_int_equal(fixture->messages, 1);
	assert_int_equal(fixture->oversized, 0);
	say_message_of(fixture, REDIS_MAX_REPLY - frame + 1);
	assert_int_equal(fixture->messages, 1);
	assert_int_equal(fixture->oversized, 1);
	say_message_of(fixture, (size_t)3 * REDIS_MAX_REPLY);
	assert_int_equal(fixture->oversized, 2);
	far_end_say_lit(&fixture->end, fixture->loop, HELLO);
	assert_string_equal(buf_cstr(&fixture->heard), "hello ");
	assert_false(fixture->down);
}

static void replies_come_in_order_and_a_huge_one_fails_alone(void **state)
{
	struct fixture *fixture = *state;
	struct request requests[3] = {0};
	struct buf bytes = BUF_NULL;

	get_ready(fixture);
	for (size_t i = 0; i < ARRAY_SIZE(requests); i++) {
		requests[i].request.done = on_done;
		list_init(&requests[i].request.link);
		assert_int_equal(redis_link_send(&fixture->link, STR_LIT("*1\r\n$1\r\nX\r\n"),
					 &requests[i].request),
			0);
	}
	buf_append_cstr(&bytes, "$5\r\nfirst\r\n$5000000\r\n");
	memset(buf_reserve(&bytes, 5000000), '+', 5000000);
	buf_commit(&bytes, 5000000);
	buf_append_cstr(&bytes, "\r\n$-1\r\n");
	far_end_say(&fixture->end, fixture->loop, buf_str(&bytes));
	buf_deinit(&bytes);
	assert_true(run_until(fixture->loop, &requests[2].done, 1000));
	assert_string_equal(buf_cstr(&requests[0].text), "first");
	assert_int_equal(requests[1].kind, RESP_ERROR);
	assert_int_equal(requests[2].kind, RESP_NIL);
	assert_false(fixture->down);
	buf_deinit(&requests[0].text);
	buf_deinit(&requests[1].text);
}

static void requests_are_lost_with_the_connection(void **state)
{
	struct fixture *fixture = *state;
	struct request request = {.request.done = on_done};

	get_ready(fixture);
	assert_int_equal(
		redis_link_send(&fixture->link, STR_LIT("*1\r\n$1\r\nX\r\n"), &request.request), 0);
	far_end_expect(&fixture->end, fixture->loop, "*1\r\n$1\r\nX\r\n");
	far_end_hang_up(&fixture->end);
	assert_down(fixture, "the connection was closed by the server");
	assert_true(request.done && request.lost);
	assert_int_equal(
		redis_link_send(&fixture->link, STR_LIT("*1\r\n$1\r\nX\r\n"), &request.request),
		-ENOTCONN);
}

static void an_error_that_nobody_asked_for_is_the_reason(void **state)
{
	struct fixture *fixture = *state;

	get_ready(fixture);
	far_end_say_lit(
		&fixture->end, fixture->loop, "-DENIED Redis is running in protected mode\r\n");
	assert_down(fixture, "the server is in protected mode: set a password, or let it listen on "
			     "loopback or a Unix socket (DENIED)");
}

/* Redis does so when its disk is full. It goes on passing messages. */
static void a_server_that_cannot_save_is_alive(void **state)
{
	static const struct str channels[] = {STR_INIT("chan")};
	struct fixture *fixture = *state;

	open_link(fixture);
	far_end_expect(&fixture->end, fixture->loop, PING);
	far_end_say_lit(&fixture->end, fixture->loop, "-MISCONF Redis is configured to save\r\n");
	assert_true(run_until(fixture->loop, &fixture->ready, 1000));
	assert_int_equal(redis_link_subscribe(&fixture->link, "", channels, 1), 0);
	far_end_expect(&fixture->end, fixture->loop, "*2\r\n$9\r\nSUBSCRIBE\r\n$4\r\nchan\r\n");
	far_end_say_lit(&fixture->end, fixture->loop,
		SUB(1) "-MISCONF Redis is configured to save\r\n" HELLO);
	run_until(fixture->loop, NULL, 5);
	assert_string_equal(buf_cstr(&fixture->heard), "hello ");
	assert_false(fixture->down);
}

static void a_refused_subscription_is_the_reason(void **state)
{
	static const struct str channels[] = {STR_INIT("chan"), STR_INIT("other")};
	struct fixture *fixture = *state;

	get_ready(fixture);
	assert_int_equal(redis_link_subscribe(&fixture->link, "p:", channels, 2), 0);
	far_end_expect(&fixture->end, fixture->loop,
		"*3\r\n$9\r\nSUBSCRIBE\r\n$6\r\np:chan\r\n$7\r\np:other\r\n");
	far_end_say_lit(&fixture->end, fixture->loop, SUB(1));
	assert_false(fixture->subscribed);
	far_end_say_lit(&fixture->end, fixture->loop, "-NOPERM no permissions\r\n");
	assert_down(fixture,
		"this user lacks a permission: give it the ACL rules that docs/redis.md "
		"lists (NOPERM)");
}

static void nonsense_ends_the_connection(void **state)
{
	static const struct str nonsense[] = {
		STR_INIT("HTTP/1.1 400 Bad Request\r\n\r\n"),
		STR_INIT("*-7\r\n"),
		STR_INIT("*1000000000\r\n$1\r\na\r\n"),
		STR_INIT("$99999999999\r\n"),
		STR_INIT("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n"),
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_SIZE(nonsense); i++) {
		fixture->ready = false;
		fixture->subscribed = false;
		fixture->down = false;
		get_subscribed(fixture);
		far_end_say(&fixture->end, fixture->loop, nonsense[i]);
		assert_down(fixture, "sent what is not Redis' protocol");
	}
}

static void a_message_may_close_the_link(void **state)
{
	struct fixture *fixture = *state;

	get_subscribed(fixture);
	fixture->close_at_message = true;
	far_end_say_lit(&fixture->end, fixture->loop, HELLO WORLD);
	run_until(fixture->loop, NULL, 5);
	assert_string_equal(buf_cstr(&fixture->heard), "hello ");
	assert_false(fixture->down);
	assert_int_equal(fixture->link.state, REDIS_LINK_CLOSED);
}

static void no_socket_there_is_the_reason(void **state)
{
	struct fixture *fixture = *state;
	const struct redis_endpoint nowhere = {.socket = "/nonexistent/socket"};

	assert_int_equal(redis_link_open(&fixture->link, &nowhere, &fixture->login), 0);
	assert_false(fixture->down); /* never from within the call */
	assert_true(run_until(fixture->loop, &fixture->down, 1000));
	assert_string_equal(
		buf_cstr(&fixture->why), "/nonexistent/socket: there is no such socket");
}

static void a_link_that_was_closed_stays_silent(void **state)
{
	struct fixture *fixture = *state;

	get_ready(fixture);
	redis_link_close(&fixture->link);
	redis_link_close(&fixture->link);
	redis_link_drop(&fixture->link, "late");
	far_end_hang_up(&fixture->end);
	run_until(fixture->loop, NULL, 5);
	assert_false(fixture->down);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_login_goes_step_by_step),
		TEST(refused_with_two_arguments_the_password_goes_alone),
		TEST(a_replica_is_no_master),
		TEST(messages_arrive_a_byte_at_a_time),
		TEST(messages_arrive_split_anywhere),
		TEST(a_message_at_the_limit_passes_and_beyond_is_skipped),
		TEST(replies_come_in_order_and_a_huge_one_fails_alone),
		TEST(requests_are_lost_with_the_connection),
		TEST(an_error_that_nobody_asked_for_is_the_reason),
		TEST(a_server_that_cannot_save_is_alive),
		TEST(a_refused_subscription_is_the_reason),
		TEST(nonsense_ends_the_connection),
		TEST(a_message_may_close_the_link),
		TEST(no_socket_there_is_the_reason),
		TEST(a_link_that_was_closed_stays_silent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
