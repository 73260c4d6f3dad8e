/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See heap.h. Trimming cannot return the small pieces between living blocks, and the library's sum
 * of what is free does not tell which pages are still ours. So we remember how much was free when
 * we last trimmed, and trim again when there is clearly more than the least since then.
 */
#include "base/heap.h"

#include <malloc.h>

#include "base/macro.h"

#define WORTH_IT ((size_t)16 << 10)

#ifdef __GLIBC__
#define HAS_TRIM __GLIBC_PREREQ(2, 33) /* mallinfo2 */
#else
#define HAS_TRIM 0
#endif

#if HAS_TRIM

/* Setting any ends the library's own adjusting of all. */
#define MAPPED_FROM (64 << 10)
#define TOP_KEPT    (32 << 10)
#define TOP_PAD     (16 << 10)

void heap_init(void)
{
	(void)mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
	(void)mallopt(M_TRIM_THRESHOLD, TOP_KEPT);
	(void)mallopt(M_TOP_PAD, TOP_PAD);
}

bool heap_tidy(struct heap *heap)
{
	size_t free_bytes = mallinfo2().fordblks;

	if (free_bytes < heap->unusable + WORTH_IT) {
		heap->unusable = MIN_OF(heap->unusable, free_bytes);
		return false;
	}
	(void)malloc_trim(0);
	heap->unusable = mallinfo2().fordblks;
	return true;
}

#else

void heap_init(void)
{
}

bool heap_tidy(struct heap *heap)
{
	(void)heap;
	return false;
}

#endif
