/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The hub: everything of which there is one. It listens to Redis, asks Nextcloud and the database,
 * knows which user is on which worker, and routes events there. It owns no client connection.
 *
 * One thread, the main one. hub.c wires it up; hub_events.c routes what Redis says; hub_logins.c
 * decides who may come in; hub_routes.c answers plain requests; hub_life.c starts, watches and
 * ends.
 */
#ifndef DAEMON_HUB_H
#define DAEMON_HUB_H

#include <signal.h>

#include "base/heap.h"
#include "config/settings.h"
#include "daemon/replace.h"
#include "daemon/worker.h"
#include "peer/nextcloud.h"
#include "peer/redis.h"
#include "push/event.h"
#include "push/login.h"
#include "push/metrics.h"
#include "push/mounts.h"
#include "push/users.h"

#define HUB_VERSION NOTIFY_PUSH_VERSION

/* The hub's end of one worker. */
struct hub_worker {
	struct hub *hub;
	struct worker worker;
	struct outbox to_worker;
	struct map logins; /* struct hub_login by connection */
	uint64_t echoed;   /* the highest echo that came back */
	bool closed;       /* nobody is left, while leaving */
};

struct hub {
	const struct settings *settings;
	struct loop *loop;
	struct wake wake; /* shared by all workers */
	struct hub_worker *workers;
	unsigned worker_count;
	atomic_uint active_connections;
	atomic_uint full_workers;

	struct redis *redis;
	struct nextcloud *nextcloud;
	struct pre_auth *pre_auth;
	struct login *login;
	struct store *store;
	struct mounts *mounts;
	struct users users;
	struct arena arena; /* of the event being worked on */

	uint64_t test_cookie;
	uint64_t epoch_echo; /* the echo that ends the epoch under way */
	uint64_t echo_count; /* echoes sent to every worker */
	struct buf prefix;   /* for frames of custom messages */

	/* hub_events.c */
	struct timer asked_pause; /* until a catch-up may be asked for again */
	bool asked_meanwhile;

	/* hub_life.c */
	struct loop_io signals;
	struct timer heartbeat;
	struct timer watchdog;
	struct timer ready_limit;
	struct timer leave_limit;
	struct timer watch_timer;
	struct settings_watch watch;
	struct heap heap;
	uint64_t watchdog_echo;
	uint64_t watchdog_ms; /* 0 = off */
	struct replace replace;
	bool replaced; /* leaving, to come back as the new binary */
	bool ready;
	bool leaving;
	bool version_asked;
	int exit_status;
	uint64_t start_ms;
	double start_time_s;

	/* what only the hub counts; the rest is collected from the others */
	uint64_t events;
	uint64_t events_by_channel[EVENT_KINDS];
	uint64_t events_malformed;
	uint64_t sessions_total;
	uint64_t logins_limited;
	uint64_t catch_ups;
};

/*
 * Starts workers and links. 0, or -errno with a line for humans in WHY. SETTINGS must outlive it.
 * SOCKETS stay main's. HUB is large: not on a small stack.
 */
NODISCARD int hub_init(struct hub *hub, const struct settings *settings,
	const struct sockets *sockets, struct buf *why);

/* Runs until a signal; the exit status. */
NODISCARD int hub_run(struct hub *hub);

/*
 * False when something still uses HUB, so that it must stay where it is: only if it is to be
 * replaced by another program at once. Otherwise that ends the process.
 */
bool hub_deinit(struct hub *hub);

/* hub.c: to the workers */
void hub_tell(struct hub *hub, unsigned worker, const struct message *message);
void hub_tell_all(struct hub *hub, const struct message *message);
uint64_t hub_echo(struct hub *hub);
bool hub_echo_is_back(const struct hub *hub, uint64_t echo);

/* hub_events.c */
void hub_events_init(struct hub *hub);
void hub_on_redis_message(void *context, struct str channel, struct str payload);
/* hub_deliver.c: a built-in event for COUNT users, online or not. */
void hub_deliver(struct hub *hub, const uint32_t *users, uint32_t count, unsigned kinds,
	const uint64_t *file_id);

bool hub_has_room(const struct hub *hub, uint32_t events);
void hub_catch_up(struct hub *hub);    /* every session is told to look again */
void hub_events_lost(struct hub *hub); /* events from Redis: catch up, and read mounts again */
void hub_write_metrics_key(struct hub *hub);

/* hub_logins.c */
void hub_login_start(struct hub_worker *from, const struct message *message);
void hub_login_gone(struct hub_worker *from, const struct message *message);
void hub_logins_forget(struct hub_worker *from);
void hub_session_closed(struct hub_worker *from, uint32_t user);

/* hub_routes.c */
void hub_route(struct hub_worker *from, const struct message *message);
void hub_collect_metrics(struct hub *hub, struct metrics *ret_metrics);

/* hub_life.c */
NODISCARD int hub_life_start(struct hub *hub);
void hub_life_stop(struct hub *hub);
void hub_on_redis_up(void *context, bool gap);
void hub_on_redis_down(void *context, const char *why);
void hub_worker_is_closed(struct hub_worker *from);

#endif
