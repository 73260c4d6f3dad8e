/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Looking at fields. A head has a dozen fields and is asked for half a dozen of them, once: walking
 * the array beats any index.
 */
#include "proto/http1.h"

bool http1_next_header(
	const struct http1_headers *headers, struct str name, size_t *cursor, struct str *ret_value)
{
	while (*cursor < headers->count) {
		const struct http1_header *header = &headers->list[(*cursor)++];

		if (str_equals_nocase(header->name, name)) {
			*ret_value = header->value;
			return true;
		}
	}
	return false;
}

bool http1_header(const struct http1_headers *headers, struct str name, struct str *ret_value)
{
	size_t cursor = 0;

	return http1_next_header(headers, name, &cursor, ret_value);
}

/* Index of the comma that ends the item, or the length. */
static size_t item_length(struct str list)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < list.len; i++) {
		char c = list.ptr[i];

		if (c == '"') {
			quoted = !quoted;
		} else if (c == '\\' && quoted) {
			i++;
		} else if (c == ',' && !quoted) {
			break;
		}
	}
	return MIN_OF(i, list.len);
}

bool http1_next_item(struct str *rest, struct str *ret_item)
{
	while (rest->len) {
		size_t len = item_length(*rest);
		struct str item = str_trim(str_first(*rest, len));

		*rest = str_skip(*rest, len + 1);
		if (item.len) {
			*ret_item = item;
			return true;
		}
	}
	return false;
}

static bool has_item(struct str list, struct str token)
{
	struct str item;

	while (http1_next_item(&list, &item)) {
		if (str_equals_nocase(item, token)) {
			return true;
		}
	}
	return false;
}

bool http1_has_token(const struct http1_headers *headers, struct str name, struct str token)
{
	struct str value;

	for (size_t at = 0; http1_next_header(headers, name, &at, &value);) {
		if (has_item(value, token)) {
			return true;
		}
	}
	return false;
}
