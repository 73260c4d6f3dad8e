/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * `notify_push check`: the same code that serves, tried link by link with the same settings:
 * database, Redis, Nextcloud, and whether Nextcloud believes the addresses that we pass on. The
 * database is asked plainly; for the others a loop runs until the answer is there.
 */
#include "daemon/check.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"
#include "daemon/options.h"
#include "proto/ip.h"
#include "proto/json.h"

#define LINK_TIMEOUT_MS 8000U
#define TOKEN_LIFE_S    60U
#define PROBE_ADDRESS   "203.0.113.7" /* RFC 5737: an address for examples */

struct check {
	const struct settings *settings;
	struct loop *loop;
	struct redis *redis;
	struct nextcloud *nextcloud;
	struct timer timeout;
	bool waiting;
	bool good;
	struct buf text; /* what came back, or why nothing did */
	char token[33];
	bool failed; /* any link */
};

static void verdict(struct check *check, bool good, const char *what, const char *format, ...)
	PRINTF_LIKE(4, 5);

static void verdict(struct check *check, bool good, const char *what, const char *format, ...)
{
	bool colour = isatty(STDOUT_FILENO) && !check->settings->log.no_ansi;
	va_list args;

	(void)printf("%s%s%s %s: ", colour ? (good ? "\033[32m" : "\033[31m") : "",
		good ? "✓" : "✗", colour ? "\033[0m" : "", what);
	va_start(args, format);
	(void)vprintf(format, args);
	va_end(args);
	(void)printf("\n");
	(void)fflush(stdout);
	check->failed |= !good;
}

static void advise(const char *text)
{
	(void)printf("    → %s\n", text);
}

static void on_timeout(struct timer *timer)
{
	container_of(timer, struct check, timeout)->waiting = false;
}

/* Runs the loop until somebody says that the answer is there, or for LINK_TIMEOUT_MS. */
static void wait_for_answer(struct check *check)
{
	check->waiting = true;
	loop_timer_start(check->loop, &check->timeout, LINK_TIMEOUT_MS);
	while (check->waiting && loop_run_once(check->loop, -1) == 0) {
	}
	loop_timer_stop(check->loop, &check->timeout);
}

/* TEXT may be whatever the other side wrote, and goes to a terminal: no control characters. */
static void answered(struct check *check, bool good, struct str text)
{
	check->good = good;
	buf_clear(&check->text);
	buf_append_str(&check->text, text);
	for (size_t i = 0; i < check->text.len; i++) {
		unsigned char c = (unsigned char)check->text.ptr[i];

		check->text.ptr[i] = (char)(c < ' ' || c == 0x7f ? ' ' : c);
	}
	check->waiting = false;
}

/* --- database --- */

static void check_database(struct check *check)
{
	struct store *store = NULL;
	struct store_conn *conn = NULL;
	struct buf why = BUF_NULL;
	int r = options_store(check->settings, &store);

	if (r == 0) {
		r = store_connect(store, &conn, &why);
	}
	if (r == 0) {
		r = store_ping(conn);
		if (r != 0) {
			buf_append_str(&why, store_conn_error(conn));
		}
	}
	if (r == 0) {
		verdict(check, true, "database", "both tables can be read");
	} else {
		verdict(check, false, "database", "%.*s", STR_ARG(buf_str(&why)));
		advise("the settings come from config.php or DATABASE_URL: --dump-config shows "
		       "which");
	}
	store_conn_free(conn);
	store_free(store);
	buf_deinit(&why);
}

/* --- Redis --- */

static void on_message(void *context, struct str channel, struct str payload)
{
	(void)context;
	(void)channel;
	(void)payload;
}

static void on_up(void *context, bool gap)
{
	(void)gap;
	answered(context, true, STR_NULL);
}

static void on_down(void *context, const char *why)
{
	answered(context, false, str_from_cstr(why));
}

static void check_redis(struct check *check)
{
	static const struct redis_handler handler = {
		.on_message = on_message, .on_up = on_up, .on_down = on_down};

	answered(check, false, STR_LIT("no answer within 8 s"));
	if (options_redis(check->settings, check->loop, &handler, check, &check->redis) < 0) {
		verdict(check, false, "redis", "unusable settings");
		return;
	}
	wait_for_answer(check);
	if (check->good) {
		verdict(check, true, "redis", "subscribed");
	} else {
		verdict(check, false, "redis", "%.*s", STR_ARG(buf_str(&check->text)));
		advise("the settings come from config.php ('redis') or REDIS_URL: --dump-config "
		       "shows which");
	}
}

/* --- Nextcloud --- */

static void on_nextcloud(void *context, const struct nextcloud_result *result)
{
	answered(context, result->kind == NEXTCLOUD_OK,
		result->kind == NEXTCLOUD_OK ? result->body : result->error);
}

static bool ask_nextcloud(struct check *check, const struct nextcloud_request *request)
{
	answered(check, false, STR_LIT("no answer within 8 s"));
	if (nextcloud_get(check->nextcloud, request, on_nextcloud, check, NULL) < 0) {
		answered(check, false, STR_LIT("the URL is unusable"));
		return false;
	}
	wait_for_answer(check);
	return check->good;
}

/* Is KEY of the JSON object that came back true? */
static bool says(struct check *check, struct str key)
{
	struct arena arena = ARENA_INIT(1U << 20);
	struct json_value value;
	int r = json_object_get(buf_str(&check->text), key, &arena, &value);
	bool yes = r == 0 && json_is_true(&value);

	arena_deinit(&arena);
	return yes;
}

static void check_nextcloud(struct check *check)
{
	struct nextcloud_request request = {.path = STR_LIT("status.php"), .timeout_ms = 7000};

	if (options_nextcloud(check->settings, check->loop, &check->nextcloud) < 0) {
		verdict(check, false, "nextcloud", "%s is no usable URL",
			check->settings->nextcloud.url);
		return;
	}
	if (!ask_nextcloud(check, &request)) {
		verdict(check, false, "nextcloud", "%s: %.*s", check->settings->nextcloud.url,
			STR_ARG(buf_str(&check->text)));
		advise("--nextcloud-url names where the push server reaches Nextcloud; "
		       "--nextcloud-connect, --nextcloud-ca and --allow-self-signed help when that "
		       "is not the public way");
	} else if (says(check, STR_LIT("maintenance"))) {
		verdict(check, false, "nextcloud", "%s is in maintenance mode",
			check->settings->nextcloud.url);
	} else if (!says(check, STR_LIT("installed"))) {
		verdict(check, false, "nextcloud", "%s answers, but not like a Nextcloud",
			check->settings->nextcloud.url);
		advise("is the path right, for example https://example.org/nextcloud/?");
	} else {
		verdict(check, true, "nextcloud", "%s answers", check->settings->nextcloud.url);
	}
}

/* --- trusted proxy --- */

static void on_token_set(void *context, enum redis_result result, struct str text)
{
	answered(context, result == REDIS_OK, text);
}

static bool set_token(struct check *check)
{
	unsigned char bytes[16];

	random_bytes(bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(bytes); i++) {
		(void)snprintf(check->token + 2 * i, 3, "%02x", bytes[i]);
	}
	answered(check, false, STR_LIT("no answer within 8 s"));
	if (!check->redis ||
		redis_set_ex(check->redis, STR_LIT("test-token"), str_from_cstr(check->token),
			TOKEN_LIFE_S, on_token_set, check) < 0) {
		return false;
	}
	wait_for_answer(check);
	return check->good;
}

static void check_proxy(struct check *check)
{
	struct nextcloud_request request = {
		.path = STR_LIT("index.php/apps/notify_push/test/remote"),
		.has_forwarded_for = true,
		.forwarded_for = STR_LIT(PROBE_ADDRESS),
		.timeout_ms = 7000,
	};
	struct str seen;
	struct ip address;

	if (!check->nextcloud || !set_token(check)) {
		verdict(check, false, "trusted proxy", "not tried: it needs Redis and Nextcloud");
		return;
	}
	request.token = str_from_cstr(check->token);
	if (!ask_nextcloud(check, &request)) {
		verdict(check, false, "trusted proxy", "%.*s", STR_ARG(buf_str(&check->text)));
		advise("is the app notify_push enabled? occ app:enable notify_push");
		return;
	}
	seen = str_trim(buf_str(&check->text));
	if (str_equals(seen, STR_LIT(PROBE_ADDRESS))) {
		verdict(check, true, "trusted proxy",
			"Nextcloud believes the addresses we pass on");
		return;
	}
	if (!ip_parse(seen, &address)) {
		verdict(check, false, "trusted proxy", "what answers is not the app notify_push");
		advise("is the app notify_push enabled? occ app:enable notify_push");
		return;
	}
	verdict(check, false, "trusted proxy",
		"Nextcloud took %.*s for the client instead of the address that we passed on",
		STR_ARG(str_first(seen, 64)));
	(void)printf("    → occ config:system:set trusted_proxies 10 --value='%.*s'\n",
		STR_ARG(str_first(seen, 64)));
}

int check_links(const struct settings *settings)
{
	struct check check = {.settings = settings};

	hash_init();
	(void)signal(SIGPIPE, SIG_IGN);
	(void)!log_spec_set(STR_LIT("off"));
	if (loop_new(&check.loop) < 0) {
		(void)fprintf(stderr, "notify_push: no event loop: %s\n", strerror(errno));
		return 1;
	}
	timer_init(&check.timeout, on_timeout);
	verdict(&check, true, "configuration", "%zu file(s) read, %zu warning(s)",
		settings->file_count, settings->warning_count);
	for (size_t i = 0; i < settings->warning_count; i++) {
		advise(settings->warnings[i]);
	}
	check_database(&check);
	check_redis(&check);
	check_nextcloud(&check);
	check_proxy(&check);
	redis_free(check.redis);
	nextcloud_free(check.nextcloud);
	buf_deinit(&check.text);
	loop_free(check.loop);
	return check.failed ? 1 : 0;
}
