/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* See samples.h. All are kept and sorted: there are few enough, and nothing is estimated. */
#include "samples.h"

#include <errno.h>
#include <stdlib.h>

int samples_init(struct samples *samples)
{
	*samples = (struct samples){.ns = malloc(SAMPLES_MAX * sizeof(uint64_t))};
	return samples->ns ? 0 : -ENOMEM;
}

void samples_deinit(struct samples *samples)
{
	free(samples->ns);
	*samples = (struct samples){0};
}

void samples_clear(struct samples *samples)
{
	samples->count = 0;
	samples->dropped = 0;
}

void samples_add(struct samples *samples, uint64_t ns)
{
	if (samples->count < SAMPLES_MAX) {
		samples->ns[samples->count++] = ns;
	} else {
		samples->dropped++;
	}
}

static int compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a;
	uint64_t right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

void samples_sort(struct samples *samples)
{
	qsort(samples->ns, samples->count, sizeof(uint64_t), compare);
}

double samples_at(const struct samples *samples, unsigned per_mille)
{
	size_t i = samples->count * per_mille / 1000;

	if (samples->count == 0) {
		return 0;
	}
	return (double)samples->ns[MIN_OF(i, samples->count - 1)] / 1000;
}
