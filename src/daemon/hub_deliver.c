/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * From users to the workers where they are online. What a fan-out costs is this way, so many users
 * go as one message a worker; a few go by themselves, without an allocation.
 */
#include "base/log.h"
#include "daemon/hub.h"
#include "push/message.h"

#define LOG_TARGET "notify_push::send"

#define BATCH_FROM 4U

/* An event under way, and what is gathered for each worker. */
struct delivery {
	struct hub *hub;
	unsigned kinds;
	const uint64_t *file_id;
	const struct user *list;
	uint32_t batch_cap;
	struct event_batch *batches[USERS_MAX_WORKERS];
};

static void tell_one(const struct delivery *delivery, unsigned worker, uint32_t user)
{
	struct message message = {.type = MSG_EVENT,
		.bits = (uint8_t)delivery->kinds,
		.small = delivery->file_id != NULL,
		.a = user,
		.number = delivery->file_id ? *delivery->file_id : 0};

	hub_tell(delivery->hub, worker, &message);
}

static void send_batch(struct delivery *delivery, unsigned worker)
{
	struct message message = {.type = MSG_EVENTS,
		.bits = (uint8_t)delivery->kinds,
		.small = delivery->file_id != NULL,
		.pointer = delivery->batches[worker]};

	delivery->batches[worker] = NULL;
	hub_tell(delivery->hub, worker, &message);
}

/* Sends a full one on; without memory the user goes alone. */
static inline void gather(struct delivery *delivery, unsigned worker, uint32_t user)
{
	struct event_batch *batch = delivery->batches[worker];

	if (UNLIKELY(!batch)) {
		batch = event_batch_new(delivery->batch_cap, delivery->file_id);
		delivery->batches[worker] = batch;
	}
	if (UNLIKELY(!batch)) {
		tell_one(delivery, worker, user);
		return;
	}
	batch->users[batch->count++] = user;
	if (UNLIKELY(batch->count == delivery->batch_cap)) {
		send_batch(delivery, worker);
	}
}

static void deliver_few(const struct delivery *delivery, const uint32_t *users, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint64_t workers = delivery->list[users[i]].workers;

		for (; workers; workers &= workers - 1) {
			tell_one(delivery, (unsigned)__builtin_ctzll(workers), users[i]);
		}
	}
}

static void deliver_many(struct delivery *delivery, const uint32_t *users, uint32_t count)
{
	const struct user *list = delivery->list;

	for (uint32_t i = 0; i < count; i++) {
		uint64_t workers = list[users[i]].workers;

		for (; workers; workers &= workers - 1) {
			gather(delivery, (unsigned)__builtin_ctzll(workers), users[i]);
		}
	}
	for (unsigned i = 0; i < delivery->hub->worker_count; i++) {
		if (delivery->batches[i]) {
			send_batch(delivery, i);
		}
	}
}

/* For whoever watches: what is on its way to whom. It leaves when its debounce says so. */
static void tell_watchers(const struct hub *hub, uint32_t user, unsigned kinds)
{
	static const char *const names[KIND_COUNT] = {
		[KIND_FILE] = "notify_file",
		[KIND_ACTIVITY] = "notify_activity",
		[KIND_NOTIFICATION] = "notify_notification",
	};
	uint32_t sessions = users_get(&hub->users, user)->sessions;

	for (unsigned kind = 0; sessions > 0 && kind < KIND_COUNT; kind++) {
		if (kinds & KIND_BIT(kind)) {
			log_debug("'%.*s', %u session(s): %s",
				STR_ARG(users_name(&hub->users, user)), sessions, names[kind]);
		}
	}
}

void hub_deliver(struct hub *hub, const uint32_t *users, uint32_t count, unsigned kinds,
	const uint64_t *file_id)
{
	/* The users of one storage are spread over the workers, more or less evenly. */
	struct delivery delivery = {.hub = hub,
		.kinds = kinds,
		.file_id = file_id,
		.list = hub->users.list,
		.batch_cap = MIN_OF(count, count / hub->worker_count * 2 + BATCH_FROM)};

	for (uint32_t i = 0; i < count && log_enabled(LOG_TARGET, LOG_DEBUG); i++) {
		tell_watchers(hub, users[i], kinds);
	}
	if (count < BATCH_FROM) {
		deliver_few(&delivery, users, count);
	} else {
		deliver_many(&delivery, users, count);
	}
}
