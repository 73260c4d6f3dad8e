/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See crowd.h. A frame's text says how it is timed: "bench <ns>" carries the moment of its
 * publication, any other belongs to the event that the client's asked_ns remembers.
 */
#include "crowd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"
#include "proto/ws_handshake.h"

static const struct ws_rules rules = {.from_client = false, .max_message = 1U << 24};

static void drop(struct crowd *crowd, struct client *client)
{
	if (client->state == CLIENT_OPEN) {
		crowd->open--;
		crowd->lost++;
	} else {
		crowd->opening--;
		crowd->failed++;
	}
	client->state = CLIENT_CLOSED;
	close(client->fd);
}

static void note_frame(struct crowd *crowd, struct client *client, struct str text)
{
	uint64_t now = clock_now_ns();
	uint64_t asked = client->asked_ns;

	crowd->frames++;
	crowd->last_frame_ns = now;
	if (crowd->first_frame_ns == 0) {
		crowd->first_frame_ns = now;
	}
	if (str_has_prefix(text, STR_LIT("bench "))) {
		if (!str_to_u64(str_skip(text, 6), &asked)) {
			asked = 0;
		}
	} else {
		client->asked_ns = 0;
	}
	if (asked) {
		samples_add(&crowd->samples, now - asked);
	}
}

static bool on_text(struct crowd *crowd, struct client *client, struct str text)
{
	if (client->state == CLIENT_OPEN) {
		note_frame(crowd, client, text);
		return true;
	}
	if (!str_equals(text, STR_LIT("authenticated"))) {
		return false;
	}
	client->state = CLIENT_OPEN;
	crowd->opening--;
	crowd->open++;
	return true;
}

static bool on_frames(struct crowd *crowd, struct client *client, char *bytes, size_t len)
{
	while (len > 0) {
		struct ws_piece piece;
		size_t used = 0;
		int r = ws_decode(&client->decoder, &rules, bytes, len, &piece, &used);
		bool fine = true;

		if (r == WS_E_MORE) {
			return true;
		}
		if (r != 0 || piece.opcode == WS_CLOSE) {
			return false;
		}
		if (piece.opcode == WS_PING && piece.begin && piece.end) {
			crowd->pings++;
			fine = crowd_send(client, WS_PONG, piece.payload.ptr, piece.payload.len);
		} else if (piece.opcode == WS_TEXT && piece.end) {
			fine = on_text(crowd, client, piece.begin ? piece.payload : STR_NULL);
		}
		if (!fine) {
			return false;
		}
		bytes += used;
		len -= used;
	}
	return true;
}

static void on_ready(void *context, uint64_t token, uint32_t events)
{
	struct crowd *crowd = context;
	struct client *client = &crowd->clients[token];
	ssize_t n;
	bool fine;

	(void)events;
	if (client->state == CLIENT_CLOSED) {
		return;
	}
	n = recv(client->fd, crowd->in, sizeof(crowd->in), MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		return;
	}
	if (n <= 0) {
		fine = false;
	} else if (client->state == CLIENT_UPGRADING) {
		fine = crowd_upgraded(crowd, client, str_make(crowd->in, (size_t)n));
	} else {
		fine = on_frames(crowd, client, crowd->in, (size_t)n);
	}
	if (!fine) {
		drop(crowd, client);
	}
}

static int set_server(struct crowd *crowd, const char *server)
{
	struct sockaddr_in *tcp = (struct sockaddr_in *)(void *)&crowd->server;
	struct sockaddr_un *path = (struct sockaddr_un *)(void *)&crowd->server;
	uint16_t port;

	if (str_to_u16(str_from_cstr(server), &port)) {
		*tcp = (struct sockaddr_in){.sin_family = AF_INET,
			.sin_port = htons(port),
			.sin_addr = {htonl(INADDR_LOOPBACK)}};
		crowd->server_len = sizeof(*tcp);
		return 0;
	}
	if (strlen(server) >= sizeof(path->sun_path)) {
		return -ENAMETOOLONG;
	}
	path->sun_family = AF_UNIX;
	memcpy(path->sun_path, server, strlen(server));
	crowd->server_len = sizeof(*path);
	return 0;
}

int crowd_init(struct crowd *crowd, struct loop *loop, struct publisher *publisher,
	const char *server, uint32_t cap)
{
	static const unsigned char nonce[16] = "notify_push load";
	struct buf key = BUF_NULL;
	uint64_t run = clock_now_ns() ^ (uint64_t)getpid() << 40;
	int r;

	crowd->loop = loop;
	crowd->publisher = publisher;
	crowd->cap = cap;
	(void)snprintf(crowd->run, sizeof(crowd->run), "%016llx", (unsigned long long)run);
	crowd->clients = calloc(cap, sizeof(*crowd->clients));
	r = crowd->clients ? samples_init(&crowd->samples) : -ENOMEM;
	if (r == 0) {
		r = set_server(crowd, server);
	}
	ws_handshake_key(nonce, &key);
	ws_handshake_request(
		&crowd->request, STR_LIT("localhost"), STR_LIT("/ws"), buf_str(&key), STR_LIT(""));
	if (r == 0) {
		r = buf_status(&crowd->request);
	}
	buf_deinit(&key);
	loop_set_token_receiver(loop, on_ready, crowd);
	return r;
}

void crowd_deinit(struct crowd *crowd)
{
	for (uint32_t i = 0; i < crowd->used; i++) {
		if (crowd->clients[i].state != CLIENT_CLOSED) {
			close(crowd->clients[i].fd);
		}
	}
	free(crowd->clients);
	samples_deinit(&crowd->samples);
	buf_deinit(&crowd->request);
}

int crowd_add(struct crowd *crowd, uint32_t number)
{
	struct client *client = &crowd->clients[crowd->used];
	int r;

	if (crowd->used == crowd->cap) {
		return -ENOSPC;
	}
	*client = (struct client){.fd = -1, .number = number};
	publisher_send(crowd->publisher, "notify_pre_auth",
		"{\"user\":\"user%06u\",\"token\":\"%s-%u\"}", number, crowd->run, number);
	r = crowd_connect(crowd, client);
	if (r == 0) {
		crowd->used++;
		crowd->opening++;
	}
	return r;
}

void crowd_clear(struct crowd *crowd)
{
	samples_clear(&crowd->samples);
	crowd->frames = 0;
	crowd->pings = 0;
	crowd->first_frame_ns = 0;
	crowd->last_frame_ns = 0;
}
