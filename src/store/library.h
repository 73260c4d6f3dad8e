/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The client library of a database, loaded when that database is asked for the first time. So a
 * host needs the one library that its Nextcloud needs, not all three; and where it is missing, the
 * server starts, says what to install, and goes on by itself when it is there. Private to
 * src/store; any thread.
 */
#ifndef STORE_LIBRARY_H
#define STORE_LIBRARY_H

#include <pthread.h>
#include <stdbool.h>

#include "base/buf.h"

struct library {
	const char *file;         /* as the dynamic linker looks for it */
	const char *whose;        /* "PostgreSQL's client library" */
	const char *package;      /* Debian's, that has it */
	const char *const *names; /* of its functions, NULL ends */
	void **functions;         /* where they go, in the same order */
	int (*set_up)(void); /* once, when it is there; 0 or a STORE_E_*; NULL: nothing to do */
	pthread_mutex_t lock;
	bool ready;
};

/*
 * 0 when its functions may be called; else a STORE_E_*, with the cause and the remedy in WHY, and
 * the next call tries again.
 */
NODISCARD int library_load(struct library *library, struct buf *why);

/* A table of functions by their own names, with the types of the library's headers. */
#define LIBRARY_MEMBER(name) __typeof__(name) *name; /* NOLINT(bugprone-macro-parentheses) */
#define LIBRARY_NAME(name)   #name,

#endif
