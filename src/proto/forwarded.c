/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reads the entries from left to right into a window of the last 16. An entry that is no address
 * empties the window, which is all that "takes everything to its left with it" means.
 */
#include "proto/forwarded.h"

/* Cuts one entry's text down to an address as ip_parse_hop takes it. */
typedef struct str (*entry_fn)(struct str entry);

static void push_hop(struct forwarded *chain, struct ip ip)
{
	if (chain->count == FORWARDED_MAX) {
		memmove(chain->hops, chain->hops + 1, sizeof(ip) * (FORWARDED_MAX - 1));
		chain->count--;
	}
	chain->hops[chain->count++] = ip;
}

static struct str whole_entry(struct str entry)
{
	return entry;
}

/* Up to the next ';' outside of quotes. */
static struct str take_pair(struct str *rest)
{
	bool quoted = false;
	size_t i;
	struct str pair;

	for (i = 0; i < rest->len && (quoted || rest->ptr[i] != ';'); i++) {
		if (rest->ptr[i] == '"') {
			quoted = !quoted;
		} else if (rest->ptr[i] == '\\' && quoted && i + 1 < rest->len) {
			i++;
		}
	}
	pair = str_first(*rest, i);
	*rest = str_skip(*rest, i + 1);
	return pair;
}

/* The "for" of an element of Forwarded; empty, thus no address, when it has none. */
static struct str forwarded_for(struct str entry)
{
	while (entry.len) {
		struct str name;
		struct str value;

		(void)str_split_once(take_pair(&entry), '=', &name, &value);
		if (str_equals_nocase(str_trim(name), STR_LIT("for"))) {
			return str_trim(value);
		}
	}
	return STR_NULL;
}

/* An entry as ip_parse_hop takes it; one that is no address cuts off all before it. */
static void take_entry(struct forwarded *chain, struct str text)
{
	struct ip ip;

	if (ip_parse_hop(text, &ip)) {
		push_hop(chain, ip);
	} else {
		chain->count = 0;
	}
}

/* Is no quoted string left open at the end? */
static bool quotes_are_closed(struct str value)
{
	bool quoted = false;

	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == '"') {
			quoted = !quoted;
		} else if (value.ptr[i] == '\\' && quoted) {
			i++;
		}
	}
	return !quoted;
}

/*
 * The next entry, trimmed; empty ones are skipped. Only Forwarded knows quoted strings, and there a
 * comma in one separates nothing. But a quote that a client leaves open must not swallow what our
 * proxies have written behind it: then commas are all that counts.
 */
static bool next_entry(struct str *rest, bool has_quotes, struct str *ret_entry)
{
	if (has_quotes) {
		return http1_next_item(rest, ret_entry);
	}
	while (rest->len) {
		(void)str_split_once(*rest, ',', ret_entry, rest);
		*ret_entry = str_trim(*ret_entry);
		if (ret_entry->len) {
			return true;
		}
	}
	return false;
}

/* All entries of all fields of that name. False when there are none, not even bad ones. */
static bool read_field(
	const struct http1_headers *headers, struct str name, entry_fn cut, struct forwarded *chain)
{
	bool any = false;
	struct str value;

	for (size_t at = 0; http1_next_header(headers, name, &at, &value);) {
		bool has_quotes = cut == forwarded_for && quotes_are_closed(value);
		struct str entry;

		while (next_entry(&value, has_quotes, &entry)) {
			take_entry(chain, cut(entry));
			any = true;
		}
	}
	return any;
}

void forwarded_read(
	const struct http1_headers *headers, const struct ip *peer, struct forwarded *ret_chain)
{
	ret_chain->count = 0;
	(void)(read_field(headers, STR_LIT("X-Forwarded-For"), whole_entry, ret_chain) ||
		read_field(headers, STR_LIT("X-Real-IP"), whole_entry, ret_chain) ||
		read_field(headers, STR_LIT("Forwarded"), forwarded_for, ret_chain));
	if (peer &&
		!(ret_chain->count && ip_equals(ret_chain->hops[ret_chain->count - 1], *peer))) {
		push_hop(ret_chain, *peer);
	}
}

void forwarded_write(struct buf *out, const struct forwarded *chain)
{
	for (size_t i = 0; i < chain->count; i++) {
		if (i) {
			buf_append(out, ", ", 2);
		}
		ip_write(out, chain->hops[i]);
	}
}

bool forwarded_trust_local(struct ip ip, void *ctx)
{
	(void)ctx;
	return ip_is_local(ip);
}

const struct ip *forwarded_client(
	const struct forwarded *chain, forwarded_trust_fn is_trusted, void *ctx)
{
	for (size_t i = chain->count; i > 0; i--) {
		if (!is_trusted(chain->hops[i - 1], ctx)) {
			return &chain->hops[i - 1];
		}
	}
	return chain->count ? &chain->hops[0] : NULL;
}
