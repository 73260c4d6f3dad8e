/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The values of a config.php.
 *
 * A value is 16 bytes, so that it travels in two registers, and is copied freely. Strings are byte
 * strings, arrays are ordered maps; both live in the arena of the interpreter that made them and
 * die with it. Whoever stands outside of src/php only reads them, through the functions below, in
 * the thread that owns the interpreter.
 */
#ifndef PHP_VALUE_H
#define PHP_VALUE_H

#include "base/str.h"

/*
 * The first six are PHP's own. A closure is a function as a value. Unknown stands for everything
 * that only a real PHP with a real Nextcloud could tell: it says where and why.
 * The last two never leave src/php.
 */
enum php_kind {
	PHP_NULL,
	PHP_BOOL,
	PHP_INT,
	PHP_FLOAT,
	PHP_STRING,
	PHP_ARRAY,
	PHP_CLOSURE,
	PHP_UNKNOWN,
	PHP_REFERENCE, /* inside variables and elements: shared by `&` */
	PHP_HOLE,      /* inside arrays: an element that was unset */
};

struct php_array;
struct php_closure;
struct php_reference;

/* A spot in a source file. line 0: nowhere (a value that no file wrote). */
struct php_place {
	uint32_t file;   /* for php_file_path() and php_file_source() */
	uint32_t line;   /* from 1 */
	uint32_t column; /* in bytes, from 1 */
};

/*
 * Why a value is unknown. REASON is a noun phrase for a message "… depends on REASON": "exec(),
 * which is never run here", "the constant FOO, which is not known here".
 */
struct php_unknown {
	struct php_place at;
	struct str reason;
};

struct php_value {
	enum php_kind kind : 8;
	/*
	 * Not 0: an unset environment variable took part in this value (php_env_at() names it), so
	 * that a PHP with another environment may get another one.
	 */
	uint16_t env;
	/*
	 * Of a string, which php_text() reads and php_string() makes. Of an unknown element: not 0
	 * when it may not even be there.
	 */
	uint32_t len;
	union {
		bool boolean;
		int64_t integer;
		double real;
		const char *text;
		struct php_array *array;
		struct php_closure *closure;
		const struct php_unknown *unknown;
		struct php_reference *reference;
	};
};

/* PHP's array keys: "8" is the integer 8, "08" and "-0" are strings. */
struct php_key {
	bool is_string;
	uint32_t len; /* of a string, which php_key_text() reads */
	union {
		int64_t integer;
		const char *text;
	};
};

/* A string is not copied: TEXT, of at most 4 GiB, must live as long as the value. */
struct php_value php_string(struct str text);

/* The bytes of a value, or of a key, that is a string. */
static inline struct str php_text(struct php_value value)
{
	return str_make(value.text, value.len);
}

static inline struct str php_key_text(struct php_key key)
{
	return str_make(key.text, key.len);
}

/* "null", "bool", "int", "float", "string", "array", "closure", "unknown": static. */
const char *php_kind_name(enum php_kind kind);

/* ---- Arrays, as seen from outside ---- */

struct php_entry {
	struct php_key key;
	struct php_value slot; /* may be a reference: read it with php_entry_value() */
	struct php_place at;   /* where this element got its value */
	uint32_t hash;
};

/* Elements that are listed. More may exist when php_array_rest() is not NULL. */
size_t php_array_count(const struct php_array *array);

/*
 * Not NULL: what the array holds beside its listed elements is unknown (something unknown was
 * merged into it, or assigned under an unknown key). A key that is not listed then is unknown, not
 * missing.
 */
const struct php_unknown *php_array_rest(const struct php_array *array);

/*
 * The listed element of a key, or NULL. A name is treated as PHP treats it: "8" finds the element
 * of the integer key 8.
 */
const struct php_entry *php_array_find(const struct php_array *array, struct str name);
const struct php_entry *php_array_find_int(const struct php_array *array, int64_t key);

/*
 * Walks the listed elements in order: start with *cursor = 0; NULL at the end.
 *
 *	for (size_t at = 0; (entry = php_array_next(array, &at));)
 */
const struct php_entry *php_array_next(const struct php_array *array, size_t *cursor);

/* The element's value, behind any reference. */
struct php_value php_entry_value(const struct php_entry *entry);

#endif
