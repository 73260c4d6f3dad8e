/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What every part of the interpreter needs: memory, limits, and the way to stop.
 *
 * Stopping is sticky. Whoever finds that the run cannot go on calls one of the php_halt_*()
 * functions and returns anything harmless; evaluation then runs out on its own, because everything
 * with an effect (a store, a loop, a call) looks at php_is_halted() first. So expression code reads
 * as expression, in the manner of struct buf.
 */
#ifndef PHP_HEAP_H
#define PHP_HEAP_H

#include "php/value.h"

struct php;
struct php_array;

/* ---- Memory, all in the interpreter's arena ---- */

/* SIZE zeroed bytes; NULL when the limit is reached (the run is halted then). */
NODISCARD void *php_alloc(struct php *php, size_t size);

#define PHP_NEW(php, type) ((type *)php_alloc((php), sizeof(type)))

/* The array with room for more; COUNT elements are kept. NULL as above. */
NODISCARD void *php_grow(struct php *php, void *array, size_t count, size_t new_count, size_t size);

/* A copy that lives as long as the interpreter; empty when halted. */
struct str php_dup(struct php *php, struct str s);

/* LEFT followed by RIGHT; free of copying LEFT when it was the last string that was built. */
struct str php_concat(struct php *php, struct str left, struct str right);

/* Bytes to write into, for a string of at most MAX bytes; NULL when halted. */
NODISCARD char *php_string_room(struct php *php, size_t max);

/* printf into the arena. */
struct str php_format(struct php *php, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- Stopping ---- */

/* A run-time error of the class NAME ("TypeError") that PHP would throw here. */
void php_halt_error(struct php *php, const char *name, const char *format, ...) PRINTF_LIKE(3, 4);

/* A limit was hit: no result at all. */
void php_halt_limit(struct php *php, const char *what);

bool php_is_halted(const struct php *php);

/* Counts COST steps of work; false when the run must end. */
bool php_charge(struct php *php, uint64_t cost);

/* Counts the work that lies in looking at a value: long strings cost. */
void php_charge_value(struct php *php, struct php_value value);

/* Guards recursion over nested data: every true needs a php_leave(). */
NODISCARD bool php_enter(struct php *php);
void php_leave(struct php *php);

/* ---- Unknown values ---- */

/* A new unknown at the place that is being evaluated. */
struct php_value php_unknown_here(struct php *php, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- Values from C ---- */

static inline struct php_value php_null(void)
{
	return (struct php_value){.kind = PHP_NULL};
}

static inline struct php_value php_bool(bool value)
{
	return (struct php_value){.kind = PHP_BOOL, .boolean = value};
}

static inline struct php_value php_int(int64_t value)
{
	return (struct php_value){.kind = PHP_INT, .integer = value};
}

static inline struct php_value php_float(double value)
{
	return (struct php_value){.kind = PHP_FLOAT, .real = value};
}

static inline struct php_value php_from_array(struct php_array *array)
{
	return (struct php_value){.kind = PHP_ARRAY, .array = array};
}

static inline struct php_value php_from_unknown(const struct php_unknown *unknown)
{
	return (struct php_value){.kind = PHP_UNKNOWN, .unknown = unknown};
}

/* The value with the mark of an unset variable, unless it has one already. */
static inline struct php_value php_with_env(struct php_value value, uint16_t env)
{
	value.env = value.env ? value.env : env;
	return value;
}

#endif
