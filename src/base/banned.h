/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Functions that have no safe use here: naming one is a compile error. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* The headers that declare them come first, so that only our own uses are caught. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC poison strcpy strcat strtok sprintf vsprintf gets

#endif
