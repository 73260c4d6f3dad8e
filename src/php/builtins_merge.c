/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Functions that make one array out of several, or out of parts. Merging with something unknown
 * yields an array that keeps what came after it, and whose rest is unknown.
 */
#include <math.h>

#include "php/builtins.h"

static struct php_value wrap(struct php_array *array)
{
	return array ? php_from_array(array) : php_null();
}

/* Whatever was collected so far may be overwritten by something unknown. */
static struct php_array *start_over(struct php *php, const struct php_unknown *why)
{
	struct php_array *array = php_array_new(php);

	if (array) {
		array->rest = why;
	}
	return array;
}

/* The reason why an argument's keys are not all known; NULL when they are. */
static const struct php_unknown *why_open(struct php_value value)
{
	if (value.kind == PHP_UNKNOWN) {
		return value.unknown;
	}
	return value.kind == PHP_ARRAY ? value.array->rest : NULL;
}

static void merge_entries(
	struct php *php, struct php_array *into, const struct php_array *from, bool renumber)
{
	const struct php_entry *entry;

	for (size_t at = 0; (entry = php_array_next(from, &at)) && php_charge(php, 1);) {
		bool is_sure = entry->key.is_string || !php_is_doubtful(entry->slot);

		/* Without the element, those behind it have other indices. */
		into->rest = is_sure ? into->rest : entry->slot.unknown;
		if (entry->key.is_string || !renumber) {
			php_array_copy_entry(php, into, entry->key, entry);
		} else {
			php_array_append(php, into, php_entry_value(entry), entry->at);
		}
	}
}

/* array_merge() renumbers integer keys, array_replace() keeps them. */
static struct php_value combine(struct php_call *call, bool renumber)
{
	struct php *php = call->php;
	struct php_array *result = php_array_new(php);

	for (size_t i = 0; result && i < call->count; i++) {
		struct php_value value = php_arg(call, i);
		const struct php_unknown *why = why_open(value);

		if (value.kind != PHP_UNKNOWN && !php_arg_array(call, i)) {
			return php_null();
		}
		result = why ? start_over(php, why) : result;
		if (result && value.kind == PHP_ARRAY) {
			merge_entries(php, result, value.array, renumber);
		}
	}
	return wrap(result);
}

static struct php_value run_array_merge(struct php_call *call)
{
	return combine(call, true);
}

static struct php_value run_array_replace(struct php_call *call)
{
	return combine(call, false);
}

static struct php_array *replace_deep(
	struct php *php, const struct php_array *base, const struct php_array *over);

static struct php_value open_copy(
	struct php *php, const struct php_array *array, const struct php_unknown *rest)
{
	struct php_array *open = php_array_clone(php, array);

	if (open) {
		open->rest = rest;
	}
	return wrap(open);
}

static struct php_value replaced(struct php *php, struct php_value old, struct php_value new)
{
	struct php_array *array;

	if (old.kind == PHP_UNKNOWN && new.kind == PHP_ARRAY) {
		/* What it is merged into is not known. */
		return open_copy(php, new.array, old.unknown);
	}
	if (old.kind != PHP_ARRAY || new.kind != PHP_ARRAY) {
		return new;
	}
	array = replace_deep(php, old.array, new.array);
	return wrap(array);
}

/* Not through a reference: whoever shares it must not see this. */
static void put_unshared(struct php_entry *entry, struct php_value value, struct php_place at)
{
	php_hold(value);
	php_release(entry->slot);
	entry->slot = value;
	entry->at = at;
}

static struct php_array *replace_deep(
	struct php *php, const struct php_array *base, const struct php_array *over)
{
	struct php_array *result =
		over->rest ? start_over(php, over->rest) : php_array_clone(php, base);
	const struct php_entry *entry;

	if (!result || !php_enter(php)) {
		return NULL;
	}
	for (size_t at = 0; (entry = php_array_next(over, &at)) && php_charge(php, 1);) {
		struct php_entry *old = php_array_lookup(result, entry->key);
		struct php_value value = php_entry_value(entry);

		if (old) {
			value = replaced(php, php_entry_value(old), value);
		} else if (result->rest) {
			value = replaced(php, php_from_unknown(result->rest), value);
		}
		old = old ? old : php_array_slot(php, result, entry->key);
		if (old) {
			put_unshared(old, value, entry->at);
		}
	}
	php_leave(php);
	return result;
}

static struct php_value run_array_replace_recursive(struct php_call *call)
{
	struct php *php = call->php;
	struct php_array *result = NULL;

	for (size_t i = 0; i < call->count && !php_is_halted(php); i++) {
		struct php_value value = php_arg(call, i);
		struct php_array *next;

		next = value.kind == PHP_UNKNOWN ? start_over(php, value.unknown)
						 : php_arg_array(call, i);
		result = next && result ? replace_deep(php, result, next) : next;
	}
	return php_is_halted(php) ? php_null() : wrap(result);
}

static struct php_value run_array_combine(struct php_call *call)
{
	struct php *php = call->php;
	struct php_array *keys = php_arg_array(call, 0);
	struct php_array *values = php_arg_array(call, 1);
	struct php_array *result = php_array_new(php);
	const struct php_entry *entry;
	size_t other = 0;

	if (keys && values && keys->count != values->count) {
		php_halt_error(php, "ValueError", "array_combine() wants as many values as keys");
		return php_null();
	}
	for (size_t at = 0; keys && values && result && (entry = php_array_next(keys, &at));) {
		struct php_value name = php_entry_value(entry);
		const struct php_entry *value = php_array_next(values, &other);

		if (name.kind != PHP_INT) {
			name = php_string(php_to_string(php, name));
		}
		if (value) {
			php_array_copy_entry(php, result,
				name.kind == PHP_INT ? php_key_from_int(name.integer)
						     : php_key_from_name(php_text(name)),
				value);
		}
	}
	return wrap(result);
}

static struct php_value run_array_fill_keys(struct php_call *call)
{
	struct php *php = call->php;
	struct php_array *keys = php_arg_array(call, 0);
	struct php_array *result = php_array_new(php);
	const struct php_entry *entry;

	for (size_t at = 0; keys && result && (entry = php_array_next(keys, &at));) {
		struct php_value name = php_entry_value(entry);
		struct php_key key = name.kind == PHP_INT
					     ? php_key_from_int(name.integer)
					     : php_key_from_name(php_to_string(php, name));

		php_array_set(php, result, key, php_arg(call, 1), php->place);
	}
	return wrap(result);
}

static struct php_value run_array_slice(struct php_call *call)
{
	struct php *php = call->php;
	struct php_array *array = php_arg_array(call, 0);
	int64_t size = array ? (int64_t)array->count : 0;
	int64_t offset = php_arg_int(call, 1);
	int64_t length = php_arg(call, 2).kind == PHP_NULL ? size : php_arg_int(call, 2);
	bool keep = php_arg_is_given(call, 3) && php_arg_bool(call, 3);
	struct php_array *result = php_array_new(php);
	const struct php_entry *entry;
	int64_t index = 0;

	offset = offset < 0 ? MAX_OF(offset + size, 0) : MIN_OF(offset, size);
	length = length < 0 ? length + size - offset : MIN_OF(length, size - offset);
	for (size_t at = 0; array && result && (entry = php_array_next(array, &at)); index++) {
		if (index < offset || index >= offset + length) {
			continue;
		}
		if (entry->key.is_string || keep) {
			php_array_copy_entry(php, result, entry->key, entry);
		} else {
			php_array_append(php, result, php_entry_value(entry), entry->at);
		}
	}
	return wrap(result);
}

/* Whether an element of ARRAY reads the same as a string. */
static bool has_text(struct php *php, const struct php_array *array, const struct php_entry *wanted)
{
	const struct php_entry *entry;

	for (size_t at = 0; (entry = php_array_next(array, &at)) && php_charge(php, 1);) {
		if (str_equals(php_to_string(php, php_entry_value(entry)),
			    php_to_string(php, php_entry_value(wanted)))) {
			return true;
		}
	}
	return false;
}

/* array_diff, array_diff_key, array_intersect_key: elements of the first by what others have. */
static bool others_have(struct php_call *call, const struct php_entry *entry, bool by_key)
{
	for (size_t i = 1; i < call->count; i++) {
		const struct php_array *array = php_arg_array(call, i);

		if (array && (by_key ? php_array_lookup(array, entry->key) != NULL
				     : has_text(call->php, array, entry))) {
			return true;
		}
	}
	return false;
}

static struct php_value select_entries(struct php_call *call, bool by_key, bool wanted)
{
	struct php *php = call->php;
	struct php_array *array = php_arg_array(call, 0);
	struct php_array *result = php_array_new(php);
	const struct php_entry *entry;

	for (size_t at = 0;
		array && result && (entry = php_array_next(array, &at)) && php_charge(php, 1);) {
		if (others_have(call, entry, by_key) == wanted) {
			php_array_copy_entry(php, result, entry->key, entry);
		}
	}
	return wrap(result);
}

static struct php_value run_array_diff(struct php_call *call)
{
	return select_entries(call, false, false);
}

static struct php_value run_array_diff_key(struct php_call *call)
{
	return select_entries(call, true, false);
}

static struct php_value run_array_intersect_key(struct php_call *call)
{
	if (call->count == 1) {
		return wrap(php_arg_array(call, 0));
	}
	if (call->count > 2) {
		return php_unknown_here(call->php, "array_intersect_key() of more than two arrays");
	}
	return select_entries(call, true, true);
}

/* range() of ints; of single letters; floats when a bound or the step is one. */
static struct php_value range_of_ints(
	struct php_call *call, int64_t from, int64_t to, int64_t step, bool is_letters)
{
	struct php *php = call->php;
	struct php_array *result = php_array_new(php);
	uint64_t distance =
		from <= to ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
	uint64_t size = step < 0 ? 0 - (uint64_t)step : (uint64_t)step;

	if ((size == 0 && (distance || !is_letters)) || (size > distance && distance)) {
		php_arg_error(call, "ValueError", 2, "must not exceed the range");
		return php_null();
	}
	for (uint64_t done = 0; result && php_charge(php, 1); done += size) {
		int64_t value =
			(int64_t)(from <= to ? (uint64_t)from + done : (uint64_t)from - done);
		char letter = (char)value;

		php_array_append(php, result,
			is_letters ? php_string(php_dup(php, str_make(&letter, 1)))
				   : php_int(value),
			php->place);
		if (distance - done < size || distance == 0) {
			break;
		}
	}
	return wrap(result);
}

/* Whether a bound or the step makes floats of all. */
static bool is_fractional(struct php_value value)
{
	struct php_value number = value;

	if (value.kind == PHP_STRING) {
		(void)php_parse_number(php_text(value), &number);
	}
	return number.kind == PHP_FLOAT;
}

/* A bound that counts as its first letter when the other one does, too. */
static bool is_letter(struct php_value value)
{
	struct php_value number;

	return value.kind == PHP_STRING && value.len &&
	       php_parse_number(php_text(value), &number) != PHP_NUMERIC;
}

static struct php_value run_range(struct php_call *call)
{
	struct php_value from = php_arg(call, 0);
	struct php_value to = php_arg(call, 1);

	if (is_letter(from) && is_letter(to) && !is_fractional(php_arg(call, 2))) {
		return range_of_ints(call, (unsigned char)from.text[0], (unsigned char)to.text[0],
			php_arg_int_or(call, 2, 1), true);
	}
	if (is_fractional(from) || is_fractional(to) || is_fractional(php_arg(call, 2))) {
		return php_unknown_here(call->php, "range() of floats");
	}
	return range_of_ints(
		call, php_to_int(from), php_to_int(to), php_arg_int_or(call, 2, 1), false);
}

const struct php_builtin php_builtins_merge[] = {
	{STR_INIT("array_merge"), "...arrays", run_array_merge, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_replace"), "array,...replacements", run_array_replace, PHP_TAKES_UNKNOWN},
	{STR_INIT("array_replace_recursive"), "array,...replacements", run_array_replace_recursive,
		PHP_TAKES_UNKNOWN},
	{STR_INIT("array_combine"), "keys,values", run_array_combine, 0},
	{STR_INIT("array_fill_keys"), "keys,value", run_array_fill_keys, 0},
	{STR_INIT("array_slice"), "array,offset,length=,preserve_keys=", run_array_slice, 0},
	{STR_INIT("array_diff"), "array,...arrays", run_array_diff, 0},
	{STR_INIT("array_diff_key"), "array,...arrays", run_array_diff_key, 0},
	{STR_INIT("array_intersect_key"), "array,...arrays", run_array_intersect_key, 0},
	{STR_INIT("range"), "start,end,step=", run_range, 0},
};
const size_t php_builtins_merge_count = ARRAY_SIZE(php_builtins_merge);
