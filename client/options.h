/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The command line of test_client. */
#ifndef CLIENT_OPTIONS_H
#define CLIENT_OPTIONS_H

#include "base/str.h"

#define OPTIONS_MAX_EXPECT 64

struct options {
	struct str url;
	struct str user;
	char *password; /* a copy of our own, wiped by options_deinit */
	bool json;
	bool pre_auth;
	bool listen_ids;
	bool insecure;
	bool follow;
	const char *ca_file;     /* NULL: the system's */
	const char *unix_socket; /* NULL: none */
	uint64_t timeout_ms;     /* 0: none */
	struct str expect[OPTIONS_MAX_EXPECT];
	size_t expect_count;
};

/*
 * Reads the command line. False: *ret_status is what to exit with (help was printed, or a mistake
 * was explained on stderr). The password comes from the third argument, else from
 * NOTIFY_PUSH_PASSWORD, else from a prompt; the first two are overwritten where they stood, so that
 * process lists don't show them for longer than this takes.
 */
NODISCARD bool options_parse(struct options *options, int argc, char **argv, int *ret_status);

void options_deinit(struct options *options);

/* Is the URL that of a WebSocket, rather than of a Nextcloud? */
bool options_is_websocket(const struct options *options);

#endif
