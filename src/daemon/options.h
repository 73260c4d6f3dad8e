/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * From settings to the option structs of the layers below, which know no settings. Whatever a layer
 * needs is named here in one place.
 */
#ifndef DAEMON_OPTIONS_H
#define DAEMON_OPTIONS_H

#include "config/settings.h"
#include "peer/nextcloud.h"
#include "peer/redis.h"
#include "store/store.h"

/* 0 or -errno, as the function that makes the thing says. */
NODISCARD int options_store(const struct settings *settings, struct store **ret_store);
NODISCARD int options_redis(const struct settings *settings, struct loop *loop,
	const struct redis_handler *handler, void *context, struct redis **ret_redis);
NODISCARD int options_nextcloud(
	const struct settings *settings, struct loop *loop, struct nextcloud **ret_nextcloud);

#endif
