/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the parts of the login service share: login.c (jobs: one a client), login_check.c (checks:
 * one a set of credentials, shared by the jobs that brought it), login_queue.c (whose turn it is).
 * Not for others. Hub thread.
 */
#ifndef PUSH_LOGIN_INTERNAL_H
#define PUSH_LOGIN_INTERNAL_H

#include "base/crypto.h"
#include "base/list.h"
#include "base/map.h"
#include "base/random.h"
#include "push/login.h"

#define LOG_TARGET "notify_push::auth"

/* Clients that count as one towards the limits: an IPv4 address, an IPv6 /64, a foreign text. */
struct login_source {
	uint64_t hash;
	unsigned char key[17];
	struct list ready; /* in login->ready while it has checks and a free slot */
	struct list queue; /* of checks */
	unsigned running;
	unsigned limit;
	size_t checks; /* alive, in any state */
};

enum check_state {
	CHECK_TOKEN,   /* no user name: only a token can help */
	CHECK_QUEUED,  /* for a slot */
	CHECK_RUNNING, /* a request is under way */
	CHECK_HELD,    /* Nextcloud is failing; tries again when the timer fires */
	CHECK_OVER,    /* answered; jobs may still wait for a token */
};

/* One set of credentials, alive as long as it has jobs. The strings follow the struct. */
struct login_check {
	struct login *login;
	struct list alive; /* of login->alive */
	struct list link;  /* in the queue of its source */
	struct list jobs;
	struct login_source *source; /* NULL in CHECK_TOKEN and CHECK_OVER */
	struct nextcloud_call *call; /* in CHECK_RUNNING */
	struct timer timer;          /* in CHECK_HELD */
	char *error;                 /* why the last try failed, or NULL */
	unsigned char digest[SHA256_SIZE];
	enum check_state state;
	unsigned tries;
	bool pinned; /* its end must wait: somebody is working on it */
	size_t size; /* of all of it */
	struct str user;
	struct str password;
	struct str chain;
	struct str address;
	char bytes[];
};

struct login_job {
	struct list link;    /* of check->jobs */
	struct list untried; /* of login->untried until its check is tried for the first time */
	struct login_check *check;
	struct pre_auth_waiter waiter;
	struct timer timer; /* until when it waits for a token, or for Nextcloud to come back */
	uint64_t started_ns;
	login_fn *fn;
	void *context;
	uint64_t cookie;
};

/* Nextcloud as a whole doesn't answer: see login_outage.c. */
struct login_outage {
	bool active;
	bool paused;       /* until the timer fires; then one check may try */
	unsigned failures; /* in a row */
	char *error;       /* of the last one, or NULL */
	uint64_t since_ms;
	struct timer pause;
	struct timer expiry; /* of the first untried job */
};

struct login {
	struct loop *loop;
	struct nextcloud *nc;
	struct pre_auth *pre_auth;
	struct login_options options;
	struct login_stats stats;
	struct map checks;   /* by digest; those that others may join */
	struct map sources;  /* by key */
	struct list ready;   /* sources whose turn it is, in order */
	struct list alive;   /* all checks */
	struct list untried; /* jobs in order of arrival */
	struct login_outage outage;
	struct task pump;        /* fills free slots at the end of the round */
	uint64_t quiet_until_ms; /* about failed logins */
	uint64_t untold;         /* failed logins since the last line about one */
	struct rng rng;
	unsigned char key[SHA256_SIZE]; /* of the digests; drawn at start */
};

/* login.c: the check has news for all its jobs; the last two may end it. */
void login_jobs_tried(struct login_check *check);
void login_jobs_done(struct login_check *check, const struct login_result *result);
void login_jobs_refused(struct login_check *check);

/* Nextcloud was not to be had for as long as it is worth to wait. Ends the job. */
void login_job_expire(struct login_job *job);

/*
 * login_check.c: the check for these credentials, an old or a new one (then it is queued). The
 * caller adds its job, or drops it again. 0, -ENOMEM or -ENOBUFS.
 */
NODISCARD int login_check_get(
	struct login *login, const struct login_request *request, struct login_check **ret_check);

/* Ends and frees the check unless it has jobs or is pinned. */
void login_check_drop(struct login_check *check);

/* The check has got a slot. */
void login_check_start(struct login_check *check);

/* Appends the text for a client whose check failed; ERROR is printable ASCII. */
void login_write_failure(struct buf *out, const char *error);

/* login_queue.c: *ret_source counts as used by one more check. */
NODISCARD int login_source_get(
	struct login *login, struct str address, struct login_source **ret_source);
void login_source_put(struct login *login, struct login_source *source);
void login_queue_add(struct login_check *check, bool first);
void login_queue_remove(struct login_check *check);
void login_slot_release(struct login_check *check);
void login_pump(struct task *task);

/* login_outage.c */
void login_outage_init(struct login *login);
void login_outage_deinit(struct login *login);

/* How many checks may be under way now. */
unsigned login_outage_slots(const struct login *login);

/* What came of a try. */
void login_outage_note(struct login *login, const struct nextcloud_result *result);

/* When a job gives up that is tried now, or waits for its first try. */
uint64_t login_outage_deadline(const struct login *login, const struct login_job *job);

/* A job joined the untried ones. */
void login_outage_watch(struct login *login);

#endif
