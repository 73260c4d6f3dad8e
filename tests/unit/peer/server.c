/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

void server_init(struct server *server, server_answer_fn *answer, void *context)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(address);

	*server = (struct server){.answer = answer, .context = context};
	for (size_t i = 0; i < SERVER_CONNECTIONS; i++) {
		server->fds[i] = -1;
	}
	server->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(server->listener, (struct sockaddr *)&address, len), 0);
	assert_int_equal(listen(server->listener, 16), 0);
	assert_int_equal(getsockname(server->listener, (struct sockaddr *)&address, &len), 0);
	server->port = ntohs(address.sin_port);
}

static void hang_up(struct server *server, size_t i)
{
	close(server->fds[i]);
	server->fds[i] = -1;
	buf_deinit(&server->in[i]);
}

void server_deinit(struct server *server)
{
	for (size_t i = 0; i < SERVER_CONNECTIONS; i++) {
		if (server->fds[i] >= 0) {
			hang_up(server, i);
		}
	}
	close(server->listener);
}

static void admit(struct server *server)
{
	for (size_t i = 0; i < SERVER_CONNECTIONS; i++) {
		if (server->fds[i] < 0) {
			server->fds[i] =
				accept4(server->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
			server->accepted += server->fds[i] >= 0;
			return;
		}
	}
}

static void answer_all(struct server *server, size_t i)
{
	struct arena arena = ARENA_INIT(0);
	struct buf out = BUF_NULL;
	struct resp_value command;
	size_t size;

	while (server->in[i].len > 0) {
		struct resp_parser parser = RESP_PARSER_INIT;

		if (resp_parse(&parser, buf_str(&server->in[i]), &arena, &command, &size) != 0) {
			break;
		}
		server->answer(server->context, &command, &out);
		buf_consume(&server->in[i], size);
	}
	if (out.len > 0) {
		assert_int_equal(send(server->fds[i], out.ptr, out.len, MSG_NOSIGNAL), out.len);
	}
	buf_deinit(&out);
	arena_deinit(&arena);
}

static void serve(struct server *server)
{
	admit(server);
	for (size_t i = 0; i < SERVER_CONNECTIONS; i++) {
		char bytes[4096];
		ssize_t n;

		if (server->fds[i] < 0) {
			continue;
		}
		n = recv(server->fds[i], bytes, sizeof(bytes), 0);
		if (n == 0) {
			hang_up(server, i);
		} else if (n > 0) {
			buf_append(&server->in[i], bytes, (size_t)n);
			answer_all(server, i);
		}
	}
}

bool server_run(struct server *server, struct loop *loop, const bool *flag, unsigned ms)
{
	uint64_t end = clock_now_ms() + ms;

	while (!(flag && *flag) && clock_now_ms() < end) {
		assert_int_equal(loop_run_once(loop, 1), 0);
		fail_malloc_pause(true);
		serve(server);
		fail_malloc_pause(false);
	}
	return flag && *flag;
}

bool server_greets(const struct resp_value *command, struct buf *out)
{
	struct str verb = command->items[0].text;

	if (str_equals(verb, STR_LIT("PING"))) {
		buf_append_cstr(out, "+PONG\r\n");
	} else if (str_equals(verb, STR_LIT("SUBSCRIBE"))) {
		for (uint32_t i = 1; i < command->count; i++) {
			buf_appendf(out, "*3\r\n$9\r\nsubscribe\r\n$%zu\r\n%.*s\r\n:%u\r\n",
				command->items[i].text.len, STR_ARG(command->items[i].text), i);
		}
	} else {
		return false;
	}
	return true;
}
