/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"

/* A client, the server that it knows, and what was told. */
struct fixture {
	struct loop *loop;
	struct server server;
	struct redis *redis;
	struct redis_endpoint node;
	struct redis_options options;
	const char *reply; /* to GET; %u = the server's port */
	bool asks;         /* answers a GET without ASKING with ASK, and then memory is short */
	bool has_asked;
	const char *master; /* what the sentinel says; NULL = this server */
	unsigned get_count;
	unsigned asked; /* ASKING */
	bool up;
	bool told_down;
	struct buf why;
};

struct outcome {
	bool done;
	enum redis_result result;
	struct buf text;
};

static void say_master(const struct fixture *fixture, struct buf *out)
{
	char port[8];
	int len = snprintf(port, sizeof(port), "%u", fixture->server.port);

	if (fixture->master) {
		buf_append_cstr(out, fixture->master);
	} else {
		buf_appendf(out, "*2\r\n$9\r\n127.0.0.1\r\n$%d\r\n%s\r\n", len, port);
	}
}

static void answer(void *context, const struct resp_value *command, struct buf *out)
{
	struct fixture *fixture = context;

	if (server_greets(command, out)) {
		return;
	}
	if (str_equals(command->items[0].text, STR_LIT("GET"))) {
		fixture->get_count++;
		if (fixture->asks && fixture->asked == 0) {
			buf_appendf(out, "-ASK 1 127.0.0.1:%u\r\n", fixture->server.port);
			fixture->has_asked = true;
			fail_malloc_at(1);
			return;
		}
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		buf_appendf(out, fixture->reply, fixture->server.port);
#pragma GCC diagnostic pop
	} else if (str_equals(command->items[0].text, STR_LIT("ASKING"))) {
		fixture->asked++;
		buf_append_cstr(out, "+OK\r\n");
	} else if (str_equals(command->items[0].text, STR_LIT("SENTINEL"))) {
		say_master(fixture, out);
	} else if (str_equals(command->items[0].text, STR_LIT("ROLE"))) {
		buf_append_cstr(out, "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n");
	} else {
		buf_append_cstr(out, "+OK\r\n");
	}
}

static void on_message(void *context, struct str channel, struct str payload)
{
	(void)context;
	(void)channel;
	(void)payload;
}

static void on_up(void *context, bool gap)
{
	struct fixture *fixture = context;

	(void)gap;
	fixture->up = true;
}

static void on_down(void *context, const char *why)
{
	struct fixture *fixture = context;

	fixture->told_down = true;
	buf_clear(&fixture->why);
	buf_append_cstr(&fixture->why, why);
}

static const struct redis_handler handler = {
	.on_message = on_message,
	.on_up = on_up,
	.on_down = on_down,
};

static void on_done(void *context, enum redis_result result, struct str text)
{
	struct outcome *outcome = context;

	assert_false(outcome->done);
	outcome->done = true;
	outcome->result = result;
	buf_append_str(&outcome->text, text);
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_int_equal(loop_new(&fixture->loop), 0);
	server_init(&fixture->server, answer, fixture);
	fixture->node = (struct redis_endpoint){.host = "127.0.0.1", .port = fixture->server.port};
	fixture->options = (struct redis_options){.nodes = &fixture->node, .node_count = 1};
	fixture->reply = "$5\r\nvalue\r\n";
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	redis_free(fixture->redis);
	server_deinit(&fixture->server);
	loop_free(fixture->loop);
	buf_deinit(&fixture->why);
	free(fixture);
	return 0;
}

static void start(struct fixture *fixture)
{
	assert_int_equal(
		redis_new(fixture->loop, &fixture->options, &handler, fixture, &fixture->redis), 0);
	assert_true(server_run(&fixture->server, fixture->loop, &fixture->up, 2000));
}

/* The result of a GET; its text is compared when it is not NULL. */
static enum redis_result get(struct fixture *fixture, const char *expected)
{
	struct outcome outcome = {0};

	assert_int_equal(redis_get(fixture->redis, STR_LIT("key"), on_done, &outcome), 0);
	assert_false(outcome.done);
	assert_true(server_run(&fixture->server, fixture->loop, &outcome.done, 7000));
	if (expected) {
		assert_string_equal(buf_cstr(&outcome.text), expected);
	}
	buf_deinit(&outcome.text);
	return outcome.result;
}

static void options_must_make_sense(void **state)
{
	struct fixture *fixture = *state;
	struct redis_options none = {.mode = REDIS_MODE_SINGLE};
	struct redis_options nameless = fixture->options;
	struct redis *redis = NULL;

	nameless.mode = REDIS_MODE_SENTINEL;
	assert_int_equal(redis_new(fixture->loop, &none, &handler, fixture, &redis), -EINVAL);
	assert_int_equal(redis_new(fixture->loop, &nameless, &handler, fixture, &redis), -EINVAL);
	assert_null(redis);
}

static void redirections_without_end_end(void **state)
{
	struct fixture *fixture = *state;

	fixture->options.mode = REDIS_MODE_CLUSTER;
	fixture->reply = "-MOVED 100 127.0.0.1:%u\r\n";
	start(fixture);
	assert_int_equal(get(fixture, NULL), REDIS_FAILED);
	assert_in_range(fixture->get_count, 40, 60); /* a few at once, then one each 0.1 s */
}

static void a_redirection_to_no_host_means_the_same_host(void **state)
{
	struct fixture *fixture = *state;
	struct outcome outcome = {0};

	fixture->options.mode = REDIS_MODE_CLUSTER;
	fixture->reply = "-ASK 100 :%u\r\n";
	start(fixture);
	assert_int_equal(redis_get(fixture->redis, STR_LIT("key"), on_done, &outcome), 0);
	assert_false(server_run(&fixture->server, fixture->loop, &outcome.done, 50));
	assert_int_equal(fixture->get_count, 6);
	assert_int_equal(fixture->asked, 5);
	fixture->reply = "$5\r\nvalue\r\n";
	assert_true(server_run(&fixture->server, fixture->loop, &outcome.done, 300));
	assert_int_equal(outcome.result, REDIS_OK);
	assert_int_equal(fixture->asked, 6);
	buf_deinit(&outcome.text);
	assert_int_equal(fixture->server.accepted, 2); /* it is not taken for another node */
}

static void redirections_that_make_no_sense_fail_the_command(void **state)
{
	static const char *const replies[] = {
		"-MOVED\r\n",
		"-MOVED 100\r\n",
		"-MOVED 16384 127.0.0.1:1\r\n",
		"-MOVED x 127.0.0.1:1\r\n",
		"-MOVED 100 127.0.0.1\r\n",
		"-MOVED 100 127.0.0.1:99999\r\n",
		"-ASK 100 127.0.0.1:\r\n",
	};
	struct fixture *fixture = *state;

	fixture->options.mode = REDIS_MODE_CLUSTER;
	start(fixture);
	for (size_t i = 0; i < ARRAY_SIZE(replies); i++) {
		fixture->reply = replies[i];
		fixture->get_count = 0;
		assert_int_equal(get(fixture, NULL), REDIS_FAILED);
		assert_int_equal(fixture->get_count, 1);
	}
	fixture->reply = "$5\r\nvalue\r\n";
	assert_int_equal(get(fixture, "value"), REDIS_OK);
}

static void a_cluster_that_is_down_is_asked_again(void **state)
{
	struct fixture *fixture = *state;
	struct outcome outcome = {0};

	fixture->options.mode = REDIS_MODE_CLUSTER;
	fixture->reply = "-CLUSTERDOWN The cluster is down\r\n";
	start(fixture);
	assert_int_equal(redis_get(fixture->redis, STR_LIT("key"), on_done, &outcome), 0);
	assert_false(server_run(&fixture->server, fixture->loop, &outcome.done, 350));
	assert_in_range(fixture->get_count, 3, 4); /* at once and then every 0.1 s */
	fixture->reply = "$5\r\nvalue\r\n";
	assert_true(server_run(&fixture->server, fixture->loop, &outcome.done, 300));
	assert_int_equal(outcome.result, REDIS_OK);
	buf_deinit(&outcome.text);
}

static void sentinels_that_answer_nonsense_are_left(void **state)
{
	static const char *const replies[] = {
		"*-1\r\n", "$-1\r\n", ":1\r\n", "*1\r\n$1\r\nx\r\n", "-ERR no\r\n"};
	struct fixture *fixture = *state;

	fixture->options.mode = REDIS_MODE_SENTINEL;
	fixture->options.sentinel_master = "mymaster";
	for (size_t i = 0; i < ARRAY_SIZE(replies); i++) {
		fixture->master = replies[i];
		fixture->told_down = false;
		assert_int_equal(redis_new(fixture->loop, &fixture->options, &handler, fixture,
					 &fixture->redis),
			0);
		assert_true(server_run(&fixture->server, fixture->loop, &fixture->told_down, 2000));
		fixture->redis = redis_free(fixture->redis);
	}
	assert_false(fixture->up);
}

static void too_many_commands_are_not_taken(void **state)
{
	struct fixture *fixture = *state;
	struct outcome *outcomes = calloc(1025, sizeof(*outcomes));

	assert_int_equal(
		redis_new(fixture->loop, &fixture->options, &handler, fixture, &fixture->redis), 0);
	for (size_t i = 0; i < 1024; i++) {
		assert_int_equal(
			redis_get(fixture->redis, STR_LIT("key"), on_done, &outcomes[i]), 0);
	}
	assert_int_equal(
		redis_get(fixture->redis, STR_LIT("key"), on_done, &outcomes[1024]), -EBUSY);
	assert_true(server_run(&fixture->server, fixture->loop, &outcomes[1023].done, 2000));
	for (size_t i = 0; i < 1024; i++) {
		assert_int_equal(outcomes[i].result, REDIS_OK);
		buf_deinit(&outcomes[i].text);
	}
	free(outcomes);
}

static void what_is_pending_fails_at_the_end(void **state)
{
	struct fixture *fixture = *state;
	struct outcome sent = {0};
	struct outcome unsent = {0};

	fixture->reply = ""; /* no answer */
	start(fixture);
	assert_int_equal(redis_get(fixture->redis, STR_LIT("key"), on_done, &sent), 0);
	server_run(&fixture->server, fixture->loop, NULL, 20);
	assert_int_equal(redis_get(fixture->redis, STR_LIT("key"), on_done, &unsent), 0);
	fixture->redis = redis_free(fixture->redis);
	assert_true(sent.done && sent.result == REDIS_FAILED);
	assert_true(unsent.done && unsent.result == REDIS_FAILED);
	assert_string_equal(buf_cstr(&sent.text), "shutting down");
	buf_deinit(&sent.text);
	buf_deinit(&unsent.text);
}

/* Whatever allocation fails for a while, afterwards it stands and answers. */
static void survive_without_memory(struct fixture *fixture)
{
	unsigned n = 0;

	do {
		int r;

		fixture->up = false;
		fail_malloc_at(++n);
		r = redis_new(fixture->loop, &fixture->options, &handler, fixture, &fixture->redis);
		if (r == 0) {
			server_run(&fixture->server, fixture->loop, NULL, 3);
		}
		fail_malloc_at(0);
		if (r == 0) {
			assert_true(
				server_run(&fixture->server, fixture->loop, &fixture->up, 3000));
			assert_int_equal(get(fixture, "value"), REDIS_OK);
			fixture->redis = redis_free(fixture->redis);
		} else {
			assert_int_equal(r, -ENOMEM);
		}
	} while (failed_mallocs() > 0);
	assert_in_range(n, 10, 200);
}

static void a_lack_of_memory_passes(void **state)
{
	survive_without_memory(*state);
}

static void a_lack_of_memory_passes_in_a_cluster(void **state)
{
	struct fixture *fixture = *state;

	fixture->options.mode = REDIS_MODE_CLUSTER;
	fixture->options.password = "pw";
	survive_without_memory(fixture);
}

static void a_lack_of_memory_passes_with_sentinels(void **state)
{
	struct fixture *fixture = *state;

	fixture->options.mode = REDIS_MODE_SENTINEL;
	fixture->options.sentinel_master = "mymaster";
	survive_without_memory(fixture);
}

static void without_memory_a_command_is_not_taken(void **state)
{
	struct fixture *fixture = *state;

	start(fixture);
	for (unsigned n = 1;; n++) {
		struct outcome outcome = {0};
		int r;

		fail_malloc_at(n);
		r = redis_set(fixture->redis, STR_LIT("key"), STR_LIT("value"), on_done, &outcome);
		fail_malloc_at(0);
		if (r == 0) {
			assert_true(
				server_run(&fixture->server, fixture->loop, &outcome.done, 6000));
			assert_int_equal(outcome.result, REDIS_OK);
		} else {
			assert_int_equal(r, -ENOMEM);
		}
		buf_deinit(&outcome.text);
		if (failed_mallocs() == 0) {
			break;
		}
	}
}

/* An ASKING without its command, or one more of them, would turn its answer into the next one's. */
static void without_memory_behind_an_asking_no_answer_goes_astray(void **state)
{
	static const struct str key =
		STR_INIT("a key that is so long that the command does not fit behind the ASKING in "
			 "the memory that the same command took before it");
	struct fixture *fixture = *state;
	struct outcome outcome = {0};

	fixture->options.mode = REDIS_MODE_CLUSTER;
	fixture->asks = true;
	start(fixture);
	assert_int_equal(redis_get(fixture->redis, key, on_done, &outcome), 0);
	assert_true(server_run(&fixture->server, fixture->loop, &fixture->has_asked, 2000));
	run_until(fixture->loop, NULL, 10);
	assert_true(failed_mallocs() > 0);
	fail_malloc_at(0);
	run_until(fixture->loop, NULL, 150); /* a server that takes its time */
	assert_true(server_run(&fixture->server, fixture->loop, &outcome.done, 6000));
	assert_int_equal(outcome.result, REDIS_OK);
	assert_string_equal(buf_cstr(&outcome.text), "value");
	buf_deinit(&outcome.text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(options_must_make_sense),
		TEST(redirections_without_end_end),
		TEST(a_redirection_to_no_host_means_the_same_host),
		TEST(redirections_that_make_no_sense_fail_the_command),
		TEST(a_cluster_that_is_down_is_asked_again),
		TEST(sentinels_that_answer_nonsense_are_left),
		TEST(too_many_commands_are_not_taken),
		TEST(what_is_pending_fails_at_the_end),
		TEST(a_lack_of_memory_passes),
		TEST(a_lack_of_memory_passes_in_a_cluster),
		TEST(a_lack_of_memory_passes_with_sentinels),
		TEST(without_memory_a_command_is_not_taken),
		TEST(without_memory_behind_an_asking_no_answer_goes_astray),
	};

	hash_init();
	if (!log_spec_set(STR_LIT("off"))) {
		return 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
