/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The log. The specifications form a small stack behind a mutex; the common question "is anybody
 * interested at all?" is answered by one relaxed load of log_max_level, so a silent log costs
 * nothing. Formatting happens in a stack buffer, the line leaves in one write.
 */
#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOG_SPEC_MAX  512U
#define LOG_STACK_MAX 8U
#define LOG_LINE_MAX  2048U

atomic_int log_max_level = LOG_WARN;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char lowest_spec[LOG_SPEC_MAX] = "warn";
static char pushed_specs[LOG_STACK_MAX - 1]
			[LOG_SPEC_MAX]; /* apart: zeros take no room in the file */
static unsigned depth = 1;
static bool colour;
static bool journal;

static const struct str level_names[] = {
	STR_INIT("off"),
	STR_INIT("error"),
	STR_INIT("warn"),
	STR_INIT("info"),
	STR_INIT("debug"),
	STR_INIT("trace"),
};

/* True when standard output is the stream that JOURNAL_STREAM ("device:inode") names. */
static bool stdout_is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	struct stat st;
	char mine[64];

	if (!stream || fstat(STDOUT_FILENO, &st) < 0) {
		return false;
	}
	(void)snprintf(mine, sizeof(mine), "%llu:%llu", (unsigned long long)st.st_dev,
		(unsigned long long)st.st_ino);
	return strcmp(stream, mine) == 0;
}

void log_init(bool colour_allowed)
{
	journal = stdout_is_journal();
	colour = colour_allowed && !journal && isatty(STDOUT_FILENO);
}

static bool parse_level(struct str text, enum log_level *ret_level)
{
	for (size_t i = 0; i < ARRAY_SIZE(level_names); i++) {
		if (str_equals_nocase(text, level_names[i])) {
			*ret_level = (enum log_level)i;
			return true;
		}
	}
	return false;
}

/*
 * One entry of a specification. *ret_target is empty for a plain level. NULL, or the complaint.
 */
static const char *parse_entry(struct str entry, struct str *ret_target, enum log_level *ret_level)
{
	struct str target;
	struct str level;

	entry = str_trim(entry);
	if (str_split_once(entry, '=', &target, &level)) {
		*ret_target = str_trim(target);
		if (ret_target->len == 0) {
			return "a target name is missing before '='";
		}
		return parse_level(str_trim(level), ret_level)
			       ? NULL
			       : "expected off, error, warn, info, debug or trace after '='";
	}
	if (parse_level(entry, ret_level)) {
		*ret_target = STR_NULL;
		return NULL;
	}
	for (size_t i = 0; i < entry.len; i++) {
		char c = entry.ptr[i];

		if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '_' &&
			c != ':' && c != '-') {
			return "expected a level, or target=level, separated by commas";
		}
	}
	*ret_target = entry;
	*ret_level = LOG_TRACE;
	return entry.len ? NULL : "an entry is empty";
}

const char *log_spec_check(struct str spec)
{
	struct str entry;
	struct str target;
	enum log_level level;

	if (spec.len >= LOG_SPEC_MAX) {
		return "it is too long";
	}
	do {
		const char *complaint;

		str_split_once(spec, ',', &entry, &spec);
		complaint = parse_entry(entry, &target, &level);
		if (complaint) {
			return complaint;
		}
	} while (spec.len > 0);
	return NULL;
}

/* The level that SPEC gives to TARGET: the longest prefix wins. */
static enum log_level spec_level(struct str spec, struct str target)
{
	enum log_level best = LOG_OFF;
	size_t best_len = 0;
	bool found = false;

	while (spec.len > 0) {
		struct str entry;
		struct str prefix;
		enum log_level level;

		str_split_once(spec, ',', &entry, &spec);
		if (!parse_entry(entry, &prefix, &level) && str_has_prefix(target, prefix) &&
			(!found || prefix.len >= best_len)) {
			best = level;
			best_len = prefix.len;
			found = true;
		}
	}
	return best;
}

/* The highest level that any entry of SPEC names. */
static enum log_level spec_max(struct str spec)
{
	enum log_level max = LOG_OFF;

	while (spec.len > 0) {
		struct str entry;
		struct str target;
		enum log_level level;

		str_split_once(spec, ',', &entry, &spec);
		if (!parse_entry(entry, &target, &level)) {
			max = MAX_OF(max, level);
		}
	}
	return max;
}

static char *spec_at(unsigned at)
{
	return at ? pushed_specs[at - 1] : lowest_spec;
}

static bool spec_store(struct str spec, unsigned at)
{
	if (log_spec_check(spec) != NULL || at >= LOG_STACK_MAX) {
		return false;
	}
	memcpy(spec_at(at), spec.ptr, spec.len);
	spec_at(at)[spec.len] = '\0';
	depth = at + 1;
	atomic_store_explicit(&log_max_level, (int)spec_max(spec), memory_order_relaxed);
	return true;
}

bool log_spec_set(struct str spec)
{
	bool done;

	pthread_mutex_lock(&lock);
	done = spec_store(spec, depth - 1);
	pthread_mutex_unlock(&lock);
	return done;
}

bool log_spec_push(struct str spec)
{
	bool done;

	pthread_mutex_lock(&lock);
	done = spec_store(spec, depth);
	pthread_mutex_unlock(&lock);
	return done;
}

bool log_spec_pop(void)
{
	bool done = false;

	pthread_mutex_lock(&lock);
	if (depth > 1) {
		depth--;
		atomic_store_explicit(&log_max_level,
			(int)spec_max(str_from_cstr(spec_at(depth - 1))), memory_order_relaxed);
		done = true;
	}
	pthread_mutex_unlock(&lock);
	return done;
}

bool log_target_enabled(const char *target, enum log_level level)
{
	enum log_level granted;

	pthread_mutex_lock(&lock);
	granted = spec_level(str_from_cstr(spec_at(depth - 1)), str_from_cstr(target));
	pthread_mutex_unlock(&lock);
	return level <= granted;
}

/* Instead of NEXT, within whose character it must not stand: the journal would show "blob data". */
static size_t append_ellipsis(char *line, size_t at, unsigned char next)
{
	static const char ellipsis[] = {'\xE2', '\x80', '\xA6'};

	while ((next & 0xC0) == 0x80 && at > 0) {
		next = (unsigned char)line[--at];
	}
	memcpy(line + at, ellipsis, sizeof(ellipsis));
	return at + sizeof(ellipsis);
}

/* Writes TEXT with control bytes as \xNN; returns the new end. A too long text ends in "…". */
static size_t append_escaped(char *line, size_t at, size_t cap, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (at + 8 > cap) {
			return append_ellipsis(line, at, c);
		}
		if (c == '\n') {
			line[at++] = '\\';
			line[at++] = 'n';
		} else if (c < 0x20 || c == 0x7F) {
			at += (size_t)snprintf(line + at, cap - at, "\\x%02x", c);
		} else {
			line[at++] = (char)c;
		}
	}
	return at;
}

static size_t append_prefix(char *line, size_t cap, const char *target, enum log_level level)
{
	static const char *const names[] = {"OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"};
	static const char *const colours[] = {
		"", "\033[31m", "\033[33m", "\033[32m", "\033[34m", "\033[35m"};
	static const int priorities[] = {3, 3, 4, 6, 7, 7};
	struct timespec now;
	struct tm tm;
	size_t len;

	if (journal) {
		len = (size_t)snprintf(line, cap, "<%d>", priorities[level]);
	} else {
		clock_gettime(CLOCK_REALTIME, &now);
		gmtime_r(&now.tv_sec, &tm);
		len = strftime(line, cap, "%Y-%m-%dT%H:%M:%S", &tm);
		len += (size_t)snprintf(line + len, cap - len, ".%03ldZ ", now.tv_nsec / 1000000);
	}
	len += (size_t)snprintf(line + len, cap - len,
		"%s%-5s%s %s: ", colour ? colours[level] : "", names[level],
		colour ? "\033[0m" : "", target);
	return len;
}

void log_write(const char *target, enum log_level level, const char *format, ...)
{
	char message[LOG_LINE_MAX]; /* one that is cut off here does not fit LINE, which says so */
	char line[LOG_LINE_MAX];
	int saved_errno = errno;
	va_list args;
	size_t len;

	va_start(args, format);
	(void)vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	len = append_prefix(line, sizeof(line), target, level);
	len = append_escaped(line, len, sizeof(line) - 1, message);
	line[len++] = '\n';
	/* A log that cannot be written has nobody to complain to. */
	(void)!write(STDOUT_FILENO, line, len);
	errno = saved_errno;
}
