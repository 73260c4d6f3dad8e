/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The hub counts the sessions of each user anyway, so this only reads. The longest list is short
 * and kept in order while the table of names is walked: with a million users nearly every one costs
 * a comparison and no more.
 */
#include "push/connections.h"

#include "proto/json.h"

struct top {
	uint32_t users[CONNECTIONS_LISTED];
	uint32_t count;
};

static bool is_listed(const struct user *user)
{
	return user->name && user->sessions > 0 && !user_is_anonymous(user);
}

/* Puts INDEX behind all that have as many sessions or more, if it is among the first. */
static void take(struct top *top, const struct users *users, uint32_t index)
{
	uint32_t sessions = users_get(users, index)->sessions;
	uint32_t at = top->count;

	while (at > 0 && users_get(users, top->users[at - 1])->sessions < sessions) {
		at--;
	}
	if (at == CONNECTIONS_LISTED) {
		return;
	}
	top->count = MIN_OF(top->count + 1, CONNECTIONS_LISTED);
	memmove(&top->users[at + 1], &top->users[at],
		(top->count - at - 1) * sizeof(top->users[0]));
	top->users[at] = index;
}

static void write_user(struct buf *out, struct str name, uint32_t connections)
{
	buf_append_cstr(out, "{\"user\":");
	json_write_string(out, name);
	buf_appendf(out, ",\"connections\":%u}", connections);
}

void connections_write_user(const struct users *users, struct str user, struct buf *out)
{
	uint32_t index = users_find(users, user, false);

	write_user(out, user, index == USERS_NONE ? 0 : users_get(users, index)->sessions);
}

void connections_write_list(const struct users *users, struct buf *out)
{
	struct top top = {.count = 0};

	for (uint32_t i = 0; i < users->high; i++) {
		if (is_listed(users_get(users, i))) {
			take(&top, users, i);
		}
	}
	buf_appendf(out, "{\"active_connection_count\":%u,\"active_user_count\":%u,\"users\":[",
		users->active_sessions, users->active_users);
	for (uint32_t i = 0; i < top.count; i++) {
		if (i > 0) {
			buf_append_byte(out, ',');
		}
		write_user(out, users_name(users, top.users[i]),
			users_get(users, top.users[i])->sessions);
	}
	buf_append_cstr(out, "]}");
}
