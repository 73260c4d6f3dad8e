/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * See redis_outage.h. Reasons are remembered by their hash, so that servers that fail for different
 * reasons by turns are not told about at each turn; past 16 reasons an outage says no more.
 */
#include "peer/redis_outage.h"

#include "base/hash.h"

#define FIRST_MS 100U
#define LAST_MS  5000U

bool redis_outage_is_news(struct redis_outage *outage, uint64_t now_ms, struct str reason)
{
	uint64_t hash = hash_str(reason);

	if (!outage->open) {
		*outage = (struct redis_outage){.open = true, .since_ms = now_ms};
	}
	for (unsigned i = 0; i < outage->count; i++) {
		if (outage->reasons[i] == hash) {
			return false;
		}
	}
	if (outage->count == REDIS_OUTAGE_REASONS) {
		return false;
	}
	outage->reasons[outage->count++] = hash;
	return true;
}

bool redis_outage_end(struct redis_outage *outage, uint64_t now_ms, uint64_t *ret_lasted_ms)
{
	if (!outage->open) {
		return false;
	}
	*ret_lasted_ms = now_ms - outage->since_ms;
	outage->open = false;
	return true;
}

uint32_t redis_backoff_ms(struct rng *rng, unsigned attempts)
{
	uint32_t longest = attempts < 6 ? FIRST_MS << attempts : LAST_MS;

	return longest / 2 + rng_below(rng, longest / 2 + 1);
}
