/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One job a client. First its password is looked up among the pre-auth tokens, whatever the user
 * name: the common case in a browser, answered at once and without allocating anything. Else the
 * job waits for two things at the same time, the answer of Nextcloud (login_check.c; not without a
 * user name) and a token that may still be on its way. Hence a refusal stands only when the time
 * for a late token is over.
 */
#include "push/login.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "push/login_internal.h"

#define QUIET_MS 10000U

const uint32_t login_bucket_ms[LOGIN_BUCKETS] = {
	1, 5, 10, 25, 50, 100, 250, 500, 1000, 5000, 15000, 60000};

static void count(struct login *login, enum login_outcome outcome, uint64_t started_ns)
{
	uint64_t now_ns = loop_now_ns(login->loop);
	uint64_t took_ns = now_ns > started_ns ? now_ns - started_ns : 0;
	size_t bucket = 0;

	while (bucket < LOGIN_BUCKETS && took_ns > login_bucket_ms[bucket] * UINT64_C(1000000)) {
		bucket++;
	}
	login->stats.outcomes[outcome]++;
	login->stats.latency_sum_ns += took_ns;
	login->stats.latency_count[bucket]++;
}

/* When Nextcloud fails, it fails for many: one line in a while tells of all of them. */
static void tell_failure(struct login *login, struct str from, struct str text)
{
	uint64_t now_ms = loop_now_ms(login->loop);
	uint64_t untold = login->untold;

	log_debug("login failed: %.*s, client %.*s", STR_ARG(text), STR_ARG(from));
	if (login->outage.active || now_ms < login->quiet_until_ms) {
		login->untold++;
		return;
	}
	login->quiet_until_ms = now_ms + QUIET_MS;
	login->untold = 0;
	log_warn("login failed: %.*s, client %.*s (%" PRIu64 " more were not told)", STR_ARG(text),
		STR_ARG(from), untold);
}

static void tell_refusal(struct str user, struct str from)
{
	log_warn("login refused: invalid credentials, client %.*s", STR_ARG(from));
	log_info("login refused: user \"%.*s\", client %.*s", STR_ARG(user), STR_ARG(from));
}

/* USER is what the client called itself: untrusted, and for the info level only. */
static void tell(
	struct login *login, struct str user, struct str address, const struct login_result *result)
{
	struct str from = address.len > 0 ? address : STR_LIT("unknown address");

	if (result->outcome == LOGIN_REFUSED) {
		tell_refusal(user, from);
		return;
	}
	if (result->outcome == LOGIN_FAILED) {
		tell_failure(login, from, str_skip(result->text, strlen("err: ")));
		return;
	}
	log_debug("login accepted: %s \"%.*s\", client %.*s",
		result->outcome == LOGIN_SESSION ? "session" : "user", STR_ARG(result->name),
		STR_ARG(from));
}

/* Out of everything but its check, which may go as well. */
static void job_free(struct login_job *job)
{
	struct login_check *check = job->check;
	struct login *login = check->login;

	pre_auth_unwait(login->pre_auth, &job->waiter);
	loop_timer_stop(login->loop, &job->timer);
	list_remove(&job->link);
	list_remove(&job->untried);
	login->stats.waiting--;
	login->stats.bytes -= sizeof(*job);
	free(job);
	login_check_drop(check);
}

static void job_finish(struct login_job *job, const struct login_result *result)
{
	struct login_check *check = job->check;
	struct login_job gone = *job;
	bool pinned = check->pinned;

	/* The strings of the check are needed until the end, the job is not. */
	check->pinned = true;
	job_free(job);
	count(check->login, result->outcome, gone.started_ns);
	tell(check->login, check->user, check->address, result);
	gone.fn(gone.context, gone.cookie, result);
	check->pinned = pinned;
	login_check_drop(check);
}

static void job_refuse(struct login_job *job)
{
	struct login_result result = {
		.outcome = LOGIN_REFUSED,
		.text = STR_LIT("err: Invalid credentials"),
	};

	job_finish(job, &result);
}

static struct login_result token_result(const struct pre_auth_owner *owner)
{
	return (struct login_result){
		.outcome = owner->is_session ? LOGIN_SESSION : LOGIN_USER,
		.name = owner->name,
	};
}

/* pre_auth_fn */
static void on_token(struct pre_auth_waiter *waiter, const struct pre_auth_owner *owner)
{
	struct login_job *job = container_of(waiter, struct login_job, waiter);
	struct login_result result = token_result(owner);

	job->check->login->stats.by_token++;
	job_finish(job, &result);
}

void login_job_expire(struct login_job *job)
{
	const struct login_check *check = job->check;
	const char *error = check->error ? check->error : check->login->outage.error;
	struct login_result result = {.outcome = LOGIN_FAILED};
	struct buf text = BUF_NULL;

	login_write_failure(&text, error ? error : "no answer in time");
	result.text = buf_str(&text);
	job_finish(job, &result);
	buf_deinit(&text);
}

/* The token didn't come, or Nextcloud didn't come back. */
static void on_job_timer(struct timer *timer)
{
	struct login_job *job = container_of(timer, struct login_job, timer);

	if (job->check->state == CHECK_TOKEN || job->check->state == CHECK_OVER) {
		job_refuse(job);
	} else {
		login_job_expire(job);
	}
}

void login_jobs_tried(struct login_check *check)
{
	struct login *login = check->login;

	list_for_each (item, &check->jobs) {
		struct login_job *job = list_entry(item, struct login_job, link);

		list_remove(&job->untried);
		loop_timer_start_at(login->loop, &job->timer, login_outage_deadline(login, job));
	}
}

void login_jobs_done(struct login_check *check, const struct login_result *result)
{
	check->pinned = true;
	while (!list_is_empty(&check->jobs)) {
		/* The analyzer doesn't see that it left the ring. NOLINTNEXTLINE(*-unix.Malloc) */
		job_finish(list_entry(check->jobs.next, struct login_job, link), result);
	}
	check->pinned = false;
	login_check_drop(check);
}

/* Nextcloud said no; a token may still come for those who have just begun. */
void login_jobs_refused(struct login_check *check)
{
	struct login *login = check->login;
	uint64_t wait_ns = login->options.token_wait_ms * UINT64_C(1000000);
	struct list todo = LIST_INIT(todo);

	check->pinned = true;
	list_splice(&todo, &check->jobs);
	while (!list_is_empty(&todo)) {
		struct login_job *job = list_entry(todo.next, struct login_job, link);
		uint64_t age_ns = loop_now_ns(login->loop) - job->started_ns;

		list_remove(&job->link);
		list_append(&check->jobs, &job->link);
		if (job->waiter.waiting && age_ns < wait_ns) {
			loop_timer_start(
				login->loop, &job->timer, (wait_ns - age_ns) / 1000000 + 1);
		} else {
			job_refuse(job);
		}
	}
	check->pinned = false;
	login_check_drop(check);
}

static void set_defaults(struct login_options *options)
{
	const struct login_options defaults = {
		.concurrency = 16,
		.per_address = 4,
		.check_timeout_ms = 30000,
		.hold_ms = 60000,
		.token_wait_ms = 500,
		.backoff_min_ms = 500,
		.backoff_max_ms = 8000,
		.bytes_max = (size_t)64 << 20,
	};

#define DEFAULT(field) options->field = options->field ? options->field : defaults.field
	DEFAULT(concurrency);
	DEFAULT(per_address);
	DEFAULT(check_timeout_ms);
	DEFAULT(hold_ms);
	DEFAULT(token_wait_ms);
	DEFAULT(backoff_min_ms);
	DEFAULT(backoff_max_ms);
	DEFAULT(bytes_max);
#undef DEFAULT
}

int login_new(struct loop *loop, struct nextcloud *nc, struct pre_auth *pre_auth,
	const struct login_options *options, struct login **ret_login)
{
	struct login *login = calloc(1, sizeof(*login));

	if (!login) {
		return -ENOMEM;
	}
	login->loop = loop;
	login->nc = nc;
	login->pre_auth = pre_auth;
	login->options = *options;
	set_defaults(&login->options);
	list_init(&login->ready);
	list_init(&login->alive);
	list_init(&login->untried);
	login_outage_init(login);
	task_init(&login->pump, login_pump);
	rng_init(&login->rng);
	random_bytes(login->key, sizeof(login->key));
	*ret_login = login;
	return 0;
}

struct login *login_free(struct login *login)
{
	if (!login) {
		return NULL;
	}
	while (!list_is_empty(&login->alive)) {
		struct login_check *check =
			list_entry(login->alive.next, struct login_check, alive);

		/* The same here. NOLINTNEXTLINE(*-unix.Malloc) */
		login_cancel(list_entry(check->jobs.next, struct login_job, link));
	}
	login_outage_deinit(login);
	loop_cancel(&login->pump);
	map_deinit(&login->checks);
	map_deinit(&login->sources);
	explicit_bzero(login->key, sizeof(login->key));
	free(login);
	return NULL;
}

/* Answers at once when the token is known. */
static bool try_token(struct login *login, const struct login_request *request)
{
	struct pre_auth_owner owner;
	struct login_result result;

	if (request->password.len == 0 || !pre_auth_take(login->pre_auth, loop_now_ms(login->loop),
						  request->password, &owner)) {
		return false;
	}
	result = token_result(&owner);
	login->stats.by_token++;
	count(login, result.outcome, loop_now_ns(login->loop));
	tell(login, request->user, request->address, &result);
	request->fn(request->context, request->cookie, &result);
	return true;
}

static int job_new(
	struct login_check *check, const struct login_request *request, struct login_job **ret_job)
{
	struct login *login = check->login;
	struct login_job *job = calloc(1, sizeof(*job));
	int r = 0;

	if (job && check->password.len > 0) {
		r = pre_auth_wait(login->pre_auth, &job->waiter, check->password, on_token);
	}
	if (!job || r < 0) {
		free(job);
		return -ENOMEM;
	}
	job->check = check;
	job->started_ns = loop_now_ns(login->loop);
	job->fn = request->fn;
	job->context = request->context;
	job->cookie = request->cookie;
	timer_init(&job->timer, on_job_timer);
	list_init(&job->untried);
	list_append(&check->jobs, &job->link);
	login->stats.waiting++;
	login->stats.bytes += sizeof(*job);
	*ret_job = job;
	return 0;
}

int login_start(
	struct login *login, const struct login_request *untrimmed, struct login_job **ret_job)
{
	struct login_request request = *untrimmed;
	struct login_check *check;
	struct login_job *job;
	int r;

	*ret_job = NULL;
	request.user = str_trim(request.user);
	request.password = str_trim(request.password);
	if (try_token(login, &request)) {
		return 0;
	}
	if (login->stats.bytes + sizeof(*job) > login->options.bytes_max) {
		return -ENOBUFS;
	}
	r = login_check_get(login, &request, &check);
	if (r < 0) {
		return r;
	}
	r = job_new(check, &request, &job);
	if (r < 0) {
		login_check_drop(check);
		return r;
	}
	if (check->state == CHECK_TOKEN) {
		loop_timer_start(login->loop, &job->timer, login->options.token_wait_ms);
	} else if (check->tries > 0) {
		loop_timer_start(login->loop, &job->timer, login->options.hold_ms);
	} else {
		list_append(&login->untried, &job->untried);
		login_outage_watch(login);
	}
	*ret_job = job;
	return 0;
}

void login_cancel(struct login_job *job)
{
	if (job) {
		job->check->login->stats.cancelled++;
		job_free(job);
	}
}

const struct login_stats *login_stats(const struct login *login)
{
	return &login->stats;
}
