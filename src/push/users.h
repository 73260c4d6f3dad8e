/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The hub's index of names: user ids and anonymous sessions become 32-bit indices, and for each
 * index it is known on which workers it has sessions. Names are interned for sessions and for rows
 * of the storage map, never for events.
 *
 * Anonymous sessions are a namespace of their own: the same text as a user and as a session is two
 * entries. The hub alone counts sessions, +1 when it sends a login to a worker, -1 when the worker
 * says that it has closed; so log-ins and log-outs that cross cannot make anybody deaf.
 *
 * An index is reused only after every worker has confirmed an epoch that began after the index had
 * lost its last reference, since a queue may still name it. One thread: the hub's.
 */
#ifndef PUSH_USERS_H
#define PUSH_USERS_H

#include "base/map.h"
#include "base/str.h"

#define USERS_NONE        UINT32_MAX
#define USERS_MAX_WORKERS 64U

struct user {
	char *name;        /* NULL: the index is free */
	uint64_t workers;  /* a bit for each worker with sessions */
	uint32_t name_len; /* the top bit: an anonymous session */
	uint32_t sessions;
	uint32_t rows : 31;    /* of the storage map */
	uint32_t in_limbo : 1; /* stands in limbo[0]: lost a reference since the epoch began */
	uint32_t hash;
};

struct users {
	struct user *list;
	uint32_t cap;
	uint32_t high;   /* indices below it have been used */
	uint32_t *slots; /* open addressing by name: index + 1, 0 = free */
	uint32_t slot_cap;
	uint32_t named;     /* entries in slots */
	uint32_t free_head; /* chain through `sessions` of free entries */
	/* Indices that lost their last reference, each once: before the next epoch begins, and
	 * before the one under way began. */
	uint32_t *limbo[2];
	uint32_t limbo_count[2];
	uint32_t limbo_cap[2];
	bool epoch_running;
	struct map pairs;      /* (user, worker) with more than one session */
	uint32_t active_users; /* with at least one session; anonymous ones too */
	uint32_t active_sessions;
};

void users_init(struct users *users);
void users_deinit(struct users *users);

/* The index, or USERS_NONE. */
uint32_t users_find(const struct users *users, struct str name, bool anonymous);

/* The index, made if needed; USERS_NONE when memory is out. Give it a reference before anything. */
NODISCARD uint32_t users_intern(struct users *users, struct str name, bool anonymous);

static inline const struct user *users_get(const struct users *users, uint32_t index)
{
	return &users->list[index];
}

static inline struct str users_name(const struct users *users, uint32_t index)
{
	const struct user *user = &users->list[index];

	return str_make(user->name, user->name_len & INT32_MAX);
}

static inline bool user_is_anonymous(const struct user *user)
{
	return user->name_len >> 31;
}

/* Rows of the storage map that name the user. */
void users_add_row(struct users *users, uint32_t index);
void users_drop_row(struct users *users, uint32_t index);

/* False when memory is out: then nothing was counted. */
NODISCARD bool users_open_session(struct users *users, uint32_t index, unsigned worker);
void users_close_session(struct users *users, uint32_t index, unsigned worker);

/* Frees an index again that was interned and got no reference. */
void users_release(struct users *users, uint32_t index);

/*
 * True when indices wait and no epoch is under way: send every worker an echo, and call
 * users_end_epoch() when all have come back.
 */
NODISCARD bool users_begin_epoch(struct users *users);
void users_end_epoch(struct users *users);

/* Bytes held, for metrics. */
size_t users_memory(const struct users *users);

#endif
