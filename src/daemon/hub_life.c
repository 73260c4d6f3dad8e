/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The hub's life: signals, readiness, heartbeat, watchdog, leaving.
 *
 * Ready means that the listeners are bound (main did that) and that the subscription stands; a
 * Redis that stays away does not fail the unit, after 30 s we say so and are ready all the same. On
 * the first SIGTERM everybody is told to go, spread over at most four seconds; a second one ends us
 * at once.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/hub.h"
#include "daemon/systemd.h"
#include "push/message.h"

#define LOG_TARGET "notify_push"

#define READY_LIMIT_MS  30000U
#define HEARTBEAT_MS    20000U
#define HEARTBEAT_S     60U
#define LEAVE_LIMIT_MS  5000U
#define LEAVE_SPREAD_MS 3500U
#define WATCH_MS        10000U

/* --- ready --- */

static void get_ready(struct hub *hub, const char *status)
{
	if (!hub->ready) {
		hub->ready = true;
		loop_timer_stop(hub->loop, &hub->ready_limit);
		systemd_notify("READY=1\nSTATUS=%s", status);
	}
}

static void on_ready_limit(struct timer *timer)
{
	struct hub *hub = container_of(timer, struct hub, ready_limit);

	log_warn("Redis cannot be subscribed to for %u s now; going on without, trying again for "
		 "ever",
		READY_LIMIT_MS / 1000);
	get_ready(hub, "waiting for Redis");
}

/* --- the version of the app --- */

static void app_version_read(void *context, enum redis_result result, struct str text)
{
	struct str ours = STR_LIT(HUB_VERSION);
	struct str our_level = str_first(ours, (size_t)str_rfind_byte(ours, '.'));
	ptrdiff_t dot = str_rfind_byte(text, '.');

	(void)context;
	if (result != REDIS_OK) {
		log_debug("the app's version is not known");
		return;
	}
	if (dot < 0 || !str_equals(str_first(text, (size_t)dot), our_level)) {
		log_warn(
			"push server is version " HUB_VERSION
			", but the Nextcloud app notify_push is version %.*s; update the older one",
			STR_ARG(text));
	} else {
		log_info("the Nextcloud app notify_push is version %.*s", STR_ARG(text));
	}
}

static void app_version_written(void *context, const struct nextcloud_result *result)
{
	struct hub *hub = context;

	if (result->kind != NEXTCLOUD_OK) {
		log_warn("Nextcloud could not be asked for the app's version: %.*s",
			STR_ARG(result->error));
		return;
	}
	(void)!redis_get(hub->redis, STR_LIT("notify_push_app_version"), app_version_read, hub);
}

static void app_version_deleted(void *context, enum redis_result result, struct str text)
{
	struct hub *hub = context;
	struct nextcloud_request request = {
		.path = STR_LIT("index.php/apps/notify_push/test/version"), .timeout_ms = 10000};

	(void)text;
	if (result != REDIS_FAILED) {
		(void)!nextcloud_get(hub->nextcloud, &request, app_version_written, hub, NULL);
	}
}

static void ask_app_version(struct hub *hub)
{
	if (!hub->version_asked) {
		hub->version_asked = true;
		(void)!redis_del(
			hub->redis, STR_LIT("notify_push_app_version"), app_version_deleted, hub);
	}
}

/* --- heartbeat --- */

static void heartbeat_done(void *context, enum redis_result result, struct str text)
{
	(void)context;
	if (result != REDIS_OK) {
		log_debug("heartbeat: %.*s", STR_ARG(text));
	}
}

static void beat(struct hub *hub)
{
	char json[256];
	int len = snprintf(json, sizeof(json),
		"{\"version\":\"%s\",\"protocol\":\"%.*s\",\"started\":%llu,\"connections\":%u}",
		HUB_VERSION, (int)(strrchr(HUB_VERSION, '.') - HUB_VERSION), HUB_VERSION,
		(unsigned long long)hub->start_time_s, hub->users.active_sessions);

	(void)!redis_set_ex(hub->redis, STR_LIT("notify_push_heartbeat"),
		str_make(json, (size_t)len), HEARTBEAT_S, heartbeat_done, hub);
	systemd_notify("STATUS=%u session(s) of %u user(s), %llu event(s)",
		hub->users.active_sessions, hub->users.active_users,
		(unsigned long long)hub->events);
}

static void on_heartbeat(struct timer *timer)
{
	struct hub *hub = container_of(timer, struct hub, heartbeat);
	struct redis_stats redis;

	redis_get_stats(hub->redis, &redis);
	if (redis.subscribed) {
		beat(hub);
	}
	loop_timer_start(hub->loop, timer, HEARTBEAT_MS);
}

void hub_on_redis_up(void *context, bool gap)
{
	struct hub *hub = context;

	/* Clients may have logged in before the first subscription, too. */
	if (gap || hub->users.active_sessions > 0) {
		log_info("events may have been lost: every session is told to look again");
		hub_events_lost(hub);
	}
	get_ready(hub, "subscribed to Redis");
	beat(hub);
	ask_app_version(hub);
}

void hub_on_redis_down(void *context, const char *why)
{
	(void)context;
	systemd_notify("STATUS=Redis: %.300s", why);
}

/* --- watchdog --- */

static void on_watchdog(struct timer *timer)
{
	struct hub *hub = container_of(timer, struct hub, watchdog);

	/* A worker that is stuck does not echo, and then nobody feeds the dog. */
	if (hub_echo_is_back(hub, hub->watchdog_echo)) {
		systemd_notify("WATCHDOG=1");
		hub->watchdog_echo = hub_echo(hub);
	}
	loop_timer_start(hub->loop, timer, hub->watchdog_ms);
}

/* --- leaving --- */

static void leave_now(struct hub *hub)
{
	loop_stop(hub->loop);
}

static void on_leave_limit(struct timer *timer)
{
	leave_now(container_of(timer, struct hub, leave_limit));
}

void hub_worker_is_closed(struct hub_worker *from)
{
	struct hub *hub = from->hub;

	from->closed = true;
	for (unsigned i = 0; i < hub->worker_count; i++) {
		if (!hub->workers[i].closed) {
			return;
		}
	}
	if (hub->leaving) {
		leave_now(hub);
	}
}

/*
 * To systemd a new binary in our place is a reload, which ends with its READY=1. After STOPPING=1
 * it would wait for the process to end, and kill the new one when TimeoutStopSec= is over.
 */
static void tell_manager(const struct hub *hub)
{
	if (hub->replaced) {
		systemd_notify(
			"RELOADING=1\nMONOTONIC_USEC=%llu\nSTATUS=closing %u session(s), to go "
			"on as the new binary",
			(unsigned long long)(clock_now_ns() / 1000), hub->users.active_sessions);
	} else {
		systemd_notify(
			"STOPPING=1\nSTATUS=closing %u session(s)", hub->users.active_sessions);
	}
}

static void leave(struct hub *hub, const char *why)
{
	uint32_t spread = MIN_OF(LEAVE_SPREAD_MS, 2 * hub->users.active_sessions);
	struct message stop = {.type = MSG_STOP_ACCEPT};
	struct message close_all = {
		.type = MSG_CLOSE_ALL, .bits = 1, .small = WS_CLOSE_RESTART, .a = spread};

	hub->leaving = true;
	log_info("%s", why);
	tell_manager(hub);
	hub_tell_all(hub, &stop);
	hub_tell_all(hub, &close_all);
	loop_timer_start(hub->loop, &hub->leave_limit, LEAVE_LIMIT_MS - 200);
}

static void asked_to_stop(struct hub *hub)
{
	static const char why[] = "shutdown signal received, shutting down";

	if (hub->replaced) {
		/* Everybody is on the way out already; now nobody is to come in our place. */
		hub->replaced = false;
		log_info("%s", why);
		tell_manager(hub);
	} else if (hub->leaving) {
		leave_now(hub);
	} else {
		leave(hub, why);
	}
}

/* --- now and then: files that change (config.php, our own binary), memory to give back --- */

static void on_watch(struct timer *timer)
{
	struct hub *hub = container_of(timer, struct hub, watch_timer);
	struct buf notice = BUF_NULL;

	if (settings_watch_poll(&hub->watch, hub->settings, &notice) > 0) {
		log_warn("%.*s", STR_ARG(buf_str(&notice)));
	}
	buf_deinit(&notice);
	if (!hub->leaving && replace_poll(&hub->replace)) {
		hub->replaced = true;
		leave(hub, "the binary was replaced, restarting as the new one");
	}
	if (heap_tidy(&hub->heap)) {
		log_debug("gave free memory back to the system");
	}
	loop_timer_start(hub->loop, timer, WATCH_MS);
}

static void on_signal(struct loop_io *io, uint32_t events)
{
	struct hub *hub = container_of(io, struct hub, signals);
	struct signalfd_siginfo info;

	(void)events;
	if (read(io->fd, &info, sizeof(info)) != (ssize_t)sizeof(info)) {
		return;
	}
	if (info.ssi_signo == SIGHUP) {
		log_info("SIGHUP: there are no certificates to read again; a changed config.php "
			 "needs a restart");
	} else {
		asked_to_stop(hub);
	}
}

static int watch_signals(struct hub *hub)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	/* main has blocked them, so none can have been lost before this. */
	fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return fd < 0 ? -errno : loop_io_add(hub->loop, &hub->signals, fd, EPOLLIN, on_signal);
}

int hub_life_start(struct hub *hub)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	hub->start_time_s = (double)now.tv_sec + (double)now.tv_nsec / 1e9;
	hub->start_ms = loop_now_ms(hub->loop);
	hub->signals = LOOP_IO_NULL;
	timer_init(&hub->ready_limit, on_ready_limit);
	timer_init(&hub->heartbeat, on_heartbeat);
	timer_init(&hub->watchdog, on_watchdog);
	timer_init(&hub->leave_limit, on_leave_limit);
	timer_init(&hub->watch_timer, on_watch);
	loop_timer_start(hub->loop, &hub->ready_limit, READY_LIMIT_MS);
	loop_timer_start(hub->loop, &hub->heartbeat, HEARTBEAT_MS);
	replace_init(&hub->replace);
	loop_timer_start(hub->loop, &hub->watch_timer, WATCH_MS);
	hub->watchdog_ms = systemd_watchdog_ms();
	if (hub->watchdog_ms > 0) {
		hub->watchdog_echo = hub_echo(hub);
		loop_timer_start(hub->loop, &hub->watchdog, hub->watchdog_ms);
	}
	return watch_signals(hub);
}

void hub_life_stop(struct hub *hub)
{
	if (hub->signals.fn) {
		int fd = hub->signals.fd;

		loop_io_remove(hub->loop, &hub->signals);
		close(fd);
	}
	settings_watch_deinit(&hub->watch);
}
