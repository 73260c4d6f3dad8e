/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Memory, limits and stopping.
 *
 * Strings are built at the end of the arena with room to grow: `$s .= "x"` in a loop, or a chain of
 * dots, appends in place as long as nobody else built a string in between. The bytes behind a
 * string's end belong to nobody, so older, shorter views of the same bytes stay right.
 */
#include "php/heap.h"

#include <stdio.h>

#include "php/interp.h"

/* How often the clock is read, in steps; what a byte copied costs, in steps. */
#define CLOCK_STEPS    2048U
#define BYTES_PER_STEP 64U

/* Deeper recursion over data, or of the evaluator, than any configuration needs. */
#define DEPTH_FACTOR 8U

void php_halt(struct php *php, enum php_halt halt, struct str text)
{
	if (php->halt == PHP_HALT_NONE) {
		php->halt = halt;
		php->error.at = php->place;
		php->error.text = text;
	}
}

bool php_is_halted(const struct php *php)
{
	return php->halt != PHP_HALT_NONE;
}

void php_halt_limit(struct php *php, const char *what)
{
	php_halt(php, PHP_HALT_LIMIT, str_from_cstr(what));
}

void php_halt_error(struct php *php, const char *name, const char *format, ...)
{
	char text[200];
	va_list args;

	if (php->halt != PHP_HALT_NONE) {
		return;
	}
	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args); /* cut where it is too long */
	va_end(args);
	php->thrown = str_from_cstr(name);
	php_halt(php, PHP_HALT_ERROR, php_dup(php, str_from_cstr(text)));
}

void *php_alloc(struct php *php, size_t size)
{
	void *memory = arena_alloc(&php->arena, size);

	if (memory) {
		return memset(memory, 0, size);
	}
	if (php->arena.held + size + 4096 < php->limits.memory_bytes) {
		php_halt(php, PHP_HALT_MEMORY, STR_LIT("the system has no memory left"));
	} else {
		php_halt_limit(php, "this needs too much memory");
	}
	return NULL;
}

void *php_grow(struct php *php, void *array, size_t count, size_t new_count, size_t size)
{
	void *bigger = new_count < SIZE_MAX / 2 / size ? php_alloc(php, new_count * size) : NULL;

	if (bigger && count) {
		memcpy(bigger, array, count * size);
	}
	return bigger;
}

bool php_charge(struct php *php, uint64_t cost)
{
	php->steps += cost;
	if (LIKELY(php->steps < php->next_clock)) {
		return !php_is_halted(php);
	}
	php->next_clock = php->steps + CLOCK_STEPS;
	if (php->steps > php->limits.steps) {
		php_halt_limit(php, "this takes too many steps");
	} else if (php->deadline_ms && php->host.clock_ms(php->host.data) > php->deadline_ms) {
		php_halt_limit(php, "this takes too long");
	}
	return !php_is_halted(php);
}

void php_charge_value(struct php *php, struct php_value value)
{
	if (value.kind == PHP_STRING && value.len >= BYTES_PER_STEP) {
		php_charge(php, value.len / BYTES_PER_STEP);
	}
}

bool php_enter(struct php *php)
{
	if (php->depth >= php->limits.depth * DEPTH_FACTOR) {
		php_halt_limit(php, "the nesting is too deep");
		return false;
	}
	php->depth++;
	return true;
}

void php_leave(struct php *php)
{
	php->depth--;
}

char *php_string_room(struct php *php, size_t max)
{
	if (max > PTRDIFF_MAX / 2) {
		php_halt_limit(php, "this needs too much memory");
		return NULL;
	}
	/* Short ones are free, so that a halted run can still say why. */
	if (max > 1024 && !php_charge(php, max / BYTES_PER_STEP)) {
		return NULL;
	}
	return php_alloc(php, max);
}

struct str php_dup(struct php *php, struct str s)
{
	char *copy = php_string_room(php, s.len);

	if (copy && s.len) {
		memcpy(copy, s.ptr, s.len);
	}
	return copy ? str_make(copy, s.len) : STR_LIT("");
}

/* A new home for LEFT with as much room again behind it. */
static char *move_string(struct php *php, struct str left, size_t total)
{
	size_t room = total < 32 ? total : total + total / 2;
	char *home = php_string_room(php, room);

	if (!home) {
		return NULL;
	}
	if (left.len) {
		memcpy(home, left.ptr, left.len);
	}
	php->string_limit = home + room;
	return home;
}

struct str php_concat(struct php *php, struct str left, struct str right)
{
	size_t total;
	char *home = NULL;

	if (left.len == 0 || right.len == 0) {
		return left.len ? left : right;
	}
	if (__builtin_add_overflow(left.len, right.len, &total) || total > PTRDIFF_MAX / 2) {
		php_halt_limit(php, "this needs too much memory");
		return STR_LIT("");
	}
	if (left.ptr + left.len == php->string_end &&
		(size_t)(php->string_limit - php->string_end) >= right.len) {
		home = php->string_end - left.len;
	} else {
		home = move_string(php, left, total);
	}
	if (!home || !php_charge(php, right.len / BYTES_PER_STEP)) {
		return STR_LIT("");
	}
	memcpy(home + left.len, right.ptr, right.len);
	php->string_end = home + total;
	return str_make(home, total);
}

static struct str format_va(struct php *php, const char *format, va_list args)
{
	char text[512];
	int len = vsnprintf(text, sizeof(text), format, args);
	size_t shown = MIN_OF((size_t)MAX_OF(len, 0), sizeof(text) - 1);

	/* The NUL is copied along, for those who hand the text on as a C string. */
	return str_first(php_dup(php, str_make(text, shown + 1)), shown);
}

struct str php_format(struct php *php, const char *format, ...)
{
	va_list args;
	struct str text;

	va_start(args, format);
	text = format_va(php, format, args);
	va_end(args);
	return text;
}

struct php_value php_unknown_here(struct php *php, const char *format, ...)
{
	struct php_unknown *unknown = PHP_NEW(php, struct php_unknown);
	va_list args;

	if (!unknown) {
		return php_null();
	}
	va_start(args, format);
	unknown->reason = format_va(php, format, args);
	va_end(args);
	unknown->at = php->place;
	return php_from_unknown(unknown);
}
