/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * PHP's arrays from the inside: ordered maps with copy on write.
 *
 * An array is a value: whoever stores it (in a variable, in an element, in the hands of a running
 * loop) holds a count, and whoever wants to change it while others hold it changes a copy. Counts
 * may be too high (then a copy is made for nothing), never too low. Nothing is freed before the
 * arena is.
 */
#ifndef PHP_ARRAY_H
#define PHP_ARRAY_H

#include "php/heap.h"

struct php_array {
	struct php_entry *entries; /* in order, holes included */
	uint32_t *buckets;         /* entry index + 1 by hash; NULL while small */
	const struct php_unknown *rest;
	uint32_t used; /* entries, holes included */
	uint32_t count;
	uint32_t cap;
	uint32_t mask;
	uint32_t holders;
	bool next_is_set; /* next_index means something */
	bool is_full;     /* PHP_INT_MAX is taken: nothing can be appended */
	int64_t next_index;
};

/* A value that `&` made shared: variables and elements point to it. */
struct php_reference {
	struct php_value value;
	uint32_t holders;
};

/* All of these return NULL, or do nothing, when memory is out (the run is halted then). */
struct php_array *php_array_new(struct php *php);
struct php_array *php_array_clone(struct php *php, const struct php_array *array);

/* The key that PHP makes of a name: "8" becomes the integer 8. */
struct php_key php_key_from_name(struct str name);
/* A name that is none of PHP's keys (of a variable, a function), as it is. */
struct php_key php_key_from_text(struct str text);
struct php_key php_key_from_int(int64_t key);

/*
 * The key that PHP makes of a value as an offset. False, with the run halted, when it makes none
 * (arrays and closures); the value must be known.
 */
NODISCARD bool php_key_from_value(struct php *php, struct php_value value, struct php_key *ret_key);

struct php_value php_key_value(struct php_key key);
bool php_key_equals(struct php_key a, struct php_key b);

/* The entry of a key, or NULL. */
struct php_entry *php_array_lookup(const struct php_array *array, struct php_key key);

/* The same; a new one (null) is put at the end when there is none. */
struct php_entry *php_array_slot(struct php *php, struct php_array *array, struct php_key key);

/*
 * A new last element under the next free index; a run-time error when there is none. NULL as well
 * when the array is not wholly known: nor is its next index then.
 */
struct php_entry *php_array_push(struct php *php, struct php_array *array);

/* Store a value (which gains a holder): at a key, through a reference if one is there; at the end.
 */
void php_array_set(struct php *php, struct php_array *array, struct php_key key,
	struct php_value value, struct php_place at);
void php_array_append(
	struct php *php, struct php_array *array, struct php_value value, struct php_place at);

/* Copies an entry of another array under KEY, references kept as such. */
void php_array_copy_entry(
	struct php *php, struct php_array *array, struct php_key key, const struct php_entry *from);

void php_array_remove(struct php_array *array, struct php_key key);

/* ---- Elements that may not be there ---- */

static inline bool php_is_doubtful(struct php_value value)
{
	return value.kind == PHP_UNKNOWN && value.len != 0;
}

/* Why it is not known which elements there are; NULL: it is. */
const struct php_unknown *php_array_doubt(struct php *php, const struct php_array *array);

/* The value itself: an unknown that may not have been there is just unknown once it was read. */
static inline struct php_value php_read(struct php_value value)
{
	value.len = value.kind == PHP_UNKNOWN ? 0 : value.len;
	return value;
}

/*
 * An array of which no element is sure to be there, but perhaps some are, counts as unknown; so
 * does one that begins with many such elements.
 */
struct php_value php_settled(struct php_value value);

/* ---- Holding ---- */

/* Counts a new holder of the value, and one less. */
void php_hold(struct php_value value);
void php_release(struct php_value value);

/* Puts a value into a slot (through a reference, if it is one) and counts. */
void php_store(struct php_value *slot, struct php_value value);

/* The value behind a reference. */
static inline struct php_value php_deref(struct php_value value)
{
	return value.kind == PHP_REFERENCE ? value.reference->value : value;
}

/* The slot behind a reference. */
static inline struct php_value *php_deref_slot(struct php_value *slot)
{
	return slot->kind == PHP_REFERENCE ? &slot->reference->value : slot;
}

/* Makes the slot a reference, if it is none yet, and returns it with one more holder; NULL: out. */
struct php_reference *php_make_reference(struct php *php, struct php_value *slot);

/* The array in SLOT, ready to be changed: the only holder is SLOT. SLOT must hold an array. */
struct php_array *php_separate(struct php *php, struct php_value *slot);

#endif
