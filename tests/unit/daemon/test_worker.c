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

/* The timer that moves on what is spilled must not outlive the loop that it belongs to. */
static void nothing_waits_in_a_loop_that_has_ended(void **state)
{
	static struct worker worker;
	static struct outbox to_worker;
	static int clients[CLIENTS];
	struct wake hub_wake;
	struct buf why = BUF_NULL;
	atomic_uint full = 0;
	struct worker_options options = {.own_thread = true,
		.acceptor = {.workers = 1, .full_workers = &full, .metrics_fd = -1},
		.sessions = {.active_connections = &full},
		.anonymous_memory = (size_t)64 << 20};
	struct message quit = {.type = MSG_QUIT};
	struct loop *loop;

	(void)state;
	assert_int_equal(listener_tcp("127.0.0.1", 0, &options.acceptor.listen_fd, &why), 0);
	assert_int_equal(loop_new(&loop), 0);
	assert_int_equal(wake_init(&hub_wake, false, on_wake, NULL), 0);
	assert_int_equal(worker_init(&worker, &options, &hub_wake), 0);
	assert_int_equal(outbox_init(&to_worker, loop, &worker.wake, post_drop), 0);
	worker.inbox = &to_worker.ring;
	assert_int_equal(worker_start(&worker, loop), 0);
	for (size_t i = 0; i < CLIENTS; i++) {
		log_in(listener_port(options.acceptor.listen_fd), &clients[i]);
	}
	while (ring_count(&worker.to_hub.ring) < CLIENTS) {
		usleep(1000);
	}
	outbox_finish(&to_worker, &quit);
	worker_stop(&worker);
	assert_true(counter_get(&worker.to_hub.spilled) > 0);
	assert_false(waits_in_the_end);
	outbox_deinit(&to_worker);
	for (size_t i = 0; i < CLIENTS; i++) {
		close(clients[i]);
	}
	wake_deinit(&hub_wake);
	loop_free(loop);
	close(options.acceptor.listen_fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_waits_in_a_loop_that_has_ended),
	};
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	hash_init();
	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
