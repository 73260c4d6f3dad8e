/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Running a file inside of an interpreter; shared by php.c and include. */
#ifndef PHP_RUN_H
#define PHP_RUN_H

#include "php/interp.h"

/* Parses and runs. False: it did not parse (the run is halted), or memory is out. */
bool php_run_source(struct php *php, struct str path, struct str source, bool *ret_has_text);

#endif
