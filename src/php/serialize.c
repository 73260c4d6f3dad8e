/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* PHP's serialize() without objects, for the tests that compare with PHP. */
#include "php/serialize.h"

#include "php/convert.h"

#define MAX_DEPTH 1000U

static bool write_value(struct php_value value, struct buf *out, unsigned depth);

static void write_string(struct str s, struct buf *out)
{
	buf_appendf(out, "s:%zu:\"", s.len);
	buf_append_str(out, s);
	buf_append_cstr(out, "\";");
}

static bool write_array(const struct php_array *array, struct buf *out, unsigned depth)
{
	const struct php_entry *entry;

	buf_appendf(out, "a:%zu:{", php_array_count(array));
	for (size_t at = 0; (entry = php_array_next(array, &at));) {
		if (entry->key.is_string) {
			write_string(php_key_text(entry->key), out);
		} else {
			buf_appendf(out, "i:%lld;", (long long)entry->key.integer);
		}
		if (!write_value(php_entry_value(entry), out, depth)) {
			return false;
		}
	}
	buf_append_cstr(out, php_array_rest(array) ? "?}" : "}");
	return true;
}

static bool write_value(struct php_value value, struct buf *out, unsigned depth)
{
	char text[PHP_FLOAT_TEXT];

	if (value.kind == PHP_ARRAY) {
		return depth < MAX_DEPTH && write_array(value.array, out, depth + 1);
	}
	if (value.kind == PHP_STRING) {
		write_string(php_text(value), out);
	} else if (value.kind == PHP_INT) {
		buf_appendf(out, "i:%lld;", (long long)value.integer);
	} else if (value.kind == PHP_BOOL) {
		buf_append_cstr(out, value.boolean ? "b:1;" : "b:0;");
	} else if (value.kind == PHP_FLOAT) {
		(void)php_float_text(value.real, PHP_SHORTEST, 'E', text);
		buf_appendf(out, "d:%s;", text);
	} else {
		buf_append_cstr(out, value.kind == PHP_NULL      ? "N;"
				     : value.kind == PHP_UNKNOWN ? "?;"
								 : "C;");
	}
	return true;
}

bool php_serialize(struct php_value value, struct buf *out)
{
	return write_value(value, out, 0);
}
