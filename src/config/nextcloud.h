/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Nextcloud's own configuration: config.php, its fragments and the NC_* variables, as one table of
 * keys. Reading never fails as a whole: what could not be had is remembered as a problem, and
 * becomes an error when somebody asks for a key that it may have held.
 */
#ifndef CONFIG_NEXTCLOUD_H
#define CONFIG_NEXTCLOUD_H

#include "config/loader.h"
#include "php/php.h"

/* One file that was evaluated. */
struct nextcloud_file {
	const char *path;
	struct php_value config;        /* $CONFIG: an array, unknown, or null */
	const struct php_unknown *rest; /* not NULL: it may have set more than we know */
	const struct php_env **missing; /* for each of nextcloud_keys[]: php_env_of_missing() */
};

struct nextcloud {
	struct loader *loader;
	struct php *php; /* NULL when nothing could be evaluated */
	struct nextcloud_file *files;
	size_t file_count;
	bool by_php; /* evaluated by --php: places mean nothing */
	struct buf
		problem; /* why a file could not be taken: a whole message; empty = all is well */
	struct buf headline;    /* its first line, for a warning */
	bool may_be_unfinished; /* the problem looks like a file that is being written right now */
	const char *way_out;    /* what sets the same thing without config.php, for hints */
};

/* A value with its place. */
struct nextcloud_value {
	struct php_value value;
	struct origin origin;
	struct php_place at; /* line 0: no file wrote it */
	const char *name;    /* "redis.host" */
};

/*
 * Reads the files that the settings name, evaluates them. 0 or -ENOMEM; call nextcloud_deinit() in
 * both cases.
 */
NODISCARD int nextcloud_load(struct nextcloud *nextcloud, struct loader *loader);
void nextcloud_deinit(struct nextcloud *nextcloud);

/* ---- Finding ---- */

/* The value of a top-level key, NC_* first. False: not set, or null. */
NODISCARD bool nextcloud_find(
	struct nextcloud *nextcloud, const char *key, struct nextcloud_value *ret_value);

/* An element of ARRAY, which is one. False: not set, or null. */
NODISCARD bool nextcloud_child(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	const char *key, struct nextcloud_value *ret_value);

/* Walks an array; *cursor starts at 0. */
NODISCARD bool nextcloud_next(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	size_t *cursor, struct nextcloud_value *ret_value);

/* ---- Typed: 0, or SETTINGS_E_CONFIG with the message written when the value is unknown ---- */

/*
 * A string (numbers are written out). NULL for a value of another kind, with a warning. Refuses a
 * NUL byte.
 */
NODISCARD int nextcloud_text(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, const char **ret_text);

/* An integer or a string of digits; *ret_found false for anything else, with a warning. */
NODISCARD int nextcloud_integer(struct nextcloud *nextcloud, const struct nextcloud_value *value,
	bool *ret_found, int64_t *ret_integer);

/* PHP's idea of truth. */
NODISCARD int nextcloud_truth(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, bool *ret_truth);

/* Whether it is an array; else warns (unless it is empty or false). */
NODISCARD int nextcloud_is_array(
	struct nextcloud *nextcloud, const struct nextcloud_value *value, bool *ret_is_array);

/* The text of top-level KEY with its origin: find and nextcloud_text() in one. NULL = not set. */
NODISCARD int nextcloud_key_text(struct nextcloud *nextcloud, const char *key,
	const char **ret_text, struct origin *ret_origin);

/* The same for an element of ARRAY. */
NODISCARD int nextcloud_child_text(struct nextcloud *nextcloud, const struct nextcloud_value *array,
	const char *key, const char **ret_text, struct origin *ret_origin);

/* ---- Complaints ---- */

/* Fails because of VALUE: "Error: HEADLINE", a snippet. Returns SETTINGS_E_CONFIG. */
int nextcloud_fail(struct nextcloud *nextcloud, const struct nextcloud_value *value,
	const char *format, ...) PRINTF_LIKE(3, 4);

/*
 * Fails because KEY is not set: "Error: HEADLINE", and why that may be. When a file could not be
 * read at all, that problem is the message.
 */
int nextcloud_fail_missing(struct nextcloud *nextcloud, const char *key, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Why a key that is not set cannot be known for sure to be unset; NULL: it can. */
const struct php_unknown *nextcloud_rest(const struct nextcloud *nextcloud);

/* The unset environment variable on which KEY hangs, or NULL. */
const struct php_env *nextcloud_missing_env(const struct nextcloud *nextcloud, const char *key);

/* ---- What the keys mean; each fills what no stronger source has set ---- */

NODISCARD int nextcloud_take_database(struct nextcloud *nextcloud);
NODISCARD int nextcloud_take_sharding(struct nextcloud *nextcloud);
NODISCARD int nextcloud_take_redis(struct nextcloud *nextcloud);
NODISCARD int nextcloud_take_prefixes(struct nextcloud *nextcloud);
NODISCARD int nextcloud_take_url(struct nextcloud *nextcloud);

#endif
