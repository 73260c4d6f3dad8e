/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The settings on a terminal, for tests: takes the command line of notify_push and does what it
 * does, up to the point where the server would start. There it prints "run" (or the sub-command)
 * and, with CONFIG_PROBE_WATCH=SECONDS, every notice of settings_watch_poll() until the time is up,
 * and how long the slowest look took.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "config/settings.h"

static void print(const struct buf *text, FILE *to)
{
	(void)fwrite(text->ptr ? text->ptr : "", 1, text->len, to);
	(void)fflush(to);
}

static int watch(const struct settings *settings, const char *seconds)
{
	uint64_t end = clock_now_ns() + strtoull(seconds, NULL, 10) * UINT64_C(1000000000);
	struct settings_watch state = {0};
	struct buf notice = BUF_NULL;
	uint64_t slowest_ms = 0;
	int r = 0;

	while (r >= 0 && clock_now_ns() < end) {
		uint64_t before = clock_now_ms();

		r = settings_watch_poll(&state, settings, &notice);
		if (r > 0) {
			printf("notice: %.*s\n", STR_ARG(buf_str(&notice)));
			(void)fflush(stdout);
		}
		slowest_ms = MAX_OF(slowest_ms, clock_now_ms() - before);
		usleep(20000);
	}
	printf("slowest: %llu ms\n", (unsigned long long)slowest_ms);
	settings_watch_deinit(&state);
	buf_deinit_secret(&notice);
	return r < 0;
}

static int act(const struct settings *settings)
{
	static const char *const words[] = {
		[SETTINGS_RUN] = "run\n",
		[SETTINGS_CHECK] = "check\n",
		[SETTINGS_HEALTHCHECK] = "healthcheck\n",
	};
	const char *seconds = getenv("CONFIG_PROBE_WATCH");
	struct buf out = BUF_NULL;

	switch (settings->action) {
	case SETTINGS_VERSION:
		settings_version(&out);
		break;
	case SETTINGS_HELP:
		settings_help(&out);
		break;
	case SETTINGS_DUMP_CONFIG:
		settings_dump(settings, &out);
		break;
	case SETTINGS_RUN:
	case SETTINGS_CHECK:
	case SETTINGS_HEALTHCHECK:
		for (size_t i = 0; i < settings->warning_count; i++) {
			buf_appendf(&out, "warning: %s\n", settings->warnings[i]);
		}
		buf_append_cstr(&out, words[settings->action]);
		break;
	}
	print(&out, stdout);
	buf_deinit_secret(&out);
	return settings->action == SETTINGS_RUN && seconds ? watch(settings, seconds) : 0;
}

int main(int argc, char **argv)
{
	struct settings settings;
	struct buf error = BUF_NULL;
	int r = settings_load(argc, argv, environ, isatty(STDERR_FILENO) == 1, &settings, &error);

	settings_hide_secrets(argc, argv);
	if (r == 0) {
		r = settings_export_dotenv(&settings);
	}
	if (r == 0) {
		r = act(&settings);
	} else {
		print(&error, stderr);
	}
	settings_deinit(&settings);
	buf_deinit_secret(&error);
	return r < 0 ? 3 : r;
}
