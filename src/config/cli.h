/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The command line: which option was given which value. Nothing is interpreted here. */
#ifndef CONFIG_CLI_H
#define CONFIG_CLI_H

#include "config/loader.h"

/*
 * Fills the choices, the positional argument and the action (CHECK, HEALTHCHECK, VERSION, HELP).
 * 0 or SETTINGS_E_SYNTAX with the message.
 */
NODISCARD int cli_parse(struct loader *loader, int argc, char *const *argv);

/* Where in an argument the value of an option that may hold a password begins. */
typedef void cli_secret_fn(char *value);

/* Calls FN for each such value in ARGV. */
void cli_each_secret(int argc, char **argv, cli_secret_fn *fn);

#endif
