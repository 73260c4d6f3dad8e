/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "failing_memory.h"

static unsigned fail_at;
static unsigned allocations;
static unsigned refused;
static bool paused;

void fail_malloc_at(unsigned n)
{
	fail_at = n;
	allocations = 0;
	if (n) {
		refused = 0;
	}
}

void fail_malloc_pause(bool pause)
{
	paused = pause;
}

unsigned failed_mallocs(void)
{
	return refused;
}

static bool is_refused(void)
{
	if (!fail_at || paused || ++allocations < fail_at) {
		return false;
	}
	refused++;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return is_refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return is_refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
	return is_refused() ? NULL : __real_realloc(ptr, size);
}
