/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The hub is put together here, and its post is opened: what the workers say goes to who handles
 * it. */
#include "daemon/hub.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "daemon/options.h"
#include "daemon/post.h"
#include "push/message.h"

#define LOG_TARGET "notify_push::hub"

#define ANONYMOUS_MEMORY ((size_t)64 << 20)
#define EVENT_ARENA      ((size_t)32 << 20)

/* How long the end waits for a query that runs. */
#define DATABASE_LIMIT_MS 300U

void hub_tell(struct hub *hub, unsigned worker, const struct message *message)
{
	outbox_send(&hub->workers[worker].to_worker, message);
}

void hub_tell_all(struct hub *hub, const struct message *message)
{
	for (unsigned i = 0; i < hub->worker_count; i++) {
		hub_tell(hub, i, message);
	}
}

/* Everything said before has been done when the echo is back from all workers. */
uint64_t hub_echo(struct hub *hub)
{
	struct message message = {.type = MSG_ECHO, .number = ++hub->echo_count};

	hub_tell_all(hub, &message);
	return hub->echo_count;
}

bool hub_echo_is_back(const struct hub *hub, uint64_t echo)
{
	for (unsigned i = 0; i < hub->worker_count; i++) {
		if (hub->workers[i].echoed < echo) {
			return false;
		}
	}
	return true;
}

static void read_post(struct hub_worker *from, const struct message *message)
{
	switch ((enum message_type)message->type) {
	case MSG_LOGIN:
		hub_login_start(from, message);
		break;
	case MSG_LOGIN_GONE:
		hub_login_gone(from, message);
		break;
	case MSG_REQUEST:
		hub_route(from, message);
		break;
	case MSG_SESSION_CLOSED:
		hub_session_closed(from, message->a);
		break;
	case MSG_ECHOED:
		from->echoed = message->number;
		break;
	case MSG_ALL_CLOSED:
		hub_worker_is_closed(from);
		break;
	case MSG_EVENT:
	case MSG_EVENTS:
	case MSG_CUSTOM:
	case MSG_LOGIN_OK:
	case MSG_LOGIN_NO:
	case MSG_ANSWER:
	case MSG_CATCH_UP:
	case MSG_CUT_USER:
	case MSG_CLOSE_ALL:
	case MSG_STOP_ACCEPT:
	case MSG_ECHO:
	case MSG_QUIT:
		assert(false); /* these go the other way */
	}
}

/* Indices of users that nobody refers to any more become free when no queue can name them. */
static void turn_epoch(struct hub *hub)
{
	if (hub->users.epoch_running && hub_echo_is_back(hub, hub->epoch_echo)) {
		users_end_epoch(&hub->users);
	}
	if (users_begin_epoch(&hub->users)) {
		hub->epoch_echo = hub_echo(hub);
	}
}

/* At most a full queue; true when there may be more. */
static bool empty_letterbox(struct hub_worker *from)
{
	struct message message;
	uint32_t count = 0;

	while (count < OUTBOX_RING && ring_pop(&from->worker.to_hub.ring, &message)) {
		read_post(from, &message);
		count++;
	}
	return count == OUTBOX_RING;
}

static void on_wake(void *context)
{
	struct hub *hub = context;
	bool more = false;

	for (unsigned i = 0; i < hub->worker_count; i++) {
		more |= empty_letterbox(&hub->workers[i]);
	}
	if (more) {
		wake_signal(&hub->wake);
	}
	turn_epoch(hub);
}

/* --- callbacks of the mounts --- */

static void deliver_file(
	void *owner, const uint32_t *users, uint32_t count, const uint64_t *file_id)
{
	hub_deliver(owner, users, count, KIND_BIT(KIND_FILE), file_id);
}

static bool has_room(void *owner, uint32_t events)
{
	return hub_has_room(owner, events);
}

static void catch_up(void *owner)
{
	hub_catch_up(owner);
}

/* --- setting up --- */

static int make_worker(struct hub *hub, unsigned number, const struct sockets *sockets)
{
	const struct settings_limits *limits = &hub->settings->limits;
	struct hub_worker *worker = &hub->workers[number];
	struct worker_options options = {
		.number = number,
		.own_thread = hub->worker_count > 1,
		.acceptor = {.worker = number,
			.workers = hub->worker_count,
			.full_workers = &hub->full_workers,
			.own_table = hub->worker_count > 1,
			.listen_fd = sockets->listen_fd,
			.metrics_fd = number == 0 ? sockets->metrics_fd : -1},
		.sessions = {.active_connections = &hub->active_connections,
			.max_debounce_s = limits->max_debounce_s,
			.debounce_disable = limits->debounce_disable},
		.max_lifetime_s = limits->max_connection_s,
		.anonymous_memory = ANONYMOUS_MEMORY / hub->worker_count,
	};
	int r;

	worker->hub = hub;
	r = worker_init(&worker->worker, &options, &hub->wake);
	if (r == 0) {
		r = outbox_init(&worker->to_worker, hub->loop, &worker->worker.wake, post_drop);
	}
	worker->worker.inbox = &worker->to_worker.ring;
	return r;
}

/* All ways in and out exist before the first thread starts; threads start before links open. */
static int start_workers(struct hub *hub, const struct sockets *sockets)
{
	bool alone = hub->settings->limits.workers <= 1;
	int r = wake_init(&hub->wake, alone, on_wake, hub);

	hub->worker_count = alone ? 1 : hub->settings->limits.workers;
	hub->workers = calloc(hub->worker_count, sizeof(*hub->workers));
	if (!hub->workers) {
		return -ENOMEM;
	}
	for (unsigned i = 0; i < hub->worker_count && r == 0; i++) {
		r = make_worker(hub, i, sockets);
	}
	if (r == 0) {
		r = wake_attach(&hub->wake, hub->loop);
	}
	for (unsigned i = 0; i < hub->worker_count && r == 0; i++) {
		r = worker_start(&hub->workers[i].worker, hub->loop);
	}
	return r;
}

static int start_links(struct hub *hub, struct buf *why)
{
	static const struct redis_handler redis_handler = {
		.on_message = hub_on_redis_message,
		.on_up = hub_on_redis_up,
		.on_down = hub_on_redis_down,
	};
	static const struct mounts_handler mounts_handler = {
		.deliver = deliver_file, .has_room = has_room, .catch_up = catch_up};
	struct login_options login_options = {
		.concurrency = hub->settings->limits.login_concurrency};
	int r = options_store(hub->settings, &hub->store);

	if (r < 0) {
		buf_appendf(why, "database: unusable settings: %s", strerror(-r));
		return r;
	}
	r = mounts_new(hub->loop, hub->store, &hub->users, &mounts_handler, hub, &hub->mounts);
	if (r == 0) {
		r = options_nextcloud(hub->settings, hub->loop, &hub->nextcloud);
	}
	if (r == 0) {
		r = pre_auth_new(hub->loop, &hub->pre_auth);
	}
	if (r == 0) {
		r = login_new(
			hub->loop, hub->nextcloud, hub->pre_auth, &login_options, &hub->login);
	}
	if (r == 0) {
		r = options_redis(hub->settings, hub->loop, &redis_handler, hub, &hub->redis);
	}
	if (r < 0) {
		buf_appendf(why, "cannot set up the links: %s", strerror(-r));
	}
	return r;
}

int hub_init(struct hub *hub, const struct settings *settings, const struct sockets *sockets,
	struct buf *why)
{
	int r;

	memset(hub, 0, sizeof(*hub));
	hub->settings = settings;
	hub->arena = ARENA_INIT(EVENT_ARENA);
	users_init(&hub->users);
	hub_events_init(hub);
	r = loop_new(&hub->loop);
	if (r == 0) {
		r = start_workers(hub, sockets);
	}
	if (r < 0) {
		buf_appendf(why, "cannot start the workers: %s", strerror(-r));
		return r;
	}
	r = start_links(hub, why);
	if (r == 0) {
		r = hub_life_start(hub);
		if (r < 0) {
			buf_appendf(why, "cannot set up signals: %s", strerror(-r));
		}
	}
	return r;
}

int hub_run(struct hub *hub)
{
	int r = loop_run(hub->loop);

	if (r < 0) {
		log_error("the event loop failed: %s", strerror(-r));
		return 1;
	}
	return hub->exit_status;
}

bool hub_deinit(struct hub *hub)
{
	struct message quit = {.type = MSG_QUIT};

	hub_life_stop(hub);
	if (hub->mounts && !mounts_stop(hub->mounts, DATABASE_LIMIT_MS)) {
		/* What a stuck query uses has to stay. Becoming another program ends it, too. */
		log_warn("the database does not answer; leaving without");
		if (!hub->replaced) {
			_exit(hub->leaving ? hub->exit_status : 1);
		}
		return false;
	}
	for (unsigned i = 0; hub->worker_count > 1 && i < hub->worker_count; i++) {
		outbox_finish(&hub->workers[i].to_worker, &quit);
	}
	/* Links that end may still answer somebody: their way to the workers goes last. */
	redis_free(hub->redis);
	login_free(hub->login);
	pre_auth_free(hub->pre_auth);
	nextcloud_free(hub->nextcloud);
	mounts_free(hub->mounts);
	for (unsigned i = 0; i < hub->worker_count; i++) {
		worker_stop(&hub->workers[i].worker);
		hub_logins_forget(&hub->workers[i]);
		outbox_deinit(&hub->workers[i].to_worker);
	}
	wake_detach(&hub->wake);
	wake_deinit(&hub->wake);
	store_free(hub->store);
	users_deinit(&hub->users);
	arena_deinit(&hub->arena);
	buf_deinit(&hub->prefix);
	free(hub->workers);
	loop_free(hub->loop);
	return true;
}
