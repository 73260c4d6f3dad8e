/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * SipHash with one compression and three finalisation rounds: the variant that hash tables use
 * elsewhere too. The key is written once, before threads exist, and only read afterwards.
 */
#include "base/hash.h"

#include "base/random.h"

static uint64_t key[2];

void hash_init(void)
{
	random_bytes(key, sizeof(key));
}

static inline uint64_t rotate(uint64_t x, int by)
{
	return (x << by) | (x >> (64 - by));
}

struct sip {
	uint64_t v0, v1, v2, v3;
};

static inline void sip_round(struct sip *s)
{
	s->v0 += s->v1;
	s->v1 = rotate(s->v1, 13) ^ s->v0;
	s->v0 = rotate(s->v0, 32);
	s->v2 += s->v3;
	s->v3 = rotate(s->v3, 16) ^ s->v2;
	s->v0 += s->v3;
	s->v3 = rotate(s->v3, 21) ^ s->v0;
	s->v2 += s->v1;
	s->v1 = rotate(s->v1, 17) ^ s->v2;
	s->v2 = rotate(s->v2, 32);
}

uint64_t hash_str(struct str s)
{
	struct sip sip = {
		key[0] ^ UINT64_C(0x736f6d6570736575),
		key[1] ^ UINT64_C(0x646f72616e646f6d),
		key[0] ^ UINT64_C(0x6c7967656e657261),
		key[1] ^ UINT64_C(0x7465646279746573),
	};
	size_t whole = s.len & ~(size_t)7;
	uint64_t word;

	for (size_t i = 0; i < whole; i += 8) {
		memcpy(&word, s.ptr + i, sizeof(word));
		sip.v3 ^= word;
		sip_round(&sip);
		sip.v0 ^= word;
	}
	word = 0;
	if (s.len > whole) {
		memcpy(&word, s.ptr + whole, s.len - whole);
	}
	word |= (uint64_t)s.len << 56;
	sip.v3 ^= word;
	sip_round(&sip);
	sip.v0 ^= word;
	sip.v2 ^= 0xFF;
	sip_round(&sip);
	sip_round(&sip);
	sip_round(&sip);
	return sip.v0 ^ sip.v1 ^ sip.v2 ^ sip.v3;
}
