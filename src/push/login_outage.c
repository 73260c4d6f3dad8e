/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * When Nextcloud as a whole is away (no connection, time-outs, a proxy's 502 or 504, maintenance),
 * thousands of logins would each find out for themselves, again and again, and hammer it the moment
 * it comes back. So after a few failures in a row only one check at a time feels its way, with
 * growing pauses in between; the first real answer opens the gates again. 429 and 500 are about one
 * client or one request, and don't count.
 *
 * Logins that never got a try meanwhile are held like the others, from the beginning of the outage
 * or their own, whichever is later. As they stand in order of arrival, the first one is also the
 * first to give up, and one timer serves all of them.
 */
#include <stdlib.h>

#include "base/log.h"
#include "push/login_internal.h"

#define FAILURES_MAX 3U
#define PAUSE_MIN_MS 250U
#define PAUSE_MAX_MS 4000U

static bool is_away(const struct nextcloud_result *result)
{
	return result->temporary && (result->kind == NEXTCLOUD_FAILED || result->status == 502 ||
					    result->status == 503 || result->status == 504);
}

static void on_pause_over(struct timer *timer)
{
	struct login *login = container_of(timer, struct login, outage.pause);

	login->outage.paused = false;
	loop_defer(login->loop, &login->pump);
}

static struct login_job *first_untried(struct login *login)
{
	struct list *first = list_first(&login->untried);

	return first ? list_entry(first, struct login_job, untried) : NULL;
}

uint64_t login_outage_deadline(const struct login *login, const struct login_job *job)
{
	uint64_t start_ms = loop_now_ms(login->loop);

	if (login->outage.active) {
		start_ms = MAX_OF(job->started_ns / 1000000, login->outage.since_ms);
	}
	return start_ms + login->options.hold_ms;
}

static void on_expiry(struct timer *timer)
{
	struct login *login = container_of(timer, struct login, outage.expiry);
	struct login_job *job;

	while (login->outage.active && (job = first_untried(login)) != NULL) {
		if (login_outage_deadline(login, job) > loop_now_ms(login->loop)) {
			break;
		}
		login_job_expire(job);
	}
	login_outage_watch(login);
}

void login_outage_init(struct login *login)
{
	timer_init(&login->outage.pause, on_pause_over);
	timer_init(&login->outage.expiry, on_expiry);
}

void login_outage_deinit(struct login *login)
{
	loop_timer_stop(login->loop, &login->outage.pause);
	loop_timer_stop(login->loop, &login->outage.expiry);
	free(login->outage.error);
}

unsigned login_outage_slots(const struct login *login)
{
	if (!login->outage.active) {
		return login->options.concurrency;
	}
	return login->outage.paused ? 0 : 1;
}

void login_outage_watch(struct login *login)
{
	struct login_job *job = login->outage.active ? first_untried(login) : NULL;

	if (job && !login->outage.expiry.armed) {
		loop_timer_start_at(
			login->loop, &login->outage.expiry, login_outage_deadline(login, job));
	}
}

static void begin(struct login *login)
{
	const char *error = login->outage.error;

	login->outage.active = true;
	login->outage.since_ms = loop_now_ms(login->loop);
	log_warn("nextcloud is away: %s; holding %zu logins and trying again",
		error ? error : "out of memory", login->stats.waiting);
	login_outage_watch(login);
}

static void end(struct login *login)
{
	uint64_t took_ms = loop_now_ms(login->loop) - login->outage.since_ms;

	login->outage.active = false;
	login->outage.paused = false;
	loop_timer_stop(login->loop, &login->outage.pause);
	loop_timer_stop(login->loop, &login->outage.expiry);
	log_info("nextcloud answers again after %u s; %zu logins were waiting",
		(unsigned)(took_ms / 1000), login->stats.waiting);
	loop_defer(login->loop, &login->pump);
}

void login_outage_note(struct login *login, const struct nextcloud_result *result)
{
	struct login_outage *outage = &login->outage;
	unsigned doublings;

	if (!is_away(result)) {
		outage->failures = 0;
		if (outage->active) {
			end(login);
		}
		return;
	}
	if (outage->paused) {
		/* One of those that were under way when the gates closed: no news. */
		return;
	}
	if (++outage->failures < FAILURES_MAX) {
		return;
	}
	free(outage->error);
	outage->error = str_dup_cstr(result->error);
	if (!outage->active) {
		begin(login);
	}
	doublings = MIN_OF(outage->failures - FAILURES_MAX, 16U);
	outage->paused = true;
	loop_timer_start(login->loop, &outage->pause,
		MIN_OF((uint64_t)PAUSE_MIN_MS << doublings, PAUSE_MAX_MS));
}
