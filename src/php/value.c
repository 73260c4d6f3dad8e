/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the outside may ask of a value. Changing values is array.c's business.
 */
#include "php/array.h"

const char *php_kind_name(enum php_kind kind)
{
	static const char *const names[] = {
		[PHP_NULL] = "null",
		[PHP_BOOL] = "bool",
		[PHP_INT] = "int",
		[PHP_FLOAT] = "float",
		[PHP_STRING] = "string",
		[PHP_ARRAY] = "array",
		[PHP_CLOSURE] = "closure",
		[PHP_UNKNOWN] = "unknown",
		[PHP_REFERENCE] = "reference",
		[PHP_HOLE] = "hole",
	};

	return names[kind];
}

struct php_value php_string(struct str text)
{
	assert(text.len <= UINT32_MAX);
	return (struct php_value){.kind = PHP_STRING, .len = (uint32_t)text.len, .text = text.ptr};
}

size_t php_array_count(const struct php_array *array)
{
	return array->count;
}

const struct php_unknown *php_array_rest(const struct php_array *array)
{
	return array->rest;
}

const struct php_entry *php_array_find(const struct php_array *array, struct str name)
{
	return php_array_lookup(array, php_key_from_name(name));
}

const struct php_entry *php_array_find_int(const struct php_array *array, int64_t key)
{
	return php_array_lookup(array, php_key_from_int(key));
}

const struct php_entry *php_array_next(const struct php_array *array, size_t *cursor)
{
	while (*cursor < array->used) {
		const struct php_entry *entry = &array->entries[(*cursor)++];

		if (entry->slot.kind != PHP_HOLE) {
			return entry;
		}
	}
	return NULL;
}

struct php_value php_entry_value(const struct php_entry *entry)
{
	return php_deref(entry->slot);
}
