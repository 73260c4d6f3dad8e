/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* REDIS_URL and --redis-url. */
#ifndef CONFIG_REDISURL_H
#define CONFIG_REDISURL_H

#include "config/loader.h"

#define REDIS_PORT    6379U
#define SENTINEL_PORT 26379U

/*
 * Fills settings->redis (but the channel prefix) from COUNT URLs; more than one are the seeds of a
 * cluster, and credentials, database and TLS are those of the first.
 *	redis:// valkey:// rediss:// valkeys:// [[user][:password]@]host[:port][/db]
 *	unix:// redis+unix:// valkey+unix://  /path[?db=&user=&pass=]
 *	redis+sentinel:// rediss+sentinel://  [user:password@]host[:port],…/master[/db]
 *		[?sentinel_user=&sentinel_pass=]
 * 0, or what settings_load() returns, with the message written; no password is in it.
 */
NODISCARD int redisurl_apply(
	struct loader *loader, const char *const *urls, size_t count, const struct origin *origin);

/* Adds a node to settings->redis. */
void redis_add_node(struct loader *loader, const struct redis_node *node);

#endif
