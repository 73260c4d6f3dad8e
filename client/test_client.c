/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A client of the push server for the terminal: to see whether notifications arrive, and for
 * scripts that must know. Finds the push server as every client does, logs in, and prints what
 * comes, until what was expected came, the time is over, or the user has seen enough.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/random.h"
#include "expect.h"
#include "nextcloud.h"
#include "options.h"
#include "output.h"
#include "result.h"
#include "session.h"

#define CONNECT_MS  30000U
#define SILENCE_MS  90000U /* a server pings every 30 s: after three it is gone */
#define BACKOFF_MIN 1000U
#define BACKOFF_MAX 60000U

struct client {
	struct options options;
	struct output output;
	struct expect expect;
	uint64_t deadline; /* of everything; LINK_NO_DEADLINE */
	uint64_t backoff_ms;
	bool authenticated; /* ever */
};

static void status(const struct client *client, const char *format, ...) PRINTF_LIKE(2, 3);

static void status(const struct client *client, const char *format, ...)
{
	struct buf text = BUF_NULL;
	va_list args;

	va_start(args, format);
	buf_append_va(&text, format, args);
	va_end(args);
	output_status(&client->output, buf_str(&text));
	buf_deinit(&text);
}

static uint64_t within(const struct client *client, uint64_t ms)
{
	return MIN_OF(client->deadline, clock_now_ms() + ms);
}

/* Where to connect, and the secret to log in with. */
static int find_server(
	struct client *client, struct buf *ret_url, struct buf *ret_token, struct buf *why)
{
	const struct options *options = &client->options;
	struct buf pre_auth = BUF_NULL;
	int r;

	if (options_is_websocket(options)) {
		buf_append_str(ret_url, options->url);
		buf_append_cstr(ret_token, options->password);
		return 0;
	}
	r = nextcloud_find(options, ret_url, &pre_auth, why);
	if (!r && options->pre_auth) {
		r = nextcloud_get_token(options, buf_str(&pre_auth), ret_token, why);
	} else if (!r) {
		buf_append_cstr(ret_token, options->password);
	}
	buf_deinit(&pre_auth);
	return r;
}

static int log_in(
	struct client *client, struct session *session, struct str secret, struct buf *why)
{
	struct str texts[] = {
		client->options.pre_auth ? STR_LIT("") : client->options.user,
		secret,
		STR_LIT("listen notify_file_id"),
	};

	return session_send(session, texts, client->options.listen_ids ? 3 : 2,
		within(client, CONNECT_MS), why);
}

/* CLIENT_E_REFUSED for the server's "err:"; a failing Nextcloud behind it may recover. */
static int judge(struct client *client, struct str message)
{
	if (str_equals(message, STR_LIT("authenticated"))) {
		client->authenticated = true;
		client->backoff_ms = BACKOFF_MIN;
		return 0;
	}
	if (str_has_prefix(message, STR_LIT("err: Error while sending")) ||
		str_equals(message, STR_LIT("Authentication timeout"))) {
		return CLIENT_E_LOST;
	}
	return str_has_prefix(message, STR_LIT("err: ")) ? CLIENT_E_REFUSED : 0;
}

/* Prints until something ends it; 0 when all that was expected came. */
static int listen_to(struct client *client, struct session *session, struct buf *why)
{
	for (;;) {
		struct str message;
		int r = session_next(session, within(client, SILENCE_MS), &message, why);

		if (r == CLIENT_E_TIMEOUT && clock_now_ms() < client->deadline) {
			buf_clear(why);
			buf_append_cstr(why, "nothing has come for 90 s, not even a ping");
			return CLIENT_E_LOST;
		}
		if (r) {
			return r;
		}
		output_message(&client->output, message);
		expect_take(&client->expect, message);
		if (expect_is_met(&client->expect)) {
			return 0;
		}
		r = judge(client, message);
		if (r) {
			buf_append_cstr(why, "the push server refuses the login");
			return r;
		}
	}
}

static int run_session(struct client *client, struct str url, struct str secret, struct buf *why)
{
	struct session_options options = {.url = url,
		.unix_socket = client->options.unix_socket,
		.insecure = client->options.insecure,
		.ca_file = client->options.ca_file};
	struct session session;
	int r;

	status(client, "connecting to %.*s", STR_ARG(url));
	r = session_open(&session, &options, within(client, CONNECT_MS), why);
	if (!r) {
		status(client, "connected");
		r = log_in(client, &session, secret, why);
	}
	if (!r) {
		r = listen_to(client, &session, why);
	}
	session_close(&session);
	return r;
}

static int run_once(struct client *client, struct buf *why)
{
	struct buf url = BUF_NULL;
	struct buf secret = BUF_NULL;
	int r = find_server(client, &url, &secret, why);

	if (!r) {
		r = buf_status(&url) || buf_status(&secret)
			    ? CLIENT_E_LOST
			    : run_session(client, buf_str(&url), str_trim(buf_str(&secret)), why);
	}
	/* A step that timed out while there is time left can be tried again. */
	if (r == CLIENT_E_TIMEOUT && clock_now_ms() < client->deadline) {
		r = CLIENT_E_LOST;
	}
	buf_deinit(&url);
	buf_deinit_secret(&secret);
	return r;
}

/* Sleeps for a while that doubles each time, spread by a quarter. */
static int back_off(struct client *client)
{
	struct rng rng;
	uint64_t pause;
	uint64_t until;
	struct timespec left;
	sigset_t none;

	rng_init(&rng);
	pause = client->backoff_ms + rng_below(&rng, (uint32_t)(client->backoff_ms / 4));
	until = within(client, pause);
	status(client, "trying again in %.1f s", (double)pause / 1000);
	client->backoff_ms = MIN_OF(client->backoff_ms * 2, (uint64_t)BACKOFF_MAX);
	pause = until - MIN_OF(until, clock_now_ms());
	left = (struct timespec){
		.tv_sec = (time_t)(pause / 1000), .tv_nsec = (long)(pause % 1000) * 1000000};
	sigemptyset(&none);
	if (ppoll(NULL, 0, &left, &none) < 0) {
		return CLIENT_E_SIGNAL;
	}
	return clock_now_ms() >= client->deadline ? CLIENT_E_TIMEOUT : 0;
}

/* One connection, with what went wrong said. */
static int connect_once(struct client *client)
{
	struct buf why = BUF_NULL;
	int r = run_once(client, &why);

	if (r && why.len && r != CLIENT_E_TIMEOUT) {
		output_error(&client->output, buf_str(&why));
	}
	buf_deinit(&why);
	return r;
}

static int run(struct client *client)
{
	int r = connect_once(client);

	while (r == CLIENT_E_LOST && client->options.follow) {
		r = back_off(client);
		if (r == 0) {
			r = connect_once(client);
		}
	}
	return r;
}

/* Expectations decide when there are any; else the end of the time, or the user's, is fine. */
static int exit_status(const struct client *client, int result)
{
	if (result == 0) {
		return 0;
	}
	if (client->expect.any) {
		for (size_t i = 0; i < client->expect.count; i++) {
			struct buf text = BUF_NULL;

			buf_appendf(&text, "%.*s did not come", STR_ARG(client->expect.open[i]));
			output_error(&client->output, buf_str(&text));
			buf_deinit(&text);
		}
		return 1;
	}
	return (result == CLIENT_E_TIMEOUT || result == CLIENT_E_SIGNAL) && client->authenticated
		       ? 0
		       : 1;
}

static void note_signal(int number)
{
	(void)number; /* interrupting ppoll is all it is for */
}

/* SIGINT and SIGTERM get through only where something waits (link.h). */
static void prepare_signals(void)
{
	struct sigaction action = {.sa_handler = note_signal};
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &blocked, NULL);
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
	struct client client = {.backoff_ms = BACKOFF_MIN, .deadline = LINK_NO_DEADLINE};
	int code = 1;

	if (options_parse(&client.options, argc, argv, &code)) {
		output_init(&client.output, client.options.json);
		expect_init(&client.expect, &client.options);
		if (client.options.timeout_ms) {
			client.deadline = clock_now_ms() + client.options.timeout_ms;
		}
		prepare_signals();
		if (nextcloud_init()) {
			code = exit_status(&client, run(&client));
			nextcloud_deinit();
		}
	}
	options_deinit(&client.options);
	return code;
}
