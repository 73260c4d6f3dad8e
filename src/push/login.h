/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The login service of the hub: is this (user name, password or token) good, and who is it?
 * (wire.md §1 and §3)
 *
 * A pre-auth token answers at once. Anything else is a check at Nextcloud: queued fairly between
 * client addresses, a few at a time, identical ones merged into one request, held and tried again
 * while Nextcloud is temporarily failing. Any operation costs O(1), however many are queued.
 * Credentials are wiped as soon as they are of no more use, and never logged.
 * Refused logins are logged here: one line at warn with the client's address, for fail2ban.
 * Belongs to the hub's thread.
 */
#ifndef PUSH_LOGIN_H
#define PUSH_LOGIN_H

#include "base/str.h"
#include "net/loop.h"
#include "peer/nextcloud.h"
#include "push/pre_auth.h"

struct login;
struct login_job;

/* 0 = the default. */
struct login_options {
	unsigned concurrency;      /* checks at Nextcloud at the same time; 16 */
	unsigned per_address;      /* of them for one client address; 4 */
	uint32_t check_timeout_ms; /* one request; 30 s */
	uint32_t hold_ms;          /* how long to try again while Nextcloud is failing; 60 s */
	uint32_t token_wait_ms;    /* for a token whose announcement is still under way; 500 ms */
	uint32_t backoff_min_ms;   /* between two tries, doubled each time; 500 ms */
	uint32_t backoff_max_ms;   /* 8 s */
	size_t bytes_max;          /* memory for waiting logins; 64 MiB */
};

enum login_outcome {
	LOGIN_USER,    /* name = the user id (not always what the client called itself) */
	LOGIN_SESSION, /* name = the id of an anonymous session */
	LOGIN_REFUSED, /* invalid credentials */
	LOGIN_FAILED,  /* Nextcloud gave no usable answer */
	LOGIN_OUTCOMES,
};

/* Valid during the callback only. */
struct login_result {
	enum login_outcome outcome;
	struct str name; /* LOGIN_USER, LOGIN_SESSION */
	struct str text; /* else: to be sent to the client; begins with "err: ", valid UTF-8 */
};

/* CONTEXT and COOKIE are those of the request. May start and cancel others; not free the service.
 */
typedef void login_fn(void *context, uint64_t cookie, const struct login_result *result);

/* All strings are views that need not outlive login_start(). */
struct login_request {
	struct str user;     /* as the client sent it; trimmed here */
	struct str password; /* or token; trimmed here */
	struct str chain;    /* value for X-Forwarded-For; may be empty */
	struct str address;  /* of the client, for limits and the log; empty = unknown: no limit */
	login_fn *fn;
	void *context;
	uint64_t cookie;
};

/* Upper bounds of the latency histogram in ms; one more bucket holds the rest. */
#define LOGIN_BUCKETS 12
extern const uint32_t login_bucket_ms[LOGIN_BUCKETS];

/* Counters only ever grow; the last group tells how it is now. */
struct login_stats {
	uint64_t outcomes[LOGIN_OUTCOMES];
	uint64_t by_token; /* of the accepted ones */
	uint64_t cancelled;
	uint64_t checks; /* requests to Nextcloud, retries included */
	uint64_t retries;
	uint64_t coalesced;      /* logins that joined the check of another */
	uint64_t latency_sum_ns; /* from login_start() to the callback, of all outcomes */
	uint64_t latency_count[LOGIN_BUCKETS + 1];

	size_t waiting;  /* logins without an answer */
	size_t queued;   /* checks that wait for a slot */
	size_t checking; /* requests under way */
	size_t held;     /* checks between two tries */
	size_t bytes;    /* memory of the waiting ones */
};

/* NC and PRE_AUTH are borrowed and must outlive it. 0 or -ENOMEM. */
NODISCARD int login_new(struct loop *loop, struct nextcloud *nc, struct pre_auth *pre_auth,
	const struct login_options *options, struct login **ret_login);

/* Ends everything without calling back. NULL is accepted; returns NULL. */
struct login *login_free(struct login *login);

/*
 * Starts a login. The callback may come before this returns; then, and on failure, *ret_job is
 * NULL. Otherwise the job lives until the callback or login_cancel(). *ret_job is set before any
 * callback. 0; -ENOMEM or -ENOBUFS (bytes_max) without a callback.
 */
NODISCARD int login_start(
	struct login *login, const struct login_request *request, struct login_job **ret_job);

/* The client went away: no callback. NULL is accepted. */
void login_cancel(struct login_job *job);

/* Lives as long as the service. */
const struct login_stats *login_stats(const struct login *login);

#endif
