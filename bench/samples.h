/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Durations that were measured, and their percentiles. One thread. */
#ifndef BENCH_SAMPLES_H
#define BENCH_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

#include "base/macro.h"

#define SAMPLES_MAX 262144U /* later ones are counted, not kept */

struct samples {
	uint64_t *ns;
	size_t count;
	size_t dropped;
};

NODISCARD int samples_init(struct samples *samples);
void samples_deinit(struct samples *samples);
void samples_clear(struct samples *samples);
void samples_add(struct samples *samples, uint64_t ns);

/* Sorts them. To be called before samples_at(). */
void samples_sort(struct samples *samples);

/* The value below which PER_MILLE of them lie, in µs; 0 without any. 1000 is the largest. */
double samples_at(const struct samples *samples, unsigned per_mille);

#endif
