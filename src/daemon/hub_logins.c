/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Logins: from a worker to the login service and back. The hub counts a session as open the moment
 * it tells the worker so; the worker answers each of these with one "session closed", sooner or
 * later. In between events for the user follow the login in the same queue, so none can be early.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/log.h"
#include "daemon/hub.h"
#include "push/message.h"

#define LOG_TARGET "notify_push::auth"

struct hub_login {
	struct hub_worker *from;
	struct ws_id id;
	struct login_job *job;
	bool starting; /* login_start() has not returned yet */
	bool done;
};

static uint64_t key_of(struct ws_id id)
{
	return (uint64_t)id.generation << 32 | id.index;
}

static bool login_equals(const void *value, const void *key)
{
	return key_of(((const struct hub_login *)value)->id) == *(const uint64_t *)key;
}

static void forget(struct hub_login *login)
{
	map_remove(&login->from->logins, hash_u64(key_of(login->id)), login);
	free(login);
}

static void refuse(struct hub_worker *from, struct ws_id id, struct str text)
{
	struct message message = {.type = MSG_LOGIN_NO, .b = id.index, .c = id.generation};

	/* Without memory for a word the connection is cut. */
	message.pointer = blob_from_str(text);
	outbox_send(&from->to_worker, &message);
}

static void note_sessions(struct hub *hub)
{
	atomic_store_explicit(
		&hub->active_connections, hub->users.active_sessions, memory_order_relaxed);
}

static void admit(struct hub_login *login, const struct login_result *result)
{
	struct hub *hub = login->from->hub;
	unsigned worker = login->from->worker.options.number;
	uint32_t user = users_intern(&hub->users, result->name, result->outcome == LOGIN_SESSION);
	struct message message = {
		.type = MSG_LOGIN_OK, .a = user, .b = login->id.index, .c = login->id.generation};

	message.bits = result->outcome == LOGIN_SESSION;
	if (user == USERS_NONE) {
		refuse(login->from, login->id, STR_LIT("err: Out of memory"));
		return;
	}
	if (users_get(&hub->users, user)->sessions >= hub->settings->limits.user_connections) {
		hub->logins_limited++;
		log_info("'%.*s' has %u sessions already; one more is refused "
			 "(--user-connection-limit)",
			STR_ARG(result->name), users_get(&hub->users, user)->sessions);
		refuse(login->from, login->id, STR_LIT("err: Connection limit exceeded for user"));
		users_release(&hub->users, user);
		return;
	}
	if (!users_open_session(&hub->users, user, worker)) {
		refuse(login->from, login->id, STR_LIT("err: Out of memory"));
		users_release(&hub->users, user);
		return;
	}
	hub->sessions_total++;
	note_sessions(hub);
	log_info("'%.*s' has logged in, session %u of this user", STR_ARG(result->name),
		users_get(&hub->users, user)->sessions);
	outbox_send(&login->from->to_worker, &message);
}

static void on_result(void *context, uint64_t cookie, const struct login_result *result)
{
	/* NOLINTNEXTLINE(performance-no-int-to-ptr): the cookie is what we gave */
	struct hub_login *login = (struct hub_login *)(uintptr_t)cookie;

	(void)context;
	if (result->outcome == LOGIN_USER || result->outcome == LOGIN_SESSION) {
		admit(login, result);
	} else {
		refuse(login->from, login->id, result->text);
	}
	if (login->starting) {
		login->done = true;
	} else {
		forget(login);
	}
}

void hub_login_start(struct hub_worker *from, const struct message *message)
{
	struct ws_login *credentials = message->pointer;
	struct ws_id id = {message->b, message->c};
	struct hub_login *login = calloc(1, sizeof(*login));
	struct login_request request = {
		.user = buf_str(&credentials->user),
		.password = buf_str(&credentials->password),
		.chain = buf_str(&credentials->chain),
		.address = str_from_cstr(credentials->client),
		.fn = on_result,
		.context = from,
		.cookie = (uint64_t)(uintptr_t)login,
	};

	if (login) {
		*login = (struct hub_login){.from = from, .id = id, .starting = true};
	}
	if (!login || map_add(&from->logins, hash_u64(key_of(id)), login) < 0) {
		refuse(from, id, STR_LIT("err: Out of memory"));
		free(login);
		goto out;
	}
	if (login_start(from->hub->login, &request, &login->job) < 0) {
		refuse(login->from, login->id,
			STR_LIT("err: Too many logins are waiting, try again later"));
		login->done = true;
	}
	login->starting = false;
	if (login->done) {
		forget(login);
	}
out:
	ws_login_free(credentials);
}

void hub_login_gone(struct hub_worker *from, const struct message *message)
{
	uint64_t key = key_of((struct ws_id){message->b, message->c});
	struct hub_login *login = map_find(&from->logins, hash_u64(key), login_equals, &key);

	if (login) {
		login_cancel(login->job);
		forget(login);
	}
}

void hub_logins_forget(struct hub_worker *from)
{
	map_for_each (login, &from->logins) {
		free(login);
	}
	map_deinit(&from->logins);
}

void hub_session_closed(struct hub_worker *from, uint32_t user)
{
	struct hub *hub = from->hub;

	users_close_session(&hub->users, user, from->worker.options.number);
	note_sessions(hub);
}
