/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * getopt_long does the splitting. The care is in the password: it is moved out of the argument
 * vector and the environment as the first thing that happens, and asked for without echo when it
 * was given in neither. OpenSSL's prompt restores the terminal also when it is interrupted.
 */
#include "options.h"

#include <getopt.h>
#include <stdio.h>

#include "prompt.h"

static const char help[] =
	"Usage: test_client [options] URL USER [PASSWORD]\n"
	"\n"
	"Logs in to the push server of a Nextcloud and prints what it sends.\n"
	"URL is that of the Nextcloud (https://cloud.example.org) or of the push\n"
	"server itself (wss://cloud.example.org/push/ws). Without PASSWORD the variable\n"
	"NOTIFY_PUSH_PASSWORD counts; without that you are asked.\n"
	"\n"
	"      --pre-auth           log in with a token: asks the Nextcloud for one; with\n"
	"                           the URL of a push server PASSWORD is the token\n"
	"      --listen-ids         ask for the ids of changed files\n"
	"      --follow             connect again when the connection is lost\n"
	"      --expect MESSAGE     exit with 0 once MESSAGE came, may be repeated; with 1\n"
	"                           when it can come no more\n"
	"      --timeout SECONDS    stop after that time\n"
	"      --json               print one JSON object a line\n"
	"      --unix-socket PATH   reach the push server through that socket\n"
	"      --ca-file FILE       trust the certificate authorities in FILE\n"
	"      --insecure           trust any certificate\n"
	"      --help               show this\n"
	"      --version            show the version\n";

enum {
	OPT_PRE_AUTH = 256,
	OPT_LISTEN_IDS,
	OPT_FOLLOW,
	OPT_EXPECT,
	OPT_TIMEOUT,
	OPT_JSON,
	OPT_UNIX_SOCKET,
	OPT_CA_FILE,
	OPT_INSECURE,
	OPT_HELP,
	OPT_VERSION,
};

static const struct option long_options[] = {
	{"pre-auth", no_argument, NULL, OPT_PRE_AUTH},
	{"listen-ids", no_argument, NULL, OPT_LISTEN_IDS},
	{"follow", no_argument, NULL, OPT_FOLLOW},
	{"expect", required_argument, NULL, OPT_EXPECT},
	{"timeout", required_argument, NULL, OPT_TIMEOUT},
	{"json", no_argument, NULL, OPT_JSON},
	{"unix-socket", required_argument, NULL, OPT_UNIX_SOCKET},
	{"ca-file", required_argument, NULL, OPT_CA_FILE},
	{"insecure", no_argument, NULL, OPT_INSECURE},
	{"help", no_argument, NULL, OPT_HELP},
	{"version", no_argument, NULL, OPT_VERSION},
	{NULL, 0, NULL, 0},
};

static int mistake(const char *what, const char *value)
{
	(void)fprintf(stderr, "test_client: %s%s\nTry: test_client --help\n", what, value);
	return 2;
}

/* "1.5" → 1500. Not 0, and at most a million seconds. */
static bool read_seconds(const char *text, uint64_t *ret_ms)
{
	char *end;
	double seconds = strtod(text, &end);

	if (end == text || *end != '\0' || !(seconds >= 0.001 && seconds <= 1e6)) {
		return false;
	}
	*ret_ms = (uint64_t)(seconds * 1000);
	return true;
}

/* -1 to go on, else the status to exit with. */
static int take_option(struct options *options, int option)
{
	switch (option) {
	case OPT_PRE_AUTH:
		options->pre_auth = true;
		return -1;
	case OPT_LISTEN_IDS:
		options->listen_ids = true;
		return -1;
	case OPT_FOLLOW:
		options->follow = true;
		return -1;
	case OPT_EXPECT:
		if (options->expect_count == OPTIONS_MAX_EXPECT) {
			return mistake("too many --expect", "");
		}
		options->expect[options->expect_count++] = str_from_cstr(optarg);
		return -1;
	case OPT_TIMEOUT:
		if (!read_seconds(optarg, &options->timeout_ms)) {
			return mistake("--timeout wants a number of seconds, not ", optarg);
		}
		return -1;
	case OPT_JSON:
		options->json = true;
		return -1;
	case OPT_UNIX_SOCKET:
		options->unix_socket = optarg;
		return -1;
	case OPT_CA_FILE:
		options->ca_file = optarg;
		return -1;
	case OPT_INSECURE:
		options->insecure = true;
		return -1;
	case OPT_HELP:
		(void)fputs(help, stdout);
		return 0;
	case OPT_VERSION:
		(void)puts("test_client " NOTIFY_PUSH_VERSION);
		return 0;
	default: /* getopt_long has said what is wrong */
		(void)fputs("Try: test_client --help\n", stderr);
		return 2;
	}
}

/* A copy; the original is overwritten. */
static char *move_secret(char *secret)
{
	char *copy = str_dup_cstr(str_from_cstr(secret));

	explicit_bzero(secret, strlen(secret));
	return copy;
}

static int take_arguments(struct options *options, int count, char **arguments)
{
	char *from_environment = getenv("NOTIFY_PUSH_PASSWORD");

	if (count == 3) {
		options->password = move_secret(arguments[2]);
	}
	if (count < 2 || count > 3) {
		return mistake(count < 2 ? "URL and USER are needed" : "too many arguments", "");
	}
	options->url = str_from_cstr(arguments[0]);
	options->user = str_from_cstr(arguments[1]);
	if (!options->password && from_environment && *from_environment) {
		options->password = move_secret(from_environment);
	}
	if (!options->password) {
		options->password = prompt_secret("Password: ");
	}
	return options->password ? -1 : mistake("no password", "");
}

bool options_parse(struct options *options, int argc, char **argv, int *ret_status)
{
	int status = -1;

	*options = (struct options){.password = NULL};
	while (status < 0) {
		int option = getopt_long(argc, argv, "", long_options, NULL);

		if (option == -1) {
			break;
		}
		status = take_option(options, option);
	}
	if (status < 0) {
		status = take_arguments(options, argc - optind, argv + optind);
	}
	*ret_status = status;
	return status < 0;
}

void options_deinit(struct options *options)
{
	if (options->password) {
		explicit_bzero(options->password, strlen(options->password));
	}
	free(options->password);
	options->password = NULL;
}

bool options_is_websocket(const struct options *options)
{
	return str_has_prefix_nocase(options->url, STR_LIT("ws:")) ||
	       str_has_prefix_nocase(options->url, STR_LIT("wss:"));
}
