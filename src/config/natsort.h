/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The "natural" order of names, as PHP's natsort() has it: a2 before a10. */
#ifndef CONFIG_NATSORT_H
#define CONFIG_NATSORT_H

#include "base/str.h"

/* Negative, 0, positive; case-sensitive. */
int natsort_compare(struct str a, struct str b);

#endif
