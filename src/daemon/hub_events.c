/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The router: each event from Redis becomes messages to the workers where its user is online. An
 * event for somebody who is not costs a look-up in the table of names and nothing else.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "daemon/hub.h"
#include "proto/json.h"
#include "push/connections.h"
#include "push/message.h"

#define LOG_TARGET "notify_push::receive"

#define CONNECTIONS_KEY_S 10U
#define ASKED_PAUSE_MS    5000U

static uint32_t now_us(void)
{
	return (uint32_t)(clock_now_ns() / 1000);
}

bool hub_has_room(const struct hub *hub, uint32_t events)
{
	/* A ring can never hold more than it is long. */
	events = MIN_OF(events, OUTBOX_RING / 2);
	for (unsigned i = 0; i < hub->worker_count; i++) {
		if (outbox_room(&hub->workers[i].to_worker) < events) {
			return false;
		}
	}
	return true;
}

void hub_catch_up(struct hub *hub)
{
	struct message message = {.type = MSG_CATCH_UP};

	hub->catch_ups++;
	hub_tell_all(hub, &message);
}

void hub_events_lost(struct hub *hub)
{
	/* A new share may be among them, whose files concern somebody else from now on. */
	mounts_all_changed(hub->mounts);
	hub_catch_up(hub);
}

static void deliver_named(struct hub *hub, const struct event *event, unsigned kinds)
{
	uint32_t user = users_find(&hub->users, event->name, false);

	if (user != USERS_NONE) {
		hub_deliver(hub, &user, 1, kinds, NULL);
	}
}

/* `<message>` or `<message> <json>` as a frame. */
static struct blob *custom_frame(struct hub *hub, const struct event *event)
{
	unsigned char head[WS_MAX_HEADER];
	struct buf *text = &hub->prefix;
	struct blob *frame;
	size_t head_len;

	buf_clear(text);
	buf_append_str(text, event->message);
	if (event->body.len > 0) {
		buf_append_byte(text, ' ');
		json_compact(event->body, text);
	}
	if (buf_status(text) < 0) {
		return NULL;
	}
	head_len = ws_frame_header(WS_TEXT, text->len, NULL, head);
	frame = blob_new(head_len + text->len);
	if (frame) {
		memcpy(frame->bytes, head, head_len);
		memcpy(frame->bytes + head_len, text->ptr, text->len);
	}
	return frame;
}

static void custom(struct hub *hub, const struct event *event)
{
	uint32_t user = users_find(&hub->users, event->name, event->anonymous);
	uint64_t workers = user == USERS_NONE ? 0 : users_get(&hub->users, user)->workers;
	struct message message = {.type = MSG_CUSTOM, .a = user, .b = now_us()};
	struct blob *frame;

	if (workers == 0) {
		return;
	}
	log_at("notify_push::send", LOG_DEBUG, "%s'%.*s', %u session(s): %.*s",
		event->anonymous ? "session " : "", STR_ARG(event->name),
		users_get(&hub->users, user)->sessions, STR_ARG(event->message));
	frame = custom_frame(hub, event);
	if (!frame) {
		log_error("no memory for a custom message of %zu bytes; the sessions concerned are "
			  "cut",
			event->body.len);
		message.type = MSG_CUT_USER;
	}
	for (; workers; workers &= workers - 1) {
		message.pointer = frame ? blob_ref(frame) : NULL;
		hub_tell(hub, (unsigned)__builtin_ctzll(workers), &message);
	}
	blob_unref(frame);
}

static void user_changed(struct hub *hub, const struct event *event)
{
	deliver_named(hub, event, KIND_BIT(KIND_FILE));
	mounts_user_changed(hub->mounts, event->name);
}

static void announce_token(struct hub *hub, const struct event *event)
{
	struct pre_auth_owner owner = {.name = event->name, .is_session = event->anonymous};
	int r = pre_auth_add(hub->pre_auth, loop_now_ms(hub->loop), event->token, owner);

	if (r < 0) {
		log_warn("notify_pre_auth: a token could not be kept: %s", strerror(-r));
	}
}

static void configure_log(const struct event *event)
{
	if (event->text.len == 0) {
		if (!log_spec_pop()) {
			log_warn("notify_config: log_restore without a log_spec before it");
		}
	} else if (!log_spec_push(event->text)) {
		const char *why = log_spec_check(event->text);

		log_warn("notify_config: log_spec '%.*s' is ignored: %s", STR_ARG(event->text),
			why ? why : "too many are in force; send log_restore first");
	}
}

static void metrics_written(void *context, enum redis_result result, struct str text)
{
	(void)context;
	if (result != REDIS_OK) {
		log_warn("the metrics could not be written to Redis: %.*s", STR_ARG(text));
	}
}

void hub_write_metrics_key(struct hub *hub)
{
	struct metrics *metrics = calloc(1, sizeof(*metrics));
	struct buf json = BUF_NULL;

	if (metrics) {
		hub_collect_metrics(hub, metrics);
		metrics_write_json(metrics, &json);
		if (buf_status(&json) == 0 && redis_set(hub->redis, STR_LIT("notify_push_metrics"),
						      buf_str(&json), metrics_written, hub) < 0) {
			log_warn("the metrics could not be written to Redis: too many commands "
				 "wait");
		}
	}
	buf_deinit(&json);
	free(metrics);
}

static void connections_written(void *context, enum redis_result result, struct str text)
{
	(void)context;
	if (result != REDIS_OK) {
		log_warn("the list of connections could not be written to Redis: %.*s",
			STR_ARG(text));
	}
}

/* USER empty: of everybody. Who is online is nobody's business for longer than it takes to read. */
static void write_connections_key(struct hub *hub, struct str user)
{
	struct buf json = BUF_NULL;

	if (user.len > 0) {
		connections_write_user(&hub->users, user, &json);
	} else {
		connections_write_list(&hub->users, &json);
	}
	if (buf_status(&json) < 0 ||
		redis_set_ex(hub->redis, STR_LIT("notify_push_connections"), buf_str(&json),
			CONNECTIONS_KEY_S, connections_written, hub) < 0) {
		log_warn("the list of connections could not be written to Redis: no room");
	}
	buf_deinit(&json);
}

static void query(struct hub *hub, const struct event *event)
{
	struct str what = event->text;

	if (str_equals(what, STR_LIT("metrics"))) {
		hub_write_metrics_key(hub);
	} else if (str_equals(what, STR_LIT("connections"))) {
		write_connections_key(hub, STR_NULL);
	} else if (str_has_prefix(what, STR_LIT("connections "))) {
		write_connections_key(hub, str_skip(what, sizeof("connections ") - 1));
	} else {
		log_warn("notify_query: '%.*s' is unknown (expected \"metrics\" or "
			 "\"connections\")",
			STR_ARG(what));
	}
}

static void close_all(struct hub *hub)
{
	/* A handful need not be spread. */
	struct message message = {.type = MSG_CLOSE_ALL,
		.small = WS_CLOSE_NORMAL,
		.a = MIN_OF(5000, 2 * hub->users.active_sessions)};

	log_info("reset: closing %u session(s)", hub->users.active_sessions);
	hub_tell_all(hub, &message);
}

/*
 * Nextcloud could not publish something. Each of its machines says so for itself, and anybody in
 * Redis can: what comes within a pause is done once, when the pause is over.
 */
static void asked_to_catch_up(struct hub *hub)
{
	if (hub->asked_pause.armed) {
		hub->asked_meanwhile = true;
		return;
	}
	log_info("catch_up: Nextcloud could not publish some events: every session is told to look "
		 "again");
	hub_events_lost(hub);
	loop_timer_start(hub->loop, &hub->asked_pause, ASKED_PAUSE_MS);
}

static void on_asked_pause(struct timer *timer)
{
	struct hub *hub = container_of(timer, struct hub, asked_pause);

	if (hub->asked_meanwhile) {
		hub->asked_meanwhile = false;
		asked_to_catch_up(hub);
	}
}

static void signalled(struct hub *hub, const struct event *event)
{
	if (str_equals(event->text, STR_LIT("reset"))) {
		close_all(hub);
	} else if (str_equals(event->text, STR_LIT("catch_up"))) {
		asked_to_catch_up(hub);
	} else {
		log_warn("notify_signal: '%.*s' is unknown (expected \"reset\" or \"catch_up\")",
			STR_ARG(event->text));
	}
}

static bool lacks_name(const struct event *event)
{
	switch (event->kind) {
	case EVENT_GROUP_MEMBERSHIP:
	case EVENT_SHARE_CREATED:
	case EVENT_ACTIVITY:
	case EVENT_NOTIFICATION:
	case EVENT_PRE_AUTH:
	case EVENT_CUSTOM:
		return event->name.len == 0;
	case EVENT_STORAGE_UPDATE:
	case EVENT_TEST_COOKIE:
	case EVENT_CONFIG:
	case EVENT_QUERY:
	case EVENT_SIGNAL:
	case EVENT_KINDS:
		break;
	}
	return false;
}

static void act(struct hub *hub, const struct event *event)
{
	switch (event->kind) {
	case EVENT_STORAGE_UPDATE:
		mounts_event(hub->mounts, event->storage, event->path,
			event->has_file_id ? &event->file_id : NULL);
		break;
	case EVENT_GROUP_MEMBERSHIP:
	case EVENT_SHARE_CREATED:
		user_changed(hub, event);
		break;
	case EVENT_TEST_COOKIE:
		hub->test_cookie = event->cookie;
		break;
	case EVENT_ACTIVITY:
		deliver_named(hub, event, KIND_BIT(KIND_ACTIVITY));
		break;
	case EVENT_NOTIFICATION:
		deliver_named(hub, event, KIND_BIT(KIND_NOTIFICATION));
		break;
	case EVENT_PRE_AUTH:
		announce_token(hub, event);
		break;
	case EVENT_CUSTOM:
		custom(hub, event);
		break;
	case EVENT_CONFIG:
		configure_log(event);
		break;
	case EVENT_QUERY:
		query(hub, event);
		break;
	case EVENT_SIGNAL:
		signalled(hub, event);
		break;
	case EVENT_KINDS:
		break;
	}
}

/* What could not be parsed: said once, with the channel and the reason, never with the payload. */
static void complain(struct hub *hub, int r, struct str channel, size_t len, const char *why)
{
	hub->events_malformed++;
	if (r == EVENT_E_TOO_BIG) {
		log_error("%.*s: a body of more than %zu bytes is refused (some clients would be "
			  "cut off)",
			STR_ARG(channel), EVENT_BODY_MAX);
	} else if (r == EVENT_E_MALFORMED) {
		log_warn("%.*s: malformed payload of %zu bytes: %s", STR_ARG(channel), len, why);
	} else {
		log_warn("%.*s: payload of %zu bytes dropped: %s", STR_ARG(channel), len,
			r == EVENT_E_UNKNOWN ? "unknown channel" : strerror(-r));
	}
}

void hub_events_init(struct hub *hub)
{
	timer_init(&hub->asked_pause, on_asked_pause);
}

void hub_on_redis_message(void *context, struct str channel, struct str payload)
{
	struct hub *hub = context;
	struct event event;
	const char *why = NULL;
	int r;

	hub->events++;
	arena_reset(&hub->arena);
	r = event_parse(channel, payload, &hub->arena, &event, &why);
	if (r != 0) {
		complain(hub, r, channel, payload.len, why);
		return;
	}
	hub->events_by_channel[event.kind]++;
	if (lacks_name(&event)) {
		log_debug("%.*s: names neither user nor session, dropped", STR_ARG(channel));
		return;
	}
	log_debug("%.*s: %s%.*s", STR_ARG(channel), event.anonymous ? "session " : "",
		STR_ARG(event.name));
	act(hub, &event);
}
