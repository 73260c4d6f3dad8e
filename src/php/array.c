/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The ordered map: entries in an array in order of insertion, holes where elements were unset, and
 * beside it, from nine entries on, a table of indices by hash with linear probing. Configurations
 * are small: below that a walk is faster than a hash and costs no memory.
 *
 * A list (keys 0, 1, 2, …) is found by position without either.
 */
#include "php/array.h"

#include "php/convert.h"

#define FIRST_CAP   4U
#define HASHED_FROM 8U
#define MAX_ENTRIES (1U << 24)

/* What looking for doubtful elements costs, and how many of them are looked at before giving up. */
#define ENTRIES_PER_STEP 16U
#define LOOKED_AT        16U

struct php_array *php_array_new(struct php *php)
{
	return PHP_NEW(php, struct php_array);
}

struct php_key php_key_from_text(struct str text)
{
	assert(text.len <= UINT32_MAX);
	return (struct php_key){.is_string = true, .len = (uint32_t)text.len, .text = text.ptr};
}

struct php_key php_key_from_int(int64_t key)
{
	return (struct php_key){.is_string = false, .integer = key};
}

/* "0", or an optional '-', no leading zero, and within the range of an int: then PHP's key is one.
 */
struct php_key php_key_from_name(struct str name)
{
	struct php_key key = php_key_from_text(name);
	struct str digits = name.len && name.ptr[0] == '-' ? str_skip(name, 1) : name;
	int64_t value;

	if (digits.len == 0 || digits.len > 19 || digits.ptr[0] < '0' || digits.ptr[0] > '9' ||
		(digits.ptr[0] == '0' && name.len > 1) || !str_to_i64(name, &value)) {
		return key;
	}
	return php_key_from_int(value);
}

bool php_key_from_value(struct php *php, struct php_value value, struct php_key *ret_key)
{
	if (value.kind == PHP_STRING) {
		*ret_key = php_key_from_name(php_text(value));
	} else if (value.kind == PHP_NULL) {
		*ret_key = php_key_from_text(STR_LIT(""));
	} else if (value.kind == PHP_ARRAY || value.kind == PHP_CLOSURE ||
		   value.kind == PHP_UNKNOWN) {
		php_halt_error(php, "TypeError", "illegal offset type");
		return false;
	} else {
		*ret_key = php_key_from_int(php_to_int(value));
	}
	return true;
}

struct php_value php_key_value(struct php_key key)
{
	return key.is_string ? php_string(php_key_text(key)) : php_int(key.integer);
}

bool php_key_equals(struct php_key a, struct php_key b)
{
	if (a.is_string != b.is_string) {
		return false;
	}
	return a.is_string ? str_equals(php_key_text(a), php_key_text(b)) : a.integer == b.integer;
}

static uint32_t hash_key(struct php_key key)
{
	uint64_t hash = 0x9E3779B97F4A7C15ULL;

	if (!key.is_string) {
		hash ^= (uint64_t)key.integer;
	}
	for (size_t i = 0; key.is_string && i < key.len; i++) {
		hash = (hash ^ (unsigned char)key.text[i]) * 0x100000001B3ULL;
	}
	hash *= 0xFF51AFD7ED558CCDULL;
	return (uint32_t)(hash >> 32);
}

static void put_bucket(struct php_array *array, uint32_t index)
{
	uint32_t at = array->entries[index].hash & array->mask;

	while (array->buckets[at]) {
		at = (at + 1) & array->mask;
	}
	array->buckets[at] = index + 1;
}

static bool rebuild_buckets(struct php *php, struct php_array *array)
{
	uint32_t size = array->cap * 2;

	array->buckets = php_alloc(php, (size_t)size * sizeof(*array->buckets));
	if (!array->buckets) {
		return false;
	}
	array->mask = size - 1;
	for (uint32_t i = 0; i < array->used; i++) {
		array->entries[i].hash = hash_key(array->entries[i].key);
		put_bucket(array, i);
	}
	return true;
}

static bool reserve_entry(struct php *php, struct php_array *array)
{
	uint32_t cap = array->cap ? array->cap * 2 : FIRST_CAP;
	struct php_entry *entries;

	if (array->used < array->cap) {
		return true;
	}
	if (cap > MAX_ENTRIES) {
		php_halt_limit(php, "an array has too many elements");
		return false;
	}
	entries = php_grow(php, array->entries, array->used, cap, sizeof(*entries));
	if (!entries) {
		return false;
	}
	array->entries = entries;
	array->cap = cap;
	return cap <= HASHED_FROM || rebuild_buckets(php, array);
}

struct php_array *php_array_clone(struct php *php, const struct php_array *array)
{
	struct php_array *copy = PHP_NEW(php, struct php_array);

	if (!copy || !php_charge(php, array->used / 8U)) {
		return NULL;
	}
	*copy = *array;
	copy->holders = 0;
	copy->entries = NULL;
	copy->buckets = NULL;
	copy->used = 0;
	if (!array->entries) {
		return copy;
	}
	copy->entries = php_grow(php, NULL, 0, array->cap, sizeof(*copy->entries));
	if (!copy->entries) {
		return NULL;
	}
	for (uint32_t i = 0; i < array->used; i++) {
		struct php_entry *entry = &copy->entries[copy->used];

		if (array->entries[i].slot.kind == PHP_HOLE) {
			continue;
		}
		*entry = array->entries[i];
		if (entry->slot.kind == PHP_REFERENCE && entry->slot.reference->holders == 1) {
			entry->slot = php_deref(entry->slot);
		}
		php_hold(entry->slot);
		copy->used++;
	}
	return copy->cap <= HASHED_FROM || rebuild_buckets(php, copy) ? copy : NULL;
}

static bool entry_is(const struct php_entry *entry, struct php_key key)
{
	return entry->slot.kind != PHP_HOLE && php_key_equals(entry->key, key);
}

static struct php_entry *find_in_short(const struct php_array *array, struct php_key key)
{
	for (uint32_t i = 0; i < array->used; i++) {
		if (entry_is(&array->entries[i], key)) {
			return &array->entries[i];
		}
	}
	return NULL;
}

static struct php_entry *find_in_buckets(const struct php_array *array, struct php_key key)
{
	for (uint32_t at = hash_key(key) & array->mask; array->buckets[at];
		at = (at + 1) & array->mask) {
		struct php_entry *entry = &array->entries[array->buckets[at] - 1];

		if (entry_is(entry, key)) {
			return entry;
		}
	}
	return NULL;
}

struct php_entry *php_array_lookup(const struct php_array *array, struct php_key key)
{
	/* A list has each element at its index. */
	if (!key.is_string && key.integer >= 0 && key.integer < array->used &&
		entry_is(&array->entries[key.integer], key)) {
		return &array->entries[key.integer];
	}
	return array->buckets ? find_in_buckets(array, key) : find_in_short(array, key);
}

/* The next free index is one more than the largest integer key that was ever there. */
static void note_index(struct php_array *array, int64_t key)
{
	if (array->next_is_set && key < array->next_index) {
		return;
	}
	array->next_is_set = true;
	array->is_full = key == INT64_MAX;
	array->next_index = array->is_full ? INT64_MAX : key + 1;
}

static struct php_entry *add_entry(struct php *php, struct php_array *array, struct php_key key)
{
	struct php_entry *entry;

	if (!reserve_entry(php, array)) {
		return NULL;
	}
	entry = &array->entries[array->used];
	*entry = (struct php_entry){.key = key};
	if (array->buckets) {
		entry->hash = hash_key(key);
		put_bucket(array, array->used);
	}
	array->used++;
	array->count++;
	if (!key.is_string) {
		note_index(array, key.integer);
	}
	return entry;
}

struct php_entry *php_array_slot(struct php *php, struct php_array *array, struct php_key key)
{
	struct php_entry *entry = php_array_lookup(array, key);

	return entry ? entry : add_entry(php, array, key);
}

struct php_entry *php_array_push(struct php *php, struct php_array *array)
{
	if (array->rest) {
		return NULL;
	}
	if (array->is_full) {
		php_halt_error(php, "Error", "the next element of the array is already occupied");
		return NULL;
	}
	return add_entry(php, array, php_key_from_int(array->next_index));
}

void php_array_set(struct php *php, struct php_array *array, struct php_key key,
	struct php_value value, struct php_place at)
{
	struct php_entry *entry = php_array_slot(php, array, key);

	if (entry) {
		php_store(&entry->slot, value);
		entry->at = at;
	}
}

void php_array_append(
	struct php *php, struct php_array *array, struct php_value value, struct php_place at)
{
	struct php_entry *entry = php_array_push(php, array);

	if (entry) {
		php_store(&entry->slot, value);
		entry->at = at;
	}
}

void php_array_copy_entry(
	struct php *php, struct php_array *array, struct php_key key, const struct php_entry *from)
{
	struct php_value value = from->slot;
	struct php_place at = from->at;
	struct php_entry *entry;

	if (value.kind == PHP_REFERENCE && value.reference->holders == 1) {
		value = php_deref(value);
	}
	entry = php_array_slot(php, array, key);
	if (entry) {
		php_hold(value);
		php_release(entry->slot);
		entry->slot = value;
		entry->at = at;
	}
}

void php_array_remove(struct php_array *array, struct php_key key)
{
	struct php_entry *entry = php_array_lookup(array, key);

	if (entry) {
		php_release(entry->slot);
		entry->slot = (struct php_value){.kind = PHP_HOLE};
		array->count--;
	}
}

const struct php_unknown *php_array_doubt(struct php *php, const struct php_array *array)
{
	const struct php_entry *entry;

	php_charge(php, array->used / ENTRIES_PER_STEP);
	for (size_t at = 0; !array->rest && (entry = php_array_next(array, &at));) {
		if (php_is_doubtful(entry->slot)) {
			return entry->slot.unknown;
		}
	}
	return array->rest;
}

struct php_value php_settled(struct php_value value)
{
	const struct php_unknown *doubt = NULL;

	if (value.kind != PHP_ARRAY) {
		return php_read(value);
	}
	for (uint32_t i = 0; i < value.array->used && i < LOOKED_AT; i++) {
		const struct php_value slot = value.array->entries[i].slot;

		if (slot.kind != PHP_HOLE && !php_is_doubtful(slot)) {
			return value;
		}
		doubt = slot.kind == PHP_HOLE ? doubt : slot.unknown;
	}
	doubt = doubt ? doubt : value.array->count == 0 ? value.array->rest : NULL;
	return doubt ? php_with_env(php_from_unknown(doubt), value.env) : value;
}

void php_hold(struct php_value value)
{
	if (value.kind == PHP_ARRAY) {
		value.array->holders++;
	} else if (value.kind == PHP_REFERENCE) {
		value.reference->holders++;
	}
}

void php_release(struct php_value value)
{
	if (value.kind == PHP_ARRAY && value.array->holders) {
		value.array->holders--;
	} else if (value.kind == PHP_REFERENCE && value.reference->holders) {
		value.reference->holders--;
	}
}

void php_store(struct php_value *slot, struct php_value value)
{
	slot = php_deref_slot(slot);
	php_hold(value);
	php_release(*slot);
	*slot = value;
}

struct php_reference *php_make_reference(struct php *php, struct php_value *slot)
{
	struct php_reference *reference;

	if (slot->kind == PHP_REFERENCE) {
		slot->reference->holders++;
		return slot->reference;
	}
	reference = PHP_NEW(php, struct php_reference);
	if (reference) {
		reference->value = *slot;
		reference->holders = 2;
		*slot = (struct php_value){.kind = PHP_REFERENCE, .reference = reference};
	}
	return reference;
}

struct php_array *php_separate(struct php *php, struct php_value *slot)
{
	struct php_array *copy;

	if (slot->array->holders <= 1) {
		return slot->array;
	}
	copy = php_array_clone(php, slot->array);
	if (copy) {
		slot->array->holders--;
		copy->holders = 1;
		slot->array = copy;
	}
	return copy;
}
