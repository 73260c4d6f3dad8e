/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef CONFIG_NEXTCLOUD_KEYS_H
#define CONFIG_NEXTCLOUD_KEYS_H

/* The top-level keys for which nextcloud_missing_env() can tell something; NULL at the end. */
extern const char *const nextcloud_keys[];

#endif
