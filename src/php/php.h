/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * config.php as a language: runs the part of PHP 8.2 that real Nextcloud configurations use, with
 * PHP's own semantics, and hands out the resulting $CONFIG.
 *
 * What cannot be evaluated here (commands, objects, classes and functions of Nextcloud) becomes an
 * *unknown* value that taints only what depends on it. Nothing is ever executed, and the outside
 * world is seen through `struct php_host` alone.
 *
 * An interpreter belongs to one thread. Everything that it hands out (values, strings, places,
 * errors, sources) is borrowed and valid until php_free().
 */
#ifndef PHP_PHP_H
#define PHP_PHP_H

#include "base/buf.h"
#include "php/value.h"

struct php;

/* ---- The outside world ---- */

enum php_path_kind {
	PHP_PATH_NONE,      /* does not exist */
	PHP_PATH_FILE,      /* a regular file */
	PHP_PATH_DIRECTORY, /* a directory */
	PHP_PATH_OTHER,     /* a device, a socket, … */
	PHP_PATH_HIDDEN,    /* this process may not look; whoever runs PHP perhaps may */
};

/*
 * Callbacks of the caller; `data` is handed to each. Any of them may be NULL: what depends on it is
 * then unknown. Strings that they return are copied at once.
 */
struct php_host {
	void *data;

	/* The environment variable NAME: true and its value, or false when it is not set. */
	bool (*env_get)(void *data, struct str name, struct str *ret_value);

	/* The INDEX-th variable, for getenv() without arguments; false behind the last one. */
	bool (*env_at)(void *data, size_t index, struct str *ret_name, struct str *ret_value);

	/*
	 * Appends the content of a regular local file to OUT: 0, or -errno. More than LIMIT bytes
	 * are -EFBIG, anything that is not a regular file -ENOTSUP. PATH is absolute and holds no
	 * NUL.
	 */
	int (*file_read)(void *data, struct str path, size_t limit, struct buf *out);

	/* What is at PATH, and whether this process may read it. */
	enum php_path_kind (*path_look)(void *data, struct str path, bool *ret_is_readable);

	/* The host's name: true, or false when it cannot be told. */
	bool (*host_name)(void *data, struct str *ret_name);

	/*
	 * A clock in milliseconds, for the time limit only: best the processor time of this thread,
	 * so that a busy machine is not taken for an endless file. NULL: steps alone limit.
	 */
	uint64_t (*clock_ms)(void *data);

	/* OC::$SERVERROOT, the folder above the config folder. Empty: unknown. Copied. */
	struct str server_root;
};

/* 0 in a field means its default. */
struct php_limits {
	size_t memory_bytes; /* all that an interpreter holds, sources included; 64 MiB */
	size_t file_bytes;   /* one source, or one file that a source reads; 4 MiB */
	uint64_t steps;      /* evaluation steps per php_run_file(); 4,000,000 */
	uint32_t depth;      /* nested brackets, statements and calls; 256 */
	uint32_t time_ms;    /* per php_run_file(); 800 */
};

/* HOST's callbacks must stay callable until php_free(). -ENOMEM. */
NODISCARD int php_new(
	const struct php_host *host, const struct php_limits *limits, struct php **ret_php);

/* Frees the interpreter with all its values; NULL is fine. Returns NULL. Wipes what it held. */
struct php *php_free(struct php *php);

/* ---- Running files ---- */

/*
 * How a run ended; php_error() says where and why when it is not 0.
 */
enum php_result_code {
	PHP_E_SYNTAX = 1, /* not PHP, or more of PHP than is understood here: nothing was run */
	/*
	 * The file stopped before its end: throw, exit, a failed require, a run-time error that PHP
	 * would throw. What was set until then stands, what the rest of the file would have set is
	 * unknown.
	 */
	PHP_E_STOPPED,
	PHP_E_LIMIT, /* too large, too deep, too long: no result */
};

struct php_result {
	struct php_value config; /* $CONFIG after the file; PHP_NULL when it is not set */
	bool has_config;         /* $CONFIG is set (it may be anything, also null) */
	bool has_text; /* there is text outside of <?php … ?>, or a BOM, that PHP would print */
};

/*
 * Runs one file in the scope that all files share: $CONFIG is unset first; other variables,
 * constants and functions of earlier files are still there. PATH (absolute) is __FILE__; SOURCE is
 * the whole text; both are copied.
 * 0, a php_result_code, or -ENOMEM (the system has no memory). *RET_RESULT is filled with 0 and
 * PHP_E_STOPPED. After PHP_E_LIMIT and -ENOMEM the interpreter can only be freed.
 */
NODISCARD int php_run_file(
	struct php *php, struct str path, struct str source, struct php_result *ret_result);

struct php_error {
	struct php_place at;
	struct str text; /* one line, no full stop: "unexpected ';', expected an expression" */
};

/* The error of the last php_run_file(); text is empty when there was none. */
struct php_error php_error(const struct php *php);

/* ---- Places ---- */

/* Files in the order in which they were loaded, those that were included by others too. */
size_t php_file_count(const struct php *php);
struct str php_file_path(const struct php *php, uint32_t file);
struct str php_file_source(const struct php *php, uint32_t file);

/* ---- The environment ---- */

/* An environment variable that a file asked for and that is not set. */
struct php_env {
	struct str name; /* empty: getenv() as a whole */
	struct php_place at;
};

/* The variable behind php_value.env; NULL for 0. */
const struct php_env *php_env_at(const struct php *php, uint16_t env);

/*
 * The unset variable on which it hung that the last file did not set $CONFIG[KEY]: that file has an
 * assignment to this key in a branch that was not taken because of it. NULL: none.
 */
const struct php_env *php_env_of_missing(const struct php *php, struct str key);

#endif
