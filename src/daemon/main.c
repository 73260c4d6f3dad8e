/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * notify_push: tells Nextcloud's clients that something has changed.
 *
 * main reads the settings, opens the listeners and hands over to the hub. What the command line
 * asks for besides running (check, healthcheck, --dump-config, ...) is answered from here, too.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/heap.h"
#include "base/log.h"
#include "daemon/check.h"
#include "daemon/hub.h"
#include "daemon/systemd.h"
#include "net/listener.h"

#define LOG_TARGET "notify_push"

extern char **environ;

static int fail(const struct buf *why)
{
	(void)fprintf(stderr, "notify_push: %.*s\n", STR_ARG(buf_str(why)));
	return SETTINGS_E_CONFIG;
}

static int print(struct buf *text)
{
	bool done = fwrite(text->ptr, 1, text->len, stdout) == text->len && fflush(stdout) == 0;

	buf_deinit(text);
	return done ? 0 : 1;
}

/* As many descriptors as we may have; a failure is no error. */
static void raise_limits(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max;
		(void)!setrlimit(RLIMIT_NOFILE, &limit);
	}
}

/* Secrets are in our memory: no core file may have them, no other process look at them. */
static void protect(void)
{
	struct rlimit none = {0, 0};

	(void)!setrlimit(RLIMIT_CORE, &none);
	(void)!prctl(PR_SET_DUMPABLE, 0);
}

static void block_signals(void)
{
	sigset_t set;

	(void)signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static int open_unix(
	const struct settings *settings, const char *path, int *ret_fd, struct buf *why)
{
	struct listener_unix options = {.path = path,
		.permissions = settings->listen.socket_permissions,
		.owner = settings->listen.socket_owner,
		.group = settings->listen.socket_group};

	return listener_unix(&options, ret_fd, why);
}

/* Sockets of the init system count before those of the settings. On failure some may be open. */
static int open_sockets(const struct settings *settings, struct sockets *sockets, struct buf *why)
{
	const struct settings_listen *listen = &settings->listen;
	const struct settings_metrics *metrics = &settings->metrics;
	int r = 0;

	systemd_sockets(sockets);
	if (sockets->listen_fd >= 0) {
		listener_adopt(sockets->listen_fd);
	} else {
		r = listen->socket_path
			    ? open_unix(settings, listen->socket_path, &sockets->listen_fd, why)
			    : listener_tcp(listen->bind, listen->port, &sockets->listen_fd, why);
		sockets->listen_is_ours = r == 0;
	}
	if (r < 0) {
		return r;
	}
	if (sockets->metrics_fd >= 0) {
		listener_adopt(sockets->metrics_fd);
	} else if (metrics->socket_path || metrics->port) {
		r = metrics->socket_path
			    ? open_unix(settings, metrics->socket_path, &sockets->metrics_fd, why)
			    : listener_tcp(listen->bind, metrics->port, &sockets->metrics_fd, why);
		sockets->metrics_is_ours = r == 0;
	}
	return r;
}

/* Only files that we have made: systemd keeps listening on its own. */
static void remove_sockets(const struct settings *settings, const struct sockets *sockets)
{
	if (settings->listen.socket_path && sockets->listen_is_ours) {
		(void)!unlink(settings->listen.socket_path);
	}
	if (settings->metrics.socket_path && sockets->metrics_is_ours) {
		(void)!unlink(settings->metrics.socket_path);
	}
}

static void log_start(const struct settings *settings, const struct sockets *sockets)
{
	uint16_t port = listener_port(sockets->listen_fd);

	for (size_t i = 0; i < settings->warning_count; i++) {
		log_warn("%s", settings->warnings[i]);
	}
	for (size_t i = 0; i < settings->note_count; i++) {
		log_debug("%s", settings->notes[i]);
	}
	if (port > 0) {
		log_info("notify_push " HUB_VERSION " is listening on port %u", port);
	} else {
		log_info("notify_push " HUB_VERSION " is listening on %s",
			settings->listen.socket_path ? settings->listen.socket_path
						     : "the socket that it was given");
	}
}

/* The TLS listener is still to come: nobody shall believe to have it. */
static bool refuses_tls(const struct settings *settings, struct buf *why)
{
	if (!settings->listen.tls_cert) {
		return false;
	}
	if (settings->listen.socket_path) {
		return false; /* wire.md: ignored there, settings has warned */
	}
	buf_append_cstr(why, "--tls-cert, --tls-key: this version cannot terminate TLS itself yet; "
			     "remove both and let the reverse proxy in front do it");
	return true;
}

/* Our binary was replaced: go on as the new one, with the same sockets. */
static int become(struct hub *hub, const struct sockets *sockets, const struct settings *settings)
{
	struct replace replace = hub->replace;
	int r;

	if (hub_deinit(hub)) {
		free(hub);
	}
	r = replace_exec(&replace, settings->argv, sockets);
	log_error("%s could not be started: %s", replace.path, strerror(-r));
	remove_sockets(settings, sockets);
	return 1;
}

static int run(const struct settings *settings)
{
	struct sockets sockets = {.listen_fd = -1, .metrics_fd = -1};
	struct buf why = BUF_NULL;
	struct hub *hub;
	int status;

	if (!log_spec_set(str_from_cstr(settings->log.spec))) {
		buf_appendf(&why, "--log-level: '%s' is no log specification", settings->log.spec);
		return fail(&why);
	}
	log_init(!settings->log.no_ansi);
	block_signals();
	raise_limits();
	heap_init();
	hash_init();
	hub = malloc(sizeof(*hub));
	if (!hub || refuses_tls(settings, &why) || open_sockets(settings, &sockets, &why) < 0) {
		free(hub);
		remove_sockets(settings, &sockets);
		return fail(&why);
	}
	log_start(settings, &sockets);
	if (hub_init(hub, settings, &sockets, &why) < 0) {
		/* Threads may be running: the process ends, and with it all it holds. */
		remove_sockets(settings, &sockets);
		return fail(&why);
	}
	status = hub_run(hub);
	if (!hub->leaving) {
		status = status ? status : 1;
	}
	if (hub->replaced) {
		return become(hub, &sockets, settings);
	}
	remove_sockets(settings, &sockets);
	if (hub_deinit(hub)) {
		free(hub);
	}
	buf_deinit(&why);
	return status;
}

static int act(const struct settings *settings)
{
	struct buf text = BUF_NULL;

	switch (settings->action) {
	case SETTINGS_RUN:
		return run(settings);
	case SETTINGS_CHECK:
		return check_links(settings);
	case SETTINGS_HEALTHCHECK:
		return check_health(settings);
	case SETTINGS_DUMP_CONFIG:
		settings_dump(settings, &text);
		return print(&text);
	case SETTINGS_VERSION:
		settings_version(&text);
		return print(&text);
	case SETTINGS_HELP:
		settings_help(&text);
		return print(&text);
	}
	return 1;
}

int main(int argc, char **argv)
{
	struct settings settings;
	struct buf error = BUF_NULL;
	bool colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
	int r;

	protect();
	r = settings_load(argc, argv, environ, colour, &settings, &error);
	if (r == 0) {
		settings_hide_secrets(argc, argv);
		/* For libcurl and libpq, which look into the environment themselves. */
		r = settings_export_dotenv(&settings) < 0 ? 1 : act(&settings);
	} else {
		(void)fwrite(error.ptr, 1, error.len, stderr);
		r = r < 0 ? 1 : r;
	}
	buf_deinit_secret(&error);
	settings_deinit(&settings);
	return r;
}
