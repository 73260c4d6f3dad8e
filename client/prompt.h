/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Asking for a secret. */
#ifndef CLIENT_PROMPT_H
#define CLIENT_PROMPT_H

#include "base/macro.h"

/*
 * Reads a line from the terminal without echo, or, for a process without one, from the standard
 * input. The line without its end, to be wiped and released with free(); NULL when there is none.
 * A signal that would end the process does so, after the echo is back.
 */
NODISCARD char *prompt_secret(const char *question);

#endif
