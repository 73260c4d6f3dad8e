/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Two hash tables: tokens that wait for a client, and clients that wait for a token. All tokens
 * live equally long, so the queue of their arrival is the queue of their expiry, and looking at its
 * head is all that expiry takes.
 *
 * The tables hash with the secret of the process and compare in constant time: how long a look-up
 * takes tells nothing about the tokens in the table. Many may wait for the same token (an attacker
 * with many connections, say): the table knows the first, the others hang on it in a ring, so that
 * they do not pile up in one place of the table.
 */
#include "push/pre_auth.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/hash.h"
#include "base/map.h"

struct token {
	struct list link; /* in order of expiry */
	uint64_t hash;
	uint64_t due_ms;
	size_t token_len;
	size_t name_len;
	bool is_session;
	char bytes[]; /* the token, then the name */
};

struct pre_auth {
	struct loop *loop; /* NULL: nobody sweeps */
	struct timer sweep;
	struct list queue;
	struct map tokens;
	struct map waiters;
	size_t waiting;
	size_t bytes;
	struct token *taken; /* keeps the name that pre_auth_take() showed */
};

static struct str token_text(const struct token *token)
{
	return str_make(token->bytes, token->token_len);
}

static size_t token_size(const struct token *token)
{
	return sizeof(*token) + token->token_len + token->name_len;
}

static void token_free(struct token *token)
{
	if (token) {
		explicit_bzero(token, token_size(token));
		free(token);
	}
}

static bool token_equals(const void *value, const void *key)
{
	return crypto_equals(token_text(value), *(const struct str *)key);
}

static bool waiter_equals(const void *value, const void *key)
{
	const struct pre_auth_waiter *waiter = value;

	return crypto_equals(waiter->token, *(const struct str *)key);
}

/* Out of the table; the caller frees it. */
static void unlink_token(struct pre_auth *table, struct token *token)
{
	map_remove(&table->tokens, token->hash, token);
	list_remove(&token->link);
	table->bytes -= token_size(token);
}

static struct token *oldest(struct pre_auth *table)
{
	struct list *first = list_first(&table->queue);

	return first ? list_entry(first, struct token, link) : NULL;
}

void pre_auth_expire(struct pre_auth *table, uint64_t now_ms)
{
	struct token *token;

	while ((token = oldest(table)) != NULL && token->due_ms <= now_ms) {
		unlink_token(table, token);
		token_free(token);
	}
}

static void on_sweep(struct timer *timer)
{
	struct pre_auth *table = container_of(timer, struct pre_auth, sweep);
	struct token *token;

	token_free(table->taken);
	table->taken = NULL;
	pre_auth_expire(table, loop_now_ms(table->loop));
	token = oldest(table);
	if (token) {
		loop_timer_start_at(table->loop, timer, token->due_ms);
	}
}

int pre_auth_new(struct loop *loop, struct pre_auth **ret_pre_auth)
{
	struct pre_auth *table = calloc(1, sizeof(*table));

	if (!table) {
		return -ENOMEM;
	}
	table->loop = loop;
	timer_init(&table->sweep, on_sweep);
	list_init(&table->queue);
	*ret_pre_auth = table;
	return 0;
}

struct pre_auth *pre_auth_free(struct pre_auth *table)
{
	if (!table) {
		return NULL;
	}
	pre_auth_expire(table, UINT64_MAX);
	token_free(table->taken);
	if (table->loop) {
		loop_timer_stop(table->loop, &table->sweep);
	}
	map_deinit(&table->tokens);
	map_deinit(&table->waiters);
	free(table);
	return NULL;
}

static int token_new(struct str text, struct pre_auth_owner owner, struct token **ret_token)
{
	struct token *token = malloc(sizeof(*token) + text.len + owner.name.len);

	if (!token) {
		return -ENOMEM;
	}
	*token = (struct token){
		.hash = hash_str(text),
		.token_len = text.len,
		.name_len = owner.name.len,
		.is_session = owner.is_session,
	};
	list_init(&token->link);
	memcpy(token->bytes, text.ptr, text.len);
	memcpy(token->bytes + text.len, owner.name.ptr, owner.name.len);
	*ret_token = token;
	return 0;
}

static bool is_full(const struct pre_auth *table, const struct token *newcomer)
{
	return table->tokens.count >= PRE_AUTH_COUNT_MAX ||
	       table->bytes + token_size(newcomer) > PRE_AUTH_BYTES_MAX;
}

/* Makes room for a newcomer: its own predecessor goes, and the oldest ones when it is full. */
static void make_room(struct pre_auth *table, const struct token *newcomer)
{
	struct str text = token_text(newcomer);
	struct token *old = map_find(&table->tokens, newcomer->hash, token_equals, &text);

	if (!old && is_full(table, newcomer)) {
		old = oldest(table);
	}
	while (old) {
		unlink_token(table, old);
		token_free(old);
		old = is_full(table, newcomer) ? oldest(table) : NULL;
	}
}

static int keep(struct pre_auth *table, uint64_t now_ms, struct token *token)
{
	int r;

	make_room(table, token);
	r = map_add(&table->tokens, token->hash, token);
	if (r < 0) {
		return r;
	}
	token->due_ms = now_ms + PRE_AUTH_LIFE_MS;
	list_append(&table->queue, &token->link);
	table->bytes += token_size(token);
	if (table->loop && !table->sweep.armed) {
		loop_timer_start_at(table->loop, &table->sweep, token->due_ms);
	}
	return 0;
}

/* Takes the longest waiter for the token out of the table; NULL without one. */
static struct pre_auth_waiter *next_waiter(struct pre_auth *table, struct str token)
{
	struct pre_auth_waiter *waiter;

	if (table->waiting == 0) {
		return NULL;
	}
	waiter = map_find(&table->waiters, hash_str(token), waiter_equals, &token);
	if (waiter) {
		pre_auth_unwait(table, waiter);
	}
	return waiter;
}

int pre_auth_add(
	struct pre_auth *table, uint64_t now_ms, struct str token, struct pre_auth_owner owner)
{
	struct pre_auth_waiter *waiter;
	struct token *kept;
	int r;

	if (token.len == 0 || token.len > PRE_AUTH_TOKEN_MAX || owner.name.len == 0 ||
		owner.name.len > PRE_AUTH_NAME_MAX) {
		return -EINVAL;
	}
	pre_auth_expire(table, now_ms);
	waiter = next_waiter(table, token);
	if (waiter) {
		waiter->fn(waiter, &owner);
		return 0;
	}
	r = token_new(token, owner, &kept);
	if (r == 0) {
		r = keep(table, now_ms, kept);
		if (r < 0) {
			token_free(kept);
		}
	}
	return r;
}

bool pre_auth_take(
	struct pre_auth *table, uint64_t now_ms, struct str token, struct pre_auth_owner *ret_owner)
{
	struct token *found;

	token_free(table->taken);
	table->taken = NULL;
	pre_auth_expire(table, now_ms);
	if (table->tokens.count == 0) {
		return false;
	}
	found = map_find(&table->tokens, hash_str(token), token_equals, &token);
	if (!found) {
		return false;
	}
	unlink_token(table, found);
	table->taken = found;
	*ret_owner = (struct pre_auth_owner){
		.name = str_make(found->bytes + found->token_len, found->name_len),
		.is_session = found->is_session,
	};
	return true;
}

int pre_auth_wait(
	struct pre_auth *table, struct pre_auth_waiter *waiter, struct str token, pre_auth_fn *fn)
{
	struct pre_auth_waiter *head;
	int r = 0;

	*waiter = (struct pre_auth_waiter){.token = token, .hash = hash_str(token), .fn = fn};
	list_init(&waiter->peers);
	head = map_find(&table->waiters, waiter->hash, waiter_equals, &token);
	if (head) {
		list_append(&head->peers, &waiter->peers);
	} else {
		r = map_add(&table->waiters, waiter->hash, waiter);
		waiter->is_head = r == 0;
	}
	waiter->waiting = r == 0;
	table->waiting += r == 0;
	return r;
}

void pre_auth_unwait(struct pre_auth *table, struct pre_auth_waiter *waiter)
{
	if (!waiter->waiting) {
		return;
	}
	if (waiter->is_head) {
		map_remove(&table->waiters, waiter->hash, waiter);
		if (!list_is_empty(&waiter->peers)) {
			struct pre_auth_waiter *heir =
				list_entry(waiter->peers.next, struct pre_auth_waiter, peers);

			/* There is a free slot, so this cannot fail. */
			heir->is_head = map_add(&table->waiters, heir->hash, heir) == 0;
			assert(heir->is_head);
		}
	}
	list_remove(&waiter->peers);
	waiter->waiting = false;
	waiter->is_head = false;
	table->waiting--;
}

size_t pre_auth_count(const struct pre_auth *table)
{
	return table->tokens.count;
}

size_t pre_auth_waiting(const struct pre_auth *table)
{
	return table->waiting;
}
