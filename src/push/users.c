/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See users.h. Entries are 32 bytes plus the name; the table of names holds 4-byte indices and
 * keeps the hash in the entry. With one worker a session counts in the entry alone; with several,
 * only pairs of more than one session need a record.
 */
#include "push/users.h"

#include <errno.h>
#include <stdlib.h>

#include "base/hash.h"

#define ANONYMOUS_BIT (1U << 31)
#define NO_FREE       UINT32_MAX
#define MIN_CAP       64U

struct pair {
	uint64_t key;
	uint32_t sessions;
};

void users_init(struct users *users)
{
	*users = (struct users){.free_head = NO_FREE};
}

void users_deinit(struct users *users)
{
	for (uint32_t i = 0; i < users->high; i++) {
		free(users->list[i].name);
	}
	map_for_each (pair, &users->pairs) {
		free(pair);
	}
	map_deinit(&users->pairs);
	free(users->list);
	free(users->slots);
	free(users->limbo[0]);
	free(users->limbo[1]);
	users_init(users);
}

static uint32_t name_hash(struct str name, bool anonymous)
{
	return (uint32_t)hash_str(name) ^ (anonymous ? 0x9E3779B9U : 0);
}

/* The slot of the name, or the free slot where its search ends. */
static uint32_t probe(const struct users *users, struct str name, bool anonymous, uint32_t hash)
{
	uint32_t mask = users->slot_cap - 1;
	uint32_t tagged = (uint32_t)name.len | (anonymous ? ANONYMOUS_BIT : 0);
	uint32_t i = hash & mask;

	while (users->slots[i]) {
		const struct user *user = &users->list[users->slots[i] - 1];

		if (user->hash == hash && user->name_len == tagged &&
			memcmp(user->name, name.ptr, name.len) == 0) {
			break;
		}
		i = (i + 1) & mask;
	}
	return i;
}

uint32_t users_find(const struct users *users, struct str name, bool anonymous)
{
	uint32_t slot;

	if (users->named == 0 || name.len == 0 || name.len >= ANONYMOUS_BIT) {
		return USERS_NONE;
	}
	slot = users->slots[probe(users, name, anonymous, name_hash(name, anonymous))];
	return slot ? slot - 1 : USERS_NONE;
}

static void place_slot(struct users *users, uint32_t slot)
{
	uint32_t mask = users->slot_cap - 1;
	uint32_t i = users->list[slot - 1].hash & mask;

	while (users->slots[i]) {
		i = (i + 1) & mask;
	}
	users->slots[i] = slot;
}

static bool grow_slots(struct users *users)
{
	uint32_t cap = users->slot_cap ? users->slot_cap * 2 : MIN_CAP;
	uint32_t *old = users->slots;
	uint32_t old_cap = users->slot_cap;
	uint32_t *slots = calloc(cap, sizeof(*slots));

	if (!slots) {
		return false;
	}
	users->slots = slots;
	users->slot_cap = cap;
	for (uint32_t i = 0; i < old_cap; i++) {
		if (old[i]) {
			place_slot(users, old[i]);
		}
	}
	free(old);
	return true;
}

/* An unused entry, or USERS_NONE. */
static uint32_t take_entry(struct users *users)
{
	uint32_t index = users->free_head;

	if (index != NO_FREE) {
		users->free_head = users->list[index].sessions;
		return index;
	}
	if (users->high == users->cap) {
		uint32_t cap = users->cap ? users->cap + users->cap / 2 : MIN_CAP;
		struct user *list = realloc(users->list, cap * sizeof(*list));

		if (!list) {
			return USERS_NONE;
		}
		users->list = list;
		users->cap = cap;
	}
	return users->high++;
}

uint32_t users_intern(struct users *users, struct str name, bool anonymous)
{
	uint32_t hash = name_hash(name, anonymous);
	uint32_t index = users_find(users, name, anonymous);
	char *copy;

	if (index != USERS_NONE) {
		return index;
	}
	if (name.len == 0 || name.len >= ANONYMOUS_BIT ||
		(users->named + 1 > users->slot_cap - users->slot_cap / 4 && !grow_slots(users))) {
		return USERS_NONE;
	}
	copy = malloc(name.len);
	index = copy ? take_entry(users) : USERS_NONE;
	if (index == USERS_NONE) {
		free(copy);
		return USERS_NONE;
	}
	memcpy(copy, name.ptr, name.len);
	users->list[index] = (struct user){.name = copy,
		.name_len = (uint32_t)name.len | (anonymous ? ANONYMOUS_BIT : 0),
		.hash = hash};
	users->slots[probe(users, name, anonymous, hash)] = index + 1;
	users->named++;
	return index;
}

static void forget_name(struct users *users, uint32_t index)
{
	const struct user *user = &users->list[index];
	uint32_t mask = users->slot_cap - 1;
	uint32_t gap =
		probe(users, users_name(users, index), user->name_len & ANONYMOUS_BIT, user->hash);

	for (uint32_t i = (gap + 1) & mask; users->slots[i]; i = (i + 1) & mask) {
		uint32_t home = users->list[users->slots[i] - 1].hash & mask;

		if (((i - home) & mask) >= ((i - gap) & mask)) {
			users->slots[gap] = users->slots[i];
			gap = i;
		}
	}
	users->slots[gap] = 0;
	users->named--;
}

static bool is_unused(const struct user *user)
{
	return user->name && user->sessions == 0 && user->rows == 0;
}

/* Without memory for the list the entry stays: a leak of one entry, no wrong delivery. */
static void into_limbo(struct users *users, uint32_t index)
{
	if (users->list[index].in_limbo) {
		return;
	}
	if (users->limbo_count[0] == users->limbo_cap[0]) {
		uint32_t cap = users->limbo_cap[0] ? users->limbo_cap[0] * 2 : MIN_CAP;
		uint32_t *list = realloc(users->limbo[0], cap * sizeof(*list));

		if (!list) {
			return;
		}
		users->limbo[0] = list;
		users->limbo_cap[0] = cap;
	}
	users->limbo[0][users->limbo_count[0]++] = index;
	users->list[index].in_limbo = true;
}

void users_release(struct users *users, uint32_t index)
{
	if (is_unused(&users->list[index])) {
		into_limbo(users, index);
	}
}

bool users_begin_epoch(struct users *users)
{
	uint32_t *list = users->limbo[1];
	uint32_t cap = users->limbo_cap[1];

	if (users->epoch_running || users->limbo_count[0] == 0) {
		return false;
	}
	users->limbo[1] = users->limbo[0];
	users->limbo_count[1] = users->limbo_count[0];
	users->limbo_cap[1] = users->limbo_cap[0];
	users->limbo[0] = list;
	users->limbo_count[0] = 0;
	users->limbo_cap[0] = cap;
	for (uint32_t i = 0; i < users->limbo_count[1]; i++) {
		users->list[users->limbo[1][i]].in_limbo = false;
	}
	users->epoch_running = true;
	return true;
}

void users_end_epoch(struct users *users)
{
	assert(users->epoch_running);
	for (uint32_t i = 0; i < users->limbo_count[1]; i++) {
		uint32_t index = users->limbo[1][i];
		struct user *user = &users->list[index];

		/* It may have come back to life; and if it died again, this epoch was too early. */
		if (is_unused(user) && !user->in_limbo) {
			forget_name(users, index);
			free(user->name);
			*user = (struct user){.sessions = users->free_head};
			users->free_head = index;
		}
	}
	users->limbo_count[1] = 0;
	users->epoch_running = false;
}

void users_add_row(struct users *users, uint32_t index)
{
	users->list[index].rows++;
}

void users_drop_row(struct users *users, uint32_t index)
{
	assert(users->list[index].rows > 0);
	users->list[index].rows--;
	users_release(users, index);
}

/* --- sessions --- */

static bool pair_equals(const void *value, const void *key)
{
	return ((const struct pair *)value)->key == *(const uint64_t *)key;
}

static struct pair *find_pair(const struct users *users, uint64_t key)
{
	return map_find(&users->pairs, hash_u64(key), pair_equals, &key);
}

static uint64_t pair_key(uint32_t index, unsigned worker)
{
	return (uint64_t)index * USERS_MAX_WORKERS + worker;
}

/* A second session on the same worker: from now on they are counted one by one. */
static bool count_pair(struct users *users, uint64_t key)
{
	struct pair *pair = find_pair(users, key);

	if (pair) {
		pair->sessions++;
		return true;
	}
	pair = malloc(sizeof(*pair));
	if (!pair) {
		return false;
	}
	*pair = (struct pair){.key = key, .sessions = 2};
	if (map_add(&users->pairs, hash_u64(key), pair) < 0) {
		free(pair);
		return false;
	}
	return true;
}

bool users_open_session(struct users *users, uint32_t index, unsigned worker)
{
	struct user *user = &users->list[index];
	uint64_t bit = UINT64_C(1) << worker;

	if (user->workers & bit && !count_pair(users, pair_key(index, worker))) {
		return false;
	}
	user->workers |= bit;
	users->active_users += user->sessions == 0;
	users->active_sessions++;
	user->sessions++;
	return true;
}

void users_close_session(struct users *users, uint32_t index, unsigned worker)
{
	struct user *user = &users->list[index];
	uint64_t key = pair_key(index, worker);
	struct pair *pair = users->pairs.count ? find_pair(users, key) : NULL;

	assert(user->sessions > 0 && user->workers & UINT64_C(1) << worker);
	if (!pair) {
		user->workers &= ~(UINT64_C(1) << worker);
	} else if (--pair->sessions == 1) {
		map_remove(&users->pairs, hash_u64(key), pair);
		free(pair);
	}
	user->sessions--;
	users->active_sessions--;
	users->active_users -= user->sessions == 0;
	users_release(users, index);
}

size_t users_memory(const struct users *users)
{
	return users->cap * sizeof(*users->list) + users->slot_cap * sizeof(*users->slots) +
	       (users->limbo_cap[0] + users->limbo_cap[1]) * sizeof(uint32_t) +
	       users->pairs.cap * sizeof(struct map_slot) + users->named * (size_t)32;
}
