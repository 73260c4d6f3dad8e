/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Deadlines of connections, to the second: pings, dead peers, slow handshakes and logins,
 * lifetimes.
 *
 * A timer a connection would cost memory and a wake-up each. Instead there is one dense array of 16
 * bits a connection, the second (modulo 2^16) when somebody should look at it, and one walk over it
 * a second while there are connections at all; a million of them take about a tenth of a
 * millisecond. Large tables are walked in several steps a second, so that no step sends too many
 * pings at once.
 */
#include <stdlib.h>

#include "peer/ws_server.h"

#define STEP_CONNS 32768U
#define FAR_AWAY_S 30000U

uint32_t ws_sweep_now_s(const struct ws_server *server)
{
	return (uint32_t)(loop_now_ms(server->loop) / 1000);
}

bool ws_sweep_grow(struct ws_server *server, uint32_t index)
{
	uint32_t cap = MAX_OF(server->deadline_cap, 1024U);
	uint16_t *larger;

	if (index < server->deadline_cap) {
		return true;
	}
	while (cap <= index) {
		cap += cap / 2;
	}
	larger = realloc(server->deadlines, cap * sizeof(*larger));
	if (!larger) {
		return false;
	}
	server->deadlines = larger;
	server->deadline_cap = cap;
	return true;
}

void ws_sweep_set(struct ws_server *server, uint32_t index, uint32_t seconds)
{
	seconds = MIN_OF(seconds, FAR_AWAY_S);
	/* The second that has begun does not count. */
	server->deadlines[index] = (uint16_t)(ws_sweep_now_s(server) + seconds + 1);
}

/* Looks at an open connection in SECONDS, or when its lifetime ends if that is sooner. */
void ws_sweep_set_open(struct ws_server *server, uint32_t index, uint32_t seconds)
{
	const struct ws_conn *conn = ws_server_conn(server, index);
	uint32_t limit = server->options.max_lifetime_s + conn->spread_s;
	uint32_t end = conn->since_s + limit + 1;

	ws_sweep_set(server, index, seconds);
	if (server->options.max_lifetime_s > 0 &&
		limit < ws_sweep_now_s(server) - conn->since_s + seconds) {
		/* A fixed second: no traffic can push it away. */
		server->deadlines[index] = (uint16_t)end;
	}
}

static bool is_over(const struct ws_server *server, const struct ws_conn *conn)
{
	return server->options.max_lifetime_s > 0 &&
	       ws_sweep_now_s(server) - conn->since_s >
		       server->options.max_lifetime_s + conn->spread_s;
}

static void ping(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);
	unsigned char frame[2 + sizeof(uint32_t)] = {0x80 | WS_PING, sizeof(uint32_t)};
	uint32_t token = rng_next(&server->rng) | 1;

	if (!ws_server_can_send(server, index)) {
		return;
	}
	memcpy(frame + 2, &token, sizeof(token));
	ws_conn_send(server, index, str_make(frame, sizeof(frame)));
	conn->flags |= WS_FLAG_PINGED;
	counter_add(&server->stats.pings, 1);
}

/* What was queued in this round has not been offered to the kernel yet: that is not stuck. */
static bool is_stuck(const struct ws_server *server, const struct ws_conn *conn)
{
	return conn->flags & WS_FLAG_WANT_OUT && conn->busy &&
	       ws_sweep_now_s(server) - conn->busy->stuck_since_s > WS_STUCK_S;
}

static void open_due(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	if (is_over(server, conn)) {
		ws_conn_close(server, index, WS_CLOSE_NORMAL, "maximum connection time reached");
		return;
	}
	if (conn->flags & WS_FLAG_PINGED || is_stuck(server, conn)) {
		counter_add(&server->stats.ping_timeouts, 1);
		ws_conn_free(server, index);
		return;
	}
	ws_sweep_set_open(server, index, WS_PING_S);
	ping(server, index);
}

static void due(struct ws_server *server, uint32_t index)
{
	struct ws_conn *conn = ws_server_conn(server, index);

	switch ((enum ws_phase)conn->phase) {
	case WS_PHASE_FREE:
		ws_sweep_set(server, index, FAR_AWAY_S);
		break;
	case WS_PHASE_USER:
	case WS_PHASE_PASSWORD:
		counter_add(&server->stats.login_timeouts, 1);
		ws_server_refuse(
			server, ws_server_id(server, index), STR_LIT("Authentication timeout"));
		break;
	case WS_PHASE_CHECK:
		/* Nobody reads here, so nothing can be concluded from silence. */
		ping(server, index);
		conn->flags &= (uint8_t)~WS_FLAG_PINGED;
		ws_sweep_set(server, index, WS_PING_S);
		break;
	case WS_PHASE_OPEN:
		open_due(server, index);
		break;
	case WS_PHASE_HEAD:
	case WS_PHASE_BODY:
	case WS_PHASE_ANSWER:
	case WS_PHASE_CLOSING:
	case WS_PHASE_DRAIN:
		ws_conn_free(server, index);
		break;
	}
}

void ws_sweep_run(struct timer *timer)
{
	struct ws_server *server = container_of(timer, struct ws_server, sweep);
	uint32_t high = server->conns.high;
	uint32_t steps = high / STEP_CONNS + 1;
	uint32_t end = MIN_OF(server->sweep_at + STEP_CONNS, high);
	uint16_t now = (uint16_t)ws_sweep_now_s(server);

	for (uint32_t i = server->sweep_at; i < end; i++) {
		if (UNLIKELY((int16_t)(now - server->deadlines[i]) >= 0)) {
			due(server, i);
		}
	}
	server->sweep_at = end < high ? end : 0;
	if (server->conns.used > 0) {
		loop_timer_start(server->loop, &server->sweep, 1000 / steps);
	}
}
