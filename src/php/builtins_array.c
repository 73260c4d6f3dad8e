/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Functions on single arrays. Those that only move elements take unknown ones as well; an array of
 * which not all elements are known (its "rest") makes their result unknown where that matters.
 */
#include "php/builtins.h"

/* The array argument; NULL when it is unknown, wholly or in part: then *ret_value says why. */
static struct php_array *known_array(
	struct php_call *call, size_t index, struct php_value *ret_value)
{
	struct php_value value = php_arg(call, index);
	const struct php_unknown *why;
	struct php_array *array;

	*ret_value = value.kind == PHP_UNKNOWN ? value : php_null();
	if (value.kind == PHP_UNKNOWN) {
		return NULL;
	}
	array = php_arg_array(call, index);
	why = array ? php_array_doubt(call->php, array) : NULL;
	if (why) {
		*ret_value = php_from_unknown(why);
		return NULL;
	}
	return array;
}

static struct php_value wrap(struct php_array *array)
{
	return array ? php_from_array(array) : php_null();
}

static struct php_value run_count(struct php_call *call)
{
	struct php_value unknown;
	struct php_array *array = known_array(call, 0, &unknown);
	int64_t mode = php_arg_int_or(call, 1, 0);

	if (array && mode != 0 && mode != 1) {
		php_arg_error(call, "ValueError", 1, "is no mode");
	}
	if (array && mode == 1) {
		return php_unknown_here(call->php, "count() with COUNT_RECURSIVE");
	}
	return array ? php_int((int64_t)array->count) : unknown;
}

static struct php_value run_array_keys(struct php_call *call)
{
	struct php *php = call->php;
	struct php_value unknown;
	struct php_array *array = known_array(call, 0, &unknown);
	struct php_array *keys = php_array_new(php);
	bool strict = php_arg_is_given(call, 2) && php_arg_bool(call, 2);
	const struct php_entry *entry;

	for (size_t at = 0; keys && array && (entry = php_array_next(array, &at));) {
		struct php_value fits = php_bool(true);

		if (php_arg_is_given(call, 1)) {
			fits = php_apply(php, strict ? PHP_OP_IDENTICAL : PHP_OP_EQUAL,
				php_entry_value(entry), php_arg(call, 1));
		}
		if (fits.kind == PHP_UNKNOWN) {
			return fits;
		}
		if (!php_to_bool(fits)) {
			continue;
		}
		php_array_append(php, keys, php_key_value(entry->key), entry->at);
	}
	return array ? wrap(keys) : unknown;
}

static struct php_value run_array_values(struct php_call *call)
{
	struct php *php = call->php;
	struct php_value unknown;
	struct php_array *array = known_array(call, 0, &unknown);
	struct php_array *values = php_array_new(php);
	const struct php_entry *entry;

	for (size_t at = 0; values && array && (entry = php_array_next(array, &at));) {
		php_array_append(php, values, php_entry_value(entry), entry->at);
	}
	return array ? wrap(values) : unknown;
}

static struct php_value run_array_key_exists(struct php_call *call)
{
	struct php_value name = php_arg(call, 0);
	struct php_value value = php_arg(call, 1);
	const struct php_entry *entry;
	struct php_array *array;
	struct php_key key;

	if (name.kind == PHP_UNKNOWN || value.kind == PHP_UNKNOWN) {
		return name.kind == PHP_UNKNOWN ? name : value;
	}
	array = php_arg_array(call, 1);
	if (!array || !php_key_from_value(call->php, name, &key)) {
		return php_null();
	}
	entry = php_array_lookup(array, key);
	if (entry && php_is_doubtful(entry->slot)) {
		return php_read(entry->slot);
	}
	if (!entry && array->rest) {
		return php_from_unknown(array->rest);
	}
	return php_bool(entry != NULL);
}

/* in_array() and array_search(): the entry that equals the needle. */
static const struct php_entry *search(struct php_call *call)
{
	struct php *php = call->php;
	struct php_value needle = php_arg(call, 0);
	struct php_array *array = php_arg_array(call, 1);
	bool strict = php_arg_is_given(call, 2) && php_arg_bool(call, 2);
	const struct php_entry *entry;

	for (size_t at = 0; array && (entry = php_array_next(array, &at)) && php_charge(php, 1);) {
		struct php_value value = php_entry_value(entry);

		if (strict ? php_identical(php, needle, value)
			   : php_loosely_equal(php, needle, value)) {
			return entry;
		}
	}
	return NULL;
}

static struct php_value run_in_array(struct php_call *call)
{
	return php_bool(search(call) != NULL);
}

static struct php_value run_array_search(struct php_call *call)
{
	const struct php_entry *entry = search(call);

	return entry ? php_key_value(entry->key) : php_bool(false);
}

/* Whether array_filter() keeps an element; PHP_UNKNOWN when that cannot be told. */
static struct php_value keeps(struct php_call *call, const struct php_entry *entry)
{
	struct php_value arguments[] = {php_entry_value(entry), php_key_value(entry->key)};
	int64_t mode = php_arg_int_or(call, 2, 0);

	if (php_arg(call, 1).kind == PHP_NULL) {
		return php_settled(arguments[0]);
	}
	if (mode == 2) {
		return php_call_value(call->php, php_arg(call, 1), &arguments[1], 1);
	}
	return php_call_value(call->php, php_arg(call, 1), arguments, mode == 1 ? 2 : 1);
}

static struct php_value run_array_filter(struct php_call *call)
{
	struct php *php = call->php;
	struct php_value unknown;
	struct php_array *array = known_array(call, 0, &unknown);
	struct php_array *kept = php_array_new(php);
	const struct php_entry *entry;

	for (size_t at = 0;
		kept && array && (entry = php_array_next(array, &at)) && php_charge(php, 1);) {
		struct php_value keep = keeps(call, entry);

		if (keep.kind == PHP_UNKNOWN) {
			return keep;
		}
		if (php_to_bool(keep)) {
			php_array_copy_entry(php, kept, entry->key, entry);
		}
	}
	return array ? wrap(kept) : unknown;
}

/* Several arrays, walked side by side: null where one is shorter. */
static bool next_row(
	struct php_call *call, size_t arrays, size_t *cursors, struct php_value *ret_row)
{
	bool any = false;

	for (size_t i = 0; i < arrays; i++) {
		struct php_array *array = php_arg_array(call, i + 1);
		const struct php_entry *entry = array ? php_array_next(array, &cursors[i]) : NULL;

		any |= entry != NULL;
		ret_row[i] = entry ? php_entry_value(entry) : php_null();
	}
	return any;
}

/* Without a function, the row itself. */
static struct php_value map_row(struct php_call *call, const struct php_value *row, size_t count)
{
	struct php_array *tuple;

	if (php_arg(call, 0).kind != PHP_NULL) {
		return php_call_value(call->php, php_arg(call, 0), row, count);
	}
	tuple = php_array_new(call->php);
	for (size_t i = 0; tuple && i < count; i++) {
		php_array_append(call->php, tuple, row[i], call->php->place);
	}
	return wrap(tuple);
}

static struct php_value map_many(struct php_call *call, size_t arrays)
{
	struct php *php = call->php;
	struct php_array *result = php_array_new(php);
	size_t *cursors = php_alloc(php, arrays * sizeof(*cursors));
	struct php_value *row = php_alloc(php, arrays * sizeof(*row));

	while (result && cursors && row && php_charge(php, 1) &&
		next_row(call, arrays, cursors, row)) {
		php_array_append(php, result, map_row(call, row, arrays), php->place);
	}
	return wrap(result);
}

static struct php_value run_array_map(struct php_call *call)
{
	struct php *php = call->php;
	struct php_value unknown;
	struct php_array *array;
	struct php_array *mapped;
	const struct php_entry *entry;

	for (size_t i = 1; i < call->count; i++) {
		if (!known_array(call, i, &unknown)) {
			return unknown;
		}
	}
	if (call->count > 2) {
		return map_many(call, call->count - 1);
	}
	array = php_arg_array(call, 1);
	if (php_arg(call, 0).kind == PHP_NULL) {
		return php_arg(call, 1);
	}
	mapped = php_array_new(php);
	for (size_t at = 0;
		array && mapped && (entry = php_array_next(array, &at)) && php_charge(php, 1);) {
		struct php_value value = php_entry_value(entry);

		value = php_call_value(php, php_arg(call, 0), &value, 1);
		php_array_set(php, mapped, entry->key, value, entry->at);
	}
	return wrap(mapped);
}

static struct php_value run_array_reverse(struct php_call *call)
{
	struct php *php = call->php;
	struct php_array *array = php_arg_array(call, 0);
	bool keep = php_arg_is_given(call, 1) && php_arg_bool(call, 1);
	struct php_array *reversed = php_array_new(php);

	for (uint32_t i = array && reversed ? array->used : 0; i-- > 0;) {
		const struct php_entry *entry = &array->entries[i];

		if (entry->slot.kind == PHP_HOLE) {
			continue;
		}
		if (entry->key.is_string || keep) {
			php_array_copy_entry(php, reversed, entry->key, entry);
		} else {
			php_array_append(php, reversed, php_entry_value(entry), entry->at);
		}
	}
	return wrap(reversed);
}

static struct php_value run_array_flip(struct php_call *call)
{
	struct php *php = call->php;
	struct php_array *array = php_arg_array(call, 0);
	struct php_array *flipped = php_array_new(php);
	const struct php_entry *entry;

	for (size_t at = 0; array && flipped && (entry = php_array_next(array, &at));) {
		struct php_value value = php_entry_value(entry);
		struct php_key key;

		if ((value.kind == PHP_INT || value.kind == PHP_STRING) &&
			php_key_from_value(php, value, &key)) {
			php_array_set(php, flipped, key, php_key_value(entry->key), entry->at);
		}
	}
	return wrap(flipped);
}

static struct php_value run_array_unique(struct php_call *call)
{
	struct php *php = call->php;
	struct php_array *array = php_arg_array(call, 0);
	struct php_array *unique = php_array_new(php);
	const struct php_entry *entry;
	const struct php_entry *seen;

	if (php_arg_is_given(call, 1) && php_arg_int(call, 1) != 2) {
		return php_unknown_here(php, "array_unique() with flags");
	}
	for (size_t at = 0; array && unique && (entry = php_array_next(array, &at));) {
		struct str text = php_to_string(php, php_entry_value(entry));
		bool is_new = true;

		for (size_t i = 0;
			is_new && (seen = php_array_next(unique, &i)) && php_charge(php, 1);) {
			is_new = !str_equals(php_to_string(php, php_entry_value(seen)), text);
		}
		if (is_new) {
			php_array_copy_entry(php, unique, entry->key, entry);
		}
	}
	return wrap(unique);
}

static struct php_value edge_key(struct php_call *call, bool last)
{
	struct php_value unknown;
	struct php_array *array = known_array(call, 0, &unknown);
	const struct php_entry *entry;
	const struct php_entry *found = NULL;

	for (size_t at = 0; array && (entry = php_array_next(array, &at));) {
		found = last || !found ? entry : found;
	}
	if (!array) {
		return unknown;
	}
	return found ? php_key_value(found->key) : php_null();
}

static struct php_value run_array_key_first(struct php_call *call)
{
	return edge_key(call, false);
}

static struct php_value run_array_key_last(struct php_call *call)
{
	return edge_key(call, true);
}

static struct php_value run_array_is_list(struct php_call *call)
{
	struct php_value unknown;
	struct php_array *array = known_array(call, 0, &unknown);
	const struct php_entry *entry;
	int64_t expected = 0;

	for (size_t at = 0; array && (entry = php_array_next(array, &at));) {
		if (entry->key.is_string || entry->key.integer != expected++) {
			return php_bool(false);
		}
	}
	return array ? php_bool(true) : unknown;
}

static struct php_value run_array_sum(struct php_call *call)
{
	struct php_array *array = php_arg_array(call, 0);
	struct php_value sum = php_int(0);
	const struct php_entry *entry;

	for (size_t at = 0; array && (entry = php_array_next(array, &at));) {
		struct php_value number = php_entry_value(entry);

		if (number.kind == PHP_STRING) {
			(void)php_parse_number(php_text(number), &number);
		}
		if (number.kind != PHP_ARRAY && number.kind != PHP_CLOSURE) {
			sum = php_arithmetic(call->php, PHP_OP_ADD, sum, number);
		}
	}
	return sum;
}

const struct php_builtin php_builtins_array[] = {
	{STR_INIT("count"), "value,mode=", run_count, PHP_TAKES_UNKNOWN},
	{STR_INIT("sizeof"), "value,mode=", run_count, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_keys"), "array,filter_value=,strict=", run_array_keys, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_values"), "array", run_array_values, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_key_exists"), "key,array", run_array_key_exists, PHP_TAKES_UNKNOWN},
	{STR_INIT("key_exists"), "key,array", run_array_key_exists, PHP_TAKES_UNKNOWN},
	{STR_INIT("in_array"), "needle,haystack,strict=", run_in_array, 0},
	{STR_INIT("array_search"), "needle,haystack,strict=", run_array_search, 0},
	{STR_INIT("array_filter"), "array,callback=,mode=", run_array_filter, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_map"), "callback,array,...arrays", run_array_map, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_reverse"), "array,preserve_keys=", run_array_reverse, 0},
	{STR_INIT("array_flip"), "array", run_array_flip, 0},
	{STR_INIT("array_unique"), "array,flags=", run_array_unique, 0},
	{STR_INIT("array_key_first"), "array", run_array_key_first, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_key_last"), "array", run_array_key_last, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_is_list"), "array", run_array_is_list, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_sum"), "array", run_array_sum, 0},
};
const size_t php_builtins_array_count = ARRAY_SIZE(php_builtins_array);
