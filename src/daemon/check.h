/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The sub-commands that look instead of serving. Both return the process' exit status. */
#ifndef DAEMON_CHECK_H
#define DAEMON_CHECK_H

#include "config/settings.h"

/* `check`: tries every link and prints a line for each, with what to do about a failure. */
int check_links(const struct settings *settings);

/* `healthcheck`: asks the running server's /readyz. */
int check_health(const struct settings *settings);

#endif
