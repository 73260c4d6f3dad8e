/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A worker in a thread of its own, and a hub that does not read what it says. */
#include "../base/support.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/hash.h"
#include "daemon/post.h"
#include "daemon/worker.h"
#include "net/listener.h"
#include "push/message.h"

/* A login and its end are a message each: together more than the ring holds. */
#define CLIENTS (OUTBOX_RING / 2 + 100)

#define UPGRADE                                                                                    \
	"GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"             \
	"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
#define LOGIN "\x81\x81\0\0\0\0u\x81\x81\0\0\0\0p"

void __real_outbox_deinit(struct outbox *outbox);
void __wrap_outbox_deinit(struct outbox *outbox);
void __wrap_sessions_cut_user(struct sessions *sessions, uint32_t user);

static bool waits_in_the_end;

void __wrap_outbox_deinit(struct outbox *outbox)
{
	waits_in_the_end = outbox->retry.armed;
	__real_outbox_deinit(outbox);
}

static void on_wake(void *context)
{
	(void)context;
}

static void log_in(uint16_t port, int *ret_fd)
{
	struct sockaddr_in to = {.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = {htonl(INADDR_LOOPBACK)}};
	char text[] = UPGRADE LOGIN;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
	assert_int_equal(send(fd, text, sizeof(text) - 1, 0), sizeof(text) - 1);
	*ret_fd = fd;
}

/* A worker, and what the hub has of it. */
struct bench {
	struct worker worker;
	struct outbox to_worker;
	struct wake hub_wake;
	struct loop *loop;
	atomic_uint none;
	int listen_fd;
	uint16_t port;
};

static struct bench bench;

static int setup(void **state)
{
	struct buf why = BUF_NULL;
	struct worker_options options = {.own_thread = true,
		.acceptor = {.workers = 1, .full_workers = &bench.none, .metrics_fd = -1},
		.sessions = {.active_connections = &bench.none},
		.anonymous_memory = (size_t)64 << 20};

	(void)state;
	memset(&bench, 0, sizeof(bench));
	assert_int_equal(listener_tcp("127.0.0.1", 0, &bench.listen_fd, &why), 0);
	bench.port = listener_port(bench.listen_fd);
	options.acceptor.listen_fd = bench.listen_fd;
	assert_int_equal(loop_new(&bench.loop), 0);
	assert_int_equal(wake_init(&bench.hub_wake, false, on_wake, NULL), 0);
	assert_int_equal(worker_init(&bench.worker, &options, &bench.hub_wake), 0);
	assert_int_equal(
		outbox_init(&bench.to_worker, bench.loop, &bench.worker.wake, post_drop), 0);
	bench.worker.inbox = &bench.to_worker.ring;
	assert_int_equal(worker_start(&bench.worker, bench.loop), 0);
	return 0;
}

static void quit(void)
{
	struct message message = {.type = MSG_QUIT};

	outbox_finish(&bench.to_worker, &message);
	worker_stop(&bench.worker);
}

static int teardown(void **state)
{
	(void)state;
	outbox_deinit(&bench.to_worker);
	wake_deinit(&bench.hub_wake);
	loop_free(bench.loop);
	close(bench.listen_fd);
	return 0;
}

/* The timer that moves on what is spilled must not outlive the loop that it belongs to. */
static void nothing_waits_in_a_loop_that_has_ended(void **state)
{
	static int clients[CLIENTS];

	(void)state;
	for (size_t i = 0; i < CLIENTS; i++) {
		log_in(bench.port, &clients[i]);
	}
	while (ring_count(&bench.worker.to_hub.ring) < CLIENTS) {
		usleep(1000);
	}
	quit();
	assert_true(counter_get(&bench.worker.to_hub.spilled) > 0);
	assert_false(waits_in_the_end);
	for (size_t i = 0; i < CLIENTS; i++) {
		close(clients[i]);
	}
}

#define MANY 2000000U

static atomic_uint obeyed;

/* A hub that always has one more to say, until somebody has been let in. */
void __wrap_sessions_cut_user(struct sessions *sessions, uint32_t user)
{
	struct message again = {.type = MSG_CUT_USER, .a = user};

	(void)sessions;
	if (counter_get(&bench.worker.server.stats.accepted) == 0 &&
		atomic_fetch_add(&obeyed, 1) < MANY) {
		assert_true(ring_push(&bench.to_worker.ring, &again));
	}
}

static void clients_get_their_turn_however_much_the_hub_has_to_say(void **state)
{
	struct message first = {.type = MSG_CUT_USER, .a = 5};
	int client;

	(void)state;
	outbox_send(&bench.to_worker, &first);
	log_in(bench.port, &client);
	while (ring_count(&bench.worker.to_hub.ring) == 0) {
		usleep(1000);
	}
	assert_in_range(atomic_load(&obeyed), 1, MANY - 1);
	quit();
	close(client);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_waits_in_a_loop_that_has_ended),
		TEST(clients_get_their_turn_however_much_the_hub_has_to_say),
	};
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	hash_init();
	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
