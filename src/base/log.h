/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The log: one line an entry on standard output (wire.md §7): time, level, target, message.
 *
 * Only peer, push and daemon log; lower layers return. Say once, where it is handled: what was
 * done, to what, why it failed, what follows. Never a password, token or cookie.
 * Control characters are escaped, so no message can forge a line. A line is written with a single
 * write(2), from any thread. Under systemd (JOURNAL_STREAM) the journal's priority prefix replaces
 * time and colour.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdatomic.h>
#include <stdbool.h>

#include "base/str.h"

enum log_level {
	LOG_OFF = 0,
	LOG_ERROR,
	LOG_WARN,
	LOG_INFO,
	LOG_DEBUG,
	LOG_TRACE,
};

/* The most talkative level that any target has now; read it through log_enabled(). */
extern atomic_int log_max_level;

/* Reads the terminal and JOURNAL_STREAM. COLOUR_ALLOWED is false for --no-ansi. Call in main. */
void log_init(bool colour_allowed);

/*
 * Checks a specification: `level`, `notify_push=level`, or a comma list of `target=level`, where
 * the longest matching prefix of a target wins, unlisted targets are off and a bare target means
 * trace. The text of the complaint, or NULL when it is well formed. (A static text.)
 */
const char *log_spec_check(struct str spec);

/* Replaces the specification; false (nothing changed) when it is malformed or too long. */
NODISCARD bool log_spec_set(struct str spec);

/* Sets a specification for a while / goes back to the one before. Up to 8 deep. */
NODISCARD bool log_spec_push(struct str spec);
bool log_spec_pop(void);

bool log_target_enabled(const char *target, enum log_level level);

static inline bool log_enabled(const char *target, enum log_level level)
{
	return UNLIKELY((int)level <= atomic_load_explicit(&log_max_level, memory_order_relaxed)) &&
	       log_target_enabled(target, level);
}

void log_write(const char *target, enum log_level level, const char *format, ...) PRINTF_LIKE(3, 4);

#define log_at(target, level, ...)                                                                 \
	(log_enabled((target), (level)) ? log_write((target), (level), __VA_ARGS__) : (void)0)

/* Each source file names its target: #define LOG_TARGET "notify_push::redis" */
#define log_error(...) log_at(LOG_TARGET, LOG_ERROR, __VA_ARGS__)
#define log_warn(...)  log_at(LOG_TARGET, LOG_WARN, __VA_ARGS__)
#define log_info(...)  log_at(LOG_TARGET, LOG_INFO, __VA_ARGS__)
#define log_debug(...) log_at(LOG_TARGET, LOG_DEBUG, __VA_ARGS__)
#define log_trace(...) log_at(LOG_TARGET, LOG_TRACE, __VA_ARGS__)

#endif
