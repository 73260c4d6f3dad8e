/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A check asks Nextcloud about one set of credentials, as often as it takes. Jobs with the very
 * same credentials join it while it lives; they are recognised by a full HMAC-SHA256 under a key
 * of this process (a shorter hash could log people in as each other). With its last job it goes,
 * and its memory is wiped.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "push/login_internal.h"

#define UID_PATH           "index.php/apps/notify_push/uid"
#define USER_ID_MAX        255U
#define RETRY_AFTER_MAX_MS 15000U

static void digest_part(struct buf *out, struct str part)
{
	uint64_t len = part.len;

	buf_append(out, &len, sizeof(len));
	buf_append_str(out, part);
}

/* Each part behind its length, so that no two requests make the same input. */
static int make_digest(const struct login *login, const struct login_request *request,
	unsigned char ret_digest[SHA256_SIZE])
{
	const struct str parts[] = {
		request->user, request->password, request->chain, request->address};
	struct buf input = BUF_NULL;
	size_t size = 0;
	int r;

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		size += sizeof(uint64_t) + parts[i].len;
	}
	(void)!buf_reserve(&input, size);
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		digest_part(&input, parts[i]);
	}
	r = buf_status(&input);
	if (r == 0) {
		crypto_hmac_sha256(
			str_make(login->key, sizeof(login->key)), buf_str(&input), ret_digest);
	}
	buf_deinit_secret(&input);
	return r;
}

/* The digest is random to others: its first bytes make a good hash. */
static uint64_t digest_hash(const unsigned char digest[SHA256_SIZE])
{
	uint64_t hash;

	memcpy(&hash, digest, sizeof(hash));
	return hash;
}

static bool digest_equals(const void *value, const void *key)
{
	const struct login_check *check = value;

	return crypto_equals(str_make(check->digest, SHA256_SIZE), str_make(key, SHA256_SIZE));
}

static struct str put(char **at, struct str text)
{
	struct str copy = str_make(*at, text.len);

	if (text.len > 0) {
		memcpy(*at, text.ptr, text.len);
	}
	*at += text.len;
	return copy;
}

static void on_hold_timer(struct timer *timer)
{
	struct login_check *check = container_of(timer, struct login_check, timer);

	check->login->stats.held--;
	login_queue_add(check, true);
}

static int check_new(
	struct login *login, const struct login_request *request, struct login_check **ret_check)
{
	size_t size = sizeof(struct login_check) + request->user.len + request->password.len +
		      request->chain.len + request->address.len;
	struct login_check *check;
	char *at;

	if (size >
		login->options.bytes_max - MIN_OF(login->stats.bytes, login->options.bytes_max)) {
		return -ENOBUFS;
	}
	assert(size >= sizeof(*check));
	check = calloc(1, size);
	if (!check) {
		return -ENOMEM;
	}
	at = check->bytes;
	check->login = login;
	check->size = size;
	check->user = put(&at, request->user);
	check->password = put(&at, request->password);
	check->chain = put(&at, request->chain);
	check->address = put(&at, request->address);
	list_init(&check->link);
	list_init(&check->jobs);
	list_append(&login->alive, &check->alive);
	timer_init(&check->timer, on_hold_timer);
	login->stats.bytes += size;
	*ret_check = check;
	return 0;
}

static void check_free(struct login_check *check)
{
	check->login->stats.bytes -= check->size;
	list_remove(&check->alive);
	free(check->error);
	explicit_bzero(check, check->size);
	free(check);
}

/* Makes it a check that others may join and that gets its turn. */
static int enlist(struct login_check *check, const unsigned char digest[SHA256_SIZE])
{
	struct login *login = check->login;
	int r;

	memcpy(check->digest, digest, SHA256_SIZE);
	r = login_source_get(login, check->address, &check->source);
	if (r < 0) {
		return r;
	}
	r = map_add(&login->checks, digest_hash(check->digest), check);
	if (r < 0) {
		login_source_put(login, check->source);
		return r;
	}
	login_queue_add(check, false);
	return 0;
}

int login_check_get(
	struct login *login, const struct login_request *request, struct login_check **ret_check)
{
	unsigned char digest[SHA256_SIZE];
	struct login_check *check = NULL;
	int r;

	if (request->user.len == 0) {
		return check_new(login, request, ret_check);
	}
	r = make_digest(login, request, digest);
	if (r < 0) {
		return r;
	}
	check = map_find(&login->checks, digest_hash(digest), digest_equals, digest);
	if (check) {
		login->stats.coalesced++;
		*ret_check = check;
		return 0;
	}
	r = check_new(login, request, &check);
	if (r == 0) {
		r = enlist(check, digest);
		if (r < 0) {
			check_free(check);
			return r;
		}
		*ret_check = check;
	}
	return r;
}

/* Out of the queues and tables, whatever it was doing: nobody joins it any more. */
static void retire(struct login_check *check)
{
	struct login *login = check->login;

	switch (check->state) {
	case CHECK_QUEUED:
		login_queue_remove(check);
		break;
	case CHECK_RUNNING:
		nextcloud_cancel(check->call);
		check->call = NULL;
		login_slot_release(check);
		break;
	case CHECK_HELD:
		loop_timer_stop(login->loop, &check->timer);
		login->stats.held--;
		break;
	case CHECK_TOKEN:
	case CHECK_OVER:
		break;
	}
	if (check->source) {
		map_remove(&login->checks, digest_hash(check->digest), check);
		login_source_put(login, check->source);
		check->source = NULL;
	}
	check->state = CHECK_OVER;
}

void login_check_drop(struct login_check *check)
{
	if (!check->pinned && list_is_empty(&check->jobs)) {
		retire(check);
		check_free(check);
	}
}

void login_write_failure(struct buf *out, const char *error)
{
	buf_append_cstr(out, "err: Error while sending authentication request to nextcloud: ");
	buf_append_cstr(out, error);
}

static void fail(struct login_check *check, const char *error)
{
	struct login_result result = {.outcome = LOGIN_FAILED};
	struct buf text = BUF_NULL;

	retire(check);
	login_write_failure(&text, error);
	result.text = buf_str(&text);
	login_jobs_done(check, &result);
	buf_deinit(&text);
}

/* Between two tries: twice as long each time, as long as the server asked for, a bit apart. */
static uint64_t pause_ms(struct login_check *check, uint32_t retry_after_ms)
{
	const struct login_options *options = &check->login->options;
	unsigned doublings = MIN_OF(check->tries - 1, 16U);
	uint64_t pause = (uint64_t)options->backoff_min_ms << doublings;

	pause = MIN_OF(pause, options->backoff_max_ms);
	pause = MAX_OF(pause, MIN_OF(retry_after_ms, RETRY_AFTER_MAX_MS));
	return pause + rng_below(&check->login->rng, (uint32_t)pause / 4 + 1);
}

static void hold(struct login_check *check, const struct nextcloud_result *result)
{
	struct login *login = check->login;

	free(check->error);
	check->error = str_dup_cstr(result->error);
	check->state = CHECK_HELD;
	login->stats.held++;
	loop_timer_start(login->loop, &check->timer, pause_ms(check, result->retry_after_ms));
}

/* The body of a good answer. A page of HTML that somebody put in between is no user. */
static bool is_user_id(struct str id)
{
	if (id.len == 0 || id.len > USER_ID_MAX || !str_is_utf8(id)) {
		return false;
	}
	for (size_t i = 0; i < id.len; i++) {
		if ((unsigned char)id.ptr[i] < ' ' || id.ptr[i] == 0x7f || id.ptr[i] == '<') {
			return false;
		}
	}
	return true;
}

static void accept_user(struct login_check *check, struct str body)
{
	struct login_result result = {.outcome = LOGIN_USER, .name = str_trim(body)};

	if (is_user_id(result.name)) {
		retire(check);
		login_jobs_done(check, &result);
	} else {
		fail(check, "the answer is no user id");
	}
}

/* nextcloud_fn */
static void on_answer(void *context, const struct nextcloud_result *result)
{
	struct login_check *check = context;
	char error[320];

	check->call = NULL;
	check->state = CHECK_OVER;
	login_slot_release(check);
	login_outage_note(check->login, result);
	if (result->kind == NEXTCLOUD_OK) {
		accept_user(check, result->body);
	} else if (result->kind == NEXTCLOUD_STATUS && result->status == 401) {
		retire(check);
		login_jobs_refused(check);
	} else if (result->temporary) {
		hold(check, result);
	} else {
		(void)snprintf(error, sizeof(error), "%.*s", STR_ARG(result->error));
		fail(check, error);
	}
}

void login_check_start(struct login_check *check)
{
	struct login *login = check->login;
	struct nextcloud_request request = {
		.path = STR_LIT(UID_PATH),
		.has_credentials = true,
		.user = check->user,
		.password = check->password,
		.has_forwarded_for = true,
		.forwarded_for = check->chain,
		.timeout_ms = login->options.check_timeout_ms,
	};

	check->state = CHECK_RUNNING;
	login->stats.checks++;
	login->stats.retries += check->tries > 0;
	if (check->tries++ == 0) {
		login_jobs_tried(check);
	}
	if (nextcloud_get(login->nc, &request, on_answer, check, &check->call) != 0) {
		fail(check, "out of memory");
	}
}
