/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What Nextcloud tells us through Redis (wire.md §4), from JSON to a struct. Pure: no clock, no
 * network. Views point into the payload or the arena.
 */
#ifndef PUSH_EVENT_H
#define PUSH_EVENT_H

#include "base/arena.h"
#include "base/str.h"

/* Of a custom message: some clients cut longer ones off. */
#define EVENT_BODY_MAX ((size_t)1 << 20)

enum event_kind {
	EVENT_STORAGE_UPDATE,
	EVENT_GROUP_MEMBERSHIP,
	EVENT_SHARE_CREATED,
	EVENT_TEST_COOKIE,
	EVENT_ACTIVITY,
	EVENT_NOTIFICATION,
	EVENT_PRE_AUTH,
	EVENT_CUSTOM,
	EVENT_CONFIG,
	EVENT_QUERY,
	EVENT_SIGNAL,
	EVENT_KINDS,
};

struct event {
	enum event_kind kind;
	struct str name;  /* user id or session id; empty when there was none */
	bool anonymous;   /* name is the id of an anonymous session */
	uint64_t storage; /* EVENT_STORAGE_UPDATE */
	struct str path;
	uint64_t file_id;
	bool has_file_id;
	uint64_t cookie;    /* EVENT_TEST_COOKIE */
	struct str token;   /* EVENT_PRE_AUTH */
	struct str message; /* EVENT_CUSTOM */
	struct str body;    /* EVENT_CUSTOM: JSON as it was written; empty for none and for null */
	struct str text;    /* EVENT_CONFIG: the specification, empty = restore; QUERY, SIGNAL: the
			       word */
};

enum {
	EVENT_E_UNKNOWN = 1, /* no channel of ours */
	EVENT_E_MALFORMED,   /* no such payload; *ret_why tells */
	EVENT_E_TOO_BIG,     /* a custom body above EVENT_BODY_MAX */
};

/* The channel's name without a prefix, for logs and metrics. */
struct str event_channel(enum event_kind kind);

/* 0, EVENT_E_…, or -ENOMEM. *ret_why is a static text, set on EVENT_E_MALFORMED. */
NODISCARD int event_parse(struct str channel, struct str payload, struct arena *arena,
	struct event *ret_event, const char **ret_why);

#endif
