/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pre-auth tokens (wire.md §3): Nextcloud announces (user, token) through Redis, a client then logs
 * in with the token alone. A token is good for one login within 15 s of its announcement. The
 * client may be faster than the announcement, so it can wait for a token, too.
 *
 * Everything costs O(1), expiry amortised: the tokens stand in a queue in order of arrival. When
 * the table is full, the oldest token gives way. Tokens are compared in constant time and wiped.
 * Belongs to the hub. Times are loop_now_ms() values, given by the caller, that never go back.
 */
#ifndef PUSH_PRE_AUTH_H
#define PUSH_PRE_AUTH_H

#include "base/list.h"
#include "base/str.h"
#include "net/loop.h"

#define PRE_AUTH_LIFE_MS   15000U
#define PRE_AUTH_COUNT_MAX 65536U
#define PRE_AUTH_BYTES_MAX (16U << 20)
#define PRE_AUTH_TOKEN_MAX 4096U /* bytes of a token that is still taken */
#define PRE_AUTH_NAME_MAX  1024U

struct pre_auth;
struct pre_auth_waiter;

/* Whom a token belongs to; the name is a view. */
struct pre_auth_owner {
	struct str name;
	bool is_session; /* the id of an anonymous session, not a user */
};

/* The token came; the waiter isn't waiting any more. OWNER is valid during the call. */
typedef void pre_auth_fn(struct pre_auth_waiter *waiter, const struct pre_auth_owner *owner);

/* Embedded in its owner, who unregisters it before it goes. */
struct pre_auth_waiter {
	struct list peers; /* others that wait for the same token */
	struct str token;  /* borrowed while it waits */
	uint64_t hash;
	pre_auth_fn *fn;
	bool waiting;
	bool is_head; /* the one of its peers that the table knows */
};

/* LOOP sweeps expired tokens out of the memory; NULL leaves that to pre_auth_expire(). */
NODISCARD int pre_auth_new(struct loop *loop, struct pre_auth **ret_pre_auth);

/* NULL is accepted; returns NULL. Waiters are forgotten. */
struct pre_auth *pre_auth_free(struct pre_auth *table);

/*
 * A token was announced: the longest waiter gets it, or it is kept. 0, -ENOMEM, or -EINVAL for an
 * empty or overlong token or name. Announcing a token again replaces its owner.
 */
NODISCARD int pre_auth_add(
	struct pre_auth *table, uint64_t now_ms, struct str token, struct pre_auth_owner owner);

/*
 * Uses a token up. True: *ret_owner's name lives until the next call of a function of this table.
 */
NODISCARD bool pre_auth_take(struct pre_auth *table, uint64_t now_ms, struct str token,
	struct pre_auth_owner *ret_owner);

/*
 * Waits for a token that pre_auth_take() didn't know. The time limit is the caller's; TOKEN must
 * live as long as it waits. 0 or -ENOMEM.
 */
NODISCARD int pre_auth_wait(
	struct pre_auth *table, struct pre_auth_waiter *waiter, struct str token, pre_auth_fn *fn);

/* Harmless when it isn't waiting; a zeroed waiter is not. */
void pre_auth_unwait(struct pre_auth *table, struct pre_auth_waiter *waiter);

/* Wipes what is older than its life. */
void pre_auth_expire(struct pre_auth *table, uint64_t now_ms);

/* Tokens alive (some may have expired since the last call), and waiters. */
size_t pre_auth_count(const struct pre_auth *table);
size_t pre_auth_waiting(const struct pre_auth *table);

#endif
