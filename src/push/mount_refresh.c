/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See mount_refresh.h. */
#include "push/mount_refresh.h"

#include <errno.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

static const uint32_t delays_ms[] = {0, 1000, 5000, 30000};

#define STAGES ARRAY_SIZE(delays_ms)

struct followed {
	struct timer timer;
	struct mount_refresh *refresh;
	uint64_t since_ms;
	size_t stage; /* the next one */
	bool reading;
	bool due; /* another read, when that one has ended */
	size_t name_len;
	char name[];
};

struct mount_refresh {
	struct loop *loop;
	struct mount_refresh_options options;
	struct map followed;
	struct timer expire; /* after an overflow: like the stages of a single user */
	size_t expire_stage;
};

static struct str name_of(const struct followed *followed)
{
	return str_make(followed->name, followed->name_len);
}

static bool followed_equals(const void *value, const void *key)
{
	return str_equals(name_of(value), *(const struct str *)key);
}

static void unfollow(struct followed *followed)
{
	struct mount_refresh *refresh = followed->refresh;

	loop_timer_stop(refresh->loop, &followed->timer);
	map_remove(&refresh->followed, hash_str(name_of(followed)), followed);
	free(followed);
}

/* The read may end before it returns, and the following with it. */
static void read_now(struct followed *followed)
{
	struct mount_refresh *refresh = followed->refresh;

	if (followed->reading) {
		followed->due = true;
		return;
	}
	followed->reading = true;
	refresh->options.read_user(refresh->options.owner, name_of(followed));
}

static void on_stage(struct timer *timer)
{
	struct followed *followed = container_of(timer, struct followed, timer);

	if (++followed->stage < STAGES) {
		loop_timer_start_at(followed->refresh->loop, timer,
			followed->since_ms + delays_ms[followed->stage]);
	}
	read_now(followed);
}

static void on_expire(struct timer *timer)
{
	struct mount_refresh *refresh = container_of(timer, struct mount_refresh, expire);

	refresh->options.expire(refresh->options.owner);
	if (++refresh->expire_stage < STAGES) {
		loop_timer_start(refresh->loop, timer, delays_ms[refresh->expire_stage]);
	}
}

static void restart(struct followed *followed)
{
	followed->since_ms = loop_now_ms(followed->refresh->loop);
	followed->stage = 0;
	/* A millisecond later, so that a burst of events for one user is one query. */
	loop_timer_start(followed->refresh->loop, &followed->timer, 1);
}

static struct followed *find(const struct mount_refresh *refresh, struct str user)
{
	return map_find(&refresh->followed, hash_str(user), followed_equals, &user);
}

void mount_refresh_read(struct mount_refresh *refresh, struct str user)
{
	struct followed *followed = find(refresh, user);

	if (!followed) {
		return;
	}
	followed->reading = false;
	if (followed->due) {
		followed->due = false;
		read_now(followed);
	} else if (followed->stage == STAGES) {
		unfollow(followed);
	}
}

void mount_refresh_all(struct mount_refresh *refresh)
{
	refresh->expire_stage = 0;
	loop_timer_start(refresh->loop, &refresh->expire, 1);
}

void mount_refresh_user(struct mount_refresh *refresh, struct str user)
{
	struct followed *followed = find(refresh, user);

	if (followed) {
		restart(followed);
		return;
	}
	if (user.len > 0 && memchr(user.ptr, '\0', user.len)) {
		return; /* nobody is called that, and no query could ask for him */
	}
	if (refresh->followed.count < MOUNT_REFRESH_MAX && user.len > 0 && user.len < 4096) {
		followed = malloc(sizeof(*followed) + user.len);
	}
	if (!followed) {
		/* Too many to follow one by one, or no memory for it. */
		mount_refresh_all(refresh);
		return;
	}
	*followed = (struct followed){.refresh = refresh, .name_len = user.len};
	timer_init(&followed->timer, on_stage);
	memcpy(followed->name, user.ptr, user.len);
	if (map_add(&refresh->followed, hash_str(user), followed) < 0) {
		free(followed);
		mount_refresh_all(refresh);
		return;
	}
	restart(followed);
}

int mount_refresh_new(struct loop *loop, const struct mount_refresh_options *options,
	struct mount_refresh **ret_refresh)
{
	struct mount_refresh *refresh = calloc(1, sizeof(*refresh));

	if (!refresh) {
		return -ENOMEM;
	}
	refresh->loop = loop;
	refresh->options = *options;
	timer_init(&refresh->expire, on_expire);
	*ret_refresh = refresh;
	return 0;
}

struct mount_refresh *mount_refresh_free(struct mount_refresh *refresh)
{
	if (refresh) {
		map_for_each (value, &refresh->followed) {
			struct followed *followed = value;

			loop_timer_stop(refresh->loop, &followed->timer);
			free(followed);
		}
		map_deinit(&refresh->followed);
		loop_timer_stop(refresh->loop, &refresh->expire);
		free(refresh);
	}
	return NULL;
}
