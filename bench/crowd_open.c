/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a client gets in: connect, upgrade, user and token. Connecting blocks, which on loopback and
 * Unix sockets takes no time while the backlog has room; everything after that does not. Over TCP
 * each block of clients has a source address of its own, since one has only some 28,000 ports.
 */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/un.h>
#include <unistd.h>

#include "crowd.h"

#define CLIENTS_AN_ADDRESS 5000U

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

static int bind_source(int fd, uint32_t number)
{
	uint32_t host = 2 + number / CLIENTS_AN_ADDRESS;
	struct sockaddr_in source = {
		.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK + host)}};
	int on = 1;

	(void)!setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof(on));
	(void)!setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return bind(fd, (const struct sockaddr *)&source, sizeof(source)) < 0 ? -errno : 0;
}

int crowd_connect(struct crowd *crowd, struct client *client)
{
	int family = crowd->server.ss_family;
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int r = fd < 0 ? -errno : 0;

	if (r == 0 && family == AF_INET) {
		r = bind_source(fd, client->number);
	}
	if (r == 0 && connect(fd, (const struct sockaddr *)&crowd->server, crowd->server_len) < 0) {
		r = -errno;
	}
	if (r == 0) {
		r = loop_add_token(
			crowd->loop, fd, (uint64_t)(client - crowd->clients), EPOLLIN | EPOLLRDHUP);
	}
	if (r == 0 && send(fd, crowd->request.ptr, crowd->request.len, MSG_NOSIGNAL) < 0) {
		r = -errno;
	}
	if (r < 0) {
		if (fd >= 0) {
			close(fd);
		}
		return r;
	}
	client->fd = fd;
	client->state = CLIENT_UPGRADING;
	return 0;
}

static const unsigned char mask[4] = {0x37, 0xFA, 0x21, 0x3D};

static bool send_frames(const struct client *client, struct buf *frames)
{
	bool sent = buf_status(frames) == 0 &&
		    send(client->fd, frames->ptr, frames->len, MSG_NOSIGNAL | MSG_DONTWAIT) ==
			    (ssize_t)frames->len;

	buf_deinit(frames);
	return sent;
}

bool crowd_send(const struct client *client, enum ws_opcode opcode, const char *text, size_t len)
{
	struct buf frame = BUF_NULL;

	ws_frame_write(&frame, opcode, str_make(text, len), mask);
	return send_frames(client, &frame);
}

/* The answer is short and comes in one piece; what differs from that counts as a failure. */
bool crowd_upgraded(struct crowd *crowd, struct client *client, struct str answer)
{
	char token[64];
	char user[32];
	int token_len = snprintf(token, sizeof(token), "%s-%u", crowd->run, client->number);
	struct buf frames = BUF_NULL;
	int user_len = snprintf(user, sizeof(user), "user%06u", client->number);

	if (!str_has_prefix(answer, STR_LIT("HTTP/1.1 101 ")) ||
		!str_has_suffix(answer, STR_LIT("\r\n\r\n"))) {
		return false;
	}
	client->state = CLIENT_LOGIN;
	/* In one piece, as a client sends what it has ready at once (wire.md §1). */
	ws_frame_write(&frames, WS_TEXT, str_make(user, (size_t)user_len), mask);
	ws_frame_write(&frames, WS_TEXT, str_make(token, (size_t)token_len), mask);
	return send_frames(client, &frames);
}
