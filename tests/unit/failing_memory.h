/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Memory that runs out when a test says so: malloc, calloc and realloc of the code that is linked
 * in are diverted by the linker (--wrap); libraries are not touched. Meson's `failing_memory`
 * brings the source and the options.
 */
#ifndef TEST_FAILING_MEMORY_H
#define TEST_FAILING_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the Nth allocation (from 1) and all later ones fail; 0 lets all succeed. */
void fail_malloc_at(unsigned n);
/* While paused, allocations are neither counted nor refused: those of the test itself. */
void fail_malloc_pause(bool pause);
/* How many were refused since the last fail_malloc_at() but that with 0. */
unsigned failed_mallocs(void);

/* NOLINTBEGIN(bugprone-reserved-identifier): the names are the linker's. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

#endif
