/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whose turn it is. Each client address ("source") has a queue of its own, and the sources that
 * have something to do and may do it stand in a ring: the first one gets the next free slot and
 * goes to the end. So a flood from one address delays nobody else by more than one check, and
 * nothing here depends on how much is queued.
 *
 * An IPv6 client owns a whole /64 as a rule, so that is what counts as an address.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "push/login_internal.h"

enum { KEY_UNKNOWN, KEY_V4, KEY_V6, KEY_TEXT };

static void make_key(struct str address, unsigned char ret_key[17])
{
	unsigned char ip[16];
	char text[INET6_ADDRSTRLEN];

	memset(ret_key, 0, 17);
	if (address.len == 0) {
		ret_key[0] = KEY_UNKNOWN;
		return;
	}
	text[0] = '\0';
	if (address.len < sizeof(text)) {
		memcpy(text, address.ptr, address.len);
		text[address.len] = '\0';
	}
	if (inet_pton(AF_INET, text, ip) == 1) {
		ret_key[0] = KEY_V4;
		memcpy(ret_key + 1, ip, 4);
	} else if (inet_pton(AF_INET6, text, ip) == 1) {
		ret_key[0] = KEY_V6;
		memcpy(ret_key + 1, ip, 8);
	} else {
		uint64_t hash = hash_str(address);

		ret_key[0] = KEY_TEXT;
		memcpy(ret_key + 1, &hash, sizeof(hash));
	}
}

static bool source_equals(const void *value, const void *key)
{
	return memcmp(((const struct login_source *)value)->key, key, 17) == 0;
}

int login_source_get(struct login *login, struct str address, struct login_source **ret_source)
{
	const struct login_options *options = &login->options;
	struct login_source *source;
	unsigned char key[17];
	uint64_t hash;

	make_key(address, key);
	hash = hash_str(str_make(key, sizeof(key)));
	source = map_find(&login->sources, hash, source_equals, key);
	if (!source) {
		source = calloc(1, sizeof(*source));
		if (!source || map_add(&login->sources, hash, source) < 0) {
			free(source);
			return -ENOMEM;
		}
		source->hash = hash;
		memcpy(source->key, key, sizeof(key));
		source->limit = key[0] == KEY_UNKNOWN ? options->concurrency : options->per_address;
		list_init(&source->ready);
		list_init(&source->queue);
	}
	source->checks++;
	*ret_source = source;
	return 0;
}

void login_source_put(struct login *login, struct login_source *source)
{
	assert(source->checks > 0);
	if (--source->checks == 0) {
		list_remove(&source->ready);
		map_remove(&login->sources, source->hash, source);
		free(source);
	}
}

/* Enters or leaves the ring, as its state demands. */
static void update_ready(struct login *login, struct login_source *source)
{
	bool should = !list_is_empty(&source->queue) && source->running < source->limit;
	bool is = !list_is_empty(&source->ready);

	if (should && !is) {
		list_append(&login->ready, &source->ready);
	} else if (!should) {
		list_remove(&source->ready);
	}
	if (should) {
		loop_defer(login->loop, &login->pump);
	}
}

void login_queue_add(struct login_check *check, bool first)
{
	struct login_source *source = check->source;

	check->state = CHECK_QUEUED;
	/* In front of the first is behind the head. */
	list_append(first ? source->queue.next : &source->queue, &check->link);
	check->login->stats.queued++;
	update_ready(check->login, source);
}

void login_queue_remove(struct login_check *check)
{
	list_remove(&check->link);
	check->login->stats.queued--;
	update_ready(check->login, check->source);
}

void login_slot_release(struct login_check *check)
{
	assert(check->source->running > 0);
	check->source->running--;
	check->login->stats.checking--;
	update_ready(check->login, check->source);
	loop_defer(check->login->loop, &check->login->pump);
}

void login_pump(struct task *task)
{
	struct login *login = container_of(task, struct login, pump);

	while (login->stats.checking < login_outage_slots(login) && !list_is_empty(&login->ready)) {
		struct login_source *source =
			list_entry(login->ready.next, struct login_source, ready);
		struct login_check *check =
			list_entry(source->queue.next, struct login_check, link);

		list_remove(&source->ready);
		source->running++;
		login->stats.checking++;
		login_queue_remove(check);
		login_check_start(check);
	}
}
