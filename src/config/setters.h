/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How the text of an option becomes a typed value: the functions behind the option table. */
#ifndef CONFIG_SETTERS_H
#define CONFIG_SETTERS_H

#include "config/options.h"

/* Generic ones: they write to the field of the settings that the option names. */
option_set_fn set_text;      /* const char *; not empty */
option_set_fn set_any_text;  /* const char *; may be empty */
option_set_fn set_true;      /* bool */
option_set_fn set_port;      /* uint16_t */
option_set_fn set_number;    /* uint32_t between option->min and option->max */
option_set_fn set_log_level; /* const char *; a log specification */

/* Special ones. */
option_set_fn set_bind;
option_set_fn set_socket_path; /* const char *; short enough for an address */
option_set_fn set_socket_permissions;
option_set_fn set_user_agent;
option_set_fn set_workers;
option_set_fn set_nextcloud_connect;
option_set_fn set_dump_config;

#endif
