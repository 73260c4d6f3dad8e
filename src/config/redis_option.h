/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* REDIS_URL or --redis-url together with the TLS switches beside it. */
#ifndef CONFIG_REDIS_OPTION_H
#define CONFIG_REDIS_OPTION_H

#include "config/loader.h"

/* 0, or what settings_load() returns. Does nothing but warn when there is no URL. */
NODISCARD int redis_option_apply(struct loader *loader);

#endif
